"""Folders and commits as git names them: pure functions from contents to ids.

The ids are those that git itself would give, so a repository can be compared with a clone of its public twin, two
equal folders are recognised without looking inside, and a commit that changes one file stores only the folders on its
way.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from release.hub.problems import Malformed

__all__ = ["FileEntry", "FolderEntry", "Node", "PlantedTree", "git_oid", "lfs_pointer", "plant"]


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file as a tree holds it.

    Args:
        oid: git's id of the blob; for a large file, of its pointer.
        sha256: hash of the content itself, which is the blob's address.
        size: bytes of the content itself.
        lfs: whether git would hold a pointer in its place.
    """

    oid: str
    sha256: str
    size: int
    lfs: bool

    @property
    def etag(self) -> str:
        """The id that the public Hub shows for the content: sha256 of large files, git's id of the others."""
        return self.sha256 if self.lfs else self.oid

    @property
    def pointer_size(self) -> int:
        """Bytes of the pointer that git would hold."""
        return len(lfs_pointer(self.sha256, self.size))

    @classmethod
    def regular(cls, content: bytes) -> FileEntry:
        """The entry of a file that git holds itself."""
        return cls(git_oid("blob", content), hashlib.sha256(content).hexdigest(), len(content), lfs=False)

    @classmethod
    def large(cls, sha256: str, size: int) -> FileEntry:
        """The entry of a file that git holds a pointer to."""
        return cls(git_oid("blob", lfs_pointer(sha256, size)), sha256, size, lfs=True)


@dataclass(frozen=True, slots=True)
class FolderEntry:
    """A folder as a tree holds it: git's id of the tree below."""

    oid: str


Node = FileEntry | FolderEntry


@dataclass(frozen=True)
class PlantedTree:
    """The folders of a revision: `trees[root]` is the top one; each maps a name to what bears it."""

    root: str
    trees: Mapping[str, Mapping[str, Node]]


def git_oid(kind: str, content: bytes) -> str:
    """The id of a git object: sha1 over its kind, size and content."""
    return hashlib.sha1(b"%s %d\0" % (kind.encode(), len(content)) + content, usedforsecurity=False).hexdigest()


def lfs_pointer(sha256: str, size: int) -> bytes:
    """What git holds in the place of a large file."""
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{sha256}\nsize {size}\n".encode()


def plant(files: Mapping[str, FileEntry]) -> PlantedTree:
    """Turn a flat listing into folders.

    Args:
        files: entry by checked path.

    Raises:
        Malformed: a path is both a file and a folder.
    """
    trees: dict[str, Mapping[str, Node]] = {}
    root = _plant_folder(_nest(files), trees)
    return PlantedTree(root, trees)


_Nested = dict[str, "FileEntry | _Nested"]


def _nest(files: Mapping[str, FileEntry]) -> _Nested:
    top: _Nested = {}
    for path, entry in files.items():
        *folders, name = path.split("/")
        level = top
        for folder in folders:
            below = level.setdefault(folder, {})
            if isinstance(below, FileEntry):
                raise Malformed(f"{path!r} lies below a file.")
            level = below
        if isinstance(level.get(name), dict):
            raise Malformed(f"{path!r} is a folder and cannot be a file at the same time.")
        level[name] = entry
    return top


def _plant_folder(nested: _Nested, trees: dict[str, Mapping[str, Node]]) -> str:
    nodes: dict[str, Node] = {
        name: below if isinstance(below, FileEntry) else FolderEntry(_plant_folder(below, trees))
        for name, below in nested.items()
    }
    in_order = sorted(nodes.items(), key=lambda item: _sort_key(*item))
    oid = git_oid("tree", b"".join(_tree_line(name, node) for name, node in in_order))
    trees[oid] = nodes
    return oid


def _sort_key(name: str, node: Node) -> bytes:
    """Git sorts by bytes, a folder as if its name ended with a slash."""
    return name.encode() + (b"/" if isinstance(node, FolderEntry) else b"")


def _tree_line(name: str, node: Node) -> bytes:
    mode = b"40000" if isinstance(node, FolderEntry) else b"100644"
    return mode + b" " + name.encode() + b"\0" + bytes.fromhex(node.oid)
