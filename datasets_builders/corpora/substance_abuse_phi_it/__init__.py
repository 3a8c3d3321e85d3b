"""Identifiers in synthetic Italian notes of addiction clinics."""

from __future__ import annotations

import pyarrow as pa

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

_URL = "https://github.com/marco-caputo/substance-abuse-italian-anonymizer"

SPEC = CorpusSpec(
    id="substance-abuse-phi-it",
    title="Identifiers in synthetic diaries and reports of Italian addiction clinics",
    summary=(
        "Synthetic diaries and reports of addiction clinics, written as by educators, psychologists, therapists and patients, "
        "with names, places, dates, organisations, codes and other identifiers of 17 kinds."
    ),
    language="it",
    origin=Origin.SYNTHETIC,
    origin_note="generated; the people are invented. The generation was seeded with samples that are not used here",
    licence=Licence(
        hub_id="mit",
        link=f"{_URL}/blob/c9dd3271422cc3e4034e2cfe5f265e3035b1d758/LICENSE",
        evidence="LICENSE: MIT License, Copyright (c) 2025 Marco Caputo.",
        row_values=("MIT",),
    ),
    republish=Republish.AS_IS,
    sources=(
        Source(
            url=_URL,
            revision="c9dd3271422cc3e4034e2cfe5f265e3035b1d758",
            path="LICENSE, synthetic_samples, test_files",
        ),
    ),
    configs=(
        ConfigSpec(
            name="phi",
            task=TaskType.PHI,
            splits=("train", "test"),
            labels=(
                "PATIENT", "PER", "GPE", "LOC", "FAC", "ORG", "DATE", "AGE", "PROV", "NORP", "EVENT", "PRODUCT",
                "WORKS_OF_ART", "CODE", "PHONE", "MAIL", "URL",
            ),
            extra=(("source", pa.string()),),
            description="Notes with 17 kinds of identifiers; `source` is the kind of note: edu, it, psych, therap or reports.",
        ),
        ConfigSpec(
            name="hard_cases",
            task=TaskType.TEXT,
            splits=("test",),
            extra=(("kind", pa.string()),),
            description="Five texts full of codes, e-mail addresses, telephone numbers, URLs and places, and of strings that only "
            "look like them, to try rules on. They are not annotated.",
        ),
    ),
    split_policy="published: the folders train and test of synthetic_samples; reports are in test only, because "
    "synthetic_reports_train.json is missing from the commit",
    read="datasets_builders.corpora.substance_abuse_phi_it.read:read",
    tags=("medical", "clinical", "de-identification", "phi", "addiction"),
    defects=(
        "Entities come as strings without offsets. They are listed in the order of the text, which fixes the place of "
        "23,144 of the 23,146.",
        "synthetic_reports_train.json is not in the repository; the reports are therefore in the test part only.",
        "One listed entity is misspelt and does not stand in its text; it is left out.",
        "The generator repeats itself: two notes (test-edu-0066 and train-edu-1542) share a third of their words across the split.",
    ),
    unknown=(
        "Which model generated the notes, and how the entities were marked.",
        "What the seed samples are; they read like real therapy diaries and are not used here.",
    ),
    synthetic_people=True,
)  # fmt: skip
