"""What a reader says while it reads: the events that `build` turns into files and counts.

A reader is a generator `read(source: Path) -> Iterator[Event]`. It first says how many raw rows it sees (`Seen`), counted apart
from parsing them, then gives each one either as a `Record` or as a `Rejected`. Repairs are said too. `build` refuses to
finish when `seen != records + rejected`, so that no row can be lost in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datasets_builders.errors import UserError
from datasets_builders.formats.tabular import count_rows, find_table, read_table
from datasets_builders.schema import Document, SpanError

__all__ = [
    "Event",
    "Record",
    "Reject",
    "Rejected",
    "Repaired",
    "Seen",
    "SourceMismatch",
    "require_table",
    "rows_of_table",
]


@dataclass(frozen=True, slots=True)
class Seen:
    """`rows` raw rows stand in the source for this config and split."""

    config: str
    split: str
    rows: int


@dataclass(frozen=True, slots=True)
class Record:
    """A raw row that became a document."""

    config: str
    split: str
    document: Document


@dataclass(frozen=True, slots=True)
class Rejected:
    """A raw row that did not: `reason` is a stable kebab-case code, `raw` is kept so that nothing is lost."""

    config: str
    split: str
    row: str
    reason: str
    raw: Any
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Repaired:
    """A documented repair, or an irregularity that was survived: `code` is stable, `times` how often in `row`."""

    config: str
    split: str
    row: str
    code: str
    times: int = 1


Event = Seen | Record | Rejected | Repaired


class SourceMismatch(UserError):
    """The folder given as `--source` is not, or is not all of, what the corpus's reader expects."""


class Reject(Exception):
    """Raised while a raw row is made a document: this row cannot be one, for a stable kebab-case reason."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


def require_table(folder: Path, *names: str) -> Path:
    """Return the table under `folder` that is called by the first of `names` that is there, as `find_table` does.

    Raises:
        SourceMismatch: there is none.
    """
    path = find_table(folder, *names)
    if path is None:
        raise SourceMismatch(
            f"There is no table called {' or '.join(names)} in {folder}.",
            cause="The folder is another one, or only a part of what was published.",
            remedy="Download the whole dataset repository at the pinned revision and give its folder to --source.",
        )
    return path


def rows_of_table(
    path: Path, config: str, split: str, *, required: Sequence[str], make: Callable[[int, dict[str, Any]], Document]
) -> Iterator[Event]:
    """Read a table whose rows become one document each: counted, then each one made or rejected with its reason.

    Args:
        path: Parquet, JSON Lines, JSON, CSV or TSV.
        config: the config the rows go to.
        split: the split they go to.
        required: columns that must be there.
        make: from the row's number (from 1) and its values to a document; raises `Reject` where it cannot.

    Raises:
        SchemaDiffers: a required column is missing.
    """
    yield Seen(config, split, count_rows(path))
    for row in read_table(path, required):
        place = f"{path.name}:{row.number}"
        if row.values is None:
            yield Rejected(config, split, place, "row-unreadable", row.raw, row.error)
            continue
        try:
            yield Record(config, split, make(row.number, row.values))
        except Reject as rejection:
            yield Rejected(config, split, place, rejection.reason, row.values, rejection.detail)
        except SpanError as error:
            yield Rejected(config, split, place, "span-broken", row.values, str(error))
