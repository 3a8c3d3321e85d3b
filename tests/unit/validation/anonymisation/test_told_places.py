"""Places that words, codes and dates around them tell, and streets without a number."""

from __future__ import annotations

import pytest

from validation.anonymisation.engine import IdentifierEngine
from validation.anonymisation.recognisers.addresses import address_voices
from validation.anonymisation.recognisers.facilities import facility_voices
from validation.anonymisation.recognisers.places import place_voices

ENGINE = IdentifierEngine([*address_voices(), *facility_voices(), *place_voices()])


def found(text: str) -> list[str]:
    """Give what the voices of places find in `text`; it does not depend on the gate."""
    hits = ENGINE.scan(text)
    assert hits == ENGINE.scan_ungated(text)
    return [text[hit.start : hit.end] for hit in hits]


ACCEPTED = [
    ("Cordiali saluti\nChiari, 21/10/25", "Chiari"),
    ("in fede, dott. Brusaferri\nasola 12/11/2025", "asola"),
    ("si allega referto. Salo', 09-09-2025", "Salo'"),
    ("luogo e data di nascita: imperia (im), 02/01/1947", "imperia (im)"),
    ("abita a canicatti' (ag) con la figlia", "canicatti' (ag)"),
    ("bypass nel 2016 a crema, poi bene", "crema"),
    ("trauma ieri a Bra, caduta", "Bra"),
    ("eseguita gastroscopia a Grado (referto assente)", "Grado"),
    ("viveva a este, poi a monselice.", "monselice"),
    ("accompagnato dai carabinieri di ARCO.", "ARCO"),
    ("vive a grado con la moglie", "grado"),
    ("dorme in auto a san zeno di mozzo.", "san zeno di mozzo"),
    ("elitrasporto da Brusaferro alla shock room", "Brusaferro"),
    ("rientro da viaggio a Salvador de Bahia, febbre", "Salvador de Bahia"),
    ("rinvenuto a terra in via aldo brusaferri. spo2 86%", "via aldo brusaferri"),
    ("intervento in piazza don milani, ore 12", "piazza don milani"),
    ("luogo: località colognola ai colli, ore 9", "località colognola ai colli"),
    ("in carico a asl 4 chiavarese", "asl 4 chiavarese"),
    ("protesi al Cardarelli di Chieti", "Cardarelli di Chieti"),
    ("asst valtellina e alto lario", "asst valtellina e alto lario"),
    ("pz di 97 anni - villa fiorita di livorno - demenza", "villa fiorita di livorno"),
]


@pytest.mark.parametrize(("text", "place"), ACCEPTED, ids=[place for _, place in ACCEPTED])
def test_a_told_place_is_found_whole(text: str, place: str) -> None:
    assert any(place in hit for hit in found(text))


REJECTED = [
    "A DOMICILIO: EUTIROX 75 MCG",
    "a domicilio: insulina 12 ui",
    "soglia di stimolazione 0,8 V. SpO2 92%",
    "FRATTURA CAPITELLO RADIALE, GESSO PER 30 GIORNI, RONCHI DIFFUSI",
    "somministrato in via definitiva.",
    "farmaco in via orale.",
    "ulcera di grado 2, poi a grado 3",
    "eseguita iniezione (im) al gluteo",
    "Controllo 12/10/2020",
    "Medicina 12/03/2020",
    "lesione a margine, a colonna, a torre",
    "AMBULATORIO VULNOLOGICO",
]


@pytest.mark.parametrize("text", REJECTED)
def test_what_medicine_means_otherwise_is_no_place(text: str) -> None:
    assert found(text) == []
