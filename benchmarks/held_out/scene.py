"""What one note is about: the people in it, and the days around it."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from benchmarks.held_out import first_names as first
from benchmarks.held_out import surnames
from benchmarks.held_out.names_foreign import ORIGINS, Origin
from benchmarks.held_out.places import REGISTER, TOWNS, Town
from benchmarks.notes.names import Person

__all__ = ["Piece", "Scene"]


class Piece(NamedTuple):
    """A stretch of a note.

    Args:
        text: what it says.
        entity: what it gives away, or nothing.
        form: how it is written.
        fixed: no hand changes its letters.
    """

    text: str
    entity: str = ""
    form: str = ""
    fixed: bool = False


class Scene:
    """A patient, a day, and whoever else the note meets."""

    def __init__(self, random: Random, *, abroad: bool = False) -> None:
        self.random = random
        self.origin: Origin | None = None
        if abroad or random.random() < 0.13:
            self.origin = random.choices(ORIGINS, weights=[origin.weight for origin in ORIGINS])[0]
        self.female = random.random() < 0.52
        self.patient = self.person(female=self.female, origin=self.origin)
        self.day = date(2016, 1, 4) + timedelta(days=random.randrange(3560))
        self.age = random.randint(24, 66) if self.origin else random.choice((*range(19, 89), *range(62, 89)))
        self.town: Town = random.choice(TOWNS)
        self.born = self.day - timedelta(days=self.age * 365 + random.randrange(10, 350))
        self.register = self.origin.register if self.origin else random.choice(list(REGISTER.values()))

    def person(self, *, female: bool | None = None, origin: Origin | None = None) -> Person:
        """Meet somebody: an Italian unless `origin` tells another country."""
        random = self.random
        if female is None:
            female = random.random() < 0.5
        if origin:
            names = origin.women if female else origin.men
            return Person(random.choice(names), random.choice(origin.surnames), "", female, "rare")
        last, kind = self._surname()
        women = (first.FEMALE, first.FEMALE_RARE, first.FEMALE_WORDS)
        lists = women if female else (first.MALE, first.MALE_RARE, first.MALE_WORDS)
        which = random.choices((0, 1, 2), weights=(84, 12, 4))[0]
        if which == 1 and kind == "common":
            kind = "rare"
        if which == 2:
            kind = "unlisted"
        pet = random.choice(first.FEMALE_PET if female else first.MALE_PET)
        return Person(random.choice(lists[which]), last, pet, female, kind)

    def _surname(self) -> tuple[str, str]:
        kind = self.random.choices(("common", "rare", "unlisted"), weights=(56, 34, 10))[0]
        lists = {"common": surnames.COMMON, "rare": surnames.RARE, "unlisted": surnames.WORDS}
        return self.random.choice(lists[kind]), kind

    def first_kind(self, person: Person) -> str:
        """Tell what form the first name of `person` has when it stands alone."""
        if person.first in first.FEMALE or person.first in first.MALE:
            return "common"
        if person.first in first.FEMALE_WORDS or person.first in first.MALE_WORDS:
            return "unlisted"
        return "rare"

    def last_kind(self, person: Person) -> str:
        """Tell what form the last name of `person` has when it stands alone."""
        if person.last in surnames.COMMON:
            return "common"
        return "unlisted" if person.last in surnames.WORDS else "rare"

    def around(self, earliest: int = -200, latest: int = 40) -> date:
        """Give a day near the note's own."""
        return self.day + timedelta(days=self.random.randint(earliest, latest))
