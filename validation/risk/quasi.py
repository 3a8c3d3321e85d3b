"""Read from a row what, taken together, may single a person out: age band, sex, place, year, hospital, profession, origin.

A column of the row goes before the text. In the text the engine's hits tell places and hospitals where it serves them,
plain patterns tell the rest. What is not told is "", a value like any other: who hides among those of whom nothing is known.

The values are compared and counted, never written anywhere.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from datasets_builders.ngrams import fold

if TYPE_CHECKING:
    from validation.anonymisation.engine import Hit

__all__ = ["COLUMNS", "QUASI", "age_band", "dates_in", "quasi_identifiers", "sex_in"]

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "age": ("age", "eta", "età", "age_band"),
        "sex": ("sex", "gender", "sesso", "genere"),
        "place": (
            "place",
            "region",
            "province",
            "municipality",
            "luogo",
            "regione",
            "provincia",
            "comune",
            "residenza",
        ),
        "year": ("year", "date", "anno", "data"),
        "hospital": ("hospital", "centre", "ospedale", "struttura", "presidio"),
        "profession": ("profession", "occupation", "professione"),
        "origin": ("origin", "nationality", "nazionalità", "nazionalita", "cittadinanza", "origine"),
    }
)
"""The columns that tell each of them, before the text does."""

QUASI = tuple(COLUMNS)
"""The names of the quasi-identifiers."""

_ENTITY = {"place": ("LOCATION", "ADDRESS"), "hospital": ("FACILITY",)}

_AGE = re.compile(
    r"(?<![\w.,/-])(?:(?P<age>\d{1,3})[ -]?(?:(?:anni|aa|a)\b\.?(?!\s+(?:fa|prima|dopo|or sono|di (?:distanza|terapia|storia)))"
    r"|enne\b)|\b(?:anni|età(?: di)?:?)\s+(?P<age2>\d{1,3})\b"
    r"|(?P<tens>vent|trent|quarant|cinquant|sessant|settant|ottant|novant)[a-zé]{0,10}(?:enne|['’ ]\s?anni(?!\s+(?:fa|prima|dopo)))\b"
    r"|(?P<teens>dieci|(?:un|do|tre|quattor|quin|se)dici?|dici(?:assett|ott|annov)[eo]?)(?:enne|\s+anni)\b)",
    re.IGNORECASE,
)
_TENS = {
    stem: 10 * number
    for number, stem in enumerate("vent trent quarant cinquant sessant settant ottant novant".split(), start=2)
}
_SPAN = re.compile(
    r"(?:\bda|\bper|\bdopo|\bin|\bdi circa|\bultim[io]|\bogni|\bpregress\w*|\bfino a|\bsuccessiv[io])\s+$", re.I
)
_INFANT = re.compile(
    r"\b(?:neonat[oa]|lattante|(?:bimb|bambin)[oa])\b[^.\n]{0,25}\b\d{1,2}\s?(?:mesi|giorni|settimane)\b", re.I
)
_FEMALE = re.compile(
    r"\b(?:sig\.?\s?(?:ra|na)|signora|signorina|donna|femmina|ragazza|bambina|bimba|neonata|la paziente|la pz|nata"
    r"|ricoverata|ospedalizzata|affetta|gravida|puerpera|sesso femminile)\b",
    re.IGNORECASE,
)
_MALE = re.compile(
    r"\b(?:signore?|sig|uomo|maschio|ragazzo|bambino|bimbo|neonato|il paziente|il pz|nato|ricoverato|ospedalizzato|affetto"
    r"|sesso maschile)\b(?!\.?\s?(?:ra|na)\b)",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?i:residente|domiciliat[oa]|nat[oa]|provenient[ei]|originari[oa]|abita|vive)\s+(?:a|ad|in|da|di|del|della|nel|nella)\s+"
    r"(?P<place>[A-ZÀ-Ý][\w'’-]+(?:\s[A-ZÀ-Ý][\w'’-]+){0,2})"
)
_HOSPITAL = re.compile(
    r"\b(?i:ospedale|osp\.|policlinico|presidio ospedaliero|clinica|casa di cura|istituto)\s+"
    r"(?P<hospital>(?:(?i:di|del|della|san|santa|s\.)\s+)?[A-ZÀ-Ý][\w'’-]+(?:\s[A-ZÀ-Ý][\w'’-]+){0,3})"
)
_PROFESSION = re.compile(
    r"\b(?:agricolt\w{3,5}|allevat\w{3,5}|autist[ai]|avvocat[oa]|badante|barista|bracciante|calciatore|calciatrice|carabiniere"
    r"|casaling[ao]|commess[oa]|contadin[oa]|cuoc[oa]|elettricista|falegname|fabbro|geometra|giornalista|idraulico|impiegat[oa]"
    r"|imbianchino|infermier[ea] di professione|ingegnere|insegnante|macellaio|maestr[oa] elementare|marinaio|meccanico|minatore"
    r"|muratore|musicista|notaio|operai[oa]|panettiere|parrucchier[ea]|pastore|pensionat[oa]|pescatore|pilota|poliziott[oa]"
    r"|religios[oa]|sacerdote|sarto|sarta|saldatore|student(?:e|essa)|suora|tassista|veterinari[oa]|vigile del fuoco)\b",
    re.IGNORECASE,
)
_ORIGIN = re.compile(
    r"\b(?P<stem>afgan|alban|algerin|argentin|banglades|bengales|bolivian|brasilian|bulgar|camerunen|cinges|cines|colombian"
    r"|cuban|dominican|ecuadorian|egizian|eritre|etiop|filippin|ghanes|indian|iranian|irachen|ivorian|keniot|libic|marocchin"
    r"|moldav|nigerian|pakistan|peruvian|polacc|romen|rumen|russ|senegales|serb|sirian|somal|srilankes|tunisin|turc|ucrain"
    r"|venezuelan|rom|sinti)(?:[aeio]|[aeio]n[aeio]|hi|he)?\b",
    re.IGNORECASE,
)
_BEFORE_ORIGIN = re.compile(
    r"(?:origin[ei]|nazionalità|cittadin[oa]|etnia|cittadinanza|paziente|donna|uomo|ragazz[oa])\W+(?:di\s+)?$", re.I
)

_MONTHS = {
    name: number
    for number, names in enumerate(
        "gennaio gen|febbraio feb|marzo mar|aprile apr|maggio mag|giugno giu|luglio lug|agosto ago|settembre set sett"
        "|ottobre ott|novembre nov|dicembre dic".split("|"),
        start=1,
    )
    for name in names.split()
}
_DATE = re.compile(
    r"(?<![\d/.-])(?:(?P<d>\d{1,2})(?P<mark>[/.-])(?P<m>\d{1,2})(?P=mark)(?P<y>\d{4}|\d{2})"
    r"|(?P<y2>\d{4})-(?P<m2>\d{2})-(?P<d2>\d{2})"
    rf"|(?P<d3>\d{{1,2}})[°º]?\s+(?P<m3>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?\s+(?P<y3>\d{{4}}))(?![\d/-])",
    re.IGNORECASE,
)


def quasi_identifiers(row: Mapping[str, Any], text: str, hits: Iterable[Hit]) -> dict[str, str]:
    """Give the value of each of `QUASI` for a row, "" where nothing tells it.

    Args:
        row: its columns.
        text: its text.
        hits: what the engine found in it.
    """
    told = {name: _of_columns(name, row) for name in QUASI}
    found = list(hits)
    return {name: told[name] or _of_text(name, text, found) for name in QUASI}


def _of_columns(name: str, row: Mapping[str, Any]) -> str:
    for column in COLUMNS[name]:
        value = row.get(column)
        if isinstance(value, str | int | float | datetime.date) and not isinstance(value, bool) and str(value).strip():
            return _COARSE.get(name, fold)(str(value))
    return ""


def _of_text(name: str, text: str, hits: list[Hit]) -> str:
    for hit in hits:
        if hit.entity in _ENTITY.get(name, ()):
            return fold(text[hit.start : hit.end])
    return _IN_TEXT[name](text)


def age_band(text: str) -> str:
    """Give the band of ten years of the first age in a text, "90+" from there on; "" where no age is told."""
    for found in _AGE.finditer(text):
        age = _age(found)
        if age <= 120 and not _SPAN.search(text, max(0, found.start() - 20), found.start()):
            return _band(age)
    return _band(0) if _INFANT.search(text) else ""


def _age(found: re.Match[str]) -> int:
    if found["tens"]:
        return _TENS[found["tens"].lower()]  # the band is all that is asked
    return 10 if found["teens"] else int(found["age"] or found["age2"])


def _band(age: int) -> str:
    return "90+" if age >= 90 else f"{age // 10 * 10}-{age // 10 * 10 + 9}"


def _band_of_column(value: str) -> str:
    found = re.match(r"\d{1,3}", value.strip())
    return _band(int(found[0])) if found else fold(value)


def sex_in(text: str) -> str:
    """Give "f" or "m", whichever has more words that tell it, the first where they are equal; "" where there is none."""
    female, male = list(_FEMALE.finditer(text)), list(_MALE.finditer(text))
    if len(female) != len(male):
        return "f" if len(female) > len(male) else "m"
    return "" if not female else "f" if female[0].start() < male[0].start() else "m"


def dates_in(text: str) -> list[datetime.date]:
    """Give the full dates of a text that can be, in the order in which they stand; of two digits the year is 20xx or 19xx."""
    dates = []
    for found in _DATE.finditer(text):
        day, month, year = (found[each] or found[f"{each}2"] or found[f"{each}3"] for each in "dmy")
        number = _MONTHS.get(month.lower()) or int(month)
        full = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 50 else 1900)
        try:
            dates.append(datetime.date(full, number, int(day)))
        except ValueError:
            continue  # 31/02, or a ratio that looks like a date
    return [date for date in dates if 1900 <= date.year <= 2100]


def _year(text: str) -> str:
    dates = dates_in(text)
    return str(max(dates).year) if dates else ""


def _year_of_column(value: str) -> str:
    found = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", value)
    return found[0] if found else ""


def _group(pattern: re.Pattern[str], name: str | int) -> Callable[[str], str]:
    def first(text: str) -> str:
        found = pattern.search(text)
        return fold(found[name]) if found else ""

    return first


def _origin(text: str) -> str:
    for found in _ORIGIN.finditer(text):
        if _BEFORE_ORIGIN.search(text, max(0, found.start() - 25), found.start()):
            return found["stem"].casefold()
    return ""


_COARSE: Mapping[str, Callable[[str], str]] = {"age": _band_of_column, "year": _year_of_column}
_IN_TEXT: Mapping[str, Callable[[str], str]] = {
    "age": age_band,
    "sex": sex_in,
    "place": _group(_PLACE, "place"),
    "year": _year,
    "hospital": _group(_HOSPITAL, "hospital"),
    "profession": _group(_PROFESSION, 0),
    "origin": _origin,
}
