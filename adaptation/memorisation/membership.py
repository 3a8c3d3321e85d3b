"""Membership inference: do the model's likelihoods tell the texts it was trained on from others of the same kind?

Three scores, each higher for what looks like a member: the mean log-likelihood of a text's tokens (`loss`), the mean of its least
likely fifth (`min_k`, Shi et al., 2024), and how much likelier the text is than under the base model, where that is given (`ratio`).
Texts that differ in kind are told apart by any model: the base's own `loss` shows how much of the area is due to that.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from adaptation.memorisation.causal_model import CausalModel
from adaptation.memorisation.intervals import area_under_curve
from adaptation.memorisation.progress import Progress
from datasets_builders.errors import Refused

__all__ = ["FEWEST", "SHORTEST", "measure_membership"]

SHORTEST = 30
"""Texts of fewer code points are not asked about."""
FEWEST = 10
"""The least number of texts on either side."""
_MOST = 1_500
"""How much of a text is looked at, in code points."""
_LEAST_LIKELY = 0.2
_TOGETHER = 64


def measure_membership(
    model: CausalModel, base: CausalModel | None, members: Sequence[str], others: Sequence[str], progress: Progress
) -> dict[str, Any]:
    """Return the area under the curve of each score, with its interval; `auc` and `ci95` are those of `attack`.

    Args:
        model: the model.
        base: the model it was made from, if there.
        members: texts that it was trained on.
        others: texts that it was not trained on, at best from the same source.
        progress: wraps the batches.

    Raises:
        Refused: there are too few texts on a side; nothing sampled is not a pass.
    """
    if min(len(members), len(others)) < FEWEST:
        raise Refused(
            f"{len(members)} texts that were trained on and {len(others)} that were not are too few.",
            cause=f"Membership is told from {FEWEST} of each at least; texts that stand on both sides, and short ones, do not count.",
            remedy="Give --unseen more text of the same kind, such as the test split.",
        )
    texts = [text[:_MOST] for text in (*members, *others)]
    context = min([model.context, *([base.context] if base else [])])
    own = _scores(model, texts, context, progress, "model")
    scores = {"loss": own["loss"], "min_k": own["min_k"]}
    before: dict[str, list[float]] = {}
    if base is not None:
        before = _scores(base, texts, context, progress, "base")
        # By code points, since the base may cut texts into other tokens.
        lengths = map(len, texts)
        pairs = zip(own["total"], before["total"], lengths, strict=True)
        scores["ratio"] = [(mine - its) / length for mine, its, length in pairs]
    areas = {name: _area(values, len(members)) for name, values in scores.items()}
    attack = "ratio" if base is not None else "loss"
    told = {"attack": attack, **areas[attack], "members": len(members), "non_members": len(others), "scores": areas}
    return {**told, "base_loss": _area(before["loss"], len(members))} if before else told


def _area(values: Sequence[float], members: int) -> dict[str, Any]:
    area = area_under_curve(values[:members], values[members:])
    return {"auc": round(area.auc, 6), "ci95": area.ci95}


def _scores(
    model: CausalModel, texts: Sequence[str], context: int, progress: Progress, what: str
) -> dict[str, list[float]]:
    scores: dict[str, list[float]] = {"loss": [], "min_k": [], "total": []}
    groups = [texts[at : at + _TOGETHER] for at in range(0, len(texts), _TOGETHER)]
    for group in progress(f"scoring with the {what}", groups):
        rows = [ids[: context - 1] for ids in model.ids(group)]
        for likelihoods in model.log_likelihoods(rows, model.start):
            ordered = np.sort(likelihoods)
            few = ordered[: max(1, round(_LEAST_LIKELY * len(ordered)))]
            # A text of one token after nothing has no likelihood; no text of `SHORTEST` code points is one in any tokenizer known.
            scores["loss"].append(float(ordered.mean()) if len(ordered) else 0.0)
            scores["min_k"].append(float(few.mean()) if len(few) else 0.0)
            scores["total"].append(float(ordered.sum()))
    return scores
