"""Routes that bring contents in: preupload, the batch call of git LFS, and the links that it gives out."""

from __future__ import annotations

import asyncio
import base64
import binascii
import time
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from release.hub.blobs import Blob
from release.hub.calls import Answer, Call, read_call, route
from release.hub.contents import look_up
from release.hub.fields import Fields
from release.hub.history import Commit, resolve
from release.hub.links import LINK_SECONDS, UploadLink, read_link
from release.hub.names import check_path
from release.hub.patterns import is_ignored, is_tracked_large, parse_ignore
from release.hub.problems import Forbidden, Malformed, NotFound, TooLarge
from release.hub.trees import FileEntry

__all__ = ["ROUTES", "pour"]

_LARGE_BYTES = 10_000_000
_BLOCK_BYTES = 1 << 20
_MOST_FILES = 1000


def preupload(call: Call) -> Answer:
    """For each file to come: large or regular, left out by `.gitignore` or not, and what is at its path now."""
    repository = call.writable_repository()
    commit = resolve(call.store.database, repository, call.parameters["revision"])
    attributes = _text_at(call, commit, ".gitattributes")
    ignore = parse_ignore(call.json.text("gitIgnore", _text_at(call, commit, ".gitignore")))
    listed = []
    for file in _bounded(call.json, "files"):
        path = check_path(file.text("path"))
        there = look_up(call.store.database, commit.tree, path)
        listed.append(
            {
                "path": path,
                "uploadMode": "lfs" if _is_large(file, attributes, path) else "regular",
                "shouldIgnore": is_ignored(ignore, path),
                "oid": there.etag if isinstance(there, FileEntry) else None,
            }
        )
    return {"files": listed, "commitOid": commit.oid}


def batch(call: Call) -> Answer:
    """How to upload each object; one that is here already needs nothing."""
    call.writable_repository()
    fields = call.json
    if fields.text("operation") != "upload" or fields.text("hash_algo", "sha256") != "sha256":
        raise Malformed("This Hub serves the LFS operation 'upload', with sha256; downloads go by 'resolve'.")
    offered = fields.texts("transfers") if fields.values.get("transfers") else ["basic"]
    objects, transfer = [], "basic"
    for member in _bounded(fields, "objects"):
        blob = Blob(member.text("oid"), member.whole("size"))
        described: dict[str, Any] = {"oid": blob.sha256, "size": blob.size, "authenticated": True}
        if not call.store.blobs.holds(blob):
            in_parts = "multipart" in offered and blob.size > call.settings.multipart_above
            transfer = "multipart" if in_parts else transfer
            upload = (
                _parts_action(call, blob) if in_parts else {"href": _href(call, UploadLink("whole", blob, _soon()))}
            )
            verify = f"{call.endpoint}/{call.repo_id.url_path}.git/info/lfs/objects/verify"
            described["actions"] = {"upload": upload, "verify": {"href": verify}}
        objects.append(described)
    return JSONResponse({"transfer": transfer, "objects": objects}, media_type="application/vnd.git-lfs+json")


def verify(call: Call) -> Answer:
    """Whether an object arrived whole."""
    call.writable_repository()
    if not call.store.blobs.holds(Blob(call.json.text("oid"), call.json.whole("size"))):
        raise NotFound("Object not found")
    return {}


async def upload(request: Request) -> Response:
    """Take in a content, or a part of one, as the link allows; the bytes go to the disk as they come."""
    call = await read_call(request, with_body=False)
    link = _link(call)
    store = call.store
    if link.act == "complete":
        raise Forbidden("This link is for saying that all parts were sent.")
    etag = f'"{link.blob.sha256}-{link.part}"'
    if link.act == "part":
        with store.uploads.write(link.session, link.part) as part:
            await pour(request, part)
            await run_in_threadpool(part.keep)
    else:
        with store.blobs.write(link.blob) as writer:
            await pour(request, writer)
            await run_in_threadpool(writer.keep)
    return Response(headers={"ETag": etag})


def complete(call: Call) -> Answer:
    """Make one content of the parts that were sent."""
    link = _link(call)
    if link.act != "complete" or call.json.text("oid") != link.blob.sha256:
        raise Forbidden("This link is not for saying that all parts of this object were sent.")
    call.store.uploads.complete(link.session, link.blob)
    return {}


class _Sink(Protocol):
    def write(self, block: bytes | bytearray) -> None: ...


async def pour(request: Request, sink: _Sink) -> None:
    """Write a body to `sink` in a thread, block by block, reading the next block meanwhile.

    Two blocks are in memory at any time, whatever the size of the body.
    """
    writing: asyncio.Task[None] | None = None
    block = bytearray()
    try:
        async for chunk in request.stream():
            block += chunk
            if len(block) >= _BLOCK_BYTES:
                if writing is not None:
                    await writing
                writing, block = asyncio.create_task(run_in_threadpool(sink.write, block)), bytearray()
    finally:
        if writing is not None:
            await writing
    await run_in_threadpool(sink.write, block)


def _parts_action(call: Call, blob: Blob) -> dict[str, Any]:
    part_bytes = max(call.settings.part_bytes, -(-blob.size // 9_999))
    session = call.store.uploads.begin(blob, part_bytes)
    n_parts = -(-blob.size // part_bytes)
    expires = _soon()
    header = {
        f"{number:05d}": _href(call, UploadLink("part", blob, expires, session, number))
        for number in range(1, n_parts + 1)
    }
    href = _href(call, UploadLink("complete", blob, expires, session))
    return {"href": href, "header": {"chunk_size": str(part_bytes), **header}}


def _link(call: Call) -> UploadLink:
    return read_link(call.store.upload_key, call.parameters["sha256"], dict(call.request.query_params))


def _href(call: Call, link: UploadLink) -> str:
    return f"{call.endpoint}/{link.path(call.store.upload_key)}"


def _soon() -> int:
    return int(time.time()) + LINK_SECONDS


def _bounded(fields: Fields, name: str) -> list[Fields]:
    members = list(fields.objects(name))
    if len(members) > _MOST_FILES:
        raise TooLarge(f"At most {_MOST_FILES} {name} in one request.")
    return members


def _is_large(file: Fields, attributes: str, path: str) -> bool:
    if file.whole("size") >= _LARGE_BYTES or is_tracked_large(attributes, path):
        return True
    try:
        sample = base64.b64decode(file.text("sample", ""), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Malformed(f"The sample of {path!r} is not base64.") from error
    return _is_binary(sample)


def _is_binary(sample: bytes) -> bool:
    """Whether the first bytes of a file are no text; a character cut at the end of the sample does not count."""
    if b"\0" in sample:
        return True
    try:
        sample.decode()
    except UnicodeDecodeError as error:
        return error.start < len(sample) - 3
    return False


def _text_at(call: Call, commit: Commit, path: str) -> str:
    entry = look_up(call.store.database, commit.tree, path)
    if not isinstance(entry, FileEntry) or entry.size > 1_000_000:
        return ""
    return call.store.blobs.read(entry.sha256).decode("utf-8", "replace")


_LFS = "/{namespace}/{name}.git/info/lfs/objects"
_upload: Callable[[Request], Awaitable[Response]] = upload

ROUTES = [
    route("/api/{kind}/{namespace}/{name}/preupload/{revision}", preupload, "POST"),
    route("/datasets" + _LFS + "/batch", batch, "POST"),
    route(_LFS + "/batch", batch, "POST"),
    route("/datasets" + _LFS + "/verify", verify, "POST"),
    route(_LFS + "/verify", verify, "POST"),
    Route("/_upload/{sha256}", _upload, methods=["PUT"]),
    route("/_upload/{sha256}", complete, "POST"),
]
