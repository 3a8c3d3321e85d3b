"""E3C-to-CRF: one item a row, texts that come again, options that are no list, tables that differ."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from datasets_builders.build import build
from datasets_builders.catalogue import get_corpus
from datasets_builders.corpora.e3c_to_crf_it.read import read
from datasets_builders.formats.tabular import SchemaDiffers
from datasets_builders.reading import Record, Rejected, SourceMismatch

SPEC = get_corpus("e3c-to-crf-it")
TEXT = "Uomo di mezza età con febbre e tosse."


def _row(**changes: Any) -> dict[str, Any]:
    return {"sentence": TEXT, "crf_item": "febbre", "options": ["y", "n", "unknown"], "label": "y", **changes}


def _source(tmp_path: Path, rows: Iterable[dict[str, Any]] = ()) -> Path:
    (tmp_path / "src" / "data").mkdir(parents=True)
    for split in ("train", "validation", "test"):
        table = pa.Table.from_pylist(list(rows) if rows and split == "train" else [_row(sentence=f"Caso di {split}.")])
        pq.write_table(table, tmp_path / "src" / "data" / f"{split}-00000-of-00001.parquet")
    return tmp_path / "src"


def test_a_row_is_one_item_with_its_value_and_what_it_may_say(tmp_path: Path) -> None:
    record = next(event for event in read(_source(tmp_path, [_row()])) if isinstance(event, Record))
    assert record.document.text == TEXT
    assert record.document.fields["items"] == [{"item": "febbre", "value": "y", "options": ["y", "n", "unknown"]}]


def test_rows_of_one_text_are_one_document_and_one_group(tmp_path: Path) -> None:
    source = _source(tmp_path, [_row(), _row(crf_item="tosse"), _row(sentence="Altro caso.")])
    documents = [event.document for event in read(source) if isinstance(event, Record) and event.split == "train"]
    assert len({document.id for document in documents}) == 3
    assert documents[0].document_id == documents[1].document_id == documents[0].group_id
    assert documents[2].group_id != documents[0].group_id


def test_options_may_be_the_text_of_a_list(tmp_path: Path) -> None:
    record = next(event for event in read(_source(tmp_path, [_row(options="['y', 'n']")])) if isinstance(event, Record))
    assert record.document.fields["items"][0]["options"] == ["y", "n"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"sentence": " "}, "text-missing"),
        ({"label": ""}, "labels-missing"),
        ({"crf_item": None}, "labels-missing"),
        ({"label": "chissà"}, "label-not-an-option"),
        ({"options": []}, "options-unreadable"),
        ({"options": None}, "options-unreadable"),
    ],
)
def test_a_row_that_cannot_be_one_is_rejected_with_the_reason(
    tmp_path: Path, change: dict[str, Any], reason: str
) -> None:
    events = read(_source(tmp_path, [_row(), _row(**change)]))
    assert [event.reason for event in events if isinstance(event, Rejected)] == [reason]


@pytest.mark.parametrize("options", ["y | n", "{'y': 1}"])
def test_options_that_are_the_text_of_no_list_are_unreadable(tmp_path: Path, options: str) -> None:
    events = read(_source(tmp_path, [_row(options="['y']"), _row(options=options)]))
    assert [event.reason for event in events if isinstance(event, Rejected)] == ["options-unreadable"]


@pytest.mark.parametrize("column", ["sentence", "crf_item", "options", "label"])
def test_a_missing_column_stops_the_build_and_is_named(tmp_path: Path, column: str) -> None:
    row = _row()
    del row[column]
    with pytest.raises(SchemaDiffers, match=column):
        list(read(_source(tmp_path, [row])))


def test_an_empty_and_a_half_there_folder_are_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceMismatch, match="train or validation or test"):
        build(SPEC, tmp_path / "empty", tmp_path / "out")
    source = _source(tmp_path)
    (source / "data" / "test-00000-of-00001.parquet").unlink()
    with pytest.raises(SourceMismatch, match="called test in"):
        build(SPEC, source, tmp_path / "out")


def test_it_builds(tmp_path: Path) -> None:
    assert build(SPEC, _source(tmp_path), tmp_path / "out")["rows_out"] == 3
