"""Planting: nothing of the source is lost or moved, and every canary stands where and as often as its list says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptation.memorisation.canaries import CanaryList, make_canaries
from adaptation.memorisation.planting import plant
from datasets_builders.built import open_built
from datasets_builders.errors import Refused, UserError
from datasets_builders.schema import TASKS, Document, Entity, TaskType
from datasets_builders.shards import ShardWriter
from validation.checks import Facts

_LINE = st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), max_size=12)
_END = st.sampled_from(["\n", "\r\n"])


def _made(repeats: tuple[int, ...] = (0, 1, 3)) -> CanaryList:
    return make_canaries("seme", repeats=repeats, count=2)


def _without(lines: list[bytes], planted: CanaryList) -> list[bytes]:
    places = {at for each in planted.canaries for at in each.places}
    return [line for at, line in enumerate(lines) if at not in places]


def _hold(planted: CanaryList, texts: list[str]) -> None:
    """Every canary stands at its places and nowhere else."""
    for each in planted.canaries:
        assert len(each.places) == each.repeats
        assert tuple(at for at, text in enumerate(texts) if text == each.text) == each.places


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(_LINE, _END), min_size=1, max_size=20), st.booleans(), st.booleans())
def test_lines_are_kept_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[str, str]], bom: bool, ends: bool
) -> None:
    folder = tmp_path_factory.mktemp("lines")
    text = "".join(line + end for line, end in lines)
    text = text if ends else text.removesuffix("\n").removesuffix("\r") + "fine"
    raw = (b"\xef\xbb\xbf" if bom else b"") + text.encode()
    (folder / "a.txt").write_bytes(raw)
    planted = plant(folder / "a.txt", folder / "b.txt", folder / "canaries.json", _made())
    copy = (folder / "b.txt").read_bytes()
    assert copy.startswith(b"\xef\xbb\xbf") >= bom
    found = copy.removeprefix(b"\xef\xbb\xbf" if bom else b"").split(b"\n")
    kept = b"\n".join(_without(found, planted))
    assert kept == raw.removeprefix(b"\xef\xbb\xbf" if bom else b"")
    _hold(planted, [line.decode().removesuffix("\r") for line in found])
    assert (folder / "a.txt").read_bytes() == raw


def test_objects_get_canaries_with_the_same_keys(tmp_path: Path) -> None:
    rows = [{"id": "n1", "note_id": "x", "text": "dispnea", "tags": ["a"], "n": 3}, {"id": "n2", "text": "febbre"}]
    raw = "\n" + "".join(json.dumps(row) + "\n" for row in rows)
    (tmp_path / "a.jsonl").write_text(raw)
    planted = plant(tmp_path / "a.jsonl", tmp_path / "b.jsonl", tmp_path / "canaries.json", _made())
    lines = (tmp_path / "b.jsonl").read_bytes().split(b"\n")
    assert b"\n".join(_without(lines, planted)) == raw.encode()
    read = [json.loads(line) if line else {} for line in lines]
    _hold(planted, [row.get("text", "") for row in read])
    added = [read[at] for each in planted.canaries for at in each.places]
    assert all(row.keys() == rows[0].keys() and row["tags"] == [] and row["n"] is None for row in added)
    assert len({row["id"] for row in added}) == len(added) == 8
    assert all(row["note_id"] == row["id"] for row in added)


def _build(folder: Path, rows: int = 30, files: int = 2) -> Path:
    """A built folder: notes with an entity, in several files; a test split; a second config."""
    for config, splits in (("ner", {"train": rows, "test": 4}), ("altro", {"test": 2})):
        for split, count in splits.items():
            documents = [_document(f"{config}-{split}-{number}") for number in range(count)]
            parts = files if split == "train" else 1
            for part in range(parts):
                with ShardWriter(folder / "data" / config, split, TASKS[TaskType.NER].arrow()) as writer:
                    for document in documents[part::parts]:
                        writer.write(document.to_row())
                    (path,) = writer.close()
                path.rename(path.with_name(f".{split}-{part:05d}-of-{parts:05d}.kept"))
            for kept in sorted((folder / "data" / config).glob(".*.kept")):
                kept.rename(kept.with_name(kept.name.removeprefix(".").removesuffix(".kept") + ".parquet"))
    declared = {"train": {"rows_out": rows}, "test": {"rows_out": 4}}
    facts = {
        "corpus": "prova",
        "configs": {"ner": {"splits": declared}, "altro": {"splits": {"test": {"rows_out": 2}}}},
    }
    (folder / "corpus.json").write_text(json.dumps(facts))
    (folder / "README.md").write_text("scheda")
    return folder


def _document(id: str) -> Document:
    text = f"Riferisce dispnea, nota {id}."
    return Document(id, id, id, text, "cc-by-4.0", (Entity.of(text, 10, 17, id="e1", label="SINTOMO"),))


def _rows(folder: Path, config: str, split: str) -> list[dict[str, Any]]:
    return [row for batch in open_built(folder).only(config).batches() if batch.split == split for row in batch.rows]


def test_rows_are_kept_with_their_offsets(tmp_path: Path) -> None:
    source = _build(tmp_path / "built")
    before = {path: path.read_bytes() for path in sorted(source.rglob("*")) if path.is_file()}
    planted = plant(source, tmp_path / "copy", tmp_path / "canaries.json", _made((0, 1, 5)))
    assert {path: path.read_bytes() for path in sorted(source.rglob("*")) if path.is_file()} == before
    rows = _rows(tmp_path / "copy", "ner", "train")
    places = {at for each in planted.canaries for at in each.places}
    assert [row for at, row in enumerate(rows) if at not in places] == _rows(source, "ner", "train")
    assert all(Document.from_row(row) for row in rows), "the span law holds in every row, planted ones among them"
    _hold(planted, [row["text"] for row in rows])
    assert planted.copy["rows"] == len(rows) == 42
    assert len({row["id"] for row in rows}) == 42
    assert {row["licence"] for row in rows} == {"cc-by-4.0"}
    for config, split in (("ner", "test"), ("altro", "test")):
        name = f"data/{config}/{split}-00000-of-00001.parquet"
        assert (tmp_path / "copy" / name).read_bytes() == (source / name).read_bytes()
    train = "data/ner/train-00000-of-00002.parquet"
    assert pq.read_schema(tmp_path / "copy" / train).equals(pq.read_schema(source / train))


def test_the_list_stays_out_of_the_copy_and_the_copy_says_what_it_is(tmp_path: Path) -> None:
    from validation.rules.rows import CHECK

    source = _build(tmp_path / "built")
    planted = plant(source, tmp_path / "copy", tmp_path / "canaries.json", _made())
    names = {path.name for path in (tmp_path / "copy").rglob("*") if path.is_file()}
    assert {name for name in names if not name.endswith(".parquet")} == {"corpus.json"}, (
        "no list, and no card of the source"
    )
    facts = json.loads((tmp_path / "copy" / "corpus.json").read_text())
    assert facts["planted"] == {"config": "ner", "split": "train", "rows": 8}
    assert planted.source["digest"] != planted.copy["digest"]
    counts = open_built(tmp_path / "copy").row_counts()
    findings = list(CHECK.start(Facts(corpus=facts, splits=counts)).conclude())
    assert [finding.name for finding in findings] == ["row-count-differs"], "a planted copy does not pass the check"


def test_the_digest_of_a_folder_is_the_one_of_its_manifest(tmp_path: Path) -> None:
    from release.manifest import data_digest

    source = _build(tmp_path / "built")
    planted = plant(source, tmp_path / "copy", tmp_path / "canaries.json", _made())
    assert planted.source["digest"] == f"sha256:{data_digest(source)}"
    assert planted.copy["digest"] == f"sha256:{data_digest(tmp_path / 'copy')}"


def test_the_same_seed_plants_the_same_bytes(tmp_path: Path) -> None:
    source = _build(tmp_path / "built")
    for name in ("one", "two"):
        plant(source, tmp_path / name / "copy", tmp_path / name / "canaries.json", _made())
    assert (tmp_path / "one/canaries.json").read_bytes() == (tmp_path / "two/canaries.json").read_bytes()


def test_of_several_configs_with_training_rows_one_must_be_chosen(tmp_path: Path) -> None:
    source = _build(tmp_path / "built")
    (source / "data/altro/train-00000-of-00001.parquet").write_bytes(
        (source / "data/ner/test-00000-of-00001.parquet").read_bytes()
    )
    for wrong in ("", "nessuna"):
        with pytest.raises(UserError, match="training rows"):
            plant(source, tmp_path / "copy", tmp_path / "canaries.json", _made(), config=wrong)
    planted = plant(source, tmp_path / "copy", tmp_path / "canaries.json", _made(), config="altro")
    assert planted.source["config"] == "altro"
    assert len(_rows(tmp_path / "copy", "altro", "train")) == 4 + 8
    assert _rows(tmp_path / "copy", "ner", "train") == _rows(source, "ner", "train")


def test_rows_of_another_layout_are_filled_by_kind(tmp_path: Path) -> None:
    schema = pa.schema(
        [("testo", pa.string()), ("id", pa.string()), ("eta", pa.int64()), ("voci", pa.list_(pa.string()))]
    )
    folder = tmp_path / "built/data/note"
    folder.mkdir(parents=True)
    rows = [{"testo": "dispnea", "id": "1", "eta": 40, "voci": ["a"]}]
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), folder / "train-00000-of-00001.parquet")
    with pytest.raises(UserError, match="no column 'text'"):
        plant(tmp_path / "built", tmp_path / "copy", tmp_path / "canaries.json", _made())
    assert not (tmp_path / "copy").exists()
    plant(tmp_path / "built", tmp_path / "copy", tmp_path / "canaries.json", _made(), text_column="testo")
    added = [row for row in _rows(tmp_path / "copy", "note", "train") if row["eta"] is None]
    assert len(added) == 8
    assert all(row["voci"] == [] and row["id"] and row["testo"] for row in added)


def test_nothing_is_replaced_and_nothing_lies_in_another(tmp_path: Path) -> None:
    source = _build(tmp_path / "built")
    taken = tmp_path / "taken"
    taken.write_text("")
    free = tmp_path / "canaries.json"
    for copy, list_file, why in (
        (taken, free, "there already"),
        (tmp_path / "copy", taken, "there already"),
        (tmp_path / "copy", tmp_path / "copy/canaries.json", "would lie in"),
        (tmp_path / "copy", source / "canaries.json", "would lie in"),
        (source / "copy", free, "would lie in"),
    ):
        with pytest.raises(UserError, match=why):
            plant(source, copy, list_file, _made())
    assert {path.name for path in tmp_path.iterdir()} == {"built", "taken"}


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.csv", b"text\nx\n", "no training text"),
        ("a.jsonl", b"[1]\n", "no object with a text"),
        ("a.jsonl", b'{"text": 3}\n', "no object with a text"),
        ("a.txt", "perché\n".encode("latin-1"), "not UTF-8"),
    ],
)
def test_what_cannot_be_planted_into_is_told(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UserError, match=why):
        plant(tmp_path / name, tmp_path / f"copy{Path(name).suffix}", tmp_path / "canaries.json", _made())
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_an_empty_source_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    with pytest.raises(Refused, match="is empty"):
        plant(tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "canaries.json", _made())
    (tmp_path / "a.txt").write_bytes(b"x\n")
    with pytest.raises(UserError, match=r"does not end in \.txt"):
        plant(tmp_path / "a.txt", tmp_path / "b.jsonl", tmp_path / "canaries.json", _made())


def test_a_copy_without_its_list_does_not_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from adaptation.memorisation import planting

    def full(path: Path, content: str) -> None:
        raise UserError("the disk is full")

    (tmp_path / "a.txt").write_bytes(b"x\n")
    monkeypatch.setattr(planting, "write_text", full)
    with pytest.raises(UserError, match="disk is full"):
        plant(tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "canaries.json", _made())
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
