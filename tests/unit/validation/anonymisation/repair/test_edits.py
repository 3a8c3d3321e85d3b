"""Pieces are replaced, and every span lands on characters it held or on whole replacements."""

from __future__ import annotations

import pytest

from validation.anonymisation.repair.edits import Edit, Moves, Span, edited, united

TEXT = "Visto il sig. Rossi oggi."
NAME = Edit(14, 19, "[NOME]")


@pytest.mark.parametrize(
    "start, end, covered, cut",
    [
        (0, 5, "Visto", False),
        (0, 14, "Visto il sig. ", False),
        (14, 19, "[NOME]", False),
        (9, 19, "sig. [NOME]", False),
        (14, 24, "[NOME] oggi", False),
        (19, 24, " oggi", False),
        (20, 24, "oggi", False),
        (15, 17, "[NOME]", True),
        (9, 16, "sig. [NOME]", True),
        (16, 24, "[NOME] oggi", True),
    ],
)
def test_a_span_keeps_its_characters_or_grows_to_the_whole_replacement(
    start: int, end: int, covered: str, cut: bool
) -> None:
    span = Moves([NAME]).span(start, end)
    assert edited(TEXT, [NAME])[span.start : span.end] == covered
    assert span.cut is cut


def test_several_edits_add_up_and_may_touch() -> None:
    edits = [Edit(0, 2, "x"), Edit(2, 4, "yyyy"), Edit(6, 7, "z")]
    assert edited("aabbccd!", edits) == "xyyyyccz!"
    moves = Moves(edits)
    assert moves.places() == [(0, 1), (1, 5), (7, 8)]
    assert moves.span(2, 7) == Span(1, 8, False)
    assert moves.span(7, 8) == Span(8, 9, False)


@pytest.mark.parametrize(
    "edits",
    [[Edit(0, 3, "x"), Edit(2, 4, "y")], [Edit(4, 5, "x"), Edit(0, 1, "y")], [Edit(2, 2, "x")], [Edit(0, 1, "")]],
)
def test_edits_that_cannot_be_are_a_bug(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="edit"):
        Moves(edits)


def test_overlapping_pieces_are_united_and_touching_ones_are_not() -> None:
    assert united([(4, 6), (0, 3), (2, 4), (6, 7)]) == [(0, 4), (4, 6), (6, 7)]
