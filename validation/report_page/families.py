"""The findings as the page shows them: by family of checks, then by code, with the first places of each."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from validation.checks import Check
from validation.findings import ACCEPTANCE_VOID, Accepted, Code, Finding, Severity

__all__ = ["PLACES_SHOWN", "Decision", "Defect", "Family", "accepted_by_reason", "families_of"]

PLACES_SHOWN = 20
"""Places of a code that the page shows; the report has all of them."""


@dataclass(frozen=True)
class Defect:
    """All findings of one code and severity.

    Args:
        code: what was found; made from the finding itself where no check tells it.
        places: the first findings, in the report's order.
        count: how many there are.
        rows: in how many rows; 0 where none is named.
    """

    code: Code
    severity: Severity
    places: tuple[Finding, ...]
    count: int
    rows: int

    @property
    def has_details(self) -> bool:
        """Whether a place says more than the remedy."""
        return any(place.hint != self.code.remedy for place in self.places)

    @property
    def has_related(self) -> bool:
        """Whether a place names other rows."""
        return any(place.related for place in self.places)


@dataclass(frozen=True)
class Family:
    """A family of checks: whether it was run, and what it found. `name` is empty for codes that no check tells."""

    name: str
    title: str
    was_run: bool
    defects: tuple[Defect, ...]
    accepted: int

    @property
    def errors(self) -> int:
        """How many errors stand."""
        return sum(defect.count for defect in self.defects if defect.severity is Severity.ERROR)

    @property
    def warnings(self) -> int:
        """How many warnings stand."""
        return sum(defect.count for defect in self.defects if defect.severity is Severity.WARNING)


@dataclass(frozen=True)
class Decision:
    """Findings of one code that were accepted for one reason until one day."""

    code: Code
    reason: str
    until: datetime.date | None
    count: int
    rows: tuple[str, ...]

    @property
    def rows_shown(self) -> tuple[str, ...]:
        """The first of its rows."""
        return self.rows[:PLACES_SHOWN]


def families_of(
    checks: Sequence[Check], run: Iterable[str], findings: Iterable[Finding], accepted: Iterable[Accepted]
) -> tuple[Family, ...]:
    """Sort findings into families, in the order of the checks; those that no check tells come last, where there are any."""
    ran = set(run)
    home = {code.id: check.name for check in checks for code in check.codes}
    codes = _codes(checks)
    groups: dict[str, dict[tuple[str, str], list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for finding in findings:
        groups[home.get(finding.code, "")][finding.severity.value, finding.code].append(finding)
    taken: dict[str, int] = defaultdict(int)
    for each in accepted:
        taken[home.get(each.finding.code, "")] += 1
    named = [(check.name, check.title) for check in checks]
    # A check of a later version, or of another kind of report, may have been run that is not among ours.
    named += [(name, "") for name in sorted(ran - {name for name, _ in named})]
    families = [Family(name, title, name in ran, _defects(groups[name], codes), taken[name]) for name, title in named]
    rest = Family("", "", True, _defects(groups[""], codes), taken[""])
    return (*families, *([rest] if rest.defects or rest.accepted else []))


def _defects(groups: Mapping[tuple[str, str], list[Finding]], codes: Mapping[str, Code]) -> tuple[Defect, ...]:
    return tuple(
        Defect(
            code=codes.get(code) or _code_of(findings[0]),
            severity=Severity(severity),
            places=tuple(findings[:PLACES_SHOWN]),
            count=len(findings),
            rows=len({(each.config, each.split, each.row) for each in findings if each.row}),
        )
        for (severity, code), findings in sorted(groups.items())
    )


def _codes(checks: Sequence[Check]) -> dict[str, Code]:
    return {code.id: code for code in (ACCEPTANCE_VOID, *(code for check in checks for code in check.codes))}


def _code_of(finding: Finding) -> Code:
    """Make a code from a finding, for one that no check tells."""
    return Code(finding.code, finding.name, finding.severity, cause="", remedy="")


def accepted_by_reason(accepted: Iterable[Accepted], checks: Sequence[Check]) -> tuple[Decision, ...]:
    """Group accepted findings by code, reason and last day."""
    codes = _codes(checks)
    groups: dict[tuple[str, str, str], list[Accepted]] = defaultdict(list)
    for each in accepted:
        groups[each.finding.code, each.reason, str(each.until or "")].append(each)
    return tuple(
        Decision(
            code=codes.get(code) or _code_of(members[0].finding),
            reason=reason,
            until=members[0].until,
            count=len(members),
            rows=tuple(sorted({each.finding.row for each in members if each.finding.row})),
        )
        for (code, reason, _), members in sorted(groups.items())
    )
