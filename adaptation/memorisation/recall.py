"""Verbatim recall: from 50 tokens of its training text, does the model give the next 50 exactly?

Greedy decoding, one passage from each sampled text, at a place that the seed chooses. Set phrases of a hospital are recalled by any
good model, so the same is asked of texts that it did not see, where there are any.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from adaptation.memorisation.causal_model import CausalModel
from adaptation.memorisation.intervals import rate_interval
from adaptation.memorisation.progress import Progress
from datasets_builders.errors import Refused, UserError

__all__ = ["CONTINUED", "GIVEN", "SHORTEST", "Recall", "measure_recall"]

GIVEN = 50
"""Tokens that are given."""
CONTINUED = 50
"""Tokens that must come exactly."""
SHORTEST = GIVEN + CONTINUED
"""Code points below which a text cannot have that many tokens, nearly always."""
_TOGETHER = 64


@dataclass(frozen=True, slots=True)
class Recall:
    """How many passages were asked for, and how many were recited."""

    sampled: int
    recalled: int

    def to_json(self) -> dict[str, Any]:
        """The counts, the rate and its exact 95% interval."""
        low, high = rate_interval(self.recalled, self.sampled)
        return {
            "sampled": self.sampled,
            "recalled": self.recalled,
            "rate": round(self.recalled / self.sampled, 6),
            "ci95": [round(low, 6), round(high, 6)],
        }


def measure_recall(
    model: CausalModel, texts: Sequence[str], wanted: int, seed: str, progress: Progress, *, what: str
) -> Recall:
    """Ask for a passage of each of the first `wanted` texts that are long enough.

    Args:
        model: the model.
        texts: more than wanted, in a random order: short ones are passed over.
        wanted: how many passages.
        seed: chooses the place of each passage.
        progress: wraps the batches.
        what: which texts these are, for the bar and for errors.

    Raises:
        UserError: the model's context is too short for a passage.
        Refused: no text is long enough; nothing sampled is not a pass.
    """
    length = GIVEN + CONTINUED
    if len(model.start) + length > model.context:
        raise UserError(
            f"The context of {model.context} tokens is too short for a passage of {length}.",
            remedy="Verbatim recall cannot be measured on this model; give the reason in the card.",
        )
    passages: list[list[int]] = []
    for number, text in enumerate(texts):
        if len(passages) == wanted:
            break
        ids = model.ids([text])[0]
        if len(ids) >= length:
            first = Random(f"{seed}/{what}/{number}").randrange(len(ids) - length + 1)  # noqa: S311 - repeatable
            passages.append([*model.start, *ids[first : first + length]])
    if not passages:
        raise Refused(
            f"None of the sampled {what} texts has {length} tokens.",
            cause="Verbatim recall needs whole documents; lines and single sentences are too short.",
            remedy="Give a built folder, or a .jsonl file with one document a line.",
        )
    groups = [passages[at : at + _TOGETHER] for at in range(0, len(passages), _TOGETHER)]
    after = len(model.start) + GIVEN
    found = [sum(model.matches(group, after)) for group in progress(f"recalling {what} text", groups)]
    return Recall(len(passages), sum(found))
