r"""Codes with a form of their own: health cards, prescriptions, plates, documents, social names.

    from validation.anonymisation.codes import code_voices

    engine = IdentifierEngine([*italian_recognisers(), *code_voices()])

A form that nothing else has counts alone; a form that others have too counts beside its noun ("targa", "telaio").

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

import re

from presidio_analyzer import EntityRecognizer

from validation.anonymisation.numbering import BLANK, EDGE, FLAGS, START, digits, is_date, is_measure, named, numbered
from validation.anonymisation.patterns import PatternVoice, Rule
from validation.anonymisation.payments import has_luhn_digit
from validation.anonymisation.records import record_voices

__all__ = ["code_voices"]

_B = BLANK
_S = "[ \u00a0./-]"  # what may part the groups of a code
_WIDE = "[ \u00a0./*-]{0,5}"  # what may part the halves of one, under their bar codes
_END = "(?![A-Za-z0-9])"


def code_voices() -> list[EntityRecognizer]:
    """Make the recognisers of codes and of numbers that their noun names, with their gates; no network, no model."""
    return [
        _health_card(),
        _foreigner(),
        _prescription(),
        _plate(),
        _vehicle(),
        _document(),
        _handle(),
        *record_voices(),
    ]


# --- the health card (TEAM, EHIC): 80 for health, 380 for Italy, fifteen digits


def _health_card() -> PatternVoice:
    form = re.compile(rf"(?<![0-9])8{_S}?0{_S}?3{_S}?8{_S}?0(?:{_S}?[0-9]){{15}}(?![0-9])")
    card = named(
        rf"tessera{_B}(?:sanitaria|europea|team|del{_B}ssn)|libretto{_B}sanitario|tessera{_B}assistito|codice{_B}(?:sanitario|assistito)"
        r"|(?-i:TEAM)",
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
    form = re.compile(rf"{START}(?:STP|ENI|PSU){_S}{{0,2}}[0-9](?:{_S}?[0-9]){{12}}(?![0-9])", FLAGS)
    code = named(r"(?-i:STP|ENI)|(?:codice|cod\.?|tesserino|tessera) (?:stp|eni)", rest=rf"(?:{_S}?[0-9]){{6,15}}")
    rules = (
        Rule("STP or ENI code", form, 0.95),
        Rule("number of an STP or ENI card", code.pattern, 0.5, numbered(0.5, 7)),
    )
    gate = (rf"(?i){EDGE}(?:STP|ENI|PSU){_S}{{0,2}}[0-9](?:{_S}?[0-9]){{4}}", f"{code.gate}(?:{_S}?[0-9]){{4}}")
    return PatternVoice("stp-code", "IT_STP_CODE", rules, gate=gate)


# --- electronic prescriptions (NRE): region, group and number, "1200A 4012345678"


def _prescription() -> PatternVoice:
    region = "(?:0[1-9]|1[0-9]|20)[0-2]"
    form = re.compile(
        rf"{START}{region}{_S}?[0-9A-Z]{_S}?[A-Z]{_WIDE}[0-9](?:{_S}?[0-9]){{9}}{_END}",
        FLAGS,
    )
    paper = named(
        rf"nrb?e|ricett[ae](?:{_B}(?:dematerializzata|elettronica|rossa|bianca|medica|ssn))?|impegnativa|promemoria|prescrizione",
        rest=r"(?:[ /*-]?[0-9]|[ /*-]?(?-i:[A-Z])){7,17}",
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


# --- plates


_PLATE_LETTER = "[A-HJ-NPR-TV-Z]"  # no I, O, Q, U
_NO_PLATES = frozenset({"FC", "PA", "TC", "RM", "GB", "GR", "PH", "CD", "HB", "HR", "BP", "SP", "EF", "PT", "NA", "CA"})


def _plate() -> PatternVoice:
    form = re.compile(rf"(?<![A-Za-z0-9_/-]){_PLATE_LETTER}{{2}}[0-9]{{3}}{_PLATE_LETTER}{{2}}(?![A-Za-z0-9_/-])")
    spaced = re.compile(
        rf"(?<![A-Za-z0-9_/-])(?:{_PLATE_LETTER}{{2}}[ -]?[0-9]{{3}}[ -]?{_PLATE_LETTER}{{2}}|{_PLATE_LETTER}{{2}}[ -]?[0-9]{{5}})"
        r"(?![A-Za-z0-9_/-])"
    )
    said = named(
        rf"targ(?:a|ato|ata|ati|ate|he)|tg\.(?:{_B}(?:auto|moto|prova))?",
        prefix=r"(?:roma[ -]?|[A-Z]{1,3}[ -]?)?",
        rest=r"(?:[ -]?[0-9]|[ -]?(?-i:[A-Z])|[a-z](?![a-z]{2})){2,8}",
    )
    small = named(
        r"targ(?:a|ato|ata|he)|tg\.",
        prefix=rf"{_PLATE_LETTER}{{2}}[ -]?",
        rest=rf"[0-9]{{2}}[ -]?{_PLATE_LETTER}{{2}}{_END}",
    )
    rules = (
        Rule("plate", form, 0.35, lambda found: 0.2 if found[0][:2] in _NO_PLATES else 0.35),
        Rule("plate in groups", spaced, 0.2),
        Rule("number of a plate", said.pattern, 0.6, _plate_number),
        Rule("plate in small letters", small.pattern, 0.6),
    )
    gate = (
        rf"{EDGE}{_PLATE_LETTER}{{2}}[ -]?[0-9]{{3}}[ -]?(?:{_PLATE_LETTER}{{2}}|[0-9]{{2}})(?:$|[^A-Za-z0-9_/-])",
        said.gate,
        small.gate,
    )
    context = (
        "targa targata targato targhe auto automobile autovettura veicolo vettura moto motociclo scooter camion furgone "
        "autocarro ciclomotore tamponamento"
    )
    return PatternVoice("plate", "IT_LICENSE_PLATE", rules, gate=gate, context=context.split())


def _plate_number(found: re.Match[str]) -> float | None:
    plate = found["place"]
    if is_date(plate) or is_measure(found) or not re.search("[A-Za-z]", plate):
        return None
    return 0.6 if 2 <= digits(plate) <= 7 and 5 <= len(re.sub("[ -]", "", plate)) <= 10 else None


# --- chassis numbers: seventeen letters (no I, O, Q) and digits


def _vehicle() -> PatternVoice:
    # Alone, a number counts if it begins as European makers' do and ends in five digits.
    maker = "(?:Z[A-Z]|W[0-9A-Z]|V[F-Z]|S[A-Z]|T[M-Z]|U[U-Z]|Y[A-Z]|J[A-Z]|K[L-N]|N[LM])"
    form = re.compile(rf"(?<![A-Za-z0-9]){maker}[A-HJ-NPR-Z0-9]{{10}}[0-9]{{5}}(?![A-Za-z0-9])")
    said = named(
        rf"(?:numero{_B}(?:di{_B})?)?telaio|vin",
        prefix="[A-Z]{0,7}",
        rest=r"(?:[ -]?[0-9]|[ -]?(?-i:[A-Z])|[a-hj-npr-z](?![a-z]{2})){5,17}",
    )
    # Beside its noun a whole one counts in any case, whoever made it, wherever its digits stand.
    whole = named(
        rf"(?:numero{_B}(?:di{_B})?)?telaio|vin", prefix="[A-HJ-NPR-Z]{0,12}", rest=f"[A-HJ-NPR-Z0-9]{{4,16}}{_END}"
    )
    rules = (
        Rule("chassis number", form, 0.5, lambda found: 0.5 if digits(found[0]) >= 7 else None),
        Rule("number of a chassis", said.pattern, 0.5, numbered(0.5, 5)),
        Rule("chassis number beside its noun", whole.pattern, 0.6, _whole_vehicle),
    )
    gate = (rf"{EDGE}{maker}[A-HJ-NPR-Z0-9]{{10}}[0-9]{{5}}", said.gate, whole.gate)
    return PatternVoice("vehicle", "VEHICLE_ID", rules, gate=gate)


def _whole_vehicle(found: re.Match[str]) -> float | None:
    number = found["place"]
    return 0.6 if len(number) == 17 and digits(number) >= 5 else None


# --- documents that their noun names, in whatever form


_ISSUED = r"(?:[^\n]{0,80}?(?<![a-z])(?:n|nr|num|numero)[.°º:]{0,2})"


def _document() -> PatternVoice:
    rest = r"(?:[ -]?[0-9]|-?(?-i:[A-Z])(?![a-z])| (?-i:[A-Z]{1,2})(?![A-Za-z])){4,14}"
    prefix = r"(?:[A-Z]{1,3}[ -]?)?"

    def document(name: str, nouns: str, entity: str, *, signed: bool = False) -> tuple[Rule, str]:
        made = named(nouns, prefix=prefix, rest=rest)
        return Rule(name, made.pattern, 0.6, numbered(0.6, 5, signed=signed), entity), made.gate

    made = [
        document(
            "residence permit",
            rf"(?:permesso|carta|titolo|p\.){_B}(?:di{_B})?sogg(?:iorno|\.)(?:{_B}(?:ue|elettronico|per{_B}soggiornanti))?",
            "IT_RESIDENCE_PERMIT",
        ),
        # "PDS" alone may be anything.
        document("residence permit, abbreviated", r"p\.?d\.?s\.?", "IT_RESIDENCE_PERMIT", signed=True),
        document(
            "identity card",
            rf"(?:carta|c\.|doc(?:umento|\.)?){_B}?(?:d['’]|di{_B})?{_B}?(?:identit(?:[àÀa]|a['’])|id\.|riconoscimento)(?:{_B}elettronica)?"
            rf"|c\.i\.e\.?|(?-i:CIE)[ :(]",
            "IT_IDENTITY_CARD",
        ),
        # "CI" alone is a confidence interval or a colour.
        document("identity card, abbreviated", r"(?-i:C\.?I\.?)", "IT_IDENTITY_CARD", signed=True),
        document("passport", rf"passaport[oi](?:{_B}[a-z]{{4,12}})?", "IT_PASSPORT"),
        document(
            "driving licence",
            rf"patente(?:{_B}di{_B}guida)?(?:{_B}(?:cat(?:egoria|\.)?){_B}?[A-E])?",
            "IT_DRIVER_LICENSE",
        ),
    ]
    issued = re.compile(
        rf"{START}(?:permesso|carta){_B}di{_B}soggiorno{_ISSUED}{_B}{{0,2}}(?P<place>{prefix}[0-9]{rest})", FLAGS
    )
    rules = (
        *(rule for rule, _ in made),
        Rule(
            "residence permit, issued",
            issued,
            0.5,
            lambda found: None if is_date(found["place"]) else 0.5,
            "IT_RESIDENCE_PERMIT",
        ),
    )
    gate = (*(pattern for _, pattern in made), rf"(?i)(?:permesso|carta){_B}di{_B}soggiorno")
    return PatternVoice("document", "IT_IDENTITY_CARD", rules, gate=gate)


# --- names on social networks


_NETWORKS = "instagram|insta|tik ?tok|twitter|telegram|snapchat|facebook|linkedin|skype|discord|threads|youtube"


_PROFILES = "profilo|account|nick(?:name)?|nome utente|utente|username"


def _handle() -> PatternVoice:
    name = r"[a-z_][a-z0-9_]*(?:\.[a-z0-9_]+)*"
    at = re.compile(rf"(?<![A-Za-z0-9_.@+/\x80-\U0010ffff-])@(?=[a-z0-9_.]{{3,30}}(?![a-z0-9_@])){name}", FLAGS)
    said = re.compile(
        rf"{START}(?:{_NETWORKS})(?:{_B}(?:profilo|nome utente|utente|nick(?:name)?|account|id))?{_B}?[:=(]{_B}?@?"
        rf"(?P<place>live:[a-z0-9_.]+|{name})",
        FLAGS,
    )
    nick = re.compile(
        rf"{START}(?:{_PROFILES})(?:{_B}(?:su{_B})?(?:{_NETWORKS}))?(?![a-z0-9_]){_B}?[:=]?{_B}?@?(?P<place>{name})",
        FLAGS,
    )
    rules = (
        Rule("@name", at, 0.5, _handle_after_at),
        Rule("network: name", said, 0.5, _handle_after_network),
        Rule("profile name", nick, 0.5, _handle_after_noun),
    )
    gate = (
        r"(?i)(?:^|[^0-9A-Za-z_.@+/-])@[a-z_][a-z0-9_.]",
        rf"(?i){EDGE}(?:{_NETWORKS})[^0-9A-Za-z]",
        rf"(?i){EDGE}(?:{_PROFILES})[^0-9A-Za-z]{{1,3}}@?(?:_|[a-z][a-z0-9_.]*[0-9_])",
    )
    return PatternVoice("handle", "SOCIAL_HANDLE", rules, gate=gate)


_HOST = re.compile(r"\.(?:it|com|org|net|eu|info|edu|gov|lan|local)$", FLAGS)


def _handle_after_at(found: re.Match[str]) -> float | None:
    return None if _HOST.search(found[0]) else 0.5


def _handle_after_network(found: re.Match[str]) -> float | None:
    name = found["place"]
    return 0.5 if len(name) > 3 and not _HOST.search(name) and (name.islower() or not name.isalpha()) else None


def _handle_after_noun(found: re.Match[str]) -> float | None:
    """Take a name behind "profilo" if no word is written like it: with a figure or an underscore."""
    name = found["place"]
    return 0.5 if len(name) > 3 and re.search("[a-z_.][0-9]|_", name, FLAGS) and not _HOST.search(name) else None
