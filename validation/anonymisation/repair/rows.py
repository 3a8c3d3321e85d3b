"""Repair one row: its text and every other string, its spans and fragments, and what points to them.

* Every string is repaired, however deep, but for columns about the publication (`PUBLICATION_COLUMNS`) and closed ones
  (`is_closed`): labels, option keys, items of a form. What is found in closed ones is told and stays.
* A struct with `start` and `end` points into `text` and moves; its `text` is cut out anew, its fragments move with it and are
  united where they come to overlap. A span that did not hold before is dropped, and the relations that name it.
* The ids of a row that hold an identifier become an opaque id, the same wherever that id stands; this needs a key.
* An answer that is the key of an option stays; one that is an option's text is repaired like the option's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from datasets_builders.errors import Refused
from validation.anonymisation.engine import Hit
from validation.anonymisation.repair.keys import Key
from validation.anonymisation.repair.record import Line
from validation.anonymisation.repair.surrogates import Surrogates, tag
from validation.anonymisation.repair.texts import Place, Replacement, TextRepair, Texts
from validation.anonymisation.tags import SURE
from validation.texts import PUBLICATION_COLUMNS

__all__ = ["ID_COLUMNS", "RepairedRow", "RowRepair", "is_closed"]

ID_COLUMNS = ("id", "document_id", "group_id")

_CLOSED = re.compile(
    r"relations\b.*|entities\b.*|(?:item_names|suspect_items)\[\d+\]|(?:\w+_)?entities\[\d+\]"
    r"|options\[\d+\]\.key|items\[\d+\]\.item|attributes\[\d+\]\.(?!value$|age$).*"
)
_DAY = re.compile(r"(?:1[89]|20)\d\d(?:-\d\d(?:-\d\d)?)?")
_AGE = re.compile(r"P?(?:9\d|1[0-4]\d)[YA]?")
_SPAN_FIELDS = frozenset(("start", "end", "text", "fragments"))
_ID_LETTERS = "bcdfghjklmnpqrstvwxz"  # no vowel, so that no word comes about


def is_closed(path: str) -> bool:
    """Tell whether the string at `path` ("options[2].key") is a label or an id of a closed set, and stays."""
    return _CLOSED.fullmatch(path) is not None


@dataclass
class RepairedRow:
    """What became of a row.

    Args:
        values: the row, repaired.
        lines: the places of replacements by column, with the string in which they stand.
        cut: how many spans an identifier cut, so that they grew.
        dropped: how many did not hold before.
        kept: how many of the places an earlier run made.
        left: how often an entity was found in a closed column, by column and entity.
        texts: how many strings were looked at.
        characters: and how many code points they had.
    """

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, tuple[tuple[Place, ...], str]] = field(default_factory=dict)
    cut: int = 0
    dropped: int = 0
    kept: int = 0
    left: Counter[tuple[str, str]] = field(default_factory=Counter)
    texts: int = 0
    characters: int = 0


class RowRepair:
    """Repair rows with one mode and key.

    Args:
        texts: what finds and replaces in a string.
        surrogates: where values come from; None masks.
        key: signs the places of an earlier run and makes ids; needed for surrogates.
    """

    def __init__(self, texts: TextRepair, surrogates: Surrogates | None, key: Key | None) -> None:
        self._texts = texts
        self._surrogates = surrogates
        self._key = key

    def repair(self, row: Mapping[str, Any], known: Mapping[str, Line], where: str) -> RepairedRow:
        """Repair one row.

        Args:
            row: its values by column; not changed.
            known: the lines of an earlier run by column.
            where: how the row is called in an error: config, split and number, no id.

        Raises:
            Refused: an id holds an identifier and there is no key.
        """
        one = _OneRow(self._texts, self._replacement(row), self._key, known, where)
        return one.repaired(row)

    def _replacement(self, row: Mapping[str, Any]) -> Replacement:
        if self._surrogates is None:
            return lambda entity, written: tag(entity)
        scope = next((str(row[name]) for name in reversed(ID_COLUMNS) if row.get(name)), "")
        return self._surrogates.group(scope).replacement


class _OneRow:
    def __init__(
        self, texts: TextRepair, replacement: Replacement, key: Key | None, known: Mapping[str, Line], where: str
    ) -> None:
        self._texts, self._replacement, self._key, self._known, self._where = texts, replacement, key, known, where
        self._made = RepairedRow()
        self._text = Texts("")
        self._old = ""

    def repaired(self, row: Mapping[str, Any]) -> RepairedRow:
        self._old = row.get("text") or ""
        self._text = self._string(self._old, "text") if self._old else Texts("")
        for column, value in row.items():
            self._made.values[column] = self._column(column, value, row)
        return self._made

    def _column(self, column: str, value: Any, row: Mapping[str, Any]) -> Any:
        if value is None or column in PUBLICATION_COLUMNS:
            return value
        if column == "text":
            return self._text.text
        if column in ID_COLUMNS:
            return self._id(value, column) if isinstance(value, str) else value
        if column == "answer" and value in {each.get("key") for each in _structs(row.get("options"))}:
            return value
        if column == "entities":
            return self._spans(value)
        if column == "relations":
            kept = {each.get("id") for each in _structs(self._made.values.get("entities"))}
            ends = [(each, (each.get("head"), each.get("tail"))) for each in _structs(value)]
            return [each for each, (head, tail) in ends if not self._made.dropped or {head, tail} <= kept]
        return self._nested(value, column)

    # --------------------------------------------------------------------------------------------------- strings

    def _string(self, text: str, path: str, also: Sequence[Hit] = ()) -> Texts:
        self._made.texts += 1
        self._made.characters += len(text)
        line = self._known.get(path)
        known = line.believed(text, self._key) if line else ()
        self._made.kept += len(known)
        repaired = self._texts.repair(text, self._replacement, known, () if known else also)
        if repaired.places:
            self._made.lines[path] = repaired.places, repaired.text
        return repaired

    def _nested(self, value: Any, path: str) -> Any:
        if isinstance(value, str):
            if is_closed(path):
                return self._closed(value, path)
            return self._string(value, path, [*self._normalised(value, path)]).text if value else value
        if isinstance(value, tuple):  # an entry of a map
            return tuple(self._nested(each, f"{path}[{number}]") for number, each in enumerate(value))
        if isinstance(value, list):
            moved = [self._nested(each, f"{path}[{number}]") for number, each in enumerate(value)]
            return [each for each, old in zip(moved, value, strict=True) if each is not None or old is None]
        if isinstance(value, dict):
            if _points(value):
                moved_span = self._span(value)
                return moved_span and {
                    name: each if name in _SPAN_FIELDS else self._nested(each, f"{path}.{name}")
                    for name, each in moved_span.items()
                }
            return {name: self._nested(each, f"{path}.{name}") for name, each in value.items()}
        return value

    def _closed(self, value: str, path: str) -> str:
        for hit in self._texts.hits(value):
            self._made.left[re.sub(r"\[\d+\]", "[]", path), hit.entity] += 1
        return value

    def _normalised(self, value: str, path: str) -> Iterator[Hit]:
        """Find a date or a great age in an annotation's normalised form ("2017-03", "94Y"), which no text has."""
        if not path.startswith("attributes["):
            return
        for pattern, entity, name in ((_DAY, "DATE_TIME", ".value"), (_AGE, "AGE_OVER_89", ".age")):
            if path.endswith(name) and pattern.fullmatch(value) and self._texts.selects(entity):
                yield Hit(0, len(value), entity, 1.0, "annotation")

    def _id(self, value: str, column: str) -> str:
        line = self._known.get(column)
        known = line.believed(value, self._key) if line else ()
        hits = [hit for hit in self._texts.hits(value) if hit.score >= SURE]
        self._made.texts += 1
        self._made.characters += len(value)
        if known:
            self._made.kept += len(known)
            self._made.lines[column] = known, value
            return value
        if not hits:
            return value
        if self._key is None:
            raise Refused(
                f"{self._where}: the column {column!r} holds what looks like an identifier ({hits[0].entity}).",
                cause="An id must be replaced by the same other id everywhere, and only a key makes one that cannot be undone.",
                remedy="Give --key-file in this mode too, or --keep the entity if it is a false alarm.",
            )
        number = self._key.derived("ids").draw(value)
        new = "id-" + "".join(number.one_of(_ID_LETTERS) for _ in range(20))
        self._made.lines[column] = (Place(0, len(new), hits[0].entity),), new
        return new

    # ----------------------------------------------------------------------------------------------------- spans

    def _spans(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        moved = [self._span(each) if _points(each) else each for each in value]
        return [each for each in moved if each is not None]

    def _span(self, value: Mapping[str, Any]) -> dict[str, Any] | None:
        """Move a struct that points into the text; None where it did not hold, so that it is dropped."""
        start, end = value["start"], value["end"]
        said = value.get("text")
        holds = 0 <= start < end <= len(self._old) and (said is None or self._old[start:end] == said)
        pieces = [piece for piece in _structs(value.get("fragments")) if _points(piece)]
        if not holds or any(not start <= piece["start"] < piece["end"] <= end for piece in pieces):
            self._made.dropped += 1
            return None
        span = self._text.span(start, end)
        self._made.cut += span.cut
        new = {**value, "start": span.start, "end": span.end}
        if said is not None:
            new["text"] = self._text.text[span.start : span.end]
        if pieces:
            new["fragments"] = self._fragments(pieces)
        return new

    def _fragments(self, pieces: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Move fragments; those that grew over one another become one."""
        moved: list[dict[str, Any]] = []
        for piece in pieces:
            span = self._text.span(piece["start"], piece["end"])
            if moved and span.start < moved[-1]["end"]:
                moved[-1]["end"] = max(moved[-1]["end"], span.end)
            else:
                moved.append({**piece, "start": span.start, "end": span.end})
        return moved


def _structs(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _points(value: Any) -> bool:
    """Tell whether a struct points into the text: `start` and `end`, both whole numbers."""
    return isinstance(value, dict) and all(type(value.get(name)) is int for name in ("start", "end"))
