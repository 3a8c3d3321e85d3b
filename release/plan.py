"""`ReleasePlan`: what would be done, a pure function of what is here and what is there. Planning twice is equal.

A plan is shown before anything happens, and is never changed by being carried out: after each step the Hub is read again and
planned against again, so that a run that was killed, or an answer that was lost, needs no memory.

A model's card names the commits of the datasets that the same release publishes. What such a card says is therefore itself a
function of what is here and what is there: `commit_to_be` gives the commit that a dataset has or will keep, or "" where it must be
made first. Then the card is planned with `TO_COME` in its place, which has the length of a commit, so that files and sizes are those
that will be sent; the plan names what it waits for, and such a card is never sent: it is made anew once the commit is there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from release.manifest import FileDigest, Manifest

__all__ = [
    "TO_COME",
    "TRAILER",
    "LocalRepo",
    "ReleasePlan",
    "RemoteFile",
    "RemoteRepo",
    "RepoPlan",
    "commit_to_be",
    "plan_release",
    "plan_repo",
]

TRAILER = "Release-Manifest: sha256:"
"""Begins the line of a commit's description that names the manifest it released."""

TO_COME = "0" * 40
"""Stands in a planned card for a commit that is not made yet; git gives it to no commit."""

_HUB_OWN = ".gitattributes"


@dataclass(frozen=True)
class LocalRepo:
    """A folder ready to go: which files of it, and how the repository shall stand; `awaits` names repositories to commit before."""

    repo_id: str
    folder: Path
    manifest: Manifest
    visibility: str
    gated: str | bool
    kind: str = "dataset"
    awaits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file as the Hub lists it: sha256 where it is stored apart (LFS), else git's sha1 of the blob."""

    sha256: str
    git_sha1: str
    size: int

    def same_as(self, local: FileDigest) -> bool:
        """Tell whether the bytes are those of a local file."""
        return self.sha256 == local.sha256 if self.sha256 else self.git_sha1 == local.git_sha1


@dataclass(frozen=True)
class RemoteRepo:
    """A repository as it stands on the Hub.

    Args:
        head: the commit of main.
        files: path -> file on main.
        tags: name -> commit.
        tagged: path -> file at the release's tag; None where the tag is not there.
        visibility: "private" or "public".
        gated: False, "auto" or "manual".
        is_ours: the head was written by a release of this tool, or holds nothing but what the Hub itself put there.
    """

    head: str
    files: Mapping[str, RemoteFile]
    visibility: str
    gated: str | bool
    tags: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    tagged: Mapping[str, RemoteFile] | None = None
    is_ours: bool = True


@dataclass(frozen=True)
class RepoPlan:
    """What is to be done for one repository; `blocked` says why nothing may be, `awaits` whose commits its card will name."""

    repo_id: str
    kind: str
    head: str
    create: bool
    add: tuple[str, ...]
    delete: tuple[str, ...]
    unchanged: int
    bytes_to_send: int
    tag: str
    create_tag: bool
    set_gated: str | bool | None
    set_visibility: str
    blocked: tuple[str, ...] = ()
    awaits: tuple[str, ...] = ()

    @property
    def commit(self) -> bool:
        """Is there anything to commit?"""
        return bool(self.add or self.delete)

    @property
    def is_done(self) -> bool:
        """Is there nothing left to do?"""
        return not (self.create or self.commit or self.create_tag or self.set_gated is not None or self.set_visibility)


@dataclass(frozen=True)
class ReleasePlan:
    """The whole release: where to, which tag, and one plan per repository."""

    endpoint: str
    tag: str
    repos: tuple[RepoPlan, ...]

    @property
    def is_done(self) -> bool:
        """Is there nothing left to do anywhere?"""
        return all(repo.is_done for repo in self.repos)

    @property
    def blocked(self) -> tuple[str, ...]:
        """Why the release may not go ahead, repository by repository."""
        return tuple(f"{repo.repo_id}: {reason}" for repo in self.repos for reason in repo.blocked)

    def to_json(self) -> dict[str, Any]:
        """The plan as plan.json holds it."""
        return {
            "schema_version": 1,
            "endpoint": self.endpoint,
            "tag": self.tag,
            "repos": [
                {
                    "repo": repo.repo_id,
                    "kind": repo.kind,
                    "head": repo.head,
                    "create": repo.create,
                    "add": list(repo.add),
                    "delete": list(repo.delete),
                    "unchanged": repo.unchanged,
                    "bytes_to_send": repo.bytes_to_send,
                    "create_tag": repo.create_tag,
                    "set_gated": repo.set_gated,
                    "set_visibility": repo.set_visibility,
                    "blocked": list(repo.blocked),
                    "awaits": list(repo.awaits),
                }
                for repo in self.repos
            ],
        }


def plan_release(
    endpoint: str,
    tag: str,
    local: tuple[LocalRepo, ...],
    remote: Mapping[str, RemoteRepo | None],
    *,
    adopt: bool = False,
) -> ReleasePlan:
    """Compare every local repository with what stands on the Hub (None: it is not there yet)."""
    return ReleasePlan(endpoint, tag, tuple(plan_repo(each, remote[each.repo_id], tag, adopt=adopt) for each in local))


def plan_repo(local: LocalRepo, remote: RemoteRepo | None, tag: str, *, adopt: bool = False) -> RepoPlan:
    """Compare one local repository with the Hub's.

    A published tag is never moved: where it already names these very bytes nothing is committed, and where it names others the
    plan is blocked. A repository that something else wrote to is not touched unless `adopt` is set.
    """
    if remote is None:
        return RepoPlan(
            local.repo_id, local.kind, "", True, tuple(sorted(local.manifest.files)), (), 0, local.manifest.size, tag, True,
            local.gated or None, local.visibility if local.visibility != "private" else "", awaits=local.awaits,
        )  # fmt: skip
    released = remote.tagged is not None and _same(remote.tagged, local.manifest)
    add, delete = ((), ()) if released else _changes(remote.files, local.manifest)
    blocked = []
    if remote.tagged is not None and not released:
        blocked.append(
            f"the tag {tag} already names other content, and a published tag is never moved; raise the version"
        )
    if (add or delete) and not remote.is_ours and not adopt:
        blocked.append("main holds a commit that no release of this tool made; look at it, then use --adopt")
    return RepoPlan(
        repo_id=local.repo_id,
        kind=local.kind,
        head=remote.head,
        create=False,
        add=add,
        delete=delete,
        unchanged=len(local.manifest.files) - len(add),
        bytes_to_send=sum(local.manifest.files[path].size for path in add),
        tag=tag,
        create_tag=remote.tagged is None,
        set_gated=local.gated if remote.gated != local.gated else None,
        set_visibility=local.visibility if remote.visibility != local.visibility else "",
        blocked=tuple(blocked),
        awaits=local.awaits,
    )


def commit_to_be(local: LocalRepo, remote: RemoteRepo | None, tag: str) -> str:
    """Return the commit that the release's tag names, or will name without another commit; "" where one must be made first."""
    if remote is None or plan_repo(local, remote, tag, adopt=True).commit:
        return ""
    return remote.tags.get(tag, remote.head)


def _changes(files: Mapping[str, RemoteFile], manifest: Manifest) -> tuple[tuple[str, ...], tuple[str, ...]]:
    add = [path for path, digest in manifest.files.items() if path not in files or not files[path].same_as(digest)]
    delete = [path for path in files if path not in manifest.files and path != _HUB_OWN]
    return tuple(sorted(add)), tuple(sorted(delete))


def _same(files: Mapping[str, RemoteFile], manifest: Manifest) -> bool:
    return _changes(files, manifest) == ((), ())
