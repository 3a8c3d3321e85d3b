"""An engine of a few rules, so that what repair does can be told from what recognisers find."""

from __future__ import annotations

import pytest

from validation.anonymisation.engine import IdentifierEngine
from validation.anonymisation.network import stay_offline
from validation.anonymisation.repair.keys import Key
from validation.anonymisation.repair.texts import Selection, TextRepair


@pytest.fixture(scope="session")
def rules() -> IdentifierEngine:
    """Finds capitalised words in pairs, numeric dates, runs of digits, addresses of mail and of pages; surrogates too."""
    stay_offline()
    from presidio_analyzer import Pattern, PatternRecognizer

    patterns = {
        "PERSON": r"(?-i:\b[A-Z]\w*[a-z]\w*(?: [A-Z]\w*[a-z]\w*)+)",
        "DATE_TIME": r"\b\d{1,2}/\d{1,2}/\d{4}\b",
        "PHONE_NUMBER": r"\b3\d\d ?\d{3} ?\d{4}\b",
        "EMAIL_ADDRESS": r"\b[\w.]+@[\w.]+\w",
        "URL": r"\bwww\.\w+\.it\b",
    }
    return IdentifierEngine(
        PatternRecognizer(entity, name=entity, supported_language="it", patterns=[Pattern(entity, pattern, 0.8)])
        for entity, pattern in patterns.items()
    )


@pytest.fixture
def key() -> Key:
    return Key(bytes(range(48)))


@pytest.fixture
def repair(rules: IdentifierEngine) -> TextRepair:
    return TextRepair(rules, Selection(frozenset(rules.entities)))
