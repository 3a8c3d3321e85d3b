"""Admission test: Italian multiple-choice questions on medicine, as EVALITA-LLM uses them."""

from __future__ import annotations

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

_HUB = "https://huggingface.co/datasets/evalitahf/admission_test"

SPEC = CorpusSpec(
    id="admission-test-it",
    title="Admission test: Italian questions on medicine",
    summary="Multiple-choice questions on medicine with five options, native Italian, one of the tasks of EVALITA-LLM.",
    language="it",
    origin=Origin.NATIVE,
    origin_note="written in Italian for admission tests; for which is not stated in what could be read",
    licence=Licence(
        hub_id="unknown",
        link=_HUB,
        evidence="No licence is stated in what could be read; the card was not seen.",
        row_values=("unknown",),
    ),
    republish=Republish.NO,
    sources=(Source(url=_HUB, revision="unknown"),),
    configs=(
        ConfigSpec(
            name="mcqa",
            task=TaskType.MCQA,
            splits=("validation", "test"),
            description="Questions with five options; `validation` is what the source calls dev and EVALITA-LLM takes examples from.",
        ),
    ),
    split_policy="as published: dev (here `validation`) and test",
    read="datasets_builders.corpora.admission_test_it.read:read",
    tags=("medical", "exams"),
    unknown=(
        "Licence, revision, file names and card are not known; a list of datasets counts 521 questions.",
        "The columns are those that the public task files of EVALITA-LLM use: Question, A to E, Correct.",
        "Which tests the questions come from, and whether other sets hold them, is not known.",
    ),
)
