"""Decisions of persons about identifiers, as review.jsonl holds them: one JSON object a line, and what stands at the end of it.

The file only grows. Each line says which data it is about (a digest), which place, what was decided, by whom and when; never
what the text says. A line that an interruption cut short is passed over and counted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from datasets_builders.errors import UserError

__all__ = [
    "FINDING_DECISIONS",
    "NOTE_DECISIONS",
    "SCHEMA_VERSION",
    "UNDO",
    "Decision",
    "Decisions",
    "Item",
    "Leak",
    "Sample",
    "numbered",
    "parse_line",
    "read_decisions",
    "take_line",
]

SCHEMA_VERSION = 1
UNDO = "undo"
FINDING_DECISIONS = ("identifier", "not-identifier", "wrong-boundary")
NOTE_DECISIONS = ("clean", "leaky")
_ROW = re.compile(r"#[0-9]+")
_WHEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)")
_WHO = re.compile(r"[^\x00-\x1f\x7f]{1,80}")


@dataclass(frozen=True, slots=True)
class Item:
    """What is decided about: a finding, or a whole note (then `start` and `end` are None and `entity` is empty).

    `row` is "#" and the index of the row within its split, never an id: an id may itself be an identifier. `start` and `end`
    are code points of `column`, half-open.
    """

    kind: str
    config: str
    split: str
    row: str
    column: str
    start: int | None = None
    end: int | None = None
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Leak:
    """An identifier that a person found in a note: code points of `column`, half-open."""

    start: int
    end: int
    entity: str
    column: str


@dataclass(frozen=True, slots=True)
class Sample:
    """Which draw a note was read for: its seed, its size, and the note's rank in it, from 0."""

    seed: int
    size: int
    rank: int


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of review.jsonl.

    Args:
        data: sha256 digest of the data it is about, in hex.
        item: what was decided about.
        decision: one of `FINDING_DECISIONS` or `NOTE_DECISIONS` as the item's kind asks, or `UNDO`.
        who: the person, up to 80 characters.
        when: UTC, ISO 8601.
        version: how many decisions about this item there are with this one.
        recogniser: of a finding, who found it.
        corrected: for a wrong boundary, the right one; otherwise None.
        leaks: of a leaky note, at least one.
        sample: of a note read for a sample.
    """

    data: str
    item: Item
    decision: str
    who: str
    when: str
    version: int
    recogniser: str = ""
    corrected: tuple[int, int] | None = None
    leaks: tuple[Leak, ...] = ()
    sample: Sample | None = None

    def __post_init__(self) -> None:
        wrong = _what_is_wrong(self)
        if wrong:
            raise ValueError(wrong)

    def to_json(self) -> dict[str, Any]:
        """The line as an object. A leak in another column than the item's names it as a fourth element."""
        item, sample = self.item, self.sample
        return {
            "schema_version": SCHEMA_VERSION,
            "kind": item.kind,
            "data": self.data,
            "config": item.config,
            "split": item.split,
            "row": item.row,
            "column": item.column,
            "start": item.start,
            "end": item.end,
            "entity": item.entity,
            "recogniser": self.recogniser,
            "decision": self.decision,
            "corrected": None if self.corrected is None else list(self.corrected),
            "leaks": [
                [leak.start, leak.end, leak.entity, *([] if leak.column == item.column else [leak.column])]
                for leak in self.leaks
            ],
            "sample": None if sample is None else {"seed": sample.seed, "size": sample.size, "rank": sample.rank},
            "who": self.who,
            "when": self.when,
            "version": self.version,
        }

    def to_line(self) -> bytes:
        """The line as it is written, with its end."""
        return json.dumps(self.to_json(), ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"


def parse_line(line: bytes | str) -> Decision:
    """Read one line.

    Raises:
        ValueError: it is not JSON, or not a decision of this schema version. The message holds nothing of the line.
    """
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("not a line of JSON") from None
    if not isinstance(value, dict) or value.get("schema_version") != SCHEMA_VERSION:
        raise ValueError("not an object of this schema version")
    try:
        item = Item(**{name: value[name] for name in Item.__slots__})
        sample = value["sample"]
        return Decision(
            data=value["data"],
            item=item,
            decision=value["decision"],
            who=value["who"],
            when=value["when"],
            version=value["version"],
            recogniser=value["recogniser"],
            corrected=None if value["corrected"] is None else _pair(value["corrected"]),
            leaks=tuple(_leak(leak, item.column) for leak in value["leaks"]),
            sample=None if sample is None else Sample(sample["seed"], sample["size"], sample["rank"]),
        )
    except (KeyError, TypeError):
        raise ValueError("a key is missing, or a value is of another kind") from None


class Decisions:
    """What stands after all lines about one dataset: the latest decision per item, with undone ones taken back.

    Args:
        digest: of the data; lines about other data count in `elsewhere` only.
    """

    def __init__(self, digest: str) -> None:
        self.digest = digest
        self.lines = 0
        self.elsewhere = 0
        self.unreadable = 0
        self._versions: dict[Item, int] = {}
        self._history: dict[Item, list[Decision]] = {}

    def add(self, decision: Decision) -> bool:
        """Take the next line in; tell whether it is about this data."""
        if decision.data != self.digest:
            self.elsewhere += 1
            return False
        self.lines += 1
        item = decision.item
        self._versions[item] = max(self.version_of(item) + 1, decision.version)
        history = self._history.setdefault(item, [])
        if decision.decision != UNDO:
            history.append(decision)
        elif history:
            history.pop()
        return True

    def version_of(self, item: Item) -> int:
        """How many decisions about `item` were made, undoing included; 0 for none."""
        return self._versions.get(item, 0)

    def standing(self, item: Item) -> Decision | None:
        """Return the decision that holds about `item`, or None while it is open."""
        history = self._history.get(item)
        return history[-1] if history else None

    def __iter__(self) -> Iterator[Decision]:
        return (history[-1] for history in self._history.values() if history)

    def _count(self, decision: str) -> int:
        return sum(each.decision == decision for each in self)

    @property
    def identifiers(self) -> int:
        """Findings that are identifiers, their boundary being right."""
        return self._count("identifier")

    @property
    def false_alarms(self) -> int:
        """Findings that are no identifiers."""
        return self._count("not-identifier")

    @property
    def wrong_boundaries(self) -> int:
        """Findings that are identifiers, but begin or end elsewhere."""
        return self._count("wrong-boundary")

    @property
    def notes_reviewed(self) -> int:
        """Notes of a random sample that somebody read and decided."""
        return len(self._sampled())

    @property
    def notes_leaky(self) -> int:
        """Those of them in which something that identifies was left."""
        return sum(each.decision == "leaky" for each in self._sampled())

    @property
    def notes_skipped(self) -> int:
        """Notes that were passed over: undecided, with a decided one after them in the same draw.

        What is passed over may be what is hard to decide, so a bound holds only when there is none.
        """
        ranks: dict[int, set[int]] = {}
        for sample in (each.sample for each in self._sampled()):
            if sample is not None:
                ranks.setdefault(sample.seed, set()).add(sample.rank)
        return sum(max(seen) + 1 - len(seen) for seen in ranks.values())

    def _sampled(self) -> list[Decision]:
        return [each for each in self if each.item.kind == "note" and each.sample is not None]

    def counts(self) -> dict[str, int]:
        """All counts, by name."""
        names = (
            "identifiers", "false_alarms", "wrong_boundaries", "notes_reviewed", "notes_leaky", "notes_skipped",
            "lines", "elsewhere", "unreadable",
        )  # fmt: skip
        return {name: getattr(self, name) for name in names}


def read_decisions(path: Path, digest: str) -> Decisions:
    """Fold review.jsonl to what stands about the data with this digest; a file that is not there holds no decision.

    Args:
        path: the file.
        digest: sha256 of the data, in hex, as `release.manifest.data_digest` gives it.

    Raises:
        UserError: the file cannot be read.
    """
    decisions = Decisions(digest)
    try:
        content = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise UserError(
            f"{path} cannot be read.", cause=str(error.strerror), remedy="Name the file with the decisions."
        ) from error
    for line in content.split(b"\n"):
        take_line(decisions, line)
    return decisions


def take_line(decisions: Decisions, line: bytes) -> Decision | None:
    """Add a line to `decisions`; None where it is blank, unreadable (counted) or about other data (counted)."""
    if not line.strip():
        return None
    try:
        decision = parse_line(line)
    except ValueError:
        decisions.unreadable += 1
        return None
    return decision if decisions.add(decision) else None


def numbered(decision: Decision, version: int) -> Decision:
    """Return the same decision with this version."""
    return replace(decision, version=version)


def _what_is_wrong(decision: Decision) -> str:
    """Say what in a decision contradicts itself, or "" for nothing."""
    item = decision.item
    for problem in (_wrong_item(item), _wrong_texts(decision)):
        if problem:
            return problem
    allowed = FINDING_DECISIONS if item.kind == "finding" else NOTE_DECISIONS
    if decision.decision not in (*allowed, UNDO):
        return f"a {item.kind} cannot be decided so"
    if (decision.decision == "wrong-boundary") != (decision.corrected is not None):
        return "a corrected boundary goes with wrong-boundary, and only with it"
    if decision.corrected is not None and not _is_span(*decision.corrected):
        return "the corrected boundary is no span"
    if (decision.decision == "leaky") != bool(decision.leaks):
        return "a leaky note has leaks, and only it"
    if not all(_is_span(leak.start, leak.end) and _are_texts(leak.entity, leak.column) for leak in decision.leaks):
        return "a leak is no span with an entity"
    if decision.sample is not None:
        numbers = (decision.sample.seed, decision.sample.size, decision.sample.rank)
        if item.kind != "note" or not all(map(_is_number, numbers)) or decision.sample.rank >= decision.sample.size:
            return "the sample is not one"
    return ""


def _wrong_item(item: Item) -> str:
    if item.kind not in ("finding", "note"):
        return "an item is a finding or a note"
    if not _are_texts(item.config, item.split, item.row, item.column) or not _ROW.fullmatch(item.row):
        return "the place is not one"
    if item.kind == "finding":
        return (
            "" if _are_texts(item.entity) and _is_span(item.start, item.end) else "a finding is a span with an entity"
        )
    return "" if item.start is None and item.end is None and not item.entity else "a note is no span"


def _wrong_texts(decision: Decision) -> str:
    if not _are_texts(decision.data, decision.recogniser or "-"):
        return "digest and recogniser are text"
    if not _are_texts(decision.who) or not _WHO.fullmatch(decision.who):
        return "who is 1 to 80 characters in one line"
    if not _are_texts(decision.when) or not _WHEN.fullmatch(decision.when):
        return "when is a time in UTC"
    return "" if _is_number(decision.version) and decision.version else "versions begin at 1"


def _are_texts(*values: object) -> bool:
    return all(isinstance(value, str) and value for value in values)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_span(start: object, end: object) -> bool:
    return _is_number(start) and _is_number(end) and start < end  # type: ignore[operator]


def _pair(value: Any) -> tuple[int, int]:
    if not isinstance(value, list) or len(value) != 2:
        raise TypeError
    return value[0], value[1]


def _leak(value: Any, column: str) -> Leak:
    if not isinstance(value, list) or not 3 <= len(value) <= 4:
        raise TypeError
    return Leak(value[0], value[1], value[2], value[3] if len(value) == 4 else column)
