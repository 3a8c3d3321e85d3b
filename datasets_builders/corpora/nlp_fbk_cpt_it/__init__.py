"""The pre-training data of NLP-FBK's adaptation of small language models to Italian medicine."""

from __future__ import annotations

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

_URL = "https://huggingface.co/datasets/NLP-FBK/adapt-sllm-italian-medical-tasks-CP-data"

SPEC = CorpusSpec(
    id="nlp-fbk-cpt-it",
    title="NLP-FBK continual pre-training data, Italian medical text",
    summary="Chunks of Italian clinical text that NLP-FBK continued the pre-training of small language models with.",
    language="it",
    origin=Origin.NATIVE,
    origin_note="clinical text by the name of its config; what it was put together from is not known",
    licence=Licence(
        hub_id="unknown",
        link=_URL,
        evidence="No licence was found.",
        row_values=("unknown",),
    ),
    republish=Republish.NO,
    sources=(Source(url=_URL, revision="unknown", path="config clinical, split train"),),
    configs=(
        ConfigSpec(
            name="text",
            task=TaskType.TEXT,
            splits=("train",),
            description="Chunks of text, one a row, as published.",
        ),
    ),
    split_policy="published: one split, train",
    read="datasets_builders.corpora.nlp_fbk_cpt_it.read:read",
    tags=("medical", "clinical", "pre-training"),
    unknown=(
        "The licence, the composition, the size and the other configs.",
        "From which documents the chunks were cut, and whether they overlap; every chunk is its own document here.",
        "The files could not be obtained for this project: that the text is in the column chunk of the config clinical is known "
        "from a public program that reads it.",
    ),
)
