"""The shipped example: a small synthetic Italian emergency corpus about people who do not exist."""

from __future__ import annotations

import pyarrow as pa

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

SPEC = CorpusSpec(
    id="emergency-example-it",
    title="Emergency notes, Italian, synthetic example",
    summary="A few dozen invented notes of an Italian emergency department, with symptoms, diagnoses, drugs, tests and results.",
    language="it",
    origin=Origin.SYNTHETIC,
    origin_note="written for this project; every person in it is fictional",
    licence=Licence(
        hub_id="cc0-1.0",
        link="https://creativecommons.org/publicdomain/zero/1.0/",
        evidence="LICENSE.txt beside the files.",
        row_values=("CC0-1.0",),
    ),
    republish=Republish.AS_IS,
    sources=(Source(url="examples/emergency-clean", revision="this repository"),),
    configs=(
        ConfigSpec(
            name="ner",
            task=TaskType.RE,
            splits=("train", "validation", "test"),
            labels=("SINTOMO", "DIAGNOSI", "FARMACO", "ESAME", "RISULTATO"),
            relation_labels=("RISULTATO_DI",),
            extra=(("section", pa.string()),),
            description="Notes with clinical entities, and test results linked to their tests.",
        ),
    ),
    split_policy="by patient",
    read="datasets_builders.corpora.emergency_example_it.read:read",
    synthetic_people=True,
)
