"""`referto report`: a report that was stored, as a page that a committee can read and print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from release.cli.output import say

if TYPE_CHECKING:
    from validation.findings import Report

__all__ = ["report", "write_page"]

LANGUAGES = click.Choice(["it", "en"])


@click.command(short_help="Write a stored report as a page to read and print.")
@click.argument("path", metavar="REPORT.json", type=click.Path(path_type=Path))
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    help="The folder that was examined: its corpus.json tells labels, licences and sources.",
)
@click.option("--lang", type=LANGUAGES, help="The language it opens in; it holds both.  [default: the browser's]")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The HTML file to write.")
def report(path: Path, data: Path | None, lang: str | None, out: Path) -> None:
    """Write REPORT.json, which `referto check --out` wrote, as one HTML file that is whole in itself.

    It holds places and counts, never text of the data; it loads nothing, and can be opened without a network.
    """
    told = _stored(path)
    if data is not None:
        _refuse_other_data(told, data)
    write_page(told, out, folder=data, language=lang or "")
    say(f"wrote {out}")


def write_page(report: Report, out: Path, *, folder: Path | None, language: str = "") -> None:
    """Write the page of a report.

    Args:
        report: what it tells.
        out: the HTML file.
        folder: the built folder that was examined, for its corpus.json; None where it is not at hand.
        language: "it" or "en", in which it opens; empty for the one of the reader's browser.

    Raises:
        UserError: the report or corpus.json is not made as it must be, or `out` cannot be written.
    """
    from datasets_builders.built import open_built
    from datasets_builders.catalogue import CORPORA
    from datasets_builders.staging import write_text
    from release.examination import checks_of
    from validation.report_page import gather_content, render_page

    corpus = open_built(folder).facts if folder is not None else {}
    sources = next((spec.sources for spec in CORPORA if spec.id == corpus.get("corpus")), ())
    content = gather_content(report, checks_of(report), corpus=corpus, sources=sources)
    write_text(out, render_page(content, language=language))


def _stored(path: Path) -> Report:
    from datasets_builders.errors import UserError
    from validation.findings import read_report

    if not path.is_file():
        raise UserError(f"There is no file {path}.", remedy="Write one: referto check DIR --out report.json")
    try:
        return read_report(path)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UserError(
            f"{path} is not a report.",
            cause="It is not JSON, or lacks what version 1 of a report has.",
            remedy="Write it again: referto check DIR --out report.json",
        ) from error


def _refuse_other_data(report: Report, folder: Path) -> None:
    """Refuse a folder whose data are not those of the report: its licences and labels would be told as theirs."""
    from datasets_builders.errors import UserError
    from release.manifest import data_digest

    if not folder.is_dir():
        raise UserError(f"There is no folder {folder}.", remedy="Name the built folder that was examined.")
    if data_digest(folder) != report.digest:
        raise UserError(
            f"The report is not about the data in {folder}.",
            cause="Their digests differ: another build, or the data changed after they were examined.",
            remedy=f"Examine them again: referto check {folder} --out report.json",
        )
