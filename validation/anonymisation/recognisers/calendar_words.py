r"""How Italian writes days, months and years: the pieces of which `dates` and `life_dates` make their rules.

Every piece is a string that Python's `re` and RE2 both understand, so that a gate pattern can repeat what its rule
says. Digits are ASCII and letters are folded by `(?i:...)` under `re.ASCII`: nothing beyond ASCII folds by surprise.
"""

from __future__ import annotations

import calendar
import re

__all__ = [
    "ABBREVIATED",
    "BLANK",
    "DAY_NUMBER",
    "LETTERS",
    "MONTH",
    "MONTH_ANY",
    "NUMBER_WORD",
    "SAFE_ABBREVIATED",
    "TIME",
    "WEEKDAY",
    "WEEKDAY_GATE",
    "YEAR",
    "before",
    "is_day",
    "is_year",
    "month_number",
]

BLANK = "[ \t\u00a0]"
LETTERS = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ\u0300-\u036f"
"""Latin letters and combining accents, for the inside of a class."""

DAY_NUMBER = "(?:0?[1-9]|[12][0-9]|3[01])"
YEAR = "(?:19[0-9]{2}|20[0-3][0-9])"

MONTH = "(?:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)"
"""The months as they should be spelt, in lower case."""

_MISSPELT = (
    "gen{1,3}[aij]{1,3}o|gennaoi|gennio|feb{1,3}[rai]{2,5}o|ma?r{1,2}z{1,2}o|amrzo|mazro|ap{1,2}ri?l{1,2}e|arpile"
    "|mag{2,3}i?o|magio|maggoi|g[iu]{1,2}g?n{1,2}[io]?o|giungo|lu[gl]{1,3}[io]{1,2}|lulgio|ag{1,2}os{1,2}to|agsoto"
    "|set{1,3}e?[mn]{0,2}bre|settemrbe|ot{1,3}o?b{1,2}re|ottorbe|nov{1,2}e?[mn]{0,2}bre|novemrbe"
    "|dic{1,2}e?[mn]{0,2}bre|dicemrbe"
)
ABBREVIATED = "(?:genn?|febb?r?|mar|apr|magg?|giu|lug|ago|sett?|ott|nov|dic)"
MONTH_ANY = f"(?:(?:{_MISSPELT})|{ABBREVIATED})"
"""A month in full, misspelt or abbreviated; say `(?i:...)` around it, and that no letter follows."""

SAFE_ABBREVIATED = frozenset("gen genn feb febb febbr giu lug ott nov dic".split())
"""Abbreviations that are nothing else; "mar" is a Tuesday too, "ago" a needle, "APR" a history, "set" a set."""

WEEKDAY = "(?:luned|marted|mercoled|gioved|venerd)[iìÌ]\u0300?['’`]?|sabato|domenica"

WEEKDAY_GATE = r"(?:luned|marted|mercoled|gioved|venerd)[iìÌ]\x{300}?['’`]?|sabato|domenica"
"""The same for RE2, which writes a code point differently."""

NUMBER_WORD = (
    "(?:primo|uno|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici|quattordici|quindici|sedici"
    "|diciassette|diciotto|diciannove|vent(?:i|uno|un|idue|itr[eéè]|iquattro|icinque|isei|isette|otto|inove)"
    "|trent(?:a|uno|un))"
)
"""The days of a month in words."""

TIME = (
    rf"(?:{BLANK}{{0,2}}[,T(-]?{BLANK}{{0,2}}(?:[0-2]?[0-9](?::[0-5][0-9]){{1,2}}"
    rf"|(?i:alle(?:{BLANK}ore)?|ore|h|hh?\.){BLANK}{{0,2}}:?{BLANK}?[0-2]?[0-9](?:[:.,][0-5][0-9]){{0,2}})(?![0-9]))?"
)
"""The time that may stand after a date: " ore 14:35", "T14:35:10", ", h 8"."""

_INITIAL = {"f": 2, "l": 7, "s": 9, "o": 10, "n": 11, "d": 12}
_TWO = {"ge": 1, "ma": 3, "mr": 3, "am": 3, "ap": 4, "ar": 4, "gi": 6, "gu": 6, "ag": 8}
_MAY = re.compile(r"mag", re.IGNORECASE)


def month_number(word: str) -> int:
    """Give the number of the month, from 1 to 12, that `word` spells, whether well, badly or short."""
    if _MAY.match(word):
        return 5
    lowered = word.lower()
    return _INITIAL.get(lowered[0]) or _TWO[lowered[:2]]


def is_year(year: int) -> bool:
    """Tell whether a date in clinical text may have this year, written with four digits."""
    return 1900 <= year <= 2035


def is_day(day: int, month: int, year: str = "") -> bool:
    """Tell whether `day` and `month` are in the calendar.

    Args:
        day: from 1 to the last of the month.
        month: from 1 to 12.
        year: as it is written: four digits are checked (a 29 February too), two or none are not.
    """
    if not 1 <= month <= 12:
        return False
    if len(year) == 4 and not is_year(int(year)):
        return False
    # A year not told, or told in two digits, may be a leap year.
    known = int(year) if len(year) == 4 else 2000
    return 1 <= day <= calendar.monthrange(known, month)[1]


def before(match: re.Match[str], width: int) -> str:
    """Give the `width` characters, or fewer, that stand before the whole of a match, in lower case."""
    return match.string[max(0, match.start() - width) : match.start()].lower()
