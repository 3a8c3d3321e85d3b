r"""Healthcare facilities: hospitals, homes, health authorities, universities, wards that have a number or a name.

    Ospedale San Raffaele di Milano · P.O. San Paolo · Policlinico Gemelli · casa di cura Villa Serena · ULSS 9
    SPDC di Lodi · Medicina II · DEA di I livello · SerD di Pavia · comunità San Patrignano · Molinette

A ward or a house without a name ("in Cardiologia", "in ospedale", "una clinica privata") identifies nobody and is none.

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

from collections.abc import Iterator

import re2
import regex  # type: ignore[import-untyped]  # Presidio's engine; it knows \p{Lu}, which `re` does not
from presidio_analyzer import EntityRecognizer

from validation.anonymisation import gazetteers
from validation.anonymisation.gate import U
from validation.anonymisation.recognisers.house_names import house_name_voice
from validation.anonymisation.recognisers.house_words import FAMOUS, NO_NAME
from validation.anonymisation.recognisers.seats import seat_voice
from validation.anonymisation.recognisers.sites import site_voice
from validation.anonymisation.recognisers.small_houses import small_house_voice
from validation.anonymisation.recognisers.told_places import known_prefix, with_province
from validation.anonymisation.recognisers.venues import venue_voice
from validation.anonymisation.recognisers.voices import EDGE, FOLDS, Span, SpanVoice, Way, opened, openings

__all__ = ["facility_voices"]

SURE = 0.85
FAIR = 0.7
WEAK = 0.5

_B = r"[ \t\u00a0]"
_EDGE = r"(?<![\p{L}\p{N}_.])"
_END = r"(?![\p{L}\p{N}_])"
_QUOTE = r"[\"“”«»'‘’]"
_PART = rf"(?:(?i:di|del|della|delle|dei|degli|dell['’]|d['’]|de|da|e|in|per|al|alla|la|le|il|lo){_B}{{0,2}})"
_ITEM = (
    # The "I." of "Umberto I. Dimesso" ends a sentence.
    r"(?:(?:S|SS|Ss|G|M|A|B|F|C|L|P|N|V|R|E|D|I(?!\.[ \u00a0]))\.(?:[ \u00a0]?\p{Lu}\.)*+[ \u00a0]?)?"
    r"\p{Lu}[\p{L}\p{M}]*+(?:['’`-]\p{L}[\p{L}\p{M}]*+)*+['’`]?"
)
_NAME = rf"{_QUOTE}?{_ITEM}(?:{_B}{{1,2}}{_PART}{{0,2}}{_ITEM}){{0,5}}{_QUOTE}?"
_OF = rf"(?:{_B}{{1,2}}(?:(?i:di|del|della|dell['’]|d['’]|de){_B}{{0,2}}){{1,2}})"
_SAINT = r"(?i:san|santa|santo|sant['’]|santi|s\.|ss\.|beata|madonna)"

# Kinds of house: a name in capitals follows, or "di" and a place in any case.
_HOUSE = (
    r"(?:(?:azienda|azienza)[ ](?:ospedale[ -]universit[àa]|ospedalier[oa](?:[ -]universitaria)?|"
    r"sanitaria(?:[ ](?:locale|provinciale|territoriale|"
    r"unica[ ]regionale))?|usl)|presidio[ ]ospedaliero(?:[ ]unico)?|ospedal[ei](?:[ ](?:civile|maggiore|"
    r"pediatric[oa]|generale|"
    r"infantile|militare|provinciale|regionale|nuov[oa]|universitario|consorziale|riunit[io]|evangelico|fatebenefratelli|di"
    r"[ ]comunità|dei[ ]bambini))*|osp\.(?:[ ](?:civile|maggiore|generale|nuovo|vecchio))*|nosocomio|policlinico(?:[ ]universitario)?|"
    r"polo[ ]ospedaliero|presidio|nuovo[ ]ospedale|spedali|cdr|c\.d\.r\.|cra|rems|farmacia|parafarmacia|"
    r"studio[ ](?:medico|dentistico|"
    r"radiologico|odontoiatrico|associato)|croce[ ](?:rossa|verde|bianca|azzurra)[ ]di|misericordia[ ]di|"
    r"pubblica[ ]assistenza|"
    r"centro[ ](?:dialisi|emodialisi|prelievi|vaccinale|antidiabetico|diabetologico|alcologico|psichiatrico|psicosociale|"
    r"dipendenze|polifunzionale|fisioterapico|polispecialistico|diagnostico|radiologico|analisi|sanitario|"
    r"servizi|anziani|accoglienza|di[ ](?:accoglienza|recupero|ascolto|aggregazione)|alzheimer|autismo|"
    r"residenziale|odontoiatrico|"
    r"oculistico|traumatologico|nutrizionale|sportivo|psico-sociale|medico|diurno|di[ ]salute[ ]mentale|"
    r"cardiologico|oncologico|ospedaliero|ortopedico|riabilitativo|di[ ]riabilitazione|"
    r"sclerosi[ ]multipla|trapianti|ustioni|antiveleni|clinico)|laboratori[oi](?:[ ](?:di[ ])?analisi(?:[ ]cliniche)?)?|"
    r"cas[ae][ ]di[ ](?:cura|riposo)|casa[ ](?:protetta|famiglia|alloggio|albergo|della[ ]salute|della[ ]comunità)|clinica|"
    r"poliambulatori[oi]?|ambulatorio|consultorio|istitut[oi](?:[ ](?:clinico|ortopedico|neurologico|oncologico|"
    r"auxologico|nazionale|"
    r"europeo|tumori|scientifico|dei|di|per))*|fondazione|hospice|residenza(?:[ ](?:sanitaria|protetta|anziani|"
    r"assistita|assistenziale))*|comunità(?:[ ](?:terapeutica|alloggio|protetta|residenziale))*|"
    r"r\.?s\.?a\.?|r\.?s\.?d\.?|r\.?a\.?f\.?|irccs|i\.r\.c\.c\.s\.|p\.?o\.?|a\.?o\.?(?:u\.?)?|aorn|c\.d\.c\.|cdc)"
)
_HOUSE_BEGINS = regex.compile(rf"{_EDGE}(?i:{_HOUSE})(?:{_END}{_B}{{1,2}}|(?<=\.))")
_REST = regex.compile(
    rf"(?P<of>(?:(?i:di|del|della|dei|delle|degli|dell['’]|d['’]|de){_B}{{0,2}}){{0,2}}){_NAME}"
    rf"(?!(?<=\bS)\.?{_B}?(?i:p\.? ?a(?!\p{{L}})|r\.? ?l(?!\p{{L}})|i\.t\.))"  # a firm: S.p.A., S.r.l.
)
_SMALL_HOUSE = regex.compile(
    rf"{_EDGE}(?i:ospedale(?: civile| maggiore)?|osp\.(?: civile| maggiore)?|nosocomio|policlinico|casa di (?:cura|riposo)|rsa|"
    rf"hospice){_B}{{1,2}}(?:(?P<of>(?i:di|d['’]){_B}{{0,2}})|"
    rf"(?P<saint>{_SAINT}{_B}{{0,2}}))(?P<place>\p{{Ll}}+(?:[ '’-]\p{{Ll}}+){{0,4}})"
)
_AUTHORITY = regex.compile(
    rf"{_EDGE}(?:A\.?S\.?L\.?|A\.?U\.?S\.?L\.?|ASST|AOU[A-Z]?|AO|ATS|U\.?L\.?S\.?S\.?|U\.?S\.?L\.?|ASP|ASUR|"
    rf"ASUI(?:UD|TS)?|ASUFC|ASUGI|ASREM|APSS|ASREM|AUSL|(?i:asl|ausl|ulss|asst|usl|ats)){_END}"
    rf"(?:{_B}{{0,2}}(?:n\.?{_B}?[°º]?{_B}?)?(?P<number>\d{{1,3}}|[A-Z]{{1,3}}\d?|"
    rf"[IVX]+){_END}(?:{_B}{{1,2}}[-–]?{_B}?(?=\p{{Lu}})(?P<more>{_NAME}))?"
    rf"|{_B}{{1,2}}(?P<name>{_PART}{{0,2}}{_NAME})(?:{_B}\d{{1,2}}(?!\d))?)"
)
# Services of a territory carry the name of a place; other units are only told by a house ("UOC di X dell'ospedale Y").
_TERRITORIAL = (
    r"(?:spdc|s\.p\.d\.c\.|c\.?s\.?m\.?|npia?|neuropsichiatria infantile|ser\.?[dt]\.?|dsm|cps|stroke unit|utic|"
    r"u\.t\.i\.c\.|obi|d\.?e\.?a\.?|p\.?s\.?|pronto soccorso|punto nascita|hospice|guardia medica|118|centrale operativa)"
)
_UNIT = (
    r"(?:u\.?o\.?(?:c|s|sd)?\.?|s\.?c\.?|s\.?o\.?[cd]?\.?|unit[àa]'?[ ]operativa(?:[ ](?:complessa|semplice))?|"
    r"reparto|divisione|"
    r"dipartimento|servizio|degenza|d\.?h\.?|day[ ]hospital|utic|u\.t\.i\.c\.|tin|rianimazione|sala[ ]parto|"
    r"scuola[ ]di[ ]specializzazione)"
)
_DISCIPLINE = (
    r"(?:medicina(?:[ ](?:interna|generale|d['’]urgenza|nucleare|legale))?|chirurgia(?:[ ](?:generale|vascolare|"
    r"toracica|plastica|d['’]urgenza|maxillo[ -]facciale))?|cardiologia|cardiochirurgia|neurologia|neurochirurgia|geriatria|"
    r"pediatria|ortopedia|psichiatria|"
    r"oncologia|ematologia|nefrologia|pneumologia|urologia|ostetricia|ginecologia|radiologia|rianimazione|anestesia|"
    r"gastroenterologia|reumatologia|dermatologia|lungodegenza|riabilitazione|malattie[ ]infettive|neonatologia|oculistica|"
    r"otorinolaringoiatria|endocrinologia|diabetologia)"
)
_NUMBERED_WARD = regex.compile(
    rf"{_EDGE}(?P<ward>(?i:{_DISCIPLINE})){_B}{{1,2}}"
    rf"(?P<number>[IVX]{{1,4}}|\d{{1,2}}[°ª]?|[A-D]|(?i:est|ovest|nord|sud|uomini|donne)){_END}"
)
_WARD_NUMBERED = regex.compile(
    rf"{_EDGE}(?:\d[°ª]|[IVX]{{1,3}}[°ª]?){_B}{{1,2}}(?:(?i:divisione|reparto|"
    rf"cattedra){_B}{{1,2}}(?i:di{_B}{{1,2}})?(?i:{_DISCIPLINE})"
    rf"|(?i:medicina|chirurgia|clinica[ ](?:medica|chirurgica|ostetrica|neurologica|psichiatrica))){_END}"
)
_LEVEL = regex.compile(
    rf"{_EDGE}(?i:d\.?e\.?a\.?|pronto[ ]soccorso|punto[ ]nascita|hub|"
    rf"spoke){_B}{{1,2}}(?i:di{_B}{{1,2}})?(?:I{{1,2}}|1|2|1°|2°|1\^|2\^|(?i:primo|secondo))°?"
    rf"{_B}{{1,2}}(?i:livello|liv\.?){_END}"
)
_WARD_OF_HOUSE = regex.compile(
    rf"{_EDGE}(?i:{_TERRITORIAL}|{_UNIT}|{_DISCIPLINE}){_END}(?:{_B}{{1,2}}(?i:di|"
    rf"e){_B}{{1,2}}(?i:{_DISCIPLINE}){_END}){{0,2}}"
    rf"{_B}{{0,2}}[,-]?{_OF}(?P<house>(?i:{_HOUSE}){_END}{_B}{{1,2}})(?P<name>{_PART}{{0,2}}{_NAME})"
)
_WARD_OF_PLACE = regex.compile(
    rf"{_EDGE}(?i:{_TERRITORIAL}|{_DISCIPLINE}){_END}{_OF}(?P<name>{_NAME}|\p{{Ll}}+(?:[ '’-]\p{{Ll}}+){{0,4}})"
)
_UNIVERSITY = regex.compile(
    rf"{_EDGE}(?i:universit[àa]['’]?|ateneo|univ\.)(?:{_B}{{1,2}}(?i:degli|studi|cattolica|statale|popolare|"
    rf"politecnica|campus)){{0,4}}"
    rf"{_B}{{1,2}}(?P<name>{_PART}{{0,3}}{_NAME})"
)
_NAMED = regex.compile(rf"{_EDGE}(?i:{FAMOUS}){_END}(?!\s(?i:et al|test|score|e coll))")
_AT = regex.compile(
    rf"(?<!\p{{L}})(?i:al|all['’]|alle|dal|dall['’]|dalle|del|dell['’]|delle|presso(?:{_B}(?:il|le|l['’]))?|c/o|"
    rf"nel|il|le){_B}{{0,2}}\Z"
)

_SHORT_KINDS = frozenset("po ao aou cdc rsd raf".split())
_PLAIN_KINDS = tuple("laboratori clinica ambulatorio fondazione residenza comunità istituto istituti centro".split())
_ADJECTIVAL = ("logico", "logica", "iatrico", "iatrica", "tivo", "tiva", "tologia", "logia")
_HOUSE_WORD = regex.compile(
    r"(?i:san|santa|santo|sant|villa|ss?\.|maria|madonna|casa|maggiore|civile|papa|don|regina|principe|umberto|"
    r"giovanni|"
    r"giuseppe|sacr[oa]|policlinico|opera|pio|pia|beata|domus|istituto|salus)"
)


def _houses(text: str) -> Iterator[Span]:
    for house in opened(openings(_OPEN_HOUSE, text), _HOUSE_BEGINS, text):
        rest = _REST.match(text, house.end())
        end = _house_end(text, house, rest) if rest else 0
        if end:
            score = FAIR if house[0].lower().startswith(_PLAIN_KINDS) else SURE
            yield Span(house.start(), end, score, "a house and its name")


def _small_houses(text: str) -> Iterator[Span]:
    for small in opened(openings(_OPEN_HOUSE, text), _SMALL_HOUSE, text):
        end = _small_end(text, small)
        if end:
            yield Span(small.start(), end, FAIR, "a house and a place in small letters")


def _authorities(text: str) -> Iterator[Span]:
    for found in opened(openings(_OPEN_AUTHORITY, text), _AUTHORITY, text):
        name = found["name"]
        if found["number"] or (name and _first(name) not in NO_NAME):
            yield Span(found.start(), _cut(text, found.start() + 4, found.end()), SURE, "a health authority")


def _universities(text: str) -> Iterator[Span]:
    for found in opened(openings(_OPEN_UNIVERSITY, text), _UNIVERSITY, text):
        if _first(found["name"]) not in NO_NAME:
            yield Span(found.start(), _cut(text, found.start("name"), found.end()), FAIR, "a university")


def _famous_houses(text: str) -> Iterator[Span]:
    for found in opened(openings(_OPEN_FAMOUS, text), _NAMED, text):
        if found[0][0].isupper() and _AT.search(text, max(0, found.start() - 12), found.start()):
            yield Span(found.start(), found.end(), FAIR, "a well-known hospital")


def _wards(text: str) -> Iterator[Span]:
    starts = openings(_OPEN_WARD, text)
    for found in opened(starts, _NUMBERED_WARD, text):
        score = _ward_score(text, found)
        if score:
            yield Span(found.start(), found.end(), score, "a ward with a number")
    for found in _WARD_NUMBERED.finditer(text) if _OPEN_NUMBER.search(text.encode("utf-8", "replace")) else ():
        yield Span(found.start(), found.end(), WEAK, "a ward with a number")
    for found in opened(starts, _LEVEL, text):
        yield Span(found.start(), found.end(), WEAK, "an emergency department and its level")
    for found in opened(starts, _WARD_OF_HOUSE, text):
        if _first(found["name"]) not in NO_NAME:
            yield Span(found.start(), _cut(text, found.start("name"), found.end()), SURE, "a ward of a named house")
    for found in opened(starts, _WARD_OF_PLACE, text):
        length = _place_length(found["name"])
        if length:
            yield Span(found.start(), with_province(text, found.start("name") + length), FAIR, "a ward and its place")


def _place_length(words: str) -> int:
    """Give the length of the known place that `words` begin with; in small letters only one that is no word."""
    length = known_prefix(words)
    if not length or _first(words) in NO_NAME:
        return 0
    return length if words[0].isupper() or gazetteers.key(words[:length]) in gazetteers.standing_names() else 0


_FIRM = regex.compile(r"[ \t\u00a0]?(?i:s\.? ?p\.? ?a|s\.? ?r\.? ?l|s\.i\.t|\.p\.a|\.r\.l)(?!\p{L})")
_JOINED = regex.compile(r"(?:E|ED|O|IN|PER|CON|DA|AL|ALLE|AI|SI|NON|CHE|È)(?!\p{L})")


def _house_end(text: str, kind: regex.Match[str], rest: regex.Match[str]) -> int:
    """Give where a house's name in capitals ends; 0 where the words are none."""
    first, after = _first(rest[0]), rest[0][len(rest["of"]) :].lstrip("\"“«'")
    if first in NO_NAME or (len(first) < 3 and first not in ("s", "ss") and after[1:2] != "."):
        return 0
    if _FIRM.match(text, rest.end()) or _JOINED.match(after) or _is_adjective(text, kind):
        return 0
    word = kind[0].strip().lower()
    if word.replace(".", "") in _SHORT_KINDS:
        # "PO Metformina", "p.o. Aspirina": a house only after "al" or with a saint, a villa, or a place.
        if not kind[0].isupper() or not (_is_at(text, kind) or _is_house_name(rest[0])):
            return 0
    elif word.startswith("laboratori"):
        # "esami di laboratorio Emoglobina", "Laboratorio Chimico": a house after "presso il", or with a saint or a place.
        if text[max(0, kind.start() - 3) : kind.start()].lower() == "di ":
            return 0
        spoken = kind[0][0].islower() and not rest["of"] and not rest[0].isupper() and _is_at(text, kind)
        if not (spoken or _is_house_name(after)):
            return 0
    elif word.startswith(_PLAIN_KINDS):
        if first.endswith(_ADJECTIVAL):
            return 0  # "AMBULATORIO VULNOLOGICO"
        of_none = rest["of"] and not (known_prefix(after) or _HOUSE_WORD.match(after))  # "l'efficacia clinica di Xyz"
        short = not rest["of"] and not kind[0].isupper() and rest[0].isupper() and len(rest[0]) < 5
        if of_none or short:
            return 0
    return _cut(text, rest.start(), rest.end())


_NOUN = regex.compile(
    r"(?i:(?<!\p{L})(?:\p{L}+(?:zione|sione|ità|ità['’]?|ita'|enza|anza|logia)|"
    r"visita|storia|diagnosi|scheda|cartella|ripresa|pratica)) \Z"
)


def _is_adjective(text: str, kind: regex.Match[str]) -> bool:
    """Tell whether "clinica" only tells what the noun before it is: "RIVALUTAZIONE CLINICA DOMANI"."""
    before = max(0, kind.start() - 24)
    return kind[0][:7].lower() == "clinica" and _NOUN.search(text, before, kind.start()) is not None


def _is_at(text: str, kind: regex.Match[str]) -> bool:
    """Tell whether "presso il", "al" or the like stands before a kind of house."""
    return _AT.search(text, max(0, kind.start() - 12), kind.start()) is not None


def _is_house_name(name: str) -> bool:
    """Tell whether a name begins as houses' names do: with a saint, a villa, a place, or a well-known hospital."""
    name = name.lstrip("\"“«'")
    return bool(_HOUSE_WORD.match(name) or known_prefix(name) or _NAMED.match(name))


def _small_end(text: str, small: regex.Match[str]) -> int:
    """Give where a place or a saint in small letters ends ("ospedale di verona", "ospedale san paolo"); 0 for none."""
    words = small["place"]
    if small["of"]:
        length = _place_length(words)
        return with_province(text, small.start("place") + length) if length else 0
    first = words.split(" ")[0]
    if small["saint"].strip().lower() in ("s.", "ss.") and first not in gazetteers.first_names():
        return 0
    return int(small.start("place") + len(first)) if first in gazetteers.first_names() else 0


def _ward_score(text: str, found: regex.Match[str]) -> float | None:
    """Give what a ward with a number deserves: nothing where the number counts something else."""
    number = found["number"]
    told = _IN_WARD.search(text, max(0, found.start() - 30), found.start())
    if number[0].isdigit():
        return WEAK if told and not _COUNTED.match(text, found.end()) else None
    if not (told or found["ward"][0].isupper()):
        return None
    return FAIR


_COUNTED = regex.compile(
    r"[ \u00a0]?(?:[.,:/x-]?\d|%|(?i:mg|anni|giorni|mesi|settiman|ore|volte|pazient|cas[io](?!\p{L})))"
)
_IN_WARD = regex.compile(
    r"(?i:\b(?:in|presso|c/o|reparto di|reparto|dalla|alla|della|nostra|u\.?o\.?c?\.?|ricovero|al|ad|di)\s)\Z"
)
_WORDS = regex.compile(r"[\p{L}\p{N}]+")


def _first(name: str) -> str:
    """Give the first telling word of a name, in small letters."""
    first = ""
    for found in _WORDS.finditer(name):
        word = str(found[0]).lower()
        if word not in gazetteers.PARTICLES:
            return word
        first = first or word
    return first


_STOP = regex.compile(
    r"[ \u00a0](?:(?i:il|in|per|con|da|dal|dalla|e|al|alla|la|le|del|della|di|lo)[ \u00a0]){0,2}"
    r"(?:Il|La|Lo|In|Per|Con|Da|Dal|Alla|Al|Si|Non|Ha|È|E'|Paziente|Pz|Sig|Dott|Dr|Prof|Via|Viale|Piazza|Tel|"
    r"Reparto|Anamnesi|"
    r"Diagnosi|Terapia|Data|RX|TC|RM|RMN|ECG|TAC|Nel|Nella|Dopo|Durante|Presso|UO|UOC)(?![\p{L}\p{M}'])"
)


def _cut(text: str, start: int, end: int) -> int:
    """Give the end of a facility without the words of the next sentence, and with the province that follows."""
    stop = _STOP.search(text, start, end)
    if stop:
        return int(stop.start())
    return with_province(text, end)


_OPEN_HOUSE = re2.compile(
    r"\b(?i:azien|presidio|ospedal|osp\.|nosocomio|policlinic|polo|centro|cas[ae]|clinica|poliamb|ambulatorio|consultorio|istitut|"
    r"laborator|fondazione|hospice|residenza|comunit|r\.?s\.?[ad]|r\.?a\.?f|irccs|i\.r\.c|p\.?o\.?[ ]|a\.?o\.?u?\.?[ ]|aou|"
    r"c\.d\.c|cdc|nuovo ospedale|spedali|cdr|c\.d\.r|cra|rems|farmacia|parafarmacia|studio |croce |misericordia|pubblica)"
)
_OPEN_AUTHORITY = re2.compile(
    r"\b(?i:a\.?s\.?l|a\.?u\.?s\.?l|asst|ats|u\.?l\.?s\.?s|u\.?s\.?l|ao |aou|as[pu]|asrem|apss)"
)
_OPEN_UNIVERSITY = re2.compile(r"\b(?i:universit|ateneo|univ\.)")
_LETTERS_OF_WARD = rf"(?i:{_DISCIPLINE}|{_TERRITORIAL}|{_UNIT})"
_OPEN_FAMOUS = re2.compile(rf"\b(?i:{FAMOUS})")
_OPEN_WARD = re2.compile(rf"\b{_LETTERS_OF_WARD}")
_OPEN_NUMBER = re2.compile(
    rf"(?:[0-9{U}][°ª]|[IVX][°ª]?)[ \t{U}]{{1,2}}(?i:divisione|reparto|cattedra|medicina|chirurgia|clinica)"
)
_G_B = rf"[ \t{U}]"
_G_SMALL = rf"(?:[A-Za-z{U}]{{1,7}}['{U}]?{_G_B}{{0,2}}){{0,2}}"
_G_OF = rf"(?:(?i:d[aeil]|de[il]|d['{U}]|del?l[ae'{U}]|delle|degli){_G_B}{{0,2}}){{0,2}}"
_HOUSE_GATE = (
    # A kind of house, a blank or a full stop, and a name, which may follow two particles.
    rf"{EDGE}(?i:{_HOUSE}){_G_B}{{1,2}}{_G_OF}[\"'A-Z{U}]",
    rf"{EDGE}(?i:osp|p\.?o|a\.?o\.?u?|r\.?s\.?[ad]|r\.?a\.?f|c\.d\.[rc]|i\.r\.c\.c\.s)\.{_G_OF}[\"'A-Z{U}]",
)
_SMALL_HOUSE_GATE = (
    # A kind of house and a saint or place in small letters.
    rf"{EDGE}(?i:ospedale(?: civile| maggiore)?|osp\.(?: civile| maggiore)?|nosocomio|policlinico|casa di (?:cura|riposo)|rsa|"
    rf"hospice){_G_B}{{1,2}}(?i:di|d['’]|san|sant[aoi'’]|ss?\.|beata|madonna){_G_B}{{0,2}}[a-z{U}]",
)
_AUTHORITY_GATE = (
    rf"{EDGE}(?i:a\.?s\.?l|a\.?u\.?s\.?l|asst|ats|u\.?l\.?s\.?s|u\.?s\.?l)[. \t0-9A-Z{U}]",
    rf"{EDGE}(?:AOU[A-Z]?|AO|ASP|ASUR|ASUI(?:UD|TS)?|ASUFC|ASUGI|ASREM|APSS){_G_B}{{1,2}}[\"'A-Za-z0-9{U}]",
)
_UNIVERSITY_GATE = (rf"{EDGE}(?i:universit[aà{U}]|ateneo|univ\.)",)
_FAMOUS_GATE = (
    # How the words end after which it counts: "al", "delle", "all'", "presso", "c/o".
    rf"(?i:l|le|['’]|presso|c/o){_G_B}{{0,2}}(?i:{FAMOUS})",
)
_WARD_GATE = (
    # A discipline and its number, a number and its ward, a level, a unit of a house or a place.
    rf"{EDGE}(?i:{_DISCIPLINE}){_G_B}{{1,2}}(?:[IVXA-D0-9{U}]|(?i:est|ovest|nord|sud|uomini|donne))",
    rf"{EDGE}(?:[0-9{U}][°ª]|[IVX]{{1,3}}[°ª]?){_G_B}{{1,2}}(?i:divisione|reparto|cattedra|medicina|chirurgia|"
    rf"clinica{_G_B})",
    rf"{EDGE}(?i:d\.?e\.?a\.?|pronto soccorso|punto nascita|hub|spoke){_G_B}{{1,2}}(?i:d|i|p|s|[12])",
    rf"{EDGE}(?i:{_TERRITORIAL}){_G_B}{{1,2}}(?i:d)",
    rf"{EDGE}(?i:{_DISCIPLINE}){_G_B}{{0,2}}[,-]?{_G_B}{{1,2}}(?i:d)",
    # A unit of a house: the house says so itself, within reach of the unit.
    rf"(?i:di|del|della|dell['{U}]|d['{U}]|de){_G_B}{{0,2}}(?i:{_HOUSE}){_G_B}{{1,2}}{_G_SMALL}[\"'A-Z{U}]",
)


def facility_voices() -> list[EntityRecognizer]:
    """Make the recognisers of houses and of their wards."""
    ways = (
        Way(_houses, (*_HOUSE_GATE, FOLDS)),
        Way(_small_houses, (*_SMALL_HOUSE_GATE, FOLDS)),
        Way(_authorities, (*_AUTHORITY_GATE, FOLDS)),
        Way(_universities, (*_UNIVERSITY_GATE, FOLDS)),
        Way(_famous_houses, (*_FAMOUS_GATE, FOLDS)),
    )
    return [
        SpanVoice("facility", "FACILITY", *ways),
        SpanVoice("ward", "FACILITY", Way(_wards, (*_WARD_GATE, FOLDS))),
        *(make() for make in (house_name_voice, venue_voice, site_voice, seat_voice, small_house_voice)),
    ]
