"""Repair one string: find, replace, and look again until a scan finds nothing but replacements.

A replacement can bring to light what was hidden (a surname beside a name that has become known), so the new text is scanned
again. What was replaced is never touched again, so this ends: every round leaves fewer characters of the original.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from validation.anonymisation.engine import Hit, IdentifierEngine
from validation.anonymisation.repair.edits import Edit, Moves, Span, edited, united
from validation.anonymisation.tags import TAG_OF, TAGS

__all__ = ["Place", "Replacement", "Selection", "TextRepair", "Texts", "left_over", "tagged"]

_Made = TypeVar("_Made")

Replacement = Callable[[str, str], str]
"""From an entity and what is written to what shall stand there."""

_TAG = re.compile("|".join(re.escape(each) for each in sorted(TAGS, key=len, reverse=True)))
_RANK = {entity: rank for rank, entity in enumerate(TAG_OF)}
_REMEMBERED = 2_048
_SHORT = 64


class Place(NamedTuple):
    """Where a replacement stands, in code points, half-open, and what entity it stands for."""

    start: int
    end: int
    entity: str


@dataclass(frozen=True)
class Selection:
    """Which hits are replaced.

    Args:
        entities: these alone.
        min_score: and of those, the ones at least as sure.
    """

    entities: frozenset[str]
    min_score: float = 0.0

    def takes(self, hit: Hit) -> bool:
        """Tell whether a hit is to be replaced."""
        return hit.entity in self.entities and hit.score >= self.min_score


@dataclass(frozen=True)
class Texts:
    """A repaired string.

    Args:
        text: what it is now.
        places: where replacements stand in it, in order; those of earlier runs too.
        rounds: the offsets' way here, in the order in which edits were made.
    """

    text: str
    places: tuple[Place, ...] = ()
    rounds: tuple[Moves, ...] = field(default=(), repr=False)

    @property
    def changed(self) -> bool:
        """Whether anything was replaced now."""
        return bool(self.rounds)

    def span(self, start: int, end: int) -> Span:
        """Move a span of the old text to this one; `cut` when any round cut it."""
        cut = False
        for moves in self.rounds:
            start, end, cut_now = (moved := moves.span(start, end)).start, moved.end, moved.cut
            cut = cut or cut_now
        return Span(start, end, cut)


class TextRepair:
    """Replace what `engine` finds and `selection` takes.

    Args:
        engine: what looks.
        selection: what of it counts.
    """

    def __init__(self, engine: IdentifierEngine, selection: Selection) -> None:
        self._engine = engine
        self._selection = selection
        self._short: dict[str, list[Hit]] = {}
        self._scanned: dict[str, list[Hit]] = {}
        # While texts are scanned together: what was asked for and is not scanned yet.
        self._missing: list[str] | None = None

    def selects(self, entity: str) -> bool:
        """Tell whether an entity is replaced at all."""
        return entity in self._selection.entities

    def together(self, makes: Sequence[Callable[[], _Made]]) -> list[_Made]:
        """Give what each of `makes` gives, with the texts of all scanned together: several times as fast as one by one.

        Args:
            makes: ask this repair for their hits. While a text is not scanned they are told of none, what they make is thrown
                away, and they are called again: so they must always do the same, and change nothing.
        """
        made: dict[int, _Made] = {}
        try:
            while len(made) < len(makes):
                wanted: dict[str, None] = {}
                for number in [each for each in range(len(makes)) if each not in made]:
                    self._missing = []
                    result = makes[number]()
                    if not self._missing:
                        made[number] = result
                    wanted.update(dict.fromkeys(self._missing))
                found = self._engine.scan_many(list(wanted))
                self._scanned.update(zip(wanted, map(self._taken, found), strict=True))
        finally:
            self._missing = None
            self._remember(self._scanned)
            self._scanned = {}
        return [made[number] for number in range(len(makes))]

    def hits(self, text: str) -> list[Hit]:
        """Find what is to be replaced in `text`; short strings, which often come again, are remembered."""
        for known in (self._scanned, self._short):
            if text in known:
                return known[text]
        if self._missing is not None:
            self._missing.append(text)
            return []
        found = self._taken(self._engine.scan(text))
        self._remember({text: found})
        return found

    def _taken(self, hits: Iterable[Hit]) -> list[Hit]:
        return [hit for hit in hits if self._selection.takes(hit)]

    def _remember(self, found: Mapping[str, list[Hit]]) -> None:
        if len(self._short) >= _REMEMBERED:
            self._short.clear()
        self._short.update((text, hits) for text, hits in found.items() if len(text) <= _SHORT)

    def repair(
        self, text: str, replacement: Replacement, known: Sequence[Place] = (), also: Iterable[Hit] = ()
    ) -> Texts:
        """Replace every identifier of `text`.

        Args:
            text: any string.
            replacement: what shall stand in its place; never what stood there, never empty.
            known: the places of replacements that stand in it already; they are left alone, and so are tags.
            also: hits that are known from elsewhere.
        """
        hits = [*self.hits(text), *also]
        if not hits and not known:
            return Texts(text)
        places = sorted(known)
        rounds: list[Moves] = []
        while wanted := left_over(text, hits, places):
            edits = [Edit(start, end, replacement(entity, text[start:end])) for start, end, entity in wanted]
            moves = Moves(edits)
            moved = [Place(*_ends(moves.span(place.start, place.end)), place.entity) for place in places]
            new = [Place(*ends, place.entity) for ends, place in zip(moves.places(), wanted, strict=True)]
            text, places = edited(text, edits), sorted([*moved, *new])
            rounds.append(moves)
            hits = self.hits(text)
        return Texts(text, tuple(places), tuple(rounds))


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def tagged(text: str) -> list[tuple[int, int]]:
    """Give where tags of ours stand in `text`."""
    return [found.span() for found in _TAG.finditer(text)] if "[" in text else []


def left_over(text: str, hits: Iterable[Hit], places: Iterable[Place]) -> list[Place]:
    """Give what is still to be replaced: whole words, hits that overlap united, nothing of a replacement or tag.

    Of a hit that reaches beyond a replacement, what lies outside counts if it holds a letter or digit.
    """
    wide = [(*_whole_words(text, hit.start, hit.end), hit) for hit in hits]
    taken = united([*((place.start, place.end) for place in places), *tagged(text)])
    found: list[Place] = []
    for start, end in united([(start, end) for start, end, _ in wide]):
        inside = [hit for left, right, hit in wide if start <= left and right <= end]
        entity = max(inside, key=_weight).entity
        within = [each for each in taken if each[0] < end and start < each[1]]
        if not within:
            found.append(Place(start, end, entity))
            continue
        edges = [start, *(edge for each in within for edge in each), end]
        for left, right in zip(edges[::2], edges[1::2], strict=True):
            found += [Place(a, b, entity) for a, b in _with_letters(text, left, right)]
    return found


def _weight(hit: Hit) -> tuple[int, float, int]:
    """Of hits that overlap the longest says what all are, then the surest, then the one that reports list first."""
    return hit.end - hit.start, hit.score, -_RANK.get(hit.entity, len(_RANK))


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a hit that begins or ends inside a word: half a name is still a name."""
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _with_letters(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Trim a piece to its first and last letter or digit; nothing where there is none."""
    held = [at for at in range(start, end) if text[at].isalnum()]
    return [(held[0], held[-1] + 1)] if held else []
