r"""Ask in one pass which recognisers could possibly fire in a text, so that the others need not run.

One RE2 set over cheap patterns, one or more per recogniser. Each pattern is a *superset*: wherever the
recogniser can fire, one of its patterns occurs (the argument stands beside each, and a test compares gated
with ungated results). A recogniser says its patterns in an attribute `gate_patterns`; one without is run on
every text, which is always right and only slower.

Three habits make the patterns supersets. They use neither `\b` nor look-around, which can only forbid. `U`,
"any character beyond ASCII", is allowed wherever the recogniser's engine might accept one: digits of other
scripts, letters that fold to ASCII ("ſ", "ı", the Kelvin sign), blanks such as U+00A0. And they say nothing
about what follows the part that they need.

The gate never gives offsets and never keeps a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import TYPE_CHECKING, TypeVar

import re2

from datasets_builders.errors import UserError
from validation.anonymisation.pattern_set import PatternSet

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer

__all__ = ["PATTERNS", "Gate", "gated"]

U = r"\x{80}-\x{10ffff}"
_FOLDED = r"\x{130}\x{131}\x{17f}\x{212a}"  # the letters beyond ASCII that Python, ignoring case, takes for i, s or k
_DIGIT = r"\p{Nd}"
# Arabic, Persian, Devanagari, full-width and mathematical digits.
FOREIGN_DIGITS = r"\x{660}-\x{669}\x{6f0}-\x{6f9}\x{966}-\x{96f}\x{ff10}-\x{ff19}\x{1d7ce}-\x{1d7ff}"
_LETTER = f"[A-Za-z{_FOLDED}]"
_BLANK = rf"[\x00-\x20{U}]"
# phonenumbers' own punctuation, at most four of it in a row.
_GAP = (
    r"[-x .()/~\[\]\x{a0}\x{ad}\x{200b}\x{2010}-\x{2015}\x{2053}\x{2060}\x{2212}\x{223c}\x{3000}\x{30fc}"
    r"\x{ff08}\x{ff09}\x{ff0d}-\x{ff0f}\x{ff3b}\x{ff3d}\x{ff5e}]{0,4}"
)

# A digit of a fiscal code, or the letter that stands for it where two codes would be equal (omocodia).
_CODE_DIGIT = rf"[\p{{Nd}}LMNP-Vlmnp-v{_FOLDED}]"
_MONTH = f"[A-EHLMPR-Ta-ehlmpr-t{_FOLDED}]"
_FEW = r"[ \x{a0}]?"
_FISCAL_GAP = r"[\x09-\x0d\x1c-\x20.|_\x{85}\x{a0}\x{1680}\x{2000}-\x{3000}-]{0,3}"
_IBAN_GAP = rf"[ .{U}/-]{{0,2}}"
# Every country of the IBAN registry but Italy and San Marino.
_COUNTRIES = (
    "A[DELTZ]|B[AEGHIRY]|C[HRYZ]|D[EJKO]|E[EGS]|F[IKOR]|G[BEILRT]|H[NRU]|I[ELQS]|JO|K[WZ]|L[BCITUVY]|M[CDEKNRTU]|N[ILO]"
    "|OM|P[KLST]|QA|R[OSU]|S[ACDEIKOTV]|T[LNR]|UA|V[AG]|XK|YE"
)


PATTERNS: dict[str, tuple[str, ...]] = {
    # The rules of `fiscal`: sixteen characters without blanks; in groups, where the year begins with a figure; apart,
    # where all figures are figures; the first eleven characters; eleven figures beside the words. Of the first six letters
    # only the last is asked for: counting letters in every word would make the automaton's states many.
    "fiscal-code": (
        rf"{_LETTER}{_CODE_DIGIT}{{2}}{_MONTH}{_CODE_DIGIT}{{2}}{_LETTER}{_CODE_DIGIT}{{3}}{_LETTER}",
        rf"{_LETTER}{_FEW}{_DIGIT}{_CODE_DIGIT}{_FEW}{_MONTH}{_FEW}{_CODE_DIGIT}{{2}}{_FEW}{_LETTER}{_CODE_DIGIT}{{3}}{_FEW}{_LETTER}",
        rf"{_LETTER}(?:{_FISCAL_GAP}{_DIGIT}){{2}}{_FISCAL_GAP}{_MONTH}(?:{_FISCAL_GAP}{_DIGIT}){{2}}"
        rf"{_FISCAL_GAP}{_LETTER}(?:{_FISCAL_GAP}{_DIGIT}){{3}}{_FISCAL_GAP}{_LETTER}",
        rf"{_LETTER}{_FEW}{_DIGIT}{{2}}{_MONTH}{_DIGIT}{{2}}",
        rf"(?i)(?:[s{U}]cale|fi[s{U}]c\.?|f\.?)[\x09-\x20:.no°pvrisu{U}]*{_DIGIT}{{11}}",
    ),
    # Eleven ASCII digits.
    "vat-code": (r"[0-9](?:[ _]?[0-9]){10}",),
    # Two letters, seven digits, a letter; or U1, seven letters or digits, a letter.
    "driver-licence": (rf"{_LETTER}{{2}}{_DIGIT}{{7}}{_LETTER}", rf"[Uu]1[0-9A-Za-z{U}]{{7}}{_LETTER}"),
    # Two letters and seven digits.
    "passport": (rf"{_LETTER}{{2}}{_DIGIT}{{7}}",),
    # Paper: two letters, perhaps one blank, seven digits. CIE 2.0: seven and two. CIE 3.0: two, five, two.
    "identity-card": (
        rf"{_LETTER}{{2}}{_BLANK}?{_DIGIT}{{7}}",
        rf"{_DIGIT}{{7}}{_LETTER}{{2}}",
        rf"{_LETTER}{{2}}{_DIGIT}{{5}}{_LETTER}{{2}}",
    ),
    # Something, an @, a domain of word characters and hyphens with a full stop in it.
    "email": (rf"[^\x00-\x20]@[-0-9A-Za-z_{U}]+\.[0-9A-Za-z_{U}]",),
    # Italy's and San Marino's, however spaced, up to its ten digits; the others' beginnings.
    "iban": (
        rf"(?i)(?:IT|SM){_IBAN_GAP}[0-9]{_IBAN_GAP}[0-9]{_IBAN_GAP}[A-Z](?:{_IBAN_GAP}[0-9]){{10}}",
        rf"(?i)(?:^|[^0-9A-Za-z])(?:{_COUNTRIES})[0-9]{{2}}(?:[ -]?[A-Z0-9]{{4}}){{2}}",
    ),
    # Groups of four, or of four, six and five; or none.
    "credit-card": (r"[2-6][0-9]{3}[ -]?[0-9]{4}(?:[ -]?[0-9]){4}",),
    # phonenumbers takes a foreign number only after a plus sign. Without one the number is Italian and, or else
    # `identifiers` drops it, begins with 0 and a figure (six digits or more), with 3 or 8 (nine or more) or with a
    # digit of another script. A block of digits is never entered in its middle, so that first digit follows no
    # other ASCII digit.
    "phone": (
        rf"[+\x{{ff0b}}]{_GAP}{_DIGIT}(?:{_GAP}{_DIGIT}){{5}}",
        rf"(?:^|[^0-9])0{_DIGIT}(?:{_GAP}{_DIGIT}){{4}}",
        rf"(?:^|[^0-9])[38](?:{_GAP}{_DIGIT}){{8}}",
        rf"[{FOREIGN_DIGITS}](?:{_GAP}{_DIGIT}){{5}}",
    ),
    # Four numbers with full stops; or two colons side by side; or six groups of hexadecimal digits.
    "ip-address": (r"[0-9]\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]", "::", r"(?:[0-9A-Fa-f]{1,4}:){6}"),
    # The four patterns of `identifiers.URL_RULES`: a scheme; www and perhaps digits; a suffix that may
    # stand bare, after the last letter of a label and before no other; the end of one of the short hosts.
    "url": (
        "://",
        rf"(?i:www)[0-9{U}]{{0,3}}\.",
        rf"[0-9A-Za-z{U}]\.(?:it|com|org|net|eu|info|edu|gov)(?:[^0-9A-Za-z_]|$)",
        r"\.(?:ly|me|be|gl)/",
    ),
    # Four pairs with a separator; or three groups of four with full stops (Cisco's way).
    "mac-address": (
        r"(?:[0-9A-Fa-f]{2}[:-]){4}",
        r"[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}",
    ),
}
"""RE2 patterns by the name that `recognisers` gives its recogniser."""

_R = TypeVar("_R")


def gated(recogniser: _R, patterns: Sequence[str]) -> _R:
    """Give `recogniser` its `gate_patterns`, of which one occurs wherever it fires, and return it."""
    recogniser.gate_patterns = tuple(patterns)  # type: ignore[attr-defined]
    return recogniser


TOGETHER = tuple(
    tuple(line.split())
    for line in """
    detail-faith detail-place-of-life facility hamlet landmark mac-address-named site vat-code venue
    date-occasion date-weekday detail-life detail-office passport prescription professional-id url
    age-digits credit-card date-range email-spelt promised-place url-spelt
    age-words date-compact date-numeric date-year detail-aside unexplained-number
    allowed-place date-worded house-name ip-address-named mac-address
    bank-account detail-custody driver-licence life-date
    detail-origin iban phone-named plate
    fiscal-code fiscal-code-mistyped identity-card phone
    date-in-words small-place
    detail-apposition detail-trade
    detail-walk-of-life detail-work ward
    device-number vehicle
    document stp-code
    email known-place
    health-card record-number
    initials ip-address
    """.strip().splitlines()
)
"""Recognisers whose patterns share an RE2 set, a line each; any other has a set of its own.

One set has one automaton, whose states are built as texts call for them. The states of many patterns multiply, and then they are
many to build and too many for the processor's cache; but each set reads the text once more. `benchmarks/gate_groups.py` finds who
goes well together: on texts never seen before these sets take half the time of a set for each recogniser, and three sets take three
times as long.
"""


class Gate:
    """Decide for a text which recognisers must run; when in doubt, it lets one run.

    Args:
        recognisers: Presidio recognisers with different names.

    Raises:
        UserError: a recogniser's `gate_patterns` are not RE2 patterns.
    """

    def __init__(self, recognisers: Iterable[EntityRecognizer]) -> None:
        gated, ungated = [], set()
        for recogniser in recognisers:
            if getattr(recogniser, "gate_patterns", ()):
                gated.append(recogniser)
            else:
                ungated.add(str(recogniser.name))
        self._ungated = frozenset(ungated)
        self._sets = [GateSet(share) for share in _shared(gated)]

    def admits(self, text: str) -> frozenset[str]:
        """Give the names of the recognisers that could fire in `text`; a lone surrogate counts as a mark."""
        return frozenset(self.admitted([text]))

    def admitted(self, texts: Sequence[str]) -> dict[str, list[int]]:
        """Give the recognisers that could fire in some of `texts`, each with the numbers of those texts, in order.

        One set is asked about all texts before the next is, so that its automaton stays in the processor's cache.
        """
        found: dict[str, list[int]] = {name: list(range(len(texts))) for name in self._ungated if texts}
        written = [text.encode("utf-8", errors="replace") for text in texts]
        for each in self._sets:
            for number, names in each.admitted(written):
                for name in names:
                    found.setdefault(name, []).append(number)
        return found


def _shared(recognisers: Iterable[EntityRecognizer]) -> Iterable[list[EntityRecognizer]]:
    """Give the recognisers that share a set together, the others alone."""
    places = {name: place for place, names in enumerate(TOGETHER) for name in names}
    shares: dict[object, list[EntityRecognizer]] = {}
    for recogniser in recognisers:
        name = str(recogniser.name)
        shares.setdefault(places.get(name, name), []).append(recogniser)
    return shares.values()


class GateSet:
    """The patterns of some recognisers, as one automaton."""

    def __init__(self, recognisers: Iterable[EntityRecognizer]) -> None:
        self._set = PatternSet(megabytes=64)
        self._owner: dict[int, str] = {}
        for recogniser in recognisers:
            for pattern in recogniser.gate_patterns:
                self._owner[self._add(str(recogniser.name), pattern)] = str(recogniser.name)
        self._everyone = frozenset(self._owner.values())
        self._set.compile()

    def admitted(self, texts: Sequence[bytes]) -> Iterator[tuple[int, Set[str]]]:
        """Give the number of each text in which some of the recognisers could fire, with their names."""
        for number, found in self._set.occurring_in(texts):
            if found is None:  # it cannot be told: then every recogniser runs
                yield number, self._everyone
            else:
                yield number, {self._owner[index] for index in found}

    def _add(self, name: str, pattern: str) -> int:
        try:
            return self._set.add(pattern)
        except re2.error as error:
            raise UserError(
                f"A gate pattern of the recogniser {name} is not one that RE2 accepts.",
                cause="RE2 knows no look-around and no back-references.",
                remedy="Simplify the pattern: it may admit too much, never too little. Or give none at all.",
            ) from error
