"""`Manifest`: which files, of which bytes. The order of files and the folder's name do not matter; one changed byte does.

Its digest is what a report is bound to, what stands in the release commit, and what is compared after the download.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rfc8785

__all__ = ["FileDigest", "Manifest", "data_digest", "digest_file", "manifest_of"]

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class FileDigest:
    """A file's bytes: sha256 and git's sha1 of a blob (both hex), and the size in bytes."""

    sha256: str
    git_sha1: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """POSIX path -> `FileDigest`, of one folder."""

    files: Mapping[str, FileDigest]

    def to_json(self) -> dict[str, Any]:
        """The manifest as it is written and hashed: sha256 and size by path."""
        return {
            "schema_version": 1,
            "files": {path: {"sha256": each.sha256, "size": each.size} for path, each in sorted(self.files.items())},
        }

    @property
    def digest(self) -> str:
        """sha256 of the canonical JSON (RFC 8785), in hex."""
        return hashlib.sha256(rfc8785.dumps(self.to_json())).hexdigest()

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(each.size for each in self.files.values())


def digest_file(path: Path) -> FileDigest:
    """Hash a file's content, block by block."""
    size = path.stat().st_size
    sha256 = hashlib.sha256()
    git = hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False)
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            sha256.update(block)
            git.update(block)
    return FileDigest(sha256.hexdigest(), git.hexdigest(), size)


def manifest_of(root: Path, paths: Iterable[Path]) -> Manifest:
    """Hash `paths`, which lie under `root`."""
    return Manifest({path.relative_to(root).as_posix(): digest_file(path) for path in sorted(paths)})


def data_digest(root: Path) -> str:
    """Return the digest of a dataset folder's data: everything under data/, and corpus.json. A report is bound to it."""
    paths = [path for path in (root / "data").rglob("*") if path.is_file()]
    if (root / "corpus.json").is_file():
        paths.append(root / "corpus.json")
    return manifest_of(root, paths).digest
