"""Look at a built folder: which configs and splits it holds, and their rows, batch by batch.

A folder made by `build` has a `corpus.json`; one made elsewhere may have only `data/<config>/<split>-*.parquet`, and is read too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from datasets_builders.corpus_json import read_facts
from datasets_builders.errors import Refused, UserError
from datasets_builders.text_bytes import TextBytes

__all__ = ["Batch", "BuiltDataset", "Footer", "has_null_items", "may_tell", "open_built", "read_batches"]

ROWS_PER_BATCH = 2_000
"""Rows that are read together where each becomes a Python value."""

MOST_ROWS = 4_096
"""Rows of a batch at most: what is done once a batch costs little a row, and the bytes of its texts stay in the cache."""

_MOST_BYTES = 32 << 20
"""Bytes of a batch, about, uncompressed: rows of 10 MB come a few at a time."""

_READ_AT_ONCE = 1 << 20
_SHARD = re.compile(r"(?P<split>\w+(?:\.\w+)*)-\d{5}-of-(?P<total>\d{5})\.parquet")


@dataclass(frozen=True)
class Batch:
    """Consecutive rows of one config and split; `first` is the index of its first row within the split."""

    config: str
    split: str
    first: int
    table: pa.RecordBatch

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The rows as plain values."""
        rows: list[dict[str, Any]] = self.table.to_pylist()
        return rows

    @cached_property
    def solid_rows(self) -> list[dict[str, Any]]:
        """The rows as plain values, with the nulls inside lists left out: for checks, to which ROWS05 tells such nulls."""
        return self.solid(self.rows)

    @cached_property
    def columns_with_null_items(self) -> tuple[str, ...]:
        """The columns that hold lists with a null among their items, at whatever depth."""
        return tuple(field.name for field in self.table.schema if has_null_items(self.table.column(field.name)))

    def solid(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return rows of this batch with the nulls inside lists left out."""
        if not self.columns_with_null_items:
            return rows
        return [{name: _solid(value) for name, value in row.items()} for row in rows]

    def strings(self, column: str) -> list[str | None]:
        """One string column, or an empty list where the config has no such column."""
        if column not in self.table.schema.names:
            return []
        values: list[str | None] = self.table.column(column).to_pylist()
        return values

    @cached_property
    def text_bytes(self) -> TextBytes:
        """The column `text` as bytes; empty strings where the config has no such column."""
        if "text" in self.table.schema.names:
            return TextBytes(self.table.column("text"))
        return TextBytes(pa.nulls(self.table.num_rows, pa.string()))


@dataclass(frozen=True, slots=True)
class Footer:
    """What the footer of one Parquet file says.

    Args:
        file: its path in the dataset, POSIX.
        bytes: of the file.
        columns: leaf columns.
        largest_row_group: bytes of the largest row group, uncompressed.
        has_page_index: whether every column chunk has one.
        row_groups: rows of each row group, in order.
    """

    config: str
    split: str
    file: str
    bytes: int
    columns: int
    largest_row_group: int
    has_page_index: bool
    row_groups: tuple[int, ...] = ()


@dataclass(frozen=True)
class BuiltDataset:
    """A dataset folder. `shards[config][split]` are its Parquet files, in order; `facts` is its corpus.json, or {}."""

    path: Path
    shards: dict[str, dict[str, tuple[Path, ...]]]
    facts: dict[str, Any]

    def schema(self, config: str) -> pa.Schema:
        """Return the Arrow schema of a config's first file."""
        first = next(iter(self.shards[config].values()))[0]
        with self._readable(first):
            return pq.read_schema(first)

    def row_counts(self) -> dict[str, dict[str, int]]:
        """Return the rows of every config and split, from the files' footers alone."""
        counts: dict[str, dict[str, int]] = {}
        for config, splits in self.shards.items():
            for split, paths in splits.items():
                counts.setdefault(config, {})[split] = sum(self._row_count(path) for path in paths)
        return counts

    def _row_count(self, path: Path) -> int:
        with self._readable(path):
            return int(pq.read_metadata(path).num_rows)

    def footers(self) -> Iterator[Footer]:
        """Give the footer of every file, in order.

        Raises:
            Refused: a file is not readable Parquet.
        """
        for config, splits in self.shards.items():
            for split, paths in splits.items():
                for path in paths:
                    with self._readable(path):
                        yield _footer(config, split, path, path.relative_to(self.path).as_posix())

    def only(self, config: str) -> BuiltDataset:
        """Return the same dataset with this config alone, so that nothing else of it is read."""
        return BuiltDataset(self.path, {config: self.shards[config]}, self.facts)

    def batches(self) -> Iterator[Batch]:
        """Give every row once: configs and splits in the order of `shards`, memory bounded by the batch.

        Raises:
            UserError: a file is not readable Parquet.
        """
        for config, splits in self.shards.items():
            for split, paths in splits.items():
                first = 0
                for path in paths:
                    for batch in self._read(path):
                        yield Batch(config, split, first, batch)
                        first += batch.num_rows

    def _read(self, path: Path) -> Iterator[pa.RecordBatch]:
        with self._readable(path):
            yield from read_batches(path, path.relative_to(self.path).as_posix())

    @contextmanager
    def _readable(self, path: Path) -> Iterator[None]:
        try:
            yield
        except (pa.ArrowException, OSError) as error:
            raise Refused(
                f"{path.relative_to(self.path)} cannot be read as Parquet.",
                cause="The file is truncated or damaged, is not Parquet, or holds what cannot be read.",
                remedy="Build the dataset again; nothing of it was passed.",
            ) from error

    @property
    def files(self) -> list[Path]:
        """Every data file, in order."""
        return [path for splits in self.shards.values() for paths in splits.values() for path in paths]


def has_null_items(values: pa.Array) -> bool:
    """Tell whether a null stands in a list, among values that are lists, or that hold some further in."""
    kind = values.type
    if pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind):
        items = pc.list_flatten(values)
        return bool(items.null_count) or has_null_items(items)
    if pa.types.is_struct(kind):
        return any(has_null_items(pc.struct_field(values, at)) for at in range(kind.num_fields))
    return False


def _solid(value: Any) -> Any:
    if isinstance(value, list):
        return [_solid(item) for item in value if item is not None]
    if isinstance(value, dict):
        return {name: _solid(item) for name, item in value.items()}
    return value


def read_batches(
    path: Path, name: str, row_groups: Sequence[int] | None = None, columns: Sequence[str] | None = None
) -> Iterator[pa.RecordBatch]:
    """Read a Parquet file batch by batch; memory is bounded by the batch, not by the file or its row groups.

    Args:
        path: the file.
        name: how a message names it.
        row_groups: which of its row groups; None for all.
        columns: which of its columns; None for all.

    Raises:
        Refused: a column is not valid UTF-8, or its lists do not hold together.
        pa.ArrowException, OSError: the file is not readable Parquet.
    """
    # Arrow would otherwise begin to read every row group of the file at once.
    with pq.ParquetFile(path, pre_buffer=False, buffer_size=_READ_AT_ONCE) as file:
        groups = range(file.metadata.num_row_groups) if row_groups is None else row_groups
        sizes = [file.metadata.row_group(at) for at in groups]
        width = max((size.total_byte_size // max(1, size.num_rows) for size in sizes), default=1)
        first = 0
        for batch in file.iter_batches(
            max(1, min(MOST_ROWS, _MOST_BYTES // max(1, width))),
            row_groups=list(groups),
            columns=None if columns is None else list(columns),
            use_threads=False,
        ):
            _enforce_validity(batch, name, first)
            first += batch.num_rows
            yield _without_views(batch)


def _without_views(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Give strings that are views as ordinary ones: Arrow cannot take, slice or join all kinds of views."""
    for at, field in enumerate(batch.schema):
        kind = _viewless(field.type)
        if kind != field.type:
            values = batch.column(at)
            plain = values.cast(kind) if pa.types.is_string_view(field.type) else pa.array(values.to_pylist(), kind)
            batch = batch.set_column(at, field.name, plain)
    return batch


def _viewless(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_string_view(kind):
        return pa.large_string()
    if pa.types.is_binary_view(kind):
        return pa.large_binary()
    if pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind):
        value = _viewless(kind.value_type)
        return kind if value == kind.value_type else pa.large_list(value)
    if pa.types.is_struct(kind):
        fields = [pa.field(each.name, _viewless(each.type)) for each in kind]
        return kind if all(each.type == old.type for each, old in zip(fields, kind, strict=True)) else pa.struct(fields)
    return kind


def _enforce_validity(batch: pa.RecordBatch, name: str, first: int) -> None:
    """Refuse strings that are no UTF-8: whoever makes a Python string of one would fail, somewhere."""
    try:
        batch.validate(full=True)
    except pa.ArrowInvalid as error:
        column = next(each for each in batch.schema.names if not _is_valid(batch.column(each)))
        values = batch.column(column)
        row = next((at for at in range(len(values)) if not _is_valid(values.slice(at, 1))), 0)
        raise Refused(
            f"{name}: column {column!r} is not valid UTF-8 in row {first + row} of what was read.",
            cause="Half of a surrogate pair, or bytes of another encoding, were written as a string.",
            remedy="Decode the source rightly in the reader and build the dataset again; nothing of it was passed.",
        ) from error


def _is_valid(values: pa.Array) -> bool:
    try:
        # A slice is checked with its whole buffers, so a copy of just its values is.
        values.take(pa.array(range(len(values)), pa.int64())).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _footer(config: str, split: str, path: Path, file: str) -> Footer:
    metadata = pq.read_metadata(path)
    groups = [metadata.row_group(at) for at in range(metadata.num_row_groups)]
    indexed = all(
        group.column(at).has_offset_index for group in groups if group.num_rows for at in range(group.num_columns)
    )
    largest = max((group.total_byte_size for group in groups), default=0)
    sizes = tuple(group.num_rows for group in groups)
    return Footer(config, split, file, path.stat().st_size, metadata.num_columns, largest, indexed, sizes)


def open_built(path: Path) -> BuiltDataset:
    """Find the configs and splits under `path`.

    Raises:
        UserError: there is no such folder.
        Refused: it holds no data file, or a shard of a series is missing; examining nothing is not a pass.
    """
    if not path.is_dir():
        raise UserError(f"There is no folder {path}.", remedy="Give the folder that `referto build` wrote.")
    shards: dict[str, dict[str, tuple[Path, ...]]] = {}
    facts = read_facts(path / "corpus.json")
    order = list(facts.get("configs", {}))
    folders = [p for p in (path / "data").glob("*") if p.is_dir()] if (path / "data").is_dir() else []
    for folder in sorted(folders, key=lambda p: (order.index(p.name) if p.name in order else len(order), p.name)):
        splits = _splits(path, folder)
        if splits:
            declared = list(facts.get("configs", {}).get(folder.name, {}).get("splits", {}))
            rank = {name: i for i, name in enumerate(declared)}
            shards[folder.name] = dict(sorted(splits.items(), key=lambda kv: (rank.get(kv[0], len(rank)), kv[0])))
    if not shards:
        raise Refused(
            f"{path} holds no data: no data/<config>/<split>-NNNNN-of-NNNNN.parquet.",
            cause="Nothing was examined, and examining nothing is not a pass.",
            remedy="Build it first: referto build ID --source DIR --out " + str(path),
        )
    return BuiltDataset(path, shards, facts)


def may_tell(name: str) -> bool:
    """Tell whether a name could be an identifier, such as a code or an address: it has an at sign or many digits."""
    return "@" in name or sum(character.isdigit() for character in name) > 4


def _told(path: Path, root: Path) -> str:
    """Name a file, unless its name could be an identifier."""
    return f"A file in {path.parent.relative_to(root)}" if may_tell(path.stem) else str(path.relative_to(root))


def _splits(root: Path, folder: Path) -> dict[str, tuple[Path, ...]]:
    found: dict[str, list[Path]] = {}
    totals: dict[str, int] = {}
    for path in sorted(folder.glob("*.parquet")):
        match = _SHARD.fullmatch(path.name)
        if match is None:
            raise Refused(
                f"{_told(path, root)} is not named <split>-NNNNN-of-NNNNN.parquet.",
                cause="A file outside the naming would be published without being examined.",
                remedy="Rename it, or take it out of the folder.",
            )
        found.setdefault(match["split"], []).append(path)
        totals[match["split"]] = int(match["total"])
    for split, paths in found.items():
        if [path.name for path in paths] != [f"{split}-{i:05d}-of-{len(paths):05d}.parquet" for i in range(len(paths))]:
            raise Refused(
                f"{folder.relative_to(root)}: split {split} has {len(paths)} of its {totals[split]} files.",
                cause="A file was lost, or two builds were mixed.",
                remedy="Build the dataset again.",
            )
    return {split: tuple(paths) for split, paths in found.items()}
