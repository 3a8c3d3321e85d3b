"""The values of canaries: invented people, numbers and places, drawn from a seeded generator.

    render("Sig.ra ‹{Cognome} {Nome}›", random.Random("seed"), inside=True)

A field in braces is drawn from `FIELDS`; its case is the case of what it draws (`{Nome}`, `{NOME}`, `{nome}`). `#` is any
digit and `§` any letter of an Italian number plate. `inside` says whether names and places come from lists that every
Italian gazetteer holds, or from outside them: foreign names, sequences of letters that no language has, and frequent Italian
surnames that the lists of Faker lack.

Nobody here exists. This module imports nothing heavy and never touches the network.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Mapping
from random import Random

__all__ = ["FIELDS", "LISTED", "is_listed", "render"]

_FIRST = """
    Maria Anna Giuseppe Antonio Giovanni Luigi Francesca Paolo Laura Marco Elena Roberto Giulia Stefano Teresa Pietro
    Silvia Lucia Angela Mario Carla Giorgio Paola Alessandro Simona Daniela Riccardo Caterina Enrico Raffaele Lorenzo
""".split()
_LAST = """
    Rossi Russo Ferrari Esposito Bianchi Romano Ricci Marino Bruno Mancini Lombardi Moretti Santoro Rinaldi Caruso Ferrara
    Martinelli Coppola Parisi Fabbri Pellegrini Palumbo Farina Cattaneo Amato Silvestri Grassi Conti Greco
""".split()
_UNLISTED_LAST = """
    Colombo Gallo Giordano Barbieri Mariani Martini Gentile Vitale Marchetti Ferraro Sanna Rizzi Morelli Mazza Testa
    Pellegrino Costa
""".split()
_TOWNS = """
    Roma Milano Torino Napoli Palermo Genova Bologna Firenze Bari Catania Verona Padova Trieste Brescia Parma Modena
    Livorno Ravenna Cagliari Perugia Rimini Ferrara Sassari Pescara Bergamo Vicenza Novara Udine Arezzo Cesena
""".split()
_STREETS = (
    "Garibaldi|Mazzini|Cavour|Verdi|Dante|Marconi|Matteotti|Gramsci|Leopardi|Manzoni|Carducci|XX Settembre|Roma"
    "|dei Mille|San Francesco|della Repubblica|Vittorio Emanuele|Aldo Moro"
).split("|")
_HOUSES = (
    "Maggiore|San Raffaele|Niguarda|Cardarelli|Careggi|Molinette|San Giovanni|Santa Maria|Sant'Andrea|San Camillo"
    "|Umberto I|Gemelli|San Martino|Sacro Cuore|San Giuseppe|Villa Serena"
).split("|")
_FOREIGN_FIRST = """
    Svitlana Xiaoyan Fatoumata Zbigniew Oluwaseun Aigerim Krzysztof Thanh Ikechukwu Gurpreet Nadezhda Mbaye Chukwudi
    Yevheniia Vasyl Abdoulaye Zhanna Agnieszka
""".split()
_FOREIGN_LAST = """
    Oyelaran Szczepański Kowalczyk Chukwuemeka Đorđević Shevchenko Okonkwo Wickramasinghe Bondarenko Zielińska Ndiaye
    Hryshchenko Adeyemi Tkachuk Jayawardena Nwachukwu Krasniqi Mukhtarov
""".split()
_FOREIGN_TOWNS = (
    "Kremenchuk Chernivtsi Korhogo Ouahigouya Zhytomyr Bahawalpur Szczecin Shkodër Bălți Mymensingh".split()
)

_ONSETS = "Ghel Vrun Zbri Krol Tzan Quov Drov Flun Scrav Brund Gwal Plos".split()
_MIDDLES = "be ri to na la vo mi du".split()
_ENDS = "zzo nelli reschi ggia ffoni mbrati lucco tanni".split()

_MONTHS = "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split()
_ONES = ("", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove")
_PROVINCES = "RM MI TO NA PA GE BO FI BA CT VR PD TS BS PR MO".split()
_PLATE = "ABCDEFGHJKLMNPRSTVWXYZ"
_CADASTRAL = "H501 F205 L219 F839 G273 D969 A944 D612 A662 C351".split()
_CONSONANTS = "BCDFGLMNPRSTVZ"
_BIRTHS = (datetime.date(1935, 1, 1), datetime.date(2004, 12, 31))
_VISITS = (datetime.date(2016, 1, 1), datetime.date(2026, 10, 31))

Draw = Callable[[Random, bool, str], str]


def _invented(rng: Random) -> str:
    return rng.choice(_ONSETS) + rng.choice(_MIDDLES) + rng.choice(_ENDS)


def _from(inside: list[str], *outside: list[str]) -> Draw:
    """Draw from `inside`, or else, each as often as the other, an invented name or one of the lists in `outside`."""

    def draw(rng: Random, is_inside: bool, argument: str) -> str:
        if is_inside:
            return rng.choice(inside)
        names = rng.choice([None, *outside])
        return _invented(rng) if names is None else rng.choice(names)

    return draw


def _plain(draw: Draw) -> Draw:
    """Fold to small ASCII letters, as an e-mail address has them."""

    def folded(rng: Random, is_inside: bool, argument: str) -> str:
        letters = unicodedata.normalize("NFKD", draw(rng, is_inside, argument).replace("Đ", "D").replace("đ", "d"))
        return "".join(letter for letter in letters if letter.isascii() and letter.isalpha()).lower()

    return folded


def _initial(draw: Draw) -> Draw:
    return lambda rng, is_inside, argument: draw(rng, is_inside, argument)[0]


def _cased(draw: Draw, case: Callable[[str], str]) -> Draw:
    return lambda rng, is_inside, argument: case(draw(rng, is_inside, argument))


def _grouped(code: str, argument: str) -> str:
    """Cut a code into groups of `argument` characters ("4"), the separator before it where it is no blank ("-4")."""
    if not argument:
        return code
    separator, size = (argument[0], int(argument[1:])) if not argument.isdigit() else (" ", int(argument))
    return separator.join(code[at : at + size] for at in range(0, len(code), size))


def _digits(rng: Random, count: int) -> str:
    return "".join(rng.choice("0123456789") for _ in range(count))


def _date(span: tuple[datetime.date, datetime.date]) -> Draw:
    def draw(rng: Random, is_inside: bool, argument: str) -> str:
        day = span[0] + datetime.timedelta(days=rng.randrange((span[1] - span[0]).days))
        if argument == "words":
            return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
        return day.strftime(argument)

    return draw


def _luhn(number: str) -> str:
    doubled = [int(digit) * (2 if at % 2 == 0 else 1) for at, digit in enumerate(reversed(number))]
    return str(-sum(value // 10 + value % 10 for value in doubled) % 10)


def _card(prefix: str, length: int) -> Draw:
    def draw(rng: Random, is_inside: bool, argument: str) -> str:
        number = prefix + _digits(rng, length - 1 - len(prefix))
        return _grouped(number + _luhn(number), argument)

    return draw


def _vat(rng: Random, is_inside: bool, argument: str) -> str:
    # 7 digits of the firm, then the office that gave the number (a province, 001 to 100).
    number = f"{rng.randrange(1, 5_000_000):07d}{rng.randrange(1, 101):03d}"
    return _grouped(number + _luhn(number), argument)


def _iban(rng: Random, is_inside: bool, argument: str) -> str:
    country, account = ("DE", _digits(rng, 18)) if argument == "DE" else ("IT", rng.choice("ABCX") + _digits(rng, 22))
    numeric = "".join(str(int(character, 36)) for character in account + country + "00")
    check = f"{98 - int(numeric) % 97:02d}"
    if argument == "printed":  # as on a form: country, check, CIN, bank, branch, account
        return f"{country} {check} {account[0]} {account[1:6]} {account[6:11]} {account[11:]}"
    return _grouped(country + check + account, "" if argument == "DE" else argument)


_FIRST_TEN = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21)
_ODD = dict(
    zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (*_FIRST_TEN, *_FIRST_TEN, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23),
        strict=True,
    )
)
"""What a character at an odd place adds to the check of a codice fiscale."""


def _check_letter(code: str) -> str:
    even = (int(character, 36) - (10 if character.isalpha() else 0) for character in code[1::2])
    return chr(ord("A") + (sum(_ODD[character] for character in code[::2]) + sum(even)) % 26)


def _fiscal_code(rng: Random, is_inside: bool, argument: str) -> str:
    """Make a codice fiscale: right; "omocode", "wrong" check letter, "foreign"-born, "spaced", or its "half"."""
    letters = "".join(rng.choice(_CONSONANTS) for _ in range(6))
    day = rng.randrange(1, 29) + rng.choice([0, 40])
    place = f"Z{rng.randrange(100, 155)}" if argument == "foreign" else rng.choice(_CADASTRAL)
    code = f"{letters}{rng.randrange(35, 99)}{rng.choice('ABCDEHLMPRST')}{day:02d}{place}"
    if argument == "half":
        return code[:11]
    if argument == "omocode":
        code = code[:14] + "LMNPQRSTUV"[int(code[14])]
    check = _check_letter(code)
    if argument == "wrong":
        check = chr(ord("A") + (ord(check) - ord("A") + rng.randrange(1, 26)) % 26)
    code += check
    return " ".join((code[:3], code[3:6], code[6:11], code[11:])) if argument == "spaced" else code


def _health_card(rng: Random, is_inside: bool, argument: str) -> str:
    number = f"80380{rng.choice(['000', '120', '030'])}{_digits(rng, 11)}"
    if argument == "wrong":
        return number + str((int(_luhn(number)) + rng.randrange(1, 10)) % 10)
    return _grouped(number + _luhn(number), argument)


def _age_in_words(number: int) -> str:
    return "cento" if number == 100 else "novant" + {1: "uno", 8: "otto"}.get(number - 90, "a" + _ONES[number - 90])


def _plate(rng: Random, is_inside: bool, argument: str) -> str:
    left, right = (rng.choice(_PLATE) + rng.choice(_PLATE) for _ in range(2))
    return argument.join((left, _digits(rng, 3), right))


def _vehicle(rng: Random, is_inside: bool, argument: str) -> str:
    return argument + "".join(rng.choice(_PLATE + "0123456789") for _ in range(8)) + _digits(rng, 6)


def _hexadecimal(count: int, size: int) -> Draw:
    return lambda rng, is_inside, argument: (argument or ":").join(
        "".join(rng.choice("0123456789abcdef") for _ in range(size)) for _ in range(count)
    )


def _choice(words: str) -> Draw:
    return lambda rng, is_inside, argument: rng.choice(words.split("|"))


_NAME, _SURNAME = _from(_FIRST, _FOREIGN_FIRST), _from(_LAST, _FOREIGN_LAST, _UNLISTED_LAST)
_TOWN, _STREET, _HOUSE = _from(_TOWNS, _FOREIGN_TOWNS), _from(_STREETS), _from(_HOUSES)

LISTED: Mapping[str, Draw] = {
    "Nome": _NAME,
    "NOME": _cased(_NAME, str.upper),
    "nome": _cased(_NAME, str.lower),
    "N": _initial(_NAME),
    "Cognome": _SURNAME,
    "COGNOME": _cased(_SURNAME, str.upper),
    "cognome": _cased(_SURNAME, str.lower),
    "C": _initial(_SURNAME),
    "n.mail": _plain(_NAME),
    "c.mail": _plain(_SURNAME),
    "Comune": _TOWN,
    "COMUNE": _cased(_TOWN, str.upper),
    "comune": _cased(_TOWN, str.lower),
    "Via": _STREET,
    "VIA": _cased(_STREET, str.upper),
    "Struttura": _HOUSE,
    "STRUTTURA": _cased(_HOUSE, str.upper),
}
"""The fields whose values may stand in a gazetteer or not; initials are here because names are."""

FIELDS: Mapping[str, Draw] = {
    **LISTED,
    "prov": _choice("|".join(_PROVINCES)),
    "date": _date(_VISITS),
    "birth": _date(_BIRTHS),
    "day": lambda rng, is_inside, argument: str(rng.randrange(13, 29)),  # above 12, so that it is no month
    "month": lambda rng, is_inside, argument: str(rng.randrange(1, 13)),
    "mese": _choice("|".join(_MONTHS)),
    "mese3": _choice("|".join(month[:3] for month in _MONTHS)),
    "year": lambda rng, is_inside, argument: str(rng.randrange(2016, 2027)),
    "year2": lambda rng, is_inside, argument: f"{rng.randrange(16, 27)}",
    "birthyear": lambda rng, is_inside, argument: str(rng.randrange(1935, 2005)),
    "age": lambda rng, is_inside, argument: str(rng.randrange(90, 106)),
    "age.words": lambda rng, is_inside, argument: _age_in_words(rng.randrange(90, 101)),
    "age.adjective": _choice(
        "novantenne|novantunenne|novantaduenne|novantatreenne|novantaquattrenne|novantacinquenne|novantaseienne"
        "|novantasettenne|novantottenne|novantanovenne|centenne"
    ),
    "cf": _fiscal_code,
    "cf.small": _cased(_fiscal_code, str.lower),
    "team": _health_card,
    "iban": _iban,
    "card": _card("4", 16),
    "mastercard": _card("52", 16),
    "amex": _card("37", 15),
    "vat": _vat,
    "plate": _plate,
    "plate.small": _cased(_plate, str.lower),
    "vin": _vehicle,
    "vin.small": _cased(_vehicle, str.lower),
    "octet": lambda rng, is_inside, argument: str(rng.randrange(2, 254)),
    "mac": _hexadecimal(6, 2),
    "MAC": _cased(_hexadecimal(6, 2), str.upper),
    "mac.cisco": _hexadecimal(3, 4),
    "ip6": _hexadecimal(8, 4),
    "site": lambda rng, is_inside, argument: _invented(rng).lower(),
    "word": _choice("|".join(f"{onset}{end}".lower() for onset in _ONSETS for end in _ENDS)),
    "lavoro": _choice("notaio|prefetto|magistrato|senatore|parroco|carabiniere|avvocato|vescovo|minatore|diacono"),
    "paese": _choice("moldava|senegalese|ucraina|nigeriana|cinese|albanese|peruviana|bengalese|marocchina|filippina"),
    "fede": _choice("musulmana|ebraica|buddista|induista|ortodossa|valdese|evangelica"),
}
"""What can stand in braces, by name."""

_FIELD = re.compile(r"\{(?P<name>[\w.]+)(?::(?P<argument>[^}]*))?\}")
_WILD = re.compile("[#§]")


def is_listed(template: str) -> bool:
    """Tell whether a template draws a value that gazetteers may hold, so that it is planted from inside and outside."""
    return any(match["name"] in LISTED for match in _FIELD.finditer(template))


def render(template: str, rng: Random, *, inside: bool) -> str:
    """Draw every field of `template`; the same generator in the same state gives the same text.

    Raises:
        KeyError: a field is not one of `FIELDS`: a mistake in a form.
    """
    drawn = _FIELD.sub(lambda match: FIELDS[match["name"]](rng, inside, match["argument"] or ""), template)
    return _WILD.sub(lambda match: rng.choice("0123456789" if match[0] == "#" else _PLATE), drawn)
