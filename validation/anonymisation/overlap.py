"""Settle hits that lie on one another, without ever uncovering a letter.

The law: every character that some hit covered is still covered afterwards. So a hit is dropped only where
another one contains it; two that merely overlap both stay.

This module never sees the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from validation.anonymisation.engine import Hit

__all__ = ["settled"]


def settled(hits: Iterable[Hit]) -> list[Hit]:
    """Give the hits that remain, in the order of the text.

    Of one entity, the longest remains and takes the best score of those inside it. Of different entities, the
    inner one goes if the outer one is at least as certain (the telephone number that seems to be inside an
    IBAN); on the very same place both stay unless one is more certain.
    """
    kept: list[Hit] = []
    near: list[int] = []  # places in `kept` of the hits that may still contain the next one
    for hit in sorted(set(hits), key=lambda hit: (hit.start, -hit.end, -hit.score, hit.entity, hit.recogniser)):
        near = [place for place in near if kept[place].end > hit.start]
        twin = next((p for p in near if kept[p].entity == hit.entity and kept[p].end >= hit.end), None)
        if twin is not None:
            kept[twin] = replace(kept[twin], score=max(kept[twin].score, hit.score))
        elif not any(_silences(kept[place], hit) for place in near):
            near.append(len(kept))
            kept.append(hit)
    return sorted(kept)


def _silences(outer: Hit, inner: Hit) -> bool:
    """Tell whether `outer`, which begins no later than `inner`, contains it and makes it superfluous."""
    if outer.end < inner.end or outer.score < inner.score:
        return False
    return outer.score > inner.score or (outer.start, outer.end) != (inner.start, inner.end)
