"""What identifiers are looked for with beside our own recognisers, told by files, so that every worker can make it for itself."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from validation.anonymisation.engine import IdentifierEngine

__all__ = ["Hearing"]


@dataclass(frozen=True)
class Hearing:
    """A roster, a second voice, or both.

    Args:
        roster: what `referto roster` wrote; it needs `key_file`.
        key_file: the key of the roster. Its path is sent to workers, never its content.
        voices: a Presidio analyser configuration.
    """

    roster: Path | None = None
    key_file: Path | None = None
    voices: Path | None = None

    def make_engine(self) -> IdentifierEngine:
        """Make the engine that hears all of these and every Italian recogniser.

        Raises:
            UserError: a file is not there, does not fit the other, or describes no voice.
        """
        from validation.anonymisation.engine import IdentifierEngine, default_engine

        engine = default_engine()
        if self.voices is not None:
            from validation.anonymisation.second_voice import second_voice

            engine = IdentifierEngine([*engine.recognisers, second_voice(self.voices)], threshold=engine.threshold)
        if self.roster is not None and self.key_file is not None:
            from validation.anonymisation.roster import read_key, read_roster, with_roster

            engine = with_roster(engine, read_roster(self.roster), read_key(self.key_file))
        return engine

    @property
    def digest(self) -> str:
        """A digest of the roster and the configuration of the voices, in hex; a file that is not there counts as empty."""
        total = hashlib.sha256()
        for path in (self.roster, self.voices):
            total.update(hashlib.sha256(path.read_bytes() if path and path.is_file() else b"").digest())
        return total.hexdigest()
