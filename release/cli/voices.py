"""What a command hears identifiers with: every recogniser of ours, and a roster or a second voice on request."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from validation.anonymisation.engine import IdentifierEngine

__all__ = ["make_engine", "voice_options"]

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--roster",
        type=click.Path(path_type=Path),
        help="What `referto roster` wrote: whom it lists is looked for too. Needs --key-file.",
    ),
    click.option("--key-file", type=click.Path(path_type=Path), help="The key of the roster."),
    click.option(
        "--voices",
        type=click.Path(path_type=Path),
        help="A Presidio analyser configuration (YAML), heard beside our recognisers: a language model on this machine.",
    ),
)


def voice_options(command: F) -> F:
    """Add --roster, --key-file and --voices to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def make_engine(roster: Path | None, key_file: Path | None, voices: Path | None) -> IdentifierEngine:
    """Make the engine that these options ask for.

    Raises:
        UserError: a file is not there, does not fit the other, or describes no voice.
    """
    from validation.anonymisation.engine import IdentifierEngine, default_engine

    if (roster is None) != (key_file is None):
        raise click.UsageError("--roster and --key-file go together.")
    engine = default_engine()
    if voices is not None:
        from validation.anonymisation.second_voice import second_voice

        engine = IdentifierEngine([*engine.recognisers, second_voice(voices)], threshold=engine.threshold)
    if roster is not None and key_file is not None:
        from validation.anonymisation.roster import read_key, read_roster, with_roster

        engine = with_roster(engine, read_roster(roster), read_key(key_file))
    return engine
