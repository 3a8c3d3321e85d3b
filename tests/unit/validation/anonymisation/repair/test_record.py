"""Where replacements stand is remembered, and believed only of the text and key that it was written for."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from datasets_builders.errors import Refused
from validation.anonymisation.repair.keys import Key
from validation.anonymisation.repair.record import FILE, Line, Record, read_record, write_line
from validation.anonymisation.repair.texts import Place

TEXT = "il Livio Torri e [NOME]"
NAME, TAG = Place(3, 14, "PERSON"), Place(17, 23, "PERSON")
OTHER = Key(bytes(range(50, 90)))


def _line() -> Line:
    return Line("ner", "train", 0, "n0", "text", (NAME, TAG))


def _written(folder: Path, lines: list[Line], key: Key | None) -> list[Line]:
    file = io.StringIO()
    for line in lines:
        write_line(file, line, TEXT, key)
    (folder / FILE).write_text(file.getvalue(), encoding="utf-8")
    return list(read_record(folder))


def test_a_line_is_read_back_and_believed(tmp_path: Path, key: Key) -> None:
    (line,) = _written(tmp_path, [_line()], key)
    assert (line.config, line.split, line.index, line.row, line.column) == ("ner", "train", 0, "n0", "text")
    assert line.believed(TEXT, key) == (NAME, TAG)


@pytest.mark.parametrize("signed", [True, False])
def test_without_the_key_only_tags_are_believed(tmp_path: Path, key: Key, signed: bool) -> None:
    (line,) = _written(tmp_path, [_line()], key if signed else None)
    assert line.believed(TEXT, OTHER) == line.believed(TEXT, None) == (TAG,)


def test_a_text_that_was_edited_is_not_covered(tmp_path: Path, key: Key) -> None:
    (line,) = _written(tmp_path, [_line()], key)
    edited = TEXT.replace("Livio Torri", "Zeno Vallom")
    assert line.believed(edited, key) == (TAG,)
    assert line.believed("il", key) == ()


def test_a_place_cannot_be_added(tmp_path: Path, key: Key) -> None:
    _written(tmp_path, [_line()], key)
    value = json.loads((tmp_path / FILE).read_text())
    value["places"].append([0, 2, "PERSON"])
    (tmp_path / FILE).write_text(json.dumps(value) + "\n")
    (forged,) = read_record(tmp_path)
    assert forged.believed(TEXT, key) == (TAG,)


def test_lines_are_given_row_by_row_and_rows_without_any_are_empty(tmp_path: Path, key: Key) -> None:
    lines = [
        Line("ner", split, index, "n", "text", (TAG,)) for split, index in [("train", 1), ("train", 4), ("test", 0)]
    ]
    record = Record(_written(tmp_path, lines, key))
    asked = [("train", index) for index in range(6)] + [("test", 0), ("test", 1)]
    assert [bool(record.of("ner", *each)) for each in asked] == [
        False, True, False, False, True, False, True, False
    ]  # fmt: skip


def test_no_file_is_no_line(tmp_path: Path) -> None:
    assert list(read_record(tmp_path)) == []


@pytest.mark.parametrize("line", ["Zeno Vallombrosa", '{"row": "Zeno"}', "[]", '{"places": [[1, "Zeno", "x"]]}'])
def test_a_line_that_is_none_is_refused_without_its_words(tmp_path: Path, line: str) -> None:
    (tmp_path / FILE).write_text(line + "\n")
    with pytest.raises(Refused, match="Line 1") as refused:
        list(read_record(tmp_path))
    assert "Zeno" not in str(refused.value)
    assert refused.value.__suppress_context__
