"""What a commit asks for: its lines, read one by one, and what they do to a listing of files.

A commit arrives as lines of JSON. Contents of small files are in the lines themselves, so only one line is held at a
time, and its content leaves for the disk before the next is read.
"""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from release.hub.fields import Fields, parse_object
from release.hub.names import check_path
from release.hub.problems import EntryNotFound, Malformed
from release.hub.trees import FileEntry

__all__ = [
    "AddLarge",
    "AddRegular",
    "Change",
    "Delete",
    "DeleteFolder",
    "Header",
    "Operation",
    "apply",
    "read_line",
]


@dataclass(frozen=True)
class Header:
    """The first line: what the commit says of itself, and the head it was made for, if its author looked."""

    title: str
    message: str
    parent: str | None


@dataclass(frozen=True)
class AddRegular:
    """Put a small file, whose content is here, at `path`."""

    path: str
    content: bytes


@dataclass(frozen=True)
class AddLarge:
    """Put a file that was uploaded before at `path`; a copy comes without its size."""

    path: str
    sha256: str
    size: int | None


@dataclass(frozen=True)
class Delete:
    """Take the file at `path` away."""

    path: str


@dataclass(frozen=True)
class DeleteFolder:
    """Take everything below `path` away; the empty path is the whole repository."""

    path: str


Operation = AddRegular | AddLarge | Delete | DeleteFolder


def read_line(line: bytes) -> Header | Operation:
    """Read one line of a commit.

    Raises:
        Malformed: it is none, or names a path that no file may bear.
    """
    fields = parse_object(line)
    key, value = fields.text("key"), fields.object("value")
    reader = _READERS.get(key)
    if reader is None:
        raise Malformed(f"Unknown operation in a commit: {key!r}.")
    return reader(value)


def _read_header(value: Fields) -> Header:
    title = value.text("summary").strip()
    if not title:
        raise Malformed("A commit needs a summary.")
    return Header(title, value.text("description", "").strip(), value.maybe_text("parentCommit"))


def _read_regular(value: Fields) -> AddRegular:
    if value.text("encoding", "base64") != "base64":
        raise Malformed("Contents in a commit must be in base64.")
    try:
        content = b64decode(value.text("content"), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Malformed(f"The content of {value.text('path')!r} is not base64.") from error
    return AddRegular(check_path(value.text("path")), content)


def _read_large(value: Fields) -> AddLarge:
    if value.text("algo", "sha256") != "sha256":
        raise Malformed("Large files are known by their sha256 only.")
    size = None if value.values.get("size") is None else value.whole("size")
    return AddLarge(check_path(value.text("path")), value.text("oid"), size)


def _read_delete(value: Fields) -> Delete:
    return Delete(check_path(value.text("path")))


def _read_delete_folder(value: Fields) -> DeleteFolder:
    path = value.text("path").rstrip("/")
    return DeleteFolder(check_path(path) if path else "")


_READERS: dict[str, Callable[[Fields], Header | Operation]] = {
    "header": _read_header,
    "file": _read_regular,
    "lfsFile": _read_large,
    "deletedFile": _read_delete,
    "deletedFolder": _read_delete_folder,
}


@dataclass(frozen=True)
class Change:
    """An operation once its content is in the store: `entry` at `path`, or nothing there any more."""

    path: str
    entry: FileEntry | None = None
    is_folder: bool = False


def apply(changes: Sequence[Change], files: Mapping[str, FileEntry]) -> dict[str, FileEntry]:
    """The listing after the changes, made in their order.

    Raises:
        EntryNotFound: what is to be deleted is not there.
    """
    after = dict(files)
    for change in changes:
        if change.entry is not None:
            after[change.path] = change.entry
        elif change.is_folder:
            below = [path for path in after if not change.path or path.startswith(f"{change.path}/")]
            if not below and change.path:
                raise EntryNotFound(f"A file with this name doesn't exist: {change.path}/")
            for path in below:
                del after[path]
        elif after.pop(change.path, None) is None:
            raise EntryNotFound(f"A file with this name doesn't exist: {change.path}")
    return after
