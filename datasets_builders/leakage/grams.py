"""Runs of words of many texts at once, as 64-bit numbers, and a number for each whole text.

A run keeps its number wherever it stands. Numbers are spread evenly, so that those whose lowest k bits are zero are a fair sample of
one in 2^k, the same in every text.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from datasets_builders.leakage.words import U64, Flags, Places, Words, mixed
from datasets_builders.ngrams import N

__all__ = ["FEWEST_BARE_WORDS", "masked", "runs_of", "sampled", "text_numbers"]

FEWEST_BARE_WORDS = 30
"""A text that has fewer words once its identifiers are hidden is not compared without them: too little is left to know it by."""

_BASE = 0x9E3779B97F4A7C15
_SEEDS = (0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
_WORD = 1 << 64


def masked(words: Words) -> Words:
    """Return the texts without their hidden words; one of which too little is left has none at all."""
    shown = ~words.hidden
    before = np.concatenate(([0], np.cumsum(shown)))
    sizes = before[words.offsets[1:]] - before[words.offsets[:-1]]
    enough = sizes >= FEWEST_BARE_WORDS
    shown &= np.repeat(enough, np.diff(words.offsets))
    offsets = np.concatenate(([0], np.cumsum(np.where(enough, sizes, 0))))
    return Words(words.hashes[shown], offsets, np.zeros(int(offsets[-1]), bool))


def runs_of(words: Words, n: int = N) -> tuple[U64, Places]:
    """Return the runs of `n` words of every text, repeated ones as often as they stand, and where each text's begin.

    The runs of text i are `offsets[i] : offsets[i + 1]` of the first; a text of fewer than `n` words has none.
    """
    size = len(words.hashes) - n + 1
    counts = np.maximum(np.diff(words.offsets) - n + 1, 0)
    offsets = np.concatenate(([0], np.cumsum(counts)))
    if size <= 0:
        return np.empty(0, np.uint64), offsets
    inside = np.ones(size, bool)
    for back in range(1, n):  # runs that would go on into the next text
        at = words.offsets[1:-1] - back
        inside[at[(at >= 0) & (at < size)]] = False
    return mixed(_rolled(words.hashes, n)[inside]), offsets


def _rolled(hashes: U64, n: int) -> U64:
    """Return a number for each run of `n` words: pieces of 1, 2, 4, ... words are made by doubling, and joined."""
    piece, length = hashes, 1
    run: U64 | None = None
    done = 0
    while True:
        if n & length:
            # The longer piece comes first, the run so far behind it.
            run = piece if run is None else _joined(piece, length, run, done)
            done += length
        if 2 * length > n:
            break
        piece = _joined(piece, length, piece, length)
        length *= 2
    assert run is not None, "n is at least 1"  # noqa: S101
    return run


def _joined(first: U64, size: int, second: U64, second_size: int) -> U64:
    count = min(len(first), len(second) - size)
    return first[:count] * np.uint64(pow(_BASE, second_size, _WORD)) + second[size : size + count]


def sampled(runs: U64, level: int) -> Flags:
    """Tell which runs belong to the sample of one in 2^level."""
    kept: Flags = (runs & np.uint64((1 << level) - 1)) == 0
    return kept


def text_numbers(words: Words) -> NDArray[np.uint64]:
    """Return two numbers a text, shape (texts, 2), that are equal for the same words in the same order; 0 for no words."""
    sizes = np.diff(words.offsets)
    numbers = np.zeros((len(sizes), 2), np.uint64)
    if not words.hashes.size:
        return numbers
    place = np.arange(len(words.hashes)) - np.repeat(words.offsets[:-1], sizes)
    some = np.flatnonzero(sizes)
    for column, seed in enumerate(_SEEDS):
        powers = _powers(seed, int(sizes.max()))
        sums = np.add.reduceat(words.hashes * powers[place], words.offsets[:-1][some])
        numbers[some, column] = mixed(sums + sizes[some].astype(np.uint64))
    return numbers


def _powers(base: int, count: int) -> U64:
    powers = np.full(count, base, np.uint64)
    powers[0] = 1
    return np.multiply.accumulate(powers)
