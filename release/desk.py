"""The whole way of a release, as `referto publish`, `plan` and `verify` walk it: prepare, plan, push, verify, receipt.

Datasets go before models, and a model's card names the commits that its datasets got. So cards are settled twice: before the plan,
for the commits that stand on the Hub already (`settle`), and after the datasets were pushed, for those that were just made
(`carry_out`). Run again when all is published, the first already gives the bytes that are there, and nothing is left to do.
"""

from __future__ import annotations

import datetime
import fcntl
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from datasets_builders.errors import Refused, UserError, disk_errors
from datasets_builders.staging import write_text
from release.patience import patiently
from release.plan import LocalRepo, ReleasePlan, RemoteRepo, commit_to_be, plan_release
from release.prepare import Bars, Prepared, prepare, refuse_unless_passed
from release.prepare_model import PackagedModel, prepare_models
from release.publish import Published, push, set_visibilities
from release.release_file import Release
from release.remote import Remote
from release.verify import UNITS, verify_repo

__all__ = ["Ready", "Target", "carry_out", "make_ready", "open_target", "plan_against", "settle", "work_folder"]

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


@dataclass(frozen=True)
class Ready:
    """What can be done of a release without a Hub is done: datasets described, models packaged but without their cards."""

    datasets: tuple[Prepared, ...]
    models: tuple[PackagedModel, ...]

    def described(self, commits: Mapping[str, str]) -> list[Prepared]:
        """Return everything in the order in which it is published, the models' cards written for these commits of the datasets."""
        return [*self.datasets, *(model.described(commits) for model in self.models)]


def make_ready(release: Release, work: Path, *, today: datetime.date, say: Say, bars: Bars | None = None) -> Ready:
    """Build and examine the datasets, package and examine the models."""
    datasets = prepare(release, work, today=today, say=say, bars=bars)
    return Ready(tuple(datasets), tuple(prepare_models(release, datasets, work, today=today, say=say, bars=bars)))


def settle(remote: Remote, release: Release, ready: Ready, *, say: Say) -> list[Prepared]:
    """Write the models' cards for the commits that the datasets have on the Hub, or will keep; reads it, and changes nothing there."""
    there = _read(remote, release, [each.local for each in ready.datasets] if ready.models else [], say)
    commits = {
        each.local.repo_id: commit_to_be(each.local, there[each.local.repo_id], release.tag)
        for each in ready.datasets
        if ready.models
    }
    return ready.described(commits)


def _read(remote: Remote, release: Release, repos: Sequence[LocalRepo], say: Say) -> dict[str, RemoteRepo | None]:
    return {
        local.repo_id: patiently(partial(remote.read, local, release.tag), local.repo_id, say=say) for local in repos
    }


def plan_against(remote: Remote, release: Release, repos: Sequence[LocalRepo], *, adopt: bool, say: Say) -> ReleasePlan:
    """Read the Hub and say what would be done; a pure comparison once everything is read."""
    there = _read(remote, release, repos, say)
    return plan_release(remote.endpoint, release.tag, tuple(repos), there, adopt=adopt)


def carry_out(remote: Remote, release: Release, ready: Ready, work: Path, *, adopt: bool, say: Say) -> dict[str, Any]:
    """Push the datasets, then the models with cards that name their commits; verify, make visible, write the receipt; return it.

    Raises:
        Refused: a plan is blocked, a card does not pass, or what came back is not what was sent.
        UserError: the Hub does not answer or says no; running again goes on where it stopped.
    """
    published = push(remote, [each.local for each in ready.datasets], release.tag, adopt=adopt, say=say)
    described = ready.described({each.repo_id: each.commit for each in published})
    refuse_unless_passed(described)
    repos = [each.local for each in described]
    published += push(remote, repos[len(published) :], release.tag, adopt=adopt, say=say)
    loaded = {local.repo_id: verify_repo(remote, local, release.tag, say=say) for local in repos}
    if not all(loaded.values()):
        raise Refused("A repository gave back nothing.", remedy="Report this; nothing was made public.")
    set_visibilities(remote, repos, release.tag, say=say)
    receipt = _receipt(remote, release, repos, published, loaded)
    write_text(work / "receipt.json", json.dumps(receipt, ensure_ascii=False, indent=1) + "\n")
    return receipt


def _receipt(
    remote: Remote,
    release: Release,
    repos: Sequence[LocalRepo],
    published: Sequence[Published],
    loaded: dict[str, int],
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
                f"{UNITS[each.kind]}_loaded": loaded[each.repo_id],
                "visibility": local.visibility,
            }
            for each, local in zip(published, repos, strict=True)
        ],
    }
