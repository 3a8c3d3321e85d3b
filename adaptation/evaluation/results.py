"""results.json of `referto evaluate`, read and checked: each score with its interval, n and data, or a finding that says why not.

- `results_findings(raw)`: what is wrong with it, as findings.
- `read_results(raw, ...)`: the `Results` of one system: the model, its base, or a named baseline; refused if anything is wrong.

A score over no example, one outside its own interval, and one that is not a number are errors; they never reach a card.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from datasets_builders.errors import Refused
from validation.findings import Code, Finding, Severity

__all__ = ["CODES", "DataPin", "Results", "Role", "TaskResult", "read_results", "results_findings"]

MALFORMED = Code(
    "RES01",
    "result-malformed",
    Severity.ERROR,
    cause="An entry of results.json lacks a key, or holds something of another kind under it.",
    remedy="Write it by `referto evaluate`; do not edit it by hand.",
)
NOTHING_MEASURED = Code(
    "RES02",
    "nothing-measured",
    Severity.ERROR,
    cause="The score is over no example, so it says nothing.",
    remedy="Measure again; look why the task had no rows.",
)
NOT_A_NUMBER = Code(
    "RES03",
    "score-not-a-number",
    Severity.ERROR,
    cause="The score or its interval is NaN or infinite: something was divided by zero.",
    remedy="Measure again, and mend the metric.",
)
OUTSIDE = Code(
    "RES04",
    "score-outside-interval",
    Severity.ERROR,
    cause="The score lies outside its own 95% interval, or the interval ends before it begins.",
    remedy="Score and interval must come from the same run; measure again.",
)
IMPOSSIBLE_SHARE = Code(
    "RES05",
    "share-impossible",
    Severity.ERROR,
    cause="More answers are invalid, truncated or verbatim than were given, or fewer than none.",
    remedy="Give a whole number for a count of n, or a decimal fraction from 0.0 to 1.0 for a share; `verbatim` is a share.",
)
TWICE = Code(
    "RES06",
    "result-twice",
    Severity.ERROR,
    cause="Two entries have the same task, shots, decoding and metric; only one of them can be published.",
    remedy="Keep the run that is meant; measuring until it fits is not measuring.",
)
CODES = (MALFORMED, NOTHING_MEASURED, NOT_A_NUMBER, OUTSIDE, IMPOSSIBLE_SHARE, TWICE)

_DECODINGS = ("free", "constrained")
_TEXTS = ("task", "type", "decoding", "metric")


class Role(StrEnum):
    """Whose results they are."""

    MODEL = "this model"
    BASE = "base model"
    BASELINE = "baseline"


@dataclass(frozen=True)
class DataPin:
    """What was measured on: dataset id on the Hub, its commit, and the manifest digest of its bytes; "" where it is not told."""

    id: str = ""
    revision: str = ""
    manifest: str = ""
    config: str = ""
    split: str = ""


@dataclass(frozen=True)
class TaskResult:
    """One score.

    Args:
        task: the config it was measured on.
        type: the task type, "ner", "mcqa", ...
        shots: examples in the prompt.
        decoding: "free" or "constrained".
        metric: its name.
        value: from `low` to `high`, the ends of the 95% interval.
        n: examples measured, never 0.
        invalid: share of answers that could not be read, from 0 to 1.
        truncated: share of answers that were cut off at the length limit.
        verbatim: share of the given spans that stand in the note; None where the task has no spans.
        data: what it was measured on.
    """

    task: str
    type: str
    shots: int
    decoding: str
    metric: str
    value: float
    low: float
    high: float
    n: int
    invalid: float
    truncated: float
    verbatim: float | None
    data: DataPin = DataPin()

    @property
    def key(self) -> tuple[str, int, str, str]:
        """What makes two scores comparable, and one score unique within a system."""
        return (self.task, self.shots, self.decoding, self.metric)


@dataclass(frozen=True)
class Results:
    """The scores of one system, in the order of their keys; `date` is the day on which they were measured, or None."""

    system: str
    role: Role
    items: tuple[TaskResult, ...]
    date: datetime.date | None = None

    def pinned(self, published: Mapping[str, tuple[str, str]]) -> Results:
        """Return the results with the data of this release named and pinned; `published` as in `Lineage.pinned`."""
        return replace(self, items=tuple(replace(item, data=_pinned(item.data, published)) for item in self.items))


def _pinned(data: DataPin, published: Mapping[str, tuple[str, str]]) -> DataPin:
    if data.manifest not in published:
        return data
    id, revision = published[data.manifest]
    return replace(data, id=id, revision=revision)


def results_findings(raw: Any) -> Iterator[Finding]:
    """Say what is wrong with the content of a results.json; entries are told by their number, from 1."""
    if not isinstance(raw, list):
        yield MALFORMED.at(column="results.json", hint="it is not a list of entries")
        return
    if not raw:
        yield NOTHING_MEASURED.at(column="results.json", hint="it holds no entry")
    seen: set[tuple[Any, ...]] = set()
    for number, entry in enumerate(raw, start=1):
        place = f"entry {number}"
        wrong = _malformed(entry)
        if wrong:
            yield MALFORMED.at(column="results.json", row=place, hint=wrong)
            continue
        yield from _implausible(entry, place)
        key = (entry["task"], entry["shots"], entry["decoding"], entry["metric"])
        if key in seen:
            yield TWICE.at(column="results.json", row=place)
        seen.add(key)


def _malformed(entry: Any) -> str:
    """Say what keeps an entry from being read; "" when it can be."""
    if not isinstance(entry, Mapping):
        return "it is not a table"
    for key in _TEXTS:
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            return f"`{key}` is missing or is not text"
    for key in ("shots", "n"):
        if not _is_number(entry.get(key)) or not isinstance(entry[key], int):
            return f"`{key}` is missing or is not a whole number"
    for key in ("value", "invalid", "truncated"):
        if not _is_number(entry.get(key)):
            return f"`{key}` is missing or is not a number"
    return _malformed_rest(entry)


def _malformed_rest(entry: Mapping[str, Any]) -> str:
    if entry["decoding"] not in _DECODINGS:
        return "`decoding` is neither free nor constrained"
    if entry["shots"] < 0:
        return "`shots` is negative"
    interval = entry.get("ci95")
    if not isinstance(interval, list) or len(interval) != 2 or not all(_is_number(each) for each in interval):
        return "`ci95` is not a list of two numbers"
    if entry.get("verbatim") is not None and not _is_number(entry["verbatim"]):
        return "`verbatim` is neither null nor a number"
    if not isinstance(entry.get("data", {}), Mapping):
        return "`data` is not a table"
    return ""


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _implausible(entry: Mapping[str, Any], place: str) -> Iterator[Finding]:
    if entry["n"] <= 0:
        yield NOTHING_MEASURED.at(column="results.json", row=place)
        return
    low, high = entry["ci95"]
    if not all(math.isfinite(each) for each in (entry["value"], low, high)):
        yield NOT_A_NUMBER.at(column="results.json", row=place)
    elif not low <= entry["value"] <= high:
        yield OUTSIDE.at(column="results.json", row=place)
    shares = {key: _share(entry[key], entry["n"]) for key in ("invalid", "truncated")}
    for key, share in {**shares, "verbatim": entry.get("verbatim") or 0}.items():
        if not 0 <= share <= 1:
            yield IMPOSSIBLE_SHARE.at(column="results.json", row=place, hint=f"`{key}`: {IMPOSSIBLE_SHARE.remedy}")


def _share(value: int | float, n: int) -> float:
    """A whole number is a count of n, a number with a decimal point is a share."""
    return value / n if isinstance(value, int) else value


def read_results(raw: Any, *, system: str, role: Role = Role.MODEL, run: Mapping[str, Any] | None = None) -> Results:
    """Read the results of one system.

    Args:
        raw: the content of results.json.
        system: the model's id, or the baseline's name, as the card will call it.
        role: whose they are.
        run: the run.json beside it; its `data` (`{"id", "revision", "manifest", "config", "split"}`) holds for every entry that has
            no `data` of its own, its `finished` (ISO 8601) is the date.

    Raises:
        Refused: anything in it is wrong; says what, entry by entry.
    """
    wrong = list(results_findings(raw))
    if wrong:
        raise Refused(
            f"The results of {system} cannot be published:\n"
            + "\n".join(f"  - {each.code} {each.name} {each.row}: {each.hint}" for each in wrong),
            cause="A number in a card must come from a run that can be looked at.",
            remedy="Measure again with `referto evaluate`.",
        )
    beside = run or {}
    items = sorted((_result(entry, beside.get("data") or {}) for entry in raw), key=lambda item: item.key)
    return Results(system=system, role=role, items=tuple(items), date=_date(beside.get("finished")))


def _result(entry: Mapping[str, Any], data: Mapping[str, Any]) -> TaskResult:
    n: int = entry["n"]
    told = {**data, **entry.get("data", {})}
    verbatim = entry.get("verbatim")
    return TaskResult(
        task=entry["task"],
        type=entry["type"],
        shots=entry["shots"],
        decoding=entry["decoding"],
        metric=entry["metric"],
        value=float(entry["value"]),
        low=float(entry["ci95"][0]),
        high=float(entry["ci95"][1]),
        n=n,
        invalid=_share(entry["invalid"], n),
        truncated=_share(entry["truncated"], n),
        verbatim=None if verbatim is None else float(verbatim),
        data=DataPin(**{name: str(told.get(name) or "") for name in ("id", "revision", "manifest", "config", "split")}),
    )


def _date(finished: Any) -> datetime.date | None:
    if not isinstance(finished, str):
        return None
    try:
        return datetime.datetime.fromisoformat(finished).date()
    except ValueError:
        return None
