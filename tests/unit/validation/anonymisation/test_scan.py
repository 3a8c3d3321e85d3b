"""Identifiers in files: places only, whatever the file's kind, and nothing examined is no pass."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from datasets_builders.errors import Refused, UserError
from datasets_builders.formats.tabular import SchemaDiffers
from validation.anonymisation.engine import default_engine
from validation.anonymisation.scan import Scanned, scan_file

NOTE = "È giunta la signora Ersilia Montefalchi 🩺, CF MNTRSL48C52H501A."
CLEAN = "Riferisce dispnea da tre giorni."


def _scan(path: Path, **more: Any) -> tuple[list[dict[str, Any]], Scanned]:
    scanned = Scanned()
    return list(scan_file(path, default_engine(), scanned, **more)), scanned


def _write(path: Path, rows: list[dict[str, Any]]) -> Path:
    if path.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(rows), path)
    elif path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    else:
        path.write_text("id,text\n" + "".join(f'{row["id"]},"{row["text"]}"\n' for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize("suffix", [".jsonl", ".parquet", ".csv"])
def test_tables_of_every_kind_give_the_same_spans(tmp_path: Path, suffix: str) -> None:
    spans, scanned = _scan(_write(tmp_path / f"notes{suffix}", [{"id": "a", "text": CLEAN}, {"id": "b", "text": NOTE}]))
    assert [(span["id"], span["entity"], NOTE[span["start"] : span["end"]]) for span in spans] == [
        ("b", "PERSON", "Ersilia Montefalchi"),
        ("b", "IT_FISCAL_CODE", "MNTRSL48C52H501A"),
    ]
    assert (scanned.texts, scanned.characters, scanned.spans) == (2, len(CLEAN) + len(NOTE), 2)


def test_a_text_file_is_one_text_and_spans_hold_no_text(tmp_path: Path) -> None:
    (tmp_path / "nota.txt").write_text(NOTE, encoding="utf-8")
    spans, _ = _scan(tmp_path / "nota.txt")
    assert {span["id"] for span in spans} == {"nota.txt"}
    assert set(spans[0]) == {"id", "start", "end", "entity", "score", "recogniser"}
    assert "Montefalchi" not in json.dumps(spans)


def test_columns_may_have_other_names_and_rows_no_id(tmp_path: Path) -> None:
    path = _write(tmp_path / "notes.jsonl", [{"nota": CLEAN}, {"nota": NOTE}])
    spans, _ = _scan(path, text_column="nota", id_column="numero")
    assert {span["id"] for span in spans} == {"#2"}


def test_a_broken_line_is_scanned_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "notes.jsonl").write_text(f'{{"id": "a", "text": "{CLEAN}"}}\n{{"text": "{NOTE}\n', encoding="utf-8")
    spans, scanned = _scan(tmp_path / "notes.jsonl")
    assert scanned.unreadable == 1
    assert {span["entity"] for span in spans} == {"PERSON", "IT_FISCAL_CODE"}


def test_a_missing_column_a_missing_file_and_another_kind_are_told(tmp_path: Path) -> None:
    with pytest.raises(SchemaDiffers, match="'testo'"):
        _scan(_write(tmp_path / "notes.jsonl", [{"id": "a", "text": CLEAN}]), text_column="testo")
    with pytest.raises(UserError, match="no file"):
        _scan(tmp_path / "assente.jsonl")
    (tmp_path / "nota.docx").write_bytes(b"PK")
    with pytest.raises(UserError, match="cannot be scanned"):
        _scan(tmp_path / "nota.docx")


@pytest.mark.parametrize("content", ["", '{"id": "a", "text": ""}\n'], ids=["empty file", "empty text"])
def test_a_scan_of_nothing_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "notes.jsonl").write_text(content, encoding="utf-8")
    with pytest.raises(Refused, match="holds no text"):
        _scan(tmp_path / "notes.jsonl")
