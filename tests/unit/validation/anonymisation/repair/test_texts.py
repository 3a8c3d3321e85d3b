"""One string: hits are united, widened to words, replaced, and looked for again; what was replaced is left alone."""

from __future__ import annotations

from validation.anonymisation.engine import Hit, IdentifierEngine
from validation.anonymisation.repair.surrogates import tag
from validation.anonymisation.repair.texts import Place, Selection, TextRepair, left_over


def _mask(entity: str, written: str) -> str:
    return tag(entity)


def _hit(start: int, end: int, entity: str = "PERSON", score: float = 0.8) -> Hit:
    return Hit(start, end, entity, score, "test")


def test_a_clean_text_is_the_same_and_has_no_places(repair: TextRepair) -> None:
    made = repair.repair("dispnea da ieri", _mask)
    assert (made.text, made.places, made.changed) == ("dispnea da ieri", (), False)
    assert repair.repair("", _mask).text == ""


def test_places_point_at_the_replacements(repair: TextRepair) -> None:
    made = repair.repair("il Zeno Vallombrosa, 12/03/2019", _mask)
    assert made.text == "il [NOME], [DATA]"
    assert [(made.text[p.start : p.end], p.entity) for p in made.places] == [
        ("[NOME]", "PERSON"),
        ("[DATA]", "DATE_TIME"),
    ]


def test_overlapping_hits_become_one_of_the_longest() -> None:
    text = "via Zeno Rossi 12 Milano"
    hits = [_hit(0, 17, "ADDRESS"), _hit(4, 14, "PERSON", 0.9), _hit(15, 24, "LOCATION")]
    assert left_over(text, hits, ()) == [Place(0, 24, "ADDRESS")]


def test_a_hit_inside_a_word_takes_the_whole_word() -> None:
    assert left_over("la Montefalchi, 94enne", [_hit(3, 9), _hit(16, 18, "AGE_OVER_89")], ()) == [
        Place(3, 14, "PERSON"),
        Place(16, 22, "AGE_OVER_89"),
    ]


def test_of_a_hit_beyond_a_replacement_only_letters_and_digits_count() -> None:
    text = "[NOME] Zeno, [NOME]."
    assert left_over(text, [_hit(0, 20)], ()) == [Place(7, 11, "PERSON")]
    assert left_over("[NOME] - [NOME].", [_hit(0, 16)], ()) == []
    assert left_over("Livio Zeno", [_hit(0, 10)], [Place(0, 5, "PERSON")]) == [Place(6, 10, "PERSON")]


def test_what_a_replacement_brings_to_light_is_replaced_too(repair: TextRepair) -> None:
    made = repair.repair("www.zeno.it Vallombrosa", lambda entity, written: "Visto" if entity == "URL" else "[NOME]")
    assert made.text == "Visto [NOME]"
    assert len(made.rounds) == 2
    span = made.span(12, 23)
    assert made.text[span.start : span.end] == "[NOME]"


def test_known_places_are_left_alone(repair: TextRepair) -> None:
    made = repair.repair("Zeno Vallombrosa e Pia Torri", _mask, [Place(0, 16, "PERSON")])
    assert made.text == "Zeno Vallombrosa e [NOME]"
    assert made.places == (Place(0, 16, "PERSON"), Place(19, 25, "PERSON"))


def test_a_selection_leaves_the_rest(rules: IdentifierEngine) -> None:
    some = TextRepair(rules, Selection(frozenset(("DATE_TIME",))))
    assert some.repair("Zeno Vallombrosa 12/03/2019", _mask).text == "Zeno Vallombrosa [DATA]"
    sure = TextRepair(rules, Selection(frozenset(rules.entities), min_score=0.9))
    assert sure.repair("Zeno Vallombrosa 12/03/2019", _mask).text == "Zeno Vallombrosa 12/03/2019"
