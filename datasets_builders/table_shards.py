"""Tables that a Hub publishes in numbered shards, `it-00000-of-00003.parquet`: all of them, or none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from datasets_builders.formats.tabular import count_rows, find_table
from datasets_builders.reading import Event, Seen, SourceMismatch, rows_of_table
from datasets_builders.schema import Document

__all__ = ["find_shards", "rows_of_shards"]

_SHARD = re.compile(r"-(\d+)-of-(\d+)\.\w+$")


def find_shards(folder: Path, *names: str) -> list[Path]:
    """Return every shard of the table called by the first of `names` that is anywhere under `folder`, in their order.

    Raises:
        SourceMismatch: there is none, or some of its shards are missing.
    """
    for name in names:
        shards = sorted(path for path in folder.glob(f"**/{name}-*-of-*.*") if _SHARD.search(path.name))
        if shards:
            _enforce_whole(shards)
            return shards
        whole = find_table(folder, name)
        if whole:
            return [whole]
    raise SourceMismatch(
        f"There is no table {' or '.join(names)} in {folder}.",
        cause="The folder is another one, or only a part of what was published.",
        remedy="Download the whole dataset repository at the pinned revision and give its folder to --source.",
    )


def _enforce_whole(shards: Sequence[Path]) -> None:
    numbers = [match.groups() for match in map(_SHARD.search, (path.name for path in shards)) if match]
    wanted = {str(n).zfill(len(first)) for first, total in numbers[:1] for n in range(int(total))}
    missing = sorted(wanted - {number for number, _ in numbers})
    if missing or len(numbers) != len(wanted):
        raise SourceMismatch(
            f"{shards[0].name} is one of {len(wanted)} shards, but {len(numbers)} are there"
            + (f"; missing: {', '.join(missing)}." if missing else "."),
            cause="The download was cut short, or two versions are mixed.",
            remedy="Download all of them at the pinned revision.",
        )


def rows_of_shards(
    shards: Sequence[Path],
    config: str,
    split: str,
    *,
    required: Sequence[str],
    make: Callable[[int, dict[str, Any]], Document],
) -> Iterator[Event]:
    """Read the shards of one table as `rows_of_table` reads one file; rows are numbered through, from 1."""
    counts = [count_rows(path) for path in shards]
    yield Seen(config, split, sum(counts))  # once: `build` opens the split's file when it is said
    for number, path in enumerate(shards):

        def made(row: int, values: dict[str, Any], before: int = sum(counts[:number])) -> Document:
            return make(before + row, values)

        events = rows_of_table(path, config, split, required=required, make=made)
        yield from (event for event in events if not isinstance(event, Seen))
