"""Houses in small letters, well-known ones, authorities by their codes; and places of daily life with a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validation.anonymisation.engine import IdentifierEngine
from validation.anonymisation.recognisers.house_names import house_name_voice
from validation.anonymisation.recognisers.venues import venue_voice

HOUSES = IdentifierEngine([house_name_voice()])
VENUES = IdentifierEngine([venue_voice()])


def found(text: str, engine: IdentifierEngine = HOUSES) -> list[str]:
    hits = engine.scan(text)
    assert hits == engine.scan_ungated(text)
    return [text[hit.start : hit.end] for hit in hits]


@pytest.mark.parametrize(
    "name",
    [
        "rsa don orione", "hospice il gelso", "casa di riposo sant'anna", "asst valle olona", "ausl della romagna", "usl umbria 2",
        "ulss 9 scaligera", "AST Macerata", "asugi", "asl to3", "ospedale dell'angelo", "nuovo ospedale delle rose",
        "ospedale santa maria della misericordia di udine", "osp. maggiore", "ospedale brancavelli", "fondazione maugeri",
        "clinica villa verde", "Ospedale Legnago", "PS Cittadella",
    ],
)  # fmt: skip
def test_a_house_is_found_whole(name):
    assert found(f"accesso del 3/4, {name}. stabile") == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("controllo c/o san raffaele", ["san raffaele"]),
        ("visitata al cardarelli ieri", ["cardarelli"]),
        ("ricovero in villa dei pini a agosto", ["villa dei pini"]),
        ("trasferita al sant'anna di como", ["sant'anna di como"]),
        ("dimessa da Villa Vrundola", ["Villa Vrundola"]),
    ],
)
def test_a_house_is_found_after_a_preposition(text, names):
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "in ospedale di riferimento, clinica negativa, rsa la paziente, AST 45, asp 100 mg, AST di poco mossa",
        "esami di laboratorio di Grado 4; comunità di provenienza; ospedale della zona, ps ore 12",
        "gravidanza di gemelli; villa con giardino; presidio sanitario, presidio di sicurezza",
        "cotugno a parte; test di Spallanzani",
    ],
)
def test_what_has_no_name_is_none(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('lavora presso il bar "La Vrundola" da maggio', ['bar "La Vrundola"']),
        ("inserito presso il centro 'Nuovo Vrundolo' a maggio", ["centro 'Nuovo Vrundolo'"]),
        ("nella Chiesa di San Vrundolo", ["Chiesa di San Vrundolo"]),
        ("cooperativa sociale Vrundola", ["cooperativa sociale Vrundola"]),
        ("una partita allo Stadio Vrundolo", ["Stadio Vrundolo"]),
    ],
)
def test_a_place_of_daily_life_is_found(text, names):
    assert found(text, VENUES) == names


@pytest.mark.parametrize(
    "text",
    [
        "stadio di Tanner II, stadio Binet B, in circolo di Vrund, pressione 5 bar, bar in centro",
        "gruppo Placebo, associazione Amoxicillina, anestesia locale Lidocaina, studio Vrund, l'azienda Inventata",
    ],
)
def test_medicine_is_no_place_of_daily_life(text):
    assert found(text, VENUES) == []


@given(
    st.lists(
        st.sampled_from(
            [
                "rsa",
                "Osp.",
                "ospedale",
                "san",
                "vrundolo",
                "al",
                "villa",
                "dei",
                "pini",
                "asl",
                "2",
                "di",
                "Lodi",
                "ı",
                "\n",
                '"Il',
                'Sole"',
                "bar",
            ]
        )
    )
)
def test_the_gates_admit_whatever_fires(pieces):
    found(" ".join(pieces))
    found(" ".join(pieces), VENUES)
