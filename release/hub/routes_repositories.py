"""Routes about who is calling and what repositories there are: whoami, create, list, describe, set, move, delete."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import JSONResponse, PlainTextResponse, Response

from release.hub.calls import Answer, Call, route
from release.hub.cards import read_card
from release.hub.clearing import delete_repository
from release.hub.contents import files_of, look_up, save_tree, total_size
from release.hub.fields import Fields
from release.hub.history import Commit, add_commit, resolve, set_reference
from release.hub.names import KINDS, Kind, RepoId
from release.hub.patterns import DEFAULT_ATTRIBUTES
from release.hub.problems import AlreadyThere, Malformed, RepoNotFound, Unauthorised
from release.hub.repositories import (
    Gating,
    Repository,
    change_settings,
    create_repository,
    find_repository,
    list_organisations,
    list_repositories,
    move_repository,
)
from release.hub.trees import FileEntry, plant

__all__ = ["ROUTES"]

_REPO = "/api/{kind}/{namespace}/{name}"


def whoami(call: Call) -> Answer:
    """The account the token stands for, and the namespaces in use.

    It may write to any other, too; `anyNamespace`, which only the embedded Hub says, tells a publisher so.
    """
    if not call.knows_token:
        raise Unauthorised("Invalid credentials in Authorization header")
    user = call.store.user
    organisations = [name for name in list_organisations(call.store.database) if name != user]
    return {
        "type": "user",
        "id": user,
        "name": user,
        "fullname": user,
        "isPro": False,
        "anyNamespace": True,  # unlike the public Hub: a namespace is made by publishing under it
        "orgs": [
            {"type": "org", "id": name, "name": name, "fullname": name, "roleInOrg": "admin"} for name in organisations
        ],
        "auth": {"type": "access_token", "accessToken": {"displayName": "referto hub", "role": "write"}},
    }


def create(call: Call) -> Answer:
    """Make a repository with a first commit that holds `.gitattributes`.

    Without a word on visibility it is public, as on the public Hub. One that exists is answered with its address.
    """
    call.require_token()
    repo = _repo_named(call, call.json)
    url = f"{call.endpoint}/{repo.url_path}"
    is_private = _is_private(call.json, default=False)
    database = call.store.database
    try:
        with database.transaction():
            repository = create_repository(database, repo, private=is_private)
            content = DEFAULT_ATTRIBUTES.encode()
            call.store.blobs.keep_all([content])
            planted = plant({".gitattributes": FileEntry.regular(content)})
            save_tree(database, planted)
            first = add_commit(
                *(database, repository),
                parent=None,
                tree=planted.root,
                title="initial commit",
                message="",
                author=call.store.user,
            )
            set_reference(database, repository, "refs/heads/main", first.oid)
    except AlreadyThere as problem:
        raise AlreadyThere(problem.message, details={"url": url}) from problem
    return {"url": url, "name": repo.full_name, "id": str(repository.number)}


def delete(call: Call) -> Answer:
    """Delete a repository and everything that only it held."""
    call.require_token()
    repo = _repo_named(call, call.json)
    delete_repository(call.store, find_repository(call.store.database, repo, knows_private=True))
    return {}


def move(call: Call) -> Answer:
    """Give a repository another name; the old one is free again at once."""
    call.require_token()
    fields = call.json
    kind = _kind(fields)
    source, target = (_full_name(kind, fields.text(name)) for name in ("fromRepo", "toRepo"))
    database = call.store.database
    with database.transaction():
        move_repository(database, find_repository(database, source, knows_private=True), target)
    return {"url": f"{call.endpoint}/{target.url_path}"}


def settings(call: Call) -> Answer:
    """Set visibility and gating; what is not said stays."""
    fields = call.json
    database = call.store.database
    with database.transaction():
        repository = call.writable_repository()
        private = _is_private(fields, default=repository.private)
        gated = _gating(fields, default=repository.gated)
        change_settings(database, repository, private=private, gated=gated)
    return {"private": private, "gated": gated or False, "visibility": "private" if private else "public"}


def auth_check(call: Call) -> Answer:
    """Whether the caller may read."""
    call.readable_repository()
    return PlainTextResponse("OK")


def auth_check_write(call: Call) -> Answer:
    """Whether the caller may write."""
    call.writable_repository()
    return PlainTextResponse("OK")


def validate_yaml(call: Call) -> Answer:
    """What is wrong with the head of a card."""
    reading = read_card(call.json.text("content"))
    answer = {
        "errors": [{"message": error} for error in reading.errors],
        "warnings": [{"message": warning} for warning in reading.warnings],
    }
    return JSONResponse(answer, status_code=400 if reading.errors else 200)


def listing(call: Call) -> Answer:
    """The repositories that the caller may know of, by `author` and `search`, a page at a time."""
    kind = KINDS.get(call.parameters["kind"])
    if kind is None:
        return []
    query = call.request.query_params
    author, search = query.get("author"), query.get("search", "").lower()
    found = [
        repository
        for repository in list_repositories(call.store.database, kind, knows_private=call.knows_token)
        if author in (None, repository.id.namespace) and search in repository.id.full_name.lower()
    ]
    start, size = call.number("skip", 0), max(1, min(call.number("limit", 100), 100))
    page: list[Mapping[str, Any]] = [_describe(call, repository, None) for repository in found[start : start + size]]
    more = call.next_page(skip=start + size) if start + size < len(found) else {}
    return JSONResponse(page, headers=more)


def info(call: Call) -> Answer:
    """What a repository is and holds, at `main` or the revision in the path."""
    repository = call.repository()
    revision = call.parameters.get("revision", "main")
    described = _describe(call, repository, resolve(call.store.database, repository, revision))
    wanted = [word for name in ("expand", "expand[]") for word in call.request.query_params.getlist(name)]
    if not wanted:
        return described
    return {name: value for name, value in described.items() if name in {"_id", "id", *wanted}}


def nameless(call: Call) -> Answer:
    """Every repository here has a namespace, so one without is not found."""
    raise RepoNotFound(known_caller=call.knows_token)


def _describe(call: Call, repository: Repository, commit: Commit | None) -> dict[str, Any]:
    at = commit or resolve(call.store.database, repository, "main")
    card = _card_of(call, at)
    described: dict[str, Any] = {
        "_id": str(repository.number),
        "id": repository.id.full_name,
        "author": repository.id.namespace,
        "sha": at.oid,
        "lastModified": at.date,
        "createdAt": repository.created,
        "private": repository.private,
        "gated": repository.gated or False,
        "disabled": False,
        "downloads": 0,
        "likes": 0,
        "tags": _tags(card),
    }
    if repository.id.kind == "model":
        described["modelId"] = repository.id.full_name
        described |= {name: card[name] for name in ("library_name", "pipeline_tag") if name in card}
    if card:
        described["cardData"] = card
    if commit is not None:
        described["usedStorage"] = total_size(call.store.database, at.tree)
        described["siblings"] = [
            {"rfilename": path, **(_blob_details(entry) if call.asks("blobs") else {})}
            for path, entry in files_of(call.store.database, at.tree).items()
        ]
    return described


def _blob_details(entry: FileEntry) -> dict[str, Any]:
    details: dict[str, Any] = {"blobId": entry.oid, "size": entry.size}
    if entry.lfs:
        details["lfs"] = {"sha256": entry.sha256, "size": entry.size, "pointerSize": entry.pointer_size}
    return details


def _card_of(call: Call, commit: Commit) -> Mapping[str, object]:
    card = look_up(call.store.database, commit.tree, "README.md")
    if not isinstance(card, FileEntry) or card.size > 10_000_000:
        return {}
    return read_card(call.store.blobs.read(card.sha256).decode("utf-8", "replace")).metadata


def _tags(card: Mapping[str, object]) -> list[str]:
    tags: list[str] = []
    for name, prefix in (
        ("tags", ""),
        ("license", "license:"),
        ("language", "language:"),
        ("datasets", "dataset:"),
    ):
        value = card.get(name) or []
        tags += [f"{prefix}{member}" for member in (value if isinstance(value, list) else [value])]
    return tags


def _repo_named(call: Call, fields: Fields) -> RepoId:
    kind = _kind(fields)
    return RepoId(kind, fields.text("organization", call.store.user), fields.text("name"))


def _kind(fields: Fields) -> Kind:
    said = fields.text("type", "model")
    kind = KINDS.get(f"{said}s")
    if kind is None:
        raise Malformed(f"This Hub keeps models and datasets; it has no {said!r}.")
    return kind


def _full_name(kind: Kind, full_name: str) -> RepoId:
    namespace, slash, name = full_name.partition("/")
    if not slash:
        raise Malformed(f"{full_name!r} has no namespace.")
    return RepoId(kind, namespace, name)


def _is_private(fields: Fields, *, default: bool) -> bool:
    said = fields.maybe_text("visibility")
    if said is None:
        return fields.flag("private", default)
    if said not in ("public", "private"):
        raise Malformed(f"A repository cannot be {said!r}, only 'public' or 'private'.")
    return said == "private"


def _gating(fields: Fields, *, default: Gating) -> Gating:
    said = fields.values.get("gated")
    if said is None:
        return default
    if said is False:
        return None
    if said == "auto":
        return "auto"
    if said == "manual":
        return "manual"
    raise Malformed("\"gated\" must be 'auto', 'manual' or false.")


def _quiet(call: Call) -> Answer:
    """What the client asks everywhere and does without."""
    return Response(status_code=404)


ROUTES = [
    route("/api/whoami-v2", whoami, "GET"),
    route("/api/repos/create", create, "POST"),
    route("/api/repos/delete", delete, "DELETE"),
    route("/api/repos/move", move, "POST"),
    route("/api/validate-yaml", validate_yaml, "POST"),
    route("/api/agent-harnesses", _quiet, "GET"),
    route("/api/{kind}", listing, "GET"),
    route("/api/{kind}/{name}", nameless, "GET"),
    route(_REPO, info, "GET"),
    route(_REPO + "/revision/{revision}", info, "GET"),
    route(_REPO + "/settings", settings, "PUT"),
    route(_REPO + "/auth-check", auth_check, "GET"),
    route(_REPO + "/auth-check/write", auth_check_write, "GET"),
]
