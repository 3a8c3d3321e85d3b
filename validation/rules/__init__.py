"""The families of checks, one module each. `DATA_CHECKS` lists them all; a new family is one module and one line here."""

from __future__ import annotations

from validation.checks import Check
from validation.rules import (
    consistency,
    contamination,
    distributions,
    forms,
    hub_readiness,
    identifiers,
    ids,
    labels,
    licences,
    passages,
    questions,
    relations,
    rows,
    schema,
    spans,
    splits,
    text,
)

__all__ = ["DATA_CHECKS"]

DATA_CHECKS: tuple[Check, ...] = (
    schema.CHECK,
    rows.CHECK,
    ids.CHECK,
    spans.CHECK,
    labels.CHECK,
    consistency.CHECK,
    relations.CHECK,
    questions.CHECK,
    forms.CHECK,
    distributions.CHECK,
    splits.CHECK,
    contamination.CHECK,
    text.CHECK,
    passages.CHECK,
    licences.CHECK,
    hub_readiness.CHECK,
    identifiers.CHECK,
)
