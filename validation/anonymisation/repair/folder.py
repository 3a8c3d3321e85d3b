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
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from datasets_builders.built import Batch, BuiltDataset, open_built
from datasets_builders.errors import Refused, UserError
from datasets_builders.shards import ShardWriter
from datasets_builders.staging import staged_folder, write_text
from validation.anonymisation.engine import IdentifierEngine
from validation.anonymisation.repair.keys import Key
from validation.anonymisation.repair.parts import MODES, Anonymised, Order, Part, Repairer, Size, make_order, schema_of
from validation.anonymisation.repair.record import FILE

__all__ = ["MODES", "TOOLS", "Anonymised", "anonymise_folder", "refuse_nested", "write_repaired"]

TOOLS = ("referto", "presidio-analyzer", "Faker", "python-codicefiscale")
"""What the result depends on."""

Progress = Callable[[Iterable[Batch]], Iterable[Batch]]


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
    """Write to `out` what `built` holds, with its identifiers masked or replaced, in this process.

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
    order = make_order(engine, mode=mode, key=key, only=only, keep=keep, min_score=min_score)
    refuse_nested(built, out)
    dataset = open_built(built)
    repairer = Repairer(dataset, engine, order, key)
    parts = (part for batch in progress(dataset.batches()) for part in repairer.parts(batch))
    return write_repaired(dataset, out, order, parts, describe)


def write_repaired(
    dataset: BuiltDataset,
    out: Path,
    order: Order,
    parts: Iterable[Part],
    describe: Callable[[Path], None] = lambda folder: None,
) -> Anonymised:
    """Write what a dataset has become.

    Args:
        dataset: what it was.
        out: made, or replaced when an earlier run made it; untouched when anything fails.
        order: what was done.
        parts: all of its rows, repaired, in the order of the data.
        describe: writes further files into the new folder before it takes its place.

    Raises:
        UserError: the disk does not take it, or `out` holds something else.
        Refused: there was no text to examine.
    """
    done = Anonymised(order.mode)
    with staged_folder(out, doing=f"anonymising {dataset.path.name}") as folder:
        sizes = _written(dataset, folder, parts, done)
        if not done.characters:
            raise Refused(
                f"{dataset.path} holds no text.",
                cause="Nothing was examined.",
                remedy="Give a folder that has rows with text.",
            )
        facts = _facts(dataset.facts, sizes, folder)
        facts["anonymised"] = _account(order, done)
        write_text(folder / "corpus.json", json.dumps(facts, ensure_ascii=False, indent=1) + "\n")
        write_text(folder / "repair.json", json.dumps(done.to_json(), ensure_ascii=False, indent=1) + "\n")
        describe(folder)
    return done


def refuse_nested(built: Path, out: Path) -> None:
    """Refuse to write a dataset into itself.

    Raises:
        UserError: one lies in the other.
    """
    source, target = built.resolve(), out.resolve()
    if source.is_relative_to(target) or target.is_relative_to(source):
        raise UserError(
            f"{out} and {built} lie in one another.",
            cause="The original must stay as it is until somebody has looked at the result.",
            remedy="Give --out a folder elsewhere.",
        )


def _written(
    dataset: BuiltDataset, folder: Path, parts: Iterable[Part], done: Anonymised
) -> dict[tuple[str, str], Size]:
    """Write every split, and the record of places beside; a split without rows has a file too."""
    sizes: dict[tuple[str, str], Size] = {}
    with (folder / FILE).open("w", encoding="utf-8", newline="\n") as lines:
        for (config, split), group in groupby(parts, key=lambda part: (part.config, part.split)):
            size = sizes[config, split] = Size()
            with _writer(dataset, folder, config, split) as writer:
                for part in group:
                    for row in part.rows.to_pylist():
                        writer.write(row)
                    lines.write(part.lines)
                    size.merge(part.size)
                    done.merge(part.account)
                writer.close()
                size.arrow_bytes = writer.arrow_bytes
    for config, splits in dataset.shards.items():
        for split in splits:
            if (config, split) not in sizes:
                sizes[config, split] = Size()
                with _writer(dataset, folder, config, split) as writer:
                    writer.close()
                    sizes[config, split].arrow_bytes = writer.arrow_bytes
    return sizes


def _writer(dataset: BuiltDataset, folder: Path, config: str, split: str) -> ShardWriter:
    return ShardWriter(folder / "data" / config, split, schema_of(dataset, config, split))


def _facts(facts: dict[str, Any], sizes: dict[tuple[str, str], Size], folder: Path) -> dict[str, Any]:
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


def _account(order: Order, done: Anonymised) -> dict[str, Any]:
    """Give the record `anonymised` of corpus.json: how and with what, how many of each, no key."""
    return {
        "mode": done.mode,
        "entities": sorted(order.entities),
        "min_score": order.min_score,
        "counts": dict(sorted(done.counts.items())),
        **({"key_fingerprint": order.fingerprint} if order.fingerprint else {}),
        "versions": {tool: importlib.metadata.version(tool) for tool in TOOLS},
    }
