"""Numbers that only their noun gives away: records and cases, professional registers, implanted devices.

    "cartella clinica n. 2023/004512"     "OMCeO Modena n. 4521"     "pacemaker, s/n RNB123456H"

A record's number is written as each hospital likes, so the noun beside it decides and the number only has to look like
one: digits enough, no date, no measure.

Importing this module imports Presidio, which takes more than a second: `codes` does it in a function.
"""

from __future__ import annotations

import re

from presidio_analyzer import EntityRecognizer

from validation.anonymisation.numbering import BLANK, EDGE, FLAGS, START, is_date, named, numbered
from validation.anonymisation.patterns import PatternVoice, Rule

__all__ = ["record_voices"]

_B = BLANK
_PS = r"(?:p\.?s\.?|pronto soccorso|dea|eas)"

# Nouns after which any number of four digits or more is a record's.
_RECORDS = (
    rf"cartella(?:{_B}(?:clinica|cl\.?|infermieristica|ambulatoriale|ospedaliera|medica|sanitaria))?(?:{_B}di ricovero)?"
    rf"|nosologico|nosografico|sdo|scheda di dimissione|cod(?:ice|\.)?{_B}?nosologico"
    rf"|verbale(?:{_B}(?:di{_B})?{_PS})?|accettazione|accesso{_B}(?:(?:al?|in|di){_B})?{_PS}"
    rf"|(?:id|codice|cod\.|numero|n\.|n°|nr\.?|identificativo|matricola){_B}?(?:del{_B})?(?:paziente|pz\.?|assistito|episodio|ricovero)"
    rf"|(?:paziente|pz\.?|episodio){_B}?[(]?id|id[_-]?paz|mrn|accession{_B}number|accession|episodio|fascicolo|pratica(?:{_B}(?:inail|inps|asl|legale))?|dossier|prot\."
)
# Nouns that have other numbers beside them: only "n.", "numero" or the like makes it a record's.
_RECORDS_SIGNED = (
    r"referto|protocollo|campione|campioni|istologic[oa]|citologic[oa]|esame|preparato|vetrin[oi]|provetta|prelievo"
    r"|richiesta|prenotazione|ricovero|infortunio|sinistro|denuncia|polizza|procedimento(?: penale| civile)?|sentenza"
    r"|posizione inail|scheda|accesso|accessione|radiografia|biopsia|fattura|ticket|colloquio|visita|paziente|inclusione"
)
_ARCHIVE = re.compile(
    rf"{START}(?:PS|DEA|ADT|SDO|CC)[-/_](?:19|20)\d\d[-/_]?\d{{3,8}}(?![A-Za-z0-9])"
    rf"|{START}[0-9a-f]{{8}}-[0-9a-f]{{4}}-[0-9a-f]{{4}}-[0-9a-f]{{4}}-[0-9a-f]{{12}}(?![A-Za-z0-9])",
    FLAGS,
)
_ARCHIVE_GATE = (
    rf"(?i){EDGE}(?:PS|DEA|ADT|SDO|CC)[-/_](?:19|20)[0-9]{{2}}[-/_]?[0-9]{{3}}",
    rf"(?i){EDGE}[0-9a-f]{{8}}-[0-9a-f]{{4}}-[0-9a-f]{{4}}-",
)

_REGISTERS = (
    rf"o\.?m\.?c\.?e\.?o\.?|opi|ipasvi"
    rf"|ordine{_B}(?:professionale{_B}|provinciale{_B}|nazionale{_B})?(?:(?:dei|degli|delle){_B}[a-z]{{5,14}}"
    r"|medici|infermieri|ostetriche|psicologi|farmacisti|biologi|veterinari|odontoiatri)"
    rf"|albo{_B}(?:dei|degli|delle|professionale|provinciale|unico|medici)|iscri(?:zione|tt[oa]){_B}(?:all|al|n)"
)
# Register, perhaps the province, then "n." and the number; or the number at once ("OMCeO Modena 4521").
_REGISTERED = re.compile(
    rf"{START}(?:{_REGISTERS})(?![a-z])[^0-9\n]{{0,70}}?(?<![a-z])(?:n|nr|num|numero|pos|posizione)[.°º:]{{0,2}}{_B}{{0,2}}"
    rf"(?P<place>[0-9]{{2,6}}(?:[-/.][A-Z0-9]{{1,4}})?)(?![0-9])",
    FLAGS,
)
_REGISTERED_BARE = re.compile(
    rf"{START}(?:o\.?m\.?c\.?e\.?o\.?|opi|ipasvi)(?![a-z])(?:{_B}(?:di{_B})?[A-Za-z']{{2,20}})?[ :,.(-]{{1,4}}"
    rf"(?P<place>[0-9]{{3,6}})(?![0-9])",
    FLAGS,
)
_PROFESSIONAL = (
    rf"(?:cod(?:ice|\.)?{_B}?)?enpam|cod(?:ice|\.)?{_B}?(?:regionale|reg\.?)(?:{_B}(?:del{_B})?medico)?"
    rf"|cod(?:ice|\.)?{_B}?(?:del{_B})?(?:medico|mmg|prescrittore)"
    rf"|iscr(?:izione|itt[oa]|\.){_B}?(?:all['’]{_B}?)?albo(?:{_B}(?:dei{_B})?medici)?"
)
_BADGE = rf"matr(?:icola|\.)|badge|tesserino{_B}(?:professionale)?"

_DEVICES = (
    r"pacemaker|pace-maker|pmk|defibrillator[ei]|icd|crt-?[dp]|loop recorder|neurostimolator[ei]|stimolatore|protesi|impianto"
    r"|dispositiv[oi]|valvola|stent|lente|iol|infusor[ei]|microinfusore|pompa|generatore|elettrocateter[ei]|port-a-cath|apparecchio"
    r"|holter|ventilatore|endoprotesi|graft|spirale|sensore|cpap|concentratore|device"
)
_DEVICE_NEAR = re.compile(rf"{START}(?:{_DEVICES})(?![a-z])", FLAGS)
_SERIAL = (
    rf"s/n|sn:|s\.n\.|serial(?:{_B}(?:number|numero|no|nr|n))?|seriale"
    rf"|(?:numero|num\.?|nr\.?|n\.|n°|n){_B}?(?:di{_B})?serie"
)
_DEVICE_NAMED = rf"(?:{_DEVICES}){_B}?[(,]?{_B}?(?:n|nr|num|numero|matr|matricola|seriale)"
_DEVICE_REST = r"(?:[-/_. ]?[0-9]|[-/_]?(?-i:[A-Z])){0,24}"
_DEVICE_TOKEN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2,4}[0-9]{5,9}[A-Z]?(?![A-Za-z0-9])")
_LOT = r"lott[oi]|lot|udi|ref"


def record_voices() -> list[EntityRecognizer]:
    """Make the recognisers of RECORD_NUMBER, PROFESSIONAL_ID and DEVICE_NUMBER, with their gates."""
    return [_records(), _professionals(), _devices()]


def _records() -> PatternVoice:
    plain, signed = named(_RECORDS), named(_RECORDS_SIGNED)
    rules = (
        Rule("named record", plain.pattern, 0.6, numbered(0.6, 4)),
        Rule("record with a number sign", signed.pattern, 0.5, numbered(0.5, 3, signed=True)),
        Rule("archive number", _ARCHIVE, 0.5),
    )
    return PatternVoice("record-number", "RECORD_NUMBER", rules, gate=(plain.gate, signed.gate, *_ARCHIVE_GATE))


def _professionals() -> PatternVoice:
    code, badge = named(_PROFESSIONAL), named(_BADGE)
    rules = (
        Rule("register and number", _REGISTERED, 0.6),
        Rule("register of doctors or nurses", _REGISTERED_BARE, 0.5, _not_a_year),
        Rule("code of a professional", code.pattern, 0.5, numbered(0.5, 4)),
        Rule("staff number", badge.pattern, 0.5, _staff_number),
    )
    gate = (rf"(?i){EDGE}(?:{_REGISTERS})(?:$|[^A-Za-z])", code.gate, badge.gate)
    return PatternVoice("professional-id", "PROFESSIONAL_ID", rules, gate=gate)


def _devices() -> PatternVoice:
    serial = named(_SERIAL, rest=_DEVICE_REST)
    device = named(_DEVICE_NAMED, rest=_DEVICE_REST)
    badge = named(_BADGE, rest=_DEVICE_REST)
    lot = named(_LOT, rest=_DEVICE_REST)
    rules = (
        Rule("serial number", serial.pattern, 0.6, numbered(0.6, 4)),
        Rule("number of a device", device.pattern, 0.5, numbered(0.5, 4)),
        Rule("number beside a device", badge.pattern, 0.5, _device_number),
        Rule("lot beside a device", lot.pattern, 0.4, _device_number),
        Rule("letters and figures beside a device", _DEVICE_TOKEN, 0.4, _device_token),
    )
    token = rf"{EDGE}[A-Z]{{2,4}}[0-9]{{5,9}}[A-Z]?(?:$|[^A-Za-z0-9])"
    gate = (serial.gate, device.gate, badge.gate, lot.gate, token)
    return PatternVoice("device-number", "DEVICE_NUMBER", rules, gate=gate)


def _not_a_year(found: re.Match[str]) -> float | None:
    return None if is_date(found["place"]) else 0.5


def _beside_device(found: re.Match[str]) -> bool:
    """Tell whether an implant or apparatus is named in the eighty characters before the match."""
    return _DEVICE_NEAR.search(found.string, max(0, found.start() - 80), found.start()) is not None


_is_staff = numbered(0.5, 3)
_is_numbered = numbered(0.4, 4)


def _staff_number(found: re.Match[str]) -> float | None:
    return None if _beside_device(found) else _is_staff(found)


def _device_number(found: re.Match[str]) -> float | None:
    return _is_numbered(found) if _beside_device(found) else None


def _device_token(found: re.Match[str]) -> float | None:
    """Take a token as a serial number if a device is named before it and it is no register of trials."""
    return 0.4 if _beside_device(found) and not found[0].startswith(("NCT", "DM", "RM", "TC")) else None
