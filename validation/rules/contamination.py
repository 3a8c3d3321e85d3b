"""Do texts of this dataset stand in a benchmark? Told by runs of 13 words, as numbers, so that no text of either side moves.

`check --against` names sets of runs (`referto ngrams` makes them) or built folders, whose test and validation texts count. What a
model may learn from must share no run with them, as `referto gather` leaves such texts out; what is itself a test is told too, since
one of the two is then no new test.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from datasets_builders.built import Batch
from datasets_builders.leakage.sets import RunSet, make_set, read_set, shared_runs
from datasets_builders.leakage.sources import columns_of
from datasets_builders.leakage.words import read_words
from datasets_builders.ngrams import N
from datasets_builders.spec import split_role
from validation.checks import Check, Example, Facts
from validation.findings import Code, Finding, Severity
from validation.rules.examples import example, row

__all__ = ["CHECK", "read_against"]

LEARNT = Code(
    "CONTAM01",
    "benchmark-text-in-training-split",
    Severity.ERROR,
    cause=f"A text of a split to learn from shares runs of {N} words with a benchmark.",
    remedy="Leave the row out of what is trained on, or accept the finding with the reason.",
)
TESTED = Code(
    "CONTAM02",
    "benchmark-text-in-test-split",
    Severity.WARNING,
    cause=f"A text of a test or validation split shares runs of {N} words with another benchmark.",
    remedy="Say in the card that the two overlap: a model may have been tuned on the other.",
)


class _Contamination:
    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def see(self, batch: Batch) -> Iterator[Finding]:
        sets = self._facts.against
        if not sets or "text" not in batch.table.schema.names:
            return
        words = read_words(batch.table.column("text"))
        ids = batch.strings("id")
        code = LEARNT if split_role(batch.split) == "train" else TESTED
        for each in sets:
            shared, all_runs = shared_runs(words, each.runs)
            for index in np.flatnonzero(shared).tolist():
                yield code.at(
                    config=batch.config,
                    split=batch.split,
                    row=(ids[index] if ids else None) or f"#{batch.first + index}",
                    column="text",
                    hint=f"{shared[index]} of {all_runs[index]} runs of {N} words stand in {each.name}",
                )

    def merge(self, other: _Contamination) -> None:
        """Take over nothing: everything was said row by row."""

    def conclude(self) -> tuple[Finding, ...]:
        return ()


def read_against(paths: Sequence[Path]) -> tuple[RunSet, ...]:
    """Read what to compare with: sets of runs, and the test and validation texts of built folders; for `Facts.against`.

    Raises:
        UserError: a path is neither, or a folder has no test of whole texts.
        Refused: a folder cannot be read.
    """
    return tuple(_of_folder(path) if path.is_dir() else read_set(path) for path in paths)


def _of_folder(path: Path) -> RunSet:
    name, columns = columns_of(path)
    return make_set(name, "", columns)


_ITEM = (
    "Uomo di sessantadue anni con dolore toracico oppressivo irradiato al braccio sinistro da due ore, diaforesi e nausea, "
    "iperteso in terapia con due farmaci"
)


def _example(train: str, test: str) -> Example:
    def note(id: str, text: str) -> dict[str, Any]:
        return row(id, text=text, entities=[])

    return Example(
        example(note("n1", train), test=[note("n2", test)]).rows,
        Facts(against=(make_set("esami", "1", [pa.array([_ITEM])]),)),
    )


CHECK = Check(
    name="contamination",
    title="No text stands in another benchmark: compared with the sets and folders that `--against` names, by runs of words.",
    codes=(LEARNT, TESTED),
    start=_Contamination,
    accepts=_example("Trauma di polso dopo caduta in casa, non deficit.", "Nega febbre."),
    rejects={
        "CONTAM01": _example(f"Quesito 12. {_ITEM.upper()}", "Nega febbre."),
        "CONTAM02": _example("Nega febbre.", f"{_ITEM}. Qual è il primo esame?"),
    },
)
