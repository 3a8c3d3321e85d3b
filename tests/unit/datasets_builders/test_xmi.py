"""UIMA XMI: offsets in UTF-16 units become code points, links lead to ids, and what cannot be read is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from datasets_builders.formats.xmi import AnnotationType, Link, UnreadableXmi, XmiDocument, read_xmi

XmiOf = Callable[[str], Any]

ENTITY = AnnotationType("CLINENTITY", ("entityID", "discontinuous"))
EVENT = AnnotationType("EVENT", ("polarity",))
RML = AnnotationType("RML", (), links=("PERTAINSTO",))
TEXT = "Visita \U0001fa7a: nega dispnea.\n\tPA \U00100000 130/80, e\u0301 lucida"


def _read(folder: Path, content: str, *types: AnnotationType) -> XmiDocument:
    path = folder / "IT900001.xml"
    path.write_text(content, encoding="utf-8")
    return read_xmi(path, types or (ENTITY, EVENT, RML))


def test_offsets_after_characters_of_two_utf16_units_become_code_points(tmp_path: Path, xmi_of: XmiOf) -> None:
    parts = xmi_of(TEXT)
    covered = ["Visita", "dispnea", "130/80", "e\u0301 lucida"]
    marks = [parts.mark("CLINENTITY", 10 + index, words) for index, words in enumerate(covered)]
    document = _read(tmp_path, parts.file(*marks))
    found = document.annotations["CLINENTITY"]
    assert document.text == TEXT
    assert [document.text[each.start : each.end] for each in found] == covered
    naive = [parts.units(each.start) - each.start for each in found]
    assert naive == [0, 1, 2, 2], "the offsets of the file and of the document must differ, or this test proves nothing"
    assert document.beyond_bmp == 2


def test_a_text_without_such_characters_says_so(tmp_path: Path, xmi_of: XmiOf) -> None:
    assert _read(tmp_path, xmi_of("Nega dispnea, perché «sta bene».").file()).beyond_bmp == 0


def test_line_ends_tabs_and_quotes_of_the_text_survive(tmp_path: Path, xmi_of: XmiOf) -> None:
    text = 'PA\t130/80\r\nFC 88 <basale> & "ritmica"\n'
    assert _read(tmp_path, xmi_of(text).file()).text == text


def test_features_that_the_file_states_are_given_and_others_are_not_there(tmp_path: Path, xmi_of: XmiOf) -> None:
    parts = xmi_of(TEXT)
    document = _read(tmp_path, parts.file(parts.mark("CLINENTITY", 10, "dispnea", entityID="C0013404")))
    (entity,) = document.annotations["CLINENTITY"]
    assert entity.id == "10"
    assert dict(entity.features) == {"entityID": "C0013404"}


def test_annotations_come_in_the_order_of_the_text_and_other_types_are_passed_over(
    tmp_path: Path, xmi_of: XmiOf
) -> None:
    parts = xmi_of(TEXT)
    content = parts.file(
        parts.mark("EVENT", 30, "130/80"), parts.mark("EVENT", 20, "Visita"), parts.mark("ACTOR", 10, "PA")
    )
    document = _read(tmp_path, content, EVENT)
    assert [each.id for each in document.annotations["EVENT"]] == ["20", "30"]
    assert set(document.annotations) == {"EVENT"}


def test_links_lead_to_the_ids_of_their_targets_also_to_one_that_is_not_there(tmp_path: Path, xmi_of: XmiOf) -> None:
    parts = xmi_of(TEXT)
    content = parts.file(
        parts.mark("EVENT", 20, "PA"),
        parts.mark("RML", 30, "130/80", PERTAINSTO="40 41"),
        parts.pertains_to(40, 20),
        parts.pertains_to(41, 777),
    )
    (rml,) = _read(tmp_path, content).annotations["RML"]
    assert rml.links == (Link("PERTAINS", "20"), Link("PERTAINS", "777"))


def test_an_annotation_without_links_has_none(tmp_path: Path, xmi_of: XmiOf) -> None:
    parts = xmi_of(TEXT)
    (rml,) = _read(tmp_path, parts.file(parts.mark("RML", 30, "130/80"))).annotations["RML"]
    assert rml.links == ()


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95])
def test_a_truncated_file_is_unreadable_wherever_it_was_cut(tmp_path: Path, xmi_of: XmiOf, share: float) -> None:
    parts = xmi_of(TEXT)
    content = parts.file(parts.mark("CLINENTITY", 10, "dispnea"))
    with pytest.raises(UnreadableXmi, match=r"^IT900001\.xml: \w+$"):
        _read(tmp_path, content[: int(len(content) * share)])


@pytest.mark.parametrize("content", ["", "dispnea", "<html><p>dispnea</p></html>"], ids=["empty", "text", "html"])
def test_what_is_not_xmi_is_unreadable(tmp_path: Path, content: str) -> None:
    with pytest.raises(UnreadableXmi) as caught:
        _read(tmp_path, content)
    assert "dispnea" not in str(caught.value)


def test_a_file_without_a_text_is_unreadable(tmp_path: Path, xmi_of: XmiOf) -> None:
    with pytest.raises(UnreadableXmi):
        _read(tmp_path, xmi_of(TEXT).file(sofa=False))
    with pytest.raises(UnreadableXmi, match="holds no text"):
        _read(tmp_path, xmi_of("").file())


def test_a_link_to_a_link_that_is_not_there_is_unreadable(tmp_path: Path, xmi_of: XmiOf) -> None:
    parts = xmi_of(TEXT)
    with pytest.raises(UnreadableXmi):
        _read(tmp_path, parts.file(parts.mark("RML", 30, "130/80", PERTAINSTO="40")))


def test_an_offset_that_is_no_number_is_unreadable(tmp_path: Path, xmi_of: XmiOf) -> None:
    parts = xmi_of(TEXT)
    content = parts.file(parts.mark("CLINENTITY", 10, "dispnea")).replace('begin="16"', 'begin="inizio"')
    assert 'begin="inizio"' in content
    with pytest.raises(UnreadableXmi):
        _read(tmp_path, content)


def test_a_feature_that_was_not_declared_is_unreadable_rather_than_lost(tmp_path: Path, xmi_of: XmiOf) -> None:
    parts = xmi_of(TEXT)
    with pytest.raises(UnreadableXmi, match="TypeError"):
        _read(tmp_path, parts.file(parts.mark("CLINENTITY", 10, "dispnea", nuovo="x")))


def test_an_offset_in_the_middle_of_a_character_is_not_taken_for_a_code_point(tmp_path: Path, xmi_of: XmiOf) -> None:
    parts = xmi_of(TEXT)
    middle = parts.units(TEXT.index("\U00100000")) + 1
    content = parts.file(parts.mark_at("CLINENTITY", 10, middle, parts.units(len(TEXT))))
    try:
        (found,) = _read(tmp_path, content).annotations["CLINENTITY"]
    except UnreadableXmi:
        return
    assert found.start in (TEXT.index("\U00100000"), TEXT.index("\U00100000") + 1)
