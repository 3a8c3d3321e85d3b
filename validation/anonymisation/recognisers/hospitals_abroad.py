r"""Hospitals of English-speaking lands, and others by what they call themselves: St. George's Hospital · al Royal Brompton.

Importing this module imports Presidio, which takes more than a second: `facilities` does it.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex  # type: ignore[import-untyped]  # Presidio's engine; it knows \p{Lu}, which `re` does not

from validation.anonymisation.gate import U
from validation.anonymisation.recognisers.house_words import BEGINS, CAPITALISED, ENDS
from validation.anonymisation.recognisers.voices import EDGE, FOLDS, Span, Way

__all__ = ["HOSPITALS_ABROAD"]

FAIR = 0.6
WEAK = 0.45

_B = r"[ \t\u00a0]"
_EDGE = BEGINS
_END = ENDS
_CAP = CAPITALISED

_ENGLISH = regex.compile(
    rf"{_EDGE}(?:(?i:the){_B})?(?:(?:St|Saint|Mt|Mount|Royal|Queen|King|Great|General|University|National"
    rf"|\p{{Lu}}[\p{{L}}'’.-]++){_B}?\.?{_B}?)"
    rf"(?:(?:\p{{Lu}}[\p{{L}}'’.-]*+|of|for|and|the){_B}){{0,4}}(?:Hospitals?|Infirmary|Clinic"
    rf"|Medical{_B}Cent(?:er|re)|Cancer{_B}Cent(?:er|re)|Health{_B}Cent(?:er|re)|Medical{_B}School"
    rf"|Spital|Klinikum|Klinik|Krankenhaus|Sjukhus|Ziekenhuis|Hastanesi){_END}(?:{_B}(?:of{_B})?{_CAP})?"
)
_ENGLISH_SMALL = regex.compile(
    rf"{_EDGE}(?i:st\.?|saint|royal|queen|king['’]?s?|mount|general|university|children['’]?s|memorial"
    rf"|great{_B}ormond)(?:{_B}{{1,2}}(?!hospital)[\p{{L}}'’.]{{2,14}}){{0,3}}{_B}{{1,2}}(?i:hospital|infirmary){_END}"
)
_ROYAL = regex.compile(
    rf"{_EDGE}(?:Royal|Queen|King['’]s|St\.?{_B}\p{{Lu}}[\p{{L}}]+['’]s?|Saint"
    rf"|Great{_B}Ormond){_B}?{_CAP}(?:{_B}{_CAP})?"
)
_HOSPITAL_OF = regex.compile(
    rf"{_EDGE}(?:(?i:hospital(?!{_B}anxiety)|h[oô]pital|hospitales)|Clínica|Clinique){_B}(?:(?i:cl[ií]n[ií]co?|universit[a-z]+"
    rf"|general|de|del|la|da|do|san|santa){_B}){{0,4}}{_CAP}(?:{_B}(?i:di|de){_B}{_CAP})?{_END}"
)
_AT = regex.compile(
    r"(?<![\p{L}\p{N}_])(?i:al|allo|all['’]|dal|dallo|dall['’]|del|dello|nel|presso(?: (?:il|lo|l['’]))?|c/o"
    r"|ospedale|osp\.|a|in|\()[ \t\u00a0]{0,2}\Z"
)


def _worldwide(text: str) -> Iterator[Span]:
    for pattern in (_ENGLISH, _ENGLISH_SMALL, _HOSPITAL_OF):
        for found in pattern.finditer(text):
            if len(found[0].split()) > 1:
                yield Span(found.start(), found.end(), FAIR, "a hospital abroad")
    for found in _ROYAL.finditer(text):
        if _AT.search(text, max(0, found.start() - 12), found.start()):
            yield Span(found.start(), found.end(), WEAK, "a hospital abroad")


_G_B = rf"[ \t{U}]"
_GATE = (
    rf"(?:Hospitals?|Infirmary|Clinic|Cent(?:er|re)|Medical{_G_B}School|Spital|Klinikum|Klinik"
    rf"|Krankenhaus|Sjukhus|Ziekenhuis|Hastanesi|(?i:hospital|infirmary))(?:[^A-Za-z]|$)",
    rf"{EDGE}(?:Royal|Queen|King['{U}]s|St\.?{_G_B}[A-Z{U}]|Saint|Great{_G_B}Ormond)",
    rf"{EDGE}(?i:hospital|h(?:o|[{U}]+)pital|hospitales|cl[{U}]+nica|clinique){_G_B}(?:[A-Z{U}]|(?i:cl|univ|gen"
    rf"|de|la|da|do|san))",
)

HOSPITALS_ABROAD = Way(_worldwide, (*_GATE, FOLDS))
