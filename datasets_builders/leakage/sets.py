"""The runs of 13 words of a benchmark, as numbers, without its texts: a file that may travel where the texts may not.

The file is Parquet: one column `run` of 64-bit numbers, ascending and distinct, and in the schema's metadata what they are of: `name`,
`revision`, `n` (words a run), `normalisation` (how texts become words and words numbers), `texts` (how many, those too short
left out). The numbers are keyed by nothing, so that any two sets compare; who has a text can therefore tell whether it is in the set.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from datasets_builders.errors import UserError
from datasets_builders.leakage.candidates import distinct
from datasets_builders.leakage.grams import runs_of
from datasets_builders.leakage.words import NORMALISATION, U64, Places, Words, read_words
from datasets_builders.ngrams import N

__all__ = ["RunSet", "make_set", "read_set", "shared_runs", "write_set"]

_KIND = "referto-run-set"
_ROWS_AT_ONCE = 2_000
_FLUSH = 4 << 20


@dataclass(frozen=True)
class RunSet:
    """Runs of a benchmark: `runs` ascending and distinct, of `texts` texts of at least `N` words."""

    name: str
    revision: str
    texts: int
    runs: U64


def make_set(name: str, revision: str, columns: Iterable[pa.Array]) -> RunSet:
    """Make the set of all texts in some columns of strings.

    Raises:
        UserError: no text has as many words as a run.
    """
    whole, waiting, texts = np.empty(0, np.uint64), [], 0
    for column in columns:
        for begin in range(0, len(column), _ROWS_AT_ONCE):
            runs, offsets = runs_of(read_words(column[begin : begin + _ROWS_AT_ONCE]))
            texts += int(np.count_nonzero(np.diff(offsets)))
            waiting.append(runs)
            if sum(map(len, waiting)) > _FLUSH:
                whole, waiting = distinct(np.concatenate((whole, *waiting)))[0], []
    whole = distinct(np.concatenate((whole, *waiting)))[0]
    if not len(whole):
        raise UserError(
            f"{name}: no text has {N} words.",
            cause="A set of no runs would say of every text that it is clean.",
            remedy="Name a folder or file with whole texts, and its text column.",
        )
    return RunSet(name, revision, texts, whole)


def write_set(made: RunSet, path: Path) -> None:
    """Write a set; the same set gives the same bytes."""
    facts = {
        _KIND: "1", "name": made.name, "revision": made.revision, "n": str(N), "normalisation": NORMALISATION,
        "texts": str(made.texts),
    }  # fmt: skip
    schema = pa.schema([pa.field("run", pa.uint64(), nullable=False)], facts)
    table = pa.table({"run": pa.array(made.runs)}, schema=schema)
    pq.write_table(table, path, compression="zstd", use_dictionary=False, column_encoding="DELTA_BINARY_PACKED")


def read_set(path: Path) -> RunSet:
    """Read a set back.

    Raises:
        UserError: the file is not there, is no set, or its numbers were made in another way.
    """
    remedy = "Make it with `referto ngrams`, in the version that you check with."
    if not path.is_file():
        raise UserError(f"There is no file {path}.", remedy=remedy)
    try:
        table = pq.read_table(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise UserError(
            f"{path} is not readable Parquet.", cause="It is damaged, or another file.", remedy=remedy
        ) from error
    said: Mapping[bytes, bytes] = table.schema.metadata or {}
    facts = {key.decode(): value.decode() for key, value in said.items() if key != b"ARROW:schema"}
    if _KIND not in facts or table.column_names != ["run"] or table.schema.field("run").type != pa.uint64():
        raise UserError(f"{path} is no set of runs.", cause="Its columns or its header say otherwise.", remedy=remedy)
    if facts.get("n") != str(N) or facts.get("normalisation") != NORMALISATION:
        raise UserError(
            f"{path} does not compare: runs of {facts.get('n')} words, {facts.get('normalisation')}.",
            cause=f"This version reads runs of {N} words, {NORMALISATION}.",
            remedy=remedy,
        )
    runs = table.column("run").to_numpy()
    if not len(runs) or not bool((runs[1:] > runs[:-1]).all()):
        raise UserError(f"{path} holds no runs in order.", cause="It was cut or edited.", remedy=remedy)
    return RunSet(facts["name"], facts["revision"], int(facts["texts"]), runs)


def shared_runs(words: Words, known: U64) -> tuple[Places, Places]:
    """Return of each text how many of its runs stand in `known`, repeated ones as often as they stand, and how many it has."""
    runs, offsets = runs_of(words)
    found = known[np.minimum(np.searchsorted(known, runs), len(known) - 1)] == runs if len(runs) else np.empty(0, bool)
    before = np.concatenate(([0], np.cumsum(found)))
    return before[offsets[1:]] - before[offsets[:-1]], np.diff(offsets)
