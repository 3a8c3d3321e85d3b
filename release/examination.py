"""Examine a built folder with every check there is, and bind the report to the very bytes it looked at."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from datasets_builders.built import Batch, open_built
from datasets_builders.errors import Refused
from model_cards import lint
from release.manifest import data_digest
from validation.checks import Check, examine, select
from validation.findings import Code, Report
from validation.rules import DATA_CHECKS

__all__ = ["ALL_CHECKS", "codes_of", "examine_folder", "report_text"]

ALL_CHECKS: tuple[Check, ...] = (*DATA_CHECKS, lint.CHECK)

Progress = Callable[[Iterable[Batch]], Iterable[Batch]]


def examine_folder(folder: Path, *, only: Sequence[str] = (), progress: Progress = lambda batches: batches) -> Report:
    """Run all checks, or those that `only` names, over a built dataset.

    Raises:
        UserError: no such folder or check.
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
        progress=progress,
    )
    if data_digest(folder) != before:
        raise Refused(
            f"The files of {folder} changed while they were examined.",
            cause="Another program writes there.",
            remedy="Let it finish, then run the check again.",
        )
    return report


def codes_of(report: Report) -> list[Code]:
    """Return the codes of the checks that a report says were run, in their order."""
    return [code for check in ALL_CHECKS if check.name in report.examined.checks for code in check.codes]


def report_text(report: Report) -> str:
    """Return the report as it is stored: JSON, one line end at its end."""
    return json.dumps(report.to_json(), ensure_ascii=False, indent=1) + "\n"
