"""Examine a built folder with every check there is, and bind the report to the very bytes it looked at."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from datasets_builders.built import Batch, open_built
from datasets_builders.errors import Refused, UserError
from model_cards import lint
from release.manifest import data_digest
from validation.anonymisation.certificate import Reviewed
from validation.checks import Check, examine, select
from validation.findings import Code, Report
from validation.rules import DATA_CHECKS

if TYPE_CHECKING:
    from validation.anonymisation.engine import IdentifierEngine

__all__ = ["ALL_CHECKS", "REVIEW", "codes_of", "examine_folder", "report_text", "reviewed_notes"]

ALL_CHECKS: tuple[Check, ...] = (*DATA_CHECKS, lint.CHECK)

REVIEW = "review.jsonl"
"""The decisions of a review, in a built folder; never published."""

Progress = Callable[[Iterable[Batch]], Iterable[Batch]]


def examine_folder(
    folder: Path,
    *,
    only: Sequence[str] = (),
    seed: str = "",
    review: Path | None = None,
    engine: IdentifierEngine | None = None,
    progress: Progress = lambda batches: batches,
) -> Report:
    """Run all checks, or those that `only` names, over a built dataset.

    Args:
        folder: the built dataset.
        only: checks or the beginnings of codes; none for all.
        seed: what the canaries are drawn from; a fresh one where it is empty.
        review: the decisions of a review; None for those in the folder, if there are any.
        engine: looks for identifiers; None for the one with every Italian recogniser.
        progress: wraps the batches, to show a bar.

    Raises:
        UserError: no such folder, check or review.
        Refused: there is nothing to examine, or the data changed while they were examined.
    """
    dataset = open_built(folder)
    before = data_digest(folder)
    card = folder / "README.md"
    report = examine(
        dataset,
        select(ALL_CHECKS, only),
        digest=before,
        card=card.read_text(encoding="utf-8") if card.is_file() else None,
        seed=seed,
        reviewed=reviewed_notes(folder, before, review),
        engine=engine,
        progress=progress,
    )
    if data_digest(folder) != before:
        raise Refused(
            f"The files of {folder} changed while they were examined.",
            cause="Another program writes there.",
            remedy="Let it finish, then run the check again.",
        )
    return report


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
    return [code for check in ALL_CHECKS if check.name in report.examined.checks for code in check.codes]


def report_text(report: Report) -> str:
    """Return the report as it is stored: JSON, one line end at its end."""
    return json.dumps(report.to_json(), ensure_ascii=False, indent=1) + "\n"
