"""The review page as an ASGI application: the page, its files, and the few calls it makes."""

from __future__ import annotations

import importlib.resources
import json
import tomllib
from functools import cache
from typing import Any

import jinja2
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from datasets_builders.errors import UserError
from release.review.guard import Entrance, Guard
from release.review.session import Conflict, NotPossible, ReviewSession

__all__ = ["LANGUAGES", "create_app", "words_of"]

LANGUAGES = ("it", "en")
_MOST_BODY_BYTES = 1 << 20
_FILES = {
    "page.js": "text/javascript",
    "findings.js": "text/javascript",
    "sample.js": "text/javascript",
    "text.js": "text/javascript",
    "page.css": "text/css",
    "icon.svg": "image/svg+xml",
}
# A redirect would still count as coming from the site that had the link, and the cookie would be kept back.
_ADMITTED = (
    '<!doctype html><meta charset="utf-8"><title>referto</title><link rel="icon" href="/files/icon.svg">'
    '<meta http-equiv="refresh" content="0;url=/">'
)


def create_app(session: ReviewSession, entrance: Entrance, *, language: str = "it") -> Starlette:
    """The page over an open session.

    Args:
        session: what is reviewed; the caller closes it.
        entrance: who may come in.
        language: of the page, where the address names none.
    """
    app = Starlette(
        routes=[
            Route("/", _page, methods=["GET"]),
            Route("/files/{name}", _file, methods=["GET"]),
            Route("/api/start", _start, methods=["GET"]),
            Route("/api/findings", _findings, methods=["GET"]),
            Route("/api/notes", _notes, methods=["GET"]),
            Route("/api/notes/{number:int}", _note, methods=["GET"]),
            Route("/api/decisions", _decide, methods=["POST"]),
        ],
        middleware=[Middleware(Guard, entrance=entrance)],
        exception_handlers={
            NotPossible: _answer_not_possible,
            Conflict: _answer_conflict,
            UserError: _answer_user_error,
            HTTPException: _answer_unrouted,
            ClientDisconnect: _answer_unrouted,
        },
    )
    app.router.redirect_slashes = False
    app.state.session = session
    app.state.entrance = entrance
    app.state.language = language
    return app


@cache
def words_of(language: str) -> dict[str, Any]:
    """Return every word of the page in one language."""
    return tomllib.loads(_packaged(f"words/{language}.toml"))


def _packaged(name: str) -> str:
    return importlib.resources.files("release.review").joinpath(name).read_text(encoding="utf-8")


@cache
def _template(name: str) -> jinja2.Template:
    return jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined).from_string(_packaged(name))


async def _page(request: Request) -> Response:
    entrance: Entrance = request.app.state.entrance
    language = request.query_params.get("lang", "")
    language = language if language in LANGUAGES else request.app.state.language
    words = words_of(language)
    token = request.query_params.get("token")
    if token is not None:
        cookie = entrance.exchange(token) if request.method == "GET" else None
        if cookie is not None:
            response = HTMLResponse(_ADMITTED)
            response.set_cookie(entrance.cookie_name, cookie, httponly=True, samesite="strict", path="/")
            return response
    elif entrance.knows(request.headers):
        return HTMLResponse(_template("page.html").render(w=words, language=language, other=_other(language)))
    return HTMLResponse(_template("closed.html").render(w=words, language=language), 403)


def _other(language: str) -> str:
    return next(each for each in LANGUAGES if each != language)


async def _file(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _FILES:
        raise NotPossible("unknown")
    return Response(_packaged(name), media_type=_FILES[name])


async def _start(request: Request) -> Response:
    session: ReviewSession = request.app.state.session

    def answer() -> dict[str, Any]:
        plan = session.plan
        about = {"who": plan.who, "seed": plan.seed, "digest": session.log.decisions.digest}
        return {**about, **session.choices(), "progress": session.progress()}

    return JSONResponse(await run_in_threadpool(answer))


async def _findings(request: Request) -> Response:
    session: ReviewSession = request.app.state.session
    given = request.query_params
    try:
        numbers = {name: int(given.get(name, default)) for name, default in (("back", "0"), ("limit", "60"))}
        start = None if given.get("start") in (None, "") else int(given["start"])
    except ValueError:
        raise NotPossible("malformed") from None
    if min(*numbers.values(), start or 0) < 0:
        raise NotPossible("malformed")
    config, _, split = given.get("place", "").partition("/")

    def answer() -> dict[str, Any]:
        place = (config, split) if config else None
        return session.findings(
            entity=given.get("entity", ""), status=given.get("status", ""), place=place, start=start, **numbers
        )

    return JSONResponse(await run_in_threadpool(answer))


async def _notes(request: Request) -> Response:
    session: ReviewSession = request.app.state.session
    return JSONResponse({"items": await run_in_threadpool(session.notes)})


async def _note(request: Request) -> Response:
    session: ReviewSession = request.app.state.session
    return JSONResponse(await run_in_threadpool(session.note, request.path_params["number"]))


async def _decide(request: Request) -> Response:
    session: ReviewSession = request.app.state.session
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BODY_BYTES:
            raise NotPossible("malformed")
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise NotPossible("malformed") from None
    if not isinstance(value, dict):
        raise NotPossible("malformed")

    def answer() -> dict[str, Any]:
        return {"item": session.decide(value), "progress": session.progress()}

    return JSONResponse(await run_in_threadpool(answer))


async def _answer_not_possible(request: Request, error: Exception) -> Response:
    code = error.code if isinstance(error, NotPossible) else "malformed"
    return JSONResponse({"error": code}, 404 if code == "unknown" else 422)


async def _answer_conflict(request: Request, error: Exception) -> Response:
    current = error.current if isinstance(error, Conflict) else {}
    progress = await run_in_threadpool(request.app.state.session.progress)
    return JSONResponse({"error": "conflict", "item": current, "progress": progress}, 409)


async def _answer_user_error(request: Request, error: Exception) -> Response:
    """The disk is full, or the data or the decisions were moved away under the page: it says so in the tool's words."""
    fact = error.fact if isinstance(error, UserError) else ""
    return JSONResponse({"error": "not-saved", "fact": fact}, 500)


async def _answer_unrouted(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 400
    return JSONResponse({"error": "unknown"}, status)
