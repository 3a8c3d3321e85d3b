"""`referto review`: a page on this machine on which a person decides about findings and reads a sample."""

from __future__ import annotations

import getpass
import os
import webbrowser
from pathlib import Path

import click

from release.cli.output import make_bars, say

__all__ = ["review"]


@click.command(short_help="Decide about identifiers on a local page.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--sample", default=300, show_default=True, help="How many notes to draw at random, to be read whole.")
@click.option("--seed", default=0, show_default=True, help="Of the draw; another seed draws other notes.")
@click.option("--port", default=0, show_default=True, help="0 takes a free one.")
@click.option("--who", help="Your name, as it stands in the decisions.  [default: the name of your account]")
@click.option("--out", type=click.Path(path_type=Path), help="Where decisions go.  [default: DIR/review.jsonl]")
@click.option("--lang", type=click.Choice(["it", "en"]), default="it", show_default=True, help="Language of the page.")
@click.option("--no-browser", is_flag=True, help="Only print the address, open nothing.")
def review(
    folder: Path,
    sample: int,
    seed: int,
    port: int,
    who: str | None,
    out: Path | None,
    lang: str,
    no_browser: bool,
) -> None:
    """Look for identifiers in the built folder DIR and serve a page on which a person decides about them.

    Prints the address of the page, which opens it once, and serves it to this machine (127.0.0.1) until Ctrl-C. Every decision
    is in the file before the page shows it. Run it again to go on.
    """
    from release.review.server import serve
    from release.review.session import Plan, reviewing
    from release.review.summary import not_counted, summary
    from validation.anonymisation.engine import default_engine

    def announce(url: str) -> None:
        click.echo(url)
        say("Open this address in a browser on this machine; it works once. Ctrl-C ends the review.")
        if not no_browser:
            webbrowser.open(url)

    plan = Plan(_reviewer(who), out or folder / "review.jsonl", sample, seed)
    with reviewing(folder, plan, default_engine, progress=make_bars().batches) as session:
        for line in not_counted(session):
            say(line)
        serve(session, port=port, language=lang, announce=announce)
        click.echo("\n".join(summary(session)))


def _reviewer(who: str | None) -> str:
    """The name that stands in the decisions: one line of 1 to 80 characters."""
    if who is None:
        try:
            who = getpass.getuser()
        except (KeyError, OSError):  # an account without a name, as in some containers
            who = f"uid {os.getuid()}"
    name = " ".join(who.split())
    if not name or len(name) > 80 or not name.isprintable():
        raise click.BadParameter("a name has 1 to 80 characters", param_hint="--who")
    return name
