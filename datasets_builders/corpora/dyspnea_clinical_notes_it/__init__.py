"""Notes of an Italian emergency department for dyspnea, without labels."""

from __future__ import annotations

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

_HUB = "https://huggingface.co/datasets/NLP-FBK/dyspnea-clinical-notes"

SPEC = CorpusSpec(
    id="dyspnea-clinical-notes-it",
    title="Emergency notes for dyspnea, Italian",
    summary=(
        "Notes of an Italian emergency department, without labels; 2,667 are said to be in Italian and as many in English."
    ),
    language="it",
    origin=Origin.NATIVE,
    origin_note="written in an Italian emergency department, anonymised by its publisher; the English side is not read",
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
            description="Notes, for continual pre-training.",
        ),
    ),
    split_policy="none published: what the repository calls splits, `en` and `it`, are languages; all of `it` is `train` here",
    read="datasets_builders.corpora.dyspnea_clinical_notes_it.read:read",
    tags=("medical", "clinical", "emergency"),
    defects=("On the Hub the splits are languages, so that `train` cannot be loaded by that name.",),
    unknown=(
        "Licence, revision and card are not known; the number of 2,667 notes comes from users, not from the publisher.",
        "Which of the two languages was written first is not stated in what could be read.",
        "Whether the notes of the dyspnea-crf sets are among these is not known: look before training on one and testing on another.",
        "How the notes were anonymised is not known.",
    ),
)
