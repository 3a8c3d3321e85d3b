"""Look at a built folder: which configs and splits it holds, and their rows, batch by batch.

A folder made by `build` has a `corpus.json`; one made elsewhere may have only `data/<config>/<split>-*.parquet`, and is read too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from datasets_builders.errors import Refused, UserError

__all__ = ["Batch", "BuiltDataset", "open_built"]

ROWS_PER_BATCH = 2_000
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

    def strings(self, column: str) -> list[str | None]:
        """One string column, or an empty list where the config has no such column."""
        if column not in self.table.schema.names:
            return []
        values: list[str | None] = self.table.column(column).to_pylist()
        return values


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
        with self._readable(path), pq.ParquetFile(path) as file:
            yield from file.iter_batches(batch_size=ROWS_PER_BATCH)

    @contextmanager
    def _readable(self, path: Path) -> Iterator[None]:
        try:
            yield
        except (pa.ArrowInvalid, OSError) as error:
            raise Refused(
                f"{path.relative_to(self.path)} cannot be read as Parquet.",
                cause="The file is truncated or damaged, or is not Parquet.",
                remedy="Build the dataset again; nothing of it was passed.",
            ) from error

    @property
    def files(self) -> list[Path]:
        """Every data file, in order."""
        return [path for splits in self.shards.values() for paths in splits.values() for path in paths]


def open_built(path: Path) -> BuiltDataset:
    """Find the configs and splits under `path`.

    Raises:
        UserError: there is no such folder.
        Refused: it holds no data file, or a shard of a series is missing; examining nothing is not a pass.
    """
    if not path.is_dir():
        raise UserError(f"There is no folder {path}.", remedy="Give the folder that `referto build` wrote.")
    shards: dict[str, dict[str, tuple[Path, ...]]] = {}
    facts = _read_facts(path)
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


def _splits(root: Path, folder: Path) -> dict[str, tuple[Path, ...]]:
    found: dict[str, list[Path]] = {}
    totals: dict[str, int] = {}
    for path in sorted(folder.glob("*.parquet")):
        match = _SHARD.fullmatch(path.name)
        if match is None:
            raise Refused(
                f"{path.relative_to(root)} is not named <split>-NNNNN-of-NNNNN.parquet.",
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


def _read_facts(path: Path) -> dict[str, Any]:
    file = path / "corpus.json"
    if not file.is_file():
        return {}
    try:
        facts: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise Refused(
            f"{file} is not JSON.",
            cause="It was edited or is half written.",
            remedy="Build the dataset again.",
        ) from error
    if not isinstance(facts, dict):
        raise Refused(f"{file} holds no object.", cause="It was edited.", remedy="Build the dataset again.")
    return facts
