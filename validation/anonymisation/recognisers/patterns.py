r"""A Presidio recogniser made of rules: regular expressions, each with a score and a check of what it matched.

    RULES = (Rule("plate", re.compile(r"\b[A-Z]{2}[ ]?\d{3}[ ]?[A-Z]{2}\b"), 0.2),)
    recogniser = PatternVoice("plate", "IT_LICENSE_PLATE", RULES, gate=(r"[A-Z]{2} ?[0-9]{3} ?[A-Z]",), context=["targa"])

It gives what Presidio's own `PatternRecognizer` gives without its cost a call, and its checks see the whole match, so
that a rule can tell "10/12" the date from "10/12" the ratio by what stands around it.

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from presidio_analyzer import AnalysisExplanation, EntityRecognizer, LocalRecognizer, RecognizerResult

from validation.anonymisation.listening import Said
from validation.anonymisation.supersets import Finder, Which

__all__ = ["PatternVoice", "Rule", "result_of"]

_BLANK = re.compile(r"\s")


@dataclass(frozen=True)
class Rule:
    """One way in which an identifier is written.

    Args:
        name: what the rule is called in an explanation.
        pattern: a compiled `re` or `regex` pattern; the group "place", where it has one, is the identifier.
        score: how sure a match is, from 0 to 1, before context.
        check: looks at the match; gives the score it deserves, or None where it is none.
        entity: the entity it gives, where the recogniser serves several.
        sign: occurs in every match, and no match holds a blank; the rule is tried only in the words that hold it.
    """

    name: str
    pattern: re.Pattern[str]
    score: float
    check: Callable[[re.Match[str]], float | None] | None = None
    entity: str = ""
    sign: re.Pattern[str] | None = None

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """Give the matches of the pattern in `text`."""
        if self.sign is None:
            yield from self._finder.matches(text)
            return
        end = 0
        while found := self.sign.search(text, end):
            start = max(end, text.rfind(" ", end, found.start()) + 1, text.rfind("\n", end, found.start()) + 1)
            blank = _BLANK.search(text, found.end())
            end = blank.start() if blank else len(text)
            yield from self.pattern.finditer(text, start, end)

    @cached_property
    def place(self) -> str | int:
        """The group that is the identifier: "place", or all of the match."""
        return "place" if "place" in self.pattern.groupindex else 0

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self.pattern)


class PatternVoice(LocalRecognizer):  # type: ignore[misc]  # Presidio is untyped for us
    """Recognise what any of `rules` matches.

    Args:
        name: what the recogniser calls itself in its results.
        entity: the entity it gives, unless a rule names another.
        rules: tried one after another; their matches may overlap.
        gate: RE2 patterns, one of which occurs wherever a rule matches (see `gate`); none: run everywhere.
        context: words that raise the score of a match beside them.
    """

    def __init__(
        self,
        name: str,
        entity: str,
        rules: Sequence[Rule],
        *,
        gate: Sequence[str] = (),
        context: Sequence[str] = (),
    ) -> None:
        entities = sorted({rule.entity or entity for rule in rules})
        super().__init__(supported_entities=entities, supported_language="it", name=name, context=list(context))
        self._entity = entity
        self._rules = tuple(rules)
        self.gate_patterns = tuple(gate)

    @cached_property
    def _which(self) -> Which:
        return Which([rule.pattern for rule in self._rules])

    def load(self) -> None:
        """Load nothing: there is no model."""

    def spans(self, text: str) -> Iterator[Said]:
        """Give what the rules match in `text`."""
        for _, said in self._matches(text):
            yield said

    def spans_ungated(self, text: str) -> Iterator[Said]:
        """Give what the rules match in `text` by trying every rule everywhere."""
        for rule in self._rules:
            yield from self._judged(rule, rule.pattern.finditer(text))

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        """Find what the rules match in `text`, as Presidio asks; `nlp_artifacts` is not looked at."""
        return [result_of(self, said, told) for told, said in self._matches(text) if said.entity in entities]

    def _matches(self, text: str) -> Iterator[tuple[str, Said]]:
        # One pass tells which rules can match; a single rule is as soon tried.
        for number in self._which.can_match(text) if len(self._rules) > 1 else (0,):
            rule = self._rules[number]
            for said in self._judged(rule, rule.matches(text)):
                yield rule.name, said

    def _judged(self, rule: Rule, matches: Iterable[re.Match[str]]) -> Iterator[Said]:
        place = rule.place
        for match in matches:
            score = rule.check(match) if rule.check else rule.score
            if score is not None:
                yield Said(match.start(place), match.end(place), rule.entity or self._entity, score)


def result_of(recogniser: EntityRecognizer, said: Said, told: str) -> RecognizerResult:
    """Put what one of our recognisers says into Presidio's words."""
    return RecognizerResult(
        entity_type=said.entity,
        start=said.start,
        end=said.end,
        score=said.score,
        analysis_explanation=AnalysisExplanation(
            recognizer=recogniser.name, original_score=said.score, textual_explanation=told
        ),
        recognition_metadata={
            RecognizerResult.RECOGNIZER_NAME_KEY: recogniser.name,
            RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: recogniser.id,
        },
    )
