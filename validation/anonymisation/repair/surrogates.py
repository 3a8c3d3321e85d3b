"""The fictional value that stands for an identifier: `Surrogates`, one key, one function by entity."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from validation.anonymisation.repair import dates, geography, names, numbers
from validation.anonymisation.repair.keys import Draw, Key
from validation.anonymisation.repair.writing import compact, folded, reshaped
from validation.anonymisation.tags import TAG_OF

__all__ = ["MASKED", "Group", "Surrogates", "tag"]

_OTHER = "[RIMOSSO]"
_REMEMBERED = 1_000
"""So many groups, and replacements of each, are held; others are made again from the key."""


def tag(entity: str) -> str:
    """Give the tag that masks an entity; one that only a recogniser of the user's knows is "[RIMOSSO]"."""
    return TAG_OF.get(entity, _OTHER)


def _email(written: str, draw: Draw) -> str:
    first = folded(draw.one_of(tuple(sorted(names.first_names()["F"]))))
    return f"{first}.{folded(draw.one_of(names.surnames()))}@example.org"


def _with_letters(written: str, draw: Draw) -> str | None:
    return reshaped(written, draw, letters="all") if any(map(str.isdigit, written)) else None


def _number(written: str, draw: Draw) -> str | None:
    return reshaped(written, draw) if any(map(str.isdigit, written)) else None


def _digits_only(written: str, draw: Draw) -> str | None:
    return reshaped(written, draw, letters="none") if any(map(str.isdigit, written)) else None


_DRAWN: Mapping[str, Callable[[str, Draw], str | None]] = {
    "PHONE_NUMBER": numbers.phone,
    "EMAIL_ADDRESS": _email,
    "IBAN_CODE": numbers.iban,
    "CREDIT_CARD": numbers.card,
    "IT_VAT_CODE": numbers.vat_code,
    "IT_HEALTH_CARD": numbers.health_card,
    "IT_STP_CODE": _digits_only,
    "IT_PRESCRIPTION": _number,
    "RECORD_NUMBER": _number,
    "PROFESSIONAL_ID": _digits_only,
    "DEVICE_NUMBER": _number,
    "IT_LICENSE_PLATE": _with_letters,
    "VEHICLE_ID": _with_letters,
    "IT_IDENTITY_CARD": _with_letters,
    "IT_PASSPORT": _with_letters,
    "IT_DRIVER_LICENSE": _with_letters,
    "IT_RESIDENCE_PERMIT": _with_letters,
    "ADDRESS": geography.address,
    "LOCATION": geography.place,
    "FACILITY": geography.facility,
}
_DATES = frozenset(("DATE_TIME", "DATE_OF_BIRTH", "DATE_OF_DEATH"))
_CODES = frozenset(_DRAWN) - {"EMAIL_ADDRESS", "ADDRESS", "LOCATION", "FACILITY"}

MASKED = frozenset(TAG_OF) - frozenset(_DRAWN) - _DATES - {"PERSON", "IT_FISCAL_CODE", "AGE_OVER_89"}
"""The entities that have no surrogate and are masked in every mode."""


class Group:
    """The surrogates of one group (a patient, a case): its key and its shift of dates."""

    def __init__(self, key: Key) -> None:
        self._key = key
        self._offset = dates.offset(key)
        self._given: dict[tuple[str, str], str] = {}

    def replacement(self, entity: str, written: str) -> str:
        """Give what stands for `written`; never `written` itself: the tag, where there is no surrogate."""
        given = self._given.get((entity, written))
        if given is None:
            new = self._made(entity, written)
            given = new if new and folded(new) != folded(written) else tag(entity)
            if len(self._given) >= _REMEMBERED:
                self._given.clear()
            self._given[entity, written] = given
        return given

    def _made(self, entity: str, written: str) -> str | None:
        if entity == "PERSON":
            return names.name(written, self._key)
        if entity in _DATES:
            return dates.shifted(written, self._offset)
        if entity == "AGE_OVER_89":
            return dates.age_band(written)
        if entity == "IT_FISCAL_CODE":
            return numbers.fiscal_code(written, self._key, self._offset)
        made = _DRAWN.get(entity)
        if made is None:
            return None
        value = compact(written) if entity in _CODES else folded(written)
        if entity == "PHONE_NUMBER":
            value = _national(value)
        return made(written, self._key.draw(entity, value))


class Surrogates:
    """Give the `Group` of any row.

    Args:
        key: what everything is drawn with.
    """

    def __init__(self, key: Key) -> None:
        self._key = key
        self._groups: dict[str, Group] = {}

    def group(self, id: str) -> Group:
        """Give the surrogates of the group called `id`."""
        if id not in self._groups:
            if len(self._groups) >= _REMEMBERED:
                self._groups.clear()
            self._groups[id] = Group(self._key.derived("group", id))
        return self._groups[id]


def _national(number: str) -> str:
    """Take the country code off a telephone number, so that it has one surrogate with and without."""
    for code in ("0039", "39"):
        if number.startswith(code) and len(number) - len(code) >= 9:
            return number[len(code) :]
    return number
