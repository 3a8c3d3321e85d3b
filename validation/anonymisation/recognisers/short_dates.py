r"""Days with their month and no year, and months with a short year, told apart from fractions, scores and pressures.

    il 12/4 · Rx torace (3/4): · esami del 2/9 · dal 2.5 al 7.5 · 12/4-18/4 · RM 03/22 · line by line: 15.08 vomito

"12/4" is no date by itself: a word before it, a time after it, the beginning of a line or another date beside it must say
so. Where the number may be a fraction ("2/3", "5/5", "8/10") more is asked.

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

import re
from collections.abc import Set

from validation.anonymisation.recognisers.calendar_words import (
    BLANK,
    LETTERS,
    TIME,
    WEEKDAY_GATE,
    before,
    is_day,
    is_year,
)
from validation.anonymisation.recognisers.dating_words import (
    ANALYTE,
    BLOCKED,
    CHAIN,
    DATING,
    EVENT,
    EVENT_ON,
    LATER,
    LINE,
    MEASURED,
    NUMBERED,
    OCCASION,
    OCCASIONS,
    SAMPLED,
    SAMPLES,
    SURELY,
    UNIT,
)
from validation.anonymisation.recognisers.leads import Leads
from validation.anonymisation.recognisers.patterns import PatternVoice, Rule

__all__ = ["short_date_voice"]

_LEADS = Leads(
    {
        "blocked": BLOCKED,
        "chain": CHAIN,
        "surely": SURELY,
        "dating": DATING,
        "event": EVENT,
        "event on": EVENT_ON,
        "line": LINE,
        "article": re.compile(r"(?:(?:^|[^a-zà-ÿ0-9_])(?:il|dal|li)|data)[ \t\u00a0]\Z|[as]?l['’]\Z"),
        "preposition": re.compile(r"(?:^|[^a-zà-ÿ])(?:nel|dal|d?a|fino a|di)[ \t\u00a0]\Z"),
        "dated": re.compile(r"(?:data[ \t\u00a0:,(]{0,3}|giorno[ \t\u00a0:]{1,2})\Z"),
        "numbered": NUMBERED,
        "occasion": OCCASION,
        "sampled": SAMPLED,
        "analyte": ANALYTE,
        "imaged": re.compile(
            r"(?:^|[^a-zà-ÿ0-9])(?:rx|tc|tac|rmn?|ecg|egds|angio-?tc|ecografia|colonscopia|visita"
            r"|consulenza)(?: [a-zà-ÿ]{4,12}){0,2} \Z"
        ),
        "cultures": re.compile(r"(?:coltur[ae]|colturali|campioni|flaconi|provette|set|bottiglie)[ \t\u00a0:]{1,2}\Z"),
    }
)

_SHORT = re.compile(
    r"[0-9](?<![0-9]{2})(?<![0-9][./,:-].)(?<![<>=≥≤±+].)[0-9]?(?P<mark>[/.-])(?P<month>[0-9]{1,2})"
    rf"(?![0-9]|[/,:-][0-9]|\.[0-9]){TIME}"
)
_DIARY_NEXT = re.compile(rf"(?:{BLANK}?[:;,)\]–-]|{BLANK}{{1,2}}(?=[{LETTERS}(])|{BLANK}?\n|\Z)")
_CAPITAL_NEXT = re.compile(rf"{BLANK}?[:;)\]–-]|{BLANK}{{1,2}}(?:[A-ZÀ-Ý][{LETTERS}]|[(]|[MPN]{BLANK}?:)")
_OPENERS = re.compile(
    rf"{BLANK}?[:–-]?{BLANK}?(?i:h|ore|p(?:a?z|aziente|\.te)|mattin[ao]|notte|pomeriggio|sera|turno|vigile|apiretic"
    rf"|condizioni|stabile)"
    r"(?![a-z])"
)
_POSITIVE = re.compile(
    rf"{BLANK}?(?:\+|(?i:pos(?:it|\.|(?![a-z]))|neg(?:at|\.|(?![a-z]))|su(?![a-z])|con(?![a-z])|flacon|boccett"
    rf"|bottigl|provett"
    r"|campion|prelievi|aerob|anaerob|crescita|sterili|in crescita|del(?:la|le|lo)?(?![a-z])))"
)
"""What follows a part of the cultures or of the samples, "2/3 pos.", not a day."""
_ABOUT = 64


def _day(match: re.Match[str]) -> int:
    found = re.match("[0-9]+", match[0])
    return int(found[0]) if found else 0


def _is_fraction(day: int, month: int, text: str) -> bool:
    """Tell whether "2/3", "5/5", "8/10" may be a part of something or a score."""
    return day <= month <= 10 and "/0" not in text and text[0] != "0"


def _short(match: re.Match[str]) -> float | None:
    """Score "12/03", which is a date after "il", "dal", "in data" and no fraction, score, ratio or decimal."""
    day, month, mark = _day(match), int(match["month"]), match["mark"]
    end = match.end("month")
    lead = before(match, _ABOUT)
    said = _LEADS.said(lead)
    later = LATER.match(match.string, end) is not None
    if "blocked" in said or (UNIT.match(match.string, end) and not later):
        return None
    if "chain" in said:
        said = _LEADS.said(CHAIN.sub("", lead))
    if not is_day(day, month):
        return _short_year(day, match, said)
    text = match.string[match.start() : end]
    padded = re.fullmatch(r"[0-9]{2}[/.-]0[1-9]|0[1-9][/.-]1[0-2]|[0-3][0-9][/.-]1[0-2]", text) is not None
    if mark != "/":
        return _with_another_mark(match, text, said, padded=padded)
    fraction = _is_fraction(day, month, text)
    if later or "surely" in said:
        return 0.6
    if "dating" in said:
        return _beside_a_dating_word(said, fraction=fraction)
    if fraction and "cultures" in said:
        return 0.2  # parts of the samples, unless a word says that it is a day
    if "event" in said and not (fraction and (day == month or _POSITIVE.match(match.string, end))):
        return 0.35 if fraction else 0.5
    timed = match.end() > end
    if not fraction and timed:
        return 0.45
    if "line" in said and not MEASURED.match(match.string, end):
        after = _CAPITAL_NEXT if fraction else _DIARY_NEXT
        spoken = timed or after.match(match.string, end) or _OPENERS.match(match.string, end)
        return (0.35 if fraction else 0.5) if spoken else None
    in_brackets = match.string[max(0, match.start() - 1) : match.start()] == "(" and match.string[end : end + 1] == ")"
    if (in_brackets and day > month) or (re.search("/0[1-9]", text) and padded and "numbered" not in said):
        return 0.35
    return None


def _beside_a_dating_word(said: Set[str], *, fraction: bool) -> float:
    if not fraction:
        return 0.55
    # "al 1/3 medio", "del 2/3": only "il", "dal" and "esami del" are worth more than the fraction.
    return 0.35 if "article" in said or "event on" in said else 0.2


def _short_year(month: int, match: re.Match[str], said: Set[str]) -> float | None:
    """Score "03/22", a month of a year, after an examination or a preposition."""
    year = match["month"]
    if match["mark"] != "/" or len(year) != 2 or not 1 <= month <= 12 or match.end() > match.end("month"):
        return None
    if not said.isdisjoint(("surely", "event", "preposition")):
        return 0.4 if int(year) <= 35 or int(year) >= 60 else 0.2
    return None


def _with_another_mark(match: re.Match[str], text: str, said: Set[str], *, padded: bool) -> float | None:
    """Score "12.03" and "15-08", which are mostly decimals and ranges."""
    end, day, month, mark = match.end("month"), _day(match), int(match["month"]), match["mark"]
    if "dated" in said or LATER.match(match.string, end):
        return 0.5
    if "event on" in said and (match["mark"] == "." or padded):
        return 0.4
    if padded and ("surely" in said or "dating" in said):
        return 0.5 if "surely" in said else 0.4
    if _is_on_an_occasion(match, text, said):
        return 0.4
    if "imaged" in said and re.match(rf"{BLANK}?:", match.string[end:]):
        return 0.35
    if (mark == "-" or day > 12) and day > month and "occasion" in said and not MEASURED.match(match.string, end):
        return 0.35
    if "line" not in said or MEASURED.match(match.string, end) or not _DIARY_NEXT.match(match.string, end):
        return None
    # Chapters of leaflets are numbered "4.8".
    if padded or (match["mark"] == "." and (day > 12 or re.search(r"\.0", text))):
        return 0.4
    return 0.35 if match["mark"] == "." and _OPENERS.match(match.string, end) else None


def _is_on_an_occasion(match: re.Match[str], text: str, said: Set[str]) -> bool:
    """Tell whether "ricovero precedente 29.11", "urine 30-03": an occasion or a sample before it, and no value."""
    if "analyte" in said or MEASURED.match(match.string, match.end("month")):
        return False
    day, month = text[: -len(match["month"]) - 1], match["month"]
    if match["mark"] == "-" and month[0] != "0" and int(day) <= int(month):
        return False  # a range
    padded = len(month) == 2
    return padded and ("occasion" in said or ("sampled" in said and len(day) == 2))


def _month_year(match: re.Match[str]) -> float | None:
    """Score "03/2019"; "1/2000" may be one in two thousand, and "3.2019" a number, without a dating word."""
    month, year, mark = match[0].split(match["mark"])[0], int(match["year"]), match["mark"]
    if not 1 <= int(month) <= 12 or not is_year(year) or UNIT.match(match.string, match.end()):
        return None
    if DATING.search(before(match, 28)) or (len(month) == 2 and mark == "/"):
        return 0.6
    if len(month) == 2:
        return 0.4
    return 0.45 if mark == "/" and month != "1" and year % 100 else None


_DAL = re.compile(
    rf"[dD](?<![A-Za-zÀ-ÿ].)(?i:al){BLANK}(?P<place>[0-3]?[0-9]{BLANK}?(?:al|-){BLANK}?(?P<day>[0-3]?[0-9])"
    rf"/(?P<month>[0-9]{{1,2}})(?:/(?:[0-9]{{4}}|[0-9]{{2}}))?)(?![0-9/])"
)
_FROM_TO = re.compile(
    rf"[dD](?<![A-Za-zÀ-ÿ].)(?i:al(?:l['’])?){BLANK}?(?P<place>(?P<day>[0-3]?[0-9])[.-](?P<month>[01]?[0-9])"
    rf"{BLANK}(?i:al|all['’]|fino{BLANK}al){BLANK}?(?P<last>[0-3]?[0-9])[.-](?P<later>[01]?[0-9]))(?![0-9]|[.,/-][0-9])"
)
_PAIR = re.compile(
    rf"[0-9](?<![0-9]{{2}})(?<![0-9][./,:-].)[0-9]?(?P<mark>[/.])(?P<month>[0-9]{{1,2}}){BLANK}?[-–]{BLANK}?(?P<last>[0-9]{{1,2}})"
    r"(?P=mark)(?P<later>[0-9]{1,2})(?P<year>(?P=mark)(?:(?:19|20)[0-9]{2}|[0-9]{2}))?(?![0-9/]|[.,-][0-9])"
)
_FROM_DAYS = re.compile(
    rf"[0-9](?<![0-9.,/-][0-9])[0-9]?(?:,{BLANK}?[0-9]{{1,2}}){{0,3}}{BLANK}(?:ed?|al|ed?{BLANK}(?:il"
    rf"|al)){BLANK}(?P<day>[0-3]?[0-9])"
    r"/(?P<month>[0-9]{1,2})(?![0-9/])"
)


def _from_to(match: re.Match[str]) -> float | None:
    """Score "dal 2.5 al 7.5": of the same month, or of the next; values go where they like."""
    day, month, last, later = (int(match[name]) for name in ("day", "month", "last", "later"))
    follows = (month == later and day < last) or (month % 12 + 1 == later and last < day)
    real = follows and is_day(day, month) and is_day(last, later)
    return 0.45 if real and not UNIT.match(match.string, match.end()) else None


def _pair(match: re.Match[str]) -> float | None:
    """Score "12/4-18/4", "12.04 – 18.04.2023": both must be days of the calendar and neither a fraction."""
    day, month, last, later = _day(match), int(match["month"]), int(match["last"]), int(match["later"])
    said = _LEADS.said(before(match, _ABOUT))
    if not (is_day(day, month) and is_day(last, later)) or "blocked" in said or UNIT.match(match.string, match.end()):
        return None
    if match["year"] or "surely" in said:
        return 0.6
    told = not said.isdisjoint(("dating", "event"))
    if match["mark"] == ".":
        return 0.5 if told else None
    first = f"{day}/{match['month']}"
    if _is_fraction(day, month, first) or _is_fraction(last, later, f"{last}/{match['later']}"):
        return 0.45 if told else None
    return 0.5


def _days(match: re.Match[str]) -> float | None:
    """Score "nei giorni 3 e 4/5": the day before a date, after "giorni", "il" or "dal"."""
    lead = before(match, 16)
    told = re.search(r"(?:giorni|\bil|\bdal|\bi|date)[ \t\u00a0:]{1,2}\Z", lead)
    return 0.5 if told and 1 <= _day(match) <= 31 and is_day(int(match["day"]), int(match["month"])) else None


_RULES = (
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
    Rule("from a date to a date", _FROM_TO, 0.45, _from_to),
    Rule("two dates", _PAIR, 0.5, _pair),
    Rule("days and a date", _FROM_DAYS, 0.5, _days),
)
_D = "[0-3]?[0-9]"
_GATE = (
    # A slash between two numbers; with another mark, a dating word or the beginning of a line before them.
    rf"(?:^|[^0-9/]){_D}/[0-9]{{1,2}}(?:[^0-9]|$)",
    rf"(?:^|[^A-Za-z0-9])(?i:il|lo|d?al|del|col|nel|data|{WEEKDAY_GATE}|lun|mar|mer|gio|ven|sab|dom|giorn[oi]"
    rf"|ricover[oi]"
    r"|ricoverat[oa]|dimess[oa]|dimissioni?|visit[ae]|visitat[oa]|controll[oi]|prelievo|ingresso|accesso|intervento"
    rf"|aggiornamento|referto|eseguit[oa])[.]?[ \t\x{{a0}}:,(]{{0,3}}{_D}[.-][0-9]{{1,2}}(?:[^0-9]|$)",
    # Between the words and the dates of a list.
    rf"(?i:l['’]|data[ \t\x{{a0}}][a-zà-ÿ'’ ]+)[ \t\x{{a0}}:,(]{{0,3}}{_D}[.-][0-9]{{1,2}}(?:[^0-9]|$)",
    rf"[0-9][/.][0-9]{{1,2}}[ \t\x{{a0}}]?(?:[,;/–-]"
    rf"|[ \t\x{{a0}}][a-z]+)[ \t\x{{a0}}a-z]*{_D}[.-][0-9]{{1,2}}(?:[^0-9]|$)",
    rf"(?:^|\n)[ \t\x{{a0}}]*(?:[-–•*·>#]{{1,2}}[ \t]*|(?i:[mpn]|notte|mattin[ao]|pomeriggio|sera|giorno|diario"
    rf"|il)[ :.,-]{{1,2}})?"
    rf"[(\[]?{_D}[.-][0-9]{{1,2}}(?:[^0-9]|$)",
    rf"{_D}[.-][0-9]{{1,2}}[ \t\x{{a0}}]?(?i:u\.?[ \t\x{{a0}}]?s|c\.?[ \t\x{{a0}}]?[ma]|p\.?[ \t\x{{a0}}]?v"
    rf"|scors|prossim|corr)",
    r"(?:^|[^0-9])[0-9]{1,2}[/.-](?:19|20)[0-9]{2}(?:[^0-9]|$)",
    rf"[0-9]\.[0-9]{{1,2}}[ \t\x{{a0}}]?[-–][ \t\x{{a0}}]?{_D}\.[0-9]",
    rf"(?i:rx|tc|tac|rmn?|ecg|egds|ecografia|colonscopia|visita"
    rf"|consulenza)(?:[ \t\x{{a0}}][^ \n]{{4,16}}){{0,2}}[ ]{_D}\.[0-9]{{1,2}}[ \t\x{{a0}}]?:",
    # On an occasion, with words between.
    rf"(?:^|[^A-Za-z0-9])(?i:{OCCASIONS}"
    rf"|{SAMPLES})[ \t\x{{a0}}](?:[^0-9\n]*[ \t\x{{a0}}])?{_D}[.-][01]?[0-9](?:[^0-9]|$)",
)


def short_date_voice() -> PatternVoice:
    """Give the recogniser of dates without a year or with a short one, with its gate."""
    return PatternVoice("date-short", "DATE_TIME", _RULES, gate=_GATE)
