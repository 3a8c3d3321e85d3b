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

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

import re2

from datasets_builders.errors import UserError

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer

__all__ = ["PATTERNS", "Gate", "gated"]

U = r"\x{80}-\x{10ffff}"
_DIGIT = f"[0-9{U}]"
_LETTER = f"[A-Za-z{U}]"
_BLANK = rf"[\x00-\x20{U}]"
_GAP = rf"[-x .()/~\[\]{U}]{{0,4}}"  # phonenumbers' own punctuation, at most four of it in a row
_EDGE = r"(?:^|[^0-9A-Za-z_])"

# A digit of a fiscal code, or the letter that stands for it where two codes would be equal (omocodia).
_CODE_DIGIT = f"[0-9LMNP-Vlmnp-v{U}]"


def _stems(*words: str) -> str:
    """Write ASCII words in any case, with the letters beyond ASCII that Python folds and RE2 does not."""
    spelt = ("".join(f"[{letter}{letter.upper()}{U}]" for letter in word) for word in words)
    return f"(?:{'|'.join(spelt)})"


PATTERNS: dict[str, tuple[str, ...]] = {
    # Six letters, two year digits, a month letter, two day digits, a letter, three digits, a letter: both
    # patterns say this with narrower classes, ignoring case; the second allows blanks where they are below.
    "fiscal-code": (
        rf"{_LETTER}{{3}}[ {U}]?{_LETTER}{{3}}[ {U}]?{_CODE_DIGIT}{{2}}[ {U}]?{_LETTER}[ {U}]?"
        rf"{_CODE_DIGIT}{{2}}[ {U}]?{_LETTER}{_CODE_DIGIT}{{3}}[ {U}]?{_LETTER}",
    ),
    # Presidio's regex without its word boundaries; its digits are ASCII.
    "vat-code": (r"(?:[0-9][ _]?){11}",),
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
    # The beginning of Presidio's regex, which respects case and is ASCII.
    "iban": (r"[A-Z]{2}[0-9]{2}(?:[ -]?[A-Z0-9]{4}){2}",),
    # The beginning of Presidio's regex: its first digit is ASCII, the others are of any script.
    "credit-card": (rf"[13-6]{_DIGIT}{{3}}[- ]?{_DIGIT}{{3,4}}[- ]?{_DIGIT}{{3,4}}[- ]?{_DIGIT}{{3}}",),
    # phonenumbers takes a foreign number only after a plus sign. Without one the number is Italian, begins
    # with a digit below (metadata of region IT: 0, 1, 3, 43, 55, 70, 8) and has six digits or more. A block
    # of digits is never entered in its middle, so that first digit follows no other ASCII digit.
    "phone": (
        rf"[+{U}]{_GAP}{_DIGIT}(?:{_GAP}{_DIGIT}){{5}}",
        rf"(?:^|[^0-9])[0134578{U}](?:{_GAP}{_DIGIT}){{5}}",
    ),
    # Four numbers with full stops; or two colons side by side; or six groups of hexadecimal digits.
    "ip-address": (r"[0-9]\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]", "::", r"(?:[0-9A-Fa-f]{1,4}:){6}"),
    # The four patterns of `identifiers.URL_PATTERNS`: a scheme; www and perhaps digits; a suffix that may
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
    # The stem of a title or kinship word where a word begins; what may follow it in that word, with a full
    # stop and a blank inside ("dott. ssa") and at most nine letters ("professoressa"); marks and blanks; then
    # a capital, or the first letter of a particle that may begin a name ("de Rosa", "van Dyck").
    "person": (
        rf"{_EDGE}{_stems('sig', 'dott', 'dr', 'dss', 'prof', 'inf')}[A-Za-z{U}]{{0,9}}\.?[ {U}]?"
        rf"[A-Za-z{U}]{{0,3}}[.:]{{0,2}}{_BLANK}{{0,8}}[A-Zbdev{U}]",
        rf"{_EDGE}{_stems('d')}[. {U}]{{0,2}}{_stems('ss')}[A-Za-z{U}][.:]{{0,2}}{_BLANK}{{0,8}}[A-Zbdev{U}]",
        rf"{_EDGE}{_stems('mogli', 'marit', 'figli', 'madr', 'padr', 'mamm', 'pap', 'sorell', 'fratell')}"
        rf"[A-Za-z'{U}]{{1,2}}{_BLANK}{{1,3}}[A-Z{U}]",
        rf"{_EDGE}{_stems('nipot', 'nonn', 'zi', 'badant', 'piccol')}[A-Za-z{U}]{_BLANK}{{1,3}}[A-Z{U}]",
    ),
}
"""RE2 patterns by the name that `recognisers` gives its recogniser."""

_R = TypeVar("_R")


def gated(recogniser: _R, patterns: Sequence[str]) -> _R:
    """Give `recogniser` its `gate_patterns`, of which one occurs wherever it fires, and return it."""
    recogniser.gate_patterns = tuple(patterns)  # type: ignore[attr-defined]
    return recogniser


class Gate:
    """Decide for a text which recognisers must run; when in doubt, it lets one run.

    Args:
        recognisers: Presidio recognisers with different names.

    Raises:
        UserError: a recogniser's `gate_patterns` are not RE2 patterns.
    """

    def __init__(self, recognisers: Iterable[EntityRecognizer]) -> None:
        options = re2.Options()
        options.max_mem = 64 << 20
        options.log_errors = False
        self._set = re2.Set.SearchSet(options)
        # A set whose automaton runs out of memory answers "nothing", like one that found nothing. The empty
        # pattern always occurs: an answer without it is no answer, and then every recogniser runs.
        self._always = self._set.Add("")
        self._owner: dict[int, str] = {}
        ungated: set[str] = set()
        for recogniser in recognisers:
            patterns = getattr(recogniser, "gate_patterns", ())
            if not patterns:
                ungated.add(recogniser.name)
            for pattern in patterns:
                self._owner[self._add(recogniser.name, pattern)] = recogniser.name
        self._ungated = frozenset(ungated)
        self._everyone = self._ungated.union(self._owner.values())
        self._set.Compile()

    def admits(self, text: str) -> frozenset[str]:
        """Give the names of the recognisers that could fire in `text`; a lone surrogate counts as a mark."""
        found = self._set.Match(text.encode("utf-8", errors="replace"))
        if not found or self._always not in found:
            return self._everyone
        if len(found) == 1:
            return self._ungated
        return self._ungated.union(self._owner[index] for index in found if index != self._always)

    def _add(self, name: str, pattern: str) -> int:
        try:
            return int(self._set.Add(pattern))
        except re2.error as error:
            raise UserError(
                f"A gate pattern of the recogniser {name} is not one that RE2 accepts.",
                cause="RE2 knows no look-around and no back-references.",
                remedy="Simplify the pattern: it may admit too much, never too little. Or give none at all.",
            ) from error
