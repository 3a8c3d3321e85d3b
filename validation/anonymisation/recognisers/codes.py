r"""Codes with a form of their own: health cards, prescriptions, social names; and all the voices of codes and numbers.

    from validation.anonymisation.recognisers.codes import code_voices

    engine = IdentifierEngine([*italian_recognisers(), *code_voices()])

A form that nothing else has counts alone; a form that others have too counts beside its noun ("STP", "ricetta").

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

import re

from presidio_analyzer import EntityRecognizer

from validation.anonymisation.recognisers.contacts import spelt_email_voice, spelt_url_voice
from validation.anonymisation.recognisers.devices import device_voice
from validation.anonymisation.recognisers.documents import document_voice
from validation.anonymisation.recognisers.fiscal import MISTYPED_GATE, MISTYPED_RULES
from validation.anonymisation.recognisers.machines import machine_voices
from validation.anonymisation.recognisers.numbering import BLANK, EDGE, FLAGS, START, named, numbered
from validation.anonymisation.recognisers.patterns import PatternVoice, Rule
from validation.anonymisation.recognisers.payments import ACCOUNT_GATE, ACCOUNT_RULES, has_luhn_digit
from validation.anonymisation.recognisers.professionals import professional_voice
from validation.anonymisation.recognisers.records import record_voice
from validation.anonymisation.recognisers.unexplained import unexplained_voice
from validation.anonymisation.recognisers.vehicles import plate_voice, vehicle_voice

__all__ = ["code_voices"]

_B = BLANK
_S = "[ \u00a0./-]"  # what may part the groups of a code
_WIDE = "[ \u00a0./*-]{0,5}"  # what may part the halves of one, under their bar codes
_STP_GLUE = "[ \u00a0./:()n°r-]{0,6}"
_END = "(?![A-Za-z0-9])"


def code_voices() -> list[EntityRecognizer]:
    """Make the recognisers of codes and of numbers that their noun names, with their gates; no network, no model."""
    return [
        _health_card(),
        _foreigner(),
        _prescription(),
        plate_voice(),
        vehicle_voice(),
        document_voice(),
        _handle(),
        record_voice(),
        professional_voice(),
        device_voice(),
        PatternVoice("fiscal-code-mistyped", "IT_FISCAL_CODE", MISTYPED_RULES, gate=MISTYPED_GATE),
        PatternVoice("bank-account", "IBAN_CODE", ACCOUNT_RULES, gate=ACCOUNT_GATE),
        spelt_email_voice(),
        spelt_url_voice(),
        *machine_voices(),
        unexplained_voice(),
    ]


# --- the health card (TEAM, EHIC): 80 for health, 380 for Italy, fifteen digits


def _health_card() -> PatternVoice:
    form = re.compile(rf"(?<![0-9])8{_S}?0{_S}?3{_S}?8{_S}?0(?:{_S}?[0-9]){{15}}(?![0-9])")
    card = named(
        rf"(?:tess(?:era|erino|\.)|carta|libretto){_B}?(?:sanitari[ao]|san\.?|europea|team|ssn|s\.s\.n\.|ssr"
        r"|regionale|assistito|esenzione|magnetica)"
        rf"(?:{_B}[a-z]{{2,14}}(?![a-z0-9])){{0,4}}|tess(?:era|erino|\.)|libretto(?:{_B}regionale)?|(?-i:TEAM)"
        rf"|t\.?s\.?{_B}?n|ehic|cns|crs|csr|ssn|ssr|t\.e\.a\.m\."
        rf"|cod(?:ice|\.){_B}?(?:sanitario|san\.?|assistito|ssn|ssr)(?:{_B}regionale)?|iscr(?:izione|\.){_B}ssn",
        rest=rf"(?:{_S}?[0-9]){{6,24}}",
    )
    rules = (
        Rule("health card", form, 0.9, lambda found: 1.0 if has_luhn_digit(found[0]) else 0.9),
        Rule("number of a health card", card.pattern, 0.5, numbered(0.5, 7)),
    )
    gate = (rf"8{_S}?0{_S}?3{_S}?8{_S}?0(?:{_S}?[0-9]){{4}}", card.gate)
    return PatternVoice("health-card", "IT_HEALTH_CARD", rules, gate=gate)


# --- foreigners without a health card: STP or ENI (PSU before), then three, three and seven digits


def _foreigner() -> PatternVoice:
    letters = r"(?:STP|ENI|PSU|S\.T\.P\.?|E\.N\.I\.?)"
    figures = rf"[0-9](?:{_S}?[0-9]){{11,14}}(?![0-9])"
    form = re.compile(rf"{START}{letters}{_S}{{0,2}}{figures}", FLAGS)
    apart = re.compile(rf"{START}{letters}{_STP_GLUE}(?P<place>{figures})", FLAGS)
    code = named(
        rf"(?-i:STP|ENI|PSU|S\.T\.P\.|E\.N\.I\.)|(?:codice|cod\.?|tesserino|tess\.|tessera){_B}?(?:s\.?t\.?p\.?"
        r"|e\.?n\.?i\.?)"
        rf"|stranier[oaie]{_B}temporaneamente{_B}present[ei]",
        rest=rf"(?:{_S}?[0-9]){{6,15}}",
    )
    rules = (
        Rule("STP or ENI code", form, 0.95),
        Rule("STP or ENI, and its number", apart, 0.8),
        Rule("number of an STP or ENI card", code.pattern, 0.5, numbered(0.5, 7)),
    )
    gate = (
        rf"(?i){EDGE}(?:STP|ENI|PSU|S\.T\.P\.?|E\.N\.I\.?){_STP_GLUE}[0-9](?:{_S}?[0-9]){{4}}",
        f"{code.gate}(?:{_S}?[0-9]){{4}}",
    )
    return PatternVoice("stp-code", "IT_STP_CODE", rules, gate=gate)


# --- electronic prescriptions (NRE): region, group and number, "1200A 4012345678"


def _prescription() -> PatternVoice:
    region = "(?:0[1-9]|1[0-9]|20)[0-2]"
    form = re.compile(
        rf"{START}{region}{_S}?[0-9A-Z]{_S}?[A-Z]{_WIDE}[0-9](?:{_S}?[0-9]){{9}}{_END}",
        FLAGS,
    )
    paper = named(
        rf"n\.?r\.?b?\.?e\.?|ricett[ae](?:{_B}(?:dematerializzata|elettronica|rossa|bianca|medica|ssn|dem"
        rf"|nrb?e)){{0,2}}|impegnativ[ae]|imp(?:egn)?\."
        rf"|promemoria|prescr(?:izione|\.)|ricettario|piano{_B}terapeutico|(?-i:DEM|IUP|PT{_B}n)|cod(?:ice|\.){_B}?"
        rf"(?:di{_B})?(?:autenticazione|autorizzazione)(?:{_B}ricetta)?",
        rest=r"(?:[ /*-]?[0-9]|[ /*-]?(?-i:[A-Z])|(?<=[0-9])[a-z](?=[0-9])){7,30}",
    )
    rules = (
        Rule("prescription (NRE)", form, 0.9),
        Rule("number of a prescription", paper.pattern, 0.5, numbered(0.5, 8)),
    )
    gate = (
        rf"(?i){EDGE}{region}{_S}?[0-9A-Z]{_S}?[A-Z]{_WIDE}[0-9](?:{_S}?[0-9]){{4}}",
        f"{paper.gate}(?:[ /*-]?[0-9A-Z]){{5}}",
    )
    return PatternVoice("prescription", "IT_PRESCRIPTION", rules, gate=gate)


# --- names on social networks


_NETWORKS = (
    "instagram|insta|ig|tik ?tok|twitter|telegram|snapchat|facebook|fb|linkedin|skype|discord|threads|youtube"
    "|twitch|onlyfans|pinterest|tinder|bereal"
    "|vinted|messenger|signal|wechat|badoo|reddit|grindr|spotify|strava"
)
_PROFILES = "profilo|account|nick(?:name)?|nome utente|utente|username|user|canale|alias|gamertag|tag|pagina|id"


def _handle() -> PatternVoice:
    name = r"[a-z_][a-z0-9_]*(?:[.-][a-z0-9_]+)*(?:#[0-9]{4})?"
    at = re.compile(rf"(?<![A-Za-z0-9_.@+/\x80-\U0010ffff-])@(?=[a-z0-9_.]{{3,30}}(?![a-z0-9_@])){name}", FLAGS)
    whose = rf"(?:{_B}(?:profilo|nome utente|utente|nick(?:name)?|account|id|come|pagina|canale)){{0,2}}"
    said = re.compile(
        rf"{START}(?:{_NETWORKS}){whose}{_B}?[:=(]{_B}?[@\"“]?(?P<place>live:[a-z0-9_.]+|{name})",
        FLAGS,
    )
    # Without a colon, only a name that no word is written like: with a figure or an underscore.
    marked = re.compile(
        rf"{START}(?:{_NETWORKS}){whose}(?![a-z0-9_]){_B}?[\"“'(]?@?(?P<place>{name})",
        FLAGS,
    )
    nick = re.compile(
        rf"{START}(?:{_PROFILES})(?:{_B}(?:su{_B})?(?:{_NETWORKS}))?(?![a-z0-9_]){_B}?[:=]?{_B}?[\"“'(]?@?"
        rf"(?P<place>{name})",
        FLAGS,
    )
    sent = re.compile(
        r"(?<![A-Za-z0-9_.@/+\x80-\U0010ffff-])(?P<place>[a-z][a-z0-9]{1,24}(?:_+[a-z0-9]{1,24}){1,3}"
        r"|[a-z]{2,24}(?:[._][a-z]{2,24}){1,2}[._]?[0-9]{2,4})(?![a-z0-9_@/-]|\.[a-z0-9])",
        FLAGS,
    )
    rules = (
        Rule("@name", at, 0.5, _handle_after_at),
        Rule("network: name", said, 0.5, _handle_after_network),
        Rule("network name", marked, 0.5, _handle_after_noun),
        Rule("profile name", nick, 0.5, _handle_after_noun),
        Rule("name in a message", sent, 0.4, _handle_in_message),
    )
    told = r"[^0-9A-Za-z]{1,3}@?(?:_|[a-z][a-z0-9_.#-]*[0-9_#])"
    gate = (
        r"(?i)(?:^|[^0-9A-Za-z_.@+/-])@[a-z_][a-z0-9_.]",
        rf"(?i){EDGE}(?:{_NETWORKS}){whose}{_B}?[:=(]",
        rf"(?i){EDGE}(?:{_NETWORKS}){whose}{told}",
        rf"(?i){EDGE}(?:{_PROFILES})(?:{_B}(?:su{_B})?(?:{_NETWORKS}))?{told}",
        rf"(?i)(?:{_SENT})[^\n]*(?:[a-z0-9]_+[a-z0-9]|[._][a-z]{{2,24}}[._]?[0-9]{{2}})",
    )
    return PatternVoice("handle", "SOCIAL_HANDLE", rules, gate=gate)


_HOST = re.compile(r"\.(?:it|com|org|net|eu|info|edu|gov|lan|local)$", FLAGS)


_SENT = (
    r"messagg|foto|video|chat|scrit|scriv|inviat|social|profil|post|tramite|contatt|storie|online|segu|amicizia|conosciut|dirett"
    r"|dm|sms|screenshot|sticker|follow|like|bloccat|minacc|insult|account|selfie|vocal[ei]"
)
_MESSAGE = re.compile(rf"(?:^|[^a-z])(?:{_SENT})[^\n.;]*\Z", FLAGS)


def _handle_in_message(found: re.Match[str]) -> float | None:
    """Take a name with an underscore, or with a full stop and a year, where messages are spoken of before it."""
    if _HOST.search(found["place"]) or not _MESSAGE.search(found.string, max(0, found.start() - 60), found.start()):
        return None
    return 0.4


def _handle_after_at(found: re.Match[str]) -> float | None:
    return None if _HOST.search(found[0]) else 0.5


def _handle_after_network(found: re.Match[str]) -> float | None:
    name = found["place"]
    return 0.5 if len(name) > 3 and not _HOST.search(name) and (name.islower() or not name.isalpha()) else None


def _handle_after_noun(found: re.Match[str]) -> float | None:
    """Take a name behind "profilo" if no word is written like it: with a figure or an underscore, and no unit behind."""
    name = found["place"]
    if len(name) <= 3 or not re.search("[a-z_.-][0-9]|_|#", name, FLAGS) or _HOST.search(name):
        return None
    return 0.5 if re.match("[a-z]{2}|_", name, FLAGS) else None
