"""Find the texts that share runs of words: which pairs, and how many of the sampled runs they share.

Runs are compared part by part of the numbers, so that the memory needed beside the index is bounded; nearly all runs of a corpus stand
in one text only, and fall out at once. A run that stands in very many texts is a phrase. Where pairs would become too many, the
texts of the commonest runs are each paired with the first of them only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from datasets_builders.leakage.index import Chunk, Runs, place_in
from datasets_builders.leakage.words import U64, Flags, Places

__all__ = ["Pairs", "distinct", "sharing_pairs"]

_AT_ONCE = 8 << 20
"""Runs that are sorted at once."""

_PAIRS = 16 << 20
"""Pairs that are counted at most, before those that share several runs become one."""


@dataclass(frozen=True)
class Pairs:
    """Pairs of texts by their numbers in the index, `first` < `second`, and how many sampled runs they share."""

    first: Places
    second: Places
    shared: Places


def sharing_pairs(
    chunks: Sequence[Chunk], runs: Sequence[Runs], compared: Flags, *, passes: int | None = None, room: int = _PAIRS
) -> Pairs:
    """Return the pairs of texts that share a run.

    Args:
        chunks: of the index, in order.
        runs: of each chunk.
        compared: of every text, whether it takes part.
        passes: into how many parts the numbers are cut, a power of two; None for as many as bound the memory.
        room: pairs that are counted at most.
    """
    total = sum(len(each.runs) for each in runs)
    if passes is None:
        passes = 1 << max(0, (total - 1) // _AT_ONCE).bit_length()
    owners: list[NDArray[np.uint32]] = []
    sizes: list[Places] = []
    for number in range(passes):
        found, counts = _repeated(*_part(chunks, runs, compared, number, passes))
        owners.append(found)
        sizes.append(counts)
    return _paired(np.concatenate(owners), np.concatenate(sizes), room)


def _part(
    chunks: Sequence[Chunk], runs: Sequence[Runs], compared: Flags, number: int, passes: int
) -> tuple[U64, NDArray[np.uint32]]:
    """Return the runs of one part with the numbers of their texts."""
    shift = np.uint64(65 - passes.bit_length())
    found, owners = [np.empty(0, np.uint64)], [np.empty(0, np.uint32)]
    for start, chunk, each in zip(place_in(list(chunks)).tolist(), chunks, runs, strict=False):
        texts = np.repeat(np.arange(start, start + len(chunk), dtype=np.uint32), each.counts)
        taken = compared[texts]
        if passes > 1:
            taken &= (each.runs >> shift) == number
        found.append(each.runs[taken])
        owners.append(texts[taken])
    return np.concatenate(found), np.concatenate(owners)


def _repeated(runs: U64, owners: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], Places]:
    """Return the texts of each run that stands in at least two, run by run, and how many texts each run has."""
    ordered = np.sort(runs)
    again = ordered[1:][ordered[1:] == ordered[:-1]]
    del ordered
    if not again.size:
        return owners[:0], np.empty(0, np.int64)
    bits = min(27, max(10, int(again.size).bit_length() + 3))
    # Few numbers are in `again`: a table of bits says no to most, and only the rest are brought in order with their texts.
    low = np.uint64((1 << bits) - 1)
    table = np.zeros(1 << bits, bool)
    table[(again >> np.uint64(20)) & low] = True
    maybe = np.flatnonzero(table[(runs >> np.uint64(20)) & low])
    maybe = maybe[np.argsort(runs[maybe])]
    runs, owners = runs[maybe], owners[maybe]
    which = np.cumsum(np.concatenate(([0], runs[1:] != runs[:-1])))
    # (run, text) as one number: both are below 2^32. A run that stands twice in a text counts once.
    both, _ = distinct((which.astype(np.uint64) << np.uint64(32)) | owners.astype(np.uint64))
    counts = np.bincount((both >> np.uint64(32)).astype(np.int64))
    several = counts > 1
    texts = (both & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    return texts[np.repeat(several, counts)], counts[several].astype(np.int64)


def distinct(numbers: U64) -> tuple[U64, Places]:
    """Return the distinct numbers, sorted, and how often each stands; numpy's own hashes, and is many times slower."""
    ordered = np.sort(numbers)
    begins = np.flatnonzero(np.concatenate((np.ones(min(1, len(ordered)), bool), ordered[1:] != ordered[:-1])))
    return ordered[begins], np.diff(begins, append=len(ordered))


def _paired(owners: NDArray[np.uint32], sizes: Places, room: int) -> Pairs:
    ends = np.cumsum(sizes)
    keys = [np.empty(0, np.uint64)]
    most = _largest_size(sizes, room)
    for size in np.unique(sizes[sizes <= most]).tolist():
        starts = (ends - sizes)[sizes == size]
        keys.extend(_all_pairs(owners, starts, size))
    large = np.flatnonzero(sizes > most)
    if large.size:
        chosen = np.repeat(sizes > most, sizes)
        firsts = np.repeat(owners[(ends - sizes)[large]], sizes[large])
        keys.append(_key(firsts, owners[chosen])[firsts != owners[chosen]])
    pairs, shared = distinct(np.concatenate(keys))
    return Pairs((pairs >> np.uint64(32)).astype(np.int64), (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64), shared)


def _largest_size(sizes: Places, room: int) -> int:
    """Return how many texts a run may stand in to have them all paired with each other."""
    different, times = np.unique(sizes, return_counts=True)
    fits = np.cumsum(times * (different * (different - 1) // 2)) <= room
    return int(different[fits][-1]) if fits.any() else 1


def _all_pairs(owners: NDArray[np.uint32], starts: Places, size: int) -> Iterator[U64]:
    if size > 64:  # few runs: one after the other
        one, other = np.triu_indices(size, 1)
        for start in starts.tolist():
            texts = owners[start : start + size]
            yield _key(texts[one], texts[other])
        return
    texts_of_runs = owners[starts[:, None] + np.arange(size)]
    for left in range(size):
        for right in range(left + 1, size):
            yield _key(texts_of_runs[:, left], texts_of_runs[:, right])


def _key(first: NDArray[np.uint32], second: NDArray[np.uint32]) -> U64:
    return (first.astype(np.uint64) << np.uint64(32)) | second.astype(np.uint64)
