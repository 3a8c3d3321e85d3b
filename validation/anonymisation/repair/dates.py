"""Shift dates by a constant number of whole weeks per group, and write them as they were written.

Between 53 and 156 weeks, back or forth: intervals and days of the week stay, and day, month and year all change. A date is
shifted only if everything around it is understood; a range such as "3-7 marzo" or a feast is not, and is masked by the caller.

A date without a year is shifted in 2023, so it can be one day off beside a dated 29 February. Ages over 89 become a band.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from validation.anonymisation.repair.keys import Key
from validation.anonymisation.repair.writing import alike

__all__ = ["FEWEST_WEEKS", "MOST_WEEKS", "age_band", "full_year", "offset", "shifted"]

FEWEST_WEEKS, MOST_WEEKS = 53, 156
_MONTHS = ("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre").split()
_YEARLESS = 2023
_LATEST_SHORT_YEAR = 35  # "35" is 2035, "36" is 1936

_MONTH = rf"(?:{'|'.join(_MONTHS)}|gen|feb|mar|apr|mag|giu|lug|ago|sett|set|ott|nov|dic)(?![^\W\d_])"
_YEAR = r"(?:\d{4}|['’]?\d{2})(?![\d:])"
_OF = r"\.?[\s/.,-]*(?:del(?:l['’]anno)?\s*)?"
_DATE = re.compile(
    rf"""
    (?<!\d)(?:
        (?P<y1>\d{{4}})(?P<s1>[-/.])(?P<m1>\d{{1,2}})(?P=s1)(?P<d1>\d{{1,2}})(?!\d)
      | (?P<d2>\d{{1,2}})(?P<s2>\s?[/.–-]\s?|\s)(?P<m2>\d{{1,2}})(?P=s2)(?P<y2>{_YEAR})
      | (?P<d3>\d{{1,2}}|primo)(?:\s?[°º])?(?P<s3>[\s/.-]*)(?P<M3>{_MONTH})(?:{_OF}(?P<y3>{_YEAR}))?
      | (?P<M4>{_MONTH})(?:{_OF}(?P<y4>{_YEAR}))?
      | (?P<y5>\d{{4}})(?P<s5>-)(?P<m5>\d{{2}})(?![\d/.-])
      | (?P<m6>\d{{1,2}})(?P<s6>\s?[/.-]\s?)(?P<y6>\d{{4}})(?!\d)
      | (?P<d7>\d{{1,2}})(?P<s7>[/.-])(?P<m7>\d{{1,2}})(?!\d|\s?[/.–-]\s?[\d'’]|\s*{_MONTH})
      | (?P<y8>(?:18|19|20)\d{{2}})(?![\d/.-]|\s?[–-]\s?\d)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_CLOCK = re.compile(
    r"(?:T|(?<!\d))(?:\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?|(?:ore|h\.?|alle)\s*\d{1,2}(?:[.:,]\d{2})?)(?!\d)",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"(?:\s|[,.;:()'’/-]|\b(?:il|lo|l|la|i|gli|in|nel|nell|di|del|dell|dal|dall|al|all|a|ad|da|e|ed|data|giorno|mese|anno|ore|alle|h|fine|inizio|inizi|metà|"
    r"nato|nata|nascita|deceduto|deceduta|decesso|ln|dn|"
    r"lun(?:ed[iì])?|mar(?:ted[iì])|merc(?:oled[iì])?|giov(?:ed[iì])?|ven(?:erd[iì])?|sab(?:ato)?|dom(?:enica)?)\b['’]?)*",
    re.IGNORECASE,
)


def offset(group: Key) -> timedelta:
    """Give the group's shift: whole weeks, back or forth, never less than `FEWEST_WEEKS`."""
    draw = group.draw("date offset")
    weeks = FEWEST_WEEKS + draw.below(MOST_WEEKS - FEWEST_WEEKS + 1)
    return timedelta(weeks=weeks if draw.below(2) else -weeks)


def shifted(written: str, by: timedelta) -> str | None:
    """Shift every date in `written`; None where there is none, or something beside them is not understood."""
    new, at, dates = [], 0, 0
    while at < len(written):
        clock = _CLOCK.match(written, at)
        if clock:
            new.append(clock[0])
            at = clock.end()
            continue
        found = _DATE.match(written, at)
        if found:
            moved = _moved(found, by)
            if moved is None:
                return None
            new.append(moved)
            dates, at = dates + 1, found.end()
            continue
        until = _next(written, at)
        if not _AROUND.fullmatch(written, at, until):
            return None
        new.append(written[at:until])
        at = until
    return "".join(new) if dates else None


def _next(written: str, at: int) -> int:
    found = [match.start() for pattern in (_CLOCK, _DATE) if (match := pattern.search(written, at))]
    return min(found, default=len(written))


def _moved(found: re.Match[str], by: timedelta) -> str | None:
    """Shift one date and write it in its own format; None where there is no such day."""
    said = {name[0]: (value, found.span(name)) for name, value in found.groupdict().items() if value is not None}
    day = _number(said["d"][0]) if "d" in said else None
    month = _month(said["M"][0]) if "M" in said else int(said["m"][0]) if "m" in said else None
    yearless = 2024 if (day, month) == (29, 2) else _YEARLESS
    year = full_year(said["y"][0]) if "y" in said else yearless
    try:
        # A month alone stands for its middle, a year alone for its own.
        old = date(year, 7 if month is None else month, day if day is not None else 15 if month else 1)
        new = old + by
    except (ValueError, OverflowError):
        return None
    if new.year < 1000 or new.year > 9999:
        return None
    parts = {"d": str(new.day), "m": str(new.month), "M": _MONTHS[new.month - 1], "y": f"{new.year:04d}"}
    pieces, at = [], found.start()
    for kind, (value, (start, end)) in sorted(said.items(), key=lambda each: each[1][1]):
        if kind in parts:
            pieces += [found.string[at:start], _written(kind, value, parts[kind], worded="M" in said)]
            at = end
    tail = found.string[at : found.end()]
    return "".join(pieces).replace("°", "").replace("º", "") + tail


def _written(kind: str, old: str, new: str, *, worded: bool) -> str:
    if kind == "M":
        word = new if old.lower() in _MONTHS else new[:3]
        return alike(old, word.title() if old[0].isupper() else word)
    if kind == "y":
        return new if len(old) == 4 else old[:-2] + new[-2:]
    # "12 marzo" may become "5 maggio", "12/03" becomes "05/05".
    padded = old.startswith("0") or not worded
    return new.zfill(len(old)) if old.isdigit() and padded else new


def _number(day: str) -> int:
    return int(day) if day.isdigit() else 1


def _month(word: str) -> int:
    return 1 + next(number for number, month in enumerate(_MONTHS) if month.startswith(word.lower()[:3]))


def full_year(said: str) -> int:
    """Give the year that four digits say, or two: "36" to "99" are of the last century, "'35" of this."""
    number = int(said.lstrip("'’"))
    return number if len(said) == 4 else number + (2000 if number <= _LATEST_SHORT_YEAR else 1900)


def age_band(written: str) -> str:
    """Write an age over 89 as a band: "94 anni" as "oltre 89 anni", "94enne" as "ultranovantenne"."""
    low = written.casefold()
    noun = re.search(r"(?:enn[ei]|centenari[aeo]?)\b", low)
    if noun:
        return alike(written, "ultranovantenni" if noun[0].endswith(("nni", "ri", "ie")) else "ultranovantenne")
    return alike(written, "oltre 89 anni" if re.search(r"\b(?:ann[io]|aa|a)\b", low) else "oltre 89")
