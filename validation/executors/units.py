"""Units of work: a stretch of rows of one file that one worker examines. Which units there are depends on the files alone.

    for unit in units_of(dataset):
        for batch in rows_of(dataset, unit): ...

Footers say how many rows each row group has, so that a unit knows the index of its first row in the split before anything is
read. Small row groups are taken together; a large one is cut, and the worker reads past what is not its own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from datasets_builders.built import Batch, BuiltDataset, read_batches
from datasets_builders.errors import Refused

__all__ = ["UNIT_BYTES", "Unit", "digest_of", "heads_of", "joined", "rows_of", "units_of"]

UNIT_BYTES = 8 << 20
"""How much of a file is one unit, uncompressed: some seconds of work, so that a lost unit costs little."""

_TAIL = 8
"""The end of a Parquet file: the length of its footer in four bytes, and a mark."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Consecutive rows of a file.

    Args:
        config: the config.
        split: the split.
        file: the path within the dataset, POSIX.
        row_groups: the first row group and the one past the last.
        skip: how many rows of these row groups come before the unit's own.
        rows: how many rows the unit has.
        first: the index in the split of its first row.
        footer: sha256 of the file's footer, in hex: a worker that sees another file by this name must not take part.
    """

    config: str
    split: str
    file: str
    row_groups: tuple[int, int]
    skip: int
    rows: int
    first: int
    footer: str

    def __str__(self) -> str:
        """Name it as a person finds it."""
        return f"{self.file}, rows {self.first}-{self.first + self.rows - 1} of its split"


def units_of(dataset: BuiltDataset, unit_bytes: int = UNIT_BYTES) -> tuple[Unit, ...]:
    """Share the rows of a dataset out, from the footers alone; every row is in one unit, and the order is that of the files.

    Args:
        dataset: the built folder.
        unit_bytes: the least size of a unit, uncompressed, where a file has as much.

    Raises:
        Refused: a file is not readable Parquet.
    """
    units: list[Unit] = []
    for config, splits in dataset.shards.items():
        for split, paths in splits.items():
            first = 0
            for path in paths:
                found = list(_units_of_file(dataset, config, split, path, first, unit_bytes))
                units.extend(found)
                first += sum(unit.rows for unit in found)
    return tuple(units)


def digest_of(units: Iterable[Any]) -> str:
    """Return a digest of a plan, in hex: two plans that differ in one row or footer have different ones."""
    return hashlib.sha256(json.dumps([astuple(unit) for unit in units]).encode()).hexdigest()


def joined(units: Iterable[Unit]) -> Iterator[Unit]:
    """Put units that follow one another in a file together, so that one process reads each row group once.

    A unit ends where the next begins, wherever in a row group that is: whoever works on each by itself decodes the row groups at
    its edges again, and whoever works on all of them need not.
    """
    whole: Unit | None = None
    for unit in units:
        if whole and (whole.file, whole.footer, whole.first + whole.rows) == (unit.file, unit.footer, unit.first):
            whole = replace(whole, row_groups=(whole.row_groups[0], unit.row_groups[1]), rows=whole.rows + unit.rows)
            continue
        if whole:
            yield whole
        whole = unit
    if whole:
        yield whole


def heads_of(dataset: BuiltDataset) -> Iterator[Batch]:
    """Give a batch without rows for each file: its columns and their types.

    Raises:
        Refused: a file is not readable Parquet.
    """
    for config, splits in dataset.shards.items():
        for split, paths in splits.items():
            for path in paths:
                with _reading(_name(dataset, path)):
                    schema = pq.read_schema(path)
                yield Batch(config, split, 0, pa.RecordBatch.from_pylist([], schema=schema))


def rows_of(dataset: BuiltDataset, unit: Unit) -> Iterator[Batch]:
    """Read the rows of a unit, batch by batch.

    Raises:
        Refused: the file is not the one that was planned with, or cannot be read.
    """
    path = dataset.path / unit.file
    with _reading(str(unit)):
        if _footer(path) != unit.footer:
            raise Refused(
                f"{unit.file} is not the file that the work was shared out by.",
                cause="It changed meanwhile, or this worker sees another folder by that name.",
                remedy="Let every worker see the same folder, and begin again.",
            )
        skip, left, first = unit.skip, unit.rows, unit.first
        for table in read_batches(path, unit.file, range(*unit.row_groups)):
            mine = table.slice(min(skip, table.num_rows), left)
            skip = max(0, skip - table.num_rows)
            if mine.num_rows:
                yield Batch(unit.config, unit.split, first, mine)
                first += mine.num_rows
                left -= mine.num_rows
            if not left:
                break


def _units_of_file(
    dataset: BuiltDataset, config: str, split: str, path: Path, first: int, unit_bytes: int
) -> Iterator[Unit]:
    name = _name(dataset, path)
    with _reading(name):
        metadata, footer = pq.read_metadata(path), _footer(path)
    groups = [metadata.row_group(at) for at in range(metadata.num_row_groups)]
    begin = rows = size = 0
    for at, group in enumerate(groups):
        rows += group.num_rows
        size += group.total_byte_size
        if size < unit_bytes and at + 1 < len(groups):
            continue
        pieces = max(1, min(rows, size // unit_bytes))
        edges = [rows * piece // pieces for piece in range(pieces + 1)]
        for skip, end in pairwise(edges):
            if end > skip:
                yield Unit(config, split, name, (begin, at + 1), skip, end - skip, first + skip, footer)
        first += rows
        begin, rows, size = at + 1, 0, 0


def _name(dataset: BuiltDataset, path: Path) -> str:
    return path.relative_to(dataset.path).as_posix()


def _footer(path: Path) -> str:
    with path.open("rb") as file:
        end = file.seek(0, 2)
        file.seek(max(0, end - _TAIL))
        length = int.from_bytes(file.read(4), "little")
        file.seek(max(0, end - _TAIL - length))
        return hashlib.sha256(b"%d\0" % end + file.read()).hexdigest()


@contextmanager
def _reading(what: str) -> Iterator[None]:
    try:
        yield
    except (pa.ArrowException, OSError) as error:
        raise Refused(
            f"{what} cannot be read as Parquet.",
            cause="The file is truncated or damaged, is not Parquet, or holds what cannot be read.",
            remedy="Build the dataset again; nothing of it was passed.",
        ) from error
