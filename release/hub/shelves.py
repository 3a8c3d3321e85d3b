"""Collections: named lists of repositories, which the API calls by that name and this code calls shelves.

(`collections` is a module of the standard library.) Items are not versioned, and an item goes when its repository goes.
"""

from __future__ import annotations

import re
import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from release.hub.database import Database, now
from release.hub.problems import AlreadyThere, Malformed, NotFound
from release.hub.repositories import add_organisation

__all__ = [
    "Shelf",
    "ShelfItem",
    "add_item",
    "change_item",
    "change_shelf",
    "create_shelf",
    "delete_item",
    "delete_shelf",
    "find_shelf",
    "list_items",
    "list_shelves",
]

_NOTE_LENGTH = 500
_DESCRIPTION_LENGTH = 150


@dataclass(frozen=True)
class Shelf:
    """A collection, without its items."""

    slug: str
    namespace: str
    title: str
    description: str | None
    private: bool
    theme: str
    position: int
    updated: str


@dataclass(frozen=True)
class ShelfItem:
    """What stands on it: `type` is `model`, `dataset`, `paper` and so on; `item` is the id of that thing."""

    id: str
    type: str
    item: str
    note: str | None
    position: int


def create_shelf(database: Database, *, namespace: str, title: str, description: str | None, private: bool) -> Shelf:
    """Make a collection.

    Raises:
        Malformed: no title, or a description of more than 150 characters.
        AlreadyThere: the namespace has one of that title; the details tell its slug.
    """
    if not title.strip():
        raise Malformed("A collection needs a title.")
    _check_length("description", description, _DESCRIPTION_LENGTH)
    with database.transaction():
        taken = database.row("SELECT slug FROM collections WHERE namespace = ? AND title = ?", namespace, title)
        if taken is not None:
            raise AlreadyThere("This collection exists already.", details={"slug": taken["slug"]})
        add_organisation(database, namespace)
        words = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "collection"
        slug = f"{namespace}/{words}-{secrets.token_hex(12)}"
        database.run(
            "INSERT INTO collections (slug, namespace, title, description, private, updated) VALUES (?, ?, ?, ?, ?, ?)",
            *(slug, namespace, title, description, int(private), now()),
        )
        return find_shelf(database, slug, knows_private=True)


def find_shelf(database: Database, slug: str, *, knows_private: bool) -> Shelf:
    """The collection of that slug.

    Raises:
        NotFound: there is none, or none that this caller may know of.
    """
    row = database.row("SELECT * FROM collections WHERE slug = ?", slug)
    if row is None or (row["private"] and not knows_private):
        raise NotFound("Collection not found")
    return _from_row(row)


def list_shelves(database: Database, *, knows_private: bool) -> Sequence[Shelf]:
    """Every collection the caller may know of, the latest changed first."""
    rows = database.rows("SELECT * FROM collections ORDER BY updated DESC, slug")
    return [_from_row(row) for row in rows if knows_private or not row["private"]]


def change_shelf(database: Database, shelf: Shelf) -> None:
    """Keep the collection of that slug as `shelf` now is.

    Raises:
        Malformed: the description has more than 150 characters.
        AlreadyThere: another one of the namespace has that title.
    """
    _check_length("description", shelf.description, _DESCRIPTION_LENGTH)
    changed = database.run(
        "UPDATE OR IGNORE collections SET title = ?, description = ?, private = ?, theme = ?, position = ?, "
        "updated = ? WHERE slug = ?",
        *(shelf.title, shelf.description, int(shelf.private), shelf.theme, shelf.position, now(), shelf.slug),
    )
    if not changed:
        raise AlreadyThere("A collection of that title exists already.")


def delete_shelf(database: Database, shelf: Shelf) -> None:
    """Take a collection away; what stood on it stays."""
    database.run("DELETE FROM collections WHERE slug = ?", shelf.slug)


def list_items(database: Database, shelf: Shelf) -> Sequence[ShelfItem]:
    """What stands in a collection, in its order."""
    rows = database.rows("SELECT * FROM collection_items WHERE collection = ? ORDER BY position, rowid", shelf.slug)
    return [ShelfItem(*(row[name] for name in ("id", "type", "item", "note", "position"))) for row in rows]


def add_item(database: Database, shelf: Shelf, *, kind: str, item: str, note: str | None) -> None:
    """Put something at the end of a collection.

    Raises:
        Malformed: the note has more than 500 characters.
        AlreadyThere: it stands there.
    """
    _check_length("note", note, _NOTE_LENGTH)
    with database.transaction():
        items = list_items(database, shelf)
        if any((there.type, there.item) == (kind, item) for there in items):
            raise AlreadyThere("This item is in the collection already.")
        position = 1 + max((there.position for there in items), default=-1)
        database.run(
            "INSERT INTO collection_items VALUES (?, ?, ?, ?, ?, ?)",
            *(secrets.token_hex(12), shelf.slug, kind, item, note, position),
        )
        _touch(database, shelf)


def change_item(database: Database, shelf: Shelf, item_id: str, *, note: str | None, position: int | None) -> None:
    """Give an item another note, or another place among the others; None leaves it as it is.

    Raises:
        Malformed: the note has more than 500 characters.
        NotFound: the item is not there.
    """
    _check_length("note", note, _NOTE_LENGTH)
    with database.transaction():
        order = [item.id for item in list_items(database, shelf)]
        if item_id not in order:
            raise NotFound("Item not found")
        if note is not None:
            database.run("UPDATE collection_items SET note = ? WHERE id = ?", note, item_id)
        if position is not None:
            order.remove(item_id)
            order.insert(position, item_id)
            database.run_many("UPDATE collection_items SET position = ? WHERE id = ?", list(enumerate(order)))
        _touch(database, shelf)


def delete_item(database: Database, shelf: Shelf, item_id: str) -> None:
    """Take an item out of a collection.

    Raises:
        NotFound: it is not there.
    """
    if not database.run("DELETE FROM collection_items WHERE id = ? AND collection = ?", item_id, shelf.slug):
        raise NotFound("Item not found")
    _touch(database, shelf)


def _touch(database: Database, shelf: Shelf) -> None:
    database.run("UPDATE collections SET updated = ? WHERE slug = ?", now(), shelf.slug)


def _check_length(what: str, text: str | None, most: int) -> None:
    if text is not None and len(text) > most:
        raise Malformed(f"A {what} has at most {most} characters.")


def _from_row(row: sqlite3.Row) -> Shelf:
    return Shelf(
        slug=row["slug"],
        namespace=row["namespace"],
        title=row["title"],
        description=row["description"],
        private=bool(row["private"]),
        theme=row["theme"],
        position=row["position"],
        updated=row["updated"],
    )
