"""What a model knows of a canary: the exposure of its secret among decoys, and whether it can be drawn out.

Exposure (Carlini et al., 2019) is log2 of the number of candidates minus log2 of the secret's rank among them by likelihood. With
1,024 decoys it is at most log2(1,025), 10.0 bits: the true exposure may be higher. A secret that was never seen reaches b bits with
chance 2^-b.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass

from adaptation.memorisation.canaries import Canary
from adaptation.memorisation.causal_model import CausalModel
from datasets_builders.errors import UserError

__all__ = ["FEWEST_DECOYS", "Known", "known_of", "limit_of"]

FEWEST_DECOYS = 1_024


@dataclass(frozen=True, slots=True)
class Known:
    """What was found of one canary.

    Args:
        id: the canary's.
        repeats: how often it was planted.
        rank: of its secret among all candidates, from 1; of ties the middle, which is where a model that likes all alike puts it.
        candidates: decoys and the secret.
        greedy: whether greedy decoding from what stands before the secret gives it.
        sampled: how many of the random continuations give it.
    """

    id: str
    repeats: int
    rank: float
    candidates: int
    greedy: bool
    sampled: int

    @property
    def exposure(self) -> float:
        """In bits, from 0 to `limit_of` the decoys."""
        return math.log2(self.candidates) - math.log2(self.rank)

    @property
    def is_extractable(self) -> bool:
        """Did any continuation give the secret?"""
        return self.greedy or self.sampled > 0


def limit_of(decoys: int) -> float:
    """Return the highest exposure that so many decoys can show, in bits."""
    return math.log2(decoys + 1)


def known_of(model: CausalModel, canary: Canary, decoys: Sequence[str], *, samples: int, seed: str) -> Known:
    """Ask a model for a canary.

    Args:
        model: the model.
        canary: the sentence, whole.
        decoys: secrets of the same form that were never planted.
        samples: how many random continuations to draw.
        seed: of these, with the canary's id.

    Raises:
        UserError: the model's context is too short for the sentence.
        Refused: the model gives likelihoods that are no numbers.
    """
    rows = [[*model.start, *ids] for ids in model.ids([canary.text, *map(canary.with_secret, decoys)])]
    if max(map(len, rows)) + 4 > model.context:
        raise UserError(
            f"The context of {model.context} tokens is too short for {canary.id}.",
            remedy="Nothing can be measured on this model; say so in the card.",
        )
    greedy, sampled = _extracted(model, canary, rows[0], samples, seed)
    return Known(canary.id, canary.repeats, _rank(model, rows), len(rows), greedy, sampled)


def _rank(model: CausalModel, rows: list[list[int]]) -> float:
    """Rank the first row among all, by its likelihood; what all have in common is run once."""
    shared = _shared(rows)
    scores = [float(each.sum()) for each in model.log_likelihoods([row[shared:] for row in rows], rows[0][:shared])]
    above = sum(score > scores[0] for score in scores[1:])
    ties = sum(score == scores[0] for score in scores[1:])
    return 1 + above + ties / 2


def _shared(rows: Sequence[Sequence[int]]) -> int:
    """Count the tokens with which all rows begin; at least one is left of each."""
    count = 0
    while count < min(map(len, rows)) - 1 and len({row[count] for row in rows}) == 1:
        count += 1
    return count


def _extracted(model: CausalModel, canary: Canary, row: list[int], samples: int, seed: str) -> tuple[bool, int]:
    # What stands before the secret may be cut up otherwise when nothing follows; only tokens that the whole begins with are given.
    before = [*model.start, *model.ids([canary.prefix])[0]]
    given = row[: _shared([[*before, -1], row])]
    drawn = int.from_bytes(hashlib.blake2b(f"{seed}/{canary.id}/samples".encode(), digest_size=7).digest())
    tokens = len(row) - len(given) + 4
    wanted = _plain(model.text(model.ids([f"{canary.prefix} {canary.secret}"])[0]))
    found = [
        _plain(model.text([*given, *added])).startswith(wanted)
        for added in model.continuations(given, tokens=tokens, samples=samples, seed=drawn)
    ]
    return found[0], sum(found[1:])


def _plain(text: str) -> str:
    return " ".join(text.split())
