r"""Places of daily life that have a name: bars, shops, schools, churches, clubs, associations, centres in quotes.

    il bar "La Pergola" · presso il centro 'Nuovo Inizio' · supermercato Conad · Chiesa di San Marco · liceo Volta
    cooperativa sociale Aurora · stazione Centrale · Stadio Olimpico

Diaries of educators and psychologists name them, and who goes there every day is easily found. A kind that means something
else as well in medicine ("gruppo", "associazione", "locale", "studio") needs quotes round the name.

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

from collections.abc import Iterator

import re2
import regex  # type: ignore[import-untyped]  # Presidio's engine; it knows \p{Lu}, which `re` does not

from validation.anonymisation import gazetteers
from validation.anonymisation.gate import U
from validation.anonymisation.recognisers.told_places import with_province
from validation.anonymisation.recognisers.voices import EDGE, FOLDS, Span, SpanVoice, Way, opened, openings

__all__ = ["venue_voice"]

QUOTED = 0.65
NAMED = 0.55

_B = r"[ \t\u00a0]"
_EDGE = r"(?<![\p{L}\p{N}_.])"
# Kinds whose capitalised name is one.
_STRONG = (
    r"bar|pub|discoteca|ristorante|pizzeria|trattoria|osteria|gelateria|pasticceria|panificio|caff[eè]|hotel|"
    r"albergo|b&b|campeggio|"
    r"ostello|palestra|piscina(?: comunale)?|supermercato|ipermercato|centro commerciale|centro (?:sportivo|"
    r"polisportivo|ippico|giovanile|"
    r"estivo|yoga|benessere)|circolo|circolo arci|oratorio|parrocchia|chiesa|duomo|basilica|santuario|convento|"
    r"monastero|abbazia|"
    r"cimitero|scuola(?: (?:media|elementare|primaria|materna|superiore|secondaria|dell['’]infanzia|guida))?|"
    r"liceo(?: (?:classico|"
    r"scientifico|linguistico|artistico))?|istituto (?:comprensivo|tecnico|professionale|alberghiero)|"
    r"asilo(?: nido)?|biblioteca|"
    r"libreria|museo|teatro|cinema|stadio|stazione|aeroporto|fabbrica|banca|cooperativa(?: sociale)?|"
    r"coop\.? ?soc\.?|polisportiva|"
    r"squadra|onlus|dormitorio|mensa|residence|caserma|carcere|casa (?:circondariale|di reclusione)|casa del|"
    r"casa della|"
    r"gruppo appartamento|centro (?:antiviolenza|per le famiglie|giovani|di aggregazione|sociale)|pro loco|croce|"
    r"salone|negozio|"
    r"officina|agriturismo|villaggio(?: turistico)?|lido|stabilimento|ludoteca|canile|maneggio|ponte"
)
# Kinds that need quotes round the name.
_WEAK = (
    r"locale|club|gruppo(?: di auto-?aiuto)?|progetto|associazione(?: culturale| sportiva)?|struttura|"
    r"centro(?: (?:diurno|di recupero|"
    r"di ascolto|di riabilitazione|di accoglienza|residenziale|di supporto))?|comunit[aà]['’]?(?: (?:terapeutica|"
    r"di recupero|alloggio))?|"
    r"azienda|ditta|impresa|fondazione|ambulatorio|sede|rifugio|servizio|laboratorio|organizzazione|chiamat[oaie]|"
    r"denominat[oaie]|"
    r"residenza(?: sanitaria)?|casa|clinica|ospedale|rsa|hospice|scuola|bottega|studio"
)
_OF = r"(?:(?i:di|del|della|delle|dei|degli|dell['’]|d['’]|da|la|il|le|lo|i|gli|al|alla|san|santa|sant['’])[ ]{0,2})"
_ITEM = r"(?:\p{Lu}\.[ ]?)?\p{Lu}[\p{L}\p{M}]*+(?:['’`&-]\p{L}[\p{L}\p{M}]*+)*+['’`]?"
_NAME = rf"{_OF}{{0,2}}{_ITEM}(?:{_B}(?:{_OF}|(?i:e|per) ){{0,2}}{_ITEM}){{0,4}}"
_IN_QUOTES = (
    r"(?:\"[^\"\n]{2,45}\"|“[^”\n]{2,45}”|«[^»\n]{2,45}»|‘[^’\n]{2,45}’|"
    r"'[\p{L}][^'\n]{1,44}(?:'[\p{Ll}][^'\n]{1,30})?'(?!\p{L}))"
)
_KIND = regex.compile(
    rf"{_EDGE}(?:(?P<strong>(?i:{_STRONG})){_B}{{1,2}}(?:(?P<quoted>{_IN_QUOTES})|(?P<name>{_NAME}))"
    rf"|(?P<weak>(?i:{_WEAK})){_B}{{1,2}}(?:(?i:di|del|il|la|sociale|come){_B}){{0,2}}(?P<quoted>{_IN_QUOTES}))"
)
_NO_NAME = frozenset(
    """
    paziente pz via viale piazza corso dott dr sig natale pasqua tc rm rx ecg covid inps in il la lo per con da non si nel oggi ieri
    italia italiana sangue dati occhio cute tessuti epo data ore
    """.split()
)
_WORD = regex.compile(r"[\p{L}\p{M}]+")


_STAGE = regex.compile(r"(?i:stadio|circolo|banca|croce|mensa|ponte)\Z")  # "stadio di Tanner", "in circolo"
_AT_STADIUM = regex.compile(r"(?i:\b(?:al|allo|dallo|dello|nello|alla|dalla|della|nella|dal|del|il|lo|la|il|sul) )\Z")
_ARTICLE = regex.compile(r"[\"“«‘'](?i:il|la|lo|le|i|gli|villa|casa|san|santa|nuov[aeio]) ")


def _venues(text: str) -> Iterator[Span]:
    for found in opened(openings(_OPEN, text), _KIND, text):
        if found["quoted"]:
            if (
                any(letter.isupper() for letter in found["quoted"])
                or found["strong"]
                or _ARTICLE.match(found["quoted"])
            ):
                yield Span(
                    found.start(), with_province(text, found.end()), QUOTED, "a kind of place and a name in quotes"
                )
            continue
        name = found["name"]
        if _STAGE.match(found["strong"]) and not _AT_STADIUM.search(text, max(0, found.start() - 7), found.start()):
            continue
        words = [word.lower() for word in _WORD.findall(name)]
        telling = [word for word in words if word not in gazetteers.PARTICLES]
        if not telling or telling[0] in _NO_NAME or len(telling[0]) < 2 or found["strong"].isupper() != name.isupper():
            continue
        yield Span(found.start(), with_province(text, found.end()), NAMED, "a kind of place and its name")


_G_STRONG, _G_WEAK = _STRONG.replace("’", U), _WEAK.replace("’", U)
_OPEN = re2.compile(rf"\b(?i:{_STRONG}|{_WEAK})")
_G_B = rf"[ \t{U}]"
_GATE = (
    rf"{EDGE}(?i:{_G_STRONG}){_G_B}{{1,2}}(?:(?i:d[ie]|del|del?l[ae'{U}]|delle|de[ig]|degli|d['{U}]|da|l[aeo]|il|"
    rf"gli|i|all?a?|san|sant[a'{U}])[ {U}]{{0,2}}){{0,2}}[\"'A-Z{U}]",
    rf"{EDGE}(?i:{_G_WEAK}){_G_B}{{1,2}}(?:(?i:di|del|il|la|sociale|come){_G_B}){{0,2}}[\"'{U}]",
)


def venue_voice() -> SpanVoice:
    """Make the recogniser of places of daily life."""
    return SpanVoice("venue", "FACILITY", Way(_venues, (*_GATE, FOLDS)))
