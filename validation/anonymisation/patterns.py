r"""A Presidio recogniser made of rules: regular expressions, each with a score and a check of what it matched.

    RULES = (Rule("plate", re.compile(r"\b[A-Z]{2}[ ]?\d{3}[ ]?[A-Z]{2}\b"), 0.2),)
    recogniser = PatternVoice("plate", "IT_LICENSE_PLATE", RULES, gate=(r"[A-Z]{2} ?[0-9]{3} ?[A-Z]",), context=["targa"])

It gives what Presidio's own `PatternRecognizer` gives without its cost a call, and its checks see the whole match, so
that a rule can tell "10/12" the date from "10/12" the ratio by what stands around it.

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from presidio_analyzer import AnalysisExplanation, LocalRecognizer, RecognizerResult

__all__ = ["PatternVoice", "Rule"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which an identifier is written.

    Args:
        name: what the rule is called in an explanation.
        pattern: a compiled `re` or `regex` pattern; the group "place", where it has one, is the identifier.
        score: how sure a match is, from 0 to 1, before context.
        check: looks at the match; gives the score it deserves, or None where it is none.
        entity: the entity it gives, where the recogniser serves several.
    """

    name: str
    pattern: re.Pattern[str]
    score: float
    check: Callable[[re.Match[str]], float | None] | None = None
    entity: str = ""


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

    def load(self) -> None:
        """Load nothing: there is no model."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        """Find what the rules match in `text`; `nlp_artifacts` is not looked at."""
        return [
            self._result(rule, match, score)
            for rule in self._rules
            if (rule.entity or self._entity) in entities
            for match in rule.pattern.finditer(text)
            if (score := rule.check(match) if rule.check else rule.score) is not None
        ]

    def _result(self, rule: Rule, match: re.Match[str], score: float) -> RecognizerResult:
        place = "place" if "place" in match.re.groupindex else 0
        return RecognizerResult(
            entity_type=rule.entity or self._entity,
            start=match.start(place),
            end=match.end(place),
            score=score,
            analysis_explanation=AnalysisExplanation(
                recognizer=self.name, original_score=score, textual_explanation=rule.name
            ),
            recognition_metadata={
                RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
            },
        )
