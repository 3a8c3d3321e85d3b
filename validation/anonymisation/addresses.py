r"""Addresses: a street, with whatever of number, staircase, postal code, comune and province follows it.

    via Garibaldi 12/B, scala B int. 4, 37045 Legnago (VR) · P.ZZA DEI MILLE · c.da Fontana snc · loc. Poggio alla Croce
    via roma 3 · S.S. 16 km 4 · strada vicinale dei Gelsi

Half of these words are also medicine ("via orale", "v. femorale", "fraz. di eiezione", "in corso"): a street has a
capital, or small letters and a house number, and its first word is none of those that medicine puts there.

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

from collections.abc import Iterator

import re2
import regex  # type: ignore[import-untyped]  # Presidio's engine; it knows \p{Lu}, which `re` does not
from presidio_analyzer import EntityRecognizer

from validation.anonymisation import gazetteers
from validation.anonymisation.gate import U
from validation.anonymisation.told_places import CAPITALS, SMALLS, known_prefix, with_province
from validation.anonymisation.voices import FOLDS, Span, SpanVoice, opened, openings

__all__ = ["address_voices"]

NUMBERED = 0.85  # no less than a postal code and its comune, which may stand inside
NAMED = 0.65
WEAK = 0.4

_B = r"[ \t\u00a0]"
_EDGE = r"(?<![\p{L}\p{N}_./-])"
# Words that begin an address and hardly anything else.
_STRONG = (
    r"viale|v\.le|v/le|piazz(?:a|ale|etta)|p\.?zz?a|p\.?(?:zz)?le|p\.tta|c\.so|vicolo|v\.lo|l\.go|contrada|c\.da|c/da|"
    r"lungo(?:tevere|mare|lago|dora|adige|po|brenta|fiume)|lungarno|circonvallazione|cascina|traversa|sestiere|"
    r"fondamenta|masseria|calle|quartiere|rione|borgata|strada (?:statale|provinciale|regionale|comunale|vicinale)"
)
# Words that mean something else as well.
_WEAK = (
    r"via|v\.|corso|largo|borgo|salita|strada|frazione|fraz\.|localit(?:à|a['’]?)|loc\.|galleria|vico|rampa|villaggio"
)
_KIND = rf"(?P<kind>(?i:{_STRONG}|{_WEAK}))"
_PART = (
    rf"(?:(?i:dei|delle|della|dello|degli|del|dell['’]|di|d['’]|de['’]?|da|al|alla|alle|ai|la|le|lo|i|il|sul|"
    rf"san|santa|s\.|ss\.|madonna|monte|statale|provinciale|vicinale|comunale|vecchia|nuova|privata|prov\.|"
    rf"statale n\.?|provinciale n\.?){_B}{{0,2}})"
)
_DAY = (
    r"(?:\d{1,2}°?|[IVX]{1,5}|[Pp]rimo)[ \u00a0](?i:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|"
    r"settembre|ottobre|novembre|dicembre)"
)
_ITEM = r"(?:\p{Lu}\.(?:[ \u00a0]?\p{Lu}\.)*+[ \u00a0]?)?\p{Lu}[\p{L}\p{M}]*+(?:['’`-]\p{L}[\p{L}\p{M}]*+)*+['’`]?"
_NAME = rf"(?:{_DAY}|{_PART}{{0,3}}{_ITEM}(?:{_B}{{1,2}}{_PART}{{0,2}}{_ITEM}){{0,4}})"
_NUMBER = (
    rf"(?:{_B}{{0,2}},?{_B}{{0,2}}(?i:n\.?{_B}?[°º]?|nr\.?|num\.?|civ(?:ico|\.)?|numero|km\.?)?{_B}{{0,2}}"
    rf"\d{{1,4}}(?:{_B}?/{_B}?[A-Za-z0-9]{{1,4}}|{_B}?-{_B}?[A-Za-z]|{_B}?(?i:bis|ter|quater)|"
    rf"{_B}?[A-Za-z])?(?![\p{{L}}\p{{N}}])"
    rf"|{_B}{{0,2}},?{_B}{{0,2}}(?i:snc|s\.{_B}?n\.{_B}?c\.?|s/n)(?![\p{{L}}\p{{N}}]))"
)
_CAPITAL_STREET = regex.compile(rf"{_EDGE}{_KIND}(?:{_B}{{1,3}}|(?<=\.))(?P<name>{_NAME})(?P<number>{_NUMBER})?")
_SMALL_STREET = regex.compile(
    rf"{_EDGE}(?P<kind>(?i:{_STRONG}|via|borgo|fraz\.|localit(?:à|a['’]?)|loc\.)){_B}{{1,3}}"
    rf"(?P<name>(?:{_DAY}|\p{{Ll}}[\p{{L}}'’]*+(?:{_B}\p{{Ll}}[\p{{L}}'’.]*+){{0,4}}?))(?P<number>{_NUMBER})"
)
_ROAD = regex.compile(
    rf"{_EDGE}(?:(?i:strada{_B}(?:statale|provinciale|regionale|comunale|vicinale)){_B}{{1,2}}(?i:n\.?{_B}?)?\d{{1,4}}"
    rf"|(?:S\.?S\.?|S\.?P\.?){_B}{{0,2}}(?:n\.?{_B}?)?\d{{1,4}}(?={_B}{{0,2}},?{_B}?(?i:km))"
    rf")(?:{_B}{{0,2}},?{_B}?(?i:km\.?){_B}?\d{{1,3}}(?:[.,+]\d{{1,3}})?)?(?![\p{{L}}\p{{N}}])"
)
_INSIDE = regex.compile(
    rf"(?:[ \t\u00a0,;–-]{{1,4}}(?:(?i:scala|sc\.|interno|int\.?|piano|palazzina|pal\.|edificio|ed\.|lotto|isolato|"
    rf"appartamento|app\.?(?:to)?|citofono|p\.){_B}?(?:\d{{1,3}}[°º]?|[A-Za-z]|[IVX]{{1,4}}|terra)(?![\p{{L}}\p{{N}}])"
    rf"|\d[°º]{_B}?(?i:piano))){{1,4}}"
)
_POSTAL_TOWN = regex.compile(
    rf"[ \t\u00a0,;–()-]{{0,4}}(?:\r?\n{_B}{{0,4}})?(?i:cap{_B}?[:.]?{_B}?)?\d{{5}}(?![\p{{N}}])\)?"
    rf"(?:[ \t\u00a0,–-]{{1,3}}(?P<town>{CAPITALS}|{SMALLS}))?"
)
_TOWN = regex.compile(rf"(?:{_B}{{0,2}}[,–-])?{_B}{{1,2}}(?:(?i:a|in|presso){_B})?(?P<town>{CAPITALS}|{SMALLS})")

_NO_STREET = frozenset(
    """
    orale os endovenosa endovena venosa intravenosa parenterale enterale sottocutanea intramuscolare im ev sc inalatoria
    rettale vaginale sublinguale topica generale aerea aeree biliare biliari urinaria urinarie escretrice escretrici
    digestiva digestive respiratoria transdermica transcutanea percutanea transfemorale transradiale femorale radiale
    brachiale ascellare giugulare succlavia cutanea nasale intranasale oftalmica intratecale epidurale peridurale
    intraossea laparoscopica laparotomica toracoscopica endoscopica anteriore posteriore laterale mediale centrale
    periferica sistemica locale ematica ematogena linfatica nervosa ottica piramidale afferente efferente visiva
    metabolica classica alternativa comune finale somministrazione accesso eliminazione definitiva preferenziale
    telefonica telematica telefono email mail fax pec skype zoom internet whatsapp web teams meet sms amministrativa
    gerarchica crucis libera breve diretta indiretta eccezionale precauzionale cautelativa prioritaria principale
    preferita scelta ordinaria esclusiva cava porta safena ileocolica renale polmonare epatica splenica mesenterica
    ileale iliaca poplitea basilica cefalica ombelicale azygos tibiale peroneale emorroidaria paraombelicale retinica
    eiezione sistolica inspiratoria ossigeno plasmatica libera legata filtrazione assorbita escrezione inspirata fio
    attribuibile proteica monoclonale colesterolo lipidica massima minima cardiaca anticoagulante assottigliata
    laurea formazione studio studi base perfezionamento specializzazione opera degenza ricovero terapia trattamento
    gravidanza accertamenti accertamento indagini valutazione approfondimento aggiornamento preparazione dieta
    anno anni malattia visita somministrazione follow antibiotico antibiotici chemioterapia radioterapia covid
    spettro uso consumo raggio calibro impiego margine anticipo respiro ampio facendo lunga giusta scale bicipite
    dx sx destra sinistra destro sinistro addominale lombare inguinale cervicale dorsale toracica sacrale glutea
    mammaria scapolare perineale anale plantare temporale frontale occipitale parietale parotidea tonsillare bulbare
    oculare palpebrale addome torace coscia gamba mano piede braccio collo testa fossa regione arto avanzata
    transuretrale transvescicale transesofagea transtoracica transvaginale transperineale retrograda
    anterograda combinata perorale bucale buccale gastrica digiunale duodenale tracheale endotracheale orotracheale
    intravescicale intraarteriosa intraperitoneale intradermica intrarticolare infiltrativa estera soluzione sacca
    """.split()
)
"""What follows "via", "v.", "corso", "loc.", "frazione" in medicine and in common speech."""

_HOME = regex.compile(
    r"(?i:\b(?:abita|abitante|residente|residenza|domicilio|domiciliat[oa]|indirizzo|vive|sito|sita|sede|c/o|presso|"
    r"recapito|soccors[oa]|in|dimora|trova|ambulatorio|studio|casa)\b[^.;\n]{0,40})\Z"
)
_ONGOING = regex.compile(r"(?i:\b(?:in|nel|al|del|di|un|primo|secondo|durante il|di) )\Z")
_MEANS = regex.compile(r"(?i:\b(?:per|con|della|una|altra|stessa|tale|seconda|questa|quale) )\Z")
_UNIT_AFTER = regex.compile(
    rf"{_B}{{0,2}}(?:%|°C|(?i:mg|mcg|µg|ug|g|gr|kg|ml|cc|l|dl|ui|u\.?i\.?|mmol|meq|mm|cm|cp|cpr|compress[ae]|"
    rf"fial[ae]|fl|"
    rf"gocce|gtt|puff|bust[ae]|bustin[ae]|volte|v/die|die|ore|h|giorni|gg|settiman[ae]|mes[ei]|ann[oi]|aa|min|"
    rf"sec|cap|caps|"
    rf"capsul[ae]|cucchiai\w*|mmhg|bpm|x|x')(?![\p{{L}}\p{{N}}]))|{_B}?[x×/]{_B}?\d|[.,]\d"
)
_SHOUT = regex.compile(r"\p{Lu}{2,4}\Z")


def _streets(text: str) -> Iterator[Span]:
    starts = openings(_OPEN, text)
    for found in opened(starts, _CAPITAL_STREET, text):
        score = _capital_score(text, found)
        if score:
            yield _whole(text, found, score)
    for found in opened(starts, _SMALL_STREET, text):
        if found.end("kind") - found.start("kind") == 2 and found["kind"] == "v.":
            continue
        if (
            _is_named(found)
            and not _is_dose(text, found)
            and not _MEANS.search(text, max(0, found.start() - 12), found.start())
        ):
            yield _whole(text, found, NAMED)
    for found in opened(openings(_OPEN_ROAD, text), _ROAD, text):
        yield Span(found.start(), _tail_end(text, found.end()), NAMED, "a road and its number")


def _capital_score(text: str, found: regex.Match[str]) -> float | None:
    """Give what a street with a capital deserves, or None where it is none."""
    if not _is_named(found):
        return None
    kind, numbered = found["kind"].lower(), bool(found["number"]) and not _is_dose(text, found)
    if regex.fullmatch(_STRONG, kind):
        return NUMBERED if numbered else NAMED
    before = text[max(0, found.start() - 60) : found.start()]
    home = bool(_HOME.search(before))
    if kind == "v.":
        return NUMBERED if numbered else None
    if kind in ("corso", "largo", "galleria", "salita", "strada"):
        if _ONGOING.search(before) and not numbered and not regex.search(r"(?i:abita|residen|domicil)", before):
            return None
        return NUMBERED if numbered else NAMED if found["kind"][0].isupper() or home else WEAK
    if kind == "via" and not numbered and _MEANS.search(before):
        return None
    return NUMBERED if numbered else NAMED


def _is_named(found: regex.Match[str]) -> bool:
    """Tell whether the street's name is one: no word of medicine, no abbreviation in capitals alone."""
    words = gazetteers.key(found["name"]).split()
    telling = [word for word in words if word not in gazetteers.PARTICLES] or words
    if not words:
        return bool(found["number"])
    if telling[0] in _NO_STREET or (len(telling[0]) < 3 and len(telling) == 1):
        return False
    if (
        telling[0] == words[0]
        and found["name"][0].islower()
        and regex.search(r"(?:ale|are|osa|ica|oria|iva|ea|ali|ari|iche)\Z", telling[0])
    ):
        return telling[0] in _LOWER_STREETS
    return not (_SHOUT.fullmatch(found["name"]) and not found["number"])


_LOWER_STREETS = frozenset(["nazionale", "provinciale", "statale", "comunale", "imperiale", "reale", "trionfale"])


def _is_dose(text: str, found: regex.Match[str]) -> bool:
    return _UNIT_AFTER.match(text, found.end("number")) is not None


def _whole(text: str, found: regex.Match[str], score: float) -> Span:
    """Give the span of a street with what follows it; a number that counts doses is left out."""
    if found["number"] and not _is_dose(text, found):
        return Span(found.start(), _tail_end(text, found.end()), score, "a street and its number")
    return Span(found.start(), _tail_end(text, found.end("name")), score, "a street")


def _tail_end(text: str, end: int) -> int:
    """Give where the address ends whose street and number end at `end`."""
    inside = _INSIDE.match(text, end)
    if inside:
        end = inside.end()
    postal = _POSTAL_TOWN.match(text, end)
    if postal:
        town = postal["town"]
        if not town:
            return int(postal.end())
        return _town_end(text, postal, known=town[0].islower()) or _without_town(text, postal)
    found = _TOWN.match(text, end)
    return (_town_end(text, found, known=True) if found else 0) or end


def _without_town(text: str, postal: regex.Match[str]) -> int:
    return len(text[: postal.start("town")].rstrip(" \t\u00a0,–-"))


def _town_end(text: str, found: regex.Match[str], *, known: bool) -> int:
    """Give where the comune ends with its province; 0 where the words are none, or where `known` fails."""
    start, end = found.span("town")
    length = known_prefix(found["town"])
    if length:
        name = gazetteers.key(found["town"][:length])
        if found["town"][0].isupper() or name in gazetteers.standing_names():
            return with_province(text, start + length)
    province = with_province(text, end)
    if known and province == end:
        return 0
    return province if found["town"][0].isupper() else 0


_G_BLANK = rf"[ \t{U}]"
_OPEN = re2.compile(rf"(?i:{_STRONG}|{_WEAK})")
_OPEN_ROAD = re2.compile(r"(?i:strada )|S\.?[SP]\.?[ \t0-9n]")
_G_EDGE = r"(?:^|[^-0-9A-Za-z_./])"
_G_PARTICLE = (
    rf"(?:(?i:de[il]|de['{U}]?|del?l[aeo'{U}]|delle|degli|d[ia]|d['{U}]|all?|all[ae]|ai|l[aeo]|il?|sul|san|"
    rf"santa|ss?\.|madonna|"
    rf"monte|statale|provinciale|vicinale|comunale|vecchia|nuova|privata|prov\.|n\.?){_G_BLANK}{{0,2}}){{0,3}}"
)
_G_NUMBER = rf"{_G_BLANK}{{0,2}},?{_G_BLANK}{{0,2}}(?i:n[.rou0-9 {U}]|civ|km|s\.?[ \t{U}]?n\.?[ \t{U}]?c|[0-9{U}])"
_GATE = (
    # A kind of street, particles, a capital or the number of a day.
    rf"{_G_EDGE}(?i:{_STRONG}|{_WEAK}){_G_BLANK}{{0,3}}{_G_PARTICLE}[A-Z0-9{U}]",
    # A kind of street, at most five words in small letters, a number or "snc".
    rf"{_G_EDGE}(?i:{_STRONG}|via|borgo|fraz\.|localit[a{U}]|loc\.)['{U}]?{_G_BLANK}{{1,3}}[a-z{U}][a-z.'{U}]*"
    rf"(?:{_G_BLANK}[a-z{U}][a-z.'{U}]*){{0,4}}{_G_NUMBER}",
    rf"{_G_EDGE}S\.?[SP]\.?{_G_BLANK}{{0,2}}(?:n\.?{_G_BLANK}?)?[0-9{U}]",
)


def address_voices() -> list[EntityRecognizer]:
    """Make the recogniser of addresses; its context words raise a street that is told as one."""
    context = ["residente", "abita", "domicilio", "domiciliato", "domiciliata", "indirizzo", "residenza"]
    return [SpanVoice("address", "ADDRESS", _streets, gate=(*_GATE, FOLDS), context=context)]
