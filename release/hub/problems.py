"""What the Hub refuses, and how it says so on the wire.

A `Problem` is an answer, not a bug: the application turns it into a response whose status and `X-Error-Code` are those
of the public Hub, because the client picks its exception class from them.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = [
    "AlreadyThere",
    "EntryNotFound",
    "Forbidden",
    "Malformed",
    "NotFound",
    "Problem",
    "RepoNotFound",
    "RestrictedRepo",
    "RevisionNotFound",
    "StaleParent",
    "TooLarge",
    "Unauthorised",
    "Unavailable",
]


class Problem(Exception):
    """An answer other than success.

    Args:
        message: one sentence for the reader; sent as `X-Error-Message` and as `error` in the body.
        details: what else goes into the JSON body (the `url` of a repository that exists, the `slug` of a collection).
        headers: what else goes into the head (`X-Repo-Commit`, which lets a client remember that a file is missing).
    """

    status = 500
    code: str | None = None

    def __init__(
        self,
        message: str,
        *,
        details: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.details = dict(details or {})
        self.headers = dict(headers or {})


class Malformed(Problem):
    """The request cannot be understood or breaks a rule of the Hub."""

    status = 400


class Unauthorised(Problem):
    """No token where one is needed, or not the right one."""

    status = 401


class Forbidden(Problem):
    """The caller is known and may not do this; or an upload link is not one that this Hub gave out."""

    status = 403


class NotFound(Problem):
    """Something that is neither a repository, a revision nor a file is not here."""

    status = 404


class RepoNotFound(Problem):
    """The repository does not exist, or the caller may not know that it does.

    A stranger gets 401 in both cases, as on the public Hub, so that the existence of a private repository cannot be
    told from the answer.
    """

    status = 404
    code = "RepoNotFound"

    def __init__(self, *, known_caller: bool) -> None:
        super().__init__("Repository not found")
        self.status = 404 if known_caller else 401


class RestrictedRepo(Problem):
    """The repository is gated and the caller was not let in."""

    status = 401
    code = "GatedRepo"


class RevisionNotFound(Problem):
    """No branch, tag, pull request or commit goes by that name."""

    status = 404
    code = "RevisionNotFound"


class EntryNotFound(Problem):
    """The revision exists and has no such file or folder."""

    status = 404
    code = "EntryNotFound"


class AlreadyThere(Problem):
    """What is to be created exists."""

    status = 409


class StaleParent(Problem):
    """The branch moved since the caller looked at it (compare-and-set failed)."""

    status = 412


class TooLarge(Problem):
    """The body is larger than this kind of request may be."""

    status = 413


class Unavailable(Problem):
    """Try again in a moment: another request is at the same thing."""

    status = 503
