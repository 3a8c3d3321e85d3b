"""How results are shown: tables and reports on stdout, talk and progress bars on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from release.plan import ReleasePlan
    from release.prepare import Bars
    from validation.findings import Finding, Report

__all__ = ["bar_of_units", "format_option", "make_bars", "say", "show_json", "show_plan", "show_report", "show_table"]

T = TypeVar("T")
PLACES_SHOWN = 5
CELLS = 3
"""Entities of the table of canaries in one line."""

format_option = click.option(
    "--format",
    "as_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the result is written to stdout.",
)


def say(line: str) -> None:
    """Talk to the person, on stderr."""
    click.echo(line, err=True)


def show_json(value: Any) -> None:
    """Write a value as JSON to stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def show_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write a table in columns to stdout."""
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    for row in (head, *rows):
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def show_report(report: Report, name: str, *, certified: bool = True) -> None:
    """Write a report: the verdict first, then what was examined, then the findings by code.

    Args:
        report: what to show.
        name: of what was examined.
        certified: whether it is of a kind that has a certificate, so that its absence is told.
    """
    examined = report.examined
    errors = len(report.errors)
    verdict = {"pass": "PASS", "findings": "FINDINGS", "refused": f"REFUSED: {_why_refused(report)}"}[report.verdict]
    click.echo(f"{verdict}  {name}")
    click.echo(
        f"examined: {examined.rows:,} rows, {examined.characters:,} characters; checks: {', '.join(examined.checks)}"
    )
    if report.digest:
        click.echo(f"data: sha256:{report.digest}")
    click.echo(f"{errors} errors, {len(report.findings) - errors} warnings, {len(report.accepted)} accepted")
    if certified:
        _show_certificate(report)
    by_code = sorted(report.findings, key=lambda f: (f.severity.value, f.code, f.sort_key))
    for (severity, code, title), group in groupby(by_code, key=lambda f: (f.severity.value, f.code, f.name)):
        _show_code(severity, code, title, list(group))
    for (code, reason), times in _accepted_by_reason(report):
        click.echo(f"\naccepted  {code} x {times}: {reason}")


def _why_refused(report: Report) -> str:
    if report.is_of_nothing or not (report.is_disproved or report.is_unjudged):
        return "nothing was examined"
    return "canaries were missed" if report.is_disproved else "expectations could not be judged"


def _show_certificate(report: Report) -> None:
    """Write what the canaries showed, type by type, and the bound on leaky notes."""
    if not report.certificate:
        why = (
            "was not run (--only)"
            if "identifiers" not in report.examined.checks
            else "had no text to plant canaries in"
        )
        click.echo(f"certificate: none; the check `identifiers` {why}")
        return
    canaries = report.certificate["canaries"]
    cells = [f"{entity} {tally['found']}/{tally['planted']}" for entity, tally in canaries.items()]
    planted, found = (sum(tally[count] for tally in canaries.values()) for count in ("planted", "found"))
    click.echo(f"\ncanaries: {found:,} of {planted:,} found ({100 * found / max(1, planted):.4g}%), by type:")
    width = max(map(len, cells))
    for at in range(0, len(cells), CELLS):
        click.echo("  " + "  ".join(cell.ljust(width) for cell in cells[at : at + CELLS]).rstrip())
    for name, told in (("in_list", "in the gazetteers"), ("outside", "in no gazetteer")):
        asked, seen = (sum(tally[name][at] for tally in canaries.values()) for at in (0, 1))
        if asked:
            click.echo(f"  of these, names and places that are {told}: {seen:,}/{asked:,}")
    from validation.anonymisation.certificate import missed_canaries

    for line in missed_canaries(report.certificate):
        click.echo(f"  missed: {line}")
    if report.is_disproved:
        click.echo(f"  to repeat this run: --seed {report.certificate['seed']}")
    _show_review(report.certificate["reviewed"])


def _show_review(reviewed: Mapping[str, Any] | None) -> None:
    """Write the bound, and how many more notes must be read for the usual ones."""
    if reviewed is None:
        from validation.anonymisation.certificate import TARGETS, notes_needed

        needed = ", ".join(f"{notes_needed(target):,} for {100 * target:g}%" for target in TARGETS)
        click.echo(
            f"leaky notes: unknown, none was read by a person; read at random without a leak, {needed} would bound them"
        )
        return
    from validation.anonymisation.certificate import percent

    bound, sample = percent(reviewed["upper_bound"]), f"{reviewed['leaky']:,} of {reviewed['notes']:,} read"
    sample += f", {reviewed['skipped']:,} passed over" if reviewed["skipped"] else ""
    click.echo(
        f"leaky notes: at most {bound} with {reviewed['confidence']:.0%} confidence ({sample}, if drawn at random)"
    )
    more = (
        f"{notes:,} more for {100 * float(target):g}%" for target, notes in reviewed["more_notes_for"].items() if notes
    )
    if told := ", ".join(more):
        click.echo(f"  to read without a further leak: {told}")


def _show_code(severity: str, code: str, title: str, findings: list[Finding]) -> None:
    click.echo(f"\n{severity}  {code} {title} x {len(findings)}")
    for finding in findings[:PLACES_SHOWN]:
        related = f" with {', '.join(finding.related[:4])}" if finding.related else ""
        click.echo(f"    {finding.place}{related}: {finding.hint}")
    if len(findings) > PLACES_SHOWN:
        click.echo(f"    ... and {len(findings) - PLACES_SHOWN} more; --format json lists them all")


def _accepted_by_reason(report: Report) -> list[tuple[tuple[str, str], int]]:
    counts: dict[tuple[str, str], int] = {}
    for each in report.accepted:
        key = (each.finding.code, each.reason)
        counts[key] = counts.get(key, 0) + 1
    return sorted(counts.items())


def show_plan(plan: ReleasePlan) -> None:
    """Write what would be done, repository by repository."""
    click.echo(f"to {plan.endpoint}, tag {plan.tag}")
    for repo in plan.repos:
        if repo.is_done and not repo.blocked:
            click.echo(f"  {repo.repo_id}: nothing to do")
            continue
        acts = [
            "create (private)" if repo.create else "",
            f"gate: {repo.set_gated}" if repo.set_gated is not None else "",
            f"commit: {len(repo.add)} files to send ({repo.bytes_to_send:,} bytes), {len(repo.delete)} to delete, "
            f"{repo.unchanged} unchanged"
            if repo.commit
            else "",
            f"tag {repo.tag}" if repo.create_tag else "",
            f"make {repo.set_visibility}" if repo.set_visibility else "",
        ]
        click.echo(f"  {repo.repo_id}: " + "; ".join(act for act in acts if act))
        if repo.awaits:
            click.echo(f"    its card will name the commits of {', '.join(repo.awaits)}, which are made before")
        for reason in repo.blocked:
            click.echo(f"    blocked: {reason}")


def make_bars() -> Bars:
    """Make the progress bars of long work: shown on a terminal only."""
    from release.prepare import Bars

    return Bars(events=_bar("reading", "rows"), batches=_bar("examining", "batches"), texts=_bar("scanning", "texts"),
                files=_bar("reading weights", "files"))  # fmt: skip


def bar_of_units(units: Iterable[T]) -> Iterable[T]:
    """Show a bar of finished units of work, on a terminal only."""
    return _bar("working", "units")(units)


def _bar(what: str, unit: str) -> Callable[[Iterable[T]], Iterable[T]]:
    def wrap(stream: Iterable[T]) -> Iterable[T]:
        if not sys.stderr.isatty():
            return stream
        from tqdm import tqdm

        bar: Iterable[T] = tqdm(stream, desc=what, unit=f" {unit}", file=sys.stderr, leave=False, mininterval=0.2)
        return bar

    return wrap
