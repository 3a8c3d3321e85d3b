"""What may single a person out is read from a row, and what only looks like it is not."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validation.anonymisation.engine import Hit
from validation.risk.quasi import QUASI, age_band, dates_in, quasi_identifiers, sex_in


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("Paziente di 47 anni con febbre", "40-49"),
        ("Donna di anni 63, cefalea", "60-69"),
        ("72enne iperteso", "70-79"),
        ("F, 35 aa, dolore toracico", "30-39"),
        ("uomo di sessant'anni", "60-69"),
        ("una cinquantaquattrenne", "50-59"),
        ("ragazzo quindicenne", "10-19"),
        ("Età: 8", "0-9"),
        ("di 94 anni", "90+"),
        ("lattante di 5 mesi", "0-9"),
        ("iperteso da 10 anni, ora 58 anni", "50-59"),
        ("fumatore da 20 anni", ""),
        ("operato 3 anni fa", ""),
        ("negli ultimi 5 anni", ""),
        ("trasfuso di 2 unità, PA 120/80", ""),
        ("di 240 anni", ""),
        ("", ""),
    ],
)
def test_the_age_of_a_person_gives_a_band(text: str, band: str) -> None:
    assert age_band(text) == band


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("La sig.ra viene per tosse", "f"),
        ("Signora ricoverata ieri", "f"),
        ("Il sig. Tale, nato a Nonluogo", "m"),
        ("uomo inviato dalla signora che lo assiste; il paziente nega", "m"),
        ("Donna. Maschio alla nascita", "f"),
        ("Nega febbre", ""),
    ],
)
def test_the_sex_is_what_most_words_say(text: str, sex: str) -> None:
    assert sex_in(text) == sex


def test_dates_are_read_and_ratios_are_not() -> None:
    text = "Il 3 marzo 2019, poi 12/04/19, 2018-01-05 e 1.2.1999; PA 120/80, 31/02/2020, versione 1.2.3.4, febbre 10/10"
    assert dates_in(text) == [
        datetime.date(2019, 3, 3),
        datetime.date(2019, 4, 12),
        datetime.date(2018, 1, 5),
        datetime.date(1999, 2, 1),
    ]


def test_all_of_them_are_read_from_a_text() -> None:
    text = "Donna di 41 anni, casalinga, di origine marocchina, residente a Borgoquieto, seguita all'Ospedale San Nessuno. 2/5/2021"
    assert quasi_identifiers({}, text, []) == {
        "age": "40-49",
        "sex": "f",
        "place": "borgoquieto",
        "year": "2021",
        "hospital": "san nessuno",
        "profession": "casalinga",
        "origin": "marocchin",
    }


def test_a_column_goes_before_the_text_and_the_engine_before_the_patterns() -> None:
    text = "Uomo di 41 anni residente a Borgoquieto, visto a Pievelunga"
    hit = Hit(text.index("Pievelunga"), len(text), "LOCATION", 0.9, "places")
    row = {"eta": 67, "sesso": "F", "data": datetime.date(2020, 3, 1), "ospedale": "Ospedale  Vuoto", "origine": None}
    told = quasi_identifiers(row, text, [hit])
    assert told["age"] == "60-69"
    assert (told["sex"], told["year"], told["hospital"], told["place"]) == ("f", "2020", "ospedale vuoto", "pievelunga")


@pytest.mark.parametrize("text", ["ramo marocchino del plesso", "influenza russa", "ROM completo"])
def test_an_adjective_of_a_thing_is_no_origin(text: str) -> None:
    assert quasi_identifiers({}, text, [])["origin"] == ""


@given(st.text(max_size=200))
def test_any_text_gives_every_name(text: str) -> None:
    assert tuple(quasi_identifiers({}, text, [])) == QUASI
