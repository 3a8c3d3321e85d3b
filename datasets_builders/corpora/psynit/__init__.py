"""PsyNIT: entities in Italian neuropsychiatric reports. In the catalogue only: its format is not known."""

from __future__ import annotations

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

_URL = "https://huggingface.co/datasets/IVN-RIN/PsyNIT"

SPEC = CorpusSpec(
    id="psynit",
    title="PsyNIT: entities in Italian neuropsychiatric reports",
    summary="A hundred Italian neuropsychiatric reports, anonymised by hand, with five kinds of entities.",
    language="it",
    origin=Origin.NATIVE,
    origin_note="hospital reports in Italian, anonymised by hand",
    licence=Licence(
        hub_id="cc-by-sa-4.0",
        link=_URL,
        evidence="The card of the dataset: cc-by-sa-4.0.",
        row_values=("CC-BY-SA-4.0",),
    ),
    republish=Republish.AS_IS,
    sources=(Source(url=_URL, revision="unknown"),),
    configs=(
        ConfigSpec(
            name="ner",
            task=TaskType.NER,
            splits=(),
            description="Diagnoses and comorbidities, cognitive symptoms, neuropsychiatric symptoms, drug treatments and medical "
            "assessments: 779, 2,386, 707, 162 and 1,854 of them by the card of the model MedPsyNIT.",
        ),
    ),
    split_policy="unknown",
    read="",
    tags=("medical", "clinical", "psychiatry"),
    defects=(
        "The Hub's viewer stops with ArrowTypeError: the files do not agree with one another or with their schema.",
    ),
    unknown=(
        "The files and their format: nothing that could be found says what the columns or the label names are, and a reader "
        "would be a guess.",
        "The published splits.",
        "Whether the numbers of entities on the card of MedPsyNIT, which was trained on reports of four hospitals, are those of "
        "this dataset.",
    ),
)
