"""A column of strings as the bytes it is made of, to look at a whole batch at once without making a Python string of any row.

    bytes = TextBytes(batch.table.column("text"))
    bytes.byte_of(rows, code_points)     where those code points begin

Strings are valid UTF-8 (`BuiltDataset` refuses others), so that a code point is every byte that does not continue another:
offsets in code points become offsets in bytes by counting the bytes that do.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

__all__ = ["Integers", "TextBytes", "as_strings", "bounds_of"]

Integers = npt.NDArray[np.int64]

_LAST_CONTINUATION = -64
"""Bytes 0x80 to 0xBF continue a code point; read as signed numbers they are the ones below this."""


def as_strings(column: pa.Array) -> pa.Array:
    """Return a column of strings of any layout as one with 32 or 64 bit offsets, and a null as an empty string."""
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        column = column.cast(pa.large_string())
    return pc.fill_null(column, "") if column.null_count else column


def bounds_of(strings: pa.Array) -> Integers:
    """Return where in its data each string of an `as_strings` column begins, and where the last ends: one more than rows."""
    _, offsets, _ = strings.buffers()
    if offsets is None or not len(strings):
        return np.zeros(len(strings) + 1, np.int64)
    kind = np.int32 if pa.types.is_string(strings.type) else np.int64
    found: Integers = np.frombuffer(
        offsets, kind, count=len(strings) + 1, offset=strings.offset * np.dtype(kind).itemsize
    )
    return found.astype(np.int64)


_BLANK, _WIDE = 0x20, 0x80
"""No blank of ASCII is above the first; every byte of a code point beyond ASCII is at or above the second."""

_WIDE_BLANKS = np.isin(np.arange(256), (0xC2, 0xE1, 0xE2, 0xE3))
"""The bytes with which the blanks beyond ASCII begin, of two bytes or three."""


class TextBytes:
    """The bytes of a column of strings.

    Args:
        column: strings of any layout; a null counts as an empty string.

    `data` holds the bytes of all rows, one after the other; row i is `data[bounds[i] : bounds[i + 1]]`.
    """

    def __init__(self, column: pa.Array) -> None:
        strings = as_strings(column)
        bounds = bounds_of(strings)
        buffer = strings.buffers()[2]
        whole = np.frombuffer(buffer, np.uint8) if buffer is not None else np.zeros(0, np.uint8)
        self.data: npt.NDArray[np.uint8] = whole[bounds[0] : bounds[-1]]
        self.bounds: Integers = bounds - bounds[0]

    @cached_property
    def continuations(self) -> Integers:
        """Where in `data` bytes stand that continue a code point, in order."""
        return np.flatnonzero(self.data.view(np.int8) < _LAST_CONTINUATION)

    @cached_property
    def characters_before(self) -> Integers:
        """How many code points stand in `data` before each of `bounds`."""
        before: Integers = self.bounds - np.searchsorted(self.continuations, self.bounds)
        return before

    @property
    def characters(self) -> int:
        """How many code points all rows have together."""
        return len(self.data) - len(self.continuations)

    def byte_of(self, rows: Integers, code_points: Integers) -> Integers:
        """Return where in `data` code points begin.

        Args:
            rows: a row each.
            code_points: a position in that row each, from 0 to the row's length.
        """
        # What stands before a continuation, continuations left out, is the number of the code point after its own.
        reached = self.continuations - np.arange(len(self.continuations))
        wanted = self.characters_before[rows] + code_points
        found: Integers = wanted + np.searchsorted(reached, wanted, side="right")
        return found

    def rows_of(self, positions: Integers) -> Integers:
        """Return the row in which each byte of `data` stands."""
        found: Integers = np.searchsorted(self.bounds, positions, side="right") - 1
        return found

    def may_have_blank_edges(self, begins: Integers, ends: Integers) -> npt.NDArray[np.bool_]:
        """Tell which stretches of `data`, none empty, may begin or end with what `str.strip` takes off: all that do, and others."""
        first, last = self.data[begins], self.data[ends - 1]
        may: npt.NDArray[np.bool_] = _WIDE_BLANKS[first] | (first <= _BLANK) | (last <= _BLANK)
        wide = np.flatnonzero(last >= _WIDE)
        for back in (2, 3):
            may[wide] |= _WIDE_BLANKS[self.data[np.maximum(ends[wide] - back, 0)]]
        return may
