"""Which of many patterns occur in a text, in one pass of RE2; and never a wrong "none of them".

A set of RE2 whose automaton runs out of memory answers like one that found nothing. Here that is told apart: a pattern for the
beginning of the text always occurs, so an answer without it is no answer. (The empty pattern would occur at every byte, and
cost a quarter of the time.)

This module never imports Presidio, and never keeps a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import re2

__all__ = ["PatternSet", "options", "written"]


class PatternSet:
    """Some RE2 patterns, as one automaton: added, then compiled, then asked.

    Args:
        megabytes: the memory that its states may take.
    """

    def __init__(self, megabytes: int) -> None:
        self._set = re2.Set.SearchSet(options(megabytes))
        self._always = -1

    def add(self, pattern: str) -> int:
        """Add a pattern and give its number: 0, 1, 2 and so on.

        Raises:
            re2.error: it is not one that RE2 takes.
        """
        return int(self._set.Add(pattern))

    def compile(self) -> None:
        """Make the automaton; nothing is added after that."""
        self._always = self.add(r"\A")
        self._set.Compile()

    def occurring(self, text: bytes) -> list[int] | None:
        """Give the numbers of the patterns that occur in `text`, in any order; None where that cannot be told."""
        return self._told(self._set.Match(text))

    def occurring_in(self, texts: Iterable[bytes]) -> Iterator[tuple[int, list[int] | None]]:
        """Give the number of each text in which any pattern occurs, or that cannot be told of, with what `occurring` gives."""
        match, nothing = self._set.Match, [self._always]
        for number, text in enumerate(texts):
            found = match(text)
            if found != nothing:
                yield number, self._told(found)

    def _told(self, found: list[int] | None) -> list[int] | None:
        if not found or self._always not in found:
            return None
        found.remove(self._always)
        return found


def options(megabytes: int) -> re2.Options:
    """Give the options of an automaton that may take so much memory, and says nothing on stderr when that is too little."""
    made = re2.Options()
    made.max_mem = megabytes << 20
    made.log_errors = False
    return made


def written(text: str) -> bytes | None:
    """Give a text as RE2 reads it; None where a lone surrogate is in it, which RE2 does not know."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return None
