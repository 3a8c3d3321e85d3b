"""Token-per-line files: columns, blank lines, BIO tags, and the text that tokens make when joined again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasets_builders.formats.conll import Tagged, Token, bio_spans, join_tokens, read_sentences


def _read(folder: Path, content: str | bytes, **options: str) -> list[list[Token]]:
    path = folder / "file.tsv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return list(read_sentences(path, **options))


def test_columns_are_parted_by_tabs_and_sentences_by_blank_lines(tmp_path: Path) -> None:
    sentences = _read(tmp_path, "Nega\tO\tHigh\nfebbre\tB-S\t\n\nPA\tO\tHigh\n")
    assert sentences == [
        [Token(1, "Nega", ("O", "High")), Token(2, "febbre", ("B-S", ""))],
        [Token(4, "PA", ("O", "High"))],
    ]


def test_a_line_without_the_separator_is_split_at_blanks_and_marked(tmp_path: Path) -> None:
    ((first, second, third),) = _read(tmp_path, "vaso I-Premise HighQuality\nnormale\tO\nAtlas O \n")
    assert first == Token(1, "vaso", ("I-Premise", "HighQuality"), regular=False)
    assert second.regular
    assert third == Token(3, "Atlas", ("O",), regular=False)


def test_a_line_that_is_only_a_token_has_no_columns(tmp_path: Path) -> None:
    (((token),),) = _read(tmp_path, "febbre\n")
    assert (token.text, token.columns, token.regular) == ("febbre", (), False)


def test_several_blank_lines_and_lines_of_blanks_end_one_sentence(tmp_path: Path) -> None:
    sentences = _read(tmp_path, "\n\na\tO\n\n \t \n\nb\tO\n\n\n")
    assert [[token.text for token in sentence] for sentence in sentences] == [["a"], ["b"]]


def test_the_last_sentence_needs_no_line_end(tmp_path: Path) -> None:
    assert _read(tmp_path, "a\tO\n\nb\tO") == [[Token(1, "a", ("O",))], [Token(3, "b", ("O",))]]


def test_a_byte_order_mark_and_crlf_are_accepted(tmp_path: Path) -> None:
    plain = _read(tmp_path, "perché\tO\r\nfebbre\tB-S\r\n\r\nPA\tO\r\n".encode("utf-8-sig"))
    assert plain == _read(tmp_path, "perché\tO\nfebbre\tB-S\n\nPA\tO\n")
    assert plain[0][0].text == "perché"


def test_another_separator_is_taken_literally(tmp_path: Path) -> None:
    assert _read(tmp_path, "a|O\nb O\n", separator="|") == [
        [Token(1, "a", ("O",)), Token(2, "b", ("O",), regular=False)]
    ]


def test_an_empty_file_has_no_sentence(tmp_path: Path) -> None:
    assert _read(tmp_path, "") == []


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        ("O O", []),
        ("B-P I-P O", [Tagged(0, 2, "P")]),
        ("B-P B-P I-P", [Tagged(0, 1, "P"), Tagged(1, 3, "P")]),
        ("O I-P I-P O", [Tagged(1, 3, "P", orphan=True)]),
        ("B-P I-C", [Tagged(0, 1, "P"), Tagged(1, 2, "C", orphan=True)]),
        ("B-P O I-P", [Tagged(0, 1, "P"), Tagged(2, 3, "P", orphan=True)]),
        ("O B-P", [Tagged(1, 2, "P")]),
        ("B-P-Q I-P-Q", [Tagged(0, 2, "P-Q")]),
        ("", []),
    ],
)
def test_bio_tags_mark_runs_and_an_orphan_opens_one(tags: str, spans: list[Tagged]) -> None:
    assert bio_spans(tags.split()) == spans


@given(st.lists(st.sampled_from(["O", "B-P", "I-P", "B-C", "I-C"]), max_size=30))
def test_bio_runs_cover_every_marked_token_once_and_no_other(tags: list[str]) -> None:
    covered = [index for span in bio_spans(tags) for index in range(span.start, span.end)]
    assert covered == [index for index, tag in enumerate(tags) if tag != "O"]


def test_tokens_are_joined_by_blanks_and_sentences_by_line_ends() -> None:
    joined = join_tokens([["Nega", "febbre."], ["PA", "130/80"]])
    assert joined.text == "Nega febbre.\nPA 130/80"
    assert joined.offsets == ((0, 4), (5, 12), (13, 15), (16, 22))


def test_nothing_joined_is_nothing() -> None:
    assert join_tokens([]).text == ""
    assert join_tokens([]).offsets == ()


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs", "Zs", "Cc"]), min_size=1), min_size=1)))
def test_every_offset_gives_back_its_token(sentences: list[list[str]]) -> None:
    joined = join_tokens(sentences)
    tokens = [token for sentence in sentences for token in sentence]
    assert [joined.text[start:end] for start, end in joined.offsets] == tokens
