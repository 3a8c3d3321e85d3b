"""Repair a built folder into a new one of the same layout, batch by batch.

    OUT/data/<config>/<split>-NNNNN-of-NNNNN.parquet   the rows, repaired
    OUT/corpus.json                                    what it was, its sizes counted anew, and a record `anonymised`
    OUT/anonymised.jsonl                               where replacements stand; never published
    OUT/repair.json                                    what was examined, replaced, cut and left; never published

Rejected rows are not copied: they are raw. The same input, versions and key give the same bytes, and so does a second run over
what the first one wrote. No file holds the key or a word that was replaced.
"""

from __future__ import annotations

import importlib.metadata
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import IO, Any

import pyarrow as pa

from datasets_builders.built import Batch, BuiltDataset, open_built
from datasets_builders.errors import Refused, UserError
from datasets_builders.shards import ShardWriter
from datasets_builders.staging import staged_folder, write_text
from validation.anonymisation.engine import IdentifierEngine
from validation.anonymisation.repair.keys import Key
from validation.anonymisation.repair.record import FILE, Line, Record, read_record, write_line
from validation.anonymisation.repair.rows import RepairedRow, RowRepair
from validation.anonymisation.repair.surrogates import Surrogates
from validation.anonymisation.repair.texts import Selection, TextRepair

__all__ = ["MODES", "Anonymised", "anonymise_folder"]

MODES = ("mask", "surrogate")
ROWS_NAMED = 1_000
"""How many rows repair.json names of each kind; it counts them all."""
ROWS_AT_A_TIME = 200

Progress = Callable[[Iterable[Batch]], Iterable[Batch]]


@dataclass
class Anonymised:
    """What a repair looked at and did.

    Args:
        mode: "mask" or "surrogate".
        rows: rows written, as many as were read.
        texts: strings looked at.
        characters: their code points.
        counts: replacements that stand in the data now, by entity.
        kept: those of them that an earlier run made.
        cut: spans that an identifier cut, and that now cover the whole replacement.
        dropped: spans that did not hold before; they were not copied.
        left: what was found in closed columns and stays, by column and entity.
        cut_rows: up to `ROWS_NAMED` rows of cut spans, "config/split/id".
        dropped_rows: likewise of dropped ones.
    """

    mode: str
    rows: int = 0
    texts: int = 0
    characters: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    kept: int = 0
    cut: int = 0
    dropped: int = 0
    left: Counter[tuple[str, str]] = field(default_factory=Counter)
    cut_rows: list[str] = field(default_factory=list)
    dropped_rows: list[str] = field(default_factory=list)

    def count(self, row: RepairedRow, called: str) -> None:
        """Count one row, which is called "config/split/id"."""
        self.rows += 1
        self.texts += row.texts
        self.characters += row.characters
        self.counts.update(place.entity for places, _ in row.lines.values() for place in places)
        self.kept += row.kept
        self.cut += row.cut
        self.dropped += row.dropped
        self.left.update(row.left)
        for happened, named in ((row.cut, self.cut_rows), (row.dropped, self.dropped_rows)):
            if happened and len(named) < ROWS_NAMED:
                named.append(called)

    def to_json(self) -> dict[str, Any]:
        """Give what repair.json holds: counts and row ids, no text."""
        return {
            "schema_version": 1,
            "mode": self.mode,
            "examined": {"rows": self.rows, "texts": self.texts, "characters": self.characters},
            "counts": dict(sorted(self.counts.items())),
            "of_earlier_runs": self.kept,
            "spans_cut": {"count": self.cut, "rows": self.cut_rows},
            "spans_dropped": {"count": self.dropped, "rows": self.dropped_rows},
            "left_in_closed_columns": [
                {"column": column, "entity": entity, "count": count}
                for (column, entity), count in sorted(self.left.items())
            ],
        }


def anonymise_folder(
    built: Path,
    out: Path,
    engine: IdentifierEngine,
    *,
    mode: str,
    key: Key | None = None,
    only: Iterable[str] = (),
    keep: Iterable[str] = (),
    min_score: float = 0.0,
    progress: Progress = lambda batches: batches,
    describe: Callable[[Path], None] = lambda folder: None,
) -> Anonymised:
    """Write to `out` what `built` holds, with its identifiers masked or replaced.

    Args:
        built: a folder that `build` or an earlier run wrote, or one with the same layout.
        out: made, or replaced when an earlier run made it; untouched when anything fails.
        engine: what finds identifiers.
        mode: one of `MODES`.
        key: what surrogates are drawn with; in mode "mask" it is needed only where ids hold identifiers.
        only: replace these entities alone; all that the engine serves where none is given.
        keep: leave these entities as they are.
        min_score: leave what is less sure.
        progress: wraps the stream of batches, to show a bar.
        describe: writes further files into the new folder before it takes its place.

    Raises:
        UserError: the mode, an entity or a folder is wrong, or surrogates lack a key.
        Refused: there was no text to examine, or an id needs a key.
    """
    only, keep = frozenset(only), frozenset(keep)
    engine.require(only | keep)
    if mode not in MODES:
        raise UserError(f"There is no mode {mode!r}.", remedy=f"Give one of {', '.join(MODES)}.")
    if mode == "surrogate" and key is None:
        raise UserError(
            "Surrogates need a key.",
            cause="Without one, anybody could try all names and tell which surrogate stands for whom.",
            remedy="Give --key-file; make the file with (umask 077; head -c 32 /dev/urandom > surrogates.key).",
        )
    selection = Selection((only or frozenset(engine.entities)) - keep, min_score)
    _refuse_nested(built, out)
    dataset = open_built(built)
    surrogates = Surrogates(key) if mode == "surrogate" and key else None
    repair = RowRepair(TextRepair(engine, selection), surrogates, key)
    done = Anonymised(mode)
    with staged_folder(out, doing=f"anonymising {built.name}") as folder:
        sizes = _written(dataset, folder, repair, key, done, progress)
        if not done.characters:
            raise Refused(
                f"{built} holds no text.",
                cause="Nothing was examined.",
                remedy="Give a folder that has rows with text.",
            )
        facts = _facts(dataset.facts, sizes, folder)
        facts["anonymised"] = _account(selection, key, done)
        write_text(folder / "corpus.json", json.dumps(facts, ensure_ascii=False, indent=1) + "\n")
        write_text(folder / "repair.json", json.dumps(done.to_json(), ensure_ascii=False, indent=1) + "\n")
        describe(folder)
    return done


def _refuse_nested(built: Path, out: Path) -> None:
    source, target = built.resolve(), out.resolve()
    if source.is_relative_to(target) or target.is_relative_to(source):
        raise UserError(
            f"{out} and {built} lie in one another.",
            cause="The original must stay as it is until somebody has looked at the result.",
            remedy="Give --out a folder elsewhere.",
        )


@dataclass
class _Size:
    """What a split has become."""

    characters: int = 0
    words: int = 0
    entities: Counter[str] = field(default_factory=Counter)
    relations: Counter[str] = field(default_factory=Counter)
    arrow_bytes: int = 0

    def count(self, row: dict[str, Any]) -> None:
        self.characters += len(row["text"])
        self.words += len(row["text"].split())
        self.entities.update(each["label"] for each in row.get("entities") or ())
        self.relations.update(each["label"] for each in row.get("relations") or ())


def _written(
    dataset: BuiltDataset, folder: Path, repair: RowRepair, key: Key | None, done: Anonymised, progress: Progress
) -> dict[tuple[str, str], _Size]:
    """Write every split, and the record of places beside; a split without rows has a file too."""
    known = Record(read_record(dataset.path))
    sizes: dict[tuple[str, str], _Size] = {}
    with (folder / FILE).open("w", encoding="utf-8", newline="\n") as lines:
        batches = groupby(progress(dataset.batches()), key=lambda batch: (batch.config, batch.split))
        for (config, split), group in batches:
            rows = _repaired(group, repair, known)
            sizes[config, split] = _write_split(dataset, folder, (config, split), rows, lines, key, done)
    for config, splits in dataset.shards.items():
        for split in splits:
            if (config, split) not in sizes:
                sizes[config, split] = _write_split(dataset, folder, (config, split), (), None, key, done)
    return sizes


def _repaired(batches: Iterable[Batch], repair: RowRepair, known: Record) -> Iterator[tuple[int, RepairedRow]]:
    for batch in batches:
        for number, row in enumerate(_values(batch), batch.first):
            where = f"{batch.config}/{batch.split} #{number}"
            if not isinstance(row.get("text"), str):
                raise Refused(
                    f"{where}: there is no text.",
                    cause="Every row of a built dataset has a column `text`, to which its offsets refer.",
                    remedy="Build the dataset with `referto build`.",
                )
            yield number, repair.repair(row, known.of(batch.config, batch.split, number), where)


def _values(batch: Batch) -> Iterator[dict[str, Any]]:
    """Give a batch's rows; few at a time, since they take several times the memory of the batch."""
    for first in range(0, batch.table.num_rows, ROWS_AT_A_TIME):
        yield from batch.table.slice(first, ROWS_AT_A_TIME).to_pylist()


def _write_split(
    dataset: BuiltDataset,
    folder: Path,
    key_of_split: tuple[str, str],
    rows: Iterable[tuple[int, RepairedRow]],
    lines: IO[str] | None,
    key: Key | None,
    done: Anonymised,
) -> _Size:
    config, split = key_of_split
    paths = dataset.shards[config][split]
    schema = _as_declared(BuiltDataset(dataset.path, {config: {split: paths}}, {}).schema(config))
    size = _Size()
    with ShardWriter(folder / "data" / config, split, schema) as writer:
        for number, row in rows:
            writer.write(row.values)
            size.count(row.values)
            id = str(row.values.get("id") or f"#{number}")
            done.count(row, f"{config}/{split}/{id}")
            for column, (places, text) in row.lines.items():
                assert lines is not None  # noqa: S101 - only a split without rows has none
                write_line(lines, Line(config, split, number, id, column, places), text, key)
        writer.close()
        size.arrow_bytes = writer.arrow_bytes
    return size


def _as_declared(schema: pa.Schema) -> pa.Schema:
    """Name the items of lists as Arrow does and Parquet does not, so that the bytes are those of a build."""
    return pa.schema([field.with_type(_of_items(field.type)) for field in schema], schema.metadata)


def _of_items(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_list(kind):
        return pa.list_(kind.value_field.with_name("item").with_type(_of_items(kind.value_type)))
    if pa.types.is_struct(kind):
        return pa.struct([field.with_type(_of_items(field.type)) for field in kind])
    return kind


def _facts(facts: dict[str, Any], sizes: dict[tuple[str, str], _Size], folder: Path) -> dict[str, Any]:
    """Give corpus.json with the sizes of what was written; whatever else it says was checked when it was built."""
    new: dict[str, Any] = json.loads(json.dumps(facts))
    for (config, split), size in sizes.items():
        said = new.get("configs", {}).get(config, {}).get("splits", {}).get(split)
        if said is None:
            continue
        files = sorted((folder / "data" / config).glob(f"{split}-*-of-*.parquet"))
        now = {
            "characters": size.characters,
            "words": size.words,
            "entities": _as_said(size.entities, said.get("entities", {})),
            "relations": _as_said(size.relations, said.get("relations", {})),
            "arrow_bytes": size.arrow_bytes,
            "bytes": sum(path.stat().st_size for path in files),
            "files": [path.relative_to(folder).as_posix() for path in files],
        }
        said.update({name: value for name, value in now.items() if name in said})
    return new


def _as_said(counts: Counter[str], said: dict[str, int]) -> dict[str, int]:
    """Count by the labels that corpus.json names already; others might be anything, so they are counted together."""
    known = {label: counts[label] for label in said if counts[label]}
    others = counts.total() - sum(known.values())
    return {**known, **({"(undeclared)": others} if others else {})}


def _account(selection: Selection, key: Key | None, done: Anonymised) -> dict[str, Any]:
    """Give the record `anonymised` of corpus.json: how and with what, how many of each, no key."""
    tools = ("referto", "presidio-analyzer", "Faker", "python-codicefiscale")
    return {
        "mode": done.mode,
        "entities": sorted(selection.entities),
        "min_score": selection.min_score,
        "counts": dict(sorted(done.counts.items())),
        **({"key_fingerprint": key.fingerprint} if key else {}),
        "versions": {tool: importlib.metadata.version(tool) for tool in tools},
    }
