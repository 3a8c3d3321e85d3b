"""`referto scan`: the identifiers in any file, as places."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from release.cli.output import say

if TYPE_CHECKING:
    from validation.anonymisation.engine import IdentifierEngine

__all__ = ["scan"]


@click.command(short_help="Find identifiers in a .txt, .jsonl or .parquet file.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="Where the spans go, one JSON object a line."
)
@click.option("--text-column", default="text", show_default=True, help="Of a table, the column with the text.")
@click.option("--id-column", default="id", show_default=True, help="Of a table, the column with the id of a row.")
@click.option(
    "--roster",
    type=click.Path(path_type=Path),
    help="What `referto roster` wrote: whom it lists is looked for too. Needs --key-file.",
)
@click.option("--key-file", type=click.Path(path_type=Path), help="The key of the roster.")
def scan(file: Path, out: Path, text_column: str, id_column: str, roster: Path | None, key_file: Path | None) -> None:
    """Find the identifiers in FILE and write their places to --out: id, start, end, entity, score, recogniser; no text.

    Offsets are code points, half-open. Exits with 1 when any is found, 3 when there was no text to look at.
    """
    from datasets_builders.staging import write_text
    from validation.anonymisation.scan import Scanned, scan_file

    scanned = Scanned()
    engine = _engine(roster, key_file)
    spans = list(scan_file(file, engine, scanned, text_column=text_column, id_column=id_column))
    write_text(out, "".join(json.dumps(span, ensure_ascii=False) + "\n" for span in spans))
    for entity, times in sorted(Counter(span["entity"] for span in spans).items()):
        click.echo(f"{entity}  {times:,}")
    say(f"{scanned.texts:,} texts, {scanned.characters:,} characters, {scanned.spans:,} spans; written to {out}")
    if scanned.unreadable:
        say(f"{scanned.unreadable:,} rows could not be read as such and were scanned as they stand")
    raise SystemExit(1 if spans else 0)


def _engine(roster: Path | None, key_file: Path | None) -> IdentifierEngine:
    from validation.anonymisation.engine import default_engine
    from validation.anonymisation.roster import read_key, read_roster, with_roster

    if (roster is None) != (key_file is None):
        raise click.UsageError("--roster and --key-file go together.")
    if roster is None or key_file is None:
        return default_engine()
    return with_roster(default_engine(), read_roster(roster), read_key(key_file))
