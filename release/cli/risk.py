"""`referto risk`: how easily somebody could be picked out of a built folder."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from release.cli.output import format_option, make_bars, show_json, show_report, show_table

if TYPE_CHECKING:
    from validation.risk.assess import Assessment

__all__ = ["risk"]


@click.command(short_help="Assess how easily somebody could be picked out.")
@click.argument("path", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Also write the report as JSON to this file.")
@click.option("--k", default=5, show_default=True, help="The least number of persons who share their traits.")
@click.option(
    "--quasi",
    multiple=True,
    metavar="NAME",
    help="A quasi-identifier that counts: age, sex, place, year, hospital, profession, origin; may be given again. "
    "[default: all]",
)
@click.option("--sensitive", default="", metavar="COLUMN", help="The column of the sensitive attribute.")
@click.option("--full", is_flag=True, help="Refuse to go without the extra `risk` (pycanon's measures).")
@format_option
def risk(
    path: Path, out: Path | None, k: int, quasi: tuple[str, ...], sensitive: str, full: bool, as_format: str
) -> None:
    """Assess the built folder DIR: k-anonymity, l-diversity, ids in the order of dates, notes under two persons.

    It tells the sizes of groups, never what is in them. Exits with 1 when anything is found, 3 when there was nothing to
    assess. A large k is no proof: what was not extracted was not counted.
    """
    from datasets_builders.built import open_built
    from datasets_builders.staging import write_text
    from release.manifest import data_digest
    from validation.anonymisation.engine import default_engine
    from validation.risk.assess import Options, assess
    from validation.risk.quasi import QUASI

    options = Options(threshold=k, quasi=quasi or QUASI, sensitive=sensitive, needs_pycanon=full)
    dataset = open_built(path)
    assessment = assess(dataset, default_engine(), options, digest=data_digest(path), progress=make_bars().batches)
    if out is not None:
        write_text(out, json.dumps(assessment.to_json(), ensure_ascii=False, indent=1) + "\n")
    if as_format == "json":
        show_json(assessment.to_json())
    else:
        _show(assessment, str(path))
    raise SystemExit(assessment.report.exit_code)


def _show(assessment: Assessment, name: str) -> None:
    show_report(assessment.report, name, certified=False)
    figures = assessment.figures
    persons, k = figures["persons"], figures["k_anonymity"]
    click.echo(f"\n{persons['count']:,} persons, told by {persons['told_by']}\n")
    rows = [
        (name, each["read_from"], f"{each['rows']:,}", f"{each['distinct']:,}", f"{each['fewest_persons']:,}")
        for name, each in figures["quasi_identifiers"].items()
    ]
    show_table(("quasi-identifier", "read from", "rows", "distinct", "fewest persons"), rows)
    click.echo(
        f"\nk-anonymity: {k['k']} in {k['classes']:,} classes; smallest {_sizes(k['smallest'])}; "
        f"{k['share_of_rows_below']:.1%} of the rows in classes of fewer than {k['threshold']}"
    )
    for line in _lines(figures):
        click.echo(line)


def _lines(figures: Mapping[str, Any]) -> Iterator[str]:
    diversity, order, pycanon = figures["l_diversity"], figures["order"], figures["pycanon"]
    if isinstance(diversity, str):
        yield f"l-diversity: {diversity}"
    else:
        yield (
            f"l-diversity: {diversity['distinct']} distinct of {', '.join(diversity['sensitive'])}; "
            f"smallest {_sizes(diversity['smallest'])}"
        )
    if isinstance(pycanon, str):
        yield f"pycanon: {pycanon}"
    else:
        yield "pycanon: " + ", ".join(f"{name} {value}" for name, value in pycanon.items())
    if isinstance(order, str):
        yield f"order of dates: {order}"
    else:
        for each in order:
            where = f"{each['config']}/{each['split']} {each['column']}"
            yield f"order of dates: {where}: rank correlation {each['correlation']:.2f} over {each['dates']:,} dates"
    duplicates = figures["duplicates"]
    yield f"same note under two persons: {duplicates['found']:,} of {duplicates['notes_compared']:,} notes compared"


def _sizes(sizes: list[int]) -> str:
    return ", ".join(map(str, sizes))
