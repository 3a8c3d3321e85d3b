"""Routes that look into a repository: its tree, its paths, its commits; and `resolve`, which downloads a file."""

from __future__ import annotations

import base64
import binascii
import html
from typing import Any
from urllib.parse import quote

from starlette.responses import FileResponse, JSONResponse, Response

from release.hub.calls import Answer, Call, route
from release.hub.contents import find_file, last_commits, list_folder, look_up, walk
from release.hub.history import Commit, list_references, log, resolve
from release.hub.problems import EntryNotFound, Malformed, Problem, TooLarge
from release.hub.repositories import Repository
from release.hub.trees import FileEntry, FolderEntry, Node

__all__ = ["ROUTES"]

_REPO = "/api/{kind}/{namespace}/{name}"
_MOST_PATHS = 1000


class _Download(FileResponse):
    """A file in blocks large enough that the thread behind each costs little beside it."""

    chunk_size = 1 << 20


def tree(call: Call) -> Answer:
    """The entries of a folder, or with `recursive` everything below it, a page at a time."""
    repository = call.repository()
    commit = resolve(call.store.database, repository, call.parameters["revision"])
    folder = call.parameters.get("path", "").strip("/")
    node = look_up(call.store.database, commit.tree, folder)
    if not isinstance(node, FolderEntry):
        raise EntryNotFound(f'{folder} does not exist on "{call.parameters["revision"]}"')
    below = (walk if call.asks("recursive") else list_folder)(call.store.database, node.oid)
    prefix = f"{folder}/" if folder else ""
    entries = [(prefix + path, node) for path, node in below]

    after = _read_cursor(call)
    rest = [entry for entry in entries if entry[0] > after] if after else entries
    size = call.settings.page // 20 if call.asks("expand") else call.settings.page
    page = rest[: max(1, size)]
    more = call.next_page(cursor=_write_cursor(page[-1][0])) if len(page) < len(rest) else {}
    return JSONResponse(_entries(call, repository, commit, page), headers=more)


def paths_info(call: Call) -> Answer:
    """The entries at the paths that the body asks for; a path that is not there is left out."""
    repository = call.repository()
    commit = resolve(call.store.database, repository, call.parameters["revision"])
    if "json" in call.request.headers.get("content-type", ""):
        paths, expand = call.json.texts("paths"), call.json.flag("expand")
    else:
        paths = list(call.form.get("paths", ()))
        expand = "".join(call.form.get("expand", ())).lower() == "true"
    if len(paths) > _MOST_PATHS:
        raise TooLarge("too many parameters")
    found = [(path, look_up(call.store.database, commit.tree, path.strip("/"))) for path in paths]
    entries = [(path, node) for path, node in found if node is not None]
    return _entries(call, repository, commit, entries, expand=expand)


def references(call: Call) -> Answer:
    """Branches and tags, and with `include_prs` pull requests, with the commits that they stand for."""
    repository = call.repository()

    def below(prefix: str) -> list[dict[str, str]]:
        found = list_references(call.store.database, repository, prefix)
        return [{"name": ref.short_name, "ref": ref.name, "targetCommit": ref.target} for ref in found]

    listed = {"branches": below("refs/heads/"), "tags": below("refs/tags/"), "converts": []}
    return {**listed, "pullRequests": below("refs/pr/")} if call.asks("include_prs") else listed


def commits(call: Call) -> Answer:
    """A commit and its ancestors, the latest first, a page at a time."""
    repository = call.repository()
    start = resolve(call.store.database, repository, call.parameters["revision"])
    page, size = call.number("p", 0), max(1, call.settings.page // 20)
    history = list(log(call.store.database, repository, start))
    formatted = call.request.query_params.get("expand[]") == "formatted"
    listed = [_commit(commit, formatted=formatted) for commit in history[page * size : (page + 1) * size]]
    more = call.next_page(p=page + 1) if (page + 1) * size < len(history) else {}
    return JSONResponse(listed, headers={"X-Total-Count": str(len(history)), **more})


def download(call: Call) -> Answer:
    """The bytes of a file, or a range of them.

    Always as something to save, never to show: what a stranger put into a data set must not run as a page of ours.
    """
    repository = call.readable_repository()
    commit = resolve(call.store.database, repository, call.parameters["revision"])
    path = call.parameters["path"]
    entry = find_file(call.store.database, commit, path)
    headers = {
        "X-Repo-Commit": commit.oid,
        "ETag": f'"{entry.etag}"',
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(path.rsplit('/', 1)[-1], safe='')}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    if entry.lfs:
        headers |= {"X-Linked-ETag": f'"{entry.etag}"', "X-Linked-Size": str(entry.size)}
    asked = call.request.headers.get("if-none-match", "")
    if entry.etag in (tag.strip().removeprefix("W/").strip('"') for tag in asked.split(",")):
        return Response(status_code=304, headers=headers)
    if call.store.blobs.size(entry.sha256) != entry.size:
        raise Problem(f"The content of {path} is missing from this Hub's folder, or is damaged.")
    return _Download(call.store.blobs.path(entry.sha256), headers=headers, media_type="application/octet-stream")


def _entries(
    call: Call,
    repository: Repository,
    commit: Commit,
    entries: list[tuple[str, Node]],
    *,
    expand: bool | None = None,
) -> list[dict[str, Any]]:
    expand = call.asks("expand") if expand is None else expand
    paths = [path.strip("/") for path, _ in entries]
    touched = last_commits(call.store.database, repository, commit, paths) if expand else {}
    listed = []
    for path, (_, node) in zip(paths, entries, strict=True):
        described: dict[str, Any] = {"type": "directory", "oid": node.oid, "size": 0, "path": path}
        if isinstance(node, FileEntry):
            described |= {"type": "file", "size": node.size}
            if node.lfs:
                described["lfs"] = {"oid": node.sha256, "size": node.size, "pointerSize": node.pointer_size}
        if path in touched:
            last = touched[path]
            described["lastCommit"] = {"id": last.oid, "title": last.title, "date": last.date}
        listed.append(described)
    return listed


def _commit(commit: Commit, *, formatted: bool) -> dict[str, Any]:
    described: dict[str, Any] = {
        "id": commit.oid,
        "title": commit.title,
        "message": commit.message,
        "authors": [{"user": commit.author}],
        "date": commit.date,
    }
    if formatted:
        described["formatted"] = {"title": html.escape(commit.title), "message": html.escape(commit.message)}
    return described


def _write_cursor(path: str) -> str:
    return base64.urlsafe_b64encode(path.encode()).decode()


def _read_cursor(call: Call) -> str:
    try:
        return base64.urlsafe_b64decode(call.request.query_params.get("cursor", "")).decode()
    except (binascii.Error, ValueError) as error:
        raise Malformed("The cursor is not one of this Hub's.") from error


_RESOLVE = "/{namespace}/{name}/resolve/{revision}/{path:path}"

ROUTES = [
    route(_REPO + "/tree/{revision}", tree, "GET"),
    route(_REPO + "/tree/{revision}/{path:path}", tree, "GET"),
    route(_REPO + "/paths-info/{revision}", paths_info, "POST"),
    route(_REPO + "/refs", references, "GET"),
    route(_REPO + "/commits/{revision}", commits, "GET"),
    route("/datasets" + _RESOLVE, download, "GET"),
    route(_RESOLVE, download, "GET"),
]
