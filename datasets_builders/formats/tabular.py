"""Tables as people publish them: Parquet, JSON Lines, JSON, CSV and TSV, read row by row with the columns that must be there.

A table whose columns are not those a reader was written for stops the build at once and says which are missing: guessing what
another column may mean is how wrong labels get into datasets.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from datasets_builders.errors import UserError
from datasets_builders.formats.jsonl import parse_lines, read_lines

__all__ = [
    "DELIMITERS",
    "SchemaDiffers",
    "TableRow",
    "count_rows",
    "enforce_columns",
    "find_table",
    "read_table",
    "readable",
    "rows_of_file",
    "rows_of_lines",
    "table_files",
]

_SHARD = re.compile(r"-(\d+)-of-(\d+)\.\w+$")
_SUFFIXES = (".parquet", ".jsonl", ".json", ".csv", ".tsv")


class SchemaDiffers(UserError):
    """A table lacks columns that its reader needs; the publisher changed it, or it is another table (exit 1: bad data)."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its number in the table (from 1), its values, or None with the raw line and what was wrong with it."""

    number: int
    values: dict[str, Any] | None
    raw: str = ""
    error: str = ""


def find_table(folder: Path, *names: str) -> Path | None:
    """Return the table under `folder` called `name`, `name-00000-of-...` or `<name>/...`, whatever its format.

    Names are tried in order; the first that is there wins. Of a table in shards the first one is returned, which stands for all.
    """
    for name in names:
        for suffix in _SUFFIXES:
            for pattern in (
                f"{name}{suffix}",
                f"**/{name}{suffix}",
                f"**/{name}-*-of-*{suffix}",
                f"**/{name}/*{suffix}",
            ):
                found = sorted(path for path in folder.glob(pattern) if path.is_file())
                if found:
                    return found[0]
    return None


def read_table(path: Path, required: Sequence[str]) -> Iterator[TableRow]:
    """Give the rows of a table.

    Args:
        path: a file whose suffix tells its format, `.json` holds a list of objects; of a table in shards the first one.
        required: columns that must be there.

    Raises:
        SchemaDiffers: any of them is missing; names them and those that are there.
        UserError: the file cannot be read as what its suffix says.
    """
    before = 0
    for shard in table_files(path):
        number = 0
        for number, row in enumerate(rows_of_file(shard), start=1):
            if number == 1 and row.values is not None:
                _require(shard, required, list(row.values))
            yield replace(row, number=before + row.number)
        before += number


def enforce_columns(path: Path, required: Sequence[str]) -> None:
    """Refuse a table that lacks columns, as `read_table` does, from the first row of each of its files.

    Raises:
        SchemaDiffers: any of them is missing.
        UserError: a file cannot be read as what its suffix says.
    """
    for shard in table_files(path):
        with closing(rows_of_file(shard)) as rows:
            first = next(rows, None)
        if first is not None and first.values is not None:
            _require(shard, required, list(first.values))


def count_rows(path: Path) -> int:
    """Count the rows of a table, all of its shards, apart from parsing their fields."""
    return sum(_count(shard) for shard in table_files(path))


def table_files(path: Path) -> list[Path]:
    """Return all shards of the table whose first shard, or only file, is `path`.

    Raises:
        UserError: some are missing.
    """
    match = _SHARD.search(path.name)
    if match is None:
        return [path]
    first, total = match.groups()
    names = [f"{path.name[: match.start()]}-{n:0{len(first)}d}-of-{total}{path.suffix}" for n in range(int(total))]
    there = {each.name for each in path.parent.glob(f"{path.name[: match.start()]}-*-of-*{path.suffix}")}
    if there != set(names):
        wrong = sorted(there ^ set(names))
        raise UserError(
            f"{path.parent.name}: the table has {total} shards, and {wrong[0]} is missing or too many.",
            cause="The download was cut short, or two versions are mixed.",
            remedy="Download all of them at the pinned revision.",
        )
    return [path.parent / name for name in names]


def rows_of_file(path: Path) -> Generator[TableRow, None, None]:
    """Give the rows of one file of a table, which `path` is; numbers count from 1 in it.

    Raises:
        UserError: it cannot be read as what its suffix says.
    """
    return _ROWS[path.suffix](path)


def _count(path: Path) -> int:
    if path.suffix == ".parquet":
        with readable(path):
            return int(pq.read_metadata(path).num_rows)
    return sum(1 for _ in rows_of_file(path))


def _require(path: Path, required: Sequence[str], there: Sequence[str]) -> None:
    missing = [name for name in required if name not in there]
    if missing:
        raise SchemaDiffers(
            f"{path.name}: the column {', '.join(repr(name) for name in missing)} is missing.",
            cause=f"It has {', '.join(repr(name) for name in there)}; the reader was written for another version of it.",
            remedy="Take the pinned revision, or adapt the corpus's reader to the new columns.",
        )


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Tell of a table that cannot be read as what its suffix says, by a `UserError`."""
    try:
        yield
    except (pa.ArrowInvalid, csv.Error, UnicodeDecodeError) as error:
        raise UserError(
            f"{path.name} cannot be read as {path.suffix[1:]}.",
            cause="The file is truncated or damaged, or its suffix is wrong.",
            remedy="Download it again.",
        ) from error


def _parquet(path: Path) -> Generator[TableRow, None, None]:
    number = 0
    with readable(path), pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=1_000):
            for values in batch.to_pylist():
                number += 1
                yield TableRow(number, values)


def _jsonl(path: Path) -> Generator[TableRow, None, None]:
    for line in read_lines(path):
        yield TableRow(line.number, line.object, line.raw, line.error)


def _json(path: Path) -> Generator[TableRow, None, None]:
    """A list of objects; a file called .json that holds one object a line is read as JSON Lines."""
    text = path.read_text(encoding="utf-8-sig")
    try:
        content = json.loads(text)
    except ValueError:
        yield from _jsonl(path)
        return
    for number, values in enumerate(content if isinstance(content, list) else [content], start=1):
        if isinstance(values, dict):
            yield TableRow(number, values)
        else:
            yield TableRow(number, None, json.dumps(values, ensure_ascii=False), "not a JSON object")


csv.field_size_limit(1 << 28)  # a whole discharge letter in one cell is longer than the default of 131,072 characters


DELIMITERS = {".csv": ",", ".tsv": "\t"}


def _separated(path: Path) -> Generator[TableRow, None, None]:
    with readable(path), path.open(encoding="utf-8-sig", newline="") as file:
        yield from _records(file, DELIMITERS[path.suffix], None, 1)


def _records(lines: Iterable[str], delimiter: str, head: Sequence[str] | None, first: int) -> Iterator[TableRow]:
    reader = csv.DictReader(lines, fieldnames=head, delimiter=delimiter)
    for number, values in enumerate(reader, first):
        if None in values or None in values.values():
            raw = delimiter.join(str(v) for v in values.values())
            yield TableRow(number, None, raw, "fields missing or left over")
        else:
            yield TableRow(number, dict(values))


def rows_of_lines(lines: Iterable[str], suffix: str, *, head: Sequence[str] = (), first: int = 1) -> Iterator[TableRow]:
    """Give the rows of some lines out of a table that is told in lines: `.jsonl`, `.csv` or `.tsv`.

    Args:
        lines: whole records, with their line ends.
        suffix: of the file.
        head: the names of the columns, of a `.csv` or `.tsv`; its first line is not among `lines`.
        first: the number of the first record; of `.jsonl`, of the first line.

    Raises:
        csv.Error: they are no records.
    """
    if suffix == ".jsonl":
        return (TableRow(line.number, line.object, line.raw, line.error) for line in parse_lines(lines, first))
    return _records(lines, DELIMITERS[suffix], head, first)


_ROWS: dict[str, Callable[[Path], Generator[TableRow, None, None]]] = {
    ".parquet": _parquet,
    ".jsonl": _jsonl,
    ".json": _json,
    ".csv": _separated,
    ".tsv": _separated,
}
