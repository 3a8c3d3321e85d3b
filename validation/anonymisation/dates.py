r"""Dates in Italian clinical text, told apart from ratios, scores, doses and values.

    12/03/2021 ore 14:35 · 12-15.03.21 · dal 3/4 al 12/4 · 03/2019 · 20210312 · 3 marzo · mar-21 · lunedì scorso

Numbers that look like a date and need not be one ("10/10", "2/4", "12.03") count only where a word before them says
so. Dates with words in them are in `worded_dates`, dates of birth and of death in `life_dates`.

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from validation.anonymisation.calendar_words import BLANK, TIME, WEEKDAY, before, is_day, is_year
from validation.anonymisation.life_dates import life_date_voice
from validation.anonymisation.patterns import PatternVoice, Rule
from validation.anonymisation.worded_dates import worded_date_voices

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer

__all__ = ["date_voices"]

_ENTITY = "DATE_TIME"

_UNIT = re.compile(
    rf"{BLANK}?(?:%|°|/|[x×]{BLANK}?[0-9]"
    r"|(?i:mg|mcg|[µμ]g|m?l|cc|kg|gr?|ui|u|cp[rs]?|compress[ae]|fl|fiale|gtt|gocce|mm|cm|mmhg|anni|aa|mes[ei]|giorni"
    r"|gg|settiman[ae]|sett|minuti|die|volte|casi|pazienti|soggetti|hz|gy|ng|pg|meq|mmol|medi[oa]|distal[ei]"
    r"|prossimal[ei]|superior[ei]|inferior[ei]|de[li]|degli|dell[ae]|dell)(?![A-Za-z0-9]))"
)
"""What follows a number that is a dose, a duration, a ratio or a part of a bone, not a date."""

_NUMBERED = re.compile(
    r"(?:vers(?:ione)?|v|ver|cap(?:itolo)?|par(?:agrafo)?|paragrafi|punto|sez(?:ione)?|§|art|ec|n|nr|tab|fig)\.?[ ]?\Z"
)
"""Words after which numbers with full stops are a version or a heading."""

_DATING = re.compile(
    rf"(?:^|[^a-zà-ÿ0-9])(?:il|lo|l['’]|d?al|del|col|nel|fino al|entro il|(?:in|alla|per)?[ ]?data(?: del)?|{WEEKDAY}"
    r"|lun|mar|mer|gio|ven|sab|dom|(?:il|del|dal|nel) giorno|i giorni|ricover[oi]|ricoverat[oa]|dimess[oa]"
    r"|dimissioni?|visit[ae]"
    r"|visitat[oa]|controll[oi]|prelievo|ingresso|accesso|intervento|aggiornamento|referto|esegu(?:ito|ita))"
    r"[.]?[ \t\u00a0:,(]{0,3}\Z"
)
"""Words straight before a number, in lower case, that make it a date."""

_SURELY = re.compile(
    rf"(?:^|[^a-zà-ÿ0-9])(?:in data|data|{WEEKDAY}|(?:il|del|dal|nel) giorno|ricovero|dimissioni?|ricoverat[oa]"
    rf"|dimess[oa])"
    r"(?: (?:il|del|al|dal|in data))?[ \t\u00a0:,(]{0,3}\Z"
)
"""Those of them after which nothing else can follow than a date."""


def _day(match: re.Match[str]) -> int:
    found = re.match("[0-9]+", match[0])
    return int(found[0]) if found else 0


# ------------------------------------------------------------------------------------------------ day, month, year
_MARKS = r"[./\\–-]"
_MONTH_YEAR = (
    rf"{BLANK}?(?P<mark>{_MARKS}){BLANK}?(?P<month>[0-9]{{1,2}}){BLANK}?(?P=mark){BLANK}?['’]?"
    r"(?P<year>(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9])(?!(?P=mark)[0-9])"
)
_FULL = re.compile(rf"[0-9](?<![0-9]{{2}})(?<![0-9][./,][0-9])[0-9]?{_MONTH_YEAR}{TIME}")
_DAYS = re.compile(
    r"[0-9](?<![0-9]{2})(?<![0-9][.,][0-9])[0-9]?(?:[./][0-9]{1,2}(?:[./][0-9]{2})?)?"
    rf"(?:{BLANK}?[-–—]{BLANK}?|[/,+]{BLANK}?|{BLANK}(?:ed?(?:{BLANK}il)?|al?|o){BLANK})[0-9]{{1,2}}{_MONTH_YEAR}"
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
    if _UNIT.match(match.string, match.end("year")) or (mark in ".-–" and _NUMBERED.search(lead)):
        return None
    padded = re.match(r"[0-9]{2}[^0-9]{1,3}[0-9]{2}[^0-9]", match[0])
    if padded or (_DATING.search(lead) and not re.search(r"giorn[oi][ (]{1,2}\Z", lead)):
        return 0.6 if mark in "-–" else 0.75
    if mark in "/\\":
        return 0.6
    return 0.35 if mark == "." and " " not in match[0] and re.search(r"(?:^|[\s(:])\Z", lead) else None


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
            r"[0-9](?<![0-9]{2})(?:(?<=0)[1-9]|[0-9]?)[ ./,\\-]{1,2}(?P<month>0[1-9]|1[0-2])[ ./,\\-]{1,2}"
            r"(?P<year>(?:19|20)[0-9]{2})(?![0-9])"
        ),
        0.5,
        _loose,
    ),
    Rule(
        "Roman month",
        re.compile(
            r"[0-9](?<![0-9]{2})[0-9]?(?P<mark>[ ./-])(?:XII|XI|X|IX|IV|V?I{1,3}|V)(?P=mark)"
            r"(?:(?:19|20)[0-9]{2}|(?<=[./-])[0-9]{2})(?![0-9])"
        ),
        0.6,
        _roman,
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
    r"(?:^|[^0-9])[0-9]{1,2}[ \t\x{a0}]?[./\\–-][ \t\x{a0}]?[0-9]{1,2}[ \t\x{a0}]?[./\\–-][ \t\x{a0}]?['’]?[0-9]{2}",
    r"(?:19|20)[0-9]{2}[-/.][01]?[0-9][-/.][0-3]?[0-9]",
    r"(?:^|[^0-9])[0-9]{1,2}[ ./,\\-]{1,2}(?:0[1-9]|1[0-2])[ ./,\\-]{1,2}(?:19|20)[0-9]{2}",
    r"[0-9][ ./-][XVI]{1,4}[ ./-][0-9]{2}",
    r"[0-9]:[0-5][0-9]:[0-5][0-9]",
    r"[0-9][/.-][0-9]{1,2}[/.-][xX_*?]{2}",
)


# ---------------------------------------------------------------------------------------- day and month; month, year
_SHORT = re.compile(
    r"[0-9](?<![0-9]{2})(?<![0-9][./,:-].)(?<![<>=≥≤±].)[0-9]?(?P<mark>[/.-])(?P<month>[0-9]{1,2})"
    rf"(?![0-9]|[/,:-][0-9]|\.[0-9]){TIME}"
)
_FRACTION = re.compile(r"(?:[1-9]/[2-9]|[0-9]{1,2}/10)(?![0-9])")


def _short(match: re.Match[str]) -> float | None:
    """Score "12/03", which is a date after "il", "dal", "in data" and no fraction, score, ratio or decimal."""
    day, month, mark = _day(match), int(match["month"]), match["mark"]
    padded = re.match(r"(?:[0-9]{2}[/.-]0[1-9]|0[1-9][/.-]1[0-2]|[0-3][0-9][/.-]1[0-2])(?![0-9])", match[0]) is not None
    # "dal 03/21" is a month and a year.
    month_year = mark == "/" and 1 <= day <= 12 and not is_day(day, month) and padded is False and len(match[0]) == 5
    if not (is_day(day, month) or month_year) or _UNIT.match(match.string, match.end("month")):
        return None
    lead = before(match, 28)
    if _SURELY.search(lead):
        return 0.6 if mark == "/" or padded else None
    if _DATING.search(lead):
        return _beside_a_dating_word(match[0], mark, padded, lead)
    if mark == "/" and padded and re.search(r"(?:^|\n|[^\w]\s)\Z", lead) and re.match(r"[0-3][0-9]/0[1-9]", match[0]):
        return 0.35
    line_begins = padded and mark == "/" and not _FRACTION.match(match[0]) and re.search(r"(?:^|\n)[-•* ]{0,3}\Z", lead)
    return 0.35 if line_begins else None


def _beside_a_dating_word(text: str, mark: str, padded: bool, lead: str) -> float | None:
    if mark != "/":
        return 0.4 if mark == "." and padded else None
    if padded or not _FRACTION.match(text):
        return 0.55
    # "al 1/3 medio", "del 2/3": only "il" and "dal" are worth more than the fraction.
    return 0.35 if re.search(r"(?:\bil|\bdal|data)[ \t\u00a0]\Z", lead) else 0.2


def _month_year(match: re.Match[str]) -> float | None:
    """Score "03/2019"; "1/2000" may be one in two thousand, and "3.2019" a number, without a dating word."""
    month, year, mark = match[0].split(match["mark"])[0], int(match["year"]), match["mark"]
    if not 1 <= int(month) <= 12 or not is_year(year) or _UNIT.match(match.string, match.end()):
        return None
    if _DATING.search(before(match, 28)) or (len(month) == 2 and mark == "/"):
        return 0.6
    if len(month) == 2:
        return 0.4
    return 0.45 if mark == "/" and month != "1" and year % 100 else None


_DAL = re.compile(
    rf"[dD](?<![A-Za-zÀ-ÿ].)(?i:al){BLANK}(?P<place>[0-3]?[0-9]{BLANK}?(?:al|-){BLANK}?(?P<day>[0-3]?[0-9])"
    rf"/(?P<month>[0-9]{{1,2}})(?:/(?:[0-9]{{4}}|[0-9]{{2}}))?)(?![0-9/])"
)

_SHORT_RULES = (
    Rule("day and month", _SHORT, 0.55, _short),
    Rule(
        "month and year",
        re.compile(
            r"[0-9](?<![0-9]{2})(?<![0-9][./,:-].)[0-9]?(?P<mark>[/.-])(?P<year>(?:19|20)[0-9]{2})(?![0-9]"
            r"|[/.,:-][0-9])"
        ),
        0.6,
        _month_year,
    ),
    Rule(
        "from a day to a date",
        _DAL,
        0.6,
        lambda match: 0.6 if is_day(int(match["day"]), int(match["month"])) else None,
    ),
)
_SHORT_GATE = (
    # A dating word, what may stand between, and the number; a month after another mark than "/" has two digits.
    r"(?:^|[^A-Za-z0-9])(?i:il|lo|l['’]|d?al|del|col|nel|data|luned[iìÌ]\x{300}?['’`]?|marted[iìÌ]\x{300}?['’`]?"
    r"|mercoled[iìÌ]\x{300}?['’`]?|gioved[iìÌ]\x{300}?['’`]?|venerd[iìÌ]\x{300}?['’`]?|sabato|domenica|lun|mar|mer"
    r"|gio|ven"
    r"|sab|dom|giorn[oi]|ricover[oi]|ricoverat[oa]|dimess[oa]|dimissioni?|visit[ae]|visitat[oa]|controll[oi]|prelievo"
    r"|ingresso|accesso|intervento|aggiornamento|referto|eseguit[oa])[.]?[ \t\x{a0}:,(]{0,3}"
    r"(?:[0-9]{1,2}/[0-9]{1,2}|[0-9]{1,2}[.-](?:0[1-9]|1[0-2]))(?:[^0-9]|$)",
    r"(?:^|[^0-9])[0-3]?[0-9]/0[1-9](?:[^0-9]|$)",
    r"[\n][-•* ]{0,3}[0-3][0-9]/1[0-2]",
    r"^[-•* ]{0,3}[0-3][0-9]/1[0-2]",
    r"(?:^|[^0-9])[0-9]{1,2}[/.-](?:19|20)[0-9]{2}(?:[^0-9]|$)",
    r"(?i:dal)[ \t\x{a0}][0-3]?[0-9][ \t\x{a0}]?(?:al|-)[ \t\x{a0}]?[0-3]?[0-9]/[0-9]",
)


# -------------------------------------------------------------------------------------------- digits alone; bare years
_COMPACT = re.compile(r"[0-3](?<![0-9A-Za-z/.,-].)[0-9]{7}(?![0-9A-Za-z/-]|[.,][0-9])")


def _compact(match: re.Match[str]) -> float | None:
    """Score "20210312" and "12032021": weak, so that a context word decides."""
    text = match[0]
    if re.match("19|20", text) and is_day(int(text[6:]), int(text[4:6]), text[:4]):
        return 0.15
    return 0.15 if is_day(int(text[:2]), int(text[2:4]), text[4:]) else None


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

_BARE_YEAR = re.compile(r"[12](?<![0-9A-Za-z/.,-].)[09][0-9]{2}(?![0-9/-]|[.,][0-9])|['’](?<!\w.)[0-9]{2}(?!\w)")
_YEAR_WORD = re.compile(
    r"(?:^|[^a-zà-ÿ])(?:nel|d?al|del|(?:nel|d?al|del|l)l['’]anno|anno|(?:a )?fine|inizio|met[aà]['’]?|entro il"
    r"|dopo il|il)"
    r"[ \t\u00a0]\Z"
)


def _bare_year(match: re.Match[str]) -> float | None:
    """Score "nel 2019", "dal '98" below the engine's threshold: Safe Harbor lets a year stand."""
    if match[0][0] in "12" and not is_year(int(match[0])):
        return None
    return 0.25 if _YEAR_WORD.search(before(match, 20)) and not _UNIT.match(match.string, match.end()) else None


def date_voices() -> list[EntityRecognizer]:
    """Give the recognisers of `DATE_TIME`, `DATE_OF_BIRTH` and `DATE_OF_DEATH`, each with its gate."""
    return [
        PatternVoice("date-numeric", _ENTITY, _NUMERIC_RULES, gate=_NUMERIC_GATE),
        PatternVoice("date-short", _ENTITY, _SHORT_RULES, gate=_SHORT_GATE),
        PatternVoice(
            "date-compact",
            _ENTITY,
            (Rule("eight digits", _COMPACT, 0.15, _compact),),
            gate=(r"(?:^|[^0-9A-Za-z/.,-])[0-3][0-9]{7}(?:[^0-9A-Za-z/-]|$)",),
            context=_COMPACT_CONTEXT,
        ),
        PatternVoice(
            "date-year",
            _ENTITY,
            (Rule("year", _BARE_YEAR, 0.25, _bare_year),),
            gate=(
                r"(?i:nel|al|del|anno|fine|inizio|met[aà]['’]?|il)[ \t\x{a0}](?:[12][09][0-9]{2}"
                r"|['’][0-9]{2})(?:[^0-9]|$)",
            ),
        ),
        *worded_date_voices(),
        life_date_voice(),
    ]
