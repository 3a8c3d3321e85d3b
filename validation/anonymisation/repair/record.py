"""Keep where replacements stand: `anonymised.jsonl`, one line a string that was changed.

    {"config": "ner", "split": "train", "index": 7, "row": "n8", "column": "text", "places": [[16, 29, "PERSON"]], "mac": "…"}

A second run leaves these places alone, and a scan can tell surrogates from identifiers. A place is believed only where a tag
stands, or where the line's `mac` (HMAC of the column, the text and the places) is made with the key at hand: so neither a text
that was edited later nor a forged line can hide an identifier. The file names no identifier, and is never published.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from datasets_builders.errors import Refused
from validation.anonymisation.repair.keys import Key
from validation.anonymisation.repair.texts import Place
from validation.anonymisation.tags import TAGS

__all__ = ["FILE", "Line", "Record", "read_record", "write_line"]

FILE = "anonymised.jsonl"


@dataclass(frozen=True)
class Line:
    """The places of one string: in which row of a split (`index` counts from 0), in which column, by which key."""

    config: str
    split: str
    index: int
    row: str
    column: str
    places: tuple[Place, ...]
    mac: str = ""

    def believed(self, text: str, key: Key | None) -> tuple[Place, ...]:
        """Give the places that hold for `text`: all of them where the key made the line, else those of tags."""
        inside = tuple(place for place in self.places if 0 <= place.start < place.end <= len(text))
        if (
            key
            and len(inside) == len(self.places)
            and hmac.compare_digest(_mac(key, self.column, text, inside), self.mac)
        ):
            return inside
        return tuple(place for place in inside if text[place.start : place.end] in TAGS)


def _mac(key: Key, column: str, text: str, places: Sequence[Place]) -> str:
    return key.digest("record", column, text, json.dumps(places)).hex()[:32]


def write_line(file: IO[str], line: Line, text: str, key: Key | None) -> None:
    """Write one line, signed where there is a key."""
    value: dict[str, Any] = {
        "config": line.config,
        "split": line.split,
        "index": line.index,
        "row": line.row,
        "column": line.column,
        "places": line.places,
    }
    if key:
        value["mac"] = _mac(key, line.column, text, line.places)
    file.write(json.dumps(value, ensure_ascii=False) + "\n")


class Record:
    """The lines of an earlier run, read alongside the rows: those of one row are held at a time.

    Args:
        lines: in the order of configs, splits and rows.
    """

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = iter(lines)
        self._head = next(self._lines, None)

    def of(self, config: str, split: str, index: int) -> Mapping[str, Line]:
        """Give the lines of a row by column; rows must be asked for in their order."""
        found: dict[str, Line] = {}
        while self._head and (self._head.config, self._head.split) == (config, split) and self._head.index <= index:
            if self._head.index == index:
                found[self._head.column] = self._head
            self._head = next(self._lines, None)
        return found


def read_record(folder: Path) -> Iterator[Line]:
    """Give the lines of a folder that an earlier run wrote; none where there is no such file.

    Raises:
        Refused: a line is not what `write_line` writes; it is not repeated.
    """
    path = folder / FILE
    if not path.is_file():
        return
    with path.open(encoding="utf-8") as file:
        for number, text in enumerate(file, 1):
            yield _line(path, number, text)


def _line(path: Path, number: int, text: str) -> Line:
    try:
        value = json.loads(text)
        places = tuple(Place(int(start), int(end), str(entity)) for start, end, entity in value.pop("places"))
        return Line(**value, places=places)
    except (ValueError, TypeError, KeyError, AttributeError):
        # The line may hold anything, so the error that would repeat it is not chained.
        raise Refused(
            f"Line {number} of {path} is not one that `referto anonymise` writes.",
            cause="The file was edited or cut.",
            remedy="Delete it: surrogates of the earlier run will then be replaced like any identifier.",
        ) from None
