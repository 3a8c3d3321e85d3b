"""MedMCQA in Italian: questions of Indian medical entrance examinations, translated by machine."""

from __future__ import annotations

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

_HUB = "https://huggingface.co/datasets/NLP-FBK/medmcqa-it"

SPEC = CorpusSpec(
    id="medmcqa-it",
    title="MedMCQA Italian: entrance examination questions, machine-translated",
    summary="Questions of Indian medical entrance examinations (MedMCQA), translated into Italian by machine.",
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
    read="datasets_builders.corpora.medmcqa_it.read:read",
    tags=("medical", "exams"),
    defects=(
        "All parts of the English source seem to be one file called train; another translation of it is medmcqa-ita-detsutut.",
        "The repository shows no licence and no language.",
    ),
    unknown=(
        "No licence could be found, neither of the translation nor of what it may do with its source.",
        "Only the short hash c11afeb of its one commit was seen; the revision is not known in full.",
        "The columns are those that a program of the same authors uses for its MedQA task, which has the names of MedMCQA; the "
        "file itself was not seen.",
        "What translated it, and whether anybody read the translation, is not known.",
    ),
)
