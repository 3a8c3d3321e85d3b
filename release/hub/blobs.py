"""File contents, each once, in `DIR/blobs/ab/cdef...` under the sha256 of its bytes.

A file under `blobs/` is whole: it was written beside (`DIR/incoming`), flushed to the disk, and renamed. A crash
therefore leaves at most a stray file in `incoming`, which the next start throws away.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from release.hub.problems import Malformed

__all__ = ["Blob", "BlobWriter", "Blobs", "sync_folder"]

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Blob:
    """A content by its sha256 (hexadecimal) and its size in bytes."""

    sha256: str
    size: int

    def __post_init__(self) -> None:
        if not _SHA256.fullmatch(self.sha256):
            raise Malformed(f"{self.sha256!r} is not a sha256 in lower-case hexadecimal.")
        if self.size < 0:
            raise Malformed("A size cannot be negative.")


def sync_folder(folder: Path) -> None:
    """Make renames into `folder` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class BlobWriter:
    """Receives the bytes of one blob; use as a context manager, which throws away what was not kept.

    Args:
        blobs: where the blob goes.
        expected: what must arrive; the first byte too many is refused, before it is written.
    """

    def __init__(self, blobs: Blobs, expected: Blob) -> None:
        self._blobs = blobs
        self._expected = expected
        self._path = blobs.incoming / secrets.token_hex(16)
        self._file = self._path.open("xb", buffering=0)
        self._digest = hashlib.sha256()
        self._size = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._path.unlink(missing_ok=True)

    def write(self, block: bytes | bytearray) -> None:
        """Append `block`.

        Raises:
            Malformed: more bytes came than were announced.
        """
        self._size += len(block)
        if self._size > self._expected.size:
            raise Malformed(f"More than the {self._expected.size} bytes that were announced.")
        self._digest.update(block)
        view = memoryview(block)
        while view:
            view = view[self._file.write(view) :]

    def keep(self) -> Blob:
        """Make the blob visible, durably, if size and hash are those announced.

        Raises:
            Malformed: they are not; nothing was kept.
        """
        if self._size != self._expected.size:
            raise Malformed(f"{self._size} bytes arrived, {self._expected.size} were announced.")
        if self._digest.hexdigest() != self._expected.sha256:
            raise Malformed("The content does not have the sha256 that was announced.")
        os.fsync(self._file.fileno())
        self._blobs.adopt(self._path, self._expected)
        return self._expected


class Blobs:
    """The contents of one Hub.

    Args:
        folder: the Hub's own folder; `blobs` and `incoming` are made in it.
    """

    def __init__(self, folder: Path) -> None:
        self.root = folder / "blobs"
        self.incoming = folder / "incoming"
        for made in (self.root, self.incoming):
            made.mkdir(mode=0o700, exist_ok=True)
        for stray in self.incoming.iterdir():
            stray.unlink()

    def path(self, sha256: str) -> Path:
        """Where the bytes with that hash are, or would be.

        Raises:
            Malformed: not a sha256; nothing else ever becomes part of a path.
        """
        if not _SHA256.fullmatch(sha256):
            raise Malformed(f"{sha256!r} is not a sha256 in lower-case hexadecimal.")
        return self.root / sha256[:2] / sha256[2:]

    def size(self, sha256: str) -> int | None:
        """How many bytes the blob has, or None where there is no such blob."""
        try:
            return self.path(sha256).stat().st_size
        except FileNotFoundError:
            return None

    def holds(self, blob: Blob) -> bool:
        """Whether the blob is here, whole."""
        return self.size(blob.sha256) == blob.size

    def write(self, expected: Blob) -> BlobWriter:
        """Start receiving a blob."""
        return BlobWriter(self, expected)

    def keep_all(self, contents: Iterable[bytes]) -> list[Blob]:
        """Keep small contents at once, durably, and return their blobs in the same order.

        Written one after the other but flushed together: a disk that needs milliseconds for each flush takes many
        of them in one turn.
        """
        fresh: dict[Blob, Path] = {}
        kept = []
        for content in contents:
            blob = Blob(hashlib.sha256(content).hexdigest(), len(content))
            kept.append(blob)
            if blob not in fresh and not self.holds(blob):
                fresh[blob] = self.incoming / secrets.token_hex(16)
                fresh[blob].write_bytes(content)
        with ThreadPoolExecutor(max_workers=8) as pool:
            list(pool.map(_sync_file, fresh.values()))
            for blob, path in fresh.items():
                self._rename(path, blob)
            list(pool.map(sync_folder, {self.path(blob.sha256).parent for blob in fresh}))
        return kept

    def adopt(self, path: Path, blob: Blob) -> None:
        """Move a finished, flushed file to its place."""
        self._rename(path, blob)
        sync_folder(self.path(blob.sha256).parent)

    def read(self, sha256: str) -> bytes:
        """The bytes of a small blob."""
        return self.path(sha256).read_bytes()

    def discard(self, sha256: str) -> None:
        """Take a blob off the disk; the caller knows that no tree refers to it."""
        self.path(sha256).unlink(missing_ok=True)

    def _rename(self, path: Path, blob: Blob) -> None:
        target = self.path(blob.sha256)
        if not target.parent.is_dir():
            target.parent.mkdir(exist_ok=True)
            sync_folder(self.root)
        path.replace(target)


def _sync_file(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
