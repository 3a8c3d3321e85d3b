"""Word 13-grams as 64-bit numbers, and how much of one text is contained in another.

The words of a text are its letter-and-digit runs, in lower case and without accents, so that neither spacing, punctuation nor a
lost accent hides a copy. A copy with a few words changed still shares most of its 13-grams; two unrelated clinical texts share
none.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Grams", "N", "containment", "fold", "word_ngrams"]

N = 13
Grams = NDArray[np.uint64]

_ACCENT = re.compile("[\u0300-\u036f]+")
_WORD = re.compile(r"[^\W_]+")
_BASE = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1


def fold(text: str) -> str:
    """Return the text in lower case, without accents, its words parted by one blank and nothing else."""
    if not text.isascii():
        # Decomposed before and after: a letterlike symbol comes apart into capitals, a folded letter into accents.
        text = _ACCENT.sub("", unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()))
    return " ".join(_WORD.findall(text.casefold()))


def word_ngrams(text: str, cache: dict[str, int], n: int = N) -> Grams:
    """Return the distinct n-grams of a text, sorted; empty where it has fewer than `n` words.

    Args:
        text: already folded.
        cache: word -> hash, filled as words come; the hash does not depend on the process.
        n: words a gram.
    """
    words = text.split()
    if len(words) < n:
        return np.empty(0, dtype=np.uint64)
    hashes = np.fromiter((_hash(word, cache) for word in words), dtype=np.uint64, count=len(words))
    size = len(words) - n + 1
    grams = np.zeros(size, dtype=np.uint64)
    for k in range(n):
        grams = grams * np.uint64(_BASE) + hashes[k : k + size]
    grams.sort()  # many times faster than np.unique, which hashes
    distinct = np.ones(size, dtype=bool)
    np.not_equal(grams[1:], grams[:-1], out=distinct[1:])
    return grams[distinct]


def _hash(word: str, cache: dict[str, int]) -> int:
    value = cache.get(word)
    if value is None:
        value = int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
        cache[word] = value
    return value


def containment(of: list[Grams], among: list[Grams]) -> list[tuple[int, int, int]]:
    """Count the grams that each text of `of` shares with each text of `among`: (index, index, shared), shared > 0."""
    if not of or not among:
        return []
    grams = np.concatenate(of)
    owners = np.repeat(np.arange(len(of)), [len(each) for each in of])
    order = np.argsort(grams, kind="stable")
    grams, owners = grams[order], owners[order]
    counts: dict[tuple[int, int], int] = {}
    for index, each in enumerate(among):
        for owner, shared in _shared(grams, owners, each):
            counts[owner, index] = shared
    return [(owner, index, shared) for (owner, index), shared in sorted(counts.items())]


def _shared(grams: Grams, owners: NDArray[Any], each: Grams) -> list[tuple[int, int]]:
    low = np.searchsorted(grams, each, side="left")
    high = np.searchsorted(grams, each, side="right")
    hits = high > low
    if not hits.any():
        return []
    found = np.concatenate([owners[a:b] for a, b in zip(low[hits], high[hits], strict=True)])
    who, times = np.unique(found, return_counts=True)
    return [(int(w), int(t)) for w, t in zip(who, times, strict=True)]
