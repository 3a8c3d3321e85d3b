"""Token-per-line files: IO and BIO runs, tags that are known, sentences counted apart, blanks left out without losing offsets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasets_builders.formats.conll import (
    ITALIAN_GLUE,
    Tagged,
    Token,
    bio_spans,
    count_sentences,
    entities_of,
    io_spans,
    join_tokens,
    read_sentences,
    tags_of,
)

_LABELS = st.sampled_from(["O", "PER", "LOC"])


def test_neighbours_with_the_same_io_label_are_one_run() -> None:
    assert io_spans(["PER", "PER", "O", "LOC"]) == [Tagged(0, 2, "PER"), Tagged(3, 4, "LOC")]


def test_neighbours_with_different_io_labels_are_two_runs() -> None:
    assert io_spans(["O", "PER", "LOC"]) == [Tagged(1, 2, "PER"), Tagged(2, 3, "LOC")]


@pytest.mark.parametrize("tags", [[], ["O"], ["O", "O"]])
def test_io_tags_without_a_label_have_no_run(tags: list[str]) -> None:
    assert io_spans(tags) == []


@given(st.lists(_LABELS))
def test_io_runs_tell_the_tags_again(tags: list[str]) -> None:
    again = ["O"] * len(tags)
    for span in io_spans(tags):
        again[span.start : span.end] = [span.label] * (span.end - span.start)
    assert again == tags


@given(st.lists(_LABELS))
def test_io_runs_are_bio_runs_when_nothing_touches(tags: list[str]) -> None:
    bio = [
        tag if tag == "O" else f"{'I' if index and tags[index - 1] == tag else 'B'}-{tag}"
        for index, tag in enumerate(tags)
    ]
    assert io_spans(tags) == bio_spans(bio)


def test_an_inside_tag_after_another_label_begins_an_orphan_run() -> None:
    assert bio_spans(["B-PER", "I-LOC", "I-LOC", "O"]) == [Tagged(0, 1, "PER"), Tagged(1, 3, "LOC", orphan=True)]


def test_tags_that_are_missing_or_unknown_are_told() -> None:
    line = Token(1, "Zelarino", ("LOC", ""))
    assert tags_of([line], {"O", "LOC"}) == ["LOC"]
    assert tags_of([line, Token(2, ".", ())], {"O", "LOC"}) is None
    assert tags_of([Token(1, "Zelarino", ("LUOGO",))], {"O", "LOC"}) is None


@pytest.mark.parametrize(
    ("content", "sentences"),
    [
        (b"", 0),
        (b"\n\n", 0),
        (b"Anna\tO\n", 1),
        (b"\xef\xbb\xbfAnna\tO\r\n\r\n\r\nva\tO\r\n", 2),
        (b"\nAnna\tO\n \t\nva\tO", 2),
    ],
)
def test_sentences_are_counted_apart_and_agree_with_those_read(tmp_path: Path, content: bytes, sentences: int) -> None:
    path = tmp_path / "x.tsv"
    path.write_bytes(content)
    assert count_sentences(path) == sentences == len(list(read_sentences(path)))


def test_a_byte_order_mark_is_no_part_of_the_first_token(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    path.write_bytes(b"\xef\xbb\xbfAnna\tPER\r\n")
    assert list(read_sentences(path)) == [[Token(1, "Anna", ("PER",))]]


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("L' ambulatorio , chiuso .", "L'ambulatorio, chiuso."),
        ("un po' alla volta", "un po' alla volta"),
        ("nell’ « Eco » ( 8 % ) .", "nell’«Eco» (8%)."),
        ("p < .05", "p < .05"),
        ("i domini .com e .org", "i domini .com e .org"),
        ("detto così ...", "detto così..."),
        ('dice " basta "', 'dice " basta "'),
    ],
)
def test_blanks_that_italian_would_not_write_are_left_out(tokens: str, text: str) -> None:
    assert join_tokens([tokens.split()], glue=ITALIAN_GLUE).text == text


def test_without_glue_every_blank_stays() -> None:
    assert join_tokens([["l'", "esame", "."], ["Bene"]]).text == "l' esame .\nBene"


@given(
    st.lists(st.lists(st.sampled_from(["l'", "esame", "(", ")", ",", ".", "po'", "«", "8", "a b"]), min_size=1)),
    st.sampled_from([None, ITALIAN_GLUE, re.compile(" "), re.compile("(?!)")]),
)
def test_every_token_stands_where_its_offsets_say(sentences: list[list[str]], glue: re.Pattern[str] | None) -> None:
    joined = join_tokens(sentences, glue=glue)
    tokens = [token for sentence in sentences for token in sentence]
    assert [joined.text[start:end] for start, end in joined.offsets] == tokens
    assert "".join(joined.text.split()) == "".join("".join(tokens).split())
    assert joined.text.count("\n") == max(0, len(sentences) - 1)


def test_entities_are_cut_from_the_glued_text() -> None:
    joined = join_tokens([["Dall'", "ospedale", "di", "Vattelapesca", "."]], glue=ITALIAN_GLUE)
    (entity,) = entities_of(joined, [Tagged(1, 4, "LOC")])
    assert joined.text == "Dall'ospedale di Vattelapesca."
    assert (entity.id, entity.text, entity.label) == ("e1", "ospedale di Vattelapesca", "LOC")
    assert joined.text[entity.start : entity.end] == entity.text
