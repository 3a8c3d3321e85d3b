"""Questions as NLP-FBK publishes them: indices of right answers, options that translation made equal, columns that differ."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from datasets_builders.build import build
from datasets_builders.catalogue import get_corpus
from datasets_builders.formats.tabular import SchemaDiffers
from datasets_builders.nlp_fbk import read_questions as read
from datasets_builders.reading import Record, Rejected, SourceMismatch
from datasets_builders.schema import Option
from datasets_builders.spec import CorpusSpec

each_corpus = pytest.mark.parametrize(
    "spec", [get_corpus(id) for id in ("medqa-it", "medmcqa-it")], ids=lambda spec: spec.id
)


def _row(**changes: Any) -> dict[str, Any]:
    options = {f"translated_answer_op{letter}": text for letter, text in zip("abcd", OPTIONS, strict=True)}
    return {"full_question": "Quale farmaco si prescrive?", **options, "cop": 2, **changes}


OPTIONS = ("Amoxicillina", "Eparina", "Ossigeno", "Attesa")


def _source(tmp_path: Path, rows: Iterable[dict[str, Any]] = ()) -> Path:
    (tmp_path / "src" / "train").mkdir(parents=True)
    table = pa.Table.from_pylist(list(rows) or [_row()])
    pq.write_table(table, tmp_path / "src" / "train" / "train-00000-of-00001.parquet")
    return tmp_path / "src"


def test_the_index_of_the_right_option_becomes_its_letter(tmp_path: Path) -> None:
    _, record = read(_source(tmp_path))
    assert isinstance(record, Record)
    fields = record.document.fields
    assert fields["options"] == tuple(Option(key, text) for key, text in zip("ABCD", OPTIONS, strict=True))
    assert (fields["answer"], fields["question"]) == ("C", "Quale farmaco si prescrive?")
    assert record.document.id == "train-000001"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"cop": -1}, "key-not-an-option"),
        ({"cop": 4}, "key-not-an-option"),
        ({"cop": None}, "key-not-an-option"),
        ({"full_question": None}, "question-missing"),
        ({"full_question": " ? "}, "question-missing"),
        ({"translated_answer_opa": ""}, "option-empty"),
        ({"translated_answer_opa": "nan"}, "option-empty"),
        ({"translated_answer_opa": "ossigeno"}, "answer-repeated"),
    ],
)
def test_a_question_that_cannot_be_asked_is_rejected_with_the_reason(
    tmp_path: Path, change: dict[str, Any], reason: str
) -> None:
    events = read(_source(tmp_path, [_row(), _row(**change)]))
    assert [event.reason for event in events if isinstance(event, Rejected)] == [reason]


@pytest.mark.parametrize("column", ["full_question", "translated_answer_opd", "cop"])
def test_a_missing_column_stops_the_build_and_is_named(tmp_path: Path, column: str) -> None:
    row = _row()
    row["altro"] = row.pop(column)
    with pytest.raises(SchemaDiffers, match=column):
        list(read(_source(tmp_path, [row])))


@each_corpus
def test_it_builds_and_accounts_for_every_row(spec: CorpusSpec, tmp_path: Path) -> None:
    facts = build(spec, _source(tmp_path, [_row(), _row(cop=-1)]), tmp_path / "out")
    assert (facts["rows_in"], facts["rows_out"], facts["rejected"]) == (2, 1, {"key-not-an-option": 1})


@pytest.mark.parametrize("folder", ["", "train"])
@each_corpus
def test_an_empty_or_half_there_folder_is_told(spec: CorpusSpec, tmp_path: Path, folder: str) -> None:
    (tmp_path / "src" / folder).mkdir(parents=True)
    with pytest.raises(SourceMismatch, match="no table called train"):
        build(spec, tmp_path / "src", tmp_path / "out")
