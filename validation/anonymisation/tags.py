"""The entities that the engine serves, and the Italian tag that stands for each in masked text.

    "Visitata la sig.ra [NOME] il [DATA] presso [STRUTTURA]."

A tag is square brackets around capitals. The set is closed: what is written like a tag and is not one of these was left
by another tool, and is told as a placeholder.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["SURE", "TAGS", "TAG_OF"]

TAG_OF: Mapping[str, str] = MappingProxyType(
    {
        "PERSON": "[NOME]",
        "IT_FISCAL_CODE": "[CODICE FISCALE]",
        "IT_HEALTH_CARD": "[TESSERA SANITARIA]",
        "IT_STP_CODE": "[CODICE STP]",
        "IT_PRESCRIPTION": "[RICETTA]",
        "RECORD_NUMBER": "[NUMERO PRATICA]",
        "PROFESSIONAL_ID": "[NUMERO ORDINE]",
        "PHONE_NUMBER": "[TELEFONO]",
        "EMAIL_ADDRESS": "[EMAIL]",
        "URL": "[URL]",
        "SOCIAL_HANDLE": "[PROFILO]",
        "ADDRESS": "[INDIRIZZO]",
        "LOCATION": "[LUOGO]",
        "FACILITY": "[STRUTTURA]",
        "DATE_TIME": "[DATA]",
        "DATE_OF_BIRTH": "[DATA DI NASCITA]",
        "DATE_OF_DEATH": "[DATA DI MORTE]",
        "AGE_OVER_89": "[ETÀ]",
        "IT_LICENSE_PLATE": "[TARGA]",
        "VEHICLE_ID": "[TELAIO]",
        "IT_IDENTITY_CARD": "[DOCUMENTO]",
        "IT_PASSPORT": "[DOCUMENTO]",
        "IT_DRIVER_LICENSE": "[DOCUMENTO]",
        "IT_RESIDENCE_PERMIT": "[DOCUMENTO]",
        "IBAN_CODE": "[IBAN]",
        "CREDIT_CARD": "[CARTA]",
        "IT_VAT_CODE": "[PARTITA IVA]",
        "DEVICE_NUMBER": "[DISPOSITIVO]",
        "IP_ADDRESS": "[INDIRIZZO IP]",
        "MAC_ADDRESS": "[INDIRIZZO MAC]",
        "QUASI_IDENTIFIER": "[DETTAGLIO]",
        "PLACEHOLDER": "[RIMOSSO]",
    }
)
"""The tag of each entity, in the order in which reports list them: direct identifiers first, details last."""

TAGS = frozenset(TAG_OF.values())
"""Every tag that masking writes."""

SURE = 0.5
"""The score from which a hit stands for itself; below it stands a word or number that only nobody vouches for.

The id of a row is a code by its nature, so that in ids only sure hits count.
"""
