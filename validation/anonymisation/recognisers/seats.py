r"""Services and houses that a street, a zone, a floor, a vehicle or an English name tells apart.

    CSM zona 4 · CPS via Foscolo · dormitorio di viale Ortles · ambulatorio 12 · farmacia comunale 2 · OBI Desio · UTIC San Carlo ·
    St. George's Hospital · al Royal Brompton · c/o Le Magnolie · Circolo di Varese · Croce Bianca Cesano

Importing this module imports Presidio, which takes more than a second: `facilities` does it.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex  # type: ignore[import-untyped]  # Presidio's engine; it knows \p{Lu}, which `re` does not

from validation.anonymisation import gazetteers
from validation.anonymisation.gate import U
from validation.anonymisation.lexicon import default_lexicon
from validation.anonymisation.recognisers.hospitals_abroad import HOSPITALS_ABROAD
from validation.anonymisation.recognisers.house_words import BEGINS, CAPITALISED, ENDS, KNOWN
from validation.anonymisation.recognisers.told_places import OFTEN_WORDS, known_prefix, with_province
from validation.anonymisation.recognisers.voices import EDGE, FOLDS, Span, SpanVoice, Way, pattern_way

__all__ = ["seat_voice"]

FAIR = 0.6
WEAK = 0.45

_B = r"[ \t\u00a0]"
_EDGE = BEGINS
_END = ENDS
_CAP = CAPITALISED
_NAME = rf"(?:\p{{Lu}}\.{_B}?)?{_CAP}(?:{_B}(?:(?:di|del|della|dei|de|e){_B})?{_CAP}){{0,3}}"

_SERVICES = (
    r"csm|c\.s\.m\.|cps|c\.p\.s\.|ser\.?[dt]\.?|sert|noa|n\.o\.a\.|npia?|uonpia|spdc|cal|cad|cdd|cse|cra|crt"
    r"|srp|sai|cas|sprar|cav|cdcd|uva|pua|cot|adi"
    r"|consultorio(?:[ ]familiare)?|dormitorio|asilo[ ]notturno|mensa[ ]dei[ ]poveri|poliambulatorio|punto[ ]prelievi"
    r"|centro[ ]prelievi|centro[ ]vaccinale"
    r"|centro[ ]diurno|centro[ ]di[ ]accoglienza|centro[ ]di[ ]salute[ ]mentale|distretto(?:[ ]sanitario|[ ]socio-?sanitario)?"
    r"|comunit[aà]['’]?|casa[ ]famiglia|casa[ ]di[ ]riposo"
    r"|casa[ ]della[ ]salute|casa[ ]della[ ]comunit[aà]['’]?|guardia[ ]medica|continuit[aà]['’]?[ ]assistenziale"
    r"|laboratorio|ambulatorio|studio[ ]medico|studio[ ]dentistico"
    r"|farmacia|rsa|hospice|sede|centro[ ]dialisi|centro[ ]trasfusionale|centro[ ]antiviolenza|hub[ ]vaccinale|hub|cdi"
    r"|istituto|clinica|palestra|residenza|struttura"
)
_STREET = (
    r"(?:via|viale|v\.le|vicolo|piazza|p\.zza|piazzale|p\.le|corso|c\.so|largo|lungo[a-z]{3,8}|strada"
    r"|salita|borgo|contrada|localit[aà]['’]?|loc\.|fraz\.)"
)
_IN_STREET = regex.compile(
    rf"{_EDGE}(?i:{_SERVICES.replace('[ ]', _B)}){_END}{_B}{{1,2}}(?:(?i:di|in|de|della"
    rf"|del){_B})?(?i:{_STREET}){_B}{{1,2}}(?:(?i:san|santa|del|della|dei|di|don){_B})?"
    rf"(?:{_NAME}|(?<=[a-z.]{_B})\p{{Ll}}[\p{{L}}\p{{M}}]{{3,}}+)(?:{_B}\d{{1,3}}(?!\d))?"
)
_ZONE = regex.compile(
    rf"{_EDGE}(?:(?i:{_SERVICES.replace('[ ]', _B)}|ats|asl|ausl|aifa|ambito){_END}{_B}{{1,2}}(?:(?i:di"
    rf"|in){_B})?(?i:zona|area|settore|municipio|circoscrizione|quartiere|polo)"
    rf"|(?i:farmacia{_B}comunale|poliambulatorio|farmacia{_B}n\.?[°º]?|distretto|municipio)(?:{_B}(?i:sanitario"
    rf"|n\.?[°º]?))?)"
    rf"{_B}{{0,2}}(?:n\.?{_B}?[°º]?{_B}?)?(?P<which>[IVX]{{1,4}}|\d{{1,3}}|(?i:nord|sud|est|ovest|centro))(?!\d"
    rf"|[.,/:%-]\d|%)(?:{_B}(?P<town>{_CAP}))?{_END}"
)
_ROOM = regex.compile(
    rf"{_EDGE}(?i:ambulatorio|amb\.){_B}(?:n\.?{_B}?[°º]?{_B}?)?(?P<number>\d{{1,2}}|[A-D])(?![\p{{L}}\p{{N}}]"
    rf"|[.,/:%-]\d|%)(?={_B}?[.,;)\n]|\Z|{_B}(?i:ore|piano|del|il|di))"
)
_FLOORED = (
    r"medicina(?:[ ](?:interna|generale))?|chirurgia(?:[ ](?:generale|vascolare))?|cardiologia"
    r"|neurologia|geriatria|pediatria|ortopedia|psichiatria|oncologia"
    r"|ematologia|nefrologia|pneumologia|urologia|ostetricia|ginecologia|rianimazione|lungodegenza"
    r"|riabilitazione|reparto|degenza|nucleo"
)
_FLOOR = regex.compile(
    rf"{_EDGE}(?i:{_FLOORED.replace('[ ]', _B)}){_B}{{1,2}}[(,-]?{_B}?"
    rf"(?:(?i:al|a){_B})?(?:(?i:piano|ala|lato|settore|blocco|corpo|modulo|padiglione|pad\.|palazzina"
    rf"|nucleo){_B}(?:\d{{1,2}}[°º]?|[A-H](?!\p{{L}})|(?i:nord|sud|est|ovest|terra|rialzato|verde|blu|rosso|giallo))"
    rf"|(?:\d{{1,2}}[°º]|(?i:primo|secondo|terzo|quarto|quinto|sesto|settimo|ottavo)){_B}(?i:piano)){_END}"
)
# Short kinds that a town or a saint follows at once.
_SHORT = (
    r"obi|utic|u\.t\.i\.c\.|noa|npia?|uonpia|cal|cas|sai|sprar|tin|utin|mau|ppi|rianimazione|rian\."
    r"|terapia[ ]intensiva|stroke[ ]unit|emodinamica|spdc|csm|cps"
    r"|ser\.?[dt]\.?|p\.?s\.?|pronto[ ]soccorso|dea|cto|cad|centro[ ]dialisi|centro[ ]trasfusionale"
    r"|guardia[ ]medica|punto[ ]nascita|sala[ ]parto|medicina|chirurgia|ortopedia"
    r"|cardiologia|neurologia|geriatria|pediatria|psichiatria|oncologia|pneumologia|urologia|nefrologia"
    r"|ginecologia|ostetricia|riabilitazione|lungodegenza|h"
)
_SEAT = regex.compile(
    rf"{_EDGE}(?P<kind>(?i:{_SHORT})){_B}{{1,2}}(?:[-–]{_B})?(?P<of>(?:(?i:di|del|dell[ao]?|d['’]"
    rf"|dell['’]){_B}{{0,2}}))?"
    rf"(?:(?P<saint>(?:San|Santa|Santo|S\.|SS\.|Sant['’]|Madonna|Villa|Beata){_B}{{0,2}}(?:(?:di|del|della|dei"
    rf"|delle){_B})?{_CAP}(?:{_B}{_CAP})?)|(?P<name>{_NAME}))"
)
_SURE_SEAT = regex.compile(
    r"(?i:obi|noa|npia?|uonpia|sprar|mau|ppi|spdc|csm|cps|ser\.?[dt]\.?|p\.s\.|ps|pronto soccorso|dea"
    r"|guardia medica|punto nascita|utic|stroke unit)\Z"
)
_VEHICLE = regex.compile(
    rf"{_EDGE}(?:(?:MSA|MSB|MSI|ALS|BLS|ILS|CMR|INDIA|ALFA|MIKE)|(?i:automedica|ambulanza|elisoccorso"
    rf"|eliambulanza|mezzo|equipaggio|postazione|base)(?:{_B}?:|{_B}(?i:di|da|del|della|"
    rf"118))?){_B}(?P<name>{_CAP}(?:{_B}{_CAP})?)(?:{_B}\d{{1,3}}(?!\d))?"
)
_CROSS = regex.compile(
    rf"{_EDGE}(?i:croce{_B}(?:rossa|verde|bianca|azzurra|blu|gialla|d['’]oro|viola|arancio)|misericordia"
    rf"|pubblica{_B}assistenza|anpas|cri|avis|aido|fratres){_B}(?:(?:di|del|della){_B})?(?P<name>{_CAP}(?:{_B}{_CAP})?)"
)
_LEADS = (
    r"ospite(?:[ ](?:di|a|presso|c/o|della|del))?|degente[ ](?:in|presso|a)|presso|c/o"
    r"|istituzionalizzat[oa](?:[ ](?:presso|in|a|c/o))?|struttura:?|rsa:?|comunit[aà]['’]?:?"
    r"|rientr[oa][ ](?:a|in|presso)|dimess[oa][ ]a|inserit[oa][ ](?:a|in|presso)|accolt[oa][ ](?:a|in|presso)"
)
_ARTICLED = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}])(?i:{_LEADS.replace('[ ]', _B)}){_B}[\"“«]?"
    rf"(?P<place>(?:(?:Il|La|Lo|Le|I|Gli){_B}|L['’]){_CAP}(?:{_B}(?:(?:di|del|della|dei|delle){_B})?{_CAP}){{0,2}})"
)
_CIRCLE = regex.compile(
    rf"(?:(?<=\()|(?<=(?i:\bal|dal|\bdel|nosocomio|presso|c/o|altro){_B})|(?<=[,;:-]{_B}))(?P<kind>(?:Circolo"
    rf"|Civile|Maggiore|Infermi|Nuovo|Spedali{_B}Civili|Policlinico|Presidio)){_B}(?:di{_B}|d['’])(?P<name>{_NAME})"
)
_ACRONYM = regex.compile(
    rf"(?:(?<=(?i:\bal|\bdal|\bdel|presso|c/o|presso{_B}il){_B})|(?<=(?i:ll['’])))(?P<place>CTO|C\.T\.O\.|IEO"
    rf"|IOV|INT|IRST|CRO|ISMETT|CNAO|HSR|CHUV|OIRM|ITAB|IOR|OPBG|AOUP|CUBE)(?![\p{{L}}\p{{N}}])"
)
_INSTITUTIONS = (
    r"comune|tribunale(?:[ ](?:dei[ ]minori|per[ ]i[ ]minorenni))?|procura(?:[ ]della[ ]repubblica)?|questura"
    r"|prefettura|commissariato|carabinieri|polizia[ ](?:locale|municipale|stradale)|golf[ ]club|tennis[ ]club"
    r"|circolo[ ]tennis|servizi[ ]sociali|lab\."
)
_OF_TOWN = regex.compile(
    rf"{_EDGE}(?i:centro(?:{_B}(?!di\b|del|a\b|per\b|e\b|che\b)[\p{{L}}]{{3,16}}){{1,2}}"
    rf"|{_INSTITUTIONS.replace('[ ]', _B)}|ambulatorio(?:{_B}[\p{{L}}]{{5,16}})?"
    rf"|servizio{_B}[\p{{L}}]{{5,16}}){_B}(?:di{_B}|d['’])(?P<name>{_NAME})"
)
_WARDS = (
    r"cav|utic|obi|neurochirurgia|cardiochirurgia|chirurgia|neurologia|cardiologia|ematologia"
    r"|oncologia|pediatria|ortopedia|medicina|geriatria|pneumologia"
    r"|nefrologia|urologia|ginecologia|ostetricia|psichiatria|rianimazione|emodinamica|infettivologia"
    r"|malattie[ ]infettive|reumatologia|dermatologia|oculistica|laboratorio|lab\."
)
_OF_KNOWN = regex.compile(rf"{_EDGE}(?i:{_WARDS.replace('[ ]', _B)}){_B}(?:[-–]{_B})?(?i:{KNOWN}){_END}")
_WARD_WORD = r"(?!(?:ospedale|osp|policlinico|istituto|irccs|asl|asst|aou|universit[àa])\b)[\p{L}][\p{L}\p{M}'’.]{2,18}"
_UNIT = (
    r"(?:u\.?o\.?(?:c|s|sd|d)?\.?|s\.?c\.?|s\.?o\.?[cds]\.?|reparto|divisione|clinica|servizio|ambulatorio|centro"
    r"|spdc|csm|d\.?h\.?"
    r"|day[ ]hospital|pronto[ ]soccorso|p\.?s\.?|dea|terapia[ ]intensiva|rianimazione|utic|[\p{L}]{4,14}(?:logia"
    r"|iatria|urgia|edia|tricia)|medicina)"
)
# A unit straight before its house, which other voices find: only the unit is given, up to the house.
_UNIT_BEFORE_HOUSE = regex.compile(
    rf"{_EDGE}(?P<unit>(?i:{_UNIT})(?:{_B}(?i:{_WARD_WORD})){{0,4}}){_B}?(?:[,(–-]{_B}?)?(?:{_B}|(?<=[(–-]))"
    rf"(?:(?i:dell|dell['’]|dello|della|del|di|presso){_B}?['’]?{_B}?)?"
    rf"(?=(?:P\.?O\.?|A\.?O\.?|(?i:ospedale|osp\.|policlinico|aou|asl|asst|ausl|irccs|casa{_B}di{_B}cura|istituto"
    rf"|universit[àa]['’]?)){_B}"
    rf"(?P<house>(?:(?i:di|del|della|dei|civile|maggiore|universit[a-z]+){_B}|(?i:dell)['’])?(?:[\"“]?\p{{Lu}}"
    rf"|[\p{{L}}'’ ]{{4,30}})))"
)
_SURELY_SEATED = (
    "guardia[ ]medica|118|croce[ ](?:blu|verde|bianca|rossa|azzurra)|emodinamica|rianimazione|utic|spdc|csm"
)
_SMALL_SEAT = regex.compile(rf"(?i:{_SURELY_SEATED})\b")
_UNIT_OF_TOWN = regex.compile(
    rf"{_EDGE}(?i:{_UNIT}|istituto|guardia{_B}medica|118|croce{_B}(?:blu|verde|bianca|rossa|azzurra)|emodinamica)"
    rf"(?:(?:{_B}(?i:{_WARD_WORD})){{0,3}}?{_B}(?:(?i:di){_B}|[-–]{_B})"
    rf"|{_B})(?P<town>[\p{{L}}\p{{M}}]{{4,}}(?:[ '’-][\p{{L}}\p{{M}}]+){{0,3}})"
)
_SCHOOL = regex.compile(
    rf"{_EDGE}(?:I\.C\.|ITIS|IPSIA|I\.I\.S\.|IIS|ICS|(?i:istituto{_B}comprensivo|scuola{_B}media"
    rf"|scuola{_B}elementare)){_B}[\"“]?(?:(?i:don|via){_B})?{_NAME}"
)
_NO_NAME = frozenset(
    """
    per con in e di da il la lo le non che si ha dopo prima ore oggi ieri pz paziente signor sig dott dr visita consulenza
    controllo esame rx tc rm ecg negativo positivo urgente programmata interna generale vascolare toracica nucleare legale
    infantile intensiva uomini donne medica chirurgica clinica
    """.split()
)


def _named(text: str, start: int, words: str, *, sure: bool) -> int:
    """Give where the place or the name that `words`, at `start`, begin with ends; 0 where they begin with none."""
    first = words.partition(" ")[0]
    if first.lower() in _NO_NAME or len(first) < 3:
        return 0
    length = known_prefix(words)
    name = gazetteers.key(words[:length])
    if length > 2 and name not in OFTEN_WORDS and gazetteers.is_town(name):
        return with_province(text, start + length)
    return with_province(text, start + len(first)) if sure and default_lexicon().letter(first) not in "SACsodiH" else 0


def _seat_end(text: str, found: regex.Match[str]) -> int:
    if found["saint"]:
        saint = found["saint"].split()[-1].lower()
        return int(found.end("saint")) if len(saint) > 3 else 0
    kind = found["kind"]
    if found["name"].isupper() and not kind.isupper():
        return 0
    sure = bool(_SURE_SEAT.match(kind))
    if not sure and not kind.isupper() and not found["of"] and not kind[0].isupper():
        return 0
    return _named(text, found.start("name"), found["name"], sure=sure and bool(found["of"] or len(kind) < 7))


_NAMED_SOON = regex.compile(r"[ '’][\"“]?\p{Lu}")


def _in_town(text: str, found: regex.Match[str]) -> int:
    return int(found.end()) if _named(text, found.start("name"), found["name"], sure=False) else 0


def _unit_end(text: str, found: regex.Match[str]) -> int:
    """Give where a unit straight before its house ends; 0 where the house has no name."""
    house = found["house"]
    told = house.lstrip('"“')[0].isupper() or _NAMED_SOON.search(house[:12])
    return int(found.end("unit")) if told and len(found["unit"]) > 1 else 0


def _unit_of_town_end(text: str, found: regex.Match[str]) -> int:
    town = found["town"]
    capital = town[0].isupper()
    small = None if capital else _SMALL_SEAT.match(found[0])
    if not capital and not small:
        return 0
    length = known_prefix(town)
    name = gazetteers.key(town[:length])
    if length < 4 or name in OFTEN_WORDS or not gazetteers.is_town(name):
        return 0
    if (capital and not found[0].isupper()) or name in gazetteers.standing_names():
        return with_province(text, found.start("town") + length)
    return 0


def _led_to(text: str) -> Iterator[Span]:
    for found in _ARTICLED.finditer(text):
        yield Span(found.start("place"), found.end("place"), WEAK, "a house called after an article")
    for found in _CIRCLE.finditer(text):
        if _named(text, found.start("name"), found["name"], sure=False):
            yield Span(found.start(), found.end(), FAIR, "a hospital's epithet and its town")
    for found in _ACRONYM.finditer(text):
        yield Span(found.start("place"), found.end("place"), FAIR, "a well-known hospital's letters")


_G_B = rf"[ \t{U}]"
_G_CAPITAL = f"[A-Z{U}]"


def _wider(words: str) -> str:
    """Give some of the words above for a gate: RE2's, with every blank, apostrophe and accent."""
    for narrow, wide in (("[ ]", _G_B), ("[aà]", f"[a{U}]+"), ("['’]", f"['{U}]"), (r"[\p{L}]{4,14}", f"[a-z{U}]+")):
        words = words.replace(narrow, wide)
    return words


_G_SERVICES, _G_STREET, _G_FLOORED, _G_INSTITUTIONS, _G_WARDS, _G_SHORT, _G_UNIT, _G_SEATED, _G_LEADS, _G_KNOWN = map(
    _wider, (_SERVICES, _STREET, _FLOORED, _INSTITUTIONS, _WARDS, _SHORT, _UNIT, _SURELY_SEATED, _LEADS, KNOWN)
)
# One for each pattern, but those of hospitals abroad and of what a preposition leads to.
_IN_STREET_GATE = rf"{EDGE}(?i:{_G_SERVICES}){_G_B}{{1,2}}(?:(?i:di|in|de|della|del){_G_B})?(?i:{_G_STREET}){_G_B}"
_ZONE_GATE = (
    rf"{EDGE}(?i:{_G_SERVICES}|ats|asl|ausl|aifa|ambito){_G_B}{{1,2}}(?:(?i:di|in){_G_B})?(?i:zona|area|settore"
    rf"|municipio|circoscr|quart|polo)"
)
_NUMBER_GATE = (
    rf"{EDGE}(?i:farmacia{_G_B}(?:comunale|n[.{U}]*)|poliambulatorio|distretto|municipio)(?:{_G_B}(?i:sanitario))?[ \tNn.{U}]*"
    rf"(?:[IVX\p{{Nd}}]|(?i:nord|sud|est|ovest|centro))"
)
_ROOM_GATE = rf"{EDGE}(?i:ambulatorio|amb\.){_G_B}[n. \t{U}]*(?:[A-D]|\p{{Nd}}{{1,2}})(?:[^0-9A-Za-z]|$)"
_FLOOR_GATE = (
    rf"{EDGE}(?i:{_G_FLOORED}){_G_B}{{1,2}}[({U},-]?{_G_B}?(?i:(?:al?{_G_B})?(?:(?:piano|ala|lato|settore|blocco|corpo|modulo"
    rf"|padiglione|pad\.|palazzina|nucleo){_G_B}|(?:\p{{Nd}}{{1,2}}[{U}]|primo|secondo|terzo|quarto|quinto|sesto|settimo"
    rf"|ottavo){_G_B}piano))"
)
_SCHOOL_GATE = (
    rf"{EDGE}(?:I\.C\.|ITIS|IPSIA|I\.I\.S\.|IIS|ICS|(?i:istituto{_G_B}comprensivo|scuola{_G_B}(?:media|elementare)))"
    rf"{_G_B}[\"{U}]?(?:(?i:don|via){_G_B})?{_G_CAPITAL}"
)
_OF_KNOWN_GATE = rf"{EDGE}(?i:{_G_WARDS}){_G_B}(?:[-{U}]{_G_B})?(?i:{_G_KNOWN})"
_SEAT_GATE = (
    rf"{EDGE}(?i:{_G_SHORT}){_G_B}{{1,2}}(?:[-{U}]{_G_B})?(?:(?i:di|del|dell[ao]?|d['{U}]|dell['{U}]){_G_B}{{0,2}})?"
    rf"{_G_CAPITAL}"
)
_VEHICLE_GATE = (
    rf"{EDGE}(?:(?:MSA|MSB|MSI|ALS|BLS|ILS|CMR|INDIA|ALFA|MIKE)|(?i:automedica|ambulanza|elisoccorso"
    rf"|eliambulanza|mezzo|equipaggio|postazione|base)(?:{_G_B}?:|{_G_B}(?i:di|da|del|della|118))?){_G_B}{_G_CAPITAL}"
)
_CROSS_GATE = (
    rf"{EDGE}(?i:croce{_G_B}[a-z'{U}]+|misericordia|pubblica{_G_B}assistenza|anpas|cri|avis|aido"
    rf"|fratres){_G_B}(?:(?:di|del|della){_G_B})?{_G_CAPITAL}"
)
_OF_TOWN_GATE = (
    rf"{EDGE}(?i:centro(?:{_G_B}[a-z{U}]+){{1,2}}|{_G_INSTITUTIONS}|ambulatorio(?:{_G_B}[a-z{U}]+)?"
    rf"|servizio{_G_B}[a-z{U}]+){_G_B}d(?:i{_G_B}|['{U}]){_G_CAPITAL}"
)
# The house's name has a capital among its first twelve characters.
_UNIT_BEFORE_HOUSE_GATE = (
    rf"(?:[ \t({U}'-]|(?i:del|dell[ao]?|di|presso))(?:P\.?O\.?|A\.?O\.?|(?i:ospedale|osp\.|policlinico|aou|asl|asst|ausl|irccs"
    rf"|casa{_G_B}di{_G_B}cura|istituto|universit[a{U}]['{U}]?)){_G_B}[\"a-z '{U}]{{0,11}}{_G_CAPITAL}"
)
_UNIT_OF_TOWN_GATES = (
    rf"{EDGE}(?i:{_G_UNIT}|istituto){_G_B}(?:(?:[A-Za-z.'{U}]+{_G_B}){{0,3}}(?:(?i:di)|[-{U}]){_G_B})?{_G_CAPITAL}",
    rf"{EDGE}(?i:{_G_SEATED}){_G_B}",
)
_LED_TO_GATES = (
    rf"(?i:{_G_LEADS}){_G_B}[\"{U}]?(?:(?:Il|La|Lo|Le|I|Gli){_G_B}|L['{U}]){_G_CAPITAL}",
    rf"(?:Circolo|Civile|Maggiore|Infermi|Nuovo|Civili|Policlinico|Presidio){_G_B}d",
    rf"(?i:al|l|presso|c/o|il|ll['{U}])(?:{_G_B})?(?:CTO|C\.T\.O|IEO|IOV|INT|IRST|CRO|ISMETT|CNAO|HSR|CHUV|OIRM"
    rf"|ITAB|IOR|OPBG|AOUP|CUBE)",
)


_O_UNIT = _UNIT.replace("[ ]", _G_B).replace(r"[\p{L}]{4,14}", "[a-z]+")
_O_VEHICLE = r"MS[ABI]|[ABI]LS|CMR|INDIA|ALFA|MIKE|(?i:automedica|ambulanza|eli|mezzo|equipaggio|postazione|base)"
_O_INSTITUTION = f"(?i:centro|{_G_INSTITUTIONS}|ambulatorio|servizio)"
_O_CROSS = "(?i:croce|misericordia|pubblica|anpas|cri|avis|aido|fratres)"
_TOWNED = "a service or an institution and its town"
# An opening has the first words of its pattern; and the blank behind them, where they are met often.
_WAYS = (
    pattern_way("a service and its street", WEAK, _IN_STREET, f"(?i:{_G_SERVICES})", _IN_STREET_GATE),
    pattern_way(
        "a service and its zone",
        WEAK,
        _ZONE,
        f"(?i:{_G_SERVICES}|ats|asl|ausl|aifa|ambito|municipio)",
        _ZONE_GATE,
        _NUMBER_GATE,
    ),
    pattern_way("a numbered room", WEAK, _ROOM, r"(?i:ambulatorio|amb\.)", _ROOM_GATE),
    pattern_way("a ward and its floor", WEAK, _FLOOR, f"(?i:{_G_FLOORED})", _FLOOR_GATE),
    pattern_way("a school", WEAK, _SCHOOL, r"I\.C\.|ITIS|IPSIA|I\.I\.S|IIS|ICS|(?i:istituto|scuola)", _SCHOOL_GATE),
    pattern_way("a ward of a well-known house", WEAK, _OF_KNOWN, f"(?i:{_G_WARDS})", _OF_KNOWN_GATE),
    pattern_way("a service and its town or saint", FAIR, _SEAT, f"(?i:{_G_SHORT}){_G_B}", _SEAT_GATE, ending=_seat_end),
    pattern_way(_TOWNED, FAIR, _VEHICLE, _O_VEHICLE, _VEHICLE_GATE, ending=_in_town),
    pattern_way(_TOWNED, FAIR, _CROSS, _O_CROSS, _CROSS_GATE, ending=_in_town),
    pattern_way(_TOWNED, FAIR, _OF_TOWN, _O_INSTITUTION, _OF_TOWN_GATE, ending=_in_town),
    pattern_way(
        "a unit of the house that follows",
        WEAK,
        _UNIT_BEFORE_HOUSE,
        rf"(?i:{_O_UNIT})[ \t,({U}-]",
        _UNIT_BEFORE_HOUSE_GATE,
        ending=_unit_end,
    ),
    pattern_way(
        "a unit and its town",
        WEAK,
        _UNIT_OF_TOWN,
        f"(?i:{_O_UNIT}|istituto|guardia|118|croce|emodinamica){_G_B}",
        *_UNIT_OF_TOWN_GATES,
        ending=_unit_of_town_end,
    ),
    HOSPITALS_ABROAD,
    Way(_led_to, (*_LED_TO_GATES, FOLDS)),
)


def seat_voice() -> SpanVoice:
    """Make the recogniser of services and their seats, and of hospitals abroad."""
    return SpanVoice("seat", "FACILITY", *_WAYS)
