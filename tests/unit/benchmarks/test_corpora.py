"""How gold strings without places come to stand in their text."""

from __future__ import annotations

from benchmarks.corpora import anchored, leaflets

PERSON, DATE, AGE = "PERSON", "DATE_TIME", "AGE_OVER_89"


def _found(text: str, *pairs: tuple[str, str]) -> list[tuple[str, str]]:
    return [(text[start:end], entity) for start, end, entity in anchored(text, pairs)[0]]


def test_every_occurrence_counts_once_however_often_it_is_named() -> None:
    assert _found("Zeno dorme. Zeno mangia.", ("Zeno", PERSON), ("Zeno", PERSON)) == [
        ("Zeno", PERSON),
        ("Zeno", PERSON),
    ]


def test_the_longest_string_takes_its_place() -> None:
    text = "visto a maggio 2011, poi a maggio"
    assert _found(text, ("maggio", DATE), ("maggio 2011", DATE)) == [("maggio 2011", DATE), ("maggio", DATE)]


def test_a_string_inside_a_word_is_another_word() -> None:
    assert _found("Annalisa e Anna", ("Anna", PERSON)) == [("Anna", PERSON)]


def test_case_and_blanks_give_way_only_where_nothing_else_is_found() -> None:
    assert _found("zeno e Zeno", ("Zeno", PERSON)) == [("Zeno", PERSON)]
    assert _found("in maggio\n 2011", ("Maggio 2011", DATE)) == [("maggio\n 2011", DATE)]


def test_a_string_that_is_not_there_is_told() -> None:
    assert anchored("visto ieri", [("Zeno", PERSON)]) == ((), (PERSON,))


def test_an_age_needs_its_unit() -> None:
    assert _found("PA 90/60, di 90 anni", ("90", AGE)) == [("90", AGE)]
    assert anchored("PA 90/60, di 90 anni", [("90", AGE)])[0] == ((13, 15, AGE),)


def test_long_texts_are_cut_at_line_ends_and_nothing_is_lost() -> None:
    text = "\n".join(f"riga {number} di prova" for number in range(100))
    pieces = list(leaflets([text, "corto"], words=50))
    assert "\n".join(pieces[:-1]) == text
    assert pieces[-1] == "corto"
    assert all(50 <= len(piece.split()) < 55 for piece in pieces[:-2])
