"""SSFO: Italian multiple-choice questions on pharmacy, taken from PDF by a program."""

from __future__ import annotations

import pyarrow as pa

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

SPEC = CorpusSpec(
    id="ssfo-pharma-mcq-it",
    title="SSFO: Italian multiple-choice questions on pharmacy",
    summary=(
        "Questions with five options on pharmacology, pharmaceutical chemistry and law, from a university's question bank and six "
        "papers of the hospital pharmacy specialisation, taken from PDF by a program."
    ),
    language="it",
    origin=Origin.NATIVE,
    origin_note="written in Italian for the specialisation in hospital pharmacy",
    licence=Licence(
        hub_id="unknown",
        link="https://github.com/Marzio-farina/Quiz",
        evidence="package.json says MIT, for the program; the questions were taken from a university's question bank.",
        contradictions=(
            "Whoever published the program could hardly license the questions of others; nothing is republished.",
        ),
        row_values=("unknown",),
    ),
    republish=Republish.NO,
    sources=(
        Source(
            url="https://github.com/Marzio-farina/Quiz",
            revision="9a964e1a6b408969cfe77945797196686735b0a6",
            path="quiz-data.json, new-quiz-data.json, modello3-quiz-data.json, modello4-quiz-data.json, "
            "modello5-quiz-data.json, modello6-quiz-data.json, modello7-quiz-data.json",
        ),
    ),
    configs=(
        ConfigSpec(
            name="mcqa",
            task=TaskType.MCQA,
            splits=("train",),
            extra=(("category", pa.string()), ("subcategory", pa.string())),
            description="Questions of the bank with five options each; questions of the same wording have the same group.",
        ),
    ),
    split_policy="none published; nothing was split, all is `train`",
    read="datasets_builders.corpora.ssfo_pharma_mcq_it.read:read",
    tags=("medical", "pharmacy", "exams"),
    defects=(
        "Where a question of the bank fills a line of its PDF, the program took what follows for the first option.",
        "Where an option fills a line, its rest became the next option, and the first ones were run together: the key no longer fits.",
        "103 questions of the bank hold their own options once more at their end.",
        "Of the rows that are kept, one in a hundred may still be damaged in ways that no rule can tell.",
        "The six other files were read by optical character recognition; their rows are all rejected.",
        "71 wordings are asked more than once in the bank (173 rows), nearly always with other options; all that are whole are kept.",
        "228 of the kept questions speak of a structure or a figure that the file does not have.",
    ),
    unknown=("Who gave the keys of the six papers is not stated, but for one of them.",),
    expected_rejections=(
        "answer-repeated",
        "id-repeated",
        "key-defaulted",
        "key-unverified",
        "option-cut",
        "option-merged-into-question",
        "option-repeated",
        "options-merged",
        "options-missing",
        "question-cut",
        "question-missing",
    ),
)
