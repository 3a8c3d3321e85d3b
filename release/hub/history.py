"""What a repository was and is: commits, and the branches, tags and pull requests that point to them.

References are kept by their full name (`refs/heads/main`, `refs/tags/v1.0.0`, `refs/pr/3`). A tag never moves; a branch
or pull request moves only through `advance`, which compares before it sets.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from release.hub.database import Database, now
from release.hub.names import check_ref_name
from release.hub.problems import AlreadyThere, Forbidden, Malformed, RevisionNotFound, StaleParent
from release.hub.repositories import Repository
from release.hub.trees import git_oid

__all__ = [
    "Commit",
    "Reference",
    "add_commit",
    "advance",
    "create_branch",
    "create_tag",
    "delete_branch",
    "delete_tag",
    "find_commit",
    "head",
    "list_references",
    "log",
    "resolve",
    "set_reference",
    "squash",
]

_COMMIT = re.compile(r"[0-9a-f]{7,40}")


@dataclass(frozen=True)
class Commit:
    """One state of a repository and how it came about; `parent` is None for the first."""

    oid: str
    parent: str | None
    tree: str
    title: str
    message: str
    author: str
    date: str


@dataclass(frozen=True)
class Reference:
    """A name that stands for a commit."""

    name: str
    target: str

    @property
    def short_name(self) -> str:
        """`main` for `refs/heads/main`; pull requests have no shorter name."""
        return re.sub(r"^refs/(heads|tags)/", "", self.name)


def resolve(database: Database, repository: Repository, revision: str) -> Commit:
    """The commit that `revision` stands for: a branch, a tag, a reference in full, or a commit id of 7 digits or more.

    Raises:
        RevisionNotFound: it stands for none.
    """
    is_whole = revision.startswith("refs/")
    candidates = [revision] if is_whole else [f"refs/heads/{revision}", f"refs/tags/{revision}"]
    for name in candidates:
        target = _target(database, repository, name)
        if target is not None:
            return find_commit(database, repository, target)
    if _COMMIT.fullmatch(revision):
        rows = database.rows(
            "SELECT * FROM commits WHERE repository = ? AND oid >= ? AND oid < ? LIMIT 2",
            *(repository.number, revision, revision + "g"),
        )
        if len(rows) == 1:
            return _from_row(rows[0])
    raise RevisionNotFound(f"Invalid rev id: {revision}")


def head(database: Database, repository: Repository, reference: str) -> Commit:
    """The commit a branch or pull request stands at; `reference` in full, or the name of a branch.

    Raises:
        RevisionNotFound: there is no such branch or pull request.
    """
    target = _target(database, repository, _movable(reference))
    if target is None:
        raise RevisionNotFound(f"Invalid rev id: {reference}")
    return find_commit(database, repository, target)


def find_commit(database: Database, repository: Repository, oid: str) -> Commit:
    """The commit with that whole id.

    Raises:
        RevisionNotFound: the repository has none.
    """
    row = database.row("SELECT * FROM commits WHERE repository = ? AND oid = ?", repository.number, oid)
    if row is None:
        raise RevisionNotFound(f"Invalid rev id: {oid}")
    return _from_row(row)


def log(database: Database, repository: Repository, start: Commit) -> Iterator[Commit]:
    """`start`, its parent, the parent of that, and so on to the first."""
    commit: Commit | None = start
    while commit is not None:
        yield commit
        commit = find_commit(database, repository, commit.parent) if commit.parent else None


def add_commit(
    database: Database,
    repository: Repository,
    *,
    parent: str | None,
    tree: str,
    title: str,
    message: str,
    author: str,
) -> Commit:
    """Enter a commit of a tree that is in the database already; no reference points to it yet."""
    date = now()
    oid = _commit_oid(parent, tree, author, date, f"{title}\n\n{message}" if message else title)
    commit = Commit(oid, parent, tree, title, message, author, date)
    database.run(
        "INSERT OR IGNORE INTO commits VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        *(repository.number, oid, parent, tree, title, message, author, date),
    )
    return commit


def advance(database: Database, repository: Repository, reference: str, *, expected: str, target: str) -> None:
    """Move a branch or pull request to `target` if it still stands at `expected`: the compare-and-set of a commit.

    Raises:
        StaleParent: it stands elsewhere.
    """
    moved = database.run(
        "UPDATE refs SET target = ? WHERE repository = ? AND name = ? AND target = ?",
        *(target, repository.number, _movable(reference), expected),
    )
    if not moved:
        raise StaleParent("A commit has happened since. Please refresh and try again.")


def set_reference(database: Database, repository: Repository, name: str, target: str, message: str = "") -> None:
    """Make a reference that does not exist yet.

    Raises:
        AlreadyThere: it does.
    """
    made = database.run("INSERT OR IGNORE INTO refs VALUES (?, ?, ?, ?)", repository.number, name, target, message)
    if not made:
        kind = "Tag reference" if name.startswith("refs/tags/") else "Reference"
        raise AlreadyThere(f"{kind} exists already: {name}")


def create_branch(database: Database, repository: Repository, branch: str, starting_point: str) -> None:
    """Make a branch at a revision.

    Raises:
        Malformed, RevisionNotFound, AlreadyThere: bad name, nothing to start from, exists.
    """
    check_ref_name(branch)
    with database.transaction():
        start = resolve(database, repository, starting_point)
        set_reference(database, repository, f"refs/heads/{branch}", start.oid)


def delete_branch(database: Database, repository: Repository, branch: str) -> None:
    """Take a branch away; its commits stay until the next clearing.

    Raises:
        Forbidden: it is `main`.
        RevisionNotFound: there is none of that name.
    """
    if branch == "main":
        raise Forbidden("The branch 'main' cannot be deleted.")
    _delete_reference(database, repository, f"refs/heads/{branch}")


def create_tag(database: Database, repository: Repository, tag: str, revision: str, message: str) -> None:
    """Give a revision a name that never moves.

    Raises:
        Malformed, RevisionNotFound, AlreadyThere: bad name, nothing to tag, exists (even at the same commit).
    """
    check_ref_name(tag)
    with database.transaction():
        target = resolve(database, repository, revision)
        set_reference(database, repository, f"refs/tags/{tag}", target.oid, message)


def delete_tag(database: Database, repository: Repository, tag: str) -> None:
    """Take a tag away.

    Raises:
        RevisionNotFound: there is none of that name.
    """
    _delete_reference(database, repository, f"refs/tags/{tag}")


def squash(database: Database, repository: Repository, branch: str, title: str, author: str) -> Commit:
    """Make a branch one commit without a past, holding the files that it holds now.

    Raises:
        RevisionNotFound: there is no such branch.
    """
    with database.transaction():
        before = head(database, repository, f"refs/heads/{branch}")
        after = add_commit(database, repository, parent=None, tree=before.tree, title=title, message="", author=author)
        advance(database, repository, f"refs/heads/{branch}", expected=before.oid, target=after.oid)
        return after


def list_references(database: Database, repository: Repository, prefix: str) -> Sequence[Reference]:
    """The references below `prefix` (`refs/heads/`, with its slash), in the order of names."""
    rows = database.rows(
        "SELECT name, target FROM refs WHERE repository = ? AND name >= ? AND name < ? ORDER BY name",
        *(repository.number, prefix, prefix[:-1] + "0"),  # "0" is the character after "/"
    )
    return [Reference(row["name"], row["target"]) for row in rows]


def _movable(reference: str) -> str:
    if not reference.startswith("refs/"):
        return f"refs/heads/{reference}"
    if not reference.startswith(("refs/heads/", "refs/pr/")):
        raise Malformed(f"Invalid reference for a commit: {reference!r} is neither a branch nor a pull request.")
    return reference


def _target(database: Database, repository: Repository, name: str) -> str | None:
    row = database.row("SELECT target FROM refs WHERE repository = ? AND name = ?", repository.number, name)
    return str(row["target"]) if row else None


def _delete_reference(database: Database, repository: Repository, name: str) -> None:
    if not database.run("DELETE FROM refs WHERE repository = ? AND name = ?", repository.number, name):
        raise RevisionNotFound(f"Reference does not exist: {name}")


def _commit_oid(parent: str | None, tree: str, author: str, date: str, message: str) -> str:
    seconds = int(datetime.fromisoformat(date).timestamp())
    who = f"{author} <{author}@localhost> {seconds} +0000"
    lines = [
        f"tree {tree}",
        *([f"parent {parent}"] if parent else []),
        f"author {who}",
        f"committer {who}",
        "",
    ]
    return git_oid("commit", "\n".join([*lines, message]).encode())


def _from_row(row: sqlite3.Row) -> Commit:
    return Commit(*(row[name] for name in ("oid", "parent", "tree", "title", "message", "author", "date")))
