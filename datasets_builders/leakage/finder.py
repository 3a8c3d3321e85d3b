"""Find what stands on both sides of an evaluation, and what is there twice on one.

Texts are compared by role. What a model may learn from (train and the like) must not hold what it is tested on, in whatever config
the two stand; validation and test must not share either. A document that stands in several configs counts once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from datasets_builders.leakage.candidates import distinct, sharing_pairs
from datasets_builders.leakage.index import ROOM, Chunk, Runs, TextIndex, place_in
from datasets_builders.leakage.shares import Reread, exact_shares
from datasets_builders.leakage.words import Flags, Places
from datasets_builders.spec import split_role

__all__ = ["BARE_SHARE", "FEWEST_WORDS", "PART", "SHARE", "Alike", "Compared", "LeakFinder", "Pair", "Unit"]

SHARE = 0.3
"""A pair is told when this share of the 13-grams of the shorter text stands in the other."""

BARE_SHARE = 0.8
"""The same where identifiers are left out of both texts: what is left of notes that were written from one form is alike."""

PART = 0.1
"""From this share on a text has taken over a part of the other: what half a note makes of two short ones."""

FEWEST_WORDS = 8
"""Shorter texts are the same in many documents without meaning anything ("Nega allergie note.")."""

_RANK = ("test", "validation", "train")
_MOST_PAIRS = 1_000
"""Pairs told of one text that is repeated; beyond, each copy is told with one on the other side."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A text of one document in one role, at the first place where it stands."""

    config: str
    split: str
    row: str
    document: str
    role: str


@dataclass(frozen=True, slots=True)
class Pair:
    """`tested` stands nearer to the test than `other`; `share` of the shorter one's 13-grams is common, None: the texts are equal.

    `is_bare`: the share is that of the texts without their identifiers; as they stand they have less than `SHARE` in common.
    """

    tested: Unit
    other: Unit
    share: float | None
    is_bare: bool = False


@dataclass(frozen=True)
class Alike:
    """Pairs of different texts that share enough, by the number of the first text of each: shares as they stand, and bare."""

    first: Places
    second: Places
    plain: NDArray[np.float64]
    bare: NDArray[np.float64]


class LeakFinder:
    """Takes every text once, then gives the pairs.

    Args:
        room: runs of words that are kept at most; beyond it a sample of them.
    """

    def __init__(self, room: int = ROOM) -> None:
        self._index = TextIndex(room)
        self._waiting: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)

    def add(self, config: str, split: str, row: str, document: str, text: str) -> None:
        """Take one text."""
        self._waiting[config, split].append((row, document, text))

    def add_rows(
        self, config: str, split: str, first: int, texts: pa.Array, ids: pa.Array | None, documents: pa.Array | None
    ) -> None:
        """Take the texts of consecutive rows, as `TextIndex.add` does."""
        self._index.add(config, split, first, texts, ids, documents)

    def merge(self, other: LeakFinder) -> None:
        """Take over the texts of another finder; pairs do not depend on who took which."""
        for place, rows in other._waiting.items():
            self._waiting[place].extend(rows)
        self._index.merge(other._index)

    def compared(self, reread: Reread | None = None) -> Compared:
        """Compare all texts taken so far; `reread` reads rows again, for exact shares where only a sample is kept."""
        for (config, split), rows in self._waiting.items():
            ids, documents, texts = (pa.array(column, pa.large_string()) for column in zip(*rows, strict=True))
            self._index.add(config, split, 0, texts, ids, documents)
        self._waiting.clear()
        return Compared(self._index, reread)

    def pairs(self) -> Iterator[Pair]:
        """Give each pair of documents in two roles once, as `Compared.pairs` does."""
        return self.compared().pairs()


class Compared:
    """All texts of an index, compared: which are equal, and which are alike."""

    def __init__(self, index: TextIndex, reread: Reread | None = None) -> None:
        self._index = index
        self._reread = reread
        self.chunks: list[Chunk] = index.in_order()
        self._starts = place_in(self.chunks)
        self.sizes = np.concatenate([np.empty(0, np.uint32), *(chunk.sizes for chunk in self.chunks)])

    def place(self, text: int) -> tuple[Chunk, int]:
        """Return the chunk of a text and its index there."""
        at = int(np.searchsorted(self._starts, text, side="right")) - 1
        return self.chunks[at], text - int(self._starts[at])

    def unit(self, text: int) -> Unit:
        """Return a text as the unit that it makes by itself."""
        chunk, at = self.place(text)
        return Unit(chunk.config, chunk.split, chunk.row(at), chunk.document(at), split_role(chunk.split))

    @cached_property
    def _equal(self) -> tuple[Places, Flags]:
        """Texts with words ordered by what they say, and which of them begin a new one."""
        numbers = np.concatenate([np.empty((0, 2), np.uint64), *(chunk.numbers for chunk in self.chunks)])
        some = np.flatnonzero(self.sizes)
        order = some[np.lexsort((some, numbers[some, 1], numbers[some, 0]))]
        changes = (numbers[order[1:]] != numbers[order[:-1]]).any(axis=1)
        return order, np.concatenate((np.ones(min(1, len(order)), bool), changes))

    @cached_property
    def groups(self) -> dict[int, list[int]]:
        """The texts that stand more than once: the number of the first -> all of them, in order."""
        order, begins = self._equal
        sizes = np.diff(np.append(np.flatnonzero(begins), len(order)))
        repeated = np.repeat(sizes > 1, sizes)
        parts = np.split(order[repeated], np.cumsum(sizes[sizes > 1])[:-1]) if repeated.any() else []
        return {int(part[0]): part.tolist() for part in sorted(parts, key=lambda part: int(part[0]))}

    @cached_property
    def alike(self) -> Alike:
        """The pairs of different texts that share enough of their 13-grams, each text by the first place where it stands."""
        order, begins = self._equal
        first_ones = np.zeros(len(self.sizes), bool)
        first_ones[order[begins]] = True
        found = [
            self._candidates([chunk.plain for chunk in self.chunks], first_ones, PART / 3),
            self._candidates([chunk.hidden for chunk in self.chunks], first_ones, BARE_SHARE / 2),
            self._bare_equal(first_ones),
        ]
        keys, _ = distinct(np.concatenate(found))
        first, second = (keys >> np.uint64(32)).astype(np.int64), (keys & np.uint64(0xFFFFFFFF)).astype(np.int64)
        plain, bare = exact_shares(self.chunks, first, second, sampled=any(self._index.levels), reread=self._reread)
        told = (plain >= PART) | (bare >= BARE_SHARE)
        return Alike(first[told], second[told], plain[told], bare[told])

    def _candidates(self, runs: list[Runs], first_ones: Flags, least: float) -> NDArray[np.uint64]:
        """Give the pairs whose sampled runs leave it open that this share is common; a single run always does."""
        pairs = sharing_pairs(self.chunks, runs, first_ones)
        counts = np.concatenate([np.empty(0, np.uint32), *(each.counts for each in runs)])
        shorter = np.minimum(counts[pairs.first], counts[pairs.second])
        kept = pairs.shared >= np.maximum(1, np.floor(least * shorter))
        return _keys(pairs.first[kept], pairs.second[kept])

    def _bare_equal(self, first_ones: Flags) -> NDArray[np.uint64]:
        """Pair the texts that are equal without their identifiers: each with the first."""
        bare = np.concatenate([np.empty(0, np.uint64), *(chunk.bare for chunk in self.chunks)])
        some = np.flatnonzero((bare > 0) & first_ones)
        order = some[np.argsort(bare[some], kind="stable")]
        same = bare[order[1:]] == bare[order[:-1]]
        return _keys(order[:-1][same], order[1:][same])

    def units(self, text: int, configs: Collection[str] | None = None) -> list[Unit]:
        """Return where a text stands, once for each role and document, at its first place there; in `configs` only, if given."""
        units: dict[tuple[str, str], Unit] = {}
        for each in self.groups.get(text, [text]):
            if configs is None or self.place(each)[0].config in configs:
                unit = self.unit(each)
                units.setdefault((unit.role, unit.document), unit)
        return list(units.values())

    def pairs(self, configs: Collection[str] | None = None) -> Iterator[Pair]:
        """Give each pair of documents in two roles once: equal texts first, then shared cases, each with its largest share.

        Args:
            configs: compare only rows of these; None for all.
        """
        told: set[frozenset[str]] = set()
        for text in self.groups:
            if self.sizes[text] < FEWEST_WORDS:
                continue
            for tested, other in _across_roles(self._in_roles(text, configs)):
                told.add(frozenset((tested.document, other.document)))
                yield Pair(tested, other, None)
        yield from self._same_case(told, configs)

    def _in_roles(self, text: int, configs: Collection[str] | None) -> list[Unit]:
        roles = {split_role(self.place(each)[0].split) for each in self.groups[text]}
        return self.units(text, configs) if len(roles) > 1 else []

    def short_pairs(self, configs: Collection[str] | None = None) -> Counter[tuple[str, str, str, str]]:
        """Count the short texts that stand in two roles: (config, split, and those of the other) -> texts."""
        counts: Counter[tuple[str, str, str, str]] = Counter()
        for text in self.groups:
            if self.sizes[text] < FEWEST_WORDS:
                pairs = _across_roles(self._in_roles(text, configs))
                counts.update({(tested.config, tested.split, other.config, other.split) for tested, other in pairs})
        return counts

    def _same_case(self, told: set[frozenset[str]], configs: Collection[str] | None) -> Iterator[Pair]:
        found: dict[frozenset[str], Pair] = {}
        alike = self.alike
        columns = (alike.first.tolist(), alike.second.tolist(), alike.plain.tolist(), alike.bare.tolist())
        for first, second, plain, bare in zip(*columns, strict=True):
            is_bare = plain < SHARE
            if is_bare and bare < BARE_SHARE:
                continue
            for one in self.units(first, configs):
                for other in self.units(second, configs):
                    key = frozenset((one.document, other.document))
                    if one.role == other.role or key in told:
                        continue
                    tested, learnt = sorted((one, other), key=_rank)
                    pair = Pair(tested, learnt, bare if is_bare else plain, is_bare)
                    if key not in found or _nearness(pair) < _nearness(found[key]):
                        found[key] = pair
        yield from found.values()

    def parts(self, configs: Collection[str] | None = None) -> Iterator[tuple[Unit, list[Unit]]]:
        """Give each text of which a part, `PART` to `SHARE`, stands in texts nearer to train, with these, by place."""
        found: dict[int, set[int]] = defaultdict(set)
        alike = self.alike
        few = np.flatnonzero((alike.plain < SHARE) & (alike.bare < BARE_SHARE))
        for first, second in zip(alike.first[few].tolist(), alike.second[few].tolist(), strict=True):
            for one, other in ((first, second), (second, first)):
                found[one].add(other)
        for text, others in sorted(found.items()):
            around = [unit for other in sorted(others) for unit in self.units(other, configs)]
            for unit in self.units(text, configs):
                nearer = [each for each in around if _rank(each) > _rank(unit) and each.document != unit.document]
                if nearer:
                    yield unit, nearer


def _keys(first: Places, second: Places) -> NDArray[np.uint64]:
    return (first.astype(np.uint64) << np.uint64(32)) | second.astype(np.uint64)


def _rank(unit: Unit) -> int:
    return _RANK.index(unit.role)


def _place(unit: Unit) -> tuple[str, str, str]:
    return unit.config, unit.split, unit.row


def _nearness(pair: Pair) -> tuple[bool, float, tuple[str, str, str], tuple[str, str, str]]:
    """Order pairs: texts as they stand first, then the largest share, then by place."""
    return pair.is_bare, -(pair.share or 0), _place(pair.tested), _place(pair.other)


def _across_roles(units: Iterable[Unit]) -> Iterator[tuple[Unit, Unit]]:
    ranked = sorted(units, key=lambda unit: (_rank(unit), unit.document, unit.row))
    by_role = [[unit for unit in ranked if unit.role == role] for role in _RANK]
    for nearer, tested in enumerate(by_role):
        for others in by_role[nearer + 1 :]:
            if len(tested) * len(others) > _MOST_PAIRS:
                others = others[:1]
            for unit in tested:
                for other in others:
                    yield unit, other
