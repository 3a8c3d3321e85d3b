"""Examine a built folder with every check there is, and bind the report to the very bytes it looked at."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from datasets_builders.built import BuiltDataset, open_built
from datasets_builders.errors import Refused, UserError
from datasets_builders.leakage.sets import RunSet
from model_cards import lint
from release.manifest import data_digest
from validation.anonymisation.certificate import Reviewed
from validation.checks import Check, select
from validation.executors.examine import Progress, Undertaking, examine, undertake
from validation.executors.hearing import Hearing
from validation.executors.shards import Shard, WorkFolder, do_shard, merge_shards, open_work
from validation.executors.work import Executor, Inline
from validation.findings import Code, Examined, Report
from validation.rules import DATA_CHECKS, expected

if TYPE_CHECKING:
    from validation.suites import Judged, Suite

__all__ = [
    "ALL_CHECKS",
    "KNOWN_CHECKS",
    "REVIEW",
    "all_checks",
    "checks_of",
    "codes_of",
    "examine_folder",
    "examine_shard",
    "expect_of_rows",
    "merge_examined",
    "report_text",
    "reviewed_notes",
    "suites_for",
]

ALL_CHECKS: tuple[Check, ...] = (*DATA_CHECKS, lint.CHECK)
"""The checks of every run."""

KNOWN_CHECKS: tuple[Check, ...] = (*ALL_CHECKS, expected.CHECK)
"""These, and the one that is run on request."""

REVIEW = "review.jsonl"
"""The decisions of a review, in a built folder; never published."""


def examine_folder(
    folder: Path,
    *,
    only: Sequence[str] = (),
    seed: str = "",
    review: Path | None = None,
    hearing: Hearing | None = None,
    against: Sequence[RunSet] = (),
    executor: Executor | None = None,
    progress: Progress = lambda batches: batches,
) -> Report:
    """Run all checks, or those that `only` names, over a built dataset.

    Args:
        folder: the built dataset.
        only: checks or the beginnings of codes; none for all.
        seed: what the canaries are drawn from; a fresh one where it is empty.
        review: the decisions of a review; None for those in the folder, if there are any.
        hearing: what else identifiers are looked for with; None for every Italian recogniser.
        against: benchmarks of which no run of words may stand in the data.
        executor: where the work is done; None for this process. The report does not depend on it.
        progress: wraps the batches, to show a bar.

    Raises:
        UserError: no such folder, check or review.
        Refused: there is nothing to examine, or the data changed while they were examined.
    """
    dataset = open_built(folder.resolve())  # workers may stand elsewhere
    before = data_digest(folder)
    report = examine(
        dataset,
        select(ALL_CHECKS, only),
        digest=before,
        card=_card_of(folder),
        seed=seed,
        reviewed=reviewed_notes(folder, before, review),
        hearing=hearing,
        against=against,
        source=all_checks,
        executor=executor,
        progress=progress,
    )
    _refuse_changed(folder, before)
    return report


def examine_shard(
    folder: Path,
    shard: Shard,
    work: Path,
    *,
    only: Sequence[str] = (),
    seed: str = "",
    hearing: Hearing | None = None,
    against: Sequence[RunSet] = (),
    executor: Executor | None = None,
) -> tuple[int, int]:
    """Do one job's share of an examination, and leave its states in the folder `work`.

    Args:
        folder: the built dataset.
        shard: which job this is, of how many.
        work: where the states go; made, for this user alone, where it is not there.
        only: checks or the beginnings of codes; none for all; the same for every job, as are `seed`, `hearing` and `against`.
        seed: what the canaries are drawn from; where it is empty, the first job draws one for all.
        hearing: what else identifiers are looked for with.
        against: benchmarks of which no run of words may stand in the data.
        executor: where the work of this job is done; None for this process.

    Returns:
        How many units of work were examined now, and how many had been before.

    Raises:
        UserError: no such folder or check, or the work folder is open to others.
        Refused: there is nothing to examine, the data changed, or the jobs before examined something else.
    """
    plan = _undertaken(folder, only, seed, hearing, against)
    plan, states = open_work(work, plan, shard.of)
    done = do_shard(plan, shard, states, executor or Inline())
    _refuse_changed(folder, plan.digest)
    return done


def merge_examined(
    folder: Path,
    work: Path,
    *,
    only: Sequence[str] = (),
    seed: str = "",
    review: Path | None = None,
    hearing: Hearing | None = None,
    against: Sequence[RunSet] = (),
) -> tuple[Report, WorkFolder]:
    """Merge what all jobs left in the folder `work`, and conclude.

    Args:
        folder: the built dataset.
        work: the folder of the jobs' states.
        only: as the jobs had it, as are `seed`, `hearing` and `against`.
        seed: what the canaries are drawn from; that of the jobs where it is empty.
        review: the decisions of a review; None for those in the folder, if there are any.
        hearing: what else identifiers are looked for with.
        against: benchmarks of which no run of words may stand in the data.

    Returns:
        The report that a single process gives, and the work folder, to be removed when the report is safe.

    Raises:
        UserError: no such folder or check, or a job is not finished.
        Refused: the states are of other data, versions or options.
    """
    plan = _undertaken(folder, only, seed, hearing, against)
    plan, states = open_work(work, plan, None)
    report = merge_shards(plan, states, reviewed_notes(folder, plan.digest, review))
    _refuse_changed(folder, plan.digest)
    return report, states


def expect_of_rows(
    folder: Path, report: Report, suites: Sequence[Suite], *, by_task: bool = False, engine: str = "pandas"
) -> tuple[Report, list[Judged]]:
    """Judge the rows of a built folder by suites of expectations, after it was examined.

    Args:
        folder: the built dataset.
        report: of its examination.
        suites: of the user.
        by_task: also judge each config by the suite of its task.
        engine: "pandas" or "spark".

    Returns:
        The report with what was found, and what became of each expectation in each config and split.

    Raises:
        UserError: a suite cannot be run; see `validation.expected_rows.judge_rows`.
        Refused: the data changed since they were examined, or cannot be read.
    """
    from validation.expectations import gx_version
    from validation.expected_rows import judge_rows

    dataset = open_built(folder.resolve())
    judged = list(judge_rows(dataset, suites_for(dataset, suites, by_task=by_task), engine=engine))
    _refuse_changed(folder, report.digest)
    examined = Examined(checks=(expected.CHECK.name,))
    found = Report(examined, tuple(expected.findings_of(judged)), versions={"great-expectations": gx_version()})
    return report.merge(found), judged


def suites_for(dataset: BuiltDataset, suites: Sequence[Suite], *, by_task: bool) -> list[Suite]:
    """Return the suites that rows are judged by: those of the tasks first, where they are wanted."""
    from validation.task_suites import suite_of_task

    configs = dataset.facts.get("configs", {})
    licences = dataset.facts.get("licence", {}).get("row_values", ())
    own = [suite_of_task(each, configs.get(each, {}), licences) for each in dataset.shards] if by_task else []
    return [*own, *suites]


def all_checks() -> Sequence[Check]:
    """Give every check there is; workers call it for themselves."""
    return ALL_CHECKS


def _undertaken(
    folder: Path, only: Sequence[str], seed: str, hearing: Hearing | None, against: Sequence[RunSet]
) -> Undertaking:
    dataset = open_built(folder.resolve())
    return undertake(
        dataset,
        select(ALL_CHECKS, only),
        digest=data_digest(folder),
        card=_card_of(folder),
        seed=seed,
        hearing=hearing,
        against=against,
        source=all_checks,
    )


def _card_of(folder: Path) -> str | None:
    card = folder / "README.md"
    try:
        return card.read_text(encoding="utf-8") if card.is_file() else None
    except UnicodeDecodeError as error:
        raise Refused(
            f"{card} is not UTF-8.",
            cause="It was written in another encoding, or is no text.",
            remedy="Write the card again; nothing of the dataset was passed.",
        ) from error


def _refuse_changed(folder: Path, digest: str) -> None:
    if data_digest(folder) != digest:
        raise Refused(
            f"The files of {folder} changed while they were examined.",
            cause="Another program writes there.",
            remedy="Let it finish, then run the check again.",
        )


def reviewed_notes(folder: Path, digest: str, review: Path | None = None) -> Reviewed | None:
    """Return what persons read of the data with this digest; None where no note was read.

    Args:
        folder: the built dataset, in which a `review.jsonl` may lie.
        digest: of its data; decisions about other data do not count.
        review: another file of decisions.

    Raises:
        UserError: the file that was named is not there, or cannot be read as decisions.
    """
    if review is not None and not review.is_file():
        raise UserError(f"There is no file {review}.", remedy="Name the review.jsonl that `referto review` wrote.")
    path = review or folder / REVIEW
    if not path.is_file():
        return None
    from validation.review.decisions import read_decisions

    decisions = read_decisions(path, digest)
    if not decisions.notes_reviewed:
        return None
    return Reviewed(decisions.notes_reviewed, decisions.notes_leaky, decisions.notes_skipped)


def codes_of(report: Report) -> list[Code]:
    """Return the codes of the checks that a report says were run, in their order."""
    return [code for check in KNOWN_CHECKS if check.name in report.examined.checks for code in check.codes]


def checks_of(report: Report) -> tuple[Check, ...]:
    """Return the checks that a report could have run: those of every run, and the others where it did."""
    return tuple(each for each in KNOWN_CHECKS if each in ALL_CHECKS or each.name in report.examined.checks)


def report_text(report: Report) -> str:
    """Return the report as it is stored: JSON, one line end at its end."""
    return json.dumps(report.to_json(), ensure_ascii=False, indent=1) + "\n"
