"""The Italian shards of the Multilingual Medical Corpus, and only those."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from datasets_builders.build import build
from datasets_builders.corpora.multilingual_medical_corpus_it import SPEC
from datasets_builders.corpora.multilingual_medical_corpus_it.read import read
from datasets_builders.errors import UserError
from datasets_builders.formats.tabular import SchemaDiffers
from datasets_builders.reading import Record, SourceMismatch


def _write(folder: Path, name: str, column: str, *texts: str | None) -> None:
    (folder / "data").mkdir(exist_ok=True)
    pq.write_table(pa.table({column: pa.array(texts, pa.string())}), folder / "data" / name)


def test_all_italian_shards_are_read_and_empty_passages_rejected(tmp_path: Path) -> None:
    _write(tmp_path, "it-00000-of-00002.parquet", "text", "Il cuore batte.", " ", None)
    _write(tmp_path, "it-00001-of-00002.parquet", "text", "Il rene filtra.")
    _write(tmp_path, "es-00000-of-00001.parquet", "text", "El corazón late.")
    facts = build(SPEC, tmp_path, tmp_path / "out")
    assert (facts["rows_in"], facts["rows_out"], facts["rejected"]) == (4, 2, {"text-empty": 2})
    assert [e.document.id for e in read(tmp_path) if isinstance(e, Record)] == ["it-0000001", "it-0000004"]


def test_a_missing_shard_stops_the_build(tmp_path: Path) -> None:
    _write(tmp_path, "it-00000-of-00002.parquet", "text", "Il cuore batte.")
    with pytest.raises(UserError, match="it-00001-of-00002"):
        list(read(tmp_path))


def test_another_column_or_no_table_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(SourceMismatch):
        list(read(tmp_path))
    _write(tmp_path, "it-00000-of-00001.parquet", "content", "Il cuore batte.")
    with pytest.raises(SchemaDiffers, match="'text'"):
        list(read(tmp_path))
