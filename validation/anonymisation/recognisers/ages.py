r"""Ages over 89, in digits and in words, against spans of time, doses and the nineties.

    94 anni · 94enne · 94 aa · di anni 93 · età: 91 · novantaquattro anni · ultranovantenne · centenaria · F, 94 aa

A relative's age counts too ("madre deceduta a 96 anni"). The age is marked with its unit. Ages of groups ("soggetti
oltre 90 anni", "tra 65 e 94 anni") stay below the engine's threshold.

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from validation.anonymisation.recognisers.calendar_words import BLANK, LETTERS, before
from validation.anonymisation.recognisers.patterns import PatternVoice, Rule

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer

__all__ = ["age_voices"]

_ENTITY = "AGE_OVER_89"

_NUMBER = "(?:9[0-9]|1[0-2][0-9])"
_FIRST = r"[91](?<![0-9]{2})(?<![0-9][.,/:+-].)"
_REST = "(?:(?<=9)[0-9]|(?<=1)[0-2][0-9])"
_UNIT_WORD = rf"(?i:an{{1,3}}[iou]?|a\.?a\.?|y\.?o\.?|anno)(?![{LETTERS}])"
_ENDS = f"(?![{LETTERS}0-9])"

_SPAN = re.compile(
    r"(?:^|[^a-zà-ÿ])(?:da|dopo|entro|negli ultimi|ultimi|per|ogni|prossimi|oltre i prossimi|dura(?:ta)?(?: di)?"
    r"|arco di|distanza di"
    r"|circa da|rischio a|sopravvivenza a|probabilità a|mortalità a|d[ai]gli|negli|gli|agli|più di|almeno da"
    r"|pack[ -]?year)"
    r"(?: (?:circa|oltre|almeno|più di|quasi))?[ \t\u00a0]\Z"
)
"""Words before a number of years that make it a span of time, or the nineties."""

_GROUP = re.compile(
    r"(?:^|[^a-zà-ÿ])(?:pazienti|pazient[ei] (?:adulti |anzian[ie] )?(?:di|con|d['’])?.{0,12}(?:età|eta['’]?)|soggetti|persone"
    r"|individui|bambini|anziani|adulti"
    r"|popolazione|donne|uomini|range|compres[aei]|(?:fra|tra)(?![a-zà-ÿ])|intervallo|media|mediana|fascia|superiore|inferiore"
    r"|maggiore|minore)"
    r"[^.;!?\n]{0,36}\Z"
)
"""Words before an age that make it the age of a group."""

_RANGE = re.compile(
    r"(?:[0-9]{1,3}[ \t\u00a0]?(?:anni)?[ \t\u00a0]?(?:[-–—/÷]|ai|a|e|ed|fino a|agli)|[<>≥≤=±])[ \t\u00a0]?\Z"
)
_NO_AGE = re.compile(
    r"(?:^|[^a-zà-ÿ])(?:letto|stanza|camera|ambulatorio|piano|interno|int\.?|scala|altezza|h|peso|glicemia|glic\.?|dtx"
    r"|stick|creatinin[ai]"
    r"|pa|pao|fc|fr|sat[a-z]*|spo2|qtc?|pr|via|viale|piazza|corso|civico|art\.?|comma|pag\.?|cap\.?|n\.?°?|nr\.?"
    r"|colesterolo|hdl|ldl|mcv)"
    r"(?:[ \t\u00a0][a-z]{1,14})?[ \t\u00a0:=.]{1,2}\Z"
)
_NINETIES = re.compile(r"(?:negli|d?agli|d[ei]gli|gli)[ \t\u00a0]\Z")
_AFTERWARDS = re.compile(
    rf"{BLANK}(?i:fa|prima|dopo|or{BLANK}sono|addietro|di{BLANK}(?:follow|storia|malattia|terapia|attività|distanza"
    rf"|vita|"
    r"sopravvivenza|lavoro|esperienza|matrimonio|servizio)|consecutivi)"
)


def _years(match: re.Match[str]) -> float | None:
    """Score "94 anni": not a span of time, and weak as a bound or an age of a group."""
    lead = before(match, 60)
    if _SPAN.search(lead) or _AFTERWARDS.match(match.string, match.end()):
        return None
    if re.search(
        r"(?:^|[^a-zà-ÿ])(?:sat(?:urazione)?|spo|so|sao|o)[ .]?(?:o?2)?[ :=]{0,2}\Z", lead
    ):  # "in aria ambiente"
        return None
    if _RANGE.search(lead) or _GROUP.search(lead):
        return 0.2
    return 0.7


def _named(match: re.Match[str]) -> float | None:
    """Score "età 91", "di anni 93", "pz di 94": a number without a unit after a word that asks for an age."""
    return 0.2 if _GROUP.search(before(match, 60)) else 0.6


_NO_OTHER_UNIT = (
    rf"(?![0-9]|[.,/:][0-9]|{BLANK}?[-–]{BLANK}?[0-9]|{BLANK}?(?:%|°|/|(?i:giorni|gg|mesi|settimane|sett|ore|minuti"
    rf"|min|kg|cm|mg|ml|bpm|"
    rf"battiti|mmhg|gr?|casi|pazienti|anni['’]?{BLANK}?fa|mcg|ui|litri|watt|volte|cicli|w)(?![A-Za-z])))"
)

_IN_WORDS = (
    "(?:novanta(?:[- ]?(?:due|tr[eéè]\u0301?['’]?|quattro|cinque|sei|sette|otto|nove))?|novant(?:uno|un|otto|aquattr)?"
    "|cento(?:uno|un|due|tr[eéè]|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici)?|centun[o]?)"
)
_STEMS = (
    "(?:novant[a-z]{0,9}['’]?[- ]?en{1,2}[ei]|nonagenari[aoe]?|centenari[ao]"
    "|cent(?:[ou]?n|o?(?:du|tre?|quattr|cinqu|sei|sett|ott|nov|dieci?|undic|dodic))?en{1,2}[ei])"
)
_COMPOUND = re.compile(
    rf"(?i:(?:(?:ultra|super|quasi|over|semi)[-{BLANK[1:-1]}]?)?{_STEMS}){_ENDS}",
    re.ASCII,
)
_ANNIVERSARY = re.compile(rf"{BLANK}(?i:dell['’oa]|de[li]|degli|delle)(?![{LETTERS}]*patologi)")
_LETTER_BEFORE = re.compile(rf"[{LETTERS}]\Z")


def _compound(match: re.Match[str]) -> float | None:
    """Score "novantaquattrenne", "ultracentenaria"; the centenary of something is no age, nor is a plural."""
    if _LETTER_BEFORE.search(before(match, 1)):
        return None
    word = match[0].lower()
    if "centenari" in word and _ANNIVERSARY.match(match.string, match.end()):
        return None
    return 0.35 if word.endswith("enni") else 0.7


def _words(match: re.Match[str]) -> float | None:
    if _LETTER_BEFORE.search(before(match, 1)):
        return None
    return _years(match)


_RULES = (
    Rule(
        "94 anni",
        re.compile(rf"{_FIRST}{_REST}(?:[.,][0-9])?{BLANK}{{0,2}}{_UNIT_WORD}(?!{BLANK}?['’]?[0-9])"),
        0.7,
        _years,
    ),
    Rule(
        "94enne",
        re.compile(
            rf"{_FIRST}{_REST}{BLANK}?[-–'’°./]?{BLANK}?(?i:en{{1,2}}[ei]|nne|(?:esim[oa]{BLANK})?compleanno"
            rf"|anno{BLANK}di{BLANK}(?:vita|et[aà]['’]?)){_ENDS}"
        ),
        0.75,
    ),
    Rule(
        "94 a.",
        re.compile(rf"{_FIRST}{_REST}{BLANK}?(?i:a)(?:\.(?![0-9{LETTERS}])|(?=[ \t\u00a0]?[,;:)\n]|$))"),
        0.45,
        lambda match: (
            0.45
            if re.search(r"(?:^|[\n,;:(\s/-])\Z", before(match, 1)) and not _NO_AGE.search(before(match, 24))
            else None
        ),
    ),
    Rule(
        "età 91",
        re.compile(
            rf"(?i:et[aàÀ]\u0300?['’`]?|di{BLANK}anni|aet|anni:|anni|aa\.?)(?:{BLANK}?[:=,(]{BLANK}?|{BLANK})"
            rf"(?:(?i:di|circa|pari{BLANK}a|attuale|anagrafica|presunta|dichiarata|apparente|anni|aa\.?"
            rf"|oltre){BLANK}?:?{BLANK}?){{0,2}}(?P<place>{_NUMBER}){_NO_OTHER_UNIT}"
        ),
        0.6,
        lambda match: (
            None if _LETTER_BEFORE.search(before(match, 1)) or _NINETIES.search(before(match, 8)) else _named(match)
        ),
    ),
    Rule(
        "donna di 94",
        re.compile(
            rf"(?i:pz|pz\.|paziente|uomo|donna|maschio|femmina|signor[ae]|sig\.r?a?|nonn[oa]|madre|padre"
            rf"|decedut[oa]|mort[oa]|M|F)"
            rf"{BLANK}?[,(/]?{BLANK}?(?:(?i:di|a|all['’]et[aà]{BLANK}di|all['’]et[aà]){BLANK})?(?:(?i:a\.|aa"
            rf"|anni){BLANK}?)?"
            rf"(?P<place>{_NUMBER})(?:{BLANK}?(?i:aa?\.?))?{_NO_OTHER_UNIT}{_ENDS}"
        ),
        0.4,
        lambda match: _beside_a_person(match),
    ),
    Rule(
        "a. 94",
        re.compile(rf"(?i:a)\.{BLANK}?(?P<place>{_NUMBER}){_NO_OTHER_UNIT}{_ENDS}"),
        0.4,
        lambda match: 0.4 if re.search(r"(?:^|[\s,;(])\Z", before(match, 1)) else None,
    ),
    Rule(
        "oltre i 90",
        re.compile(
            rf"(?i:ultra|over|oltre{BLANK}i"
            rf"|più{BLANK}che)[-{BLANK[1:-1]}]?(?P<place>{_NUMBER})(?={BLANK}?(?:(?i:an{{1,3}}i)|[-,.;:)\n]|$))"
        ),
        0.35,
        lambda match: None if _LETTER_BEFORE.search(before(match, 1)) else 0.35,
    ),
)
_WORD_RULES = (
    Rule(
        "novantaquattro anni",
        re.compile(
            rf"(?i:{_IN_WORDS}(?:{BLANK}?[e-]?{BLANK}?(?:uno|due|tre|quattro|cinque|sei|sette|otto"
            rf"|nove))?)(?:{BLANK}|['’]{BLANK}?){_UNIT_WORD}"
        ),
        0.7,
        _words,
    ),
    Rule(
        "di anni novantaquattro",
        re.compile(rf"(?i:di{BLANK}anni|età{BLANK}(?:di)?){BLANK}?(?P<place>(?i:{_IN_WORDS})){_ENDS}"),
        0.6,
        _words,
    ),
    Rule(
        "novantaquattro a.",
        re.compile(rf"(?i:{_IN_WORDS}){BLANK}(?i:a)(?:\.|(?={BLANK}?[,;)]))"),
        0.5,
        _words,
    ),
    Rule("novantaquattrenne", _COMPOUND, 0.7, _compound),
    Rule(
        "novantaquattresimo compleanno",
        re.compile(
            rf"(?i:novant[a-zéè]{{0,9}}esim[oa]|cent[a-zéè]{{0,9}}esim[oa]){BLANK}(?i:compleanno|anno{BLANK}di{BLANK}(?:vita|et))"
        ),
        0.6,
        lambda match: None if _LETTER_BEFORE.search(before(match, 1)) else 0.6,
    ),
)


def _beside_a_person(match: re.Match[str]) -> float | None:
    """Score "donna di 94", "M/94": "M" and "F" must be the sex, a word by themselves and not a quantity."""
    lead = before(match, 3)
    if _LETTER_BEFORE.search(lead) or re.search(r"[0-9./][ \t\u00a0]?\Z|[-'’]\Z", lead):
        return None
    if match[0][0] in "MFmf" and re.match(r"(?i:[mf])[^A-Za-z]", match[0]):
        return (
            0.35
            if match[0][0] in "MF" and re.match(r"[MF](?:,[ \t\u00a0]?|/|[ \t\u00a0](?:di[ ])?)[91]", match[0])
            else None
        )
    return (
        0.2
        if re.match(r"(?i:madre|padre|mort|deced|paziente[ ][91]|pz[ ][91])", match[0]) and " a " not in match[0]
        else 0.4
    )


_B = r"[ \t\x{a0}]"
_N = "(?:9[0-9]|1[0-2][0-9])"
_GATE = (
    rf"(?:^|[^0-9]){_N}(?:[.,][0-9])?{_B}{{0,2}}(?i:an{{1,3}}[iou]?|a\.?a\.?|y\.?o\.?|anno)(?:[^A-Za-z]|$)",
    rf"(?:^|[^0-9]){_N}{_B}?[-–'’°./]?{_B}?(?i:en{{1,2}}[ei]|nne|(?:esim[oa]{_B})?compleanno|anno{_B}di{_B}(?:vita|et))",
    rf"(?:^|[^0-9A-Za-z]){_N}{_B}?[aA](?:\.|{_B}?[,;:)\n]|$)",
    rf"(?i:et[aà]\x{{300}}?['’`]?|aet|anni|aa\.?)(?:{_B}?[:=,(]{_B}?|{_B})"
    rf"(?:(?i:di|circa|pari{_B}a|attuale|anagrafica|presunta|dichiarata|apparente|anni|aa\.?"
    rf"|oltre){_B}?:?{_B}?){{0,2}}{_N}(?:[^0-9]|$)",
    r"(?:^|[^A-Za-z])(?i:pz|pz\.|paziente|uomo|donna|maschio|femmina|signor[ae]|sig\.r?a?|nonn[oa]|madre|padre"
    r"|decedut[oa]|mort[oa]|M|F)"
    rf"{_B}?[,(/]?{_B}?(?:(?i:di|a|all['’]et[aà]{_B}di|all['’]et[aà]){_B})?(?:(?i:a\.|aa|anni){_B}?)?{_N}(?:[^0-9]"
    rf"|$)",
    rf"(?:^|[ \t\n\r\f\v\x{{a0}},;(]|[^\x00-\x7f])[aA]\.{_B}?{_N}(?:[^0-9]|$)",
    rf"(?i:ultra|over|oltre{_B}i|più{_B}che)(?:-|{_B})?{_N}(?:[^0-9]|$)",
)
_WORD_GATE = (
    # The words for 90 and 100 with the years, and their adjectives.
    rf"(?i:novant[a-zéè\x{{301}}]*|cent[a-zéè]*){_B}?(?:[e-]?{_B}?(?i:uno|due|tre|quattro|cinque|sei|sette|otto"
    rf"|nove){_B})?{_B}?"
    r"(?i:an{1,3}[iou]|a\.?a\.?)(?:[^A-Za-z]|$)",
    rf"(?i:anni|età{_B}(?:di)?){_B}?(?i:novant|cent[ou])",
    rf"(?i:(?:novant|cent)[a-zéè'’ -]{{0,24}}){_B}?['’]?{_B}?(?i:an{{1,3}}[iou]?|a\.?a\.?|y\.?o\.?|anno)(?:[^A-Za-z]|$)",
    rf"(?i:(?:novant|cent)[a-zéè\x{{301}}'’ -]{{0,24}}){_B}(?i:a)(?:\.|{_B}?[,;)])",
    rf"(?i:(?:novant|cent)[a-zéè]+sim[oa]){_B}(?i:compleanno|anno)",
    r"(?i:novant[a-z]{0,9}['’]?[- ]?en{1,2}[ei]|nonagenari|cent[a-z]{0,8}en{1,2}[ei](?:[^A-Za-z]|$)"
    r"|centenari[ao])",
)


def age_voices() -> list[EntityRecognizer]:
    """Give the recognisers of `AGE_OVER_89`: ages in digits and ages in words, each with its gate."""
    return [
        PatternVoice("age-digits", _ENTITY, _RULES, gate=_GATE),
        PatternVoice("age-words", _ENTITY, _WORD_RULES, gate=_WORD_GATE),
    ]
