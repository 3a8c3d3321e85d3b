"""Surrogates: one person is one person in every form; dates shift together; codes check; all is written as it was."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from codicefiscale import codicefiscale
from hypothesis import given
from hypothesis import strategies as st

from validation.anonymisation.repair import dates, names, numbers
from validation.anonymisation.repair.keys import Key
from validation.anonymisation.repair.surrogates import MASKED, Group, Surrogates, tag
from validation.anonymisation.tags import TAG_OF

KEY = Key(bytes(range(48)))
GROUP = Group(KEY.derived("group", "P-1"))
KEYS = st.binary(min_size=32, max_size=32).map(Key)


def _name(written: str, group: Group = GROUP) -> str:
    return group.replacement("PERSON", written)


# ---------------------------------------------------------------------------------------------------------- names


@given(KEYS)
def test_all_forms_of_one_name_agree(key: Key) -> None:
    group = Group(key)
    first, last = _name("Ersilia Montefalchi", group).split()
    assert _name("MONTEFALCHI Ersilia", group) == f"{last.upper()} {first}"
    assert _name("Montefalchi", group) == last
    assert _name("ersilia montefalchi", group) == f"{first} {last}".lower()
    assert _name("E. Montefalchi", group) == f"{first[0]}. {last}"
    assert _name("E.M.", group) == f"{first[0]}.{last[0]}."
    assert _name("EM", group) == first[0] + last[0]
    assert _name("dott.ssa Montefalchi", group) == f"dott.ssa {last}"
    assert _name("Montefalchi\nErsilia", group) == f"{last}\n{first}"
    assert {first.lower(), last.lower()}.isdisjoint({"ersilia", "montefalchi"})


@given(KEYS, st.sampled_from(["Mario", "Giovanni", "Andrea", "Anna", "Lucia", "Teresa"]))
def test_the_gender_of_a_first_name_is_kept(key: Key, name: str) -> None:
    women = name in ("Anna", "Lucia", "Teresa")
    assert _name(name, Group(key)) in names.first_names()["F" if women else "M"]


@pytest.mark.parametrize(
    "one, other",
    [
        ("D'Ettorre", "D’ ETTORRE"),
        ("De Luca", "de luca"),
        ("Nicolò", "NICOLO'"),
        ("Nicolò", "Nicolo\u0300"),
    ],
)
def test_ways_of_writing_one_name_are_one_name(one: str, other: str) -> None:
    assert _name(one).casefold() == _name(other).casefold()


def test_two_first_names_with_one_initial_stay_two() -> None:
    given_names = ["Maria", "Marta", "Marina", "Monica", "Mara", "Milena", "Mirella"]
    assert len({_name(each) for each in given_names}) == len(given_names)


def test_the_same_name_in_another_group_is_another() -> None:
    everywhere = {_name("Ersilia Montefalchi", Surrogates(KEY).group(f"P-{number}")) for number in range(30)}
    assert len(everywhere) > 25


def test_connecting_words_stay_and_digits_mask() -> None:
    assert re.fullmatch(r"\w+ e \w+ \w+", _name("Mario e Anna Montefalchi"))
    assert _name("Mario2") == "[NOME]"
    assert _name("...") == "[NOME]"


# ---------------------------------------------------------------------------------------------------------- dates


WEEKS = timedelta(weeks=60)


@pytest.mark.parametrize(
    "written, moved",
    [
        ("12/03/2019", "05/05/2020"),
        ("12.3.2019", "05.5.2020"),
        ("2.3.19", "25.4.20"),
        ("2019-03-12", "2020-05-05"),
        ("2019-03-12T14:30:00", "2020-05-05T14:30:00"),
        ("12/03/2019 ore 14.30", "05/05/2020 ore 14.30"),
        ("martedì 12 marzo 2019", "martedì 5 maggio 2020"),
        ("12 MARZO 2019", "5 MAGGIO 2020"),
        ("12 Marzo 2019", "5 Maggio 2020"),
        ("12-mar-19", "5-mag-20"),
        ("1° marzo 2019", "24 aprile 2020"),
        ("primo marzo 2019", "24 aprile 2020"),
        ("12 marzo", "5 maggio"),
        ("12/03", "05/05"),
        ("gennaio del 2017", "marzo del 2018"),
        ("mar-21", "mag-22"),
        ("dic '22", "feb '24"),
        ("03/2019", "05/2020"),
        ("2017-01", "2018-03"),
        ("2017", "2018"),
        ("fine marzo 2019", "fine maggio 2020"),
        ("metà 2018", "metà 2019"),
        ("inizio maggio", "inizio luglio"),
        ("29/02/2020", "24/04/2021"),
        ("dal 3/4/2019 al 7/4/2019", "dal 27/5/2020 al 31/5/2020"),
    ],
)
def test_a_date_is_shifted_and_written_as_it_was(written: str, moved: str) -> None:
    assert dates.shifted(written, WEEKS) == moved


@pytest.mark.parametrize(
    "written",
    ["31/02/2019", "3-7 marzo 2019", "12-15/03/2019", "Natale 2019", "lunedì scorso", "14:30", "120/80", "", "tre marzo",
     "12/03/2019 a Montefalco", "99/99/9999", "31/12/9999", "00/00/0000", "'98", "2018-2020"],
)  # fmt: skip
def test_what_is_not_understood_is_not_shifted(written: str) -> None:
    assert dates.shifted(written, WEEKS) is None
    assert GROUP.replacement("DATE_TIME", written) == "[DATA]"


@given(KEYS, st.dates(date(1920, 1, 1), date(2030, 12, 31)), st.dates(date(1920, 1, 1), date(2030, 12, 31)))
def test_intervals_and_weekdays_stay_and_no_date_does(key: Key, one: date, other: date) -> None:
    def moved(day: date) -> date:
        year, month, number = Group(key).replacement("DATE_OF_BIRTH", day.isoformat()).split("-")
        return date(int(year), int(month), int(number))

    assert moved(one) - moved(other) == one - other
    assert moved(one).weekday() == one.weekday()
    assert (moved(one).year, moved(one).isoformat()[5:]) != (one.year, one.isoformat()[5:])
    assert dates.FEWEST_WEEKS * 7 <= abs((moved(one) - one).days) <= dates.MOST_WEEKS * 7


@pytest.mark.parametrize(
    "written, band",
    [
        ("94 anni", "oltre 89 anni"),
        ("novantaquattro anni", "oltre 89 anni"),
        ("aa 94", "oltre 89 anni"),
        ("94", "oltre 89"),
        ("94enne", "ultranovantenne"),
        ("Novantaquattrenne", "ultranovantenne"),
        ("ULTRACENTENARIA", "ULTRANOVANTENNE"),
        ("centenari", "ultranovantenni"),
    ],
)
def test_great_ages_become_a_band(written: str, band: str) -> None:
    assert GROUP.replacement("AGE_OVER_89", written) == band


# -------------------------------------------------------------------------------------------------------- numbers


def _luhn_holds(digits: str) -> bool:
    doubled = [int(each) * (1 + number % 2) for number, each in enumerate(reversed(digits))]
    return sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0


@given(KEYS, st.dates(date(1925, 1, 1), date(2024, 12, 31)), st.sampled_from("MF"))
def test_a_fiscal_code_keeps_its_sex_and_shifts_its_birth_date(key: Key, born: date, sex: str) -> None:
    code = codicefiscale.encode("Montefalchi", "Ersilia", sex, born.isoformat(), "Roma")
    group = Group(key)
    new = group.replacement("IT_FISCAL_CODE", code)
    assert codicefiscale.is_valid(new)
    assert new[:6] != code[:6]
    day, month = int(new[9:11]), 1 + "ABCDEHLMPRST".index(new[8])
    assert (day > 40) == (sex == "F")
    shifted = group.replacement("DATE_OF_BIRTH", f"{born:%d/%m/%y}")
    assert f"{day - 40 * (day > 40):02d}/{month:02d}/{new[6:8]}" == shifted


def test_a_fiscal_code_is_written_as_it_was() -> None:
    plain = GROUP.replacement("IT_FISCAL_CODE", "MNTRSL48C52H501A")
    assert GROUP.replacement("IT_FISCAL_CODE", "mnt rsl 48c52 h501a").replace(" ", "") == plain.lower()
    assert GROUP.replacement("IT_FISCAL_CODE", "MNTRSL48C52") == "[CODICE FISCALE]"
    assert GROUP.replacement("IT_FISCAL_CODE", "MNTRSL48C99H501A") == "[CODICE FISCALE]"


@pytest.mark.parametrize("written", ["IT60X0542811101000000123456", "DE89370400440532013000"])
@given(key=KEYS)
def test_an_iban_checks_and_keeps_its_country(key: Key, written: str) -> None:
    new = Group(key).replacement("IBAN_CODE", written)
    assert new[:2] == written[:2]
    assert int("".join(str(int(each, 36)) for each in new[4:] + new[:4])) % 97 == 1


def test_the_control_letter_of_an_italian_account_is_right() -> None:
    assert numbers._cin("0542811101000000123456") == "X"


@given(KEYS)
def test_cards_check(key: Key) -> None:
    group = Group(key)
    card = group.replacement("CREDIT_CARD", "4111 1111 1111 1111")
    assert re.fullmatch(r"4\d{3}( \d{4}){3}", card)
    assert _luhn_holds(card.replace(" ", ""))
    assert _luhn_holds(group.replacement("IT_VAT_CODE", "00743110157"))
    health = group.replacement("IT_HEALTH_CARD", "80380000300123456783")
    assert health.startswith("80380")
    assert _luhn_holds(health)


def test_one_telephone_number_is_one_however_it_is_written() -> None:
    plain = GROUP.replacement("PHONE_NUMBER", "3475550147")
    assert re.fullmatch(r"3\d{9}", plain)
    assert GROUP.replacement("PHONE_NUMBER", "347 555 0147") == f"{plain[:3]} {plain[3:6]} {plain[6:]}"
    assert GROUP.replacement("PHONE_NUMBER", "+39 347.5550147") == f"+39 {plain[:3]}.{plain[3:]}"
    assert re.fullmatch(r"\(0\d{2}\) \d{3}/\d{4}", GROUP.replacement("PHONE_NUMBER", "(051) 555/0134"))


@pytest.mark.parametrize(
    "entity, written, shape",
    [
        ("IT_LICENSE_PLATE", "AB 123 CD", r"[A-Z]{2} \d{3} [A-Z]{2}"),
        ("IT_IDENTITY_CARD", "ca12345xy", r"[a-z]{2}\d{5}[a-z]{2}"),
        ("RECORD_NUMBER", "SDO 2019/012345", r"SDO \d{4}/\d{6}"),
        ("RECORD_NUMBER", "cartella", r"\[NUMERO PRATICA\]"),
        ("IT_STP_CODE", "STP1234567890123", r"STP\d{13}"),
        ("EMAIL_ADDRESS", "ersilia.montefalchi@posta.example", r"[a-z]+\.[a-z]+@example\.org"),
        ("ADDRESS", "V.le dei Tigli 12", r"V\.le \w+, \d+"),
        ("ADDRESS", "Via Montefalco 3, 06036 Montefalco", r"Via \w+, \d+, \d{5} [\w' ]+"),
        ("LOCATION", "(PG)", r"\([A-Z]{2}\)"),
        ("LOCATION", "06036", r"\d{5}"),
        ("LOCATION", "MONTEFALCO", r"[A-Z' ]+"),
        ("FACILITY", "Osp. dei Tigli", r"Osp\. San \w+"),
        ("FACILITY", "OSPEDALE DEI TIGLI", r"OSPEDALE SAN \w+"),
    ],
)
def test_other_values_keep_their_shape(entity: str, written: str, shape: str) -> None:
    new = GROUP.replacement(entity, written)
    assert re.fullmatch(shape, new), new
    assert "montefal" not in new.casefold()
    assert new != written


@given(KEYS, st.sampled_from(sorted(TAG_OF)), st.text(max_size=30))
def test_whatever_stands_there_something_else_stands_there_then(key: Key, entity: str, written: str) -> None:
    new = Group(key).replacement(entity, written)
    assert new
    assert new != written
    assert new == Group(key).replacement(entity, written)


def test_what_has_no_surrogate_has_its_tag() -> None:
    assert {GROUP.replacement(entity, "x1") for entity in MASKED} == {tag(entity) for entity in MASKED}
    assert {"URL", "PLACEHOLDER", "QUASI_IDENTIFIER"} <= MASKED
    assert tag("OF_A_USER") == GROUP.replacement("OF_A_USER", "x") == "[RIMOSSO]"
