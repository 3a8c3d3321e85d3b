"""What is kept of every text to find its copies: two numbers for the whole, and a sample of its runs of words.

Texts themselves are not kept. While there is room all runs are; beyond it a fair sample, thinned as texts come: one in two, one in
four, ... The sample depends on all the texts together, not on the order in which they came or on who took which.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from datasets_builders.leakage.grams import masked, runs_of, sampled, text_numbers
from datasets_builders.leakage.words import U64, Places, Words, read_words

__all__ = ["Chunk", "Runs", "TextIndex", "place_in"]

ROOM = 128 << 20
"""Runs that are kept at most, 8 bytes each; of the texts without their identifiers half as many."""

_READ_AT_ONCE = 2_000
"""Texts read at once: their words fit the cache of a core."""


@dataclass
class Runs:
    """Sampled runs of the texts of a chunk: those of text i are the next `counts[i]` of `runs`."""

    runs: U64
    counts: NDArray[np.uint32]

    def thin(self, level: int) -> None:
        """Keep one run in 2^level."""
        kept = sampled(self.runs, level)
        before = np.concatenate(([0], np.cumsum(kept)))
        ends = np.cumsum(self.counts)
        self.counts = np.diff(before[ends], prepend=0).astype(np.uint32)
        self.runs = self.runs[kept]


@dataclass
class Chunk:
    """Consecutive rows of a split: their names, and what is kept of their texts.

    Args:
        config, split, first: where the rows stand; `first` is the index of the first in the split.
        ids: of the rows, null where there is none; None where no row has one.
        documents: to which the rows belong, None: those of `ids`.
        sizes: words of each text.
        numbers: two of each text, shape (rows, 2).
        bare: the same of each text without its identifiers, one number; 0 where it is too short without them.
        plain: runs of the texts.
        hidden: runs of the texts without their identifiers.
    """

    config: str
    split: str
    first: int
    ids: pa.Array | None
    documents: pa.Array | None
    sizes: NDArray[np.uint32]
    numbers: U64
    bare: U64
    plain: Runs
    hidden: Runs

    def __len__(self) -> int:
        return len(self.sizes)

    def row(self, index: int) -> str:
        """Return the id of a row, or its index in the split as "#7" where it has none."""
        id = self.ids[index].as_py() if self.ids is not None else None
        return str(id) if id else f"#{self.first + index}"

    def document(self, index: int) -> str:
        """Return the document of a row: itself where none is said."""
        if self.documents is None:
            return self.row(index)
        document = self.documents[index].as_py()
        return str(document) if document else self.row(index)


class TextIndex:
    """Takes texts with their place; what it holds does not depend on order, and two can be merged.

    Args:
        room: runs that are kept at most.
    """

    def __init__(self, room: int = ROOM) -> None:
        self.chunks: list[Chunk] = []
        self._rooms = (room, room // 2)
        self._sizes = [0, 0]
        self.levels = [0, 0]

    def add(
        self,
        config: str,
        split: str,
        first: int,
        texts: pa.Array,
        ids: pa.Array | None = None,
        documents: pa.Array | None = None,
    ) -> None:
        """Take the texts of consecutive rows.

        Args:
            config: where they stand.
            split: of the config.
            first: index of the first row in the split.
            texts: strings or nulls.
            ids: of the rows, as long as `texts`, or None.
            documents: the same.
        """
        if documents is not None and ids is not None and documents.equals(ids):
            documents = None
        for begin in range(0, len(texts), _READ_AT_ONCE):
            part = slice(begin, begin + _READ_AT_ONCE)
            self._take(
                config, split, first + begin, texts[part],
                None if ids is None else ids[part], None if documents is None else documents[part],
            )  # fmt: skip

    def _take(
        self, config: str, split: str, first: int, texts: pa.Array, ids: pa.Array | None, documents: pa.Array | None
    ) -> None:
        words = read_words(texts)
        bare = masked(words)
        self.chunks.append(
            Chunk(
                config, split, first, ids, documents,
                sizes=np.diff(words.offsets).astype(np.uint32),
                numbers=text_numbers(words),
                bare=text_numbers(bare)[:, 0].copy(),
                plain=_sample(words, self.levels[0]),
                hidden=_sample(bare, self.levels[1]),
            )
        )  # fmt: skip
        self._sizes[0] += len(self.chunks[-1].plain.runs)
        self._sizes[1] += len(self.chunks[-1].hidden.runs)
        self._make_room()

    def merge(self, other: TextIndex) -> None:
        """Take over the texts of another index of the same room; `other` is not used again."""
        levels = [max(mine, its) for mine, its in zip(self.levels, other.levels, strict=True)]
        for kind, level in enumerate(levels):
            self._thin(kind, level)
            other._thin(kind, level)
            self._sizes[kind] += other._sizes[kind]
        self.chunks.extend(other.chunks)
        self._make_room()

    def _make_room(self) -> None:
        for kind, room in enumerate(self._rooms):
            while self._sizes[kind] > room:
                self._thin(kind, self.levels[kind] + 1)

    def _thin(self, kind: int, level: int) -> None:
        if level == self.levels[kind]:
            return
        self.levels[kind] = level
        for chunk in self.chunks:
            (chunk.plain, chunk.hidden)[kind].thin(level)
        self._sizes[kind] = sum(len((chunk.plain, chunk.hidden)[kind].runs) for chunk in self.chunks)

    def in_order(self) -> list[Chunk]:
        """Return the chunks by config, split and row."""
        return sorted(self.chunks, key=lambda chunk: (chunk.config, chunk.split, chunk.first))


def _sample(words: Words, level: int) -> Runs:
    runs, offsets = runs_of(words)
    sample = Runs(runs, np.diff(offsets).astype(np.uint32))
    if level:
        sample.thin(level)
    return sample


def place_in(chunks: list[Chunk]) -> Places:
    """Return the number of the first text of each chunk, and behind them that of all texts."""
    return np.concatenate(([0], np.cumsum([len(chunk) for chunk in chunks]))).astype(np.int64)
