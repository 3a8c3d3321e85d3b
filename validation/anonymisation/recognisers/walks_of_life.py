r"""Walks of life that find a person: sport, music, the news, kin of somebody known, unusual homes, ships, order of birth.

    gioca a pallavolo in serie C · suona nella banda · personaggio televisivo · moglie del sindaco · vive in canonica ·
    imbarcato sulla Aurora · quarta gravidanza · figlia di consanguinei · collega di Radiologia

Importing this module imports Presidio, which takes more than a second: `quasi_identifiers` does it.
"""

from __future__ import annotations

import re

from validation.anonymisation.recognisers.calendar_words import BLANK, LETTERS, before
from validation.anonymisation.recognisers.patterns import PatternVoice, Rule
from validation.anonymisation.recognisers.trades import EVERY_TRADE

__all__ = ["walk_voice"]

_B = BLANK
_ENDS = f"(?![{LETTERS}0-9])"
_LETTER_BEFORE = re.compile(rf"[{LETTERS}0-9]\Z")
_CAPITAL = r"(?-i:[A-ZÀ-Ý][a-zà-ÿ]+)"

_GAMES = (
    "calcio|calcetto|pallavolo|volley|basket|pallacanestro|rugby|pallanuoto|tennis|hockey|baseball|football"
    "|pallamano|nazionale|serie"
    "|squadra"
)
_FEATS = (
    "parapendio|deltaplano|paracadutismo|motocross|equitazione|alpinismo|arrampicata|canottaggio|scherma|boxe"
    "|pugilato|karate|judo"
    "|ciclismo|rally|surf|kite ?surf|snowboard|slittino|triathlon|maratona|speleologia|motociclismo|automobilismo"
)
_SPORT = (
    f"(?:gioca(?:va|to)?|milita(?:va)?) (?:a|in|nel|nella|di|al|con la|con il) (?:(?:{_GAMES})|{_CAPITAL})"
    "(?: (?:a livello (?:agonistico|professionistico|nazionale|amatoriale)"
    f"|(?:in|di|nella) (?:serie|categoria|squadra|nazionale)(?: [a-d1-3])?|nel(?:la)? {_CAPITAL}))?"
    "|(?:pratica(?:va)?|fa(?:ceva)?) [a-zà-ÿ]{4,14} (?:a livello )?(?:agonistic[oa]|professionistic[oa]|amatoriale)"
    f"|(?:pratica(?:va)?|istrutt(?:ore|rice) di|maestr[oa] di|incidente (?:di|in|con(?: il)?)"
    f"|appassionat[oa] di) (?:{_FEATS})"
    "|(?:nuotat|pallavolist|tennist|ciclist|cestist|rugbist|sciat|atlet|ginnast|pattinat|podist|calciat"
    "|giocat)[a-z]{1,5}"
    " (?:agonist[ai]|professionist[ai]|amatoriale|dilettante|di serie [a-d]|di livello [a-z]{5,14}|della nazionale)"
    "|(?:suona|suonava|canta|cantava) (?:(?:nel|nella|in|il|la|con) (?:una? )?|(?:nell|l)['’])(?:banda|coro"
    "|orchestra|gruppo|corale"
    "|complesso|chiesa|organo|tromba|violino|pianoforte|chitarra|flauto|clarinetto|fisarmonica)(?: (?:del|della"
    "|di|in|rock|musicale|jazz"
    "|liscio)(?: [a-zà-ÿ]{3,14})?)?"
    "|primo violino|professore d['’]orchestra|vincit(?:ore|rice) di (?:medagli|un premio)"
    "|medagli[ae] (?:d['’]oro|d['’]argento|di bronzo|olimpic)[a-z]{0,2}"
)
_NEWS = (
    "fatt[oi] di cronaca|personaggi[oa]? (?:pubblic[oa]|televisiv[oa]|not[oa]|dello (?:spettacolo|sport))"
    "|(?:riportat|finit|appars|pubblicat)[a-z]{1,3} (?:sui|dai|nei) (?:giornali|quotidiani|media|telegiornali|social)"
    f"|sopravvissut[oa] (?:a|ad) {_CAPITAL}|(?:reduce|superstite) (?:dalla|della|dalle|delle|dal|del|dai|da"
    f"|di) (?:campagna|guerra"
    f"|campi|battaglia)(?: (?:di|del) {_CAPITAL}| d['’]{_CAPITAL})?|(?:ex )?miss {_CAPITAL}"
    "|not[oa] (?:imprenditore|imprenditrice|politic[oa]|avvocat[oa]|giornalista|cantante|att(?:ore|rice)"
    "|sportiv[oa]|professionista"
    "|commerciante|ristorat(?:ore|rice))(?: (?:locale|del (?:paese|luogo|posto)|della (?:zona|città)))?"
)
_SERVICE = (
    "(?:appartenente|appartiene|apparteneva|arruolat[oa]) (?:(?:a|al|alla|alle|nel|nella) |(?:all"
    "|nell)['’])(?:arma(?: dei carabinieri)?"
    "|forze (?:dell['’]ordine|armate)|polizia(?: di stato)?|carabinieri|guardia di finanza|esercito|marina"
    "|aeronautica|corpo [a-z]{4,12})"
    f'|(?:nave|motonave|traghetto|peschereccio|m/n) ["“«]?{_CAPITAL}(?: {_CAPITAL})?'
    '|(?:equipaggio del(?:la|lo)?|imbarcat[oa] su(?:lla|l)?(?: nave)?|a bordo del(?:la)?(?: nave)?) ["“«]?(?:(?-i:[A-Z]{2,4}) )?'
    f"{_CAPITAL}(?: {_CAPITAL})?|membro (?:dell['’]equipaggio|di equipaggio)|volontari[oa] (?:della |di "
    f"|in )?(?:protezione civile|croce"
    " [a-z]{4,7}|avis|auser|caritas|ambulanza|soccorso alpino)"
)
_HOME = (
    "vive (?:in|nella|nel|su|presso)(?: una?)? (?:canonica|caserma|seminario|barca|alpeggio|malga|container"
    "|baita|faro|casa famiglia"
    "|casa occupata|casolare|comunit[aà]['’]? religiosa|eremo|roulotte|camper|baracca|stazione|garage|cantina"
    "|fabbrica abbandonata"
    "|edificio abbandonato|casa cantoniera|campo (?:nomadi|rom|profughi))"
    "|dorme (?:in|nella|nel|alla|al|su) (?:stazione|macchina|auto|strada|parco|panchin[ae]|giardini|dormitorio"
    "|tenda|furgone)"
    f"(?: {_CAPITAL})?|campo (?:nomadi|rom|profughi)(?: (?:di|in|del|della) (?:via )?[a-zà-ÿ]{{3,14}})?"
)
_FAMILY = (
    "gemell[oaie] (?:mono|di|etero|omo)(?:zigot|corial|ovular)[a-z]{0,3}|(?:primo|secondo|prima|seconda) gemell[oa]"
    "|gemell[oa] (?:di (?:paziente|altr[oa])|[ab]|i{1,2})"
    "|(?:quart|quint|sest|settim|ottav|non|decim)a gravidanza|(?:terz|quart|quint|sest|settim|ottav)[oa] figli[oa]"
    "|figli[oa] di (?:(?:genitori )?(?:consanguinei|cugini)|parto (?:tri|plurigem)[a-z]+)"
    "|genitori (?:tra loro )?(?:consanguinei|cugini)"
    "(?: (?:primi|di (?:primo|secondo) grado))?|coppia (?:di )?(?:consanguinei|cugini)"
    "|transessuale(?: (?:mtf|ftm))?|coppia (?:omosessuale|gay|lesbica|dello stesso sesso)|madre surrogata|prostituta"
    "|(?:si prostituisce|sex worker)"
)
_KIN = (
    "(?:padre|madre|pap[aà]|mamma|marito|moglie|figli[oa]|fratello|sorella|compagn[oa]|genero|nuora|suocer[oa]"
    "|nonn[oa]|zi[oa]|nipote"
    "|cugin[oa]|cognat[oa]|vedova|fidanzat[oa]|parente|amic[oa]|convivente)"
)
_WHOSE = "(?:(?:del|della|dello|di una?|di|d['’]un) ?|(?:dell|di un)['’])"
_SOMEBODY = (
    "(?:(?:ex|not[oa]|nostr[oa]|nota) ){0,2}(?:colleg[ah]i?|caposala|primario|coordinat(?:ore|rice)|dipendente"
    "|ministr[oa]|parlamentare"
    "|deputat[oa]|senat(?:ore|rice)|onorevole|direttore|direttrice|TRADE)"
    "(?: (?:(?:di|del|della) (?:nostr[oa] |quest[oa] )?|dell['’])[a-zà-ÿ]{4,16})?"
)


def _terms(pattern: str) -> str:
    return pattern.replace(" ", _B)


_SOMEBODY = _terms(_SOMEBODY).replace("TRADE", EVERY_TRADE)
_TERMS = re.compile(rf"(?i:{_terms('|'.join((_SPORT, _NEWS, _SERVICE, _HOME, _FAMILY)))}){_ENDS}")
_KIN_OF = re.compile(rf"(?i:{_terms(_KIN)}){_B}(?i:{_terms(_WHOSE)})(?P<place>(?i:{_SOMEBODY})){_ENDS}")
_AS = re.compile(
    rf"(?i:lavora(?:va|to)?)(?:{_B}[{LETTERS}0-9'’]{{1,14}}){{1,4}}{_B}(?i:come){_B}(?:(?i:un[oa]?){_B})?"
    rf"(?P<place>[a-zà-ÿ]{{2,12}}(?:[aio]r[oa]|ai[oa]|ista|t(?:ore|rice)|sore|ier[ea]|ante|olog[oa]|ari[oa]"
    rf"|ometra|ografo))(?![{LETTERS}])"
)
_CLASS = re.compile(
    rf"(?i:alunn[oa]|student(?:e|essa)|frequenta(?:va)?|iscritt[oa]|ripete){_B}(?:(?i:di|della|la|il|al|alla"
    rf"|del|in){_B})?"
    rf"(?P<place>(?i:prim[oa]|second[oa]|terz[oa]|quart[oa]|quint[oa]|ultimo|[1-5]{_B}?[°ªa^]|(?-i:I{{1,3}}|IV"
    rf"|V)){_B}(?i:(?:anno{_B}(?:d[ei]l?(?:la)?{_B}|dell['’]))?"
    rf"(?:media|elementare|superiore|primaria|liceo|materna|alberghiero|ragioneria|geometri|asilo|magistrali"
    rf"|universit[aà]|istituto|scuola)(?:{_B}[a-z]{{6,14}}co)?|[A-H])){_ENDS}"
)
_STUDENT = re.compile(
    rf"(?i:student(?:e|essa)){_B}(?P<place>(?i:(?:erasmus|fuori{_B}?sede|lavorat(?:ore|rice)"
    rf"|in{_B}scambio)(?:{_B}[a-z]{{5,12}})?)){_ENDS}"
)


def _whole_word(match: re.Match[str]) -> float | None:
    return None if _LETTER_BEFORE.search(before(match, 1)) else 0.4


_G_B = r"[ \t\x{a0}]"
_EDGE = "(?:^|[^A-Za-z0-9])"


def _gate(terms: str) -> str:
    return f"{_EDGE}(?i:{terms})".replace(" ", _G_B)


def walk_voice() -> PatternVoice:
    """Give the recogniser of walks of life, with its gate."""
    return PatternVoice(
        "detail-walk-of-life",
        "QUASI_IDENTIFIER",
        (
            Rule("walk of life", _TERMS, 0.4, _whole_word),
            Rule("kin of somebody", _KIN_OF, 0.35, _whole_word),
            Rule("works as", _AS, 0.35, _whole_word),
            Rule("class", _CLASS, 0.35, _whole_word),
            Rule("student", _STUDENT, 0.35, _whole_word),
        ),
        gate=(
            *(_gate(terms) for terms in (_SPORT, _NEWS, _SERVICE, _HOME, _FAMILY)),
            f"{_EDGE}(?i:{_KIN} {_WHOSE})".replace(" ", _G_B) + f"(?i:{_SOMEBODY.replace(BLANK, _G_B)})",
            _gate("lavora(?:va|to)? [^.;,\\n]{1,64} come"),
            _gate(
                "(?:alunn[oa]|student(?:e|essa)|frequenta(?:va)?|iscritt[oa]|ripete) (?:[a-z]{2,5} )?(?:prim"
                "|second|terz|quart|quint|ultimo|[1-5]|i{1,3} |iv |v )"
            ),
            _gate("student(?:e|essa) (?:erasmus|fuori|lavorat|in )"),
        ),
    )
