"""`referto ngrams`: the runs of words of a benchmark as numbers, to check other data against it without its texts."""

from __future__ import annotations

from pathlib import Path

import click

from release.cli.output import format_option, say, show_json, show_table

__all__ = ["ngrams"]


@click.command(short_help="Make a set of 13-word runs of a benchmark, without its texts.")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The set to write (Parquet).")
@click.option(
    "--name", help="How the benchmark is called in findings; the folder's corpus or the file's name by default."
)
@click.option("--revision", default="", help="Which version of it this is.")
@click.option("--text-column", default="text", show_default=True, help="Of a Parquet or JSON-lines file.")
@format_option
def ngrams(path: Path, out: Path, name: str | None, revision: str, text_column: str, as_format: str) -> None:
    """Make the set of PATH: of a built folder its test and validation texts, of a .parquet or .jsonl file all its texts.

    Give the set to `referto check --against`. It holds 64-bit numbers alone; who has a text can tell whether it is in the set.
    """
    from datasets_builders.leakage.sets import make_set, write_set
    from datasets_builders.leakage.sources import columns_of

    found, columns = columns_of(path, text_column)
    made = make_set(name or found, revision, columns)
    write_set(made, out)
    if as_format == "json":
        show_json({"name": made.name, "revision": made.revision, "texts": made.texts, "runs": len(made.runs)})
    else:
        rows = [(made.name, made.revision, f"{made.texts:,}", f"{len(made.runs):,}")]
        show_table(("name", "revision", "texts", "runs"), rows)
    say(f"written to {out}; next: referto check DIR --against {out}")
