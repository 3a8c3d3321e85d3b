"""`build`: rows in = rows out + rejected, what is rejected is kept, and the same source gives the same bytes."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from datasets_builders.build import RowsLost, build, reader_of
from datasets_builders.catalogue import CORPORA
from datasets_builders.errors import UserError
from datasets_builders.reading import Event, Record, Rejected, Repaired, Seen, SourceMismatch
from datasets_builders.schema import Document, Entity, TaskType
from datasets_builders.spec import CorpusSpec

MakeNote = Callable[..., dict[str, Any]]
WriteNotes = Callable[..., Path]
ReadWith = Callable[[Iterable[Event]], None]

TEXT = "Riferisce dispnea da ieri."


def _note(id: str, text: str = TEXT, **changes: Any) -> Document:
    entity = Entity.of(text, 10, 17, id="e1", label="SINTOMO")
    return Document(id, id, id, text, "CC0-1.0", **{"entities": (entity,), **changes})


def _ids(out: Path, config: str, split: str) -> list[str]:
    paths = sorted((out / "data" / config).glob(f"{split}-*.parquet"))
    return [id for path in paths for id in pq.read_table(path).column("id").to_pylist()]


def _bytes(out: Path) -> dict[str, str]:
    files = [path for path in out.rglob("*") if path.is_file()]
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _rejected(out: Path, config: str) -> list[dict[str, Any]]:
    lines = (out / "rejected" / f"{config}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_rows_are_accounted_for_split_by_split(one_config: CorpusSpec, read_with: ReadWith, tmp_path: Path) -> None:
    read_with(
        [
            Seen("ner", "train", 3),
            Record("ner", "train", _note("a")),
            Rejected("ner", "train", "b", "json-unreadable", "{"),
            Record("ner", "train", _note("c")),
            Repaired("ner", "train", "c", "quotes-mended", 2),
            Seen("ner", "test", 1),
            Record("ner", "test", _note("d")),
            Repaired("ner", "test", "d", "quotes-mended"),
        ]
    )
    facts = build(one_config, tmp_path, tmp_path / "out")
    train, test = facts["configs"]["ner"]["splits"]["train"], facts["configs"]["ner"]["splits"]["test"]
    assert (train["rows_in"], train["rows_out"], train["rejected"]) == (3, 2, {"json-unreadable": 1})
    assert (test["rows_in"], test["rows_out"], test["rejected"]) == (1, 1, {})
    assert (facts["rows_in"], facts["rows_out"], facts["rejected"]) == (4, 3, {"json-unreadable": 1})
    assert facts["configs"]["ner"]["repairs"] == {"quotes-mended": 3}
    assert (train["characters"], train["words"]) == (2 * len(TEXT), 8)
    assert train["entities"] == {"SINTOMO": 2}
    assert train["licences"] == {"CC0-1.0": 2}
    assert _ids(tmp_path / "out", "ner", "train") == ["a", "c"]
    assert json.loads((tmp_path / "out" / "corpus.json").read_text(encoding="utf-8")) == facts


def test_files_and_their_bytes_are_named_in_corpus_json(
    one_config: CorpusSpec, read_with: ReadWith, tmp_path: Path
) -> None:
    read_with([Seen("ner", "test", 1), Record("ner", "test", _note("a"))])
    facts = build(one_config, tmp_path, tmp_path / "out")
    test = facts["configs"]["ner"]["splits"]["test"]
    assert test["files"] == ["data/ner/test-00000-of-00001.parquet"]
    assert test["bytes"] == (tmp_path / "out" / test["files"][0]).stat().st_size


def test_rejected_rows_are_kept_with_their_reason_and_never_among_the_data(
    example_spec: CorpusSpec, make_note: MakeNote, write_notes: WriteNotes, tmp_path: Path
) -> None:
    broken_json = '{"note_id": "N-2", "text": "febbre'
    no_patient = {name: value for name, value in make_note("N-3").items() if name != "patient"}
    bad_span = make_note("N-4", entities=[{"id": "e1", "start": 20, "end": 90, "label": "SINTOMO"}])
    source = write_notes(make_note("N-1"), broken_json, no_patient, bad_span, "[1, 2]")
    facts = build(example_spec, source, tmp_path / "out")
    reasons = {"json-unreadable": 2, "key-missing": 1, "span-broken": 1}
    assert facts["rejected"] == reasons
    assert facts["configs"]["ner"]["splits"]["train"]["rejected"] == reasons
    kept = _rejected(tmp_path / "out", "ner")
    assert [each["row"] for each in kept] == ["line 2", "line 3", "line 4", "line 5"]
    assert [each["raw"] for each in kept] == [broken_json, no_patient, bad_span, "[1, 2]"]
    assert all(each["split"] == "train" and each["reason"] for each in kept)
    assert _ids(tmp_path / "out", "ner", "train") == ["N-1"]


def test_a_row_rejected_for_bytes_that_are_not_utf8_is_kept_so_that_its_bytes_can_be_had_again(
    example_spec: CorpusSpec, make_note: MakeNote, write_notes: WriteNotes, tmp_path: Path
) -> None:
    broken = b'{"note_id": "N-2", "text": "perch\xe9'
    build(example_spec, write_notes(make_note("N-1"), broken), tmp_path / "out")
    (kept,) = _rejected(tmp_path / "out", "ner")
    assert kept["raw"].encode("utf-8", "surrogateescape") == broken


def test_no_folder_of_rejected_rows_is_made_where_none_was_rejected(
    example_spec: CorpusSpec, make_note: MakeNote, write_notes: WriteNotes, tmp_path: Path
) -> None:
    build(example_spec, write_notes(make_note()), tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["corpus.json", "data"]


@pytest.mark.parametrize(
    "events",
    [
        [Seen("ner", "train", 2), Record("ner", "train", _note("a"))],
        [Seen("ner", "train", 1), Record("ner", "train", _note("a")), Record("ner", "train", _note("b"))],
        [
            Seen("ner", "train", 1),
            Record("ner", "train", _note("a")),
            Rejected("ner", "train", "a", "told-twice", ""),
        ],
        [Seen("ner", "train", 1), Record("ner", "train", _note("a")), Rejected("ner", "test", "b", "unseen", "")],
    ],
    ids=["loses a row", "makes one up", "tells one twice", "rejects where it saw nothing"],
)
def test_a_reader_that_lies_about_its_rows_ends_the_build(
    one_config: CorpusSpec, read_with: ReadWith, tmp_path: Path, events: list[Event]
) -> None:
    read_with(events)
    with pytest.raises(RowsLost, match="invented-it/ner/"):
        build(one_config, tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_reader_may_say_in_parts_how_many_rows_it_sees(
    one_config: CorpusSpec, read_with: ReadWith, tmp_path: Path
) -> None:
    read_with(
        [
            Seen("ner", "train", 1),
            Record("ner", "train", _note("a")),
            Seen("ner", "train", 1),
            Record("ner", "train", _note("b")),
        ]
    )
    facts = build(one_config, tmp_path, tmp_path / "out")
    assert facts["rows_out"] == 2
    assert _ids(tmp_path / "out", "ner", "train") == ["a", "b"]


@pytest.mark.parametrize(
    ("config", "split", "said"), [("re", "train", "no config 're'"), ("ner", "dev", "no split 'dev'")]
)
def test_a_config_or_split_that_is_not_declared_is_a_bug(
    one_config: CorpusSpec, read_with: ReadWith, tmp_path: Path, config: str, split: str, said: str
) -> None:
    read_with([Seen(config, split, 1), Record(config, split, _note("a"))])
    with pytest.raises(KeyError, match=said):
        build(one_config, tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "events",
    [[], [Seen("ner", "train", 0)], [Seen("ner", "train", 1), Rejected("ner", "train", "a", "text-empty", "")]],
    ids=["nothing said", "nothing seen", "all rejected"],
)
def test_a_source_that_gives_no_row_is_not_built(
    one_config: CorpusSpec, read_with: ReadWith, tmp_path: Path, events: list[Event]
) -> None:
    read_with(events)
    with pytest.raises(SourceMismatch, match="Not one row") as caught:
        build(one_config, tmp_path, tmp_path / "out")
    assert caught.value.cause
    assert caught.value.remedy
    assert not (tmp_path / "out").exists()


def test_a_source_that_is_not_there_is_told_with_where_to_find_it(one_config: CorpusSpec, tmp_path: Path) -> None:
    with pytest.raises(SourceMismatch, match="no folder") as caught:
        build(one_config, tmp_path / "assente", tmp_path / "out")
    assert "referto corpora show invented-it" in caught.value.remedy


def test_building_twice_gives_the_same_bytes(example_spec: CorpusSpec, examples: Path, tmp_path: Path) -> None:
    source = examples / "emergency-defects"
    build(example_spec, source, tmp_path / "a")
    build(example_spec, source, tmp_path / "elsewhere" / "b")
    first = _bytes(tmp_path / "a")
    assert len(first) >= 5
    assert first == _bytes(tmp_path / "elsewhere" / "b")


def test_building_over_an_earlier_build_gives_what_a_fresh_build_gives(
    example_spec: CorpusSpec, examples: Path, tmp_path: Path
) -> None:
    build(example_spec, examples / "emergency-defects", tmp_path / "a")
    build(example_spec, examples / "emergency-clean", tmp_path / "a")
    build(example_spec, examples / "emergency-clean", tmp_path / "b")
    assert _bytes(tmp_path / "a") == _bytes(tmp_path / "b")


def test_a_corpus_that_nobody_can_build_is_told_with_what_is_not_known(one_config: CorpusSpec, tmp_path: Path) -> None:
    described_only = replace(one_config, read="", unknown=("Where it can be had.",))
    with pytest.raises(UserError, match="no reader") as caught:
        build(described_only, tmp_path, tmp_path / "out")
    assert caught.value.cause == "Where it can be had."
    assert "referto corpora show invented-it" in caught.value.remedy
    assert not (tmp_path / "out").exists()


def test_progress_sees_every_event(one_config: CorpusSpec, read_with: ReadWith, tmp_path: Path) -> None:
    events: list[Event] = [Seen("ner", "train", 1), Record("ner", "train", _note("a"))]
    read_with(events)
    seen: list[Event] = []

    def watch(stream: Iterable[Event]) -> Iterator[Event]:
        for event in stream:
            seen.append(event)
            yield event

    build(one_config, tmp_path, tmp_path / "out", progress=watch)
    assert seen == events


def test_a_span_column_that_a_text_config_lacks_must_be_empty(
    one_config: CorpusSpec, read_with: ReadWith, tmp_path: Path
) -> None:
    (config,) = one_config.configs
    text_only = replace(one_config, configs=(replace(config, task=TaskType.TEXT),))
    read_with([Seen("ner", "train", 1), Record("ner", "train", _note("a"))])
    with pytest.raises(KeyError, match="entities"):
        build(text_only, tmp_path, tmp_path / "out")
    read_with([Seen("ner", "train", 1), Record("ner", "train", _note("a", entities=()))])
    assert build(text_only, tmp_path, tmp_path / "out")["rows_out"] == 1


def test_a_full_disk_while_parquet_is_written_is_told_and_the_old_build_stays(
    example_spec: CorpusSpec, examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    build(example_spec, examples / "emergency-clean", out)
    before = _bytes(out)

    def write_table(self: Any, table: Any) -> None:
        raise OSError(28, "Error writing bytes to file")

    monkeypatch.setattr(pq.ParquetWriter, "write_table", write_table)
    with pytest.raises(UserError, match="the disk is full, while building emergency-example-it") as caught:
        build(example_spec, examples / "emergency-defects", out)
    assert caught.value.cause
    assert caught.value.remedy
    assert _bytes(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_source_file_that_may_not_be_read_is_told_as_such(
    one_config: CorpusSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(source: Path) -> Iterator[Event]:
        yield Seen("ner", "train", 1)
        raise PermissionError(13, "Permission denied", str(source / "train.jsonl"))

    monkeypatch.setattr("datasets_builders.build.reader_of", lambda spec: read)
    with pytest.raises(UserError) as caught:
        build(one_config, tmp_path, tmp_path / "out")
    assert "train.jsonl" in caught.value.fact
    assert "may write" not in caught.value.remedy


@pytest.mark.parametrize("spec", [spec for spec in CORPORA if spec.read], ids=lambda spec: spec.id)
def test_every_reader_of_the_catalogue_can_be_imported(spec: CorpusSpec) -> None:
    assert importlib.util.find_spec(spec.read.partition(":")[0]) is not None
    reader = reader_of(spec)
    assert callable(reader)
    assert reader.__doc__
