"""Replace pieces of a text, and move the offsets of everything that points into it.

The law of `Moves.span`: whatever span is given, the span that comes back lies in the new text, is not empty, and holds either
the characters it held or whole replacements, never a part of one. So a span that an edit cuts grows to all of the replacement.

Offsets are code points, half-open. This module knows nothing of identifiers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

__all__ = ["Edit", "Moves", "Span", "edited", "united"]


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """`text[start:end]` becomes `new`, which is not empty; `end > start`."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Span:
    """Where a span stands now; `cut` where an edit began or ended inside of it and not at its ends or around."""

    start: int
    end: int
    cut: bool


class Moves:
    """The map from offsets of the old text to offsets of the new one.

    Args:
        edits: in the order of the text; none overlaps another.

    Raises:
        ValueError: they are out of order, overlap, are empty or would leave nothing; a bug of the caller.
    """

    def __init__(self, edits: Sequence[Edit]) -> None:
        for edit in edits:
            if edit.start < 0 or edit.start >= edit.end or not edit.new:
                raise ValueError(f"an edit of [{edit.start}:{edit.end}] to {len(edit.new)} characters")
        for before, after in pairwise(edits):
            if before.end > after.start:
                raise ValueError(f"the edits at {before.start} and {after.start} overlap or are out of order")
        self._edits = tuple(edits)
        self._starts = [edit.start for edit in edits]
        growth = (len(edit.new) - (edit.end - edit.start) for edit in edits)
        self._grown = list(accumulate(growth, initial=0))

    def span(self, start: int, end: int) -> Span:
        """Move `[start:end]`, `end > start`, to the new text."""
        first, cut_left = self._edge(start, left=True)
        last, cut_right = self._edge(end, left=False)
        return Span(first, last, cut_left or cut_right)

    def places(self) -> list[tuple[int, int]]:
        """Give where the replacements stand in the new text, in order."""
        return [
            (edit.start + grown, edit.start + grown + len(edit.new))
            for edit, grown in zip(self._edits, self._grown, strict=False)
        ]

    def _edge(self, at: int, *, left: bool) -> tuple[int, bool]:
        number = bisect_right(self._starts, at) - 1  # the last edit that begins at or before the offset
        if number < 0:
            return at, False
        edit, grown = self._edits[number], self._grown[number]
        if at >= edit.end:
            return at + self._grown[number + 1], False
        if at == edit.start:
            # A span may begin where an edit begins; one that ends there does not touch it.
            return at + grown, False
        return (edit.start + grown if left else edit.start + grown + len(edit.new)), True


def edited(text: str, edits: Sequence[Edit]) -> str:
    """Return `text` with every edit made; they are in order and do not overlap."""
    pieces, at = [], 0
    for edit in edits:
        pieces += [text[at : edit.start], edit.new]
        at = edit.end
    return "".join([*pieces, text[at:]])


def united(pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Unite pieces that overlap, in order; those that only touch stay two."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(pieces):
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(kept[-1][1], end))
        else:
            kept.append((start, end))
    return kept
