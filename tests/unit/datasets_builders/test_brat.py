"""Brat standoff: what is written is read back, and offsets are believed only where the covered text is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasets_builders.formats.brat import (
    Attribute,
    BratDocument,
    Link,
    Normalisation,
    Note,
    Placement,
    Standoff,
    TextBound,
    UnreadableBrat,
    format_ann,
    parse_ann,
    place,
    read_brat,
    write_brat,
)
from datasets_builders.schema import Fragment, Relation

_words = st.from_regex(r"[A-Za-zÀ-ÿ_]{1,8}", fullmatch=True)
_free = st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), max_size=12)
_ids = {kind: st.integers(1, 99).map(lambda n, kind=kind: f"{kind}{n}") for kind in "TRAN#"}
_pieces = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=3).map(tuple)
_standoffs = st.builds(
    Standoff,
    text_bounds=st.lists(st.builds(TextBound, _ids["T"], _words, _pieces, _free), max_size=3).map(tuple),
    links=st.lists(
        st.builds(Link, _ids["R"], _words, st.tuples(st.tuples(_words, _ids["T"]), st.tuples(_words, _ids["T"]))),
        max_size=2,
    ).map(tuple),
    attributes=st.lists(st.builds(Attribute, _ids["A"], _words, _ids["T"], _free), max_size=2).map(tuple),
    normalisations=st.lists(
        st.builds(Normalisation, _ids["N"], _words, _ids["T"], st.just("SNOMED:123"), _free), max_size=2
    ).map(tuple),
    notes=st.lists(st.builds(Note, _ids["#"], st.just("AnnotatorNotes"), _ids["T"], _free), max_size=2).map(tuple),
    others=st.lists(st.sampled_from(["E1\tEvento:T1", "*\tEquiv T1 T2"]), max_size=2).map(tuple),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("brat")


@given(_standoffs)
def test_annotations_written_are_read_back_the_same(standoff: Standoff) -> None:
    assert parse_ann(format_ann(standoff)) == standoff


@given(_standoffs, st.text(st.characters(exclude_categories=["Cs"]), max_size=40), st.booleans())
def test_a_document_written_is_read_back_the_same(folder: Path, standoff: Standoff, text: str, marked: bool) -> None:
    document = BratDocument("nota", text.removeprefix("\ufeff"), standoff, marked)
    if document.text.startswith("\ufeff"):
        return  # a second mark would be taken for the first
    write_brat(folder, document)
    assert read_brat(folder / "nota.txt") == document


_texts = st.text(st.sampled_from("abc àé\U0001f9e0\n\r\u2028.,"), min_size=1, max_size=40).map(
    lambda t: t.replace("\r", "\r\n")
)


@given(_texts, st.booleans(), st.booleans(), st.booleans(), st.booleans(), st.data())
def test_entities_are_placed_whatever_the_offsets_count(
    text: str, marked: bool, utf16: bool, bare: bool, inclusive: bool, data: st.DataObject
) -> None:
    """Write offsets in every way a tool may count them: the entity that comes out covers what it should."""
    starts = [i for i, c in enumerate(text) if not c.isspace()]
    if not starts:
        return
    start = data.draw(st.sampled_from(starts))
    end = data.draw(st.sampled_from([i + 1 for i in starts if i >= start]))

    def counted(position: int) -> int:
        before = text[:position].replace("\r\n", "\n") if bare else text[:position]
        return (len(before.encode("utf-16-le")) // 2 if utf16 else len(before)) + marked

    last = counted(end) - (counted(end) - counted(end - 1) if inclusive else 0)
    covered = text[start:end].replace("\r\n", " ").replace("\n", " ")
    bound = TextBound("T1", "X", ((counted(start), last),), covered)
    placed = place(BratDocument("nota", text, Standoff((bound,)), marked))
    assert [entity.text.split() for entity in placed.entities] == [text[start:end].split()]


def _placed(text: str, ann: str, *, marked: bool = False) -> Placement:
    return place(BratDocument("nota", text, parse_ann(ann), marked))


def test_a_discontinuous_entity_keeps_its_fragments() -> None:
    placed = _placed("Febbre e tosse secca.", "T1\tSINTOMO 0 6;15 20\tFebbre secca\n")
    (entity,) = placed.entities
    assert entity.text == "Febbre e tosse secca"
    assert entity.fragments == (Fragment(0, 6), Fragment(15, 20))


def test_normalisations_become_concepts_and_relations_are_kept() -> None:
    ann = "T1\tA 0 3\tuno\nT2\tB 4 7\tdue\nN1\tReference T1 SNOMED:7\tuno\nN2\tReference T1 ICD:8\nR1\tDI Arg1:T2 Arg2:T1\t\n"
    placed = _placed("uno due", ann)
    assert [e.concepts for e in placed.entities] == [("SNOMED:7", "ICD:8"), ()]
    assert placed.relations == (Relation("R1", "T2", "T1", "DI"),)
    assert not placed.counts


@pytest.mark.parametrize(
    ("text", "ann", "marked", "codes"),
    [
        ("\U0001f9e0 male", "T1\tX 3 7\tmale\n", False, {"offsets-in-utf16": 1}),
        ("a\r\nmale", "T1\tX 2 6\tmale\n", False, {"offsets-without-carriage-returns": 1}),
        ("a\r\nmale", "T1\tX 3 7\tmale\n", False, {}),
        ("male", "T1\tX 1 5\tmale\n", True, {"offsets-count-byte-order-mark": 1}),
        ("male", "T1\tX 0 4\tmale\n", True, {}),
        ("un male", "T1\tX 3 6\tmale\n", False, {"end-offsets-inclusive": 1}),
        ("un male ", "T1\tX 3 8\tmale \n", False, {"span-edge-blanks-trimmed": 1}),
        ("a\nb", "T1\tX 0 3\ta b\n", False, {}),
        (
            "\U0001f9e0\U0001f9e0\r\nmale",
            "T1\tX 5 8\tmale\n",
            False,
            {"offsets-in-utf16": 1, "offsets-without-carriage-returns": 1, "end-offsets-inclusive": 1},
        ),
    ],
)  # fmt: skip
def test_what_the_offsets_count_is_found_out_and_counted(
    text: str, ann: str, marked: bool, codes: dict[str, int]
) -> None:
    placed = _placed(text, ann, marked=marked)
    assert [e.text.split() for e in placed.entities] == [parse_ann(ann).text_bounds[0].text.split()]
    assert dict(placed.counts) == codes


def test_only_the_entities_that_a_repair_moves_are_counted() -> None:
    placed = _placed("ahi \U0001f9e0 male", "T1\tX 0 3\tahi\nT2\tX 7 11\tmale\n")
    assert [e.text for e in placed.entities] == ["ahi", "male"]
    assert dict(placed.counts) == {"offsets-in-utf16": 1}


def test_an_entity_whose_text_is_not_there_is_left_out_with_its_relations_and_counted() -> None:
    placed = _placed("uno due", "T1\tA 0 3\tuno\nT2\tB 4 7\ttre\nR1\tDI Arg1:T1 Arg2:T2\n")
    assert [e.id for e in placed.entities] == ["T1"]
    assert placed.unplaced == ("T2",)
    assert dict(placed.counts) == {"entity-not-placed": 1, "dangling-relation-left-out": 1}


@pytest.mark.parametrize("offsets", ["4 99", "7 4", "0 3;2 5"])
def test_offsets_out_of_the_text_or_overlapping_are_not_placed(offsets: str) -> None:
    assert _placed("uno due", f"T1\tA {offsets}\n").unplaced == ("T1",)


def test_what_is_not_kept_is_counted() -> None:
    ann = (
        "T1\tA 0 3\tuno\nT1\tA 4 7\tdue\nA1\tNegato T1\nM1\tNegato T1\n#1\tAnnotatorNotes T1\tdubbio\n"
        "E1\tX:T1\n*\tEquiv T1 T1\nT9 rotta\nche cosa\n"
    )
    counts = dict(_placed("uno due", ann).counts)
    assert counts == {
        "attribute-not-kept": 2,
        "annotator-note-not-kept": 1,
        "event-not-kept": 2,
        "annotation-line-unreadable": 2,
        "annotation-id-repeated": 1,
    }


def test_line_ends_and_marks_of_windows_are_accepted_in_an_ann_and_other_separators_are_no_line_ends() -> None:
    standoff = parse_ann("\ufeffT1\tA 0 5\tu\u2028n\x85o\r\n\r\n")
    assert standoff.text_bounds == (TextBound("T1", "A", ((0, 5),), "u\u2028n\x85o"),)


def test_files_that_are_not_utf_8_say_so_without_their_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("perché".encode("latin-1"))
    (tmp_path / "a.ann").write_text("")
    with pytest.raises(UnreadableBrat, match=r"a\.txt: not UTF-8 at byte 5"):
        read_brat(tmp_path / "a.txt")
