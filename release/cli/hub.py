"""`referto hub`: serve the embedded Hub."""

from __future__ import annotations

import json
from pathlib import Path

import click

__all__ = ["hub"]


@click.command(short_help="Serve the embedded Hub in a folder to this machine.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--port", default=0, show_default=True, help="0 takes a free one.")
@click.option("--token", help="The token that may write.  [default: the one in DIR/token, made when it is not there]")
@click.option(
    "--fault",
    "faults",
    multiple=True,
    metavar="SPEC",
    help="A failure to imitate; see docs/reference/hub.md.",
)
def hub(folder: Path, port: int, token: str | None, faults: tuple[str, ...]) -> None:
    """Serve the Hub kept in DIR to this machine (127.0.0.1) until it is stopped.

    Prints one JSON line with the endpoint and the token when it is ready.
    """
    from release.hub.faults import parse_faults
    from release.hub.server import serve

    def announce(endpoint: str, token: str) -> None:
        click.echo(json.dumps({"endpoint": endpoint, "token": token}))

    serve(
        folder,
        port=port,
        token=token,
        faults=[rule for spec in faults for rule in parse_faults(spec)],
        announce=announce,
    )
