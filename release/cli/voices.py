"""What a command hears identifiers with: every recogniser of ours, and a roster or a second voice on request."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from validation.anonymisation.engine import IdentifierEngine
    from validation.executors.hearing import Hearing

__all__ = ["hearing_of", "make_engine", "voice_options"]

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
    from validation.executors.hearing import Hearing

    return (hearing_of(roster, key_file, voices) or Hearing()).make_engine()


def hearing_of(roster: Path | None, key_file: Path | None, voices: Path | None) -> Hearing | None:
    """Give what these options ask to hear beside our recognisers, as every worker can make it; None where they ask nothing."""
    from validation.executors.hearing import Hearing

    if (roster is None) != (key_file is None):
        raise click.UsageError("--roster and --key-file go together.")
    if roster is None and voices is None:
        return None
    return Hearing(*(path.resolve() if path else None for path in (roster, key_file, voices)))
