"""A Presidio recogniser made of functions that find spans, where a rule's match alone does not say where it ends.

    def find(text: str) -> Iterator[Span]: ...
    recogniser = SpanVoice("known-place", "LOCATION", Way(find, (r"Legnago",)))

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import re2
import regex  # type: ignore[import-untyped]  # Presidio's engine; it knows \p{Lu}, which `re` does not
from presidio_analyzer import LocalRecognizer, RecognizerResult

from validation.anonymisation.listening import Said
from validation.anonymisation.pattern_set import PatternSet, written
from validation.anonymisation.recognisers.patterns import result_of

__all__ = ["EDGE", "FOLDS", "Span", "SpanVoice", "Way", "apart", "opened", "openings", "pattern_way", "whole"]

EDGE = r"(?:^|[^0-9A-Za-z_])"
"""For gates: a word begins here. Wherever `(?<![\\p{L}\\p{N}_])` holds, this matches before it."""

FOLDS = "[\u0130\u0131\u017f\u212a]"
"""For gates: the letters that Python folds to i, s and k where it ignores case, and RE2 may not; hardly ever met."""


def openings(opening: re2._Regexp[str], text: str) -> list[int]:
    """Give where `opening` occurs in `text`; a lone surrogate opens nothing.

    Args:
        opening: matches some letters with which every match of other patterns begins, without blanks; RE2 finds those forty
            times faster.
        text: any string.
    """
    read = text.encode(errors="replace")  # RE2 refuses lone surrogates
    starts = [found.start() for found in opening.finditer(read)]
    if len(read) == len(text):
        return starts
    pieces = (read[left:right] for left, right in pairwise([0, *starts]))
    return list(accumulate(len(piece.decode()) for piece in pieces))


def opened(starts: Iterable[int], whole: regex.Pattern[str], text: str) -> Iterator[regex.Match[str]]:
    """Give the matches of `whole` in `text`, tried only at `starts`: what `openings` gives serves several patterns.

    Args:
        starts: where a match can begin.
        whole: the pattern; what it forbids before itself, it forbids by looking back.
        text: any string.
    """
    for start in starts:
        match = whole.match(text, start)
        if match:
            yield match


def apart(matches: Iterable[regex.Match[str]]) -> Iterator[regex.Match[str]]:
    """Give those of some matches, in order, that begin within none given before, as `finditer` does."""
    end = 0
    for match in matches:
        if match.start() >= end:
            yield match
            end = match.end()


class Span(NamedTuple):
    """A place in a text, `text[start:end]` in code points, how sure it is (0 to 1), and what speaks for it."""

    start: int
    end: int
    score: float
    reason: str


class Way(NamedTuple):
    """One way of finding.

    Args:
        find: gives the spans of a text, in any order.
        gate: RE2 patterns, one of which occurs wherever `find` finds something (see `gate`).
    """

    find: Callable[[str], Iterator[Span]]
    gate: Sequence[str]


def whole(_text: str, found: regex.Match[str]) -> int:
    """Give where a match ends: the `ending` of a pattern that needs no more."""
    return int(found.end())


def pattern_way(
    reason: str,
    score: float,
    pattern: regex.Pattern[str],
    opening: str,
    *gate: str,
    ending: Callable[[str, regex.Match[str]], int] = whole,
) -> Way:
    """Give the way of one pattern.

    Args:
        reason: what speaks for its spans.
        score: how sure they are.
        pattern: a span begins where it matches.
        opening: RE2; what `pattern` begins with, at a word's beginning. It ends before another match can begin.
        gate: as a way's, without `FOLDS`, which is added.
        ending: gives where the span of a match in a text ends; 0 where there is none.
    """
    begins = re2.compile(rf"\b(?:{opening})")

    def find(text: str) -> Iterator[Span]:
        for found in opened(openings(begins, text), pattern, text):
            end = ending(text, found)
            if end:
                yield Span(found.start(), end, score, reason)

    return Way(find, (*gate, FOLDS))


class SpanVoice(LocalRecognizer):  # type: ignore[misc]  # Presidio is untyped for us
    """Recognise whatever one of several ways finds.

    Args:
        name: what the recogniser calls itself in its results.
        entity: the entity it gives.
        ways: how it finds; those are followed whose gate opens.
        context: words that raise the score of a span beside them.
    """

    def __init__(self, name: str, entity: str, *ways: Way, context: Sequence[str] = ()) -> None:
        super().__init__(supported_entities=[entity], supported_language="it", name=name, context=list(context))
        self._ways = ways
        self.gate_patterns = tuple(dict.fromkeys(pattern for way in ways for pattern in way.gate))

    @cached_property
    def _opening(self) -> tuple[PatternSet, list[int]]:
        """The gates of all ways as one set, and to which way each pattern belongs."""
        patterns, owners = PatternSet(megabytes=32), []
        for number, way in enumerate(self._ways):
            for pattern in way.gate:
                patterns.add(pattern)
                owners.append(number)
        patterns.compile()
        return patterns, owners

    def load(self) -> None:
        """Load nothing: there is no model."""

    def spans(self, text: str) -> Iterator[Said]:
        """Give the spans of `text`."""
        return self._said(self._found(text))

    def spans_ungated(self, text: str) -> Iterator[Said]:
        """Give the spans of `text` by following every way."""
        return self._said(span for way in self._ways for span in way.find(text))

    def _said(self, spans: Iterable[Span]) -> Iterator[Said]:
        entity = self.supported_entities[0]
        for span in spans:
            yield Said(span.start, span.end, entity, span.score)

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        """Find the spans of `text`, as Presidio asks; `nlp_artifacts` is not looked at."""
        entity = self.supported_entities[0]
        if entity not in entities:
            return []
        return [
            result_of(self, Said(span.start, span.end, entity, span.score), span.reason) for span in self._found(text)
        ]

    def _found(self, text: str) -> Iterator[Span]:
        for way in self._open(text) if len(self._ways) > 1 else self._ways:
            yield from way.find(text)

    def _open(self, text: str) -> Iterable[Way]:
        """Give the ways that can find something, in their order; all of them where that cannot be told."""
        read = written(text)
        patterns, owners = self._opening
        found = None if read is None else patterns.occurring(read)
        return self._ways if found is None else [self._ways[way] for way in sorted({owners[each] for each in found})]
