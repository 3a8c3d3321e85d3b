"""`referto scan`: the identifiers in any file, as places."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from release.cli.output import make_bars, say
from release.cli.voices import hearing_of, make_engine, voice_options
from release.cli.where import Where, where_options

if TYPE_CHECKING:
    from validation.anonymisation.scan import Scanned
    from validation.executors.work import Plan

__all__ = ["scan"]


@click.command(short_help="Find identifiers in a .txt, .jsonl or .parquet file.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path), help="Where the spans go, one JSON object a line; needed without --shard."
)
@click.option("--text-column", default="text", show_default=True, help="Of a table, the column with the text.")
@click.option("--id-column", default="id", show_default=True, help="Of a table, the column with the id of a row.")
@voice_options
@where_options
def scan(
    file: Path,
    out: Path | None,
    text_column: str,
    id_column: str,
    roster: Path | None,
    key_file: Path | None,
    voices: Path | None,
    where: Where,
) -> None:
    """Find the identifiers in FILE and write their places to --out: id, start, end, entity, score, recogniser; no text.

    Offsets are code points, half-open. Exits with 1 when any is found, 3 when there was no text to look at; a job (--shard) with 0
    when its share is done.
    """
    out = where.require_out(out)
    if where.is_shared:
        from validation.executors.scanning import plan_scan

        hearing = hearing_of(roster, key_file, voices)
        plan = plan_scan(file, text_column=text_column, id_column=id_column, hearing=hearing)
        if where.do_shard(plan):
            return
        scanned = _gathered(plan, out, where)
    else:
        scanned = _alone(file, out, (text_column, id_column), (roster, key_file, voices))
    for entity, times in sorted(scanned.entities.items()):
        click.echo(f"{entity}  {times:,}")
    say(f"{scanned.texts:,} texts, {scanned.characters:,} characters, {scanned.spans:,} spans; written to {out}")
    if scanned.unreadable:
        say(f"{scanned.unreadable:,} rows could not be read as such and were scanned as they stand")
    raise SystemExit(1 if scanned.spans else 0)


def _alone(
    file: Path, out: Path, columns: tuple[str, str], heard: tuple[Path | None, Path | None, Path | None]
) -> Scanned:
    from datasets_builders.staging import write_lines
    from validation.anonymisation.scan import Scanned, scan_file

    scanned = Scanned()
    text, id = columns
    progress = make_bars().texts
    spans = scan_file(file, make_engine(*heard), scanned, text_column=text, id_column=id, progress=progress)
    write_lines(out, (json.dumps(span, ensure_ascii=False) for span in spans))
    return scanned


def _gathered(plan: Plan, out: Path, where: Where) -> Scanned:
    from validation.executors.scanning import write_spans

    with where.states(plan, out.with_name(f".{out.name}.waiting")) as states:
        return write_spans(out, plan, states)
