"""Examine a built folder with some checks, wherever the work is done, and certify what canaries showed in the very data.

    examine(dataset, checks, digest=..., card=...)                        in this process
    with Processes(4) as executor: examine(..., executor=executor)        in four others

The guards look at every file's columns first; the words of the corpus are counted where a check wants them; then the rows
are shown to the checks, unit by unit; and one process merges and concludes.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from datasets_builders.built import Batch, BuiltDataset
from datasets_builders.errors import Refused, UserError
from datasets_builders.leakage.sets import RunSet
from validation.anonymisation.certificate import Certificate, Reviewed
from validation.checks import Check, Facts, Guards, Part, conclude
from validation.executors.checking import CheckTask, data_checks
from validation.executors.gathering import Progress, knowing_words, safe_words
from validation.executors.hearing import Hearing
from validation.executors.names import refuse_telling_names
from validation.executors.states import unpack
from validation.executors.units import UNIT_BYTES, heads_of, joined, rows_of, units_of
from validation.executors.work import Executor, Plan, do_unit, installed
from validation.findings import Examined, Report

__all__ = ["Progress", "Undertaking", "concluded", "examine", "undertake"]

_SEED = re.compile(r"[!-~]{0,64}")


@dataclass(frozen=True)
class Undertaking(Plan):
    """An examination that was planned.

    Args:
        guards: what they said of the columns.
        is_drawn: whether the seed was drawn for this run, so that it can follow another.
    """

    task: CheckTask
    guards: Guards
    is_drawn: bool

    def following(self, first: Mapping[str, Any]) -> Undertaking:
        """Return the same with the seed that the first job drew for all; one that was asked for stays."""
        if not self.is_drawn:
            return self
        return replace(self, task=self.task.with_facts(replace(self.task.facts, seed=str(first.get("seed", "")))))


def undertake(
    dataset: BuiltDataset,
    checks: Sequence[Check],
    *,
    digest: str,
    card: str | None,
    seed: str = "",
    hearing: Hearing | None = None,
    against: Sequence[RunSet] = (),
    source: Callable[[], Sequence[Check]] = data_checks,
    unit_bytes: int = UNIT_BYTES,
) -> Undertaking:
    """Plan an examination: let the guards look at every file, and share out the configs that can be looked at.

    Args:
        dataset: the built folder.
        checks: what to run.
        digest: of the very bytes that are examined; the report is bound to it.
        card: the text of its README.md, or None where there is none.
        seed: what the canaries are drawn from; a fresh one where it is empty.
        hearing: what else identifiers are looked for with; None for every Italian recogniser.
        against: benchmarks of which no run of words may stand in the data.
        source: gives the checks among which `checks` are, in another process; a function of a module.
        unit_bytes: the size of a unit.

    Raises:
        UserError: the seed is not one.
        Refused: there is no check to run, a file cannot be read, or the name of a config, split or column is an identifier.
    """
    if not checks:
        # No checks would "pass" trivially; nobody who asks for an examination means that.
        raise Refused("No check was selected.", remedy="Leave --only out to run them all.")
    if not _SEED.fullmatch(seed):
        raise UserError(
            "The seed is not one.",
            cause="A seed is at most 64 letters, digits or marks of ASCII, without blanks.",
            remedy="Give the one that a report holds, or none to draw a fresh one.",
        )
    refuse_telling_names(dataset)
    facts = Facts(
        dataset.facts, card, dataset.row_counts(), seed or secrets.token_hex(16),
        footers=tuple(dataset.footers()), dataset=dataset, against=tuple(against),
    )  # fmt: skip
    names = tuple(check.name for check in checks)
    task = CheckTask(installed(), dataset, names, source, facts, hearing)
    task.__dict__["checks"] = tuple(checks)  # this process has them already
    guards = Guards(checks, facts)
    for head in heads_of(dataset):
        guards.admit(head)
    units = tuple(unit for unit in units_of(dataset, unit_bytes) if unit.config not in guards.broken)
    return Undertaking(task, units, digest, guards, is_drawn=not seed)


def examine(
    dataset: BuiltDataset,
    checks: Sequence[Check],
    *,
    digest: str,
    card: str | None,
    seed: str = "",
    reviewed: Reviewed | None = None,
    hearing: Hearing | None = None,
    against: Sequence[RunSet] = (),
    source: Callable[[], Sequence[Check]] = data_checks,
    executor: Executor | None = None,
    unit_bytes: int = UNIT_BYTES,
    progress: Progress = lambda work: work,
) -> Report:
    """Run `checks` over every row of `dataset`, once, and certify what the canaries of this very run showed.

    Args:
        dataset: the built folder.
        checks: what to run.
        digest: of the very bytes that are examined; the report is bound to it.
        card: the text of its README.md, or None where there is none.
        seed: what the canaries are drawn from; a fresh one where it is empty.
        reviewed: what persons read of these data, or None.
        hearing: what else identifiers are looked for with; None for every Italian recogniser.
        against: benchmarks of which no run of words may stand in the data.
        source: gives the checks among which `checks` are, in another process; a function of a module.
        executor: where the work is done; None for this process. The report does not depend on it.
        unit_bytes: how much of a file is one unit of work.
        progress: wraps the batches or the finished units, to show a bar.

    Raises:
        UserError: the seed is not one, or a unit could not be worked on.
        Refused: there is no check to run, or the data cannot be read.
    """
    plan = undertake(
        dataset,
        checks,
        digest=digest,
        card=card,
        seed=seed,
        hearing=hearing,
        against=against,
        source=source,
        unit_bytes=unit_bytes,
    )
    plan = knowing_words(plan, executor) if executor else _knowing_words(plan)
    task = plan.task
    part = Part.start(task.checks, task.full_facts)
    if executor is None:
        for batch in progress(_batches(plan)):
            part.see(batch)
    else:
        for _, state in progress(executor.map(do_unit, task, plan.units)):
            part.merge(unpack(state, task.full_facts))
    return concluded(plan, part, reviewed)


def concluded(plan: Undertaking, part: Part, reviewed: Reviewed | None) -> Report:
    """Conclude an examination whose rows were all seen, and certify it."""
    examined, findings, proof = conclude(plan.task.checks, plan.guards, part)
    return Report(
        examined=examined,
        findings=(),
        digest=plan.digest,
        versions=dict(plan.task.versions),
        certificate=Certificate(plan.digest, proof, reviewed).to_json() if proof else {},
    ).merge(Report(examined=Examined(), findings=tuple(findings)))


def _knowing_words(plan: Undertaking) -> Undertaking:
    """Count the words in this process, reading each row group once."""
    if not plan.task.reads_words:
        return plan
    from validation.anonymisation.vocabulary.corpus import count_words

    return plan.knowing(safe_words([count_words(plan.task.texts(joined(plan.units)))]))


def _batches(plan: Undertaking) -> Iterator[Batch]:
    for unit in joined(plan.units):
        yield from rows_of(plan.task.dataset, unit)
