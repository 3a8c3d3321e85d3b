"""The Hub's memory of everything but contents: one SQLite file, one connection, one lock.

SQLite runs with a write-ahead log and `synchronous=FULL`: a publisher writes a receipt on the strength of our answer,
so an answered commit must survive a power cut and not only `kill -9`; the price is one flush of the log for a
transaction, well under what the upload before it cost. Foreign keys are on, so a reference can never point to a commit
that is not there, nor a commit to a tree.

One connection under one lock is enough: statements take microseconds beside the transfer of files, which needs none.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from datasets_builders.errors import UserError

__all__ = ["Database", "now"]

_VERSION = 1

_SCHEMA = """
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE organisations (name TEXT PRIMARY KEY COLLATE NOCASE);
CREATE TABLE repositories (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('model', 'dataset')),
    namespace TEXT NOT NULL COLLATE NOCASE,
    name TEXT NOT NULL COLLATE NOCASE,
    private INTEGER NOT NULL,
    gated TEXT CHECK (gated IN ('auto', 'manual')),
    created TEXT NOT NULL,
    UNIQUE (kind, namespace, name)
);
CREATE TABLE trees (oid TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE tree_entries (
    tree TEXT NOT NULL REFERENCES trees ON DELETE CASCADE,
    name TEXT NOT NULL,
    oid TEXT NOT NULL,
    sha256 TEXT,
    size INTEGER,
    lfs INTEGER,
    PRIMARY KEY (tree, name),
    CHECK ((sha256 IS NULL) = (size IS NULL) AND (size IS NULL) = (lfs IS NULL))
) WITHOUT ROWID;
CREATE INDEX tree_entries_by_content ON tree_entries (sha256) WHERE sha256 IS NOT NULL;
CREATE TABLE commits (
    repository INTEGER NOT NULL REFERENCES repositories ON DELETE CASCADE,
    oid TEXT NOT NULL,
    parent TEXT,
    tree TEXT NOT NULL REFERENCES trees,
    title TEXT NOT NULL,
    message TEXT NOT NULL,
    author TEXT NOT NULL,
    date TEXT NOT NULL,
    PRIMARY KEY (repository, oid)
) WITHOUT ROWID;
CREATE INDEX commits_by_tree ON commits (tree);
CREATE TABLE doomed (sha256 TEXT PRIMARY KEY);
CREATE TABLE refs (
    repository INTEGER NOT NULL REFERENCES repositories ON DELETE CASCADE,
    name TEXT NOT NULL,
    target TEXT NOT NULL,
    message TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (repository, name),
    FOREIGN KEY (repository, target) REFERENCES commits (repository, oid)
) WITHOUT ROWID;
CREATE TABLE discussions (
    repository INTEGER NOT NULL REFERENCES repositories ON DELETE CASCADE,
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    created TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('draft', 'open', 'closed', 'merged')),
    base TEXT,
    merge_commit TEXT,
    PRIMARY KEY (repository, number)
) WITHOUT ROWID;
CREATE TABLE events (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    repository INTEGER NOT NULL,
    discussion INTEGER NOT NULL,
    type TEXT NOT NULL,
    author TEXT NOT NULL,
    created TEXT NOT NULL,
    data TEXT NOT NULL,
    FOREIGN KEY (repository, discussion) REFERENCES discussions (repository, number) ON DELETE CASCADE
);
CREATE TABLE collections (
    slug TEXT PRIMARY KEY,
    namespace TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT,
    private INTEGER NOT NULL,
    theme TEXT NOT NULL DEFAULT 'orange',
    position INTEGER NOT NULL DEFAULT 0,
    updated TEXT NOT NULL,
    UNIQUE (namespace, title)
);
CREATE TABLE collection_items (
    id TEXT PRIMARY KEY,
    collection TEXT NOT NULL REFERENCES collections ON DELETE CASCADE,
    type TEXT NOT NULL,
    item TEXT NOT NULL,
    note TEXT,
    position INTEGER NOT NULL,
    UNIQUE (collection, type, item)
);
"""

_Value = str | int | None


def now() -> str:
    """The moment as the API writes it: UTC, with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Database:
    """The SQLite file of one Hub.

    Args:
        path: where it is; made when missing.

    Raises:
        UserError: the file is not a database, or was written by a newer version of this program.
    """

    def __init__(self, path: Path) -> None:
        self._lock = threading.RLock()
        self._connection = _connect(path)
        try:
            self._prepare(path)
        except BaseException:
            self._connection.close()
            raise

    def _prepare(self, path: Path) -> None:
        try:
            self._connection.row_factory = sqlite3.Row
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA synchronous=FULL")
            self._connection.execute("PRAGMA foreign_keys=ON")
            version = self._connection.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.DatabaseError as error:
            raise _unreadable(path, error) from error
        if version > _VERSION:
            raise UserError(
                f"{path} was written by a newer version of referto.",
                remedy="Install that version, or serve another folder.",
            )
        if version == 0:
            with self.transaction():
                for statement in _SCHEMA.split(";"):
                    self._connection.execute(statement)
                self._connection.execute(f"PRAGMA user_version={_VERSION}")

    def close(self) -> None:
        """Fold the log into the file and let go of it."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Keep every other thread from reading and writing until the block ends."""
        with self._lock:
            yield

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: commit when the block ends, undo everything when it raises.

        No other thread reads or writes meanwhile. Nested use joins the outer transaction.
        """
        with self._lock:
            if self._connection.in_transaction:
                yield
                return
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def rows(self, statement: str, *values: _Value) -> list[sqlite3.Row]:
        """Every row that `statement` gives or returns."""
        with self._lock:
            return self._connection.execute(statement, values).fetchall()

    def row(self, statement: str, *values: _Value) -> sqlite3.Row | None:
        """The first row, or None."""
        found = self.rows(statement, *values)
        return found[0] if found else None

    def run(self, statement: str, *values: _Value) -> int:
        """Execute a change and return how many rows it touched."""
        with self._lock:
            return self._connection.execute(statement, values).rowcount

    def run_many(self, statement: str, values: Sequence[tuple[_Value, ...]]) -> None:
        """Execute a change once for each tuple of values."""
        with self._lock:
            self._connection.executemany(statement, values)

    def setting(self, name: str, default: str) -> str:
        """The value kept under `name`; `default` is kept and returned the first time."""
        with self.transaction():
            self.run("INSERT OR IGNORE INTO settings VALUES (?, ?)", name, default)
            kept = self.row("SELECT value FROM settings WHERE name = ?", name)
        return str(kept["value"]) if kept else default


def _connect(path: Path) -> sqlite3.Connection:
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # else SQLite lets others on the machine read it
        return sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    except sqlite3.DatabaseError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: sqlite3.DatabaseError) -> UserError:
    return UserError(
        f"{path} cannot be used as this Hub's database.",
        cause=str(error),
        remedy="Serve another folder, make this one writable, or put the file back from a copy.",
    )
