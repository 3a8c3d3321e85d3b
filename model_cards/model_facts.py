"""Everything a model card says, gathered from the files that a run, its evaluation, its packaging and its audit leave behind.

`ModelEvidence` is those files as they are; `model_facts` computes the `ModelFacts` that the template is given. Nothing is typed in but
a title, a summary, uses, and a citation, and even their numbers are held against the results (`model_lint`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from adaptation.evaluation.results import Results, Role, TaskResult, read_results
from adaptation.lineage.decide import Decision
from adaptation.lineage.lineage import Lineage, read_lineage
from model_cards.facts import accepted_of, warnings_of

__all__ = [
    "MEMORISATION_PARTS",
    "Emissions",
    "Measured",
    "ModelEvidence",
    "ModelFacts",
    "emissions_of",
    "flat",
    "model_facts",
]

_METHODS = {
    "sft": "supervised fine-tuning of all weights",
    "lora": "supervised fine-tuning by low-rank adapters (LoRA)",
    "cpt": "continual pre-training",
}
# What of run.json is told under "Procedure", beside the recipe.
_TOLD = (
    "tokens_in",
    "tokens_trained",
    "steps",
    "epochs",
    "seed",
    "seconds",
    "hardware",
    "dtype",
    "flops",
    "loss",
    "versions",
)
# What of package.json is told under "Provenance"; the rest lies beside the card.
_PACKAGED = ("digest", "form", "parameters", "tensors", "dtypes", "effects", "left_out")
_PATH = re.compile(r"^(/|~|\.{1,2}/|[A-Za-z]:[\\/]|file:)|\\")
_NOT_FIGURES = frozenset({"each", "schema_version", "batch"})

MEMORISATION_PARTS = ("exposure", "extraction", "verbatim_recall", "membership")


@dataclass(frozen=True)
class Measured:
    """A results.json with the run.json beside it: whose it is, and what stands in it."""

    system: str
    role: Role
    results: Any
    run: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class ModelEvidence:
    """The files that a card is computed from, parsed.

    Args:
        repo: the id it will have on the Hub, "namespace/name".
        run: run.json of `referto adapt`; see `adaptation.lineage.lineage.read_lineage`.
        measured: the results of this model, of its base and of named baselines; empty where nothing was measured.
        memorisation: memorisation.json: `{"canaries", "exposure", "extraction", "verbatim_recall", "membership": {"auc", "ci95"}}`.
        no_memorisation: the written reason why there is no such report.
        package: package.json of `referto package`; digest, sizes, and the effects of merge and cast stand under "Provenance".
        reports: report.json or referto.json of training datasets, by Hub id.
        published: (Hub id, commit) of the datasets of this release, by manifest digest.
        revision: the tag that the model will have, "v1.0.0".
        adapter: whether the repository holds an adapter instead of whole weights; package.json tells it too.
        chat: whether the tokenizer has a chat template.
        tokeniser: whether the repository holds a tokenizer; an adapter may leave it to its base.
        report: report.json of the package, for the section on its examination; None before it was examined.
        licence: the licence that the publisher wants, where it is stricter than the one that follows from the sources.
        title: "" for the name of the repository.
        summary: one or two sentences; "" for one that is computed.
        uses: intended uses beside the computed ones, one sentence each.
        not_for: uses out of scope beside the computed ones, one sentence each.
        citation: BibTeX; "" for an entry that is computed.
        endpoint: where links lead.
    """

    repo: str
    run: Mapping[str, Any]
    measured: tuple[Measured, ...] = ()
    memorisation: Mapping[str, Any] | None = None
    no_memorisation: str = ""
    package: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    reports: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: MappingProxyType({}))
    published: Mapping[str, tuple[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    revision: str = "main"
    adapter: bool = False
    chat: bool = True
    tokeniser: bool = True
    report: Mapping[str, Any] | None = None
    licence: str = ""
    title: str = ""
    summary: str = ""
    uses: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()
    citation: str = ""
    endpoint: str = "https://huggingface.co"

    @property
    def is_adapter(self) -> bool:
        """Whether the repository holds an adapter."""
        return self.adapter or self.package.get("form") == "adapter"


@dataclass(frozen=True)
class Emissions:
    """An estimate in kg of CO2 equivalent, by a method, on some hardware; never a number alone."""

    kg: float
    method: str
    hardware: str


@dataclass(frozen=True)
class ModelFacts:
    """What the template is given; see `templates/model.md.jinja`."""

    evidence: ModelEvidence
    lineage: Lineage
    decision: Decision
    systems: tuple[Results, ...]
    emissions: Emissions | None

    @property
    def name(self) -> str:
        """The repository's name without its namespace."""
        return self.evidence.repo.rpartition("/")[2]

    @property
    def title(self) -> str:
        """The heading of the card."""
        return self.evidence.title or self.name

    @property
    def summary(self) -> str:
        """What the model is, in a sentence."""
        if self.evidence.summary:
            return self.evidence.summary
        data = ", ".join(each.id for each in self.lineage.datasets)
        return f"{self.lineage.base.id} after {self.method} on Italian medical text ({data})."

    @property
    def method(self) -> str:
        """How it was made, in words."""
        return _METHODS.get(self.lineage.method, self.lineage.method or "training")

    @property
    def results(self) -> Results | None:
        """The results of this model; None where it was not measured."""
        return next((each for each in self.systems if each.role is Role.MODEL), None)

    @property
    def items(self) -> tuple[TaskResult, ...]:
        """The scores of this model."""
        return self.results.items if self.results else ()

    @property
    def compared(self) -> tuple[tuple[Results, TaskResult], ...]:
        """Every score that the card tells: this model's, and beside each task those of the others on the same task."""
        tasks = {item.task for item in self.items}
        rows = [(each, item) for each in self.systems for item in each.items if item.task in tasks]
        order = {role: number for number, role in enumerate(Role)}
        return tuple(sorted(rows, key=lambda row: (row[1].key, order[row[0].role], row[0].system)))

    @property
    def procedure(self) -> tuple[tuple[str, str], ...]:
        """Recipe and figures of the run, as names and values; paths of the machine are left out."""
        run = self.evidence.run
        told = {name: run[name] for name in _TOLD if name in run}
        return tuple(flat({**told, **_mapping(run.get("recipe"))}, texts=True))

    @property
    def memorisation(self) -> tuple[tuple[str, str], ...]:
        """The figures of the memorisation report over all canaries; single canaries and texts stay at home."""
        report = self.evidence.memorisation or {}
        return tuple(flat({name: value for name, value in report.items() if name not in _NOT_FIGURES}))

    @property
    def accepted(self) -> tuple[Mapping[str, Any], ...]:
        """The findings that the release file accepts, by code and reason."""
        return accepted_of(self.evidence.report)

    @property
    def warnings(self) -> dict[str, tuple[str, int]]:
        """The warnings that stand in the report of the package: code -> (name, how often)."""
        return warnings_of(self.evidence.report)

    @property
    def provenance(self) -> tuple[tuple[str, str], ...]:
        """What the package report counts and hashes."""
        package = self.evidence.package
        return tuple(flat({name: package[name] for name in _PACKAGED if name in package}, texts=True))


def model_facts(evidence: ModelEvidence) -> ModelFacts:
    """Compute the facts.

    Raises:
        UserError: run.json is not of its shape.
        Refused: the sources leave no licence (`adaptation.lineage.decide.LicenceRefused`), or a result is wrong.
    """
    lineage = read_lineage(evidence.run).pinned(evidence.published)
    systems = tuple(
        read_results(each.results, system=each.system, role=each.role, run=each.run).pinned(evidence.published)
        for each in evidence.measured
    )
    return ModelFacts(
        evidence=evidence,
        lineage=lineage,
        decision=lineage.decide(evidence.licence),
        systems=systems,
        emissions=emissions_of(evidence.run),
    )


def emissions_of(run: Mapping[str, Any]) -> Emissions | None:
    """Return what was measured, `emissions = {"kg_co2eq", "method", "hardware"}`; None unless all three are there."""
    told = _mapping(run.get("emissions"))
    kg, method, hardware = told.get("kg_co2eq"), told.get("method"), told.get("hardware")
    if isinstance(kg, bool) or not isinstance(kg, int | float) or kg < 0:
        return None
    if not isinstance(method, str) or not isinstance(hardware, str) or not method.strip() or not hardware.strip():
        return None
    return Emissions(float(kg), method.strip(), hardware.strip())


def flat(table: Mapping[str, Any], *, texts: bool = False, above: str = "") -> Iterator[tuple[str, str]]:
    """Give the leaves of nested tables as (name, value), names joined by spaces.

    Args:
        table: what JSON holds.
        texts: give texts too, unless they are paths or long; otherwise only numbers and truth values, so that no text that a model
            recited gets into a card.
        above: the name of the table itself.
    """
    for key, value in table.items():
        name = f"{above} {key}".strip().replace("_", " ")
        if isinstance(value, Mapping):
            yield from flat(value, texts=texts, above=name)
        elif isinstance(value, list) and value and all(isinstance(each, Mapping) for each in value):
            for number, each in enumerate(value, start=1):
                yield from flat(each, texts=texts, above=f"{name} {number}")
        elif isinstance(value, list):
            told = [_leaf(each, texts) for each in value]
            if value and all(told):
                yield name, (" to " if str(key).startswith("ci") and len(told) == 2 else ", ").join(told)
        elif _leaf(value, texts):
            yield name, _leaf(value, texts)


def _leaf(value: Any, texts: bool) -> str:
    """Write one value; "" for what a card does not tell."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:.4g}" if abs(value) < 1e4 else f"{value:,.0f}"
    if texts and isinstance(value, str) and 0 < len(value) <= 120 and not _PATH.search(value) and "\n" not in value:
        return value
    return ""


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
