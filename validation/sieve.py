"""Look at every row without making a Python value of it: a sieve keeps the rows that could break a rule, the rule judges them.

A rule is exact and slow: it takes a row as plain values. Its sieve is quick and may be wrong in one direction only: it gives the
index of every row of a batch that the rule has something to say of, and of others too, from Arrow's buffers in a few passes
of numpy or RE2. So findings are those of the rule alone, and a test compares them. In good data hardly a row passes the sieve.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from datasets_builders.built import Batch
from datasets_builders.text_bytes import Integers
from validation.checks import Facts
from validation.findings import Finding

__all__ = [
    "Nested",
    "Sieved",
    "all_rows",
    "as_numpy",
    "column_of",
    "distinct",
    "empty_rows",
    "items_of",
    "nested",
    "picked",
    "rows_at",
]

_AT_ONCE = 500


class Sieved(ABC):
    """The examination of a rule that looks at one row at a time, shown only the rows that pass its sieve.

    Law: for every batch, `judge` finds nothing in a row that `suspects` does not give.
    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    @abstractmethod
    def judge(self, row: Mapping[str, Any], config: str, split: str) -> Iterable[Finding]:
        """Give the findings in a row, as `rows_at` makes it."""

    @abstractmethod
    def suspects(self, batch: Batch) -> Integers:
        """Give the indices of all rows of a batch that could break the rule, each once."""

    def see(self, batch: Batch) -> Iterator[Finding]:
        """Judge each row that passes the sieve."""
        for _, row in rows_at(batch, self.suspects(batch)):
            yield from self.judge(row, batch.config, batch.split)

    def merge(self, other: Self) -> None:  # noqa: B027 - most rules have nothing to take over
        """Take over nothing: everything was said row by row."""

    def conclude(self) -> Iterable[Finding]:
        """Say nothing more."""
        return ()


def all_rows(batch: Batch) -> Integers:
    """Keep every row: the sieve to compare others with."""
    return np.arange(batch.table.num_rows)


def rows_at(batch: Batch, indices: Integers) -> Iterator[tuple[int, dict[str, Any]]]:
    """Give some rows of a batch as `Batch.solid_rows` does, with their index; a row without an id gets its number as one."""
    for begin in range(0, len(indices), _AT_ONCE):
        some = indices[begin : begin + _AT_ONCE]
        rows = batch.solid(picked(batch.table, some).to_pylist())
        for index, row in zip(some.tolist(), rows, strict=True):
            row["id"] = row.get("id") or f"#{batch.first + index}"
            yield index, row


def column_of(batch: Batch, name: str) -> pa.Array | None:
    """Return a column, or None where the config has none of that name or it is of the type null."""
    if name not in batch.table.schema.names:
        return None
    column = batch.table.column(name)
    return None if pa.types.is_null(column.type) else column


def empty_rows(batch: Batch, name: str) -> Integers:
    """Return the rows in which a string column is null or empty; all rows where there is no such column."""
    column = column_of(batch, name)
    if column is None:
        return all_rows(batch)
    lengths = pc.binary_length(column.cast(pa.large_binary() if pa.types.is_large_string(column.type) else pa.binary()))
    return np.flatnonzero(as_numpy(lengths.fill_null(0) if lengths.null_count else lengths) == 0)


def distinct(values: pa.Array) -> set[Any]:
    """Return the different values of an array."""
    return set(values.unique().to_pylist())


def as_numpy(values: pa.Array) -> npt.NDArray[Any]:
    """Return whole numbers or truth values without nulls as numpy; Arrow's own way imports pandas first."""
    data = values.buffers()[1]
    kind = np.dtype(str(values.type))  # "bool", "int64", "uint8"
    if data is None:
        return np.zeros(len(values), kind)
    if pa.types.is_boolean(values.type):
        bits = np.frombuffer(data, np.uint8)[values.offset // 8 : (values.offset + len(values) + 7) // 8]
        return np.unpackbits(bits, bitorder="little")[values.offset % 8 :][: len(values)].astype(np.bool_)
    return np.frombuffer(data, kind, count=len(values), offset=values.offset * kind.itemsize)


def picked(values: Any, indices: Integers) -> Any:
    """Take values out of an array or a batch by index; what it is, where they are all of them in order."""
    if len(indices) == len(values) and np.array_equal(indices, np.arange(len(values))):
        return values
    buffer = pa.py_buffer(np.ascontiguousarray(indices, np.int64))  # `pa.array` would import pandas
    return values.take(pa.Array.from_buffers(pa.int64(), len(indices), [None, buffer]))


@dataclass(frozen=True)
class Nested:
    """The items of a column of lists, one after the other.

    Args:
        items: all of them; those of null rows left out.
        rows: in which row each stands.
    """

    items: pa.Array
    rows: Integers

    def field(self, name: str) -> pa.Array:
        """Return a field of items that are structs; null where the item is."""
        return self.items if pa.types.is_null(self.items.type) else pc.struct_field(self.items, name)

    def integers(self, name: str) -> tuple[Integers, npt.NDArray[np.bool_]]:
        """Return a field of whole numbers, 0 for null, and which of them are null."""
        values = self.field(name)
        if pa.types.is_null(values.type):
            return np.zeros(len(values), np.int64), np.ones(len(values), np.bool_)
        if not values.null_count:
            return as_numpy(values).astype(np.int64, copy=False), np.zeros(len(values), np.bool_)
        numbers, missing = values.fill_null(0), as_numpy(values.is_null())
        # Numbers of 64 bits without a sign that do not fit become negative, and so are out of bounds either way.
        return as_numpy(numbers).astype(np.int64, copy=False), missing

    @property
    def missing(self) -> Integers:
        """The rows in which an item is null."""
        return np.unique(self.rows[as_numpy(self.items.is_null())]) if self.items.null_count else np.zeros(0, np.int64)


def nested(batch: Batch, name: str) -> Nested | None:
    """Return the items of a column of lists; None where the config has no such column, or nothing but nulls is in it."""
    column = column_of(batch, name)
    if column is None:
        return None
    found = items_of(column)
    return None if pa.types.is_null(found.items.type) or not len(found.items) else found


def items_of(lists: pa.Array) -> Nested:
    """Return the items of an array of lists."""
    # Not `list_parent_indices`: in a null row of fixed size it counts what `list_flatten` leaves out.
    lengths = pc.list_value_length(lists)
    if lists.null_count:
        lengths = pc.if_else(lists.is_valid(), lengths, 0)
    return Nested(pc.list_flatten(lists), np.repeat(np.arange(len(lists)), as_numpy(lengths)))
