"""Identity: every row has an id, unique within its config, and says which document and group it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from datasets_builders.built import Batch
from validation.checks import Check, Facts
from validation.findings import Code, Finding, Severity
from validation.rules.digests import text_digests
from validation.rules.examples import example, row
from validation.sieve import column_of, empty_rows, picked, rows_at

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
    """Keeps the ids as Arrow's bytes, some 15 a row; which stand twice is known by their digests, and then by themselves."""

    def __init__(self, facts: Facts) -> None:
        self._ids: dict[str, dict[str, list[pa.Array]]] = {}

    def see(self, batch: Batch) -> Iterator[Finding]:
        place: dict[str, Any] = {"config": batch.config, "split": batch.split}
        for index in empty_rows(batch, "id").tolist():
            yield MISSING.at(**place, row=f"#{batch.first + index}", column="id")
        for column in ("document_id", "group_id"):
            for _, values in rows_at(batch, empty_rows(batch, column)):
                yield GROUP_MISSING.at(**place, row=values["id"], column=column)
        ids = column_of(batch, "id")
        if ids is not None:
            # A copy of just these values: a slice would keep the batch's buffers, and be pickled with them.
            there = ids.cast(pa.binary()).drop_null()
            copied = pa.concat_arrays([there, there.slice(0, 0)])
            self._ids.setdefault(batch.config, {}).setdefault(batch.split, []).append(copied)

    def merge(self, other: _Identity) -> None:
        for config, splits in other._ids.items():
            mine = self._ids.setdefault(config, {})
            for split, ids in splits.items():
                mine.setdefault(split, []).extend(ids)

    def conclude(self) -> Iterator[Finding]:
        for config, splits in self._ids.items():
            for id, counts in _repeated(splits).items():
                first, *others = sorted(counts.elements())
                for split in others:
                    yield REPEATED.at(config=config, split=split, row=id, column="id", hint=f"also in split {first}")


def _repeated(splits: Mapping[str, Sequence[pa.Array]]) -> dict[str, Counter[str]]:
    """Return the ids that stand more than once in a config, with how often they stand in each split."""
    digests = np.concatenate([text_digests(ids) for parts in splits.values() for ids in parts])
    digests.sort()
    twice = np.unique(digests[1:][digests[1:] == digests[:-1]])
    twice = twice[twice != 0]  # that of no id
    counts: dict[str, Counter[str]] = {}
    if len(twice):
        for split, parts in splits.items():
            for ids in parts:
                suspects = np.flatnonzero(np.isin(text_digests(ids), twice))
                for id in picked(ids, suspects).cast(pa.string()).to_pylist():
                    counts.setdefault(id, Counter())[split] += 1
    return {id: splits for id, splits in counts.items() if splits.total() > 1}


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
