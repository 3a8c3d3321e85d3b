"""`referto canaries`: invented secrets in a copy of training text, so that later it can be told what a model remembers."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import click

from release.cli.output import say

__all__ = ["canaries", "named_bar"]

T = TypeVar("T")


def named_bar(what: str, stream: Iterable[T]) -> Iterable[T]:
    """Show how far a stream is, on a terminal only."""
    if not sys.stderr.isatty():
        return stream
    from tqdm import tqdm

    bar: Iterable[T] = tqdm(stream, desc=what, file=sys.stderr, leave=False, mininterval=0.2)
    return bar


def _numbers(context: click.Context, option: click.Parameter, value: str) -> tuple[int, ...]:
    """Read numbers that stand between commas."""
    try:
        return tuple(int(each) for each in value.split(","))
    except ValueError:
        raise click.BadParameter(f"{value!r} is no list such as 0,1,2,4", context, option) from None


@click.command(short_help="Plant invented secrets into a copy of training text.")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--out", "copy", required=True, type=click.Path(path_type=Path), help="The copy to make; train on it.")
@click.option(
    "--list",
    "list_file",
    type=click.Path(path_type=Path),
    help="Where the list goes.  [default: canaries.json beside the copy]",
)
@click.option("--seed", default="", help="What they are drawn from.  [default: a fresh one, kept in the list]")
@click.option(
    "--repeats",
    default="0,1,2,4,8,16",
    show_default=True,
    callback=_numbers,
    metavar="N,N,...",
    help="How often canaries are planted; those with 0 are controls.",
)
@click.option("--count", default=8, show_default=True, help="Canaries for each number of repeats.")
@click.option("--config", default="", help="Of a built folder, the config that is trained on.")
@click.option("--text-column", default="text", show_default=True, help="Of a table, the column with the text.")
def canaries(
    source: Path,
    copy: Path,
    list_file: Path | None,
    seed: str,
    repeats: tuple[int, ...],
    count: int,
    config: str,
    text_column: str,
) -> None:
    """Copy SOURCE (a built folder, a .jsonl or a .txt file) and plant canaries in the copy, as rows or lines of their own.

    SOURCE stays as it is, and all of it stands in the copy. The list says what was planted where; without it nothing can be
    measured. Neither the list nor the copy may be published.
    """
    import secrets

    from adaptation.memorisation.canaries import make_canaries
    from adaptation.memorisation.planting import plant

    list_file = list_file or copy.absolute().parent / "canaries.json"
    made = make_canaries(seed or secrets.token_hex(16), repeats=repeats, count=count)
    planted = plant(source, copy, list_file, made, config=config, text_column=text_column, progress=named_bar)
    for times in sorted(set(repeats)):
        click.echo(f"planted {times} times  {sum(each.repeats == times for each in planted.canaries):,} canaries")
    say(f"{planted.copy['rows']:,} rows or lines in {copy}; the list is {list_file}: keep it, and publish neither")
    say(f"after training: referto memorisation MODEL --canaries {list_file} --train {copy} --out memorisation.json")
