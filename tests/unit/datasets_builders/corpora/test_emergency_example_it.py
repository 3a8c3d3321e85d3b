"""The shipped example's reader, the one to copy: whatever a line holds, it is a row or a rejected row."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from datasets_builders.build import build
from datasets_builders.reading import SourceMismatch
from datasets_builders.spec import CorpusSpec

MakeNote = Callable[..., dict[str, Any]]
WriteNotes = Callable[..., Path]
Rows = Callable[..., list[dict[str, Any]]]

ENTITY = {"id": "e1", "start": 10, "end": 17, "label": "SINTOMO"}


def test_the_shipped_example_is_built_whole(example_spec: CorpusSpec, examples: Path, tmp_path: Path) -> None:
    facts = build(example_spec, examples / "emergency-clean", tmp_path / "out")
    lines = {
        split: len((examples / "emergency-clean" / f"{split}.jsonl").read_text(encoding="utf-8").splitlines())
        for split in ("train", "validation", "test")
    }
    assert {split: counts["rows_out"] for split, counts in facts["configs"]["ner"]["splits"].items()} == lines
    assert facts["rejected"] == {}


def test_a_note_keeps_its_spans_after_a_character_of_two_utf16_units(
    example_spec: CorpusSpec, make_note: MakeNote, write_notes: WriteNotes, tmp_path: Path, rows_of: Rows
) -> None:
    build(example_spec, write_notes(make_note(text="\U0001fa7a \U00100000 riferisce dispnea.")), tmp_path / "out")
    (row,) = rows_of(tmp_path / "out", "ner", "train")
    (entity,) = row["entities"]
    assert row["text"][entity["start"] : entity["end"]] == entity["text"] == "dispnea"


@pytest.mark.parametrize(
    "change",
    [
        {"entities": [{**ENTITY, "start": -3, "end": -1}]},
        {"entities": [{**ENTITY, "end": 900}]},
        {"entities": [{**ENTITY, "start": 17, "end": 10}]},
        {"relations": [{"id": "r1", "head": "e1", "tail": "e9", "label": "RISULTATO_DI"}]},
    ],
    ids=["negative", "beyond", "reversed", "relation to nothing"],
)
def test_a_note_that_breaks_the_law_of_spans_is_rejected(
    example_spec: CorpusSpec, make_note: MakeNote, write_notes: WriteNotes, tmp_path: Path, change: dict[str, Any]
) -> None:
    facts = build(example_spec, write_notes(make_note("N-1"), make_note("N-2", **change)), tmp_path / "out")
    assert facts["rejected"] == {"span-broken": 1}


@pytest.mark.parametrize("key", ["note_id", "patient", "section", "text", "entities", "relations"])
def test_a_note_that_lacks_a_key_is_rejected_with_the_name_of_the_key(
    example_spec: CorpusSpec, make_note: MakeNote, write_notes: WriteNotes, tmp_path: Path, key: str
) -> None:
    spoilt = {name: value for name, value in make_note("N-2").items() if name != key}
    facts = build(example_spec, write_notes(make_note("N-1"), spoilt), tmp_path / "out")
    assert facts["rejected"] == {"key-missing": 1}
    kept = json.loads((tmp_path / "out" / "rejected" / "ner.jsonl").read_text(encoding="utf-8"))
    assert key in kept["detail"]


@pytest.mark.parametrize(
    "change",
    [
        {"text": None, "entities": []}, {"patient": 5}, {"section": ["visita"]}, {"entities": None}, {"relations": ["r1"]},
        {"entities": [{**ENTITY, "start": "10"}]}, {"entities": [{**ENTITY, "start": 10.0}]},
        {"entities": [{**ENTITY, "label": 7}]},
    ],
    ids=lambda change: " ".join(change),
)  # fmt: skip
def test_a_note_with_a_value_of_the_wrong_type_is_rejected(
    example_spec: CorpusSpec, make_note: MakeNote, write_notes: WriteNotes, tmp_path: Path, change: dict[str, Any]
) -> None:
    facts = build(example_spec, write_notes(make_note("N-1"), make_note("N-2", **change)), tmp_path / "out")
    assert sum(facts["rejected"].values()) == 1


def test_a_note_with_half_a_character_is_rejected(
    example_spec: CorpusSpec, make_note: MakeNote, write_notes: WriteNotes, tmp_path: Path
) -> None:
    half = json.dumps(make_note("N-2", text="Riferisce dispnea \ud83d"))
    assert "\\ud83d" in half
    facts = build(example_spec, write_notes(make_note("N-1"), half), tmp_path / "out")
    assert sum(facts["rejected"].values()) == 1


def test_a_note_that_is_not_utf8_is_rejected(
    example_spec: CorpusSpec, make_note: MakeNote, write_notes: WriteNotes, tmp_path: Path
) -> None:
    latin = json.dumps(make_note("N-2", text="Perché dispnea"), ensure_ascii=False).encode("latin-1")
    facts = build(example_spec, write_notes(make_note("N-1"), latin), tmp_path / "out")
    assert facts["rejected"] == {"json-unreadable": 1}


def test_a_missing_file_is_named(
    example_spec: CorpusSpec, write_notes: WriteNotes, make_note: MakeNote, tmp_path: Path
) -> None:
    source = write_notes(make_note())
    (source / "validation.jsonl").unlink()
    with pytest.raises(SourceMismatch, match=r"validation\.jsonl is missing"):
        build(example_spec, source, tmp_path / "out")
