r"""The Italian fiscal code, however it is written: whole, in groups, letter by letter, cut short, mistyped.

    "RSSMRA80A01H501U"     "RSS MRA 80A01 H501U"     "C.F. RSSMRA80A01"     "rssmra80a01h50mu" (omocodia)

Six letters of the names, two figures of the year, a letter for the month, two figures for the day (plus forty for women),
a letter and three figures of the place, a check letter. Any figure may be a letter where two codes would be equal.

This module never says what a code holds; it only asks whether a birth date is in it.
"""

from __future__ import annotations

import calendar
import re

from validation.anonymisation.recognisers.patterns import Rule

__all__ = ["FISCAL_CODE_RULES", "MISTYPED_GATE", "MISTYPED_RULES", "has_birth_date", "has_check_letter"]

_MONTHS = "ABCDEHLMPRST"
_FIGURE = dict(zip("LMNPQRSTUV", "0123456789", strict=True))
_ODD = dict(
    zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (
            *(1, 0, 5, 7, 9, 13, 15, 17, 19, 21),
            *(1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23),
        ),
        strict=True,
    )
)

_D = r"[\dlmnp-v]"
_GAP = r"[\s.|_-]{0,3}"
_FEW = "[ \u00a0]?"
_NAME = r"(?:[A-Z][AEIOU][AEIOUX]|[AEIOU]X{2}|[B-DF-HJ-NP-TV-Z]{2}[A-Z])"
_SHAPE = re.compile(rf"{_NAME}{{2}}\d\d[A-EHLMPR-T]\d\d")


def has_check_letter(code: str) -> bool:
    """Tell whether the sixteenth character of a fiscal code is right. `code`: sixteen characters, ASCII, upper case."""
    if len(code) != 16 or not (code.isascii() and code.isalnum()):
        return False
    odd = sum(_ODD[character] for character in code[0:15:2])
    even = sum(int(character, 36) % 10 if character.isdigit() else ord(character) - 65 for character in code[1:15:2])
    return chr(65 + (odd + even) % 26) == code[15]


def has_birth_date(code: str) -> bool:
    """Tell whether a day that exists stands in characters 7 to 11 of a fiscal code; its century is open."""
    year, month, day = (_figures(code[6:8]), _MONTHS.find(code[8].upper()) + 1, _figures(code[9:11]))
    if year is None or day is None or not month:
        return False
    longest = 29 if month == 2 and year % 4 == 0 else calendar.monthrange(2001, month)[1]
    return 1 <= (day - 40 if day > 40 else day) <= longest


def _figures(characters: str) -> int | None:
    written = "".join(_FIGURE.get(character, character) for character in characters.upper())
    return int(written) if written.isdecimal() else None


def _bare(found: re.Match[str]) -> str:
    return "".join(filter(str.isalnum, found[0])).upper()


def _is_glued(found: re.Match[str]) -> bool:
    text, start, end = found.string, found.start(), found.end()
    return (start > 0 and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum())


def _whole(found: re.Match[str]) -> float | None:
    """Score a whole code: sure with its check letter and a birth date, else by its context or its birth date."""
    code = _bare(found)
    if not any(map(str.isdecimal, code)):
        return None
    right, born = has_check_letter(code), has_birth_date(code)
    if _is_glued(found):
        return 1.0 if right and born else None
    if right:
        return 1.0 if born else 0.4
    return 0.3 if born else 0.2


def _scattered(found: re.Match[str]) -> float | None:
    """Score a code whose characters lie apart: only with a birth date, and alone only with its check letter."""
    code = _bare(found)
    if not has_birth_date(code):
        return None
    return 1.0 if has_check_letter(code) else 0.2


def _partial(found: re.Match[str]) -> float | None:
    """Score the beginning of a code: alone in capitals and with letters that names give, else by its context."""
    code = found[0]
    if not has_birth_date(_bare(found)):
        return None
    return 0.35 if _SHAPE.match(code) else 0.2


FISCAL_CODE_RULES = (
    Rule(
        "fiscal code",
        re.compile(rf"[a-z]{{6}}{_D}{{2}}[a-ehlmpr-t]{_D}{{2}}[a-z]{_D}{{3}}[a-z]", re.IGNORECASE),
        0.3,
        _whole,
    ),
    Rule(
        "fiscal code in groups",
        re.compile(
            rf"(?<![a-z\d])[a-z]{{3}}{_FEW}[a-z]{{3}}{_FEW}\d{_D}{_FEW}[a-ehlmpr-t]{_FEW}{_D}{{2}}{_FEW}[a-z]{_D}{{3}}{_FEW}[a-z]"
            r"(?![a-z\d])",
            re.IGNORECASE,
        ),
        0.3,
        _whole,
    ),
    Rule(
        "fiscal code, letter by letter",
        re.compile(
            rf"(?<![a-z\d])[a-z](?:{_GAP}[a-z]){{5}}(?:{_GAP}\d){{2}}{_GAP}[a-ehlmpr-t](?:{_GAP}\d){{2}}"
            rf"{_GAP}[a-z](?:{_GAP}\d){{3}}{_GAP}[a-z](?![a-z\d])",
            re.IGNORECASE,
        ),
        0.2,
        _scattered,
    ),
    # The first eleven characters or more; what follows may be crossed out.
    Rule(
        "beginning of a fiscal code",
        re.compile(
            rf"(?<![a-z\d])[a-z]{{3}}{_FEW}[a-z]{{3}}{_FEW}\d\d{_FEW}[a-ehlmpr-t]{_FEW}\d\d"
            rf"(?:{_FEW}[a-z]\d{{0,3}}(?![a-z\d])|{_FEW}[a-z]?[x*_.]{{3,5}}(?![a-z\d])|(?![a-z\d]))",
            re.IGNORECASE,
        ),
        0.2,
        _partial,
    ),
    # A person who has no code yet has eleven figures.
    Rule(
        "provisional fiscal code",
        re.compile(
            r"(?<![a-z\d])(?:codice\s{1,2}fiscale|cod\.?\s?fisc(?:ale|\.)?|c\.?\s?f\.?)(?:[\s:.]|n[.°]"
            r"|provvisorio){0,6}(?P<place>\d{11})(?!\d)",
            re.IGNORECASE,
        ),
        0.5,
    ),
)
"""A fiscal code, from the surest way of writing it to the loosest."""


_NAMED = r"(?<![a-z\d])(?:codice\s{0,2}fiscale|cod\.?\s?fisc(?:ale|\.)?|codfisc|c\.?\s?f\.?)"
_NAMED_GLUE = r"(?:[\s:.(=]|n[.°]|n\b|paz\.?|provvisorio|provv\.?|numerico|stp|temporaneo){0,6}"


def _mistyped(found: re.Match[str]) -> float | None:
    """Take what stands behind "CF" if it has letters, then figures: a slip adds, drops or swaps a character."""
    code = "".join(filter(str.isalnum, found["place"]))
    figures = sum(map(str.isdecimal, code))
    return 0.5 if 8 <= len(code) <= 19 and 2 <= figures <= 11 else None


MISTYPED_RULES = (
    Rule(
        "mistyped fiscal code",
        re.compile(
            rf"{_NAMED}{_NAMED_GLUE}(?P<place>[a-z]{{5,7}}[\s./-]?[\dOIlS]{{1,2}}[a-z\d]"
            rf"(?:[\s./_-]?[a-z\d]){{0,10}}(?:[*x]{{1,6}}|\.{{2,6}})?)(?![a-z\d])",
            re.IGNORECASE,
        ),
        0.5,
        _mistyped,
    ),
    # O for 0, I or L for 1, S for 5: as scanners read it, and as some type.
    Rule(
        "fiscal code with letters for figures",
        re.compile(
            r"(?<![a-z\d])[a-z]{6}(?=[a-z]{0,2}\d)[\doilszb]{2}[a-ehlmpr-t][\doilszb]{2}[a-z][\doilszb]{3}[a-z]?"
            r"(?![a-z\d])",
            re.IGNORECASE,
        ),
        0.35,
        lambda found: 0.35 if sum(map(str.isdecimal, found[0])) >= 4 else None,
    ),
    Rule(
        "fiscal code in pieces",
        re.compile(
            r"(?<![a-z\d])[a-z]{3}[\s./_-]{0,2}[a-z]{3}[\s./_-]{0,2}\d\d[\s./_-]?[a-ehlmpr-t][\s./_-]?\d\d[\s./_-]{0,2}[a-z][\s./_-]?\d{3}[\s./_-]{0,2}[a-z]"
            r"(?![a-z\d])",
            re.IGNORECASE,
        ),
        0.5,
    ),
    Rule("provisional code", re.compile(rf"{_NAMED}{_NAMED_GLUE}(?P<place>\d{{11}})(?!\d)", re.IGNORECASE), 0.5),
)
"""A fiscal code with a slip in it, beside its noun; or in pieces of any kind."""

_FIG = r"[\p{Nd}oilszbOILSZB\x{80}-\x{10ffff}]"
MISTYPED_GATE = (
    r"(?i)(?:fiscale|fisc|c\.?[\x01-\x20\x{80}-\x{10ffff}]?f\.?).*[0-9\x{80}-\x{10ffff}]",
    r"(?i)fiscale\s|cod\.?\s?fis|c\.?\s?f\.?[^a-z]",
    rf"[A-Za-z\x{{80}}-\x{{10ffff}}]{_FIG}{{2}}[A-Za-z\x{{80}}-\x{{10ffff}}]{_FIG}{{2}}[A-Za-z\x{{80}}-\x{{10ffff}}]{_FIG}{{3}}",
    r"\p{Nd}{2}[\s./_\x{80}-\x{10ffff}-]?[A-Za-z\x{80}-\x{10ffff}][\s./_\x{80}-\x{10ffff}-]?\p{Nd}{2}[\s./_\x{80}-\x{10ffff}-]{0,2}"
    r"[A-Za-z\x{80}-\x{10ffff}][\s./_\x{80}-\x{10ffff}-]?\p{Nd}{3}",
)
"""Patterns of which one occurs wherever one of `MISTYPED_RULES` matches."""
