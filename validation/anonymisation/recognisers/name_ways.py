"""The ways in which a name stands in a line of letters (`lexicon`): after whom, before what, in which case, with which initials.

"visitata la sig.ra Bianchi Anna." reads "y p t M F.", so a way is a short regular expression over few letters. The order of the
ways does not matter: what several find is settled later. All are tried at once by RE2, and only those that occur by Python.

This module never sees a text, only lines of letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from validation.anonymisation.pattern_set import PatternSet

__all__ = ["TITLED", "Way", "occurring", "places", "runs", "score_of_run", "titles", "without_what_explains"]

_ITEM = "(?:[FGLMUVH](?:-[FGLMUVHSAE])?)"
_PARTS = r"(?:[PQD][ -]?){0,2}"
_LISTED = rf"(?:i\. ?){{0,3}}{_PARTS}{_ITEM}(?:(?: | ?- ?){_PARTS}{_ITEM}){{0,4}}"
_RUN = rf"{_LISTED}(?: i\.){{0,2}}"
_SMALL = r"(?:p ?-?|[b'] ?)?[fglmuh](?:-[fglmus])?"
_SMALL_RUN = rf"(?:j\. ?){{0,2}}{_SMALL}(?:(?:,? |-){_SMALL}){{0,3}}(?: [ij]\.)?"
_SMALL_RUNS = rf"{_SMALL_RUN}(?:(?: ?[/,-] ?| j ){_SMALL_RUN}){{0,3}}"
_SEPARATES = r"(?:[.:,)~]{1,4}[ |(]{0,4}|[ |(]{1,4}[,:]?~?)"
_OPENS = r"(?:^|[|~:;.] ?)"
_CLOSES = r"(?:[ |,:;)~(-]|$)"
_NO_NUMBER = r"(?: [A-Zace-z|(~-]|[|,:;)~(-]| ?$)"
_AGED = r",? ?(?:p )?(?:d )?z\b"
# Somebody, perhaps of some kind ("collega chirurgo", "vicina di casa", "medico di guardia"), then who it is.
_SOMEBODY = r"\b(?:[kc](?: [pP])? [sAkcrxz]|x (?:[sSA] )?[pP]|y [pPo]|[kqrctTx])\b"
_WHO = r"\b(?:[kc](?: p)? [skcrxz]|x (?:s )?p|y p|[kctTx])\b"


@dataclass(frozen=True, eq=False)  # compared by identity: each is one of a few, and is looked up for every line
class Way:
    """One way a name stands in a line of letters; its one group is the name."""

    told: str
    score: float
    pattern: str


TITLED = Way("after a title", 0.0, r"(\b[tT]\b)")
"""Where a title stands: `persons.titled` reads the name that follows."""

_EPONYM = Way(
    "called after somebody who is long dead: morbo di Parkinson, Murphy negativo",
    0.0,
    r"(\b[eE][.:]?(?: [pP]\b)* ?'?(?:i\. ?)*[GLMUVH]\b(?:[ -]{1,3}[GLMUVH]\b){0,3}"
    r"|(?:^|[^FGLMUVH] )[GMH](?:-[GLMUVH])* ?[(]?n\b|S-[GLMUVH] ?n\b)",
)
_DOSED = Way("a medicine, by its dose", 0.0, r"\b([UV](?: [sSAC])?) (?:d(?:[,./-]d)* )?w\b")
_BEGINS = re.compile("[FGLMUVHPQD]")  # an item, or a particle before it
_FULL = Way("capitals nobody vouches for", 0.0, rf"({_PARTS}{_ITEM}(?:(?:, | | ?- ?){_PARTS}{_ITEM})*)\b")
_SCORED = (
    Way("after somebody", 0.6, rf"{_SOMEBODY}{_SEPARATES}(?:[tT][.:]* ?)?((?:[SA] )?{_RUN}(?: C\b)?)"),
    Way(
        "a safe word after one who cares",
        0.4,
        rf"\bc[.:]{{0,2}} ([SE])\b|\bc (A)(?: v|[.,|;]|$)|\by o ([SE])\b"
        rf"|{_SOMEBODY}{_SEPARATES}((?:[FG] )?[QD] ?[SAEk](?: [ij]\.)?)(?:[^A-Za-z]|$)|(D ?k)\b",
    ),
    Way("a safe word after kin", 0.35, r"\bk[.:]? (S)(?: [vykz]\b|[),;(])"),
    Way(
        "two safe words after one who cares",
        0.4,
        r"\bc[.:]{0,2} ([FGM] S)(?:[.,;:|)]|$)|\b[rc][.:]? (i\. S|r [FG])\b|\bc\. (A)[.]?(?:[|]|$)",
    ),
    Way("a safe word after a number of a bed", 0.4, r"(?:^|[|.] ?)d (S [FGM]|s [fg]):"),
    Way("a safe word and a first name that end a line", 0.4, r"[|.] ?(S [FG])[.]?(?:[ |]*$|[|])"),
    Way(
        "a safe word in small letters after a title",
        0.4,
        r"\b[tT][.:]* ?(s [flmgu](?: [flmgu]\b)?)\b|\b[tT][.:]* ([flmgu] s)(?:[,.;:|)]|$)|\bT[.:]* ([se] j\.|p [eo])(?:[,.;:| ]|$)",
    ),
    Way("a word and an initial after somebody", 0.45, r"r[.:]? ([SM] i\.)"),
    Way("in small letters after whose turn it is", 0.45, rf"\by: ?({_SMALL_RUNS})(?:[^A-Za-z]|$)"),
    Way("a nickname that is a word", 0.4, r"\bq,? (?:~ ?(?:[po'] ?)?|[po] )([SAEGMH])\b"),
    Way("a name and a safe word after kin", 0.45, r"\bk[.:]? ([FLU] S)(?: [a-z(]|[.,;)]|$)"),
    Way("a particle and a safe word in a sentence", 0.4, r"\b[a-ce-z],? (P [SMG])(?:[.,;)]| [a-z]|$)"),
    Way(
        "an initial and a small word after a signature", 0.4, rf"\bx{_SEPARATES}((?:[ij]\. ?){{1,2}}(?:p )?[fglmuhs])\b"
    ),
    Way("a name before its mark", 0.35, r"\b([GMLFH]) ~[rs]~"),
    Way("a safe word where a signature ends a line", 0.4, rf"\bx{_SEPARATES}([SA](?: [SAFGLMUVH])?)[.]?(?:[|]|$)"),
    Way("after whom something was done by", 0.5, rf"\by (?:[po] )?({_RUN})\b"),
    Way("in small letters after somebody", 0.5, rf"{_WHO}{_SEPARATES}(?:[tT][.:]* ?)?({_SMALL_RUNS})(?:[^A-Za-z]|$)"),
    # "Paziente serena, vigile": one word that is also a name is none here, unless a colon says so.
    Way(
        "in small letters after a role",
        0.5,
        rf"\b[rq]{_SEPARATES}(?:[tT][.:]* ?)?((?:j\. ?)?(?:p ?-?|' ?)?[flu]\b(?:(?:,? |-){_SMALL})*(?: [ij]\.)?"
        rf"|{_SMALL}(?:,? |-){_SMALL_RUN})(?:[^A-Za-z]|$)"
        rf"|\b[rq][.]?: ?({_SMALL_RUN})(?:[^A-Za-z]|$)",
    ),
    Way("in small letters after whom it was done by", 0.45, rf"\by [po] ({_SMALL_RUN})(?:[^A-Za-z]|$)"),
    Way("in small letters after a doctor's title", 0.35, rf"\bT[.:]*[ |]{{1,2}}((?:j\. ?)?[se])\b(?:[.]|{_CLOSES})"),
    Way(
        "in small letters, aged, after a title",
        0.45,
        rf"\b[tT][.:]* ([se]){_AGED}|\b[tT][.:]* ([seom],? [fglm])\b|\bx{_SEPARATES}(s [fg])\b",
    ),
    Way("initials after somebody", 0.5, rf"{_SOMEBODY}{_SEPARATES}((?:i\. ?)+i\b|(?:i\. ?){{2,3}}|i\.)"),
    Way(
        "a small elision and a word",
        0.4,
        r"\b[tT][.:]* ?((?:j\. ?)?(?:[fglmu] )?b ?[sk](?: j\.)?)(?:[^A-Za-z]|$)|\b(f b ?k)\b|(b ?[sk],? f(?: [flmgu])?)\b",
    ),
    Way("a name and an initial", 0.6, rf"({_PARTS}{_ITEM}(?:(?: |-){_PARTS}{_ITEM}){{0,3}},? [ij]\.){_NO_NUMBER}"),
    Way("a name and an initial without a full stop", 0.4, r"([FGLMUVH] i)(?:[|,;)]|$)"),
    Way("a small name and an initial", 0.45, rf"\b({_SMALL}(?:[ -]{_SMALL})? [ij]\.){_NO_NUMBER}"),
    Way("an initial and a small name", 0.45, r"(?:^|[ |(,:])(j\. ?(?:p ?)?[flu])\b"),
    Way("an initial and a small name at the head", 0.45, rf"(?:{_OPENS}|[,] )(j\. ?(?:p ?)?[flmgu])\b"),
    Way(
        "a first name and a word with a capital",
        0.6,
        r"((?:\bF (?:[PQD] ?){0,2}[SACE]|\b(?:[PQD] ?){0,2}[AC] (?:A )?F|(?:^|[|:~] ?)S F)\b)",
    ),
    Way("a first name that is a word and a word, both with a capital", 0.4, r"\b(G S|S G)\b"),
    Way("a word and a first name inside a sentence", 0.6, r"[a-z] (S F)\b"),
    Way("a word and an initial, aged", 0.5, rf"\b(S i\.){_AGED}"),
    Way("surname, first name", 0.6, rf"([GLMUVHA], [FG])\b|(S, F){_AGED}"),
    Way("an initial and a word at the head", 0.35, rf"{_OPENS}(i\. [SAC])[.]?(?: ?[|]|$)"),
    Way("capitals beside a name", 0.4, r"\b([VLF] C)\b"),
    Way("a small surname, first name", 0.45, rf"{_OPENS}(?:s )?([flmu], [flmgu])\b|([lmu], f)\b|\bp ([lu], [flmgu]),"),
    Way("a name and what a person does", 0.4, r"\b([GMH]) v\b"),
    Way("a name that begins a sentence", 0.35, rf"{_OPENS}([GM]) o v\b"),
    Way(
        "a small name and what a person does",
        0.4,
        rf"\b([flu]|f (?:p )?[su]) v\b|{_OPENS}([gmflu]) (?:o )?v\b|\bo ((?:p )?[gm]) v\b|\b([fglmu] [fglmu]) v\b",
    ),
    Way("an unknown small word after whom it was done by", 0.35, r"\b[yvz] ([lu])\b"),
    Way("beside another name", 0.35, rf"[FLUGM]/({_PARTS}[FGHLMU])\b|\b([GM]) ?[(]?k\b"),
    Way("an initial and a name", 0.5, rf"(?:^|[ |(,:;~-])((?:i\. ?){{1,3}}{_PARTS}[FGLMUVH]\b(?:[ -][FLU]\b)?)"),
    Way(
        "a first name in small letters", 0.45, r"((?:[b'] ?|\b)(?:[lmgu] (?:p )?)?f\b(?:(?: p | b ?| )[flmgu]\b){0,2})"
    ),
    Way(
        "a small first name and a word that ends something",
        0.45,
        rf"\b(f [se])(?:[,|:;).]| [kz]|$)|\b([fg] [se]){_AGED}|(e f)\b",
    ),
    Way("a surname in small letters", 0.35, r"(\b(?:[fglmu] )?l\b(?: [fglmu]\b)?)"),
    Way("unknown words in small letters", 0.35, r"\b(u[ -]u|g [lu]|[lu] g)\b"),
    Way(
        "a line of small names", 0.45, rf"(?:^|[|] ?)((?:{_SMALL} ){{1,2}}{_SMALL}|{_SMALL})(?: ?[|(:]|, [yz]|$| -| k)"
    ),
    Way("an unknown small word at the head", 0.35, r"(?:^|[|.] ?)((?:p |')?[lu])\b"),
    Way(
        "small words and an age",
        0.5,
        rf"({_SMALL}(?:[ -]{_SMALL}){{1,3}})(?:{_AGED}|, [yk])|[.] ?({_SMALL}(?: {_SMALL}){{1,2}})[ |]*$",
    ),
    Way("a small name beside its mark", 0.35, r"~~ ?([flmgGMH])\b|r~ ([flmgGMH])\b"),
    Way("beside a number of a bed", 0.4, rf"\b[rc] d ?[.:,-]* ?[(]?({_RUN}|{_SMALL_RUNS})\b"),
    Way(
        "a word that is a name, alone at the end",
        0.35,
        rf"(?:[|.:] ?)({_PARTS}[GMHLlmu](?:[ -]{_PARTS}[GMHL])?)[.]?[ |]*$",
    ),
)
_WAYS = (TITLED, _EPONYM, _DOSED, _FULL, *_SCORED)


def _compiled() -> tuple[PatternSet, dict[Way, re.Pattern[str]]]:
    """Compile the ways: one RE2 set that says at once which of them occur in a line, and each alone, to say where."""
    found = PatternSet(megabytes=64)
    for way in _WAYS:
        found.add(way.pattern)
    found.compile()
    return found, {way: re.compile(way.pattern, re.ASCII) for way in _WAYS}


_OCCURRING, _FINDERS = _compiled()


def occurring(line: str) -> set[Way]:
    """Give the ways that occur in a line; all of them, where that cannot be told."""
    numbers = _OCCURRING.occurring(line.encode())
    return set(_WAYS) if numbers is None else {_WAYS[number] for number in numbers}


def places(line: str, ways: set[Way]) -> Iterator[tuple[int, int, Way]]:
    """Give where names stand in a line, and in which of `ways`; runs of capitals are left to `runs`."""
    for way in _SCORED:
        if way in ways:
            for match in _FINDERS[way].finditer(line):
                yield *match.span(match.lastindex or 1), way


def titles(line: str) -> Iterator[tuple[int, int]]:
    """Give where titles stand in a line."""
    for match in _FINDERS[TITLED].finditer(line):
        yield match.span(1)


def runs(line: str, ways: set[Way]) -> Iterator[tuple[int, int]]:
    """Give the runs of words with capitals that nobody vouches for."""
    # Tried only where one can begin: `re` finds a letter of a set ten times faster.
    match, at = _FINDERS[_FULL].match, 0
    for start in [found.start() for found in _BEGINS.finditer(line)] if _FULL in ways else ():
        if start >= at and (found := match(line, start)):
            at = found.end()
            yield start, at


def without_what_explains(line: str, ways: set[Way]) -> str:
    """Give the line with safe words where a disease, a test or a part of the body is called after somebody, and for medicines."""
    for way in (_EPONYM, _DOSED):
        for match in _FINDERS[way].finditer(line) if way in ways else ():
            start, end = match.span(1)
            line = line[:start] + _CAPITAL.sub("s", line[start:end]) + line[end:]
    return line


_CAPITAL = re.compile("[A-Zi]")


@cache
def _score(letters: str) -> float:
    """Score a run of capitalised words by what they are: listed, also words, or unknown; 0 where its context decides."""
    listed = sum(map(letters.count, "FL"))
    double = sum(map(letters.count, "GMH"))
    unknown = sum(map(letters.count, "UV"))
    if listed + double + unknown > 1:
        return 0.75 if listed else 0.5 if double else 0.4
    if listed:
        return 0.5
    if double:
        return 0.35 if letters[0] in "PD" and "H" not in letters else 0.0  # Lo Bianco
    return 0.35 if "U" in letters else 0.3


def score_of_run(letters: str, line: str, start: int) -> float:
    """Score a run by its letters; one word that is also a name tells something only where nothing else explains its capital.

    Args:
        letters: of the run.
        line: in which it stands.
        start: where it begins there.
    """
    score = _score(letters)
    if score:
        return score
    goes_on = _GOES_ON_SMALL if "H" in letters else _GOES_ON
    return 0.35 if goes_on.fullmatch(line[max(0, start - 2) : start]) else 0.0


_GOES_ON = re.compile("[A-Za-z,] ")
"""What stands before a word inside a sentence; `_GOES_ON_SMALL`: one that is not all in capitals."""
_GOES_ON_SMALL = re.compile("[a-z,] ")
