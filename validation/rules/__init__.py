"""The families of checks, one module each. `DATA_CHECKS` lists them all; a new family is one module and one line here."""

from __future__ import annotations

from validation.checks import Check
from validation.rules import identifiers, ids, labels, licences, rows, schema, spans, splits, text

__all__ = ["DATA_CHECKS"]

DATA_CHECKS: tuple[Check, ...] = (
    schema.CHECK,
    rows.CHECK,
    ids.CHECK,
    spans.CHECK,
    labels.CHECK,
    splits.CHECK,
    text.CHECK,
    licences.CHECK,
    identifiers.CHECK,
)
