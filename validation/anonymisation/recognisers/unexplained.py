r"""Numbers that nothing explains: long runs of figures, letters with figures, numbers filed under a year.

    "Paz. 2023004512"     "(AP-23-004512)"     "2023/004512"     "n. 4512334"     "PID P1234567"

No form was foreseen for them, yet a note of a patient holds such a number for one reason: somebody or something has it.
They count doubtfully, and not where the text says what they are: a measure, a medicine's authorisation, an article, a law,
a trial, a gene.

Importing this module imports Presidio, which takes more than a second: `codes` does it in a function.
"""

from __future__ import annotations

import re

from validation.anonymisation.recognisers.identifiers import is_aic
from validation.anonymisation.recognisers.numbering import EDGE, FLAGS, digits, is_date, is_measure
from validation.anonymisation.recognisers.patterns import PatternVoice, Rule

__all__ = ["unexplained_voice"]

_BEGIN = r"(?<![A-Za-z0-9_@#])(?<![0-9A-Za-z][/_-])(?<![0-9][.,+×x])(?<![.,+<>≤≥~±^-])"
_END = r"(?![A-Za-z0-9_@])(?![.,][0-9])(?!-[0-9])"

_LONG = re.compile(rf"{_BEGIN}[0-9]{{7,20}}{_END}")
_ZERO_LED = re.compile(rf"{_BEGIN}00[0-9]{{3,4}}{_END}")
_LETTERED = re.compile(
    rf"{_BEGIN}(?:[A-Z]{{1,5}}[-_/]?(?:0[0-9]{{3}}|[0-9]{{5,14}})[A-Z]{{0,3}}|[0-9]{{2,4}}[A-Z]{{1,3}}[0-9]{{5,8}}"
    rf"|[0-9]{{1,4}}[-/][A-Z]{{1,3}}[-/]?[0-9]{{3,8}}|[A-Z]{{1,3}}[-/]?(?:19|20)?[0-9]{{2}}[-/][0-9]{{3,8}}){_END}"
)
_FILED = re.compile(
    rf"{_BEGIN}(?:(?:19|20)[0-9]{{2}}[-/][0-9]{{5,8}}|[0-9]{{5,8}}[-/](?:19|20)[0-9]{{2}}"
    rf"|0[0-9]{{4,7}}[-/][0-9]{{2}}){_END}"
)
_SIGN = r"(?:n[.°º]|n\.[°º]|n\.?ro\.?|nr\.?|num\.?|numero|#|codice|cod\.|matr\.)"
_SIGNED = re.compile(
    rf"(?<![A-Za-z0-9])(?<![A-Za-z]\.)(?P<sign>{_SIGN})[:°º.]{{0,2}}[ \xa0]{{0,2}}"
    rf"(?P<place>(?:[A-Z]{{1,4}}[-/]?)?[0-9]{{2,}}(?:[-/][A-Z0-9]{{1,8}}){{0,3}}[A-Z]{{0,2}})(?![A-Za-z0-9_@])"
    r"(?![.,-][0-9])",
    FLAGS,
)
_UID = re.compile(r"(?<![0-9.])[12]\.[0-9]{1,3}\.[0-9]{3,6}(?:\.[0-9]{1,20}){3,12}(?![0-9])")

_BLOOD = re.compile(r"(?<![A-Za-z0-9])=?[A-Z][0-9]{4}[ ]?[0-9]{2}[ ]?[0-9]{6}(?![A-Za-z0-9])", FLAGS)

# What explains a number, in the sixty characters before it.
_EXPLAINED = re.compile(
    r"(?<![a-z])(?:a\.?i\.?c|doi|pmid|pmc|pubmed|medline|nct|clinicaltrials|eudract|isrctn|isbn|issn|omim|mim"
    r"|orpha(?:net)?|genbank|cas|rs|atc|icd"
    r"|minsan|autorizzazion[ei]|registrazion[ei]|legge|l\.|d\.?lgs|d\.?l|d\.?p\.?r|d\.?p\.?c\.?m|d\.?m|d\.?g\.?r"
    r"|dca|decreto[ -](?:legislativo|ministeriale|legge)"
    r"|regolamento|direttiva|deliber[ae](?:zione)?|circolare|art|uni|iso|en|ce|marcatura|gazzetta|g\.u|atcc|cfu"
    r"|ufc|rna|dna|b?-?hcg|istat|ateco|cap|viremia|viral[ei]"
    r"|piastrine|plt|leucociti|gb|gr|wbc|rbc|globuli|eritrociti|ferritina|afp|alfafetoproteina|ca|cea|probnp|bnp"
    r"|cpk|ck|ldh|copie|titolo|log|milion[ei]"
    r"|euro|eur|€|uro|popolazione|abitanti|p|or|rr|hr|n|volume|vol|pag|pp|fig|tab(?:ella)?|opadry|aroma|fragranza"
    r"|metabolit[ai]|lott[oi]|lot|batch"
    r"|studi[oi]|trial)(?![a-z])[^\n]{0,24}\Z",
    FLAGS,
)
_RANGE = re.compile(r"[1-9][0-9]{2,6}-[1-9][0-9]{3,7}")
_COUNTED = re.compile(r" [a-z]{3,20}[ie](?![a-z])", FLAGS)  # "n. 1200 casi"
_HOLDS = re.compile(r"10\.[0-9]{4}|doi|://|@|www|\.pdf", FLAGS)
_NO_CODES = re.compile(
    r"(?:NCT|DM|RS|PMC|PMID|COSM|GSE|GSM|SRR|NM|NP|NG|NC|XM|ORPHA|OMIM|HGNC|MIM|ISRCTN|ATCC|DSM|ISO|EN|UNI|CE|CAS|LCL"
    r"|MEDDRA|EU|SNOMED|LOINC|ICD|CA|CD|HLA|HPV"
    r"|HP|GO|ENSG|ENST|COVID|SARS|H|FC|PA|BNP|VMA|EC|UI|U|AIC|DOI|ISBN|G|COD|EMA|EMEA|CPMP|AIFA|EPAR)(?![A-Z])"
)


def unexplained_voice() -> PatternVoice:
    """Make the recogniser of numbers that nothing explains (RECORD_NUMBER), with its gate."""
    rules = (
        Rule("long number", _LONG, 0.35, _long),
        Rule("number that begins with a zero", _ZERO_LED, 0.3, _zero_led),
        Rule("letters and figures", _LETTERED, 0.35, _lettered),
        Rule("number filed under a year", _FILED, 0.35, _unexplained),
        Rule("number behind its sign", _SIGNED, 0.4, _signed),
        Rule("unit of blood", _BLOOD, 0.4),
        Rule("DICOM identifier", _UID, 0.5),
    )
    gate = (
        "[0-9]{7}",
        r"(?i)[A-Z][0-9]{4}[ ]?[0-9]{2}[ ]?[0-9]{6}",
        rf"{EDGE}00[0-9]{{3}}",
        r"[A-Z][-_/]?(?:0[0-9]{3}|[0-9]{5})",
        r"[0-9][-/]?[A-Z]{1,3}[-/]?[0-9]{3}",
        r"[A-Z][-/]?(?:19|20)?[0-9]{2}[-/][0-9]{3}",
        r"(?:19|20)[0-9]{2}[-/][0-9]{5}|[0-9]{5}[-/](?:19|20)[0-9]{2}",
        rf"(?i){EDGE}{_SIGN}[:°º.]{{0,2}}[ \x{{a0}}]{{0,2}}(?:[A-Z]{{1,4}}[-/]?)?[0-9]{{2}}",
        r"[12]\.[0-9]{1,3}\.[0-9]{3,6}\.[0-9]",
    )
    return PatternVoice("unexplained-number", "RECORD_NUMBER", rules, gate=gate)


def _is_explained(found: re.Match[str]) -> bool:
    """Tell whether the text says what the number is, and that it is nobody's."""
    text, start = found.string, found.start()
    left = max(0, start - 60)
    word = text[max(left, text.rfind(" ", left, start) + 1) : found.end()]
    return _EXPLAINED.search(text, left, start) is not None or _HOLDS.search(word) is not None


def _unexplained(found: re.Match[str]) -> float | None:
    return None if is_measure(found) or _is_explained(found) else 0.35


def _long(found: re.Match[str]) -> float | None:
    number = found[0]
    if number.endswith("0000") or len(set(number)) < 3:
        return None  # a count, or a line
    if len(number) == 9 and number[0] == "0" and is_aic([int(figure) for figure in number]):
        return None  # a medicine's authorisation
    return _unexplained(found)


def _zero_led(found: re.Match[str]) -> float | None:
    return None if len(set(found[0])) < 2 or _unexplained(found) is None else 0.3


def _lettered(found: re.Match[str]) -> float | None:
    return None if _NO_CODES.match(found[0]) or digits(found[0]) < 4 else _unexplained(found)


def _signed(found: re.Match[str]) -> float | None:
    """Take a number behind "n.": five figures, or a year and four, or letters and four; six behind "codice"."""
    number = found["place"]
    if _RANGE.fullmatch(number) or (number.isdecimal() and _COUNTED.match(found.string, found.end())):
        return None
    figures, letters = digits(number), re.search("[A-Z]", number, FLAGS) is not None
    fewest = 6 if found["sign"].lower().startswith("cod") and not letters else 4
    if figures < fewest or is_date(number) or is_measure(found) or _is_explained(found) or _NO_CODES.match(number):
        return None
    return 0.4
