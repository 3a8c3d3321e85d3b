"""SympTEMIST, Italian: symptoms, signs and findings in clinical cases translated from Spanish by machine."""

from __future__ import annotations

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

SPEC = CorpusSpec(
    id="symptemist-it",
    title="SympTEMIST Italian: symptoms, signs and findings in clinical cases",
    summary="Clinical cases of many specialties, translated from Spanish by machine, with mentions of symptoms, signs and findings.",
    language="it",
    origin=Origin.PROJECTED,
    origin_note="written and annotated in Spanish; the Italian files are part of its multilingual silver standard, made by machine",
    licence=Licence(
        hub_id="cc-by-4.0",
        link="https://creativecommons.org/licenses/by/4.0/",
        evidence="Zenodo record and README of SympTEMIST: Creative Commons Attribution 4.0 International.",
        row_values=("CC-BY-4.0",),
    ),
    republish=Republish.AS_IS,
    sources=(
        Source(
            url="https://zenodo.org/records/10635215",
            revision="record 10635215",
            path="symptemist-complete_240208.zip: symptemist_multilingual-silver-standard",
        ),
    ),
    configs=(
        ConfigSpec(
            name="ner",
            task=TaskType.NER,
            splits=("train", "validation", "test"),
            labels=("SINTOMA",),
            description="Mentions of symptoms, signs and findings.",
        ),
    ),
    split_policy="by the names of the published folders: train, dev or test; what names none of them is train",
    read="datasets_builders.corpora.symptemist_it.read:read",
    defects=(
        "Silver: the annotations were transferred by a program.",
        "The texts are those of DisTEMIST and DrugTEMIST: the same cases of SPACCC.",
    ),
    unknown=(
        "The files could not be obtained for this project, and nothing says how the folder of the silver standard is laid out "
        "inside: the reader takes every folder of .txt and .ann pairs under it that is called Italian, and was never run on it.",
        "Whether the Italian label is SINTOMA, as in Spanish.",
        "The sha256 of the archive.",
    ),
)
