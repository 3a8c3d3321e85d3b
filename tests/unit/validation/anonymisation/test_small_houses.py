"""Houses without a kind, without capitals or without both; each way with a twin that is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validation.anonymisation.engine import IdentifierEngine
from validation.anonymisation.recognisers.small_houses import small_house_voice

HOUSES = IdentifierEngine([small_house_voice()])


def found(text: str) -> list[str]:
    hits = HOUSES.scan(text)
    assert hits == HOUSES.scan_ungated(text)
    return [text[hit.start : hit.end] for hit in hits]


@pytest.mark.parametrize(
    ("text", "house"),
    [
        ("ricovero in san pio x a maggio", "san pio x"),
        ("ospite della rsa la quiete, stabile", "rsa la quiete"),
        ("frequenta il nido arcobaleno da settembre", "nido arcobaleno"),
        ("rientro in struttura (villa del sole)", "villa del sole"),
        ("trasferito all'ospedale maggiore per tac", "ospedale maggiore"),
        ("vista in cardiologia del gemelli ieri", "cardiologia del gemelli"),
        ("operata dal dentista, studio medico bertanzetti, ieri", "studio medico bertanzetti"),
        ("esami da synlab, ok", "synlab"),
        ("operato allo ieo per melanoma", "ieo"),
        ("codice rosso al bufalini, stabile", "bufalini"),
        ("trasferita in utic di treviglio per sca", "utic di treviglio"),
        ("ambulatorio opera san francesco, terapia", "opera san francesco"),
        ("logopedia al centro ippocrate dal lunedì", "centro ippocrate"),
        ("dimessa da casa di cura madonna della salute", "casa di cura madonna della salute"),
        ("portata dalla croce bianca in dialisi", "croce bianca"),
        ("richiesta al laboratorio baldi per tsh", "laboratorio baldi"),
        ("inviata da mater salutis legnago con ecg", "mater salutis legnago"),
    ],
)
def test_a_house_is_found(text, house):
    assert found(text) == [house]


@pytest.mark.parametrize(
    "text",
    [
        "residente in via san pio x, fuoco di sant'antonio, ballo di san vito",
        "in rsa la paziente dorme, in rsa la mattina riposa; in struttura il decorso è regolare",
        "il nido vascolare, un arcobaleno",
        "vive in villa con giardino, villa bifamiliare, villa di proprietà",
        "fratello maggiore, ospedale di riferimento",
        "cardiologia del territorio, gravidanza di gemelli",
        "studio medico privato, uno studio sull'uso del farmaco, studio caso-controllo",
        "ernia al sacco durale; nel bambino e nel cervello",
        "utic di competenza, cal di lusso",
        "il giuramento di ippocrate, reperti di laboratorio, comune di residenza",
    ],
)
def test_what_is_no_house_is_none(text):
    assert found(text) == []


@given(
    st.lists(
        st.sampled_from(
            [
                "rsa", "la", "quiete", "san", "pio", "x", "villa", "del", "sole", "al", "sacco", "dal",
                "cardiologia", "gemelli", "allo", "ieo",
                "utic", "di", "treviglio", "studio", "medico", "bertanzetti", "croce", "bianca", "mater", "salutis",
                "all'", "ospedale", "maggiore",
                "İ", "’", "(", ".", "\n", "centro", "ippocrate", "sant'", "anna", "nido", "arcobaleno",
            ]
        ),
        max_size=9,
    ),
    st.sampled_from([" ", "", "  ", "\u00a0"]),
)  # fmt: skip
def test_the_gate_admits_whatever_is_found(words, blank):
    text = blank.join(words)
    assert HOUSES.scan(text) == HOUSES.scan_ungated(text)
