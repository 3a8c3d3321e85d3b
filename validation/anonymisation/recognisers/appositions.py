r"""Trades, peoples and faiths that stand alone: ", muratore," "Senegalese, 25 anni", "Pz tassista.", "(sarta)".

Notes tell them as an apposition, without "di professione" or "di origine". A word counts that fills its clause, or that stands
straight after the person, the age or the family status and ends the clause. Those who treat patients ("medico, infermiere") and
words that are adjectives as well ("chimica", "generale") count only after the person or the age.

Importing this module imports Presidio, which takes more than a second: `quasi_identifiers` does it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import re2

from validation.anonymisation.recognisers.calendar_words import BLANK, LETTERS
from validation.anonymisation.recognisers.trades import AFTER_TRADE, EVERY_TRADE
from validation.anonymisation.recognisers.voices import FOLDS, Span, SpanVoice, Way

__all__ = ["apposition_voice"]

SCORE = 0.35

_B = BLANK
_ENDS = f"(?![{LETTERS}0-9'’-])"
_PERSON = (
    r"(?:paziente|pz\.?|paz\.|p\.te|uomo|donna|signora|signore|sig\.ra|sig\.|ragazz[oa]|giovane|bambin[oa]"
    r"|bimb[oa]|maschio|femmina"
    r"|mamma|papà|padre|madre|marito|moglie|compagn[oa]|coniuge|figli[oa]|fratello|sorella|nonn[oa]|nuora"
    r"|genero|convivente|fidanzat[oa]"
    r"|amic[oa]|vicin[oa]|conoscente|turista|cittadin[oa]|student(?:e|essa)|accompagnatore|accompagnatrice|badante|colf"
    r"|genitori|coniugi|coppia|entrambi|famiglia|minore|equipaggio)"
)
_STATUS = (
    r"(?:anni|aa|a\.|anno|enne|coniugat[oa]|sposat[oa]|vedov[oa]|celibe|nubile|separat[oa]|divorziat[oa]"
    r"|pensionat[oa]|disoccupat[oa]"
    r"|attualmente|figli|adult[oa]|anzian[oa]|(?:sociale|lavorativa|occupazionale|professionale"
    r"|attivit[aà]['’]?|studi[oa])(?=:))"
)
_ADVERB = r"(?:verosimilmente|probabilmente|presumibilmente|forse|sono|è|era|anzian[oa]|adult[oa]|giovane|ex)"
_MARK = r"[.;:,(\n–•-]"
# The clause begins; or a person, whom an age or a status may follow.
_PEOPLES = (
    r"(?:(?:italo|greco|franco|russo|anglo|afro|sino)-?(?:american|brasilian|argentin|albanes|romen|marocchin"
    r"|tedesc|svizzer|canades|cuban)|senegales|marocchin|tunisin|algerin|egizian|libic|ghanes|ivorian"
    r"|camerunens|congoles|etiop|eritre|somal|sudanes|gambian|malian"
    r"|guinean|nigerian|burkinab|togoles|angolan|kenian|keniot|sudafrican|capoverdian|mauritan|african"
    r"|nordafrican|centrafrican"
    r"|magrebin|maghrebin|rumen|romen|moldav|ucrain|russ|bielorus|polacc|bulgar|albanes|kosovar|serb|croat"
    r"|bosniac|macedon"
    r"|montenegrin|sloven|slovacc|ungheres|lituan|lettone|estone|georgian|armen|azer|turc|curd|sirian|libanes"
    r"|irachen|iranian"
    r"|israelian|palestines|afgan|afghan|pakistan|pachistan|indian|bengales|bangladesh|cingales|srilankes"
    r"|nepales|tibetan|cines"
    r"|giappones|corean|vietnamit|tailandes|thailandes|filippin|indonesian|mongol|peruvian|ecuadorian|colombian"
    r"|venezuelan|bolivian"
    r"|brasilian|cilen|argentin|uruguaian|cuban|dominican|haitian|salvadoregn|messican|honduregn|sudamerican"
    r"|statunitens|american"
    r"|canades|australian|ingles|britannic|irlandes|scozzes|frances|tedesc|austriac|svizzer|spagnol|portoghes"
    r"|belg|olandes|danes"
    r"|svedes|norveges|finlandes|grec|maltes|asiatic|arab|slav|yemenit|saudit|giordan|uzbek|kazak|benines"
    r"|ugandes|ruandes)"
)
_PEOPLE = rf"{_PEOPLES}(?:[oaie]|h[ei])"
_FAITH = (
    r"(?:musulman|mussulman|islamic|buddist|induist|cristian|cattolic|ortodoss|evangelic|protestant|valdes|copt"
    r"|pentecostal|avventist"
    r"|mormon|ebre|sunnit|sciit)[oaei]|sikh|hindu"
)
_TAIL = (
    rf"(?:{_B}(?:libero|libera|autonom[oa]|professionista|amatoriale|dilettante|stagionale|precari[oa]|stradale"
    rf"|ambulante|in{_B}proprio"
    rf"|di{_B}calcio|di{_B}teatro|di{_B}serie{_B}[abcd]|di{_B}notte|di{_B}paese|del{_B}paese|del{_B}luogo"
    rf"|a{_B}domicilio|per{_B}hobby))"
)
_MORE = rf"(?:{_B}(?:(?:di|del|della|in|alla|al){_B}|d['’])[a-zà-ÿ]{{4,14}}(?={_B}?[.,;)\n]|{_B}?\Z|{_B}per{_B}[0-9]))?"
# "Pz vigile" is awake: the one trade that nearly every note holds is left to `trades`.
_KNOWN = EVERY_TRADE.replace(
    rf"vigile(?:{BLANK}(?:del{BLANK}fuoco|urban[oa]))?", rf"vigile{BLANK}(?:del{BLANK}fuoco|urban[oa])"
)
_TRADE = (
    rf"(?:(?:{_KNOWN})(?:{AFTER_TRADE}|{_TAIL})|rider|maratoneta|fantino|ultrà|clochard|prostituta|escort|sex{_B}worker"
    rf"|trans(?:essuale|gender)(?:{_B}(?:mtf|ftm))?|skipper|youtuber|bodybuilder|buttafuori|badante|colf"
    rf"|bracciante(?:{_B}agricol[oa])?"
    rf"|operai[oa]{_B}[a-zà-ÿ]{{5,15}}|impiegat[oa]{_B}[a-zà-ÿ]{{5,15}}|giocat(?:ore"
    rf"|rice){_B}di{_B}[a-z]{{5,12}}|nuotat(?:ore|rice)"
    rf"|cavallerizz[oa]|sciat(?:ore|rice)|alpinista|subacque[oa]|sommozzat(?:ore|rice)|libero{_B}professionista"
    rf"|adottat[oa])"
)
_WHAT = rf"(?P<people>{_PEOPLE}(?:{_B}(?:{_FAITH}))?)|(?P<faith>{_FAITH})|(?P<trade>{_TRADE})"
_AFTER = (
    rf"(?={_B}?[.,;:)\n–]|{_B}?\Z|{_B}(?:di|da|per){_B}(?:circa{_B})?[0-9]|{_B}(?:pensionat|in{_B}(?:pensione"
    rf"|quiescenza|congedo|malattia|vacanza|visita|transito)"
    rf"|di{_B}(?:origin|nazional|professione|mestiere|etnia)|presso(?![a-z])|c/o|ed?{_B}[a-zà-ÿ]{{4}}))"
)
_CLAUSE = re.compile(
    rf"(?P<lead>(?:(?:{_PERSON}|{_STATUS}|{_ADVERB}),?{_B}\(?){{0,3}})(?:(?:un[oa]?|il"
    rf"|la){_B})?(?P<place>{_WHAT}{_MORE}){_ENDS}{_AFTER}",
    re.IGNORECASE,
)
_AFTER_WHOM = re.compile(
    rf"(?:(?:{_PERSON}|[0-9]{_B}?(?:anni|aa|a\.)|enne|{_STATUS})[,:]?{_B}?\(?{_B}?(?:(?:{_ADVERB}|di|da|poco"
    rf"|molto){_B})*)\Z",
    re.IGNORECASE,
)
_AT_CLAUSE = re.compile(rf"(?:^|[.;:,(\n–•-]){_B}{{0,2}}\Z")
_RETIRED = re.compile(rf"{_B}in{_B}(?:pensione|quiescenza|congedo)\Z", re.IGNORECASE)
_BEGINS = re.compile(r"(?:^|\n|[.;] )\Z")
# Who looks after patients, and what is an adjective, a thing or a verb as well.
_AMBIGUOUS = re.compile(
    r"(?:medic|infermier|ostetric|psicolog|educat|fisioterap|tecnic|operat|assistente|farmacist|mediat|badant"
    r"|colf|consulent|interpret"
    r"|chimic|fisic|general|meccanic|modell|domestic|politic|informatic|marittim|militar|portual|ottic|artist"
    r"|porti|custod|corrier"
    r"|controllor|responsabil|ufficial|perit[oa]|president|presid|pastore|procurat|rappresentant|promot|docente"
    r"|dirigent|direttor"
    r"|giudice|funzionari|autista\Z|pilota\Z|casaling|operai[oa]\Z|impiegat[oa]\Z|manager|segretari|agente"
    r"|capitano|volontari|donat"
    r"|artigian|contabil|commess[oa]\Z|tassist|allenat|istru|decorat|stampat|tagliat|veterinari|console|guida"
    r"|perito|regist|soprano"
    r"|tenore|corrispond|sergente|caporale|musicist|geolog|camerier|vigilante|vendit|programmat|ricercat"
    r"|arbitro\Z|mezzadr|odontotec"
    r"|operai[oa].(?:di|del|con|per|in|che|a|al|e|non|gi[àu]|coniug|sposat|vedov|fumat|pensionat|giunge|riferi"
    r"|present|affett|portat)"
    r"|impiegat[oa].(?:di|del|con|per|in|che|a|al|e|non|come|nell|nel|anche|spesso|sempre|soprattutto|solo"
    r"|quando|press|da|dal"
    r"|coniug|sposat|vedov|fumat|clinicam|topicam|terapeut|tecnica))",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(
    r"(?:grec|turc|svizzer|ingles|canades|frances|spagnol|cines|american|arab|indian|slav|azer|african|argentin)",
    re.IGNORECASE,
)
"""Names of peoples that are said of things as well: alone in a clause they need the person or the age."""


def _appositions(text: str) -> Iterator[Span]:
    for start in _starts(text):
        found = _CLAUSE.match(text, start)
        if not found:
            continue
        place = found.start("place")
        before = text[max(0, place - 40) : place]
        whom = _AFTER_WHOM.search(before)
        if not whom and not _AT_CLAUSE.search(before):
            continue
        word = found["place"]
        doubtful = _AMBIGUOUS.match(word) if found["trade"] else _ADJECTIVE.match(word) or found["faith"]
        alone = (
            found["faith"]
            and _BEGINS.search(before)
            and text[found.end("place") : found.end("place") + 1] in (",", ".")
        )
        if (doubtful and not whom and not alone) or _NEVER.match(word):
            continue
        yield Span(place, place + len(_RETIRED.sub("", word)), SCORE, "a trade, a people or a faith in apposition")


_NEVER = re.compile(
    r"(?:chimic[ao]|fisic[ao]|generale|meccanic[ao]|modell[oa]|domestic[ao]|politica|informatica|tecnica|medica"
    r"|ottico|generali|casalinga)\Z",
    re.IGNORECASE,
)
"""Adjectives of notes ("attività fisica") before they are trades."""
_G_B = r"[ \t\x{a0}]"
_G_WHAT = rf"(?:{_PEOPLE}|{_FAITH}|{_TRADE})".replace(BLANK, _G_B)
_G_LEAD = (
    rf"(?:^|[.;:,(\n–•-]|(?i:{_PERSON}|{_STATUS.replace('(?=:)', ':')}|{_ADVERB}),?{_G_B})"
    rf"{_G_B}{{0,2}}(?:(?i:un[oa]?|il|la){_G_B})?"
)
_G_WHOLE = rf"(?i:{_G_WHAT})(?:[^A-Za-z0-9]|$)"
_OPEN = re2.compile(rf"{_G_LEAD}({_G_WHOLE})")


def _starts(text: str) -> Iterator[int]:
    """Give where a trade, a people or a faith may stand in apposition."""
    told = text if text.isascii() else text.encode("utf-8", errors="replace").decode()  # the length stays
    for found in _OPEN.finditer(told):
        yield found.start(1)


def apposition_voice() -> SpanVoice:
    """Make the recogniser of appositions."""
    return SpanVoice("detail-apposition", "QUASI_IDENTIFIER", Way(_appositions, (rf"{_G_LEAD}{_G_WHOLE}", FOLDS)))
