r"""Places that the words or codes around them tell, in the gazetteers or not.

    residente a Legnago (VR) · nato il 3/4/1950 a sale · proveniente dal Senegal · CAP 37045 · prov. di Lecce

After the surest words ("nato a", "residente a") a place follows whatever it is called; after others ("trasferito da",
"viaggio in") a ward or a state of mind may follow as well, and only a name of the gazetteers counts.

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import re2
import regex  # type: ignore[import-untyped]  # Presidio's engine; it knows \p{Lu}, which `re` does not
from presidio_analyzer import EntityRecognizer

from validation.anonymisation import gazetteers
from validation.anonymisation.gate import U
from validation.anonymisation.lexicon import default_lexicon
from validation.anonymisation.recognisers.voices import EDGE, FOLDS, Span, SpanVoice, Way, opened, openings

__all__ = [
    "CAPITALS",
    "CLAUSE_ENDS",
    "NO_PLACE",
    "OFTEN_WORDS",
    "SAINT",
    "SMALLS",
    "further",
    "known_prefix",
    "told_place_voices",
    "with_province",
]

SURE = 0.75
FAIR = 0.65

_LETTERS = r"\p{L}\p{M}"
_BLANK = r"[ \t\u00a0]"
_WORD = r"\p{Lu}[\p{L}\p{M}]*+"
_SMALL = r"[\p{Ll}\p{M}]++"
_PARTICLE = (
    r"(?:di|d[ei]?['’]|de['’]?|del|della|dei|delle|degli|dell['’]|nell['’]|in|sul|sulla|sull['’]|al|alla|a|la|con|e|ed)"
)
_JOINT = rf"(?:['’`] ?|-|{_BLANK}{{1,2}}(?:{_PARTICLE}(?:{_BLANK}|(?<=['’]))){{0,2}})"
SMALLS = rf"{_SMALL}(?:(?:['’] ?|-|{_BLANK}){_SMALL}){{0,5}}"
CAPITALS = rf"{_WORD}(?:{_JOINT}{_WORD}){{0,6}}['’`]?"
_PROVINCE = (
    rf"{_BLANK}{{0,2}}(?:\((?:(?i:prov(?:\.|incia)?)[ .]*(?:(?i:di) )?)?(?P<code>[A-Za-z]{{2}}|[A-Z][a-z]+)\)"
    rf"|,? ?(?i:prov(?:\.|incia)) ?(?:(?i:di) ?)?{_WORD}|/[A-Z]{{2}}\b)"
)
_AFTER_NAME = regex.compile(_PROVINCE)
_BARE_CODE = regex.compile(r"(?:[ \u00a0]?[-–,/][ \u00a0]?|[ \u00a0])[\[(]?(?P<code>[A-Z]{2})(?![\p{L}\p{N}'’.])[\])]?")

_DAY = (
    r"(?:\d{1,2} ?[./-] ?\d{1,2} ?[./-] ?'?\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}"
    r"|\d{1,2}[ °º^.-]{0,3}\p{L}{3,9}[. -]{1,2}'?\d{2,4}|'?\d{2}(?:\d{2})?)"
)
_DATE = rf"(?:(?:(?:il|l['’]|nel|in data|nell['’]anno|nel corso del|anno)[ :]{{0,2}})?{_DAY}[ ,;(-]{{1,3}})"
_TO = r"(?:a|ad|in|nel|nella|nell['’]|negli|nelle|al|alle|agli)"
_FROM = r"(?:da|dal|dalla|dall['’]|dai|dagli|dalle|di|del|della|dell['’]|delle|a|ad)"
_PREFIX = (
    r"(?:(?:comune|citt[aà]'?|provincia|prov\.|paese|zona) (?:di|del|della) ?|(?:zona|quartiere|rione|loc\.|fraz\.) "
    r"|(?:via \p{L}+ \d+,? )?)"
)

# After these a place follows whatever it is called, in any case.
_SURE = (
    rf"(?:nat[oaie](?:/[oaie])?:?{_BLANK}{{1,3}}{_DATE}?{_TO}:?"
    rf"|(?:n\.|d\.?{_BLANK}?(?:d\.?)?n\.?|(?:data (?:di )?)?nascita|classe|nat[oaie])[ :]{{0,3}}{_DATE}{_TO}"
    rf"|(?:residen(?:te|ti|za)|domicili(?:at[oaie]|o)|abit(?:a|ano|ante|ava)|dimora(?:nte)?)"
    rf"(?: attualmente| da sempre| tuttora| stabilmente| con [a-z]++| da sol[oa]| e domiciliat[oa])?{_BLANK}{{0,3}}"
    rf"(?:{_TO}:?|:)"
    rf"|(?:originari[oaie]|oriund[oaie]|nativ[oaie]|cittadin[oaie]){_BLANK}{{1,3}}{_FROM}"
    rf"|(?:luogo|comune|citt[aà])(?: e data)? di (?:nascita|residenza){_BLANK}{{0,3}}[:=]?)"
)
_SEAT = (
    r"comune|citt[aà]'?|paese|zona|frazione|cittadina|regione|provincia|ospedale|osp\.?|carcere|tribunale|procura|"
    r"questura|"
    r"prefettura|aeroporto|casello|uscita|casa circondariale|carabinieri|cc|polizia|vigili|vv\.?uu\.?|vv\.?f\.?|"
    r"polstrada|polfer|polizia (?:stradale|locale|municipale|ferroviaria)|gdf|guardia (?:di finanza|costiera)|commissariato|"
    r"stazione (?:cc|carabinieri|dei carabinieri)|capitaneria|tenenza|compagnia cc|vvf|vv\.f\.|"
    r"sindac[oa]|municipio|caserma|distretto|sede|dormitorio|trapianti|"
    r"ser\.?[td]|csm|118|croce (?:rossa|verde|bianca|azzurra)|misericordia|dintorni|periferia|pressi|vicinanze|vicino"
)
# After these, and after what has its seat in a place or lies near one, it may be a ward, a home or a state of mind as well:
# the gazetteer decides.
_MOVED = (
    rf"(?:provenien(?:te|ti|za)|proviene|giunt[oaie]|arrivat[oaie]|trasferi(?:t[oaie]|sce)|inviat[oaie]|"
    rf"rientr(?:at[oaie]|o)|ritorn(?:at[oaie]|o)|tornat[oaie]|partit[oaie]|emigrat[oaie]|immigrat[oaie]|sfollat[oaie]|sbarcat[oaie]|sbarco|"
    rf"viagg(?:io|i|iato)|soggiorn(?:o|ato)|vacanz[ae]|gita|trasferta|turista|missione|vive|viveva|dorm(?:e|iva)|vissut[oa]|lavora|"
    rf"lavorava|lavorato|cresciut[oa]|studia|trasferimento|arrivo|ingresso|accompagnat[oaie]|trasportat[oaie]|"
    rf"soccors[oaie]|recuperat[oa]|prelevat[oa]|elisoccorso|elitrasport(?:o|at[oa])|ambulanza|incidente|ricovero|"
    rf"ricoverat[oaie]|operat[oaie]|"
    rf"visitat[oaie]|risiede|sposat[oaie]|decedut[oaie])"
    rf"(?: in (?:auto|macchina|camper|roulotte|tenda|strada|casa|affitto|baracca))?"
    rf"(?:{_BLANK}\p{{Ll}}++){{0,3}}?{_BLANK}{{1,3}}(?:{_FROM}|{_TO}|per)"
)
_EDGE = r"(?<![\p{L}\p{N}_])"
_SURE_PLACE = regex.compile(
    rf"{_EDGE}(?i:{_SURE})(?:{_BLANK}{{1,3}}|(?<=['’:=])){_BLANK}?(?i:{_PREFIX})(?P<place>{CAPITALS}|{SMALLS})"
)
_FAIR_TAIL = rf"(?:{_BLANK}{{1,3}}|(?<=['’:])){_BLANK}?(?i:{_PREFIX})(?P<place>{CAPITALS}|{SMALLS})"
_MOVED_PLACE = regex.compile(rf"{_EDGE}(?i:{_MOVED}){_FAIR_TAIL}")
_SEAT_PLACE = regex.compile(rf"{_EDGE}(?i:(?:{_SEAT}){_BLANK}{{1,3}}(?:di|del|della|dell['’]|in|a)){_FAIR_TAIL}")
NO_PLACE = frozenset(
    """
    accertamenti aereo africa agosto ai al albergo alcuni alle alloggio alto altra altre altri altro ambulanza
    ambulatorio america anestesia anni appartamento aprile aree asfittica asfittico asia asl ats attesa auto
    autoambulanza autonomia badante barella base basso bicicletta breve buona buone buono camera campagna carcere
    cardiologia carico carrozzina casa cattedra causa centro cesareo che chirurgia ciascun ciascuna cinque circa
    citta città clinica collega comunita comunità con condizione condizioni coniugi consulenza contatto contratto
    controllo convivente corso cui curante da dal dalla data day dea degenza del della destra dh di diabete dicembre
    dieci digiuno distanza distocico diversi dolore domenica domicilio dott dottor dr due e ed elezione elisoccorso
    ematologia emergenza emodinamica episodio epoca est estero eta età europa eutocico evento famiglia febbraio
    febbre figlia figlio forcipe fratello genitore genitori gennaio geriatria ginecologia ginocchio giorni giovedì
    giugno gli gravidanza hospice hotel i il in infezione insufficienza intervento ipertensione isolamento istituto
    italia la lato lavoro le letto lo loro luglio lunedì lungo lungodegenza macchina madre maggio malattia mamma
    maniera mare marito martedì marzo medicina medico mercoledì mesi mezza mezzo mmg modo moglie montagna monte
    morte moto nefrologia nel nella neurologia nonna nonni nord nostra nostre nostri nostro nove novembre o obi ogni
    oltre oncologia ore ortopedia osp ospedale osservazione ostetricia otto ottobre ovest padre paese parto pediatra
    pediatria per periferia piano pianterreno piazza piedi pieno pneumologia pochi poco podalica podalico
    policlinico prematura prematuro presso pretermine pronto provincia ps psichiatria qualche quanto quarantena
    quattro questa questo radiologia regime reparto residenza riabilitazione rianimazione riposo rischio rsa sabato
    sala sana sano scuola sede seguito sei sette settembre settimana settimane sig signora sindrome sinistra
    soccorso sola sole solo sorella spdc specialista spontaneo stato stessa stesso strada stroke struttura studi
    studio sua sud sufficienza suo taglio tale tempo terapia termine terra ti tin trauma tre treno tutte tutti tutto
    un una uno uo uoc uos urgenza urologia utic utin valle valutazione venerdì ventosa via viale vicenda villa
    visita vita vivo zii zona zone
    """.split()
)
"""Words that may follow "residente a", "proveniente da" or "trasferito in" and are no place."""

OFTEN_WORDS = frozenset(
    """
    alto basso bassa angolo termine sostegno fondo catena casi opera latte segni nove prova morte carbone fonti barra
    parete valle forme calcio sesso persone vita matrice bagno penna banco calore tavola frattura grado bianco nervi
    classe norma rilievo branca massa cura potenza passaggio terzo male medicina pace zone soccorso scale conta macchie
    domenica dicembre gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre lunedi sabato
    venerdi maria cristo scuola casa ospedale signora vescovo duca medico padre madre stazione dottore candida
    """.split()
)
"""Comuni and localities that "a" and a capital may mean otherwise, in headings and in capitals at will."""

_RUN = regex.compile(rf"[{_LETTERS}]+(?:(?:['’`] ?|-|{_BLANK}{{1,2}})[{_LETTERS}]+){{0,6}}")
_TO_TOWN = regex.compile(r"(?i:\ba|\bad|:)\s+\Z")
_AFTER_A = regex.compile(r"(?i:\b(?:ad?|da))\s\Z")
CLAUSE_ENDS = regex.compile(
    r"\s*(?:[.,;)\n(]|\Z)|\s(?i:nel|nell|il|in|per|con|presso|dal?|al?|alla|verso|dove|ove|e|poi|ma|ed|come)\b"
)
SAINT = regex.compile(r"(?:(?i:san|santa|castel|monte|villa|borgo|ponte|torre|porto|campo|rocca)\s)?[\p{L}\p{M}'’]+")


_AT_HOME = regex.compile(r"(?i:al? ?domicili[oa][ ]{0,2}:)")
_SEATS = regex.compile(
    r"(?i:carabinieri|cc|polizia|polstrada|polfer|gdf|guardia|commissariato|stazione|capitaneria|tenenza|compagnia|"
    r"vigili|vv|municipio|questura|prefettura|procura|tribunale|carcere|casa circondariale|"
    r"sindac|caserma)"
)
"""What has its seat in a town, so that after it the name of one is no word."""
_FOUND = regex.compile(
    r"(?i:(?:elisoccorso|elitrasport(?:o|at[oa])) da|(?:vive|viveva|dorme|dormiva|risiede)(?: \p{Ll}+){0,3}? a) "
)
_OWN = regex.compile(r"\p{Lu}\p{Ll}[\p{L}'’-]*+(?: (?:(?:di|del|della) |d['’])?\p{Lu}\p{Ll}[\p{L}\p{M}'’-]*+){0,2}")
"""After these a capitalised word is a place, on no list as it may be."""


def _promised(text: str) -> Iterator[Span]:
    for found in opened(openings(_OPEN_SURE, text), _SURE_PLACE, text):
        # "A domicilio: Eutirox": what is taken there.
        taken = _AT_HOME.match(text, max(0, found.start() - 2), found.start("place")) is not None
        end = _told_end(text, found.start("place"), found.end("place"), sure=not taken)
        if end:
            yield Span(found.start("place"), end, SURE, "after words that promise a place")


def _moved(text: str) -> Iterator[Span]:
    for found in opened(openings(_OPEN_MOVED, text), _MOVED_PLACE, text):
        own = _OWN.match(text, found.start("place")) if _FOUND.match(found[0]) else None
        last = own.end() if own else found.end("place")
        end = _told_end(text, found.start("place"), last, sure=own is not None) or _abroad_end(text, found)
        if end:
            yield Span(found.start("place"), end, FAIR, "a known place after words that allow one")


def _seated(text: str) -> Iterator[Span]:
    for found in opened(openings(_OPEN_SEAT, text), _SEAT_PLACE, text):
        sure = _SEATS.match(found[0]) is not None and known_prefix(found["place"]) > 2
        end = _told_end(text, found.start("place"), found.end("place"), sure=sure)
        if end:
            yield Span(found.start("place"), end, FAIR, "a known place after words that allow one")


_JOURNEY = regex.compile(r"(?i:rientr|ritorn|tornat|viagg|vacanz|soggiorn|provenien|proviene|emigrat|sbarcat|partit)")
_HOMEWARD = regex.compile(r" (?i:ad?|al|alla|allo)[ \u00a0:]+\Z")


def _abroad_end(text: str, found: regex.Match[str]) -> int:
    """Give where a town in small letters that no list holds ends ("rientro da"), before the end of a clause; 0 for none."""
    if not _JOURNEY.match(found[0]) or _HOMEWARD.search(found[0][: found.start("place") - found.start()]):
        return 0  # "rientro a", and home is spelt as it comes
    word = found["place"].partition(" ")[0]
    lexicon = default_lexicon()
    unlisted = (
        len(word) > 4 and word.isalpha() and word.islower() and lexicon.letter(word) == "u" and word not in lexicon.safe
    )
    end = int(found.start("place") + len(word))
    return end if unlisted and word not in NO_PLACE and CLAUSE_ENDS.match(text, end) else 0


def with_province(text: str, end: int, *, name: str = "") -> int:
    """Give the end of the province's code or name that follows a place at `end`, or `end`.

    Args:
        text: the text.
        end: where the place ends, in code points.
        name: the place; the code of its own province needs no brackets ("Legnago VR").
    """
    bare = _BARE_CODE.match(text, end) if name else None
    if bare and bare["code"] in gazetteers.provinces_of(name):
        return int(bare.end())
    found = _AFTER_NAME.match(text, end)
    if not found:
        return end
    code = found["code"]
    if code and code.upper() not in gazetteers.PROVINCES and gazetteers.key(code) not in gazetteers.chief_towns():
        return end
    return int(found.end())


def _told_end(text: str, start: int, end: int, *, sure: bool) -> int:
    """Give where the place that `text[start:end]` begins with ends, with its province; 0 where it is none."""
    words = text[start:end].rstrip("'’`")
    first = gazetteers.key(words).partition(" ")[0]
    if not first:
        return 0
    run = _RUN.match(text, start)  # "Desenzano del garda": the list knows more of it than the capitals
    known = known_prefix(run[0]) if run else 0
    if known:
        end = start + known
        told = _is_told(text[start:end], sure=sure) or _is_told_by_place(text, start, end)
        return with_province(text, end, name=text[start:end]) if told else 0
    if first in NO_PLACE or not sure or len(first) < 3:
        return 0
    if words[0].isupper():
        return with_province(text, end)
    # In small letters only "residente a ...": "in" may begin anything ("residente in zone a rischio").
    unknown = first not in gazetteers.PARTICLES and len(first) > 3 and _TO_TOWN.search(text, max(0, start - 4), start)
    return start + SAINT.match(words).end() if unknown else 0


def _is_told(name: str, *, sure: bool) -> bool:
    """Tell whether a name of the lists counts: in small letters or capitals after a fair word only if it is no word."""
    wanted = gazetteers.key(name)
    if wanted in NO_PLACE:
        return False
    if sure or wanted in gazetteers.standing_names() or (name[0].isupper() and len(name) > 2 and not name.isupper()):
        return True
    return len(name) > 3 and wanted not in OFTEN_WORDS and default_lexicon().letter(wanted) in "uflm"


def _is_told_by_place(text: str, start: int, end: int) -> bool:
    """Tell whether "a" or "da" before and the end of a clause behind make a place of a name that is also a word."""
    return (
        end - start > 2
        and (gazetteers.key(text[start:end]) not in OFTEN_WORDS or gazetteers.is_town(gazetteers.key(text[start:end])))
        and _AFTER_A.search(text, max(0, start - 4), start) is not None
        and CLAUSE_ENDS.match(text, end) is not None
    )


_FURTHER = regex.compile(
    r"[ ](?:(?:di|del|della|delle|dei|ai|al|alla|in|sul|sulla) |(?:dell|d|sull)['’] ?)(?P<word>[\p{Ll}\p{M}]{3,}+)"
)


def further(text: str, end: int) -> int:
    """Give the end of a saint's place in small letters with what tells it from others ("san rocco di piegara"), or `end`."""
    more = _FURTHER.match(text, end)
    if not more:
        return end
    word = more["word"]
    told = word not in OFTEN_WORDS and (gazetteers.is_place(word) or default_lexicon().letter(word) in "uflm")
    return int(more.end()) if told else end


_LETTERED = regex.compile(rf"\p{{M}}*+\p{{L}}[{_LETTERS}]*+")


def known_prefix(words: str) -> int:
    """Give the length of the longest run of words, from the first on, that is a known place."""
    first = _LETTERED.search(words)
    longest = gazetteers.longest_from(first[0]) if first else 0
    if not longest:
        return 0
    ends = [found.end() for found in islice(_LETTERED.finditer(words), longest)]
    return next((end for end in reversed(ends) if gazetteers.is_place(words[:end])), 0)


_G_BLANK = rf"[ \t{U}]"
_G_LETTER = f"[A-Za-z{U}]"
_OPEN_SURE = re2.compile(
    r"\b(?i:nat[oaie]|residen|domicili|abit|dimora|originari|oriund|nativ|cittadin|luogo|comune|citt|data |nascita|classe|"
    r"d\.? ?n\.?[ :]|d\.? ?d\.? ?n|n\.[ 0-9])"
)
_OPEN_MOVED = re2.compile(
    r"\b(?i:proven|provien|giunt|arriv|trasfer|inviat|rientr|ritorn|tornat|partit|[ei]mmigrat|emigrat|sfollat|sbarc|viagg|"
    "soggiorn|vacanz|gita|turista|missione|viv|vissut|lavora|cresciut|studia|dorm|ricover|visitat|operat|ingresso|accompagn|trasport|"
    "soccors|recupera|preleva|elisoccorso|elitrasp|ambulanza|incidente|risiede|sposat|decedut)"
)
_OPEN_SEAT = re2.compile(
    r"\b(?i:comune|citt|paese|zona|frazione|regione|provincia|osp|carcere|tribunale|procura|questura|prefettura|aeroporto|"
    r"casello|uscita|casa c|carabinieri|cc |polizia|polst|polfer|gdf|guardia|commissar|stazione|capitan|tenenza|compagnia c|"
    r"vigili|vv|sindac|municipio|caserma|distretto|sede|dormitorio|trapianti|ser\.?[td]|csm|118|croce|misericordia|dintorni|"
    r"periferia|pressi|vicin)"
)
# Each is a superset of one function above; what they call words are its words.
_PROMISED_GATE = (
    # A date of birth, in whatever form, and "a".
    rf"{EDGE}(?i:n\.|n|nascita|classe|nat[oaie])[: ]{{0,3}}(?i:i?l[ '{U}]{{1,3}}|ne[a-z]+[ '{U}]{{0,3}}|in data |"
    rf"anno )?[: ]{{0,2}}'?"
    rf"[0-9{U}]{{1,4}}[- 0-9A-Za-z./°^'{U}]{{0,20}}[ ,;(-]{{1,3}}(?i:ad?|in|ne|al|agli)",
    rf"{EDGE}(?i:nat[oaie]/[oaie]:?|nat[oaie]:|nat[oaie] ad?:|nat[oaie] in:)",
    # The words after which a place follows whatever it is called: all of `_SURE` begins with one of these.
    rf"{EDGE}(?i:(?:nat|nativ|cittadin|originari|oriund)[oaie]|residen(?:t[ei]|za)|domicili(?:at[oaie]|o)|"
    rf"abit(?:a|ano|ante|ava)|dimora(?:nte)?){_G_BLANK}*(?i:ad?(?:{_G_BLANK}|:)|al|agli|in(?:{_G_BLANK}|:)|ne|"
    rf"d[aie]|il|l|[:0-9{U}]|"
    rf"att|tut|stab|con |e d)",
    rf"{EDGE}(?i:(?:luogo|comune|citt{_G_LETTER})(?: e data)? di (?:nascita|residenza))",
)
_MOVED_GATE = (
    # The words of `_MOVED`, at most three more, a preposition.
    rf"{EDGE}(?i:provenien(?:te|ti|za)|proviene|giunt[oaie]|arriv(?:at[oaie]|o)|trasferi(?:t[oaie]|sce|mento)|"
    rf"inviat[oaie]|"
    rf"rientr(?:at[oaie]|o)|ritorn(?:at[oaie]|o)|tornat[oaie]|partit[oaie]|[ei]m?migrat[oaie]|sfollat[oaie]|sbarcat[oaie]|sbarco|"
    rf"viagg(?:io|i|iato)|soggiorn(?:o|ato)|vacanz[ae]|gita|trasferta|turista|missione|vive|viveva|dorm(?:e|iva)|vissut[oa]|lavora|"
    rf"lavorava|lavorato|cresciut[oa]|studia|ingresso|(?:accompagn|trasport|recuper|prelev|ricover|visit|oper|"
    rf"spos)at[oaie]|"
    rf"soccors[oaie]|elisoccorso|elitrasport(?:o|at[oa])|ambulanza|incidente|ricovero|risiede|decedut[oaie])"
    rf"(?:{_G_BLANK}{_G_LETTER}+){{0,3}}{_G_BLANK}{{1,3}}"
    rf"(?i:ad?|in|per|d[ai]|(?:d[ae]|a|ne)(?:l|i|gli|ll[aeo]?)):?(?:{_G_BLANK}|['{U}])",
)
_SEAT_GATE = (
    rf"{EDGE}(?i:comune|citt{_G_LETTER}'?|paese|zona|frazione|cittadina|regione|provincia|ospedale|osp\.?|carcere|"
    rf"tribunale|"
    rf"procura|questura|prefettura|aeroporto|casello|uscita|circondariale|carabinieri|cc|polizia|vigili|vv\.?uu\.?|"
    rf"vv\.?f\.?|"
    rf"polstrada|polfer|stradale|locale|municipale|ferroviaria|gdf|finanza|costiera|commissariato|stazione|capitaneria|tenenza|"
    rf"compagnia cc|"
    rf"sindac[oa]|municipio|caserma|distretto|sede|dormitorio|trapianti|ser\.?[td]|csm|118|croce [rvba][a-z]+|"
    rf"misericordia|"
    rf"dintorni|periferia|pressi|vicinanze|vicino){_G_BLANK}{{1,3}}(?i:d|in{_G_BLANK}|a{_G_BLANK})",
)


def told_place_voices() -> list[EntityRecognizer]:
    """Make the recognisers of places that are told; the gazetteers are read when one is first looked up."""
    return [
        SpanVoice("promised-place", "LOCATION", Way(_promised, (*_PROMISED_GATE, FOLDS))),
        SpanVoice("allowed-place", "LOCATION", Way(_moved, (*_MOVED_GATE, FOLDS)), Way(_seated, (*_SEAT_GATE, FOLDS))),
    ]
