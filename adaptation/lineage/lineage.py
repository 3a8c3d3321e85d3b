"""`Lineage`: what a model was made from, each part by id, revision and digest, as run.json tells it.

`read_lineage` reads it, `lineage_findings` says what is missing, and `Lineage.pinned` sets in the commits that the training
datasets got when they were published in the same release.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from adaptation.lineage.decide import Decision, LicensedSource, decide
from adaptation.lineage.licences import terms_of
from datasets_builders.errors import UserError
from validation.findings import Code, Finding, Severity

__all__ = [
    "CODES",
    "BaseModel",
    "Lineage",
    "TrainingData",
    "bound_by_corpora",
    "is_commit",
    "is_hub_id",
    "lineage_findings",
    "read_lineage",
]

BASE_MISSING = Code(
    "LINE01",
    "base-model-missing",
    Severity.ERROR,
    cause="run.json names no base model, or a folder of the machine it was trained on.",
    remedy="Give the base model's id on the Hub, and its revision, in the recipe.",
)
BASE_UNPINNED = Code(
    "LINE02",
    "base-model-unpinned",
    Severity.ERROR,
    cause="The base model has no revision, or a branch, which may be another model tomorrow.",
    remedy="Give the commit of the base model, 40 hexadecimal digits.",
)
DATA_MISSING = Code(
    "LINE03",
    "training-data-missing",
    Severity.ERROR,
    cause="run.json names no training dataset, or one without an id on the Hub.",
    remedy="Publish the datasets in the same release, or give their ids; nobody can judge a model whose data are not named.",
)
DATA_UNPINNED = Code(
    "LINE04",
    "training-data-unpinned",
    Severity.ERROR,
    cause="A training dataset has no commit, so that the card would point at whatever stands there later.",
    remedy="Publish it first, or give its commit; `referto publish` sets it in for the datasets of its release.",
)
DIGEST_MISSING = Code(
    "LINE05",
    "training-data-digest-missing",
    Severity.ERROR,
    cause="A training dataset has no manifest digest; nobody can prove that the model saw those very bytes.",
    remedy="Train from a folder that `referto build` made; its digest is written to run.json.",
)
RECIPE_MISSING = Code(
    "LINE10",
    "recipe-digest-missing",
    Severity.ERROR,
    cause="run.json does not say by which recipe the model was made.",
    remedy="Make the model by `referto adapt`, which writes the digest of the recipe.",
)
CODES = (BASE_MISSING, BASE_UNPINNED, DATA_MISSING, DATA_UNPINNED, DIGEST_MISSING, RECIPE_MISSING)

_COMMIT = re.compile(r"[0-9a-f]{40}")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_HUB_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}(/[A-Za-z0-9][A-Za-z0-9._-]{0,95})?")


def is_commit(revision: str) -> bool:
    """Tell whether a revision is a commit, and no branch or tag that could move."""
    return _COMMIT.fullmatch(revision) is not None


def is_hub_id(id: str) -> bool:
    """Tell whether a text can be an id on the Hub; a path, "None" and "" cannot."""
    return _HUB_ID.fullmatch(id) is not None and id != "None"


@dataclass(frozen=True)
class BaseModel:
    """The model that was adapted; `revision` is its commit, `licences` as its card states them."""

    id: str
    revision: str
    licences: tuple[str, ...]


@dataclass(frozen=True)
class TrainingData:
    """A dataset that the model was trained on.

    Args:
        id: on the Hub; "" while it is not published.
        revision: its commit there; "" while it is not published.
        manifest: "sha256:..." of its data files and corpus.json.
        licences: of its rows.
        configs: which of its configs were trained on; empty for all.
        rows: how many rows were trained on, where it is told.
        non_commercial: it may be used for no commerce, whatever its licences say.
        permission: see `adaptation.lineage.decide.LicensedSource`.
    """

    id: str
    revision: str
    manifest: str
    licences: tuple[str, ...]
    configs: tuple[str, ...] = ()
    rows: int | None = None
    non_commercial: bool = False
    permission: str = ""


@dataclass(frozen=True)
class Lineage:
    """What a model was made from; `recipe` is the digest of the recipe, `method` one of "sft", "lora", "cpt"."""

    base: BaseModel
    datasets: tuple[TrainingData, ...]
    recipe: str
    method: str

    def pinned(self, published: Mapping[str, tuple[str, str]]) -> Lineage:
        """Return the lineage with the datasets of this release named and pinned.

        Args:
            published: (Hub id, commit) of each published dataset, by its manifest digest ("sha256:...").
        """
        datasets = tuple(
            replace(data, id=published[data.manifest][0], revision=published[data.manifest][1])
            if data.manifest in published
            else data
            for data in self.datasets
        )
        return replace(self, datasets=datasets)

    def decide(self, wished: str = "") -> Decision:
        """Decide the licence of the model; see `adaptation.lineage.decide.decide`."""
        base = LicensedSource(self.base.id or "the base model", self.base.licences, base=True)
        data = [
            LicensedSource(
                id=each.id or f"training dataset {number}",
                licences=each.licences,
                non_commercial=each.non_commercial,
                permission=each.permission,
            )
            for number, each in enumerate(self.datasets, start=1)
        ]
        return decide(base, data, wished=wished)


def read_lineage(run: Mapping[str, Any]) -> Lineage:
    """Read the lineage out of run.json; what is missing is left empty, for `lineage_findings` to say.

    Args:
        run: `{"method", "base_model": {"id", "revision", "licence"}, "datasets": [{"id", "revision", "manifest", "licences",
            "configs", "rows", "non_commercial", "permission"}], "recipe_digest"}`; further keys are left alone.

    Raises:
        UserError: it is not of that shape.
    """
    base = _table(run.get("base_model") or {}, "base_model")
    datasets = run.get("datasets") or []
    if not isinstance(datasets, list):
        raise _shape("`datasets` is not a list")
    return Lineage(
        base=BaseModel(_text(base, "id"), _text(base, "revision"), _licences(base)),
        datasets=tuple(_training_data(_table(each, "datasets")) for each in datasets),
        recipe=_text(run, "recipe_digest"),
        method=_text(run, "method"),
    )


def _training_data(table: Mapping[str, Any]) -> TrainingData:
    configs = table.get("configs", [])
    rows = table.get("rows")
    if not isinstance(configs, list) or not all(isinstance(each, str) for each in configs):
        raise _shape("`configs` of a dataset is not a list of names")
    if rows is not None and (not isinstance(rows, int) or isinstance(rows, bool) or rows < 0):
        raise _shape("`rows` of a dataset is not a count")
    return TrainingData(
        id=_text(table, "id"),
        revision=_text(table, "revision"),
        manifest=_text(table, "manifest"),
        licences=_licences(table),
        configs=tuple(configs),
        rows=rows,
        non_commercial=table.get("non_commercial") is True,
        permission=_text(table, "permission"),
    )


def bound_by_corpora(run: Mapping[str, Any], corpora: Mapping[str, LicensedSource]) -> dict[str, Any]:
    """Return run.json with the licences of the corpora at hand beside those that it tells; it can make them stricter, never wider.

    Args:
        run: run.json; returned as it is where it is not of its shape.
        corpora: what the corpora themselves say, by manifest digest ("sha256:...").
    """
    datasets = run.get("datasets")
    if not isinstance(datasets, list):
        return dict(run)
    return {**run, "datasets": [_bound(each, corpora) for each in datasets]}


def _bound(table: Any, corpora: Mapping[str, LicensedSource]) -> Any:
    corpus = corpora.get(str(table.get("manifest"))) if isinstance(table, Mapping) else None
    if corpus is None:
        return table
    licences: dict[str, str] = {}
    for licence in (*corpus.licences, *_licences(table)):
        terms = terms_of(licence)
        licences.setdefault(terms.id if terms else licence.lower(), terms.id if terms else licence)
    told = {"licences": list(licences.values())}
    return {**table, **told, "non_commercial": corpus.non_commercial or table.get("non_commercial") is True}


def _licences(table: Mapping[str, Any]) -> tuple[str, ...]:
    told = table.get("licences", table.get("licence"))
    if isinstance(told, str):
        return (told,) if told.strip() else ()
    if isinstance(told, Mapping):  # how many rows are under which, as corpus.json has it
        told = sorted(told)
    if told is None:
        return ()
    if not isinstance(told, list) or not all(isinstance(each, str) for each in told):
        raise _shape("`licences` is not a list of licences")
    return tuple(told)


def _table(value: Any, name: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise _shape(f"`{name}` does not hold tables")
    return value


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _shape(f"`{key}` is not text")
    return value.strip()


def _shape(wrong: str) -> UserError:
    return UserError(
        f"run.json cannot be read: {wrong}.",
        cause="It was not written by `referto adapt`, or was edited.",
        remedy="See docs/how-to/model-card.md for its keys.",
    )


def lineage_findings(lineage: Lineage) -> Iterator[Finding]:
    """Say what of a lineage is missing or could move."""
    if not is_hub_id(lineage.base.id):
        yield BASE_MISSING.at(column="run.json")
    elif not is_commit(lineage.base.revision):
        yield BASE_UNPINNED.at(column="run.json")
    if not lineage.datasets:
        yield DATA_MISSING.at(column="run.json")
    for number, data in enumerate(lineage.datasets, start=1):
        place = f"dataset {number}"
        if not is_hub_id(data.id):
            yield DATA_MISSING.at(column="run.json", row=place)
        elif not is_commit(data.revision):
            yield DATA_UNPINNED.at(column="run.json", row=place)
        if not _DIGEST.fullmatch(data.manifest):
            yield DIGEST_MISSING.at(column="run.json", row=place)
    if not _DIGEST.fullmatch(lineage.recipe):
        yield RECIPE_MISSING.at(column="run.json")
