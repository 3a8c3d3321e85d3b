"""Examine a model's folder with every check there is; the counterpart of `release.examination` for models."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from adaptation.checkpoint.folder import is_model_folder, open_model
from adaptation.model_checks import MODEL_CHECKS
from adaptation.model_checks.rules import examine, select_checks
from validation.findings import Code, Report

__all__ = ["MODEL_CHECKS", "examine_model", "is_model_folder", "model_codes_of"]

Progress = Callable[[Iterable[str]], Iterable[str]]


def examine_model(folder: Path, *, only: Sequence[str] = (), progress: Progress = lambda names: names) -> Report:
    """Run all checks of models, or those that `only` names, over a folder as save_pretrained writes it.

    Args:
        folder: a full model, or a LoRA adapter.
        only: checks or beginnings of codes.
        progress: wraps the names of the files of weights while they are read.

    Returns:
        A report whose rows are tensors; its digest is that of weights, tokenizer, template and configurations together.

    Raises:
        UserError: no such folder or check.
        Refused: the files changed while they were examined.
    """
    return examine(open_model(folder), select_checks(MODEL_CHECKS, only), progress=progress)


def model_codes_of(report: Report) -> list[Code]:
    """Return the codes of the checks that a model's report says were run, in their order."""
    return [code for check in MODEL_CHECKS if check.name in report.examined.checks for code in check.codes]
