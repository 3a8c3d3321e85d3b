"""Licences: every row carries one that the corpus declares, and the corpus may be republished at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from datasets_builders.built import Batch
from datasets_builders.text_bytes import Integers
from validation.checks import Check, Facts
from validation.findings import Code, Finding, Severity
from validation.rules.examples import example, row
from validation.sieve import as_numpy, column_of, distinct, empty_rows, rows_at

__all__ = ["CHECK"]

MISSING = Code(
    "LIC01",
    "licence-missing",
    Severity.ERROR,
    cause="The row has no licence; nobody may publish what nobody licensed.",
    remedy="Take the licence from the source document in the reader, or leave the row out.",
)
UNDECLARED = Code(
    "LIC02",
    "licence-undeclared",
    Severity.ERROR,
    cause="The row's licence is not among those that the corpus declares.",
    remedy="Read that licence; add it to the corpus's `row_values`, or leave the rows out.",
)
FORBIDDEN = Code(
    "LIC03",
    "republishing-forbidden",
    Severity.ERROR,
    cause="The licence of the corpus does not let anyone publish a copy, or there is no licence.",
    remedy="Publish only the reader and let users build from their own copy.",
)


class _Licences:
    def __init__(self, facts: Facts) -> None:
        self._declared = facts.corpus.get("licence", {})

    def see(self, batch: Batch) -> Iterator[Finding]:
        place: dict[str, Any] = {"config": batch.config, "split": batch.split, "column": "licence"}
        for _, values in rows_at(batch, self._suspects(batch)):
            if not values.get("licence"):
                yield MISSING.at(**place, row=values["id"])
            else:
                yield UNDECLARED.at(**place, row=values["id"])

    def _suspects(self, batch: Batch) -> Integers:
        """Give the rows without a licence that the corpus declares; where it declares none, those without any."""
        licences = column_of(batch, "licence")
        allowed = self._declared.get("row_values", ())
        if licences is None or not allowed:
            return empty_rows(batch, "licence")
        if distinct(licences) <= {each for each in allowed if each}:
            return np.zeros(0, np.int64)
        known = pa.array([each for each in allowed if each], licences.type)
        return np.flatnonzero(~as_numpy(pc.is_in(licences, known)))

    def merge(self, other: _Licences) -> None:
        pass  # everything was said row by row

    def conclude(self) -> Iterator[Finding]:
        if self._declared.get("republish") == "no":
            yield FORBIDDEN.at()


CHECK = Check(
    name="licences",
    title="Every row carries a licence that the corpus declares, and the corpus may be republished.",
    codes=(MISSING, UNDECLARED, FORBIDDEN),
    start=_Licences,
    accepts=example(row()),
    rejects={
        "LIC01": example(row(licence="")),
        "LIC02": example(row(licence="CC-BY-ND")),
        "LIC03": example(row(), corpus={"licence": {"row_values": ["CC0-1.0"], "republish": "no"}}),
    },
)
