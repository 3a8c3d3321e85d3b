"""Routes that make, move and delete branches and tags."""

from __future__ import annotations

from release.hub.calls import Answer, Call, route
from release.hub.clearing import clear_unreferenced
from release.hub.history import create_branch, create_tag, delete_branch, delete_tag, squash

__all__ = ["ROUTES"]

_REPO = "/api/{kind}/{namespace}/{name}"


def make_tag(call: Call) -> Answer:
    """Name a revision for good."""
    repository, fields = call.writable_repository(), call.json
    revision, message = call.parameters["revision"], fields.text("message", "")
    create_tag(call.store.database, repository, fields.text("tag"), revision, message)
    return {}


def remove_tag(call: Call) -> Answer:
    """Forget the name of a revision."""
    delete_tag(call.store.database, call.writable_repository(), call.parameters["revision"])
    return {}


def make_branch(call: Call) -> Answer:
    """Begin a branch."""
    repository = call.writable_repository()
    starting_point = call.json.text("startingPoint", "main")
    create_branch(call.store.database, repository, call.parameters["branch"], starting_point)
    return {}


def remove_branch(call: Call) -> Answer:
    """Delete a branch."""
    delete_branch(call.store.database, call.writable_repository(), call.parameters["branch"])
    return {}


def super_squash(call: Call) -> Answer:
    """Make a branch one commit, and let go of what only its past held."""
    repository, branch = call.writable_repository(), call.parameters["branch"]
    title = call.json.text("message", f"Super-squash branch '{branch}'")
    squash(call.store.database, repository, branch, title, call.store.user)
    clear_unreferenced(call.store)
    return {}


ROUTES = [
    route(_REPO + "/tag/{revision}", make_tag, "POST"),
    route(_REPO + "/tag/{revision}", remove_tag, "DELETE"),
    route(_REPO + "/branch/{branch}", make_branch, "POST"),
    route(_REPO + "/branch/{branch}", remove_branch, "DELETE"),
    route(_REPO + "/super-squash/{branch}", super_squash, "POST"),
]
