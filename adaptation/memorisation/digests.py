"""Digests of training text, the same ones that manifests of releases hold, so that a report can be held against them."""

from __future__ import annotations

import hashlib
from pathlib import Path

__all__ = ["digest_of_data", "digest_of_file"]


def digest_of_file(path: Path) -> str:
    """Return the sha256 of a file's bytes, hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest_of_data(root: Path) -> str:
    """Return the digest of a built folder's data files and corpus.json, hex: `manifest` in run.json, `data` in referto.json."""
    from adaptation.checkpoint.folder import canonical_digest

    paths = [path for path in sorted((root / "data").rglob("*")) if path.is_file()]
    if (root / "corpus.json").is_file():
        paths.append(root / "corpus.json")
    files = {
        path.relative_to(root).as_posix(): {"sha256": digest_of_file(path), "size": path.stat().st_size}
        for path in paths
    }
    return canonical_digest({"schema_version": 1, "files": files})
