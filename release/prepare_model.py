"""Bring each model of a release file to the point where it may leave: packaged, examined, decided, described.

    WORK/models/<name>/      the folder as it will be published
    WORK/reports/<name>.json the report, bound to the model's digest, after the release file's acceptances

`prepare_models` does what needs no Hub. The card comes after, since it names the commits of the datasets that the same release
publishes: `PackagedModel.described` writes it for the commits that are known, and examines it. It may be called again with others;
the same commits give the same bytes.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from adaptation.checkpoint.files import role_of
from adaptation.checkpoint.folder import ModelFolder, open_model
from adaptation.checkpoint.mending import Base
from adaptation.checkpoint.package import Packaged, package_model
from adaptation.evaluation.results import Role
from adaptation.lineage.decide import LicenceRefused, LicensedSource, source_of_corpus
from adaptation.lineage.lineage import Lineage, bound_by_corpora, is_commit, is_hub_id, read_lineage
from adaptation.lineage.papers import licence_papers
from adaptation.model_checks import MODEL_CHECKS
from adaptation.model_checks.rules import examine, select_checks
from datasets_builders.catalogue import get_corpus
from datasets_builders.errors import UserError, disk_errors
from datasets_builders.staging import write_text
from model_cards.eval_results import eval_result_files
from model_cards.model_facts import Measured, ModelEvidence, model_facts
from model_cards.model_lint import evidence_findings, lint_model_card
from model_cards.model_render import render_model_card
from model_cards.model_scores import lint_eval_results
from release.examination import report_text
from release.manifest import Manifest, manifest_of
from release.plan import TO_COME, LocalRepo
from release.prepare import Bars, Prepared, seal
from release.release_file import ModelEntry, Release
from validation.findings import Examined, Finding, Report, accept

__all__ = ["PackagedModel", "prepare_models"]


@dataclass(frozen=True)
class PackagedModel:
    """A model before its card: packaged and examined, with all that the card will be computed from.

    Args:
        release: what it is a part of.
        entry: what the release file says of it.
        folder: the package; not there, or of an earlier run, where `is_written` is False.
        is_written: whether packaging succeeded.
        report: of the package, after the release file's acceptances; the card is not in it yet.
        evidence: what the card is computed from, without the commits of this release.
        digests: Hub id -> data digest ("sha256:...") of the datasets of this release that it was trained or measured on.
        model: the manifest of everything in the package, which no card changes.
        kept: where the report is stored.
    """

    release: Release
    entry: ModelEntry
    folder: Path
    is_written: bool
    report: Report
    evidence: ModelEvidence
    digests: Mapping[str, str]
    model: Manifest
    kept: Path

    def described(self, commits: Mapping[str, str]) -> Prepared:
        """Write the card, the seal and `.eval_results/` for these commits, examine them, and return what may leave.

        A function of the package and `commits` alone: the same give the same bytes.

        Args:
            commits: Hub id -> commit of the datasets of this release, "" or absent where it has yet to be made; `TO_COME` stands
                in the card for such a one, and the repository `awaits` it.
        """
        published = {digest: (repo, commits.get(repo) or TO_COME) for repo, digest in self.digests.items()}
        awaits = tuple(repo for repo in self.digests if not commits.get(repo))
        evidence = replace(self.evidence, published=published, report=self.report.to_json())
        found = evidence_findings(evidence)
        if not found and self.is_written:
            found = self._write_card(evidence)
        # What is wrong with lineage, licence, results or card cannot be accepted: no reason makes a wrong card right.
        report = self.report.merge(Report(examined=Examined(), findings=tuple(found)))
        checks = tuple(sorted({*report.examined.checks, "model-card"}))
        report = replace(report, examined=replace(report.examined, checks=checks))
        manifest = Manifest({})
        if self.is_written and report.verdict == "pass":
            write_text(self.folder / "referto.json", seal(self.release, report, self._about(published)))
            papers = manifest_of(self.folder, [self.folder / name for name in _papers_of_release(self.folder)])
            manifest = Manifest({**self.model.files, **papers.files})
        write_text(self.kept, report_text(report))
        entry = self.entry
        local = LocalRepo(entry.repo_id, self.folder, manifest, entry.visibility, entry.gated, "model", awaits)
        return Prepared(entry, local, report)

    def _write_card(self, evidence: ModelEvidence) -> list[Finding]:
        facts = model_facts(evidence)
        card, files = render_model_card(facts), eval_result_files(facts)
        write_text(self.folder / "README.md", card)
        for path, text in files.items():
            write_text(self.folder / path, text)
        written = {path: (self.folder / path).read_text(encoding="utf-8") for path in files}
        return [*lint_model_card(card, facts), *lint_eval_results(written, facts), *_leaks_of_papers(self.folder)]

    def _about(self, published: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
        """What the seal says of the model, and of the datasets of this release behind it."""
        datasets = [{"repo": repo, "commit": commit, "data": data} for data, (repo, commit) in published.items()]
        return {"model": f"sha256:{self.report.digest}", "datasets": sorted(datasets, key=lambda each: each["repo"])}


_WRITTEN_HERE = ("README.md", "referto.json")


def _papers_of_release(folder: Path) -> Iterator[str]:
    """Give the files that are written around a package: the card, the seal, the scores."""
    yield from (name for name in open_model(folder).files if name in _WRITTEN_HERE or name.startswith(".eval_results/"))


def _leaks_of_papers(folder: Path) -> list[Finding]:
    checks = select_checks(MODEL_CHECKS, ("files", "leaks"))
    found = examine(open_model(folder), checks, digested=False).findings
    return [each for each in found if role_of(each.row) == "paper"]


def prepare_models(
    release: Release,
    datasets: Sequence[Prepared],
    work: Path,
    *,
    today: datetime.date,
    say: Callable[[str], None] = lambda line: None,
    bars: Bars | None = None,
) -> list[PackagedModel]:
    """Package and examine every model of the release, in its order.

    Args:
        release: what the release file says.
        datasets: those of the same release, prepared; what they say of their licences binds the models trained on them.
        work: the folder in which the release is prepared.
        today: for acceptances that end on a day.
        say: takes lines of talk.
        bars: how to show progress.

    Raises:
        UserError: a file that the release file names is not there or cannot be read, or a checkpoint cannot be packaged at all.
    """
    with disk_errors(work, doing="preparing the release"):
        (work / "models").mkdir(parents=True, exist_ok=True)
        (work / "reports").mkdir(exist_ok=True)
    return [_prepare_one(release, entry, datasets, work, today, say, bars or Bars()) for entry in release.models]


def _prepare_one(
    release: Release,
    entry: ModelEntry,
    datasets: Sequence[Prepared],
    work: Path,
    today: datetime.date,
    say: Callable[[str], None],
    bars: Bars,
) -> PackagedModel:
    folder = work / "models" / entry.name
    run = bound_by_corpora(_read_object(entry.run, "run"), {_data(each): _corpus(each) for each in datasets})
    lineage = read_lineage(run)
    papers, wrong = _papers(entry, lineage)
    say(f"{entry.repo_id}: package and examine")
    packaged = package_model(
        entry.path,
        folder,
        merge=entry.base if entry.merge else None,
        dtype=entry.dtype or None,
        max_shard_size=entry.max_shard_size,
        base=_base(lineage),
        tolerated=[each.code for each in entry.acceptances],
        papers=papers,
        progress=bars.files,
    )
    report = packaged.report.merge(Report(examined=Examined(), findings=tuple(wrong)))
    evidence = _evidence(release, entry, run, packaged, datasets)
    told = set(_manifests(run)) | {
        each for measured in evidence.measured for each in _manifests([measured.results, measured.run])
    }
    names = [folder / name for name in open_model(folder).files] if packaged.is_written else []
    return PackagedModel(
        release=release,
        entry=entry,
        folder=folder,
        is_written=packaged.is_written,
        report=accept(report, entry.acceptances, today=today),
        evidence=evidence,
        digests={each.entry.repo_id: _data(each) for each in datasets if _data(each) in told},
        model=manifest_of(folder, names),
        kept=work / "reports" / f"{entry.name}.json",
    )


def _data(dataset: Prepared) -> str:
    return f"sha256:{dataset.report.digest}"


def _corpus(dataset: Prepared) -> LicensedSource:
    """What a dataset of the release says of its own licences."""
    facts = json.loads((dataset.local.folder / "corpus.json").read_text(encoding="utf-8"))
    return source_of_corpus(get_corpus(facts["corpus"]), facts, id=dataset.entry.repo_id)


def _manifests(value: Any) -> Iterator[str]:
    """Give every digest that stands under a key `manifest`, however deep."""
    if isinstance(value, Mapping):
        if isinstance(value.get("manifest"), str):
            yield value["manifest"]
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _manifests(each)


def _papers(entry: ModelEntry, lineage: Lineage) -> tuple[dict[str, bytes], list[Finding]]:
    """Return the licence papers; none where no licence can be given, which the examination of the evidence tells."""
    try:
        decision = lineage.decide(entry.licence)
    except LicenceRefused:
        return {}, []
    return licence_papers(lineage, decision, open_model(entry.path).root, entry.base)


def _base(lineage: Lineage) -> Base:
    base = lineage.base
    return Base(
        base.id if is_hub_id(base.id) else "",
        base.revision if is_commit(base.revision) else "",
        ", ".join(base.licences),
    )


def _evidence(
    release: Release, entry: ModelEntry, run: Mapping[str, Any], packaged: Packaged, datasets: Sequence[Prepared]
) -> ModelEvidence:
    model = open_model(packaged.folder if packaged.is_written else entry.path)
    base = read_lineage(run).base.id
    named = [(entry.name, Role.MODEL, entry.results), (base.rpartition("/")[2], Role.BASE, entry.base_results)]
    named += [(name, Role.BASELINE, path) for name, path in entry.baselines]
    return ModelEvidence(
        repo=entry.repo_id,
        run=run,
        measured=tuple(_measured(name, role, path) for name, role, path in named if path is not None),
        memorisation=_read_object(entry.memorisation, "memorisation") if entry.memorisation else None,
        no_memorisation=entry.without_memorisation,
        package=packaged.record,
        reports={each.entry.repo_id: each.report.to_json() for each in datasets},
        revision=release.tag,
        adapter=model.is_adapter,
        chat=_template(model, entry) is not None,
        tokeniser=model.has_tokenizer,
        licence=entry.licence,
        title=entry.title,
        summary=entry.summary,
        uses=entry.uses,
        not_for=entry.not_for,
        citation=entry.citation,
    )


def _template(model: ModelFolder, entry: ModelEntry) -> str | None:
    """Return the chat template that a user of the model gets: its own, or where it has no tokenizer that of its base."""
    if model.has_tokenizer or entry.base is None:
        return model.template
    return model.template or open_model(entry.base).template


def _measured(name: str, role: Role, path: Path) -> Measured:
    beside = path.with_name("run.json")
    return Measured(name, role, _read(path, "results"), _read_object(beside, "results") if beside.is_file() else None)


def _read_object(path: Path, key: str) -> dict[str, Any]:
    value = _read(path, key)
    if not isinstance(value, dict):
        raise UserError(f"{path} holds no JSON object.", remedy=f"Give another file as `{key}` in the release file.")
    return value


def _read(path: Path, key: str) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise UserError(
            f"There is no file {path}.",
            cause="Where a model comes from is told by the run.json of its training." if key == "run" else "",
            remedy=f"Give it as `{key}` in the release file; docs/how-to/publish-a-model.md tells what belongs in it.",
        ) from error
    except ValueError as error:
        raise UserError(f"{path} is not JSON.", remedy="Write it again with the command that made it.") from error
