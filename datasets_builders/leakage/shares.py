"""Say exactly which share of its runs of words a text has in common with another, on the texts themselves.

The runs are those of the index while it holds all of them. Where it holds a sample, the rows of the pairs in question are read
again, a bounded number of texts at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from datasets_builders.leakage.grams import masked, runs_of
from datasets_builders.leakage.index import Chunk, Runs, place_in
from datasets_builders.leakage.words import U64, Places, read_words

__all__ = ["Reread", "exact_shares"]

Reread = Callable[[str, str, NDArray[np.int64]], Iterator[tuple[NDArray[np.int64], pa.Array]]]
"""Reads rows of (config, split) again: gives some of the wanted indices, in order, with their texts, until all were given."""

_TEXTS = 1 << 20
_WORDS = 16 << 20
"""Texts and their words whose runs are held at once."""

_RUNS_AT_ONCE = 1 << 20
"""Runs that are looked up at once."""

_RUN_BITS = np.uint64(44)
_RUN_MASK = np.uint64((1 << 44) - 1)

Shares = NDArray[np.float64]


@dataclass(frozen=True)
class _Held:
    """The distinct runs of some texts: those of `texts[i]` are `keys[offsets[i] : offsets[i + 1]]`, sorted, under i."""

    texts: Places
    keys: U64
    offsets: Places


def exact_shares(
    chunks: Sequence[Chunk],
    first: Places,
    second: Places,
    *,
    sampled: bool,
    reread: Reread | None,
) -> tuple[Shares, Shares]:
    """Return of each pair which share of the runs of the shorter text is common: as they stand, and without identifiers.

    Args:
        chunks: of the index, in order.
        first: number of one text of each pair; the pairs are sorted by it.
        second: number of the other.
        sampled: whether the index holds only a sample of the runs.
        reread: reads rows again; where it is None and the index holds a sample, shares are those of the sample.
    """
    plain, hidden = np.zeros(len(first)), np.zeros(len(first))
    sizes = np.concatenate([np.empty(0, np.uint32), *(chunk.sizes for chunk in chunks)]).astype(np.int64)
    for part in _blocks(first, second, sizes):
        texts = _texts_of(first[part], second[part])
        if sampled and reread is not None:
            held = _read_again(chunks, texts, reread)
        else:
            held = (
                _held(chunks, [chunk.plain for chunk in chunks], texts),
                _held(chunks, [chunk.hidden for chunk in chunks], texts),
            )
        plain[part] = _shares(held[0], first[part], second[part])
        hidden[part] = _shares(held[1], first[part], second[part])
    return plain, hidden


def _blocks(first: Places, second: Places, sizes: Places) -> Iterator[slice]:
    """Cut the pairs so that each block names a bounded number of texts and words; a single pair is always a block."""
    begin, count = 0, len(first)
    while begin < count:
        end = count
        while end - begin > 1:
            texts = _texts_of(first[begin:end], second[begin:end])
            if len(texts) < _TEXTS and sizes[texts].sum() <= _WORDS:
                break
            end = begin + (end - begin) // 2
        yield slice(begin, end)
        begin = end


def _texts_of(first: Places, second: Places) -> Places:
    ordered = np.sort(np.concatenate((first, second)))
    texts: Places = ordered[np.concatenate((np.ones(min(1, len(ordered)), bool), ordered[1:] != ordered[:-1]))]
    return texts


def _held(chunks: Sequence[Chunk], runs: Sequence[Runs], texts: Places) -> _Held:
    found, owners = [np.empty(0, np.uint64)], [np.empty(0, np.int64)]
    bounds = np.searchsorted(texts, place_in(list(chunks)))
    for chunk, each, start, low, high in zip(
        chunks, runs, place_in(list(chunks)).tolist(), bounds, bounds[1:], strict=False
    ):
        if low == high:
            continue
        wanted = np.full(len(chunk), -1, np.int64)
        wanted[texts[low:high] - start] = np.arange(low, high)
        places = np.repeat(wanted, each.counts)
        found.append(each.runs[places >= 0])
        owners.append(places[places >= 0])
    return _distinct(texts, np.concatenate(found), np.concatenate(owners))


def _read_again(chunks: Sequence[Chunk], texts: Places, reread: Reread) -> tuple[_Held, _Held]:
    """Read the texts, and take all their runs. Within a split the texts of an index are numbered in the order of the rows."""
    kinds: tuple[list[tuple[U64, Places]], list[tuple[U64, Places]]] = ([], [])
    for (config, split), numbers, rows in _by_split(chunks, texts):
        done = 0
        for indices, read in reread(config, split, rows):
            here = numbers[done : done + len(indices)]
            done += len(indices)
            words = read_words(read)
            for kind, each in zip(kinds, (words, masked(words)), strict=True):
                runs, offsets = runs_of(each)
                kind.append((runs, np.repeat(here, np.diff(offsets))))
    return _together(texts, kinds[0]), _together(texts, kinds[1])


def _together(texts: Places, parts: list[tuple[U64, Places]]) -> _Held:
    runs = np.concatenate([np.empty(0, np.uint64), *(runs for runs, _ in parts)])
    owners = np.concatenate([np.empty(0, np.int64), *(numbers for _, numbers in parts)])
    return _distinct(texts, runs, np.searchsorted(texts, owners))


def _by_split(chunks: Sequence[Chunk], texts: Places) -> Iterator[tuple[tuple[str, str], Places, Places]]:
    starts = place_in(list(chunks))
    chunk_of = np.searchsorted(starts, texts, side="right") - 1
    rows = texts - starts[chunk_of] + np.array([chunk.first for chunk in chunks])[chunk_of]
    places = [(chunk.config, chunk.split) for chunk in chunks]
    for place in sorted(set(places)):
        numbers = np.flatnonzero(np.array([each == place for each in places])[chunk_of])
        if numbers.size:
            yield place, texts[numbers], rows[numbers]


def _distinct(texts: Places, runs: U64, owners: Places) -> _Held:
    """Sort the runs of each text, once each. One number holds both, so that one fast sort does: 20 bits and 44."""
    keys = np.sort((owners.astype(np.uint64) << _RUN_BITS) | (runs >> (np.uint64(64) - _RUN_BITS)))
    if len(keys):
        keys = keys[np.concatenate(([True], keys[1:] != keys[:-1]))]
    bounds = np.arange(len(texts) + 1).astype(np.uint64) << _RUN_BITS
    return _Held(texts, keys, np.searchsorted(keys, bounds))


def _shares(held: _Held, first: Places, second: Places) -> Shares:
    """Count of each pair the runs of the shorter text that stand in the other."""
    sizes = np.diff(held.offsets)
    one, other = np.searchsorted(held.texts, first), np.searchsorted(held.texts, second)
    swapped = sizes[one] > sizes[other]
    short, long = np.where(swapped, other, one), np.where(swapped, one, other)
    order = np.argsort(long, kind="stable")  # what is looked up together stands together
    counts = np.zeros(len(first), np.int64)
    for part in _parts(order, sizes[short[order]]):
        lengths = sizes[short[part]]
        ends = np.cumsum(lengths)
        at = np.arange(int(ends[-1])) + np.repeat(held.offsets[short[part]] - (ends - lengths), lengths)
        asked = (held.keys[at] & _RUN_MASK) | (np.repeat(long[part], lengths).astype(np.uint64) << _RUN_BITS)
        found = held.keys[np.minimum(np.searchsorted(held.keys, asked), len(held.keys) - 1)] == asked
        before = np.concatenate(([0], np.cumsum(found)))
        counts[part] = before[ends] - before[ends - lengths]
    return counts / np.maximum(sizes[short], 1)


def _parts(order: Places, lengths: Places) -> Iterator[Places]:
    """Cut pairs into parts of a bounded number of runs; pairs without any are left out."""
    order, lengths = order[lengths > 0], lengths[lengths > 0]
    part = (np.cumsum(lengths) - lengths) // _RUNS_AT_ONCE
    yield from (each for each in np.split(order, np.flatnonzero(np.diff(part)) + 1) if each.size)
