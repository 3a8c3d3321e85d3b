r"""Places that a code or a date tells: a postal code, a province in brackets, the date at the end of a letter.

    CAP 37045 · 37045 Legnago · Legnago (VR) · erba (co) · prov. di Lecce · Chiari, 3/5/2021

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

from collections.abc import Iterator

import re2
import regex  # type: ignore[import-untyped]  # Presidio's engine; it knows \p{Lu}, which `re` does not

from validation.anonymisation import gazetteers
from validation.anonymisation.gate import U
from validation.anonymisation.recognisers.told_places import (
    CAPITALS,
    NO_PLACE,
    OFTEN_WORDS,
    SAINT,
    SMALLS,
    known_prefix,
    with_province,
)
from validation.anonymisation.recognisers.voices import EDGE, FOLDS, Span, SpanVoice, Way, apart, opened, openings

__all__ = ["coded_place_voice"]

FAIR = 0.65

_EDGE = r"(?<![\p{L}\p{N}_])"
_LETTERS = r"\p{L}\p{M}"
_BLANK = r"[ \t\u00a0]"
_G_BLANK = rf"[ \t{U}]"
_G_LETTER = f"[A-Za-z{U}]"
CODED = 0.85
_POSTAL = regex.compile(
    rf"{_EDGE}(?:(?i:c\.?a\.?p\.?){_BLANK}{{0,2}}[:.]?{_BLANK}{{0,2}}(?P<code>\d{{5}})(?!\d)"
    rf"(?:{_BLANK}?[-–,]?{_BLANK}?(?P<town>{CAPITALS}))?"
    rf"|(?P<code>\d{{5}})(?:{_BLANK}[-–]?{_BLANK}?|,{_BLANK})(?P<town>{CAPITALS}|{SMALLS}))"
)
_CODED = regex.compile(rf"{_EDGE}(?P<place>{CAPITALS}){_BLANK}{{0,2}}\((?P<code>[A-Z]{{2}}|[A-Z][a-z])\)")
_PROVINCE_OF = regex.compile(
    rf"{_EDGE}(?i:prov(?:\.|incia)){_BLANK}{{0,2}}(?:(?i:di|autonoma di){_BLANK})?(?P<place>[A-Z]{{2}}\b|"
    rf"{CAPITALS}|{SMALLS})"
)
_CODES = sorted(gazetteers.PROVINCES)
_SMALL_CODES = "|".join(_CODES).lower()
_SMALL_CODE = regex.compile(rf"(?<=[\p{{L}}'’`]{_BLANK}?)\((?P<code>{_SMALL_CODES})\)")
_BEFORE_CODE = regex.compile(rf"[{_LETTERS}'’` -]++\Z")
_DATED = regex.compile(
    rf"(?:^|\n|[.;:][ ]{{0,2}})[ ]{{0,3}}(?P<place>[{_LETTERS}]++(?:['’` -]{{1,2}}[{_LETTERS}]++){{0,4}}['’`]?)(?:,? {{0,2}}|"
    rf" \(\p{{Lu}}\p{{Lu}}\),? )"
    r"(?:(?i:l[iì]['’]?,?|il|addì) )?(?:[0-9]{1,2} ?[./-] ?[0-9]{1,2} ?[./-] ?(?:[0-9]{4}|[0-9]{2})|[0-9]{1,2}°? "
    r"(?i:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre) "
    r"[0-9]{4})(?![\p{N}/])[ ]*(?=[\n.,;]|\Z)"
)
"""The end of a letter: "Chiari, 3/5/2021"."""
_WORD_BEGINS = regex.compile(rf"(?<![{_LETTERS}])[{_LETTERS}]")
_CODE_BEGINS = regex.compile(r"(?:^|[\n.,;:!?()][ \t\u00a0]{0,2}|[–-][ \t\u00a0]{1,2})\Z")
_WRITTEN_AS_TOWN = regex.compile(r"\p{Lu}(?:[\p{Ll}\p{M}'’-]{3,}|[\p{Lu}\p{M}'’-]{3,})(?![\p{L}\p{N}])")


def _postal_codes(text: str) -> Iterator[Span]:
    for found in apart(opened(openings(_OPEN_POSTAL, text), _POSTAL, text)):
        place = _postal(text, found)
        if place:
            yield place


def _towns_with_code(text: str) -> Iterator[Span]:
    for found in _CODED.finditer(text):
        start = _coded_start(found)
        if start is not None:
            yield Span(start, found.end(), CODED, "a comune and the code of its province")


def _small_towns_with_code(text: str) -> Iterator[Span]:
    for found in opened(openings(_OPEN_SMALL_CODE, text), _SMALL_CODE, text):
        start = _small_coded_start(text, found)
        if start is not None:
            yield Span(start, found.end(), CODED, "a comune and the code of its province, in small letters")


def _dated(text: str) -> Iterator[Span]:
    for found in opened(openings(_OPEN_DATED, text), _DATED, text):
        name = gazetteers.key(found["place"])
        if gazetteers.is_place(name) and len(name) > 2 and (name not in OFTEN_WORDS or gazetteers.is_town(name)):
            yield Span(found.start("place"), found.end("place"), FAIR, "a place before the date of a letter")


def _provinces(text: str) -> Iterator[Span]:
    for found in apart(opened(openings(_OPEN_PROVINCE, text), _PROVINCE_OF, text)):
        name = found["place"]
        known = len(name) if name in gazetteers.PROVINCES else known_prefix(name)
        if known and (known == 2 or gazetteers.key(name[:known]) in gazetteers.chief_towns()):
            yield Span(found.start("place"), found.start("place") + known, FAIR, "after the word province")


def _postal(text: str, found: regex.Match[str]) -> Span | None:
    town, code = found["town"], found.span("code")
    known = known_prefix(town) if town else 0
    if known and gazetteers.key(town[:known]) not in NO_PLACE:
        if town[0].islower() and gazetteers.key(town[:known]) not in gazetteers.standing_names():
            return None
        end = with_province(text, found.start("town") + known, name=town[:known])
        return Span(code[0], end, CODED, "a postal code and its comune")
    if town and not known and town[0].isupper():
        end = with_province(text, found.end("town"))
        if end > found.end("town"):
            return Span(code[0], end, CODED, "a postal code, a name and a province")
        if found.start() == code[0] and _is_code_of_town(text, found):
            end = found.start("town") + SAINT.match(town).end()
            return Span(code[0], end, FAIR, "a postal code and a name")
    return Span(code[0], code[1], FAIR, "a postal code that says so") if found.start() < code[0] else None


def _is_code_of_town(text: str, found: regex.Match[str]) -> bool:
    """Tell whether five digits before a capitalised word that is no known town may be its postal code, and no count."""
    code = found["code"]
    begins = _CODE_BEGINS.search(text, max(0, found.start() - 3), found.start())
    word = _WRITTEN_AS_TOWN.match(found["town"]) and gazetteers.key(found["town"]).partition(" ")[0] not in NO_PLACE
    return bool(begins and word) and (code[0] == "0" or not code.endswith("00"))


def _coded_start(found: regex.Match[str]) -> int | None:
    """Give where the comune before "(VR)" begins: the longest name on the list that ends there, in that province."""
    words, code = found["place"], found["code"].upper()
    if code not in gazetteers.PROVINCES:
        return None
    for piece in _WORD_BEGINS.finditer(words):
        name = words[piece.start() :]
        if name[0].isupper() and (
            code in gazetteers.provinces_of(name) or (gazetteers.is_comune(name) and len(name) > 4)
        ):
            return int(found.start() + piece.start())
    return None


def _small_coded_start(text: str, found: regex.Match[str]) -> int | None:
    """Give where the comune before "(vr)" begins, a listed one of that province or the first word of one."""
    begin = max(0, found.start() - 50)
    before = _BEFORE_CODE.search(text, begin, found.start())
    if not before:
        return None
    code = found["code"].upper()
    for piece in _WORD_BEGINS.finditer(before[0]):
        name = before[0][piece.start() :]
        if code in gazetteers.provinces_of(name) or (" " not in name.strip() and gazetteers.begins_in(name, code)):
            return int(before.start() + piece.start())
    return None


# With what each pattern begins.
_OPEN_POSTAL = re2.compile(rf"\b(?i:c\.?a\.?p)[ \t:.\p{{Nd}}{U}]|\p{{Nd}}{{5}}")
_OPEN_SMALL_CODE = re2.compile(rf"\((?:{_SMALL_CODES})\)")
_LETTER_ENDS = (
    rf"(?:^|[\n.;:]) {{0,5}}{_G_LETTER}+(?:['` {U}-]{{1,2}}{_G_LETTER}+){{0,4}}['`{U}]?(?:,? {{0,2}}| \([A-Z{U}]{{2}}\),? )"
    rf"(?:(?i:l[i{U}]['{U}]?,?|il|add[i{U}]) )?[0-9]{{1,2}}"
)
_OPEN_DATED = re2.compile(_LETTER_ENDS)
_OPEN_PROVINCE = re2.compile(r"\b(?i:prov(?:\.|[iıİ]nc))")

_POSTAL_GATE = (
    # A postal code that says so, or one before a word.
    rf"{EDGE}(?i:c\.?a\.?p\.?){_G_BLANK}{{0,2}}[:.]?{_G_BLANK}{{0,2}}[0-9{U}]{{5}}",
    rf"{EDGE}[0-9{U}]{{5}}[- ,\t{U}]{{1,3}}{_G_LETTER}",
)
_CODE_GATE = (
    # A capitalised word and the code of a province in brackets.
    rf"[A-Z{U}]{_G_LETTER}*['`{U}]?{_G_BLANK}{{0,2}}\((?:{'|'.join(f'{code[0]}(?i:{code[1]})' for code in _CODES)})\)",
)
_SMALL_CODE_GATE = (
    # A letter and the code of a province in small letters.
    rf"[A-Za-z'`{U}]{_G_BLANK}?\((?:{_SMALL_CODES})\)",
)
_DATED_GATE = (
    # A few words, with which a sentence begins, and a date, with which a clause ends.
    rf"{_LETTER_ENDS}(?: ?[-./] ?[0-9]{{1,2}} ?[-./] ?[0-9]{{2,4}}|[{U}]{{0,2}} [a-zA-Z]+ [0-9]{{4}}) *(?:[\n.,;]|$)",
)
_PROVINCE_GATE = (rf"{EDGE}(?i:prov(?:\.|incia))",)


def coded_place_voice() -> SpanVoice:
    """Make the recogniser of places that a code or a date tells."""
    ways = (
        Way(_postal_codes, (*_POSTAL_GATE, FOLDS)),
        Way(_towns_with_code, (*_CODE_GATE, FOLDS)),
        Way(_small_towns_with_code, (*_SMALL_CODE_GATE, FOLDS)),
        Way(_dated, (*_DATED_GATE, FOLDS)),
        Way(_provinces, (*_PROVINCE_GATE, FOLDS)),
    )
    return SpanVoice("coded-place", "LOCATION", *ways)
