"""RELEASE.toml: what is to be published, read and checked to the last key before anything is done.

See docs/reference/release-file.md. Every error is told at once, an unknown key with the nearest known one.
"""

from __future__ import annotations

import datetime
import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adaptation.checkpoint.sizes import bytes_of
from datasets_builders.errors import UserError
from validation.findings import Acceptance

__all__ = ["DatasetEntry", "ModelEntry", "Release", "ReleaseFileWrong", "read_release_file"]

_TOP = ("release", "datasets", "models")
_RELEASE = ("name", "title", "version", "namespace", "visibility", "gated")
_DATASET = ("corpus", "source", "splits", "path", "repo", "visibility", "gated", "strict", "accept")
_MODEL = ("path", "repo", "visibility", "gated", "run", "results", "base_results", "baselines", "memorisation",
          "without_memorisation", "base", "merge", "dtype", "max_shard_size", "licence", "title", "summary", "uses", "not_for",
          "citation", "accept")  # fmt: skip
_ACCEPT = ("code", "rows", "reason", "until", "count")
_VISIBILITIES = ("private", "public")
_SPLITS = ("official", "repaired")
_GATES = ("manual", "auto", False)
_DTYPES = ("float32", "bfloat16", "float16", "")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}")
_VERSION = re.compile(r"\d+\.\d+\.\d+([.-][0-9A-Za-z.]+)?")


class ReleaseFileWrong(UserError):
    """RELEASE.toml says something that cannot be; all that is wrong is told together."""


@dataclass(frozen=True)
class DatasetEntry:
    """One `[[datasets]]` table. Either `corpus` and `source` are given, or `path`; paths are absolute."""

    repo_id: str
    corpus: str
    source: Path | None
    path: Path | None
    splits: str
    visibility: str
    gated: str | bool
    acceptances: tuple[Acceptance, ...]
    strict: bool = False

    @property
    def name(self) -> str:
        """The repository's name without its namespace."""
        return self.repo_id.partition("/")[2]


@dataclass(frozen=True)
class ModelEntry:
    """One `[[models]]` table; paths are absolute.

    Args:
        repo_id: "namespace/name".
        path: the checkpoint, or what `referto package` made of it.
        visibility: "private" or "public".
        gated: "manual", "auto" or False.
        run: run.json of the training.
        results: results.json of the evaluation of this model; None where it was not evaluated.
        base_results: that of its base.
        baselines: (name, results.json) of others.
        memorisation: memorisation.json.
        without_memorisation: why there is none; stands in the card.
        base: the base model's folder, for merging and for its licence files.
        merge: add the adapter to its base.
        dtype: cast to this; "" for no cast.
        max_shard_size: bytes of tensors in one file; None keeps the files.
        licence: what the publisher wants; "" for the licence that follows from the sources.
        title: of the card; like the three below it may be empty.
        summary: one or two sentences.
        uses: further intended uses.
        not_for: further uses out of scope.
        citation: BibTeX.
        acceptances: of findings about the package.
    """

    repo_id: str
    path: Path
    visibility: str
    gated: str | bool
    run: Path
    results: Path | None = None
    base_results: Path | None = None
    baselines: tuple[tuple[str, Path], ...] = ()
    memorisation: Path | None = None
    without_memorisation: str = ""
    base: Path | None = None
    merge: bool = False
    dtype: str = ""
    max_shard_size: int | None = None
    licence: str = ""
    title: str = ""
    summary: str = ""
    uses: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()
    citation: str = ""
    acceptances: tuple[Acceptance, ...] = ()

    @property
    def name(self) -> str:
        """The repository's name without its namespace."""
        return self.repo_id.partition("/")[2]


@dataclass(frozen=True)
class Release:
    """The whole file."""

    name: str
    title: str
    version: str
    namespace: str
    datasets: tuple[DatasetEntry, ...]
    folder: Path
    models: tuple[ModelEntry, ...] = ()

    @property
    def tag(self) -> str:
        """The tag that every repository gets."""
        return f"v{self.version}"


class _Wrongs:
    """Collects what is wrong, so that it can be said at once."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def unknown_keys(self, table: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
        for key in table:
            if key not in known:
                near = difflib.get_close_matches(key, known, n=1)
                meant = f"; did you mean {near[0]!r}?" if near else f"; known are {', '.join(known)}"
                self.told.append(f"{where}: unknown key {key!r}{meant}")

    def table(self, value: Any, where: str) -> Mapping[str, Any]:
        if isinstance(value, dict):
            return value
        self.told.append(f"{where}: must be a table")
        return {}

    def tables(self, value: Any, where: str) -> list[Mapping[str, Any]]:
        if isinstance(value, list) and all(isinstance(each, dict) for each in value):
            return value
        self.told.append(f"{where}: must be a list of tables")
        return []

    def text(self, table: Mapping[str, Any], key: str, where: str, pattern: re.Pattern[str] | None = None) -> str:
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            self.told.append(f"{where}: {key!r} is missing or is not text")
            return ""
        if pattern is not None and not pattern.fullmatch(value):
            self.told.append(f"{where}: {key} = {value!r} is not of the right form")
        return value

    def words(self, table: Mapping[str, Any], key: str, where: str) -> str:
        """Read a text that may be left out, but not be empty."""
        return self.text(table, key, where) if key in table else ""

    def list_of_words(self, table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if isinstance(value, list) and all(isinstance(each, str) and each.strip() for each in value):
            return tuple(value)
        self.told.append(f"{where}: {key!r} must be a list of texts")
        return ()

    def one_of(self, table: Mapping[str, Any], key: str, known: tuple[Any, ...], default: Any, where: str) -> Any:
        value = table.get(key, default)
        if not any(value is each or (value == each and type(value) is type(each)) for each in known):
            choices = ", ".join("false" if each is False else repr(each) for each in known if each != "")
            self.told.append(f"{where}: {key} = {value!r} is none of {choices}")
        return value


def read_release_file(path: Path) -> Release:
    """Read and check a release file.

    Raises:
        ReleaseFileWrong: it is not there, is not TOML, or anything in it is wrong.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except IsADirectoryError as error:
        raise ReleaseFileWrong(f"{path} is a folder.", remedy="Name the file in it, RELEASE.toml.") from error
    except FileNotFoundError as error:
        raise ReleaseFileWrong(
            f"There is no file {path}.",
            remedy="See docs/reference/release-file.md, or examples/RELEASE.toml.",
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ReleaseFileWrong(f"{path} is not TOML.", cause=str(error), remedy="Correct it there.") from error
    wrongs = _Wrongs()
    release = _release(content, path.resolve().parent, wrongs)
    if wrongs.told:
        raise ReleaseFileWrong(
            f"{path} cannot be used:\n" + "\n".join(f"  - {each}" for each in wrongs.told),
            remedy="Correct these keys; docs/reference/release-file.md lists all there are.",
        )
    return release


def _release(content: Mapping[str, Any], folder: Path, wrongs: _Wrongs) -> Release:
    wrongs.unknown_keys(content, _TOP, "the file")
    head = wrongs.table(content.get("release", {}), "[release]")
    wrongs.unknown_keys(head, _RELEASE, "[release]")
    name = wrongs.text(head, "name", "[release]", _NAME)
    namespace = wrongs.text(head, "namespace", "[release]", _NAME)
    version = wrongs.text(head, "version", "[release]", _VERSION)
    wrongs.one_of(head, "visibility", _VISIBILITIES, "private", "[release]")
    wrongs.one_of(head, "gated", _GATES, False, "[release]")
    tables = wrongs.tables(content.get("datasets", []), "[[datasets]]")
    model_tables = wrongs.tables(content.get("models", []), "[[models]]")
    if not tables and not model_tables:
        wrongs.told.append("the file: there is no [[datasets]] or [[models]] table, so there is nothing to publish")
    entries = tuple(
        _dataset({**_inherited(head), **table}, namespace, folder, f"[[datasets]] {number}", wrongs)
        for number, table in enumerate(tables, start=1)
    )
    models = tuple(
        _model({**_inherited(head), **table}, namespace, folder, f"[[models]] {number}", wrongs)
        for number, table in enumerate(model_tables, start=1)
    )
    repos = [*(entry.repo_id for entry in entries), *(entry.repo_id for entry in models)]
    wrongs.told.extend(f"the file: two tables publish to {repo}" for repo in {r for r in repos if repos.count(r) > 1})
    return Release(name, head.get("title", name), version, namespace, entries, folder, models)


def _inherited(head: Mapping[str, Any]) -> dict[str, Any]:
    return {"visibility": head.get("visibility", "private"), "gated": head.get("gated", False)}


def _dataset(table: Mapping[str, Any], namespace: str, folder: Path, where: str, wrongs: _Wrongs) -> DatasetEntry:
    wrongs.unknown_keys(table, _DATASET, where)
    repo = wrongs.text(table, "repo", where, _NAME)
    from_raw = "corpus" in table and "source" in table
    if from_raw == ("path" in table) or ("corpus" in table) != ("source" in table):
        wrongs.told.append(f"{where}: give either corpus and source, or path")
    return DatasetEntry(
        repo_id=f"{namespace}/{repo}",
        corpus=str(table.get("corpus", "")),
        source=(folder / str(table["source"])) if "source" in table else None,
        path=(folder / str(table["path"])) if "path" in table else None,
        splits=wrongs.one_of(table, "splits", _SPLITS, "official", where),
        visibility=wrongs.one_of(table, "visibility", _VISIBILITIES, "private", where),
        gated=wrongs.one_of(table, "gated", _GATES, False, where),
        acceptances=_acceptances(table, where, wrongs),
        strict=wrongs.one_of(table, "strict", (True, False), False, where),
    )


def _model(table: Mapping[str, Any], namespace: str, folder: Path, where: str, wrongs: _Wrongs) -> ModelEntry:
    wrongs.unknown_keys(table, _MODEL, where)
    repo = wrongs.text(table, "repo", where, _NAME)
    paths = {
        key: folder / told
        for key in ("path", "run", "results", "base_results", "memorisation", "base")
        if (told := wrongs.words(table, key, where))
    }
    if "path" not in table:
        wrongs.told.append(f"{where}: 'path' is missing, the folder of the checkpoint")
    if "memorisation" in table and "without_memorisation" in table:
        wrongs.told.append(f"{where}: give either memorisation or without_memorisation")
    merge = wrongs.one_of(table, "merge", (True, False), False, where)
    if merge is True and "base" not in table:
        wrongs.told.append(f"{where}: merge = true needs 'base', the folder of the base model")
    path = paths.get("path", folder)
    return ModelEntry(
        repo_id=f"{namespace}/{repo}",
        path=path,
        visibility=wrongs.one_of(table, "visibility", _VISIBILITIES, "private", where),
        gated=wrongs.one_of(table, "gated", _GATES, False, where),
        run=paths.get("run", path / "run.json"),
        results=paths.get("results"),
        base_results=paths.get("base_results"),
        baselines=_baselines(table, folder, where, wrongs),
        memorisation=paths.get("memorisation"),
        without_memorisation=wrongs.words(table, "without_memorisation", where),
        base=paths.get("base"),
        merge=merge,
        dtype=wrongs.one_of(table, "dtype", _DTYPES, "", where),
        max_shard_size=_size(table, where, wrongs),
        **{key: wrongs.words(table, key, where) for key in ("licence", "title", "summary", "citation")},
        uses=wrongs.list_of_words(table, "uses", where),
        not_for=wrongs.list_of_words(table, "not_for", where),
        acceptances=_acceptances(table, where, wrongs),
    )


def _baselines(table: Mapping[str, Any], folder: Path, where: str, wrongs: _Wrongs) -> tuple[tuple[str, Path], ...]:
    told = wrongs.table(table.get("baselines", {}), f"{where}, baselines")
    return tuple((name, folder / wrongs.text(told, name, f"{where}, baselines")) for name in told)


def _size(table: Mapping[str, Any], where: str, wrongs: _Wrongs) -> int | None:
    told = wrongs.words(table, "max_shard_size", where)
    size = bytes_of(told) if told else None
    if told and size is None:
        wrongs.told.append(f"{where}: max_shard_size = {told!r} is no size such as 2GB")
    return size


def _acceptances(table: Mapping[str, Any], where: str, wrongs: _Wrongs) -> tuple[Acceptance, ...]:
    tables = wrongs.tables(table.get("accept", []), f"{where}, accept")
    return tuple(_acceptance(each, f"{where}, accept {number}", wrongs) for number, each in enumerate(tables, start=1))


def _acceptance(table: Mapping[str, Any], where: str, wrongs: _Wrongs) -> Acceptance:
    wrongs.unknown_keys(table, _ACCEPT, where)
    code = wrongs.text(table, "code", where)
    reason = wrongs.text(table, "reason", where)
    rows = table.get("rows")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, str) and row for row in rows):
        wrongs.told.append(f"{where}: 'rows' must list row ids, or [\"*\"] for all together with 'count'")
        rows = []
    count = table.get("count")
    if count is not None and (not isinstance(count, int) or isinstance(count, bool)):
        wrongs.told.append(f"{where}: 'count' must be a whole number")
    elif rows == ["*"] and count is None:
        wrongs.told.append(f"{where}: rows = [\"*\"] needs 'count', the number of findings that were looked at")
    until = table.get("until")
    if until is not None and (not isinstance(until, datetime.date) or isinstance(until, datetime.datetime)):
        wrongs.told.append(f"{where}: 'until' must be a date such as 2027-06-30, without quotes")
        until = None
    return Acceptance(code, tuple(rows), reason, until, count)
