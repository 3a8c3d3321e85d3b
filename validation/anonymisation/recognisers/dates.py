r"""Dates in Italian clinical text, told apart from ratios, scores, doses and values.

    12/03/2021 ore 14:35 · 12-15.03.21 · dal 3/4 al 12/4 · 03/2019 · 20210312 · 3 marzo · mar-21 · lunedì scorso

Numbers that look like a date and need not be one ("10/10", "2/4", "12.03") count only where a word before them says
so. Days without a year are in `short_dates`, dates with words in them in `worded_dates`, holidays and seasons in `occasions`,
bare years in `years`, dates of birth and of death in `life_dates`.

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from validation.anonymisation.recognisers.calendar_words import BLANK, TIME, before, is_day
from validation.anonymisation.recognisers.date_ranges import date_range_voice
from validation.anonymisation.recognisers.dating_words import DATING, MEASURED, NUMBERED, UNIT
from validation.anonymisation.recognisers.life_dates import life_date_voice
from validation.anonymisation.recognisers.occasions import occasion_voice
from validation.anonymisation.recognisers.patterns import PatternVoice, Rule
from validation.anonymisation.recognisers.short_dates import short_date_voice
from validation.anonymisation.recognisers.told_days import told_day_voice
from validation.anonymisation.recognisers.worded_dates import worded_date_voices
from validation.anonymisation.recognisers.years import year_voice

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer

__all__ = ["date_voices"]

_ENTITY = "DATE_TIME"


def _day(match: re.Match[str]) -> int:
    found = re.match("[0-9]+", match[0])
    return int(found[0]) if found else 0


# ------------------------------------------------------------------------------------------------ day, month, year
_MARKS = r"[./\\_–-]"
_MONTH_YEAR = (
    rf"{BLANK}?(?P<mark>{_MARKS}){BLANK}?(?P<month>[0-9]{{1,2}}){BLANK}?(?P=mark){BLANK}?['’]?"
    r"(?P<year>(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9])(?!(?P=mark)[0-9])"
)
_FULL = re.compile(rf"[0-9](?<![0-9]{{2}})(?<![0-9][./,][0-9])[0-9]?{_MONTH_YEAR}{TIME}")
_DAYS = re.compile(
    r"[0-9](?<![0-9]{2})(?<![0-9][.,][0-9])[0-9]?(?:[./][0-9]{1,2}(?:[./][0-9]{2})?)?"
    rf"(?:{BLANK}?[-–—]{BLANK}?|[/,+]{BLANK}?|{BLANK}(?i:ed?(?:{BLANK}il)?|al?|o){BLANK}|{BLANK}(?i:all)['’]{BLANK}?)[0-9]{{1,2}}"
    rf"{_MONTH_YEAR}"
)


def _full(match: re.Match[str]) -> float | None:
    """Score day, month and year with two equal marks: sure with a year of four digits, doubtful in "3.4.21"."""
    year, mark, day, month = match["year"], match["mark"], _day(match), int(match["month"])
    if not is_day(day, month, year):
        # As the English write it, where it can be nothing else.
        return 0.5 if len(year) == 4 and is_day(month, day, year) else None
    if mark in "-–" and re.search(r"[0-9][-–]\Z", before(match, 2)):
        return None
    if len(year) == 4:
        return 0.85
    lead = before(match, 24)
    if UNIT.match(match.string, match.end("year")) or (mark in ".-–" and NUMBERED.search(lead)):
        return None
    padded = re.match(r"[0-9]{2}[^0-9]{1,3}[0-9]{2}[^0-9]", match[0])
    if padded or (DATING.search(lead) and not re.search(r"giorn[oi][ (]{1,2}\Z", lead)):
        return 0.6 if mark in "-–" else 0.75
    if mark in "/\\":
        return 0.6
    bare = match.string[match.start() : match.end("year")]
    if mark != "." or re.search(r"\s", bare) or not re.search(r"(?:^|[\s(:])\Z", lead):
        return None
    return 0.2 if MEASURED.match(match.string, match.end("year")) else 0.4


def _days(match: re.Match[str]) -> float | None:
    """Score the first of two days, "12-15/03/2021"; the second must be a date by itself."""
    last = re.search(r"[0-9]+\Z", match.string[match.start() : match.start("mark")].rstrip(" \t\u00a0"))
    if last is None or not 1 <= _day(match) <= 31 or match["mark"] in "-–":
        return None
    return 0.7 if is_day(int(last[0]), int(match["month"]), match["year"]) else None


def _iso(match: re.Match[str]) -> float | None:
    return 0.85 if is_day(int(match["day"]), int(match["month"]), match[0][:4]) else None


def _loose(match: re.Match[str]) -> float | None:
    """Score a date with two different marks, or with commas or blanks: the four digits of its year speak for it."""
    real = is_day(_day(match), int(match["month"]), match["year"])
    if len(match["month"]) == 1 and not re.search("[./]", match[0]):  # a row of a table
        return None
    return 0.5 if real and not re.search(r"[0-9][ ,./-]\Z", before(match, 2)) else None


def _roman(match: re.Match[str]) -> float | None:
    return 0.6 if 1 <= _day(match) <= 31 else None


_CLOCK = re.compile(r"[0-9](?<![0-9:.,].)[0-9]?:[0-5][0-9]:[0-5][0-9](?![0-9:])")

_NUMERIC_RULES = (
    Rule("day, month, year", _FULL, 0.85, _full),
    Rule("days, month, year", _DAYS, 0.7, _days),
    Rule(
        "year, month, day",
        re.compile(
            r"[12](?<![0-9.,/-].)[09][0-9]{2}(?P<mark>[-/.])(?P<month>[01]?[0-9])(?P=mark)(?P<day>[0-3]?[0-9])"
            rf"(?![0-9])(?!(?P=mark)[0-9]){TIME}"
        ),
        0.85,
        _iso,
    ),
    Rule(
        "day, month, year, loosely",
        re.compile(
            r"[0-9](?<![0-9]{2})(?:(?<=0)[1-9]|[0-9]?)[ ./,\\-]{1,2}(?P<month>0?[1-9]|1[0-2])[ ./,\\-]{1,2}"
            r"(?P<year>(?:19|20)[0-9]{2})(?![0-9])"
        ),
        0.5,
        _loose,
    ),
    Rule(
        "Roman month",
        re.compile(
            r"[0-9](?<![0-9]{2})[0-9]?(?P<mark>[ ./-])(?:XII|XI|X|IX|IV|V?I{1,3}|V"
            r"|(?<=[./-])(?:xii|xi|x|ix|iv|v?i{1,3}|v))(?P=mark)(?:(?:19|20)[0-9]{2}|(?<=[./-])[0-9]{2})(?![0-9])"
        ),
        0.6,
        _roman,
    ),
    Rule(
        "one mark of two",
        re.compile(
            r"(?:(?<![0-9A-Za-z/.,-])(?P<day>0[1-9]|[12][0-9]|3[01])(?:[./-](?P<month>0[1-9]|1[0-2])"
            r"|(?P<other>0[1-9]|1[0-2])(?<!19[0-9]{2})(?<!20[0-9]{2})/))(?:19|20)[0-9]{2}(?![0-9A-Za-z/-]|[.,][0-9])"
        ),
        0.5,
        lambda match: 0.5 if is_day(int(match["day"]), int(match["month"] or match["other"]), match[0][-4:]) else None,
    ),
    Rule("time to the second", _CLOCK, 0.4, lambda match: 0.4 if int(match[0].split(":")[0]) < 24 else None),
    Rule(
        "date already half hidden",
        re.compile(r"[0-9](?<![0-9]{2})[0-9]?[/.-](?P<month>[0-9]{1,2})[/.-](?i:x{2,4}|_{2,4}|\*{2,4}|\?{2,4})(?!\w)"),
        0.6,
        lambda match: 0.6 if is_day(_day(match), int(match["month"])) else None,
    ),
)
_NUMERIC_GATE = (
    r"(?:^|[^0-9])[0-9]{1,2}[ \t\x{a0}]?[./\\_–-][ \t\x{a0}]?[0-9]{1,2}[ \t\x{a0}]?[./\\_–-][ \t\x{a0}]?['’]?[0-9]{2}",
    r"(?:19|20)[0-9]{2}[-/.][01]?[0-9][-/.][0-3]?[0-9]",
    r"(?:^|[^0-9])[0-9]{1,2}[ ./,\\-]{1,2}(?:0?[1-9]|1[0-2])[ ./,\\-]{1,2}(?:19|20)[0-9]{2}",
    r"[0-9][ ./-][XVIxvi]{1,4}[ ./-][0-9]{2}",
    r"[0-9]:[0-5][0-9]:[0-5][0-9]",
    r"(?:[0-9]{2}[./-][0-9]{2}|[0-9]{4}[./-])(?:19|20)[0-9]{2}",
    r"[0-9][/.-][0-9]{1,2}[/.-][xX_*?]{2}",
)


# -------------------------------------------------------------------------------------------- digits alone -------
_COMPACT = re.compile(r"[0-3](?<![0-9A-Za-z/.,-].)[0-9]{5}(?:[0-9]{2})?(?![0-9A-Za-z/-]|[.,][0-9])")
_DATA = re.compile(
    r"(?:^|[^a-zà-ÿ])(?:data(?: d[a-z]{1,4}['’]?)?(?: [a-zà-ÿ]{4,14})?|in data|nat[oa] il|il)[ \t\u00a0]?[:=]?[ \t\u00a0]?\Z"
)


def _compact(match: re.Match[str]) -> float | None:
    """Score "20210312", "12032021" and, after "data", "120321": weak, so that a context word decides."""
    text = match[0]
    told = _DATA.search(before(match, 32)) is not None
    if len(text) == 6:
        return 0.4 if told and is_day(int(text[:2]), int(text[2:4]), text[4:]) else None
    if (re.match("19|20", text) and is_day(int(text[6:]), int(text[4:6]), text[:4])) or is_day(
        int(text[:2]), int(text[2:4]), text[4:]
    ):
        return 0.5 if told else 0.15
    return None


_COMPACT_CONTEXT = [
    "data",
    "nascita",
    "nato",
    "nata",
    "ricovero",
    "dimissione",
    "visita",
    "prelievo",
    "referto",
    "esame",
]


def date_voices() -> list[EntityRecognizer]:
    """Give the recognisers of `DATE_TIME`, `DATE_OF_BIRTH` and `DATE_OF_DEATH`, each with its gate."""
    return [
        PatternVoice("date-numeric", _ENTITY, _NUMERIC_RULES, gate=_NUMERIC_GATE),
        short_date_voice(),
        PatternVoice(
            "date-compact",
            _ENTITY,
            (Rule("six or eight digits", _COMPACT, 0.15, _compact),),
            gate=(r"(?:^|[^0-9A-Za-z/.,-])[0-3][0-9]{5}(?:[0-9]{2})?(?:[^0-9A-Za-z/-]|$)",),
            context=_COMPACT_CONTEXT,
        ),
        date_range_voice(),
        year_voice(),
        told_day_voice(),
        *worded_date_voices(),
        occasion_voice(),
        life_date_voice(),
    ]
