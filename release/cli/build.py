"""`referto build`: raw files to a Hub-ready folder."""

from __future__ import annotations

from pathlib import Path

import click

from release.cli.output import format_option, make_bars, say, show_json, show_table

__all__ = ["build"]


@click.command()
@click.argument("id")
@click.option(
    "--source", required=True, type=click.Path(path_type=Path), help="The folder with the corpus's raw files."
)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="The folder to make; replaced if built before.",
)
@click.option(
    "--splits",
    type=click.Choice(["official", "repaired"]),
    default="official",
    show_default=True,
    help="repaired: grouped by case, so that no case stands on two sides; the official split stays as a config.",
)
@format_option
def build(id: str, source: Path, out: Path, splits: str, as_format: str) -> None:
    """Build corpus ID from its raw files: Parquet, card, and an account of every row.

    Exits with 1 when rows were rejected for a reason that is not a known defect of this corpus; all rejected rows are kept with
    their reasons under OUT/rejected.
    """
    from datasets_builders.catalogue import get_corpus
    from release.prepare import build_folder

    spec = get_corpus(id)
    facts = build_folder(spec, source, out, splits=splits, bars=make_bars())
    if as_format == "json":
        show_json(facts)
    else:
        rows = [
            (
                config,
                split,
                f"{counts['rows_in']:,}",
                f"{counts['rows_out']:,}",
                f"{sum(counts['rejected'].values()):,}",
            )
            for config, each in facts["configs"].items()
            for split, counts in each["splits"].items()
        ]
        show_table(("config", "split", "rows in", "rows out", "rejected", "moved"), rows)
    for config, each in facts["configs"].items():
        for code, times in each["repairs"].items():
            say(f"repaired  {config}: {code} x {times}")
    for config, each in facts["configs"].items():
        if "moved" in each:
            say(f"moved     {config}: {len(each['moved'])} rows; the official split stays in {config}_official")
    for reason, times in facts["rejected"].items():
        say(f"rejected  {reason} x {times}; kept in {out / 'rejected'}")
    say(f"built {id} in {out}; next: referto check {out}")
    raise SystemExit(1 if set(facts["rejected"]) - set(spec.expected_rejections) else 0)
