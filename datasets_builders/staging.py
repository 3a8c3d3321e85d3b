"""Write beside and rename: a folder appears whole, or the old one stays.

`staged_folder(out)` gives a folder next to `out` to write into; when the block ends well it takes `out`'s place, and when it
ends badly it is removed and whatever stood at `out` is untouched. What a killed run left behind is cleared by the next.
What persons wrote into the old folder (`review.jsonl`) goes with it into the new one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from datasets_builders.errors import UserError, disk_errors

__all__ = ["staged_folder", "write_bytes", "write_lines", "write_text"]

_MARKS = ("corpus.json", "referto.json", "SOURCE.txt")

_WRITTEN_BY_PERSONS = ("review.jsonl",)
"""Files that no command can write again; their lines name the digest of the data they are about."""


@contextmanager
def staged_folder(out: Path, *, doing: str) -> Iterator[Path]:
    """Give a folder to write that becomes `out` when the block ends without an exception.

    Args:
        out: the folder to make or to replace; a folder that this tool did not make is never replaced.
        doing: the act, as it completes "while ..." in an error.

    Raises:
        UserError: `out` holds something else, or the disk is full, read-only or forbidden.
    """
    out = Path(os.path.abspath(out))
    _refuse_foreign(out)
    staging = out.with_name(f".{out.name}.part")
    old = out.with_name(f".{out.name}.old")
    with disk_errors(out, doing=doing):
        out.parent.mkdir(parents=True, exist_ok=True)
        _recover(out, staging, old)
        staging.mkdir()
    try:
        with disk_errors(out, doing=doing):
            yield staging
            if out.exists():
                _carry_over(out, staging)
                out.rename(old)
            staging.rename(out)
            _fsync_folder(out.parent)
    except BaseException:
        # Removing the half-written copy may itself fail on a sick disk; the next run clears it then.
        shutil.rmtree(staging, ignore_errors=True)
        if old.exists() and not out.exists():
            old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _refuse_foreign(out: Path) -> None:
    if not out.exists():
        return
    if not out.is_dir():
        raise UserError(f"{out} is a file, not a folder.", remedy="Give --out a folder that does not exist yet.")
    if any(out.iterdir()) and not any((out / mark).exists() for mark in _MARKS):
        raise UserError(
            f"{out} holds files that this command did not write.",
            cause="Only an empty folder, or one that an earlier run of referto made, is replaced.",
            remedy="Give --out another folder, or empty this one yourself.",
        )


def _carry_over(out: Path, staging: Path) -> None:
    for name in _WRITTEN_BY_PERSONS:
        if (out / name).is_file() and not (staging / name).exists():
            shutil.copy2(out / name, staging / name)


def _recover(out: Path, staging: Path, old: Path) -> None:
    if old.exists() and not out.exists():
        old.rename(out)
    for leftover in (staging, old):
        if leftover.exists():
            shutil.rmtree(leftover)


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file beside `path`, flush it to the disk and rename it into place.

    Raises:
        UserError: when the disk is full, read-only or forbidden; the old content stays.
    """
    beside = path.with_name(f".{path.name}.part")
    with disk_errors(path, doing=f"writing {path.name}"):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with beside.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.rename(path)
        except OSError:
            beside.unlink(missing_ok=True)
            raise


def write_text(path: Path, content: str) -> None:
    """Write `content` as UTF-8 with line feeds, as `write_bytes` does."""
    write_bytes(path, content.encode("utf-8"))


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write lines, each without its line end, as UTF-8, as `write_bytes` does; they are not held in memory.

    Raises:
        UserError: the disk does not take it.
    """
    with disk_errors(path, doing=f"writing {path.name}"):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.part")
        try:
            with beside.open("w", encoding="utf-8", newline="\n") as out:
                for line in lines:
                    out.write(line + "\n")
                out.flush()
                os.fsync(out.fileno())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
        _fsync_folder(path.parent)


def _fsync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
