"""One request as the routes see it, and the guards that stand before them.

Routes are plain functions from a `Call` to an answer; `route` gives them a body of bounded size and a thread of their
own, and turns a `Problem` into its response. Paths are matched as they came over the wire, still percent-encoded, so
`refs%2Fpr%2F1` is one segment; decoding is the last step, and what comes out is data, never a path on the disk.
"""

from __future__ import annotations

import errno
import hashlib
import hmac
import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from release.hub.fields import Fields, parse_object
from release.hub.names import KINDS, RepoId
from release.hub.problems import (
    Malformed,
    Problem,
    RepoNotFound,
    RestrictedRepo,
    TooLarge,
    Unauthorised,
)
from release.hub.repositories import Repository, find_repository
from release.hub.store import Store

__all__ = [
    "Answer",
    "Call",
    "EncodedPaths",
    "LocalHostsOnly",
    "Settings",
    "answer_problem",
    "read_call",
    "route",
]

_MOST_BODY_BYTES = 64_000_000
_LOCAL_HOST = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]{1,5})?", re.IGNORECASE)


@dataclass(frozen=True)
class Settings:
    """How a Hub behaves, beside what it holds.

    Args:
        multipart_above: files of more bytes than this are uploaded in parts.
        part_bytes: how large these parts are.
        page: entries on a page of a listing (a twentieth of it where each entry needs a look into the past).
    """

    multipart_above: int = 100_000_000
    part_bytes: int = 64_000_000
    page: int = 1000


@dataclass(frozen=True)
class Call:
    """A request, read.

    Args:
        store: the Hub's memory.
        settings: the Hub's behaviour.
        request: the request as Starlette has it.
        parameters: the parts of the path, decoded.
        body: all of the body, or nothing where the route streams it.
        knows_token: whether the caller brought the token.
    """

    store: Store
    settings: Settings
    request: Request
    parameters: Mapping[str, str]
    body: bytes
    knows_token: bool

    @property
    def endpoint(self) -> str:
        """The address the caller used, for links in answers."""
        return f"http://{self.request.headers['host']}"

    @property
    def json(self) -> Fields:
        """The body as a JSON object.

        Raises:
            Malformed: it is none.
        """
        return parse_object(self.body)

    @property
    def form(self) -> Mapping[str, Sequence[str]]:
        """The body as the fields of a form."""
        return parse_qs(self.body.decode("utf-8", "replace"), keep_blank_values=True)

    @property
    def repo_id(self) -> RepoId:
        """The repository in the path. Outside `api/`, data sets stand below `datasets/` and models at the root."""
        path = self.request.scope["path"]
        kind = KINDS.get(self.parameters.get("kind", "datasets" if path.startswith("/datasets/") else "models"))
        if kind is None:
            raise RepoNotFound(known_caller=self.knows_token)
        return RepoId(kind, self.parameters["namespace"], self.parameters["name"])

    def repository(self) -> Repository:
        """The repository in the path, if the caller may know of it.

        Raises:
            RepoNotFound: there is none, as far as this caller may know.
        """
        return find_repository(self.store.database, self.repo_id, knows_private=self.knows_token)

    def readable_repository(self) -> Repository:
        """The repository in the path, if the caller may download its files.

        Raises:
            RepoNotFound: there is none, as far as this caller may know.
            RestrictedRepo: it is gated, and the caller has no token.
        """
        repository = self.repository()
        if repository.gated and not self.knows_token:
            raise RestrictedRepo(
                f"Access to {repository.id.kind} {repository.id.full_name} is restricted. "
                "You must have access to it and be authenticated to access it. Please log in."
            )
        return repository

    def require_token(self) -> None:
        """Do nothing if the caller brought the token.

        Raises:
            Unauthorised: it did not.
        """
        if not self.knows_token:
            raise Unauthorised("Invalid username or password.")

    def writable_repository(self) -> Repository:
        """The repository in the path, if the caller may write to it.

        Raises:
            RepoNotFound: there is none, as far as this caller may know.
            Unauthorised: there is one, and the caller has no token.
        """
        repository = self.repository()
        self.require_token()
        return repository

    def asks(self, name: str) -> bool:
        """Whether the query says yes to `name`."""
        return self.request.query_params.get(name, "").lower() in ("1", "true")

    def number(self, name: str, default: int) -> int:
        """The whole number under `name` in the query, or `default` where there is none that makes sense."""
        value = self.request.query_params.get(name, "")
        return int(value) if re.fullmatch(r"[0-9]{1,9}", value) else default

    def next_page(self, **changed: str | int) -> dict[str, str]:
        """The header that tells where a listing goes on: this address with another query."""
        query = [(name, value) for name, value in self.request.query_params.multi_items() if name not in changed]
        encoded = urlencode([*query, *((name, str(value)) for name, value in changed.items())])
        return {"Link": f'<{self.endpoint}{self.request.scope["path"]}?{encoded}>; rel="next"'}


Answer = Mapping[str, Any] | Sequence[Any] | Response


async def read_call(request: Request, *, with_body: bool = True) -> Call:
    """Read a request up to its body, or with it.

    Raises:
        Unauthorised: it carries a token that is not this Hub's; as on the public Hub, that is refused even where
            none is needed, so that a wrong token never looks like a missing repository.
        TooLarge: the body is larger than any honest one.
    """
    store: Store = request.app.state.store
    settings: Settings = request.app.state.settings
    token: str = request.app.state.token
    parameters = {name: _decoded(value) for name, value in request.path_params.items()}
    knows_token = _knows_token(request, token)
    body = await _bounded_body(request) if with_body else b""
    return Call(store, settings, request, parameters, body, knows_token)


def route(path: str, answer: Callable[[Call], Answer], *methods: str) -> Route:
    """A route whose answer is worked out in a thread, from the whole request."""
    return Route(path, partial(_answer_in_thread, answer), methods=list(methods))


async def answer_problem(request: Request, error: Exception) -> Response:
    """The response to a `Problem`, in the form that the client reads its exception class from."""
    problem = error if isinstance(error, Problem) else _as_problem(error)
    headers = {"X-Error-Message": re.sub(r"[^ -~]", "?", problem.message), **problem.headers}
    if problem.code:
        headers["X-Error-Code"] = problem.code
    return JSONResponse({"error": problem.message, **problem.details}, problem.status, headers)


class EncodedPaths:
    """Middleware that has paths matched as they came, before percent-decoding."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http":
            scope = {**scope, "path": scope["raw_path"].decode("ascii", "replace")}
        await self._app(scope, receive, send)


class LocalHostsOnly:
    """Middleware that refuses requests meant for another host.

    A page in a browser can make its own name point to 127.0.0.1 and then read what is served there as if it were its
    own (DNS rebinding); it cannot change the Host header.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or refuse it."""
        if scope["type"] == "http":
            hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
            if len(hosts) != 1 or not _LOCAL_HOST.fullmatch(hosts[0]):
                refusal = JSONResponse({"error": "This Hub answers to localhost only."}, 421)
                await refusal(scope, receive, send)
                return
        await self._app(scope, receive, send)


async def _answer_in_thread(answer: Callable[[Call], Answer], request: Request) -> Response:
    call = await read_call(request)
    result = await run_in_threadpool(answer, call)
    return result if isinstance(result, Response) else JSONResponse(result)


async def _bounded_body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BODY_BYTES:
            raise TooLarge("The body of this request is too large.")
    return bytes(body)


def _knows_token(request: Request, token: str) -> bool:
    given = request.headers.get("authorization")
    if given is None:
        return False
    scheme, _, offered = given.partition(" ")
    digests = [hashlib.sha256(text.strip().encode()).digest() for text in (offered, token)]
    if scheme.lower() != "bearer" or not hmac.compare_digest(*digests):
        raise Unauthorised("Invalid credentials in Authorization header")
    return True


def _decoded(value: str) -> str:
    try:
        return unquote(value, errors="strict")
    except UnicodeDecodeError as error:
        raise Malformed("The address is not UTF-8.") from error


_FULL_DISK = (errno.ENOSPC, errno.EDQUOT)


def _as_problem(error: Exception) -> Problem:
    """A full disk is an answer, too; every other error is a bug and goes up as it is."""
    is_full = isinstance(error, OSError) and error.errno in _FULL_DISK
    if not is_full and not (isinstance(error, sqlite3.OperationalError) and "is full" in str(error)):
        raise error
    problem = Problem("The Hub's disk is full; nothing of this request was kept.")
    problem.status = 507
    return problem
