r"""Places without a comune: parks, lakes, rivers, valleys, quarters, squares of a hamlet, houses out of town.

    al Parco Sempione · sul lago di Garda · in Val Brembana · zona San Lorenzo · da Pian dei Mori · Ca' del Vento

Nobody lists them all: a kind of place ("lago di", "zona") or a first word as hamlets have it ("Pian", "Ca'", "Borgo")
tells them. A kind that is also anatomy ("zona", "valle", "ponte", "isola") needs a saint, a listed place or a name that is
no word.

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
from validation.anonymisation.recognisers.told_places import further, known_prefix, with_province
from validation.anonymisation.recognisers.voices import EDGE, FOLDS, Span, SpanVoice, Way, opened, openings

__all__ = ["landmark_voices"]

SURE = 0.65
FAIR = 0.5

_B = r"[ \t\u00a0]"
_EDGE = r"(?<![\p{L}\p{N}_.])"
_OF = (
    rf"(?:(?i:di|del|della|delle|dei|degli|dell['’]|d['’]|de['’]?|la|le|il|lo|gli|i|al|alla|alle|sul|in|san|santa|"
    rf"santo|"
    rf"sant['’]|s\.){_B}{{0,2}})"
)
_ITEM = r"\p{Lu}[\p{L}\p{M}]*+(?:['’`-]\p{L}[\p{L}\p{M}]*+)*+['’`]?"
_NAME = rf"{_OF}{{0,2}}{_ITEM}(?:{_B}{_OF}{{0,2}}{_ITEM}){{0,4}}"

# Kinds whose capitalised name is a place, whatever it is.
_STRONG = (
    r"parco(?: (?:nazionale|naturale|regionale|comunale|pubblico|giochi|urbano))?|giardini(?: pubblici)?|"
    r"villa comunale|lago|"
    r"laghetto|fiume|torrente|lungomare|lungolago|lungofiume|spiaggia|lido|costiera|pineta|rifugio|golfo|"
    r"quartiere|rione|"
    r"sobborgo|borgata|borgo|localit[àa]['’]?|loc\.|contrada|c\.da|sestiere|alpe|maso|malga|tenuta|podere|"
    r"agriturismo|cascina|masseria|fermata|casello|svincolo|area di servizio|autogrill|zona industriale|z\.i\.|"
    r"campo (?:rom|nomadi|profughi|sportivo)|circonvallazione|cavalcavia|sottopasso|rotonda|piazzale|piazzetta"
)
# Kinds that mean something else as well.
_WEAK = (
    r"zona|frazione|fraz\.|ponte|valle|val|monte|colle|colli|passo|isola|isole|bosco|foce|stazione|metro|fonte|"
    r"porto|riviera|altopiano|"
    r"provincia|comune|citt[àa]['’]?|paese|hinterland|canale|capo|cima|baia|penisola"
)
_KIND = regex.compile(
    rf"{_EDGE}(?:(?P<strong>(?i:{_STRONG}))|(?P<weak>(?i:{_WEAK})))(?:{_B}{{1,2}}|(?<=\.))(?P<name>{_NAME})"
)
# Small letters: water and valleys say enough with a name that is no word.
_SMALL = regex.compile(
    rf"{_EDGE}(?i:parco|lago|fiume|torrente|lungomare|spiaggia|val|valle|monte|quartiere|rione|zona|borgata|"
    rf"frazione|fraz\.|"
    rf"localit[àa]['’]?|loc\.|contrada|c\.da|isola|passo|costiera)(?:{_B}|(?<=\.))"
    rf"(?P<name>(?:(?:di|del|della|delle|dei|dell['’]|d['’]|san|santa|"
    rf"sant['’])[ ]?){{0,2}}[\p{{Ll}}\p{{M}}'’]++)(?![\p{{L}}\p{{N}}])"
)
_SMALL_RUN = regex.compile(r"[\p{Ll}\p{M}]++(?:['’ -]{1,2}[\p{Ll}\p{M}]++){0,5}")
_HEAD = (
    r"Borgo|Borgata|Borghetto|Ca['’]|Cà|Case?|Casa[lr]i?|Casale|Casalino|Cascin[ae]|Castel|Castello|Castelletto|"
    r"Colle|Colli|Col|"
    r"Contrada|Cort[ei]|Costa|Coste|Croce|Croci|Fontan[ae]|Fonte|Fornac[ei]|Fosso|Isola|Lido|Località|Madonna|"
    r"Malga|Marina|Mas|Maso|"
    r"Masseria|Molin[oi]|Mulin[oi]|Mont[ei]|Montagna|Ospedaletto|Pian[oai]?|Piane|Pieve|Poggio|Pont[ei]|Porto|"
    r"Pozzo|Pozzi|Prat[oi]|"
    r"Punta|Quattro|Rio|Ripa|Riva|Rive|Rocca|Ronch?[oi]|Roccolo|Sasso|Selva|Serra|Serre|Tenuta|Torre|Torri|"
    r"Torrione|Tre|Trebbo|Trivio|"
    r"Val|Valle|Valli|Vigna|Vigne|Villa|Villaggio|Ville|San|Santa|Santo|Sant['’]|Santi|Passo|Colonia|Piazza|Le|Li|"
    r"I|Gli|La|Il|Lo"
)
_TO = r"(?i:a|ad|da|dal|dalla|dalle|dai|di|in|presso|verso|per|loc\.|fraz\.|località|frazione|c/o|su)"
_HAMLET = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}_.])(?P<to>{_TO}){_B}(?P<name>(?P<head>{_HEAD})(?:{_B}|(?<=['’]))"
    rf"(?:{_OF}{{0,2}}{_ITEM})(?:{_B}{_OF}{{0,2}}{_ITEM}){{0,3}})"
)
_RESCUED = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}_])(?i:elisoccorso|ambulanza|automedica|118|soccors[oa]|recuperat[oa]|prelevat[oa]|"
    rf"provenienza|proviene|"
    rf"proveniente|residente|abita|vive|domiciliat[oa]){_B}(?i:da|a|ad|in|presso)(?: (?i:loc\.|fraz\.|località|"
    rf"frazione))?{_B}"
    rf"(?P<name>\p{{Ll}}[\p{{Ll}}\p{{M}}'’]*+"
    rf"(?: (?!(?:da|con|per|dal|dove|ma|nel|il|si)\b)\p{{Ll}}[\p{{Ll}}\p{{M}}'’]*+){{1,3}})(?={_B}?(?:[.,;)(\n]|\Z))"
)
_SMALL_HEADS = frozenset(
    """
    borgo borgata ca' cà ca’ case casale casali cascina castel castello colle col contrada corte costa croce fontana fontane
    fonte fornaci isola lido madonna malga marina maso masseria molino mulino monte pian piano piana pieve poggio ponte porto
    pozzo prato prati punta rio ripa riva rocca ronco sasso selva serra torre torri val valle valli vigna villa villaggio
    san santa santo sant' sant’
    """.split()
)
_NO_FIRST = frozenset(
    """
    t v i ii iii iv a b c d ps dea tc rm rx ecg via la il le sinistro destro sinistra destra superiore inferiore paziente varolio
    reil silvio wernicke broca venere malattie medicina chirurgia generale specialistica stato italia europa residente
    residenza nascita domicilio provenienza appartenenza accesso tac dimissione ricovero data nome cognome codice clinica
    clinico reparto ospedale signor signora sig dott prof natale capodanno pasqua ferragosto termine domicilio day
    gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre anamnesi
    """.split()
)
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_SAINT = regex.compile(r"(?i:(?:di |del )?(?:san|santa|santo|sant['’]|s\.)(?![\p{L}]))")


def _telling(name: str) -> list[str]:
    words = [word.lower() for word in _WORD.findall(name)]
    return [
        word
        for word in words
        if word not in gazetteers.PARTICLES and word not in ("san", "santa", "santo", "sant", "s")
    ]


def _is_name(word: str) -> bool:
    """Tell whether a word, in small letters, is no word of the language."""
    return len(word) > 2 and word not in default_lexicon().safe and default_lexicon().letter(word) in "uflmg"


_DOUBTFUL = regex.compile(r"(?i:zona|frazione|fraz\.|valle|monte|isola|passo)")
"""What medicine speaks of as well, in words that no vocabulary holds ("zona occlusale")."""
_ADMINISTRATIVE = regex.compile(
    r"(?i:zona|provincia|comune|citt[aà]['’]?|paese|hinterland|quartiere|rione|sobborgo|frazione|fraz\.|"
    r"localit[àa]['’]?|loc\.)\Z"
)
_PARTICLES = regex.compile(rf"(?:(?i:di|del|della|delle|dei|degli){_B})?")


def _start(found: regex.Match[str]) -> int:
    """Give where the place begins: with its kind ("lago di Garda"), or after one that says nothing ("zona Bovisa")."""
    kind = found["strong"] or found["weak"]
    if not _ADMINISTRATIVE.match(kind):
        return int(found.start())
    return int(found.start("name") + _PARTICLES.match(found["name"]).end())


def _kinds(text: str) -> Iterator[Span]:
    """Give kinds of places with their names."""
    starts = openings(_OPEN, text)
    for found in opened(starts, _KIND, text):
        name = found["name"]
        telling = _telling(name)
        if not telling or telling[0] in _NO_FIRST or name.isupper() != (found["strong"] or found["weak"]).isupper():
            continue
        if found["strong"] or _SAINT.match(name) or known_prefix(name) or _is_name(telling[0]):
            score = SURE if found["strong"] else FAIR
            yield Span(_start(found), with_province(text, found.end()), score, "a kind of place and its name")
    for found in opened(starts, _SMALL, text):
        name = found["name"]
        telling = _telling(name)
        saintly = telling and _SAINT.match(name) and telling[0] in gazetteers.first_names()
        named = telling and (known_prefix(name) or not _DOUBTFUL.match(found[0])) and _is_name(telling[0])
        if saintly or named:
            run = _SMALL_RUN.match(text, found.start("name"))
            end = max(found.end(), found.start("name") + (known_prefix(run[0]) if run else 0))
            yield Span(
                found.start(),
                with_province(text, further(text, end)),
                FAIR,
                "a kind of place and a name in small letters",
            )


def _hamlets(text: str) -> Iterator[Span]:
    """Give what is called as hamlets are, after a preposition."""
    for found in _HAMLET.finditer(text):
        name = found["name"]
        telling = _telling(name[len(found["head"]) :])
        if not telling or telling[0] in _NO_FIRST or len(telling[0]) < 3 or name.isupper():
            continue
        if _HERB.search(text, max(0, found.start() - 12), found.start()):
            continue
        article = found["head"] in ("Le", "Li", "I", "Gli", "La", "Il", "Lo")
        if article and (
            found["to"].lower() not in ("da", "a", "ad", "in", "presso", "loc.", "fraz.") or not _ends(text, found)
        ):
            continue
        yield Span(found.start("name"), with_province(text, found.end()), FAIR, "a name as hamlets have")
    for found in _RESCUED.finditer(text):
        first = found["name"].split(" ")[0].split("'")[0]
        if first in _SMALL_HEADS or found["name"].split(" ")[0] in _SMALL_HEADS:
            yield Span(found.start("name"), found.end(), FAIR, "where somebody was found or lives, in small letters")


_HERB = regex.compile(r"(?i:erb[ae]|iperico|ballo|fuoco|grano|male|olio|notte|giorno|festa|pane) \Z")


def _ends(text: str, found: regex.Match[str]) -> bool:
    return _END.match(text, found.end()) is not None and len(found["name"].split()) < 4


_END = regex.compile(r"[ \t\u00a0]?(?:[.,;)(\n]|\Z)")
_OPEN = re2.compile(rf"\b(?i:{_STRONG}|{_WEAK}|loc\.)")
_G_B = rf"[ \t{U}]"
_G_OF = (
    rf"(?:(?i:d[ie]|del|del?l[ae'{U}]|delle|de[ig]|degli|d['{U}]|de['{U}]?|l[aeo]|il|gli|i|all?[ae]?|sul|in|"
    rf"sant?[ao'{U}]?|s\.){_G_B}{{0,2}})"
)
_G_HEAD = _HEAD.replace("['’]", f"['{U}]").replace("Cà", f"C[{U}]").replace("tà", f"t[{U}]")
_KIND_GATE = (
    rf"{EDGE}(?i:{_STRONG}|{_WEAK}){_G_B}{{1,2}}{_G_OF}{{0,2}}[A-Z{U}]",
    rf"{EDGE}(?i:loc\.|c\.da|z\.i\.|fraz\.){_G_OF}{{0,2}}[A-Z{U}]",
    rf"{EDGE}(?i:parco|lago|fiume|torrente|lungomare|spiaggia|val|valle|monte|quartiere|rione|zona|borgata|"
    rf"frazione|fraz\.|"
    rf"localit[a{U}]'?|loc\.|contrada|c\.da|isola|passo|costiera){_G_B}[a-z{U}]",
    rf"{EDGE}(?i:fraz\.|loc\.|c\.da)[a-z{U}]",
)
_HAMLET_GATE = (
    rf"{EDGE}(?i:{_TO[4:-1]}){_G_B}(?:{_G_HEAD})(?:{_G_B}|['{U}])",
    rf"{EDGE}(?i:elisoccorso|ambulanza|automedica|118|soccors[oa]|recuperat[oa]|prelevat[oa]|provenienza|proviene|"
    rf"proveniente|residente|abita|vive|domiciliat[oa]){_G_B}(?i:da|a|ad|in|presso){_G_B}",
)


def landmark_voices() -> list[EntityRecognizer]:
    """Make the recognisers of places that no list holds."""
    return [
        SpanVoice("landmark", "LOCATION", Way(_kinds, (*_KIND_GATE, FOLDS))),
        SpanVoice("hamlet", "LOCATION", Way(_hamlets, (*_HAMLET_GATE, FOLDS))),
    ]
