r"""IBAN, card and VAT numbers, where the check digits decide and not the layout.

    "IT60 X054 2811 1010 0000 0123 456"     "it60x0542811101000000123456"     "4111 1111 1111 1111"     "P.IVA 12345678903"

One identifier in ten passes a card's check by accident, so a card also needs the beginning and length of a card, and a
VAT number its context.
"""

from __future__ import annotations

import re

from validation.anonymisation.recognisers.patterns import Rule

__all__ = [
    "ACCOUNT_GATE",
    "ACCOUNT_RULES",
    "CARD_RULES",
    "IBAN_RULES",
    "VAT_RULES",
    "has_iban_digits",
    "has_luhn_digit",
    "has_vat_digit",
]

# How many characters an IBAN has in each country of the registry (SWIFT).
_LENGTHS = {
    15: "NO", 16: "BE", 18: "DK FO FI GL NL SD FK", 19: "MK SI", 20: "AT BA EE KZ LT LU XK MN", 21: "CR HR LV LI CH",
    22: "BH BG GE DE IE ME RS GB VA", 23: "GI IQ IL OM TL AE SO", 24: "AD CZ MD PK RO SA SK ES SE TN VG",
    25: "PT ST LY", 26: "IS TR", 27: "FR GR MR MC BI DJ", 28: "AL AZ BY CY DO GT HU LB PL SV NI HN",
    29: "BR EG PS QA UA", 30: "JO KW MU YE", 31: "MT SC", 32: "LC", 33: "RU",
}  # fmt: skip

_S = "[ \u00a0.\\-/]"
_FLAGS = re.IGNORECASE | re.ASCII


def has_iban_digits(number: str) -> bool:
    """Check an IBAN's two check digits (ISO 7064, modulo 97); its separators are passed over."""
    code = "".join(filter(str.isalnum, number)).upper()
    return code.isascii() and int("".join(str(int(character, 36)) for character in code[4:] + code[:4])) % 97 == 1


def has_luhn_digit(number: str) -> bool:
    """Check the last digit of `number` (ISO/IEC 7812); its separators are passed over."""
    figures = [int(figure) for figure in number if figure in "0123456789"][::-1]
    return (sum(figures[::2]) + sum(sum(divmod(2 * figure, 10)) for figure in figures[1::2])) % 10 == 0


def has_vat_digit(number: str) -> bool:
    """Check the last of a VAT number's eleven digits, which is Luhn's; eleven zeros are no number."""
    return has_luhn_digit(number) and any(figure in "123456789" for figure in number)


def _italian(found: re.Match[str]) -> float | None:
    return 1.0 if has_iban_digits(found[0]) else 0.2  # mistyped, it needs the word beside it


def _foreign(found: re.Match[str]) -> float | None:
    return 1.0 if has_iban_digits(found[0]) else None


def _foreign_rule(length: int, countries: str) -> Rule:
    groups, rest = divmod(length - 4, 4)
    code = rf"(?:{countries.replace(' ', '|')})[0-9]{{2}}(?:[ -]?[A-Z0-9]{{4}}){{{groups}}}"
    tail = rf"[ -]?[A-Z0-9]{{{rest}}}" if rest else ""
    return Rule(
        f"IBAN of {length} characters", re.compile(rf"(?<![A-Z0-9]){code}{tail}(?![A-Z0-9])", _FLAGS), 1.0, _foreign
    )


IBAN_RULES = (
    # Italy and San Marino, spaced in any way: a letter, ten digits, twelve letters or digits.
    Rule(
        "Italian IBAN",
        re.compile(
            rf"(?<![A-Z0-9])(?:IT|SM){_S}{{0,2}}[0-9]{_S}?[0-9]{_S}{{0,2}}[A-Z](?:{_S}{{0,2}}[0-9]){{10}}"
            rf"(?:{_S}{{0,2}}[A-Z0-9]){{12}}(?![A-Z0-9])",
            _FLAGS,
        ),
        0.2,
        _italian,
    ),
    *(_foreign_rule(length, countries) for length, countries in _LENGTHS.items()),
)
"""IBANs: the Italian one by its form, the others by their length; the check digits decide."""

# Beginnings and lengths of the schemes that number a card's holder, sixteen digits but for American Express (fifteen).
_CARD = re.compile(
    r"(?:4[0-9]{15}|5[1-5][0-9]{14}|2(?:22[1-9]|2[3-9][0-9]|[3-6][0-9]{2}|7[01][0-9]|720)[0-9]{12}|3[47][0-9]{13}"
    r"|6(?:011|5[0-9]{2}|4[4-9][0-9])[0-9]{12}|35(?:2[89]|[3-8][0-9])[0-9]{12})"
)
# Rarer ones, with lengths that other numbers have as well: old Visa, Diners, Maestro, UnionPay.
_RARE_CARD = re.compile(r"(?:4[0-9]{12}|4[0-9]{18}|3(?:0[0-5]|[689][0-9])[0-9]{11}|(?:50|5[6-8]|6[0-9])[0-9]{11,17})")
_GROUPED = re.compile(r"[0-9]{4}([ -])[0-9]{4}\1[0-9]{4}\1[0-9]{4}|[0-9]{4}([ -])[0-9]{6}\2[0-9]{5}")


def _card(found: re.Match[str]) -> float | None:
    number = re.sub("[^0-9]", "", found[0])
    grouped = _GROUPED.fullmatch(found[0]) is not None
    if not has_luhn_digit(number):
        return 0.2 if grouped and _CARD.fullmatch(number) and _is_card_named(found) else None  # mistyped
    if _CARD.fullmatch(number):
        return 1.0 if grouped else 0.35
    return 0.2 if _RARE_CARD.fullmatch(number) else None


def _is_card_named(found: re.Match[str]) -> bool:
    before = found.string[max(0, found.start() - 40) : found.start()]
    return re.search(r"carta|visa|mastercard|bancomat|amex|maestro", before, _FLAGS) is not None


CARD_RULES = (
    Rule(
        "card",
        re.compile(
            r"(?<![A-Za-z0-9_./-])(?:[2-6][0-9]{3}(?:[ -][0-9]{4}){3}|3[0-9]{3}[ -][0-9]{6}[ -][0-9]{4,5}"
            r"|[2-6][0-9]{12,18})"
            r"(?![A-Za-z0-9_/-])"
        ),
        0.5,
        _card,
    ),
)
"""Card numbers."""

_VAT_NAMED = re.compile(r"(?:p\.?[ \u00a0]?iva|partita[ \u00a0]iva|p\.?i\.|\bvat\b)[^0-9\n]{0,12}\Z", _FLAGS)


def _vat(found: re.Match[str]) -> float | None:
    if has_vat_digit(found[0]):
        return 0.1
    start = found.start()
    return 0.35 if _VAT_NAMED.search(found.string, max(0, start - 40), start) else None


VAT_RULES = (
    Rule(
        "VAT number",
        re.compile(r"(?<![A-Za-z0-9])(?:IT[ -]?)?[0-9](?:[ _]?[0-9]){10}(?![A-Za-z0-9])", _FLAGS),
        0.1,
        _vat,
    ),
)
"""VAT numbers: one in ten of all numbers of eleven digits has the check digit, so their context decides."""


_PLACE = r"(?P<place>[A-Z]{0,2}[0-9](?:[ ./_-]?[0-9A-Z]){4,32})(?![A-Za-z0-9])"
_GLUE = r"[ \t:.=#°º(-]{0,3}(?:(?:n|nr|num|numero)[.°º]{0,2} ?)?[ :]{0,2}"
_ACCOUNTS = (
    r"c/c(?: postale| bancario| banco ?posta)?|c/?c ?p|c\.c\.p\.?|conto(?: corrente)?(?: postale| bancario)?|cc "
    r"(?:postale|bancario|banco ?posta)"
    r"|libretto postale|coordinate(?: bancarie)?|bonifico"
)
_CARDS = (
    r"bancomat|poste?[ -]?pay(?: evolution)?|carta(?: di credito| di debito| prepagata| bancomat| postepay| visa"
    r"| mastercard)?|visa|mastercard|amex"
    r"|american express|maestro|nexi"
)


def _account(found: re.Match[str]) -> float | None:
    return 0.5 if sum(map(str.isdecimal, found["place"])) >= 5 else None


def _card_number(found: re.Match[str]) -> float | None:
    return 0.5 if 8 <= sum(map(str.isdecimal, found["place"])) <= 19 else None


ACCOUNT_RULES = (
    Rule("account", re.compile(rf"(?<![A-Za-z0-9])(?:{_ACCOUNTS}){_GLUE}{_PLACE}", _FLAGS), 0.5, _account),
    Rule("ABI or CAB", re.compile(r"(?<![A-Za-z0-9])(?:abi|cab)[ :.n°]{1,4}(?P<place>[0-9]{5})(?![0-9])", _FLAGS), 0.4),
    Rule(
        "mistyped IBAN",
        re.compile(
            r"(?<![A-Za-z0-9])iban[ :.n°(-]{0,5}(?P<place>(?:[A-Z]{2}[ -]?)?[0-9]{2}"
            r"(?:[ ./_-]{0,2}[A-Z0-9]){10,32})(?![A-Za-z0-9])",
            _FLAGS,
        ),
        0.6,
    ),
    Rule(
        "Italian IBAN, spaced in any way",
        re.compile(
            r"(?<![A-Za-z0-9])IT[ ./_-]{0,2}[0-9]{2}[ ./_-]{0,2}[A-Z](?:[ ./_-]{0,2}[0-9]){10}"
            r"(?:[ ./_-]{0,2}[A-Z0-9]){12}(?![A-Za-z0-9])",
            _FLAGS,
        ),
        0.6,
    ),
    Rule(
        "VAT number glued to its noun",
        re.compile(r"(?<![A-Za-z0-9])p\.?[ ]?i(?:va|\.)?(?P<place>(?:IT)?[0-9]{11})(?![A-Za-z0-9])", _FLAGS),
        0.5,
        None,
        "IT_VAT_CODE",
    ),
    Rule(
        "SWIFT",
        re.compile(
            r"(?<![A-Za-z0-9])(?:bic|swift)(?:[/ ](?:bic|swift))?[ :.]{1,3}(?P<place>[A-Z]{6}[A-Z0-9]{2}"
            r"(?:[A-Z0-9]{3})?)(?![A-Za-z0-9])",
            _FLAGS,
        ),
        0.4,
    ),
    Rule(
        "number of a card",
        re.compile(
            rf"(?<![A-Za-z0-9])(?:{_CARDS}){_GLUE}(?P<place>[0-9](?:[ ./_-]?[0-9]){{7,18}})(?![A-Za-z0-9])", _FLAGS
        ),
        0.5,
        _card_number,
        "CREDIT_CARD",
    ),
    Rule(
        "card in groups",
        re.compile(r"(?<![A-Za-z0-9])[2-6][0-9]{3}([ ./_-])[0-9]{4}\1[0-9]{4}\1[0-9]{4}(?![A-Za-z0-9])", _FLAGS),
        0.35,
        None,
        "CREDIT_CARD",
    ),
    Rule(
        "end of a card",
        re.compile(
            r"(?<![A-Za-z0-9])carta[^\n0-9]{0,30}(?:[*xX•]{4}|finale|termina(?:nte)? (?:con|per|in)|ultime (?:4"
            r"|quattro) cifre)[^\n0-9]{0,12}(?P<place>[0-9]{4})(?![0-9])",
            _FLAGS,
        ),
        0.5,
        None,
        "CREDIT_CARD",
    ),
    Rule(
        "card's check",
        re.compile(r"(?<![A-Za-z0-9])(?:cvv2?|cvc)[ :.]{1,3}(?P<place>[0-9]{3,4})(?![0-9])", _FLAGS),
        0.4,
        None,
        "CREDIT_CARD",
    ),
)
"""Accounts and cards that their noun names, whole or not, right or mistyped."""

_EDGE = "(?:^|[^A-Za-z0-9])"
ACCOUNT_GATE = (
    rf"(?i){_EDGE}(?:{_ACCOUNTS}|{_CARDS}){_GLUE}[A-Z]{{0,2}}[0-9]",
    rf"(?i){_EDGE}(?:abi|cab|iban|bic|swift|cvv2?|cvc)[^A-Za-z]",
    rf"(?i){_EDGE}iban(?:it|[0-9])",
    rf"(?i){_EDGE}p\.?[ ]?i(?:va|\.)?(?:IT)?[0-9]{{11}}",
    r"(?i)IT[ ./_-]{0,2}[0-9]{2}[ ./_-]{0,2}[A-Z](?:[ ./_-]{0,2}[0-9]){10}",
    r"[2-6][0-9]{3}[ ./_-][0-9]{4}[ ./_-][0-9]{4}[ ./_-][0-9]{4}",
    rf"(?i){_EDGE}carta[^\n0-9]{{0,30}}(?:[*x•]{{4}}|finale|termina|ultime)",
)
"""Patterns of which one occurs wherever one of `ACCOUNT_RULES` matches."""
