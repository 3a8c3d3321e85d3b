"""`referto build`: raw files to a Hub-ready folder, one corpus or all that a folder holds."""

from __future__ import annotations

import resource
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from datasets_builders.errors import Refused, UserError
from release.cli.output import format_option, make_bars, say, show_json, show_table

if TYPE_CHECKING:
    from datasets_builders.spec import CorpusSpec

__all__ = ["build"]

ALL = "all"


@click.command(short_help="Build a corpus from its raw files, every row accounted for.")
@click.argument("id")
@click.option(
    "--source", required=True, type=click.Path(path_type=Path), help="The folder with the corpus's raw files."
)
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="The folder to make; replaced if built before."
)
@click.option(
    "--splits",
    type=click.Choice(["official", "repaired"]),
    default="official",
    show_default=True,
    help="repaired: grouped by case, so that no case stands on two sides; the official split stays as a config.",
)
@format_option
def build(id: str, source: Path, out: Path, splits: str, as_format: str) -> None:
    """Build corpus ID from its raw files: Parquet, card, and an account of every row.

    With `all` as ID, every corpus of the catalogue is built that has a folder of its name under SOURCE, each into its own folder
    under OUT. Exits with 1 when rows were rejected for a reason that is not a known defect of the corpus; all rejected rows are
    kept with their reasons under OUT/rejected.
    """
    if id == ALL:
        _build_all(source, out, splits, as_format)
        return
    from datasets_builders.catalogue import get_corpus

    spec = get_corpus(id)
    facts = _build_one(spec, source, out, splits)
    if as_format == "json":
        show_json(facts)
    else:
        _show_splits(facts)
    _tell(facts, out)
    say(f"built {id} in {out}; next: referto check {out}")
    raise SystemExit(1 if _unexpected(spec, facts) else 0)


def _build_one(spec: CorpusSpec, source: Path, out: Path, splits: str) -> dict[str, Any]:
    from release.prepare import build_folder

    return build_folder(spec, source, out, splits=splits, bars=make_bars())


def _unexpected(spec: CorpusSpec, facts: dict[str, Any]) -> set[str]:
    return set(facts["rejected"]) - set(spec.expected_rejections)


def _show_splits(facts: dict[str, Any]) -> None:
    rows = [
        (
            config,
            split,
            f"{counts['rows_in']:,}",
            f"{counts['rows_out']:,}",
            f"{sum(counts['rejected'].values()):,}",
            f"{counts['moved_in'] - counts['moved_out']:+,}" if "moved_in" in counts else "",
        )
        for config, each in facts["configs"].items()
        for split, counts in each["splits"].items()
    ]
    show_table(("config", "split", "rows in", "rows out", "rejected", "moved"), rows)


def _tell(facts: dict[str, Any], out: Path) -> None:
    for config, each in facts["configs"].items():
        for code, times in each["repairs"].items():
            say(f"repaired  {config}: {code} x {times:,}")
        if "moved" in each:
            say(f"moved     {config}: {len(each['moved'])} rows; the official split stays in {config}_official")
    for reason, times in facts["rejected"].items():
        say(f"rejected  {reason} x {times:,}; kept in {out / 'rejected'}")
    if not facts["rows_out"]:
        say(
            "nothing    could be built of it but the account of what was rejected; the corpus's README.md says what is missing"
        )


def _build_all(source: Path, out: Path, splits: str, as_format: str) -> None:
    from datasets_builders.catalogue import CORPORA

    found = [spec for spec in CORPORA if spec.read and (source / spec.id).is_dir()]
    if not found:
        raise Refused(
            f"{source} holds no folder that is called like a corpus of the catalogue.",
            cause="Nothing was built, and building nothing is not a success.",
            remedy="Name the folders by the ids that `referto corpora` lists.",
        )
    built: dict[str, dict[str, Any]] = {}
    failed: dict[str, UserError] = {}
    surprises = False
    for spec in found:
        began = time.perf_counter()
        try:
            facts = _build_one(spec, source / spec.id, out / spec.id, splits)
        except UserError as error:
            failed[spec.id] = error
            say(f"{spec.id}: {error}")
            continue
        surprises |= bool(_unexpected(spec, facts))
        built[spec.id] = {
            "rows_in": facts["rows_in"],
            "rows_out": facts["rows_out"],
            "rejected": facts["rejected"],
            "seconds": round(time.perf_counter() - began, 1),
        }
        say(f"built {spec.id} in {built[spec.id]['seconds']} s")
    _show_all(built, failed, as_format)
    raise SystemExit(2 if failed else 1 if surprises else 0)


def _show_all(built: dict[str, dict[str, Any]], failed: dict[str, UserError], as_format: str) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if as_format == "json":
        show_json({"built": built, "failed": {id: error.fact for id, error in failed.items()}, "peak_memory_mb": peak})
        return
    rows = [_row_of(id, [each]) for id, each in built.items()]
    show_table(("corpus", "rows in", "rows out", "rejected", "seconds"), [*rows, _row_of("all", list(built.values()))])
    click.echo(f"peak memory {peak:,} MB; {len(failed)} failed")


def _row_of(name: str, built: list[dict[str, Any]]) -> tuple[str, ...]:
    """Add up what was built, as one row of the table."""
    rows_in, rows_out = (sum(each[key] for each in built) for key in ("rows_in", "rows_out"))
    rejected = sum(sum(each["rejected"].values()) for each in built)
    return name, f"{rows_in:,}", f"{rows_out:,}", f"{rejected:,}", f"{sum(each['seconds'] for each in built):.1f}"
