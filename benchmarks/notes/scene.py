"""Who and when a note is about: one patient, the people around, and the days; drawn once, so that a note agrees with itself."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from benchmarks.notes.names import Person, make_person

__all__ = ["Piece", "Scene"]


class Piece(NamedTuple):
    """A stretch of a note.

    Args:
        text: what is written.
        entity: the entity that it is; None where it identifies nobody.
        form: the surface form, for figures by form; empty where there is no entity.
    """

    text: str
    entity: str | None = None
    form: str = ""


class Scene:
    """The people and days of one note.

    Args:
        random: where chance comes from.
        rare_share: the chance that a person has names outside the gazetteers.
    """

    def __init__(self, random: Random, *, rare_share: float = 0.35) -> None:
        self.random = random
        self.rare_share = rare_share
        self.patient = self.somebody()
        self.doctor = self.somebody()
        self.admitted = date(2012, 1, 1) + timedelta(days=random.randrange(4500))
        self.age = self._age()
        self.born = self.admitted - timedelta(days=int(self.age * 365.25) + random.randrange(1, 360))

    def somebody(self, *, female: bool | None = None) -> Person:
        """Draw another person."""
        return make_person(self.random, rare=self.random.random() < self.rare_share, female=female)

    def chance(self, share: float) -> bool:
        """Tell, with the given chance, yes."""
        return self.random.random() < share

    def pick(self, options: str | list[str] | tuple[str, ...]) -> str:
        """Draw one of a list, or one of a string's parts between bars."""
        return self.random.choice(options.split("|") if isinstance(options, str) else options)

    def digits(self, count: int) -> str:
        """Draw digits."""
        return "".join(self.random.choices("0123456789", k=count))

    def capitals(self, count: int) -> str:
        """Draw capitals that are easily told from digits."""
        return "".join(self.random.choices("ABCDEFGHLMNPRSTVZ", k=count))

    def day(self, spread: int = 60) -> date:
        """Draw a day around the admission, at most `spread` days away."""
        return self.admitted + timedelta(days=self.random.randint(-spread, spread))

    def _age(self) -> int:
        band = self.random.random()
        if band < 0.09:
            return self.random.randint(90, 103)
        if band < 0.15:
            return self.random.randint(1, 17)
        return self.random.randint(18, 89)
