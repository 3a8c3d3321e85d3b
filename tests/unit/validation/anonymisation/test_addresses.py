"""Addresses are found whole, and the ways of giving a medicine are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validation.anonymisation.engine import IdentifierEngine
from validation.anonymisation.recognisers.addresses import address_voices

ENGINE = IdentifierEngine(address_voices())


def found(text: str) -> list[str]:
    hits = ENGINE.scan(text)
    assert hits == ENGINE.scan_ungated(text)
    return [text[hit.start : hit.end] for hit in hits]


@pytest.mark.parametrize(
    "text",
    [
        "via Garibaldi 12/B, scala B int. 4, 37045 Legnago (VR)",
        "Via dei Mille n. 12, Torino",
        "P.ZZA DEI MILLE 4",
        "v.le Europa 33 bis",
        "c.da Fontana snc",
        "loc. Poggio alla Croce",
        "via roma 12 verona",
        "via garibaldi, 3",
        "VIA XX SETTEMBRE 5, 20100 MILANO",
        "via 25 aprile 12",
        "Via G.B. Morgagni 12",
        "Corso Vittorio Emanuele II, 24",
        "lungotevere degli Anguillara 3",
        "Lungarno Soderini",
        "fraz. San Martino 3, 12045 Fossano",
        "Strada Provinciale 45 km 3",
        "strada vicinale dei Gelsi 8",
        "S.S. 16 km 4",
        "largo Gemelli 8",
        "V. Emanuele 12",
        "via S. Anna, 5 - 80100 Napoli (NA)",
        "via della repubblica 12, 3° piano",
        "Via Roma, 3\n37045 Legnago (VR)",
    ],
)
def test_an_address_is_found_whole(text):
    assert found(f"Si trova: {text}.") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "via orale 2 cp; VIA ORALE 10 MG; per via endovenosa 3 volte; per via sottocutanea, 1 fiala",
        "per via di Marco, vie biliari, via aerea 2 l/min",
        "in corso Levofloxacina 500 mg; terapia in corso: ECG 3; corso di laurea; nel corso delle ultime 3 settimane",
        "v. femorale 3, V. Porta, loc. ascellare dx 2",
        "fraz. d'eiezione 45%, FE 45%, Frazione di Eiezione 55",
        "strada facendo, largo uso di antibiotici, salita oltre 1000",
        "somministrato via SNG, contattato via PEC e via Zoom",
    ],
)
def test_medicine_and_common_speech_are_no_addresses(text):
    assert found(text) == []


KINDS = st.sampled_from(
    "via Via VIA v. v.le V.LE viale p.zza P.ZA piazzale c.so corso l.go c.da loc. località fraz. VÍA vıa S.S.".split()
)
NAMES = st.sampled_from(
    [
        "Roma",
        "roma",
        "dei Mille",
        "DEI MILLE",
        "D’Annunzio",
        "25 aprile",
        "orale",
        "S. Anna",
        "16",
        "Élite",
        "san carlo",
    ]
)
NUMBERS = st.sampled_from(["", " 3", ", 12/B", " n. ٣", " snc", ", S.N.C.", " 3 mg", " 12 bis", "\u00a04", " km 4"])
TAILS = st.sampled_from(
    ["", ", 37045 Legnago (VR)", " int. 4", " - Verona", ", scala B int 3", "\n37045 Legnago", ".", "x"]
)


@given(st.sampled_from(["", "in ", "abita in ", "(", "x", "è", "-"]), KINDS, NAMES, NUMBERS, TAILS)
def test_whatever_is_an_address_the_gate_admits(lead, kind, name, number, tail):
    found(f"{lead}{kind} {name}{number}{tail}")


def test_time_grows_no_faster_than_the_text():
    assert found("via " * 20_000) == []
