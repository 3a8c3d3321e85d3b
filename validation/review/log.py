"""`ReviewLog`: review.jsonl while people work: what others wrote is read in, and nothing is written over.

Several servers may have the same file open. A decision is appended under the file's lock, after everything that stands there
has been read, and is on the disk before `append` returns.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from datasets_builders.errors import UserError, disk_errors
from validation.review.decisions import Decision, Decisions, Item, numbered, take_line

__all__ = ["ReviewLog", "Stale"]

_BLOCK = 1 << 20


class Stale(Exception):
    """Somebody else decided about `item` after it was looked at; nothing was written."""

    def __init__(self, item: Item) -> None:
        super().__init__("decided by somebody else in the meantime")
        self.item = item


class ReviewLog:
    """An open review.jsonl.

    Args:
        path: the file; made when it is missing.
        digest: of the data that is reviewed.

    Raises:
        UserError: the file cannot be made or written.
    """

    def __init__(self, path: Path, digest: str) -> None:
        self.path = path
        self.decisions = Decisions(digest)
        self._offset = 0
        self._thread_lock = threading.RLock()
        try:
            with disk_errors(path, doing="opening the decisions"):
                self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        except (FileNotFoundError, IsADirectoryError) as error:
            raise UserError(
                f"{path} cannot be written.",
                cause=str(error.strerror),
                remedy="Give --out a file in a folder there is.",
            ) from error
        with self._locked():
            self._catch_up()

    def refresh(self) -> list[Decision]:
        """Read in what was appended since, by whomever; return the decisions about this data."""
        with self._thread_lock:
            return self._read_lines()

    def append(self, decision: Decision, *, seen: int) -> tuple[Decision, list[Decision]]:
        """Write a decision; it is on the disk when this returns.

        Args:
            decision: what was decided; its version is set here.
            seen: the version of the item that the person had before them.

        Returns:
            The decision as written, and all decisions that were read in on the way, with it as the last.

        Raises:
            Stale: the item has another version by now.
            UserError: the file was moved or deleted, or the disk is full.
        """
        with self._locked():
            news = self._catch_up()
            current = self.decisions.version_of(decision.item)
            if current != seen:
                raise Stale(decision.item)
            self._refuse_replaced()
            written = numbered(decision, current + 1)
            self._write(written.to_line())
            return written, [*news, *self._read_lines()]

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._file)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with self._thread_lock:
            fcntl.flock(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)

    def _read_lines(self) -> list[Decision]:
        """Take in all lines that have an end; the rest may be half of what another process is writing."""
        content = bytearray()
        while block := os.pread(self._file, _BLOCK, self._offset + len(content)):
            content += block
        whole, end, _ = bytes(content).rpartition(b"\n")
        self._offset += len(whole) + len(end)
        return [decision for line in whole.split(b"\n") if (decision := take_line(self.decisions, line)) is not None]

    def _catch_up(self) -> list[Decision]:
        """Read everything, under the lock. A line without an end was cut short: end it, so that nothing is glued to it."""
        news = self._read_lines()
        if os.fstat(self._file).st_size > self._offset:
            self._write(b"\n")
            news += self._read_lines()
        return news

    def _write(self, line: bytes) -> None:
        with disk_errors(self.path, doing="writing a decision"):
            written = os.write(self._file, line)
            if written != len(line):
                os.write(self._file, line[written:])  # fails, and says why
            os.fsync(self._file)

    def _refuse_replaced(self) -> None:
        ours = os.fstat(self._file)
        try:
            there = os.stat(self.path)
        except FileNotFoundError:
            there = None
        if there is None or (there.st_dev, there.st_ino) != (ours.st_dev, ours.st_ino):
            raise UserError(
                f"{self.path} was moved, replaced or deleted while it was in use; nothing was saved.",
                remedy="Put it back or leave it away, then start the review again.",
            )
