"""Labels and sizes across splits: a test that is large enough, labels that can be learned, and no drift between the splits.

All of it is counted: how often each label stands in each split. Nothing is sampled.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Self

import pyarrow.compute as pc

from datasets_builders.built import Batch
from datasets_builders.schema import TaskType
from datasets_builders.spec import split_role
from validation.checks import Check, Example, Facts
from validation.findings import Code, Finding, Severity
from validation.rules.examples import CONFIG_FACTS, entity, row
from validation.sieve import nested

__all__ = ["CHECK", "divergence"]

TEST_SMALL = Code(
    "DIST01",
    "test-too-small",
    Severity.WARNING,
    cause="A test split has so few rows that two models can hardly be told apart on it.",
    remedy="Report an interval with every score, or join splits and evaluate by folds.",
)
NOT_LEARNABLE = Code(
    "DIST02",
    "label-never-in-train",
    Severity.WARNING,
    cause="A label is asked for in the test and never stands in the training split.",
    remedy="Move documents so that each label is learned before it is asked, or leave it out of the score and say so.",
)
LABEL_RARE = Code(
    "DIST03",
    "label-rare",
    Severity.WARNING,
    cause="A label stands in a test split so seldom that one answer more or less moves its score by twenty points.",
    remedy="Report micro-averages beside macro ones, or leave the label out of the macro-average and say so.",
)
LABEL_DRIFT = Code(
    "DIST04",
    "labels-drift",
    Severity.WARNING,
    cause="Labels are distributed otherwise in a split than in train, and more so than chance makes them.",
    remedy="Draw the splits at random by document, or tell in the card why they differ.",
)
LABEL_UNUSED = Code(
    "DIST05",
    "label-unused",
    Severity.WARNING,
    cause="A config declares a label that none of its rows uses.",
    remedy="Take it out of the config's `labels`, or look for what the reader lost.",
)

SPLIT_IS_NO_SPLIT = Code(
    "DIST06",
    "split-is-no-split",
    Severity.WARNING,
    cause="A split is named for a language, a copy or a source: whoever evaluates on it measures something else than it says.",
    remedy="Make it a config of its own, with train, validation and test in it.",
)

ENOUGH_ROWS = 30
RARE = 5
DRIFT = 0.1
"""A Jensen-Shannon divergence in bits from which on a drift is told: 0 for equal distributions, 1 for disjoint ones."""
FEWEST = 100
"""Labels of a split from which on a drift is told."""
_LABELS_NAMED = 8
_NO_SPLITS = frozenset(
    "it en es fr de eu pt nl ita eng spa fra deu eus por italian english spanish french german basque italiano inglese spagnolo "
    "duplicates duplicate copies copy original translated translation gold silver raw clean all full".split()
)


class _Distributions:
    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._rows: Counter[tuple[str, str]] = Counter()
        self._labels: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)

    def see(self, batch: Batch) -> tuple[Finding, ...]:
        place = batch.config, batch.split
        self._rows[place] += batch.table.num_rows
        entities = nested(batch, "entities")
        if entities is not None:
            labels = entities.field("label")
            for counted in pc.value_counts(labels).to_pylist():
                self._labels[place][counted["values"] or ""] += counted["counts"]
        return ()

    def merge(self, other: Self) -> None:
        """Take over what another examination saw."""
        self._rows += other._rows
        for place, labels in other._labels.items():
            self._labels[place] += labels

    def conclude(self) -> Iterator[Finding]:
        for (config, split), rows in sorted(self._rows.items()):
            if split.lower() in _NO_SPLITS:
                yield SPLIT_IS_NO_SPLIT.at(config=config, split=split)
            if split_role(split) == "test" and 0 < rows < ENOUGH_ROWS and not self._is_text(config):
                yield TEST_SMALL.at(config=config, split=split, hint=f"{rows} rows; fewer than {ENOUGH_ROWS}")
        for config in sorted({config for config, _ in self._rows}):
            labels = {split: self._labels[config, split] for (of, split) in sorted(self._rows) if of == config}
            yield from _of_config(config, labels, tuple(self._facts.config(config).get("labels", ())))

    def _is_text(self, config: str) -> bool:
        return bool(self._facts.config(config).get("task") == TaskType.TEXT)


def _of_config(config: str, labels: Mapping[str, Counter[str]], declared: tuple[str, ...]) -> Iterator[Finding]:
    used: Counter[str] = sum(labels.values(), Counter())
    if declared and used and (unused := [label for label in declared if not used[label]]):
        yield LABEL_UNUSED.at(config=config, column="entities", hint=f"never used: {_named(unused, declared)}")
    train: Counter[str] = sum((counts for split, counts in labels.items() if split_role(split) == "train"), Counter())
    for split, counts in labels.items():
        if split_role(split) == "train" or not counts:
            continue
        if train and (strange := [label for label in sorted(counts) if not train[label]]):
            yield NOT_LEARNABLE.at(
                config=config, split=split, column="entities", hint=f"never in train: {_named(strange, declared)}"
            )
        if split_role(split) == "test" and (rare := [label for label in sorted(counts) if counts[label] < RARE]):
            yield LABEL_RARE.at(
                config=config, split=split, column="entities", hint=f"fewer than {RARE} times: {_named(rare, declared)}"
            )
        bits = divergence(train, counts) if min(train.total(), counts.total()) >= FEWEST else 0.0
        if bits >= DRIFT and _is_beyond_chance(bits, train, counts):
            yield LABEL_DRIFT.at(config=config, split=split, column="entities", hint=f"{bits:.2f} bits from train")


def divergence(left: Mapping[str, int], right: Mapping[str, int]) -> float:
    """Return the Jensen-Shannon divergence of two counts, in bits: 0 where they are in proportion, 1 where they share nothing."""
    ours, theirs = sum(left.values()), sum(right.values())
    bits = 0.0
    for label in sorted({*left, *right}):
        p, q = left.get(label, 0) / ours, right.get(label, 0) / theirs
        middle = (p + q) / 2
        bits += sum(share / 2 * math.log2(share / middle) for share in (p, q) if share)
    return min(1.0, max(0.0, bits))


def _is_beyond_chance(bits: float, left: Counter[str], right: Counter[str]) -> bool:
    """Is the divergence larger than sampling alone gives? Its expectation is about (labels - 1) (1/n + 1/m) / (8 ln 2) bits."""
    labels = len({*left, *right})
    expected = (labels - 1) * (1 / left.total() + 1 / right.total()) / (8 * math.log(2))
    return bits > 5 * expected


def _named(labels: list[str], declared: tuple[str, ...]) -> str:
    """Name labels that the config declares; others might be anything, so they are counted."""
    shown = [label for label in labels if label in declared][:_LABELS_NAMED]
    more = len(labels) - len(shown)
    return ", ".join((*shown, f"{more} {'more' if shown else 'that nobody declared'}") if more else shown)


def _labelled(id: str, *labels: str) -> dict[str, Any]:
    return row(id, entities=[entity(10, 17, "dispnea", label=label, id=f"e{at}") for at, label in enumerate(labels)])


def _shown(train: list[dict[str, Any]], test: list[dict[str, Any]]) -> Example:
    rows = {("notes", "train"): train, ("notes", "test"): test}
    counts = {"notes": {"train": len(train), "test": len(test)}}
    return Example(rows, Facts(corpus={"configs": {"notes": CONFIG_FACTS}}, splits=counts))


_BOTH = ("SINTOMO", "ESAME")
_TRAIN = [_labelled(f"n{number}", *_BOTH) for number in range(120)]
_TEST = [_labelled(f"t{number}", *_BOTH) for number in range(ENOUGH_ROWS)]

CHECK = Check(
    name="distributions",
    title="Tests are large enough, every label can be learned before it is asked, and labels do not drift between splits.",
    codes=(TEST_SMALL, NOT_LEARNABLE, LABEL_RARE, LABEL_DRIFT, LABEL_UNUSED, SPLIT_IS_NO_SPLIT),
    start=_Distributions,
    accepts=_shown(_TRAIN, _TEST),
    rejects={
        "DIST01": _shown(_TRAIN, _TEST[:8]),
        "DIST02": _shown([_labelled(f"n{number}", "SINTOMO") for number in range(50)], _TEST),
        "DIST03": _shown(
            _TRAIN, [_labelled("t0", "ESAME"), *(_labelled(f"t{number}", "SINTOMO") for number in range(1, 40))]
        ),
        "DIST04": _shown(_TRAIN, [*_TEST, *(_labelled(f"u{number}", *["ESAME"] * 9) for number in range(20))]),
        "DIST06": Example(
            {("notes", "train"): _TRAIN, ("notes", "english"): _TRAIN},
            Facts(splits={"notes": {"train": len(_TRAIN), "english": len(_TRAIN)}}),
        ),
        "DIST05": _shown([_labelled(f"n{number}", "ESAME") for number in range(120)], []),
    },
)
