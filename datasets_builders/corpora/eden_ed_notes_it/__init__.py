"""EDEN: four million anonymised notes of Italian emergency departments. In the catalogue only: its columns are not known."""

from __future__ import annotations

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

_HUB = "https://huggingface.co/datasets/NLP-FBK/ecream-emergency-department-notes"

SPEC = CorpusSpec(
    id="eden-ed-notes-it",
    title="EDEN: notes of Italian emergency departments",
    summary=(
        "About four million anonymised notes of several phases of the stay in Italian emergency departments; some 6,000 of them "
        "annotated by clinicians with a case report form of 132 items."
    ),
    language="it",
    origin=Origin.NATIVE,
    origin_note="written in Italian emergency departments, anonymised on site in two stages, as its paper says",
    licence=Licence(
        hub_id="unknown",
        link=_HUB,
        evidence="The card was not seen; the page shows no licence, and its paper is CC BY 4.0, which says nothing of the data.",
        row_values=("unknown",),
    ),
    republish=Republish.NO,
    sources=(Source(url=_HUB, revision="unknown"),),
    configs=(
        ConfigSpec(
            name="text",
            task=TaskType.TEXT,
            splits=("unknown",),
            description="Notes, for continual pre-training; how they are split is not known.",
        ),
    ),
    split_policy="not known",
    read="",
    tags=("medical", "clinical", "emergency"),
    defects=(
        "Its paper counts 132 items where the shared task and all dyspnea sets of the same group count 134.",
        "Anonymised texts of the group hold bare upper-case words as placeholders (PARENTE), hard to tell from shouted text.",
    ),
    unknown=(
        "The columns, splits, licence, gating and revision of the repository are not known: Parquet, 1 to 10 million rows.",
        "The tools of the anonymisation, the kinds of identifiers it knows and what it leaves behind are not known.",
        "How it relates to the 126 million words of one hospital and to the 1.9 million notes of another paper is not known.",
    ),
)
