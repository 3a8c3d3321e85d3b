"""The dyspnea case report forms of the Hub, Italian: train, development and test of the CL4Health 2026 shared task."""

from __future__ import annotations

import pyarrow as pa

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

_HUB = "https://huggingface.co/datasets/NLP-FBK"
_ITALIAN = "data/it-00000-of-00001.parquet"

SPEC = CorpusSpec(
    id="dyspnea-crf-it",
    title="Dyspnea case report forms: Italian emergency notes with 134 items each",
    summary=(
        "Notes of an Italian emergency department and what each says to the 134 items of a case report form for dyspnea and loss "
        "of consciousness; the Italian side of four repositories of the Hub."
    ),
    language="it",
    origin=Origin.NATIVE,
    origin_note="notes of an Italian emergency department, anonymised by their publisher; items and values are in English",
    licence=Licence(
        hub_id="unknown",
        link=f"{_HUB}/dyspnea-crf-development",
        evidence="No licence is stated in what could be read of the repositories; their cards were not seen.",
        row_values=("unknown",),
    ),
    republish=Republish.NO,
    sources=tuple(
        Source(url=f"{_HUB}/{name}", revision="unknown", path=path)
        for name, path in (
            ("dyspnea-crf-train", _ITALIAN),
            ("dyspnea-crf-development", _ITALIAN),
            ("dyspnea-crf-test", _ITALIAN),
            ("dyspnea-valid-options", ""),
        )
    ),
    configs=(
        ConfigSpec(
            name="crf",
            task=TaskType.CRF,
            splits=("train", "validation", "test"),
            extra=(("item_names", pa.list_(pa.string())), ("suspect_items", pa.list_(pa.string()))),
            description="One row a note: `items` holds the published name and value of each item and what its vocabulary allows, "
            "`item_names` the names beside them with misspellings mended, `suspect_items` those whose value the form does not have.",
        ),
    ),
    split_policy="as published: the three repositories are train, development (here `validation`) and test; what they call splits, "
    "`en` and `it`, are languages, and only `it` is read",
    read="datasets_builders.corpora.dyspnea_crf_it.read:read",
    tags=("medical", "clinical", "case-report-form", "emergency"),
    defects=(
        "On the Hub the splits of each repository are languages, so that `train` cannot be loaded by that name.",
        "The labels of the development part have the defects that crf-cl4health2026 tells.",
        "The train part is said to have 10 documents.",
    ),
    unknown=(
        "Licence, revision and card of the four repositories are not known.",
        "Whether the test part holds its labels is not known: the shared task kept them; rows without any are rejected.",
        "The form of dyspnea-valid-options is not known; its vocabularies are part of the reader, taken from a list derived from it.",
        "Whether the notes in train, development and test are of different patients is not known.",
    ),
    expected_rejections=("labels-missing",),
)
