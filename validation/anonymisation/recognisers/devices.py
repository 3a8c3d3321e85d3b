r"""Serial numbers, lots and unique identifiers of what is implanted in a patient, worn by one or lent to one.

    "pacemaker bicamerale, s/n RNB123456H"     "matr. PM PJN123456S"     "UDI (01)08717648200274(21)AB12345"

Makers write serial numbers as they like, so a word decides: "s/n", "matricola", or an implant named shortly before.

Importing this module imports Presidio, which takes more than a second: `codes` does it in a function.
"""

from __future__ import annotations

import re

from validation.anonymisation.recognisers.numbering import (
    BLANK,
    EDGE,
    FLAGS,
    START,
    digits,
    is_date,
    is_measure,
    named,
    numbered,
)
from validation.anonymisation.recognisers.patterns import PatternVoice, Rule

__all__ = ["BADGE", "beside_device", "device_voice"]

_B = BLANK

BADGE = rf"matr(?:ic(?:ola|\.)?|\.)?|mat\.|badge|tesserino{_B}(?:professionale)?"
"""Words before the number of a member of staff, or of an apparatus."""

_DEVICES = (
    r"pacemaker|pace-maker|pmk|pm|defibrillator[ei]|icd|crt-?[dp]|loop[ -]recorder|ilr|reveal|neurostimolator[ei]"
    r"|stimolator[ei]|protesi"
    r"|impiant[oi]|dispositiv[oi]|valvol[ae]|bioprotesi|stent|scaffold|lent[ei]|iol|infusor[ei]|microinfusor[ei]"
    r"|pomp[ae]|generator[ei]"
    r"|(?:elettro)?cateter[ei]|elettrod[oi]|lead|port-a-cath|port|picc|apparecchi(?:o|atura)?|ausilio?|holter"
    r"|ventilator[ei]|endoprotesi|graft"
    r"|spirale|iud|sensor[ei]|trasmettitor[ei]|cpap|bipap|concentrator[ei]|device|stelo|coppa|cotile|testina"
    r"|inserto|placca|vite|chiodo"
    r"|componente|anello|espansore|derivazione|vns|dbs|rete|mesh|clip|coil|occlusore|tavi|mitraclip|shunt"
    r"|processore|coclear[ei]|registrator[ei]|ecografo|monitor"
    r"|letto|carrozzina|barella"
    r"|sollevatore|deambulatore|telesoccorso|sfigmomanometro|glucometro|aspiratore|nebulizzatore|portatore"
    r"|presidio?|prodotto|articolo"
)
_DEVICE_NEAR = re.compile(rf"{START}(?:{_DEVICES})(?![a-z])", FLAGS)
_SERIAL = (
    rf"s[/\\]n|sn:|(?-i:SN)|s\.n\.|serial(?:{_B}(?:number|numero|no|nr|n))?|seriale(?:{_B}(?:del{_B})?dispositivo)?"
    r"|n/s|imei|iccid|gtin"
    rf"|(?:numero|num\.?|nr\.?|no\.?|n\.|n°|n){_B}?(?:di{_B})?(?:serie|seriale|inventario|inv\.?)|inventario|(?:device"
    rf"|dispositivo){_B}?id"
    rf"|(?:id|identificativo|codice|cod\.?){_B}?(?:del(?:la|l['’])?{_B}?)?"
    rf"(?:impianto|protesi|dispositivo|device|presidio|prodotto|articolo|apparecchio|ausilio)"
)
# These mean something else as well: left ("sn"), not significant ("n.s."), "serena", "inventory".
_SERIAL_LONG = r"sn|snr|s\.?no\.?|ser\.? ?n[or]\.?|s\.?n|n\.s\.|ser\.|inv\.?"
_DEVICE_NAMED = (
    rf"(?:{_DEVICES})(?:{_B}[a-z][a-z.-]{{0,14}}){{0,3}}(?:{_B}|[(,:.-]){{1,3}}"
    rf"(?:n|nr|num|numero|matr|matricola|seriale|serie|cod|codice|inv|sn)"
)
_BADGE_OF_DEVICE = rf"(?:matr(?:icola|\.)?|tessera){_B}?(?:del(?:la|l['’])?{_B}?)?(?:{_DEVICES})"
_DEVICE_PREFIX = r"(?:[A-Z]{1,6}[-/._ ]?)?"
_DEVICE_REST = (
    r"(?:[-/_. ]?[0-9]|[-/_]?(?-i:[A-Z])|(?<=[0-9])[a-z](?![A-Za-z%/])|(?<=[0-9])[a-z]{1,4}(?=[0-9]{2})){0,24}"
)
_MARKED = r"(?:[A-Z]{1,4}[0-9]{5,10}[A-Z]{0,2}|[0-9]{2,4}[A-Z]{1,3}[0-9]{3,8}|[0-9]{6,14})"
_DEVICE_MARKED = re.compile(rf"(?<![A-Za-z0-9])(?<![0-9][.,/-]){_MARKED}(?![A-Za-z0-9])", FLAGS)
_LOT = r"lotto/serie|batch|lott[oi]|lot\.?|ref\.?"

# GS1 as it is printed, application identifiers in brackets, or only digits behind the word; HIBC begins with a plus sign.
_GS1 = re.compile(rf"\(01\){_B}?[0-9]{{14}}(?:{_B}?\([0-9]{{2,3}}\){_B}?[A-Z0-9./-]{{1,20}}){{0,5}}", FLAGS)
_GS1_BARE = re.compile(rf"{START}01[0-9]{{14}}(?:(?:11|17)[0-9]{{6}})?(?:10|21)[A-Z0-9]{{3,20}}(?![A-Za-z0-9])", FLAGS)
_UDI = re.compile(
    rf"{START}(?:udi(?:-?[dp]i)?)(?:{_B}?[:=]|{_B}){_B}?(?:n\.{_B}?)?(?P<place>[+(]?[A-Z0-9][A-Z0-9()/$.+-]{{5,60}})",
    FLAGS,
)


def device_voice() -> PatternVoice:
    """Make the recogniser of DEVICE_NUMBER, with its gate."""
    serial, long, device, of_device, badge, lot = (
        named(nouns, prefix=_DEVICE_PREFIX, rest=_DEVICE_REST)
        for nouns in (_SERIAL, _SERIAL_LONG, _DEVICE_NAMED, _BADGE_OF_DEVICE, BADGE, _LOT)
    )
    rules = (
        Rule("serial number", serial.pattern, 0.6, _serial),
        Rule("serial number behind two letters", long.pattern, 0.5, _long_serial),
        Rule("number of a device", device.pattern, 0.5, numbered(0.5, 4)),
        Rule("staff-like number of a device", of_device.pattern, 0.6, numbered(0.6, 4)),
        Rule("number beside a device", badge.pattern, 0.5, _device_number),
        Rule("lot beside a device", lot.pattern, 0.4, _device_number),
        Rule("letters and figures beside a device", _DEVICE_MARKED, 0.4, _device_token),
        Rule("GS1", _GS1, 0.8),
        Rule("GS1 without brackets", _GS1_BARE, 0.5),
        Rule("UDI", _UDI, 0.6, lambda found: 0.6 if digits(found["place"]) >= 4 else None),
    )
    token = rf"(?i){EDGE}{_MARKED}(?:$|[^A-Za-z0-9])"
    gate = (
        *(each.gate for each in (serial, long, device, of_device, badge, lot)),
        rf"\(01\){_B}?[0-9]{{14}}",
        rf"{EDGE}01[0-9]{{14}}",
        rf"(?i){EDGE}udi",
        token,
    )
    return PatternVoice("device-number", "DEVICE_NUMBER", rules, gate=gate)


def beside_device(found: re.Match[str]) -> bool:
    """Tell whether an implant or apparatus is named in the eighty characters before the match, or the thirty behind it."""
    text, start = found.string, found.start()
    if _DEVICE_NEAR.search(text, max(0, start - 80), start):
        return True
    return _DEVICE_NEAR.search(text, found.end(), found.end() + 30) is not None


_is_numbered = numbered(0.4, 4)
_is_serial = numbered(0.6, 4)


def _serial(found: re.Match[str]) -> float | None:
    """Take what follows "s/n": six characters with letters among them, or four figures."""
    code = found["place"]
    if len(code) >= 6 and digits(code) >= 2 and re.search("[A-Z]{2}", code):
        return 0.6
    return _is_serial(found)


def _long_serial(found: re.Match[str]) -> float | None:
    code = found["place"]
    if is_measure(found) or is_date(code):
        return None
    return 0.5 if digits(code) >= 6 or (digits(code) >= 5 and re.search("[A-Z]", code)) else None


def _device_number(found: re.Match[str]) -> float | None:
    if not beside_device(found):
        return None
    code = found["place"]
    return 0.4 if len(code) >= 6 and digits(code) >= 2 and re.search("[A-Z]{3}", code) else _is_numbered(found)


def _device_token(found: re.Match[str]) -> float | None:
    """Take a token as a serial number if a device is named before it and it is no register of trials."""
    if found[0].startswith(("NCT", "DM", "RM", "TC", "PMC")) or is_measure(found):
        return None
    return 0.4 if _DEVICE_NEAR.search(found.string, max(0, found.start() - 80), found.start()) else None
