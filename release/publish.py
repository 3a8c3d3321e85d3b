"""Carry a plan out, so that every prefix of it is harmless and running it again ends in the same place.

Per repository: create it private, set the gate, one commit, the tag. Then everything is verified; only then is anything made
public. After each act, and after each error, the Hub is read again: what an answer said is never trusted over what stands there.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from datasets_builders.errors import Refused
from release.manifest import manifest_of
from release.patience import patiently
from release.plan import LocalRepo, RepoPlan, plan_repo
from release.remote import Remote

__all__ = ["Published", "push", "set_visibilities"]

Say = Callable[[str], None]


@dataclass(frozen=True)
class Published:
    """Where a repository came to stand."""

    repo_id: str
    kind: str
    commit: str
    manifest: str
    changed: bool


def push(
    remote: Remote,
    repos: Sequence[LocalRepo],
    tag: str,
    *,
    adopt: bool = False,
    say: Say = lambda line: None,
    pause: Callable[[float], None] = time.sleep,
) -> list[Published]:
    """Bring every repository to its manifest and tag, still private; in the order given.

    Raises:
        HubUnreachable: the Hub did not answer after several attempts.
        HubRefused: it said no.
        Refused: a plan is blocked, or the local files are not those that were planned.
    """
    return [_push_one(remote, local, tag, adopt, say, pause) for local in repos]


def set_visibilities(
    remote: Remote,
    repos: Sequence[LocalRepo],
    tag: str,
    *,
    say: Say = lambda line: None,
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """Make each repository as visible as the release wants it; the last step, after everything is verified."""
    for local in repos:

        def act(local: LocalRepo = local) -> bool:
            plan = plan_repo(local, remote.read(local, tag), tag)
            if plan.set_visibility:
                say(f"{local.repo_id}: {plan.set_visibility}")
                remote.set_visibility(local)
            return True

        _until_done(act, local, pause, say)


def _push_one(
    remote: Remote, local: LocalRepo, tag: str, adopt: bool, say: Say, pause: Callable[[float], None]
) -> Published:
    changed = False

    def act() -> bool:
        nonlocal changed
        step = _next_step(remote, local, tag, adopt)
        if step is None:
            return True
        what, do = step
        say(f"{local.repo_id}: {what}")
        changed = True
        do()
        return False

    _until_done(act, local, pause, say)
    state = patiently(lambda: remote.read(local, tag), local.repo_id, say=say, pause=pause)
    assert state is not None  # noqa: S101 - it was just brought to its tag
    return Published(local.repo_id, local.kind, state.tags[tag], local.manifest.digest, changed)


def _until_done(act: Callable[[], bool], local: LocalRepo, pause: Callable[[float], None], say: Say) -> None:
    """Call `act` until it says done; each call that may pass is tried again."""
    while not patiently(act, local.repo_id, say=say, pause=pause):
        pass


def _next_step(remote: Remote, local: LocalRepo, tag: str, adopt: bool) -> tuple[str, Callable[[], None]] | None:
    state = remote.read(local, tag)
    plan: RepoPlan = plan_repo(local, state, tag, adopt=adopt)
    if plan.awaits:
        raise Refused(
            f"{local.repo_id}: its card does not name the commits of {', '.join(plan.awaits)} yet.",
            remedy="Publish those first; `referto publish` does so.",
        )
    if plan.blocked:
        raise Refused(f"{local.repo_id}: {'; '.join(plan.blocked)}.", remedy="Nothing was changed there.")
    if state is None:
        return "create, private", lambda: remote.create(local)
    if plan.set_gated is not None:
        return f"gate {local.gated}", lambda: remote.set_gated(local)
    if plan.commit:
        _refuse_changed_files(local)
        told = f"commit {len(plan.add)} files, {plan.bytes_to_send:,} bytes"
        return told, lambda: remote.commit(local, plan, state.head)
    if plan.create_tag:
        return f"tag {tag}", lambda: remote.tag(local, tag, state.head)
    return None


def _refuse_changed_files(local: LocalRepo) -> None:
    now = manifest_of(local.folder, [local.folder / path for path in local.manifest.files])
    if now.digest != local.manifest.digest:
        raise Refused(
            f"{local.folder} changed after it was examined.",
            cause="A file was edited while the release was running.",
            remedy="Run the command again; it examines the files as they are now.",
        )
