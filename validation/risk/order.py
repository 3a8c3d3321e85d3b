"""Tell whether ids, persons or positions stand in the order of the dates in the notes.

Numbers given at admission, or rows left in the order of the archive, tell roughly when each person came, even where every
date was shifted. Spearman's rank correlation between the order and the latest date of each note says how closely.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["FEWEST", "STRONG", "Dated", "Ordering", "natural_key", "orderings", "rank_correlation"]

FEWEST = 20
"""Fewer dated rows than this are not judged: a few may stand in order by chance."""

STRONG = 0.8
"""A correlation this far from 0, on `FEWEST` rows or more, is no chance (p < 0.0001)."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A row with a date: where it stands in its split, its id, its person's id ("" for none)."""

    position: int
    id: str
    person: str
    date: datetime.date


@dataclass(frozen=True, slots=True)
class Ordering:
    """How the dates follow an order: that of the column "id" or "group_id", or that of the rows ("")."""

    column: str
    rows: int
    correlation: float

    @property
    def is_strong(self) -> bool:
        """Does the order tell the dates?"""
        return abs(self.correlation) >= STRONG


def orderings(rows: Sequence[Dated]) -> list[Ordering]:
    """Correlate each order with the dates; an order with fewer than `FEWEST` dates is left out.

    The date of a person is that of their first note.
    """
    told = [("", [row.position for row in rows], [row.date for row in rows])]
    ids = {row.id: row.date for row in rows if row.id}
    told.append(("id", _ranked_ids(list(ids)), list(ids.values())))
    persons: dict[str, datetime.date] = {}
    for row in rows:
        if row.person:
            persons[row.person] = min(row.date, persons.get(row.person, row.date))
    if set(persons) != set(ids):
        told.append(("group_id", _ranked_ids(list(persons)), list(persons.values())))
    return [
        Ordering(column, len(dates), rank_correlation(order, [date.toordinal() for date in dates]))
        for column, order, dates in told
        if len(dates) >= FEWEST
    ]


def natural_key(id: str) -> tuple[tuple[str, int], ...]:
    """Give a key that sorts "PS-9" before "PS-10"."""
    return tuple((word, int(digits or -1)) for word, digits in re.findall(r"([^0-9]*)([0-9]*)", id))


def _ranked_ids(ids: list[str]) -> list[int]:
    place = {id: index for index, id in enumerate(sorted(ids, key=natural_key))}
    return [place[id] for id in ids]


def rank_correlation(x: Sequence[int], y: Sequence[int]) -> float:
    """Give Spearman's rank correlation, equal values sharing the mean of their ranks; 0 where one side is constant."""
    a, b = _ranks(x), _ranks(y)
    a, b = a - a.mean(), b - b.mean()
    spread = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b) / spread if spread else 0.0


def _ranks(values: Sequence[int]) -> NDArray[Any]:
    _, inverse, counts = np.unique(np.asarray(values), return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks: NDArray[Any] = (ends - (counts - 1) / 2)[inverse]
    return ranks
