"""MedExpQA Italian: the CasiMedicos questions as a benchmark, with retrieved passages beside them."""

from __future__ import annotations

import pyarrow as pa

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

_HUB = "https://huggingface.co/datasets/HiTZ/MedExpQA"

SPEC = CorpusSpec(
    id="medexpqa-it",
    title="MedExpQA Italian: questions of the Spanish residency examination",
    summary="Cases of the Spanish residency examination with their options and a doctor's explanation, in Italian translation.",
    language="it",
    origin=Origin.TRANSLATED,
    origin_note="written in Spanish, translated into Italian",
    licence=Licence(
        hub_id="cc-by-4.0",
        link="https://creativecommons.org/licenses/by/4.0/",
        evidence="The metadata of the dataset's card on the Hub say cc-by-4.0.",
        row_values=("CC-BY-4.0",),
    ),
    republish=Republish.AS_IS,
    sources=(
        Source(
            url=_HUB,
            revision="78b57699763e00e38acd550f28de24d8a65f1643",
            path="data/it/train.it.casimedicos.rag.jsonl, data/it/dev.it.casimedicos.rag.jsonl, "
            "data/it/test.it.casimedicos.rag.jsonl",
        ),
    ),
    configs=(
        ConfigSpec(
            name="mcqa",
            task=TaskType.MCQA,
            splits=("train", "validation", "test"),
            extra=(("specialty", pa.string()), ("year", pa.string())),
            description="Cases as multiple-choice questions: `text` and `question` are the case with its question, `answer` the "
            "number of the right option, `explanation` the doctor's whole answer.",
        ),
    ),
    split_policy="official: train, dev (here `validation`) and test as published",
    read="datasets_builders.corpora.medexpqa_it.read:read",
    tags=("medical", "clinical", "exams"),
    defects=(
        "The cases are those of CasiMedicos, as casimedicos-arg-it has them with other splits: never train on one of the two and test "
        "on the other.",
        "Options that are missing in the source are null in two of its files and may be NaN in the third, train; they are left out.",
        "The passages that the publisher retrieved for each question are not taken over.",
    ),
    unknown=("What translated the cases into Italian is not stated in what could be read.",),
)
