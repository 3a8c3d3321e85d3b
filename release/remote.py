"""The Hub as a release needs it: the only module that calls huggingface_hub to read and to write.

It adds what the client leaves out: time limits on every request, and one division of errors into those that may pass
(`HubBusy`: try again after reading what really happened) and those that will not (`HubRefused`).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import httpx2
import huggingface_hub
from huggingface_hub import CommitOperationAdd, CommitOperationDelete, HfApi
from huggingface_hub.errors import (
    HfHubHTTPError,
    LocalEntryNotFoundError,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)
from huggingface_hub.hf_api import RepoFile
from huggingface_hub.utils.tqdm import disable_progress_bars

from datasets_builders.errors import Refused, UserError
from release.plan import TRAILER, LocalRepo, RemoteFile, RemoteRepo, RepoPlan

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["HubBusy", "HubRefused", "HubUnreachable", "Remote"]

T = TypeVar("T")

_PASSING = frozenset({408, 409, 412, 425, 429, 500, 502, 503, 504})
_TIMEOUT = httpx2.Timeout(connect=15.0, read=180.0, write=180.0, pool=60.0)
_WAIT = re.compile(r"t=(\d+)")


class HubUnreachable(UserError):
    """Nobody answers at the endpoint."""


class HubRefused(UserError):
    """The Hub answered no, and will again."""


class HubBusy(Exception):
    """Something that may pass: the state of the Hub is unknown until it is read again. `wait` is in seconds."""

    def __init__(self, what: str, wait: float = 0.0) -> None:
        super().__init__(what)
        self.wait = wait


class Remote:
    """One Hub at one endpoint, with one token."""

    def __init__(self, endpoint: str, token: str | None) -> None:
        self.endpoint = endpoint.rstrip("/")
        self.token = token
        huggingface_hub.set_client_factory(_client)
        if not sys.stderr.isatty():
            disable_progress_bars()
        if not self.endpoint.startswith("https://huggingface.co"):
            huggingface_hub.constants.HF_HUB_DISABLE_XET = True  # only the public Hub serves Xet
        self._api = HfApi(endpoint=self.endpoint, token=token or False)

    def check_access(self, namespace: str) -> str:
        """Return the user's name.

        Raises:
            HubUnreachable: nobody answers.
            HubRefused: the token is missing, wrong, or cannot write under `namespace`.
        """
        if not self.token:
            raise HubRefused("There is no token.", remedy="Set HF_TOKEN to a token with the right to write.")
        try:
            who = self._api.whoami()
        except HfHubHTTPError as error:
            if error.response.status_code not in (401, 403):
                raise _told(error) from error
            raise HubRefused(
                f"{self.endpoint} does not accept the token.",
                cause=_said(error),
                remedy="Set HF_TOKEN to a token with the right to write, then run the same command again.",
            ) from error
        except (httpx2.TransportError, OSError) as error:
            raise HubUnreachable(
                f"Nobody answers at {self.endpoint}.",
                cause=type(error).__name__,
                remedy="Check the address and the network, or publish to a local Hub with --to local:DIR. "
                "Nothing was sent; run the same command again when it answers.",
            ) from error
        names = {str(who["name"]), *(str(org["name"]) for org in who.get("orgs", ()))}
        if namespace not in names and not who.get("anyNamespace"):
            raise HubRefused(
                f"The token of {who['name']} cannot write under {namespace!r}.",
                cause=f"It may write under: {', '.join(sorted(names))}.",
                remedy="Correct `namespace` in the release file, or use a token of that organisation.",
            )
        return str(who["name"])

    def read(self, local: LocalRepo, tag: str) -> RemoteRepo | None:
        """Read how a repository stands; None where there is none."""
        try:
            info = self._call(lambda: self._api.repo_info(local.repo_id, repo_type=local.kind))
        except RepositoryNotFoundError:
            return None
        head = str(info.sha)
        tags = {
            ref.name: ref.target_commit
            for ref in self._call(lambda: self._api.list_repo_refs(local.repo_id, repo_type=local.kind)).tags
        }
        files = self.files(local.repo_id, local.kind, head)
        commits = self._call(lambda: self._api.list_repo_commits(local.repo_id, repo_type=local.kind))
        return RemoteRepo(
            head=head,
            files=files,
            visibility="private" if info.private else "public",
            gated=info.gated or False,
            tags=tags,
            tagged=self.files(local.repo_id, local.kind, tags[tag]) if tag in tags else None,
            is_ours=set(files) <= {".gitattributes"} or TRAILER in (commits[0].message or ""),
        )

    def files(self, repo_id: str, kind: str, revision: str) -> dict[str, RemoteFile]:
        """List the files of a revision with their digests."""
        tree = self._call(
            lambda: list(self._api.list_repo_tree(repo_id, repo_type=kind, revision=revision, recursive=True))
        )
        return {
            entry.path: RemoteFile(entry.lfs.sha256 if entry.lfs else "", entry.blob_id, entry.size)
            for entry in tree
            if isinstance(entry, RepoFile)
        }

    def create(self, local: LocalRepo) -> None:
        """Create the repository, always private; a repository that is already there is left as it is."""
        self._call(
            lambda: self._api.create_repo(local.repo_id, repo_type=local.kind, visibility="private", exist_ok=True)
        )

    def set_gated(self, local: LocalRepo) -> None:
        """Set the gate while the repository is still private."""
        gated: Any = local.gated
        self._call(lambda: self._api.update_repo_settings(local.repo_id, repo_type=local.kind, gated=gated))

    def set_visibility(self, local: LocalRepo) -> None:
        """Make the repository private or public."""
        wanted: Any = local.visibility
        self._call(lambda: self._api.update_repo_settings(local.repo_id, repo_type=local.kind, visibility=wanted))

    def commit(self, local: LocalRepo, plan: RepoPlan, head: str) -> None:
        """Make the one release commit on top of `head`, and only there."""
        operations: list[Any] = [CommitOperationAdd(path, str(local.folder / path)) for path in plan.add]
        operations += [CommitOperationDelete(path) for path in plan.delete]
        self._call(
            lambda: self._api.create_commit(
                local.repo_id,
                operations,
                commit_message=f"Release {plan.tag}",
                commit_description=f"{TRAILER}{local.manifest.digest}",
                repo_type=local.kind,
                parent_commit=head,
            )
        )

    def tag(self, local: LocalRepo, tag: str, commit: str) -> None:
        """Put the release's tag on a commit."""
        self._call(lambda: self._api.create_tag(local.repo_id, tag=tag, revision=commit, repo_type=local.kind))

    def download(self, repo_id: str, kind: str, revision: str, into: Path) -> Path:
        """Download every file of a revision into a fresh cache under `into`, and return its folder.

        Raises:
            Refused: there is no such repository or revision, as far as the token may see.
        """
        try:
            folder = self._call(
                lambda: self._api.snapshot_download(repo_id, repo_type=kind, revision=revision, cache_dir=into)
            )
        except (RepositoryNotFoundError, RevisionNotFoundError) as error:
            raise Refused(
                f"{repo_id} {revision} is not on {self.endpoint}.",
                cause="It was not published there, or the token may not see it.",
                remedy="Publish it first: referto publish RELEASE.toml",
            ) from error
        return Path(str(folder))

    def release_commits(self, repo_id: str, kind: str) -> Iterable[Mapping[str, str]]:
        """List the release commits on main, the latest first: commit and manifest digest."""
        for commit in self._call(lambda: self._api.list_repo_commits(repo_id, repo_type=kind)):
            if TRAILER in (commit.message or ""):
                yield {"commit": commit.commit_id, "manifest": commit.message.split(TRAILER)[1].split()[0]}

    def _call(self, act: Callable[[], T]) -> T:
        try:
            return act()
        except (RepositoryNotFoundError, RevisionNotFoundError):
            raise
        except HfHubHTTPError as error:
            raise _told(error) from error
        except httpx2.TransportError as error:
            raise HubBusy(f"the connection failed ({type(error).__name__})") from error
        except LocalEntryNotFoundError as error:
            raise HubBusy("a file could not be downloaded") from error
        except RuntimeError as error:
            # The client wraps what goes wrong while it uploads a file.
            if isinstance(error.__cause__, HfHubHTTPError):
                raise _told(error.__cause__) from error
            if isinstance(error.__cause__, httpx2.TransportError):
                raise HubBusy("the connection failed while a file was uploaded") from error
            raise


def _told(error: HfHubHTTPError) -> HubBusy | HubRefused:
    status = error.response.status_code if error.response is not None else 0
    is_upload = error.response is not None and "/api/" not in str(error.response.request.url)
    # A storage address that has run out answers 403; asking for a new one mends it. The Hub's own 403 is final.
    if status in _PASSING or not status or (is_upload and status in (403, 404)):
        wait = _WAIT.search(error.response.headers.get("RateLimit", "")) if error.response is not None else None
        return HubBusy(f"the Hub answered {status}", float(wait[1]) + 1 if wait and status == 429 else 0.0)
    return HubRefused(
        f"The Hub refused with {status}.",
        cause=_said(error),
        remedy="Put right what it says, then run the same command again; it goes on where it stopped.",
    )


def _said(error: HfHubHTTPError) -> str:
    return (error.server_message or str(error).splitlines()[0])[:300]


def _client() -> httpx2.Client:
    return httpx2.Client(timeout=_TIMEOUT, follow_redirects=True)
