r"""Numbers of those who treat: in the registers of their professions, as prescribers, as members of a hospital's staff.

    "OMCeO Modena n. 4521"     "Ord. Psic. Veneto n. 1234"     "matr. 45213"     "cod. reg. 123456"

Importing this module imports Presidio, which takes more than a second: `codes` does it in a function.
"""

from __future__ import annotations

import re

from validation.anonymisation.recognisers.devices import BADGE, beside_device
from validation.anonymisation.recognisers.numbering import BLANK, EDGE, FLAGS, START, is_date, named, numbered
from validation.anonymisation.recognisers.patterns import PatternVoice, Rule

__all__ = ["professional_voice"]

_B = BLANK

_SHORT_REGISTERS = (
    r"o\.?m\.?c\.?(?:e\.?)?o\.?|fnomceo|f?n?o\.?p\.?i\.?|(?-i:O\.M\.)|ipasvi|tsrm(?:[ -]pstrp)?|fnopo|opo|"
    r"(?-i:CNOP|OPL|NOM|N\.O\.M\.)"
    r"|enpa[pmf]"
    r"|(?-i:O\.?d\.?M\.?)"
)
_WHO = (
    r"(?:med(?:ic[oi]|\.)?|chir(?:urghi|urgo|\.)?|odont(?:oiatri|oiatra|\.)?|inferm(?:ieri|ieristiche|\.)?|inf\."
    r"|ostetric(?:he|a)|ostetr?\.|psic(?:olog[oihe]{1,3}|\.)?|psicoter(?:apeuti|\.)?|farm(?:acist[ia]|\.)?"
    r"|biolog[oi]|biol\."
    r"|veterinar[oi]|vet\.|fisioterapist[ia]|ass(?:istenti|\.)?[ ]soc(?:iali|\.)?|tecnici|tsrm"
    r"|professionale|provinciale|nazionale|regionale|prov\.)"
)
_BARE = (
    rf"{_SHORT_REGISTERS}|ord(?:ine|\.){_B}?(?:prof(?:essionale|\.)?{_B}?|prov(?:inciale|\.)?{_B}?|nazionale{_B}"
    rf"|reg(?:ionale|\.)?{_B}?)?"
    rf"(?:(?:dei|degli|delle|di){_B})?{_WHO}|albo{_B}(?:(?:dei|degli|delle){_B})?{_WHO}"
    rf"|iscr(?:izione|itt[oa]|\.)?{_B}?all['’]?{_B}?(?:ordine|albo)"
)
_REGISTERS = (
    rf"{_BARE}|albo{_B}(?:dei|degli|delle|unico|[a-c]|as|sez|n)|(?:iscr(?:izione|itt[oa]|\.)?|isc\.?){_B}?(?:all|al"
    r"|n|albo|ord)"
    rf"|(?:n|nr|num|numero)[.°]{{0,2}}{_B}?(?:di{_B})?(?:(?:d['’])?ord(?:ine|\.)|iscr(?:izione|iz\.|\.)?(?:{_B}"
    r"(?:ordine|albo))?|albo)"
)
# Register, perhaps the province, then "n." and the number; or the number at once ("OMCeO Modena 4521").
_REGISTERED = re.compile(
    rf"{START}(?:{_REGISTERS})(?![a-z])[^0-9\n]{{0,70}}?(?<![a-z])(?:n|nr|num|numero|pos|posizione)"
    rf"(?![a-z])[.°º:]{{0,2}}{_B}{{0,2}}"
    rf"(?P<place>(?:[A-Z]{{1,3}}[-/ ]?)?[0-9]{{2,6}}(?:[-/.][A-Z0-9]{{1,6}})?)(?![0-9])",
    FLAGS,
)
_AT = r"(?:[ ,.(:/-]{1,4}(?:(?:di|della|del|prov\.?|provincia|a)[ ])?[A-Za-z'À-ÿ.]{2,20}){0,4}"
_REGISTERED_BARE = re.compile(
    rf"{START}(?:{_BARE})(?![a-z0-9]){_AT}[ :,.()°/-]{{1,4}}(?P<place>(?:[A-Z]{{1,2}}[-/]?)?[0-9]{{3,6}}"
    rf"(?:[-/][A-Z0-9]{{1,4}})?)(?![0-9])",
    FLAGS,
)
_TITLED = re.compile(
    rf"{START}(?:dott(?:\.?{_B}?ss[ae])?|dottor(?:e|essa)?|dr(?:\.?{_B}?ss[ae])?|d\.{_B}?ssa|prof(?:\.?{_B}?ssa)?|inf(?:ermier[ea])?|ost"
    rf"(?:etric[ao])?|oss|med(?:ico)?|operatore|tecnico|perito|ctu)(?![a-z])[^0-9\n;:()]{{3,45}}?[,;(–-]{{1,2}}{_B}{{0,2}}(?:il{_B})?"
    rf"(?:cod(?:ice|\.)?(?:{_B}(?:id(?:entificativo|\.)?|medico|inps|inail|reg(?:ionale|\.)?|n\.?))?|matr(?:icola|\.)?|iscr(?:izione|\.)?"
    rf"|tess(?:era|erino|\.)|id|badge|timbro|n\.{_B}?iscr\.?)[ :n.°]{{0,5}}"
    rf"(?P<place>(?:[A-Z]{{1,3}}[-/]?)?[0-9]{{4,9}}(?:/[A-Z0-9]{{1,4}})?)"
    r"(?![0-9/.,-][0-9]|[0-9A-Za-z])",
    FLAGS,
)
_STAFF = (
    r"asl|medico|med|mmg|pls|curante|prescrittore|dip(?:endente|\.)?|operatore|oper|op|inferm(?:iere|\.)?|inf|struttura"
    r"|strutt|specialista"
)
_PROFESSIONAL = (
    rf"(?:cod(?:ice|\.)?{_B}?)?enpa[mpf]|(?:matr(?:icola|\.)?{_B}?)enpa[mpf]"
    rf"|cod(?:ice|\.)?{_B}?(?:regionale|reg\.?)(?:{_B}(?:del{_B})?(?:{_STAFF}))?"
    rf"|(?:cod(?:ice|\.)?|id){_B}?(?:del(?:l['’])?{_B}?)?(?:{_STAFF})\.?(?:{_B}(?:{_STAFF})){{0,2}}"
    rf"|mmg{_B}(?:cod(?:ice|\.)?)|timbro(?:{_B}(?:medico|n))?"
    rf"|iscr(?:izione|itt[oa]|\.){_B}?(?:all['’]{_B}?)?albo(?:{_B}(?:dei{_B})?medici)?"
    rf"|(?:{BADGE})(?:{_B}?(?:aziendale|az\.?|dip(?:endente|\.)?|inf(?:ermiere|\.)?|inps|enpam))?"
)
_SIGNED = r"operatore|tesserino|utente|iscr(?:izione|itt[oa]|\.)?|ordine|albo|timbro"
_LOGIN = rf"user(?:id)?|user{_B}id|login|operatore|op\.|utente|validato{_B}da|firmato{_B}da"


def professional_voice() -> PatternVoice:
    """Make the recogniser of PROFESSIONAL_ID, with its gate."""
    code, signed, login = named(_PROFESSIONAL), named(_SIGNED, fewest=3), named(_LOGIN, fewest=5)
    rules = (
        Rule("register and number", _REGISTERED, 0.6),
        Rule("register of doctors or nurses", _REGISTERED_BARE, 0.5, _not_a_year),
        Rule("code behind a name", _TITLED, 0.5),
        Rule("code of a professional", code.pattern, 0.5, _staff_number),
        Rule("number of a register, signed", signed.pattern, 0.5, numbered(0.5, signed.fewest, signed=True)),
        Rule("name at a screen", login.pattern, 0.4, numbered(0.4, login.fewest)),
    )
    gate = (
        rf"(?i){EDGE}(?:{_REGISTERS})(?:$|[^A-Za-z])",
        rf"(?i)[,;(–-]{_B}{{0,2}}(?:il{_B})?(?:cod|matr|iscr|tess|id|badge|timbro|n\.{_B}?iscr)[^0-9\n]*[0-9]{{4}}",
        code.gate,
        signed.gate,
        login.gate,
    )
    return PatternVoice("professional-id", "PROFESSIONAL_ID", rules, gate=gate)


def _not_a_year(found: re.Match[str]) -> float | None:
    return None if is_date(found["place"]) else 0.5


_is_staff = numbered(0.5, 3)
_IS_BADGE = re.compile(BADGE, FLAGS)


def _staff_number(found: re.Match[str]) -> float | None:
    # Only a badge's number may be a device's as well; "cod. medico" says whose it is, whatever stands around.
    return None if _IS_BADGE.match(found["noun"]) and beside_device(found) else _is_staff(found)
