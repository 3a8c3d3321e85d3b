"""An order that follows the dates is told, one that does not is not."""

from __future__ import annotations

import datetime
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validation.risk.order import FEWEST, Dated, natural_key, orderings, rank_correlation

FIRST = datetime.date(2018, 1, 1)


def _rows(order: list[int], *, persons: bool = False) -> list[Dated]:
    """Rows whose position and id follow `order`, each a week after the one before it in time."""
    return [
        Dated(place, f"PS-{place}", f"G{place // 2}" if persons else "", FIRST + datetime.timedelta(days=7 * week))
        for week, place in enumerate(order)
    ]


def test_ids_and_rows_in_the_order_of_dates_are_strong() -> None:
    found = {each.column: each for each in orderings(_rows(list(range(40)), persons=True))}
    assert set(found) == {"", "id", "group_id"}
    assert all(each.is_strong and each.correlation == pytest.approx(1) for each in found.values())
    assert found["group_id"].rows == 20


def test_the_reverse_order_is_as_strong() -> None:
    assert all(each.is_strong for each in orderings(_rows(list(range(40))[::-1])))


def test_a_shuffled_order_is_not() -> None:
    order = list(range(200))
    random.Random(4).shuffle(order)
    assert not any(each.is_strong for each in orderings(_rows(order, persons=True)))


def test_dates_shifted_by_weeks_do_not_hide_years() -> None:
    chance = random.Random(5)
    rows = [
        Dated(i, f"{i}", "", FIRST + datetime.timedelta(days=7 * i + chance.randrange(-60, 60))) for i in range(150)
    ]
    assert all(each.is_strong for each in orderings(rows))


def test_random_ids_do_not_excuse_rows_in_order() -> None:
    rows = [Dated(i, f"{random.Random(i).random()}", "", FIRST + datetime.timedelta(days=i)) for i in range(60)]
    assert {each.column: each.is_strong for each in orderings(rows)} == {"": True, "id": False}


def test_few_dates_are_not_judged() -> None:
    assert orderings(_rows(list(range(FEWEST - 1)))) == []
    assert orderings(_rows(list(range(FEWEST)))) != []


def test_one_date_for_all_is_no_order() -> None:
    assert not any(each.is_strong for each in orderings([Dated(i, str(i), "", FIRST) for i in range(30)]))


def test_numbers_are_compared_as_numbers() -> None:
    assert sorted(["PS-10", "PS-9", "A", "PS-09b", ""], key=natural_key) == ["", "A", "PS-9", "PS-09b", "PS-10"]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=30))
def test_a_correlation_is_symmetric_and_bounded(pairs: list[tuple[int, int]]) -> None:
    x, y = [a for a, _ in pairs], [b for _, b in pairs]
    assert -1.000001 <= rank_correlation(x, y) <= 1.000001
    assert rank_correlation(x, y) == pytest.approx(rank_correlation(y, x))
    assert rank_correlation(x, [-b for b in y]) == pytest.approx(-rank_correlation(x, y))
