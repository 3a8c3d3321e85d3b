"""The voices: the Presidio recognisers that listen to Italian text, with context words and gate patterns.

    from validation.anonymisation.engine import IdentifierEngine
    from validation.anonymisation.recognisers import italian_recognisers

    engine = IdentifierEngine([*italian_recognisers(), my_presidio_recogniser])

This module imports Presidio only when `italian_recognisers` is called, and cuts its ways out first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from validation.anonymisation.gate import PATTERNS, gated
from validation.anonymisation.network import stay_offline

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer

__all__ = ["CONTEXT", "italian_recognisers"]

CONTEXT: dict[str, list[str]] = {
    "fiscal-code": ["codice fiscale", "cod fiscale", "cod fisc", "c.f.", "cf"],
    "vat-code": ["partita iva", "p.iva", "p.i.", "piva", "iva", "vat"],
    "driver-licence": ["patente", "licenza di guida"],
    "passport": ["passaporto", "passaporti", "passport", "documento", "documenti"],
    "identity-card": [
        "identità",
        "c.i.",
        "cie",
        "carta elettronica",
        "documento",
        "documenti",
        "riconoscimento",
        "espatrio",
    ],
    "email": ["email", "e-mail", "mail", "pec", "posta"],
    "iban": ["iban", "banca", "bonifico", "c/c", "conto corrente"],
    "credit-card": ["carta di credito", "carta", "visa", "mastercard", "maestro", "amex", "bancomat"],
    "phone": [
        "tel",
        "telefono",
        "telefonico",
        "telefonica",
        "telefonare",
        "cell",
        "cellulare",
        "fax",
        "recapito",
        "recapiti",
        "mobile",
        "whatsapp",
        "chiamare",
        "contattare",
        "centralino",
    ],
    "ip-address": ["ip", "ipv4", "ipv6", "indirizzo ip"],
    "url": ["sito", "url", "link", "web"],
    "mac-address": ["mac", "mac address", "ethernet"],
}
"""Italian context words, by recogniser name; compared as whole words, whatever their case or accents."""


def italian_recognisers() -> list[EntityRecognizer]:
    """Make the recognisers, with their names, Italian context words and gates; no network, no model."""
    stay_offline()
    from presidio_analyzer import predefined_recognizers as presidio

    from validation.anonymisation.recognisers import (
        addresses,
        ages,
        codes,
        dates,
        facilities,
        fiscal,
        identifiers,
        initials,
        names,
        patterns,
        payments,
        placeholders,
        places,
        quasi_identifiers,
    )

    def voice(kind: type[EntityRecognizer], name: str, **settings: object) -> EntityRecognizer:
        made = kind(name=name, context=CONTEXT[name], supported_language="it", **settings)
        return gated(made, PATTERNS[name])

    def rules(name: str, entity: str, rules: Sequence[patterns.Rule]) -> EntityRecognizer:
        return patterns.PatternVoice(name, entity, rules, gate=PATTERNS[name], context=CONTEXT[name])

    return [
        rules("fiscal-code", "IT_FISCAL_CODE", fiscal.FISCAL_CODE_RULES),
        rules("vat-code", "IT_VAT_CODE", payments.VAT_RULES),
        voice(presidio.ItDriverLicenseRecognizer, "driver-licence"),
        voice(presidio.ItPassportRecognizer, "passport"),
        voice(presidio.ItIdentityCardRecognizer, "identity-card"),
        voice(identifiers.ItalianEmail, "email", patterns=list(identifiers.EMAIL_PATTERNS)),
        rules("iban", "IBAN_CODE", payments.IBAN_RULES),
        rules("credit-card", "CREDIT_CARD", payments.CARD_RULES),
        voice(identifiers.ItalianPhone, "phone", supported_regions=("IT",)),
        identifiers.named_phone(),
        *codes.code_voices(),
        voice(presidio.IpRecognizer, "ip-address", patterns=list(identifiers.IP_PATTERNS)),
        rules("url", "URL", identifiers.URL_RULES),
        voice(presidio.MacAddressRecognizer, "mac-address"),
        names.NameVoice(),
        initials.initials_voice(),
        *addresses.address_voices(),
        *facilities.facility_voices(),
        *places.place_voices(),
        *dates.date_voices(),
        *ages.age_voices(),
        *quasi_identifiers.quasi_identifier_voices(),
        *placeholders.placeholder_voices(),
    ]
