"""JSON Lines: one JSON object a line, broken lines given back as they stand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Line", "read_lines"]


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
        for number, raw in enumerate(lines, start=1):
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
