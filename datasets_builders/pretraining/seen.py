"""Has this text been here before? Runs of 13 words are remembered as 64-bit numbers, in sorted arrays that are merged as they grow."""

from __future__ import annotations

import numpy as np

from datasets_builders.ngrams import Grams

__all__ = ["SeenGrams"]

_FLUSH = 1 << 20


class SeenGrams:
    """A growing set of n-grams: 8 bytes each, a look-up is a few binary searches."""

    def __init__(self) -> None:
        self._runs: list[Grams] = []
        self._fresh: list[Grams] = []
        self._fresh_size = 0
        self._index: set[int] = set()

    def share(self, grams: Grams) -> float:
        """Return which share of `grams` has been added before; 0 for no grams."""
        if not len(grams):
            return 0.0
        known = np.zeros(len(grams), dtype=bool)
        for run in self._runs:
            at = np.minimum(np.searchsorted(run, grams), len(run) - 1)
            known |= run[at] == grams
        left = grams[~known]
        fresh = len(self._index.intersection(left.tolist())) if self._index else 0
        return (int(known.sum()) + fresh) / len(grams)

    def add(self, grams: Grams) -> None:
        """Remember the grams of one text."""
        self._fresh.append(grams)
        self._fresh_size += len(grams)
        self._index.update(grams.tolist())
        if self._fresh_size >= _FLUSH:
            self._merge()

    def _merge(self) -> None:
        run = np.unique(np.concatenate(self._fresh))
        self._fresh, self._fresh_size, self._index = [], 0, set()
        # Runs double in size, as in a log-structured store: every gram is merged a logarithmic number of times.
        while self._runs and len(self._runs[-1]) <= len(run):
            run = np.union1d(self._runs.pop(), run)
        self._runs.append(run)
