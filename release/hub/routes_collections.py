"""Routes of collections."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from release.hub import shelves
from release.hub.calls import Answer, Call, route
from release.hub.names import KINDS, RepoId
from release.hub.problems import Malformed, NotFound, Problem
from release.hub.repositories import find_repository
from release.hub.shelves import Shelf, ShelfItem

__all__ = ["ROUTES"]

_ITEM_TYPES = frozenset({"model", "dataset", "space", "paper", "collection", "bucket"})


def listing(call: Call) -> Answer:
    """The collections that the caller may know of, by `owner` and `item` (`datasets/ns/name`)."""
    query = call.request.query_params
    owners, items = query.getlist("owner"), query.getlist("item")
    found = [
        _described(call, shelf)
        for shelf in shelves.list_shelves(call.store.database, knows_private=call.knows_token)
        if not owners or shelf.namespace in owners
    ]
    if items:
        found = [shelf for shelf in found if any(f"{item['type']}s/{item['id']}" in items for item in shelf["items"])]
    return [{name: value for name, value in shelf.items() if name != "position"} for shelf in found]


def create(call: Call) -> Answer:
    """Make a collection; one of that title is answered with its slug."""
    call.require_token()
    fields = call.json
    shelf = shelves.create_shelf(
        call.store.database,
        namespace=fields.text("namespace", call.store.user),
        title=fields.text("title"),
        description=fields.maybe_text("description"),
        private=fields.flag("private"),
    )
    return _described(call, shelf)


def show(call: Call) -> Answer:
    """A collection with its items."""
    return _described(call, _shelf(call))


def change(call: Call) -> Answer:
    """Set what the body names; the rest stays."""
    shelf, fields = _own_shelf(call), call.json
    shelves.change_shelf(
        call.store.database,
        replace(
            shelf,
            title=fields.text("title", shelf.title),
            description=fields.maybe_text("description") or shelf.description,
            private=fields.flag("private", shelf.private),
            theme=fields.text("theme", shelf.theme),
            position=fields.whole("position", shelf.position),
        ),
    )
    return {"success": True, "data": _described(call, _shelf(call))}


def delete(call: Call) -> Answer:
    """Take a collection away."""
    shelves.delete_shelf(call.store.database, _own_shelf(call))
    return {"success": True}


def add_item(call: Call) -> Answer:
    """Put a repository, or something that is not kept here, at the end."""
    shelf, fields = _own_shelf(call), call.json
    item = fields.object("item")
    kind, identity = item.text("type"), item.text("id")
    if kind not in _ITEM_TYPES:
        raise Malformed(f"A collection cannot hold a {kind!r}.")
    if kind in KINDS.values() and not _is_here(call, kind, identity):
        raise NotFound(f"There is no {kind} {identity} to put into a collection.")
    shelves.add_item(call.store.database, shelf, kind=kind, item=identity, note=fields.maybe_text("note"))
    return _described(call, _shelf(call))


def change_item(call: Call) -> Answer:
    """Give an item another note or place."""
    shelf, fields = _own_shelf(call), call.json
    position = None if fields.values.get("position") is None else fields.whole("position")
    note = fields.maybe_text("note")
    shelves.change_item(call.store.database, shelf, call.parameters["item"], note=note, position=position)
    return {"success": True}


def delete_item(call: Call) -> Answer:
    """Take an item out."""
    shelves.delete_item(call.store.database, _own_shelf(call), call.parameters["item"])
    return {"success": True}


def _shelf(call: Call) -> Shelf:
    slug = f"{call.parameters['namespace']}/{call.parameters['slug']}"
    return shelves.find_shelf(call.store.database, slug, knows_private=call.knows_token)


def _own_shelf(call: Call) -> Shelf:
    shelf = _shelf(call)
    call.require_token()
    return shelf


def _is_here(call: Call, kind: str, identity: str) -> bool:
    namespace, _, name = identity.partition("/")
    known = KINDS.get(f"{kind}s")
    if known is None:
        return True
    try:
        find_repository(call.store.database, RepoId(known, namespace, name), knows_private=call.knows_token)
    except Problem:
        return False
    return True


def _described(call: Call, shelf: Shelf) -> dict[str, Any]:
    """A collection as this caller may see it: without the items that it may not know of."""
    items = shelves.list_items(call.store.database, shelf)
    return {
        "slug": shelf.slug,
        "title": shelf.title,
        "description": shelf.description,
        "owner": {"type": "user" if shelf.namespace == call.store.user else "org", "name": shelf.namespace},
        "position": shelf.position,
        "private": shelf.private,
        "theme": shelf.theme,
        "upvotes": 0,
        "isUpvotedByUser": False,
        "lastUpdated": shelf.updated,
        "items": [_item(item) for item in items if _is_here(call, item.type, item.item)],
    }


def _item(item: ShelfItem) -> dict[str, Any]:
    note = None if item.note is None else {"text": item.note, "html": ""}
    return {"_id": item.id, "id": item.item, "type": item.type, "position": item.position, "note": note}


_ONE = "/api/collections/{namespace}/{slug}"

ROUTES = [
    route("/api/collections", listing, "GET"),
    route("/api/collections", create, "POST"),
    route(_ONE, show, "GET"),
    route(_ONE, change, "PATCH"),
    route(_ONE, delete, "DELETE"),
    route(_ONE + "/items", add_item, "POST"),
    route(_ONE + "/items/{item}", change_item, "PATCH"),
    route(_ONE + "/items/{item}", delete_item, "DELETE"),
]
