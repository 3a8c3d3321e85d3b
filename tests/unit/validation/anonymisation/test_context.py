import pytest

from validation.anonymisation.context import phrases, raised, supported, words

DOCUMENT = phrases(["identità", "C.I.", "partita iva"])


def near(text: str, number: str = "AA1234567", **how: int) -> bool:
    start = text.index(number)
    return supported(text, start, start + len(number), DOCUMENT, **how)


@pytest.mark.parametrize(
    "text",
    [
        "identità AA1234567",
        "IDENTITÀ AA1234567",
        "identita AA1234567",
        "identita\u0300 AA1234567",  # the accent is a character of its own
        "carta d'identità n. AA1234567",
        "AA1234567 (identità)",
        "C.I. AA1234567",
        "c i AA1234567",
        "Partita  IVA: AA1234567",
    ],
)
def test_a_context_word_counts_in_any_case_and_spelling(text):
    assert near(text)


@pytest.mark.parametrize(
    "text",
    [
        "AA1234567",
        "identitario AA1234567",  # whole words only
        "partita AA1234567 iva",  # a phrase stands on one side
        "identità a b c d e AA1234567",  # five words stand between
        "identità" + " " * 200 + "AA1234567",
    ],
)
def test_a_word_that_is_another_or_too_far_does_not_count(text):
    assert not near(text)


def test_how_far_to_look_can_be_chosen():
    assert near("identità uno due AA1234567", before=3)
    assert not near("identità uno due AA1234567", before=2)
    assert not near("identità AA1234567", before=0)
    assert not near("AA1234567 identità", after=0)


def test_without_context_words_nothing_supports_a_hit():
    assert not supported("identità AA1234567", 9, 18, phrases([]))
    assert phrases(["", " - "]) == frozenset()


def test_the_score_is_raised_as_presidio_raises_it():
    assert raised(0.01) == pytest.approx(0.4)
    assert raised(0.2) == pytest.approx(0.55)
    assert raised(0.9) == 1.0


def test_words_lose_case_accents_and_marks_but_not_figures():
    assert words("C.F. già_noto, 3 VOLTE") == ("c", "f", "gia", "noto", "3", "volte")


def test_context_lifts_an_identity_card_to_the_threshold(engine):
    bare = engine.scan("AA1234567")
    beside = engine.scan("per il riconoscimento AA1234567")
    assert [hit for hit in bare if hit.recogniser == "identity-card"] == []
    assert [(hit.entity, hit.score) for hit in beside] == [("IT_IDENTITY_CARD", 0.4)]


def test_context_is_seen_across_the_edge_of_a_piece(engine):
    filler = "parola " * 213  # the word and the number fall into different cores
    for shift in range(0, 40, 4):
        text = filler + " " * shift + "passaporto\nYA1234567"
        assert [hit.entity for hit in engine.scan(text)] == ["IT_PASSPORT"]
