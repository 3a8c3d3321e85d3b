"""Row accounting: what corpus.json says was built is what is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from datasets_builders.built import Batch, has_null_items
from validation.checks import Check, Facts
from validation.findings import Code, Finding, Severity
from validation.rules.examples import CONFIG_FACTS, example, row

__all__ = ["CHECK"]

COUNT_DIFFERS = Code(
    "ROWS01",
    "row-count-differs",
    Severity.ERROR,
    cause="A data file was exchanged, added or cut after the build.",
    remedy="Build the dataset again; do not edit its files.",
)
REJECTED = Code(
    "ROWS02",
    "rows-rejected",
    Severity.WARNING,
    cause="Some raw rows could not become rows; they are kept with their reasons under rejected/.",
    remedy="Read rejected/<config>.jsonl and decide whether the source can be mended.",
)
SPLIT_EMPTY = Code(
    "ROWS03",
    "split-empty",
    Severity.ERROR,
    cause="A split has no row: its file was empty, or all of its rows were rejected.",
    remedy="Mend the source or leave the split out.",
)


COLUMN_EMPTY = Code(
    "ROWS04",
    "column-empty",
    Severity.WARNING,
    cause="No row of the split has a value in this column, though it is there: a field was renamed in the source, or is kept secret.",
    remedy="Fill it in the reader, leave the column out, or say in the card that it is empty.",
)
NULL_IN_LIST = Code(
    "ROWS05",
    "null-in-list",
    Severity.ERROR,
    cause="An item of a list is null: no entity, option or concept, but something that takes a place. Other checks pass over it.",
    remedy="Leave it out in the reader; a list without items is empty.",
)


class _Accounts:
    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._filled: dict[tuple[str, str, str], bool] = {}

    def see(self, batch: Batch) -> Iterator[Finding]:
        for field in batch.table.schema:
            place = (batch.config, batch.split, field.name)
            if field.name not in _TOLD_ELSEWHERE and not self._filled.get(place) and batch.table.num_rows:
                self._filled[place] = _has_value(batch.table.column(field.name))
        if batch.columns_with_null_items:
            yield from _null_items(batch)

    def merge(self, other: _Accounts) -> None:
        for place, filled in other._filled.items():
            self._filled[place] = filled or self._filled.get(place, False)

    def conclude(self) -> Iterator[Finding]:
        for config, split, column in sorted(place for place, filled in self._filled.items() if not filled):
            yield COLUMN_EMPTY.at(config=config, split=split, column=column)
        for config, counts in self._facts.splits.items():
            declared = self._facts.config(config).get("splits", {})
            for split, rows in counts.items():
                if not rows:
                    yield SPLIT_EMPTY.at(config=config, split=split)
                yield from _compare(config, split, rows, declared.get(split))
            for split in sorted(set(declared) - set(counts)):
                yield COUNT_DIFFERS.at(config=config, split=split, hint="corpus.json names a split that has no file")


_TOLD_ELSEWHERE = frozenset({"id", "document_id", "group_id", "text", "licence"})
"""Columns of which every row without a value is told."""


def _has_value(column: pa.Array) -> bool:
    """Tell whether a value stands in any row. A list without items is a value: a split may have no relations."""
    if column.null_count == len(column):
        return False
    if any(test(column.type) for test in (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)):
        return bool(pc.max(pc.binary_length(column.cast(pa.large_binary()))).as_py())
    return True


def _null_items(batch: Batch) -> Iterator[Finding]:
    for name in batch.columns_with_null_items:
        column = batch.table.column(name)
        ids = batch.strings("id") or [None] * len(column)
        for index, id in enumerate(ids):
            if has_null_items(column.slice(index, 1)):
                row = id or f"#{batch.first + index}"
                yield NULL_IN_LIST.at(config=batch.config, split=batch.split, row=row, column=name)


def _compare(config: str, split: str, rows: int, declared: dict[str, Any] | None) -> Iterator[Finding]:
    if declared is None:
        return
    if declared.get("rows_out") != rows:
        hint = f"corpus.json says {declared.get('rows_out')} rows, the files hold {rows}"
        yield COUNT_DIFFERS.at(config=config, split=split, hint=hint)
    for reason, times in sorted(declared.get("rejected", {}).items()):
        yield REJECTED.at(config=config, split=split, hint=f"{times} x {reason}; see rejected/{config}.jsonl")


def _declared(rows_out: int, **more: Any) -> dict[str, Any]:
    splits = {"train": {"rows_out": rows_out, **more}}
    return {"configs": {"notes": {**CONFIG_FACTS, "splits": splits}}}


CHECK = Check(
    name="rows",
    title="The files hold as many rows as the build wrote, rejected rows are told, and no column or item is empty.",
    codes=(COUNT_DIFFERS, REJECTED, SPLIT_EMPTY, COLUMN_EMPTY, NULL_IN_LIST),
    start=_Accounts,
    accepts=example(row(), corpus=_declared(1)),
    rejects={
        "ROWS01": example(row(), corpus=_declared(2)),
        "ROWS02": example(row(), corpus=_declared(1, rejected={"json-unreadable": 1})),
        "ROWS03": example(corpus=_declared(0)),
        "ROWS04": example(row(source=""), row("n2", source=None), corpus=_declared(2)),
        "ROWS05": example(row(entities=[*row()["entities"], None]), corpus=_declared(1)),
    },
)
