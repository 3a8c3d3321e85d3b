"""Expectations over rows, on request: what a user's own suite of Great Expectations, or the suite of the task, asks of them.

It is not among the checks of every run: it takes the suites that `referto check --expectations-suite` and `--expectations-over rows`
name, and is run once, after the others, by the process that writes the report. `judge` gives the findings of a dataset; as a
`Check` it judges the rows that it was shown, which it keeps, and is meant for examples.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pyarrow as pa

from datasets_builders.built import Batch
from validation.checks import Check, Example, Facts
from validation.findings import Code, Finding, Severity
from validation.rules.examples import example, row
from validation.suites import Judged, Suite, suite_from

__all__ = ["CHECK", "NOT_JUDGED", "NOT_MET", "findings_of"]

NOT_MET = Code(
    "EXPECT01",
    "expectation-not-met",
    Severity.ERROR,
    cause="What a suite of Great Expectations asks of the rows of this split does not hold.",
    remedy="Look at the rows and mend them, or mend the suite.",
)
NOT_JUDGED = Code(
    "EXPECT02",
    "expectation-not-judged",
    Severity.ERROR,
    cause="An expectation names a column that is not there, asks what cannot be asked of its values, or must see more at once than "
    "fits; the data were not examined as was asked, so the report refuses.",
    remedy="Mend the expectation, or say in the `meta` of its suite which `configs` it is about.",
)


def findings_of(judged: Iterable[Judged]) -> Iterator[Finding]:
    """Give a finding for each expectation that is not met, as severe as it is, and for each that could not be judged."""
    for each in judged:
        if each.success:
            continue
        code = NOT_JUDGED if each.success is None else NOT_MET
        found = code.at(
            config=each.config,
            split=each.split,
            column=", ".join(each.expectation.columns),
            hint=f"{_name(each)}: {_told(each)}",
            count=each.unexpected,
        )
        is_error = each.success is None or each.expectation.is_error
        yield found if is_error else replace(found, severity=Severity.WARNING)


def _name(judged: Judged) -> str:
    return f"{judged.expectation.type}, number {judged.expectation.number} of the suite {judged.suite!r}"


def _told(judged: Judged) -> str:
    if judged.success is None:
        return judged.why
    if judged.unexpected is None or judged.elements is None:
        return "not met"
    valued = judged.elements - (judged.missing or 0)
    return f"{judged.unexpected:,} of {valued:,} values do not do as it says"


class _Expected:
    """Judges the rows that it was shown, by the suites of the facts."""

    def __init__(self, facts: Facts) -> None:
        self._suites = facts.suites
        self._kept: dict[tuple[str, str], list[tuple[int, pa.RecordBatch]]] = defaultdict(list)

    def see(self, batch: Batch) -> tuple[Finding, ...]:
        if self._suites:
            self._kept[batch.config, batch.split].append((batch.first, batch.table))
        return ()

    def merge(self, other: _Expected) -> None:
        for place, kept in other._kept.items():
            self._kept[place].extend(kept)

    def conclude(self) -> Iterator[Finding]:
        for (config, split), kept in sorted(self._kept.items()):
            batches = [table for _, table in sorted(kept, key=lambda each: each[0])]
            for suite in self._suites:
                yield from findings_of(_judged(suite, config, split, batches))


def _judged(suite: Suite, config: str, split: str, batches: Sequence[pa.RecordBatch]) -> Iterator[Judged]:
    from validation.expectations import Judge
    from validation.expected_rows import Rows, judge_split

    def read(columns: Sequence[str] | None) -> Iterator[pa.RecordBatch]:
        return (batch if columns is None else batch.select(list(columns)) for batch in batches)

    count = sum(batch.num_rows for batch in batches)
    judge = Judge(suite.expectations, f"suite {suite.name!r}")
    yield from judge_split(suite, judge, Rows(config, split, batches[0].schema, count, read))


_ASKED: list[dict[str, Any]] = [
    {"type": "expect_column_values_to_match_regex", "kwargs": {"column": "id", "regex": "^n[0-9]+$"}},
    {"type": "expect_column_values_to_be_unique", "kwargs": {"column": "text"}},
]


def _example(*rows: dict[str, Any], column: str = "id") -> Example:
    given = example(*rows)
    asked = [{**_ASKED[0], "kwargs": {**_ASKED[0]["kwargs"], "column": column}}, *_ASKED[1:]]
    return Example(
        given.rows, replace(given.facts, suites=(suite_from({"name": "regole", "expectations": asked}, ""),))
    )


CHECK = Check(
    name="expectations",
    title="The rows do as the suites of Great Expectations say that `--expectations-suite` and `--expectations-over rows` name.",
    codes=(NOT_MET, NOT_JUDGED),
    start=_Expected,
    accepts=_example(row("n1"), row("n2", text="Nega febbre.", entities=[])),
    rejects={
        "EXPECT01": _example(row("n1"), row("x2", text="Nega febbre.", entities=[])),
        "EXPECT02": _example(row("n1"), column="reparto"),
    },
)
