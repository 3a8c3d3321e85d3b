"""A folder appears whole, or what stood there stays; leftovers of a killed run are cleared by the next."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from datasets_builders.errors import UserError
from datasets_builders.staging import staged_folder, write_bytes, write_text

DISK = [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM]
_as_name = errno.errorcode.get


def _made_before(out: Path, content: str = "old") -> Path:
    out.mkdir()
    (out / "corpus.json").write_text(content, encoding="utf-8")
    return out


def _write(out: Path, content: str = "new") -> None:
    with staged_folder(out, doing="building invented-it") as folder:
        write_text(folder / "corpus.json", content)


def _assert_says_fact_cause_and_remedy(error: UserError) -> None:
    assert error.exit_code == 2
    assert error.fact
    assert error.cause
    assert error.remedy
    assert "building invented-it" in error.fact


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _failing(number: int, match: str, original: Any) -> Any:
    """Wrap a method of Path so that it fails as a sick disk does, for paths whose name ends so."""

    def call(self: Path, *arguments: Any, **more: Any) -> Any:
        if self.name.endswith(match):
            raise OSError(number, os.strerror(number), str(self))
        return original(self, *arguments, **more)

    return call


def test_a_folder_appears_whole_with_its_parents(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "built"
    with staged_folder(out, doing="building invented-it") as folder:
        (folder / "corpus.json").write_text("new", encoding="utf-8")
        assert not out.exists()
    assert (out / "corpus.json").read_text(encoding="utf-8") == "new"
    assert _names(out.parent) == ["built"]


def test_an_earlier_build_is_replaced_and_nothing_of_it_stays(tmp_path: Path) -> None:
    out = _made_before(tmp_path / "built")
    (out / "stale.parquet").write_bytes(b"PAR1")
    _write(out)
    assert (out / "corpus.json").read_text(encoding="utf-8") == "new"
    assert _names(out) == ["corpus.json"]
    assert _names(tmp_path) == ["built"]


def test_what_persons_wrote_goes_along_unless_the_new_folder_has_its_own(tmp_path: Path) -> None:
    out = _made_before(tmp_path / "built")
    (out / "review.jsonl").write_text("decided\n", encoding="utf-8")
    _write(out)
    assert (out / "review.jsonl").read_text(encoding="utf-8") == "decided\n"
    with staged_folder(out, doing="building invented-it") as folder:
        write_text(folder / "corpus.json", "newer")
        write_text(folder / "review.jsonl", "decided again\n")
    assert (out / "review.jsonl").read_text(encoding="utf-8") == "decided again\n"
    assert _names(out) == ["corpus.json", "review.jsonl"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    out = tmp_path / "built"
    out.mkdir()
    _write(out)
    assert _names(out) == ["corpus.json"]


def test_a_folder_that_somebody_else_filled_is_never_replaced(tmp_path: Path) -> None:
    out = tmp_path / "tesi"
    out.mkdir()
    (out / "capitolo1.tex").write_text("anni di lavoro", encoding="utf-8")
    with pytest.raises(UserError, match="did not write") as caught:
        _write(out)
    assert caught.value.cause
    assert caught.value.remedy
    assert (out / "capitolo1.tex").read_text(encoding="utf-8") == "anni di lavoro"
    assert _names(tmp_path) == ["tesi"]


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "built"
    out.write_text("un file", encoding="utf-8")
    with pytest.raises(UserError, match="is a file"):
        _write(out)
    assert out.read_text(encoding="utf-8") == "un file"


def test_a_file_in_the_place_of_the_parent_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "nota.txt").write_text("un file", encoding="utf-8")
    with pytest.raises(UserError):
        _write(tmp_path / "nota.txt" / "built")


@pytest.mark.parametrize("error", [ZeroDivisionError, KeyboardInterrupt], ids=["a bug", "an interrupt"])
def test_whatever_breaks_the_block_leaves_the_old_build_and_no_leftovers(
    tmp_path: Path, error: type[BaseException]
) -> None:
    out = _made_before(tmp_path / "built")

    def fail() -> None:
        with staged_folder(out, doing="building invented-it") as folder:
            write_text(folder / "corpus.json", "half")
            raise error

    with pytest.raises(error):
        fail()
    assert (out / "corpus.json").read_text(encoding="utf-8") == "old"
    assert _names(tmp_path) == ["built"]


def test_leftovers_of_a_run_killed_while_writing_are_cleared(tmp_path: Path) -> None:
    out = _made_before(tmp_path / "built")
    (tmp_path / ".built.part" / "data").mkdir(parents=True)
    (tmp_path / ".built.part" / "data" / "half.parquet").write_bytes(b"PAR1")
    _made_before(tmp_path / ".built.old", "older")
    _write(out)
    assert _names(tmp_path) == ["built"]
    assert _names(out) == ["corpus.json"]
    assert (out / "corpus.json").read_text(encoding="utf-8") == "new"


def test_the_old_build_comes_back_where_a_run_was_killed_between_two_renames(tmp_path: Path) -> None:
    out = tmp_path / "built"
    _made_before(tmp_path / ".built.old")
    (tmp_path / ".built.part").mkdir()

    def fail() -> None:
        with staged_folder(out, doing="building invented-it"):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (out / "corpus.json").read_text(encoding="utf-8") == "old"
    assert _names(tmp_path) == ["built"]


@pytest.mark.parametrize("number", DISK, ids=_as_name)
def test_a_sick_disk_while_writing_is_told_and_the_old_build_stays(tmp_path: Path, number: int) -> None:
    out = _made_before(tmp_path / "built")

    def fail() -> None:
        with staged_folder(out, doing="building invented-it") as folder:
            write_text(folder / "corpus.json", "half")
            raise OSError(number, os.strerror(number))

    with pytest.raises(UserError) as caught:
        fail()
    _assert_says_fact_cause_and_remedy(caught.value)
    assert (out / "corpus.json").read_text(encoding="utf-8") == "old"
    assert _names(tmp_path) == ["built"]


@pytest.mark.parametrize("number", DISK, ids=_as_name)
def test_a_folder_that_cannot_be_made_is_told_and_the_old_build_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    out = _made_before(tmp_path / "built")
    monkeypatch.setattr(Path, "mkdir", _failing(number, ".part", Path.mkdir))
    with pytest.raises(UserError) as caught:
        _write(out)
    _assert_says_fact_cause_and_remedy(caught.value)
    assert ".built.part" in caught.value.fact
    assert (out / "corpus.json").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("step", ["built", ".built.part"], ids=["old away", "new in"])
def test_a_rename_that_fails_leaves_the_old_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    out = _made_before(tmp_path / "built")

    def rename(self: Path, target: Path) -> Any:
        if self.name == step:
            raise OSError(errno.EACCES, os.strerror(errno.EACCES), str(self))
        return original(self, target)

    original = Path.rename
    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(UserError) as caught:
        _write(out)
    monkeypatch.undo()
    _assert_says_fact_cause_and_remedy(caught.value)
    assert (out / "corpus.json").read_text(encoding="utf-8") == "old"
    assert _names(tmp_path) == ["built"]


def test_an_error_that_is_not_the_disks_passes_as_it_is(tmp_path: Path) -> None:
    def fail() -> None:
        with staged_folder(tmp_path / "built", doing="building invented-it"):
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    with pytest.raises(OSError, match="Input/output error"):
        fail()
    assert _names(tmp_path) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_really_read_only_is_told(tmp_path: Path) -> None:
    parent = tmp_path / "sola-lettura"
    parent.mkdir(mode=0o500)
    with pytest.raises(UserError) as caught:
        _write(parent / "built")
    _assert_says_fact_cause_and_remedy(caught.value)


def test_write_bytes_replaces_a_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    write_bytes(path, b"old")
    write_bytes(path, b"new")
    assert path.read_bytes() == b"new"
    assert _names(tmp_path) == ["report.json"]


@pytest.mark.parametrize("number", DISK, ids=_as_name)
def test_write_bytes_keeps_the_old_content_when_the_disk_says_no(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    path = tmp_path / "report.json"
    write_bytes(path, b"old")

    def fsync(descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(UserError, match=r"writing report\.json") as caught:
        write_bytes(path, b"new")
    assert caught.value.remedy
    assert path.read_bytes() == b"old"
    assert _names(tmp_path) == ["report.json"]


def test_write_text_writes_utf8_and_leaves_line_ends_alone(tmp_path: Path) -> None:
    write_text(tmp_path / "nota.txt", "perché\nsì \U0001fa7a\n")
    assert (tmp_path / "nota.txt").read_bytes() == "perché\nsì \U0001fa7a\n".encode()
