"""Parks, waters, valleys, quarters and hamlets are found by their kind or their first word; anatomy is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validation.anonymisation.engine import IdentifierEngine
from validation.anonymisation.recognisers.landmarks import landmark_voices

ENGINE = IdentifierEngine(landmark_voices())


def found(text: str) -> list[str]:
    hits = ENGINE.scan(text)
    assert hits == ENGINE.scan_ungated(text)
    return [text[hit.start : hit.end] for hit in hits]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("passeggiata al Parco Vrundolo con i figli", ["Parco Vrundolo"]),
        ("caduta in barca sul lago di Vrundolo ieri", ["lago di Vrundolo"]),
        ("vive in val brancavella da anni", ["val brancavella"]),
        ("abita in zona San Vrundolo", ["San Vrundolo"]),
        ("trasportato con elisoccorso da Pian dei Lupi. FAST negativa", ["Pian dei Lupi"]),
        ("trasportato con elisoccorso da pian dei lupi. fast negativa", ["pian dei lupi"]),
        ("proviene da Ca' del Corvo, vigile", ["Ca' del Corvo"]),
        ("rientra da Le Fucine. Stabile", ["Le Fucine"]),
        ("soccorso presso Torre Vrundola Alta", ["Torre Vrundola Alta"]),
    ],
)
def test_a_place_that_no_list_holds_is_found(text, places):
    assert found(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "la frazione escreta, la zona occlusale, la zona di condilomi, ponte di Varolio, isola di Reil",
        "contiene erba di San Giovanni; fuoco di Sant'Antonio",
        "valle del nodo, monte di Venere, zona T, zona Lombare",
        "trasferito da La, dimesso da sola",
    ],
)
def test_anatomy_and_herbs_are_no_places(text):
    assert found(text) == []


@given(
    st.lists(
        st.sampled_from(
            [
                "parco",
                "Lago di",
                "zona",
                "da",
                "Pian",
                "dei",
                "Lupi",
                "elisoccorso da",
                "ca'",
                ".",
                "\n",
                "ı",
                "val",
                "Vrund",
            ]
        )
    )
)
def test_the_gate_admits_whatever_fires(pieces):
    found(" ".join(pieces))
