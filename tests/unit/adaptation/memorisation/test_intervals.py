"""Intervals against closed forms and brute force, and how often they hold."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptation.memorisation.intervals import area_under_curve, chance_of_ranks, rate_interval
from datasets_builders.errors import Refused


@pytest.mark.parametrize(
    ("events", "trials", "low", "high"),
    [(0, 10, 0.0, 0.3084971), (10, 10, 0.6915029, 1.0), (3, 10, 0.0667395, 0.6524529), (0, 200, 0.0, 0.0182753)],
)
def test_the_interval_of_a_rate_is_that_of_clopper_and_pearson(
    events: int, trials: int, low: float, high: float
) -> None:
    assert rate_interval(events, trials) == pytest.approx((low, high), abs=1e-6)


@given(st.integers(1, 60), st.data())
def test_at_its_ends_what_was_seen_has_a_chance_of_one_in_forty(trials: int, data: st.DataObject) -> None:
    events = data.draw(st.integers(0, trials))
    low, high = rate_interval(events, trials)
    assert low <= events / trials <= high

    def tail(rate: float, counts: range) -> float:
        return sum(math.comb(trials, k) * rate**k * (1 - rate) ** (trials - k) for k in counts)

    if events:
        assert tail(low, range(events, trials + 1)) == pytest.approx(0.025, rel=1e-6)
    if events < trials:
        assert tail(high, range(events + 1)) == pytest.approx(0.025, rel=1e-6)


@pytest.mark.parametrize(("events", "trials"), [(0, 0), (2, 1), (-1, 4)])
def test_no_trial_is_no_rate(events: int, trials: int) -> None:
    with pytest.raises(Refused):
        rate_interval(events, trials)


_SCORES = st.lists(st.integers(-4, 4).map(float), min_size=2, max_size=30)


@given(_SCORES, _SCORES)
def test_the_area_counts_pairs(members: list[float], others: list[float]) -> None:
    area = area_under_curve(members, others)
    pairs = [(x > y) + (x == y) / 2 for x in members for y in others]
    assert area.auc == pytest.approx(sum(pairs) / len(pairs))
    assert 0 <= area.low <= area.auc + 1e-12
    assert area.auc - 1e-12 <= area.high <= 1
    assert area_under_curve(others, members).auc == pytest.approx(1 - area.auc)


@pytest.mark.parametrize("shift", [0.0, 0.8])
def test_the_interval_holds_in_about_95_of_100_samples(shift: float) -> None:
    rng = np.random.default_rng(5)
    true = 0.5 * (1 + math.erf(shift / 2))
    held = 0
    for _ in range(600):
        area = area_under_curve(rng.normal(shift, 1, 40), rng.normal(0, 1, 60))
        held += area.low <= true <= area.high
    assert 0.92 <= held / 600 <= 0.98


def test_groups_wholly_apart_are_not_certain() -> None:
    area = area_under_curve([3.0] * 20, [1.0] * 30)
    assert (area.auc, area.high) == (1.0, 1.0)
    assert area.low == pytest.approx(0.025 ** (1 / 20))
    assert area_under_curve([1.0] * 20, [3.0] * 30).high == pytest.approx(1 - 0.025 ** (1 / 20))
    with pytest.raises(Refused, match="cannot be compared"):
        area_under_curve([1.0], [2.0, 3.0])


@settings(max_examples=20)
@given(st.integers(1, 40))
def test_ranks_in_the_middle_are_likely_and_first_ranks_are_not(count: int) -> None:
    assert chance_of_ranks([0.5] * count) > 0.3
    assert chance_of_ranks([1 / 1025] * count) == pytest.approx(
        sum(math.exp(k * math.log(x) - x - math.lgamma(k + 1)) for x in [count * math.log(1025)] for k in range(count)),
    )
    assert chance_of_ranks([1 / 1025]) == pytest.approx(1 / 1025)
    assert chance_of_ranks([]) == chance_of_ranks([1.0] * count) == 1.0


def test_the_chance_of_random_ranks_is_even() -> None:
    rng = np.random.default_rng(3)
    chances = [chance_of_ranks(list(rng.integers(1, 1026, 8) / 1025)) for _ in range(2_000)]
    assert np.quantile(chances, [0.05, 0.5, 0.95]) == pytest.approx([0.05, 0.5, 0.95], abs=0.03)
