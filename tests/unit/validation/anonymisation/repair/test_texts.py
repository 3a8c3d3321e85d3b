"""One string: hits are united, widened to words, replaced, and looked for again; what was replaced is left alone."""

from __future__ import annotations

from functools import partial

import pytest

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


def test_texts_that_are_repaired_together_become_what_each_becomes_alone(rules: IdentifierEngine) -> None:
    selection = Selection(frozenset(rules.entities))
    # More short ones than are remembered; some are found again in what a replacement brings to light.
    texts = [f"www.zeno{number}.it Vallombrosa, {number} volte" for number in range(3_000)] + ["sereno", "Pia Torri"]

    def told(entity: str, written: str) -> str:
        return "Visto" if entity == "URL" else "[NOME]"

    together, alone = TextRepair(rules, selection), TextRepair(rules, selection)
    made = together.together([partial(together.repair, text, told) for text in texts])
    one_by_one = [alone.repair(text, told) for text in texts]
    assert [(each.text, each.places) for each in made] == [(each.text, each.places) for each in one_by_one]
    assert made[7].text == "Visto [NOME], 7 volte"


def test_texts_that_are_repaired_together_are_scanned_together(rules: IdentifierEngine) -> None:
    class Counting:
        lots: list[int] = []  # noqa: RUF012  # of one test

        def scan_many(self, texts: list[str]) -> list[list[Hit]]:
            self.lots.append(len(texts))
            return rules.scan_many(texts)

    repair = TextRepair(Counting(), Selection(frozenset(rules.entities)))  # type: ignore[arg-type]
    texts = ["la www.zeno.it Vallombrosa", "sereno", "Pia Torri", "Pia Torri"]
    repair.together([partial(repair.repair, text, _mask) for text in texts])
    assert Counting.lots[0] == 3  # each once
    assert len(Counting.lots) == 3  # and what became of them, and that nothing is left


def test_a_refusal_among_texts_that_are_repaired_together_is_heard_and_leaves_nothing_behind(
    repair: TextRepair,
) -> None:
    def refuse() -> None:
        assert repair.hits("la " * 30 + "Zeno Vallombrosa") is not None
        raise ValueError("refused")

    with pytest.raises(ValueError, match="refused"):
        repair.together([refuse])
    assert repair.repair("la " * 30 + "Zeno Vallombrosa", _mask).text.endswith("[NOME]")
