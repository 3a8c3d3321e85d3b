"""MedExpQA Italian: options that are null or NaN, other languages, keys that are no option."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from datasets_builders.build import build
from datasets_builders.catalogue import get_corpus
from datasets_builders.corpora.medexpqa_it.read import read
from datasets_builders.formats.tabular import SchemaDiffers
from datasets_builders.reading import Record, Rejected, Repaired, SourceMismatch

SPEC = get_corpus("medexpqa-it")


def _row(id: int = 1, **changes: Any) -> dict[str, Any]:
    return {
        "id": id,
        "lang": "it",
        "year": 2016,
        "type": "PNEUMOLOGIA",
        "question_id_specific": 12,
        "full_question": "Donna con dispnea. Che cosa si prescrive?",
        "options": {"1": "Ossigeno.", "2": "Eparina.", "3": "Attesa.", "4": "Nulla.", "5": "Tutto."},
        "correct_option": 3,
        "full_answer": "Il quadro regredisce da solo.",
        "full_answer_no_ref": "Il quadro regredisce da solo.",
        "explanations": {"1": {"exist": False}},
        "rag": {"clinical_case_options": {"MedCorp": {"RRF-2": ["passaggio inventato"]}}},
        **changes,
    }


def _write(source: Path, part: str, *rows: dict[str, Any]) -> Path:
    folder = source / "data" / "it"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{part}.it.casimedicos.rag.jsonl"
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return file


@pytest.fixture
def source(tmp_path: Path) -> Path:
    for number, part in enumerate(("train", "dev", "test"), start=1):
        _write(tmp_path / "src", part, _row(number))
    return tmp_path / "src"


def test_a_case_becomes_a_question_with_key_explanation_specialty_and_year(source: Path) -> None:
    records = [event for event in read(source) if isinstance(event, Record)]
    assert [(record.split, record.document.id) for record in records] == [
        ("train", "1"), ("validation", "2"), ("test", "3"),
    ]  # fmt: skip
    document = records[0].document
    assert document.text == document.fields["question"] == "Donna con dispnea. Che cosa si prescrive?"
    assert (document.fields["answer"], document.fields["explanation"]) == ("3", "Il quadro regredisce da solo.")
    assert (document.fields["specialty"], document.fields["year"]) == ("PNEUMOLOGIA", "2016")
    assert "rag" not in document.fields
    assert document.licence == "CC-BY-4.0"


@pytest.mark.parametrize("missing", [None, float("nan"), "nan"], ids=["null", "NaN", "the word"])
def test_a_missing_option_is_left_out_and_counted(source: Path, missing: Any) -> None:
    options = {**_row()["options"], "5": missing}
    _write(source, "train", _row(options=options))
    events = [event for event in read(source) if getattr(event, "split", "") == "train"]
    _, record, repaired = events
    assert isinstance(record, Record)
    assert [option.key for option in record.document.fields["options"]] == ["1", "2", "3", "4"]
    assert repaired == Repaired("mcqa", "train", "1", "option-missing-left-out", 1)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"lang": "es"}, "language-differs"),
        ({"options": ["a", "b"]}, "options-unreadable"),
        ({"correct_option": 6}, "key-not-an-option"),
        ({"correct_option": 5, "options": {"1": "a", "2": "b", "5": None}}, "key-not-an-option"),
        ({"full_question": None}, "question-missing"),
        ({"options": {"1": "Attesa.", "3": "attesa."}}, "answer-repeated"),
    ],
)
def test_a_case_that_cannot_be_asked_is_rejected_with_the_reason(
    source: Path, change: dict[str, Any], reason: str
) -> None:
    _write(source, "train", _row(), _row(9, **change))
    rejected = [event for event in read(source) if isinstance(event, Rejected)]
    assert [(each.row, each.reason) for each in rejected] == [("train.it.casimedicos.rag.jsonl:2", reason)]


def test_a_missing_field_stops_the_build_and_is_named(source: Path) -> None:
    row = _row()
    del row["full_question"]
    _write(source, "test", row)
    with pytest.raises(SchemaDiffers, match="full_question"):
        list(read(source))


def test_it_builds(source: Path, tmp_path: Path) -> None:
    assert build(SPEC, source, tmp_path / "out")["rows_out"] == 3


def test_files_may_lie_flat_as_they_are_downloaded_one_by_one(source: Path) -> None:
    for file in (source / "data" / "it").glob("*.jsonl"):
        file.rename(source / file.name)
    assert len([event for event in read(source) if isinstance(event, Record)]) == 3


def test_an_empty_and_a_half_there_folder_are_told(source: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceMismatch, match=r"train\.it"):
        build(SPEC, tmp_path / "empty", tmp_path / "out")
    (source / "data" / "it" / "dev.it.casimedicos.rag.jsonl").unlink()
    with pytest.raises(SourceMismatch, match=r"^dev\.it\.casimedicos\.rag\.jsonl missing"):
        build(SPEC, source, tmp_path / "out")
