r"""Dates of birth and of death: dates, or bare years, after the words that say so.

    nato a Verona il 3.4.40 · data di nascita: 03/04/1940 · d.d.n. 3-4-40 · classe 1938 · deceduta nel 2019 · exitus il

Only the date is marked, never the words. The same place is often a plain date too; the surer entity remains.

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

import re

from validation.anonymisation import gazetteers
from validation.anonymisation.recognisers.calendar_words import BLANK, DAY_NUMBER, LETTERS, MONTH_ANY, NUMBER_WORD, YEAR
from validation.anonymisation.recognisers.patterns import PatternVoice, Rule

__all__ = ["life_date_voice"]

_MONTH_NUMBER = "(?:0?[1-9]|1[0-2])"
_YEARS = rf"(?:{YEAR}|['’]?[0-9]{{2}})(?![0-9])"
_DATE = (
    "(?:"
    rf"{DAY_NUMBER}{BLANK}?[./\\–-]{BLANK}?{_MONTH_NUMBER}{BLANK}?[./\\–-]{BLANK}?{_YEARS}"
    rf"|{YEAR}-[01][0-9]-[0-3][0-9](?![0-9])"
    rf"|{DAY_NUMBER}{BLANK}{_MONTH_NUMBER}{BLANK}{YEAR}(?![0-9])"
    rf"|{DAY_NUMBER}°?{BLANK}?[-./]?{BLANK}?(?:(?i:di){BLANK})?(?i:{MONTH_ANY})(?![{LETTERS}])\.?"
    rf"(?:{BLANK}?[-./,]?{BLANK}?(?:(?i:del){BLANK})?(?:{YEAR}|['’]?[0-9]{{2}})(?![0-9:]|{BLANK}?(?i:anni|mesi"
    rf"|giorni)))?"
    # Without a digit of the day there must be one of the year: the gate asks for a digit.
    rf"|(?i:{NUMBER_WORD}){BLANK}(?:(?i:di){BLANK})?(?i:{MONTH_ANY}){BLANK}(?:(?i:del){BLANK})?{YEAR}(?![0-9])"
    rf"|(?i:{MONTH_ANY})(?![{LETTERS}])\.?{BLANK}?[-./]?{BLANK}?(?:(?i:del){BLANK})?{YEAR}(?![0-9])"
    rf"|{_MONTH_NUMBER}/{YEAR}(?![0-9])"
    ")"
)
_SHORT = rf"{DAY_NUMBER}/{_MONTH_NUMBER}(?![0-9/])"
_PLACE = rf"(?P<place>(?<![{LETTERS}0-9/.,-]){_DATE})"
_ON = rf"(?i:il|nell?['’]?|in{BLANK}data|l['’]|a|ad|del|dal){BLANK}?"
_IN = rf"(?i:nel(?:l['’]anno)?|anno|in{BLANK}data|del){BLANK}"
_ONLY_YEAR = rf"(?P<place>{YEAR}|['’][0-9]{{2}})(?![0-9/.,-][0-9]|[0-9]|{BLANK}?(?i:g|gr|kg|ml))"
# Full stops only after short forms: "S. Giovanni", "(prov. VR)".
_GAP = rf"(?:[^0-9\n;.]|(?<=[{LETTERS}])\.(?=[ \t\u00a0,)]))"
_WORD = rf"(?<![{LETTERS}0-9].)"

_BORN = rf"[nN]{_WORD}(?i:at[oaei](?:{BLANK}?/{BLANK}?[oaei])?)(?![{LETTERS}])"
_OTHER_EVENT = re.compile(
    r"ricover|diagnos|visit|operat|trasfer|intervent|esegu|accede|giunge|controll|dimess|sottopost|termin[ei]\. "
    r"|pretermine\. "
    r"|\.[ \t\u00a0][A-Z][a-zà-ÿ]{3,}.*\b(?:nel|in data)\b"
)


def _of_birth(match: re.Match[str]) -> float | None:
    """Refuse a date whose words between name another event: "nato a termine, ricoverato il"."""
    return None if _OTHER_EVENT.search(match["gap"]) else 0.9


_NO_NAME = frozenset(
    "con per in post da dal dalla operato operata affetto affetta portatore portatrice seguito seguita".split()
)


def _after_a_name(match: re.Match[str]) -> float | None:
    """Score the year that stands behind somebody's name like an age: "utente Rossi Anna, 1960, via Roma"."""
    words = match["name"].lower().split()
    known = gazetteers.first_names()
    return 0.7 if not _NO_NAME.intersection(words) and any(word in known for word in words) else None


_BIRTH = (
    Rule("nato il", re.compile(rf"{_BORN}(?P<gap>{_GAP}{{0,70}}?){_PLACE}"), 0.9, _of_birth),
    Rule(
        "nato il, day and month",
        re.compile(rf"{_BORN}(?P<gap>{_GAP}{{0,40}}?)(?i:il|in{BLANK}data){BLANK}(?P<place>{_SHORT})"),
        0.8,
        _of_birth,
    ),
    Rule(
        "nato nel",
        re.compile(rf"{_BORN}(?P<gap>(?:[^0-9\n;.,]){{0,40}}?)(?:{_IN}|[(:]{BLANK}?){_ONLY_YEAR}"),
        0.8,
        _of_birth,
    ),
    Rule("n. il", re.compile(rf"[nN]{_WORD}\.?{BLANK}?(?i:a{BLANK}[^0-9\n;]{{2,40}}?)?(?i:il){BLANK}{_PLACE}"), 0.85),
    Rule(
        "n. 3/4/1940",
        re.compile(
            rf"[nN]{_WORD}\.{BLANK}?(?P<place>{DAY_NUMBER}(?P<mark>[./-]){_MONTH_NUMBER}(?P=mark){YEAR})(?![0-9./-])"
        ),
        0.86,
    ),
    Rule(
        "data di nascita",
        re.compile(
            rf"[ndND]{_WORD}(?i:ascita|ata{BLANK}nasc|(?<=[dD])\.?{BLANK}?(?:d\.?{BLANK}?)?n)(?![{LETTERS}])"
            rf"\.?(?P<gap>(?:(?<=n)[^0-9A-Za-z\n;]{{0,3}}|(?<=n\.)[^0-9A-Za-z\n;]{{0,3}}|{_GAP}{{0,50}}?)){_PLACE}"
        ),
        0.9,
        _of_birth,
    ),
    Rule(
        "anno di nascita",
        re.compile(
            rf"(?i:(?:anno|data){BLANK}di{BLANK}nascita)(?:{BLANK}?[:=(,]{BLANK}?|{BLANK})(?:{_IN})?{_ONLY_YEAR}"
        ),
        0.85,
    ),
    Rule(
        "classe 1938",
        re.compile(
            rf"[cC]{_WORD}(?i:lasse{BLANK}?:?{BLANK}?|l\.{BLANK}?:?{BLANK}?|ls?\.?{BLANK})(?:(?i:del|di){BLANK})?"
            rf"(?P<place>{YEAR}|['’][0-9]{{2}})(?![0-9/-])"
        ),
        0.7,
    ),
    Rule("nato 1967", re.compile(rf"{_BORN}{BLANK}?[:,]?{BLANK}?{_ONLY_YEAR}"), 0.8),
    Rule(
        "(n. 1967)",
        re.compile(rf"\({BLANK}?[nN]\.?{BLANK}?(?:(?i:nel){BLANK})?(?P<place>{YEAR})(?={BLANK}?[),;])"),
        0.7,
    ),
    Rule(
        "name, 1967,",
        re.compile(
            rf"[uUpPsSaAoOmMbB]{_WORD}(?i:tente|aziente|z\.?|\.te|ig(?:\.?{BLANK}?r[ai]|\.?na)?\.?|ignor[aei]?|ssistit[oa]|spite"
            rf"|inore|ambin[oa]):?(?P<name>(?:{BLANK}[{LETTERS}][{LETTERS}'’.-]{{1,19}}){{2,4}}){BLANK}?[,(]{BLANK}?"
            rf"(?P<place>{YEAR})(?={BLANK}?[,;)])"
        ),
        0.7,
        _after_a_name,
    ),
)

# The first letter stands apart because a class at the start is what makes `re` fast; the tails fit one letter each.
_DIED = (
    rf"[dDeEmMvVoO]{_WORD}(?i:ec[e]?dut[oaie](?:{BLANK}?/{BLANK}?[oa])?|eced(?:e|eva|ette)|ecess[oi]|xitus?|ort[oaei]"
    rf"|or(?:[ìÌ]|i['’`\u0300])|uore|enut[oa]{BLANK}a{BLANK}mancare|ancat[oa]|bitus)(?![{LETTERS}])"
)
_AGED = (
    rf"(?:[^0-9\n;.]{{0,16}}[0-9]{{1,3}}{BLANK}?(?i:anni|aa)[^0-9\n;.]{{0,25}}?"
    rf"|[^0-9\n;.]{{0,30}}(?i:ore|h){BLANK}[0-9]{{1,2}}[.:,][0-9]{{2}}[^0-9\n;.]{{1,12}}?|{_GAP}{{0,50}}?)"
)
_KIN = "padre|madre|pap[aà]|mamma|marito|moglie|fratello|sorella|nonn[oai]|zi[oa]|figli[oa]|coniuge"
_DEATH = (
    Rule("deceduto il", re.compile(rf"(?:{_DIED}|†){_AGED}(?:{_ON}|[(:,†]{BLANK}?|{BLANK}){_PLACE}"), 0.9),
    Rule(
        "deceduto il, day and month",
        re.compile(rf"{_DIED}{_AGED}(?i:il|in{BLANK}data|del){BLANK}(?P<place>{_SHORT})"),
        0.8,
    ),
    Rule(
        "deceduto nel",
        re.compile(
            rf"{_DIED}(?:[^0-9\n;.,]{{0,16}}[0-9]{{1,3}}{BLANK}?(?i:anni|aa))?[^0-9\n;.,]{{0,40}}?(?:{_IN}"
            rf"|[(]{BLANK}?){_ONLY_YEAR}"
        ),
        0.8,
    ),
    Rule("deceduto 1998", re.compile(rf"(?:{_DIED}|[dD]{_WORD}(?i:ec|cd)\.){BLANK}?[,:–-]?{BLANK}?{_ONLY_YEAR}"), 0.8),
    Rule("† 1998", re.compile(rf"[†✝✟]{BLANK}?[(:]?{BLANK}?(?:{_IN})?{_ONLY_YEAR}"), 0.8),
    Rule("✝ 3/4/1998", re.compile(rf"[✝✟]{BLANK}?[(:]?{BLANK}?(?:{_ON})?{_PLACE}"), 0.9),
    Rule("padre + 1998", re.compile(rf"(?i:{_KIN}){BLANK}?\(?\+{BLANK}?(?:{_IN})?{_ONLY_YEAR}"), 0.6),
)


def _entity(rules: tuple[Rule, ...], entity: str) -> tuple[Rule, ...]:
    return tuple(Rule(rule.name, rule.pattern, rule.score, rule.check, entity) for rule in rules)


_NO_LETTER = "(?:^|[^A-Za-z])"
_B = r"[ \t\x{a0}]"
# The telling words alone: whatever said "and a date further on" would cost the gate more states than it saves runs.
_GATE = (
    rf"{_NO_LETTER}[nN](?i:at[oaei])(?:[^A-Za-z]|$)",
    rf"{_NO_LETTER}[nN]\.?{_B}?(?i:il|a){_B}",
    rf"{_NO_LETTER}[nN]\.{_B}?[0-9]{{1,2}}[./-][0-9]{{1,2}}[./-](?:19|20)",
    rf"(?i:nascita|data{_B}nasc)",
    rf"{_NO_LETTER}[dD]\.?{_B}?(?i:d\.?{_B}?)?(?i:n)(?:[^A-Za-z]|$)",
    rf"{_NO_LETTER}(?i:classe|cl\.){_B}(?i:(?:del|di){_B})?(?:['’][0-9]|19[0-9]{{2}}|20[0-3][0-9])",
    rf"{_NO_LETTER}(?i:dec[e]?dut|deced[e]|decess|exitu|mort[oaei](?:[^A-Za-z]|$)|mor[ìÌ]|mori['’`\x{300}]|muore|mancare|mancat[oa]|obitus)",
    "[†✝✟]",
    rf"(?i:{_KIN}){_B}?\(?\+",
    rf"{_NO_LETTER}(?i:cl|cls|classe)[.: \t\x{{a0}}]{{1,3}}(?i:(?:del|di){_B})?(?:['’][0-9]|(?:19|20)[0-9]{{2}})",
    rf"\({_B}?[nN]\.?{_B}?(?i:nel{_B})?(?:19|20)[0-9]{{2}}",
    rf"{_NO_LETTER}(?i:dec|dcd)\.{_B}?[,:–-]?{_B}?(?:19|20|['’])",
    rf"{_NO_LETTER}(?i:utente|paziente|pz\.?|p\.te|sig[a-z.]{{0,3}}(?:{_B}?r[ai])?\.?|signor[aei]?|assistit[oa]|ospite|minore|bambin[oa])"
    rf":?{_B}[^0-9\n,(]*[,(]{_B}?(?:19|20)[0-9]{{2}}{_B}?[,;)]",
)


def life_date_voice() -> PatternVoice:
    """Give the recogniser of `DATE_OF_BIRTH` and `DATE_OF_DEATH`, with its gate."""
    return PatternVoice(
        "life-date",
        "DATE_OF_BIRTH",
        (*_entity(_BIRTH, "DATE_OF_BIRTH"), *_entity(_DEATH, "DATE_OF_DEATH")),
        gate=_GATE,
    )
