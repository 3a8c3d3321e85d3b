"""Find identifiers in a text: which ones, where, how surely, and who says so. Never what they are.

This module never imports Presidio until `default_engine` is called, never writes anything, and reports
places only.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from datasets_builders.errors import UserError
from validation.anonymisation.context import raised, supported
from validation.anonymisation.gate import Gate
from validation.anonymisation.invisible import Seen, seen
from validation.anonymisation.listening import Listener, Said
from validation.anonymisation.overlap import settled
from validation.anonymisation.pieces import SIZE, Piece, pieces

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer

__all__ = ["THRESHOLD", "Hit", "IdentifierEngine", "default_engine"]

THRESHOLD = 0.3
"""The least score that counts.

At 0.3 a fiscal code counts even where its check digit is wrong (a typing error identifies as well as a
right code), and so do telephone numbers (0.4). Identity cards and passports (0.01), VAT codes (0.1),
driving licences and doubtful telephone numbers (0.2) count only beside a context word, which lifts them to
0.4 or more.
"""


class Hit(NamedTuple):
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


class _Window(NamedTuple):
    """A piece of one of the texts that are scanned together."""

    number: int
    piece: Piece
    text: str


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
        self._listeners = [Listener(recogniser) for recogniser in self._recognisers]
        self.threshold = threshold
        self.piece_size = piece_size

    @property
    def recognisers(self) -> tuple[EntityRecognizer, ...]:
        """The recognisers, in the order in which they are heard."""
        return self._recognisers

    @property
    def entities(self) -> tuple[str, ...]:
        """The entities that at least one recogniser serves, sorted."""
        return tuple(sorted({entity for recogniser in self._recognisers for entity in recogniser.supported_entities}))

    def knowing(self, words: frozenset[str]) -> IdentifierEngine:
        """Give an engine for which these words are no names: recognisers that have a method `knowing` are told."""
        told = [each.knowing(words) if hasattr(each, "knowing") else each for each in self._recognisers]
        return IdentifierEngine(told, threshold=self.threshold, piece_size=self.piece_size)

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
        return self.scan_many([text])[0]

    def scan_many(self, texts: Sequence[str]) -> list[list[Hit]]:
        """Find the identifiers of each text, as `scan` does, several times as fast for many short ones.

        One recogniser is heard on all the windows before the next is, so that the automata and tables of each stay in the
        processor's cache. Memory grows with the texts: pass some hundreds at a time.
        """
        return self._found(texts, gated=True)

    def scan_ungated(self, text: str) -> list[Hit]:
        """Find the same hits as `scan`, with every recogniser run everywhere and no gates inside: the slow side of a test."""
        return self._found([text], gated=False)[0]

    def _found(self, given: Sequence[str], *, gated: bool) -> list[list[Hit]]:
        read = [seen(text) for text in given]
        texts = [each.text for each in read]
        windows = [
            _Window(number, piece, text[piece.left : piece.right])
            for number, text in enumerate(texts)
            for piece in pieces(text, size=self.piece_size)
        ]
        shown = self._gate.admitted([window.text for window in windows]) if gated else {}
        everywhere = () if gated else range(len(windows))
        hits: list[list[Hit]] = [[] for _ in texts]
        for listener in self._listeners:
            for window in map(windows.__getitem__, shown.get(listener.name, everywhere)):
                said = (listener.hear if gated else listener.hear_ungated)(window.text)
                self._note(said, listener, window, texts[window.number], hits[window.number])
        return [_placed(settled(each), how) for each, how in zip(hits, read, strict=True)]

    def _note(self, said: Iterable[Said], listener: Listener, window: _Window, text: str, hits: list[Hit]) -> None:
        """Place what is said of a window in the whole text, and add to `hits` what belongs to this piece and counts."""
        offset, first, last, right = window.piece
        context, threshold, name = listener.context, self.threshold, listener.name
        for start, end, entity, score in said:
            start, end = start + offset, min(end + offset, right)
            if start < end and (text[start].isspace() or text[end - 1].isspace()):
                start, end = _without_blanks(text, start, end)
            if not first <= start < last or start >= end:
                continue
            if score < 1 and context and supported(text, start, end, context):
                score = raised(score)
            if score >= threshold:
                hits.append(Hit(start, end, entity, score, name))


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


def _placed(hits: list[Hit], how: Seen) -> list[Hit]:
    """Give the hits with their places in the text as it stands, invisible characters and all."""
    if how.kept is None:
        return hits
    places = [how.place(hit.start, hit.end) for hit in hits]
    return [hit._replace(start=start, end=end) for hit, (start, end) in zip(hits, places, strict=True)]


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
