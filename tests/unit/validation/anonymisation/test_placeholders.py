"""Marks of an earlier tool and the halves of names beside them are found; our own tags are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validation.anonymisation.engine import IdentifierEngine
from validation.anonymisation.recognisers.placeholders import placeholder_voices
from validation.anonymisation.tags import TAGS

ENGINE = IdentifierEngine(placeholder_voices())


def found(text: str) -> list[tuple[str, str]]:
    """What is found, as (what it covers, entity); gated and ungated must agree about it."""
    hits = ENGINE.scan(text)
    assert hits == ENGINE.scan_ungated(text)
    return [(text[hit.start : hit.end], hit.entity) for hit in hits]


FOUND = {
    "*** nato a Borgo": ("***", "PLACEHOLDER"),
    "Bruno *** è stato valutato": ("***", "PLACEHOLDER"),
    "##### e il marito": ("#####", "PLACEHOLDER"),
    "XXX, di anni 54": ("XXX", "PLACEHOLDER"),
    "[città']": ("[città']", "PLACEHOLDER"),
    "[cognome e nome]": ("[cognome e nome]", "PLACEHOLDER"),
    "nato il gg/mm/aaaa": ("gg/mm/aaaa", "PLACEHOLDER"),
    "il ##/##/####": ("##/##/####", "PLACEHOLDER"),
    "Sig. Nome Cognome": ("Nome Cognome", "PLACEHOLDER"),
    "sig. M***": ("M***", "PLACEHOLDER"),
    "tel. 333****567": ("333****567", "PLACEHOLDER"),
    "RSSMRA**********": ("RSSMRA**********", "PLACEHOLDER"),
    "$NOME$ accede": ("$NOME$", "PLACEHOLDER"),
    "visitato da ***": ("***", "PLACEHOLDER"),
    "in data ###": ("###", "PLACEHOLDER"),
    "Pinco Pallino": ("Pinco Pallino", "PLACEHOLDER"),
    "[NOME_PZ] di anni 40": ("[NOME_PZ]", "PLACEHOLDER"),
    "Pz [***], 34enne": ("[***]", "PLACEHOLDER"),
    "già noto come **** colombo": ("****", "PLACEHOLDER"),
    "Pz ______, di anni 40": ("______", "PLACEHOLDER"),
    "<PERSON>": ("<PERSON>", "PLACEHOLDER"),
    "<PERSON_1>": ("<PERSON_1>", "PLACEHOLDER"),
    "{{nome}}": ("{{nome}}", "PLACEHOLDER"),
    "{{ patient_name }}": ("{{ patient_name }}", "PLACEHOLDER"),
    "[PAZIENTE]": ("[PAZIENTE]", "PLACEHOLDER"),
    "[nome]": ("[nome]", "PLACEHOLDER"),
    "[NOME 1]": ("[NOME 1]", "PLACEHOLDER"),
    "[COGNOME]": ("[COGNOME]", "PLACEHOLDER"),
    "[DATE]": ("[DATE]", "PLACEHOLDER"),
    "[**Name 12**]": ("[**Name 12**]", "PLACEHOLDER"),
    "[[NAME]]": ("[[NAME]]", "PLACEHOLDER"),
    "PERSON_1 riferisce": ("PERSON_1", "PLACEHOLDER"),
    "NOME_12": ("NOME_12", "PLACEHOLDER"),
    "Sig. XXXX": ("XXXX", "PLACEHOLDER"),
    "il sig. xxxxx": ("xxxxx", "PLACEHOLDER"),
    "Sig.ra ____": ("____", "PLACEHOLDER"),
    "Sig. ***": ("***", "PLACEHOLDER"),
    "dott. ........": ("........", "PLACEHOLDER"),
    "Sig. [...]": ("[...]", "PLACEHOLDER"),
    "OMISSIS": ("OMISSIS", "PLACEHOLDER"),
    "(omissis)": ("(omissis)", "PLACEHOLDER"),
    "nato a XXXX": ("XXXX", "PLACEHOLDER"),
    "Nata a _____, vigile": ("_____", "PLACEHOLDER"),
    "residente in ____ con la moglie": ("____", "PLACEHOLDER"),
    "In data ___, dimesso": ("___", "PLACEHOLDER"),
    "tel. ______; fax": ("______", "PLACEHOLDER"),
    "XXXX riferisce dolore": ("XXXX", "PLACEHOLDER"),
    "[NOM riferisce": ("[NOM", "PLACEHOLDER"),
    "NOME] riferisce": ("NOME]", "PLACEHOLDER"),
    "il sig. [NOME": ("[NOME", "PLACEHOLDER"),
    "[NOME] Rossi": ("Rossi", "PERSON"),
    "Sig. XXXX Bianchi": ("Bianchi", "PERSON"),
    "visita di Rossi [NOME] per": ("Rossi", "PERSON"),
    "Ross[NOME]": ("Ross", "PERSON"),
    "[PERSON] Rossi": ("Rossi", "PERSON"),
    "<PERSON> De Luca": ("De Luca", "PERSON"),
    "xx/xx/xxxx": ("xx/xx/xxxx", "PLACEHOLDER"),
    "**/**/2021": ("**/**/2021", "PLACEHOLDER"),
    "REDACTED": ("REDACTED", "PLACEHOLDER"),
    "dato OSCURATO": ("OSCURATO", "PLACEHOLDER"),
    "███████": ("███████", "PLACEHOLDER"),
    "Sig. N.N.": ("N.N.", "PLACEHOLDER"),
    "Sig.ra X.": ("X.", "PLACEHOLDER"),
    "<name>": ("<name>", "PLACEHOLDER"),
    "##NOME##": ("##NOME##", "PLACEHOLDER"),
    "[PERSON_3]": ("[PERSON_3]", "PLACEHOLDER"),
    "ROSSI [NOME], 54 anni": ("ROSSI", "PERSON"),
    "<PERSON>Rossi</PERSON>": ("</PERSON>", "PLACEHOLDER"),
    "[LUOGO DI NASCITA]": ("[LUOGO DI NASCITA]", "PLACEHOLDER"),
    "prof. ***": ("***", "PLACEHOLDER"),
    "paziente XXX": ("XXX", "PLACEHOLDER"),
    "sig XX": ("XX", "PLACEHOLDER"),
    "[DATA 2]": ("[DATA 2]", "PLACEHOLDER"),
    "la signora [NOME] Bianchi ha": ("Bianchi", "PERSON"),
}
NOTHING = (
    "Glucosio 110 ***",
    "p = 0.03***",
    "emocromo *** nella norma",
    "formato gg/mm/aaaa",
    "(gg/mm/aaaa)",
    "allergie: ***",
    "** cito **",
    "# femore",
    "firma ____________________",
    "( *** )",
    "[NOME] riferisce",
    "il sig. [NOME] nato il [DATA]",
    "[NOME] Paziente di 54 anni",
    "[CODICE FISCALE]",
    "XXX secolo",
    "cariotipo 49,XXXXY",
    "cariotipo 48,XXXX",
    "______",
    "firma ______",
    "residente in ______",
    "nato a ____________, il ____________",
    "In data ____\nTelefono ____",
    "***p<0.001",
    "*****",
    "[1]",
    "[RM]",
    "[TC]",
    "<0.05",
    "(...)",
    "[...]",
    "cromosoma X",
    "sindrome XXX",
    "Dr. [NOME] Cardiologo",
    "Paziente [NOME] di 54",
    "Visitata [NOME] oggi",
    "[LUOGO] Roma",
    "<br>",
    "<p>",
    "x 2 volte",
    "vitamina K_1",
    "PM_10",
    "IgG_4",
    "[ETÀ]",
    "[DATA DI NASCITA]",
    "Sig. [NOME]",
    "[NOME], [NOME]",
    "[NOME] TC encefalo",
    "[NOME] Riferisce dolore",
    "La [NOME] viene",
    "HOX_1",
    "CO_2",
    "Fig. ...",
    "ecc....",
    "dr...",
    "raggi X",
    "[Na+]",
    "[TIPO A]",
    "prof...",
)


@pytest.mark.parametrize(("text", "expected"), FOUND.items())
def test_found(text, expected):
    assert expected in found(text)


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_found(text):
    assert found(text) == []


PIECES = st.one_of(
    st.sampled_from([*FOUND, *NOTHING]),
    st.sampled_from(["[", "]", "<", "NOME", "Sig.", "XX", "**", "__", "Rossi", "[NOME]", "..."]),
    st.text(max_size=5),
)
EVERYTHING = IdentifierEngine(placeholder_voices(), threshold=0.0)


@given(st.lists(PIECES, min_size=1, max_size=6), st.sampled_from(["", " ", "\n", ", ", "\u00a0", ": "]), st.booleans())
def test_gated_and_ungated_findings_are_equal(pieces, separator, shouted):
    text = separator.join(pieces)
    text = text.upper() if shouted else text
    assert EVERYTHING.scan(text) == EVERYTHING.scan_ungated(text)


def test_every_recogniser_has_a_gate():
    assert all(recogniser.gate_patterns for recogniser in placeholder_voices())


@pytest.mark.parametrize("tag", sorted(TAGS))
def test_our_own_tags_are_no_placeholders(tag):
    assert found(f"Visitata {tag} in reparto.") == []
