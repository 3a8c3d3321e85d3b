"""Synthetic emergency notes of the CL4Health 2026 shared task, Italian side."""

from __future__ import annotations

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

_HUB = "https://huggingface.co/datasets/NLP-FBK/synthetic-crf-train"

SPEC = CorpusSpec(
    id="synthetic-crf-train-it",
    title="Synthetic emergency notes for case report forms, Italian",
    summary=("Synthetic notes that were published beside the dyspnea case report forms; 80 are said to be in Italian."),
    language="it",
    origin=Origin.SYNTHETIC,
    origin_note="called synthetic by its name; how it was made, and from what, is not known",
    licence=Licence(
        hub_id="unknown",
        link=_HUB,
        evidence="No licence is stated in what could be read; the card was not seen.",
        row_values=("unknown",),
    ),
    republish=Republish.NO,
    sources=(Source(url=_HUB, revision="unknown", path="data/it-00000-of-00001.parquet"),),
    configs=(
        ConfigSpec(
            name="text",
            task=TaskType.TEXT,
            splits=("train",),
            description="Notes; whatever labels the table may hold are not read.",
        ),
    ),
    split_policy="none published: what the repository calls splits, `en` and `it`, are languages; all of `it` is `train` here",
    read="datasets_builders.corpora.synthetic_crf_train_it.read:read",
    tags=("medical", "clinical", "emergency"),
    defects=("On the Hub the splits are languages, so that `train` cannot be loaded by that name.",),
    unknown=(
        "Licence, revision and card are not known; the number of 80 notes comes from a user, not from the publisher.",
        "How the notes were made is not known: whether they were written after real ones must be cleared before any use.",
        "Columns other than `clinical_note` are not known; if there are annotations, they are not read.",
    ),
)
