"""Codes with check digits, worked out here and not by the code under test: fiscal code, IBAN, cards, VAT code."""

from __future__ import annotations

import unicodedata
from datetime import date
from random import Random
from string import ascii_uppercase as letters
from string import digits

from benchmarks.notes.names import Person

__all__ = ["card_number", "fiscal_code", "iban", "omocode", "vat_code"]

_ODD = dict(zip("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", [
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
], strict=True))  # fmt: skip
_MONTHS = "ABCDEHLMPRST"
_OMOCODIA = dict(zip(digits, "LMNPQRSTUV", strict=True))


def fiscal_code(person: Person, born: date, place: str, *, wrong_check: bool = False) -> str:
    """Give the fiscal code of `person`, or one whose last letter is wrong."""
    day = born.day + 40 * person.female
    body = (
        f"{_surname(person.last)}{_first(person.first)}{born.year % 100:02d}{_MONTHS[born.month - 1]}{day:02d}{place}"
    )
    check = _check(body)
    if wrong_check:
        check = letters[(letters.index(check) + 7) % 26]
    return body + check


def omocode(code: str, random: Random) -> str:
    """Give the code that the tax office hands out to the second of two people with the same code."""
    body = list(code[:15])
    for place in random.sample([6, 7, 9, 10, 12, 13, 14], k=random.randint(1, 3)):
        body[place] = _OMOCODIA[body[place]]
    return "".join(body) + _check("".join(body))


def iban(random: Random) -> str:
    """Give an Italian IBAN with a right check."""
    account = f"{random.choice(letters)}{_digits(random, 10)}{_digits(random, 12)}"
    number = "".join(str(int(char, 36)) for char in f"{account}IT00")
    return f"IT{98 - int(number) % 97:02d}{account}"


def card_number(random: Random) -> str:
    """Give sixteen digits that a card could carry."""
    return _with_luhn(random.choice(["4", "51", "54"]), 16, random)


def vat_code(random: Random) -> str:
    """Give eleven digits that a firm could carry."""
    return _with_luhn("0", 11, random)


def _with_luhn(prefix: str, length: int, random: Random) -> str:
    body = prefix + _digits(random, length - 1 - len(prefix))
    doubled = (int(char) * (2 if place % 2 == 0 else 1) for place, char in enumerate(reversed(body)))
    total = sum(value - 9 if value > 9 else value for value in doubled)
    return f"{body}{-total % 10}"


def _digits(random: Random, count: int) -> str:
    return "".join(random.choices(digits, k=count))


def _plain(name: str) -> str:
    name = unicodedata.normalize("NFD", name.upper())
    return "".join(char for char in name if char in letters)


def _surname(name: str) -> str:
    plain = _plain(name)
    consonants = [char for char in plain if char not in "AEIOU"]
    vowels = [char for char in plain if char in "AEIOU"]
    return "".join([*consonants, *vowels, "X", "X"][:3])


def _first(name: str) -> str:
    consonants = [char for char in _plain(name) if char not in "AEIOU"]
    if len(consonants) > 3:
        return consonants[0] + consonants[2] + consonants[3]
    return _surname(name)


def _check(body: str) -> str:
    total = sum(_ODD[char] if place % 2 == 0 else _even(char) for place, char in enumerate(body))
    return letters[total % 26]


def _even(char: str) -> int:
    return int(char) if char in digits else letters.index(char)
