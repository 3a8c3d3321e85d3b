"""`referto fetch`: raw files from their publishers, at the pinned revision."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from release.cli.output import say

__all__ = ["fetch"]


@click.command(short_help="Download the raw files of a corpus, checked.")
@click.argument("id")
@click.option("--into", type=click.Path(path_type=Path), help="The folder to make.  [default: raw/ID]")
@click.option("--mirror", default="", metavar="URL", help="Download from this host instead of the publishers'.")
def fetch(id: str, into: Path | None, mirror: str) -> None:
    """Download the raw files of corpus ID and compare them with the pinned checksums.

    A download that was cut short goes on where it stopped; a source that has changed is refused, with what changed.
    """
    from datasets_builders.catalogue import get_corpus
    from release.fetch import fetch as fetch_corpus

    spec = get_corpus(id)
    folder = into or Path("raw") / id
    bar = _bar() if sys.stderr.isatty() else None
    urls = fetch_corpus(spec, folder, mirror=mirror, advance=bar or (lambda done, total: None))
    for url in urls:
        say(f"fetched {url}")
    click.echo(str(folder))


def _bar() -> Callable[[int, int | None], None]:
    from tqdm import tqdm

    bar = tqdm(unit="B", unit_scale=True, file=sys.stderr, leave=False)

    def advance(done: int, total: int | None) -> None:
        bar.total = total
        bar.update(done - bar.n)

    return advance
