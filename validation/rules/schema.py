"""Columns: what every row must have, and of which type. Looked at before anything else, since every other check relies on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import pyarrow as pa

from datasets_builders.built import Batch
from datasets_builders.schema import TASKS, TaskType
from validation.checks import Check, Example, Facts
from validation.findings import Code, Finding, Severity
from validation.rules.examples import example, row

__all__ = ["CHECK"]

COLUMN_MISSING = Code(
    "SCHEMA01",
    "column-missing",
    Severity.ERROR,
    cause="A column that every row has, or that the config's task needs, is not in the file.",
    remedy="Build the dataset with its reader, or add the column.",
)
TYPE_DIFFERS = Code(
    "SCHEMA02",
    "column-type-differs",
    Severity.ERROR,
    cause="A column has another type than the task gives it; loading, and every other check, would fail on it.",
    remedy="Write the column in the type that docs/reference/schemas.md gives.",
)

_KNOWN = {name: kind for task in TASKS.values() for name, kind in task.columns}


class _Schema:
    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._told: set[tuple[str, str, str]] = set()

    def see(self, batch: Batch) -> Iterator[Finding]:
        there = {field.name: field.type for field in batch.table.schema}
        differences = [(TYPE_DIFFERS, column, _TWICE) for column in _twice(batch.table.schema)]
        differences += [(code, column, "") for code, column in self._differences(batch.config, there)]
        for code, column, hint in differences:
            if (batch.config, batch.split, column) not in self._told:
                self._told.add((batch.config, batch.split, column))
                yield code.at(config=batch.config, split=batch.split, column=column, hint=hint)

    def merge(self, other: _Schema) -> None:
        pass  # what two of them tell is told once

    def conclude(self) -> tuple[Finding, ...]:
        return ()

    def _differences(self, config: str, there: dict[str, pa.DataType]) -> Iterator[tuple[Code, str]]:
        task = self._facts.config(config).get("task")
        wanted = dict(TASKS[TaskType(task)].columns) if task in set(TaskType) else {}
        every = {name: pa.string() for name in ("id", "document_id", "group_id", "text", "licence")}
        for name in {**every, **wanted}:
            if name not in there:
                yield COLUMN_MISSING, name
        for name, kind in {**_KNOWN, **every, **wanted}.items():
            if name in there and not _fits(there[name], kind):
                yield TYPE_DIFFERS, name


_TWICE = "the column, or a field within it, is there twice; write it once"


def _twice(fields: Iterable[pa.Field]) -> list[str]:
    """Return the columns that are there more than once, or in which a field of a struct is."""
    listed = list(fields)
    times = Counter(field.name for field in listed)
    return sorted(name for name in times if times[name] > 1 or any(_repeats(f.type) for f in listed if f.name == name))


def _repeats(kind: pa.DataType) -> bool:
    if pa.types.is_struct(kind):
        return bool(_twice(kind))
    return pa.types.is_nested(kind) and any(_repeats(kind.field(at).type) for at in range(kind.num_fields))


def _fits(there: pa.DataType, wanted: pa.DataType) -> bool:
    """Tell whether a column can be read as another type; large and view variants of a type are as good."""
    if pa.types.is_null(there):
        return True
    if pa.types.is_string(wanted):
        return any(
            is_text(there) for is_text in (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
        )
    if pa.types.is_integer(wanted):
        return bool(pa.types.is_integer(there))
    if pa.types.is_list(wanted):
        is_list = pa.types.is_list(there) or pa.types.is_large_list(there) or pa.types.is_fixed_size_list(there)
        return is_list and _fits(there.value_type, wanted.value_type)
    if pa.types.is_struct(wanted):
        names = {field.name: field.type for field in there} if pa.types.is_struct(there) else {}
        return all(field.name in names and _fits(names[field.name], field.type) for field in wanted)
    return bool(there == wanted)


CHECK = Check(
    name="schema",
    title="Every row has the columns of its task, in their types.",
    codes=(COLUMN_MISSING, TYPE_DIFFERS),
    start=_Schema,
    is_guard=True,
    accepts=example(row()),
    rejects={
        "SCHEMA01": Example({("notes", "train"): [{name: v for name, v in row().items() if name != "licence"}]}),
        "SCHEMA02": example(row(text=5)),
    },
)
