"""Plots as inline SVG: bars, and stacked bars. Lengths are in percent, so that text keeps its size at any width.

No style stands in them, since the page's content security policy forbids it: colours are classes of the page's stylesheet.
Each plot has a title and a description, and stands beside a table of the same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

__all__ = ["Bar", "Stack", "bars", "stacked_bars"]

_ROW = 42
"""Height of a row in pixels: a line of text and a bar."""
_BAR = 18
_TEXT = 13
_LEAST_LABELLED = 0.07
"""Share of a bar from which on a segment is wide enough for its number, on a telephone too."""


@dataclass(frozen=True)
class Bar:
    """One bar: its name, its length in the plot's unit, and the number as it is told."""

    label: str
    value: int
    told: str


@dataclass(frozen=True)
class Stack:
    """One bar cut into parts, given in the order of their colours; it is as long as the plot is wide."""

    label: str
    parts: tuple[int, ...]
    told: str


def bars(rows: Sequence[Bar], *, id: str, title: str, description: str) -> Markup:
    """Draw bars from zero, the longest as wide as the plot.

    Args:
        rows: from top to bottom.
        id: of the plot on the page; those of its title and description are made of it.
        title: what it shows.
        description: how to read it.
    """
    most = max((row.value for row in rows), default=0) or 1
    drawn = [
        _line(at, row.label, row.told) + _segment(at, 0.0, row.value / most, "s1 only", "")
        for at, row in enumerate(rows)
    ]
    return _plot(drawn, id, title, description)


def stacked_bars(rows: Sequence[Stack], *, id: str, title: str, description: str) -> Markup:
    """Draw bars cut by share; a segment carries the number of its colour where it is wide enough.

    Args and shape as in `bars`; a stack without parts, or of zeros, is an empty bar.
    """
    return _plot([_stack(at, row) for at, row in enumerate(rows)], id, title, description)


def _stack(at: int, row: Stack) -> Markup:
    whole = sum(row.parts)
    drawn = _line(at, row.label, row.told)
    start = 0
    for number, part in enumerate(row.parts, start=1):
        if part:
            told = str(number) if part >= _LEAST_LABELLED * whole else ""
            drawn += _segment(at, start / whole, part / whole, f"s{number}", told)
        start += part
    return drawn


def _line(at: int, label: str, told: str) -> Markup:
    y = at * _ROW + _TEXT
    return Markup('<text x="0" y="{}">{}</text><text x="100%" y="{}" text-anchor="end">{}</text>').format(
        y, label, y, told
    ) + Markup('<rect class="bed" x="0" y="{}" width="100%" height="{}"/>').format(y + 6, _BAR)


def _segment(at: int, start: float, width: float, colour: str, told: str) -> Markup:
    y = at * _ROW + _TEXT + 6
    drawn = Markup('<rect class="{}" x="{}%" y="{}" width="{}%" height="{}"/>').format(
        colour, _percent(start), y, _percent(width), _BAR
    )
    if told:
        middle = _percent(start + width / 2)
        drawn += Markup('<text class="in" x="{}%" y="{}" text-anchor="middle">{}</text>').format(middle, y + 13, told)
    return drawn


def _percent(rate: float) -> str:
    return f"{100 * rate:.2f}".rstrip("0").rstrip(".")


def _plot(rows: Sequence[Markup], id: str, title: str, description: str) -> Markup:
    head = Markup(
        '<svg class="plot" role="img" width="100%" height="{}" aria-labelledby="{}-t {}-d"><title id="{}-t">{}</title>'
        '<desc id="{}-d">{}</desc>'
    ).format(max(1, len(rows)) * _ROW, id, id, id, title, id, description)
    return head + Markup("").join(rows) + Markup("</svg>")
