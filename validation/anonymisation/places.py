r"""Places that stand in the gazetteers: comuni and frazioni, regions, countries, cities abroad.

    Desenzano del Garda · REGGIO NELL'EMILIA · in Toscana · San Giovanni Rotondo (FG)

A name counts where it stands with capitals, if it is no word, first name or surname (`gazetteers.standing_names`), and
nothing before or after it speaks against it: "criteri di Roma", "Roma IV", "virus Toscana", "dr. Milano". Those that
need more than a capital are for `told_places`.

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex  # type: ignore[import-untyped]  # Presidio's engine; it knows \p{Lu}, which `re` does not
from presidio_analyzer import EntityRecognizer

from validation.anonymisation import gazetteers
from validation.anonymisation.gate import U
from validation.anonymisation.told_places import told_place_voices, with_province
from validation.anonymisation.voices import EDGE, Span, SpanVoice

__all__ = ["place_voices"]

BARE = 0.4
AFTER_PREPOSITION = 0.55

_MEDICAL_BEFORE = regex.compile(
    r"(?i:\b(?:criteri[oa]?|classificazion[ei]|class\.|score|virus|tipo|consensus|consenso|conference|conferenza|"
    r"dichiarazione|convenzione|trattato|protocoll[oi]|sistema|scala|stadiazione|linee[ -]guida|raccomandazion[ei]|carta|"
    r"febbre|morbo|sindrome|malattia|test|metodo|indice|congresso|algoritmo|statement|nomogramma|emoglobina|hb|"
    r"mutazione|variante|fattore|ceppo|encefalite|foruncolo|bottone|botulino|peste|colera|influenza|pneumo-?|"
    r"schema|regime|modello|studio|trial|questionario|nodulo|blu|verde|rosso|cromosoma|aglio|ulcera|epatite|"
    r"porcellin[oi]|edera|balsamo|institute of|university of)"
    r"(?:\s+(?:clinic|diagnostic|maggior|minor|revisionat|modificat|aggiornat)\p{L}+){0,2}"
    r"(?:\s+(?:di|del|della|dell['’]|delle|degli|d['’]))?\s*)\Z"
)
_MEDICAL_AFTER = regex.compile(
    r"(?:\s*[-–]\s*|\s+)(?:(?:I{1,3}|IV|V)\b(?!\s*,?\s*\d)|(?i:criteri|criteria|score|classification|consensus|virus|"
    r"heart|association|grado|stadio|scale|type|like|coma|revised|statement|protocol|index|pharma|farmaceutici|s\.?p\.?a\b|s\.?r\.?l\b))"
)
_TITLE_BEFORE = regex.compile(
    r"(?i:(?<![\p{L}])(?:sig(?:\.?\s?r[aei]|g|na|\.ra)?|signor[aei]?|signorina|dott(?:\.?\s?ss[ae]|or|oressa|ore)?|"
    r"d(?:r|\.)?\.?\s?ss[ae]|dr|prof(?:\.?\s?ss[ae]|essor|essoressa)?|inf|infermier[ae]|avv|ing|don|suor|famiglia|"
    r"coniugi|moglie|marito|figli[oa]|nipote|piccol[oa]|paziente|pz|pt)\.?\s+(?:[A-Z]\.\s?)?)\Z"
)
_NAME_BEFORE = regex.compile(r"(?<![\p{L}])(?P<name>\p{Lu}[\p{L}]+)\s\Z")
_NAME_AFTER = regex.compile(r"\s(?P<name>\p{Lu}[\p{L}]+)(?![\p{L}])")
_PREPOSITION = regex.compile(
    r"(?i:(?<![\p{L}])(?:a|ad|da|di|in|per|presso|verso|su|fuori|vicino a|c/o|comune di))\s{1,3}\Z"
)
_LOOK = 60
_LETTERS = "A-Za-zÀ-ÖØ-öø-ÿ"
_PIECE = regex.compile(rf"(?<![\p{{L}}\p{{N}}_.@/])[A-ZÀ-ÖØ-Þ][{_LETTERS}]*+")
_NEXT = regex.compile(rf"(?:['’`] ?|-|[ \u00a0]{{1,2}}|['’`][ \u00a0])(?P<word>[{_LETTERS}]++)")
_ENDS = regex.compile(r"(?![\p{L}\p{N}_@]|[-'’]\p{L})")


def _known(text: str) -> Iterator[Span]:
    end = 0
    for found in _PIECE.finditer(text):
        if found.start() < end:
            continue
        length = _standing_length(text, found.start(), found[0])
        if not length:
            continue
        end = found.start() + length
        place = _judged(text, found.start(), end)
        if place:
            end = place.end
            yield place


def _judged(text: str, start: int, end: int) -> Span | None:
    before = text[max(0, start - _LOOK) : start]
    if _MEDICAL_BEFORE.search(before) or _MEDICAL_AFTER.match(text, end) or _TITLE_BEFORE.search(before):
        return None
    if _PREPOSITION.search(before):
        return Span(start, with_province(text, end), AFTER_PREPOSITION, "a known place after a preposition")
    for neighbour in (_NAME_BEFORE.search(before), _NAME_AFTER.match(text, end)):
        if neighbour and gazetteers.key(neighbour["name"]) in gazetteers.first_names():
            return None  # "Anna Ferrara", "MESSINA Luca": a surname
    return Span(start, with_province(text, end), BARE, "a known place")


@cache
def _standing_tree() -> dict[str, tuple[frozenset[str], int]]:
    """The standing names by their first word: the names, and how many words the longest has."""
    names: dict[str, set[str]] = {}
    for name in gazetteers.standing_names():
        names.setdefault(name.partition(" ")[0], set()).add(name)
    return {first: (frozenset(found), max(each.count(" ") + 1 for each in found)) for first, found in names.items()}


def _standing_gate() -> str:
    """One RE2 alternation over the names: their first two words, the first in title case or capitals."""
    following: dict[str, set[str]] = {}
    for first, (names, _) in _standing_tree().items():
        seconds = {name.split(" ")[1] if " " in name else "" for name in names}
        following[first] = {""} if "" in seconds else seconds
    alternatives = []
    for first, seconds in sorted(following.items()):
        tail = "|".join(sorted(spelt for word in seconds - {""} for spelt in {word, word.capitalize(), word.upper()}))
        joint = rf"[-'` {U}]{{1,2}}(?:{tail})" if tail else ""
        alternatives.append(rf"(?:{first.capitalize()}|{first.upper()}){joint}")
    return rf"{EDGE}(?:{'|'.join(alternatives)})(?:$|[^A-Za-z])"


def _standing_length(text: str, start: int, first: str) -> int:
    """Give the length of the longest standing name that begins at `start` with the word `first`; 0 where none does."""
    names, most = _standing_tree().get(first.lower(), (frozenset(), 0))
    if not names or not _is_cased(first):
        return 0
    length, name, at = 0, first.lower(), start + len(first)
    if name in names and _ENDS.match(text, at):
        length = at - start
    for _ in range(most - 1):
        following = _NEXT.match(text, at)
        if not following or not _is_cased(following["word"]):
            break
        name, at = f"{name} {following['word'].lower()}", following.end()
        if name in names and _ENDS.match(text, at):
            length = at - start
    return length


def _is_cased(word: str) -> bool:
    """Tell whether a word of a name is written like one: "Garda", "GARDA", or a particle in small letters."""
    return word == word.capitalize() or word.isupper() or word in gazetteers.PARTICLES


def place_voices() -> list[EntityRecognizer]:
    """Make the recognisers of places; the gazetteers are read now, in less than a second."""
    return [*told_place_voices(), SpanVoice("known-place", "LOCATION", _known, gate=(_standing_gate(),))]
