"""The check of model cards, with an example to accept and one to reject for each code.

It looks at no rows: its facts hold the `ModelEvidence` as `corpus["model"]` and the README.md as `card`. Importing this module renders
the examples, so whoever only lints a card imports `model_lint`.
"""

from __future__ import annotations

from typing import Self

from adaptation.evaluation import results
from adaptation.lineage import decide, lineage
from datasets_builders.built import Batch
from model_cards import model_codes
from model_cards.model_examples import ACCEPTED, REJECTED
from model_cards.model_lint import model_card_findings
from validation.checks import Check, Facts
from validation.findings import Finding

__all__ = ["CHECK"]


class _ModelCard:
    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def see(self, batch: Batch) -> tuple[Finding, ...]:
        return ()

    def merge(self, other: Self) -> None:
        """Nothing was gathered: card and evidence were known from the start."""

    def conclude(self) -> list[Finding]:
        return model_card_findings(self._facts.card, self._facts.corpus["model"])


CHECK = Check(
    name="model-card",
    title="The model's card says what its evidence says: lineage, licence and duties, scores, memorisation, how to use it.",
    codes=(*model_codes.CODES, *lineage.CODES, *decide.CODES, *results.CODES),
    start=_ModelCard,
    accepts=ACCEPTED,
    rejects=REJECTED,
)
