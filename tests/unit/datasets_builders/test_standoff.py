"""Folders of standoff files become rows, and no file disappears."""

from __future__ import annotations

from pathlib import Path

import pytest

from datasets_builders.formats.brat import Standoff, TextBound
from datasets_builders.reading import Event, Record, Rejected, Repaired, Seen, SourceMismatch
from datasets_builders.standoff import StandoffRows, find_brat_folders, find_folder, split_of_folder

ROWS = StandoffRows("ner", "train", "CC-BY-4.0")


def _pair(folder: Path, name: str, text: str | None, ann: str | None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for suffix, content in ((".txt", text), (".ann", ann)):
        if content is not None:
            (folder / f"{name}{suffix}").write_text(content, encoding="utf-8")


def _kinds(events: list[Event]) -> list[str]:
    return [type(event).__name__ for event in events]


def test_every_name_is_seen_once_and_a_file_without_its_twin_is_rejected(tmp_path: Path) -> None:
    _pair(tmp_path, "a", "Ha la gota.", "T1\tMALATTIA 6 10\tgota\n")
    _pair(tmp_path, "b", "Sta bene.", None)
    _pair(tmp_path, "c", None, "T1\tMALATTIA 0 4\tgota\n")
    _pair(tmp_path, "d", " \n", "")
    (tmp_path / "e.txt").write_bytes(b"perch\xe9")
    (tmp_path / "e.ann").write_bytes(b"")
    (tmp_path / "README.md").write_text("?")
    seen, *events = ROWS.of_brat(tmp_path)
    assert seen == Seen("ner", "train", 5)
    assert [(e.row, e.reason) for e in events if isinstance(e, Rejected)] == [
        ("b", "ann-file-missing"), ("c", "txt-file-missing"), ("d", "text-empty"), ("e", "not-utf-8"),
    ]  # fmt: skip
    (record,) = [e for e in events if isinstance(e, Record)]
    assert record.document.id == record.document.document_id == record.document.group_id == "a"
    assert [(e.text, e.label) for e in record.document.entities] == [("gota", "MALATTIA")]


def test_folders_of_one_split_are_one_count(tmp_path: Path) -> None:
    _pair(tmp_path / "1", "a", "uno", "")
    _pair(tmp_path / "2", "b", "due", "")
    events = list(ROWS.of_brat(tmp_path / "1", tmp_path / "2"))
    assert [e for e in events if isinstance(e, Seen)] == [Seen("ner", "train", 2)]
    assert _kinds(events) == ["Seen", "Record", "Record"]


def test_repairs_are_said_with_the_document(tmp_path: Path) -> None:
    _pair(tmp_path, "a", "Ha la gota.", "T1\tMALATTIA 6 10\tasma\n")
    assert Repaired("ner", "train", "a", "entity-not-placed") in list(ROWS.of_brat(tmp_path))


def test_texts_with_a_table_need_no_mention_but_mentions_need_a_text(tmp_path: Path) -> None:
    _pair(tmp_path, "a", "Ha la gota.", None)
    _pair(tmp_path, "b", "Sta bene.", None)
    (tmp_path / "c.txt").write_bytes(b"perch\xe9")
    mentions = {
        "a": Standoff((TextBound("T1", "MALATTIA", ((6, 10),), "gota"),)),
        "z": Standoff((TextBound("T1", "MALATTIA", ((6, 10),), "gota"),)),
    }
    events = list(ROWS.of_table(tmp_path, mentions))
    assert _kinds(events) == ["Seen", "Record", "Record", "Rejected", "Repaired"]
    assert events[-1] == Repaired("ner", "train", "z", "mention-of-unknown-document", 1)


def test_a_folder_is_found_wherever_the_archive_was_unpacked(tmp_path: Path) -> None:
    _pair(tmp_path / "x" / "track2" / "it", "a", "uno", "")
    assert (
        find_folder(tmp_path, "track2/it")
        == find_folder(tmp_path / "x", "track2/it")
        == tmp_path / "x" / "track2" / "it"
    )
    with pytest.raises(SourceMismatch, match="no folder track2/es"):
        find_folder(tmp_path, "track2/es")
    (tmp_path / "track2" / "es").mkdir(parents=True)
    with pytest.raises(SourceMismatch):
        find_folder(tmp_path, "track2/es")


def test_italian_folders_are_known_by_name_and_a_single_folder_needs_none(tmp_path: Path) -> None:
    _pair(tmp_path / "brat", "a", "uno", "")
    assert find_brat_folders(tmp_path, "it") == [tmp_path / "brat"]
    _pair(tmp_path / "brat_it" / "train", "a", "uno", "")
    assert find_brat_folders(tmp_path, "it") == [tmp_path / "brat_it" / "train"]
    _pair(tmp_path / "fr", "a", "uno", "")
    with pytest.raises(SourceMismatch, match="called 'sv'"):
        find_brat_folders(tmp_path, "sv")
    with pytest.raises(SourceMismatch, match="There are 0 folders"):
        find_brat_folders(tmp_path / "fr" / "nothing", "it")


@pytest.mark.parametrize(
    ("path", "split"),
    [
        ("symptemist_train/it", "train"), ("test/brat", "test"), ("x/cardio_dev", "validation"), ("Validation", "validation"),
        ("it", "train"),
    ],
)  # fmt: skip
def test_the_split_is_read_off_the_innermost_telling_name(path: str, split: str) -> None:
    assert split_of_folder(Path(path)) == split
