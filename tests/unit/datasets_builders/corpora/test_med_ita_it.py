"""MED-ITA: answers by letter or by text, fewer than five options, two names of one field."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from datasets_builders.build import build
from datasets_builders.catalogue import get_corpus
from datasets_builders.corpora.med_ita_it.read import read
from datasets_builders.formats.tabular import SchemaDiffers
from datasets_builders.reading import Record, Rejected, Repaired, SourceMismatch

SPEC = get_corpus("med-ita-it")


def _row(**changes: Any) -> dict[str, Any]:
    options = dict(zip("ABCDE", ("Cuore", "Fegato", "Milza", "Rene", "Polmone"), strict=True))
    row = {"question": "Quale organo scambia i gas?", "options": options, "answer": "E", "category": "Fisiologia"}
    return {**row, "macrocategory": "Scienze di base", **changes}


def _source(tmp_path: Path, *rows: dict[str, Any]) -> Path:
    (tmp_path / "src" / "data").mkdir(parents=True)
    content = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows or (_row(),))
    (tmp_path / "src" / "data" / "dataset.jsonl").write_text(content, encoding="utf-8")
    return tmp_path / "src"


def test_a_row_becomes_a_question_with_its_categories(tmp_path: Path) -> None:
    _, record = read(_source(tmp_path))
    assert isinstance(record, Record)
    fields = record.document.fields
    assert (record.split, record.document.id, fields["answer"]) == ("train", "00001", "E")
    assert (fields["category"], fields["macro_category"]) == ("Fisiologia", "Scienze di base")


def test_the_macro_category_is_read_under_both_of_its_names(tmp_path: Path) -> None:
    row = _row()
    row["macro_category"] = row.pop("macrocategory")
    _, record = read(_source(tmp_path, row))
    assert isinstance(record, Record)
    assert record.document.fields["macro_category"] == "Scienze di base"


def test_an_answer_by_its_text_becomes_its_letter_and_is_counted(tmp_path: Path) -> None:
    _, record, repaired = read(_source(tmp_path, _row(answer="Polmone")))
    assert isinstance(record, Record)
    assert record.document.fields["answer"] == "E"
    assert repaired == Repaired("mcqa", "train", "00001", "answer-text-to-letter", 1)


def test_missing_options_are_left_out_and_counted(tmp_path: Path) -> None:
    options = {**_row()["options"], "C": None, "D": ""}
    _, record, repaired = read(_source(tmp_path, _row(options=options)))
    assert isinstance(record, Record)
    assert [option.key for option in record.document.fields["options"]] == ["A", "B", "E"]
    assert repaired == Repaired("mcqa", "train", "00001", "option-missing-left-out", 2)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"question": None}, "question-missing"),
        ({"answer": "Stomaco"}, "key-not-an-option"),
        ({"answer": ""}, "key-not-an-option"),
        ({"options": ["Cuore", "Polmone"]}, "options-unreadable"),
        ({"options": {"A": "Polmone", "E": "polmone"}}, "answer-repeated"),
    ],
)
def test_a_question_that_cannot_be_asked_is_rejected_with_the_reason(
    tmp_path: Path, change: dict[str, Any], reason: str
) -> None:
    events = read(_source(tmp_path, _row(), _row(**change)))
    assert [event.reason for event in events if isinstance(event, Rejected)] == [reason]


@pytest.mark.parametrize("field", ["question", "options", "answer", "category"])
def test_a_missing_field_stops_the_build_and_is_named(tmp_path: Path, field: str) -> None:
    row = _row()
    del row[field]
    with pytest.raises(SchemaDiffers, match=field):
        list(read(_source(tmp_path, row)))


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "src" / "data").mkdir(parents=True)
    with pytest.raises(SourceMismatch, match=r"no dataset\.jsonl"):
        build(SPEC, tmp_path / "src", tmp_path / "out")


def test_it_builds(tmp_path: Path) -> None:
    assert build(SPEC, _source(tmp_path), tmp_path / "out")["rows_out"] == 1
