"""Ages over 89 are found in digits and in words; spans of time, groups and doses are not ages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validation.anonymisation.engine import IdentifierEngine
from validation.anonymisation.recognisers.ages import age_voices

ENGINE = IdentifierEngine(age_voices())


def found(text: str) -> list[tuple[str, str]]:
    """What is found, as (what it covers, entity); gated and ungated must agree about it."""
    hits = ENGINE.scan(text)
    assert hits == ENGINE.scan_ungated(text)
    return [(text[hit.start : hit.end], hit.entity) for hit in hits]


FOUND = {
    "91 a. in buone condizioni": ("91 a.", "AGE_OVER_89"),
    "uomo 94 anni": ("94 anni", "AGE_OVER_89"),
    "fratello di 92 anni": ("92 anni", "AGE_OVER_89"),
    "probando novantasette anni": ("novantasette anni", "AGE_OVER_89"),
    "AA 94": ("94", "AGE_OVER_89"),
    "94nne": ("94nne", "AGE_OVER_89"),
    "novantaquattr'anni": ("novantaquattr'anni", "AGE_OVER_89"),
    "novantacinque a.": ("novantacinque a.", "AGE_OVER_89"),
    "94 anni": ("94 anni", "AGE_OVER_89"),
    "94enne": ("94enne", "AGE_OVER_89"),
    "94 aa": ("94 aa", "AGE_OVER_89"),
    "pz di a. 94": ("94", "AGE_OVER_89"),
    "di anni 93": ("93", "AGE_OVER_89"),
    "età 91": ("91", "AGE_OVER_89"),
    "età: 91": ("91", "AGE_OVER_89"),
    "Rivedere tra un mese\nEtà 93": ("93", "AGE_OVER_89"),
    "Controllo degli anziani?\nM, 95 aa": ("95 aa", "AGE_OVER_89"),
    "Noto ai soggetti del gruppo! Donna di 97 anni": ("97 anni", "AGE_OVER_89"),
    "novantaquattrenne": ("novantaquattrenne", "AGE_OVER_89"),
    "novantaquattro anni": ("novantaquattro anni", "AGE_OVER_89"),
    "102 anni": ("102 anni", "AGE_OVER_89"),
    "centenaria": ("centenaria", "AGE_OVER_89"),
    "ultracentenario": ("ultracentenario", "AGE_OVER_89"),
    "ultranovantenne": ("ultranovantenne", "AGE_OVER_89"),
    "ULTRANOVANTENNE": ("ULTRANOVANTENNE", "AGE_OVER_89"),
    "94-enne": ("94-enne", "AGE_OVER_89"),
    "94 ENNE": ("94 ENNE", "AGE_OVER_89"),
    "94ENNE": ("94ENNE", "AGE_OVER_89"),
    "madre deceduta a 96 anni": ("96 anni", "AGE_OVER_89"),
    "padre morto a 92 aa": ("92 aa", "AGE_OVER_89"),
    "F, 94 aa": ("94 aa", "AGE_OVER_89"),
    "M 94": ("94", "AGE_OVER_89"),
    "donna di 94": ("94", "AGE_OVER_89"),
    "uomo di 91 a.": ("91 a.", "AGE_OVER_89"),
    "90 ANNI": ("90 ANNI", "AGE_OVER_89"),
    "novantenne": ("novantenne", "AGE_OVER_89"),
    "novant'enne": ("novant'enne", "AGE_OVER_89"),
    "ultra-novantenne": ("ultra-novantenne", "AGE_OVER_89"),
    "ultra novantenne": ("ultra novantenne", "AGE_OVER_89"),
    "97 annni": ("97 annni", "AGE_OVER_89"),
    "99aa": ("99aa", "AGE_OVER_89"),
    "eta' 93": ("93", "AGE_OVER_89"),
    "ETÀ 95": ("95", "AGE_OVER_89"),
    "Età: 94 a": ("94 a", "AGE_OVER_89"),
    "94 a., F": ("94 a.", "AGE_OVER_89"),
    "(94 a)": ("94 a", "AGE_OVER_89"),
    "novantatré anni": ("novantatré anni", "AGE_OVER_89"),
    "novantatre anni": ("novantatre anni", "AGE_OVER_89"),
    "novantadueenne": ("novantadueenne", "AGE_OVER_89"),
    "novantaduenne": ("novantaduenne", "AGE_OVER_89"),
    "novantottenne": ("novantottenne", "AGE_OVER_89"),
    "novantunenne": ("novantunenne", "AGE_OVER_89"),
    "centoduenne": ("centoduenne", "AGE_OVER_89"),
    "nonagenaria": ("nonagenaria", "AGE_OVER_89"),
    "ultra90enne": ("90enne", "AGE_OVER_89"),
    "over 90": ("90", "AGE_OVER_89"),
    "compirà 95 anni": ("95 anni", "AGE_OVER_89"),
    "90° compleanno": ("90° compleanno", "AGE_OVER_89"),
    "paziente di 94 anni": ("94 anni", "AGE_OVER_89"),
    "signora di 101 anni": ("101 anni", "AGE_OVER_89"),
    "età di 92 anni": ("92 anni", "AGE_OVER_89"),
    "di 94,5 anni": ("94,5 anni", "AGE_OVER_89"),
    "92 anni e 3 mesi": ("92 anni", "AGE_OVER_89"),
    "vissuta fino a 97 anni": ("97 anni", "AGE_OVER_89"),
    "98enni": ("98enni", "AGE_OVER_89"),
    "di anni novantaquattro": ("novantaquattro", "AGE_OVER_89"),
    "cento anni": ("cento anni", "AGE_OVER_89"),
    "centotrè anni": ("centotrè anni", "AGE_OVER_89"),
    "F/94": ("94", "AGE_OVER_89"),
    "di anni 90": ("90", "AGE_OVER_89"),
    "nonno di 93 anni vivente": ("93 anni", "AGE_OVER_89"),
    "sorella 95enne": ("95enne", "AGE_OVER_89"),
}
NOTHING = (
    "letto 94 a",
    "sat 94 aa",
    "89 anni",
    "45 anni",
    "da 90 anni",
    "rischio a 90 anni",
    "90 giorni",
    "94%",
    "94 mg",
    "SpO2 94",
    "FC 94",
    "PA 120/94",
    "90 anni fa",
    "negli anni 90",
    "negli anni '90",
    "anni Novanta",
    "centenario della fondazione",
    "bicentenario",
    "94 mesi",
    "tra 65 e 94 anni",
    "range 18-92 anni",
    "età gestazionale 90 giorni",
    "pazienti di età superiore a 90 anni",
    "negli ultimi 90 anni",
    "SatO2 94 aa",
    "pazienti 94",
    "94 battiti",
    "donna 94 kg",
    "M 94 kg",
    "190 anni",
    "peso 94",
    "cento mg",
    "novanta mg",
    "1.90 anni",
    "F 94 bpm",
    "a 90 gradi",
    "percentuale",
    "soggetti di oltre 90 anni",
    "a. 94%",
    "100 a 120",
    "95-100",
)


@pytest.mark.parametrize(("text", "expected"), FOUND.items())
def test_found(text, expected):
    assert expected in found(text)


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_found(text):
    assert found(text) == []


PIECES = st.one_of(
    st.sampled_from([*FOUND, *NOTHING]),
    st.sampled_from(["94", "anni", "età", "pz", "a.", "novant", "enne", "M", "٩٤"]),
    st.text(max_size=5),
)
EVERYTHING = IdentifierEngine(age_voices(), threshold=0.0)


@given(st.lists(PIECES, min_size=1, max_size=6), st.sampled_from(["", " ", "\n", ", ", "\u00a0", ": "]), st.booleans())
def test_gated_and_ungated_findings_are_equal(pieces, separator, shouted):
    text = separator.join(pieces)
    text = text.upper() if shouted else text
    assert EVERYTHING.scan(text) == EVERYTHING.scan_ungated(text)


def test_every_recogniser_has_a_gate():
    assert all(recogniser.gate_patterns for recogniser in age_voices())
