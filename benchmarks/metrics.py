"""Compare the hits of a scanner with gold spans: recall of whole spans, leaky notes, and words flagged for nothing.

    score = Score()
    score.add(note.text, note.spans, note.forms, hits)
    score.recall()          # of all spans, with the share of notes that leak beside it
    score.leak_bound()      # the exact one-sided 95% bound on that share

A span counts as found only where *every* letter and digit of it lies in some hit, whatever entity the hit names: half a
surname left over identifies as well as the whole. This module never keeps a text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

__all__ = [
    "INDIRECT",
    "Place",
    "Rate",
    "Score",
    "Span",
    "cover",
    "false_words",
    "is_covered",
    "upper_bound",
    "words_of",
]

Span = tuple[int, int, str]
"""A gold span: `text[start:end]` in code points, half-open, and its entity."""

INDIRECT = frozenset({"QUASI_IDENTIFIER", "PLACEHOLDER"})
"""Entities that alone identify nobody: a note that leaks only these is told apart."""

_WORD = re.compile(r"\S+")


class Place(Protocol):
    """What is asked of a hit: where it is, and how sure."""

    @property
    def start(self) -> int:
        """Where it begins, in code points."""

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""

    @property
    def entity(self) -> str:
        """What it is said to be."""

    @property
    def score(self) -> float:
        """How sure, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of how many."""

    found: int
    total: int

    @property
    def share(self) -> float:
        """The share found, from 0 to 1; not a number where there was nothing to find."""
        return self.found / self.total if self.total else float("nan")


def upper_bound(events: int, trials: int, confidence: float = 0.95) -> float:
    """Give the exact one-sided (Clopper-Pearson) upper bound on a rate after `events` in `trials`.

    Args:
        events: how many of the trials went wrong; 0 <= events <= trials.
        trials: how many were made; at least one.
        confidence: how sure the bound is to hold, between 0 and 1.

    Raises:
        ValueError: the counts are impossible.
    """
    from scipy.stats import beta  # type: ignore[import-untyped]  # great-expectations brings scipy, without types

    if trials < 1 or not 0 <= events <= trials:
        raise ValueError(f"{events} events in {trials} trials cannot be")
    if events == trials:
        return 1.0
    return float(beta.ppf(confidence, events + 1, trials - events))


def cover(length: int, places: Iterable[tuple[int, int]]) -> bytearray:
    """Mark with 1 each of `length` characters that lies in one of the half-open `places`."""
    mask = bytearray(length)
    for start, end in places:
        mask[start:end] = b"\x01" * (min(end, length) - start)
    return mask


def is_covered(text: str, start: int, end: int, mask: Sequence[int]) -> bool:
    """Tell whether every letter and digit of `text[start:end]` is marked.

    A span without any, such as a row of asterisks, is covered where one character of it is.
    """
    letters = [place for place in range(start, end) if text[place].isalnum()]
    if not letters:
        return any(mask[place] for place in range(start, end))
    return all(mask[place] for place in letters)


def words_of(text: str) -> list[tuple[int, int]]:
    """Give the places of the words of `text`: runs without blanks that hold a letter or a digit."""
    found = (match.span() for match in _WORD.finditer(text))
    return [(start, end) for start, end in found if any(char.isalnum() for char in text[start:end])]


def false_words(text: str, gold: Sequence[int], flagged: Sequence[int]) -> int:
    """Count the words that touch no gold character but hold a flagged letter or digit."""
    return sum(
        1
        for start, end in words_of(text)
        if not any(gold[start:end]) and any(flagged[place] and text[place].isalnum() for place in range(start, end))
    )


@dataclass(slots=True)
class Score:
    """What a scanner found, missed and flagged, over all the notes given to `add`.

    Args:
        threshold: hits below it count neither as found nor as false alarms.
    """

    threshold: float = 0.0
    notes: int = 0
    words: int = 0
    false: int = 0
    leaky: int = 0
    leaky_directly: int = 0
    spans: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    form_spans: Counter[tuple[str, str]] = field(default_factory=Counter)
    form_found: Counter[tuple[str, str]] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    labels: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, text: str, gold: Sequence[Span], forms: Sequence[str], hits: Iterable[Place]) -> list[Span]:
        """Count one note and give the gold spans that were missed, so that the caller may name them.

        Args:
            text: the note.
            gold: its spans.
            forms: the surface form of each, in the same order.
            hits: what the scanner found in it.
        """
        counted = [hit for hit in hits if hit.score >= self.threshold]
        flagged = cover(len(text), ((hit.start, hit.end) for hit in counted))
        golden = cover(len(text), ((start, end) for start, end, _ in gold))
        missed = []
        for span, form in zip(gold, forms, strict=True):
            hit = is_covered(text, span[0], span[1], flagged)
            self._count(span, form, found=hit)
            if hit:
                self.labels.update((span[2], name) for name in _names(span, counted))
            else:
                missed.append(span)
        self.notes += 1
        self.words += len(words_of(text))
        self.false += false_words(text, golden, flagged)
        self.alarms.update(hit.entity for hit in counted if not any(golden[hit.start : hit.end]))
        self.leaky += bool(missed)
        self.leaky_directly += any(span[2] not in INDIRECT for span in missed)
        return missed

    def _count(self, span: Span, form: str, *, found: bool) -> None:
        self.spans[span[2]] += 1
        self.form_spans[span[2], form] += 1
        self.found[span[2]] += found
        self.form_found[span[2], form] += found

    def recall(self, entity: str | None = None) -> Rate:
        """Give the spans found of all, or of one entity."""
        if entity is None:
            return Rate(self.found.total(), self.spans.total())
        return Rate(self.found[entity], self.spans[entity])

    def direct_recall(self) -> Rate:
        """Give the spans found of the entities that identify by themselves."""
        names = [name for name in self.spans if name not in INDIRECT]
        return Rate(sum(self.found[name] for name in names), sum(self.spans[name] for name in names))

    def form_recall(self, entity: str, form: str) -> Rate:
        """Give the spans found of one surface form of one entity."""
        return Rate(self.form_found[entity, form], self.form_spans[entity, form])

    def false_per_thousand(self) -> float:
        """Give the words flagged for nothing, per 1,000 words read."""
        return 1000 * self.false / self.words if self.words else float("nan")

    def leak_rate(self, *, direct: bool = False) -> Rate:
        """Give the notes that leak at least one span; with `direct`, one that identifies by itself."""
        return Rate(self.leaky_directly if direct else self.leaky, self.notes)

    def leak_bound(self, *, direct: bool = False) -> float:
        """Give the exact one-sided 95% upper bound on `leak_rate`, for notes drawn like these."""
        rate = self.leak_rate(direct=direct)
        return upper_bound(rate.found, rate.total)


def _names(span: Span, hits: Iterable[Place]) -> set[str]:
    return {hit.entity for hit in hits if hit.start < span[1] and span[0] < hit.end}
