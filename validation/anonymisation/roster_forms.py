"""The forms in which a person of a roster may stand in a note: one canonical string for all ways to write each.

    ROSSI, Mario · mario rossi · Rossi  Mario        "mario rossi"          kind "name"
    M. Rossi · ROSSI M.                              "m rossi"              kind "initial"
    De Luca Anna · DELUCA ANNA                       "anna deluca"          kind "name"
    051/12.34.56 · +39 051 123456                    "051123456"            kind "phone"

Both sides use these functions: the one that writes the roster and the one that looks for it in a text. A name is a
multiset of *units*, sorted: case, accents, apostrophes and order are gone, and a particle is part of the word after it.

Nothing here keeps what it is given.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

__all__ = [
    "APOSTROPHES",
    "ELIDED",
    "ENTITY_OF",
    "MAX_UNITS",
    "MIN_DIGITS",
    "MIN_NUMBER",
    "NUMBERS",
    "PARTICLES",
    "WORD",
    "canonical",
    "fold_word",
    "name_forms",
    "number_form",
    "number_forms",
    "surname_form",
    "whole_name_forms",
    "words_of",
]

ENTITY_OF = {
    "name": "PERSON",
    "initial": "PERSON",
    "surname": "PERSON",
    "fiscal_code": "IT_FISCAL_CODE",
    "health_card": "IT_HEALTH_CARD",
    "phone": "PHONE_NUMBER",
    "record_number": "RECORD_NUMBER",
    "document": "IT_IDENTITY_CARD",
    "email": "EMAIL_ADDRESS",
}
"""The entity that a match of each kind of key is told as."""

NUMBERS = ("fiscal_code", "health_card", "phone", "record_number", "document", "email")
"""The kinds that come from one cell; the others come from names."""

MAX_UNITS = 5
"""The most units of a name that are looked for side by side."""

MIN_NUMBER = 6
"""The fewest letters and digits of a number; shorter ones stand by chance in any laboratory result."""

MIN_DIGITS = 4
"""The fewest digits of a number that is looked for."""

_LETTER = (
    r"[^\x00-@\[-`{-\xbf×÷\u02b0-\u02ff\u2000-\u206f\u20a0-\u2bff\u3000-\u303f\ufeff\ufffd]"  # or an accent by itself
)
APOSTROPHES = "'’‘ʼ´`"
_APOSTROPHE = f"[{APOSTROPHES}]"
WORD = re.compile(rf"{_LETTER}+(?:{_APOSTROPHE}{_LETTER}+)*{_APOSTROPHE}?")
"""A word as a name is made of: letters, and the apostrophes that follow one of them."""

PARTICLES = frozenset(
    """
    de di da del dei della dello degli delle dal dalla lo la le van von der den el al ben ter dos
    """.split()  # a list this long reads better as words
)
"""Words that join the next one: "De Luca", "DeLuca" and "deluca" are one unit."""

ELIDED = frozenset(["d", "l", "o", "n", "dell", "dall", "all", "sant"])
"""What stands before an apostrophe and a blank and joins the next word: "D' Angelo"."""

_FOLDED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})
_MARKED = re.compile(_APOSTROPHE)
_MARKS = re.compile("[\u0300-\u036f]")
_NO_ALNUM = re.compile(r"[\W_]+")
_TAX_DIGITS = dict(zip("lmnpqrstuv", "0123456789", strict=True))
_TAX_PLACES = (6, 7, 9, 10, 12, 13, 14)


def fold_word(word: str) -> str:
    """Give a word in lower case without accents and apostrophes: "D’Àngelo" gives "dangelo"; folding twice is folding once."""
    if not word.isascii():
        word = _MARKS.sub("", unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold()))
    return _MARKED.sub("", word.casefold().translate(_FOLDED))


def words_of(text: str) -> list[str]:
    """Give the folded units of a cell of the roster, particles joined to the next word; a lone particle is a unit."""
    units, joined = [], ""
    for written in WORD.findall(text):
        word = fold_word(written)
        joined += word
        if word in PARTICLES or (_MARKED.match(written[-1]) and word in ELIDED):
            continue
        if joined:
            units.append(joined)
        joined = ""
    return [*units, joined] if joined else units


def canonical(units: Iterable[str]) -> str:
    """Give the one string that stands for these units in any order."""
    return " ".join(sorted(units))


def name_forms(surname: str, name: str) -> Iterator[tuple[str, str]]:
    """Give (kind, form) of each way to write a person whose surname and given names are known.

    The whole name, each part of a double surname with each given name, given names written as one ("Annamaria"), the
    surname with initials, and "D Angelo" for "D'Angelo".
    """
    surnames, names = _parts(words_of(surname)), words_of(name)
    if not surnames or not names:
        return
    for family, given in product(surnames, _parts(names, joined=True)):
        if len(family) + len(given) <= MAX_UNITS:
            yield "name", canonical((*family, *given))
    initials = [unit[0] for unit in names]
    for family in surnames:
        yield "initial", canonical((*family, initials[0]))
        if len(names) > 1:
            yield "initial", canonical((*family, *initials))
            yield "initial", canonical((*family, names[0], *initials[1:]))
    yield from _without_apostrophe(surname, names)


def _parts(units: Sequence[str], *, joined: bool = False) -> list[tuple[str, ...]]:
    """Give all units, and each by itself, and with `joined` all as one word."""
    if len(units) < 2:
        return [tuple(units)] if units else []
    return [tuple(units), *((unit,) for unit in units), *([("".join(units),)] if joined else [])]


def _without_apostrophe(surname: str, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    found = re.fullmatch(rf"\s*(\w){_APOSTROPHE}\s*(\w+)\s*", surname)
    if found:
        family = (fold_word(found[1]), fold_word(found[2]))
        for given in _parts(names):
            yield "initial", canonical((*family, *given))


def whole_name_forms(whole: str) -> Iterator[tuple[str, str]]:
    """Give (kind, form) of a name of which nobody says what is the surname; a comma does ("Rossi, Mario")."""
    surname, comma, name = whole.partition(",")
    if comma:
        yield from name_forms(surname, name)
        return
    units = words_of(whole)
    if 2 <= len(units) <= MAX_UNITS:
        yield "name", canonical(units)
    if len(units) == 2:
        yield "initial", canonical((units[0], units[1][0]))
        yield "initial", canonical((units[1], units[0][0]))


def surname_form(surname: str) -> str:
    """Give the form of a surname alone, "" where there is none or it is a single letter."""
    units = words_of(surname)
    return "" if sum(map(len, units)) < 2 else canonical(units)


def number_form(kind: str, written: str) -> str:
    """Give the canonical form of a number or address, "" where it is too short to look for or is not one.

    Args:
        kind: one of `NUMBERS`.
        written: as it stands in a cell or a text.
    """
    if kind == "email":
        folded = unicodedata.normalize("NFKC", written).strip().casefold()
        return folded if re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", folded) else ""
    return _FORM_OF[kind](_plain(written))


def number_forms(written: str) -> list[tuple[str, str]]:
    """Give (kind, form) of all that a run of digits and letters may be: phone, record, health card, document."""
    plain = _plain(written)
    if len(plain) < MIN_NUMBER:
        return []
    forms = ((kind, _FORM_OF[kind](plain)) for kind in ("phone", "record_number", "health_card", "document"))
    return [(kind, form) for kind, form in forms if form]


def _plain(written: str) -> str:
    if not written.isascii():
        written = unicodedata.normalize("NFKC", written)
    return _NO_ALNUM.sub("", written).casefold()


def _record_form(plain: str) -> str:
    form = plain.lstrip("0")
    return form if len(form) >= MIN_NUMBER and sum(map(str.isdecimal, form)) >= MIN_DIGITS else ""


def _digits(plain: str) -> str:
    return plain if plain.isdecimal() else "".join(letter for letter in plain if letter.isdecimal())


def _card_form(plain: str) -> str:
    digits = _digits(plain)
    return digits if len(digits) == 20 else ""


def _phone_form(plain: str) -> str:
    national = _digits(plain).removeprefix("00")
    if national.startswith("39") and len(national) > 10:
        national = national[2:]
    return national if 8 <= len(national) <= 15 else ""


def _tax_form(plain: str) -> str:
    """Give the first fifteen characters, digits for the letters of omocodia: the sixteenth is only their check."""
    if len(plain) != 16 or not plain.isascii():
        return ""
    form = list(plain[:15])
    for place in _TAX_PLACES:
        form[place] = _TAX_DIGITS.get(form[place], form[place])
    return "".join(form) if all(form[place].isdecimal() for place in _TAX_PLACES) else ""


_FORM_OF = {
    "fiscal_code": _tax_form,
    "health_card": _card_form,
    "phone": _phone_form,
    "record_number": _record_form,
    "document": _record_form,
}
