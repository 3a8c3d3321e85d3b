"""MedMCQA in another Italian translation. In the catalogue only: its columns are not known."""

from __future__ import annotations

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

_HUB = "https://huggingface.co/datasets/Detsutut/medmcqa-ita"

SPEC = CorpusSpec(
    id="medmcqa-ita-detsutut",
    title="medmcqa-ita: MedMCQA in an Italian translation of its own",
    summary="Questions of Indian medical entrance examinations (MedMCQA) in Italian, with the parts of the English source.",
    language="it",
    origin=Origin.TRANSLATED,
    origin_note="written in English, translated into Italian; how is not stated in what could be read",
    licence=Licence(
        hub_id="unknown",
        link=_HUB,
        evidence="The repository's page shows no licence.",
        row_values=("unknown",),
    ),
    republish=Republish.NO,
    sources=(
        Source(
            url=_HUB,
            revision="unknown",
            path="data/train-00000-of-00001.parquet, data/validation-00000-of-00001.parquet, data/test-00000-of-00001.parquet",
        ),
    ),
    configs=(
        ConfigSpec(
            name="mcqa",
            task=TaskType.MCQA,
            splits=("train", "validation", "test"),
            description="Translated questions: 182,822, 4,183 and 6,150 rows as its page counts them.",
        ),
    ),
    split_policy="as published: train, validation and test",
    read="",
    tags=("medical", "exams"),
    defects=("Another translation of the same source is medmcqa-it: never train on one and test on the other.",),
    unknown=(
        "Its columns are not known: its viewer gave an error when it was looked at, and no public program was found that reads it.",
        "No licence could be found.",
        "Only the short hash 672b38c of the commit that brought the data was seen.",
    ),
)
