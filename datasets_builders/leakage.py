"""Find what stands on both sides of an evaluation: the same text, or the same case told with a few words changed.

Texts are compared by role. What a model may learn from (train and the like) must not hold what it is tested on, in whatever config
the two stand; validation and test must not share either. A document that stands in several configs counts once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from datasets_builders.ngrams import Grams, containment, fold, word_ngrams
from datasets_builders.spec import split_role

__all__ = ["SHARE", "LeakFinder", "Pair", "Unit"]

SHARE = 0.3
"""A pair is told when this share of the 13-grams of the shorter text stands in the other."""

_RANK = ("test", "validation", "train")
_AGAINST = (("test", "train"), ("test", "validation"), ("validation", "train"))


@dataclass(frozen=True, slots=True)
class Unit:
    """A distinct text of one document in one role, where it was first seen."""

    config: str
    split: str
    row: str
    document: str
    role: str


@dataclass(frozen=True, slots=True)
class Pair:
    """`tested` stands nearer to the test than `other`; `share` of the shorter one's 13-grams is common, None: the texts are equal."""

    tested: Unit
    other: Unit
    share: float | None


class LeakFinder:
    """Takes every text once, then gives the pairs."""

    def __init__(self) -> None:
        self._units: dict[str, dict[tuple[str, str], Unit]] = defaultdict(dict)
        self._cache: dict[str, int] = {}

    def add(self, config: str, split: str, row: str, document: str, text: str) -> str:
        """Take a text; return it folded, "" where it has no word."""
        folded = fold(text)
        if folded:
            role = split_role(split)
            self._units[folded].setdefault((role, document), Unit(config, split, row, document, role))
        return folded

    def pairs(self) -> Iterator[Pair]:
        """Give each pair of documents once: equal texts first, then shared cases, each with its largest share."""
        told: set[frozenset[str]] = set()
        for units in self._units.values():
            for tested, other in _across_roles(list(units.values())):
                told.add(frozenset((tested.document, other.document)))
                yield Pair(tested, other, None)
        yield from self._same_case(told)

    def _same_case(self, told: set[frozenset[str]]) -> Iterator[Pair]:
        by_role = self._grams_by_role()
        found: dict[frozenset[str], Pair] = {}
        for tested_role, other_role in _AGAINST:
            tested, other = by_role[tested_role], by_role[other_role]
            for i, j, shared in containment([grams for _, grams in tested], [grams for _, grams in other]):
                (a, grams_a), (b, grams_b) = tested[i], other[j]
                share = shared / min(len(grams_a), len(grams_b))
                key = frozenset((a.document, b.document))
                before = found.get(key)
                if share >= SHARE and key not in told and (before is None or share > (before.share or 0)):
                    found[key] = Pair(a, b, share)
        yield from found.values()

    def _grams_by_role(self) -> dict[str, list[tuple[Unit, Grams]]]:
        by_role: dict[str, list[tuple[Unit, Grams]]] = defaultdict(list)
        for folded, units in self._units.items():
            grams = word_ngrams(folded, self._cache)
            if len(grams):
                for unit in units.values():
                    by_role[unit.role].append((unit, grams))
        return by_role


def _across_roles(units: list[Unit]) -> Iterator[tuple[Unit, Unit]]:
    ranked = sorted(units, key=lambda unit: (_RANK.index(unit.role), unit.document, unit.row))
    for index, unit in enumerate(ranked):
        for other in ranked[index + 1 :]:
            if other.role != unit.role:
                yield unit, other
