"""MedQA in Italian: questions of the United States medical licensing examination, translated by machine."""

from __future__ import annotations

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

_HUB = "https://huggingface.co/datasets/NLP-FBK/medqa-it"

SPEC = CorpusSpec(
    id="medqa-it",
    title="MedQA Italian: licensing examination questions, machine-translated",
    summary="Questions of the United States medical licensing examination (MedQA), translated into Italian by machine.",
    language="it",
    origin=Origin.TRANSLATED,
    origin_note="written in English, translated into Italian by machine; by which is not known",
    licence=Licence(
        hub_id="unknown",
        link=_HUB,
        evidence="The repository's page shows no licence.",
        row_values=("unknown",),
    ),
    republish=Republish.NO,
    sources=(Source(url=_HUB, revision="unknown", path="train/train-00000-of-00001.parquet"),),
    configs=(
        ConfigSpec(
            name="mcqa",
            task=TaskType.MCQA,
            splits=("train",),
            description="Translated questions with four options; `answer` is the letter of the right one.",
        ),
    ),
    split_policy="as published: everything stands in one file in the folder train/; the parts of the English source cannot be told",
    read="datasets_builders.corpora.medqa_it.read:read",
    tags=("medical", "exams"),
    defects=(
        "All parts of the English source seem to be one file called train: a test on it may have been trained on elsewhere.",
        "The repository shows no licence, no language and no task.",
    ),
    unknown=(
        "No licence could be found, neither of the translation nor of what it may do with its source.",
        "Only the short hash d01ce64 of its one commit was seen; the revision is not known in full.",
        "The columns are those that a program of the same authors uses for its MedQA task; the file itself was not seen.",
        "What translated it, and whether anybody read the translation, is not known.",
    ),
)
