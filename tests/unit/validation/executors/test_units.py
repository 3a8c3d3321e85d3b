"""Units of work: every row in one of them, at its place in the split, planned from the files alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from datasets_builders.built import open_built, read_batches
from datasets_builders.errors import Refused
from validation.executors.units import digest_of, heads_of, joined, rows_of, units_of

SIZES = (1, 300, 900, 1 << 20)


@pytest.mark.parametrize("unit_bytes", SIZES)
def test_every_row_is_in_one_unit_at_its_place(dataset_folder: Path, unit_bytes: int) -> None:
    dataset = open_built(dataset_folder / "")
    del dataset.shards["odd"]
    found = [
        (batch.config, batch.split, batch.first + at, id)
        for unit in units_of(dataset, unit_bytes)
        for batch in rows_of(dataset, unit)
        for at, id in enumerate(batch.strings("id"))
    ]
    wanted = [
        (batch.config, batch.split, batch.first + at, id)
        for batch in dataset.batches()
        for at, id in enumerate(batch.strings("id"))
    ]
    assert found == wanted
    assert len(found) == 33


def test_a_small_unit_is_one_row_and_a_large_one_a_file(dataset_folder: Path) -> None:
    dataset = open_built(dataset_folder)
    assert {unit.rows for unit in units_of(dataset, 1)} == {1}
    assert [unit.file for unit in units_of(dataset)] == [
        path.relative_to(dataset.path).as_posix() for path in dataset.files
    ]


@pytest.mark.parametrize("unit_bytes", SIZES)
def test_units_know_how_many_rows_they_read(dataset_folder: Path, unit_bytes: int) -> None:
    dataset = open_built(dataset_folder)
    for unit in units_of(dataset, unit_bytes):
        batches = list(rows_of(dataset, unit))
        assert sum(batch.table.num_rows for batch in batches) == unit.rows > 0
        assert batches[0].first == unit.first


@pytest.mark.parametrize("unit_bytes", SIZES)
def test_units_that_follow_one_another_are_read_as_one(
    dataset_folder: Path, monkeypatch: pytest.MonkeyPatch, unit_bytes: int
) -> None:
    dataset = open_built(dataset_folder)
    units = units_of(dataset, unit_bytes)
    read: list[tuple[str, int]] = []

    def noted(path: Path, name: str, row_groups: Iterable[int]) -> Iterator[pa.RecordBatch]:
        read.extend((name, group) for group in row_groups)
        return read_batches(path, name, list(row_groups))

    monkeypatch.setattr("validation.executors.units.read_batches", noted)
    whole = [
        (each.config, each.split, each.first, each.table.num_rows)
        for u in joined(units)
        for each in rows_of(dataset, u)
    ]
    assert len(read) == len(set(read)), "no row group is decoded twice"
    assert len(list(joined(units))) == len(dataset.files)
    assert sum(rows for *_, rows in whole) == sum(unit.rows for unit in units)
    gap = [*units[:2], *units[3:]]
    assert sum(unit.rows for unit in joined(gap)) == sum(unit.rows for unit in gap)
    ids = [id for u in joined(gap) for batch in rows_of(dataset, u) for id in batch.strings("id")]
    assert ids == [id for u in gap for batch in rows_of(dataset, u) for id in batch.strings("id")]


def test_the_plan_is_the_same_for_a_copy_and_another_for_other_rows(
    dataset_folder: Path, make_dataset: Callable[[Path], Path], tmp_path: Path
) -> None:
    here = digest_of(units_of(open_built(dataset_folder)))
    copy = make_dataset(tmp_path / "copy")
    assert digest_of(units_of(open_built(copy))) == here
    path = copy / "data/notes/test-00001-of-00002.parquet"
    pq.write_table(pq.read_table(path).slice(0, 1), path)
    assert digest_of(units_of(open_built(copy))) != here


def test_a_file_that_changed_after_planning_is_refused(make_dataset: Callable[[Path], Path], tmp_path: Path) -> None:
    dataset = open_built(make_dataset(tmp_path / "built"))
    unit = units_of(dataset)[0]
    path = dataset.path / unit.file
    pq.write_table(pq.read_table(path), path, row_group_size=1)
    with pytest.raises(Refused, match="not the file") as caught:
        list(rows_of(dataset, unit))
    assert unit.file in caught.value.fact


def test_a_damaged_page_is_refused_and_told_by_its_file(make_dataset: Callable[[Path], Path], tmp_path: Path) -> None:
    dataset = open_built(make_dataset(tmp_path / "built"))
    unit = units_of(dataset)[0]
    path = dataset.path / unit.file
    content = bytearray(path.read_bytes())
    content[4:120] = bytes(116)
    path.write_bytes(content)
    with pytest.raises(Refused, match="cannot be read") as caught:
        list(rows_of(dataset, unit))
    assert unit.file in caught.value.fact


def test_a_head_has_the_columns_of_each_file_and_no_row(dataset_folder: Path) -> None:
    dataset = open_built(dataset_folder)
    heads = list(heads_of(dataset))
    assert len(heads) == len(dataset.files)
    assert all(head.table.num_rows == 0 and "text" in head.table.schema.names for head in heads)
