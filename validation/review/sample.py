"""A random sample of rows that anybody can draw again: the same seed and data give the same rows in the same order.

Every row gets a keyed hash; the rows with the smallest are the sample. So a larger sample begins with the smaller one, and neither
the order of files nor the number of rows read at a time matters.
"""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from datasets_builders.errors import UserError

__all__ = ["SampledRow", "draw"]


@dataclass(frozen=True, order=True, slots=True)
class SampledRow:
    """A row: config, split, and its index within the split, from 0."""

    config: str
    split: str
    row: int


def draw(rows: Mapping[str, Mapping[str, int]], *, size: int, seed: int, digest: str) -> list[SampledRow]:
    """Draw `size` rows without replacement, each as likely as any other; all of them where there are not so many.

    Args:
        rows: how many rows each split of each config has.
        size: how many to draw, 0 or more.
        seed: 0 or more; another seed gives another sample.
        digest: of the data, so that a seed says nothing before the data is there.

    Returns:
        The rows in the order in which they are to be read. Whoever stops after k has read a random sample of k.

    Raises:
        UserError: size or seed is negative.
    """
    if size < 0 or seed < 0:
        raise UserError("A sample has a size and a seed of 0 or more.", remedy="Leave --seed out to take 0.")
    key = hashlib.sha256(f"referto review\0{seed}\0{digest}".encode()).digest()
    smallest = heapq.nsmallest(size, ((_rank(key, place), place) for place in _places(rows)))
    return [place for _, place in smallest]


def _places(rows: Mapping[str, Mapping[str, int]]) -> Iterator[SampledRow]:
    for config, splits in rows.items():
        for split, count in splits.items():
            for row in range(count):
                yield SampledRow(config, split, row)


def _rank(key: bytes, place: SampledRow) -> bytes:
    name = f"{place.config}\0{place.split}\0{place.row}".encode()
    return hashlib.blake2b(name, key=key, digest_size=16).digest()
