"""Houses and wards are found where they have a name or a number, and only there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validation.anonymisation.engine import IdentifierEngine
from validation.anonymisation.recognisers.facilities import facility_voices

ENGINE = IdentifierEngine(facility_voices())


def found(text: str) -> list[str]:
    hits = ENGINE.scan(text)
    assert hits == ENGINE.scan_ungated(text)
    return [text[hit.start : hit.end] for hit in hits]


@pytest.mark.parametrize(
    "name",
    [
        "Osp. Maggiore di Bologna", "Ospedale San Raffaele di Milano", "P.O. San Paolo", "Policlinico Gemelli",
        "PO Santa Maria delle Grazie (NA)", "Casa di cura Villa Serena", "Clinica Villa dei Fiori", "RSA Don Gnocchi",
        "r.s.a. San Giuseppe", "Istituto Ortopedico Rizzoli", "Hospice Il Gelso", "Casa di riposo Domus Mariae",
        "Medicina II", "UOC di Cardiologia dell'ospedale di Lecce", "DEA di I livello", "SPDC di Lodi",
        "Stroke Unit dell'ospedale di Treviso", "ASL 3 Genovese", "ASL TO4", "ASL Roma 1", "ULSS 9 Scaligera",
        "ASST Santi Paolo e Carlo", "AOU Careggi", "ATS della Brianza", "Università degli Studi di Padova",
        "Università La Sapienza", "SerD di Pavia", "comunità San Patrignano", "ospedale di verona",
        "ospedale san paolo", "OSPEDALE CIVILE DI LEGNAGO", "Casa della Salute di Carpi", "Azienda USL di Modena",
        "RSA Maggiore", "RSA Sacro Cuore", "P.O. Sacro Cuore", "P.O. Gemelli", "laboratorio San Giovanni", "laboratorio di Carpi",
        "laboratorio analisi Villa Serena",
    ],
)  # fmt: skip
def test_a_named_house_is_found_whole(name):
    assert found(f"Proviene: {name}, stabile.") == [name]


def test_a_well_known_hospital_is_found_after_a_preposition():
    assert found("operato alle Molinette nel tempo") == ["Molinette"]
    assert found("visitato al P.O. Vrundolazzo oggi") == ["P.O. Vrundolazzo"]
    assert found("casa di cura Umberto I. Inventata Pharma S.r.l.") == ["casa di cura Umberto I"]
    assert found("Ospedale San Martino\nS.p.A. Inventata") == ["Ospedale San Martino"]
    assert found("esami presso il laboratorio Vrundolazzo.") == ["laboratorio Vrundolazzo"]
    assert found("Proviene da RSA Maggiore. PA 120/80") == ["RSA Maggiore"]
    assert found("ricoverato in Chirurgia 2 per colica") == ["Chirurgia 2"]


@pytest.mark.parametrize(
    "text",
    [
        "in Cardiologia, reparto di Medicina, pronto soccorso, una clinica privata, dimesso dall'ospedale.",
        "ospedale di riferimento; Clinica Medica; istituto di Igiene; quadro clinica Paziente",
        "metformina 500 mg PO Aspirina; Chirurgia 3 settimane fa; test di Gemelli; II stadio, classe III",
        "l'efficacia clinica di Placebol; Istituto Chimico Inventato S.p.A. produce",
        "esami di laboratorio Emoglobina 12; nel laboratorio EGA; alterazioni di laboratorio di Grado 4",
        "Laboratorio Chimico Inventato",
        "PO Vrundolin 500 mg; Istituto Inventato S. p. A.",
        "RISERVATO AGLI OSPEDALI E ALLE CASE DI CURA",
    ],
)
def test_what_has_no_name_is_no_facility(text):
    assert found(text) == []


KINDS = st.sampled_from(
    "ospedale|OSP.|Policlinico|casa di cura|clinica|RSA|r.s.a.|P.O.|ASL|A.S.L.|AOU|Università|univ.|UOC di Cardiologia dell'ospedale|"
    "SPDC|reparto di Medicina del Policlinico|medicina|DEA|1° divisione di|hoſpice|presıdio ospedaliero|istituto|comunità".split(
        "|"
    )
)
NAMES = st.sampled_from(
    [
        "San Paolo",
        "san paolo",
        "di Lodi",
        "di verona",
        "II",
        "3",
        "«Villa Élite»",
        "Le Molinette",
        "dell’Angelo",
        "di I livello",
    ]
)


@given(
    st.sampled_from(["", "presso l'", "(", "x", "è", "I "]),
    KINDS,
    st.sampled_from([" ", "\u00a0", "  ", " n. "]),
    NAMES,
)
def test_whatever_is_a_facility_the_gate_admits(lead, kind, gap, name):
    found(f"{lead}{kind}{gap}{name}")
