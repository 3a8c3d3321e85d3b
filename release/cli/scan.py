"""`referto scan`: the identifiers in any file, as places."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from release.cli.output import make_bars, say
from release.cli.voices import make_engine, voice_options

__all__ = ["scan"]


@click.command(short_help="Find identifiers in a .txt, .jsonl or .parquet file.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="Where the spans go, one JSON object a line."
)
@click.option("--text-column", default="text", show_default=True, help="Of a table, the column with the text.")
@click.option("--id-column", default="id", show_default=True, help="Of a table, the column with the id of a row.")
@voice_options
def scan(
    file: Path,
    out: Path,
    text_column: str,
    id_column: str,
    roster: Path | None,
    key_file: Path | None,
    voices: Path | None,
) -> None:
    """Find the identifiers in FILE and write their places to --out: id, start, end, entity, score, recogniser; no text.

    Offsets are code points, half-open. Exits with 1 when any is found, 3 when there was no text to look at.
    """
    from datasets_builders.staging import write_lines
    from validation.anonymisation.scan import Scanned, scan_file

    scanned = Scanned()
    engine = make_engine(roster, key_file, voices)
    entities: Counter[str] = Counter()

    def lines() -> Iterator[str]:
        progress = make_bars().texts
        for span in scan_file(file, engine, scanned, text_column=text_column, id_column=id_column, progress=progress):
            entities[span["entity"]] += 1
            yield json.dumps(span, ensure_ascii=False)

    write_lines(out, lines())
    for entity, times in sorted(entities.items()):
        click.echo(f"{entity}  {times:,}")
    say(f"{scanned.texts:,} texts, {scanned.characters:,} characters, {scanned.spans:,} spans; written to {out}")
    if scanned.unreadable:
        say(f"{scanned.unreadable:,} rows could not be read as such and were scanned as they stand")
    raise SystemExit(1 if scanned.spans else 0)
