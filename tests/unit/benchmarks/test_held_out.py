import pytest

from benchmarks.held_out import Note, generate
from validation.anonymisation.tags import TAG_OF


@pytest.fixture(scope="module")
def notes() -> list[Note]:
    return list(generate(4000, seed=0))


def test_spans_lie_inside_the_text_without_blanks_at_their_edges(notes: list[Note]) -> None:
    for note in notes:
        for start, end, _ in note.spans:
            assert 0 <= start < end <= len(note.text)
            assert note.text[start:end] == note.text[start:end].strip()


def test_spans_are_in_order_and_do_not_overlap(notes: list[Note]) -> None:
    for note in notes:
        edges = [edge for start, end, _ in note.spans for edge in (start, end)]
        assert edges == sorted(edges)


def test_every_span_has_a_form(notes: list[Note]) -> None:
    assert all(len(note.forms) == len(note.spans) and all(note.forms) for note in notes)


def test_the_same_seed_gives_the_same_notes(notes: list[Note]) -> None:
    assert list(generate(50, seed=0)) == notes[:50]
    assert list(generate(50, seed=1)) != notes[:50]


def test_every_entity_occurs(notes: list[Note]) -> None:
    assert {entity for note in notes for _, _, entity in note.spans} == set(TAG_OF)


def test_a_quarter_of_the_notes_hold_none(notes: list[Note]) -> None:
    assert sum(not note.spans for note in notes) / len(notes) == pytest.approx(0.25, abs=0.03)


def test_no_slot_is_left_open(notes: list[Note]) -> None:
    assert not any("{#" in note.text or "|" in note.text for note in notes)
