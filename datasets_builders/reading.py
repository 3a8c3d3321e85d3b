"""What a reader says while it reads: the events that `build` turns into files and counts.

A reader is a generator `read(source: Path) -> Iterator[Event]`. It first says how many raw rows it sees (`Seen`), counted apart
from parsing them, then gives each one either as a `Record` or as a `Rejected`. Repairs are said too. `build` refuses to
finish when `seen != records + rejected`, so that no row can be lost in silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from datasets_builders.errors import UserError
from datasets_builders.schema import Document

__all__ = ["Event", "Record", "Rejected", "Repaired", "Seen", "SourceMismatch"]


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
