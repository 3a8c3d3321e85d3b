"""Surrogates of numbers and codes: written like the original, with check digits that are right where the original's may be.

None of them is reserved for fiction in Italy, so a telephone number drawn here may be somebody's.
"""

from __future__ import annotations

import re
import string
from datetime import date, timedelta
from functools import cache

from validation.anonymisation.repair.dates import full_year
from validation.anonymisation.repair.keys import Draw, Key
from validation.anonymisation.repair.names import first_names, surnames
from validation.anonymisation.repair.writing import compact, reshaped

__all__ = ["card", "fiscal_code", "health_card", "iban", "luhn", "phone", "vat_code"]

_COUNTRY = re.compile(r"\s*[(\[]?(?:\+|00)\s*39[)\]]?")
_BIRTH_MONTHS = "ABCDEHLMPRST"
_OMOCODIA = str.maketrans("LMNPQRSTUV", "0123456789")


def _rewritten(written: str, code: str) -> str | None:
    """Write `code` over the letters and digits of `written`, in their case; None where their number differs."""
    letters = iter(code)
    if sum(map(str.isalnum, written)) != len(code):
        return None
    new = (next(letters) if letter.isalnum() else letter for letter in written)
    return "".join(each.lower() if old.islower() else each for old, each in zip(written, new, strict=True))


def _digits(draw: Draw, count: int) -> str:
    return "".join(str(draw.below(10)) for _ in range(count))


def luhn(digits: str) -> str:
    """Give the digit that makes `digits` and it right by Luhn's rule (cards, VAT codes, health cards)."""
    doubled = (int(each) * (2 - number % 2) for number, each in enumerate(reversed(digits)))
    return str(-sum(each // 10 + each % 10 for each in doubled) % 10)


def phone(written: str, draw: Draw) -> str | None:
    """Give another number; +39 and its first digit stay, so a mobile stays one, and blanks make no difference."""
    country = _COUNTRY.match(written)
    head = country.end() if country else 0
    first = next((at for at in range(head, len(written)) if written[at].isdigit()), None)
    if first is None:
        return None
    return written[: first + 1] + _later(written[first + 1 :], draw)


def _later(written: str, draw: Draw) -> str:
    return "".join(str(draw.below(10)) if letter.isdigit() else letter for letter in written)


def card(written: str, draw: Draw) -> str | None:
    """Give another payment card: its first digit stays, the check digit is right."""
    code = compact(written)
    if not code.isdecimal() or len(code) < 8:
        return None
    body = code[0] + _digits(draw, len(code) - 2)
    return _rewritten(written, body + luhn(body))


def health_card(written: str, draw: Draw) -> str | None:
    """Give another number of a health insurance card: 80380 stays, the check digit is right."""
    code = compact(written)
    if not code.isdecimal() or len(code) != 20:
        return None
    body = code[:5] + _digits(draw, 14)
    return _rewritten(written, body + luhn(body))


def vat_code(written: str, draw: Draw) -> str | None:
    """Give another VAT code; the check digit is right."""
    code = compact(written)
    country = "IT" if code.startswith("IT") else ""
    if len(code) != len(country) + 11 or not code[len(country) :].isdecimal():
        return None
    body = "0" + _digits(draw, 9)
    return _rewritten(written, country + body + luhn(body))


def iban(written: str, draw: Draw) -> str | None:
    """Give another IBAN of the same country; the check digits are right, and the CIN of an Italian one too."""
    code = compact(written)
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{8,30}", code) or not code.isascii():
        return None
    country = code[:2]
    account = reshaped(code[4:], draw, letters="all")
    if country in ("IT", "SM") and len(code) == 27:
        account = _digits(draw, 22)
        account = _cin(account) + account
    number = "".join(str(int(letter, 36)) for letter in account + country + "00")
    return _rewritten(written, f"{country}{98 - int(number) % 97:02d}{account}")


def _cin(account: str) -> str:
    """Give the control letter of an Italian bank account: 22 digits of bank, branch and account."""
    odd = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21)
    total = sum(int(each) if number % 2 else odd[int(each)] for number, each in enumerate(account))
    return string.ascii_uppercase[total % 26]


def fiscal_code(written: str, group: Key, by: timedelta) -> str | None:
    """Give another fiscal code: same sex, birth date shifted by `by`, another place of birth, the check letter right.

    None where it is not a whole code, or its birth date is no date.
    """
    from codicefiscale.codicefiscale import encode_cin, encode_firstname, encode_lastname

    code = compact(written)
    if len(code) != 16 or not code.isascii():
        return None
    year, day = code[6:8].translate(_OMOCODIA), code[9:11].translate(_OMOCODIA)
    if not (year + day).isdecimal() or code[8] not in _BIRTH_MONTHS:
        return None
    woman = int(day) > 40
    try:
        # The century is not written and hardly matters: leap years fall alike, but for 1900.
        born = date(full_year(year), 1 + _BIRTH_MONTHS.index(code[8]), int(day) - 40 * woman) + by
    except ValueError:
        return None
    draw = group.draw("fiscal code", code)
    pools = _names("F" if woman else "M")
    places = _places("Z" if code[11] == "Z" else "")
    letters = encode_lastname(draw.one_of(surnames())) + encode_firstname(draw.one_of(pools))
    birth = f"{born.year % 100:02d}{_BIRTH_MONTHS[born.month - 1]}{born.day + 40 * woman:02d}"
    body = letters + birth + draw.one_of(places)
    return _rewritten(written, body + encode_cin(body + "X"))


@cache
def _names(gender: str) -> tuple[str, ...]:
    return tuple(sorted(first_names()[gender]))


@cache
def _places(country: str) -> tuple[str, ...]:
    """Give the codes of places of birth that exist today: Italian ones, or those of foreign countries ("Z")."""
    from codicefiscale.data import get_indexed_data

    codes = get_indexed_data()["codes"].items()
    active = (code for code, places in codes if any(place["active"] for place in places))
    return tuple(sorted(code for code in active if code.startswith("Z") == bool(country)))
