"""Every registered check finds the same, however its rows are cut, ordered and shared out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import permutations, product

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datasets_builders.built import Batch
from release.examination import ALL_CHECKS
from validation.anonymisation.vocabulary.corpus import WordCounts
from validation.checks import Check, Example, Facts, Guards, Part, conclude, run
from validation.executors.states import pack, unpack
from validation.findings import Finding

MOST_ROWS = 6
"""Examples with more rows are cut by hypothesis only."""


def _rows(example: Example) -> list[Batch]:
    """Give every row of an example as a batch of its own, with its place in the split."""
    columns = {name for rows in example.rows.values() for row in rows for name in row}
    batches = []
    for (config, split), rows in example.rows.items():
        full = [{name: row.get(name) for name in sorted(columns)} for row in rows]
        table = pa.Table.from_pylist(full)
        for index in range(table.num_rows):
            batches.append(Batch(config, split, index, table.slice(index, 1).combine_chunks().to_batches()[0]))
    return batches


def _apart(
    check: Check, facts: Facts, parts: Sequence[Sequence[Batch]], *, through_bytes: bool = True
) -> list[Finding]:
    """Let each part be seen by a run of its own; merge the runs in their order, and conclude once."""
    guards = Guards([check], facts)
    for part in parts:
        for batch in part:
            guards.admit(batch)
    whole = Part.start([check], facts)
    for batches in parts:
        part = _seen(check, facts, guards, batches)
        whole.merge(unpack(pack(part), facts) if through_bytes else part)
    return _ordered(conclude([check], guards, whole).findings)


def _seen(check: Check, facts: Facts, guards: Guards, batches: Sequence[Batch]) -> Part:
    part = Part.start([check], facts)
    for batch in batches:
        if batch.config not in guards.broken:
            part.see(batch)
    return part


def _ordered(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.sort_key)


def _cuts(batches: Sequence[Batch], ways: int) -> Iterator[list[list[Batch]]]:
    for places in product(range(ways), repeat=len(batches)):
        yield [[batch for batch, place in zip(batches, places, strict=True) if place == way] for way in range(ways)]


def _examples(check: Check) -> dict[str, Example]:
    return {"accepts": check.accepts, **check.rejects}


CASES = [(check, name) for check in ALL_CHECKS for name in _examples(check)]


@pytest.mark.parametrize(("check", "name"), CASES, ids=[f"{check.name}-{name}" for check, name in CASES])
def test_every_way_of_sharing_out_an_example_finds_what_one_run_finds(check: Check, name: str) -> None:
    example = _examples(check)[name]
    batches = _rows(example)
    whole = _ordered(run([check], batches, example.facts).findings)
    assert bool(whole) == (name != "accepts")
    if len(batches) > MOST_ROWS:
        pytest.skip("cut at random by the test below")
    for order in (batches, batches[::-1]):
        for parts in _cuts(order, 2):
            assert _apart(check, example.facts, parts) == whole


@pytest.mark.parametrize("check", ALL_CHECKS, ids=lambda check: check.name)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_all_examples_together_cut_in_three_in_any_order(check: Check, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(_examples(check))))
    example = _examples(check)[name]
    batches = data.draw(st.permutations(_rows(example)))
    places = data.draw(st.lists(st.integers(0, 2), min_size=len(batches), max_size=len(batches)))
    parts = [[b for b, place in zip(batches, places, strict=True) if place == way] for way in range(3)]
    whole = _ordered(run([check], _rows(example), example.facts).findings)
    for order in permutations(parts):
        assert _apart(check, example.facts, order) == whole


@pytest.mark.parametrize("check", ALL_CHECKS, ids=lambda check: check.name)
def test_merging_is_associative_and_a_part_without_rows_changes_nothing(check: Check) -> None:
    for example in check.rejects.values():
        batches = _rows(example)
        guards = Guards([check], example.facts)
        for batch in batches:
            guards.admit(batch)
        seen = partial(_seen, check, example.facts, guards)
        left, right = seen(batches[:1]), seen(batches[1:2])
        left.merge(right)
        left.merge(seen(batches[2:]))
        other, tail = seen(batches[:1]), seen(batches[1:2])
        tail.merge(seen(batches[2:]))
        other.merge(seen([]))
        other.merge(tail)
        assert _ordered(conclude([check], guards, left).findings) == _ordered(conclude([check], guards, other).findings)


def test_two_files_of_the_same_rows_twice_are_told_alike_by_every_check() -> None:
    """Repeated rows are what counts depend on: each rejecting example, twice in one split, in either order."""
    for check in ALL_CHECKS:
        for example in check.rejects.values():
            batches = [*_rows(example), *_rows(example)]
            whole = _ordered(run([check], batches, example.facts).findings)
            assert _apart(check, example.facts, [batches[::2], batches[1::2]]) == whole, check.name
            assert _apart(check, example.facts, [batches[1::2], batches[::2]]) == whole, check.name


@given(texts=st.lists(st.text(alphabet="aAb 'è-.", max_size=12), max_size=8), cut=st.integers(0, 8))
def test_words_counted_apart_are_the_words_counted_together(texts: list[str], cut: int) -> None:
    def counted(some: Sequence[str]) -> WordCounts:
        counts = WordCounts()
        for text in some * 3:
            counts.add(text)
        return counts

    one, two = counted(texts[:cut]), counted(texts[cut:])
    late = unpack(pack(two))
    late.merge(unpack(pack(one)))
    one.merge(two)
    together = counted(texts)
    assert one.safe() == late.safe() == together.safe()
    assert one.texts == late.texts == together.texts
