"""Everything a dataset card says, gathered from the corpus's spec, its corpus.json and its report."""

from __future__ import annotations

import importlib
import importlib.resources
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from datasets_builders.schema import TASKS, TaskType
from datasets_builders.spec import CorpusSpec

__all__ = ["DatasetFacts", "accepted_of", "dataset_facts", "size_category", "warnings_of"]

_SIZES = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"),
    (100_000_000, "10M<n<100M"),
    (1_000_000_000, "100M<n<1B"),
    (10_000_000_000, "1B<n<10B"),
    (100_000_000_000, "10B<n<100B"),
    (1_000_000_000_000, "100B<n<1T"),
)


@dataclass(frozen=True)
class DatasetFacts:
    """What the template is given; see `templates/dataset.md.jinja`."""

    spec: CorpusSpec
    corpus: Mapping[str, Any]
    report: Mapping[str, Any] | None
    repo: str
    prose: str
    citation: str
    licences: Mapping[str, int]
    accepted: tuple[Mapping[str, Any], ...]
    warnings: Mapping[str, tuple[str, int]]

    @property
    def certificate(self) -> Mapping[str, Any]:
        """What the canaries and the review showed; empty where there is no certificate."""
        certificate: Mapping[str, Any] = (self.report or {}).get("certificate") or {}
        return certificate

    @property
    def rows(self) -> int:
        """Rows over all configs."""
        return int(self.corpus["rows_out"])

    @property
    def task_categories(self) -> list[str]:
        """The Hub's task categories of the configs, in the order of the configs."""
        kinds = (TASKS[TaskType(config["task"])].hub_category for config in self.corpus["configs"].values())
        return list(dict.fromkeys(kind for kind in kinds if kind))


def size_category(rows: int) -> str:
    """Return the Hub's size category for a number of rows."""
    for limit, name in _SIZES:
        if rows < limit:
            return name
    return "n>1T"


def dataset_facts(
    spec: CorpusSpec, corpus: Mapping[str, Any], report: Mapping[str, Any] | None, *, repo: str
) -> DatasetFacts:
    """Gather the facts.

    Args:
        spec: the corpus.
        corpus: its corpus.json.
        report: its report.json, or None before it was examined.
        repo: the id it will have on the Hub, "namespace/name", for the lines that load it.
    """
    folder = importlib.resources.files(spec.folder)
    licences: Counter[str] = Counter()
    for config in corpus["configs"].values():
        for split in config["splits"].values():
            licences.update(split["licences"])
    return DatasetFacts(
        spec=spec,
        corpus=corpus,
        report=report,
        repo=repo,
        prose=(folder / "README.md").read_text(encoding="utf-8").strip(),
        citation=(folder / "CITATION.bib").read_text(encoding="utf-8").strip(),
        licences=dict(sorted(licences.items())),
        accepted=accepted_of(report),
        warnings=warnings_of(report),
    )


def accepted_of(report: Mapping[str, Any] | None) -> tuple[Mapping[str, Any], ...]:
    """Group the accepted findings by code and reason: how many, and the rows when they are few."""
    groups: dict[tuple[str, str, str, str], list[str]] = {}
    for each in (report or {}).get("accepted", ()):
        key = (each["code"], each["name"], each["reason"], each["until"] or "")
        groups.setdefault(key, []).append(each["row"])
    return tuple(
        {
            "code": code,
            "name": name,
            "reason": reason,
            "until": until,
            "count": len(rows),
            "rows": sorted(set(rows)),
        }
        for (code, name, reason, until), rows in sorted(groups.items())
    )


def warnings_of(report: Mapping[str, Any] | None) -> dict[str, tuple[str, int]]:
    """Count the findings that stand in a report: code -> (name, how often)."""
    counts = Counter((each["code"], each["name"]) for each in (report or {}).get("findings", ()))
    return {code: (name, times) for (code, name), times in sorted(counts.items())}
