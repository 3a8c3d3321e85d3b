"""Surrogates of places, addresses and facilities: Italian, existing where it does not matter, invented where it does."""

from __future__ import annotations

import re
from functools import cache

from validation.anonymisation.repair.keys import Draw
from validation.anonymisation.repair.names import surnames
from validation.anonymisation.repair.writing import alike, folded

__all__ = ["address", "facility", "place"]

_STREET = re.compile(
    r"\s*(?:via|viale|v\.?\s?le|piazza|p\.?\s?(?:zza|za)|piazzale|p\.?\s?le|corso|c\.?\s?so|largo|l\.?\s?go|vicolo|vico|salita|borgo|"
    r"contrada|c\.?\s?da|strada|str|s\.?\s?da|lungomare|lungotevere|lungarno|localit[aà]|loc|frazione|fraz|calle|rione|galleria|traversa)\b\.?",
    re.IGNORECASE,
)
_HOUSE = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_POSTCODE = re.compile(r"(?<!\d)\d{5}(?!\d)")
_FACILITY = re.compile(
    r"\s*(?:(?:ospedal[ei]|osp|policlinico|clinica|casa|di|cura|riposo|istituto|centro|medico|poliambulatorio|ambulatorio|presidio|"
    r"ospedaliero|ospedaliera|azienda|sanitaria|locale|universitaria|universitario|universit[aà]|universit|residenza|fondazione|"
    r"comunit[aà]|reparto|u\.?\s?o\.?|p\.?\s?o\.?|p\.?\s?s\.?|asl|ausl|asst|ats|usl|aou|ao|irccs|rsa|hospice|degli|studi|civile|farmacia)"
    r"\b\.?[\s,]*)+",
    re.IGNORECASE,
)
_PROVINCE = re.compile(r"[A-Z]{2}")


@cache
def _towns() -> tuple[str, ...]:
    """Give the names of the comuni of today, as python-codicefiscale lists them; those of Italian letters only."""
    from codicefiscale.data import get_indexed_data

    codes = get_indexed_data()["codes"].items()
    names = {place["name"] for code, places in codes if code[0] != "Z" for place in places if place["active"]}
    return tuple(sorted(name for name in names if re.fullmatch(r"[A-Za-z' ]{4,24}", name)))


@cache
def _provinces() -> tuple[str, ...]:
    from codicefiscale.data import get_indexed_data

    codes = get_indexed_data()["codes"].items()
    found = {place["province"] for code, places in codes if code[0] != "Z" for place in places if place["active"]}
    return tuple(sorted(code for code in found if _PROVINCE.fullmatch(code)))


@cache
def _saints() -> tuple[str, ...]:
    """Give first names before which "San" needs no other form."""
    from faker.providers.person.it_IT import Provider

    return tuple(sorted(name for name in set(Provider.first_names_male) if re.match(r"[BCDFGLMNPRTV][aeiou]", name)))


def _another(draw: Draw, values: tuple[str, ...], written: str) -> str:
    """Draw a value that does not stand in `written`."""
    old = folded(written)
    for _ in range(20):
        value = draw.one_of(values)
        if folded(value) not in old:
            break
    return value


def place(written: str, draw: Draw) -> str | None:
    """Give another comune, province code or postcode, of the kind that is written."""
    bare = written.strip(" ()")
    if _PROVINCE.fullmatch(bare):
        return written.replace(bare, _another(draw, _provinces(), bare))
    if any(letter.isdigit() for letter in bare):
        return address_tail(draw, written) if _POSTCODE.search(bare) else None
    return alike(written, _another(draw, _towns(), written))


def address_tail(draw: Draw, written: str) -> str:
    """Give a postcode, and a comune after it where `written` has more than the postcode."""
    postcode = f"{10 + draw.below(88)}{draw.below(10)}{draw.below(10)}{draw.below(10)}"
    more = any(letter.isalpha() for letter in written)
    return f"{postcode} {alike(written, _another(draw, _towns(), written))}" if more else postcode


def address(written: str, draw: Draw) -> str:
    """Give another street of the kind that is written, with a house number and a postcode where there are some."""
    street = _STREET.match(written)
    kind = street[0].strip() if street else alike(written, "Via")
    new = f"{kind} {alike(written[street.end() if street else 0 :], _another(draw, surnames(), written))}"
    if _HOUSE.search(written):
        new += f", {1 + draw.below(180)}"
    postcode = _POSTCODE.search(written)
    return f"{new}, {address_tail(draw, written[postcode.start() :])}" if postcode else new


def facility(written: str, draw: Draw) -> str:
    """Give a facility named after another saint; "Ospedale", "Clinica", "RSA" and the like at its head stay."""
    head = _FACILITY.match(written)
    kept = head[0] if head else ""
    rest = written[len(kept) :]
    name = alike(rest if any(map(str.isalpha, rest)) else written, f"San {_another(draw, _saints(), written)}")
    return f"{kept.rstrip()} {name}" if kept else name
