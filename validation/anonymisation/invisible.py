"""Read a text without its invisible characters, and find the way back to the places in the text as it stands.

Soft hyphens, zero-width blanks, marks of direction and byte order marks come with text out of PDF files and web pages. They
are not seen, and they break every pattern: a name with a soft hyphen inside is a name all the same.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Seen", "seen"]

_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]+")
_EACH = "\u00ad\u034f\u061c\u180e" + "".join(
    map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x2070), 0xFEFF))
)
"""The same characters: to look for one after the other is four times as fast as to look for any of them."""


class Seen(NamedTuple):
    """A text as it is seen.

    Args:
        text: without invisible characters.
        kept: for each of its code points, where it stands in the text as it is; None where nothing was left out.
    """

    text: str
    kept: list[int] | None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Give the place in the text as it stands of `text[start:end]`, a span that is not empty."""
        return (start, end) if self.kept is None else (self.kept[start], self.kept[end - 1] + 1)


def seen(text: str) -> Seen:
    """Give a text as it is seen."""
    if text.isascii() or not any(map(text.__contains__, _EACH)):
        return Seen(text, None)
    kept: list[int] = []
    at = 0
    for match in _INVISIBLE.finditer(text):
        kept.extend(range(at, match.start()))
        at = match.end()
    kept.extend(range(at, len(text)))
    return Seen(_INVISIBLE.sub("", text), kept)
