"""Stretches: pieces of a table that is told in lines (`.jsonl`, `.csv`, `.tsv`), each of which can be read by itself.

    for stretch in stretches_of(path, size=2 << 20):
        for row in read_stretch(path.parent, stretch): ...

give the rows that `read_table` gives, with the same numbers, whatever the size. Where a record ends is found by reading the file
once: a record of a `.csv` may have line ends in its fields.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from datasets_builders.errors import Refused
from datasets_builders.formats.tabular import DELIMITERS, TableRow, readable, rows_of_file, rows_of_lines, table_files

__all__ = ["Stretch", "read_bytes", "read_stretch", "stretches_of"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive records of a file.

    Args:
        file: its name.
        begin: the offset of the first byte.
        end: the one past the last.
        first: the number of the first record in the file, from 1; of `.jsonl`, of the first line.
        before: how many records the table has in the files before this one.
        head: the names of the columns, of a `.csv` or `.tsv`.
        sha256: of the bytes, in hex: who sees others at this place must not take part.
    """

    file: str
    begin: int
    end: int
    first: int
    before: int
    head: tuple[str, ...]
    sha256: str

    def __str__(self) -> str:
        """Name it as a person finds it."""
        return f"{self.file}, bytes {self.begin}-{self.end - 1}"


def stretches_of(path: Path, size: int) -> tuple[Stretch, ...]:
    """Cut a table in stretches; which there are depends on its bytes alone.

    Args:
        path: a `.jsonl`, `.csv` or `.tsv`; of a table in shards the first one. Each `.json` is one stretch, and so is a `.txt`.
        size: the least number of bytes of one, where there are as many.

    Raises:
        UserError: the file cannot be read as what its suffix says, or a shard is missing.
    """
    if path.suffix == ".txt":
        return (_sealed(path.parent, _whole(path)),)
    found: list[Stretch] = []
    before = 0
    for file in table_files(path):
        records = 0
        with readable(file):
            for stretch, held in _CUT[file.suffix](file, size):
                if held:
                    found.append(_sealed(path.parent, replace(stretch, before=before)))
                    records += held
        before += records
    return tuple(found)


def read_stretch(folder: Path, stretch: Stretch) -> Iterator[TableRow]:
    """Give the rows of a stretch with their numbers in the table.

    Raises:
        Refused: the file is not the one that was cut.
        UserError: it cannot be read as what its suffix says.
    """
    path = folder / stretch.file
    content = read_bytes(path, stretch)
    if path.suffix == ".json":
        for row in rows_of_file(path):
            yield replace(row, number=stretch.before + row.number)
        return
    # Lines end as they do where the whole file is read.
    mark, errors, ends = ("utf-8-sig" if stretch.begin == 0 else "utf-8"), "strict", ""
    if path.suffix == ".jsonl":
        errors, ends = "surrogateescape", "\n"
    with readable(path):
        lines = io.StringIO(content.decode(mark, errors), newline=ends)
        for row in rows_of_lines(lines, path.suffix, head=stretch.head, first=stretch.first):
            yield replace(row, number=stretch.before + row.number)


def read_bytes(path: Path, stretch: Stretch) -> bytes:
    """Read the bytes of a stretch.

    Raises:
        Refused: they are others than those that were cut.
    """
    with path.open("rb") as file:
        file.seek(stretch.begin)
        content = file.read(stretch.end - stretch.begin)
    if hashlib.sha256(content).hexdigest() != stretch.sha256:
        raise Refused(
            f"{stretch.file} is not the file that the work was shared out by.",
            cause="It changed meanwhile, or this worker sees another file by that name.",
            remedy="Let every worker see the same file, and begin again.",
        )
    return content


def _whole(path: Path) -> Stretch:
    return Stretch(path.name, 0, path.stat().st_size, 1, 0, (), "")


def _sealed(folder: Path, stretch: Stretch) -> Stretch:
    with (folder / stretch.file).open("rb") as file:
        file.seek(stretch.begin)
        return replace(stretch, sha256=hashlib.sha256(file.read(stretch.end - stretch.begin)).hexdigest())


def _json(path: Path, size: int) -> Iterator[tuple[Stretch, int]]:
    yield _whole(path), sum(1 for _ in rows_of_file(path))


def _jsonl(path: Path, size: int) -> Iterator[tuple[Stretch, int]]:
    """Give stretches with how many records they hold: lines that are not blank."""
    begin = end = held = 0
    first = number = 1
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            end += len(line)
            held += bool(line.decode("utf-8-sig" if number == 1 else "utf-8", "surrogateescape").strip())
            if end - begin >= size:
                yield Stretch(path.name, begin, end, first, 0, (), ""), held
                begin, first, held = end, number + 1, 0
    yield Stretch(path.name, begin, end, first, 0, (), ""), held


class _Counted:
    """Gives the lines of a file, and knows how many bytes those had that were taken."""

    def __init__(self, lines: Iterator[str], begin: int) -> None:
        self._lines = lines
        self.taken = begin

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.taken += len(line.encode())
            yield line


def _separated(path: Path, size: int) -> Iterator[tuple[Stretch, int]]:
    """Give stretches with how many records they hold; a reader of records takes no line that it does not need."""
    with path.open("rb") as start:
        mark = 3 if start.read(3) == b"\xef\xbb\xbf" else 0
    with path.open(encoding="utf-8-sig", newline="") as file:
        counted = _Counted(file, mark)
        reader = csv.reader(counted, delimiter=DELIMITERS[path.suffix])
        head: Sequence[str] = next(reader, [])
        begin, first, held = counted.taken, 1, 0
        for record in reader:
            held += bool(record)
            if counted.taken - begin >= size:
                yield Stretch(path.name, begin, counted.taken, first, 0, tuple(head), ""), held
                begin, first, held = counted.taken, first + held, 0
        yield Stretch(path.name, begin, counted.taken, first, 0, tuple(head), ""), held


_CUT: dict[str, Callable[[Path, int], Iterator[tuple[Stretch, int]]]] = {
    ".json": _json,
    ".jsonl": _jsonl,
    ".csv": _separated,
    ".tsv": _separated,
}
