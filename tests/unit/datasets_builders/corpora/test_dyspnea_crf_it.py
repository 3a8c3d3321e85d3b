"""The dyspnea forms of the Hub: languages where splits should be, a test part without labels, columns that are not there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from datasets_builders.build import build
from datasets_builders.catalogue import get_corpus
from datasets_builders.corpora.dyspnea_crf_it.read import read
from datasets_builders.formats.dyspnea_form import DYSPNEA_FORM
from datasets_builders.formats.tabular import SchemaDiffers
from datasets_builders.reading import Record, Rejected, Repaired, SourceMismatch

SPEC = get_corpus("dyspnea-crf-it")
PARTS = ("dyspnea-crf-train", "dyspnea-crf-development", "dyspnea-crf-test")


def _row(id: str, note: str = "Giunge per dispnea.", *, value: str | None = "unknown", **filled: str) -> dict[str, Any]:
    cells = [{"item": item, "ground_truth": filled.get(item, value)} for item in DYSPNEA_FORM.vocabularies]
    return {"document_id": id, "clinical_note": note, "annotations": cells}


def _write(source: Path, part: str, rows: Iterable[dict[str, Any]], *, language: str = "it") -> None:
    folder = source / part / "data"
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(list(rows)), folder / f"{language}-00000-of-00001.parquet")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The three parts, each with one Italian and one English note."""
    for number, part in enumerate(PARTS, start=1):
        _write(tmp_path / "src", part, [_row(f"900000{number}_it", spo2="95%")])
        _write(tmp_path / "src", part, [_row(f"900000{number}_en", "Dyspnoea.")], language="en")
    return tmp_path / "src"


def test_the_repositories_are_the_splits_and_only_italian_is_read(source: Path, tmp_path: Path) -> None:
    records = [event for event in read(source) if isinstance(event, Record)]
    assert [(record.split, record.document.id) for record in records] == [
        ("train", "9000001"), ("validation", "9000002"), ("test", "9000003"),
    ]  # fmt: skip
    assert {record.document.text for record in records} == {"Giunge per dispnea."}
    assert build(SPEC, source, tmp_path / "out")["rows_out"] == 3


def test_oddities_are_counted_by_document(source: Path) -> None:
    repairs = [event for event in read(source) if isinstance(event, Repaired)]
    assert [(each.split, each.row, each.code) for each in repairs] == [
        (split, f"900000{number}", "measurement-as-value")
        for number, split in enumerate(("train", "validation", "test"), start=1)
    ]


def test_rows_without_labels_are_rejected_as_is_expected_of_the_test_part(source: Path, tmp_path: Path) -> None:
    _write(source, "dyspnea-crf-test", [_row("9000003_it", value=None), _row("9000004_it")])
    facts = build(SPEC, source, tmp_path / "out")
    assert facts["rejected"] == {"labels-missing": 1}
    assert set(facts["rejected"]) <= set(SPEC.expected_rejections)


def test_an_empty_note_is_rejected(source: Path) -> None:
    _write(source, "dyspnea-crf-train", [_row("9000001_it", " "), _row("9000005_it")])
    assert [event.reason for event in read(source) if isinstance(event, Rejected)] == ["note-missing"]


def test_the_test_part_may_be_absent(source: Path) -> None:
    (source / "dyspnea-crf-test" / "data" / "it-00000-of-00001.parquet").unlink()
    assert [event.split for event in read(source) if isinstance(event, Record)] == ["train", "validation"]


@pytest.mark.parametrize("part", PARTS[:2])
def test_a_missing_part_is_named(source: Path, tmp_path: Path, part: str) -> None:
    (source / part / "data" / "it-00000-of-00001.parquet").unlink()
    with pytest.raises(SourceMismatch, match=part):
        build(SPEC, source, tmp_path / "out")


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    with pytest.raises(SourceMismatch, match="dyspnea-crf-train and dyspnea-crf-development"):
        build(SPEC, tmp_path / "src", tmp_path / "out")


@pytest.mark.parametrize("column", ["document_id", "clinical_note", "annotations"])
def test_a_missing_column_stops_the_build_and_is_named(source: Path, column: str) -> None:
    row = _row("9000001_it")
    row["altro"] = row.pop(column)
    _write(source, "dyspnea-crf-train", [row])
    with pytest.raises(SchemaDiffers, match=column):
        list(read(source))
