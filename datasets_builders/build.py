"""Turn raw files into a Hub-ready folder: `build(spec, source, out)`, the only writer of this package.

    OUT/data/<config>/<split>-NNNNN-of-NNNNN.parquet   the rows
    OUT/corpus.json                                    what was read, what came out, what was rejected and repaired
    OUT/rejected/<config>.jsonl                        every raw row that did not become one, with its reason; never published

The same source and the same versions give the same bytes: nothing here writes a time, a path or a machine's name.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from datasets_builders.built import open_built
from datasets_builders.errors import UserError
from datasets_builders.fitting import misfit
from datasets_builders.reading import Event, Record, Rejected, Repaired, Seen, SourceMismatch
from datasets_builders.regroup import counts_of_moves, repair_splits
from datasets_builders.schema import TASKS, Document
from datasets_builders.shards import ShardWriter
from datasets_builders.spec import OFFICIAL, ConfigSpec, CorpusSpec
from datasets_builders.staging import staged_folder, write_text

__all__ = ["RowsLost", "build", "build_events", "reader_of"]

SCHEMA_VERSION = 1
Facts = Callable[[], dict[str, Any]]
Progress = Callable[[Iterable[Event]], Iterable[Event]]


class RowsLost(AssertionError):
    """A reader gave neither a record nor a rejection for some raw row: a bug of the reader, never accepted."""


@dataclass
class _SplitTally:
    """What passed through one split while it was written."""

    rows_in: int = 0
    rows_out: int = 0
    characters: int = 0
    words: int = 0
    arrow_bytes: int = 0
    entities: Counter[str] = field(default_factory=Counter)
    relations: Counter[str] = field(default_factory=Counter)
    licences: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)

    def count(self, document: Document) -> None:
        self.rows_out += 1
        self.characters += len(document.text)
        self.words += len(document.text.split())
        self.entities.update(entity.label for entity in document.entities)
        self.relations.update(relation.label for relation in document.relations)
        self.licences[document.licence] += 1


def reader_of(spec: CorpusSpec) -> Callable[[Path], Iterator[Event]]:
    """Import and return the corpus's reader.

    Raises:
        UserError: the catalogue describes the corpus but nobody can build it.
    """
    if not spec.read:
        raise UserError(
            f"{spec.id} is in the catalogue, but there is no reader for it.",
            cause="; ".join(spec.unknown) or "It cannot be obtained.",
            remedy="See what is known: referto corpora show " + spec.id,
        )
    module, _, name = spec.read.partition(":")
    reader: Callable[[Path], Iterator[Event]] = getattr(importlib.import_module(module), name)
    return reader


def build(
    spec: CorpusSpec, source: Path, out: Path, *, splits: str = "official", progress: Progress = lambda events: events
) -> dict[str, Any]:
    """Read `source` and write the dataset to `out`; return what `corpus.json` holds.

    Args:
        spec: the corpus.
        source: the folder with its raw files.
        out: made, or replaced when an earlier build made it; untouched when anything fails.
        splits: "official", or "repaired": grouped by case, the official split kept as a config of its own.
        progress: wraps the stream of events, to show a bar.

    Raises:
        SourceMismatch: the source is missing, or is not this corpus.
        UserError: `out` cannot be written.
        RowsLost: the reader lost a row; a bug.
    """
    if not source.is_dir():
        raise SourceMismatch(
            f"There is no folder {source}.",
            cause=f"--source must be the folder with the raw files of {spec.id}.",
            remedy=f"See where they are published: referto corpora show {spec.id}",
        )
    return build_events(spec, progress(_in_utf8(reader_of(spec)(source))), out, splits=splits)


def _in_utf8(events: Iterator[Event]) -> Iterator[Event]:
    try:
        yield from events
    except UnicodeDecodeError as error:
        raise SourceMismatch(
            "A file of the source is not UTF-8.",
            cause=f"At byte {error.start} stands 0x{error.object[error.start]:02x}, as in Latin-1 or Windows-1252.",
            remedy="Download the file again; if it is so at the publisher's, its reader must be taught the encoding.",
        ) from error


def build_events(
    spec: CorpusSpec, events: Iterable[Event], out: Path, *, splits: str = "official", extra: Facts = dict
) -> dict[str, Any]:
    """Write the dataset that `events` tell, as `build` does; what `extra` gives once all is read joins corpus.json."""
    with staged_folder(out, doing=f"building {spec.id}") as folder:
        tallies, repairs = _write_rows(spec, events, folder)
        _enforce_accounts(spec, tallies)
        facts = {**_facts(spec, tallies, repairs, folder), **extra()}
        if splits == "repaired":
            _repair(spec, folder, facts)
        write_text(folder / "corpus.json", json.dumps(facts, ensure_ascii=False, indent=1) + "\n")
    return facts


def _repair(spec: CorpusSpec, folder: Path, facts: dict[str, Any]) -> None:
    """Repair the splits in `folder` and bring the facts to what is there now."""
    configs = facts["configs"]
    for name, moved in repair_splits(folder, spec).items():
        official = json.loads(json.dumps(configs[name]).replace(f'"data/{name}/', f'"data/{name}{OFFICIAL}/'))
        configs[f"{name}{OFFICIAL}"] = {**official, "official_of": name}
        was, came = counts_of_moves(moved)
        tallies: dict[str, _SplitTally] = defaultdict(_SplitTally)
        for batch in open_built(folder).only(name).batches():
            tallies[batch.split].arrow_bytes += batch.table.nbytes
            for row in batch.rows:
                tallies[batch.split].count(Document.from_row(row))
        for split, tally in tallies.items():
            before = official["splits"].get(split, {})
            tally.rows_in = before.get("rows_in", 0)
            tally.rejected = Counter(before.get("rejected", {}))
            counts = _split_facts(tally, folder, spec.config(name), split)
            configs[name]["splits"][split] = {**counts, "moved_out": was[split], "moved_in": came[split]}
        configs[name]["moved"] = moved


def _write_rows(
    spec: CorpusSpec, events: Iterable[Event], folder: Path
) -> tuple[dict[tuple[str, str], _SplitTally], Counter[tuple[str, str]]]:
    tallies: dict[tuple[str, str], _SplitTally] = defaultdict(_SplitTally)
    repairs: Counter[tuple[str, str]] = Counter()
    with ExitStack() as stack:
        writers: dict[tuple[str, str], ShardWriter] = {}
        rejects: dict[str, Any] = {}
        for event in events:
            key = (event.config, event.split)
            if isinstance(event, Seen):
                tallies[key].rows_in += event.rows
                if key not in writers:  # a reader may say in parts how much it sees
                    writers[key] = stack.enter_context(_writer(spec, key, folder))
            elif isinstance(event, Repaired):
                repairs[event.config, event.code] += event.times
            elif rejected := event if isinstance(event, Rejected) else _write_row(event, writers[key]):
                tallies[key].rejected[rejected.reason] += 1
                _keep_reject(rejected, folder, rejects, stack)
            elif isinstance(event, Record):
                tallies[key].count(event.document)
        for key, writer in writers.items():
            written = sum(pq.read_metadata(path).num_rows for path in writer.close())
            if written != tallies[key].rows_out:
                raise RowsLost(
                    f"{spec.id}/{'/'.join(key)}: {tallies[key].rows_out} rows were given, {written} were written"
                )
            tallies[key].arrow_bytes = writer.arrow_bytes
    return dict(tallies), repairs


def _write_row(record: Record, writer: ShardWriter) -> Rejected | None:
    """Write a record's row; where it cannot be written, return our own rejection of it."""
    row = record.document.to_row()
    reason = misfit(row, writer.schema)
    if not reason:
        writer.write(row)
        return None
    # As ASCII, so that half a character can be kept too.
    return Rejected(record.config, record.split, ascii(row["id"]), reason, json.dumps(row, default=str))


def _writer(spec: CorpusSpec, key: tuple[str, str], folder: Path) -> ShardWriter:
    config, split = key
    declared = spec.config(config)
    if split not in declared.splits:
        raise KeyError(f"{spec.id}/{config} declares no split {split!r}")
    return ShardWriter(folder / "data" / config, split, declared.arrow())


def _keep_reject(event: Rejected, folder: Path, files: dict[str, Any], stack: ExitStack) -> None:
    if event.config not in files:
        (folder / "rejected").mkdir(exist_ok=True)
        path = folder / "rejected" / f"{event.config}.jsonl"
        files[event.config] = stack.enter_context(path.open("wb"))
    kept = {"split": event.split, "row": event.row, "reason": event.reason, "detail": event.detail, "raw": event.raw}
    files[event.config].write(_line(kept) + b"\n")


def _line(kept: dict[str, Any]) -> bytes:
    """Write one line of UTF-8. Bytes that were none, and half characters, become JSON escapes, from which they can be had again."""
    return json.dumps(kept, ensure_ascii=False, default=str).encode("utf-8", "backslashreplace")


def _enforce_accounts(spec: CorpusSpec, tallies: dict[tuple[str, str], _SplitTally]) -> None:
    reasons = {reason for tally in tallies.values() for reason in tally.rejected}
    if not any(tally.rows_out for tally in tallies.values()) and (
        not reasons or reasons - set(spec.expected_rejections)
    ):
        raise SourceMismatch(
            f"Not one row of {spec.id} could be read.",
            cause="The folder is empty, or all of its rows were rejected.",
            remedy=f"Compare it with the sources that `referto corpora show {spec.id}` lists.",
        )
    for (config, split), tally in tallies.items():
        if tally.rows_in != tally.rows_out + tally.rejected.total():
            raise RowsLost(
                f"{spec.id}/{config}/{split}: {tally.rows_in} rows in, {tally.rows_out} out, "
                f"{tally.rejected.total()} rejected"
            )


def _facts(
    spec: CorpusSpec,
    tallies: dict[tuple[str, str], _SplitTally],
    repairs: Counter[tuple[str, str]],
    folder: Path,
) -> dict[str, Any]:
    configs = {
        config.name: _config_facts(config, tallies, repairs, folder)
        for config in spec.configs
        if any(name == config.name for name, _ in tallies)
    }
    if not configs:
        raise UserError(f"{spec.id}: no config was built.", remedy="Report this: the reader said nothing.")
    return {
        "schema_version": SCHEMA_VERSION,
        "corpus": spec.id,
        "versions": {name: importlib.metadata.version(name) for name in ("referto", "pyarrow")},
        "title": spec.title,
        "licence": {
            "hub_id": spec.licence.hub_id,
            "name": spec.licence.name,
            "row_values": list(spec.licence.row_values),
            "republish": spec.republish.value,
        },
        "configs": configs,
        "rows_in": sum(t.rows_in for t in tallies.values()),
        "rows_out": sum(t.rows_out for t in tallies.values()),
        "rejected": dict(sorted(sum((t.rejected for t in tallies.values()), Counter()).items())),
    }


def _config_facts(
    config: ConfigSpec,
    tallies: dict[tuple[str, str], _SplitTally],
    repairs: Counter[tuple[str, str]],
    folder: Path,
) -> dict[str, Any]:
    return {
        "task": config.task.value,
        "task_version": TASKS[config.task].version,
        "description": config.description,
        "labels": list(config.labels),
        "relation_labels": list(config.relation_labels),
        "splits": {
            split: _split_facts(tallies[config.name, split], folder, config, split)
            for split in config.splits
            if (config.name, split) in tallies
        },
        "repairs": {code: times for (name, code), times in sorted(repairs.items()) if name == config.name},
    }


def _declared(counts: Counter[str], labels: tuple[str, ...]) -> dict[str, int]:
    """Count by declared label; an undeclared one might be anything that stood in the source, so it is not repeated."""
    known = {label: times for label, times in counts.items() if label in labels}
    others = counts.total() - sum(known.values())
    return {**dict(sorted(known.items())), **({"(undeclared)": others} if others else {})}


def _split_facts(tally: _SplitTally, folder: Path, config: ConfigSpec, split: str) -> dict[str, Any]:
    files = sorted((folder / "data" / config.name).glob(f"{split}-*-of-*.parquet"))
    return {
        "rows_in": tally.rows_in,
        "rows_out": tally.rows_out,
        "rejected": dict(sorted(tally.rejected.items())),
        "characters": tally.characters,
        "words": tally.words,
        "entities": _declared(tally.entities, config.labels),
        "relations": _declared(tally.relations, config.relation_labels),
        "licences": dict(sorted(tally.licences.items())),
        "arrow_bytes": tally.arrow_bytes,
        "bytes": sum(path.stat().st_size for path in files),
        "files": [path.relative_to(folder).as_posix() for path in files],
    }
