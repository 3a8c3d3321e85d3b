"""The route that makes a commit, to a branch, a pull request, or a new pull request."""

from __future__ import annotations

from collections.abc import AsyncIterator

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from release.hub.calls import Call, read_call
from release.hub.commits import Draft, commit
from release.hub.discussions import open_discussion
from release.hub.history import Commit, resolve
from release.hub.problems import TooLarge

__all__ = ["ROUTES"]

_MOST_LINE_BYTES = 64_000_000


async def make_commit(request: Request) -> Response:
    """Read a commit line by line, then apply it: all of it or nothing."""
    call = await read_call(request, with_body=False)
    await run_in_threadpool(call.writable_repository)
    draft = Draft(call.store)
    async for line in _lines(request):
        await run_in_threadpool(draft.add, line)
    return await run_in_threadpool(_apply, call, draft)


def _apply(call: Call, draft: Draft) -> Response:
    draft.settle()
    repository = call.writable_repository()
    page = f"{call.endpoint}/{repository.id.url_path}"
    if not call.asks("create_pr"):
        made = commit(call.store, repository, call.parameters["revision"], draft)
        return JSONResponse(_described(made, page))
    database = call.store.database
    with database.transaction():
        base = resolve(database, repository, call.parameters["revision"])
        request = open_discussion(
            *(call.store, repository),
            title=draft.header.title.ljust(3, ".")[:200],  # a summary may be shorter or longer than a title
            description=draft.header.message,
            base=base,
            status="open",
        )
        made = commit(call.store, repository, request.reference, draft)
    return JSONResponse({**_described(made, page), "pullRequestUrl": f"{page}/discussions/{request.number}"})


def _described(made: Commit, page: str) -> dict[str, object]:
    return {
        "success": True,
        "commitOid": made.oid,
        "commitUrl": f"{page}/commit/{made.oid}",
        "hookOutput": "",
    }


async def _lines(request: Request) -> AsyncIterator[bytes]:
    rest = bytearray()
    async for chunk in request.stream():
        # Only the new bytes are searched for the end of the line, which may be megabytes behind.
        if b"\n" not in chunk:
            rest += chunk
        else:
            first, *others = chunk.split(b"\n")
            yield bytes(rest + first)
            for line in others[:-1]:
                yield line
            rest = bytearray(others[-1])
        if len(rest) > _MOST_LINE_BYTES:
            raise TooLarge("A file in a commit is too large; files of that size are uploaded by LFS.")
    yield bytes(rest)


ROUTES = [Route("/api/{kind}/{namespace}/{name}/commit/{revision}", make_commit, methods=["POST"])]
