"""The texts of the race: of every ten, three are generated notes, for as long as there are case reports."""

from __future__ import annotations

from itertools import islice

import pytest

from benchmarks import anonymisation_speed
from benchmarks.notes import generate


def test_three_of_ten_texts_are_generated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anonymisation_speed, "case_reports", lambda: iter(["caso clinico"] * 700))
    texts = list(islice(anonymisation_speed.mixed(seed=1), 1000))
    assert texts.count("caso clinico") == 700
    assert [text for text in texts if text != "caso clinico"] == [note.text for note in generate(300, seed=1)]


def test_without_case_reports_every_text_is_generated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anonymisation_speed, "case_reports", lambda: iter(()))
    assert list(islice(anonymisation_speed.mixed(seed=1), 5)) == [note.text for note in generate(5, seed=1)]
