"""Licences: every row carries one that the corpus declares, and the corpus may be republished at all."""

from __future__ import annotations

from collections.abc import Iterator

from datasets_builders.built import Batch
from validation.checks import Check, Facts
from validation.findings import Code, Finding, Severity
from validation.rules.examples import example, row

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
        allowed = set(self._declared.get("row_values", ()))
        licences = batch.strings("licence") or [None] * batch.table.num_rows
        for index, (licence, id) in enumerate(zip(licences, batch.strings("id") or licences, strict=True)):
            place = id or f"#{batch.first + index}"
            if not licence:
                yield MISSING.at(config=batch.config, split=batch.split, row=place, column="licence")
            elif allowed and licence not in allowed:
                yield UNDECLARED.at(config=batch.config, split=batch.split, row=place, column="licence")

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
