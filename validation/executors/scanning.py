"""The task of a scan: find the identifiers in the texts of a file, stretch by stretch.

    plan = plan_scan(path)
    with Processes(4) as executor, states_in_order(plan, executor, waiting) as states:
        write_spans(out, plan, states)

What is global in it: the words that the file vouches for, which are counted in parts and merged; and a row without an id, which is
told by its number, so that a stretch knows the number of its first row. The spans are those of `scan.scan_file`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from datasets_builders.built import BuiltDataset
from datasets_builders.formats.stretches import Stretch, read_bytes, read_stretch, stretches_of
from datasets_builders.formats.tabular import TableRow, enforce_columns, readable, table_files
from datasets_builders.staging import write_lines
from validation.anonymisation.scan import Scanned, enforce_readable, scan_texts, texts_of_rows, whole_text
from validation.executors.hearing import Hearing
from validation.executors.states import pack
from validation.executors.units import Unit, rows_of, units_of
from validation.executors.work import Plan, Task, installed

if TYPE_CHECKING:
    from validation.anonymisation.engine import IdentifierEngine

__all__ = ["SLOW_BYTES", "ScanTask", "plan_scan", "write_spans"]

SLOW_BYTES = 2 << 20
"""The size of a unit of slow work, such as the search for identifiers: some seconds."""


class _Spans(NamedTuple):
    """The state of a unit: what was looked at, and the lines that tell the spans."""

    scanned: Scanned
    lines: list[str]


@dataclass(frozen=True)
class ScanTask(Task):
    """Which columns of which file are scanned, and with what.

    Args:
        path: of the file, absolute: every process must see it there.
        text_column: of a table, the column with the text.
        id_column: of a table, the column with the id.
        hearing: what else identifiers are looked for with.
        words: those that the file vouches for; None while nobody has counted them.
    """

    path: Path
    text_column: str
    id_column: str
    hearing: Hearing
    words: frozenset[str] | None = field(default=None, repr=False)

    command: ClassVar[str] = "scan"

    @cached_property
    def engine(self) -> IdentifierEngine:
        """What looks, and knows the words.

        Raises:
            Refused: this process has other versions than the one that planned the task.
        """
        self.refuse_other_versions()
        return self.hearing.make_engine().knowing(self.words or frozenset())

    @property
    def reads_words(self) -> bool:
        """Whether nobody has counted the words yet."""
        return self.words is None

    @property
    def mark(self) -> Mapping[str, Any]:
        """The columns, and what is looked for."""
        return {"columns": [self.text_column, self.id_column], "hearing": self.hearing.digest}

    def knowing(self, words: frozenset[str]) -> ScanTask:
        """Return the same with the words that the file vouches for."""
        return replace(self, words=words)

    def texts(self, units: Iterable[Stretch | Unit]) -> Iterator[str]:
        """Give the texts of some units."""
        return (text for unit in units for _, text in self._texts(unit, Scanned()))

    def state_of(self, unit: Stretch | Unit) -> bytes:
        """Scan the texts of a unit."""
        scanned = Scanned()
        lines = [line_of(span) for span in scan_texts(self._texts(unit, scanned), self.engine, scanned)]
        return pack(_Spans(scanned, lines))

    def _texts(self, unit: Stretch | Unit, scanned: Scanned) -> Iterator[tuple[str, str]]:
        if self.path.suffix == ".txt" and isinstance(unit, Stretch):
            return iter([whole_text(unit.file, read_bytes(self.path, unit))])
        rows = _parquet_rows(self.path, unit) if isinstance(unit, Unit) else read_stretch(self.path.parent, unit)
        return texts_of_rows(rows, self.text_column, self.id_column, scanned)


def plan_scan(
    path: Path,
    *,
    text_column: str = "text",
    id_column: str = "id",
    hearing: Hearing | None = None,
    unit_bytes: int = SLOW_BYTES,
) -> Plan:
    """Share the scan of a file out.

    Args:
        path: the file; `.txt` and `.json` are one unit, since they can only be read as a whole.
        text_column: of a table, the column with the text.
        id_column: of a table, the column with the id.
        hearing: what else identifiers are looked for with.
        unit_bytes: the size of a unit.

    Raises:
        UserError: the file is not there or is of no kind that can be read.
        SchemaDiffers: the table has no such column.
    """
    enforce_readable(path)
    path = path.resolve()  # workers may stand elsewhere
    files = [path] if path.suffix == ".txt" else table_files(path)
    if path.suffix != ".txt":
        enforce_columns(path, (text_column,))
    units = _parquet_units(files, unit_bytes) if path.suffix == ".parquet" else stretches_of(path, unit_bytes)
    task = ScanTask(installed(), path, text_column, id_column, hearing or Hearing())
    return Plan(task, units, digest_of_files(files))


def write_spans(out: Path, plan: Plan, states: Iterable[_Spans]) -> Scanned:
    """Write the spans of a scan, one JSON object a line, and tell what was looked at.

    Args:
        out: the file.
        plan: what was done.
        states: in the order of the units.

    Raises:
        UserError: the disk does not take it.
        Refused: there was no text.
    """
    scanned = Scanned()

    def lines() -> Iterator[str]:
        for state in states:
            scanned.merge(state.scanned)
            yield from state.lines
        scanned.enforce_text(plan.task.path, plan.task.text_column)

    write_lines(out, lines())
    return scanned


def line_of(span: Mapping[str, Any]) -> str:
    """Give the line that tells a span."""
    return json.dumps(span, ensure_ascii=False)


def digest_of_files(files: Iterable[Path]) -> str:
    """Return a digest of the bytes of files, in their order, in hex."""
    total = hashlib.sha256()
    for path in files:
        with path.open("rb") as file:
            total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()


def _parquet_units(files: list[Path], unit_bytes: int) -> tuple[Unit, ...]:
    with readable(files[0]):
        return units_of(BuiltDataset(files[0].parent, {"": {"": tuple(files)}}, {}), unit_bytes)


def _parquet_rows(path: Path, unit: Unit) -> Iterator[TableRow]:
    for batch in rows_of(BuiltDataset(path.parent, {}, {}), unit):
        for number, values in enumerate(batch.rows, batch.first + 1):
            yield TableRow(number, values)
