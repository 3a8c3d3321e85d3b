"""`package_model`: from whatever a trainer left to a folder that may go to the Hub, examined as it will be published.

The source is looked at first without reading its weights, so that a wrong configuration is told in a second; then every byte of the
weights is read once: looked at, hashed and written. What stands in the new folder is examined again, as a stranger would meet it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from adaptation.checkpoint.attempt import attempt
from adaptation.checkpoint.effect import MOST_OF_A_MERGE, Effect, effect_of_cast, effect_of_merge
from adaptation.checkpoint.files import Stray, list_files, paper_family, role_of, stray_of
from adaptation.checkpoint.floats import DTYPES
from adaptation.checkpoint.folder import ModelFolder, open_model
from adaptation.checkpoint.mending import DROPPED_KEYS, Base, carry_small_files, small_files
from adaptation.checkpoint.merge import Adapter, read_adapter
from adaptation.checkpoint.meta import has_torch
from adaptation.checkpoint.record import RECORD, make_record, read_record, replacing
from adaptation.checkpoint.rewrite import Part, write_weights
from adaptation.checkpoint.scan import Scan, scan_file
from adaptation.checkpoint.tokenising import load_tokeniser
from adaptation.model_checks import MODEL_CHECKS
from adaptation.model_checks.rules import examine, found
from datasets_builders.errors import UserError
from datasets_builders.staging import staged_folder
from validation.findings import Code, Examined, Finding, Report, Severity

__all__ = ["PACKAGE_CODES", "RECORD", "Packaged", "package_model"]

MERGE_DIFFERS = Code(
    "PACKAGE01",
    "merge-differs",
    Severity.ERROR,
    cause="The merged model does not answer as base and adapter side by side: the base is not the one that was trained on.",
    remedy="Merge with the library that trained the adapter, and package the result.",
)
NOT_MEASURED = Code(
    "PACKAGE02",
    "effect-not-measured",
    Severity.WARNING,
    cause="Numbers were cast or merged, and the model was not run before and after.",
    remedy="Install the extra: pip install 'referto[adapt]', and package again.",
)
PACKAGE_CODES = (MERGE_DIFFERS, NOT_MEASURED)
"""What only packaging can find."""

Progress = Callable[[Iterable[str]], Iterable[str]]


@dataclass(frozen=True)
class Packaged:
    """What packaging came to.

    Args:
        folder: where the package is; nothing was written there when `report` has an error that was not tolerated.
        report: of the new folder as it stands; of the source where that already stopped it.
        left_out: files that were not carried over, with the kind of thing each is.
        record: what package.json holds; empty where nothing was written.
    """

    folder: Path
    report: Report
    left_out: tuple[Stray, ...] = ()
    record: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_written(self) -> bool:
        """Is there a package?"""
        return bool(self.record)


@dataclass(frozen=True)
class _Job:
    """What was asked for."""

    source: ModelFolder
    base_folder: ModelFolder | None
    dtype: str | None
    most: int | None
    base: Base
    tolerated: frozenset[str]
    papers: Mapping[str, bytes]
    progress: Progress

    def stops(self, report: Report) -> bool:
        """Is there an error that nobody else decides about, or nothing that was examined?"""
        return report.verdict == "refused" or any(each.code not in self.tolerated for each in report.errors)

    @property
    def model(self) -> ModelFolder:
        """The folder whose tensors are written."""
        return self.base_folder or self.source

    @property
    def is_rewritten(self) -> bool:
        """Do the files of weights change at all?"""
        large = self.most is not None and any(
            sum(tensor.size for tensor in header.tensors) > self.most for header in self.model.weights.headers
        )
        cast = self.dtype is not None and any(
            tensor.dtype in DTYPES.values() and tensor.dtype != DTYPES[self.dtype]
            for tensor in self.model.weights.tensors()
        )
        return self.base_folder is not None or large or cast


class _Stopped(Exception):
    """The new folder has errors; holds its report."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report


def package_model(
    source: Path,
    out: Path,
    *,
    merge: Path | None = None,
    dtype: str | None = None,
    max_shard_size: int | None = None,
    base: Base | None = None,
    tolerated: Collection[str] = (),
    papers: Mapping[str, bytes] = MappingProxyType({}),
    progress: Progress = lambda names: names,
) -> Packaged:
    """Write the Hub-ready folder of a checkpoint, or tell what stands in the way.

    Args:
        source: a folder with a full model or a LoRA adapter; it is only read.
        out: the folder to make; one that an earlier run made is replaced, any other is not touched.
        merge: the base's folder: the adapter is added to it in 32-bit floats, then cast.
        dtype: "float32", "bfloat16" or "float16"; None keeps what there is (of a merge, the base's).
        max_shard_size: bytes of tensors in one file; None keeps the files.
        base: what is declared of the base model.
        tolerated: codes of errors that somebody else decides about, as the release file may; they stay in the report.
        papers: licence files to put beside the weights, in the place of those of the same kind that the source has.
        progress: wraps the names of the files of weights, to show a bar.

    Raises:
        UserError: a folder is no model, the adapter cannot be merged, `out` is in `source`, or the disk says no.
    """
    folder = open_model(source)
    if merge is not None and not folder.is_adapter:
        raise UserError(f"{source} is no adapter, so that nothing can be merged.", remedy="Leave --merge out.")
    if dtype is not None and dtype not in DTYPES:
        raise UserError(f"No dtype {dtype!r} to cast to.", remedy="Choose among: " + ", ".join(DTYPES))
    if Path(os.path.realpath(out)).is_relative_to(os.path.realpath(source)):
        raise UserError(f"{out} lies in {source} itself.", remedy="Give --out a folder beside the checkpoint.")
    job = _Job(
        folder,
        open_model(merge) if merge else None,
        dtype,
        max_shard_size,
        base or Base(),
        frozenset(tolerated),
        papers,
        progress,
    )
    left_out = tuple(stray for name in folder.files if (stray := _left_out(folder, name)))
    report = _examine_source(job)
    if job.stops(report):
        return Packaged(out, report, left_out)
    try:
        with replacing(out), staged_folder(out, doing="packaging a model") as staging:
            record, report = _write(job, staging, left_out)
    except _Stopped as stopped:
        return Packaged(out, stopped.report, left_out)
    return Packaged(out, report, left_out, record)


def _left_out(folder: ModelFolder, name: str) -> Stray | None:
    """Tell why a file is not carried over; a README and other papers are written anew from evidence."""
    if role_of(name) == "paper":
        return Stray(name, "paper")
    return stray_of(folder.root, name)


# ------------------------------------------------------------------------------------------------ before anything is written


def _examine_source(job: _Job) -> Report:
    """Examine all that can be told without reading weights, less what packaging mends."""
    parts = [_without_weights(job.source)]
    if job.base_folder is not None:
        parts.append(_without_weights(job.base_folder, only=("weights", "declared")))
    report = parts[0] if len(parts) == 1 else parts[0].merge(parts[1])
    return replace(report, findings=tuple(each for each in report.findings if not _is_mended(each, job)))


def _without_weights(folder: ModelFolder, only: Sequence[str] = ()) -> Report:
    unread = {header.file: Scan("", 0, (), ()) for header in folder.weights.headers}
    checks = [check for check in MODEL_CHECKS if not only or check.name in only]
    return examine(folder, checks, scans=unread, digested=False)


def _is_mended(finding: Finding, job: _Job) -> bool:
    """Will the package be without it? The examination of the package has the last word."""
    if finding.code.startswith("FILE"):
        return finding.code != "FILE10" or not role_of(finding.row)
    if finding.code.startswith("LEAK"):
        is_carried = role_of(finding.row) not in ("", "paper")
        return not is_carried or finding.column in (*DROPPED_KEYS, "base_model_name_or_path")
    merged = job.base_folder is not None
    return (
        (finding.code == "ADAPTER01" and (merged or bool(job.base.id)))
        or (finding.code == "ADAPTER02" and (merged or bool(job.base.revision)))
        or (finding.code == "TENSOR15" and job.dtype is not None)
    )


# ------------------------------------------------------------------------------------------------------- writing the folder


def _write(job: _Job, staging: Path, left_out: tuple[Stray, ...]) -> tuple[dict[str, Any], Report]:
    adapter = read_adapter(job.source, job.model.weights.by_name()) if job.base_folder else None
    scans = _write_weights(job, staging, adapter)
    cast = {"dtype": job.dtype} if job.dtype else {}
    changes = carry_small_files(_small_files(job), staging, base=job.base, settings=cast)
    for name, content in job.papers.items():
        (staging / name).write_bytes(content)
    for name in list_files(staging):
        (staging / name).chmod(0o644)
    packaged = open_model(staging)
    report = examine(packaged, MODEL_CHECKS, scans=scans)
    if job.stops(report):
        raise _Stopped(report)
    effects, findings = _measure(job, packaged, adapter)
    report = report.merge(Report(examined=Examined(), findings=tuple(findings)))
    if job.stops(report):
        raise _Stopped(report)
    record = make_record(
        packaged,
        report,
        base=job.base,
        is_merged=job.base_folder is not None,
        left_out=left_out,
        changes=changes,
        effects=effects,
        scans=scans,
        earlier=read_record(job.source.root),
    )
    (staging / RECORD).write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (staging / RECORD).chmod(0o644)
    return record, report


def _write_weights(job: _Job, staging: Path, adapter: Adapter | None) -> dict[str, Scan]:
    weights = job.model.weights
    try:
        if not job.is_rewritten:
            if weights.index:
                (staging / weights.index).write_bytes((job.source.root / weights.index).read_bytes())
            headers = {header.file: header for header in weights.headers}
            return {
                name: scan_file(job.source.root, headers[name], copy_to=staging / name)
                for name in job.progress(headers)
            }
        parts = _parts(job, adapter)
        stem = "adapter_model" if job.model.is_adapter else "model"
        wanted = DTYPES[job.dtype] if job.dtype else None
        return write_weights(parts, staging, stem=stem, dtype=wanted, most=job.most)
    except EOFError as error:
        raise UserError(
            f"The weights of {job.model.root} changed while they were packaged.",
            cause="A file ended before its last tensor; another program writes there.",
            remedy="Let it finish, then package again.",
        ) from error


def _parts(job: _Job, adapter: Adapter | None) -> list[Part]:
    parts = []
    for tensor in job.model.weights.tensors():
        if adapter is not None and tensor.name in adapter.replaced:
            trained = adapter.replaced[tensor.name]
            parts.append(Part(tensor.name, adapter.root, trained))
        else:
            added = adapter.added.get(tensor.name) if adapter is not None else None
            parts.append(Part(tensor.name, job.model.root, tensor, added))
    return parts


def _small_files(job: _Job) -> dict[str, ModelFolder]:
    """Return each small file to carry over with the folder it comes from, but for the papers that are written anew."""
    written = {paper_family(name) for name in job.papers}
    return {name: folder for name, folder in _carried(job).items() if paper_family(name) not in written - {""}}


def _carried(job: _Job) -> dict[str, ModelFolder]:
    """Of a merge, the base's files are carried but where the adapter has its own."""
    texts = ("tokenizer", "template")
    if job.base_folder is None:
        return small_files(job.source, ("config", *texts, "licence"))
    carried = small_files(job.base_folder, ("config", "licence"), follow=True)
    own = small_files(job.source, ("config", "licence"))
    carried |= {name: folder for name, folder in own.items() if name != "adapter_config.json"}
    spoken = job.source if job.source.has_tokenizer else job.base_folder
    carried |= small_files(spoken, texts, follow=spoken is job.base_folder)
    return carried | small_files(job.source, ("template",))


# --------------------------------------------------------------------------------------------------------- measure, record


def _measure(
    job: _Job, packaged: ModelFolder, adapter: Adapter | None
) -> tuple[dict[str, Effect | None], list[Finding]]:
    """Run the model before and after a merge or a cast, where there was one and it can be run."""
    was_cast = job.is_rewritten and (job.dtype is not None or adapter is not None)
    if not was_cast:
        return {}, []
    wanted: dict[str, Effect | None] = {"cast": None} if adapter is None else {"merge": None, "cast": None}
    why = _why_not_measured(job, packaged)
    if why:
        return wanted, [found(NOT_MEASURED, RECORD, "", why)]
    loaded = load_tokeniser(packaged.root).value
    if loaded is None:
        return wanted, [found(NOT_MEASURED, RECORD, "", "the tokenizer cannot be loaded")]
    if adapter is None:
        cast = attempt(lambda: effect_of_cast(job.source.root, packaged.root, loaded))
        findings = [found(NOT_MEASURED, RECORD, "cast", cast.failure)] if cast.value is None else []
        return {"cast": cast.value}, findings
    both = attempt(lambda: effect_of_merge(job.model.root, adapter, packaged.root, loaded))
    if both.value is None:
        return wanted, [found(NOT_MEASURED, RECORD, "merge", both.failure)]
    merged, after = both.value
    findings = []
    if merged.max_logit_difference > MOST_OF_A_MERGE * max(1.0, merged.largest_logit):
        findings.append(found(MERGE_DIFFERS, RECORD, "merge", f"a logit is off by {merged.max_logit_difference:.3g}"))
    return {"merge": merged, "cast": after}, findings


def _why_not_measured(job: _Job, packaged: ModelFolder) -> str:
    if not has_torch():
        return "not examined: torch is absent"
    if job.model.is_adapter:
        return "an adapter answers only with its base"
    return "" if packaged.has_tokenizer else "there is no tokenizer"
