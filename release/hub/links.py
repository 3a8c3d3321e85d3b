"""Links under which contents are uploaded without a token: signed, for one content, for a while.

As on the public Hub, the client sends the bytes themselves without its token. What may be sent, and until when, is in
the link, with a signature that only this folder's key can make.
"""

from __future__ import annotations

import hmac
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args
from urllib.parse import urlencode

from release.hub.blobs import Blob
from release.hub.problems import Forbidden

__all__ = ["LINK_SECONDS", "UploadLink", "read_link"]

LINK_SECONDS = 6 * 3600

Act = Literal["whole", "part", "complete"]

_ACTS: dict[str, Act] = {act: act for act in get_args(Act)}
_NUMBER = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True)
class UploadLink:
    """What a link allows.

    Args:
        act: to send a whole content, one part of it, or to say that all parts are sent.
        blob: the content.
        expires: until when, in seconds since 1970.
        session: which upload the part belongs to.
        part: its number, from 1.
    """

    act: Act
    blob: Blob
    expires: int
    session: str = ""
    part: int = 0

    def path(self, key: bytes) -> str:
        """The link below the endpoint, signed."""
        query = {
            "act": self.act,
            "size": self.blob.size,
            "expires": self.expires,
            "session": self.session,
            "part": self.part,
            "signature": self._signature(key),
        }
        return f"_upload/{self.blob.sha256}?{urlencode(query)}"

    def _signature(self, key: bytes) -> str:
        said = f"{self.act}:{self.blob.sha256}:{self.blob.size}:{self.expires}:{self.session}:{self.part}"
        return hmac.digest(key, said.encode(), "sha256").hex()


def read_link(key: bytes, sha256: str, query: Mapping[str, str]) -> UploadLink:
    """What the link that a request came by allows.

    Raises:
        Forbidden: this Hub did not give it out, or it has expired.
    """
    act = _ACTS.get(query.get("act", ""))
    numbers = [query.get(name, "") for name in ("size", "expires", "part")]
    if act is None or not all(_NUMBER.fullmatch(number) for number in numbers):
        raise Forbidden("This is not an upload link of this Hub.")
    size, expires, part = map(int, numbers)
    link = UploadLink(act, Blob(sha256, size), expires, query.get("session", ""), part)
    if not hmac.compare_digest(link._signature(key).encode(), query.get("signature", "").encode()):
        raise Forbidden("This is not an upload link of this Hub.")
    if expires < time.time():
        raise Forbidden("This upload link has expired.")
    return link
