"""MED-ITA: 10,000 questions of Italian public examinations in medicine."""

from __future__ import annotations

import pyarrow as pa

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

_HUB = "https://huggingface.co/datasets/Crisp-Unimib/MED-ITA"

SPEC = CorpusSpec(
    id="med-ita-it",
    title="MED-ITA: questions of Italian public examinations in medicine",
    summary="10,000 multiple-choice questions of Italian national and regional examinations in medicine, in 50 categories.",
    language="it",
    origin=Origin.NATIVE,
    origin_note="written in Italian for public competitions and admission tests, published between 2010 and 2024",
    licence=Licence(
        hub_id="mit",
        link=_HUB,
        evidence="The text of the dataset's card says MIT; its metadata name no licence.",
        row_values=("MIT",),
    ),
    republish=Republish.AS_IS,
    sources=(Source(url=_HUB, revision="unknown", path="data/dataset.jsonl"),),
    configs=(
        ConfigSpec(
            name="mcqa",
            task=TaskType.MCQA,
            splits=("train",),
            extra=(("category", pa.string()), ("macro_category", pa.string())),
            description="Questions with up to five options; `answer` is the letter of the right one.",
        ),
    ),
    split_policy="none: the publisher made it to evaluate on and calls all of it train, as it is called here",
    read="datasets_builders.corpora.med_ita_it.read:read",
    tags=("medical", "exams"),
    defects=(
        "All rows stand in a split called train, though the set is a benchmark.",
        "The macro category is `macrocategory` on the Hub and `macro_category` in the card's text; both are read.",
    ),
    unknown=(
        "Only the short hash b48f4c8 of the card's revision was seen; Zenodo has a copy under 10.5281/zenodo.16631997.",
        "Whether `answer` holds the letter or the text of the right option is not stated; both are read.",
        "Whether its questions stand in other sets of Italian examinations, too, is not known.",
    ),
)
