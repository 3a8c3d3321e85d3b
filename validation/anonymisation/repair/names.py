"""Surrogates of names: the same person is the same surrogate in all its forms within a group.

Every word of a name is replaced for itself, as a function of the key, the group and the word without its case and accents. So
"ROSSI Mario", "rossi" and "Mario Rossi" agree without anybody keeping a list. Initials agree because the first letter of a
surrogate depends on the first letter of the word alone: where Mario becomes Livio, "M. Rossi" becomes "L." and the same surname.

A word that stands in a list of Italian first names becomes a first name of the same gender; any other becomes a surname.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from validation.anonymisation.repair.keys import Key
from validation.anonymisation.repair.writing import alike, folded

__all__ = ["LETTERS", "first_names", "name", "surnames"]

LETTERS = "ABCDFGLMNPRSTV"
"""The letters with which surrogates begin: those for which there are names of every kind, and many."""

# A vowel's apostrophe at the end of a word is an accent in capitals: "NICOLO' BIANCHI".
_WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+(?:(?<=[aeiou])['’`´](?![^\W_]))?", re.IGNORECASE)
_JOINT = re.compile(r"\s*['’`´]\s*|\s+")
_PARTICLES = frozenset(
    "d de di da del dei degli della delle dello dell dal dalla dall lo la li le o van von der den el al ben".split()
)
_TITLES = frozenset(
    "sig sigg sigra signor signora signore signorina dott dottor dottore dottoressa dssa dr prof professor professoressa suor "
    "don padre madre fra inf ost tsrm oss avv ing geom rag ssa ra na re".split()
)
_WORDS = frozenset("Bonaria Devota Diamante Diva Divina Donna Fedele Norvegia Trinita Ventura".split())  # read as words
_BETWEEN = frozenset(("e", "ed"))


class _Unit(NamedTuple):
    start: int
    end: int


@cache
def first_names() -> Mapping[str, frozenset[str]]:
    """Give Italian first names by gender, "M" and "F", as Faker and python-codicefiscale list them."""
    from codicefiscale.data import get_indexed_data
    from faker.providers.person.it_IT import Provider

    found = {"M": set(Provider.first_names_male), "F": set(Provider.first_names_female)}
    for by_gender in get_indexed_data()["names"].values():
        for gender, names in by_gender.items():
            found[gender].update(names)
    return {gender: frozenset(names) for gender, names in found.items()}


@cache
def surnames() -> tuple[str, ...]:
    """Give Italian surnames, sorted, as Faker lists them."""
    from faker.providers.person.it_IT import Provider

    return tuple(sorted(set(Provider.last_names)))


def name(written: str, group: Key) -> str | None:
    """Give the surrogate of a name as it is written; None where there is no letter to replace.

    Args:
        written: one or more words, initials, titles; what is no letter stays where it is.
        group: the key of the group in which the surrogate holds.
    """
    if any(letter.isdigit() for letter in written):
        return None
    units = list(_units(written))
    new, at, replaced = [], 0, False
    for unit in units:
        word = written[unit.start : unit.end]
        stays = len(units) > 1 and (folded(word) in _TITLES or word in _BETWEEN)
        new += [written[at : unit.start], word if stays else _word(word, group)]
        at, replaced = unit.end, replaced or not stays
    return "".join([*new, written[at:]]) if replaced else None


def _units(written: str) -> Iterator[_Unit]:
    """Give the words of a name; a particle and what follows it are one word ("De Luca", "D' Ettorre")."""
    start = None
    words = list(_WORD.finditer(written))
    for number, word in enumerate(words):
        start = word.start() if start is None else start
        follows = words[number + 1] if number + 1 < len(words) else None
        joined = follows and folded(word[0]) in _PARTICLES and _JOINT.fullmatch(written, word.end(), follows.start())
        if not joined:
            yield _Unit(start, word.end())
            start = None


def _word(word: str, group: Key) -> str:
    plain = folded(word)
    if not plain:
        return word
    if len(plain) == 1 or (len(plain) == 2 and word.isupper() and not _gender(plain)):
        return (
            alike(word, "".join(_letter(letter, group) for letter in plain)) if len(word) > 1 else _initial(word, group)
        )
    letter = _letter(plain[0], group)
    gender = _gender(plain)
    pool = _pools()[gender or "", letter]
    draw = group.draw("name", "known" if gender else plain, gender or "", letter)
    if gender:
        # Two first names with one initial must not become one: their places in the list keep them apart.
        return alike(word, pool[(_rank()[gender, plain] + draw.below(len(pool))) % len(pool)])
    return alike(word, draw.one_of(pool))


def _initial(letter: str, group: Key) -> str:
    new = _letter(folded(letter), group)
    return new.lower() if letter.islower() else new


def _letter(letter: str, group: Key) -> str:
    """Give the letter with which surrogates of words in `letter` begin; never the same letter."""
    upper = letter.upper()
    if upper not in LETTERS:
        return group.draw("letter", upper).one_of(LETTERS)
    ring = group.draw("letters").shuffled(LETTERS)
    return ring[(ring.index(upper) + 1) % len(ring)]


def _gender(plain: str) -> str | None:
    ranks = _rank()
    found = [gender for gender in ("M", "F") if (gender, plain) in ranks]
    if len(found) > 1:
        return "F" if plain.endswith("a") and plain != "andrea" else "M"
    return found[0] if found else None


@cache
def _rank() -> Mapping[tuple[str, str], int]:
    """Give the place of each first name among those of its gender and first letter."""
    ranks: dict[tuple[str, str], int] = {}
    counts: dict[tuple[str, str], int] = {}
    for gender, names in first_names().items():
        for plain in sorted({folded(each) for each in names}):
            ranks[gender, plain] = counts.get((gender, plain[0]), 0)
            counts[gender, plain[0]] = ranks[gender, plain] + 1
    return ranks


@cache
def _pools() -> Mapping[tuple[str, str], Sequence[str]]:
    """Give the surrogates by gender ("" of surnames) and first letter, sorted."""
    pools: dict[tuple[str, str], list[str]] = {}
    for kind, names in {**first_names(), "": surnames()}.items():
        for each in sorted(names):
            if each not in _WORDS:
                pools.setdefault((kind, unicodedata.normalize("NFKD", each)[0].upper()), []).append(each)
    return pools
