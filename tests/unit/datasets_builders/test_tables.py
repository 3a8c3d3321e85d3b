"""Numbered shards are one table: all of them are read, or none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from datasets_builders.errors import UserError
from datasets_builders.reading import Record, Reject, Seen, SourceMismatch, require_table, rows_of_table
from datasets_builders.schema import Document


def _shard(folder: Path, name: str, *texts: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")


def _made(number: int, values: dict[str, str]) -> Document:
    if not values["text"]:
        raise Reject("text-empty")
    id = f"r{number}"
    return Document(id, id, id, values["text"], "MIT")


def test_rows_are_numbered_through_and_seen_once(tmp_path: Path) -> None:
    _shard(tmp_path / "data", "it-00000-of-00002.jsonl", "uno", "")
    _shard(tmp_path / "data", "it-00001-of-00002.jsonl", "tre")
    _shard(tmp_path / "data", "es-00000-of-00001.jsonl", "cuatro")
    events = list(rows_of_table(require_table(tmp_path, "it"), "text", "train", required=("text",), make=_made))
    assert [e for e in events if isinstance(e, Seen)] == [Seen("text", "train", 3)]
    assert [e.document.id for e in events if isinstance(e, Record)] == ["r1", "r3"]


def test_a_table_that_is_one_file_is_found_too(tmp_path: Path) -> None:
    _shard(tmp_path, "it.jsonl", "uno")
    assert require_table(tmp_path, "fr", "it") == tmp_path / "it.jsonl"


@pytest.mark.parametrize(
    "names",
    [["it-00000-of-00002.jsonl"], ["it-00001-of-00002.jsonl"], ["it-00000-of-00001.jsonl", "it-00000-of-00002.jsonl"]],
)
def test_shards_that_are_not_all_there_stop_the_build(tmp_path: Path, names: list[str]) -> None:
    for name in names:
        _shard(tmp_path, name, "uno")
    with pytest.raises(UserError, match="shards"):
        list(rows_of_table(require_table(tmp_path, "it"), "text", "train", required=("text",), make=_made))


def test_no_table_at_all_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(SourceMismatch, match="no table called it"):
        require_table(tmp_path, "it")
