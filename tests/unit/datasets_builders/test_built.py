"""Looking at a built folder: what is there is read whole, and what is not whole is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from datasets_builders import built
from datasets_builders.build import build
from datasets_builders.built import Batch, open_built
from datasets_builders.errors import Refused, UserError
from datasets_builders.spec import CorpusSpec

TRAIN = "data/ner/train-00000-of-00001.parquet"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory, example_spec: CorpusSpec, examples: Path) -> Path:
    out = tmp_path_factory.mktemp("built") / "example"
    build(example_spec, examples / "emergency-clean", out)
    return out


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    """A copy to spoil."""
    return Path(shutil.copytree(original, tmp_path / "built"))


def _shard(folder: Path, name: str, *ids: str) -> None:
    path = folder / "data" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table({"id": list(ids), "text": [f"Nota {id}" for id in ids]}), path)


def _assert_refused(folder: Path, said: str) -> None:
    with pytest.raises(Refused, match=said) as caught:
        list(open_built(folder).batches())
    assert caught.value.exit_code == 3
    assert caught.value.cause
    assert caught.value.remedy


def test_configs_and_splits_come_in_the_order_of_corpus_json(original: Path) -> None:
    dataset = open_built(original)
    assert {config: list(splits) for config, splits in dataset.shards.items()} == {
        "ner": ["train", "validation", "test"]
    }
    assert dataset.facts == json.loads((original / "corpus.json").read_text(encoding="utf-8"))
    assert len(dataset.files) == 3
    assert "entities" in dataset.schema("ner").names


def test_batches_give_every_row_once_with_its_place(original: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(built, "MOST_ROWS", 5)
    batches = list(open_built(original).batches())
    train = [batch for batch in batches if batch.split == "train"]
    assert len(train) > 2
    assert [batch.first for batch in train] == list(range(0, 32, 5))
    ids = [id for batch in train for id in batch.strings("id")]
    assert ids == pq.read_table(original / TRAIN).column("id").to_pylist()
    assert [row["id"] for batch in train for row in batch.rows] == ids


def test_a_column_that_is_not_there_has_no_strings(original: Path) -> None:
    batch = next(open_built(original).batches())
    assert isinstance(batch, Batch)
    assert batch.strings("diagnosi") == []


def test_a_folder_made_elsewhere_is_read_too(tmp_path: Path) -> None:
    _shard(tmp_path, "b/train-00000-of-00001.parquet", "1")
    _shard(tmp_path, "a/test-00001-of-00002.parquet", "3")
    _shard(tmp_path, "a/test-00000-of-00002.parquet", "2")
    dataset = open_built(tmp_path)
    assert dataset.facts == {}
    assert list(dataset.shards) == ["a", "b"]
    rows = [(batch.config, batch.split, batch.first, batch.strings("id")) for batch in dataset.batches()]
    assert rows == [("a", "test", 0, ["2"]), ("a", "test", 1, ["3"]), ("b", "train", 0, ["1"])]


def test_a_folder_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no folder") as caught:
        open_built(tmp_path / "assente")
    assert caught.value.exit_code == 2
    assert caught.value.remedy


@pytest.mark.parametrize("inside", ["", "data", "data/ner"], ids=["empty", "data is empty", "config is empty"])
def test_a_folder_without_data_is_refused(tmp_path: Path, inside: str) -> None:
    (tmp_path / "built" / inside).mkdir(parents=True)
    _assert_refused(tmp_path / "built", "holds no data")


@pytest.mark.parametrize("missing", ["00000", "00001"])
def test_a_missing_shard_is_refused(tmp_path: Path, missing: str) -> None:
    _shard(tmp_path, "ner/train-00000-of-00002.parquet", "1")
    _shard(tmp_path, "ner/train-00001-of-00002.parquet", "2")
    (tmp_path / f"data/ner/train-{missing}-of-00002.parquet").unlink()
    _assert_refused(tmp_path, "split train has 1 of its 2 files")


def test_a_shard_too_many_is_refused(tmp_path: Path) -> None:
    _shard(tmp_path, "ner/train-00000-of-00001.parquet", "1")
    _shard(tmp_path, "ner/train-00001-of-00001.parquet", "2")
    _assert_refused(tmp_path, "split train has 2 of its 1 files")


@pytest.mark.parametrize(
    "names",
    [("00000-of-00001", "00001-of-00002"), ("00000-of-00002", "00007-of-00002")],
    ids=["of two builds", "with a number beyond the total"],
)
def test_shards_that_do_not_belong_together_are_refused(tmp_path: Path, names: tuple[str, str]) -> None:
    for name in names:
        _shard(tmp_path, f"ner/train-{name}.parquet", name)
    _assert_refused(tmp_path, "split train")


@pytest.mark.parametrize("name", ["train.parquet", "train-0-of-1.parquet", "-00000-of-00001.parquet"])
def test_a_file_outside_the_naming_is_refused(folder: Path, name: str) -> None:
    shutil.copy(folder / TRAIN, folder / "data" / "ner" / name)
    _assert_refused(folder, "is not named")


@pytest.mark.parametrize(
    "kept", [0, 3, 2_000, -8], ids=["nothing", "less than the magic", "the head", "all but the end"]
)
def test_a_truncated_file_is_refused(folder: Path, kept: int) -> None:
    (folder / TRAIN).write_bytes((folder / TRAIN).read_bytes()[:kept])
    _assert_refused(folder, "train-00000-of-00001.parquet cannot be read")


def test_a_file_with_damaged_pages_is_refused(folder: Path) -> None:
    content = bytearray((folder / TRAIN).read_bytes())
    for index in range(200, len(content) // 2):
        content[index] ^= 0x5A
    (folder / TRAIN).write_bytes(bytes(content))
    _assert_refused(folder, "cannot be read as Parquet")


def test_a_file_that_is_not_parquet_is_refused(folder: Path) -> None:
    (folder / TRAIN).write_text("id,text\n1,febbre\n", encoding="utf-8")
    _assert_refused(folder, "cannot be read as Parquet")


@pytest.mark.parametrize("content", [b'{"configs": {', b"\xff\xfe", b""], ids=["half", "binary", "empty"])
def test_a_corpus_json_that_is_not_json_is_refused(folder: Path, content: bytes) -> None:
    (folder / "corpus.json").write_bytes(content)
    _assert_refused(folder, r"corpus\.json is not JSON")


def test_a_corpus_json_that_is_no_object_is_refused(folder: Path) -> None:
    (folder / "corpus.json").write_text("[]", encoding="utf-8")
    _assert_refused(folder, r"corpus\.json")
