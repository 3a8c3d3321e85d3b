"""CardioCCC, Italian: medicines in cardiology cases translated from Spanish."""

from __future__ import annotations

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

SPEC = CorpusSpec(
    id="cardioccc-it",
    title="CardioCCC Italian: medicines in cardiology cases",
    summary="Cardiology case reports translated from Spanish, with mentions of medicines: development and test parts of "
    "MultiCardioNER track 2.",
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
            path="track2/cardioccc_dev/it/brat, track2/cardioccc_test/it/brat",
        ),
    ),
    configs=(
        ConfigSpec(
            name="ner",
            task=TaskType.NER,
            splits=("validation", "test"),
            labels=("FARMACO",),
            description="Mentions of medicines.",
        ),
    ),
    split_policy="published: cardioccc_dev (258 documents, here `validation`) and cardioccc_test (250); the task lets both dev and "
    "DrugTEMIST be trained on",
    read="datasets_builders.corpora.cardioccc_it.read:read",
    tags=("medical", "clinical", "cardiology"),
    unknown=(
        "The files could not be obtained for this project: the reader was written after the README of the dataset and public "
        "programs that read it, and was never run on them.",
        "The first versions of the record have no cardioccc_test; from which version on it is there.",
        "The later bundle of DataTools4Heart has the same 508 documents with diseases, procedures and symptoms too "
        "(b1 and b2, 2_validated_w_sugs/it); where it is published and under which licence.",
        "The sha256 of the archive.",
    ),
)
