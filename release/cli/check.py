"""`referto check`: every check on a built folder."""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path

import click

from release.cli.output import format_option, make_bars, say, show_json, show_report
from release.cli.report import write_page
from release.cli.voices import hearing_of, voice_options
from release.cli.where import Where, where_options

__all__ = ["check"]


@click.command(short_help="Examine a built folder with every check.")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--only", multiple=True, metavar="NAME", help="A check or the beginning of a code; may be given again.")
@click.option("--out", type=click.Path(path_type=Path), help="Also write the report as JSON to this file.")
@click.option("--html", type=click.Path(path_type=Path), help="Also write the report as a page to read and print.")
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
@where_options
@format_option
def check(
    path: Path,
    only: tuple[str, ...],
    out: Path | None,
    html: Path | None,
    expectations: Path | None,
    review: Path | None,
    seed: str,
    strict: bool,
    roster: Path | None,
    key_file: Path | None,
    voices: Path | None,
    where: Where,
    as_format: str,
) -> None:
    """Examine the dataset folder PATH; exit 1 when an error is found, 3 when there was nothing to examine or it failed its test.

    The test: invented identifiers are planted in copies of some rows, and must be found in the same run.
    The report names places, never text: row ids, columns and code points.
    """
    from datasets_builders.staging import write_text
    from release.examination import codes_of, examine_folder, examine_shard, merge_examined, report_text
    from validation.executors.shards import Shard
    from validation.findings import strictly
    from validation.rules.identifier_codes import INDIRECT

    hearing, work = hearing_of(roster, key_file, voices), None
    with where.executor() or nullcontext() as executor:
        if where.shard is not None and where.work is not None:
            shard = Shard.parse(where.shard)
            done, before = examine_shard(
                path, shard, where.work, only=only, seed=seed, hearing=hearing, executor=executor
            )
            say(f"shard {shard.number}/{shard.of}: {done} units of work examined, {before} had been before")
            return
        if where.merge is not None:
            report, work = merge_examined(path, where.merge, only=only, seed=seed, review=review, hearing=hearing)
        else:
            report = examine_folder(
                path,
                only=only,
                seed=seed,
                review=review,
                hearing=hearing,
                executor=executor,
                progress=make_bars().batches,
            )
    if strict:
        report = strictly(report, INDIRECT)
    if out is not None:
        write_text(out, report_text(report))
    if html is not None:
        write_page(report, html, folder=path)
    if expectations is not None:
        from validation.expectations import expect_nothing

        result = expect_nothing(report, codes_of(report))
        write_text(expectations, json.dumps(result, ensure_ascii=False, indent=1) + "\n")
    if as_format == "json":
        show_json(report.to_json())
    else:
        show_report(report, str(path))
    if work is not None and not where.keep_work:
        work.remove()
    raise SystemExit(report.exit_code)
