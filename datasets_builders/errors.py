"""How a bad call, configuration or environment is said: fact, cause, remedy.

Bad *data* is never an exception (it is a `validation.findings.Finding` or a rejected row), and a *bug* is an ordinary
exception with its traceback. `release.cli` catches `UserError` once, prints it and exits with `exit_code`.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["Refused", "UserError", "disk_errors"]


class UserError(Exception):
    """Something the caller can put right: what happened, why probably, and what to do.

    Args:
        fact: what happened, one sentence.
        cause: what is probably behind it; may be empty where the fact says it all.
        remedy: what the reader can do next.
    """

    exit_code = 2

    def __init__(self, fact: str, *, cause: str = "", remedy: str = "") -> None:
        super().__init__(fact)
        self.fact = fact
        self.cause = cause
        self.remedy = remedy

    def __str__(self) -> str:
        lines = [self.fact]
        if self.cause:
            lines.append(f"  why:  {self.cause}")
        if self.remedy:
            lines.append(f"  do:   {self.remedy}")
        return "\n".join(lines)


class Refused(UserError):
    """A release step that would let something unexamined out of the house, or had nothing to examine (exit 3)."""

    exit_code = 3


_DISK = {
    errno.ENOSPC: (
        "the disk is full",
        "Free some space or choose another folder, then run the same command again.",
    ),
    errno.EDQUOT: ("the disk quota is used up", "Free some space or choose another folder, then run again."),
    errno.EROFS: ("the file system is read-only", "Choose an output folder that can be written."),
    errno.EACCES: (
        "permission is denied",
        "Choose a folder that this user may write, or change its permissions.",
    ),
    errno.EEXIST: ("a part of the path is a file", "Choose a path all of whose parts are folders."),
    errno.ENOTDIR: ("a part of the path is a file", "Choose a path all of whose parts are folders."),
    errno.EPERM: (
        "permission is denied",
        "Choose a folder that this user may write, or change its permissions.",
    ),
}


@contextmanager
def disk_errors(path: Path, *, doing: str) -> Iterator[None]:
    """Turn a full, read-only or forbidden disk under `path` into a `UserError`; any other `OSError` passes as it is.

    Args:
        path: what was being written, or its folder.
        doing: the act, as it completes "while ...".

    Raises:
        UserError: the disk is why it cannot be done; names the file that could not be read or written.
    """
    try:
        yield
    except OSError as error:
        if error.errno not in _DISK:
            raise
        cause, remedy = _DISK[error.errno]
        place = Path(os.path.abspath(error.filename)) if isinstance(error.filename, str) else path
        if not _is_part_of(place, Path(os.path.abspath(path))):
            raise UserError(
                f"{error.filename} cannot be read: {cause}, while {doing}.",
                cause=f"{error.strerror}; nothing finished earlier was touched.",
                remedy="Let this user read it, or give another source.",
            ) from error
        raise UserError(
            f"{error.filename or path}: {cause}, while {doing}.",
            cause=f"{error.strerror}; nothing finished earlier was touched.",
            remedy=remedy,
        ) from error


def _is_part_of(place: Path, path: Path) -> bool:
    """Is `place` what is written at `path`: itself, something in it, its copy beside it, or a folder above it?"""
    beside = [path.with_name(f".{path.name}.{end}") for end in ("part", "old")]
    return path.is_relative_to(place) or any(place.is_relative_to(each) for each in (path, *beside))
