"""What a corpus declares about itself: `CorpusSpec`, a value with no behaviour beyond its own consistency.

A corpus is a folder under `datasets_builders/corpora/` that holds such a value (`SPEC`), a reader (`read.py`), prose for the
card (`README.md`) and its citation (`CITATION.bib`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pyarrow as pa

from datasets_builders.schema import TASKS, TaskType

__all__ = ["OFFICIAL", "ConfigSpec", "CorpusSpec", "Licence", "Origin", "Republish", "Source", "split_role"]


OFFICIAL = "_official"
"""Ends the name of the config that keeps an official split beside its repaired twin."""


class Origin(StrEnum):
    """Where the Italian text comes from."""

    NATIVE = "native"
    TRANSLATED = "translated"
    PROJECTED = "projected"
    SYNTHETIC = "synthetic"


class Republish(StrEnum):
    """Whether the licence lets a built copy be published, and how."""

    AS_IS = "as-is"
    NON_COMMERCIAL = "non-commercial"
    NO = "no"


@dataclass(frozen=True)
class Licence:
    """What licence the corpus is under, and how we know.

    Args:
        hub_id: the id of the Hub's licence list ("cc-by-4.0", "other", ...).
        name: how the licence is called where `hub_id` is "other".
        link: where its text or statement stands.
        evidence: which file of the source says so.
        contradictions: sources that say something else.
        row_values: the values that the `licence` column of a row may take.
    """

    hub_id: str
    evidence: str
    link: str
    row_values: tuple[str, ...]
    name: str = ""
    contradictions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """One place the raw files come from, pinned.

    Args:
        url: the repository, record or page.
        revision: commit, record version or Hub revision; "unknown" is said, never guessed.
        path: what to take of it, relative to its root.
        sha256: of the downloaded file, where known.
        archive: an archive inside the download that holds the files, where there is one.
    """

    url: str
    revision: str
    path: str = ""
    sha256: str = ""
    archive: str = ""


@dataclass(frozen=True)
class ConfigSpec:
    """One config of the built dataset.

    Args:
        name: the Hub config's name and the folder under `data/`.
        task: the task type, which fixes the columns.
        splits: in the order in which they are listed on the card.
        description: one sentence for the card.
        labels: the closed set of entity labels; empty where the task has none.
        relation_labels: the closed set of relation labels.
        extra: further columns of this corpus, with their Arrow types.
    """

    name: str
    task: TaskType
    splits: tuple[str, ...]
    description: str
    labels: tuple[str, ...] = ()
    relation_labels: tuple[str, ...] = ()
    extra: tuple[tuple[str, pa.DataType], ...] = ()

    def arrow(self) -> pa.Schema:
        """Return the Arrow schema of this config's files."""
        return TASKS[self.task].arrow(self.extra)


@dataclass(frozen=True)
class CorpusSpec:
    """Everything that is known of a corpus before its files are read.

    Args:
        id: with hyphens, as on the command line; the folder has underscores.
        read: where the reader is, as "module:function", imported only when a build needs it; "" where there is none,
            because the corpus cannot be had or its schema is not known.
        split_policy: how the splits came about, in words.
        defects: what is known to be wrong with the source, one sentence each.
        unknown: what nobody could find out, one sentence each; never guessed.
        expected_rejections: reasons for which rows are known to be rejected, so that a build with only these succeeds.
    """

    id: str
    title: str
    summary: str
    language: str
    origin: Origin
    origin_note: str
    licence: Licence
    republish: Republish
    sources: tuple[Source, ...]
    configs: tuple[ConfigSpec, ...]
    split_policy: str
    read: str
    tags: tuple[str, ...] = ("medical", "clinical")
    defects: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    expected_rejections: tuple[str, ...] = ()
    synthetic_people: bool = False

    @property
    def folder(self) -> str:
        """The import name of the corpus's folder."""
        return f"datasets_builders.corpora.{self.id.replace('-', '_')}"

    def config(self, name: str) -> ConfigSpec:
        """Return the config called `name`, or the one whose official split it keeps; a reader that names another has a bug."""
        for config in self.configs:
            if config.name == name.removesuffix(OFFICIAL):
                return config
        raise KeyError(f"{self.id} declares no config {name!r}")


def split_role(split: str) -> str:
    """Tell what a split is for: "test", "validation" or "train" (anything a model may learn from)."""
    name = split.lower()
    if name.startswith("test"):
        return "test"
    if name in ("dev", "val", "valid") or name.startswith(("validation", "dev_", "development")):
        return "validation"
    return "train"
