"""Whatever stands in the files: a finding, or a refusal that says what and where; never a crash, and never a pass."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from datasets_builders.built import MOST_ROWS, open_built
from datasets_builders.errors import Refused
from datasets_builders.schema import TASKS, TaskType
from validation.checks import Facts, Outcome, run
from validation.rules import DATA_CHECKS
from validation.rules.examples import entity, row

CHECKS = tuple(check for check in DATA_CHECKS if check.name != "identifiers")
SCHEMA = TASKS[TaskType.RE].arrow()
FILE = "data/notes/train-00000-of-00001.parquet"


def _write(folder: Path, table: pa.Table, **options: Any) -> Path:
    path = folder / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, path, **options)
    return folder


def _rows(*rows: dict[str, Any], schema: pa.Schema = SCHEMA) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=schema)


def _examine(folder: Path, facts: dict[str, Any] | None = None) -> Outcome:
    dataset = open_built(folder)
    return run(CHECKS, dataset.batches(), Facts(facts or {}, None, dataset.row_counts()))


def _codes(folder: Path) -> set[str]:
    return {finding.code for finding in _examine(folder).findings}


def test_the_good_twin_has_no_finding(tmp_path: Path) -> None:
    _write(tmp_path, _rows(row()))
    assert {code for code in _codes(tmp_path) if not code.startswith("HUB")} == set()


def _twice(**columns: Any) -> pa.Table:
    """A table of one good row and one with something else."""
    return _rows(row("n0"), row(**columns))


def _raw(column: str, values: pa.Array) -> pa.Table:
    table = _rows(*[row(f"n{at}") for at in range(len(values))])
    return table.set_column(table.schema.get_field_index(column), column, values)


def _not_utf8(column: str) -> pa.Table:
    bytes_ = pa.array([b"n0", b"Nega \xed\xa0\x80 febbre"], pa.binary())
    return _raw(column, pa.Array.from_buffers(pa.string(), 2, bytes_.buffers()))


DIRTY: dict[str, tuple[Callable[[], pa.Table], str]] = {
    "an empty split": (lambda: _rows(), "ROWS03"),
    "a missing column": (lambda: _rows(row()).drop_columns(["text"]), "SCHEMA01"),
    "no column at all": (lambda: pa.table({"x": [1]}), "SCHEMA01"),
    "numbers for text": (lambda: _raw("text", pa.array([1, 2])), "SCHEMA02"),
    "bytes for text": (lambda: _raw("text", pa.array([b"a", b"\xff"])), "SCHEMA02"),
    "texts for spans": (lambda: _raw("entities", pa.array(["a", "b"])), "SCHEMA02"),
    "a column of nulls": (lambda: _raw("text", pa.nulls(2)), "TEXT01"),
    "nulls for ids": (lambda: _raw("id", pa.nulls(2)), "ID01"),
    "nulls for licences": (lambda: _raw("licence", pa.nulls(2)), "LIC01"),
    "a NUL byte": (lambda: _twice(text="Nega\x00 febbre.", entities=[]), "TEXT04"),
    "NUL bytes alone": (lambda: _twice(text="\x00\x00", entities=[]), "TEXT04"),
    "a null in a list": (lambda: _twice(entities=[None, entity(10, 17, "dispnea")]), "ROWS05"),
    "a null deep in a list": (
        lambda: _twice(entities=[{**entity(10, 17, "dispnea"), "fragments": [None]}]), "ROWS05",
    ),
    "a null relation": (lambda: _twice(relations=[None]), "ROWS05"),
    "a span of nulls": (lambda: _twice(entities=[dict.fromkeys(entity(0, 1, ""))]), "SPAN02"),
    "a fragment of nulls": (
        lambda: _twice(entities=[{**entity(10, 17, "dispnea"), "fragments": [{"start": None, "end": None}]}]), "SPAN04",
    ),
    "a relation of nulls": (lambda: _twice(relations=[dict.fromkeys(("id", "head", "tail", "label"))]), "REL01"),
    "the largest offsets": (lambda: _twice(entities=[{**entity(0, 1, "R"), "end": 2**63 - 1}]), "SPAN02"),
    "the smallest offsets": (lambda: _twice(entities=[{**entity(0, 1, "R"), "start": -(2**63)}]), "SPAN02"),
    "a thousand broken rows": (
        lambda: _rows(*[row(f"n{at}", entities=[entity(0, 3, "x")]) for at in range(1_000)]), "SPAN01",
    ),
    "one id for all": (lambda: _rows(*[row("n1") for _ in range(500)]), "ID02"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "code"), DIRTY.values(), ids=DIRTY.keys())
def test_dirty_rows_are_told(tmp_path: Path, make: Callable[[], pa.Table], code: str) -> None:
    assert code in _codes(_write(tmp_path, make()))


def test_null_lists_are_lists_without_items(tmp_path: Path) -> None:
    _write(tmp_path, _rows(row("n0"), row("n1", text="Nega tosse e febbre.", entities=None, relations=None)))
    assert {code for code in _codes(tmp_path) if not code.startswith("HUB")} == set()


@pytest.mark.parametrize("column", ["text", "id", "group_id", "licence"])
def test_half_a_surrogate_pair_is_refused_with_its_place(tmp_path: Path, column: str) -> None:
    with pytest.raises(Refused, match="not valid UTF-8") as caught:
        _examine(_write(tmp_path, _not_utf8(column)))
    assert (FILE in caught.value.fact, repr(column) in caught.value.fact, "row 1" in caught.value.fact) == (True,) * 3
    assert "febbre" not in str(caught.value)
    assert caught.value.exit_code == 3


def test_half_a_surrogate_pair_within_a_list_is_refused(tmp_path: Path) -> None:
    bytes_ = pa.array([b"\xff\xfe"], pa.binary())
    words = pa.Array.from_buffers(pa.string(), 1, bytes_.buffers())
    table = _rows(row()).append_column("words", pa.ListArray.from_arrays(pa.array([0, 1], pa.int32()), words))
    with pytest.raises(Refused, match="'words'"):
        _examine(_write(tmp_path, table))


@pytest.mark.slow
def test_rows_of_ten_megabytes_come_one_by_one_and_are_looked_at(tmp_path: Path) -> None:
    huge = "Nega febbre. È eupnoico. " * 400_000
    table = _rows(*[row(f"n{at}", text=huge + f"{at}\x00", entities=[]) for at in range(6)])
    _write(tmp_path, table)
    batches = list(open_built(tmp_path).batches())
    assert max(batch.table.num_rows for batch in batches) < 6 < MOST_ROWS
    found = [finding for finding in _examine(tmp_path).findings if finding.code == "TEXT04"]
    assert sorted(finding.row for finding in found) == [f"n{at}" for at in range(6)]
    assert {finding.start for finding in found} == {len(huge) + 1}


def _pages(path: Path) -> Iterator[int]:
    """Give places within the data of every column of a Parquet file."""
    group = pq.read_metadata(path).row_group(0)
    for at in range(group.num_columns):
        column = group.column(at)
        begin = column.dictionary_page_offset or column.data_page_offset
        for part in (0, 2):
            yield begin + part * (column.total_compressed_size - 1) // 3


def test_a_damaged_page_is_refused_or_told_wherever_it_is(tmp_path: Path) -> None:
    rows = [row(f"n{at}", text=f"Riferisce dispnea da {at} giorni, nega febbre.") for at in range(60)]
    facts = {"configs": {"notes": {"task": "re", "labels": ["SINTOMO"], "splits": {"train": {"rows_out": 60}}}}}
    path = _write(tmp_path, _rows(*rows), compression="zstd") / FILE
    good = path.read_bytes()
    (tmp_path / "corpus.json").write_text(json.dumps(facts), encoding="utf-8")
    refused: list[str] = []
    for place in _pages(path):
        path.write_bytes(good[:place] + bytes(255 - byte for byte in good[place : place + 8]) + good[place + 8 :])
        try:
            outcome = _examine(tmp_path, facts)
        except Refused as refusal:
            refused.append(refusal.fact)
        else:
            assert outcome.examined.rows == 60
    assert len(refused) > 10
    assert all(FILE in fact for fact in refused)
    path.write_bytes(good[: len(good) // 2])
    with pytest.raises(Refused, match="cannot be read"):
        _examine(tmp_path)
