r"""Trades and peoples between two commas: "Anna B., 34 a, sarta, moldava, vive sola", "nato a Roma, saldatore".

A people or a trade counts so only where the words before it speak of a person (a name, initials, an age, a birth, a
nationality) or those behind it go on about one ("coniugata", "vive", "nata"): "si avvisano oculista, dietista" is the team.

Importing this module imports Presidio, which takes more than a second: `quasi_identifiers` does it.
"""

from __future__ import annotations

import re

from validation.anonymisation.recognisers.calendar_words import BLANK, LETTERS
from validation.anonymisation.recognisers.origins import PEOPLE
from validation.anonymisation.recognisers.patterns import PatternVoice, Rule
from validation.anonymisation.recognisers.trades import AFTER_TRADE, EVERY_TRADE

__all__ = ["aside_voice"]

_B = BLANK
_BEHIND = rf"(?={_B}?[,.;:)\n]|{_B}-{_B}|$)"
_OPEN = rf"[,;:(–-]{_B}{{0,2}}"
_PEOPLE = re.compile(rf"{_OPEN}(?P<place>(?i:{PEOPLE})){_BEHIND}")
_SOMEWHERE = rf"(?:{_B}(?i:in|presso|per)(?:{_B}(?i:un[ao]?|una))?{_B}[a-zà-ÿA-ZÀ-Ý]{{3,16}})?"
_TRADE = re.compile(rf"{_OPEN}(?P<place>(?i:{EVERY_TRADE}{AFTER_TRADE}){_SOMEWHERE}){_BEHIND}")
_ABOUT = 64
_AGE = rf"[0-9]{{1,3}}{_B}?(?i:a{{1,2}}|anni|enne|y|a\.)"
_TELLING = re.compile(
    rf"(?:(?<![0-9]){_AGE}|(?<![{LETTERS}])(?i:nat[oa]|cittadin[oa]|nubile|celibe|coniugat[oa]|sposat[oa]|vedov[oa]|separat[oa]|divorziat[oa]"
    rf"|dimora|et[aà]|cl\.|classe)(?![{LETTERS}])(?:[^\n;.]|\.(?![ \n])){{0,45}})\Z"
)
_ONE = re.compile(
    rf"(?:(?<![{LETTERS}])(?:[A-Z]\.{_B}?[A-Z]\.?|[A-ZÀ-Þ][{LETTERS}'’-]+(?:{_B}[A-ZÀ-Þ][{LETTERS}'’-]+){{1,3}})"
    rf"|(?<![{LETTERS}])(?i:[a-z]\.{_B}?[a-z]\.|(?:pz|paziente|utente|sig\.?(?:{_B}?r?[ai])?|signor[ae]?|assistit[oa]|ospite"
    rf"|donna|uomo|ragazz[oa]|minore|ambulatorio{_B}[a-z]+|migranti)\.?(?::?{_B}[{LETTERS}'’.-]+){{0,4}}))\Z"
)
_ASIDE = re.compile(rf"(?:(?i:{EVERY_TRADE}{AFTER_TRADE}){_SOMEWHERE}|(?i:{PEOPLE}))\Z")
_ABOUT_ONE = re.compile(
    rf"{_B}?[,.;:)–-]{{1,2}}{_B}{{0,2}}(?i:nat[oa]|vive|viveva|abita|dorm[ei]|coniugat[oa]|sposat[oa]|vedov[oa]|nubile|celibe"
    rf"|separat[oa]|divorziat[oa]|residente|domiciliat[oa]|fine{_B}pena|stp|eni|in{_B}italia|parla|non{_B}parla|um(?![a-z])|con"
    rf"{_B}(?:[a-z]+|[0-9]){_B}figli|permesso|senza{_B}(?:fissa|permesso|documenti)|{PEOPLE}(?![a-z])|[0-9]{{1,3}}{_B}?(?:a{{1,2}}|anni|enne)(?![a-z]))"
)


def _aside(match: re.Match[str]) -> float | None:
    """Score what stands between commas behind an age, a birth, a name or another aside, or before more of the same person."""
    text, start = match.string, match.start()
    if match["place"].lower() == "casalinga":
        return None
    lead = text[max(0, start - _ABOUT) : start].rstrip(" \t\u00a0")
    more = _ABOUT_ONE.match(text, match.end()) is not None
    if _TELLING.search(lead):
        return 0.4
    other = _ASIDE.search(lead)
    if other:
        return 0.4 if more or _TELLING.search(lead[: other.start()].rstrip(" ,;\u00a0")) else None
    return 0.35 if more and _ONE.search(lead) else None


def aside_voice() -> PatternVoice:
    """Give the recogniser of trades and peoples between commas, with its gate."""
    return PatternVoice(
        "detail-aside",
        "QUASI_IDENTIFIER",
        (Rule("people aside", _PEOPLE, 0.4, _aside), Rule("trade aside", _TRADE, 0.4, _aside)),
        gate=(rf"[,;:(–-][ \t\x{{a0}}]{{0,2}}(?i:{PEOPLE}|{EVERY_TRADE})(?:[^A-Za-z]|$)",),
    )
