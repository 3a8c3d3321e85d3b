"""The names that may cross the wire: repositories, paths inside them, branches and tags.

Nothing that a client sends is ever joined to a path of the file system (blobs are addressed by their sha256), so these
rules do not guard the disk. They keep out of a repository what could not be checked out of it again, or would escape
the folder of whoever downloads it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from release.hub.problems import Malformed

__all__ = ["KINDS", "Kind", "RepoId", "check_path", "check_ref_name", "check_repo_id"]

Kind = Literal["model", "dataset"]

KINDS: dict[str, Kind] = {"models": "model", "datasets": "dataset"}

_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9_])?")
_RESERVED = frozenset({"api", "collections", "datasets", "models", "organizations", "settings", "spaces"})
_UNSAFE_IN_REF = re.compile(r"[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|//|/\.|\.lock(?:/|$)")


@dataclass(frozen=True)
class RepoId:
    """What a repository is called: `kind` and `namespace/name`."""

    kind: Kind
    namespace: str
    name: str

    @property
    def full_name(self) -> str:
        """`namespace/name`, the id that clients use."""
        return f"{self.namespace}/{self.name}"

    @property
    def url_path(self) -> str:
        """Where it stands below the endpoint: models at the root, data sets under `datasets/`."""
        return self.full_name if self.kind == "model" else f"datasets/{self.full_name}"


def check_repo_id(repo: RepoId) -> RepoId:
    """Return `repo` if a repository may be created under that name.

    Raises:
        Malformed: the name breaks the rules of the public Hub, so it could not be published there later.
    """
    for word, part in (("namespace", repo.namespace), ("name", repo.name)):
        if not _NAME.fullmatch(part) or "--" in part or ".." in part:
            raise Malformed(
                f"Invalid repository {word} {part!r}: letters, digits, '-', '_' and '.', at most 96, "
                "not beginning or ending with '-' or '.', without '--' or '..'."
            )
    if repo.namespace.lower() in _RESERVED:
        raise Malformed(f"Invalid repository namespace {repo.namespace!r}: it is reserved.")
    if repo.name.endswith((".git", ".ipynb")):
        raise Malformed(f"Invalid repository name {repo.name!r}: it may not end with '.git' or '.ipynb'.")
    return repo


def check_path(path: str) -> str:
    """Return `path` if a file or folder may bear it: relative, with forward slashes, no empty part, no way up.

    Raises:
        Malformed: with the reason.
    """
    parts = path.split("/")
    reason = ""
    if not path:
        reason = "it is empty"
    elif "\\" in path:
        reason = "it has a backslash"
    elif any(ord(character) < 32 or ord(character) == 127 for character in path):
        reason = "it has a control character"
    elif "" in parts:
        reason = "it is absolute or has an empty part"
    elif "." in parts or ".." in parts:
        reason = "it has a part '.' or '..'"
    elif any(part.lower() == ".git" for part in parts):
        reason = "it has a part '.git'"
    elif any(0xD800 <= ord(character) <= 0xDFFF for character in path):
        reason = "it is not Unicode text"
    elif any(len(part.encode()) > 255 for part in parts) or len(parts) > 100:
        reason = "it has a part of more than 255 bytes, or more than 100 parts"
    if reason:
        raise Malformed(f"Invalid path {path!r}: {reason}.")
    return path


def check_ref_name(name: str) -> str:
    """Return `name` if a branch or tag may bear it (the rules of `git check-ref-format`, and none under `refs/`).

    Raises:
        Malformed: the name is not a good one.
    """
    is_bad = (
        not name
        or len(name) > 200
        or name == "@"
        or name.startswith(("-", "/", ".", "refs/"))
        or name.endswith(("/", "."))
        or _UNSAFE_IN_REF.search(name) is not None
        or re.fullmatch(r"[0-9a-f]{40}", name) is not None
    )
    if is_bad:
        raise Malformed(f"Invalid reference name: {name!r}.")
    return name
