"""Bring each dataset of a release file to the point where it may leave: built, examined, decided, described.

    WORK/datasets/<name>/    the folder as it will be published
    WORK/reports/<name>.json the report, bound to the data's digest, after the release file's acceptances

What is published is the allow-list of `published_files`: nothing that was rejected, no report with places of findings.
"""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from adaptation.checkpoint.folder import open_model
from datasets_builders.build import build
from datasets_builders.built import Batch, open_built
from datasets_builders.catalogue import get_corpus
from datasets_builders.errors import Refused, UserError, disk_errors
from datasets_builders.reading import Event
from datasets_builders.spec import CorpusSpec
from datasets_builders.staging import staged_folder, write_text
from model_cards.facts import dataset_facts
from model_cards.render import render_dataset_card
from release.examination import ALL_CHECKS, examine_folder, report_text, reviewed_notes
from release.manifest import data_digest, manifest_of
from release.plan import LocalRepo
from release.release_file import DatasetEntry, ModelEntry, Release
from validation.anonymisation.certificate import missed_canaries
from validation.checks import tool_versions
from validation.findings import Report, accept, read_report, strictly
from validation.rules.identifier_codes import INDIRECT

__all__ = ["Bars", "Prepared", "build_folder", "describe_folder", "prepare", "published_files", "refuse_unless_passed",
           "seal"]  # fmt: skip


@dataclass(frozen=True)
class Prepared:
    """A dataset or model that is ready, or whose report says why not."""

    entry: DatasetEntry | ModelEntry
    local: LocalRepo
    report: Report


@dataclass(frozen=True)
class Bars:
    """How to show progress: each wraps a stream and gives it back."""

    events: Callable[[Iterable[Event]], Iterable[Event]] = lambda events: events
    batches: Callable[[Iterable[Batch]], Iterable[Batch]] = lambda batches: batches
    texts: Callable[[Iterable[tuple[str, str]]], Iterable[tuple[str, str]]] = lambda texts: texts
    files: Callable[[Iterable[str]], Iterable[str]] = lambda names: names


def build_folder(
    spec: CorpusSpec, source: Path, out: Path, *, splits: str = "official", bars: Bars | None = None
) -> dict[str, Any]:
    """Build a corpus and write its card beside the data; return corpus.json."""
    facts = build(spec, source, out, splits=splits, progress=(bars or Bars()).events)
    describe_folder(out)
    return facts


def describe_folder(folder: Path) -> None:
    """Write the card of a folder that is built, before it was examined."""
    facts = json.loads((folder / "corpus.json").read_text(encoding="utf-8"))
    spec = get_corpus(facts["corpus"])
    _write_card(spec, facts, None, folder, repo=f"NAMESPACE/{spec.id}")


def prepare(
    release: Release,
    work: Path,
    *,
    today: datetime.date,
    say: Callable[[str], None] = lambda line: None,
    bars: Bars | None = None,
) -> list[Prepared]:
    """Build, examine and describe every dataset of the release, in its order."""
    with disk_errors(work, doing="preparing the release"):
        (work / "datasets").mkdir(parents=True, exist_ok=True)
        (work / "reports").mkdir(exist_ok=True)
    return [_prepare_one(release, entry, work, today, say, bars or Bars()) for entry in release.datasets]


def _prepare_one(
    release: Release,
    entry: DatasetEntry,
    work: Path,
    today: datetime.date,
    say: Callable[[str], None],
    bars: Bars,
) -> Prepared:
    folder = work / "datasets" / entry.name
    say(f"{entry.repo_id}: build")
    spec = _obtain(entry, folder, bars)
    say(f"{entry.repo_id}: examine")
    raw = _examine(folder, work / "reports" / f"{entry.name}.raw.json", bars)
    report = accept(strictly(raw, INDIRECT) if entry.strict else raw, entry.acceptances, today=today)
    facts = json.loads((folder / "corpus.json").read_text(encoding="utf-8"))
    _write_card(spec, facts, report, folder, repo=entry.repo_id)
    # The card could be written only now; it is examined like everything else that leaves.
    report = replace(report.merge(examine_folder(folder, only=("card",))), examined=_with_card(report))
    write_text(folder / "referto.json", seal(release, report, {"data": f"sha256:{report.digest}"}))
    write_text(work / "reports" / f"{entry.name}.json", report_text(report))
    manifest = manifest_of(folder, published_files(folder))
    return Prepared(entry, LocalRepo(entry.repo_id, folder, manifest, entry.visibility, entry.gated), report)


def _with_card(report: Report) -> Any:
    return replace(report.examined, checks=tuple(sorted({*report.examined.checks, "card"})))


def _obtain(entry: DatasetEntry, folder: Path, bars: Bars) -> CorpusSpec:
    if entry.source is not None:
        spec = get_corpus(entry.corpus)
        build(spec, entry.source, folder, splits=entry.splits, progress=bars.events)
        return spec
    assert entry.path is not None  # noqa: S101 - the release file gives one or the other
    facts = open_built(entry.path).facts
    if "planted" in facts:
        raise Refused(
            f"{entry.path} is a copy with canaries planted in it.",
            cause="`referto canaries` made it to train a model on; its invented rows are no data.",
            remedy="Publish the folder that the copy was made from.",
        )
    corpus = facts.get("corpus")
    if corpus is None:
        raise UserError(
            f"{entry.path} has no corpus.json.",
            cause="Only a folder that `referto build` made says which corpus it is.",
            remedy="Build it, or add the corpus to the catalogue (CONTRIBUTING.md says how).",
        )
    spec = get_corpus(str(corpus))
    with staged_folder(folder, doing=f"copying {entry.path.name}") as copy:
        shutil.copytree(entry.path, copy, dirs_exist_ok=True)
    return spec


def _examine(folder: Path, kept: Path, bars: Bars) -> Report:
    """Examine the data; the report of an earlier run serves again when it was about these very bytes by these versions.

    So does its certificate, even where it refuses: new canaries are not drawn until some pass. Only another review makes it new.
    """
    names = [check.name for check in ALL_CHECKS if check.name != "card"]
    if kept.is_file():
        earlier, digest = read_report(kept), data_digest(folder)
        same_tools = earlier.versions == tool_versions() and list(earlier.examined.checks) == sorted(names)
        reviewed = reviewed_notes(folder, digest)
        same_review = earlier.certificate.get("reviewed") == (reviewed.to_json() if reviewed else None)
        if earlier.digest == digest and same_tools and same_review:
            return earlier
    report = examine_folder(folder, only=names, progress=bars.batches)
    write_text(kept, report_text(report))
    return report


def _write_card(spec: CorpusSpec, facts: dict[str, Any], report: Report | None, folder: Path, *, repo: str) -> None:
    seen = report.to_json() if report else None
    write_text(folder / "README.md", render_dataset_card(dataset_facts(spec, facts, seen, repo=repo)))


def seal(release: Release, report: Report, about: Mapping[str, Any]) -> str:
    """What travels with data or weights: that they were examined, by what, and for which digest; no place of any finding.

    Args:
        release: which the repository is a part of.
        report: of the examination.
        about: what was examined, with its digest.
    """
    sealed = {
        "schema_version": 1,
        "release": {"name": release.name, "version": release.version},
        "verdict": report.verdict,
        **about,
        "examined": report.to_json()["examined"],
        "versions": dict(report.versions),
        # Without the seed: it is drawn anew in every run, and the same data must give the same files.
        "certificate": {key: value for key, value in report.certificate.items() if key != "seed"},
        "accepted": len(report.accepted),
        "warnings": len(report.findings) - len(report.errors),
    }
    return json.dumps(sealed, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def published_files(folder: Path) -> list[Path]:
    """Return the files of a built folder that are published; everything else stays at home."""
    named = [folder / name for name in ("README.md", "corpus.json", "referto.json")]
    return [*(path for path in named if path.is_file()), *open_built(folder).files]


def _digest_now(local: LocalRepo) -> str:
    """Return the digest, as the files are now, that the report must be about."""
    return data_digest(local.folder) if local.kind == "dataset" else open_model(local.folder).digest


def refuse_unless_passed(prepared: Iterable[Prepared]) -> None:
    """Stop a release in which any report does not pass, or is not about the bytes that would go.

    Raises:
        Refused: names the datasets and what stands against them.
    """
    wrong = []
    for each in prepared:
        if each.report.is_disproved:
            missed = "; ".join(missed_canaries(each.report.certificate)) or "or the certificate is about other data"
            wrong.append(f"{each.entry.repo_id}: canaries were missed: {missed}")
        elif not each.report.certificate and each.local.kind == "dataset":
            wrong.append(
                f"{each.entry.repo_id}: the report has no certificate, so nothing shows that identifiers would be found"
            )
        elif each.report.verdict != "pass":
            wrong.append(
                f"{each.entry.repo_id}: {len(each.report.errors)} findings stand, verdict {each.report.verdict}"
            )
        elif each.report.digest != _digest_now(each.local):
            wrong.append(f"{each.entry.repo_id}: the report is about other bytes than those in the folder")
    if wrong:
        raise Refused(
            "Nothing was published:\n" + "\n".join(f"  - {line}" for line in wrong),
            cause="A dataset or model leaves only with a report that passes and is about its very bytes.",
            remedy="Repair it, or accept findings in the release file by code and row, each with its reason. Missed canaries "
            "cannot be accepted: the recognisers must be mended.",
        )
