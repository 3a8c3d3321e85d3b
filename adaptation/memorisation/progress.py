"""What long work asks of whoever shows it: to wrap its streams."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

__all__ = ["Progress", "no_bar"]

T = TypeVar("T")


class Progress(Protocol):
    """Wraps a stream, to show a bar; gives everything on, in order."""

    def __call__(self, what: str, stream: Iterable[T]) -> Iterable[T]:
        """Return the stream; `what` is done with each of it."""
        ...


def no_bar(what: str, stream: Iterable[T]) -> Iterable[T]:
    """Show nothing."""
    return stream
