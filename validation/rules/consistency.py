"""The same text with different annotations: one of them is wrong, and no model can be right about both.

Texts are compared to the letter, by digests, so that nothing of them is kept; rows of one document that ask different things
about it (other labels, another item) live in other configs and are not compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from datasets_builders.built import Batch
from validation.checks import Check, Facts
from validation.findings import Code, Finding, Severity
from validation.rules.digests import Digests, annotation_digests, text_digests
from validation.rules.examples import entity, example, row

__all__ = ["CHECK"]

ANNOTATED_DIFFERENTLY = Code(
    "LABEL03",
    "same-text-different-labels",
    Severity.WARNING,
    cause="The same text is annotated in two ways.",
    remedy="Look at both rows and keep the annotation that follows the guidelines, or tell in the card that annotators differed.",
)

_NAMED = 50
"""Findings a config; what is beyond is counted in the last one."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """Of each row of a batch that has text: its id, and the digests of its text and its annotation."""

    split: str
    ids: pa.Array
    texts: Digests
    labels: Digests


class _Consistency:
    def __init__(self, facts: Facts) -> None:
        self._seen: dict[str, list[_Rows]] = defaultdict(list)

    def see(self, batch: Batch) -> tuple[Finding, ...]:
        if {"entities", "text", "id"} <= set(batch.table.schema.names):
            column = batch.table.column
            texts, labels = text_digests(column("text")), annotation_digests(column("entities"))
            self._seen[batch.config].append(_Rows(batch.split, column("id"), texts, labels))
        return ()

    def merge(self, other: Self) -> None:
        """Take over what another examination saw."""
        for config, rows in other._seen.items():
            self._seen[config] += rows

    def conclude(self) -> Iterator[Finding]:
        for config, blocks in sorted(self._seen.items()):
            told = sorted(_differing(blocks))
            for (split, id), *others in told[:_NAMED]:
                rest = f"; so do {len(told) - _NAMED:,} texts more" if len(told) > _NAMED else ""
                yield ANNOTATED_DIFFERENTLY.at(
                    config=config, split=split, row=id, related=[row for _, row in others], column="entities",
                    hint=f"{len(others) + 1} rows have this text, and their annotations differ{rest}",
                )  # fmt: skip


def _differing(blocks: list[_Rows]) -> Iterator[list[tuple[str, str]]]:
    """Give the places (split, id), sorted, of the rows of each text that has more than one annotation."""
    texts, labels = (np.concatenate([getattr(block, name) for block in blocks]) for name in ("texts", "labels"))
    order = np.lexsort((labels, texts))
    same_text = (texts[order][1:] == texts[order][:-1]) & (texts[order][1:] != 0)
    breaks = np.flatnonzero(~same_text) + 1
    differing = same_text & (labels[order][1:] != labels[order][:-1])
    groups = np.unique(np.searchsorted(breaks, np.flatnonzero(differing), side="right"))
    bounds = np.concatenate(([0], breaks, [len(order)]))
    starts = np.cumsum([0, *(len(block.texts) for block in blocks)])
    for group in groups:
        rows = order[bounds[group] : bounds[group + 1]]
        yield sorted(_place(blocks, starts, int(row)) for row in rows)


def _place(blocks: list[_Rows], starts: NDArray[np.int64], row: int) -> tuple[str, str]:
    at = int(np.searchsorted(starts, row, side="right")) - 1
    block = blocks[at]
    return block.split, block.ids[row - int(starts[at])].as_py() or ""


_ELSE = [entity(10, 17, "dispnea", label="ESAME")]

CHECK = Check(
    name="consistency",
    title="The same text has the same annotation wherever it stands in a config.",
    codes=(ANNOTATED_DIFFERENTLY,),
    start=_Consistency,
    accepts=example(row("n1"), row("n2")),
    rejects={"LABEL03": example(row("n1"), test=[row("n2", entities=_ELSE)])},
)
