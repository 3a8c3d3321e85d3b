"""`referto gather`: one pre-training corpus out of built folders."""

from __future__ import annotations

from pathlib import Path

import click

from release.cli.output import format_option, make_bars, say, show_json, show_table

__all__ = ["gather"]


@click.command(short_help="Gather pre-training text from built folders.")
@click.argument("built", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="The folder to make; replaced if made before."
)
@click.option(
    "--use",
    type=click.Choice(["open", "non-commercial"]),
    required=True,
    help="open leaves out every row under a non-commercial licence.",
)
@click.option(
    "--against",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A built folder whose test and validation rows must not occur; may be given again. Those of BUILT never may.",
)
@format_option
def gather(built: tuple[Path, ...], out: Path, use: str, against: tuple[Path, ...], as_format: str) -> None:
    """Gather the training text of the folders BUILT: mended, once each, in Italian, free of every test row.

    Every document that is left out is counted by its reason and listed in OUT/rejected.
    """
    from datasets_builders.pretraining.gather import Licences
    from datasets_builders.pretraining.gather import gather as gather_text
    from release.prepare import describe_folder

    facts = gather_text(built, out, licences=Licences(use), against=against, progress=make_bars().events)
    describe_folder(out)
    if as_format == "json":
        show_json(facts)
    else:
        rows = [
            (source, f"{each['documents']:,}", f"{each['words']:,}")
            for source, each in facts["gathered"]["sources"].items()
        ]
        show_table(("source", "documents", "words"), rows)
    for reason, times in facts["rejected"].items():
        say(f"left out  {reason} x {times:,}")
    for code, times in facts["configs"]["cpt"]["repairs"].items():
        say(f"mended    {code} x {times:,}")
    say(f"gathered in {out}; next: referto check {out}")
