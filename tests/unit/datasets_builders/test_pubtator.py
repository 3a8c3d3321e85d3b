"""PubTator with pairs: what is written is read back, what is broken is said and kept."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasets_builders.formats.pubtator import (
    Block,
    Mention,
    Pair,
    PubtatorDocument,
    count_documents,
    flatten,
    parse,
    read_documents,
    write,
)

TEXT = "Emoglobina 9,1 g/dl. PA 130/80."
PAIRS = (
    Pair(Mention(11, 19, "9,1 g/dl"), Mention(0, 10, "Emoglobina")),
    Pair(Mention(24, 30, "130/80"), Mention(21, 23, "PA")),
)
FILE = (
    f"900001|t|{TEXT}\n"
    "900001\tREL\t11-19\t0-10\t9,1 g/dl\tEmoglobina\n"
    "900001\tREL\t24-30\t21-23\t130/80\tPA\n"
    "\n"
    "900002|t|Nega febbre.\n"
    "\n"
)


def _write(folder: Path, content: str | bytes) -> Path:
    path = folder / "training.txt"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def _parse(content: str) -> list[Block]:
    return list(parse(io.StringIO(content, newline="\n")))


def test_documents_are_read_with_their_pairs_in_the_order_of_the_file(tmp_path: Path) -> None:
    blocks = list(read_documents(_write(tmp_path, FILE)))
    assert [block.document for block in blocks] == [
        PubtatorDocument("900001", TEXT, PAIRS),
        PubtatorDocument("900002", "Nega febbre."),
    ]
    assert [block.id for block in blocks] == ["900001", "900002"]
    assert "".join(write(block.document for block in blocks if block.document)) == FILE


# Any text without what ends a line, also one that looks like the format itself or that other programs part at.
_LINE = st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=40)
_WORDS = st.text(st.characters(exclude_characters="\r\n\t", exclude_categories=["Cs"]), max_size=12)
_MENTION = st.builds(Mention, st.integers(0, 10**6), st.integers(0, 10**6), _WORDS)
_ID = st.text(st.characters(exclude_characters="|\t\r\n", exclude_categories=["Cs"]), min_size=1, max_size=8)
_DOCUMENT = st.builds(
    PubtatorDocument, _ID, _LINE, st.lists(st.builds(Pair, _MENTION, _MENTION), max_size=3).map(tuple)
)


@given(st.lists(_DOCUMENT, max_size=4))
def test_what_is_written_is_read_back_as_the_same_documents(documents: list[PubtatorDocument]) -> None:
    blocks = _parse("".join(write(documents)))
    assert [block.document for block in blocks] == documents
    assert not any(block.error for block in blocks)


@pytest.mark.parametrize(
    "content",
    [
        FILE.encode("utf-8-sig"),
        FILE.replace("\n", "\r\n").encode(),
        FILE.replace("\n\n", "\n").encode(),
        ("\n \n" + FILE.replace("\n\n", "\n\n\n")).encode(),
        FILE.rstrip().encode(),
    ],
    ids=["byte-order mark", "CRLF", "no blank lines", "more blank lines", "no last line end"],
)
def test_small_differences_between_programs_change_nothing(tmp_path: Path, content: bytes) -> None:
    path = _write(tmp_path, content)
    assert [block.document for block in read_documents(path)] == [block.document for block in _parse(FILE)]
    assert count_documents(path) == 2


def test_a_text_may_hold_bars_tabs_and_what_looks_like_a_head() -> None:
    (block,) = _parse("9|t|PA|t|x\t130|80\u2028e poi|a|\n")
    assert block.document == PubtatorDocument("9", "PA|t|x\t130|80\u2028e poi|a|")


def test_the_words_of_mentions_may_be_left_out() -> None:
    (block,) = _parse("9|t|PA 130/80.\n9\tREL\t3-9\t0-2\n9\tREL\t3-9\t0-2\t130/80\n")
    assert block.document is not None
    assert block.document.pairs == (Pair(Mention(3, 9), Mention(0, 2)), Pair(Mention(3, 9, "130/80"), Mention(0, 2)))


@pytest.mark.parametrize(
    "line",
    [
        "8\tREL\t3-9\t0-2\t130/80\tPA",
        "9\tLINK\t3-9\t0-2\t130/80\tPA",
        "9\tREL\t3-9\t\t130/80\tPA",
        "9\tREL\t3\t0-2\t130/80\tPA",
        "9\tREL\t-3-9\t0-2\t130/80\tPA",
        "9\tREL\t3-9",
        "9\tREL\t3-9\t0-2\t130/80\tPA\taltro",
        "9\t3\t9\t130/80\tRML",
        "9|a|Un riassunto.",
        "130/80 su due righe",
    ],
)
def test_a_line_that_is_no_pair_is_said_and_the_whole_document_kept_as_it_stands(line: str) -> None:
    broken, sound = _parse(f"9|t|PA 130/80.\n9\tREL\t3-9\t0-2\n{line}\n\n10|t|Sano.\n")
    assert (broken.id, broken.document) == ("9", None)
    assert broken.error == "line 3 of the document is not one of its pairs"
    assert broken.raw == f"9|t|PA 130/80.\n9\tREL\t3-9\t0-2\n{line}"
    assert sound.document == PubtatorDocument("10", "Sano.")


def test_lines_before_the_first_document_belong_to_none() -> None:
    stray, sound = _parse("9\tREL\t3-9\t0-2\n\n10|t|Sano.\n")
    assert (stray.id, stray.document, stray.error) == ("", None, "lines before the first document")
    assert sound.document == PubtatorDocument("10", "Sano.")


def test_documents_are_counted_as_they_are_read_whatever_their_lines_say(tmp_path: Path) -> None:
    content = "9|t|a|t|b\n9\tREL\t1-2\t3-4\ta|t|b\tc\nx |y|t|z\n|t|senza id\n\n10|t|\n11 |t|c\n"
    path = _write(tmp_path, content)
    assert [block.id for block in read_documents(path)] == ["9", "10", "11 "]
    assert count_documents(path) == 3


@pytest.mark.parametrize(
    "document",
    [
        PubtatorDocument("", "Testo."),
        PubtatorDocument("9|1", "Testo."),
        PubtatorDocument("9\t1", "Testo."),
        PubtatorDocument("9", "Due\nrighe."),
        PubtatorDocument("9", "Due\rrighe."),
        PubtatorDocument("9", "Testo.", (Pair(Mention(0, 5, "Te\tto"), Mention(0, 5)),)),
        PubtatorDocument("9", "Testo.", (Pair(Mention(0, 5), Mention(0, 5, "Te\nto")),)),
    ],
)
def test_what_could_not_be_read_back_is_not_written(document: PubtatorDocument) -> None:
    with pytest.raises(ValueError, match="document"):
        list(write([document]))


def test_flattening_gives_one_line_and_leaves_every_offset_where_it_was() -> None:
    text = "PA\t130/80\r\nFC\u202888\x85e\x0bbasta \U0001fa7a\n"
    flat = flatten(text)
    assert len(flat) == len(text)
    assert flat == "PA 130/80  FC 88 e basta \U0001fa7a "
    assert flat.splitlines() == [flat]
