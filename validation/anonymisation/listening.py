"""One recogniser as the engine hears it: what it says of a text, without ceremony.

Presidio's way of asking a recogniser costs more than most of ours need to answer: a result object, its explanation and its
metadata for each hit. A recogniser that has a method `spans(text)` is asked by that; any other is asked the usual way. One that
has gates of its own inside has a method `spans_ungated(text)` too, which gives the same without them: a test's slow side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from validation.anonymisation.context import phrases

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer

__all__ = ["Listener", "Said", "Speaking"]


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
        self.hear_ungated: Callable[[str], Iterable[Said]] = getattr(recogniser, "spans_ungated", self.hear)


def _asking(recogniser: EntityRecognizer) -> Callable[[str], Iterator[Said]]:
    """Ask a recogniser as Presidio does, for all its entities and without NLP artefacts."""

    def hear(text: str) -> Iterator[Said]:
        for result in recogniser.analyze(text, recogniser.supported_entities, None) or ():
            yield Said(result.start, result.end, str(result.entity_type), float(result.score))

    return hear
