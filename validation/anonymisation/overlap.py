"""Settle hits that lie on one another, without ever uncovering a letter.

The law: every character that some hit covered is still covered afterwards. So a hit is dropped only where
another one contains it; two that merely overlap both stay.

This module never sees the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from validation.anonymisation.engine import Hit

__all__ = ["settled"]


def settled(hits: Sequence[Hit]) -> list[Hit]:
    """Give the hits that remain, in the order of the text; settling twice changes nothing.

    Of one entity, the longest remains and takes the best score of those inside it. Of different entities, the
    inner one goes if the outer one is at least as certain (the telephone number that seems to be inside an
    IBAN); on the very same place both stay unless one is more certain.
    """
    ordered = sorted(hits)
    if all(earlier.end <= later.start for earlier, later in pairwise(ordered)):
        return ordered  # none touches another, as in most texts
    kept: list[Hit] = []
    near: list[Hit] = []  # those of `kept` that may still contain the next one
    for hit in sorted(_longest(hits), key=_outermost_first):
        near = [earlier for earlier in near if earlier.end > hit.start]
        if not any(_silences(outer, hit) for outer in near):
            near.append(hit)
            kept.append(hit)
    return sorted(kept)


def _longest(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Give the hits that no other of their entity contains, with the best score of those that they contain."""
    longest: dict[str, Hit] = {}
    for hit in sorted(hits, key=_outermost_first):
        outer = longest.get(hit.entity)
        if outer is None:
            longest[hit.entity] = hit
        elif hit.end <= outer.end:
            longest[hit.entity] = outer._replace(score=max(outer.score, hit.score))
        else:
            yield outer
            longest[hit.entity] = hit
    yield from longest.values()


def _outermost_first(hit: Hit) -> tuple[int, int, float, str, str]:
    return hit.start, -hit.end, -hit.score, hit.entity, hit.recogniser


def _silences(outer: Hit, inner: Hit) -> bool:
    """Tell whether `outer`, which begins no later than `inner`, contains it and makes it superfluous."""
    if outer.end < inner.end or outer.score < inner.score:
        return False
    return outer.score > inner.score or (outer.start, outer.end) != (inner.start, inner.end)
