"""Places are found where they are told or listed, and not where medicine borrowed their names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validation.anonymisation import gazetteers
from validation.anonymisation.engine import IdentifierEngine
from validation.anonymisation.recognisers.places import place_voices

ENGINE = IdentifierEngine(place_voices())


def found(text: str) -> list[str]:
    hits = ENGINE.scan(text)
    assert hits == ENGINE.scan_ungated(text)
    return [text[hit.start : hit.end] for hit in hits]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("residente a Legnago (VR)", ["Legnago (VR)"]),
        ("Nata a CAVA DE' TIRRENI il 3/4/1950", ["CAVA DE' TIRRENI"]),
        ("nato il 12.03.1944 a Sale (AL), pensionato", ["Sale (AL)"]),
        ("nato il 3 marzo 1944 a Bene Vagienna", ["Bene Vagienna"]),
        ("abita a verona con la moglie", ["verona"]),
        ("nato a cosenza, residente a san giovanni in fiore", ["cosenza", "san giovanni in fiore"]),
        ("originario di Xanthoria", ["Xanthoria"]),
        ("37045 Legnago (VR)", ["37045 Legnago (VR)"]),
        ("CAP 80078", ["80078"]),
        ("Residente a Ștefănova, vigile", ["Ștefănova"]),
        ("Nata a BRĂNEȘTIVA il 3/4/1950", ["BRĂNEȘTIVA"]),
        ("nato a brăneștiva.", ["brăneștiva"]),
        ("residente in Łobzowice dal 2019", ["Łobzowice"]),
        ("via Fonte 3, 00731 Vruntaggia, tel.", ["00731 Vruntaggia"]),
        ("Dimesso.\n27316 Gralmezzo riferisce", ["27316 Gralmezzo"]),
        ("25013 Gralmezzo (BS)", ["25013 Gralmezzo (BS)"]),
        ("GB 24000 Gralmezzo (BS)", ["24000 Gralmezzo (BS)"]),
        ("prov. di Lecce", ["Lecce"]),
        ("residente in provincia di Varese", ["Varese"]),
        ("paziente proveniente dal Senegal", ["Senegal"]),
        ("vacanza a Desenzano del Garda", ["Desenzano del Garda"]),
        ("trasferito da Crema", ["Crema"]),
        ("rientrato da Santo Domingo due giorni fa", ["Santo Domingo"]),
        ("domiciliato in Reggio nell'Emilia", ["Reggio nell'Emilia"]),
        ("abita in zona Bovisa", ["Bovisa"]),
        ("controllo a Torino", ["Torino"]),
    ],
)
def test_a_place_is_found_with_its_province(text, places):
    assert found(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "criteri di Roma IV, secondo i criteri di Milano",
        "classificazione di Vienna; virus Toscana; febbre del Nilo",
        "dr. Milano, sig.ra Messina, Anna Ferrara",
        "trasferito in Cardiologia, poi da altro ospedale",
        "nato a termine da parto eutocico, nata a 38 settimane",
        "vive a casa con la moglie; residente in zone a rischio",
        "Massa addominale. Sale marino. Bene orientato.",
        "Pressione Arteriosa (PA) 120/80, Embolia Polmonare (PE), Risonanza Magnetica (RM)",
        "classe New York Heart Association",
        "GB 11200 Piastrine 24400; 12500 UI; 11000 WBC. 30000 Leucociti",
        "Vitamina D, 25000 Unità",
        "rivestimento Inventato OY-S-41280 Vrundellosa",
    ],
)
def test_medicine_and_surnames_are_no_places(text):
    assert found(text) == []


NAMES = st.sampled_from(sorted(gazetteers.standing_names()))
CASES = st.sampled_from([str.title, str.upper, str.lower, str.capitalize])
LEADS = st.sampled_from(
    [
        "",
        "a ",
        "residente a ",
        "NATO A ",
        "nata il 3/4/1950 in ",
        "proveniente da ",
        "vıve a ",
        "reſidente: ",
        "37045 ",
        "prov. di ",
        "trasferito poi da ",
        "dott. ",
        "\u00a0",
        "x",
        "è",
        "viaggio in ",
        "ospedale dell’",
        "comune di ",
    ]
)
TAILS = st.sampled_from(["", " (VR)", " (prov. di Lecce)", ".", "x", "\u0300", ", Roma", " IV", "’", " score", " Anna"])


@given(LEADS, NAMES, CASES, TAILS)
def test_whatever_is_a_place_the_gate_admits(lead, name, case, tail):
    found(lead + case(name) + tail)


@given(st.sampled_from(["Legnago", "Desenzano Del Garda", "Senegal", "Cosenza"]), CASES)
def test_after_words_that_promise_one_a_place_is_found_in_any_case(name, case):
    assert found(f"residente a {case(name)} da anni") == [case(name)]


def test_the_gazetteers_know_spellings_and_provinces():
    assert gazetteers.provinces_of("REGGIO NELL’EMILIA") == {"RE"}
    assert gazetteers.is_place("forli") and gazetteers.is_place("Forlì")  # noqa: PT018
    assert "sale" not in gazetteers.standing_names()
    assert "legnago" in gazetteers.standing_names()
    assert not gazetteers.is_place("cardiologia")


def test_a_lone_surrogate_troubles_no_recogniser():
    assert found("\ud800 residente a Legnago") == ["Legnago"]
