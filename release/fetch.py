"""Download the raw files of a corpus from where it is published, at the pinned revision, and refuse what has changed.

A download is kept beside the corpus's folder, is taken up where it stopped, and is unpacked there; the folder appears only when
every pinned checksum holds. Only sources on GitHub, Zenodo and the Hugging Face Hub can be fetched; of others the address is told.
"""

from __future__ import annotations

import re
import shutil
import tarfile
import time
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

import httpx2

from datasets_builders.checksums import changes, pinned_checksums
from datasets_builders.errors import Refused, UserError, disk_errors
from datasets_builders.spec import CorpusSpec, Source
from datasets_builders.staging import staged_folder

__all__ = ["Download", "SourceChanged", "downloads", "fetch"]

ATTEMPTS = 6
_TIMEOUT = httpx2.Timeout(connect=15.0, read=60.0, write=60.0, pool=30.0)

Advance = Callable[[int, int | None], None]
"""Told bytes so far and bytes in all (None: unknown)."""


class SourceChanged(Refused):
    """What was downloaded is not what the reader was written for."""


@dataclass(frozen=True, slots=True)
class Download:
    """One file to get: its address, the name it is kept under, and the archive inside it that holds the files, if any."""

    url: str
    name: str
    inner: str = ""


def downloads(source: Source, *, mirror: str = "") -> list[Download]:
    """Say what has to be downloaded for a source; `mirror` replaces scheme and host of every address.

    Raises:
        UserError: the source is a page or an index, from which a program cannot download.
    """
    found = _github(source) or _zenodo(source) or _hub(source)
    if not found:
        raise UserError(
            f"{source.url} cannot be fetched by a program.",
            cause="It is a page for people, or its revision is not known.",
            remedy="Download it there by hand and give its folder to --source of `referto build`.",
        )
    if not mirror:
        return found
    return [Download(re.sub(r"^https?://[^/]+", mirror.rstrip("/"), each.url), each.name, each.inner) for each in found]


def _github(source: Source) -> list[Download]:
    match = re.fullmatch(r"https://github\.com/([\w.-]+)/([\w.-]+?)(?:\.git)?/?", source.url)
    if not match or not re.fullmatch(r"[0-9a-f]{40}", source.revision):
        return []
    owner, repo = match.groups()
    url = f"https://codeload.github.com/{owner}/{repo}/tar.gz/{source.revision}"
    return [Download(url, f"{repo}-{source.revision[:12]}.tar.gz", source.archive)]


def _zenodo(source: Source) -> list[Download]:
    match = re.fullmatch(r"https://(?:www\.)?zenodo\.org/records?/(\d+)/?", source.url)
    if not match or not source.path:
        return []
    names = [name.strip() for name in source.path.split(",")]
    return [Download(f"https://zenodo.org/records/{match[1]}/files/{name}?download=1", name) for name in names]


def _hub(source: Source) -> list[Download]:
    match = re.fullmatch(r"https://huggingface\.co/datasets/([\w.-]+/[\w.-]+)/?", source.url)
    if not match or not source.path or not re.fullmatch(r"[0-9a-f]{40}|v?\d[\w.]*", source.revision):
        return []
    names = [name.strip() for name in source.path.split(",")]
    return [
        Download(f"https://huggingface.co/datasets/{match[1]}/resolve/{source.revision}/{name}", name) for name in names
    ]


def fetch(
    spec: CorpusSpec,
    into: Path,
    *,
    mirror: str = "",
    advance: Advance = lambda done, total: None,
    pause: Callable[[float], None] = time.sleep,
) -> list[str]:
    """Download, unpack and check a corpus; return the addresses that were taken.

    Args:
        spec: the corpus.
        into: becomes its folder; made whole or not at all.
        mirror: scheme and host to download from instead of the publisher's.
        advance: told of the bytes as they come.
        pause: waits between attempts, seconds.

    Raises:
        SourceChanged: a checksum differs; what was downloaded is kept aside for looking at.
        UserError: a source cannot be fetched, or does not answer.
    """
    wanted = [each for source in spec.sources for each in downloads(source, mirror=mirror)]
    cache = into.with_name(f".{into.name}.download")
    with disk_errors(cache, doing="downloading"):
        cache.mkdir(parents=True, exist_ok=True)
        with httpx2.Client(timeout=_TIMEOUT, follow_redirects=True) as client:
            files = [_download(client, each, cache, advance, pause) for each in wanted]
    pinned = pinned_checksums(spec)
    with staged_folder(into, doing=f"unpacking {spec.id}") as folder:
        for each, file in zip(wanted, files, strict=True):
            _unpack(file, folder, [want.path for want in pinned], each.inner)
        _write_mark(folder, wanted)
        differing = changes(folder, pinned)
        if differing:
            raise SourceChanged(
                f"{spec.id} is not what its reader was written for:\n" + "\n".join(f"  - {line}" for line in differing),
                cause="The publisher changed it, or the download was tampered with or damaged.",
                remedy=f"What came is kept in {cache}. Read what changed; then adapt the reader and its checksums.tsv.",
            )
    shutil.rmtree(cache)
    return [each.url for each in wanted]


def _write_mark(folder: Path, wanted: Iterable[Download]) -> None:
    (folder / "SOURCE.txt").write_text("".join(f"{each.url}\n" for each in wanted), encoding="utf-8")


def _download(
    client: httpx2.Client, wanted: Download, cache: Path, advance: Advance, pause: Callable[[float], None]
) -> Path:
    """Get one file, taking up what an earlier run got of it."""
    target = cache / wanted.name
    if target.is_file():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    trouble = ""
    for attempt in range(ATTEMPTS):
        if attempt:
            pause(min(0.5 * 2**attempt, 15.0))
        try:
            _take(client, wanted.url, part, advance)
        except httpx2.HTTPStatusError as error:
            status = error.response.status_code
            if status < 500 and status not in (408, 425, 429):
                raise _refused(wanted.url, status) from error
            trouble = f"it answers {status}"
        except httpx2.TransportError as error:
            trouble = f"the connection failed ({type(error).__name__})"
        else:
            part.rename(target)
            return target
    raise UserError(
        f"{wanted.url} could not be downloaded in {ATTEMPTS} attempts.",
        cause=trouble,
        remedy="Run the same command again; it goes on where it stopped.",
    )


def _take(client: httpx2.Client, url: str, partial: Path, advance: Advance) -> None:
    have = partial.stat().st_size if partial.exists() else 0
    headers = {"Range": f"bytes={have}-", "Accept-Encoding": "identity"} if have else {"Accept-Encoding": "identity"}
    with client.stream("GET", url, headers=headers) as answer:
        if answer.status_code == 416:
            # Nothing is left to send, or the file has become shorter: begin again, the checksums decide.
            partial.unlink()
            raise httpx2.ReadError("the file became shorter while it was downloaded")
        answer.raise_for_status()
        resumed = answer.status_code == 206
        done = have if resumed else 0
        length = answer.headers.get("Content-Length")
        total = done + int(length) if length else None
        with partial.open("ab" if resumed else "wb") as file:
            for block in answer.iter_raw():
                file.write(block)
                done += len(block)
                advance(done, total)
        if total is not None and done != total:
            raise httpx2.ReadError(f"{done} of {total} bytes came")


def _refused(url: str, status: int) -> UserError:
    cause = {401: "It wants a login.", 403: "It is gated or forbidden.", 404: "It is not there any more."}.get(
        status, ""
    )
    return UserError(
        f"{url} answers {status}.",
        cause=cause,
        remedy="Open the corpus's page, ask for access or look where it went, and give the folder to --source by hand.",
    )


def _unpack(file: Path, folder: Path, keep: Sequence[str], inner: str) -> None:
    """Unpack what is pinned of an archive to its pinned place below `folder`; copy any file that is no archive."""
    if tarfile.is_tarfile(file):
        with tarfile.open(file) as archive:
            for member in archive:
                content = archive.extractfile(member) if member.isfile() else None
                if content is not None:
                    _keep(member.name, content.read, folder, keep, inner)
    elif zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as zipped:
            for name in zipped.namelist():
                if not name.endswith("/"):
                    _keep(name, partial(zipped.read, name), folder, keep, inner)
    else:
        _place(folder / file.name, file.read_bytes())


def _keep(name: str, content: Callable[[], bytes], folder: Path, keep: Sequence[str], inner: str) -> None:
    parts = PurePosixPath(name).parts
    if ".." in parts or PurePosixPath(name).is_absolute():
        raise Refused(f"The archive holds a path that leaves its folder: {name!r}.", remedy="Do not use this download.")
    if inner and name.endswith(inner):
        nested = folder / ".inner" / PurePosixPath(inner).name
        _place(nested, content())
        _unpack(nested, folder, keep, "")
        shutil.rmtree(nested.parent)
        return
    place = _pinned_place(name, keep)
    if place:
        _place(folder / place, content())


def _pinned_place(name: str, keep: Sequence[str]) -> str:
    """Return where a member belongs: publishers' archives have a folder of their own above what is pinned."""
    for pinned in keep:
        at = f"/{name}".find(f"/{pinned}")
        if at >= 0 and (pinned.endswith("/") or f"/{name}".endswith(f"/{pinned}")):
            return name[at:]
    return "" if keep else name.partition("/")[2] or name


def _place(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
