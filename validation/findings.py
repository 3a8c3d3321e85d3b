"""What an examination says: `Finding`, and the `Report` that holds all of them with what was examined.

A finding never holds text of the data. It says which code, where, and what to do; whoever may see the text looks it up there.
"""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from validation.anonymisation.certificate import joined, proves_nothing

__all__ = [
    "ACCEPTANCE_VOID",
    "Acceptance",
    "Accepted",
    "Code",
    "Examined",
    "Finding",
    "Report",
    "Severity",
    "accept",
    "read_report",
    "strictly",
]


class Severity(StrEnum):
    """An error stops a release; a warning stands in the report and the card."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Code:
    """A defect that can be found: stable `id`, the `name` that states it, and what the documentation says of it."""

    id: str
    name: str
    severity: Severity
    cause: str
    remedy: str

    def at(
        self,
        *,
        config: str = "",
        split: str = "",
        row: str = "",
        related: Iterable[str] = (),
        column: str = "",
        start: int | None = None,
        end: int | None = None,
        hint: str = "",
        against: Iterable[str] = (),
        count: int | None = None,
    ) -> Finding:
        """Make the finding of this defect at a place; `hint` defaults to the remedy and must not quote the data.

        `against` names the splits in which the related rows stand, as "config/split"; none where they stand in the same.
        `count`: how many rows or texts it stands for, where it does not name them all.
        """
        return Finding(
            code=self.id,
            name=self.name,
            severity=self.severity,
            config=config,
            split=split,
            row=row,
            related=tuple(related),
            column=column,
            start=start,
            end=end,
            hint=hint or self.remedy,
            against=tuple(against),
            count=count,
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect at one place. `start` and `end` are code points in `column`, half-open, or None.

    `against` names the other splits that it is about, as "config/split": what leaks stands in two. `count` is how many rows or
    texts it stands for, or None where that is just what `row` and `related` name.
    """

    code: str
    name: str
    severity: Severity
    config: str
    split: str
    row: str
    related: tuple[str, ...]
    column: str
    start: int | None
    end: int | None
    hint: str
    against: tuple[str, ...] = ()
    count: int | None = None

    @property
    def sort_key(self) -> tuple[Any, ...]:
        """Order by place, then code, so that a report does not depend on who found what first."""
        position = (-1 if self.start is None else self.start, -1 if self.end is None else self.end)
        last = (self.related, self.hint, self.against, -1 if self.count is None else self.count)
        return (self.config, self.split, self.row, self.code, self.column, *position, *last)

    @property
    def place(self) -> str:
        """The place as a person reads it: config/split row, column [start:end]."""
        where = "/".join(part for part in (self.config, self.split) if part) or "dataset"
        row = f" {self.row}" if self.row else ""
        column = f" {self.column}" if self.column else ""
        span = f"[{self.start}:{self.end}]" if self.start is not None else ""
        return f"{where}{row}{column}{span}"

    def to_json(self) -> dict[str, Any]:
        """The finding as the report's JSON has it."""
        lists = {"related": list(self.related), "against": list(self.against)}
        return {**asdict(self), **lists, "severity": self.severity.value}


@dataclass(frozen=True)
class Acceptance:
    """A decision of the release file: findings of `code` in `rows` are accepted, for a written reason.

    Args:
        code: the full code.
        rows: row ids; ("*",) means every row, and then `count` must say how many findings there are.
        reason: stands in the card.
        until: the last day on which it holds; None for no end.
        count: how many findings are accepted; a different number voids the acceptance.
    """

    code: str
    rows: tuple[str, ...]
    reason: str
    until: datetime.date | None = None
    count: int | None = None

    def covers(self, finding: Finding) -> bool:
        """Tell whether the finding is of this code and about one of these rows."""
        if finding.code != self.code:
            return False
        return self.rows == ("*",) or finding.row in self.rows or any(row in self.rows for row in finding.related)


@dataclass(frozen=True)
class Accepted:
    """A finding that does not stop the release, and why."""

    finding: Finding
    reason: str
    until: datetime.date | None

    def to_json(self) -> dict[str, Any]:
        """The accepted finding as the report's JSON has it."""
        until = self.until.isoformat() if self.until else None
        return {**self.finding.to_json(), "reason": self.reason, "until": until}


@dataclass(frozen=True)
class Examined:
    """What was looked at; a report is worth no more than this says."""

    rows: int = 0
    characters: int = 0
    checks: tuple[str, ...] = ()
    splits: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: MappingProxyType({}))
    entities: tuple[str, ...] = ()

    def merge(self, other: Examined) -> Examined:
        """Add up two parts of one examination."""
        splits: dict[str, Counter[str]] = {}
        for part in (self.splits, other.splits):
            for config, counts in part.items():
                splits.setdefault(config, Counter()).update(counts)
        return Examined(
            rows=self.rows + other.rows,
            characters=self.characters + other.characters,
            checks=tuple(sorted({*self.checks, *other.checks})),
            splits={config: dict(sorted(counts.items())) for config, counts in sorted(splits.items())},
            entities=tuple(sorted({*self.entities, *other.entities})),
        )


@dataclass(frozen=True)
class Report:
    """What was examined and what was found.

    Laws: `merge` is associative and does not depend on order; a report of nothing does not pass, and neither does one whose
    certificate says that a canary was missed, or is about other data, or one in which an expectation could not be judged.
    """

    examined: Examined
    findings: tuple[Finding, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    digest: str = ""
    versions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    certificate: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stop a release."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)

    @property
    def verdict(self) -> str:
        """Say "refused", "findings" or "pass".

        It is "refused" when nothing, or not all that was asked for, was examined, or canaries were missed; "findings" when an error
        stands.
        """
        if self.is_of_nothing or self.is_disproved or self.is_unjudged:
            return "refused"
        return "findings" if self.errors else "pass"

    @property
    def is_of_nothing(self) -> bool:
        """Whether no row, no character or no check was there."""
        return not self.examined.rows or not self.examined.characters or not self.examined.checks

    @property
    def is_unjudged(self) -> bool:
        """Whether a user's expectation could not be judged: what was asked was not examined."""
        return any(finding.code in NOT_JUDGED for finding in self.findings)

    @property
    def is_disproved(self) -> bool:
        """Whether the certificate stands against the report: its silence about identifiers is worth nothing."""
        return bool(self.certificate) and proves_nothing(self.certificate, self.digest)

    @property
    def exit_code(self) -> int:
        """0, 1 or 3, as the command line promises."""
        return {"pass": 0, "findings": 1, "refused": 3}[self.verdict]

    def merge(self, other: Report) -> Report:
        """Join two parts of one examination of the same data."""
        return Report(
            examined=self.examined.merge(other.examined),
            findings=_ordered((*self.findings, *other.findings)),
            accepted=tuple(
                sorted(
                    (*self.accepted, *other.accepted), key=lambda a: (a.finding.sort_key, a.reason, str(a.until or ""))
                )
            ),
            digest=max(self.digest, other.digest),
            versions=dict(sorted({**self.versions, **other.versions}.items())),
            certificate=joined(self.certificate, other.certificate),
        )

    def to_json(self) -> dict[str, Any]:
        """The report as `report.json` holds it."""
        return {
            "schema_version": 1,
            "verdict": self.verdict,
            "examined": {
                "rows": self.examined.rows,
                "characters": self.examined.characters,
                "checks": list(self.examined.checks),
                "splits": {config: dict(counts) for config, counts in self.examined.splits.items()},
                "entities": list(self.examined.entities),
            },
            "digest": self.digest,
            "versions": dict(self.versions),
            "findings": [finding.to_json() for finding in self.findings],
            "accepted": [accepted.to_json() for accepted in self.accepted],
            "certificate": dict(self.certificate),
        }


def read_report(path: Path) -> Report:
    """Read back what `Report.to_json` gave; the verdict is computed again, never believed."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    examined = raw["examined"]
    return Report(
        examined=Examined(
            rows=examined["rows"],
            characters=examined["characters"],
            checks=tuple(examined["checks"]),
            splits=examined["splits"],
            entities=tuple(examined["entities"]),
        ),
        findings=tuple(_finding_of(each) for each in raw["findings"]),
        accepted=tuple(_accepted_of(each) for each in raw["accepted"]),
        digest=raw["digest"],
        versions=raw["versions"],
        certificate=raw["certificate"],
    )


def _finding_of(raw: Mapping[str, Any]) -> Finding:
    raw = {"against": (), "count": None, **raw}  # reports of earlier versions lack these
    values = {each.name: raw[each.name] for each in fields(Finding)}
    lists = {"related": tuple(raw["related"]), "against": tuple(raw["against"])}
    return Finding(**{**values, **lists, "severity": Severity(raw["severity"])})


def _accepted_of(raw: Mapping[str, Any]) -> Accepted:
    until = datetime.date.fromisoformat(raw["until"]) if raw["until"] else None
    return Accepted(_finding_of(raw), raw["reason"], until)


def _ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.sort_key))


def strictly(report: Report, codes: Iterable[Code]) -> Report:
    """Make errors of the findings with these codes, which are warnings otherwise."""
    ids = {code.id for code in codes}
    return replace(
        report,
        findings=_ordered(
            replace(finding, severity=Severity.ERROR) if finding.code in ids else finding for finding in report.findings
        ),
    )


ACCEPTANCE_VOID = Code(
    "ACCEPT01",
    "acceptance-void",
    Severity.ERROR,
    cause="An acceptance of the release file has run out, matches no finding, or matches another number than it says.",
    remedy="Look at the findings again, then correct or remove the entry under `accept`.",
)


NOT_JUDGED = frozenset({"EXPECT02"})
"""Codes of what a user asked for and nobody could examine: a report with one refuses."""

NEVER_ACCEPTED = frozenset({"SCHEMA02"}) | NOT_JUDGED
"""Codes of data that could not be looked at: accepting them would let out what nobody examined."""


def accept(report: Report, acceptances: Iterable[Acceptance], *, today: datetime.date) -> Report:
    """Move the findings that the release file accepts out of the way, each with its reason.

    An acceptance that is out of date, or matches nothing, or another number than it says, accepts nothing and is itself an
    error: what was decided was decided about other data.
    """
    standing = list(report.findings)
    accepted = list(report.accepted)
    for acceptance in acceptances:
        covered = [finding for finding in standing if acceptance.covers(finding)]
        void = _why_void(acceptance, covered, today)
        if void:
            standing.append(ACCEPTANCE_VOID.at(related=acceptance.rows, hint=f"{acceptance.code}: {void}"))
            continue
        standing = [finding for finding in standing if not acceptance.covers(finding)]
        accepted.extend(Accepted(finding, acceptance.reason, acceptance.until) for finding in covered)
    return replace(report, findings=_ordered(standing), accepted=tuple(accepted))


def _why_void(acceptance: Acceptance, covered: list[Finding], today: datetime.date) -> str:
    if acceptance.until is not None and today > acceptance.until:
        return f"the acceptance ended on {acceptance.until.isoformat()}"
    if acceptance.rows == ("*",) and acceptance.count is None:
        return "all rows were accepted without saying how many findings there are"
    if acceptance.code in NEVER_ACCEPTED:
        return "what it stands for was not examined, and that cannot be accepted"
    if not covered:
        return "no finding of this code is about these rows"
    if acceptance.count is not None and len(covered) != acceptance.count:
        return f"{acceptance.count} findings were accepted, {len(covered)} are there"
    return ""
