"""`referto roster`: a list of patients and staff as keyed hashes, to be looked for and not to be read."""

from __future__ import annotations

from pathlib import Path

import click

from release.cli.output import say

__all__ = ["roster"]


@click.command(short_help="Turn a list of patients and staff into keyed hashes.")
@click.argument("list_file", metavar="LIST", type=click.Path(path_type=Path))
@click.option(
    "--key-file",
    required=True,
    type=click.Path(path_type=Path),
    help="A file with 32 secret bytes or more; it stays here.",
)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Where the roster goes.")
@click.option("--single-surnames", is_flag=True, help="Also look for a surname that stands alone, with a low score.")
@click.option(
    "--common-words",
    type=click.Path(path_type=Path),
    help="A text file of words that are no telling surname; with --single-surnames they are left out.",
)
def roster(list_file: Path, key_file: Path, out: Path, single_surnames: bool, common_words: Path | None) -> None:
    """Turn LIST (.csv, .tsv or .jsonl with columns such as surname, name, phone) into a roster for `referto scan --roster`.

    The roster holds HMACs of the normalised names and numbers, nothing that can be read. Whoever has it and the key can test
    guesses. Exits with 1 when some rows could not be used, 3 when there was nothing to look for.
    """
    from datasets_builders.staging import write_text
    from validation.anonymisation.roster import Counts, build_roster, read_key
    from validation.anonymisation.roster_list import read_common_words, read_list

    key = read_key(key_file)
    common = read_common_words(common_words) if common_words else frozenset()
    counts = Counts()
    made = build_roster(read_list(list_file, counts), key, counts, single_surnames=single_surnames, common=common)
    write_text(out, made.to_text())
    say(f"{counts.rows:,} rows read; roster written to {out}, key {made.fingerprint[:8]}")
    if counts.ignored_columns:
        say(f"{counts.ignored_columns:,} columns are of no known name and were left out")
    for kind, times in sorted(counts.skipped.items()):
        say(f"{times:,} cells left out: too short to look for, or no {kind}")
    if counts.unusable:
        say(f"{counts.unusable:,} rows hold nothing to look for, or could not be read")
    raise SystemExit(1 if counts.unusable else 0)
