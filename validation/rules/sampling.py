"""A sample of the rows of a split, the same whoever reads them and however they are cut: for what costs too much to ask of each row.

A row is in the sample or not by a hash of its number in the split, so that nothing needs to be kept of the others.
"""

from __future__ import annotations

import numpy as np

from datasets_builders.built import Batch
from datasets_builders.text_bytes import Integers
from validation.checks import Facts

__all__ = ["sampled"]

_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


def sampled(batch: Batch, facts: Facts, size: int) -> Integers:
    """Return the indices of the rows of a batch that are in a sample of about `size` rows of the split; all of a small one's.

    Args:
        batch: some rows of a split.
        facts: where the rows of each split are counted; where this one's are not, all are in the sample.
        size: of the sample of the whole split.
    """
    rows = facts.splits.get(batch.config, {}).get(batch.split, 0)
    here = np.arange(batch.table.num_rows)
    if rows <= size:
        return here
    # splitmix64: neighbouring numbers, which may be alike, are spread evenly
    hashed = (here + (batch.first + 1)).astype(np.uint64) * _STEP
    hashed = (hashed ^ (hashed >> np.uint64(30))) * _MIX[0]
    hashed = (hashed ^ (hashed >> np.uint64(27))) * _MIX[1]
    hashed ^= hashed >> np.uint64(31)
    return here[hashed < np.uint64(int(size / rows * 2**64))]
