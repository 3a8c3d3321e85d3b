"""Let a foreign library try, and say what came of it.

Loaders of other people's files fail in any way they like (tokenizers raises bare `Exception`, model classes whatever their
arithmetic runs into), and for an examination every such failure is one and the same fact: it cannot be loaded.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Generic, NamedTuple, TypeVar

__all__ = ["Attempt", "attempt", "quiet"]

T = TypeVar("T")


class Attempt(NamedTuple, Generic[T]):
    """What a call gave, or the name of the error's class; never its message, which may quote a file."""

    value: T | None
    failure: str


def attempt(call: Callable[[], T]) -> Attempt[T]:
    """Call it, in silence, and return what it gave or how it failed."""
    with quiet(), ThreadPoolExecutor(1) as pool:
        done = pool.submit(call)
        error = done.exception()
    if error is None:
        return Attempt(done.result(), "")
    if not isinstance(error, Exception):
        raise error
    return Attempt(None, type(error).__name__)


@contextmanager
def quiet() -> Iterator[None]:
    """Keep the libraries' own talk from the person: what matters in it is told as a finding."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)  # not by the loggers' levels: transformers sets its own again when it is imported
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
