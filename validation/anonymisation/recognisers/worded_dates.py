r"""Dates with a word in them: a month, a weekday, or the number itself.

    3 marzo 2021 · dal 3 al 15 marzo · 1° maggio · 3-mar-21 · dic '22 · a marzo · tre marzo · lunedì 3

A month counts however it is spelt where a number stands beside it; alone it counts where its spelling is right and
nothing speaks for a surname ("Maggio").

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from validation.anonymisation.recognisers.calendar_words import (
    BLANK,
    LETTERS,
    MONTH,
    MONTH_ANY,
    NUMBER_WORD,
    SAFE_ABBREVIATED,
    TIME,
    WEEKDAY,
    YEAR,
    before,
    is_day,
    month_number,
)
from validation.anonymisation.recognisers.dating_words import EVENT, LINE
from validation.anonymisation.recognisers.patterns import PatternVoice, Rule

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer

__all__ = ["worded_date_voices"]

_ENTITY = "DATE_TIME"
_ENDS = f"(?![{LETTERS}0-9])"
_IS_MONTH = re.compile(f"(?i:{MONTH_ANY})", re.ASCII)
_DATING = re.compile(
    r"(?:^|[^a-zà-ÿ0-9])(?:il|l['’]|d?al|del|col|nel|data|entro|giorn[oi]|dall['’]|fino al"
    rf"|{WEEKDAY}|lun|mar|mer|gio|ven|sab|dom)[.,]?[ \t\u00a0:(]{{0,2}}\Z"
)
"""Words, in lower case, straight before "3 mar" that make it a day of March."""

_UNIT_FOLLOWS = rf"(?!{BLANK}?(?:%|(?i:mg|mcg|ml|cp[rs]?|gtt|fl|kg|anni|mesi|giorni|gg|ore|settimane)(?![A-Za-z])))"
_YEAR_AFTER = (
    rf"(?:{BLANK}{{0,2}}[-./,(]?{BLANK}?(?:(?i:del(?:l['’]anno)?|anno){BLANK}?)?{YEAR}(?![0-9])"
    rf"|{BLANK}(?i:duemila[a-z]{{2,14}})"
    rf"|(?:[-./]|{BLANK}?['’]|{BLANK}(?i:del{BLANK})?['’]?)[0-9]{{2}}(?![0-9/%]|[.,:][0-9]){_UNIT_FOLLOWS}"
    rf"|(?<=[A-Za-z])[0-9]{{2}}(?![0-9A-Za-z/%]|[.,:][0-9]))?"
)
_DAY_MARK = "(?:°|º|ª|\\^)?"
_AND = rf"(?:{BLANK}?[-–—/,+]{BLANK}?|{BLANK}(?i:ed?(?:{BLANK}il)?|al?|o|su){BLANK})"


_SAID_NEXT = re.compile(rf"{BLANK}?[:;–-]|{BLANK}(?!(?:d[aei]|per|con)(?![a-z]))[{LETTERS}]")


def _is_month(word: str) -> bool:
    return _IS_MONTH.fullmatch(word) is not None


# ---------------------------------------------------------------------------------------------------- day and month
_DAY_MONTH = re.compile(
    rf"[0-9](?<![0-9]{{2}})(?<![0-9][.,/:].)(?P<rest>[0-9]?){_DAY_MARK}(?:{_AND}[0-9]{{1,2}}{_DAY_MARK}){{0,3}}"
    rf"{BLANK}{{0,2}}[-./]?{BLANK}?(?:(?i:di|del mese di){BLANK})?"
    rf"(?P<month>(?i:{MONTH_ANY}))(?![{LETTERS}])\.?(?P<year>{_YEAR_AFTER}){TIME}",
    re.ASCII,
)
_NUMBERS = re.compile("[0-9]{1,2}")


def _day_month(match: re.Match[str]) -> float | None:
    word = match["month"].lower()
    days = _NUMBERS.findall(match.string[match.start() : match.start("month")])
    if not all(is_day(int(day), month_number(word)) for day in days):
        return None
    if len(word) > 5 or match["year"] or word in {"marzo"}:
        return 0.85
    if word in {"set", "sett"} and match.string[match.start("month") - 1] == "/":
        return None  # "medicazione 3/sett": a week
    lead = before(match, 64)
    if _DATING.search(lead[-16:]):
        return 0.6
    joined = match.string[match.start("month") - 1] in "-/" and word not in {"set", "sett", "ago"}
    if joined or word in SAFE_ABBREVIATED:
        return 0.45
    timed = match.end() > match.end("month") + 1
    if word in {"mar", "apr", "mag"} and re.match(
        rf"{BLANK}?(?:[,;:)\n]|\.?\Z|\.{BLANK}?\Z)", match.string[match.end() :]
    ):
        return 0.35
    begins = LINE.search(lead) and _SAID_NEXT.match(match.string, match.end())
    weeks = word in {"set", "sett"} and int(days[-1]) <= 12  # "controllo 3 sett"
    return 0.4 if begins or timed or (EVENT.search(lead) and not weeks) else 0.2


_MONTH_INITIAL = rf"[GgFfMmAaLlSsOoNnDd](?<![{LETTERS}0-9].)"
_MONTH_YEAR = re.compile(
    rf"{_MONTH_INITIAL}(?P<rest>[A-Za-z]{{2,9}})\.?(?P<gap>{BLANK}{{0,2}}[-./,(]?{BLANK}?(?:(?i:del(?:l['’]anno)?"
    rf"|anno){BLANK})?)"
    rf"(?P<year>{YEAR}|['’]?[0-9]{{2}})(?![0-9/%°]"
    rf"|[.,:][0-9])(?:{BLANK}?[-–/]{BLANK}?['’]?[0-9]{{2}}(?![0-9]))?{_UNIT_FOLLOWS}",
    re.ASCII,
)


def _month_year(match: re.Match[str]) -> float | None:
    """Score "marzo 2020", "mar-21", "dic '22"; "mar 21" and "set 12" may be anything and stay weak."""
    word = match[0][: 1 + len(match["rest"])]
    if not _is_month(word):
        return None
    if len(match["year"]) == 4:
        return 0.8
    if len(word) > 4 or "'" in match["year"] or "’" in match["year"]:
        return 0.6
    joined = match["gap"] in {"-", "/"} or (match["gap"] in {"", "."} and word.lower() in SAFE_ABBREVIATED)
    if joined and not (word.lower() == "ago" and _GAUGE.match(match.string, match.end())):
        return 0.45
    lead = before(match, 64)
    return 0.4 if word.lower() not in {"set", "sett"} and (EVENT.search(lead) or _IN.search(lead)) else 0.2


_TAIL = rf"(?:{BLANK}(?i:u\.?{BLANK}?s\.?|p\.?{BLANK}?v\.?|c\.?{BLANK}?a\.?|scorso|prossimo|passato)(?![A-Za-z]))"
_GAUGE = re.compile(rf"{BLANK}?(?i:g(?![a-z])|gauge)")
_IN = re.compile(r"(?:^|[^a-zà-ÿ])(?:a|ad|da|dal|di|del|nel|fino a)[ \t\u00a0]\Z")

_MONTH_ALONE = re.compile(
    rf"{_MONTH_INITIAL}(?P<rest>(?i:ennaio|ebbraio|arzo|prile|aggio|iugno|uglio|gosto|ettembre|ttobre|ovembre"
    rf"|icembre))(?![{LETTERS}0-9])(?P<tail>{_TAIL})?",
    re.ASCII,
)
_MONTH_PART = re.compile(
    rf"[fFmMiIpP](?<![{LETTERS}0-9].)(?i:ine|et[aàÀ]['’`]?|nizi[o]?|rim[io](?:{BLANK}giorni)?){BLANK}(?:(?i:di"
    rf"|del{BLANK}mese{BLANK}di){BLANK})?"
    rf"(?i:{MONTH})(?![{LETTERS}0-9])(?:{BLANK}(?:(?i:del){BLANK})?(?:{YEAR}|['’][0-9]{{2}})(?![0-9])|{_TAIL})?",
    re.ASCII,
)
_MONTH_WORD = re.compile(f"(?i:{MONTH})", re.ASCII)
_MONTH_LEAD = re.compile(
    r"(?:^|[^a-zà-ÿ0-9])(?:a|ad|in|nel|di|d['’]|da|dal|per|entro|fino ad?|verso|fra|tra|e|scorso|prossimo|mese di"
    r"|inizi[o]?|fine"
    r"|met[aà]['’]?|da fine|primi di|da inizio)(?: (?:scorso|prossimo))?[ \t\u00a0]\Z"
)


def _month_alone(match: re.Match[str]) -> float | None:
    """Score a month without a number: "a marzo", "lo scorso aprile"; with a capital it may be a surname."""
    if not _MONTH_WORD.match(match[0]):
        return None
    if match["tail"] or _MONTH_LEAD.search(before(match, 14)):
        return 0.5
    return 0.4 if match[0][0].islower() or EVENT.search(before(match, 64)) else 0.25


# ------------------------------------------------------------------------------------ weekdays, this month, words for days
_WEEKDAY_DATE = re.compile(
    rf"(?i:{WEEKDAY}|lun\.?|mart?\.?|merc?\.?|giov?\.?|ven\.?|sab\.?|dom\.?)"
    rf"{BLANK}?,?{BLANK}?(?:(?i:il|d[iì]|giorno){BLANK})?(?P<day>[0-9]{{1,2}})"
    rf"(?P<more>[./-][0-9]{{1,2}}(?:[./-](?:(?:19|20)[0-9]{{2}}|[0-9]{{2}}))?"
    rf"|°?{BLANK}?(?i:{MONTH_ANY})(?![{LETTERS}])\.?{_YEAR_AFTER})?(?![0-9%]|[.,:][0-9])(?!{BLANK}?(?:°"
    rf"|(?i:h(?!{BLANK}?[0-2]?[0-9](?![0-9]))|gg"
    rf"|giorni|mg|cp))){TIME}",
    re.ASCII,
)
_WEEKDAY_WORD = re.compile(f"(?i:{WEEKDAY})", re.ASCII)
_LETTER_BEFORE = re.compile(rf"[{LETTERS}0-9]\Z")


def _weekday_date(match: re.Match[str]) -> float | None:
    """Score "lunedì 3", "gio 12/03"; a short weekday needs the month, and "mar 3" is nothing by itself."""
    if not 1 <= int(match["day"]) <= 31 or _LETTER_BEFORE.search(before(match, 1)):
        return None
    if _WEEKDAY_WORD.match(match[0]):
        return 0.55
    return 0.45 if match["more"] else None


_RELATIVE = re.compile(
    rf"(?i:(?:(?P<lead>lo{BLANK}scorso|la{BLANK}scorsa|scors[oa]|prossim[oa]){BLANK})?(?:{WEEKDAY})"
    rf"(?P<tail>{BLANK}(?:scors[oa]|prossim[oa]|u\.{BLANK}?s\.?|p\.{BLANK}?v\.?))?){_ENDS}",
    re.ASCII,
)


def _relative(match: re.Match[str]) -> float | None:
    """Score "lunedì scorso"; a weekday alone stays below the threshold, for doses have weekdays too."""
    if _LETTER_BEFORE.search(before(match, 1)):
        return None
    return 0.35 if match["lead"] or match["tail"] else 0.2


_IN_WORDS = re.compile(
    rf"(?i:{NUMBER_WORD}(?:{BLANK}(?:e|o|al){BLANK}{NUMBER_WORD})?){BLANK}(?:(?i:di"
    rf"|del{BLANK}mese{BLANK}di){BLANK})?(?P<month>(?i:{MONTH}))"
    rf"(?![{LETTERS}])(?:{BLANK}(?:(?i:del){BLANK})?(?:{YEAR}|(?i:duemila[a-zéè]{{0,14}}"
    rf"|millenovecento[a-zéè]{{0,16}})))?",
    re.ASCII,
)
_THIS_MONTH = re.compile(
    rf"[0-9](?<![0-9.,/][0-9])[0-9]?{BLANK}(?i:u\.{BLANK}?s\.?|c\.{BLANK}?m\.?|p\.{BLANK}?v\.?"
    rf"|corr(?:ente(?:{BLANK}mese)?|\.)?"
    rf"|scorso|prossimo{BLANK}venturo|del{BLANK}mese{BLANK}(?:scorso|corrente|in{BLANK}corso|prossimo)){_ENDS}",
    re.ASCII,
)


def _this_month(match: re.Match[str]) -> float | None:
    return 0.5 if _DATING.search(before(match, 12)) and 1 <= int(match[0][:2]) <= 31 else None


def _in_words(match: re.Match[str]) -> float | None:
    return None if _LETTER_BEFORE.search(before(match, 1)) else 0.6


_B = r"[ \t\x{a0}]"
_Y = r"(?:(?:19|20)[0-9]{2}|['’][0-9]{2})"
_MONTH_GATE = (
    rf"[0-9](?:°|º|ª|\^)?{_B}{{0,2}}[-./]?{_B}?(?i:(?:di|del mese di){_B})?(?i:{MONTH_ANY})(?:[^A-Za-z]|$)",
    rf"(?:^|[^A-Za-z0-9])(?i:{MONTH_ANY})\.?{_B}{{0,2}}[-./,(]?{_B}?(?i:(?:del(?:l['’]anno)?"
    rf"|anno){_B})?['’]?[0-9]{{2}}",
    rf"(?:^|[^A-Za-z0-9])(?i:{MONTH})(?:[^A-Za-z0-9]|$)",
)
_WEEKDAY_GATE = (
    r"(?i:luned|marted|mercoled|gioved|venerd|sabato|domenica)",
    rf"(?:^|[^A-Za-z])(?i:lun|mart?|merc?|giov?|ven|sab|dom)\.?{_B}?,?{_B}?(?i:(?:il|d[iì]|giorno){_B})?[0-9]{{1,2}}"
    rf"(?:[./-][0-9]{{1,2}}(?:[^0-9]|$)|°?{_B}?(?i:{MONTH_ANY})(?:[^A-Za-z]|$))",
    rf"(?:^|[^0-9])[0-9]{{1,2}}{_B}(?i:u\.{_B}?s|c\.{_B}?m|p\.{_B}?v|corr|scorso|prossimo|del{_B}mese)",
)
_WORDS_GATE = (rf"(?:^|[^A-Za-z])(?i:{NUMBER_WORD}){_B}(?i:(?:di|del{_B}mese{_B}di){_B})?(?i:{MONTH})(?:[^A-Za-z]|$)",)


def worded_date_voices() -> list[EntityRecognizer]:
    """Give the recognisers of dates with months, with weekdays and with number words."""
    return [
        PatternVoice(
            "date-worded",
            _ENTITY,
            (
                Rule("day and month", _DAY_MONTH, 0.85, _day_month),
                Rule("month and year", _MONTH_YEAR, 0.8, _month_year),
                Rule("month", _MONTH_ALONE, 0.5, _month_alone),
                Rule("part of a month", _MONTH_PART, 0.5),
            ),
            gate=_MONTH_GATE,
        ),
        PatternVoice(
            "date-weekday",
            _ENTITY,
            (
                Rule("weekday and day", _WEEKDAY_DATE, 0.55, _weekday_date),
                Rule("weekday, relative", _RELATIVE, 0.35, _relative),
                Rule("day of this month", _THIS_MONTH, 0.5, _this_month),
            ),
            gate=_WEEKDAY_GATE,
        ),
        PatternVoice("date-in-words", _ENTITY, (Rule("day in words", _IN_WORDS, 0.6, _in_words),), gate=_WORDS_GATE),
    ]
