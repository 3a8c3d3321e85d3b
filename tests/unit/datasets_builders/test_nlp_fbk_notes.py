"""Tables of notes as NLP-FBK publishes them: the Italian side of a repository that calls languages splits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from datasets_builders.build import build
from datasets_builders.catalogue import get_corpus
from datasets_builders.formats.tabular import SchemaDiffers
from datasets_builders.nlp_fbk import read_notes as read
from datasets_builders.reading import Record, Rejected, SourceMismatch
from datasets_builders.spec import CorpusSpec

each_corpus = pytest.mark.parametrize(
    "spec", [get_corpus(id) for id in ("dyspnea-clinical-notes-it", "synthetic-crf-train-it")], ids=lambda spec: spec.id
)


def _source(tmp_path: Path, **columns: list[Any]) -> Path:
    folder = tmp_path / "src" / "data"
    folder.mkdir(parents=True)
    pq.write_table(pa.table({"clinical_note": ["Dyspnoea."]}), folder / "en-00000-of-00001.parquet")
    if columns:
        pq.write_table(pa.table(columns), folder / "it-00000-of-00001.parquet")
    return tmp_path / "src"


@each_corpus
def test_every_italian_note_is_a_row_of_train(spec: CorpusSpec, tmp_path: Path) -> None:
    source = _source(tmp_path, document_id=["9000001_it", "9000002_it"], clinical_note=["Dispnea.", "Nega febbre."])
    records = [event for event in read(source) if isinstance(event, Record)]
    assert [(each.split, each.document.id, each.document.text) for each in records] == [
        ("train", "9000001", "Dispnea."), ("train", "9000002", "Nega febbre."),
    ]  # fmt: skip
    assert build(spec, source, tmp_path / "out")["rows_out"] == 2


def test_notes_without_an_id_are_numbered(tmp_path: Path) -> None:
    records = [event for event in read(_source(tmp_path, clinical_note=["A.", "B."])) if isinstance(event, Record)]
    assert [record.document.id for record in records] == ["it-00001", "it-00002"]


@pytest.mark.parametrize("note", [None, "", " \n"])
def test_an_empty_note_is_rejected(tmp_path: Path, note: str | None) -> None:
    events = read(_source(tmp_path, clinical_note=["Dispnea.", note]))
    assert [event.reason for event in events if isinstance(event, Rejected)] == ["note-missing"]


def test_a_table_without_notes_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(SchemaDiffers, match="clinical_note"):
        list(read(_source(tmp_path, testo=["Dispnea."])))


@each_corpus
def test_a_folder_with_only_the_english_side_is_told(spec: CorpusSpec, tmp_path: Path) -> None:
    with pytest.raises(SourceMismatch, match="no table called it"):
        build(spec, _source(tmp_path), tmp_path / "out")


@each_corpus
def test_an_empty_folder_is_told(spec: CorpusSpec, tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    with pytest.raises(SourceMismatch) as caught:
        build(spec, tmp_path / "src", tmp_path / "out")
    assert "the whole dataset repository" in caught.value.remedy
