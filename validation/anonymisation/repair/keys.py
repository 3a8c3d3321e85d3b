"""The key of surrogates: read from a file, held, used to draw, and never shown.

Everything drawn is HMAC-SHA256 of what it is drawn for, so nothing depends on the order in which rows come, and whoever lacks
the key cannot tell which value a surrogate stands for by trying them all.
"""

from __future__ import annotations

import hmac
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from datasets_builders.errors import UserError, disk_errors

__all__ = ["LONGEST", "SHORTEST", "Draw", "Key", "read_key"]

SHORTEST = 32
"""The least number of bytes of a key."""

LONGEST = 4096
"""The most: a longer file is probably not a key."""

_FEWEST_VALUES = 8  # of 32 random bytes, fewer different ones come up less than once in 10^20 times
_HOW = "Make one: (umask 077; head -c 32 /dev/urandom > surrogates.key), and keep it apart from the data."

T = TypeVar("T")


class Key:
    """A secret. Its `repr` is its fingerprint, from which it cannot be had.

    Args:
        secret: at least `SHORTEST` bytes.
    """

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def derived(self, *parts: str) -> Key:
        """Give the key of a smaller realm, such as one group's."""
        return Key(self.digest("derived", *parts))

    def digest(self, *parts: str) -> bytes:
        """Give 32 bytes that depend on the key and on every part, whatever characters these hold."""
        encoded = [part.encode("utf-8", "surrogatepass") for part in parts]
        return hmac.digest(self._secret, b"".join(len(each).to_bytes(8, "big") + each for each in encoded), "sha256")

    def draw(self, *parts: str) -> Draw:
        """Give the stream of numbers that belongs to these parts."""
        return Draw(self, parts)

    @property
    def fingerprint(self) -> str:
        """Tell whether two runs had the same key: 16 hex digits."""
        return self.digest("fingerprint").hex()[:16]

    def __repr__(self) -> str:
        return f"Key({self.fingerprint})"


class Draw:
    """Numbers that look random and are the same whenever the same key draws for the same thing."""

    __slots__ = ("_block", "_key", "_left", "_parts")

    def __init__(self, key: Key, parts: tuple[str, ...]) -> None:
        self._key, self._parts, self._block, self._left = key, parts, 0, b""

    def below(self, limit: int) -> int:
        """Give a number from 0 to `limit - 1`; 64 bits are drawn, so that small limits are even to 1 in 10^15."""
        if len(self._left) < 8:
            self._left = self._key.digest("draw", str(self._block), *self._parts)
            self._block += 1
        number = int.from_bytes(self._left[:8], "big")
        self._left = self._left[8:]
        return number % limit

    def one_of(self, values: Sequence[T]) -> T:
        """Give one of `values`, of which there is at least one."""
        return values[self.below(len(values))]

    def shuffled(self, values: Sequence[T]) -> list[T]:
        """Give all of `values` in another order."""
        left = list(values)
        return [left.pop(self.below(len(left))) for _ in range(len(left))]


def read_key(path: Path) -> Key:
    """Read a key file: its bytes are the key, a line end too.

    Raises:
        UserError: there is no such file, anybody may read it, or it is no key; its content is not repeated.
    """
    if not path.is_file():
        raise UserError(f"There is no key file {path}.", remedy=_HOW)
    with disk_errors(path, doing="reading the key"):
        mode = path.stat().st_mode
        with path.open("rb") as file:
            secret = file.read(LONGEST + 1)
    if mode & stat.S_IROTH:
        raise UserError(
            f"{path} may be read by everybody on this machine.",
            cause="Whoever has the key can tell which surrogate stands for whom.",
            remedy=f"chmod 600 {path}; make another key where others may have seen this one.",
        )
    if len(secret) < SHORTEST:
        raise UserError(f"The key in {path} has {len(secret)} bytes; it needs {SHORTEST} at least.", remedy=_HOW)
    if len(secret) > LONGEST or len(set(secret)) < _FEWEST_VALUES:
        raise UserError(
            f"{path} does not look like a key.",
            cause=f"It has more than {LONGEST} bytes, or hardly two that differ.",
            remedy=_HOW,
        )
    return Key(secret)
