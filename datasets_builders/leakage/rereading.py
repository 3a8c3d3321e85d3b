"""Read some rows of a built folder again, by their place: the text column alone, and only the row groups that hold one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from datasets_builders.built import ROWS_PER_BATCH, BuiltDataset

__all__ = ["RereadRows"]


class RereadRows:
    """Gives the texts of rows of a built folder."""

    def __init__(self, dataset: BuiltDataset) -> None:
        self._dataset = dataset

    def __call__(
        self, config: str, split: str, rows: NDArray[np.int64]
    ) -> Iterator[tuple[NDArray[np.int64], pa.Array]]:
        """Give the texts of the rows with these indices in a split, ascending, some at a time."""
        first = 0
        for path in self._dataset.shards[config][split]:
            with pq.ParquetFile(path) as file:
                for group in range(file.metadata.num_row_groups):
                    behind = first + file.metadata.row_group(group).num_rows
                    wanted = rows[np.searchsorted(rows, first) : np.searchsorted(rows, behind)]
                    if wanted.size:
                        yield from _read(file, group, first, wanted)
                    first = behind


def _read(
    file: pq.ParquetFile, group: int, first: int, wanted: NDArray[np.int64]
) -> Iterator[tuple[NDArray[np.int64], pa.Array]]:
    for batch in file.iter_batches(batch_size=ROWS_PER_BATCH, row_groups=[group], columns=["text"], use_threads=False):
        behind = first + batch.num_rows
        here = wanted[np.searchsorted(wanted, first) : np.searchsorted(wanted, behind)]
        if here.size:
            yield here, batch.column(0).take(pa.array(here - first))
        first = behind
