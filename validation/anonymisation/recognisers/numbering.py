r"""How Italian forms introduce a number: a noun, perhaps "n.", "n°", "nr." or "numero", and then a code.

    cartella clinica n° 2023/004512     nosologico: 2023012345     ID paziente
                                                                   00451277

`named` writes one template in two dialects, Python's for the rule and RE2's for the gate, so that the second is a
superset of the first by construction. Nouns are written without look-around, `\s` or `\b`, which the dialects
understand differently.

This module never imports Presidio.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

__all__ = [
    "BLANK",
    "EDGE",
    "FLAGS",
    "START",
    "Named",
    "digits",
    "is_date",
    "is_measure",
    "named",
    "numbered",
    "unlooking",
]

FLAGS = re.IGNORECASE | re.ASCII
"""The flags of every rule here: case is ignored as RE2 can be told to, for ASCII letters alone."""

BLANK = "[\x01-\x20\u00a0]"
"""A blank in both dialects: white space and the no-break space."""

START = "(?<![A-Za-z0-9])"
"""Where a word may begin, in Python's dialect."""

EDGE = "(?:^|[^A-Za-z0-9])"
"""Where a word may begin, in RE2's dialect, which has no look-around."""

_MARK = '[\x01-\x20\u00a0.:=#°º*()\\[|>"“–-]'
# A comma leads to a number only with a sign behind it: "cartella, n. 4512".
_GAP = f"(?:{_MARK}{{1,4}}|[,;]{BLANK}{{0,2}})"
_SIGN = (
    r"(?:numero|numeri|num|n\.?ro|nro|nr|no|nn|n|codice|cod|identificativo|progressivo|progr|univoco|id|matricola|matr)"
)
_FILL = (
    r"(?:di|del|della|al|con|è|e|il|lo|la|sul|nel|interno|interna|generale|gen|assegnato|attribuito|recante|avente"
    r"|regionale|aziendale|provvisorio|provv|pz|paz|paziente)"
)
# Each is a word of its own: the "E" of "s/n: EZE12345" and the "la" of "targa la123cd" begin the code. The gate cannot look.
_GLUE = rf"(?:{_GAP}(?:{_SIGN}(?![A-Za-z])|{_FILL}(?![A-Za-z0-9]))){{0,3}}{_MARK}{{0,6}}"
_GATE_GLUE = rf"(?:{_GAP}(?:{_SIGN}|{_FILL})){{0,3}}{_MARK}{{0,6}}"
_PREFIX = r"(?:(?-i:[A-Z]{1,6})[-/._ ]?|[a-z]{1,4}[-/_]?)?"
# A small letter ends a code ("rnb123456s") unless it may be a unit, or stands among its figures ("94rg62912"); a blank
# parts a year from its number ("2023 004512").
_REST = (
    r"(?:[-/_]?[0-9]|[-/_]?(?-i:[A-Z])|[-/][a-z](?![a-z])|[-/_][a-z]{2,4}(?=[-/_][0-9]{3})"
    r"|\.[0-9]| ?/ ?[0-9]|(?<=[0-9])[a-fi-kn-z](?![A-Za-z%/])"
    r"|(?<=[0-9])[a-z]{1,3}(?=[0-9]{2})|(?<=[0-9]{4}) (?=[0-9]{4,8}(?![0-9]))[0-9]){0,30}"
)
# What `_REST` lets stand between two digits, and more.
_BETWEEN_DIGITS = "(?:[-/_.A-Za-z]*| ?/ ?| )"

_SIGNED = re.compile(rf"(?:{START}{_SIGN}[.°º]?|[#°º])[\x01-\x20\u00a0:.=|-]*\Z", FLAGS)
_SIGN_BEFORE = re.compile(
    rf"{START}(?:numero|num|nro|nr|n|codice|cod)[.°º]?{BLANK}{{0,2}}(?:(?:di|del|della){BLANK})?\Z", FLAGS
)
_DATE = re.compile(
    r"(?:\d{1,2}[-/. ]\d{1,2}(?:[-/. ]\d{2,4})?|(?:19|20)\d\d(?:[-/.]\d\d){0,2}|\d{1,2}[-/.](?:19|20)\d\d)", re.ASCII
)
_CLINICAL = re.compile(
    r"(?:PA|FC|FR|TC|PAO|GCS|VAS|BMI|EF|FE|HB|PLT|GB|GR|NCT|ISRCTN|ORPHA|ICD|DRG|OMIM|CAS|EC|ATC)(?![A-Z])|\d{1,2}"
    r"(?:\.\d{1,2})+\Z",
    re.ASCII,
)
# Codes that stand for a thing of which there are many: a medicine, a disease, a place, a colour of triage.
_PUBLIC = re.compile(
    r"(?<![a-z])(?:atc|icd|aic|a\.i\.c|istat|ateco|cas|drg|minsan|esenzione|snomed|loinc|diagnosi|intervento"
    r"|prestazion[ei]|procedura|nomenclatore|branca|tributo|catast[a-z]*|verde|giallo|rosso"
    r"|bianco)(?![a-z])",
    FLAGS,
)
_DECIMALS = re.compile(r"\d{1,3}\.\d{1,3}-\d{1,3}\.\d{1,3}", re.ASCII)
_AHEAD = re.compile(r"\(\?!\[[^\]]*\]\)")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+", re.ASCII)
# A year and a number ("2023/4512", "4512/23"), or letters among figures ("23-I-451"): what no value looks like.
_FILED = re.compile(
    r"(?:19|20)\d\d ?[-/_ ] ?\d{3,}[A-Z]?|\d{4,} ?[-/] ?(?:(?:19|20)\d\d|\d\d)|(?=.*\d{3})(?=.*[A-Z])[A-Z0-9/_.-]{5,}",
    FLAGS,
)
_MEASURE = re.compile(
    r"[,.]?\d|[,.]\d|\s?(?:%|‰|°C|µ|μ|x\s?10|mg|ml|mL|g\b|gr\b|kg|mcg|cc\b|mm|cm|mEq|mmol|nmol|pmol|pg|ng|U\b|UI\b|IU\b"
    r"|U/|cell\.?/|(?i:cellule|copie|battiti|passi|abitanti|individui|persone|giorni|settimane|mesi|anni|pazienti"
    r"|casi|soggetti|donne|uomini)|UFC|CFU|cp\b|cpr|fiale|fl\b|kcal|Gy|cGy"
    r"|ore\b|h\b|gg\b|euro\b|€)"
)


class Named(NamedTuple):
    """A number that its noun names: the rule's pattern, whose group "place" is the number, its gate pattern, its fewest digits."""

    pattern: re.Pattern[str]
    gate: str
    fewest: int


def named(nouns: str, *, prefix: str = _PREFIX, rest: str = _REST, fewest: int = 1) -> Named:
    """Write "noun, perhaps a sign, code" for Python and for RE2.

    Args:
        nouns: alternatives, in the common part of both dialects; ASCII case is ignored, the gate drops a "(?![...])".
        prefix: what may stand before the first digit of the code.
        rest: what may follow that digit, in Python's dialect.
        fewest: how many digits the check of the rule asks for, which the gate then asks for too; only with the usual `rest`.
    """
    return Named(
        re.compile(f"{START}(?P<noun>{nouns})(?![A-Za-z])(?P<glue>{_GLUE})(?P<place>{prefix}[0-9]{rest})", FLAGS),
        f"(?i){EDGE}(?:{unlooking(nouns)}){_GATE_GLUE}{prefix}[0-9](?:{_BETWEEN_DIGITS}[0-9]){{{fewest - 1}}}",
        fewest,
    )


def unlooking(nouns: str) -> str:
    """Give `nouns` without each "(?![...])", which RE2 does not know and which can only forbid."""
    return _AHEAD.sub("", nouns)


def digits(text: str) -> int:
    """Count the digits of `text`."""
    return sum(map(str.isdecimal, text))


def is_date(code: str) -> bool:
    """Tell whether `code` is a date, a month or a year, or a pair of small numbers ("10/10")."""
    return _DATE.fullmatch(code) is not None


def is_measure(found: re.Match[str]) -> bool:
    """Tell whether a decimal, a unit or something counted follows the number."""
    return _MEASURE.match(found.string, found.end()) is not None


def is_signed(found: re.Match[str]) -> bool:
    """Tell whether "n.", "numero" or the like stands between noun and number, or before the noun."""
    if _SIGNED.search(found["glue"]):
        return True
    start = found.start()
    return _SIGN_BEFORE.search(found.string, max(0, start - 16), start) is not None


def numbered(score: float, fewest: int, *, signed: bool = False) -> Callable[[re.Match[str]], float | None]:
    """Make a check of a match of `named`: its number has enough digits and is neither date nor measure.

    Args:
        score: what the check gives.
        fewest: the least number of digits.
        signed: whether "n." or the like must introduce a number of fewer than seven digits that has no year or letter.
    """

    def check(found: re.Match[str]) -> float | None:
        code = found["place"]
        if digits(code) < fewest or is_measure(found):
            return None
        sign = is_signed(found)
        if not sign and _THOUSANDS.fullmatch(code):
            return None
        if (signed and not sign and digits(code) < 7 and not _FILED.fullmatch(code)) or (
            is_date(code) and not (sign and len(re.findall("[-/. ]", code)) < 2)
        ):
            return None  # "referto n. 12/2019" is a number, "referto 12/2019" a month
        if _PUBLIC.search(found["noun"]) or _DECIMALS.fullmatch(code):
            return None
        first, dash, last = code.partition("-")
        if dash and not sign and len(first) == len(last) and first < last:
            return None  # a range
        return None if _CLINICAL.match(code) else score

    return check
