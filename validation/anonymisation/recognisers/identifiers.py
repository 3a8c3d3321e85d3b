"""Numbers and addresses: Presidio's own recognisers, corrected where Italian clinical text proved them wrong.

Each class below changes one thing, told in its docstring, and is still the Presidio recogniser for the rest.

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import tldextract
from phonenumbers import PhoneNumberMatch, PhoneNumberMatcher
from presidio_analyzer import EntityRecognizer, Pattern
from presidio_analyzer.predefined_recognizers import (
    EmailRecognizer,
    IpRecognizer,
    PhoneRecognizer,
)

from validation.anonymisation.gate import FOREIGN_DIGITS, PATTERNS
from validation.anonymisation.listening import Said
from validation.anonymisation.recognisers.contacts import named_phone_voice
from validation.anonymisation.recognisers.numbering import digits
from validation.anonymisation.recognisers.patterns import Rule, result_of

if TYPE_CHECKING:
    from presidio_analyzer import RecognizerResult

__all__ = [
    "EMAIL_PATTERNS",
    "IP_PATTERNS",
    "URL_RULES",
    "ItalianEmail",
    "ItalianPhone",
    "is_aic",
    "named_phone",
]

_PATH = r"""[^\s<>"'«»“”]*[^\s<>"'«»“”.,;:!?()\[\]{}]/?"""  # a URL's tail, which ends in no mark of its sentence
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_BARE = r"(?-i:it|com|org|net|eu|info|edu|gov)(?![\w@-])"
_SHORT = r"(?-i:bit\.ly|t\.me|wa\.me|youtu\.be|goo\.gl)"

# Presidio takes any "word.tld", and Italian prose that forgets the blank after a full stop is full of those
# ("aumentata.Si", "Pz.in", "norma.Ag": .si, .in and .ag are countries). So something must speak for a URL.
URL_RULES = (
    # A scheme.
    Rule(
        "scheme",
        re.compile(rf"(?<![a-z])(?:https?|ftps?)://{_PATH}", re.IGNORECASE),
        0.6,
        sign=re.compile("://"),
    ),
    # Or www, in any case.
    Rule(
        "www",
        re.compile(rf"(?<![\w@.-])www\d{{0,3}}(?:\.[\w-]+)+(?:[/?#:]{_PATH})?/?", re.IGNORECASE),
        0.6,
        sign=re.compile("[Ww]{3}"),
    ),
    # Or a lower-case suffix, common in Italy, that is no Italian word and begins no sentence.
    Rule(
        "common suffix",
        re.compile(rf"(?<![\w@./-])(?:{_LABEL}\.)+{_BARE}(?:[/?#:]{_PATH})?/?", re.IGNORECASE),
        0.5,
        sign=re.compile(rf"\.{_BARE}"),
    ),
    # Or a shortener or messenger with a path: their suffixes alone would be words ("me", "be").
    Rule(
        "short link",
        re.compile(rf"(?<![\w@./-]){_SHORT}/{_PATH}", re.IGNORECASE),
        0.5,
        sign=re.compile(rf"{_SHORT}/"),
    ),
)
"""URLs, for prose that forgets the blank after a full stop."""

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

_NO_IP = r"(?<!\bE\.?C\.?[ :]?)(?<!\d\.)"
_FOUR_FIGURES = r"\d\.\d\.\d\.\d(?!\d)"
IP_PATTERNS = tuple(
    # Enzymes have four numbers too ("EC 3.4.14.5"), and so have numbered headings ("4.2.1.1.3", five). Four figures
    # ("1.0.0.1" tablets, in the morning and at night) are an address only beside a word that says so.
    pattern
    for presidio in IpRecognizer.PATTERNS
    for pattern in (
        (
            Pattern(presidio.name, rf"{_NO_IP}(?!{_FOUR_FIGURES}){presidio.regex}(?!\.\d)", presidio.score),
            Pattern("IPv4 of four figures", rf"{_NO_IP}\b{_FOUR_FIGURES}(?!\.\d)", 0.2),
        )
        if presidio.name == "IPv4"
        else (presidio,)
    )
)
"""Presidio's IP patterns, without enzyme numbers, headings and doses."""


def _in_python(pattern: str) -> str:
    """Translate a gate pattern for telephones from RE2's dialect into Python's."""
    told = re.sub(r"\\x\{(\w+)\}", lambda escape: re.escape(chr(int(escape[1], 16))), pattern)
    return told.replace(r"\p{Nd}", r"\d").replace("(?:^|[^0-9])", "(?<![0-9])")


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

    def spans(self, text: str) -> Iterator[Said]:
        """Give the telephone numbers in `text`."""
        shown = _hide(text)
        for start, end in _lines_of_phones(shown):  # phonenumbers is slow: it tries every run of figures
            for region in self.supported_regions:
                for found in _LongNumbers(shown[start:end], region, leniency=self.leniency):
                    number = text[start + found.start : start + found.end]
                    if digits(number) >= self.FEWEST and _is_italian_or_foreign(number):
                        score = self.WEAK if _is_doubtful(number) else self.SCORE
                        yield Said(start + found.start, start + found.end, self.supported_entities[0], score)

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        """Find telephone numbers in `text`, as Presidio asks; `nlp_artifacts` is not looked at."""
        return [result_of(self, said, "a number that phonenumbers holds for valid") for said in self.spans(text)]


class _LongNumbers(PhoneNumberMatcher):
    """phonenumbers' matcher without what is too short anyway: it would parse each "24" and each "120/80"."""

    def _extract_match(self, candidate: str, offset: int) -> PhoneNumberMatch | None:
        return super()._extract_match(candidate, offset) if digits(candidate) >= ItalianPhone.FEWEST else None


def _lines_of_phones(text: str) -> Iterator[tuple[int, int]]:
    """Give the lines that may hold a telephone number; no number goes on in the next line."""
    at = 0
    while found := _MAY_BE_PHONE.search(text, at):
        start = text.rfind("\n", 0, found.start() + 1) + 1
        end = text.find("\n", found.end())
        at = end = len(text) if end < 0 else end
        yield start, end


def named_phone() -> EntityRecognizer:
    """Make the recogniser of what is no telephone number but is called one; see `contacts`."""
    return named_phone_voice()


# What the gate asks, asked again of the text in which dates and ranges are hidden.
# The look ahead, here and in `_NO_PHONES`, spares every letter the alternatives.
_MAY_BE_PHONE = re.compile(rf"(?=[+＋\d])(?:{'|'.join(map(_in_python, PATTERNS['phone']))})")
_LEAD = re.compile(rf"[^\w+＋]*([+＋]|0(?=\d)|[38]|[{_in_python(FOREIGN_DIGITS)}])")


def _is_italian_or_foreign(number: str) -> bool:
    """Tell whether a number begins as telephones do: "+", 0 and a figure (a landline), or 3 or 8 and nine figures.

    Whatever else phonenumbers takes (voice mail, premium rates, 0.5) is a series of values.
    """
    lead = _LEAD.match(number)
    return lead is not None and (lead[1] not in "38" or digits(number) >= 9)


_NO_PHONES = re.compile(
    r"(?=[\dA.])(?:"
    # Day, month and year with one separator; the year has four digits or two.
    r"(?<![\d/.-])(?:0?[1-9]|[12]\d|3[01])([/.-])(?:0?[1-9]|1[0-2])\1(?:(?:19|20)\d\d|\d\d)(?!\d|[/.-]\d)"
    r"|(?<!\d)(?:0[1-9]|[12]\d|3[01]) (?:0[1-9]|1[0-2]) (?:19|20)\d\d(?!\d)"
    # A medicine's AIC code, named as one.
    r"|\bA\.?I\.?C\b[^\d\n]{0,20}\d{6}[/ .-]?\d{3}(?!\d)"
    # Two decimals: "0.22-0.77", "(0,10 - 0,20"; so are times "08.00-14.00" and thousands "8.000-12.000".
    r"|(?<![\d.,])\d{1,3}[.,:]\d{1,3} ?[-–—÷] ?\d{1,3}[.,:]\d{1,3}(?!\d|[.,]\d)"
    # Two whole numbers of four or five digits that begin like no Italian area code: "8000-16000".
    r"|(?<![\d.,])[1-9]\d{3,4} ?[-–—÷] ?[1-9]\d{3,4}(?!\d)"
    # The full stop behind a number, where the next sentence begins with one: "051/321456. 17400 leucociti".
    r"|(?:(?<=\d{5})|(?<=\d[ ./-]\d{4})|(?<=\d[ ./-]\d{3}))\.[ \u00a0](?=\d)"
    r")"
)


def _hide(text: str) -> str:
    """Write underscores over what is no telephone number; the length stays."""
    return _NO_PHONES.sub(lambda found: "_" * len(found[0]), text)


_LONELY_MOBILE = re.compile(r"[ (]*3")
_MOBILE_FORM = re.compile(r"(?:39[ ./-]?)?\(?3\d\d\)?(?:[ \u00a0./-]{0,3}\d){7}")


def _is_doubtful(number: str) -> bool:
    if "+" in number or "＋" in number:
        return False
    if _LONELY_MOBILE.match(number) and not _MOBILE_FORM.fullmatch(number):
        return True  # "320 370 486" may be three values of one test
    figures = [int(character) for character in number if character.isdecimal()]
    return len(figures) < 8 or (len(figures) == 9 and figures[0] == 0 and number.isdecimal() and is_aic(figures))


def is_aic(digits: list[int]) -> bool:
    """Check the last digit of a medicine's AIC code (its authorisation): every second digit is doubled."""
    doubled = sum(double // 10 + double % 10 for double in (2 * digit for digit in digits[1:8:2]))
    return (sum(digits[0:8:2]) + doubled) % 10 == digits[8]
