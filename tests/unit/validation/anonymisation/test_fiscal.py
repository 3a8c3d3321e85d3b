"""Fiscal codes, however they are written. Every code is invented."""

import pytest
from codicefiscale import codicefiscale
from hypothesis import given
from hypothesis import strategies as st

from validation.anonymisation.recognisers.fiscal import has_birth_date, has_check_letter

CODE = "RSSMRA80A01H501U"


@given(
    st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=6, max_size=6),
    st.dates(),
    st.sampled_from([0, 40]),
    st.sampled_from("ABCDEFGHILM"),
    st.integers(1, 999),
)
def test_the_check_letter_is_the_one_that_another_library_gives(letters, born, woman, place, number):
    begun = f"{letters}{born.year % 100:02}{'ABCDEHLMPRST'[born.month - 1]}{born.day + woman:02}{place}{number:03}"
    letter = codicefiscale.encode_cin(begun)
    assert has_check_letter(begun + letter)
    assert not has_check_letter(begun + ("A" if letter != "A" else "B"))


@given(st.dates(), st.sampled_from([0, 40]))
def test_a_day_that_exists_is_a_birth_date(born, woman):
    year, day = f"{born.year % 100:02}", f"{born.day + woman:02}"
    assert has_birth_date(f"RSSMRA{year}{'ABCDEHLMPRST'[born.month - 1]}{day}")


@pytest.mark.parametrize(
    "code", ["RSSMRA80A00", "RSSMRA80A32", "RSSMRA80D71", "RSSMRA81B29", "RSSMRA80F01", "RSSMRA80A72", "RSSMRAA0A01"]
)
def test_a_day_that_does_not_exist_is_none(code):
    assert not has_birth_date(code)


def test_letters_may_stand_for_figures():
    assert has_birth_date("RSSMRA80ALM")  # the first


@pytest.mark.parametrize(
    "written",
    [
        CODE,
        CODE.lower(),
        "RSS MRA 80A01 H501U",
        "R S S M R A 8 0 A 0 1 H 5 0 1 U",
        "R|S|S|M|R|A|8|0|A|0|1|H|5|0|1|U",
        "RSS-MRA-80A01-H501-U",
        "RSSMRA80A01\nH501U",
        "RSSMRA80A01H501X",  # a wrong check letter
        "RSSMRA80A01H50MU",  # a letter for a figure
        "RSSMRA80A01",  # cut short
        "RSSMRA80A01H",
    ],
)
def test_a_code_is_found_without_a_word_beside_it(found, written):
    assert (written, "IT_FISCAL_CODE") in found(f"nato a Roma, {written}.")


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        (f"C.F.{CODE}.", CODE),
        (f"CF{CODE}residente", CODE),  # glued, but its check letter is right
        ("CF: rssmra80a01", "rssmra80a01"),
        ("RSSMRA80A01XXXXX", "RSSMRA80A01XXXXX"),  # half crossed out
        ("codice fiscale RSS MRA 80A01", "RSS MRA 80A01"),
        ("C.F. provvisorio: 81234567890", "81234567890"),
    ],
)
def test_a_code_is_found_where_it_is_named_or_glued(found, text, covered):
    assert (covered, "IT_FISCAL_CODE") in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "ABCDEF12A99",  # no such day
        "colorante Opadry 20A28",
        "bianco 13B58",
        "elettrocardiogramma ed ecocardiografia",
        "XCFRSSMRA80A01H501X",  # glued, with a wrong check letter
        "rssmra80a01",  # cut short, in small letters, unnamed
    ],
)
def test_what_only_looks_like_a_code_is_left_alone(found, text):
    assert "IT_FISCAL_CODE" not in {entity for _, entity in found(text)}
