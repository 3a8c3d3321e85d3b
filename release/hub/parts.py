"""Large files that arrive in parts, each with its own request and its own retry.

All parts go into one file at their places, so nothing is copied when the last has come. Parts that come in order are
hashed as they pass; what came out of order is read once more at the end. Uploads under way live in memory: after a
restart their links are refused, and the client asks for new ones.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import threading
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from release.hub.blobs import Blob, Blobs
from release.hub.problems import Forbidden, Malformed, Unavailable

__all__ = ["PartWriter", "PartedUploads"]

_ABANDONED_SECONDS = 24 * 3600
_BLOCK = 1 << 20


class _PartedUpload:
    """One file on its way."""

    def __init__(self, blobs: Blobs, blob: Blob, part_bytes: int) -> None:
        self.blob = blob
        self.part_bytes = part_bytes
        self.started = time.monotonic()
        self.lock = threading.Lock()
        self.received: set[int] = set()
        self.busy: set[int] = set()
        self.digest = hashlib.sha256()
        self.hashed_parts = 0
        self.path = blobs.incoming / secrets.token_hex(16)
        self.descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)

    @property
    def n_parts(self) -> int:
        return -(-self.blob.size // self.part_bytes)

    def hash_rest(self) -> str:
        """Read what did not pass in order, and return the sha256 of the whole."""
        offset = self.hashed_parts * self.part_bytes
        while block := os.pread(self.descriptor, _BLOCK, offset):
            self.digest.update(block)
            offset += len(block)
        return self.digest.hexdigest()

    def close(self) -> None:
        os.close(self.descriptor)
        self.path.unlink(missing_ok=True)


class PartWriter:
    """Receives one part; use as a context manager. A part that is already here is compared, not written again."""

    def __init__(self, upload: _PartedUpload, number: int) -> None:
        if not 1 <= number <= upload.n_parts:
            raise Malformed(f"There is no part {number}.")
        self._upload = upload
        self._number = number
        self._offset = (number - 1) * upload.part_bytes
        self._end = min(self._offset + upload.part_bytes, upload.blob.size)
        with upload.lock:
            if number in upload.busy:
                raise Unavailable(f"Part {number} is still arriving by another request.")
            upload.busy.add(number)
            self._is_repeat = number in upload.received
            self._digest = upload.digest.copy() if number == upload.hashed_parts + 1 else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._upload.lock:
            self._upload.busy.discard(self._number)

    def write(self, block: bytes | bytearray) -> None:
        """Take in the next bytes of the part.

        Raises:
            Malformed: more bytes came than the part has, or other bytes than before.
        """
        if self._offset + len(block) > self._end:
            raise Malformed(f"More bytes arrived than part {self._number} has.")
        if self._is_repeat:
            if os.pread(self._upload.descriptor, len(block), self._offset) != block:
                raise Malformed(f"Part {self._number} came before, with other bytes.")
        else:
            self._put(memoryview(block))
        if self._digest is not None:
            self._digest.update(block)
        self._offset += len(block)

    def keep(self) -> None:
        """Count the part as received.

        Raises:
            Malformed: bytes are missing.
        """
        if self._offset != self._end:
            raise Malformed(f"{self._end - self._offset} bytes of part {self._number} are missing.")
        with self._upload.lock:
            self._upload.received.add(self._number)
            if self._digest is not None:
                self._upload.digest = self._digest
                self._upload.hashed_parts = self._number

    def _put(self, view: memoryview) -> None:
        offset = self._offset
        while view:
            written = os.pwrite(self._upload.descriptor, view, offset)
            view = view[written:]
            offset += written


@dataclass
class PartedUploads:
    """The uploads under way in one Hub."""

    blobs: Blobs
    _uploads: dict[str, _PartedUpload] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, blob: Blob, part_bytes: int) -> str:
        """Start an upload and return the name of its session; abandoned ones are thrown away on this occasion."""
        session = secrets.token_hex(16)
        with self._lock:
            for name, upload in list(self._uploads.items()):
                if time.monotonic() - upload.started > _ABANDONED_SECONDS and not upload.busy:
                    self._uploads.pop(name).close()
            self._uploads[session] = _PartedUpload(self.blobs, blob, part_bytes)
        return session

    def write(self, session: str, number: int) -> PartWriter:
        """Start receiving a part.

        Raises:
            Forbidden: the session is over, or from before a restart.
            Malformed: there is no part of that number.
            Unavailable: it is arriving already.
        """
        with self._lock:
            if session not in self._uploads:
                raise Forbidden("This upload link has expired.")
            return PartWriter(self._uploads[session], number)

    def complete(self, session: str, blob: Blob) -> None:
        """Make a file of the parts; asking again after that is not an error.

        Raises:
            Malformed: a part is missing, or the whole does not have the sha256 that was announced.
            Unavailable: a part, or an earlier request to complete, is still at work.
        """
        upload = self._claim(session, blob)
        if upload is None:
            return
        try:
            if upload.hash_rest() != blob.sha256:
                raise Malformed("The content does not have the sha256 that was announced.")
            os.fsync(upload.descriptor)
            self.blobs.adopt(upload.path, blob)
        finally:
            upload.close()

    def close(self) -> None:
        """Throw away what is unfinished."""
        with self._lock:
            for upload in self._uploads.values():
                upload.close()
            self._uploads.clear()

    def _claim(self, session: str, blob: Blob) -> _PartedUpload | None:
        with self._lock:
            upload = self._uploads.get(session)
            if upload is None:
                if self.blobs.holds(blob):
                    return None
                raise Unavailable("The upload is being completed, or its link has expired.")
            with upload.lock:
                missing = upload.n_parts - len(upload.received)
                if upload.busy:
                    raise Unavailable("A part is still arriving.")
                if missing:
                    raise Malformed(f"{missing} parts are missing.")
            return self._uploads.pop(session)
