r"""Stays and periods told by two dates, as one span: "dal 27 marzo al 10 aprile", "dal 3.4 all'8/5/2021".

The voices of single dates find both ends; the words between them belong to the date as well, for who masks it.

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

import re

from validation.anonymisation.recognisers.calendar_words import BLANK, LETTERS, MONTH_ANY, is_day, month_number
from validation.anonymisation.recognisers.patterns import PatternVoice, Rule

__all__ = ["date_range_voice"]

_YEAR = r"(?:(?:19|20)[0-9]{2}|['’]?[0-9]{2})"
_WORDED = rf"(?:°?{BLANK}?[-./]?{BLANK}?(?:(?i:di){BLANK})?(?i:{MONTH_ANY})\.?(?:{BLANK}(?:(?i:del){BLANK})?{_YEAR})?)"
_FIGURES = rf"(?:[./-][01]?[0-9](?:[./-]{_YEAR})?)"
_TO = rf"(?:{BLANK}?[-–]{BLANK}?|{BLANK}(?i:(?:fino |sino )?(?:al?|all['’]|ed? il|e l['’])(?: giorno)?){BLANK}?)"
_RANGE = re.compile(
    rf"[dDtTfFpPrR](?<![{LETTERS}0-9].)(?i:al(?:l['’])?|ra{BLANK}il|eriodo:?|eg(?:enza|\.):?|icovero:?)(?:{BLANK}(?i:giorno|dal))?{BLANK}?"
    rf"(?P<place>(?P<day>[0-3]?[0-9])(?P<first>{_WORDED}|{_FIGURES})?{_TO}(?P<last>[0-3]?[0-9])(?P<second>{_WORDED}|{_FIGURES}))"
    rf"(?![{LETTERS}0-9]|[./,-][0-9])"
)
_MONTH_OF = re.compile(rf"(?i:{MONTH_ANY})|(?<=[./-])[01]?[0-9]")


def _month(told: str | None) -> int:
    """Give the month that "3 marzo" or "/3/21" tells after its day; 0 for none."""
    found = _MONTH_OF.search(told or "")
    if not found:
        return 0
    return int(found[0]) if found[0].isdigit() else month_number(found[0])


def _range(match: re.Match[str]) -> float | None:
    """Score two days of the calendar; two with full stops and no word or year may be doses ("dal 2.5 al 7.5")."""
    later = _month(match["second"])
    month = _month(match["first"]) or later
    if not (is_day(int(match["day"]), month) and is_day(int(match["last"]), later)):
        return None
    told = re.search(r"/|[A-Za-z]|[0-9][./-][0-9]{1,2}[./-]", match["second"])
    return 0.6 if told else None


_B = r"[ \t\x{a0}]"


def date_range_voice() -> PatternVoice:
    """Give the recogniser of two dates and what joins them, with its gate."""
    return PatternVoice(
        "date-range",
        "DATE_TIME",
        (Rule("from a date to a date", _RANGE, 0.6, _range),),
        gate=(
            rf"(?:^|[^A-Za-z0-9])(?i:dal(?:l['’])?|[tf]ra{_B}il|periodo:?|deg(?:enza|\.):?|ricovero:?)(?:{_B}(?i:giorno|dal))?{_B}?"
            rf"[0-3]?[0-9][^\n]*(?:[-–]|{_B}(?i:al?|all['’]|il|l['’]))(?:{_B}?(?i:giorno))?{_B}?[0-3]?[0-9]",
        ),
    )
