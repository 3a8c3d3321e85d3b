"""The codes of identifiers, and which code each kind has.

Direct identifiers lead to one person by themselves and stop a release; each is told with its place. Details that lead to
somebody only together with others (a date, a town) are warnings, told by number: a corpus of case reports holds thousands, and
it is for its owner to say whether they may stay. `--strict` makes errors of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from validation.findings import Code, Severity

__all__ = ["CODES", "CODE_OF", "INDIRECT", "NAME", "UNEXPLAINED_NUMBER", "UNKNOWN_WORD"]

_REMEDY = "Look at the place in the source. Mask or replace it there, or accept it in the release file with the reason."
_COUNTED = "`referto scan` tells the places, `referto anonymise` masks or replaces them."

NAME = Code(
    "ANON01", "person-name-found", Severity.ERROR, "A name of a person: listed, titled, or written as one.", _REMEDY
)
FISCAL_CODE = Code(
    "ANON02", "fiscal-code-found", Severity.ERROR, "A codice fiscale, whatever its check digit.", _REMEDY
)
PHONE = Code("ANON03", "phone-number-found", Severity.ERROR, "An Italian telephone number.", _REMEDY)
EMAIL = Code("ANON04", "email-address-found", Severity.ERROR, "An e-mail or PEC address, or a profile's name.", _REMEDY)
DOCUMENT = Code(
    "ANON05",
    "identity-document-found",
    Severity.ERROR,
    "The number of an identity card, passport, driving licence or residence permit.",
    _REMEDY,
)
PAYMENT = Code("ANON06", "payment-number-found", Severity.ERROR, "An IBAN, a payment card or a VAT number.", _REMEDY)
NETWORK = Code("ANON07", "network-address-found", Severity.ERROR, "An IP or MAC address.", _REMEDY)
URL = Code(
    "ANON08",
    "url-found",
    Severity.WARNING,
    cause="An address of a web page, which may lead to a person or only to a publisher.",
    remedy="See where it leads; mask it if to a person.",
)
HEALTH = Code(
    "ANON09",
    "health-number-found",
    Severity.ERROR,
    "The number of a health card, STP or ENI code, prescription, record, report, sample, device or member of an order.",
    _REMEDY,
)
ADDRESS = Code("ANON10", "street-address-found", Severity.ERROR, "A street, with or without its number.", _REMEDY)
VEHICLE = Code("ANON11", "vehicle-number-found", Severity.ERROR, "A number plate or the number of a frame.", _REMEDY)
LIFE_DATE = Code("ANON12", "birth-or-death-date-found", Severity.ERROR, "When somebody was born or died.", _REMEDY)
OLD_AGE = Code(
    "ANON13", "age-over-89-found", Severity.WARNING, "An age of ninety or more, which few people have.", _COUNTED
)
PLACE = Code("ANON14", "place-found", Severity.WARNING, "A town, province, region, country or postcode.", _COUNTED)
FACILITY = Code(
    "ANON15", "facility-found", Severity.WARNING, "A hospital, ward, home or health service by name.", _COUNTED
)
DATE = Code("ANON16", "date-found", Severity.WARNING, "A date with a day or a month, or an exact time.", _COUNTED)
DETAIL = Code(
    "ANON17",
    "quasi-identifier-found",
    Severity.WARNING,
    "An origin, faith, office, employer, school or event that few people share.",
    _COUNTED,
)
PLACEHOLDER = Code(
    "ANON18",
    "placeholder-found",
    Severity.WARNING,
    "A mark that another tool left where it took something out; half of a name may stand beside it.",
    "See what stands beside it, and write one of referto's own tags instead.",
)
UNKNOWN_WORD = Code(
    "ANON19",
    "unknown-capitalised-word",
    Severity.WARNING,
    "A word with a capital that no vocabulary vouches for: a name, or a word that nobody has listed.",
    "Read them: `referto scan` tells the places, `referto review` shows them.",
)
UNEXPLAINED_NUMBER = Code(
    "ANON20",
    "unexplained-number",
    Severity.WARNING,
    "A long number, or letters with figures, and nothing in the text says what it is: somebody or something may have it.",
    "Read them: `referto scan` tells the places, `referto review` shows them.",
)

CODE_OF: Mapping[str, Code] = {
    "PERSON": NAME,
    "IT_FISCAL_CODE": FISCAL_CODE,
    "PHONE_NUMBER": PHONE,
    "EMAIL_ADDRESS": EMAIL,
    "SOCIAL_HANDLE": EMAIL,
    "IT_IDENTITY_CARD": DOCUMENT,
    "IT_PASSPORT": DOCUMENT,
    "IT_DRIVER_LICENSE": DOCUMENT,
    "IT_RESIDENCE_PERMIT": DOCUMENT,
    "IBAN_CODE": PAYMENT,
    "CREDIT_CARD": PAYMENT,
    "IT_VAT_CODE": PAYMENT,
    "IP_ADDRESS": NETWORK,
    "MAC_ADDRESS": NETWORK,
    "URL": URL,
    "IT_HEALTH_CARD": HEALTH,
    "IT_STP_CODE": HEALTH,
    "IT_PRESCRIPTION": HEALTH,
    "RECORD_NUMBER": HEALTH,
    "PROFESSIONAL_ID": HEALTH,
    "DEVICE_NUMBER": HEALTH,
    "ADDRESS": ADDRESS,
    "IT_LICENSE_PLATE": VEHICLE,
    "VEHICLE_ID": VEHICLE,
    "DATE_OF_BIRTH": LIFE_DATE,
    "DATE_OF_DEATH": LIFE_DATE,
    "AGE_OVER_89": OLD_AGE,
    "LOCATION": PLACE,
    "FACILITY": FACILITY,
    "DATE_TIME": DATE,
    "QUASI_IDENTIFIER": DETAIL,
    "PLACEHOLDER": PLACEHOLDER,
}
"""Which code a found entity type has; every type that the engine serves must stand here."""

INDIRECT = frozenset({OLD_AGE, PLACE, FACILITY, DATE, DETAIL, PLACEHOLDER, UNKNOWN_WORD, UNEXPLAINED_NUMBER})
"""Codes that are told by number and not by place."""

CODES: tuple[Code, ...] = (*dict.fromkeys(CODE_OF.values()), UNKNOWN_WORD, UNEXPLAINED_NUMBER)
