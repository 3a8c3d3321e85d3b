"""The lines that a publisher puts into every document: they teach a model nothing but themselves."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

__all__ = ["LineCensus", "strip_lines"]

SHARE = 0.5
"""A line is boilerplate when it stands in this share of its source's documents."""
DOCUMENTS = 20
"""... and in at least this many."""
WORDS = 4
"""Shorter lines are headings, and stay."""


class LineCensus:
    """Counts in how many documents of each source a line stands; lines are held as 64-bit hashes."""

    def __init__(self) -> None:
        self._documents: Counter[str] = Counter()
        self._lines: dict[str, Counter[int]] = {}

    def add(self, source: str, text: str) -> None:
        """Count one document's lines, each once."""
        self._documents[source] += 1
        self._lines.setdefault(source, Counter()).update({_hash(line) for line in text.split("\n") if _is_long(line)})

    def boilerplate(self) -> dict[str, frozenset[int]]:
        """Return the hashes of the boilerplate lines of each source."""
        return {
            source: frozenset(
                line for line, times in lines.items() if times >= DOCUMENTS and times >= SHARE * self._documents[source]
            )
            for source, lines in self._lines.items()
        }


def strip_lines(text: str, boilerplate: Iterable[int]) -> tuple[str, int]:
    """Return the text without its boilerplate lines, and how many they were."""
    known = frozenset(boilerplate)
    if not known:
        return text, 0
    lines = text.split("\n")
    kept = [line for line in lines if not (_is_long(line) and _hash(line) in known)]
    return "\n".join(kept).strip(), len(lines) - len(kept)


def _is_long(line: str) -> bool:
    return line.count(" ") >= WORDS - 1


def _hash(line: str) -> int:
    folded = " ".join(line.split()).casefold().encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(folded, digest_size=8).digest(), "big")
