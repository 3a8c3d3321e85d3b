"""Classes are counted in persons; what pycanon says of the same rows agrees."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datasets_builders.errors import UserError
from validation.risk.kanonymity import SHOWN, Anonymity, Diversity, Record, anonymity, diversity, with_pycanon

HAS_PYCANON = importlib.util.find_spec("pycanon") is not None
needs_pycanon = pytest.mark.skipif(not HAS_PYCANON, reason="the extra `risk` (pycanon) is not installed")

ROWS = st.lists(
    st.tuples(
        st.sampled_from("pqrstuvwxyz"),
        st.sampled_from("ab"),
        st.sampled_from("fm"),
        st.sampled_from(["", "x", "y", "z"]),
    ),
    min_size=1,
    max_size=40,
)


def _records(rows: list[tuple[str, str, str, str]]) -> list[Record]:
    return [Record(person, (age, sex), sensitive) for person, age, sex, sensitive in rows]


def test_notes_of_one_person_hide_nobody() -> None:
    records = [Record("p", ("a",)) for _ in range(9)] + [Record(f"q{i}", ("b",)) for i in range(5)]
    assert anonymity(records, 5) == Anonymity(k=1, classes=2, smallest=(1, 5), rows=14, rows_below=9, classes_below=1)


def test_the_threshold_itself_is_enough() -> None:
    records = [Record(f"q{i}", ("b",)) for i in range(5)]
    assert anonymity(records, 5).rows_below == 0
    assert anonymity(records, 6).rows_below == 5


def test_only_the_smallest_are_told() -> None:
    records = [Record(f"p{i}", (str(i),)) for i in range(30)]
    assert anonymity(records, 5).smallest == (1,) * SHOWN


def test_nothing_has_no_class() -> None:
    assert anonymity([], 5) == Anonymity(0, 0, (), 0, 0, 0)
    assert diversity([Record("p", ("a",))]) is None


def test_rows_without_a_sensitive_value_do_not_count() -> None:
    records = [Record("p", ("a",), "x"), Record("q", ("a",), "y"), Record("r", ("b",), "x"), Record("s", ("b",))]
    assert diversity(records) == Diversity(distinct=1, smallest=(1, 2), rows=3)


@given(ROWS)
def test_k_is_the_size_of_the_smallest_class(rows: list[tuple[str, str, str, str]]) -> None:
    records = _records(rows)
    sizes = Counter(quasi for _, quasi in {(record.person, record.quasi) for record in records})
    found = anonymity(records, 3)
    assert found.k == min(sizes.values())
    assert found.rows_below == sum(sizes[record.quasi] < 3 for record in records)


@needs_pycanon
@settings(max_examples=20)
@given(ROWS)
def test_pycanon_agrees(rows: list[tuple[str, str, str, str]]) -> None:
    records = _records(rows)
    told = with_pycanon(records, ["age", "sex"])
    assert told["k_anonymity"] == anonymity(records, 5).k
    found = diversity(records)
    assert told.get("l_diversity") == (found.distinct if found else None)


@needs_pycanon
def test_pycanon_adds_its_measures() -> None:
    records = [Record(f"{age}{i}", (age, "f"), "xyz"[i % 3]) for age in "ab" for i in range(6)]
    told = with_pycanon(records, ["age", "sex"])
    assert (told["l_diversity"], told["t_closeness"]) == (3, 0.0)
    assert told["entropy_l_diversity"] in (2, 3)  # pycanon cuts 2.9999999999999996 to 2
    assert set(told) >= {"version", "recursive_c_l_diversity"}


def test_without_pycanon_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pycanon", None)
    with pytest.raises(UserError, match="not installed") as raised:
        with_pycanon([Record("p", ("a",))], ["age"])
    assert "referto[risk]" in str(raised.value)
