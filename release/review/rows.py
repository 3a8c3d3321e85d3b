"""`Rows`: the texts of single rows of a built folder, read from Parquet when they are asked for and not kept."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from datasets_builders.built import ROWS_PER_BATCH, Batch, BuiltDataset
from datasets_builders.errors import Refused
from validation.texts import texts_of

__all__ = ["ID_COLUMNS", "RowTexts", "Rows", "texts_of"]

ID_COLUMNS = frozenset({"id", "document_id", "group_id"})
_BATCHES_KEPT = 4


@dataclass(frozen=True)
class RowTexts:
    """A row: its id ("" where it has none) and every text of it by column, nested ones as "options[2].text"."""

    id: str
    texts: Mapping[str, str]


class Rows:
    """Random access to the rows of a built folder; a few batches around the last ones stay in memory.

    Args:
        dataset: the folder.
    """

    def __init__(self, dataset: BuiltDataset) -> None:
        self._dataset = dataset
        self._state = {path: _state(path) for path in dataset.files}
        self._groups = {
            (config, split): _row_groups(paths)
            for config, splits in dataset.shards.items()
            for split, paths in splits.items()
        }
        self._batches: OrderedDict[tuple[Path, int, int], pa.RecordBatch] = OrderedDict()
        self._lock = threading.Lock()

    def row(self, config: str, split: str, index: int) -> RowTexts:
        """Read one row.

        Raises:
            IndexError: there is no such row.
            Refused: the file is not the one that was there when the review began.
        """
        for path, group, first, count in self._groups.get((config, split), ()):
            if first <= index < first + count:
                part, offset = divmod(index - first, ROWS_PER_BATCH)
                with self._lock:
                    table = self._batch(path, group, part).slice(offset, 1)
                batch = Batch(config, split, index, table)
                ids = batch.strings("id")
                return RowTexts((ids[0] if ids else None) or "", {column: text for column, _, text in texts_of(batch)})
        raise IndexError(index)

    def main_column(self, config: str) -> str:
        """The column that a decision about a whole note names: "text", or the first one that is no id."""
        names: list[str] = self._dataset.schema(config).names
        others = [name for name in names if name not in ID_COLUMNS]
        return "text" if "text" in names or not others else others[0]

    def refuse_changed(self, path: Path) -> None:
        """Refuse a file that was written since: offsets found in the old one would point at other text."""
        if _state(path) != self._state[path]:
            raise Refused(
                f"{path.relative_to(self._dataset.path)} was changed while it was being reviewed.",
                cause="The folder was built again.",
                remedy="Start the review again; decisions about the old data stay in the file.",
            )

    def _batch(self, path: Path, group: int, part: int) -> pa.RecordBatch:
        self.refuse_changed(path)
        key = (path, group, part)
        if key not in self._batches:
            with pq.ParquetFile(path) as file:
                batches = file.iter_batches(batch_size=ROWS_PER_BATCH, row_groups=[group])
                self._batches[key] = next(batch for number, batch in enumerate(batches) if number == part)
            while len(self._batches) > _BATCHES_KEPT:
                self._batches.popitem(last=False)
        self._batches.move_to_end(key)
        return self._batches[key]


def _row_groups(paths: tuple[Path, ...]) -> list[tuple[Path, int, int, int]]:
    """Every row group as (file, its number there, index of its first row in the split, rows)."""
    groups = []
    first = 0
    for path in paths:
        metadata = pq.read_metadata(path)
        for number in range(metadata.num_row_groups):
            count = metadata.row_group(number).num_rows
            groups.append((path, number, first, count))
            first += count
    return groups


def _state(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except FileNotFoundError:
        return (-1, -1)
    return (status.st_size, status.st_mtime_ns)
