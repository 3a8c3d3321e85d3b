"""Row accounting: what corpus.json says was built is what is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from datasets_builders.built import Batch
from validation.checks import Check, Facts
from validation.findings import Code, Finding, Severity
from validation.rules.examples import CONFIG_FACTS, example, row

__all__ = ["CHECK"]

COUNT_DIFFERS = Code(
    "ROWS01",
    "row-count-differs",
    Severity.ERROR,
    cause="A data file was exchanged, added or cut after the build.",
    remedy="Build the dataset again; do not edit its files.",
)
REJECTED = Code(
    "ROWS02",
    "rows-rejected",
    Severity.WARNING,
    cause="Some raw rows could not become rows; they are kept with their reasons under rejected/.",
    remedy="Read rejected/<config>.jsonl and decide whether the source can be mended.",
)
SPLIT_EMPTY = Code(
    "ROWS03",
    "split-empty",
    Severity.ERROR,
    cause="A split has no row: its file was empty, or all of its rows were rejected.",
    remedy="Mend the source or leave the split out.",
)


class _Accounts:
    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def see(self, batch: Batch) -> tuple[Finding, ...]:
        return ()

    def conclude(self) -> Iterator[Finding]:
        for config, counts in self._facts.splits.items():
            declared = self._facts.config(config).get("splits", {})
            for split, rows in counts.items():
                if not rows:
                    yield SPLIT_EMPTY.at(config=config, split=split)
                yield from _compare(config, split, rows, declared.get(split))
            for split in sorted(set(declared) - set(counts)):
                yield COUNT_DIFFERS.at(config=config, split=split, hint="corpus.json names a split that has no file")


def _compare(config: str, split: str, rows: int, declared: dict[str, Any] | None) -> Iterator[Finding]:
    if declared is None:
        return
    if declared.get("rows_out") != rows:
        hint = f"corpus.json says {declared.get('rows_out')} rows, the files hold {rows}"
        yield COUNT_DIFFERS.at(config=config, split=split, hint=hint)
    for reason, times in sorted(declared.get("rejected", {}).items()):
        yield REJECTED.at(config=config, split=split, hint=f"{times} x {reason}; see rejected/{config}.jsonl")


def _declared(rows_out: int, **more: Any) -> dict[str, Any]:
    splits = {"train": {"rows_out": rows_out, **more}}
    return {"configs": {"notes": {**CONFIG_FACTS, "splits": splits}}}


CHECK = Check(
    name="rows",
    title="The files hold as many rows as the build wrote, and rejected rows are told.",
    codes=(COUNT_DIFFERS, REJECTED, SPLIT_EMPTY),
    start=_Accounts,
    accepts=example(row(), corpus=_declared(1)),
    rejects={
        "ROWS01": example(row(), corpus=_declared(2)),
        "ROWS02": example(row(), corpus=_declared(1, rejected={"json-unreadable": 1})),
        "ROWS03": example(corpus=_declared(0)),
    },
)
