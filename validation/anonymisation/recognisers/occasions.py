r"""Holidays and seasons that tell when: "vigilia di Natale", "Epifania", "lunedì di Pasqua", "estate 2019", "II trimestre 2021".

"Natale", "Pasqua" and "Immacolata" are names of persons, "Santo Stefano" of hospitals: alone they count only where a word before
them, a year behind them or the beginning of a line says that they are days.

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

import re

from validation.anonymisation.recognisers.calendar_words import BLANK, LETTERS, YEAR, before
from validation.anonymisation.recognisers.dating_words import LINE
from validation.anonymisation.recognisers.patterns import PatternVoice, Rule

__all__ = ["occasion_voice"]

_ENDS = f"(?![{LETTERS}0-9])"
_LETTER_BEFORE = re.compile(rf"[{LETTERS}0-9]\Z")
_SAINT = r"(?:san(?:to|t['’])?|s\.)"
_PARTS = (
    "vigilia (?:di|dell['’]) ?|(?:il )?giorno (?:d[ei]i?|dell['’]|dopo) ?|notte (?:di|dell['’]) ?|ponte (?:di|dell['’]|del) ?"
    "|feste (?:di|natalizie di) |periodo (?:di|natalizio di) |domenica (?:di|delle) |luned[iì]['’]? (?:di |dell['’] ?)|settimana di "
)
_NAMES = (
    "natale|pasqua|pasquetta|capodanno|ferragosto|epifania|befana|ognissanti|carnevale|pentecoste|immacolata|halloween"
    "|tutti i santi|(?:i )?morti|corpus domini|ascensione|palme|santo patrono"
    f"|{_SAINT} ?silvestro|{_SAINT} ?stefano|{_SAINT} ?valentino|{_SAINT} ?giuseppe|{_SAINT} ?lucia|gioved[iì]['’]? grasso"
    "|marted[iì]['’]? grasso|venerd[iì]['’]? santo|sabato santo|mercoled[iì]['’]? delle ceneri"
    "|luned[iì]['’]? dell['’]angelo|ultimo dell['’]anno|primo dell['’]anno|fine anno"
    "|festa d(?:ella (?:mamma|donna|repubblica|liberazione)|el (?:pap[aà]['’]?|lavoro|patrono)|ei (?:morti|lavoratori))"
)
_FEAST = re.compile(
    rf"(?i:(?P<part>{_PARTS})?(?P<name>{_NAMES}))".replace(" ", BLANK)
    + rf"(?P<year>{BLANK}(?:(?i:del{BLANK}))?(?:{YEAR}|['’][0-9]{{2}})(?![0-9])|{BLANK}(?i:scors[oa]|u\.s\."
    rf"|prossim[oa]))?{_ENDS}",
    re.ASCII,
)
_LEAD = re.compile(
    r"(?:^|[^a-zà-ÿ])(?:a|per|dopo|prima d(?:i|ell['’])|fino (?:a|all['’])|entro|durante|notte di"
    r"|il|dopo (?:il|l['’])|passato(?: il)?|permesso(?: di| per)?|dimissioni? (?:a|per)|ricover[oi] (?:a|per)"
    r"|incidente[a-z ]{0,12}"
    r"|trauma[a-z ]{0,12}|cadut[oa]|rientr[oa]|visita|dall?['’]|nell['’]|l['’]|dell['’]|all['’]|scors[oa]"
    r"|sotto|festa dell['’]|da|di)[ ]?\Z"
)
_PERSON_LEAD = re.compile(
    r"(?:^|[^a-zà-ÿ])(?:sig(?:\.?r?a?|nor[ae]?|nori)?\.?|dott?(?:\.?ssa|or|oressa)?\.?|dr\.?(?:ssa)?|prof\.?(?:ssa)?"
    r"|paziente|pz|nome:?|cognome:?"
    r"|famiglia|casa|coop(?:erativa)?|ospedale|clinica|policlinico|istituto|parrocchia|via|piazza|chiesa|villa|rsa|dà|dì|lo)[ ]\Z"
)
_PLAIN = re.compile(
    r"(?:capodanno|ferragosto|ognissanti|pasquetta|halloween|befana|festa|luned|marted|mercoled|gioved|venerd|sabato"
    r"|ultimo|primo|tutti)"
)
_NAME_FOLLOWS = re.compile(rf"{BLANK}[A-ZÀ-Ý][a-zà-ÿ]{{2}}")


def _feast(match: re.Match[str]) -> float | None:
    """Score a holiday: "Natale", "Pasqua" and "Immacolata" are names of persons too, unless a word tells."""
    lead = before(match, 28)
    if _LETTER_BEFORE.search(lead):
        return None
    if match["year"]:
        return 0.6
    name = match["name"].lower()
    if re.search(r"(?:albero|regal[oi]|stella) (?:di|per) \Z", lead) or _PERSON_LEAD.search(lead):
        return None
    if name.endswith("morti") and not match["part"]:
        return None
    if _PLAIN.match(name) or match["part"]:
        return 0.45
    called = _NAME_FOLLOWS.match(match.string, match.end()) is not None and not match[0].isupper()
    if re.match(r"(?:san|s\.|i[ \t\u00a0]|palme|ascens|corpus|immac|fine|santo)", name):
        return 0.4 if re.search(r"(?:giorno|notte|festa|ponte) (?:di|dei|dell['’]) ?\Z", lead) else None
    if called:
        return None
    if _LEAD.search(lead):
        return 0.4
    if name in {"epifania", "carnevale", "pentecoste"}:
        return 0.35
    return (
        0.35
        if LINE.search(lead)
        and re.match(rf"{BLANK}?:|{BLANK}(?:in|a|con|trascors)[ao]?(?![a-z])", match.string[match.end() :])
        else None
    )


_SEASON = "(?:estate|primavera|autunno|inverno)"
_TERM = (
    r"(?:(?:primo|secondo|terzo|quarto|I|II|III|IV|1°|2°|3°|4°|1º|2º|ultimo) ?"
    r"(?:trimestre|semestre|quadrimestre|trim\.?|sem\.?|quadr\.?))"
).replace(" ", BLANK)
_SEASON_YEAR = re.compile(
    rf"(?i:(?:{_SEASON}{BLANK}?[-/]{BLANK}?)?{_SEASON}|{_TERM})"
    rf"{BLANK}(?:(?i:del(?:l['’]anno)?){BLANK})?(?:{YEAR}(?:{BLANK}?[-/]{BLANK}?(?:[0-9]{{4}}|[0-9]{{2}}))?"
    rf"|['’][0-9]{{2}})(?![0-9])",
    re.ASCII,
)
_SEASON_LAST = re.compile(
    rf"(?i:(?:scors[oa]|passat[oa]|prossim[oa]|quest['’]){BLANK}?{_SEASON}|{_SEASON}{BLANK}(?:scors[oa]|passat[oa]"
    rf"|u\.s\.|prossim[oa]|p\.v\.))"
    f"{_ENDS}",
    re.ASCII,
)
_FESTIVE = re.compile(
    rf"(?i:(?:feste|festivit[aà]['’]?|vacanze|ferie|periodo|ricorrenze?){BLANK}(?P<place>(?:natalizi[eo]|pasquali|pasquale)))"
)


def _season(match: re.Match[str]) -> float | None:
    return None if _LETTER_BEFORE.search(before(match, 1)) else 0.4


_B = r"[ \t\x{a0}]"
_Y = r"(?:(?:19|20)[0-9]{2}|['’][0-9]{2})"


def occasion_voice() -> PatternVoice:
    """Give the recogniser of holidays and seasons, with its gate."""
    return PatternVoice(
        "date-occasion",
        "DATE_TIME",
        (
            Rule("holiday", _FEAST, 0.45, _feast),
            Rule("season and year", _SEASON_YEAR, 0.4, _season),
            Rule("season, relative", _SEASON_LAST, 0.35, _season),
            Rule("festive days", _FESTIVE, 0.35),
        ),
        gate=(
            f"(?:^|[^A-Za-z0-9])(?i:(?:{_PARTS})?(?:{_NAMES}))".replace(" ", _B),
            rf"(?i:{_SEASON}|mestre|trim\.?|sem\.?|quadr\.?){_B}(?i:del(?:l['’]anno)?{_B})?{_Y}",
            rf"(?i:(?:scors[oa]|passat[oa]|prossim[oa]|quest['’]){_B}?{_SEASON}|{_SEASON}{_B}(?:scors|passat|u\.s|prossim|p\.v))",
            rf"(?i:{_B}(?:natalizi[eo]|pasqual[ei]))",
        ),
    )
