"""Routes of discussions and pull requests."""

from __future__ import annotations

import re
from typing import Any

from release.hub import discussions
from release.hub.calls import Answer, Call, route
from release.hub.discussions import Discussion, Event
from release.hub.history import head
from release.hub.problems import NotFound
from release.hub.repositories import Repository

__all__ = ["ROUTES"]

_REPO = "/api/{kind}/{namespace}/{name}"
_PAGE = 50


def listing(call: Call) -> Answer:
    """Discussions and pull requests by `type`, `status` and `author`, a page at a time."""
    repository = call.repository()
    query = call.request.query_params
    kind, status, author = query.get("type"), query.get("status"), query.get("author")
    found = [
        discussion
        for discussion in discussions.list_discussions(call.store, repository)
        if (kind in (None, "all") or (kind == "pull_request") == (discussion.base is not None))
        and (status in (None, "all") or (status == "open") == (discussion.status in ("open", "draft")))
        and author in (None, discussion.author)
    ]
    start = call.number("p", 0) * _PAGE
    page = [_described(repository, discussion) for discussion in found[start : start + _PAGE]]
    return {"discussions": page, "count": len(found), "start": start}


def begin(call: Call) -> Answer:
    """Begin a discussion, or a pull request as a draft that stands where `main` stands."""
    repository, fields = call.writable_repository(), call.json
    is_request = fields.flag("pullRequest")
    with call.store.database.transaction():
        discussion = discussions.open_discussion(
            *(call.store, repository),
            title=fields.text("title"),
            description=fields.text("description", ""),
            base=head(call.store.database, repository, "main") if is_request else None,
            status="draft" if is_request else "open",
        )
    return {"num": discussion.number, **_described(repository, discussion)}


def details(call: Call) -> Answer:
    """A discussion with all that was said and done in it."""
    repository = call.repository()
    discussion = _discussion(call, repository)
    described = _described(repository, discussion)
    events = discussions.list_events(call.store, repository, discussion)
    described["events"] = [_event(event) for event in events]
    if discussion.base is not None:
        is_over = discussion.status in ("merged", "closed")
        clashing = [] if is_over else discussions.conflicts(call.store, repository, discussion)
        described["filesWithConflicts"] = clashing
        described["changes"] = {"base": "refs/heads/main"}
        if discussion.merge_commit:
            described["changes"]["mergeCommitId"] = discussion.merge_commit
    return described


def comment(call: Call) -> Answer:
    """Say something."""
    repository = call.writable_repository()
    data = discussions.comment_data(call.json.text("comment"), call.store.user)
    event = discussions.add_event(call.store, repository, _discussion(call, repository), "comment", data)
    return {"newMessage": _event(event)}


def edit(call: Call) -> Answer:
    """Say it otherwise."""
    repository = call.writable_repository()
    discussion = _discussion(call, repository)
    said, text = call.parameters["event"], call.json.text("content")
    return {"updatedComment": _event(discussions.edit_comment(call.store, repository, discussion, said, text))}


def title(call: Call) -> Answer:
    """Give it another title."""
    repository = call.writable_repository()
    event = discussions.rename(call.store, repository, _discussion(call, repository), call.json.text("title"))
    return {"newTitle": _event(event)}


def status(call: Call) -> Answer:
    """Open or close it."""
    repository = call.writable_repository()
    discussion = _discussion(call, repository)
    event = discussions.change_status(call.store, repository, discussion, call.json.text("status"))
    return {"newStatus": _event(event)}


def merge(call: Call) -> Answer:
    """Bring a pull request into `main`."""
    repository = call.writable_repository()
    merged = discussions.merge(call.store, repository, _discussion(call, repository).number)
    return {"mergeCommitId": merged.oid}


def _discussion(call: Call, repository: Repository) -> Discussion:
    number = call.parameters["number"]
    if not re.fullmatch(r"[0-9]{1,9}", number):
        raise NotFound(f"Discussion {number} not found")
    return discussions.find_discussion(call.store, repository, int(number))


def _described(repository: Repository, discussion: Discussion) -> dict[str, Any]:
    return {
        "num": discussion.number,
        "title": discussion.title,
        "author": {"name": discussion.author},
        "createdAt": discussion.created,
        "status": discussion.status,
        "repo": {"name": repository.id.full_name, "type": repository.id.kind},
        "isPullRequest": discussion.base is not None,
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "type": event.type,
        "author": {"name": event.author},
        "createdAt": event.created,
        "data": dict(event.data),
    }


_ONE = _REPO + "/discussions/{number}"

ROUTES = [
    route(_REPO + "/discussions", listing, "GET"),
    route(_REPO + "/discussions", begin, "POST"),
    route(_ONE, details, "GET"),
    route(_ONE + "/comment", comment, "POST"),
    route(_ONE + "/comment/{event}/edit", edit, "POST"),
    route(_ONE + "/title", title, "POST"),
    route(_ONE + "/status", status, "POST"),
    route(_ONE + "/merge", merge, "POST"),
]
