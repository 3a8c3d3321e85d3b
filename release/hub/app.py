"""The Hub as an ASGI application."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from release.hub import (
    routes_collections,
    routes_commits,
    routes_contents,
    routes_discussions,
    routes_references,
    routes_repositories,
    routes_uploads,
)
from release.hub.calls import EncodedPaths, LocalHostsOnly, Settings, answer_problem
from release.hub.faults import FaultRule, Faults
from release.hub.problems import Problem
from release.hub.store import Store

__all__ = ["create_app"]


def create_app(
    store: Store,
    token: str,
    faults: Iterable[FaultRule] | Faults = (),
    *,
    settings: Settings | None = None,
) -> Starlette:
    """The Hub over an open store.

    Args:
        store: what it remembers; the caller closes it.
        token: what a caller must bring to write, and to know of what is private.
        faults: what goes wrong on purpose.
        settings: sizes of parts and pages.
    """
    rules = faults if isinstance(faults, Faults) else Faults(faults)
    app = Starlette(
        routes=[
            *routes_collections.ROUTES,
            *routes_repositories.ROUTES,
            *routes_contents.ROUTES,
            *routes_references.ROUTES,
            *routes_discussions.ROUTES,
            *routes_uploads.ROUTES,
            *routes_commits.ROUTES,
        ],
        middleware=[Middleware(rules.around), Middleware(LocalHostsOnly), Middleware(EncodedPaths)],
        exception_handlers={
            Problem: answer_problem,
            OSError: answer_problem,
            sqlite3.OperationalError: answer_problem,
            HTTPException: _answer_unrouted,
            ClientDisconnect: _answer_nobody,
        },
    )
    app.router.redirect_slashes = False
    app.state.store = store
    app.state.token = token
    app.state.settings = settings or Settings()
    return app


async def _answer_unrouted(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    return JSONResponse({"error": "This Hub has no such page."}, status)


async def _answer_nobody(request: Request, error: Exception) -> Response:
    """The client went away in the middle of its body; nothing was kept and nobody listens."""
    return Response(status_code=400)
