"""Sets of runs without texts: what is written is read back, and what is no set is refused."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from datasets_builders.errors import UserError
from datasets_builders.leakage.sets import RunSet, make_set, read_set, shared_runs, write_set
from datasets_builders.leakage.sources import columns_of
from datasets_builders.leakage.words import read_words

ITEM = "uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici"


def _made() -> RunSet:
    return make_set("esami", "v1", [pa.array([ITEM, "breve"]), pa.array([ITEM.upper(), None])])


def test_a_set_is_read_back_and_holds_no_text(tmp_path: Path) -> None:
    made = _made()
    assert (made.texts, len(made.runs)) == (2, 2)
    write_set(made, tmp_path / "one")
    write_set(made, tmp_path / "two")
    read = read_set(tmp_path / "one")
    assert (read.name, read.revision, read.texts, read.runs.tolist()) == ("esami", "v1", 2, made.runs.tolist())
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert b"quattro" not in (tmp_path / "one").read_bytes()


def test_runs_in_common_are_counted() -> None:
    words = read_words(pa.array([f"prima {ITEM} dopo", "nulla", ITEM.replace("sette", "7")]))
    shared, runs = shared_runs(words, _made().runs)
    assert (shared.tolist(), runs.tolist()) == ([2, 0, 0], [4, 0, 2])


def test_a_set_of_no_runs_is_refused() -> None:
    with pytest.raises(UserError, match="no text has 13 words"):
        make_set("vuoto", "", [pa.array(["breve"])])


@pytest.mark.parametrize(
    ("metadata", "column", "said"),
    [
        ({"referto-run-set": "1", "n": "8", "normalisation": "words-1"}, [1, 2], "does not compare"),
        ({"referto-run-set": "1", "n": "13", "normalisation": "words-0"}, [1, 2], "does not compare"),
        ({"referto-run-set": "1", "n": "13", "normalisation": "words-1"}, [2, 1], "no runs in order"),
        ({"referto-run-set": "1", "n": "13", "normalisation": "words-1"}, [], "no runs in order"),
        ({}, [1, 2], "no set of runs"),
    ],
)
def test_what_is_no_set_or_another_kind_is_refused(
    tmp_path: Path, metadata: dict[str, str], column: list[int], said: str
) -> None:
    schema = pa.schema([pa.field("run", pa.uint64(), nullable=False)], metadata)
    pq.write_table(pa.table({"run": pa.array(column, pa.uint64())}, schema=schema), tmp_path / "set")
    with pytest.raises(UserError, match=said):
        read_set(tmp_path / "set")


def test_a_missing_or_damaged_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no file"):
        read_set(tmp_path / "set")
    (tmp_path / "set").write_bytes(b"PAR1 no")
    with pytest.raises(UserError, match="not readable"):
        read_set(tmp_path / "set")


def test_texts_come_from_files_too(tmp_path: Path) -> None:
    (tmp_path / "items.jsonl").write_text('{"q": "uno"}\n{"q": "due"}\n')
    pq.write_table(pa.table({"q": ["tre"]}), tmp_path / "items.parquet")
    for file, texts in (("items.jsonl", ["uno", "due"]), ("items.parquet", ["tre"])):
        name, columns = columns_of(tmp_path / file, "q")
        assert (name, [text for column in columns for text in column.to_pylist()]) == ("items", texts)
    for file, column in (("items.jsonl", "text"), ("items.parquet", "text")):
        with pytest.raises(UserError, match="'text'"):
            list(columns_of(tmp_path / file, column)[1])
    for file in ("none.jsonl", "."[1:] + "x.csv"):
        with pytest.raises(UserError):
            columns_of(tmp_path / file)
