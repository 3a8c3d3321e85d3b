"""results.json: read with its data and date, and whatever means nothing is a finding before it can reach a card."""

from __future__ import annotations

import datetime
import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptation.evaluation.results import Role, read_results, results_findings
from datasets_builders.errors import Refused

DIGEST = f"sha256:{'0a' * 32}"
ENTRY: dict[str, Any] = {
    "task": "sintomi",
    "type": "ner",
    "shots": 2,
    "decoding": "free",
    "metric": "span-f1",
    "value": 0.5,
    "ci95": [0.4, 0.6],
    "n": 50,
    "invalid": 5,
    "truncated": 0.02,
    "verbatim": 0.9,
}
RUN = {
    "data": {"id": "ospedale/note", "revision": "c" * 40, "manifest": DIGEST},
    "finished": "2026-11-20T23:30:00+01:00",
}


def _entry(**changes: Any) -> dict[str, Any]:
    return {name: value for name, value in {**ENTRY, **changes}.items() if value is not ...}


def _codes(*entries: Any) -> list[str]:
    return [finding.code for finding in results_findings(list(entries))]


def test_a_result_is_read_with_what_stands_beside_it() -> None:
    results = read_results(json.loads(json.dumps([ENTRY])), system="prova", run=RUN)
    (item,) = results.items
    assert (item.key, item.value, item.low, item.high, item.n) == (("sintomi", 2, "free", "span-f1"), 0.5, 0.4, 0.6, 50)
    assert (item.invalid, item.truncated, item.verbatim) == (0.1, 0.02, 0.9)
    assert (item.data.id, item.data.manifest, results.date) == ("ospedale/note", DIGEST, datetime.date(2026, 11, 20))
    assert results.role is Role.MODEL


def test_an_entry_may_name_its_own_data() -> None:
    own = read_results([_entry(data={"id": "ospedale/altre"})], system="prova", run=RUN).items[0].data
    assert (own.id, own.revision) == ("ospedale/altre", "c" * 40)


def test_without_a_run_nothing_is_guessed() -> None:
    results = read_results([_entry(verbatim=None)], system="prova")
    assert (results.date, results.items[0].data.id, results.items[0].verbatim) == (None, "", None)


def test_data_of_the_same_release_are_pinned_by_their_digest() -> None:
    results = read_results([ENTRY], system="prova", run={"data": {"manifest": DIGEST}})
    pinned = results.pinned({DIGEST: ("ospedale/note", "d" * 40)}).items[0].data
    assert (pinned.id, pinned.revision) == ("ospedale/note", "d" * 40)
    assert results.pinned({}) == results


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        *(({key: ...}, ["RES01"]) for key in ENTRY if key != "verbatim"),
        ({"task": " "}, ["RES01"]),
        ({"decoding": "beam"}, ["RES01"]),
        ({"n": True}, ["RES01"]),
        ({"n": 50.0}, ["RES01"]),
        ({"value": "0.5"}, ["RES01"]),
        ({"ci95": [0.4]}, ["RES01"]),
        ({"ci95": 0.4}, ["RES01"]),
        ({"shots": -1}, ["RES01"]),
        ({"data": "note"}, ["RES01"]),
        ({"n": 0}, ["RES02"]),
        ({"n": -3}, ["RES02"]),
        ({"value": math.nan}, ["RES03"]),
        ({"ci95": [0.4, math.inf]}, ["RES03"]),
        ({"value": 0.61}, ["RES04"]),
        ({"value": 0.39}, ["RES04"]),
        ({"ci95": [0.6, 0.4]}, ["RES04"]),
        ({"invalid": 51}, ["RES05"]),
        ({"invalid": -1}, ["RES05"]),
        ({"truncated": 1.01}, ["RES05"]),
        ({"verbatim": 2}, ["RES05"]),
        ({"verbatim": math.nan}, ["RES05"]),
        ({"value": 0.4}, []),
        ({"verbatim": ...}, []),
        ({"invalid": 50}, []),
    ],
)
def test_each_defect_is_found_and_its_twin_passes(changes: dict[str, Any], codes: list[str]) -> None:
    assert _codes(_entry(**changes)) == codes


def test_a_score_stands_once() -> None:
    assert _codes(ENTRY, _entry(value=0.55)) == ["RES06"]
    assert _codes(ENTRY, _entry(shots=0)) == []


@pytest.mark.parametrize(("raw", "code"), [({}, "RES01"), (None, "RES01"), ([], "RES02"), (["x"], "RES01")])
def test_a_file_of_another_kind_is_a_finding(raw: Any, code: str) -> None:
    assert [finding.code for finding in results_findings(raw)] == [code]


def test_wrong_results_are_refused_with_the_number_of_the_entry() -> None:
    with pytest.raises(Refused, match="RES02 nothing-measured entry 2") as caught:
        read_results([ENTRY, _entry(shots=0, n=0)], system="prova")
    assert caught.value.exit_code == 3


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 500) | st.floats() | st.sampled_from(["", "free", "2", "è"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(ENTRY)), inner, max_size=4),
    max_leaves=6,
)


@given(changes=st.dictionaries(st.sampled_from([*sorted(ENTRY), "data"]), JSON, max_size=3))
def test_whatever_stands_in_a_file_it_is_read_or_told(changes: dict[str, Any]) -> None:
    entry = {**ENTRY, **changes}
    if list(results_findings([entry])):
        return
    (item,) = read_results([entry], system="prova").items
    assert item.n > 0
    assert item.low <= item.value <= item.high
    assert 0 <= item.invalid <= 1
    assert 0 <= item.truncated <= 1
