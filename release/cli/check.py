"""`referto check`: every check on a built folder, or on a model's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from release.cli.output import format_option, make_bars, show_json, show_report
from release.cli.package import bar_of_files, show_model_report
from release.cli.voices import make_engine, voice_options

if TYPE_CHECKING:
    from validation.anonymisation.engine import IdentifierEngine
    from validation.findings import Code, Report

__all__ = ["check"]


@click.command(short_help="Examine a built folder, or a model's, with every check.")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--only", multiple=True, metavar="NAME", help="A check or the beginning of a code; may be given again.")
@click.option("--out", type=click.Path(path_type=Path), help="Also write the report as JSON to this file.")
@click.option(
    "--expectations",
    type=click.Path(path_type=Path),
    help="Also run the report as a Great Expectations suite, and write its result to this file.",
)
@click.option(
    "--review",
    type=click.Path(path_type=Path),
    help="What persons read of these data, for the bound on leaky notes; PATH/review.jsonl where it is there.",
)
@click.option("--seed", default="", help="What the canaries are drawn from, to repeat a run; a fresh one by default.")
@click.option("--strict", is_flag=True, help="Dates, places and other details that are warnings become errors.")
@voice_options
@format_option
def check(
    path: Path,
    only: tuple[str, ...],
    out: Path | None,
    expectations: Path | None,
    review: Path | None,
    seed: str,
    strict: bool,
    roster: Path | None,
    key_file: Path | None,
    voices: Path | None,
    as_format: str,
) -> None:
    """Examine the dataset or model folder PATH; exit 1 on errors, 3 when nothing was examined or the check failed its own test.

    The test of a dataset: invented identifiers are planted in copies of some rows, and must be found in the same run.
    The report names places, never text: row ids, columns and code points; of a model, files, tensors and keys.
    """
    from datasets_builders.staging import write_text
    from release.examination import report_text
    from release.model_examination import is_model_folder

    is_model = is_model_folder(path)
    if is_model:
        report, codes = _examine_model(path, only)
    else:
        engine = make_engine(roster, key_file, voices) if roster or key_file or voices else None
        report, codes = _examine_dataset(path, only, seed, review, strict, engine)
    if out is not None:
        write_text(out, report_text(report))
    if expectations is not None:
        from validation.expectations import expect_nothing

        result = expect_nothing(report, codes)
        write_text(expectations, json.dumps(result, ensure_ascii=False, indent=1) + "\n")
    if as_format == "json":
        show_json(report.to_json())
    elif is_model:
        show_model_report(report, str(path))
    else:
        show_report(report, str(path))
    raise SystemExit(report.exit_code)


def _examine_dataset(
    path: Path,
    only: tuple[str, ...],
    seed: str,
    review: Path | None,
    strict: bool,
    engine: IdentifierEngine | None,
) -> tuple[Report, list[Code]]:
    from release.examination import codes_of, examine_folder
    from validation.findings import strictly
    from validation.rules.identifier_codes import INDIRECT

    report = examine_folder(path, only=only, seed=seed, review=review, engine=engine, progress=make_bars().batches)
    return (strictly(report, INDIRECT) if strict else report), codes_of(report)


def _examine_model(path: Path, only: tuple[str, ...]) -> tuple[Report, list[Code]]:
    from release.model_examination import examine_model, model_codes_of

    report = examine_model(path, only=only, progress=bar_of_files)
    return report, model_codes_of(report)
