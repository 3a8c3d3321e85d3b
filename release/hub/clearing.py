"""Letting go of what nothing refers to any more, so that a deleted repository is really gone from the disk.

Text about patients that was staged by mistake must not stay behind as a nameless file. The database notes what is to
go in the same transaction that stops referring to it; should the process die in between, the next start takes it off
the disk.
"""

from __future__ import annotations

from release.hub.repositories import Repository, forget_repository
from release.hub.store import Store

__all__ = ["clear_unreferenced", "delete_repository"]

_LIVE_COMMITS = """
WITH RECURSIVE live (repository, oid) AS (
    SELECT repository, target FROM refs
    UNION
    SELECT commits.repository, commits.parent
    FROM live JOIN commits ON commits.repository = live.repository AND commits.oid = live.oid
    WHERE commits.parent IS NOT NULL
)
DELETE FROM commits WHERE (repository, oid) NOT IN (SELECT repository, oid FROM live)
"""

_DEAD_TREES = """
WITH RECURSIVE live (oid) AS (
    SELECT tree FROM commits
    UNION
    SELECT tree_entries.oid FROM live JOIN tree_entries ON tree_entries.tree = live.oid
    WHERE tree_entries.sha256 IS NULL
)
INSERT INTO temp.dead SELECT oid FROM trees WHERE oid NOT IN (SELECT oid FROM live)
"""

_DOOM = """
INSERT OR IGNORE INTO doomed
SELECT DISTINCT sha256 FROM tree_entries
WHERE sha256 IS NOT NULL AND tree IN (SELECT oid FROM temp.dead)
"""


def delete_repository(store: Store, repository: Repository) -> None:
    """Delete a repository with everything that only it held."""
    with store.database.exclusive():
        with store.database.transaction():
            forget_repository(store.database, repository)
            _doom(store)
        store.discard_doomed()


def clear_unreferenced(store: Store) -> None:
    """Delete the commits that no reference leads to, the trees that no commit has, and the contents of those."""
    with store.database.exclusive():
        with store.database.transaction():
            _doom(store)
        store.discard_doomed()


def _doom(store: Store) -> None:
    database = store.database
    database.run(_LIVE_COMMITS)
    database.run("CREATE TEMP TABLE IF NOT EXISTS dead (oid TEXT PRIMARY KEY)")
    database.run("DELETE FROM temp.dead")
    database.run(_DEAD_TREES)
    database.run(_DOOM)
    database.run("DELETE FROM trees WHERE oid IN (SELECT oid FROM temp.dead)")
