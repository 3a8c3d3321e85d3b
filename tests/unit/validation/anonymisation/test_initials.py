"""Initials are found where a note writes a person, and clinical abbreviations are left alone. Everybody is invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validation.anonymisation.recognisers.initials import initials, initials_voice

FOUND = [
    ("M.R., di anni 56, iperteso", "M.R."),
    ("S. M., 50 aa, fumatore", "S. M."),
    ("C.f., 13 anni", "C.f."),
    ("E.R ,di 84 anni", "E.R"),
    ("n.m, di 25 anni", "n.m"),
    ("o. p., di 51 anni", "o. p."),
    ("S.R., eta' 53 anni", "S.R."),
    ("DG, 25 a.", "DG"),
    ("MR, femmina, giunge in PS", "MR"),
    ("P.A. sesso M, anni 51", "P.A."),
    ("pz. G.B. riferisce", "G.B."),
    ("Il paziente A.O. nega allergie", "A.O."),
    ("Sig. E. A., stabile", "E. A."),
    ("paziente (P.A.) stabile", "P.A."),
    ("il piccolo F. piange", "F."),
    ("dott. A.B.", "A.B."),
    ("dr.ssa A.V.", "A.V."),
    ("sigla RB", "RB"),
    ("sigla b.s.", "b.s."),
    ("SIGLA EC", "EC"),
    ("firmato: MR", "MR"),
    ("validato da LB", "LB"),
    ("Si dimette.\nM.R.", "M.R."),
    ("Si dimette.\nLB/mc", "LB/mc"),
    ("M.R. riferisce dolore", "M.R."),
    ("figlio di K.J. e di madre sana", "K.J."),
]


@pytest.mark.parametrize(("text", "place"), FOUND)
def test_initials_of_a_person_are_found(text, place):
    start = text.index(place)
    assert next((span.start, span.end) for span in initials(text)) == (start, start + len(place))


@pytest.mark.parametrize(("text", "place"), FOUND)
def test_they_are_sure_enough_to_be_errors_or_at_least_counted(text, place):
    assert all(span.score >= 0.35 for span in initials(text))


@pytest.mark.parametrize(
    "text",
    [
        "PA 120/80, F.C. 80, S.O. libera",
        "A.P.R.: nulla di rilievo",
        "RX in A.P. e L.L. negativa",
        "A.I.C. n. 034208011",
        "S.p.A. e S.r.l.",
        "500 mg e.v. poi i.m.",
        "pz FA nota",
        "madre HIV positiva",
        "LA MADRE HA TROVATO",
        "DI ANNI 58",
        "PZ 37 AA",
        "VES 34 mm/h, FR neg",
        "firmato consenso informato",
        "pz. E. coli positivo",
        "inviato dal medico PS",
        "ossigeno 2 l/min, D.M. tipo 2",
        "U.O.C. di Cardiologia, P.O. centrale",
    ],
)
def test_abbreviations_are_no_initials(text):
    assert list(initials(text)) == []


@given(st.text(alphabet=st.sampled_from("MRabé.,()/ \n\t\u00a0sigladt'1À"), max_size=60))
def test_any_text_is_read_and_places_lie_in_it(text):
    for span in initials(text):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start].isalpha()


def test_the_gate_admits_whatever_is_found():
    import re2

    patterns = [re2.compile(pattern) for pattern in initials_voice().gate_patterns]
    for text, _ in FOUND:
        assert any(pattern.search(text) for pattern in patterns), text
