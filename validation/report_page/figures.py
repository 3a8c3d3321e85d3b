"""What corpus.json and the report count, for tables and plots: rows in and out, sizes of splits, labels, licences, repairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["SERIES", "Labels", "SplitFigures", "labels_of", "licences_of", "rejected_of", "repairs_of", "splits_of"]

SERIES = 8
"""Labels that have a colour of their own in a plot; the others share one."""

UNDECLARED = "(undeclared)"
"""What corpus.json calls a label that its config does not declare."""


@dataclass(frozen=True)
class SplitFigures:
    """One split. `built` is false where corpus.json says nothing of it; then all but `rows` is 0."""

    config: str
    split: str
    task: str
    rows: int
    raw_rows: int
    rejected: int
    characters: int
    words: int
    built: bool

    @property
    def place(self) -> str:
        """Config and split, as the page names them."""
        return f"{self.config}/{self.split}"


@dataclass(frozen=True)
class Labels:
    """How often each label stands in each split of a config.

    Args:
        kind: "entities" or "relations".
        labels: from the most frequent to the least.
        counts: by split, in the order of the splits: label -> count.
    """

    config: str
    kind: str
    labels: tuple[str, ...]
    counts: Mapping[str, Mapping[str, int]]

    @property
    def series(self) -> tuple[str, ...]:
        """The labels with a colour of their own: all, or the most frequent ones where there are more than `SERIES`."""
        return self.labels if len(self.labels) <= SERIES else self.labels[: SERIES - 1]

    def total(self, split: str) -> int:
        """How many there are in a split."""
        return sum(self.counts[split].values())

    def parts(self, split: str) -> tuple[int, ...]:
        """The counts of the series in a split, and that of all others last where there are any."""
        own = tuple(self.counts[split].get(label, 0) for label in self.series)
        return own if len(self.series) == len(self.labels) else (*own, self.total(split) - sum(own))

    def colour(self, label: str) -> int:
        """The number of a label's colour, from 1; that of the others is `SERIES`."""
        return self.series.index(label) + 1 if label in self.series else SERIES


def splits_of(examined: Mapping[str, Mapping[str, int]], corpus: Mapping[str, Any]) -> tuple[SplitFigures, ...]:
    """Give every split that was examined or built, in the order of corpus.json, then of the report."""
    configs = corpus.get("configs", {})
    places = dict.fromkeys(_places({name: config.get("splits", {}) for name, config in configs.items()}))
    places.update(dict.fromkeys(_places(examined)))
    told = []
    for config, split in places:
        built = configs.get(config, {}).get("splits", {}).get(split, {})
        told.append(
            SplitFigures(
                config=config,
                split=split,
                task=str(configs.get(config, {}).get("task", "")),
                rows=examined.get(config, {}).get(split, 0),
                raw_rows=built.get("rows_in", 0),
                rejected=sum(built.get("rejected", {}).values()),
                characters=built.get("characters", 0),
                words=built.get("words", 0),
                built=bool(built),
            )
        )
    return tuple(told)


def _places(configs: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for config, splits in configs.items():
        for split in splits:
            yield config, split


def labels_of(corpus: Mapping[str, Any]) -> tuple[Labels, ...]:
    """Give the labels of entities and of relations of every config that has any."""
    told = []
    for name, config in corpus.get("configs", {}).items():
        for kind in ("entities", "relations"):
            counts = {split: dict(each.get(kind, {})) for split, each in config.get("splits", {}).items()}
            totals: Counter[str] = Counter()
            for each in counts.values():
                totals.update(each)
            if totals.total():
                labels = sorted(totals, key=lambda label: (label == UNDECLARED, -totals[label], label))
                told.append(Labels(name, kind, tuple(labels), counts))
    return tuple(told)


def licences_of(corpus: Mapping[str, Any]) -> tuple[tuple[str, int], ...]:
    """Give the rows by licence, the most frequent first."""
    return _most_first(
        each.get("licences", {})
        for config in corpus.get("configs", {}).values()
        for each in config.get("splits", {}).values()
    )


def rejected_of(corpus: Mapping[str, Any]) -> tuple[tuple[str, int], ...]:
    """Give the rejected raw rows by reason, the most frequent first."""
    return _most_first([corpus.get("rejected", {})])


def repairs_of(corpus: Mapping[str, Any]) -> tuple[tuple[str, str, int], ...]:
    """Give the repairs by config, and how often each was made."""
    return tuple(
        (name, repair, times)
        for name, config in corpus.get("configs", {}).items()
        for repair, times in sorted(config.get("repairs", {}).items())
    )


def _most_first(counts: Any) -> tuple[tuple[str, int], ...]:
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return tuple(sorted(total.items(), key=lambda item: (-item[1], item[0])))
