"""Entities given as strings: where they stand is proved where it can be, and said where it cannot."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasets_builders.formats.anchoring import (
    Anchored,
    Mention,
    align_redacted,
    anchor_everywhere,
    anchor_in_order,
    mentions_of,
    token_offsets,
)

NOTE = "Ada Neri vede Ada. Il dott. Neri visita Ada Neri."


def _spans(anchored: Anchored) -> list[tuple[int, int, str]]:
    return [(e.start, e.end, e.label) for e in anchored.entities]


def _said(anchored: Anchored) -> list[str]:
    return [e.text for e in anchored.entities]


def _mentions(*texts: str, label: str = "NOME") -> list[Mention]:
    return [Mention(text, label) for text in texts]


_parts = st.lists(st.tuples(st.sampled_from(["a", "b", "ab", "c"]), st.booleans()), min_size=1, max_size=12)


@given(_parts)
def test_listed_in_order_a_place_that_is_called_certain_is_the_true_one(parts: list[tuple[str, bool]]) -> None:
    """Build a text, list some of its words in order: every entity that is not marked ambiguous stands where it was put."""
    text = " ".join(word for word, _ in parts)
    truth, position = [], 0
    for word, is_listed in parts:
        if is_listed:
            truth.append((position, position + len(word), "X"))
        position += len(word) + 1
    anchored = anchor_in_order(text, [Mention(text[a:b], label) for a, b, label in truth])
    assert len(anchored.entities) == len(truth)
    for entity, span in zip(anchored.entities, truth, strict=True):
        assert entity.text == text[span[0] : span[1]]
        if entity.id not in anchored.ambiguous:
            assert (entity.start, entity.end, entity.label) == span
    assert anchored.counts["mention-ambiguous"] == len(anchored.ambiguous)


def test_the_order_of_the_list_settles_repeated_strings() -> None:
    anchored = anchor_in_order(NOTE, _mentions("Ada Neri", "Ada", "Neri", "Ada Neri"))
    assert _spans(anchored) == [(0, 8, "NOME"), (14, 17, "NOME"), (28, 32, "NOME"), (40, 48, "NOME")]
    assert not anchored.ambiguous
    assert not anchored.counts


def test_where_the_order_leaves_a_choice_the_first_place_is_taken_and_marked() -> None:
    anchored = anchor_in_order("Ada e Ada e Ugo", _mentions("Ada", "Ugo"))
    assert _spans(anchored) == [(0, 3, "NOME"), (12, 15, "NOME")]
    assert anchored.ambiguous == ("e1",)
    assert anchored.counts == {"mention-ambiguous": 1}


def test_what_stands_before_its_turn_is_placed_all_the_same_and_counted() -> None:
    anchored = anchor_in_order(
        "scrivi a rosa.verdi@posta.example", [*_mentions("rosa"), Mention("rosa.verdi@posta.example", "MAIL")]
    )
    assert _said(anchored) == ["rosa", "rosa.verdi@posta.example"]
    assert anchored.counts == {"mention-out-of-order": 1}


def test_what_is_listed_more_often_than_it_stands_is_left_out_and_counted() -> None:
    anchored = anchor_in_order("Ada c'è.", _mentions("Ada", "Ada"))
    assert _said(anchored) == ["Ada"]
    assert anchored.counts == {"mention-listed-again": 1}


@pytest.mark.parametrize(
    ("text", "wanted", "found", "code"),
    [
        ("La 39enne dorme.", "39", "39", "mention-inside-word"),
        ("ricovero a novembre", "Novembre", "novembre", "mention-case-differs"),
        ("al St.  Luca", "St. Luca", "St.  Luca", "mention-blanks-differ"),
        ("vede Ada oggi", " Ada ", "Ada", "mention-edge-blanks-trimmed"),
        ("vede Ada oggi", "Bice", "", "mention-not-in-text"),
        ("vede Ada oggi", "  ", "", "mention-not-in-text"),
    ],
)
@pytest.mark.parametrize("anchor", [anchor_in_order, anchor_everywhere])
def test_a_string_that_is_not_there_word_for_word_is_looked_for_less_strictly_and_counted(
    anchor, text: str, wanted: str, found: str, code: str
) -> None:
    anchored = anchor(text, _mentions(wanted))
    assert _said(anchored) == ([found] if found else [])
    assert anchored.counts[code] == 1


def test_whole_words_go_before_parts_of_words() -> None:
    assert _spans(anchor_everywhere("Adamo e Ada", _mentions("Ada"))) == [(8, 11, "NOME")]


def test_everywhere_takes_every_occurrence_that_is_no_part_of_a_longer_one() -> None:
    anchored = anchor_everywhere(NOTE, _mentions("Neri", "Ada", "Ada Neri"))
    assert _said(anchored) == ["Ada Neri", "Ada", "Neri", "Ada Neri"]
    assert anchored.ambiguous == ("e1", "e4")  # listed once, found twice
    assert anchored.counts == {"mention-ambiguous": 1}


def test_everywhere_counts_what_is_listed_too_often_and_what_stands_only_inside_longer_ones() -> None:
    anchored = anchor_everywhere(
        "il 27 agosto", [*_mentions("27 agosto", "27 agosto", label="DATA"), Mention("agosto", "DATA")]
    )
    assert _said(anchored) == ["27 agosto"]
    assert anchored.counts == {"mention-listed-again": 1, "mention-inside-longer": 1}


def test_of_several_occurrences_only_likely_ones_are_taken_where_there_are_any() -> None:
    text = "6 mg, 6 anni, 6 mg"
    anchored = anchor_everywhere(
        text, [Mention("6", "ETÀ")], likely=lambda label, start, end: text[end : end + 5] == " anni"
    )
    assert _spans(anchored) == [(6, 7, "ETÀ")]
    assert anchored.counts == {"mention-narrowed-by-context": 1}
    anchored = anchor_everywhere("6 mg, 6 mg", [Mention("6", "ETÀ")], likely=lambda *_: False)
    assert len(anchored.ambiguous) == 2


def test_one_string_may_have_two_labels() -> None:
    anchored = anchor_everywhere("a Loreto", [Mention("Loreto", "LUOGO"), Mention("Loreto", "NOME")])
    assert _spans(anchored) == [(2, 8, "LUOGO"), (2, 8, "NOME")]


_LABELS = ("NOME", "DATA")
_kept = st.text("ab ,[]", max_size=6).map(lambda text: (text, ""))
_taken = st.tuples(st.text("xyz ", min_size=1, max_size=5), st.sampled_from(_LABELS))
_texts = st.lists(st.one_of(_kept, _taken), max_size=7)


@given(_texts)
def test_an_alignment_puts_back_the_text_it_was_made_of(pieces: list[tuple[str, str]]) -> None:
    text = "".join(value for value, _ in pieces)
    redacted = "".join(f"[{label}]" if label else value for value, label in pieces)
    aligned = align_redacted(text, redacted, _LABELS, {(label, value) for value, label in pieces if label})
    if aligned is None:  # a value of blanks only is never taken
        assert any(label and not value.strip() for value, label in pieces)
        return
    again, position = "", 0
    for start, end, label in aligned.spans:
        again += f"{text[position:start]}[{label}]"
        position = end
    assert again + text[position:] == redacted


def test_listed_values_settle_an_alignment_that_text_alone_would_not() -> None:
    text, redacted = "all'Istituto di Cura di Pisa oggi", "all'[LUOGO] di [LUOGO] oggi"
    listed = {("LUOGO", "Istituto di Cura"), ("LUOGO", "Pisa")}
    aligned = align_redacted(text, redacted, ["LUOGO"], listed)
    assert aligned is not None
    assert aligned.ways == 1
    assert [text[a:b] for a, b, _ in aligned.spans] == ["Istituto di Cura", "Pisa"]
    unknown = align_redacted(text, redacted, ["LUOGO"])
    assert unknown is not None
    assert unknown.ways == 2


@pytest.mark.parametrize(
    "redacted",
    ["La [NOME] dorme male.", "La [NOME] dorme", "Il [NOME] dorme.", "La Ada dorme!", "[NOME][NOME][NOME]" * 9],
)
def test_texts_that_do_not_agree_have_no_alignment(redacted: str) -> None:
    assert align_redacted("La Ada dorme.", redacted, ["NOME"]) is None


def test_a_value_that_is_not_listed_may_not_swallow_the_note() -> None:
    text = "La Ada " + "dorme " * 30 + "bene."
    assert align_redacted(text, "La [NOME] bene.", ["NOME"]) is None
    assert align_redacted(text, "La [NOME] bene.", ["NOME"], longest=500) is not None


def test_a_list_of_objects_is_read_as_mentions_and_incomplete_ones_are_counted() -> None:
    listed = [
        {"text": "Ada", "type": "NOME"},
        {"text": "Ugo"},
        {"type": "NOME"},
        "Bice",
        {"text": None, "type": "NOME"},
    ]
    assert mentions_of(listed, label="type") == ([Mention("Ada", "NOME")], 4)
    assert mentions_of(None, label="type") == ([], 0)


def test_tokens_are_found_one_after_the_other_with_blanks_between_or_not_at_all() -> None:
    assert token_offsets("L'acqua\n  fresca .", ["L'", "acqua", "fresca", "."]) == [(0, 2), (2, 7), (10, 16), (17, 18)]
    assert token_offsets("acqua fresca", ["acqua", "calda"]) is None
    assert token_offsets("acqua e fuoco", ["acqua", "fuoco"]) is None
    assert token_offsets("acqua fresca", ["acqua"]) is None
    assert token_offsets(" acqua ", ["acqua"]) == [(1, 6)]
    assert token_offsets("", []) == []


def test_counts_hold_no_zeros() -> None:
    assert anchor_everywhere("Ada", _mentions("Ada")).counts == Counter()
    assert anchor_in_order("Ada", _mentions("Ada")).counts == Counter()
    assert dict(anchor_in_order("Ada", _mentions("Ada")).counts) == {}
