"""Multiple-choice questions out of tables: missing options, keys out of indices, questions that cannot be asked."""

from __future__ import annotations

import math
from typing import Any

import pytest

from datasets_builders.formats.choices import key_at, listed_options, why_unusable
from datasets_builders.schema import Option

OPTIONS = (Option("A", "Ossigeno"), Option("B", "Eparina"), Option("C", "Attesa"))


@pytest.mark.parametrize("missing", [None, "", "   ", "nan", "NaN", math.nan], ids=repr)
def test_a_missing_option_is_left_out(missing: Any) -> None:
    assert listed_options([("A", "Ossigeno"), ("B", missing), ("C", " Attesa ")]) == (OPTIONS[0], OPTIONS[2])


@pytest.mark.parametrize("text", ["None", "0", "nanofarmaci"])
def test_an_option_that_only_looks_missing_stays(text: str) -> None:
    assert listed_options([("A", text)]) == (Option("A", text),)


@pytest.mark.parametrize(
    ("index", "key"), [(0, "A"), (3, "D"), ("2", "C"), (1.0, "B"), (-1, ""), (4, ""), (None, ""), ("C", "")]
)
def test_an_index_gives_its_key_or_none(index: Any, key: str) -> None:
    assert key_at("ABCD", index) == key


@pytest.mark.parametrize(
    ("question", "options", "key", "reason"),
    [
        ("Che cosa si dà?", OPTIONS, "B", ""),
        ("", OPTIONS, "B", "question-missing"),
        (" ... ", OPTIONS, "B", "question-missing"),
        ("Che cosa si dà?", OPTIONS[:1], "A", "options-missing"),
        ("Che cosa si dà?", OPTIONS, "E", "key-not-an-option"),
        ("Che cosa si dà?", OPTIONS, "", "key-not-an-option"),
        ("Che cosa si dà?", (*OPTIONS, Option("D", "eparina")), "B", "answer-repeated"),
        ("Che cosa si dà?", (*OPTIONS, Option("D", "eparina")), "A", ""),
    ],
)
def test_a_question_that_cannot_be_asked_says_why(
    question: str, options: tuple[Option, ...], key: str, reason: str
) -> None:
    assert why_unusable(question, options, key) == reason
