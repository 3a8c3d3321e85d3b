r"""Plates and chassis numbers, which lead to the owner of a vehicle.

    "targa AB123CD"     "auto tg ab 123 cd"     "moto AB12345"     "targa rumena CJ 12 XYZ"     "telaio ZFA31200000123456"

An Italian plate of today counts alone, doubtfully; any other beside "targa", "tg" or a vehicle.

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

__all__ = ["plate_voice", "vehicle_voice"]

_B = BLANK
_END = "(?![A-Za-z0-9])"
_LETTER = "[A-HJ-NPR-TV-Z]"  # no I, O, Q, U
_NO_PLATES = frozenset({"FC", "PA", "TC", "RM", "GB", "GR", "PH", "CD", "HB", "HR", "BP", "SP", "EF", "PT", "NA", "CA"})
_PLATE = r"targ(?:a|ato|ata|ati|ate|he|\.)"
_SHORT = r"tg\.?"  # triglycerides, too
_VEHICLES = (
    r"aut(?:o|omobile|ovettura|oveicolo|ocarro|obus|oambulanza|oarticolato)|vettura|veicolo|mezzo|moto(?:ciclo"
    r"|rino|veicolo|carro)?|scooter"
    r"|ciclomotore|furgone|camion|tir|rimorchio|ambulanza|pulmino|suv|bus|trattore|quad|monopattino|minicar"
    r"|utilitaria|macchina|taxi"
    r"|ambul\.?|fiat|ford|opel|renault|peugeot|citro[eë]n|volkswagen|vw|audi|bmw|mercedes|toyota|lancia|alfa"
    r"(?: romeo)?|honda|yamaha"
    r"|vespa|piaggio|suzuki|ducati|kia|hyundai|dacia|nissan|jeep|panda|punto|golf|skoda|seat|volvo|smart|kawasaki"
    r"|aprilia|iveco"
)
_J = "[ .-]?"


def plate_voice() -> PatternVoice:
    """Make the recogniser of IT_LICENSE_PLATE, with its gate and context words."""
    small_letter = _LETTER.lower()
    form = re.compile(
        rf"(?<![A-Za-z0-9_/-])(?:{_LETTER}{{2}}[0-9]{{3}}{_LETTER}{{2}}"
        rf"|{small_letter}{{2}}[0-9]{{3}}{small_letter}{{2}})(?![A-Za-z0-9_-])"
    )
    spaced = re.compile(
        rf"(?<![A-Za-z0-9_/-])(?:{_LETTER}{{2}}[ -]?[0-9]{{3}}[ -]?{_LETTER}{{2}}|{_LETTER}{{2}}[ -]?[0-9]{{5}})"
        r"(?![A-Za-z0-9_/-])"
    )
    said = named(
        rf"{_PLATE}(?:{_B}(?:[a-z]{{4,9}}[ae]|auto|moto|prova|n)(?![a-z0-9]))?",
        prefix=r"(?:roma[ -]?|[A-Z]{1,3}[ -]?){0,2}",
        rest=r"(?:[ .-]?[0-9]|[ .-]?(?-i:[A-Z])|[a-z](?![a-z]{2})){2,9}",
    )
    letters = "[ .-]{0,2}"
    plate = (
        rf"{_LETTER}{{2}}{letters}[0-9]{{3}}{letters}{_LETTER}{{2}}|{_LETTER}{{2}}{letters}[0-9]{{5}}"
        rf"|X[0-9][A-Z0-9]{{4}}|X[0-9] [A-Z0-9]{{4}}"
    )
    glue = r"[\x01-\x20\xa0.:=#\"“(-]{0,4}(?:(?:n|nr|num|numero)[.°]{0,2} ?)?"
    small = re.compile(rf"{START}(?:{_PLATE}|{_SHORT}){glue}(?P<place>{plate}){_END}", FLAGS)
    driven = re.compile(
        rf"{START}(?:{_VEHICLES})(?:{_B}[a-z0-9]{{1,12}}){{0,4}}{glue}(?<![A-Za-z0-9])(?P<place>{plate}){_END}", FLAGS
    )
    farm = re.compile(
        rf"{START}(?:trattore|rimorchio|macchina agricola)(?:{_B}[a-z]{{1,12}}\.?){{0,3}}{glue}"
        rf"(?P<place>{_LETTER}{{2}}[ -]?[0-9]{{3}}[ -]?{_LETTER}){_END}",
        FLAGS,
    )
    rules = (
        Rule("plate", form, 0.35, lambda found: 0.2 if found[0][:2].upper() in _NO_PLATES else 0.35),
        Rule("plate in groups", spaced, 0.2),
        Rule("number of a plate", said.pattern, 0.6, _plate_number),
        Rule("plate behind its noun", small, 0.6),
        Rule("plate behind a vehicle", driven, 0.5),
        Rule("plate of a farm vehicle", farm, 0.5),
    )
    gate = (
        rf"{EDGE}{_LETTER}{{2}}[ -]?[0-9]{{3}}[ -]?(?:{_LETTER}{{2}}|[0-9]{{2}})(?:$|[^A-Za-z0-9_-])",
        rf"{EDGE}{small_letter}{{2}}[0-9]{{3}}{small_letter}{{2}}(?:$|[^A-Za-z0-9_-])",
        said.gate,
        rf"(?i){EDGE}(?:{_PLATE}|{_SHORT}){glue}(?:{plate})",
        rf"(?i){EDGE}(?:{_VEHICLES})(?:{_B}[a-z0-9]{{1,12}}){{0,4}}{glue}(?:{plate})",
        rf"(?i){EDGE}(?:trattore|rimorchio|macchina agricola)[^a-z]",
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
    return 0.6 if 2 <= digits(plate) <= 7 and 5 <= len(re.sub("[ .-]", "", plate)) <= 10 else None


# --- chassis numbers: seventeen letters (no I, O, Q) and digits


def vehicle_voice() -> PatternVoice:
    """Make the recogniser of VEHICLE_ID, with its gate."""
    # Alone, a number counts if it begins as European makers' do and ends in five digits.
    maker = "(?:Z[A-Z]|W[0-9A-Z]|V[F-Z]|S[A-Z]|T[M-Z]|U[U-Z]|Y[A-Z]|J[A-Z]|K[L-N]|N[LM])"
    form = re.compile(rf"(?<![A-Za-z0-9]){maker}[A-HJ-NPR-Z0-9]{{10}}[0-9]{{5}}(?![A-Za-z0-9])", FLAGS)
    nouns = (
        rf"(?:numero{_B}(?:di{_B})?)?tela[io]o?(?:{_B}(?:bici|moto|auto|carrozzina))?|vin|v\.i\.n\.|chassis|scocca"
        rf"|(?:numero{_B}(?:di{_B})?)?motore{_B}n|identificativo{_B}(?:del{_B})?veicolo"
    )
    said = named(
        nouns,
        prefix="[A-Z]{0,7}[ -]?",
        rest=r"(?:[ -]?[0-9]|[ -]?(?-i:[A-Z])|[a-hj-npr-z](?![a-z]{2})){5,17}",
    )
    # Beside its noun a whole one counts in any case, whoever made it, wherever its digits stand.
    whole = named(nouns, prefix="[A-HJ-NPR-Z]{0,12}", rest=f"[A-HJ-NPR-Z0-9]{{4,16}}{_END}")
    rules = (
        Rule("chassis number", form, 0.5, lambda found: 0.5 if digits(found[0]) >= 7 else None),
        Rule("number of a chassis", said.pattern, 0.5, numbered(0.5, 5)),
        Rule("chassis number beside its noun", whole.pattern, 0.6, _whole_vehicle),
    )
    gate = (rf"(?i){EDGE}{maker}[A-HJ-NPR-Z0-9]{{10}}[0-9]{{5}}", said.gate, whole.gate)
    return PatternVoice("vehicle", "VEHICLE_ID", rules, gate=gate)


def _whole_vehicle(found: re.Match[str]) -> float | None:
    number = found["place"]
    return 0.6 if len(number) >= 9 and digits(number) >= 5 else None
