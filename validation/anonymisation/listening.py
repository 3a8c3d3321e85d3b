"""One recogniser as the engine hears it: where in a window it needs to look, and what it says, without ceremony.

Presidio's way of asking a recogniser costs more than most of ours need to answer: a result object, its explanation and its
metadata for each hit. A recogniser that has a method `spans(text)` is asked by that; any other is asked the usual way.

And the gate says more than that a recogniser may fire in a window: its patterns say where. What it finds lies within `MARGIN`
of one of them (`pieces`), so it is shown those stretches and not the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

import re2

from validation.anonymisation.context import phrases
from validation.anonymisation.pattern_set import options
from validation.anonymisation.pieces import around

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer

__all__ = ["Listener", "Said", "Speaking"]

LONG = 700
"""A window shorter than this, in code points, is shown whole: looking where to look would cost more."""

MANY = 12
"""So many places in one window are not looked up one by one: the whole window is shown."""


class Said(NamedTuple):
    """What a recogniser says of `text[start:end]`, in code points: which entity, and how surely, before context."""

    start: int
    end: int
    entity: str
    score: float


@runtime_checkable
class Speaking(Protocol):
    """A recogniser that gives its spans without Presidio's result objects."""

    def spans(self, text: str) -> Iterable[Said]:
        """Give what it finds in `text`, of all its entities, in any order."""


class Listener:
    """Hear one recogniser.

    Args:
        recogniser: a Presidio recogniser, with or without `gate_patterns` and `spans`.
    """

    def __init__(self, recogniser: EntityRecognizer) -> None:
        self.name = str(recogniser.name)
        self.context = phrases(recogniser.context or ())
        self.hear = recogniser.spans if isinstance(recogniser, Speaking) else _asking(recogniser)
        # A recogniser that says that it `seeks` finds its places itself, and cheaply.
        patterns = () if getattr(recogniser, "seeks", False) else getattr(recogniser, "gate_patterns", ())
        self._where = _compiled(patterns) if patterns else None

    def stretches(self, window: str) -> list[tuple[int, int]]:
        """Give the stretches of a window, in code points, in which the recogniser can find anything; they do not overlap."""
        if self._where is None or len(window) < LONG:
            return [(0, len(window))]
        written = window.encode("utf-8", errors="replace")
        is_ascii = len(written) == len(window)
        found: list[tuple[int, int]] = []
        for number, match in enumerate(self._where.finditer(written)):
            if number == MANY:
                return [(0, len(window))]
            start, end = match.span()
            if not is_ascii:
                start, end = len(written[:start].decode()), len(written[:end].decode())
            left, right = around(window, start, end)
            if found and left <= found[-1][1]:
                found[-1] = (found[-1][0], max(right, found[-1][1]))
            else:
                found.append((left, right))
        return found


def _compiled(patterns: Iterable[str]) -> re2._Regexp[bytes]:
    return re2.compile("|".join(f"(?:{pattern})" for pattern in patterns).encode(), options(megabytes=64))


def _asking(recogniser: EntityRecognizer) -> Callable[[str], Iterator[Said]]:
    """Ask a recogniser as Presidio does, for all its entities and without NLP artefacts."""

    def hear(text: str) -> Iterator[Said]:
        for result in recogniser.analyze(text, recogniser.supported_entities, None) or ():
            yield Said(result.start, result.end, str(result.entity_type), float(result.score))

    return hear
