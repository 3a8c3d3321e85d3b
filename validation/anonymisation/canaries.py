"""Canaries: invented identifiers planted in copies of real rows, which the engine must find, or its silence is worth nothing.

    sample = Sample(seed)                      # in the one pass over the rows: sample.add(config, split, index, text)
    proof = prove(engine, sample.texts, seed)  # afterwards: how many were planted, how many found, by entity

A canary counts as found when every letter and digit of its value is covered by hits of any entity: then masking would have
taken it away. The rows themselves are never changed, and no canary and no row ever leaves this module's functions.
"""

from __future__ import annotations

import hashlib
import heapq
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from datasets_builders.errors import UserError
from validation.anonymisation.canary_forms import END, FORMS, KNOWN_MISSED_FORMS, START, Form
from validation.anonymisation.canary_values import is_listed, render
from validation.anonymisation.certificate import Proof, Tally
from validation.anonymisation.engine import Hit, IdentifierEngine

__all__ = ["EXCERPT", "ROWS", "Canary", "Sample", "canaries", "is_found", "prove"]

ROWS = 64
"""How many rows are drawn to be copied."""

EXCERPT = 600
"""How much of a row is copied, at most, in code points: longer rows are cut at a blank, so that the cost is bounded."""

_MIDDLE = "middle"
_ENDS_SENTENCE = re.compile(r"[.!?;][)»”\"']?\Z")
_CUTS = (re.compile(r"(?<=[.!?;])\s+(?=\S)|\n\s*\n"), re.compile(r"\n"), re.compile(r"\s+(?=\S)"))
"""Where a text may be cut, best first: where a sentence or a paragraph ends, at the end of a line, between words."""


class Sample:
    """The rows with the smallest keyed hashes: which ones does not depend on the order in which they come, or on batches.

    Args:
        seed: the key.
        size: how many rows are kept; memory is bounded by it and `EXCERPT`.
    """

    def __init__(self, seed: str, size: int = ROWS) -> None:
        self._seed = seed
        self._key = hashlib.sha256(seed.encode()).digest()
        self._size = size
        self._kept: list[tuple[int, str]] = []  # a heap of (minus the hash, excerpt): the first is the next to go

    def add(self, config: str, split: str, index: int, text: str) -> None:
        """Offer a row: its config, its split, its index in the split, its text. A row without a word is passed over."""
        place = f"{config}\0{split}\0{index}".encode()
        rank = int.from_bytes(hashlib.blake2b(place, key=self._key, digest_size=8).digest())
        full = len(self._kept) >= self._size
        if (full and rank >= -self._kept[0][0]) or not text.strip():
            return
        (heapq.heappushpop if full else heapq.heappush)(self._kept, (-rank, _excerpt(text)))

    def merge(self, other: Sample) -> Sample:
        """Return the sample of the rows of both; associative, and the same in either order."""
        both = Sample(self._seed, self._size)
        both._kept = heapq.nlargest(self._size, [*self._kept, *other._kept])
        heapq.heapify(both._kept)
        return both

    @property
    def texts(self) -> tuple[str, ...]:
        """The excerpts, in the order of their hashes."""
        return tuple(text for _, text in sorted(self._kept, reverse=True))


@dataclass(frozen=True, slots=True)
class Canary:
    """A copy of a row with an identifier at `text[start:end]`.

    Args:
        entity: what it is.
        form: the number of its form.
        is_inside: whether its value stands in gazetteers; None where there are none for its entity.
        text: the copy.
        start: where the value begins, in code points.
        end: where it ends, exclusive.
    """

    entity: str
    form: int
    is_inside: bool | None
    text: str
    start: int
    end: int


def canaries(
    entities: Iterable[str], texts: Sequence[str], seed: str, forms: Mapping[str, Sequence[Form]] = FORMS
) -> Iterator[Canary]:
    """Give the canaries of `entities`: every form at every place it may stand, from inside and outside the gazetteers.

    Args:
        entities: what is to be planted.
        texts: the copied rows, at least one; used again and again where they are few.
        seed: what the values, the rows and the places are drawn from.
        forms: by entity.

    Raises:
        UserError: an entity has no forms, so that nothing would ever show whether it is found.
    """
    for entity in sorted(entities):
        if not forms.get(entity):
            raise UserError(
                f"There are no canaries for {entity}.",
                cause="The engine serves it, but nothing shows that it finds it.",
                remedy="Write forms for it in validation/anonymisation/canary_forms.py.",
            )
        for form in forms[entity]:
            if (entity, form.number) not in KNOWN_MISSED_FORMS:
                yield from _planted(entity, form, texts, seed)


def prove(
    engine: IdentifierEngine, texts: Sequence[str], seed: str, forms: Mapping[str, Sequence[Form]] = FORMS
) -> Proof | None:
    """Plant canaries of every entity that `engine` serves, and let that very engine look for them.

    Args:
        engine: the one that looked at the data.
        texts: rows of the data, as `Sample` gives them.
        seed: what the canaries are drawn from.
        forms: by entity.

    Returns:
        The proof; None where there is no text, so that nothing can be planted.

    Raises:
        UserError: the engine serves an entity that has no forms.
    """
    if not texts:
        return None
    tallies = {entity: _Count() for entity in engine.entities}
    for canary in canaries(engine.entities, texts, seed, forms):
        tallies[canary.entity].add(canary, is_found(canary, engine.scan(canary.text)))
    return Proof(
        seed=seed,
        recognisers=tuple(sorted(str(recogniser.name) for recogniser in engine._recognisers)),
        threshold=engine.threshold,
        canaries={entity: count.tally for entity, count in tallies.items()},
    )


def is_found(canary: Canary, hits: Iterable[Hit]) -> bool:
    """Tell whether hits cover every letter and digit of the value; every mark, where it has neither (`_____`)."""
    value = canary.text[canary.start : canary.end]
    wanted = {
        canary.start + at
        for at, character in enumerate(value)
        if character.isalnum() or (not any(map(str.isalnum, value)) and not character.isspace())
    }
    return wanted <= {place for hit in hits for place in range(hit.start, hit.end)}


class _Count:
    """Counts what became of one entity's canaries."""

    def __init__(self) -> None:
        self._outcomes: list[tuple[bool | None, bool]] = []
        self._missed: set[int] = set()

    def add(self, canary: Canary, found: bool) -> None:
        self._outcomes.append((canary.is_inside, found))
        if not found:
            self._missed.add(canary.form)

    @property
    def tally(self) -> Tally:
        def pair(*wanted: bool | None) -> tuple[int, int]:
            chosen = [found for is_inside, found in self._outcomes if is_inside in wanted]
            return len(chosen), sum(chosen)

        planted, found = pair(True, False, None)
        return Tally(planted, found, pair(True), pair(False), tuple(sorted(self._missed)))


def _planted(entity: str, form: Form, texts: Sequence[str], seed: str) -> Iterator[Canary]:
    places = (form.where,) if form.is_line else (START, _MIDDLE, END)
    template = form.before + form.value + form.after
    for is_inside in (True, False) if is_listed(template) else (None,):
        for place in places:
            # A generator of its own for each, so that none depends on which others are planted.
            rng = Random(f"{seed}/{entity}/{form.number}/{is_inside}/{place}")  # noqa: S311 - repeatable, no secret
            before, value, after = (
                render(part, rng, inside=is_inside is not False) for part in (form.before, form.value, form.after)
            )
            left, right = _halves(rng.choice(texts), place, rng)
            left += _before(left, form)
            start = len(left) + len(before)
            text = left + before + value + after + _after(right, form) + right
            yield Canary(entity, form.number, is_inside, text, start, start + len(value))


def _halves(text: str, place: str, rng: Random) -> tuple[str, str]:
    """Cut a text where a canary goes: before all, behind all, or where a sentence ends; between words where none does."""
    if place == START:
        return "", text
    if place == END:
        return text, ""
    cuts = next((found for kind in _CUTS if (found := [match.start() for match in kind.finditer(text)])), [len(text)])
    cut = rng.choice(cuts)
    return text[:cut], text[cut:].lstrip()


def _before(left: str, form: Form) -> str:
    """Give what stands between the text and a canary behind it: a line end, unless a sentence ends there."""
    return "" if not left else " " if _ENDS_SENTENCE.search(left) and not form.is_line else "\n"


def _after(right: str, form: Form) -> str:
    """Give what stands between a canary and the text behind it."""
    return "" if not right else "\n" if form.is_line else " "


def _excerpt(text: str) -> str:
    text = text.strip()
    if len(text) <= EXCERPT:
        return text
    blank = max(text.rfind(" ", 0, EXCERPT), text.rfind("\n", 0, EXCERPT))
    return text[: blank if blank > 0 else EXCERPT].rstrip()
