"""Raise the score of a hit that stands beside a telling word, without a language model.

Presidio's own enhancer compares lemmas, and a blank Italian model has none, so that no word ever helps and
every identity card stays at 0.01. Here words are compared as they are written: whole words, whatever their
case or accents, and phrases of several words ("partita iva", "C.F.") as well. The arithmetic is Presidio's
(`LemmaContextAwareEnhancer`).

This module never looks further than `REACH` characters, so its cost does not depend on the text's length.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import regex  # type: ignore[import-untyped]

__all__ = ["AFTER", "BEFORE", "FACTOR", "MINIMUM", "REACH", "phrases", "raised", "supported", "words"]

FACTOR = 0.35
"""What a context word adds to a score (Presidio's `context_similarity_factor`)."""

MINIMUM = 0.4
"""The least score a hit has beside a context word (Presidio's `min_score_with_context_similarity`)."""

BEFORE = 5
"""How many words before a hit are looked at (Presidio's `context_prefix_count`)."""

AFTER = 3
"""How many words after a hit are looked at. Presidio looks at none; Italian forms write "AA1234567 (CIE)"."""

REACH = 160
"""The furthest a context word may stand from its hit, in code points."""

NEAR = 40
"""How far the words beside a hit mostly reach, in code points."""

_WORD = re.compile(r"[^\W_]+")
_MARKS = regex.compile(r"\p{Mn}+")


def words(text: str) -> tuple[str, ...]:
    """Give the words of `text`, case-folded, without accents or marks: "C.F. già" gives ("c", "f", "gia")."""
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", text)
        text = _MARKS.sub("", letters)
    return tuple(_WORD.findall(text.casefold()))


def phrases(context: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """Prepare a recogniser's context words for `supported`; an entry of several words is a phrase."""
    return frozenset(phrase for phrase in map(words, context) if phrase)


def supported(
    text: str,
    start: int,
    end: int,
    wanted: frozenset[tuple[str, ...]],
    *,
    before: int = BEFORE,
    after: int = AFTER,
) -> bool:
    """Tell whether a wanted phrase stands near `text[start:end]`, wholly before or wholly after it.

    Args:
        text: the whole text, not a piece of it.
        start: where the hit begins, in code points.
        end: where the hit ends, in code points.
        wanted: what `phrases` made of the recogniser's context words.
        before: how many words before the hit count.
        after: how many words after the hit count.
    """
    if not wanted:
        return False
    return _contains(_before(text, start, before), wanted) or _contains(_after(text, end, after), wanted)


def _before(text: str, start: int, most: int) -> tuple[str, ...]:
    """Give the last words before `start`, at most `most`; only where they are long is all of `REACH` read."""
    found = words(text[max(0, start - NEAR) : start])
    if len(found) <= most and start > NEAR:  # the first of them may be cut
        found = words(text[max(0, start - REACH) : start])
    return found[-most:] if most else ()


def _after(text: str, end: int, most: int) -> tuple[str, ...]:
    """Give the first words after `end`, at most `most`."""
    found = words(text[end : end + NEAR])
    if len(found) <= most:
        found = words(text[end : end + REACH])
    return found[:most]


def raised(score: float) -> float:
    """Give the score of a hit with a context word beside it: never lower, at least `MINIMUM`, at most 1."""
    return min(1.0, max(score + FACTOR, MINIMUM))


def _contains(line: tuple[str, ...], wanted: frozenset[tuple[str, ...]]) -> bool:
    lengths = {len(phrase) for phrase in wanted}
    return any(line[at : at + length] in wanted for length in lengths for at in range(len(line) - length + 1))
