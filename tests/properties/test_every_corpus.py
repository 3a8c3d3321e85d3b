"""The laws that every row of every corpus at hand obeys, whatever its reader does."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from datasets_builders.build import build
from datasets_builders.built import open_built
from datasets_builders.catalogue import CORPORA
from datasets_builders.errors import UserError
from datasets_builders.schema import Document, TaskType
from datasets_builders.spec import CorpusSpec

WITH_READER = [spec for spec in CORPORA if spec.read and spec.id != "emergency-example-it"]
each_reader = pytest.mark.parametrize("spec", WITH_READER, ids=lambda spec: spec.id)


def _source(corpora: Path, spec: CorpusSpec) -> Path:
    if not (corpora / spec.id).is_dir():
        pytest.skip(f"the corpus {spec.id} is not at hand in {corpora}")
    return corpora / spec.id


def _rows(out: Path) -> list[tuple[str, str, dict[str, Any]]]:
    return [(batch.config, batch.split, row) for batch in open_built(out).batches() for row in batch.rows]


@each_reader
def test_every_row_obeys_the_law_of_spans_and_none_is_lost(spec: CorpusSpec, corpora: Path, tmp_path: Path) -> None:
    facts = build(spec, _source(corpora, spec), tmp_path / "out")
    assert facts["rows_in"] == facts["rows_out"] + sum(facts["rejected"].values())
    assert facts["rows_in"] > 0
    assert set(facts["rejected"]) <= set(spec.expected_rejections)
    rows = _rows(tmp_path / "out")
    assert len(rows) == facts["rows_out"]
    spans = 0
    for config, _, row in rows:
        document = Document.from_row(row)  # raises where the law is broken
        labels = set(spec.config(config).labels)
        assert {entity.label for entity in document.entities} <= labels
        assert row["licence"]
        assert row["text"].strip()
        for entity in document.entities:
            assert row["text"][entity.start : entity.end] == entity.text
        spans += len(document.entities)
    with_spans = {TaskType.NER, TaskType.RE, TaskType.ARG, TaskType.PHI}
    assert spans or not rows or not any(config.task in with_spans for config in spec.configs)
    kept = (tmp_path / "out" / "rejected").glob("*.jsonl")
    reasons = Counter(json.loads(line)["reason"] for path in kept for line in path.read_text("utf-8").splitlines())
    assert reasons == facts["rejected"]


@each_reader
def test_ids_are_unique_in_every_config(spec: CorpusSpec, corpora: Path, tmp_path: Path) -> None:
    build(spec, _source(corpora, spec), tmp_path / "out")
    ids = Counter((config, row["id"]) for config, _, row in _rows(tmp_path / "out"))
    assert [key for key, times in ids.items() if times > 1] == []


@each_reader
@pytest.mark.parametrize("content", [(), ("notes.docx",)], ids=["empty", "something else"])
def test_a_folder_that_is_not_the_corpus_is_told_and_nothing_is_made(
    spec: CorpusSpec, content: tuple[str, ...], tmp_path: Path
) -> None:
    source = tmp_path / "raw"
    source.mkdir()
    for name in content:
        (source / name).write_bytes(b"PK\x03\x04")
    with pytest.raises(UserError) as error:
        build(spec, source, tmp_path / "out")
    assert error.value.fact
    assert error.value.remedy
    assert not (tmp_path / "out").exists()
