"""The pre-training data of NLP-FBK: chunks of text under an unknown licence."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from datasets_builders.build import build
from datasets_builders.corpora.nlp_fbk_cpt_it import SPEC
from datasets_builders.corpora.nlp_fbk_cpt_it.read import read
from datasets_builders.formats.tabular import SchemaDiffers
from datasets_builders.reading import Record, SourceMismatch
from datasets_builders.spec import Republish


def _write(folder: Path, **columns: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns), folder / "train-00000-of-00001.parquet")


def test_the_clinical_config_is_read_and_ids_are_kept_as_documents(tmp_path: Path) -> None:
    _write(tmp_path / "clinical", id=["a", "b"], chunk=["Il cuore batte.", ""])
    _write(tmp_path / "wiki", id=["w"], chunk=["Altro."])
    (record,) = [e for e in read(tmp_path) if isinstance(e, Record)]
    assert (record.document.id, record.document.document_id) == ("clinical-0000001", "a")
    facts = build(SPEC, tmp_path, tmp_path / "out")
    assert facts["rejected"] == {"text-empty": 1}


def test_a_table_without_ids_will_do_and_one_without_chunks_will_not(tmp_path: Path) -> None:
    _write(tmp_path, chunk=["Il cuore batte."])
    (record,) = [e for e in read(tmp_path) if isinstance(e, Record)]
    assert record.document.document_id == record.document.id
    _write(tmp_path, text=["Il cuore batte."])
    with pytest.raises(SchemaDiffers, match="'chunk'"):
        list(read(tmp_path))


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceMismatch):
        list(read(tmp_path))


def test_without_a_licence_it_is_never_published_again() -> None:
    assert SPEC.licence.hub_id == "unknown"
    assert SPEC.republish is Republish.NO
