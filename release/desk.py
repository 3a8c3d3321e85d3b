"""The whole way of a release, as `referto publish`, `plan` and `verify` walk it: prepare, plan, push, verify, receipt."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from datasets_builders.errors import Refused, UserError, disk_errors
from datasets_builders.staging import write_text
from release.patience import patiently
from release.plan import LocalRepo, ReleasePlan, plan_release
from release.publish import Published, push, set_visibilities
from release.release_file import Release
from release.remote import Remote
from release.verify import verify_repo

__all__ = ["Target", "carry_out", "open_target", "plan_against", "work_folder"]

Say = Callable[[str], None]


class Target:
    """Where a release goes: "local:DIR", an embedded Hub run for the occasion, or the URL of a Hub."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folder = Path(text.removeprefix("local:")) if text.startswith("local:") else None
        if self.folder is None and not text.startswith(("http://", "https://")):
            raise UserError(
                f"--to {text!r} is neither local:DIR nor a URL.",
                remedy="Write local:hub for an embedded Hub in the folder hub, or https://huggingface.co.",
            )

    def __str__(self) -> str:
        return self.text


@contextmanager
def open_target(target: Target, namespace: str) -> Iterator[Remote]:
    """Give the Hub behind a target, where `namespace` may be written; an embedded one runs as long as the block.

    Asked before anything is built, since a release takes minutes to prepare.

    Raises:
        UserError: it does not answer, or does not take the token.
    """
    if target.folder is None:
        from huggingface_hub import get_token

        remote = Remote(target.text, get_token())
        patiently(lambda: remote.check_access(namespace), target.text)
        yield remote
        return
    from release.hub.server import running

    with running(target.folder) as address:
        yield Remote(address.endpoint, address.token)


@contextmanager
def work_folder(release: Release, given: Path | None) -> Iterator[Path]:
    """Give the folder in which a release is prepared, held by one run at a time."""
    work = given or release.folder / f"{release.name}-{release.version}"
    with disk_errors(work, doing="making the work folder"):
        work.mkdir(parents=True, exist_ok=True)
        lock = (work / ".lock").open("w")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UserError(
                f"Another run is at work in {work}.",
                remedy="Wait until it ends, or give --work another folder.",
            ) from error
        yield work


def plan_against(remote: Remote, release: Release, repos: Sequence[LocalRepo], *, adopt: bool, say: Say) -> ReleasePlan:
    """Read the Hub and say what would be done; a pure comparison once everything is read."""
    there = {
        local.repo_id: patiently(partial(remote.read, local, release.tag), local.repo_id, say=say) for local in repos
    }
    return plan_release(remote.endpoint, release.tag, tuple(repos), there, adopt=adopt)


def carry_out(
    remote: Remote, release: Release, repos: Sequence[LocalRepo], work: Path, *, adopt: bool, say: Say
) -> dict[str, Any]:
    """Push, verify, make visible, and write the receipt; return it.

    Raises:
        Refused: a plan is blocked, or what came back is not what was sent.
        UserError: the Hub does not answer or says no; running again goes on where it stopped.
    """
    published = push(remote, repos, release.tag, adopt=adopt, say=say)
    rows = {local.repo_id: verify_repo(remote, local, release.tag, say=say) for local in repos}
    if not all(rows.values()):
        raise Refused("A repository gave back no row.", remedy="Report this; nothing was made public.")
    set_visibilities(remote, repos, release.tag, say=say)
    receipt = _receipt(remote, release, repos, published, rows)
    write_text(work / "receipt.json", json.dumps(receipt, ensure_ascii=False, indent=1) + "\n")
    return receipt


def _receipt(
    remote: Remote,
    release: Release,
    repos: Sequence[LocalRepo],
    published: Sequence[Published],
    rows: dict[str, int],
) -> dict[str, Any]:
    return {
        "schema_version": 1,
        "release": {"name": release.name, "version": release.version, "tag": release.tag},
        "endpoint": remote.endpoint,
        "repos": [
            {
                "repo": each.repo_id,
                "kind": each.kind,
                "commit": each.commit,
                "manifest": f"sha256:{each.manifest}",
                "files": len(local.manifest.files),
                "bytes": local.manifest.size,
                "rows_loaded": rows[each.repo_id],
                "visibility": local.visibility,
            }
            for each, local in zip(published, repos, strict=True)
        ],
    }
