"""JSON Lines: one JSON object a line, broken lines given back as they stand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Line", "parse_lines", "read_lines"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank: its number (from 1), its object, or None with the raw line and what was wrong."""

    number: int
    object: dict[str, Any] | None
    raw: str
    error: str = ""


def read_lines(path: Path) -> Iterator[Line]:
    """Give every line of a UTF-8 file that is not blank; a byte-order mark and CRLF are accepted."""
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="\n") as lines:
        yield from parse_lines(lines)


def parse_lines(lines: Iterable[str], first: int = 1) -> Iterator[Line]:
    """Give every line that is not blank, of a file that was opened as `read_lines` does.

    Args:
        lines: with their line ends; bytes that are not UTF-8 are lone surrogates.
        first: the number of the first of them.
    """
    for number, raw in enumerate(lines, first):
        line = raw.rstrip("\r\n")
        if not line.strip():
            continue
        try:
            line.encode("utf-8")  # bytes that are not UTF-8 came in as lone surrogates
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Line(number, None, line, f"not JSON: {type(error).__name__}")
            continue
        if isinstance(value, dict):
            yield Line(number, value, line)
        else:
            yield Line(number, None, line, "not a JSON object")
