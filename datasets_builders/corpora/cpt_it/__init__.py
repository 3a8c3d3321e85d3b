"""Continual-pre-training text, gathered from other corpora by `referto gather`; it has no reader of its own."""

from __future__ import annotations

import pyarrow as pa

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

SPEC = CorpusSpec(
    id="cpt-it",
    title="Italian clinical and medical text for continual pre-training",
    summary="Text of other Italian medical corpora: mended, deduplicated, in Italian, and free of their test and validation rows.",
    language="it",
    origin=Origin.NATIVE,
    origin_note="of its sources; see the corpora it was gathered from",
    licence=Licence(
        hub_id="other",
        name="per-row-licences",
        link="https://huggingface.co/docs/hub/repositories-licenses",
        evidence="Each row keeps the licence of its document in the column `licence`; what may be used was chosen on gathering.",
        row_values=(),
    ),
    republish=Republish.NON_COMMERCIAL,
    sources=(Source(url="built folders of other corpora", revision="named in corpus.json"),),
    configs=(
        ConfigSpec(
            name="cpt",
            task=TaskType.TEXT,
            splits=("train",),
            extra=(("corpus", pa.string()), ("url", pa.string()), ("attribution", pa.string())),
            description="One row a document, in the order of the sources.",
        ),
    ),
    split_policy="everything is training text",
    read="",
    unknown=("It is gathered from built folders (referto gather), not built from raw files.",),
)
