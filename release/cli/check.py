"""`referto check`: every check on a built folder, or on a model's."""

from __future__ import annotations

import json
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from release.cli.output import format_option, make_bars, show_json, show_report
from release.cli.package import bar_of_files, show_model_report
from release.cli.report import write_page
from release.cli.voices import hearing_of, voice_options
from release.cli.where import Where, told_shard, where_options

if TYPE_CHECKING:
    from datasets_builders.leakage.sets import RunSet
    from validation.executors.shards import WorkFolder
    from validation.findings import Code, Report
    from validation.suites import Judged, Suite

__all__ = ["check"]


@click.command(short_help="Examine a built folder, or a model's, with every check.")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--only", multiple=True, metavar="NAME", help="A check or the beginning of a code; may be given again.")
@click.option("--out", type=click.Path(path_type=Path), help="Also write the report as JSON to this file.")
@click.option("--html", type=click.Path(path_type=Path), help="Also write the report as a page to read and print.")
@click.option(
    "--expectations",
    type=click.Path(path_type=Path),
    help="Also run the report as a Great Expectations suite, and write its result to this file.",
)
@click.option(
    "--expectations-over",
    type=click.Choice(["report", "rows"]),
    default="report",
    show_default=True,
    help="`rows` also judges the rows of each config by the suite of its task; what is not met is a finding.",
)
@click.option(
    "--expectations-suite",
    "suites",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A suite of Great Expectations 1.x, as JSON, to judge the rows by; what is not met is a finding. May be given again.",
)
@click.option(
    "--expectations-engine",
    "engine",
    type=click.Choice(["pandas", "spark"]),
    default="pandas",
    show_default=True,
    help="What rows are judged with.",
)
@click.option(
    "--review",
    type=click.Path(path_type=Path),
    help="What persons read of these data, for the bound on leaky notes; PATH/review.jsonl where it is there.",
)
@click.option("--seed", default="", help="What the canaries are drawn from, to repeat a run; a fresh one by default.")
@click.option(
    "--against",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A benchmark that the data must not share text with: a built folder, or what `referto ngrams` wrote; may be given again.",
)
@click.option("--strict", is_flag=True, help="Dates, places and other details that are warnings become errors.")
@voice_options
@where_options
@format_option
def check(
    path: Path,
    only: tuple[str, ...],
    out: Path | None,
    html: Path | None,
    expectations: Path | None,
    expectations_over: str,
    suites: tuple[Path, ...],
    engine: str,
    review: Path | None,
    seed: str,
    against: tuple[Path, ...],
    strict: bool,
    roster: Path | None,
    key_file: Path | None,
    voices: Path | None,
    where: Where,
    as_format: str,
) -> None:
    """Examine the dataset or model folder PATH; exit 1 on errors, 3 when nothing was examined or the check failed its own test.

    The test of a dataset: invented identifiers are planted in copies of some rows, and must be found in the same run.
    The report names places, never text: row ids, columns and code points; of a model, files, tensors and keys.
    """
    from release.model_examination import is_model_folder

    over = _Asked.of(suites, expectations_over == "rows", engine)
    if is_model_folder(path):
        over.refuse(f"{path} is a model folder, and has no rows.")
        report, codes = _examine_model(path, only, html)
        _write(report, codes, out, expectations)
        _show(report, path, as_format, is_model=True)
        raise SystemExit(report.exit_code)
    how = {"only": only, "seed": seed, "hearing": hearing_of(roster, key_file, voices), "against": _read_sets(against)}
    if where.shard is not None and where.work is not None:
        over.refuse("Expectations over rows are judged by the job that merges; leave them out of the others.")
        _examine_shard(path, where, how)
        return
    over.enforce(path)
    report, codes, work = _examine_dataset(path, where, review, strict, how)
    report, codes, judged = over.judge(path, report, codes)
    _write(report, codes, out, expectations, judged)
    if html is not None:
        write_page(report, html, folder=path)
    _show(report, path, as_format, is_model=False)
    if work is not None and not where.keep_work:
        work.remove()
    raise SystemExit(report.exit_code)


@dataclass(frozen=True)
class _Asked:
    """What is to be asked of the rows."""

    suites: tuple[Suite, ...]
    by_task: bool
    engine: str

    @classmethod
    def of(cls, paths: tuple[Path, ...], by_task: bool, engine: str) -> _Asked:
        """Read the suites before anything is examined: a bad one is told at once."""
        if not paths:
            return cls((), by_task, engine)
        from validation.suites import read_suite

        return cls(tuple(map(read_suite, paths)), by_task, engine)

    def refuse(self, cause: str) -> None:
        """Refuse to ask anything of rows, where that was wanted."""
        if not self.suites and not self.by_task:
            return
        from datasets_builders.errors import UserError

        raise UserError(
            "There are no rows to judge here.", cause=cause, remedy="Leave out what begins with --expectations-."
        )

    def enforce(self, path: Path) -> None:
        """Find what is wrong with the suites before hours of examination."""
        if not self.suites and not self.by_task:
            return
        from datasets_builders.built import open_built
        from release.examination import suites_for
        from validation.expected_rows import make_judges

        dataset = open_built(path)
        make_judges(dataset, suites_for(dataset, self.suites, by_task=self.by_task), engine=self.engine)

    def judge(self, path: Path, report: Report, codes: list[Code]) -> tuple[Report, list[Code], list[Judged] | None]:
        """Judge the rows, where that was wanted; None for what became of expectations where it was not."""
        if not self.suites and not self.by_task:
            return report, codes, None
        from release.examination import codes_of, expect_of_rows

        report, judged = expect_of_rows(path, report, self.suites, by_task=self.by_task, engine=self.engine)
        return report, codes_of(report), judged


def _read_sets(paths: tuple[Path, ...]) -> tuple[RunSet, ...]:
    if not paths:
        return ()
    from validation.rules.contamination import read_against

    return read_against(paths)


def _examine_shard(path: Path, where: Where, how: dict[str, Any]) -> None:
    from release.examination import examine_shard
    from validation.executors.shards import Shard

    assert where.shard is not None  # noqa: S101 - asked for by the caller
    assert where.work is not None  # noqa: S101
    shard = Shard.parse(where.shard)
    with where.executor() or nullcontext() as executor:
        done, before = examine_shard(path, shard, where.work, executor=executor, **how)
    told_shard(shard, done, before)


def _examine_dataset(
    path: Path, where: Where, review: Path | None, strict: bool, how: dict[str, Any]
) -> tuple[Report, list[Code], WorkFolder | None]:
    from release.examination import codes_of, examine_folder, merge_examined
    from validation.findings import strictly
    from validation.rules.identifier_codes import INDIRECT

    work = None
    if where.merge is not None:
        report, work = merge_examined(path, where.merge, review=review, **how)
    else:
        with where.executor() or nullcontext() as executor:
            report = examine_folder(path, review=review, executor=executor, progress=make_bars().batches, **how)
    return (strictly(report, INDIRECT) if strict else report), codes_of(report), work


def _examine_model(path: Path, only: tuple[str, ...], html: Path | None) -> tuple[Report, list[Code]]:
    from datasets_builders.errors import UserError
    from release.model_examination import examine_model, model_codes_of

    if html is not None:
        raise UserError(
            "There is no page for the report of a model.",
            cause=f"{path} is a model folder, and --html writes the report of a dataset.",
            remedy="Leave --html out; the model card tells what was examined.",
        )
    report = examine_model(path, only=only, progress=bar_of_files)
    return report, model_codes_of(report)


def _write(
    report: Report, codes: list[Code], out: Path | None, expectations: Path | None, judged: list[Judged] | None = None
) -> None:
    from datasets_builders.staging import write_text
    from release.examination import report_text

    if out is not None:
        write_text(out, report_text(report))
    if expectations is not None:
        from validation.expectations import expect_nothing

        result = expect_nothing(report, codes)
        if judged is not None:
            result["rows"] = [each.to_json() for each in judged]
        write_text(expectations, json.dumps(result, ensure_ascii=False, indent=1) + "\n")


def _show(report: Report, path: Path, as_format: str, *, is_model: bool) -> None:
    if as_format == "json":
        show_json(report.to_json())
    elif is_model:
        show_model_report(report, str(path))
    else:
        show_report(report, str(path))
