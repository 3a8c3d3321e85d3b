"""Parquet files that come out byte for byte the same whenever the same rows go in.

One `ShardWriter` per config and split; rows are buffered to a row group, row groups fill a shard, and the shards get their
final names (`train-00000-of-00003.parquet`) once their number is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

__all__ = ["ShardWriter"]

ROWS_PER_GROUP = 5_000
CHARACTERS_PER_GROUP = 64 * 1024 * 1024
BYTES_PER_SHARD = 400 * 1024 * 1024


class ShardWriter:
    """Writes rows to `folder/<split>-NNNNN-of-NNNNN.parquet`; use it as a context manager.

    Args:
        folder: made when the first row comes; a split without a row writes one file with no row.
        split: the split's name.
        schema: of every row; a row with another column is a bug of the reader and raises `KeyError`.

    Attributes:
        arrow_bytes: what the rows written so far take in memory as Arrow, which is what the Hub calls `num_bytes`.
    """

    def __init__(self, folder: Path, split: str, schema: pa.Schema) -> None:
        self._folder = folder
        self._split = split
        self.schema = schema
        self._columns = frozenset(schema.names)
        self._rows: list[dict[str, Any]] = []
        self._characters = 0
        self.arrow_bytes = 0
        self._parts: list[Path] = []
        self._file: pq.ParquetWriter | None = None

    def write(self, row: Mapping[str, Any]) -> None:
        """Take one row: exactly the schema's columns (span columns a task does not have must be empty)."""
        extra = {name for name in row if name not in self._columns and row[name] not in ([], None)}
        if extra:
            raise KeyError(f"row {row['id']}: no column {sorted(extra)} in the schema of this config")
        self._rows.append({name: row.get(name) for name in self.schema.names})
        self._characters += len(row["text"])
        if len(self._rows) >= ROWS_PER_GROUP or self._characters >= CHARACTERS_PER_GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._file is None:
            self._open()
        assert self._file is not None  # noqa: S101 - tells mypy what _open did
        table = pa.Table.from_pylist(self._rows, schema=self.schema)
        self._file.write_table(table)
        self.arrow_bytes += table.nbytes
        self._rows, self._characters = [], 0
        if self._parts[-1].stat().st_size >= BYTES_PER_SHARD:
            self._file.close()
            self._file = None

    def _open(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        part = self._folder / f".{self._split}-{len(self._parts):05d}.part"
        self._parts.append(part)
        self._file = pq.ParquetWriter(
            part,
            self.schema,
            compression="zstd",
            use_content_defined_chunking=True,
            write_page_index=True,
        )

    def close(self) -> list[Path]:
        """Write what is buffered, give the shards their final names and return them in order."""
        if self._rows or not self._parts:
            self._flush()
        if self._file is not None:
            self._file.close()
            self._file = None
        total = len(self._parts)
        names = [self._folder / f"{self._split}-{i:05d}-of-{total:05d}.parquet" for i in range(total)]
        for part, name in zip(self._parts, names, strict=True):
            part.rename(name)
        return names

    def abandon(self) -> None:
        """Close the file handle without keeping anything; the caller removes the folder."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __enter__(self) -> ShardWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self.abandon()
