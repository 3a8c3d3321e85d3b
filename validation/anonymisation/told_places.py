r"""Places that the words or codes around them tell, in the gazetteers or not.

    residente a Legnago (VR) · nato il 3/4/1950 a sale · proveniente dal Senegal · CAP 37045 · prov. di Lecce

After the surest words ("nato a", "residente a") a place follows whatever it is called; after others ("trasferito da",
"viaggio in") a ward or a state of mind may follow as well, and only a name of the gazetteers counts.

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

from collections.abc import Iterator

import re2
import regex  # type: ignore[import-untyped]  # Presidio's engine; it knows \p{Lu}, which `re` does not
from presidio_analyzer import EntityRecognizer

from validation.anonymisation import gazetteers
from validation.anonymisation.gate import U
from validation.anonymisation.voices import EDGE, FOLDS, Span, SpanVoice, opened, openings

__all__ = ["CAPITALS", "SMALLS", "known_prefix", "told_place_voices", "with_province"]

SURE = 0.75
FAIR = 0.65
CODED = 0.85

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

_DATE = (
    r"(?:(?:il|l['’]|nel|in data|nell['’]anno)? ?(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}[ °º]+\p{L}+ \d{4}|\d{4})"
    r"[ ,]{1,3})"
)
_TO = r"(?:a|ad|in|nel|nella|nell['’]|negli|nelle|al|alle|agli)"
_FROM = r"(?:da|dal|dalla|dall['’]|dai|dagli|dalle|di|del|della|dell['’]|delle|a|ad)"
_PREFIX = (
    r"(?:(?:comune|citt[aà]'?|provincia|prov\.|paese|zona) (?:di|del|della) ?|(?:zona|quartiere|rione|loc\.|fraz\.) "
    r"|(?:via \p{L}+ \d+,? )?)"
)

# After these a place follows whatever it is called, in any case.
_SURE = (
    rf"(?:nat[oaie]{_BLANK}{{1,3}}{_DATE}?{_TO}"
    rf"|(?:residen(?:te|ti|za)|domicili(?:at[oaie]|o)|abit(?:a|ano|ante|ava)|dimora(?:nte)?)"
    rf"(?: attualmente| da sempre| tuttora| stabilmente| con [a-z]+| da sol[oa]| e domiciliat[oa])?{_BLANK}{{0,3}}"
    rf"(?:{_TO}:?|:)"
    rf"|(?:originari[oaie]|oriund[oaie]|nativ[oaie]|cittadin[oaie]){_BLANK}{{1,3}}{_FROM}"
    rf"|(?:luogo|comune|citt[aà]) di (?:nascita|residenza){_BLANK}{{0,3}}[:=]?)"
)
# After these it may be a ward, a home or a state of mind as well: the gazetteer decides.
_FAIR = (
    rf"(?:(?:provenien(?:te|ti|za)|proviene|giunt[oaie]|arrivat[oaie]|trasferi(?:t[oaie]|sce)|inviat[oaie]|"
    rf"rientr(?:at[oaie]|o)|ritorn(?:at[oaie]|o)|tornat[oaie]|partit[oaie]|emigrat[oaie]|immigrat[oaie]|sfollat[oaie]|"
    rf"viagg(?:io|i|iato)|soggiorn(?:o|ato)|vacanz[ae]|gita|trasferta|turista|missione|vive|viveva|vissut[oa]|lavora|"
    rf"lavorava|lavorato|cresciut[oa]|studia)"
    rf"(?:{_BLANK}\p{{Ll}}++){{0,3}}?{_BLANK}{{1,3}}(?:{_FROM}|{_TO}|per)"
    rf"|(?:ricoverat[oaie]|ricovero|visitat[oa]|operat[oa])"
    rf"{_BLANK}{{1,3}}(?:a|ad)"
    rf"|(?:comune|citt[aà]|paese|zona|frazione|cittadina|regione|ospedale|osp\.|carcere|tribunale|questura|aeroporto|"
    rf"casa circondariale|carabinieri){_BLANK}{{1,3}}(?:di|del|della|dell['’]))"
)
_EDGE = r"(?<![\p{L}\p{N}_])"
_SURE_PLACE = regex.compile(
    rf"{_EDGE}(?i:{_SURE})(?:{_BLANK}{{1,3}}|(?<=['’:=])){_BLANK}?(?i:{_PREFIX})(?P<place>{CAPITALS}|{SMALLS})"
)
_FAIR_PLACE = regex.compile(
    rf"{_EDGE}(?i:{_FAIR})(?:{_BLANK}{{1,3}}|(?<=['’:])){_BLANK}?(?i:{_PREFIX})(?P<place>{CAPITALS}|{SMALLS})"
)
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
_NO_PLACE = frozenset(
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

_RUN = regex.compile(rf"[{_LETTERS}]+(?:(?:['’`] ?|-|{_BLANK}{{1,2}})[{_LETTERS}]+){{0,6}}")
_TO_TOWN = regex.compile(r"(?i:\ba|\bad|:)\s+\Z")
_SAINT = regex.compile(r"(?:(?i:san|santa|castel|monte|villa|borgo|ponte|torre|porto|campo|rocca)\s)?[\p{L}\p{M}'’]+")
_CODE_BEGINS = regex.compile(r"(?:^|[\n.,;:!?()][ \t\u00a0]{0,2}|[–-][ \t\u00a0]{1,2})\Z")
_WRITTEN_AS_TOWN = regex.compile(r"\p{Lu}(?:[\p{Ll}\p{M}'’-]{3,}|[\p{Lu}\p{M}'’-]{3,})(?![\p{L}\p{N}])")


def _promised(text: str) -> Iterator[Span]:
    for found in opened(openings(_OPEN_SURE, text), _SURE_PLACE, text):
        end = _told_end(text, found.start("place"), found.end("place"), sure=True)
        if end:
            yield Span(found.start("place"), end, SURE, "after words that promise a place")


def _allowed(text: str) -> Iterator[Span]:
    for found in opened(openings(_OPEN_FAIR, text), _FAIR_PLACE, text):
        end = _told_end(text, found.start("place"), found.end("place"), sure=False)
        if end:
            yield Span(found.start("place"), end, FAIR, "a known place after words that allow one")


def _coded(text: str) -> Iterator[Span]:
    for found in _POSTAL.finditer(text):
        place = _postal(text, found)
        if place:
            yield place
    for found in _CODED.finditer(text):
        start = _coded_start(found)
        if start is not None:
            yield Span(start, found.end(), CODED, "a comune and the code of its province")
    for found in _PROVINCE_OF.finditer(text):
        name = found["place"]
        known = len(name) if name in gazetteers.PROVINCES else known_prefix(name)
        if known and (known == 2 or gazetteers.key(name[:known]) in gazetteers.chief_towns()):
            yield Span(found.start("place"), found.start("place") + known, FAIR, "after the word province")


def with_province(text: str, end: int) -> int:
    """Give the end of the province's code or name that follows a place at `end`, or `end`."""
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
        return with_province(text, start + known) if _is_told(text[start : start + known], sure=sure) else 0
    if first in _NO_PLACE or not sure or len(first) < 3:
        return 0
    if words[0].isupper():
        return with_province(text, end)
    # In small letters only "residente a ...": "in" may begin anything ("residente in zone a rischio").
    unknown = first not in gazetteers.PARTICLES and len(first) > 3 and _TO_TOWN.search(text, max(0, start - 4), start)
    return start + _SAINT.match(words).end() if unknown else 0


def _is_told(name: str, *, sure: bool) -> bool:
    """Tell whether a name of the lists counts: in small letters or capitals after a fair word only if it is no word."""
    wanted = gazetteers.key(name)
    if wanted in _NO_PLACE:
        return False
    return sure or wanted in gazetteers.standing_names() or (name[0].isupper() and len(name) > 3 and not name.isupper())


def known_prefix(words: str) -> int:
    """Give the length of the longest run of words, from the first on, that is a known place."""
    ends = [found.end() for found in regex.finditer(rf"[{_LETTERS}]+", words)]
    return next((end for end in reversed(ends) if gazetteers.is_place(words[:end])), 0)


def _postal(text: str, found: regex.Match[str]) -> Span | None:
    town, code = found["town"], found.span("code")
    known = known_prefix(town) if town else 0
    if known and gazetteers.key(town[:known]) not in _NO_PLACE:
        if town[0].islower() and gazetteers.key(town[:known]) not in gazetteers.standing_names():
            return None
        end = with_province(text, found.start("town") + known)
        return Span(code[0], end, CODED, "a postal code and its comune")
    if town and not known and town[0].isupper():
        end = with_province(text, found.end("town"))
        if end > found.end("town"):
            return Span(code[0], end, CODED, "a postal code, a name and a province")
        if found.start() == code[0] and _is_code_of_town(text, found):
            end = found.start("town") + _SAINT.match(town).end()
            return Span(code[0], end, FAIR, "a postal code and a name")
    return Span(code[0], code[1], FAIR, "a postal code that says so") if found.start() < code[0] else None


def _is_code_of_town(text: str, found: regex.Match[str]) -> bool:
    """Tell whether five digits before a capitalised word that is no known town may be its postal code, and no count."""
    code = found["code"]
    begins = _CODE_BEGINS.search(text, max(0, found.start() - 3), found.start())
    word = _WRITTEN_AS_TOWN.match(found["town"]) and gazetteers.key(found["town"]).partition(" ")[0] not in _NO_PLACE
    return bool(begins and word) and (code[0] == "0" or not code.endswith("00"))


def _coded_start(found: regex.Match[str]) -> int | None:
    """Give where the comune before "(VR)" begins: the longest name on the list that ends there, in that province."""
    words, code = found["place"], found["code"].upper()
    if code not in gazetteers.PROVINCES:
        return None
    for piece in regex.finditer(rf"(?<![{_LETTERS}])[{_LETTERS}]", words):
        name = words[piece.start() :]
        if name[0].isupper() and (
            code in gazetteers.provinces_of(name) or (gazetteers.is_comune(name) and len(name) > 4)
        ):
            return int(found.start() + piece.start())
    return None


_G_BLANK = rf"[ \t{U}]"
_G_LETTER = f"[A-Za-z{U}]"
_OPEN_SURE = re2.compile(
    "(?i:nat[oaie]|residen|domicili|abit|dimora|originari|oriund|nativ|cittadin|luogo|comune|citt)"
)
_OPEN_FAIR = re2.compile(
    "(?i:proven|provien|giunt|arrivat|trasfer|inviat|rientr|ritorn|tornat|partit|[ei]mmigrat|emigrat|sfollat|viagg|soggiorn|"
    "vacanz|gita|turista|missione|viv|vissut|lavora|cresciut|studia|ricover|visitat|operat|comune|citt|paese|zona|frazione|"
    "regione|ospedale|osp|carcere|tribunale|questura|aeroporto|casa|carabinieri)"
)
# Each is a superset of one function above; what they call words are its words.
_PROMISED_GATE = (
    # The words after which a place follows whatever it is called: all of `_SURE` begins with one of these.
    rf"{EDGE}(?i:(?:nat|nativ|cittadin|originari|oriund)[oaie]|residen(?:t[ei]|za)|domicili(?:at[oaie]|o)|"
    rf"abit(?:a|ano|ante|ava)|dimora(?:nte)?){_G_BLANK}*(?i:ad?(?:{_G_BLANK}|:)|al|agli|in(?:{_G_BLANK}|:)|ne|"
    rf"d[aie]|il|l|[:0-9{U}]|"
    rf"att|tut|stab|con |e d)",
    rf"{EDGE}(?i:(?:luogo|comune|citt{_G_LETTER}) di (?:nascita|residenza))",
)
_ALLOWED_GATE = (
    # The words of `_FAIR`, at most three more, a preposition.
    rf"{EDGE}(?i:provenien(?:te|ti|za)|proviene|giunt[oaie]|arrivat[oaie]|trasferi(?:t[oaie]|sce)|inviat[oaie]|"
    rf"rientr(?:at[oaie]|o)|"
    rf"ritorn(?:at[oaie]|o)|tornat[oaie]|partit[oaie]|[ei]m?migrat[oaie]|sfollat[oaie]|viagg(?:io|i|iato)|"
    rf"soggiorn(?:o|ato)|"
    rf"vacanz[ae]|gita|trasferta|turista|missione|vive|viveva|vissut[oa]|lavora|lavorava|lavorato|cresciut[oa]|studia)"
    rf"(?:{_G_BLANK}{_G_LETTER}+){{0,3}}{_G_BLANK}{{1,3}}"
    rf"(?i:ad?|in|per|d[ai]|(?:d[ae]|a|ne)(?:l|i|gli|ll[aeo]?)):?(?:{_G_BLANK}|['{U}])",
    rf"{EDGE}(?i:ricover(?:at[oaie]|o)|(?:visitat|operat)[oa]){_G_BLANK}{{1,3}}(?i:ad?){_G_BLANK}",
    rf"{EDGE}(?i:comune|citt{_G_LETTER}|paese|zona|frazione|cittadina|regione|ospedale|osp\.|carcere|tribunale|"
    rf"questura|"
    rf"aeroporto|circondariale|carabinieri){_G_BLANK}{{1,3}}(?i:d)",
)
_CODED_GATE = (
    # A postal code that says so, or one before a word.
    rf"{EDGE}(?i:c\.?a\.?p\.?){_G_BLANK}{{0,2}}[:.]?{_G_BLANK}{{0,2}}[0-9{U}]{{5}}",
    rf"{EDGE}[0-9{U}]{{5}}[- ,\t{U}]{{1,3}}{_G_LETTER}",
    # A capitalised word and two letters in brackets; the word "province".
    rf"[A-Z{U}]{_G_LETTER}*['`{U}]?{_G_BLANK}{{0,2}}\([A-Z][A-Za-z]\)",
    rf"{EDGE}(?i:prov(?:\.|incia))",
)


def told_place_voices() -> list[EntityRecognizer]:
    """Make the recognisers of places that are told; the gazetteers are read when one is first looked up."""
    return [
        SpanVoice("promised-place", "LOCATION", _promised, gate=(*_PROMISED_GATE, FOLDS)),
        SpanVoice("allowed-place", "LOCATION", _allowed, gate=(*_ALLOWED_GATE, FOLDS)),
        SpanVoice("coded-place", "LOCATION", _coded, gate=(*_CODED_GATE, FOLDS)),
    ]
