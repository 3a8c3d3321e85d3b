"""Everything the page tells, gathered from a report and its corpus.json; free of any language."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from datasets_builders.errors import UserError
from datasets_builders.spec import Source
from validation.anonymisation.certificate import TARGETS, notes_needed, percent
from validation.checks import Check
from validation.findings import Report
from validation.report_page.families import Decision, Family, accepted_by_reason, families_of
from validation.report_page.figures import (
    Labels,
    SplitFigures,
    labels_of,
    licences_of,
    rejected_of,
    repairs_of,
    splits_of,
)
from validation.report_page.leakage import Duplicates, Leakage, duplicates_of, leakage_of

__all__ = ["Content", "Entity", "Proven", "Target", "gather_content"]


@dataclass(frozen=True)
class Entity:
    """What became of the planted identifiers of one type; pairs are (planted, found)."""

    name: str
    planted: int
    found: int
    in_list: tuple[int, int]
    outside: tuple[int, int]
    missed: tuple[int, ...]

    @property
    def listed(self) -> int:
        """How many planted values stand in lists."""
        return self.in_list[0]

    @property
    def listed_found(self) -> int:
        """How many of these were found."""
        return self.in_list[1]

    @property
    def unlisted(self) -> int:
        """How many planted values stand in no list."""
        return self.outside[0]

    @property
    def unlisted_found(self) -> int:
        """How many of these were found."""
        return self.outside[1]


@dataclass(frozen=True)
class Target:
    """A bound on the rate of leaky notes, and how many more notes must be read for it."""

    rate: str
    notes: int


@dataclass(frozen=True)
class Proven:
    """The certificate.

    Args:
        digest: of the data that it is about.
        is_other: these are not the data of the report.
        notes: how many notes persons read; 0 where none was read, and then `bound` is empty.
        bound: the upper bound on the rate of leaky notes, rounded up.
        rows: how many of the examined rows that would be at most.
    """

    digest: str
    is_other: bool
    entities: tuple[Entity, ...]
    recognisers: tuple[str, ...]
    threshold: float
    seed: str
    notes: int
    leaky: int
    skipped: int
    confidence: str
    bound: str
    rows: int
    targets: tuple[Target, ...]

    @property
    def planted(self) -> int:
        """How many identifiers were planted."""
        return sum(entity.planted for entity in self.entities)

    @property
    def missed(self) -> int:
        """How many of them were missed."""
        return sum(entity.planted - entity.found for entity in self.entities)

    @property
    def proves(self) -> bool:
        """Whether some were planted of every type, and all were found."""
        return bool(self.entities) and all(entity.found >= max(1, entity.planted) for entity in self.entities)


@dataclass(frozen=True)
class Content:
    """What the page tells. `corpus` is corpus.json, or empty where the report was given alone."""

    report: Report
    corpus: Mapping[str, Any]
    sources: tuple[Source, ...]
    families: tuple[Family, ...]
    decisions: tuple[Decision, ...]
    leakage: Leakage
    duplicates: Duplicates
    splits: tuple[SplitFigures, ...]
    labels: tuple[Labels, ...]
    licences: tuple[tuple[str, int], ...]
    rejected: tuple[tuple[str, int], ...]
    repairs: tuple[tuple[str, str, int], ...]
    proven: Proven | None

    @property
    def subject(self) -> str:
        """The title of the corpus, or its id; empty where neither is told."""
        return str(self.corpus.get("title") or self.corpus.get("corpus") or "")

    @property
    def verdict(self) -> str:
        """The report's verdict; "warned" for a pass with warnings."""
        verdict = self.report.verdict
        return "warned" if verdict == "pass" and self.report.findings else verdict

    @property
    def meaning(self) -> str:
        """What the verdict rests on: the verdict itself, or for a refusal "nothing", "missed", "other_data" or "unjudged"."""
        if self.verdict != "refused":
            return self.verdict
        if self.report.is_of_nothing:
            return "nothing"
        if not self.report.is_disproved:
            return "unjudged"
        return "other_data" if self.proven and self.proven.is_other else "missed"

    @property
    def not_run(self) -> tuple[str, ...]:
        """The families of checks that were not run."""
        return tuple(family.name for family in self.families if not family.was_run)

    def ran(self, family: str) -> bool:
        """Tell whether a family of checks was run."""
        return family in self.report.examined.checks


def gather_content(
    report: Report, checks: Sequence[Check], *, corpus: Mapping[str, Any] | None = None, sources: Sequence[Source] = ()
) -> Content:
    """Gather what the page tells.

    Args:
        report: what was examined and found.
        checks: every check there is, so that the page can say which were not run, and what the codes mean.
        corpus: corpus.json of the folder that was examined; None where it has none, or is not at hand.
        sources: where the raw data come from.

    Raises:
        UserError: the report or corpus.json is not made as version 1 of it is.
    """
    corpus = corpus or {}
    accepted = [each.finding for each in report.accepted]
    try:
        return Content(
            report=report,
            corpus=corpus,
            sources=tuple(sources),
            families=families_of(checks, report.examined.checks, report.findings, report.accepted),
            decisions=accepted_by_reason(report.accepted, checks),
            leakage=leakage_of(report.findings, accepted, report.examined.splits),
            duplicates=duplicates_of([*report.findings, *accepted]),
            splits=splits_of(report.examined.splits, corpus),
            labels=labels_of(corpus),
            licences=licences_of(corpus),
            rejected=rejected_of(corpus),
            repairs=repairs_of(corpus),
            proven=_proven(report),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UserError(
            "This is not a report, or not the corpus.json of a built folder.",
            cause=f"Something in it is missing or of another kind ({type(error).__name__}).",
            remedy="Make it again: referto check DIR --out report.json",
        ) from error


def _proven(report: Report) -> Proven | None:
    certificate = report.certificate
    if not certificate:
        return None
    reviewed = certificate["reviewed"]
    read = {"notes": 0, "leaky": 0, "skipped": 0, "confidence": 0.0, "upper_bound": 0.0, **(reviewed or {})}
    needed = reviewed["more_notes_for"] if reviewed else {f"{target:g}": notes_needed(target) for target in TARGETS}
    return Proven(
        digest=str(certificate["digest"]),
        is_other=certificate["digest"] != report.digest,
        entities=tuple(_entity(name, tally) for name, tally in certificate["canaries"].items()),
        recognisers=tuple(certificate["engine"]["recognisers"]),
        threshold=float(certificate["engine"]["threshold"]),
        seed=str(certificate["seed"]),
        notes=int(read["notes"]),
        leaky=int(read["leaky"]),
        skipped=int(read["skipped"]),
        confidence=f"{read['confidence']:.0%}",
        bound=percent(read["upper_bound"]) if reviewed else "",
        rows=min(report.examined.rows, math.ceil(read["upper_bound"] * report.examined.rows)),
        targets=tuple(Target(f"{100 * float(target):g}%", int(notes)) for target, notes in needed.items()),
    )


def _entity(name: str, tally: Mapping[str, Any]) -> Entity:
    (listed, seen), (unlisted, spotted) = tally["in_list"], tally["outside"]
    return Entity(
        name=name,
        planted=int(tally["planted"]),
        found=int(tally["found"]),
        in_list=(int(listed), int(seen)),
        outside=(int(unlisted), int(spotted)),
        missed=tuple(int(form) for form in tally["missed"]),
    )
