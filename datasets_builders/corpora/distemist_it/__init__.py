"""DisTEMIST, Italian: diseases in clinical cases translated from Spanish by machine."""

from __future__ import annotations

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

SPEC = CorpusSpec(
    id="distemist-it",
    title="DisTEMIST Italian: diseases in clinical cases",
    summary="Clinical cases of many specialties, translated from Spanish by machine, with mentions of diseases and their "
    "SNOMED CT concepts.",
    language="it",
    origin=Origin.PROJECTED,
    origin_note="written and annotated in Spanish; text and annotations translated by machine, the annotations projected; nothing "
    "says that anyone revised them",
    licence=Licence(
        hub_id="cc-by-4.0",
        link="https://creativecommons.org/licenses/by/4.0/",
        evidence="Zenodo record of DisTEMIST: Creative Commons Attribution 4.0 International.",
        row_values=("CC-BY-4.0",),
    ),
    republish=Republish.AS_IS,
    sources=(
        Source(
            url="https://zenodo.org/records/7614764",
            revision="record 7614764",
            path="distemist_zenodo.zip: multilingual_resources/it, multilingual_resources/training_text_files/it",
        ),
    ),
    configs=(
        ConfigSpec(
            name="ner",
            task=TaskType.NER,
            splits=("train",),
            labels=("ENFERMEDAD",),
            description="Mentions of diseases, with the SNOMED CT concepts they were mapped to in Spanish in `concepts`.",
        ),
    ),
    split_policy="published: the Italian resources are of the training part",
    read="datasets_builders.corpora.distemist_it.read:read",
    tags=("medical", "clinical", "snomed-ct"),
    defects=(
        "Silver: the annotations were transferred by a program.",
        "The texts are those of DrugTEMIST and SympTEMIST: the same cases of SPACCC.",
    ),
    unknown=(
        "The files could not be obtained for this project: the reader was written after a public program that reads the English "
        "twin (multilingual_resources/en), and was never run on the Italian files.",
        "How many tables there are for Italian, and whether the test part was translated too.",
        "The sha256 of the archive.",
    ),
)
