"""A built folder becomes another of the same layout: streamed, accounted for, the same whenever it is made."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from datasets_builders.build import build
from datasets_builders.built import open_built
from datasets_builders.catalogue import get_corpus
from datasets_builders.errors import Refused, UserError
from datasets_builders.schema import TASKS, TaskType
from datasets_builders.shards import ShardWriter
from validation.anonymisation.engine import IdentifierEngine
from validation.anonymisation.repair import parts
from validation.anonymisation.repair.folder import Anonymised, anonymise_folder
from validation.anonymisation.repair.keys import Key

SCHEMA = TASKS[TaskType.NER].arrow()


def _row(id: str, text: str, group: str = "P-1") -> dict[str, Any]:
    ids = {"id": id, "document_id": id, "group_id": group, "licence": "CC0-1.0"}
    return {**ids, "text": text, "entities": [], "relations": []}


def _built(path: Path, **splits: list[dict[str, Any]]) -> Path:
    for split, rows in splits.items():
        with ShardWriter(path / "data" / "ner", split, SCHEMA) as writer:
            for row in rows:
                writer.write(row)
            writer.close()
    (path / "corpus.json").write_text("{}")
    return path


def _rows(path: Path, split: str = "train") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(path / f"data/ner/{split}-00000-of-00001.parquet").to_pylist()
    return rows


def _bytes(path: Path) -> dict[str, bytes]:
    names = [each for each in sorted(path.rglob("*")) if each.is_file() and each.name != "repair.json"]
    return {each.relative_to(path).as_posix(): each.read_bytes() for each in names}


@pytest.fixture
def built(tmp_path: Path) -> Path:
    notes = [
        _row("n1", "visto Zeno Vallombrosa il 12/03/2019."),
        _row("n2", "dispnea"),
        _row("n3", "la Pia Torri", "P-2"),
    ]
    return _built(tmp_path / "built", train=notes, test=[_row("t1", "tosse"), _row("t2", "Pia Torri", "P-3")], empty=[])


def _anonymise(built: Path, out: Path, rules: IdentifierEngine, mode: str = "mask", **more: Any) -> Anonymised:
    return anonymise_folder(built, out, rules, mode=mode, **more)


def test_the_same_layout_and_an_account_of_what_was_done(built: Path, tmp_path: Path, rules: IdentifierEngine) -> None:
    done = _anonymise(built, tmp_path / "out", rules)
    assert open_built(tmp_path / "out").row_counts() == open_built(built).row_counts()
    assert [row["text"] for row in _rows(tmp_path / "out")] == ["visto [NOME] il [DATA].", "dispnea", "la [NOME]"]
    assert (done.rows, done.counts, done.kept) == (5, {"PERSON": 3, "DATE_TIME": 1}, 0)
    record = json.loads((tmp_path / "out/corpus.json").read_text())["anonymised"]
    assert (record["mode"], record["counts"]) == ("mask", {"DATE_TIME": 1, "PERSON": 3})
    assert record["entities"] == sorted(rules.entities)
    assert "key_fingerprint" not in record
    report = json.loads((tmp_path / "out/repair.json").read_text())
    assert report["examined"]["rows"] == 5
    lines = [json.loads(line) for line in (tmp_path / "out/anonymised.jsonl").read_text().splitlines()]
    assert [(line["split"], line["row"], line["column"]) for line in lines] == [("empty", "n", "text") for _ in ()] + [
        ("test", "t2", "text"),
        ("train", "n1", "text"),
        ("train", "n3", "text"),
    ]


@pytest.mark.parametrize("mode", ["mask", "surrogate"])
def test_a_second_run_changes_no_byte(
    built: Path, tmp_path: Path, rules: IdentifierEngine, key: Key, mode: str
) -> None:
    _anonymise(built, tmp_path / "once", rules, mode, key=key)
    done = _anonymise(tmp_path / "once", tmp_path / "twice", rules, mode, key=key)
    assert _bytes(tmp_path / "once") == _bytes(tmp_path / "twice")
    assert done.kept == done.counts.total() == 4


def test_masking_twice_needs_no_key(built: Path, tmp_path: Path, rules: IdentifierEngine) -> None:
    _anonymise(built, tmp_path / "once", rules)
    assert _anonymise(tmp_path / "once", tmp_path / "twice", rules).kept == 4
    assert _bytes(tmp_path / "once") == _bytes(tmp_path / "twice")


def test_another_key_replaces_the_surrogates(built: Path, tmp_path: Path, rules: IdentifierEngine, key: Key) -> None:
    _anonymise(built, tmp_path / "once", rules, "surrogate", key=key)
    again = _anonymise(tmp_path / "once", tmp_path / "twice", rules, "surrogate", key=Key(bytes(range(9, 60))))
    assert again.kept == 0
    one, other = _rows(tmp_path / "once")[0]["text"], _rows(tmp_path / "twice")[0]["text"]
    assert one.split()[1] != other.split()[1]


def test_surrogates_can_be_masked_later(built: Path, tmp_path: Path, rules: IdentifierEngine, key: Key) -> None:
    _anonymise(built, tmp_path / "once", rules, "surrogate", key=key)
    _anonymise(tmp_path / "once", tmp_path / "masked", rules)
    assert _rows(tmp_path / "masked")[0]["text"] == "visto [NOME] il [DATA]."


def test_a_clean_folder_keeps_its_bytes(tmp_path: Path, rules: IdentifierEngine, examples: Path) -> None:
    build(get_corpus("emergency-example-it"), examples / "emergency-clean", tmp_path / "built")
    _anonymise(tmp_path / "built", tmp_path / "out", rules, only=("URL",))
    for path in (tmp_path / "built" / "data").rglob("*.parquet"):
        assert path.read_bytes() == (tmp_path / "out" / path.relative_to(tmp_path / "built")).read_bytes()
    before, after = (json.loads((tmp_path / each / "corpus.json").read_text()) for each in ("built", "out"))
    assert after.pop("anonymised")["counts"] == {}
    assert after == before


def test_sizes_in_corpus_json_are_those_of_the_new_data(
    tmp_path: Path, rules: IdentifierEngine, examples: Path
) -> None:
    build(get_corpus("emergency-example-it"), examples / "emergency-defects", tmp_path / "built")
    done = _anonymise(tmp_path / "built", tmp_path / "out", rules)
    assert done.counts.total()
    said = json.loads((tmp_path / "out/corpus.json").read_text())["configs"]["ner"]["splits"]["train"]
    (path,) = (tmp_path / "out").glob("data/ner/train-*")
    rows = pq.read_table(path).to_pylist()
    assert said["characters"] == sum(len(row["text"]) for row in rows)
    assert said["bytes"] == path.stat().st_size
    assert sum(said["entities"].values()) == sum(len(row["entities"]) for row in rows)
    assert not (tmp_path / "out/rejected").exists()


def test_the_order_of_rows_does_not_change_surrogates(tmp_path: Path, rules: IdentifierEngine, key: Key) -> None:
    notes = [_row(f"n{n}", f"Zeno Vallombrosa e Pia Torri, 3{n} giorni dal 12/03/2019", f"P-{n % 3}") for n in range(9)]
    made = []
    for name, rows in (("one", notes), ("other", notes[::-1])):
        _anonymise(_built(tmp_path / name, train=rows), tmp_path / f"out-{name}", rules, "surrogate", key=key)
        made.append({row["id"]: row for row in _rows(tmp_path / f"out-{name}")})
    assert made[0] == made[1]
    assert len({row["text"].partition(",")[0] for row in made[0].values()}) == 3


def test_only_and_keep_and_the_least_score(built: Path, tmp_path: Path, rules: IdentifierEngine) -> None:
    assert _anonymise(built, tmp_path / "a", rules, only=("DATE_TIME",)).counts == {"DATE_TIME": 1}
    assert _anonymise(built, tmp_path / "b", rules, keep=("DATE_TIME",)).counts == {"PERSON": 3}
    assert _anonymise(built, tmp_path / "c", rules, min_score=0.9).counts == {}
    with pytest.raises(UserError, match="No recogniser serves PERSONS"):
        _anonymise(built, tmp_path / "d", rules, only=("PERSONS",))


def test_surrogates_without_a_key_and_unknown_modes_are_refused(
    built: Path, tmp_path: Path, rules: IdentifierEngine
) -> None:
    with pytest.raises(UserError, match="need a key"):
        _anonymise(built, tmp_path / "out", rules, "surrogate")
    with pytest.raises(UserError, match="no mode"):
        _anonymise(built, tmp_path / "out", rules, "delete")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("out", [".", "data/x", ".."])
def test_the_original_is_never_overwritten(built: Path, rules: IdentifierEngine, out: str) -> None:
    before = _bytes(built)
    with pytest.raises(UserError, match="lie in one another"):
        _anonymise(built, built / out, rules)
    assert _bytes(built) == before


def test_nothing_examined_is_refused_and_leaves_nothing(tmp_path: Path, rules: IdentifierEngine) -> None:
    with pytest.raises(Refused, match="no text"):
        _anonymise(_built(tmp_path / "built", train=[]), tmp_path / "out", rules)
    assert not (tmp_path / "out").exists()


def test_rows_without_a_text_are_refused_by_their_place(tmp_path: Path, rules: IdentifierEngine) -> None:
    (tmp_path / "built/data/x").mkdir(parents=True)
    table = pa.table({"id": ["Zeno Vallombrosa"], "question": ["?"]})
    pq.write_table(table, tmp_path / "built/data/x/train-00000-of-00001.parquet")
    with pytest.raises(Refused, match="x/train #0: there is no text"):
        _anonymise(tmp_path / "built", tmp_path / "out", rules)


def test_a_split_whose_files_have_different_columns_loses_nothing(tmp_path: Path, rules: IdentifierEngine) -> None:
    (tmp_path / "built/data/x").mkdir(parents=True)
    for at, more in enumerate(({}, {"nota": ["Zeno Vallombrosa"]})):
        path = tmp_path / f"built/data/x/train-{at:05d}-of-00002.parquet"
        pq.write_table(pa.table({"id": [f"n{at}"], "text": ["tosse"], **more}), path)
    with pytest.raises(Refused, match="x/train #1: the first file of the split has no column nota"):
        _anonymise(tmp_path / "built", tmp_path / "out", rules)
    assert not (tmp_path / "out").exists()


def test_a_folder_made_elsewhere_keeps_its_schema(tmp_path: Path, rules: IdentifierEngine, key: Key) -> None:
    folder = tmp_path / "built/data/x"
    folder.mkdir(parents=True)
    table = pa.table(
        {
            "text": pa.array(["Zeno Vallombrosa", "tosse"], pa.large_string()),
            "kind": pa.array(["a", "Pia Torri"]).dictionary_encode(),
            "more": pa.array([[("k", "Pia Torri")], []], pa.map_(pa.string(), pa.string())),
            "number": pa.array([1.5, None]),
        }
    )
    pq.write_table(table, folder / "train-00000-of-00001.parquet")
    done = _anonymise(tmp_path / "built", tmp_path / "out", rules)
    made = pq.read_table(tmp_path / "out/data/x/train-00000-of-00001.parquet")
    assert made.schema == table.schema
    assert made.column("text").to_pylist() == ["[NOME]", "tosse"]
    assert made.column("more").to_pylist() == [[("k", "[NOME]")], []]
    assert (done.rows, made.column("number").to_pylist()) == (2, [1.5, None])


def test_rows_that_are_named_are_limited_and_all_are_counted(
    tmp_path: Path, rules: IdentifierEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "ROWS_NAMED", 2)
    cut = {"id": "e", "start": 5, "end": 17, "text": "Vallombrosa f", "label": "X", "concepts": []}
    cut = {**cut, "end": 18, "fragments": [{"start": 5, "end": 18}]}
    rows = [{**_row(f"n{n}", "Zeno Vallombrosa febbrile"), "entities": [cut]} for n in range(5)]
    done = _anonymise(_built(tmp_path / "built", train=rows), tmp_path / "out", rules)
    report = json.loads((tmp_path / "out/repair.json").read_text())
    assert done.cut == 5
    assert report["spans_cut"] == {"count": 5, "rows": ["ner/train/n0", "ner/train/n1"]}
    assert {row["entities"][0]["text"] for row in _rows(tmp_path / "out")} == {"[NOME] f"}


def test_a_run_that_fails_leaves_the_earlier_result(built: Path, tmp_path: Path, rules: IdentifierEngine) -> None:
    _anonymise(built, tmp_path / "out", rules)
    before = _bytes(tmp_path / "out")
    shutil.rmtree(built / "data/ner")
    _built(built, train=[_row("Zeno Vallombrosa", "tosse")])
    with pytest.raises(Refused, match="identifier"):
        _anonymise(built, tmp_path / "out", rules)
    assert _bytes(tmp_path / "out") == before
