"""Find identifiers in a text: which ones, where, how surely, and who says so. Never what they are.

This module never imports Presidio until `default_engine` is called, never writes anything, and reports
places only.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from datasets_builders.errors import UserError
from validation.anonymisation.context import phrases, raised, supported
from validation.anonymisation.gate import Gate
from validation.anonymisation.overlap import settled
from validation.anonymisation.pieces import SIZE, Piece, pieces

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer, RecognizerResult

__all__ = ["THRESHOLD", "Hit", "IdentifierEngine", "default_engine"]

THRESHOLD = 0.3
"""The least score that counts.

At 0.3 a fiscal code counts even where its check digit is wrong (a typing error identifies as well as a
right code), and so do telephone numbers (0.4). Identity cards and passports (0.01), VAT codes (0.1),
driving licences and doubtful telephone numbers (0.2) count only beside a context word, which lifts them to
0.4 or more.
"""


@dataclass(frozen=True, order=True, slots=True)
class Hit:
    """A place that identifies somebody: `text[start:end]` in code points, half-open. It never holds the text.

    Args:
        start: where it begins.
        end: where it ends, exclusive.
        entity: what it is, in Presidio's names (`IT_FISCAL_CODE`, `PERSON`).
        score: how sure its recogniser is, from 0 to 1, after context.
        recogniser: the name of the recogniser that found it.
    """

    start: int
    end: int
    entity: str
    score: float
    recogniser: str


class IdentifierEngine:
    """Run Presidio recognisers over texts of any length, and only those that can fire.

    A recogniser sees a window of the text (`pieces`), never all of a long one, and no NLP artefacts: it
    must find its hits from the characters. Its `context` words are matched against the whole text. One that
    carries `gate_patterns` (see `gate`) runs only where one of them occurs; any other runs everywhere.

    Args:
        recognisers: Presidio `EntityRecognizer` instances, each with a name of its own.
        threshold: the least score of a hit, after context.
        piece_size: code points examined at a time; results do not depend on it.

    Raises:
        UserError: there is no recogniser, two have the same name, or a gate pattern is not one.
    """

    def __init__(
        self, recognisers: Iterable[EntityRecognizer], *, threshold: float = THRESHOLD, piece_size: int = SIZE
    ) -> None:
        self._recognisers = tuple(recognisers)
        _refuse_unusable(self._recognisers)
        self._gate = Gate(self._recognisers)
        self._everyone = frozenset(str(recogniser.name) for recogniser in self._recognisers)
        self._context = {recogniser.name: phrases(recogniser.context or ()) for recogniser in self._recognisers}
        self.threshold = threshold
        self.piece_size = piece_size

    @property
    def entities(self) -> tuple[str, ...]:
        """The entities that at least one recogniser serves, sorted."""
        return tuple(sorted({entity for recogniser in self._recognisers for entity in recogniser.supported_entities}))

    def require(self, entities: Iterable[str]) -> None:
        """Refuse entities that nobody here serves: asking for one must never be the same as not finding it.

        Raises:
            UserError: some entity is not served; all of those are named, with the nearest names that are.
        """
        wanted = set(entities)
        missing = sorted(wanted.difference(self.entities))
        if not missing:
            return
        near = {name: difflib.get_close_matches(name.upper(), self.entities, n=2, cutoff=0.5) for name in missing}
        hints = [f"{name}: did you mean {' or '.join(found)}?" for name, found in near.items() if found]
        raise UserError(
            f"No recogniser serves {', '.join(missing)}.",
            cause=f"The engine serves {', '.join(self.entities)}.",
            remedy=" ".join([*hints, "Drop the entity, or add a Presidio recogniser for it."]),
        )

    def scan(self, text: str) -> list[Hit]:
        """Find the identifiers of `text`, in the order in which they stand, in time linear in its length."""
        return self._found(text, gated=True)

    def scan_ungated(self, text: str) -> list[Hit]:
        """Find the same hits as `scan`, with every recogniser run everywhere: the slow side of a test."""
        return self._found(text, gated=False)

    def _found(self, text: str, *, gated: bool) -> list[Hit]:
        hits: list[Hit] = []
        for piece in pieces(text, size=self.piece_size):
            window = text[piece.left : piece.right]
            names = self._gate.admits(window) if gated else self._everyone
            if names:
                hits.extend(self._heard(text, window, piece, names))
        return settled(hits)

    def _heard(self, text: str, window: str, piece: Piece, names: frozenset[str]) -> list[Hit]:
        hits = []
        for recogniser in self._recognisers:
            if recogniser.name not in names:
                continue
            for result in recogniser.analyze(window, recogniser.supported_entities, None) or ():
                hit = self._hit(text, piece, recogniser.name, result)
                if hit is not None:
                    hits.append(hit)
        return hits

    def _hit(self, text: str, piece: Piece, name: str, result: RecognizerResult) -> Hit | None:
        """Place a result in the whole text; None where it belongs to another piece or does not count."""
        start, end = _without_blanks(text, piece.left + result.start, min(piece.left + result.end, piece.right))
        if not piece.start <= start < piece.end or start >= end:
            return None
        score = float(result.score)
        if score < 1 and supported(text, start, end, self._context[name]):
            score = raised(score)
        if score < self.threshold:
            return None
        return Hit(start, end, str(result.entity_type), score, str(name))


@cache
def default_engine() -> IdentifierEngine:
    """Give the engine with every Italian recogniser; built once, in about two seconds, offline."""
    from validation.anonymisation.recognisers import italian_recognisers

    return IdentifierEngine(italian_recognisers())


def _refuse_unusable(recognisers: Sequence[EntityRecognizer]) -> None:
    if not recognisers:
        # No recogniser would find nothing in any text, and that must not look like a clean text.
        raise UserError("The engine has no recogniser.", remedy="Pass italian_recognisers(), or one of your own.")
    twice = sorted(name for name, count in Counter(recogniser.name for recogniser in recognisers).items() if count > 1)
    if twice:
        raise UserError(
            f"Two recognisers have the same name: {', '.join(twice)}.",
            cause="A hit says which recogniser found it.",
            remedy='Give one of them another: Presidio recognisers take name="...".',
        )


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
