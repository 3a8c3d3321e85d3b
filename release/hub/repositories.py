"""Repositories and the namespaces they live in: create, find, list, move, set, delete."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from release.hub.database import Database, now
from release.hub.names import Kind, RepoId, check_repo_id
from release.hub.problems import AlreadyThere, RepoNotFound

__all__ = [
    "Gating",
    "Repository",
    "add_organisation",
    "change_settings",
    "create_repository",
    "find_repository",
    "forget_repository",
    "list_organisations",
    "list_repositories",
    "move_repository",
]

Gating = Literal["auto", "manual"] | None


@dataclass(frozen=True)
class Repository:
    """A repository as the database holds it.

    Args:
        number: its number, which survives a move.
        id: what it is called.
        private: whether only the owner of the token may know of it.
        gated: whether strangers must ask before they may download from it.
        created: when, as the API writes moments.
    """

    number: int
    id: RepoId
    private: bool
    gated: Gating
    created: str


def create_repository(database: Database, repo: RepoId, *, private: bool) -> Repository:
    """Enter a repository without any commit or branch, which the caller adds in the same transaction.

    Raises:
        Malformed: the name is not a good one.
        AlreadyThere: one of that name exists; upper and lower case are the same to this question.
    """
    check_repo_id(repo)
    with database.transaction():
        _refuse_taken_name(database, repo)
        add_organisation(database, repo.namespace)
        database.run(
            "INSERT INTO repositories (kind, namespace, name, private, created) VALUES (?, ?, ?, ?, ?)",
            *(repo.kind, repo.namespace, repo.name, int(private), now()),
        )
        return find_repository(database, repo, knows_private=True)


def find_repository(database: Database, repo: RepoId, *, knows_private: bool) -> Repository:
    """The repository of that name.

    Args:
        database: where to look.
        repo: its name, upper and lower case as they were given at its creation.
        knows_private: whether the caller may know of private repositories.

    Raises:
        RepoNotFound: there is none, or none that this caller may know of.
    """
    found = database.row(
        "SELECT * FROM repositories WHERE kind = ? AND namespace = ? COLLATE BINARY AND name = ? COLLATE BINARY",
        *(repo.kind, repo.namespace, repo.name),
    )
    if found is None or (found["private"] and not knows_private):
        raise RepoNotFound(known_caller=knows_private)
    return _from_row(found)


def list_repositories(database: Database, kind: Kind, *, knows_private: bool) -> Sequence[Repository]:
    """Every repository of that kind which the caller may know of, in the order of names."""
    rows = database.rows("SELECT * FROM repositories WHERE kind = ? ORDER BY namespace, name", kind)
    return [_from_row(row) for row in rows if knows_private or not row["private"]]


def change_settings(database: Database, repository: Repository, *, private: bool, gated: Gating) -> None:
    """Set who may know of the repository and who may download from it."""
    database.run(
        "UPDATE repositories SET private = ?, gated = ? WHERE number = ?",
        int(private),
        gated,
        repository.number,
    )


def move_repository(database: Database, repository: Repository, target: RepoId) -> None:
    """Give the repository another name, keeping its history, settings and place in collections.

    Raises:
        Malformed: the name is not a good one.
        AlreadyThere: it is taken.
    """
    check_repo_id(target)
    with database.transaction():
        _refuse_taken_name(database, target)
        add_organisation(database, target.namespace)
        database.run(
            "UPDATE repositories SET namespace = ?, name = ? WHERE number = ?",
            *(target.namespace, target.name, repository.number),
        )
        database.run(
            "UPDATE collection_items SET item = ? WHERE type = ? AND item = ?",
            *(target.full_name, target.kind, repository.id.full_name),
        )


def forget_repository(database: Database, repository: Repository) -> None:
    """Take the repository with its commits, references and discussions out of the database, and out of collections."""
    with database.transaction():
        database.run("DELETE FROM repositories WHERE number = ?", repository.number)
        database.run(
            "DELETE FROM collection_items WHERE type = ? AND item = ?",
            *(repository.id.kind, repository.id.full_name),
        )


def add_organisation(database: Database, name: str) -> None:
    """Make `name` a namespace that the owner of the token may write to; it stays one."""
    database.run("INSERT OR IGNORE INTO organisations VALUES (?)", name)


def list_organisations(database: Database) -> list[str]:
    """Every namespace that was made or used, in order."""
    return [str(row["name"]) for row in database.rows("SELECT name FROM organisations ORDER BY name")]


def _refuse_taken_name(database: Database, repo: RepoId) -> None:
    taken = database.row(
        "SELECT namespace, name FROM repositories WHERE kind = ? AND namespace = ? AND name = ?",
        *(repo.kind, repo.namespace, repo.name),
    )
    if taken is not None:
        raise AlreadyThere(f"You already created this {repo.kind} repo: {taken['namespace']}/{taken['name']}")


def _from_row(row: sqlite3.Row) -> Repository:
    return Repository(
        number=row["number"],
        id=RepoId(row["kind"], row["namespace"], row["name"]),
        private=bool(row["private"]),
        gated=row["gated"],
        created=row["created"],
    )
