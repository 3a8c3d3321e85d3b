"""`FoundPlaces`: where the recognisers fired in a folder, as numbers only, so that millions of places fit in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from datasets_builders.built import Batch, BuiltDataset
from datasets_builders.errors import Refused
from release.review.rows import texts_of
from validation.anonymisation.engine import Hit, IdentifierEngine
from validation.review.decisions import Item

__all__ = ["FoundPlace", "FoundPlaces", "find_places"]

_FIELDS = np.dtype(
    [
        ("place", "i4"),
        ("row", "i8"),
        ("column", "i4"),
        ("start", "i8"),
        ("end", "i8"),
        ("entity", "i2"),
        ("recogniser", "i2"),
        ("score", "f4"),
    ]
)
STATUSES = ("open", "identifier", "not-identifier", "wrong-boundary")
"""What a finding may be; the index of each stands in `FoundPlaces.status`."""


@dataclass(frozen=True)
class FoundPlace:
    """One finding; `row` is the index of the row in its split, `start` and `end` are code points of `column`, half-open."""

    number: int
    config: str
    split: str
    row: int
    column: str
    start: int
    end: int
    entity: str
    recogniser: str
    score: float

    @property
    def item(self) -> Item:
        """What a decision about it names."""
        return Item("finding", self.config, self.split, f"#{self.row}", self.column, self.start, self.end, self.entity)


class _Names:
    """Names and their numbers, in the order in which they came."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, name: str) -> int:
        return self._numbers.setdefault(name, len(self._numbers))

    def find(self, name: str) -> int:
        return self._numbers.get(name, -1)

    @property
    def names(self) -> list[str]:
        return list(self._numbers)


class FoundPlaces:
    """All findings of a folder in the order config, split, row, column, start; each has a number, from 0."""

    def __init__(self, places: list[tuple[str, str]]) -> None:
        self._places = places
        self._columns, self._entities, self._recognisers = _Names(), _Names(), _Names()
        self._chunks: list[npt.NDArray[np.void]] = []
        self._rows: npt.NDArray[np.void] = np.empty(0, dtype=_FIELDS)
        self._row_numbers: npt.NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._bounds: npt.NDArray[np.intp] = np.zeros(len(places) + 1, dtype=np.intp)
        self.status: npt.NDArray[np.int8] = np.zeros(0, dtype=np.int8)

    def add(self, batch: Batch, hits: Iterable[tuple[int, str, Hit]]) -> None:
        """Take in the hits of a batch: (index in the batch, column, hit)."""
        place = self._places.index((batch.config, batch.split))
        found = sorted(
            (
                place,
                batch.first + index,
                self._columns.number(column),
                hit.start,
                hit.end,
                self._entities.number(hit.entity),
                self._recognisers.number(hit.recogniser),
                hit.score,
            )
            for index, column, hit in hits
        )
        if found:
            self._chunks.append(np.array(found, dtype=_FIELDS))

    def close(self) -> FoundPlaces:
        """Say that all hits are in."""
        self._rows = np.concatenate([self._rows, *self._chunks])
        self._chunks = []
        # Contiguous, since a search in a field of a structured array would copy all of it every time.
        self._row_numbers = np.ascontiguousarray(self._rows["row"])
        self._bounds = np.searchsorted(np.ascontiguousarray(self._rows["place"]), np.arange(len(self._places) + 1))
        self.status = np.zeros(len(self._rows), dtype=np.int8)
        return self

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, number: int) -> FoundPlace:
        if not 0 <= number < len(self):
            raise IndexError(number)
        row = self._rows[number]
        config, split = self._places[int(row["place"])]
        return FoundPlace(
            number=number,
            config=config,
            split=split,
            row=int(row["row"]),
            column=self._columns.names[int(row["column"])],
            start=int(row["start"]),
            end=int(row["end"]),
            entity=self._entities.names[int(row["entity"])],
            recogniser=self._recognisers.names[int(row["recogniser"])],
            score=float(row["score"]),
        )

    @property
    def entities(self) -> dict[str, int]:
        """How many findings there are of each entity."""
        counts = Counter(self._rows["entity"].tolist())
        return {name: counts[number] for number, name in enumerate(self._entities.names)}

    @property
    def places(self) -> dict[tuple[str, str], int]:
        """How many findings each config and split has."""
        counts = Counter(self._rows["place"].tolist())
        return {place: counts[number] for number, place in enumerate(self._places)}

    def of_row(self, config: str, split: str, row: int) -> Iterator[FoundPlace]:
        """Give the findings of one row."""
        if (config, split) not in self._places:
            return
        place = self._places.index((config, split))
        low, high = self._bounds[place], self._bounds[place + 1]
        first, last = np.searchsorted(self._row_numbers[low:high], [row, row + 1])
        for number in range(int(low + first), int(low + last)):
            yield self[number]

    def find(self, item: Item) -> list[int]:
        """Return the numbers of the findings that `item` names; none where the recognisers find it no longer."""
        return [each.number for each in self.of_row(item.config, item.split, int(item.row[1:])) if each.item == item]

    def select(
        self, *, entity: str = "", status: str = "", place: tuple[str, str] | None = None
    ) -> npt.NDArray[np.intp]:
        """Return the numbers of the findings that fit every filter that is given, ascending."""
        fits = np.ones(len(self), dtype=bool)
        if entity:
            fits &= self._rows["entity"] == self._entities.find(entity)
        if place is not None:
            fits &= self._rows["place"] == (self._places.index(place) if place in self._places else -1)
        if status == "decided":
            fits &= self.status > 0
        elif status:
            fits &= self.status == (STATUSES.index(status) if status in STATUSES else -1)
        return np.flatnonzero(fits)


def find_places(
    dataset: BuiltDataset,
    engine: IdentifierEngine,
    *,
    progress: Callable[[Iterable[Batch]], Iterable[Batch]] = lambda batches: batches,
) -> FoundPlaces:
    """Look through every text of the folder once; memory grows with what is found (about 50 bytes each), not with the text.

    Raises:
        Refused: there was no text to look at.
    """
    found = FoundPlaces([(config, split) for config, splits in dataset.shards.items() for split in splits])
    characters = 0
    for batch in progress(dataset.batches()):
        hits = []
        for column, index, text in texts_of(batch):
            characters += len(text)
            hits += [(index, column, hit) for hit in engine.scan(text)]
        found.add(batch, hits)
    if not characters:
        raise Refused(
            f"{dataset.path} holds no text.",
            cause="Nothing was examined, and examining nothing is not a pass.",
            remedy="Give a folder whose rows have text.",
        )
    return found.close()
