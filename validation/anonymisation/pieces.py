"""Cut a long text into windows of bounded size, so that time is linear in its length.

Every window is a *core* and a margin on either side. The cores share the text out between them without gap or
overlap; a hit belongs to the core in which it starts, and what its recogniser needs to see around it lies in
the margin. So the hits are the same whatever the size of the windows, as long as an identifier and the title
before it fit in `MARGIN` characters, or in `LONGEST` where it holds no blank (a URL).

This module never copies the text: it gives offsets, in code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["LONGEST", "MARGIN", "SIZE", "Piece", "pieces"]

SIZE = 1500
"""Code points in a core, at most: few enough that the gate spares the recognisers most of a long text."""

MARGIN = 200
"""Code points that a window shows on either side of its core, at least, where the text has them."""

LONGEST = 4096
"""How far a margin is stretched to end at a blank, so that no long word is cut."""

_BLANK = re.compile(r"\s")


class Piece(NamedTuple):
    """A window `text[left:right]` around a core `text[start:end]`; `left <= start < end <= right`."""

    left: int
    start: int
    end: int
    right: int


def pieces(text: str, *, size: int = SIZE) -> Iterator[Piece]:
    """Give the windows of `text`, in order. An empty text has none.

    Args:
        text: any string.
        size: the longest core, in code points, at least 2.
    """
    start = 0
    while start < len(text):
        end = _cut(text, start, size)
        yield Piece(_left(text, start), start, end, _right(text, end))
        start = end


def _cut(text: str, start: int, size: int) -> int:
    """Give the end of the core that begins at `start`: after a line end, or a blank, or else anywhere."""
    furthest = start + size
    if furthest >= len(text):
        return len(text)
    nearest = start + size // 2
    for mark in ("\n", " "):
        found = text.rfind(mark, nearest, furthest)
        if found >= 0:
            return found + 1
    return furthest


def _left(text: str, start: int) -> int:
    margin = max(0, start - MARGIN)
    limit = max(0, margin - LONGEST)
    blank = max(text.rfind(" ", limit, margin), text.rfind("\n", limit, margin))
    return blank + 1 if blank >= 0 else limit


def _right(text: str, end: int) -> int:
    margin = min(len(text), end + MARGIN)
    limit = min(len(text), margin + LONGEST)
    blank = _BLANK.search(text, margin, limit)
    return blank.start() if blank else limit
