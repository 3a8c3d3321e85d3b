"""Numbers and codes that identify: each function gives one way of writing one kind."""

from __future__ import annotations

from random import Random
from string import ascii_uppercase, digits

from benchmarks.held_out.places import TOWNS
from benchmarks.held_out.scene import Scene
from benchmarks.notes.codes import card_number, fiscal_code, iban, omocode, vat_code

__all__ = ["CODES", "phone"]


def _digits(random: Random, count: int) -> str:
    return "".join(random.choices(digits, k=count))


def _letters(random: Random, count: int) -> str:
    return "".join(random.choices(ascii_uppercase, k=count))


def _fiscal_code(scene: Scene) -> tuple[str, str]:
    code = fiscal_code(scene.patient, scene.born, scene.register)
    draw = scene.random.random()
    if draw < 0.1:
        return f"{code[:3]} {code[3:6]} {code[6:11]} {code[11:]}", "spaced"
    if draw < 0.16:
        return omocode(code, scene.random), "omocodia"
    if draw < 0.22:
        return fiscal_code(scene.patient, scene.born, scene.register, wrong_check=True), "wrong check"
    if draw < 0.32:
        return code.lower(), "lower case"
    return code, "plain"


def _health_card(scene: Scene) -> tuple[str, str]:
    body = "80380" + scene.random.choice(("0005", "0012", "0003", "0015", "0019")) + "0" + _digits(scene.random, 9)
    total = 0
    for place, char in enumerate(reversed(body)):
        value = int(char) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    number = f"{body}{-total % 10}"
    if scene.random.random() < 0.25:
        return " ".join(number[place : place + 5] for place in range(0, 20, 5)), "spaced"
    return number, "plain"


def _stp(scene: Scene) -> tuple[str, str]:
    number = scene.random.choice(("050", "030", "120", "150", "190", "080")) + "1" + _digits(scene.random, 9)
    head = scene.random.choice(("STP", "STP", "STP ", "ENI"))
    return f"{head}{number}", head.strip().lower()


def _prescription(scene: Scene) -> tuple[str, str]:
    region = scene.random.choice(("050", "030", "080", "120", "150", "160", "190", "200"))
    series, rest = f"{region}0A{_digits(scene.random, 1)}", _digits(scene.random, 9)
    return (
        (f"{series[:5]} {series[5:]}{rest}", "spaced") if scene.random.random() < 0.3 else (f"{series}{rest}", "plain")
    )


def _record(scene: Scene) -> tuple[str, str]:
    random = scene.random
    year = scene.day.year
    forms = (
        (f"{year}{_digits(random, 6)}", "year and number"),
        (f"{year}/{_digits(random, 5)}", "slashed"),
        (f"{year}-{_digits(random, 6)}", "dashed"),
        (_digits(random, 8), "digits"),
        (_digits(random, 7), "digits"),
        (f"{_digits(random, 5)}/{year % 100}", "slashed"),
        (f"{random.choice('PSCER')}{_digits(random, 8)}", "letter and digits"),
        (f"{_letters(random, 2)}-{_digits(random, 6)}", "letters and digits"),
        (f"0{_digits(random, 9)}", "digits"),
    )
    return random.choice(forms)


def _professional(scene: Scene) -> tuple[str, str]:
    random = scene.random
    number = str(random.randint(1200, 19800))
    return random.choice(((number, "digits"), (f"0{number}", "digits"), (number, "digits")))


def phone(random: Random, prefix: str) -> tuple[str, str]:
    """Give a phone number as people write them."""
    mobile = random.choice(("333", "347", "328", "340", "349", "338", "320", "366", "389", "351", "345", "392"))
    local, rest = _digits(random, 6), _digits(random, 7)
    rest = str(random.randint(2, 9)) + rest[1:]
    local = str(random.randint(2, 9)) + local[1:]
    forms = (
        (f"{mobile}{rest}", "mobile"),
        (f"{mobile} {rest}", "mobile"),
        (f"{mobile}/{rest}", "mobile slashed"),
        (f"{mobile}-{rest}", "mobile dashed"),
        (f"{mobile} {rest[:3]} {rest[3:]}", "mobile spaced"),
        (f"{mobile} {rest[:2]} {rest[2:4]} {rest[4:]}", "mobile spaced"),
        (f"{mobile}.{rest[:3]}.{rest[3:]}", "mobile dotted"),
        (f"+39 {mobile} {rest}", "international"),
        (f"0039{mobile}{rest}", "international"),
        (f"{prefix}/{local}", "landline slashed"),
        (f"{prefix} {local}", "landline"),
        (f"{prefix}-{local}", "landline dashed"),
        (f"{prefix}.{local}", "landline dotted"),
        (f"{prefix}{local}", "landline"),
    )
    weights = (6, 6, 3, 2, 4, 2, 1, 2, 1, 4, 4, 2, 1, 2)
    return random.choices(forms, weights=weights)[0]


def _phone(scene: Scene) -> tuple[str, str]:
    town = scene.town if scene.random.random() < 0.7 else scene.random.choice(TOWNS)
    return phone(scene.random, town.prefix)


def _plate(scene: Scene) -> tuple[str, str]:
    letters = "ABCDEFGHJKLMNPRSTVWXYZ"
    random = scene.random
    head, tail = random.choice("BCDEFG") + random.choice(letters), "".join(random.choices(letters, k=2))
    number = _digits(random, 3)
    return random.choice(
        ((f"{head}{number}{tail}", "plain"), (f"{head} {number} {tail}", "spaced"), (f"{head}{number}{tail}", "plain"))
    )


def _vin(scene: Scene) -> tuple[str, str]:
    letters = "ABCDEFGHJKLMNPRSTUVWXYZ"
    head = scene.random.choice(("ZFA199000", "ZFA312000", "WVWZZZ1KZ", "VF1BB0A0F", "ZAR940000", "WF0DXXGAK"))
    return head + scene.random.choice("0" + letters[:8]) + _digits(scene.random, 7), "plain"


def _identity_card(scene: Scene) -> tuple[str, str]:
    random = scene.random
    if random.random() < 0.6:
        return f"C{random.choice(ascii_uppercase)}{_digits(random, 5)}{_letters(random, 2)}", "electronic"
    return f"A{random.choice('RSTUVXY')}{random.choice((' ', ''))}{_digits(random, 7)}", "paper"


def _passport(scene: Scene) -> tuple[str, str]:
    return f"Y{scene.random.choice('ABC')}{_digits(scene.random, 7)}", "plain"


def _licence(scene: Scene) -> tuple[str, str]:
    random = scene.random
    if random.random() < 0.5:
        return f"U1{_letters(random, 1)}{_digits(random, 6)}{_letters(random, 1)}", "new"
    return f"{scene.town.province}{_digits(random, 7)}{_letters(random, 1)}", "old"


def _permit(scene: Scene) -> tuple[str, str]:
    return f"I{scene.random.choice('0123')}{_digits(scene.random, 7)}", "plain"


def _iban(scene: Scene) -> tuple[str, str]:
    code = iban(scene.random)
    if scene.random.random() < 0.4:
        return " ".join(code[place : place + 4] for place in range(0, 27, 4)), "spaced"
    return code, "plain"


def _card(scene: Scene) -> tuple[str, str]:
    number = card_number(scene.random)
    if scene.random.random() < 0.6:
        return " ".join(number[place : place + 4] for place in range(0, 16, 4)), "spaced"
    return number, "plain"


def _vat(scene: Scene) -> tuple[str, str]:
    number = vat_code(scene.random)
    return (f"IT{number}", "with IT") if scene.random.random() < 0.2 else (number, "plain")


def _device(scene: Scene) -> tuple[str, str]:
    random = scene.random
    forms = (
        (
            f"{random.choice(('PJN', 'RVB', 'BLC', 'PZK'))}{_digits(random, 6)}{random.choice('HSG')}",
            "letters and digits",
        ),
        (_digits(random, 8), "digits"),
        (f"{_digits(random, 2)}{_letters(random, 2)}{_digits(random, 5)}", "letters and digits"),
        (f"NG{_digits(random, 7)}H", "letters and digits"),
        (f"{_letters(random, 1)}{_digits(random, 4)}-{_digits(random, 4)}", "dashed"),
    )
    return random.choice(forms)


def _ip(scene: Scene) -> tuple[str, str]:
    random = scene.random
    head = random.choice(("192.168", "10.20", "172.16", "93.41", "151.38"))
    return f"{head}.{random.randint(1, 250)}.{random.randint(2, 250)}", "plain"


def _mac(scene: Scene) -> tuple[str, str]:
    mark = scene.random.choice(":-")
    return mark.join(f"{scene.random.randrange(256):02X}" for _ in range(6)), "colons" if mark == ":" else "dashes"


CODES = {
    "IT_FISCAL_CODE": _fiscal_code,
    "IT_HEALTH_CARD": _health_card,
    "IT_STP_CODE": _stp,
    "IT_PRESCRIPTION": _prescription,
    "RECORD_NUMBER": _record,
    "PROFESSIONAL_ID": _professional,
    "PHONE_NUMBER": _phone,
    "IT_LICENSE_PLATE": _plate,
    "VEHICLE_ID": _vin,
    "IT_IDENTITY_CARD": _identity_card,
    "IT_PASSPORT": _passport,
    "IT_DRIVER_LICENSE": _licence,
    "IT_RESIDENCE_PERMIT": _permit,
    "IBAN_CODE": _iban,
    "CREDIT_CARD": _card,
    "IT_VAT_CODE": _vat,
    "DEVICE_NUMBER": _device,
    "IP_ADDRESS": _ip,
    "MAC_ADDRESS": _mac,
}
"""Every entity that is a code, with the function that gives the code and the name of its form."""
