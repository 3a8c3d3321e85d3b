"""One note under two persons is found, also with a few words changed; notes that share a phrase are not."""

from __future__ import annotations

import random

from validation.risk.duplicates import COMMON, DuplicateFinder, Note, SameNote

WORDS = [f"parola{letter}{other}" for letter in "abcdefghilmn" for other in "abcdefghilmn"]


def _text(seed: int, size: int = 120) -> list[str]:
    return random.Random(seed).choices(WORDS, k=size)


def _found(*notes: tuple[str, str]) -> list[SameNote]:
    finder = DuplicateFinder()
    for number, (person, text) in enumerate(notes):
        finder.add(Note("ner", "train", f"r{number}", person), text)
    return list(finder.same_notes())


def test_an_equal_note_of_two_persons_is_found_whatever_its_marks() -> None:
    text = " ".join(_text(1))
    (found,) = _found(("p", text), ("q", text.upper() + "."), ("p", text))
    assert (found.note.row, [note.row for note in found.others], found.share) == ("r0", ["r1"], None)


def test_a_note_with_a_few_words_changed_is_found() -> None:
    words = _text(2)
    other = [*words[:60], "altro", *words[61:]]
    (found,) = _found(("p", " ".join(words)), ("q", " ".join(other)), ("s", " ".join(_text(3))))
    assert found.share is not None
    assert 0.8 <= found.share < 1


def test_the_same_person_may_have_the_same_note() -> None:
    words = _text(2)
    assert _found(("p", " ".join(words)), ("p", " ".join(words)), ("p", " ".join([*words, "fine"]))) == []


def test_a_shared_phrase_is_no_shared_note() -> None:
    phrase = _text(4, 40)
    assert _found(*((f"p{i}", " ".join([*phrase, *_text(10 + i)])) for i in range(5))) == []


def test_short_notes_are_not_compared() -> None:
    finder = DuplicateFinder()
    for person in "pq":
        finder.add(Note("ner", "train", person, person), "Non si presenta alla chiamata")
    assert (list(finder.same_notes()), finder.compared) == ([], 0)


def test_a_phrase_of_very_many_notes_brings_none_together() -> None:
    phrase = _text(5, 100)
    assert _found(*((f"p{i}", " ".join([*phrase, f"fine{i:03d}"])) for i in range(COMMON + 1))) == []
    assert _found(*((f"p{i}", " ".join([*phrase, f"fine{i:03d}"])) for i in range(3)))


def test_nothing_is_found_in_nothing() -> None:
    assert _found() == []
