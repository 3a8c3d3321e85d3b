r"""Places that stand in the gazetteers: comuni and frazioni, regions, countries, cities abroad.

    Desenzano del Garda · REGGIO NELL'EMILIA · in Toscana · San Giovanni Rotondo (FG)

A name counts where it stands with capitals, if it is no word, first name or surname (`gazetteers.standing_names`), and
nothing before or after it speaks against it: "criteri di Roma", "Roma IV", "virus Toscana", "dr. Milano". Those that
need more than a capital are for `told_places`.

In small letters ("trasferita da macerata") a name counts if the general vocabulary does not know it as a word; after "a"
or "da" also the name of a comune that is a surname, and with a capital one that is a word ("a Vasto").

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex  # type: ignore[import-untyped]  # Presidio's engine; it knows \p{Lu}, which `re` does not
from presidio_analyzer import EntityRecognizer

from validation.anonymisation import gazetteers
from validation.anonymisation.gate import U
from validation.anonymisation.lexicon import default_lexicon
from validation.anonymisation.recognisers.coded_places import coded_place_voice
from validation.anonymisation.recognisers.eponymous_places import is_of_a_classification
from validation.anonymisation.recognisers.landmarks import landmark_voices
from validation.anonymisation.recognisers.told_places import (
    CLAUSE_ENDS,
    OFTEN_WORDS,
    further,
    known_prefix,
    told_place_voices,
    with_province,
)
from validation.anonymisation.recognisers.voices import EDGE, Span, SpanVoice, Way

__all__ = ["place_voices"]

BARE = 0.4
AFTER_PREPOSITION = 0.55

_MEDICAL_BEFORE = regex.compile(
    r"(?i:\b(?:criteri[oa]?|classificazion[ei]|class\.|score|virus|tipo|consensus|consenso|conference|conferenza|"
    r"dichiarazione|convenzione|trattato|protocoll[oi]|sistema|scala|stadiazione|linee[ -]guida|"
    r"raccomandazion[ei]|carta|"
    r"febbre|morbo|sindrome|malattia|test|metodo|indice|congresso|algoritmo|statement|nomogramma|emoglobina|hb|"
    r"mutazione|variante|fattore|ceppo|encefalite|foruncolo|bottone|botulino|peste|colera|influenza|pneumo-?|"
    r"schema|regime|modello|studio|trial|questionario|nodulo|blu|verde|rosso|cromosoma|aglio|ulcera|epatite|"
    r"porcellin[oi]|edera|balsamo|institute of|university of)"
    r"(?:\s+(?:clinic|diagnostic|maggior|minor|revisionat|modificat|aggiornat)\p{L}+){0,2}"
    r"(?:\s+(?:di|del|della|dell['’]|delle|degli|d['’]))?\s*)\Z"
)
_MEDICAL_AFTER = regex.compile(
    r"(?:\s*[-–]\s*|\s+)(?:(?:I{1,3}|IV|V)\b(?!\s*,?\s*\d)|(?i:criteri|criteria|score|classification|consensus|virus|"
    r"heart|association|grado|stadio|scale|type|like|coma|revised|statement|protocol|index|pharma|farmaceutici|"
    r"s\.?p\.?a\b|s\.?r\.?l\b))"
)
_TITLE_BEFORE = regex.compile(
    r"(?i:(?<![\p{L}])(?:sig(?:\.?\s?r[aei]|g|na|\.ra)?|signor[aei]?|signorina|dott(?:\.?\s?ss[ae]|or|oressa|ore)?|"
    r"d(?:r|\.)?\.?\s?ss[ae]|dr|prof(?:\.?\s?ss[ae]|essor|essoressa)?|inf|infermier[ae]|avv|ing|don|suor|famiglia|"
    r"coniugi|moglie|marito|figli[oa]|nipote|piccol[oa]|paziente|pz|pt)\.?\s+(?:[A-Z]\.\s?)?)\Z"
)
_NAME_BEFORE = regex.compile(r"(?<![\p{L}])(?P<name>\p{Lu}[\p{L}]+)[ \u00a0]\Z")
_NAME_AFTER = regex.compile(r"[ \u00a0](?P<name>\p{Lu}[\p{L}]+)(?![\p{L}])")
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
    if not _PREPOSITION.search(before) and is_of_a_classification(text, start, end):
        return None
    if _PREPOSITION.search(before):
        return Span(
            start,
            with_province(text, end, name=text[start:end]),
            AFTER_PREPOSITION,
            "a known place after a preposition",
        )
    for neighbour in (_NAME_BEFORE.search(before), _NAME_AFTER.match(text, end)):
        if neighbour and gazetteers.key(neighbour["name"]) in gazetteers.first_names():
            return None  # "Anna Ferrara", "MESSINA Luca": a surname
    return Span(start, with_province(text, end, name=text[start:end]), BARE, "a known place")


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


def _is_no_word(name: str) -> bool:
    return name not in default_lexicon().safe and default_lexicon().letter(name) in "uflm"


_SMALL_WORDS = frozenset(
    "cassino fano lugo gela sarno angri adria schio thiene chieri bari lodi prato cuneo latina imperia como massa enna trani "
    "andria fermo".split()
)
"""Towns whose names small letters may mean otherwise: only after "a" and the like."""

_HARD_WORDS = frozenset(
    "acireale alatri anzio arco arona asolo aversa avezzano bra cascina casoria cattolica cerea cesano cittadella corato crema "
    "desio este erba eboli fasano fondi finale formia gaeta gallipoli gioia grado gravina imola ischia lainate licata "
    "loano magenta "
    "marino melzo mira mirano modugno mola molfetta monopoli nardò nettuno nocera ortona osimo pagani piombino "
    "portici potenza quarrata "
    "rho rivoli rubano rubiera ruvo salò seriate sesto settimo seveso signa soave spinea sulmona tempio tirano tivoli "
    "todi tradate tropea "
    "valenza vasto velletri vignola villafranca vittoria voghera zogno chiari asola lecco asti prato siena matera nuoro "
    "rieti terni trento salo canicatti appiano montorio".split()
)
"""Towns whose names are words of notes: in small letters only after "a" and "da" and before the end of a clause."""


@cache
def _small_tree() -> dict[str, tuple[frozenset[str], int]]:
    """The standing names that small letters tell: those that are no words, and all that have several words."""
    names: dict[str, set[str]] = {}
    towns = gazetteers.towns() - _SMALL_WORDS - _HARD_WORDS
    for name in gazetteers.standing_names():
        if " " in name or (len(name) > 3 and (name in towns or _is_no_word(name))):
            names.setdefault(name.partition(" ")[0], set()).add(name)
    return {first: (frozenset(found), max(each.count(" ") + 1 for each in found)) for first, found in names.items()}


@cache
def _told_by_preposition() -> frozenset[str]:
    """The names of comuni, of one word, that only "a" and the like tell: those that are no words may be small."""
    rest = gazetteers.comuni() - gazetteers.standing_names()
    return (
        frozenset(name for name in rest if len(name) > 3 and " " not in name and name not in OFTEN_WORDS)
        | _SMALL_WORDS
        | _HARD_WORDS
    )


@cache
def _small_told() -> frozenset[str]:
    return frozenset(name for name in _told_by_preposition() if _is_no_word(name)) - _HARD_WORDS | (
        _SMALL_WORDS - {"massa"}
    )


_SAINTED = regex.compile(
    r"(?<![\p{L}\p{N}_.'’])(?:ad?|da)[ \u00a0](?P<name>(?:(?:san|santa|santo|castel|monte|villa|ponte|torre|borgo|"
    r"porto|campo|rocca|"
    r"colle|pieve|serra|val|fiume|isola)[ ]|sant['’] ?)[\p{Ll}]++(?:['’ ][\p{Ll}]++){0,4})"
)
"""In small letters "a san donato" is a place if it is a comune, whole or with what its name goes on with."""


def _small_gate() -> tuple[str, ...]:
    """The small names, each with the beginning of its second word where the first alone is a word."""
    alone, joined = [], []
    for first, (names, _) in _small_tree().items():
        if first in names or _is_no_word(first):
            alone.append(first)
        else:
            joined.append(
                rf"{first}(?:[-'` ]{{1,2}}|[{U}]{{1,2}} ?)(?:{'|'.join(sorted({n.split()[1] for n in names}))})"
            )
    titled = {name.capitalize() for name in _told_by_preposition()}
    before = (
        rf"(?:{EDGE}(?i:ad?|d[ai]|in|per|su|presso|verso|ospedale|osp\.|comune|(?:d[ae]|ne|a)(?:l|ll[ae]))[ {U}]"
        rf"|[-,(:/;|0-9'{U}][ {U}]{{0,2}})"
    )
    whole = "|".join(sorted({*alone, *_small_told()}))
    shouted = {name.upper() for name in _HARD_WORDS | _small_told()}
    after_a = "|".join(sorted({*titled, *_HARD_WORDS, *shouted}))
    sainted = (
        rf"{EDGE}(?:ad?|da)[ {U}](?:(?:san|santa|santo|castel|monte|villa|ponte|torre|borgo|porto|campo|rocca|colle|"
        rf"pieve|serra|val|"
        rf"fiume|isola) |sant['{U}])[a-z{U}]"
    )
    return (
        rf"{before}(?:(?:{whole})(?:$|[^A-Za-z])|{'|'.join(sorted(joined))})",
        sainted,
        rf"{EDGE}(?i:ad?|da)[ {U}](?:{after_a})(?:$|[^A-Za-z])",
    )


_SMALL_PIECE = regex.compile(
    r"(?:(?<![\p{L}\p{N}_])(?i:ad?|d[ai]|in|per|su|presso|verso|ospedale|osp\.|comune|(?:d[ae]|ne|a)(?:l|"
    r"ll[ae]))[ \u00a0]"
    r"|[-,(:/;|0-9'’–\u00a0][ \u00a0]{0,2})"
    r"(?!(?:ad?|d[ai]|in|per|su|presso|verso|ospedale|comune|(?:d[ae]|ne|"
    r"a)l(?:l[ae])?)[ \u00a0])(?P<first>[a-zà-öø-ÿ]{2,}+)"
)
"""In small letters a place follows a preposition, a mark or its postal code."""
_SMALL_NEXT = regex.compile(r"(?:['’`] ?|-|[ \u00a0]{1,2}|['’`][ \u00a0])(?P<word>[a-zà-öø-ÿ]++)")
_AFTER_PREPOSITION = regex.compile(
    r"(?<![\p{L}\p{N}_.'’])(?:(?P<to>(?i:ad?|da))|(?i:di|in))[ \u00a0](?P<name>\p{L}[\p{Ll}]{2,}+|(?<=\bD?AD?[ \u00a0])\p{Lu}{4,}+)"
    r"(?![\p{L}\p{N}_@]|[-'’]\p{L}|[ \u00a0]\p{Lu}\p{Ll}|[ \u00a0](?:corporea|solida|nodulare))"
)


def _small(text: str) -> Iterator[Span]:
    """Give places in small letters, and those that only a preposition tells."""
    end = 0
    for found in _SMALL_PIECE.finditer(text):
        first, start = found["first"], found.start("first")
        if start >= end and first in _small_tree():
            length = _small_length(text, start, first)
            place = _judged(text, start, start + length) if length else None
            if place:
                end = place.end
                yield place
    for found in _AFTER_PREPOSITION.finditer(text):
        name = found["name"]
        known = name.lower()
        if known in _HARD_WORDS or len(known) == 3 or (name.isupper() and known in _small_told()):
            told = (
                found["to"] is not None
                and known in _told_by_preposition()
                and CLAUSE_ENDS.match(text, _accented(text, found.end())) is not None
            )
        else:
            # In capitals a word that is also a place is the word: "ASSISTITA DA AMICA".
            titled = name[0].isupper() and not name.isupper()
            told = name in _small_told() or (titled and found["to"] is not None and known in _told_by_preposition())
        if told:
            yield Span(
                found.start("name"),
                with_province(text, _accented(text, found.end())),
                AFTER_A,
                "a comune after a preposition",
            )
    for found in _SAINTED.finditer(text):
        name = found["name"]
        length = known_prefix(name)
        if length and (" " in name[:length] or "'" in name[:length] or "’" in name[:length]):
            yield Span(
                found.start("name"),
                with_province(text, further(text, found.start("name") + length)),
                AFTER_A,
                "a comune after a preposition",
            )


def _accented(text: str, end: int) -> int:
    """Give the end of a name with the apostrophe that stands for its accent ("Salo'")."""
    return end + 1 if text[end : end + 1] in ("'", "’") and not text[end + 1 : end + 2].isalpha() else end


def _small_length(text: str, start: int, first: str) -> int:
    """Give the length of the longest small name that begins at `start` with the word `first`; 0 where none does."""
    names, most = _small_tree()[first]
    length, name, at = 0, first, start + len(first)
    if name in names and _ENDS.match(text, at):
        length = at - start
    for _ in range(most - 1):
        following = _SMALL_NEXT.match(text, at)
        if not following:
            break
        name, at = f"{name} {following['word']}", following.end()
        if name in names and _ENDS.match(text, at):
            length = at - start
    return length


AFTER_A = 0.5


def place_voices() -> list[EntityRecognizer]:
    """Make the recognisers of places; the gazetteers are read now, in less than a second."""
    return [
        *told_place_voices(),
        coded_place_voice(),
        *landmark_voices(),
        SpanVoice("known-place", "LOCATION", Way(_known, (_standing_gate(),))),
        SpanVoice("small-place", "LOCATION", Way(_small, _small_gate())),
    ]
