"""The same rows give the same bytes, in as many shards as they need."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from datasets_builders import shards
from datasets_builders.schema import TASKS, Document, Entity, TaskType
from datasets_builders.shards import ShardWriter

SCHEMA = TASKS[TaskType.NER].arrow()


def _rows(number: int) -> list[dict[str, Any]]:
    rows = []
    for index in range(number):
        text = f"Nota {index}: riferisce dispnea \U0001fa7a da {index} giorni."
        start = text.index("dispnea")
        entity = Entity.of(text, start, start + 7, id="e1", label="SINTOMO")
        rows.append(Document(f"n{index}", f"n{index}", f"p{index}", text, "CC0-1.0", (entity,)).to_row())
    return rows


def _write(folder: Path, rows: list[dict[str, Any]], split: str = "train") -> list[Path]:
    with ShardWriter(folder, split, SCHEMA) as writer:
        for row in rows:
            writer.write(row)
        return writer.close()


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    (first,) = _write(tmp_path / "a", _rows(300))
    (second,) = _write(tmp_path / "b", _rows(300))
    assert first.read_bytes() == second.read_bytes()


def test_one_changed_character_changes_the_bytes(tmp_path: Path) -> None:
    rows = _rows(300)
    (first,) = _write(tmp_path / "a", rows)
    rows[150] = {**rows[150], "licence": "CC0-1.1"}
    (second,) = _write(tmp_path / "b", rows)
    assert first.read_bytes() != second.read_bytes()


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    rows = _rows(7)
    (path,) = _write(tmp_path, rows)
    assert path.name == "train-00000-of-00001.parquet"
    assert pq.read_schema(path).remove_metadata() == SCHEMA
    assert pq.read_table(path).to_pylist() == rows


def test_a_full_shard_is_followed_by_another_and_all_know_their_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "ROWS_PER_GROUP", 2)
    monkeypatch.setattr(shards, "BYTES_PER_SHARD", 1)
    rows = _rows(5)
    paths = _write(tmp_path / "a", rows, "test")
    assert [path.name for path in paths] == [f"test-0000{i}-of-00003.parquet" for i in range(3)]
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == [path.name for path in paths]
    assert [row for path in paths for row in pq.read_table(path).to_pylist()] == rows
    again = _write(tmp_path / "b", rows, "test")
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in paths]


def test_rows_that_just_fill_a_shard_leave_no_empty_one_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "ROWS_PER_GROUP", 2)
    monkeypatch.setattr(shards, "BYTES_PER_SHARD", 1)
    assert [pq.read_metadata(path).num_rows for path in _write(tmp_path, _rows(4))] == [2, 2]


def test_a_row_group_also_ends_after_so_many_characters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = _rows(6)
    monkeypatch.setattr(shards, "CHARACTERS_PER_GROUP", sum(len(row["text"]) for row in rows[:3]))
    (path,) = _write(tmp_path, rows)
    assert pq.read_metadata(path).num_row_groups == 2


def test_a_column_that_the_schema_lacks_is_a_bug_and_no_text_is_quoted(tmp_path: Path) -> None:
    (row,) = _rows(1)
    with ShardWriter(tmp_path, "train", SCHEMA) as writer, pytest.raises(KeyError) as caught:
        writer.write({**row, "diagnosi": "ustione"})
    assert "diagnosi" in str(caught.value)
    assert "n0" in str(caught.value)
    assert "ustione" not in str(caught.value)


@pytest.mark.parametrize("nothing", [[], None], ids=["empty list", "null"])
def test_an_empty_column_that_the_task_does_not_have_is_passed_over(tmp_path: Path, nothing: object) -> None:
    with ShardWriter(tmp_path, "train", TASKS[TaskType.TEXT].arrow()) as writer:
        row = {**_rows(1)[0], "entities": [], "relations": nothing}
        writer.write(row)
        (path,) = writer.close()
    assert "entities" not in pq.read_schema(path).names
    assert pq.read_metadata(path).num_rows == 1


def test_a_split_without_a_row_is_one_file_without_a_row(tmp_path: Path) -> None:
    (path,) = _write(tmp_path, [])
    assert path.name == "train-00000-of-00001.parquet"
    assert pq.read_metadata(path).num_rows == 0
    assert pq.read_schema(path).remove_metadata() == SCHEMA


def test_arrow_bytes_add_up_over_row_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "ROWS_PER_GROUP", 2)
    sizes = []
    for number in (2, 4):
        with ShardWriter(tmp_path / str(number), "train", SCHEMA) as writer:
            for row in _rows(number):
                writer.write(row)
            writer.close()
            sizes.append(writer.arrow_bytes)
    assert 0 < sizes[0] < sizes[1]


def test_a_writer_that_is_left_by_an_exception_names_no_finished_file(tmp_path: Path) -> None:
    def fail() -> None:
        with ShardWriter(tmp_path, "train", SCHEMA) as writer:
            for row in _rows(3):
                writer.write(row)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not list(tmp_path.glob("*.parquet"))
