"""Numbers and addresses: Presidio's own recognisers, corrected where Italian clinical text proved them wrong.

Each class below changes one thing, told in its docstring, and is still the Presidio recogniser for the rest.

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import tldextract
from presidio_analyzer import Pattern
from presidio_analyzer.predefined_recognizers import (
    EmailRecognizer,
    IpRecognizer,
    ItFiscalCodeRecognizer,
    ItVatCodeRecognizer,
    PhoneRecognizer,
)

if TYPE_CHECKING:
    from presidio_analyzer import RecognizerResult

__all__ = [
    "EMAIL_PATTERNS",
    "FISCAL_CODE_PATTERNS",
    "IP_PATTERNS",
    "URL_PATTERNS",
    "ItalianEmail",
    "ItalianFiscalCode",
    "ItalianPhone",
    "ItalianVatCode",
]

_PATH = r"""[^\s<>"'«»“”]*[^\s<>"'«»“”.,;:!?()\[\]{}]/?"""  # a URL's tail, which ends in no mark of its sentence
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_BARE = r"(?-i:it|com|org|net|eu|info|edu|gov)(?![\w@-])"
_SHORT = r"(?-i:bit\.ly|t\.me|wa\.me|youtu\.be|goo\.gl)"

# Presidio takes any "word.tld", and Italian prose that forgets the blank after a full stop is full of those
# ("aumentata.Si", "Pz.in", "norma.Ag": .si, .in and .ag are countries). So something must speak for a URL.
URL_PATTERNS = (
    # A scheme.
    Pattern("scheme", rf"(?<![a-z])(?:https?|ftps?)://{_PATH}", 0.6),
    # Or www, in any case.
    Pattern("www", rf"(?<![\w@.-])www\d{{0,3}}(?:\.[\w-]+)+(?:[/?#:]{_PATH})?/?", 0.6),
    # Or a lower-case suffix, common in Italy, that is no Italian word and begins no sentence.
    Pattern("common suffix", rf"(?<![\w@./-])(?:{_LABEL}\.)+{_BARE}(?:[/?#:]{_PATH})?/?", 0.5),
    # Or a shortener or messenger with a path: their suffixes alone would be words ("me", "be").
    Pattern("short link", rf"(?<![\w@./-]){_SHORT}/{_PATH}", 0.5),
)
"""URLs, for prose that forgets the blank after a full stop."""

FISCAL_CODE_PATTERNS = (
    *ItFiscalCodeRecognizer.PATTERNS,
    # What looks like one but breaks the rules for names and dates, or is written in groups: it counts if its
    # check digit is right or its context names it ("C.F. RSS MRA 80A01 H501U").
    Pattern(
        "fiscal code, loosely",
        r"(?<![a-z0-9])[a-z]{3}[ \u00a0]?[a-z]{3}[ \u00a0]?[0-9lmnp-v]{2}[ \u00a0]?[a-ehlmpr-t][ \u00a0]?"
        r"[0-9lmnp-v]{2}[ \u00a0]?[a-z][0-9lmnp-v]{3}[ \u00a0]?[a-z](?![a-z0-9])",
        0.2,
    ),
)
"""Presidio's fiscal code, and whatever is presented as one."""

_LOCAL = r"!#$%&'*+\-/=?^_`{|}~\w"
EMAIL_PATTERNS = (
    # Presidio's regex with the local part held to the 64 characters that RFC 5321 allows it: without that
    # bound its time grows with the square of the length of a token.
    Pattern(
        "e-mail",
        rf"\b(?:[{_LOCAL}][{_LOCAL}.]{{0,62}})?[{_LOCAL}]@\w+(?:-+\w+)*(?:\.\w+(?:-+\w+)*)+\b",
        0.5,
    ),
)
"""E-mail addresses, in linear time."""

IP_PATTERNS = tuple(
    # Enzymes have four numbers too ("EC 3.4.14.5"), and so have numbered headings ("4.2.1.1.3", five).
    Pattern(pattern.name, rf"(?<!\bE\.?C\.?[ :]?)(?<!\d\.){pattern.regex}(?!\.\d)", pattern.score)
    if pattern.name == "IPv4"
    else pattern
    for pattern in IpRecognizer.PATTERNS
)
"""Presidio's IP patterns, without enzyme numbers and headings."""


class ItalianFiscalCode(ItFiscalCodeRecognizer):  # type: ignore[misc]  # Presidio is untyped for us
    """Presidio's fiscal code that survives blanks and characters beyond ASCII (no check digit for these)."""

    def validate_result(self, pattern_text: str) -> bool | None:
        """Check the check digit: True where it is right, None where not (the pattern's own score stays)."""
        code = pattern_text.replace(" ", "").replace("\u00a0", "")
        return True if code.isascii() and super().validate_result(code) else None


class ItalianVatCode(ItVatCodeRecognizer):  # type: ignore[misc]
    """Presidio's VAT code that stays weak without context: one in ten of all 11-digit numbers checks."""

    def validate_result(self, pattern_text: str) -> bool | None:
        """Check the check digit: False drops the number, None leaves it to its context."""
        return None if super().validate_result(pattern_text) else False


class ItalianEmail(EmailRecognizer):  # type: ignore[misc]
    """Presidio's e-mail that keeps an unknown suffix: a hospital's own, or one glued to the next word."""

    def validate_result(self, pattern_text: str) -> bool | None:
        """Look the suffix up in the list that ships with tldextract: True where it is known, else None."""
        return True if tldextract.extract(pattern_text).fqdn else None


class ItalianPhone(PhoneRecognizer):  # type: ignore[misc]
    """Presidio's telephone number for Italy that leaves dates, ranges and medicine codes alone.

    Dates and ranges of decimals are hidden from phonenumbers, which would take "03.12.2019" and "0.22-0.77"
    for numbers, and would overlook a number that follows "12/03/2019". What may be a number but rarely is
    (fewer than eight digits; a medicine's nine-digit AIC code) gets the score `WEAK`: its context decides.
    """

    WEAK = 0.2
    FEWEST = 6  # phonenumbers reads "0512 int" as digits on a keypad; no Italian number has fewer than six

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        """Find telephone numbers in `text`, as Presidio's does."""
        results = []
        for result in super().analyze(_hide(text), entities, nlp_artifacts):
            number = text[result.start : result.end]
            if sum(map(str.isdecimal, number)) < self.FEWEST:
                continue
            if _is_doubtful(number):
                result.score = self.WEAK
            results.append(result)
        return results


_NO_PHONES = re.compile(
    # Day, month and year with one separator; the year has four digits or two.
    r"(?<![\d/.-])(?:0?[1-9]|[12]\d|3[01])([/.-])(?:0?[1-9]|1[0-2])\1(?:(?:19|20)\d\d|\d\d)(?!\d|[/.-]\d)"
    # A medicine's AIC code, named as one.
    r"|\bA\.?I\.?C\b[^\d\n]{0,20}\d{6}[/ .-]?\d{3}(?!\d)"
    # Two decimals: "0.22-0.77", "(0,10 - 0,20"; so are times "08.00-14.00" and thousands "8.000-12.000".
    r"|(?<![\d.,])\d{1,3}[.,:]\d{1,3} ?[-–—÷] ?\d{1,3}[.,:]\d{1,3}(?!\d|[.,]\d)"
    # Two whole numbers of four or five digits that begin like no Italian area code: "8000-16000".
    r"|(?<![\d.,])[1-9]\d{3,4} ?[-–—÷] ?[1-9]\d{3,4}(?!\d)"
)


def _hide(text: str) -> str:
    """Write bullets over what is no telephone number; the length stays."""
    return _NO_PHONES.sub(lambda found: "•" * len(found[0]), text)


def _is_doubtful(number: str) -> bool:
    if "+" in number or "＋" in number:
        return False
    digits = [int(character) for character in number if character.isdecimal()]
    return len(digits) < 8 or (len(digits) == 9 and digits[0] == 0 and number.isdecimal() and _is_aic(digits))


def _is_aic(digits: list[int]) -> bool:
    """Check the last digit of a medicine's AIC code (its authorisation): every second digit is doubled."""
    doubled = sum(double // 10 + double % 10 for double in (2 * digit for digit in digits[1:8:2]))
    return (sum(digits[0:8:2]) + doubled) % 10 == digits[8]
