"""PharmaER.IT 0.3: tokens and tags beside the text they are of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from datasets_builders.build import build
from datasets_builders.corpora.pharmaer_it import SPEC
from datasets_builders.corpora.pharmaer_it.read import read
from datasets_builders.formats.tabular import SchemaDiffers
from datasets_builders.reading import Event, Record, Rejected, SourceMismatch

LEAFLET = {
    "document_id": "f1",
    "text": "L'aspirina  lenisce il mal di testa.",
    "tokens": ["L'", "aspirina", "lenisce", "il", "mal", "di", "testa", "."],
    "ner_tags": ["O", "B-DRUG", "O", "O", "B-SYMPTOM", "I-SYMPTOM", "I-SYMPTOM", "O"],
}


def _write(folder: Path, part: str, *leaflets: dict[str, Any]) -> None:
    (folder / "data").mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(list(leaflets)), folder / "data" / f"{part}-00000-of-00001.parquet")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    for part in ("train", "validation", "test", "silver"):
        _write(tmp_path, part, LEAFLET)
    return tmp_path


def _train(source: Path, **changes: Any) -> Event:
    _write(source, "train", {**LEAFLET, **changes})
    return next(e for e in read(source) if isinstance(e, Record | Rejected))


def test_entities_point_into_the_leaflet_as_it_was_written(source: Path) -> None:
    event = _train(source)
    assert isinstance(event, Record)
    assert [(e.text, e.label) for e in event.document.entities] == [("aspirina", "DRUG"), ("mal di testa", "SYMPTOM")]
    assert event.document.text == LEAFLET["text"]


def test_gold_and_silver_are_two_configs(source: Path, tmp_path: Path) -> None:
    facts = build(SPEC, source, tmp_path / "out")
    assert {name: list(config["splits"]) for name, config in facts["configs"].items()} == {
        "ner": ["train", "validation", "test"], "ner_silver": ["train"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"text": "Altro testo."}, "tokens-not-in-text"),
        ({"text": LEAFLET["text"] + " Fine"}, "tokens-not-in-text"),
        ({"tokens": None, "ner_tags": None}, "tokens-not-in-text"),
        ({"text": "  "}, "text-empty"),
        ({"ner_tags": ["O"]}, "tags-and-tokens-differ"),
    ],
)
def test_a_leaflet_that_contradicts_itself_is_rejected(source: Path, changes: dict[str, Any], reason: str) -> None:
    event = _train(source, **changes)
    assert isinstance(event, Rejected)
    assert event.reason == reason


def test_version_0_2_is_refused_by_the_column_it_lacks(source: Path) -> None:
    old = {("labels" if name == "ner_tags" else name): value for name, value in LEAFLET.items()}
    _write(source, "test", old)
    with pytest.raises(SchemaDiffers, match="'ner_tags'"):
        list(read(source))


def test_a_part_that_is_missing_stops_the_build(source: Path, tmp_path: Path) -> None:
    next(source.glob("data/silver-*")).unlink()
    with pytest.raises(SourceMismatch, match="silver"):
        list(read(source))
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceMismatch):
        list(read(tmp_path / "empty"))


def test_json_lines_do_as_well_as_parquet(source: Path) -> None:
    next(source.glob("data/train-*")).unlink()
    (source / "data" / "train.jsonl").write_text(json.dumps(LEAFLET) + "\n", encoding="utf-8")
    assert any(isinstance(e, Record) and e.split == "train" for e in read(source))
