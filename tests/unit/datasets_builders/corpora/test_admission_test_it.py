"""Admission test: letters in columns, empty options, tables called dev and test."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from datasets_builders.build import build
from datasets_builders.catalogue import get_corpus
from datasets_builders.corpora.admission_test_it.read import read
from datasets_builders.formats.tabular import SchemaDiffers
from datasets_builders.reading import Record, Rejected, Repaired, SourceMismatch

SPEC = get_corpus("admission-test-it")


def _row(**changes: Any) -> dict[str, Any]:
    options = dict(zip("ABCDE", ("Cuore", "Fegato", "Milza", "Rene", "Polmone"), strict=True))
    return {"Question": "Quale organo scambia i gas?", **options, "Correct": "E", **changes}


def _write(source: Path, part: str, *rows: dict[str, Any]) -> None:
    source.mkdir(exist_ok=True)
    content = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (source / f"{part}.jsonl").write_text(content, encoding="utf-8")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    for part in ("dev", "test"):
        _write(tmp_path / "src", part, _row())
    return tmp_path / "src"


def test_a_row_becomes_a_question_and_dev_is_validation(source: Path) -> None:
    records = [event for event in read(source) if isinstance(event, Record)]
    assert [(record.split, record.document.id) for record in records] == [
        ("validation", "validation-0001"), ("test", "test-0001"),
    ]  # fmt: skip
    fields = records[0].document.fields
    assert [option.key for option in fields["options"]] == list("ABCDE")
    assert (fields["question"], fields["answer"]) == ("Quale organo scambia i gas?", "E")


def test_an_empty_option_is_left_out_and_counted(source: Path) -> None:
    _write(source, "test", _row(D=None))
    assert [event for event in read(source) if isinstance(event, Repaired)] == [
        Repaired("mcqa", "test", "test-0001", "option-missing-left-out", 1)
    ]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"Question": ""}, "question-missing"),
        ({"Correct": "F"}, "key-not-an-option"),
        ({"Correct": None}, "key-not-an-option"),
        ({"E": None}, "key-not-an-option"),
        ({"A": "polmone"}, "answer-repeated"),
    ],
)
def test_a_question_that_cannot_be_asked_is_rejected_with_the_reason(
    source: Path, change: dict[str, Any], reason: str
) -> None:
    _write(source, "test", _row(), _row(**change))
    assert [event.reason for event in read(source) if isinstance(event, Rejected)] == [reason]


@pytest.mark.parametrize("column", ["Question", "C", "Correct"])
def test_a_missing_column_stops_the_build_and_is_named(source: Path, column: str) -> None:
    row = _row()
    del row[column]
    _write(source, "dev", row)
    with pytest.raises(SchemaDiffers, match=column):
        list(read(source))


def test_an_empty_and_a_half_there_folder_are_told(source: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceMismatch, match="dev or test"):
        build(SPEC, tmp_path / "empty", tmp_path / "out")
    (source / "dev.jsonl").unlink()
    with pytest.raises(SourceMismatch, match="No table called dev in"):
        build(SPEC, source, tmp_path / "out")


def test_it_builds(source: Path, tmp_path: Path) -> None:
    assert build(SPEC, source, tmp_path / "out")["rows_out"] == 2
