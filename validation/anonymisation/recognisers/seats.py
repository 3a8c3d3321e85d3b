r"""Services and houses that a street, a zone, a floor, a vehicle or an English name tells apart.

    CSM zona 4 · CPS via Foscolo · dormitorio di viale Ortles · ambulatorio 12 · farmacia comunale 2 · OBI Desio · UTIC San Carlo ·
    St. George's Hospital · al Royal Brompton · c/o Le Magnolie · Circolo di Varese · Croce Bianca Cesano

Importing this module imports Presidio, which takes more than a second: `facilities` does it.
"""

from __future__ import annotations

from collections.abc import Iterator

import re2
import regex  # type: ignore[import-untyped]  # Presidio's engine; it knows \p{Lu}, which `re` does not

from validation.anonymisation import gazetteers
from validation.anonymisation.gate import U
from validation.anonymisation.lexicon import default_lexicon
from validation.anonymisation.recognisers.house_words import KNOWN
from validation.anonymisation.recognisers.told_places import OFTEN_WORDS, known_prefix, with_province
from validation.anonymisation.recognisers.voices import EDGE, FOLDS, Span, SpanVoice, Way, opened, openings

__all__ = ["seat_voice"]

FAIR = 0.6
WEAK = 0.45

_B = r"[ \t\u00a0]"
_EDGE = r"(?<![\p{L}\p{N}_.@/-])"
_END = r"(?![\p{L}\p{N}_@])"
_CAP = r"\p{Lu}[\p{L}\p{M}]++(?:['’-]\p{L}[\p{L}\p{M}]++)*+"
_NAME = rf"(?:\p{{Lu}}\.{_B}?)?{_CAP}(?:{_B}(?:(?:di|del|della|dei|de|e){_B})?{_CAP}){{0,3}}"

_SERVICES = (
    r"csm|c\.s\.m\.|cps|c\.p\.s\.|ser\.?[dt]\.?|sert|noa|n\.o\.a\.|npia?|uonpia|spdc|cal|cad|cdd|cse|cra|crt"
    r"|srp|sai|cas|sprar|cav|cdcd|uva|pua|cot|adi"
    r"|consultorio(?: familiare)?|dormitorio|asilo notturno|mensa dei poveri|poliambulatorio|punto prelievi"
    r"|centro prelievi|centro vaccinale"
    r"|centro diurno|centro di accoglienza|centro di salute mentale|distretto(?: sanitario| socio-?sanitario)?"
    r"|comunit[aà]['’]?|casa famiglia|casa di riposo"
    r"|casa della salute|casa della comunit[aà]['’]?|guardia medica|continuit[aà]['’]? assistenziale"
    r"|laboratorio|ambulatorio|studio medico|studio dentistico"
    r"|farmacia|rsa|hospice|sede|centro dialisi|centro trasfusionale|centro antiviolenza|hub vaccinale|hub|cdi"
    r"|istituto|clinica|palestra|residenza|struttura"
)
_STREET = (
    r"(?:via|viale|v\.le|vicolo|piazza|p\.zza|piazzale|p\.le|corso|c\.so|largo|lungo[a-z]{3,8}|strada"
    r"|salita|borgo|contrada|localit[aà]['’]?|loc\.|fraz\.)"
)
_IN_STREET = regex.compile(
    rf"{_EDGE}(?i:{_SERVICES.replace(' ', _B)}){_END}{_B}{{1,2}}(?:(?i:di|in|de|della"
    rf"|del){_B})?(?i:{_STREET}){_B}{{1,2}}(?:(?i:san|santa|del|della|dei|di|don){_B})?"
    rf"(?:{_NAME}|(?<=[a-z.]{_B})\p{{Ll}}[\p{{L}}\p{{M}}]{{3,}}+)(?:{_B}\d{{1,3}}(?!\d))?"
)
_ZONE = regex.compile(
    rf"{_EDGE}(?:(?i:{_SERVICES.replace(' ', _B)}|ats|asl|ausl|aifa|ambito){_END}{_B}{{1,2}}(?:(?i:di"
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
_FLOOR = regex.compile(
    rf"{_EDGE}(?i:medicina(?:{_B}(?:interna|generale))?|chirurgia(?:{_B}(?:generale|vascolare))?|cardiologia"
    rf"|neurologia|geriatria|pediatria|ortopedia|psichiatria|oncologia"
    rf"|ematologia|nefrologia|pneumologia|urologia|ostetricia|ginecologia|rianimazione|lungodegenza"
    rf"|riabilitazione|reparto|degenza|nucleo){_B}{{1,2}}[(,-]?{_B}?"
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
# Hospitals of English-speaking lands, and others by what they call themselves.
_ENGLISH = regex.compile(
    rf"{_EDGE}(?:(?i:the){_B})?(?:(?:St|Saint|Mt|Mount|Royal|Queen|King|Great|General|University|National"
    rf"|\p{{Lu}}[\p{{L}}'’.-]++){_B}?\.?{_B}?)"
    rf"(?:(?:\p{{Lu}}[\p{{L}}'’.-]*+|of|for|and|the){_B}){{0,4}}(?:Hospitals?|Infirmary|Clinic"
    rf"|Medical{_B}Cent(?:er|re)|Cancer{_B}Cent(?:er|re)|Health{_B}Cent(?:er|re)|Medical{_B}School"
    rf"|Spital|Klinikum|Klinik|Krankenhaus|Sjukhus|Ziekenhuis|Hastanesi){_END}(?:{_B}(?:of{_B})?{_CAP})?"
)
_ENGLISH_SMALL = regex.compile(
    rf"{_EDGE}(?i:st\.?|saint|royal|queen|king['’]?s?|mount|general|university|children['’]?s|memorial"
    rf"|great{_B}ormond)(?:{_B}{{1,2}}(?!hospital)[\p{{L}}'’.]{{2,14}}){{0,3}}{_B}{{1,2}}(?i:hospital|infirmary){_END}"
)
_ROYAL = regex.compile(
    rf"{_EDGE}(?:Royal|Queen|King['’]s|St\.?{_B}\p{{Lu}}[\p{{L}}]+['’]s?|Saint"
    rf"|Great{_B}Ormond){_B}?{_CAP}(?:{_B}{_CAP})?"
)
_HOSPITAL_OF = regex.compile(
    rf"{_EDGE}(?:(?i:hospital(?!{_B}anxiety)|h[oô]pital|hospitales)|Clínica|Clinique){_B}(?:(?i:cl[ií]n[ií]co?|universit[a-z]+"
    rf"|general|de|del|la|da|do|san|santa){_B}){{0,4}}{_CAP}(?:{_B}(?i:di|de){_B}{_CAP})?{_END}"
)
_AT = regex.compile(
    r"(?<![\p{L}\p{N}_])(?i:al|allo|all['’]|dal|dallo|dall['’]|del|dello|nel|presso(?: (?:il|lo|l['’]))?|c/o"
    r"|ospedale|osp\.|a|in|\()[ \t\u00a0]{0,2}\Z"
)
_ARTICLED = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}])(?P<lead>(?i:ospite(?:{_B}(?:di|a|presso|c/o|della|del))?|degente{_B}(?:in|presso"
    rf"|a)|presso|c/o|istituzionalizzat[oa](?:{_B}(?:presso|in|a|c/o))?|struttura:?|rsa:?"
    rf"|comunit[aà]['’]?:?|rientr[oa]{_B}(?:a|in|presso)|dimess[oa]{_B}a|inserit[oa]{_B}(?:a|in|presso)"
    rf"|accolt[oa]{_B}(?:a|in|presso))){_B}[\"“«]?"
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
_OF_TOWN = regex.compile(
    rf"{_EDGE}(?i:centro(?:{_B}(?!di\b|del|a\b|per\b|e\b|che\b)[\p{{L}}]{{3,16}}){{1,2}}|comune"
    rf"|tribunale(?:{_B}(?:dei{_B}minori|per{_B}i{_B}minorenni))?|procura(?:{_B}della{_B}repubblica)?|questura"
    rf"|prefettura|commissariato"
    rf"|carabinieri|polizia{_B}(?:locale|municipale|stradale)|golf{_B}club|tennis{_B}club|circolo{_B}tennis"
    rf"|servizi{_B}sociali|lab\.|ambulatorio(?:{_B}[\p{{L}}]{{5,16}})?"
    rf"|servizio{_B}[\p{{L}}]{{5,16}}){_B}(?:di{_B}|d['’])(?P<name>{_NAME})"
)
_OF_KNOWN = regex.compile(
    rf"{_EDGE}(?i:cav|utic|obi|neurochirurgia|cardiochirurgia|chirurgia|neurologia|cardiologia|ematologia"
    rf"|oncologia|pediatria|ortopedia|medicina|geriatria|pneumologia"
    rf"|nefrologia|urologia|ginecologia|ostetricia|psichiatria|rianimazione|emodinamica|infettivologia"
    rf"|malattie{_B}infettive|reumatologia|dermatologia|oculistica|laboratorio|lab\.)"
    rf"{_B}(?:[-–]{_B})?(?i:{KNOWN}){_END}"
)
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
_SURELY_SEATED = "guardia medica|118|croce (?:blu|verde|bianca|rossa|azzurra)|emodinamica|rianimazione|utic|spdc|csm"
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


def _seats(text: str) -> Iterator[Span]:
    starts = openings(_OPEN, text)
    for pattern, reason in (
        (_IN_STREET, "a service and its street"),
        (_ZONE, "a service and its zone"),
        (_ROOM, "a numbered room"),
        (_FLOOR, "a ward and its floor"),
        (_SCHOOL, "a school"),
        (_OF_KNOWN, "a ward of a well-known house"),
    ):
        for found in opened(starts, pattern, text):
            yield Span(found.start(), found.end(), WEAK, reason)
    for found in opened(starts, _SEAT, text):
        end = _seat_end(text, found)
        if end:
            yield Span(found.start(), end, FAIR, "a service and its town or saint")
    for pattern in (_VEHICLE, _CROSS, _OF_TOWN):
        for found in opened(starts, pattern, text):
            if _named(text, found.start("name"), found["name"], sure=False):
                yield Span(found.start(), found.end(), FAIR, "a service or an institution and its town")
    yield from _units(text, starts)
    written = text.encode("utf-8", "replace")
    if _OPEN_WORLD.search(written):
        yield from _worldwide(text)
    if _OPEN_AT.search(written):
        yield from _led_to(text)


def _units(text: str, starts: list[int]) -> Iterator[Span]:
    for found in opened(starts, _UNIT_BEFORE_HOUSE, text):
        house = found["house"]
        told = house.lstrip('"“')[0].isupper() or regex.search(r"[ '’][\"“]?\p{Lu}", house[:12])
        if told and len(found["unit"]) > 1:
            yield Span(found.start(), found.end("unit"), WEAK, "a unit of the house that follows")
    for found in opened(starts, _UNIT_OF_TOWN, text):
        town = found["town"]
        length = known_prefix(town)
        name = gazetteers.key(town[:length])
        if length < 4 or name in OFTEN_WORDS or not gazetteers.is_town(name):
            continue
        standing = name in gazetteers.standing_names() and (town[0].isupper() or _SMALL_SEAT.match(found[0]))
        if standing or (town[0].isupper() and not found[0].isupper()):
            yield Span(found.start(), with_province(text, found.start("town") + length), WEAK, "a unit and its town")


def _led_to(text: str) -> Iterator[Span]:
    for found in _ARTICLED.finditer(text):
        yield Span(found.start("place"), found.end("place"), WEAK, "a house called after an article")
    for found in _CIRCLE.finditer(text):
        if _named(text, found.start("name"), found["name"], sure=False):
            yield Span(found.start(), found.end(), FAIR, "a hospital's epithet and its town")
    for found in _ACRONYM.finditer(text):
        yield Span(found.start("place"), found.end("place"), FAIR, "a well-known hospital's letters")


def _worldwide(text: str) -> Iterator[Span]:
    for pattern in (_ENGLISH, _ENGLISH_SMALL, _HOSPITAL_OF):
        for found in pattern.finditer(text):
            if len(found[0].split()) > 1:
                yield Span(found.start(), found.end(), FAIR, "a hospital abroad")
    for found in _ROYAL.finditer(text):
        if _AT.search(text, max(0, found.start() - 12), found.start()):
            yield Span(found.start(), found.end(), WEAK, "a hospital abroad")


_G_B = rf"[ \t{U}]"
_G_SERVICES = _SERVICES.replace("[aà]", f"[a{U}]+").replace("['’]", f"['{U}]")
_G_STREET = _STREET.replace("[aà]", f"[a{U}]").replace("['’]", f"['{U}]")
_G_KNOWN = KNOWN.replace("['’]", f"['{U}]").replace("[ù]", "[u]")
_OPEN = re2.compile(
    rf"\b(?:(?i:{_SERVICES}|u\.?o|s\.?c|s\.?o|divisione|servizio|clinica|d\.?h|day |dea|[a-z]+(?:logia|iatria|urgia"
    rf"|edia|tricia)|118|guardia|ats|asl|ausl|aifa|ambito|municipio|amb\.|reparto|degenza|nucleo|{_SHORT}|centro"
    rf"|comune|tribunale|procura|questura|prefettura|commissariato|carabinieri|polizia|golf|tennis|circolo"
    rf"|servizi|neuro|cardio|emat|onco|pedi|orto|medicina|geri|pneumo|nefro|uro|gine|oste|psich|rian|emod"
    rf"|infett|malattie|reum|derm|ocul|labor|chirurg|lab\.|istituto|scuola|automedica|ambulanza|eli|mezzo"
    rf"|equipaggio|postazione|base"
    r"|croce|misericordia|pubblica|anpas|cri|avis|aido|fratres|ematologia|reparto)|MS[ABI]|[ABI]LS|I\.C\."
    r"|I\.I\.S|ITIS|IPSIA|IIS|ICS|CMR|INDIA|ALFA|MIKE)"
)
_OPEN_WORLD = re2.compile(
    r"Hospital|Infirmary|Clinic|Medical (?:Cent|School)|Cancer Cent|Health Cent|Spital|Klini|Krankenhaus"
    r"|Sjukhus|Ziekenhuis|Hastanesi|Royal|Queen|King|St\.|Saint|Great Or"
    r"|(?i:hospital|h[oô]pital|clínica|clinique)"
)
_OPEN_AT = re2.compile(
    r"(?i:ospite|degente|presso|c/o|istituzional|struttura|rsa|comunit|rientr|dimess|inserit|accolt)|Circolo"
    r"|Civil|Maggiore|Infermi|Nuovo|Policlinico|Presidio"
    r"|C\.?T\.?O|IEO|IOV|INT|IRST|CRO|ISMETT|CNAO|HSR|CHUV|OIRM|ITAB|IOR|OPBG|AOUP|CUBE"
)
_G_UNIT = _UNIT.replace(r"[\p{L}]{4,14}(?:", "(?:").replace("[ ]", _G_B)
_GATE = (
    rf"[ ,({U}'-](?:P\.?O\.?|A\.?O\.?|(?i:ospedale|osp\.|policlinico|aou|asl|asst|ausl|irccs|casa{_G_B}di{_G_B}cura|istituto"
    rf"|universit[a{U}]['{U}]?)){_G_B}(?:[^ ]{{1,14}}{_G_B})?(?:[A-Z\"{U}]|[a-z{U}]+['{U}]{_G_B}?[A-Z\"{U}])",
    rf"(?i:{_G_UNIT}|istituto){_G_B}(?:[A-Z{U}]|[^ ]+{_G_B}(?:[^ ]+{_G_B}){{0,2}}(?:di{_G_B}|[-{U}]{_G_B})[A-Z{U}]"
    rf"|di{_G_B}[A-Z{U}])",
    rf"{EDGE}(?i:{_SURELY_SEATED}){_G_B}",
    rf"{EDGE}(?i:cav|utic|obi|[a-z]*chirurgia|neurologia|cardiologia|ematologia|oncologia|pediatria|ortopedia"
    rf"|medicina|geriatria|pneumologia|nefrologia|urologia|ginecologia"
    rf"|ostetricia|psichiatria|rianimazione|emodinamica|infettivologia|infettive|reumatologia|dermatologia"
    rf"|oculistica|laboratorio|lab\.){_G_B}(?:[-{U}]{_G_B})?(?i:{_G_KNOWN})",
    rf"{EDGE}(?i:centro(?:{_G_B}[a-z{U}]{{3,16}}){{1,2}}|comune|tribunale[^.;\n]{{0,20}}|procura[^.;\n]{{0,20}}"
    rf"|questura|prefettura|commissariato|carabinieri|polizia{_G_B}[a-z]+|(?:golf|tennis){_G_B}club"
    rf"|circolo{_G_B}tennis|servizi{_G_B}sociali|lab\.|ambulatorio(?:{_G_B}[a-z{U}]+)?"
    rf"|servizio{_G_B}[a-z{U}]+){_G_B}d(?i:i{_G_B}|['{U}])[A-Z{U}]",
    rf"(?i:\bi\.c\.|itis|ipsia|i\.i\.s\.|iis|ics|comprensivo|media|elementare){_G_B}[\"{U}]?(?:(?i:don"
    rf"|via){_G_B})?[A-Z{U}]",
    rf"{EDGE}(?i:{_G_SERVICES}){_G_B}{{1,2}}(?:(?i:di|in|de|della|del){_G_B})?(?i:{_G_STREET}){_G_B}",
    rf"{EDGE}(?i:{_G_SERVICES}|ats|asl|ausl|aifa|ambito){_G_B}{{1,2}}(?:(?i:di|in){_G_B})?(?i:zona|area|settore"
    rf"|municipio|circoscr|quart|polo)",
    rf"{EDGE}(?i:farmacia|poliambulatorio|distretto|municipio|ambulatorio|amb\.){_G_B}(?i:comunale|sanitario|n"
    rf"|[0-9ivxa-d]|nord|sud|est|ovest|centro)",
    rf"(?i:ina|ia|reparto|degenza|nucleo|generale|vascolare){_G_B}{{1,2}}[(,-]?{_G_B}?(?:(?i:al"
    rf"|a){_G_B})?(?i:piano|ala|lato|settore|blocco|corpo|modulo|pad|palazzina|nucleo|[0-9]{{1,2}}[{U}]|primo"
    rf"|secondo|terzo"
    rf"|quarto|quinto|sesto|settimo|ottavo)",
    rf"{EDGE}(?i:{_SHORT}){_G_B}{{1,2}}(?:[-{U}]{_G_B})?(?:(?i:di|del|dell[ao]?|d['{U}]"
    rf"|dell['{U}]){_G_B}{{0,2}})?[A-Z{U}]",
    rf"{EDGE}(?:(?:MSA|MSB|MSI|ALS|BLS|ILS|CMR|INDIA|ALFA|MIKE)|(?i:automedica|ambulanza|elisoccorso"
    rf"|eliambulanza|mezzo|equipaggio|postazione|base)(?:{_G_B}?:|{_G_B}(?i:di|da|del|della|118))?){_G_B}[A-Z{U}]",
    rf"{EDGE}(?i:croce{_G_B}[a-z'{U}]+|misericordia|pubblica{_G_B}assistenza|anpas|cri|avis|aido"
    rf"|fratres){_G_B}(?:(?:di|del|della){_G_B})?[A-Z{U}]",
    rf"{_G_B}(?:Hospitals?|Infirmary|Clinic|Cent(?:er|re)|Medical{_G_B}School|Spital|Klinikum|Klinik"
    rf"|Krankenhaus|Sjukhus|Ziekenhuis|Hastanesi|hospital|HOSPITAL|infirmary|INFIRMARY)(?:[^A-Za-z]|$)",
    rf"{EDGE}(?:Royal|Queen|King['{U}]s|St\.?{_G_B}[A-Z{U}]|Saint|Great{_G_B}Ormond){_G_B}?",
    rf"{EDGE}(?i:hospital|h(?:o|[{U}]+)pital|hospitales|cl[{U}]+nica|clinique){_G_B}(?:[A-Z{U}]|(?i:cl|univ|gen"
    rf"|de|la|da|do|san))",
    rf"(?i:ospite|di|a|presso|c/o|in|della|del|struttura:?|rsa:?|comunit[^ ]{{1,3}}"
    rf"|istituzionalizzat[oa]){_G_B}[\"{U}]?(?:(?:Il|La|Lo|Le|I|Gli){_G_B}|L['{U}])[A-Z{U}]",
    rf"(?:Circolo|Civile|Maggiore|Infermi|Nuovo|Civili|Policlinico|Presidio){_G_B}d",
    rf"(?i:al|l|presso|c/o|il|ll['{U}])(?:{_G_B})?(?:CTO|C\.T\.O|IEO|IOV|INT|IRST|CRO|ISMETT|CNAO|HSR|CHUV|OIRM"
    rf"|ITAB|IOR|OPBG|AOUP|CUBE)",
)


def seat_voice() -> SpanVoice:
    """Make the recogniser of services and their seats, and of hospitals abroad."""
    return SpanVoice("seat", "FACILITY", Way(_seats, (*_GATE, FOLDS)))
