"""One process for one folder: a lock file that says who has it."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from datasets_builders.errors import UserError

__all__ = ["FolderLock"]


class FolderLock:
    """Holds `DIR/lock` while open; the kernel lets go of it when the process ends, however it ends.

    Args:
        folder: what is locked.

    Raises:
        UserError: another process, or another server in this one, has it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.read(self._descriptor, 200).decode("utf-8", "replace").strip()
            os.close(self._descriptor)
            raise UserError(
                f"{folder} is being served already.",
                cause=holder or "another process holds its lock.",
                remedy="Publish to that endpoint, stop that process, or choose another folder.",
            ) from error
        self.describe(f"process {os.getpid()} has it.")

    def describe(self, holder: str) -> None:
        """Leave word for whoever comes next."""
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, f"{holder}\n".encode(), 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._descriptor)
