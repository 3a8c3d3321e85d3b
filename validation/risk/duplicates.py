"""Find the same note, or nearly the same, under two persons.

Equal is equal but for case, accents, punctuation and spacing. Nearly equal is a share of common runs of 13 words
(`datasets_builders.ngrams`). Phrases that stand in very many notes ("esame obiettivo nella norma ...") are no sign by
themselves, but count where two notes are compared. Memory: 8 bytes a word, the texts are not kept.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from datasets_builders.ngrams import Grams, containment, fold, word_ngrams

__all__ = ["COMMON", "FEWEST_WORDS", "SHARE", "DuplicateFinder", "Note", "SameNote"]

SHARE = 0.8
"""A pair is told when this share of the runs of the shorter note stands in the other."""

COMMON = 50
"""A run of 13 words that stands in more notes than this is a phrase, and brings no two notes together."""

FEWEST_WORDS = 8
"""Shorter notes are the same in many persons without meaning anything ("non si presenta alla chiamata")."""


@dataclass(frozen=True, slots=True)
class Note:
    """Where a note stands, and whose it is."""

    config: str
    split: str
    row: str
    person: str


@dataclass(frozen=True, slots=True)
class SameNote:
    """A note that also stands under other persons; `share` of the shorter one's runs is common, None: they are equal."""

    note: Note
    others: tuple[Note, ...]
    share: float | None


class DuplicateFinder:
    """Takes every note once, then gives those of two persons."""

    def __init__(self) -> None:
        self._notes: dict[bytes, list[Note]] = defaultdict(list)
        self._grams: dict[bytes, Grams] = {}
        self._cache: dict[str, int] = {}
        self.compared = 0

    def add(self, note: Note, text: str) -> None:
        """Take a note; one of fewer than `FEWEST_WORDS` words is not compared."""
        folded = fold(text)
        if folded.count(" ") < FEWEST_WORDS - 1:
            return
        self.compared += 1
        digest = hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if digest not in self._grams:
            self._grams[digest] = word_ngrams(folded, self._cache)
        self._notes[digest].append(note)

    def same_notes(self) -> Iterator[SameNote]:
        """Give each set of equal notes of several persons once, then each pair of nearly equal ones once."""
        for notes in self._notes.values():
            first, *others = sorted(_one_a_person(notes), key=_place)
            if others:
                yield SameNote(first, tuple(others), None)
        yield from self._nearly()

    def _nearly(self) -> Iterator[SameNote]:
        notes = [_one_a_person(self._notes[digest]) for digest in self._grams]
        grams = list(self._grams.values())
        rare = _rare(grams)
        for i, j, _ in containment(rare, rare):
            if i >= j:
                continue
            shared = np.intersect1d(grams[i], grams[j], assume_unique=True).size
            share = shared / min(len(grams[i]), len(grams[j]))
            pair = next(((a, b) for a in notes[i] for b in notes[j] if a.person != b.person), None)
            if share >= SHARE and pair is not None:
                first, other = sorted(pair, key=_place)
                yield SameNote(first, (other,), share)


def _place(note: Note) -> tuple[str, str, str]:
    return note.config, note.split, note.row


def _one_a_person(notes: list[Note]) -> list[Note]:
    return list({note.person: note for note in reversed(notes)}.values())


def _rare(grams: list[Grams]) -> list[Grams]:
    """Give of each note the runs that stand in at least two notes and at most `COMMON`."""
    if not grams:
        return []
    runs, counts = np.unique(np.concatenate(grams), return_counts=True)
    runs = runs[(counts > 1) & (counts <= COMMON)]
    if not len(runs):
        return [each[:0] for each in grams]
    return [each[runs[np.minimum(np.searchsorted(runs, each), len(runs) - 1)] == each] for each in grams]
