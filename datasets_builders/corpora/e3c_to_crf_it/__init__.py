"""E3C-to-CRF: clinical cases of E3C turned into case report forms, one item of one text a row."""

from __future__ import annotations

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

SPEC = CorpusSpec(
    id="e3c-to-crf-it",
    title="E3C-to-CRF Italian: items of case report forms, filled from clinical cases",
    summary=(
        "Clinical cases of E3C whose annotations were turned, half by machine, into the items of case report forms: a text, an "
        "item, what it may say, and what it says."
    ),
    language="it",
    origin=Origin.NATIVE,
    origin_note="texts of E3C, written in Italian; its annotations turned into forms by a semi-automatic conversion",
    licence=Licence(
        hub_id="unknown",
        link="https://huggingface.co/collections/NLP-FBK/e3c-to-crf-67b9844065460cbe42f80166",
        evidence="No licence is stated in what could be read; E3C, whose texts these are, says CC BY-NC.",
        row_values=("unknown",),
    ),
    republish=Republish.NO,
    sources=(
        Source(
            url="https://huggingface.co/collections/NLP-FBK/e3c-to-crf-67b9844065460cbe42f80166",
            revision="unknown",
        ),
    ),
    configs=(
        ConfigSpec(
            name="crf",
            task=TaskType.CRF,
            splits=("train", "validation", "test"),
            description="One row a text and item: `items` holds the one item, its value and what it may say; rows of the same text "
            "have the same document and group.",
        ),
    ),
    split_policy="as published, where the tables are called train, validation and test",
    read="datasets_builders.corpora.e3c_to_crf_it.read:read",
    tags=("medical", "clinical", "case-report-form", "case-reports"),
    defects=("The texts are those of E3C: a model trained on one of the two must not be tested on the other.",),
    unknown=(
        "The names, columns, sizes, licence and revision of the collection's repositories are not known.",
        "The reader expects sentence, crf_item, options and label, the columns of a sister set of the same authors; a table with "
        "others stops the build.",
        "Whether Italian and English stand in one table is not known.",
        "Which case of E3C a text is of is not known, so that its patient cannot be told.",
    ),
)
