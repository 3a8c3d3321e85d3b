"""Stretches of a table give its rows with their numbers, whatever their size and the dirt in the file."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datasets_builders.errors import Refused, UserError
from datasets_builders.formats.stretches import read_stretch, stretches_of
from datasets_builders.formats.tabular import TableRow, read_table

SIZES = (1, 7, 40, 1 << 20)


def _rows(path: Path, size: int) -> list[TableRow]:
    return [row for stretch in stretches_of(path, size) for row in read_stretch(path.parent, stretch)]


FIELD = st.text(alphabet='aà🩺 ,"\n\r\t\u2028\x85\x1c', max_size=8)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(FIELD, FIELD), max_size=8),
    st.sampled_from(SIZES),
    st.booleans(),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_records_of_a_csv_may_hold_line_ends(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], size: int, marked: bool, end: str
) -> None:
    path = tmp_path_factory.mktemp("csv") / "notes.csv"
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=end).writerows([("id", "text"), *rows])
    path.write_bytes((b"\xef\xbb\xbf" if marked else b"") + out.getvalue().encode())
    assert _rows(path, size) == list(read_table(path, ()))


LINES = (b'{"id": "a"}', b"", b"   ", '{"t": "\u2028"}'.encode(), b"[1]", b"{bro", b"\xff\xfe", b"\xc2\xa0")


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(LINES), max_size=9),
    st.sampled_from(SIZES),
    st.booleans(),
    st.sampled_from([b"\n", b"\r\n"]),
)
def test_lines_of_a_jsonl_may_be_broken_or_blank(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes], size: int, marked: bool, end: bytes
) -> None:
    path = tmp_path_factory.mktemp("jsonl") / "notes.jsonl"
    path.write_bytes((b"\xef\xbb\xbf" if marked else b"") + end.join(lines))
    assert _rows(path, size) == list(read_table(path, ()))


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".tsv", ".json"])
@pytest.mark.parametrize("size", SIZES)
def test_a_table_in_shards_is_numbered_through(tmp_path: Path, suffix: str, size: int) -> None:
    delimiter = {".csv": ",", ".tsv": "\t"}.get(suffix)
    for number in range(3):
        rows = [{"id": f"{number}-{each}", "text": f"nota {each}"} for each in range(number + 1)]
        path = tmp_path / f"notes-{number:05d}-of-00003{suffix}"
        if delimiter:
            path.write_text("".join(f"{a}{delimiter}{b}\n" for a, b in [("id", "text"), *map(dict.values, rows)]))
        else:
            told = json.dumps(rows) if suffix == ".json" else "".join(json.dumps(row) + "\n" for row in rows)
            path.write_text(told, encoding="utf-8")
    first = tmp_path / f"notes-00000-of-00003{suffix}"
    assert _rows(first, size) == list(read_table(first, ("id", "text")))
    assert [row.number for row in _rows(first, size)] == [1, 2, 3, 4, 5, 6]


def test_a_small_size_cuts_at_every_record_and_a_large_one_nowhere(tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text('id,text\na,"x\ny"\nb,z\n', encoding="utf-8")
    assert [(each.begin, each.end, each.first) for each in stretches_of(tmp_path / "notes.csv", 1)] == [
        (8, 16, 1),
        (16, 20, 2),
    ]
    assert len(stretches_of(tmp_path / "notes.csv", 1 << 20)) == 1


def test_another_file_by_that_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.jsonl"
    path.write_text('{"text": "a"}\n{"text": "b"}\n', encoding="utf-8")
    one, other = stretches_of(path, 1)
    path.write_text('{"text": "a"}\n{"text": "c"}\n', encoding="utf-8")
    assert [row.values for row in read_stretch(tmp_path, one)] == [{"text": "a"}]
    with pytest.raises(Refused, match=r"notes\.jsonl is not the file"):
        list(read_stretch(tmp_path, other))


def test_what_is_no_table_is_told_when_it_is_cut(tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_bytes(b"id,text\na,\xff\xfe\n")
    with pytest.raises(UserError, match="cannot be read as csv"):
        stretches_of(tmp_path / "notes.csv", 10)
