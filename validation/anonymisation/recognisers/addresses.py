r"""Addresses: a street, with whatever of number, staircase, postal code, comune and province follows it.

    via Garibaldi 12/B, scala B int. 4, 37045 Legnago (VR) · P.ZZA DEI MILLE · c.da Fontana snc · loc. Poggio alla Croce
    via roma 3 · S.S. 16 km 4 · strada vicinale dei Gelsi

Half of these words are also medicine ("via orale", "v. femorale", "fraz. di eiezione", "in corso"): a street has a
capital, or small letters and a house number, and its first word is none of those that medicine puts there.

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

from collections.abc import Iterator

import re2
import regex  # type: ignore[import-untyped]  # Presidio's engine; it knows \p{Lu}, which `re` does not
from presidio_analyzer import EntityRecognizer

from validation.anonymisation import gazetteers
from validation.anonymisation.gate import U
from validation.anonymisation.lexicon import default_lexicon
from validation.anonymisation.recognisers.street_words import (
    LOWER_STREETS,
    NO_STREET,
    RARE_KINDS,
    STRONG_KINDS,
    WEAK_KINDS,
)
from validation.anonymisation.recognisers.told_places import CAPITALS, SMALLS, known_prefix, with_province
from validation.anonymisation.recognisers.voices import FOLDS, Span, SpanVoice, Way, opened, openings

__all__ = ["address_voices"]

NUMBERED = 0.85  # no less than a postal code and its comune, which may stand inside
NAMED = 0.65
WEAK = 0.4

_B = r"[ \t\u00a0]"
_EDGE = r"(?<![\p{L}\p{N}_./-])"
_KIND = rf"(?P<kind>(?i:{STRONG_KINDS}|{WEAK_KINDS}|{RARE_KINDS}))"
_PART = (
    rf"(?:(?i:dei|delle|della|dello|degli|del|dell['’]|di|d['’]|de['’]?|da|al|alla|alle|ai|la|le|lo|i|il|sul|per|e|"
    rf"in|fra|"
    rf"san|santa|s\.|ss\.|madonna|monte|statale|provinciale|vicinale|comunale|vecchia|nuova|privata|prov\.|"
    rf"statale n\.?|provinciale n\.?){_B}{{0,2}})"
)
_MONTH = "(?i:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)"
_DAY = rf"(?:\d{{1,2}}°?|[IVX]{{1,5}}|[Pp]rimo)[ \u00a0]{_MONTH}"
_ITEM = (
    r"(?!(?i:n|nr|num|civ|int|sc|km|snc|cap|tel|cell|fax)\.?[ \u00a0]?[°º]?[ \u00a0]?\d)"
    r"(?:F\.?lli[ \u00a0]|F\.LLI[ \u00a0]|SS\.[ \u00a0]?|"
    r"\p{Lu}\.(?:[ \u00a0]?\p{Lu}\.)*+[ \u00a0]?(?:(?i:da|de|di|del)[ \u00a0])?)?"
    r"\p{Lu}[\p{L}\p{M}]*+(?:['’`-]\p{L}[\p{L}\p{M}]*+)*+['’`]?"
)
_NAME = rf"(?:{_DAY}|{_PART}{{0,3}}{_ITEM}(?:{_B}{{1,2}}{_PART}{{0,2}}{_ITEM}){{0,4}})"
_NUMBER = (
    rf"(?:{_B}{{0,2}},?{_B}{{0,2}}(?i:n\.?{_B}?[°º]?|n\.?ro|nr\.?|num\.?|civ(?:ico|\.)?|numero|km\.?|#)?{_B}{{0,2}}"
    rf"\d{{1,4}}(?:{_B}?/{_B}?[A-Za-z0-9]{{1,4}}|{_B}?-{_B}?[A-Za-z]|{_B}?(?i:bis|ter|quater)|"
    rf"{_B}?[A-Za-z])?(?![\p{{L}}\p{{N}}])"
    rf"|{_B}{{0,2}},?{_B}{{0,2}}(?i:snc|s\.{_B}?n\.{_B}?c\.?|s/n)(?![\p{{L}}\p{{N}}]))"
)
_CAPITAL_STREET = regex.compile(
    rf"{_EDGE}{_KIND}(?:{_B}{{1,3}}|(?<=\.)|(?<=via|piazza|viale|"
    rf"corso)(?=\p{{Lu}}\p{{Ll}}))(?P<name>{_NAME})(?P<number>{_NUMBER})?"
)
_SMALL_WORD = r"(?:\p{Ll}\.[ ]?){0,2}(?:f\.lli |flli )?\p{Ll}[\p{Ll}\p{M}'’]*+"
_SMALL_NAME = rf"(?:{_DAY}|{_SMALL_WORD}(?:{_B}{_SMALL_WORD}){{0,4}}?)"
_SMALL = (
    rf"{STRONG_KINDS}|via|v\.|corso|largo|borgo|salita|strada|str\.|vico|galleria|fraz\.?|frazione|localit(?:à|a['’]?)|loc\.?|"
    r"villaggio"
)
_SMALL_KIND = rf"(?P<kind>(?i:{_SMALL}))"
_SMALL_STREET = regex.compile(
    rf"{_EDGE}{_SMALL_KIND}(?:{_B}{{1,3}}|(?<=\.))(?P<name>{_SMALL_NAME})(?P<number>{_NUMBER})"
)
_SMALL_BEFORE_CODE = regex.compile(
    rf"{_EDGE}{_SMALL_KIND}(?:{_B}{{1,3}}|"
    rf"(?<=\.))(?P<name>{_SMALL_NAME})(?P<number>)(?={_B}?[ ,;–-]{{1,3}}(?:cap )?\d{{5}}(?!\d))"
)
_SMALL_AT_HOME = regex.compile(
    rf"{_EDGE}{_SMALL_KIND}(?:{_B}{{1,3}}|(?<=\.))(?P<name>{_SMALL_NAME})(?P<number>)"
    rf"(?={_B}?(?:[.,;:|)\n]|\Z| [-–] |\((?P<code>[A-Za-z]{{2}})\)))(?:{_B}?\([A-Za-z]{{2}}\))?"
)
_ROAD = regex.compile(
    rf"{_EDGE}(?:(?i:str(?:ada|\.){_B}(?:statale|provinciale|regionale|comunale|vicinale|prov\.|"
    rf"stat\.)){_B}{{1,2}}(?i:n\.?{_B}?)?\d{{1,4}}"
    rf"|(?:S\.?S\.?|S\.?P\.?){_B}{{0,2}}(?:n\.?{_B}?)?\d{{1,4}}(?={_B}{{0,2}},?{_B}?(?i:km))"
    rf"|(?<=(?i:sulla|lungo la|della){_B})(?:S\.?S\.?|S\.?P\.?|A){_B}?\d{{1,4}}"
    rf"|(?i:autostrada|superstrada){_B}(?:A{_B}?\d{{1,2}}|\p{{Lu}}\p{{L}}+(?:[-–]\p{{Lu}}\p{{L}}+)?)"
    rf")(?:{_B}{{0,2}},?{_B}?(?i:km\.?){_B}?\d{{1,3}}(?:[.,+]\d{{1,3}})?)?(?![\p{{L}}\p{{N}}])"
)
_INSIDE = regex.compile(
    rf"(?:[ \t\u00a0,;–-]{{1,4}}(?:(?i:scala|sc\.|interno|int\.?|piano|palazzina|pal\.|edificio|ed\.|lotto|isolato|"
    rf"appartamento|app\.?(?:to)?|citofono|p\.){_B}?(?:\d{{1,3}}[°º]?|[A-Za-z]|[IVX]{{1,4}}|terra)(?![\p{{L}}\p{{N}}])"
    rf"|\d[°º]{_B}?(?i:piano))){{1,4}}"
)
_POSTAL_TOWN = regex.compile(
    rf"[ \t\u00a0,;–()-]{{0,4}}(?:\r?\n{_B}{{0,4}})?(?i:cap{_B}?[:.]?{_B}?)?\d{{5}}(?![\p{{N}}])\)?"
    rf"(?:[ \t\u00a0,–-]{{1,3}}(?P<town>{CAPITALS}|{SMALLS}))?"
)
_TOWN = regex.compile(rf"(?:{_B}{{0,2}}[,–-])?{_B}{{1,2}}(?:(?i:a|in|presso){_B})?(?P<town>{CAPITALS}|{SMALLS})")

_HOME = regex.compile(
    r"(?i:\b(?:abita|abitante|residente|residenza|domicilio|domiciliat[oa]|indirizzo|vive|sito|sita|sede|c/o|presso|"
    r"recapito|soccors[oa]|in|dimora|trova|ambulatorio|studio|casa|alloggi[oa]|res\.|dom\.|ind\.|incidente|"
    r"caduta)\b[^.;\n]{0,40})\Z"
)
_ONGOING = regex.compile(r"(?i:\b(?:in|nel|al|del|di|un|primo|secondo|durante il|di) )\Z")
_MEANS = regex.compile(r"(?i:\b(?:per|con|della|una|altra|stessa|tale|seconda|questa|quale) )\Z")
_UNIT_AFTER = regex.compile(
    rf"{_B}{{0,2}}(?:%|°C|(?i:mg|mcg|µg|ug|g|gr|kg|ml|cc|l|dl|ui|u\.?i\.?|mmol|meq|mm|cm|cp|cpr|compress[ae]|"
    rf"fial[ae]|fl|"
    rf"gocce|gtt|puff|bust[ae]|bustin[ae]|volte|v/die|die|ore|h|giorni|gg|settiman[ae]|mes[ei]|ann[oi]|aa|min|"
    rf"sec|cap|caps|"
    rf"capsul[ae]|cucchiai\w*|mmhg|bpm|x|x')(?![\p{{L}}\p{{N}}]))|{_B}?[x×/]{_B}?\d|[.,]\d"
)
_SHOUT = regex.compile(r"\p{Lu}{2,4}\Z")


def _capital_streets(text: str) -> Iterator[Span]:
    for found in opened(openings(_OPEN, text), _CAPITAL_STREET, text):
        score = _capital_score(text, found)
        if score:
            yield _whole(text, found, score)


def _small_streets(text: str) -> Iterator[Span]:
    for found in opened(openings(_OPEN_SMALL, text), _SMALL_STREET, text):
        if _is_small_street(text, found):
            yield _whole(text, found, NAMED)


def _small_streets_before_code(text: str) -> Iterator[Span]:
    for found in opened(openings(_OPEN_SMALL, text), _SMALL_BEFORE_CODE, text):
        if _is_named(found):
            yield _whole(text, found, NAMED)


def _streets_at_home(text: str) -> Iterator[Span]:
    for found in opened(openings(_OPEN_SMALL, text), _SMALL_AT_HOME, text):
        at_home = _AT_HOME.search(text, max(0, found.start() - 40), found.start())
        if (
            not at_home
            and _ONGOING.search(text, max(0, found.start() - 12), found.start())
            and found["kind"].lower() == "corso"
        ):
            continue
        if found["code"]:
            told = found["code"].upper() in gazetteers.PROVINCES
        else:
            told = at_home or _is_square(found) or _is_in_street(text, found)
        if told and _is_named(found):
            yield Span(found.start(), _tail_end(text, found.end()), NAMED, "where somebody lives, in small letters")


def _roads(text: str) -> Iterator[Span]:
    for found in opened(openings(_OPEN_ROAD, text), _ROAD, text):
        yield Span(found.start(), _tail_end(text, found.end()), NAMED, "a road and its number")


def _is_small_street(text: str, found: regex.Match[str]) -> bool:
    """Tell whether a street in small letters with a number is one, and neither a dose nor "in corso"."""
    before = text[max(0, found.start() - 60) : found.start()]
    if not _is_named(found) or _is_dose(text, found) or _MEANS.search(before) or _VOLTS.search(before):
        return False
    kind = found["kind"].lower()
    if _IS_STRONG.fullmatch(kind) or kind in ("via", "borgo"):
        return True
    if _tail_end(text, found.end()) > found.end() or _AT_HOME.search(before):
        return True
    if kind == "v.":  # "v. referto 12": see
        return default_lexicon().letter(gazetteers.key(found["name"]).partition(" ")[0]) in "uflmg"
    if kind.startswith("fraz"):
        return default_lexicon().letter(gazetteers.key(found["name"]).rpartition(" ")[2]) in "uflmg"
    if kind in ("corso", "largo", "galleria", "salita", "strada"):
        first = gazetteers.key(found["name"]).partition(" ")[0]
        named = default_lexicon().letter(first) in "uflmg"
        return (named or not _ONGOING.search(before)) and len(found["name"]) > 4
    return True


_VOLTS = regex.compile(r"\d[ \u00a0]?\Z")
_IN = regex.compile(
    r"(?i:(?<![\p{L}])(?:in|presso|sulla|luogo|evento|intervento|tra|angolo|verso|lungo|da|di)[ :]{1,3})\Z"
)


def _is_in_street(text: str, found: regex.Match[str]) -> bool:
    """Tell whether "in via mazzini" names a street: every telling word is a name, or no word of the language."""
    if found["kind"].lower() not in ("via", "viale", "v.le", "vle", "vicolo", "largo") or not _IN.search(
        text, max(0, found.start() - 14), found.start()
    ):
        return False
    telling = [word for word in gazetteers.key(found["name"]).split() if word not in gazetteers.PARTICLES]
    return bool(telling) and all(
        word in gazetteers.first_names() or default_lexicon().letter(word) in "uflmg" for word in telling
    )


def _is_square(found: regex.Match[str]) -> bool:
    """Tell whether "piazza della libertà" or "vicolo san carlo", at the end of a clause, is one by its name alone."""
    first = found["name"].partition(" ")[0]
    return bool(_SQUARE.fullmatch(found["kind"])) and (
        first in ("del", "della", "dei", "delle", "degli", "san", "santa", "don", "papa")
        or default_lexicon().letter(first) in "uflmg"
    )


_SQUARE = regex.compile(r"(?i:piazza|piazzale|p\.?zz?a|viale|v\.le|vicolo|contrada|c\.da|p\.le|p\.za)")
_AT_HOME = regex.compile(
    r"(?i:\b(?:abita|abitante|residen\w{2,4}|domicili\w{1,4}|indirizzo|vive|alloggi\w|dimora\w*|res\.|dom\.|ind\.|"
    r"sede|sito|sita|c/o|"
    r"incidente|soccors[oa])[ :]{1,3}(?:(?:attualmente|in|a|alla|al|presso|c/o|di|:)[ :]{1,2}){0,2})\Z"
)


_IS_STRONG, _IS_RARE = regex.compile(STRONG_KINDS), regex.compile(RARE_KINDS)
_OF = regex.compile(r"(?i:del|dei|delle|della|degli)\b")
_LIVES = regex.compile(r"(?i:abita|residen|domicil|\b(?:res|ind|dom)\.|vive)")
_IN_TOWN = regex.compile(r"(?i:(?<!\p{L})(?:ad?|in) )\p{Lu}[\p{L}]{2,}(?: \p{Lu}[\p{L}]{2,}){0,2}, ?\Z")


def _capital_score(text: str, found: regex.Match[str]) -> float | None:
    """Give what a street with a capital deserves, or None where it is none."""
    if not _is_named(found):
        return None
    kind, numbered = found["kind"].lower(), bool(found["number"]) and not _is_dose(text, found)
    if _IS_STRONG.fullmatch(kind):
        return NUMBERED if numbered else NAMED
    before = text[max(0, found.start() - 60) : found.start()]
    if kind == "v." and _VOLTS.search(before):
        return None
    if kind == "v.":
        if numbered:
            return NUMBERED
        told = (
            _AT_HOME.search(before) or _IN_TOWN.search(before) or _tail_end(text, found.end("name")) > found.end("name")
        )
        return NAMED if told or _OF.match(found["name"]) else None
    if _IS_RARE.fullmatch(kind):
        told = found["kind"][0].isupper() and _AT_HOME.search(before)
        return (
            NUMBERED if numbered and (found["kind"][0].isupper() or _HOME.search(before)) else NAMED if told else None
        )
    if kind in ("corso", "largo", "galleria", "salita", "strada"):
        if _ONGOING.search(before) and not numbered and not _LIVES.search(before):
            return None
        return NUMBERED if numbered else NAMED if found["kind"][0].isupper() or _HOME.search(before) else WEAK
    if kind == "via" and not numbered and _MEANS.search(before):
        return None
    return NUMBERED if numbered else NAMED


def _is_named(found: regex.Match[str]) -> bool:
    """Tell whether the street's name is one: no word of medicine, no abbreviation in capitals alone."""
    words = gazetteers.key(found["name"]).split()
    telling = [word for word in words if word not in gazetteers.PARTICLES] or words
    if not words:
        return bool(found["number"])
    if telling[0] in NO_STREET or (len(telling[0]) < 3 and len(telling) == 1):
        return False
    if telling[0] == words[0] and found["name"][0].islower() and telling[0].endswith(_ADJECTIVAL):
        return telling[0] in LOWER_STREETS or default_lexicon().letter(telling[0]) in "uflmg"
    return not (_SHOUT.fullmatch(found["name"]) and not found["number"])


_ADJECTIVAL = ("ale", "are", "osa", "ica", "oria", "iva", "ea", "ali", "ari", "iche")


def _is_dose(text: str, found: regex.Match[str]) -> bool:
    return _UNIT_AFTER.match(text, found.end("number")) is not None


def _whole(text: str, found: regex.Match[str], score: float) -> Span:
    """Give the span of a street with what follows it; a number that counts doses is left out."""
    if found["number"] and not _is_dose(text, found):
        return Span(found.start(), _tail_end(text, found.end()), score, "a street and its number")
    return Span(found.start(), _tail_end(text, found.end("name")), score, "a street")


def _tail_end(text: str, end: int) -> int:
    """Give where the address ends whose street and number end at `end`."""
    inside = _INSIDE.match(text, end)
    if inside:
        end = inside.end()
    postal = _POSTAL_TOWN.match(text, end)
    if postal:
        town = postal["town"]
        if not town:
            return int(postal.end())
        return _town_end(text, postal, known=town[0].islower()) or _without_town(text, postal)
    found = _TOWN.match(text, end)
    return (_town_end(text, found, known=True) if found else 0) or end


def _without_town(text: str, postal: regex.Match[str]) -> int:
    return len(text[: postal.start("town")].rstrip(" \t\u00a0,–-"))


def _town_end(text: str, found: regex.Match[str], *, known: bool) -> int:
    """Give where the comune ends with its province; 0 where the words are none, or where `known` fails."""
    start, end = found.span("town")
    length = known_prefix(found["town"])
    if length:
        name = gazetteers.key(found["town"][:length])
        if found["town"][0].isupper() or name in gazetteers.standing_names():
            return with_province(text, start + length)
    province = with_province(text, end)
    if known and province == end:
        return 0
    return province if found["town"][0].isupper() else 0


_G_BLANK = rf"[ \t{U}]"
_OPEN = re2.compile(rf"\b(?i:{STRONG_KINDS}|{WEAK_KINDS}|{RARE_KINDS})")
_OPEN_SMALL = re2.compile(rf"\b(?i:{_SMALL})")
_OPEN_ROAD = re2.compile(r"(?i:strada |str\. )|S\.?[SP]\.?[ \t0-9n]|(?i:autostrada|superstrada)|A ?[0-9]")
_G_EDGE = r"(?:^|[^-0-9A-Za-z_./])"
_G_PARTICLE = (
    rf"(?:(?i:de[il]|de['{U}]?|del?l[aeo'{U}]|delle|degli|d[ia]|d['{U}]|all?|all[ae]|ai|l[aeo]|il?|sul|per|e|in|fra|san|"
    rf"santa|ss?\.|madonna|"
    rf"monte|statale|provinciale|vicinale|comunale|vecchia|nuova|privata|prov\.|n\.?){_G_BLANK}{{0,2}}){{0,3}}"
)
_G_SMALL_NAME = rf"(?:(?:[0-9IVX{U}]+|[Pp]rimo)[ {U}]{_MONTH}|[a-z{U}][a-z.'{U}]*(?:{_G_BLANK}[a-z{U}][a-z.'{U}]*)*)"
_G_SMALL_STREET = rf"(?i:{_SMALL}){_G_BLANK}{{0,3}}{_G_SMALL_NAME}"
_G_SMALL_BEGINS = rf"{_G_BLANK}{{0,3}}[a-z0-9IVXP{U}]"
_G_NUMBER = (
    rf"[ ,\t{U}]*(?:(?i:n[.ro]*|num\.?|numero|civ(?:ico|\.)?|km\.?|#)?[ \t{U}]*\p{{Nd}}|"
    rf"(?i:snc|s\.{_G_BLANK}?n\.{_G_BLANK}?c|s/n))"
)
_CAPITAL_GATE = (
    # A kind of street, particles, a capital or a day.
    rf"{_G_EDGE}(?i:{STRONG_KINDS}|{WEAK_KINDS}|{RARE_KINDS}){_G_BLANK}{{0,3}}{_G_PARTICLE}[A-Z0-9{U}]",
    rf"{_G_EDGE}(?i:{STRONG_KINDS}|{WEAK_KINDS}|{RARE_KINDS}){_G_BLANK}{{0,3}}primo[ {U}]{_MONTH}",
)
_SMALL_GATE = (
    # A kind of street, words in small letters or a day, a number or "snc".
    rf"{_G_EDGE}{_G_SMALL_STREET}{_G_NUMBER}",
)
_BEFORE_CODE_GATE = (rf"{_G_EDGE}{_G_SMALL_STREET}{_G_BLANK}?[- ,;{U}]{{1,3}}(?:cap )?\p{{Nd}}{{5}}",)
_AT_HOME_GATE = (
    # What promises a street and its kind; a street and a province; what allows a street and a few kinds; a square.
    rf"(?i:abita|abitante|residen[a-z0-9_{U}]+|domicili[a-z0-9_{U}]+|indirizzo|vive|alloggi[a-z0-9_{U}]|"
    rf"dimora[a-z0-9_{U}]*|res\.|dom\.|ind\.|sede|sit[oa]|c/o|incidente|soccors[oa])[ :]{{1,3}}"
    rf"(?:(?i:attualmente|in|a|al|alla|presso|c/o|di|:)[ :]{{1,2}}){{0,2}}(?i:{_SMALL}){_G_SMALL_BEGINS}",
    rf"{_G_EDGE}{_G_SMALL_STREET}{_G_BLANK}?\([A-Za-z]{{2}}\)",
    rf"(?i:in|presso|sulla|luogo|evento|intervento|tra|angolo|verso|lungo|da|di)[ :]{{1,3}}"
    rf"(?i:via|viale|v\.le|vle|vicolo|largo){_G_BLANK}{_G_SMALL_BEGINS}",
    rf"{_G_EDGE}(?i:piazza|piazzale|p\.?zz?a|viale|v\.le|vicolo|contrada|c\.da|p\.le|p\.za){_G_SMALL_BEGINS}",
)
_ROAD_GATE = (
    rf"{_G_EDGE}(?i:str(?:ada|\.){_G_BLANK}(?:statale|provinciale|regionale|comunale|vicinale|prov\.|stat\.)"
    rf"{_G_BLANK}{{1,2}}n?\.?{_G_BLANK}?\p{{Nd}})",
    rf"{_G_EDGE}S\.?[SP]\.?{_G_BLANK}{{0,2}}(?:n\.?{_G_BLANK}?)?[0-9{U}]",
    rf"(?i:sulla|lungo la|della){_G_BLANK}A{_G_BLANK}?\p{{Nd}}",
    rf"(?i:autostrada|superstrada){_G_BLANK}[A-Z{U}]",
)


def address_voices() -> list[EntityRecognizer]:
    """Make the recogniser of addresses; its context words raise a street that is told as one."""
    ways = (
        Way(_capital_streets, (*_CAPITAL_GATE, FOLDS)),
        Way(_small_streets, (*_SMALL_GATE, FOLDS)),
        Way(_small_streets_before_code, (*_BEFORE_CODE_GATE, FOLDS)),
        Way(_streets_at_home, (*_AT_HOME_GATE, FOLDS)),
        Way(_roads, (*_ROAD_GATE, FOLDS)),
    )
    context = ["residente", "abita", "domicilio", "domiciliato", "domiciliata", "indirizzo", "residenza"]
    return [SpanVoice("address", "ADDRESS", *ways, context=context)]
