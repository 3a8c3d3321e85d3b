"""Identity: every row has an id, unique within its config, and says which document and group it belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from datasets_builders.built import Batch
from validation.checks import Check, Facts
from validation.findings import Code, Finding, Severity
from validation.rules.examples import example, row

__all__ = ["CHECK"]

MISSING = Code(
    "ID01",
    "row-id-missing",
    Severity.ERROR,
    cause="The column is absent or the value is empty or null.",
    remedy="Give every row an id in the reader; findings and decisions refer to rows by it.",
)
REPEATED = Code(
    "ID02",
    "row-id-repeated",
    Severity.ERROR,
    cause="Two rows of one config have the same id: a file read twice, or ids that restart in each file.",
    remedy="Make the id from what is unique in the source, such as file and line.",
)
GROUP_MISSING = Code(
    "ID03",
    "group-id-missing",
    Severity.ERROR,
    cause="Without document and group (patient or case) nobody can tell whether splits share a patient.",
    remedy="Fill document_id and group_id; where the source has no group, use the document's id.",
)


class _Identity:
    def __init__(self, facts: Facts) -> None:
        self._seen: dict[str, dict[str, str]] = {}

    def see(self, batch: Batch) -> Iterator[Finding]:
        seen = self._seen.setdefault(batch.config, {})
        names = batch.table.schema.names
        ids = batch.strings("id") or [None] * batch.table.num_rows
        for index, id in enumerate(ids):
            if not id:
                yield MISSING.at(config=batch.config, split=batch.split, row=f"#{batch.first + index}", column="id")
            elif id in seen:
                yield REPEATED.at(
                    config=batch.config,
                    split=batch.split,
                    row=id,
                    column="id",
                    hint=f"also in split {seen[id]}",
                )
            else:
                seen[id] = batch.split
        for column in ("document_id", "group_id"):
            values = batch.strings(column) if column in names else [None] * batch.table.num_rows
            for index, value in enumerate(values):
                if not value:
                    place = ids[index] or f"#{batch.first + index}"
                    yield GROUP_MISSING.at(config=batch.config, split=batch.split, row=place, column=column)

    def conclude(self) -> tuple[Finding, ...]:
        return ()


CHECK = Check(
    name="ids",
    title="Every row has an id of its own and names its document and its group.",
    codes=(MISSING, REPEATED, GROUP_MISSING),
    start=_Identity,
    accepts=example(row("n1"), row("n2")),
    rejects={
        "ID01": example(row("n1"), row("", document_id="n2", group_id="n2")),
        "ID02": example(row("n1"), row("n1")),
        "ID03": example(row("n1", group_id=None)),
    },
)
