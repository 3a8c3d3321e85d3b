"""What the raw files of a corpus were when its reader was written: `checksums.tsv` in the corpus's folder.

One line a file or folder, tab-separated: path (a folder ends with "/"), number of files, bytes, sha256. A folder's sha256 is over its
files in the order of their paths: each path within the folder, a NUL, the file's sha256 in hex, a line feed.
"""

from __future__ import annotations

import hashlib
import importlib.resources
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from datasets_builders.spec import CorpusSpec

__all__ = ["Checksum", "changes", "checksum_of", "pinned_checksums", "write_checksums"]


@dataclass(frozen=True, slots=True)
class Checksum:
    """A file, or a folder with all that is in it."""

    path: str
    files: int
    size: int
    sha256: str


def pinned_checksums(spec: CorpusSpec) -> tuple[Checksum, ...]:
    """Return what is pinned for a corpus; empty where nothing could be."""
    file = importlib.resources.files(spec.folder) / "checksums.tsv"
    if not file.is_file():
        return ()
    lines = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line)
    return tuple(Checksum(path, int(files), int(size), sha256) for path, files, size, sha256 in lines)


def write_checksums(checksums: Iterable[Checksum]) -> str:
    """Return the text of a checksums.tsv."""
    return "".join(f"{each.path}\t{each.files}\t{each.size}\t{each.sha256}\n" for each in checksums)


def checksum_of(root: Path, path: str) -> Checksum | None:
    """Compute the checksum of a file or folder under `root`; None where it is not there or empty."""
    place = root / path
    if not path.endswith("/"):
        if not place.is_file():
            return None
        return Checksum(path, 1, place.stat().st_size, _sha256(place))
    files = sorted(
        (each for each in place.rglob("*") if each.is_file()), key=lambda each: each.relative_to(place).as_posix()
    )
    if not files:
        return None
    total = hashlib.sha256()
    for each in files:
        total.update(f"{each.relative_to(place).as_posix()}\0{_sha256(each)}\n".encode())
    return Checksum(path, len(files), sum(each.stat().st_size for each in files), total.hexdigest())


def changes(root: Path, pinned: Iterable[Checksum]) -> list[str]:
    """Say how the files under `root` differ from what was pinned, one line each; nothing when they do not."""
    lines = []
    for want in pinned:
        found = checksum_of(root, want.path)
        if found is None:
            lines.append(f"{want.path}: missing")
        elif found.files != want.files:
            lines.append(f"{want.path}: {found.files} files, {want.files} were pinned")
        elif found.size != want.size:
            lines.append(f"{want.path}: {found.size:,} bytes, {want.size:,} were pinned")
        elif found.sha256 != want.sha256:
            lines.append(f"{want.path}: sha256 {found.sha256[:12]}, {want.sha256[:12]} was pinned")
    return lines


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
