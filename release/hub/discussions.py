"""Discussions and pull requests of a repository; a pull request is a discussion with a reference `refs/pr/N`.

Merging makes one commit on `main`, as the public Hub does: what the pull request changed since it was opened, laid over
`main` as it stands now, and refused where both changed the same file differently.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from release.hub.commits import commit_files
from release.hub.contents import files_of
from release.hub.database import now
from release.hub.history import Commit, find_commit, head, log, set_reference
from release.hub.problems import AlreadyThere, Malformed, NotFound, RevisionNotFound
from release.hub.repositories import Repository
from release.hub.store import Store
from release.hub.trees import FileEntry

__all__ = [
    "Discussion",
    "Event",
    "Status",
    "add_event",
    "change_status",
    "conflicts",
    "edit_comment",
    "find_discussion",
    "list_discussions",
    "list_events",
    "merge",
    "open_discussion",
    "rename",
]

Status = Literal["draft", "open", "closed", "merged"]
_STATUSES: dict[str, Status] = {status: status for status in get_args(Status)}


@dataclass(frozen=True)
class Discussion:
    """A discussion; `base`, the commit it began at, is None unless it is a pull request."""

    number: int
    title: str
    author: str
    created: str
    status: Status
    base: str | None
    merge_commit: str | None

    @property
    def reference(self) -> str:
        """Where the commits of a pull request go."""
        return f"refs/pr/{self.number}"


@dataclass(frozen=True)
class Event:
    """Something said or done in a discussion."""

    id: str
    type: str
    author: str
    created: str
    data: Mapping[str, object]


def open_discussion(
    store: Store, repository: Repository, *, title: str, description: str, base: Commit | None, status: Status
) -> Discussion:
    """Begin a discussion, or with `base` a pull request.

    Raises:
        Malformed: the title is too short or too long.
    """
    title = title.strip()
    if not 3 <= len(title) <= 200:
        raise Malformed("A title has 3 to 200 characters.")
    database = store.database
    with database.transaction():
        last = database.row(
            "SELECT COALESCE(MAX(number), 0) AS number FROM discussions WHERE repository = ?",
            repository.number,
        )
        number = int(last["number"]) + 1 if last else 1
        oid = base.oid if base else None
        database.run(
            "INSERT INTO discussions VALUES (?, ?, ?, ?, ?, ?, ?, NULL)",
            *(repository.number, number, title, store.user, now(), status, oid),
        )
        discussion = find_discussion(store, repository, number)
        if base is not None:
            set_reference(database, repository, discussion.reference, base.oid)
        if description:
            add_event(store, repository, discussion, "comment", comment_data(description, store.user))
        return discussion


def find_discussion(store: Store, repository: Repository, number: int) -> Discussion:
    """The discussion of that number.

    Raises:
        NotFound: there is none.
    """
    row = store.database.row("SELECT * FROM discussions WHERE repository = ? AND number = ?", repository.number, number)
    if row is None:
        raise NotFound(f"Discussion {number} not found")
    return _from_row(row)


def list_discussions(store: Store, repository: Repository) -> Sequence[Discussion]:
    """Every discussion, the latest first."""
    rows = store.database.rows("SELECT * FROM discussions WHERE repository = ? ORDER BY number DESC", repository.number)
    return [_from_row(row) for row in rows]


def list_events(store: Store, repository: Repository, discussion: Discussion) -> Sequence[Event]:
    """What was said and done, in order; commits of a pull request come last."""
    rows = store.database.rows(
        "SELECT * FROM events WHERE repository = ? AND discussion = ? ORDER BY number",
        *(repository.number, discussion.number),
    )
    events = [Event(row["id"], row["type"], row["author"], row["created"], json.loads(row["data"])) for row in rows]
    return events + [
        Event(commit.oid, "commit", commit.author, commit.date, {"subject": commit.title, "oid": commit.oid})
        for commit in _own_commits(store, repository, discussion)
    ]


def add_event(
    store: Store, repository: Repository, discussion: Discussion, kind: str, data: Mapping[str, object]
) -> Event:
    """Put something said or done on record."""
    event = Event(secrets.token_hex(12), kind, store.user, now(), data)
    store.database.run(
        "INSERT INTO events (id, repository, discussion, type, author, created, data) VALUES (?, ?, ?, ?, ?, ?, ?)",
        *(
            event.id,
            repository.number,
            discussion.number,
            kind,
            event.author,
            event.created,
            json.dumps(data),
        ),
    )
    return event


def comment_data(text: str, author: str) -> dict[str, object]:
    """What a comment event holds."""
    latest = {"raw": text, "html": "", "updatedAt": now(), "author": {"name": author}}
    return {"edited": False, "hidden": False, "latest": latest, "history": [latest]}


def edit_comment(store: Store, repository: Repository, discussion: Discussion, event_id: str, text: str) -> Event:
    """Give a comment another text, keeping the earlier ones in its history.

    Raises:
        NotFound: there is no such comment.
    """
    for event in list_events(store, repository, discussion):
        if event.id == event_id and event.type == "comment":
            data = comment_data(text, store.user)
            earlier = event.data["history"]
            data |= {
                "edited": True,
                "history": [data["latest"], *(earlier if isinstance(earlier, list) else [])],
            }
            store.database.run("UPDATE events SET data = ? WHERE id = ?", json.dumps(data), event_id)
            return Event(event.id, event.type, event.author, event.created, data)
    raise NotFound("Comment not found")


def rename(store: Store, repository: Repository, discussion: Discussion, title: str) -> Event:
    """Give a discussion another title."""
    with store.database.transaction():
        _set(store, repository, discussion, "title", title)
        return add_event(store, repository, discussion, "title-change", {"from": discussion.title, "to": title})


def change_status(store: Store, repository: Repository, discussion: Discussion, status: str) -> Event:
    """Open or close a discussion.

    Raises:
        Malformed: there is no such status, or the pull request is merged.
    """
    if _STATUSES.get(status) not in ("open", "closed") or discussion.status == "merged":
        raise Malformed(f"The status cannot be set to {status!r}.")
    with store.database.transaction():
        _set(store, repository, discussion, "status", status)
        return add_event(store, repository, discussion, "status-change", {"status": status})


def merge(store: Store, repository: Repository, number: int) -> Commit:
    """Bring the changes of a pull request into `main`, as one commit, and mark it merged.

    Raises:
        Malformed: it is no pull request, is a draft, or is not open any more.
        AlreadyThere: `main` has meanwhile changed the same files otherwise.
    """
    database = store.database
    with database.transaction():
        discussion = find_discussion(store, repository, number)
        if discussion.base is None or discussion.status != "open":
            raise Malformed(f"Discussion {number} cannot be merged: it is no open pull request.")
        clashing = conflicts(store, repository, discussion)
        if clashing:
            raise AlreadyThere(f"This pull request has conflicts in {', '.join(clashing)}.")
        target = head(database, repository, "main")
        files = files_of(database, target.tree)
        for path, entry in _changed(store, repository, discussion).items():
            if entry is None:
                files.pop(path, None)
            else:
                files[path] = entry
        commits = _own_commits(store, repository, discussion)
        merged = commit_files(
            *(store, repository, "main", target, files),
            title=f"{discussion.title} (#{number})",
            message="\n".join(f"- {commit.title} ({commit.oid})" for commit in commits),
        )
        _set(store, repository, discussion, "status", "merged")
        _set(store, repository, discussion, "merge_commit", merged.oid)
        add_event(store, repository, discussion, "status-change", {"status": "merged"})
        return merged


def conflicts(store: Store, repository: Repository, discussion: Discussion) -> list[str]:
    """The files that a pull request and `main` have both changed, differently, since it was opened."""
    if discussion.base is None:
        return []
    database = store.database
    base = files_of(database, find_commit(database, repository, discussion.base).tree)
    target = files_of(database, head(database, repository, "main").tree)
    changed = _changed(store, repository, discussion)
    return sorted(
        path for path, entry in changed.items() if target.get(path) != base.get(path) and target.get(path) != entry
    )


def _changed(store: Store, repository: Repository, discussion: Discussion) -> dict[str, FileEntry | None]:
    """What a pull request makes of each file that it touches; None where it deletes it."""
    database = store.database
    base = files_of(database, find_commit(database, repository, discussion.base or "").tree)
    after = files_of(database, head(database, repository, discussion.reference).tree)
    return {path: after.get(path) for path in base.keys() | after.keys() if base.get(path) != after.get(path)}


def _own_commits(store: Store, repository: Repository, discussion: Discussion) -> list[Commit]:
    if discussion.base is None:
        return []
    commits: list[Commit] = []
    try:
        for commit in log(store.database, repository, head(store.database, repository, discussion.reference)):
            if commit.oid == discussion.base:
                break
            commits.append(commit)
    except RevisionNotFound:  # the reference was deleted, or the history before it cleared away
        pass
    return commits[::-1]


def _set(store: Store, repository: Repository, discussion: Discussion, column: str, value: str) -> None:
    store.database.run(
        f"UPDATE discussions SET {column} = ? WHERE repository = ? AND number = ?",  # noqa: S608 - our own words
        *(value, repository.number, discussion.number),
    )


def _from_row(row: sqlite3.Row) -> Discussion:
    names = ("number", "title", "author", "created", "status", "base", "merge_commit")
    return Discussion(*(row[name] for name in names))
