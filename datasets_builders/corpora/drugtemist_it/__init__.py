"""DrugTEMIST, Italian: medicines in a thousand clinical cases translated from Spanish."""

from __future__ import annotations

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

SPEC = CorpusSpec(
    id="drugtemist-it",
    title="DrugTEMIST Italian: medicines in clinical cases",
    summary="A thousand clinical cases of many specialties, translated from Spanish, with mentions of medicines.",
    language="it",
    origin=Origin.PROJECTED,
    origin_note="written and annotated in Spanish; text and annotations translated by machine, the annotations projected, both "
    "revised by native speakers who are clinical experts",
    licence=Licence(
        hub_id="cc-by-4.0",
        link="https://creativecommons.org/licenses/by/4.0/",
        evidence="README of the MultiCardioNER dataset: Creative Commons Attribution 4.0 International.",
        row_values=("CC-BY-4.0",),
    ),
    republish=Republish.AS_IS,
    sources=(
        Source(
            url="https://zenodo.org/records/10948355",
            revision="record 10948355",
            path="track2/drugtemist_train/it/brat",
        ),
    ),
    configs=(
        ConfigSpec(
            name="ner",
            task=TaskType.NER,
            splits=("train",),
            labels=("FARMACO",),
            description="Mentions of medicines.",
        ),
    ),
    split_policy="published: all of it is the training part of MultiCardioNER track 2; cardioccc-it is what it is developed and "
    "tested on",
    read="datasets_builders.corpora.drugtemist_it.read:read",
    defects=("The texts are those of DisTEMIST and SympTEMIST: the same thousand cases of SPACCC.",),
    unknown=(
        "The files could not be obtained for this project: the reader was written after the README of the dataset and public "
        "programs that read it, and was never run on them.",
        "Which 250 of the documents are the test part of the other TEMIST corpora.",
        "The sha256 of the archive.",
    ),
)
