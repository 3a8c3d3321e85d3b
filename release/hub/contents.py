"""Trees in the database: storing them, listing them, finding a path in one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from release.hub.database import Database
from release.hub.history import Commit, log
from release.hub.problems import EntryNotFound
from release.hub.repositories import Repository
from release.hub.trees import FileEntry, FolderEntry, Node, PlantedTree

__all__ = [
    "files_of",
    "find_file",
    "last_commits",
    "list_folder",
    "look_up",
    "save_tree",
    "total_size",
    "walk",
]

_WALK = """
WITH RECURSIVE walk (path, oid, sha256, size, lfs) AS (
    SELECT name, oid, sha256, size, lfs FROM tree_entries WHERE tree = ?
    UNION ALL
    SELECT walk.path || '/' || below.name, below.oid, below.sha256, below.size, below.lfs
    FROM walk JOIN tree_entries AS below ON below.tree = walk.oid
    WHERE walk.sha256 IS NULL
)
"""


def save_tree(database: Database, planted: PlantedTree) -> None:
    """Store the folders that are not there yet."""
    for oid, nodes in planted.trees.items():
        if database.run("INSERT OR IGNORE INTO trees VALUES (?)", oid):
            database.run_many(
                "INSERT INTO tree_entries VALUES (?, ?, ?, ?, ?, ?)",
                [(oid, name, *_columns(node)) for name, node in nodes.items()],
            )


def walk(database: Database, tree: str) -> list[tuple[str, Node]]:
    """Every file and folder below a tree with its path, in the order of paths."""
    rows = database.rows(f"{_WALK} SELECT * FROM walk ORDER BY path", tree)  # noqa: S608 - our own words
    return [(row["path"], _node(row)) for row in rows]


def files_of(database: Database, tree: str) -> dict[str, FileEntry]:
    """Every file below a tree by its path."""
    return {path: node for path, node in walk(database, tree) if isinstance(node, FileEntry)}


def total_size(database: Database, tree: str) -> int:
    """Bytes of all files below a tree."""
    row = database.row(f"{_WALK} SELECT COALESCE(SUM(size), 0) AS total FROM walk", tree)  # noqa: S608 - our own
    return int(row["total"]) if row else 0


def list_folder(database: Database, tree: str) -> list[tuple[str, Node]]:
    """The files and folders right in a tree with their names, in order."""
    rows = database.rows("SELECT name AS path, * FROM tree_entries WHERE tree = ? ORDER BY name", tree)
    return [(row["path"], _node(row)) for row in rows]


def look_up(database: Database, tree: str, path: str) -> Node | None:
    """The file or folder at `path`, or None; the empty path is the tree itself."""
    node: Node = FolderEntry(tree)
    for name in path.split("/") if path else ():
        if isinstance(node, FileEntry):
            return None
        row = database.row("SELECT * FROM tree_entries WHERE tree = ? AND name = ?", node.oid, name)
        if row is None:
            return None
        node = _node(row)
    return node


def find_file(database: Database, commit: Commit, path: str) -> FileEntry:
    """The file at `path` in a commit.

    Raises:
        EntryNotFound: there is none, or it is a folder.
    """
    node = look_up(database, commit.tree, path)
    if not isinstance(node, FileEntry):
        raise EntryNotFound("Entry not found", headers={"X-Repo-Commit": commit.oid})
    return node


def last_commits(
    database: Database, repository: Repository, start: Commit, paths: Iterable[str]
) -> Mapping[str, Commit]:
    """For each path, the latest commit up to `start` that changed it."""
    found: dict[str, Commit] = {}
    pending = {path: look_up(database, start.tree, path) for path in paths}
    newer: Commit | None = None
    for commit in log(database, repository, start):
        if not pending:
            break
        for path, node in list(pending.items()):
            if newer is not None and look_up(database, commit.tree, path) != node:
                found[path] = newer
                del pending[path]
        newer = commit
    return found | ({path: newer for path in pending} if newer else {})


def _columns(node: Node) -> tuple[str, str | None, int | None, int | None]:
    if isinstance(node, FolderEntry):
        return node.oid, None, None, None
    return node.oid, node.sha256, node.size, int(node.lfs)


def _node(row: sqlite3.Row) -> Node:
    if row["sha256"] is None:
        return FolderEntry(row["oid"])
    return FileEntry(row["oid"], row["sha256"], row["size"], bool(row["lfs"]))
