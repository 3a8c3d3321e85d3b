"""The figures of the benchmarks: what counts as found, as leaky and as a false alarm."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as some

from benchmarks.metrics import Score, cover, false_words, is_covered, upper_bound, words_of


@dataclass(frozen=True)
class Hit:
    start: int
    end: int
    entity: str = "PERSON"
    score: float = 1.0


def _score(text: str, gold: str, *hits: Hit, entity: str = "PERSON", threshold: float = 0.0) -> Score:
    """Score one note whose one gold span is the string `gold`."""
    start = text.index(gold)
    score = Score(threshold=threshold)
    score.add(text, [(start, start + len(gold), entity)], ["common"], hits)
    return score


def test_half_a_surname_is_a_miss() -> None:
    score = _score("visto Lo Presti oggi", "Lo Presti", Hit(6, 8))
    assert (score.recall().found, score.leaky) == (0, 1)


def test_two_hits_may_share_a_span() -> None:
    score = _score("visto Lo Presti oggi", "Lo Presti", Hit(6, 8), Hit(9, 15))
    assert (score.recall().found, score.leaky, score.false) == (1, 0, 0)


def test_dots_need_not_be_covered() -> None:
    assert _score("pz M.R. stabile", "M.R.", Hit(3, 6)).recall().found == 1


def test_a_row_of_asterisks_is_found_where_it_is_touched() -> None:
    assert _score("pz **** stabile", "****", Hit(4, 5), entity="PLACEHOLDER").recall().found == 1
    assert _score("pz **** stabile", "****", Hit(8, 15), entity="PLACEHOLDER").recall().found == 0


def test_what_identifies_nobody_alone_leaks_apart() -> None:
    score = _score("pz di origine moldava", "moldava", entity="QUASI_IDENTIFIER")
    assert (score.leak_rate().found, score.leak_rate(direct=True).found) == (1, 0)
    assert score.direct_recall().total == 0
    assert math.isnan(score.direct_recall().share)


def test_hits_under_the_threshold_neither_find_nor_flag() -> None:
    score = _score("visto Rossi oggi", "Rossi", Hit(6, 11, score=0.2), Hit(12, 16, score=0.2), threshold=0.3)
    assert (score.recall().found, score.false, score.alarms.total()) == (0, 0, 0)


def test_a_title_in_the_hit_is_a_false_word_but_a_comma_is_not() -> None:
    assert _score("visto dott. Rossi, stabile", "Rossi", Hit(6, 18)).false == 1
    assert _score("visto dott. Rossi, stabile", "Rossi", Hit(12, 18)).false == 0


def test_words_hold_a_letter_or_a_digit() -> None:
    text = "PA 120/80 - stabile ..."
    assert [text[start:end] for start, end in words_of(text)] == ["PA", "120/80", "stabile"]


def test_false_words_are_told_per_thousand() -> None:
    score = _score("uno due tre Rossi", "Rossi", Hit(0, 3), Hit(12, 17))
    assert score.false_per_thousand() == 250
    assert score.alarms == {"PERSON": 1}


def test_entities_that_were_taken_for_others_are_counted() -> None:
    score = _score("nato a Sale", "Sale", Hit(7, 11, entity="PERSON"), entity="LOCATION")
    assert score.labels == {("LOCATION", "PERSON"): 1}


@pytest.mark.parametrize(
    ("events", "trials", "bound"),
    [(0, 300, 0.00994), (0, 3000, 0.000998), (1, 3000, 0.001581), (3, 3000, 0.002583), (5, 5, 1.0)],
)
def test_the_bound_is_that_of_clopper_and_pearson(events: int, trials: int, bound: float) -> None:
    assert upper_bound(events, trials) == pytest.approx(bound, rel=2e-3)


@given(trials=some.integers(1, 60), data=some.data())
def test_the_bound_is_where_the_tail_is_a_twentieth(trials: int, data: some.DataObject) -> None:
    events = data.draw(some.integers(0, trials - 1))
    bound = upper_bound(events, trials)
    tail = sum(math.comb(trials, count) * bound**count * (1 - bound) ** (trials - count) for count in range(events + 1))
    assert tail == pytest.approx(0.05, abs=1e-6)


@pytest.mark.parametrize(("events", "trials"), [(0, 0), (-1, 5), (6, 5)])
def test_impossible_counts_are_refused(events: int, trials: int) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        upper_bound(events, trials)


@given(text=some.text(alphabet="ab1 .,*", min_size=1, max_size=30), data=some.data())
def test_covering_everything_finds_every_span_and_nothing_finds_none(text: str, data: some.DataObject) -> None:
    start = data.draw(some.integers(0, len(text) - 1))
    end = data.draw(some.integers(start + 1, len(text)))
    assert is_covered(text, start, end, cover(len(text), [(0, len(text))]))
    assert not is_covered(text, start, end, cover(len(text), []))


@given(text=some.text(alphabet="ab1 .,", max_size=30), data=some.data())
def test_gold_takes_words_from_the_false_ones_never_adds(text: str, data: some.DataObject) -> None:
    places = some.lists(some.tuples(some.integers(0, 30), some.integers(0, 30)), max_size=3)
    gold, flagged = (
        cover(len(text), [pair for pair in data.draw(places) if pair[0] < pair[1] <= len(text)]) for _ in "12"
    )
    assert false_words(text, gold, flagged) <= false_words(text, bytearray(len(text)), flagged) <= len(words_of(text))
