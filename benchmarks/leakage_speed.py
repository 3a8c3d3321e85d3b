"""Measure the search for leaks and duplicates on millions of invented notes with copies planted among them.

    python benchmarks/leakage_speed.py FOLDER [--rows 4000000] [--copies 1000] [--datatrove PYTHON]

Notes of `many_notes` are written to FOLDER, unless they are there, with copies of training notes of every kind, half of them in train
and half in test. Then the check `splits` runs in a process of its own, and its CPU seconds, its peak memory, the copies found by
kind and the pairs that nobody planted are printed. PYTHON, of an environment with datatrove and spacy, measures datatrove's MinHash on
20,000 of the notes and their copies beside the check on the same notes.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from many_notes import CONFIG, ROWS_PER_GROUP, chunk, corpus_facts

from datasets_builders.built import open_built

TARGETS = {"exact": 1.0, "case": 1.0, "swapped": 0.97, "half": 0.99}
SAMPLE = 20_000
SHORTEST_SOURCE = 30
"""Words of a note that is copied, at least."""
Row = dict[str, Any]


def exact(row: Row, other: Row, draw: np.random.Generator) -> str:
    """Copy a note as it is."""
    return str(row["text"])


def case(row: Row, other: Row, draw: np.random.Generator) -> str:
    """Copy it in capitals or in lower case, with other spacing."""
    text = str(row["text"]).upper() if draw.random() < 0.5 else str(row["text"]).lower()
    return "  " + text.replace(" ", "  " if draw.random() < 0.5 else " \n", 20)


def swapped(row: Row, other: Row, draw: np.random.Generator) -> str:
    """Copy it with the identifiers of other notes in the place of its own, each of the same kind."""
    text = str(row["text"])
    for span in sorted(row["entities"], key=lambda span: -span["start"]):
        pool = other["pool"][span["label"]]
        text = text[: span["start"]] + pool[draw.integers(len(pool))] + text[span["end"] :]
    return text


def edited(times: int) -> Callable[[Row, Row, np.random.Generator], str]:
    """Make a copy with some words changed."""

    def edit(row: Row, other: Row, draw: np.random.Generator) -> str:
        words = str(row["text"]).split(" ")
        for at in draw.choice(len(words), times, replace=False):
            words[at] = "sostituita"
        return " ".join(words)

    return edit


def half(row: Row, other: Row, draw: np.random.Generator) -> str:
    """Put the second half of a note behind the first half of another."""
    mine, its = str(row["text"]).split(" "), str(other["text"]).split(" ")
    return " ".join(its[: len(its) // 2] + mine[len(mine) // 2 :])


KINDS: dict[str, Callable[[Row, Row, np.random.Generator], str]] = {
    "exact": exact, "case": case, "swapped": swapped, "edit1": edited(1), "edit3": edited(3), "half": half,
}  # fmt: skip


def write_folder(folder: Path, rows: int, copies: int, *, test: float = 0.2, seed: int = 3) -> None:
    """Write the notes, and behind those of each split its copies; ids of copies are `copy-KIND-SOURCE`."""
    data = folder / "data" / CONFIG
    data.mkdir(parents=True, exist_ok=True)
    counts = {"train": rows - int(rows * test), "test": int(rows * test)}
    planted = _copies(counts["train"], copies, seed)
    for number, (split, size) in enumerate(counts.items()):
        with pq.ParquetWriter(data / f"{split}-00000-of-00001.parquet", planted.schema, compression="zstd") as writer:
            for first in range(0, size, ROWS_PER_GROUP):
                writer.write_batch(chunk(split, first, min(ROWS_PER_GROUP, size - first), seed=seed + number))
            mine = planted.slice(number, planted.num_rows).take(pa.array(range(0, planted.num_rows - number, 2)))
            writer.write_table(mine)
            counts[split] += mine.num_rows
    (folder / "corpus.json").write_text(json.dumps(corpus_facts(counts)), encoding="utf-8")


def _copies(train: int, copies: int, seed: int) -> pa.Table:
    """Copy notes of the first chunks of train, each once."""
    draw = np.random.default_rng(seed)
    wanted = 2 * copies * len(KINDS)
    size = min(train, max(wanted, ROWS_PER_GROUP) if train >= ROWS_PER_GROUP else train)
    chunks = [chunk("train", at, min(ROWS_PER_GROUP, size - at), seed=seed) for at in range(0, size, ROWS_PER_GROUP)]
    sources = pa.Table.from_batches(chunks)
    # Half of a shorter note is a phrase.
    long = np.flatnonzero(pc.greater_equal(pc.count_substring(sources["text"], " "), SHORTEST_SOURCE - 1).to_numpy())
    notes = sources.take(pa.array(draw.choice(long, wanted, replace=False))).to_pylist()
    pool: dict[str, list[str]] = defaultdict(list)
    for note in notes:
        for span in note["entities"]:
            pool[span["label"]].append(span["text"])
    made = []
    for number in range(copies * len(KINDS)):
        kind = list(KINDS)[number // 2 % len(KINDS)]
        source, other = notes[2 * number], {**notes[2 * number + 1], "pool": pool}
        id = f"copy-{kind}-{source['id']}"
        text = KINDS[kind](source, other, draw)
        made.append({**source, "id": id, "document_id": id, "group_id": id, "text": text, "entities": []})
    return pa.Table.from_pylist(made, schema=sources.schema)


def examine(folder: Path) -> None:
    """Run the check `splits`, and print its pairs as JSON: what the process that measures starts."""
    from validation.checks import Facts
    from validation.rules import splits

    dataset = open_built(folder)
    facts = Facts(splits=dataset.row_counts())
    object.__setattr__(facts, "dataset", dataset)
    begun, rows = time.process_time(), 0
    examination = splits.CHECK.start(facts)
    findings = []
    for batch in dataset.batches():
        findings += examination.see(batch)
        rows += batch.table.num_rows
    seen = time.process_time()
    findings += examination.conclude()
    told = [(each.code, each.row, *each.related) for each in findings]
    print(json.dumps({"rows": rows, "told": told, "begun": begun, "seen": seen}))


def measured(command: list[str]) -> tuple[str, float, float, float]:
    """Run a command; return what it prints, its CPU seconds and those of its children, wall seconds, and peak MB of the largest."""
    begun = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        out = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[:3]} failed")
    return out, used.ru_utime + used.ru_stime, time.monotonic() - begun, used.ru_maxrss / 1024


def recall(folder: Path, told: list[list[str]]) -> tuple[dict[tuple[str, str], tuple[int, int]], int]:
    """Return how many copies were found of how many, by kind and split, and how many findings name no copy with its source."""
    planted = {
        id: (id.split("-", 2)[1], path.name.partition("-")[0], id.split("-", 2)[2])
        for path in sorted((folder / "data" / CONFIG).glob("*.parquet"))
        for id in pq.read_table(path, columns=["id"]).column(0).to_pylist()[-200_000:]
        if id.startswith("copy-")
    }
    named: dict[str, set[str]] = defaultdict(set)
    strangers = 0
    for _, *rows in told:
        strangers += bool(rows[0]) and not any(row in planted for row in rows)
        for row in rows:
            named[row].update(rows)
    found = Counter((kind, split) for id, (kind, split, source) in planted.items() if source in named[id])
    every = Counter((kind, split) for kind, split, _ in planted.values())
    return {
        (kind, split): (found[kind, split], every[kind, split]) for kind in KINDS for split in ("test", "train")
    }, strangers


def beside_datatrove(folder: Path, python: str, begun: float) -> None:
    """Run both on the same notes, and print how many documents a CPU second each takes."""
    work = folder.parent / f"{folder.name}-sample"
    write_folder(work, SAMPLE, 100)
    dataset = open_built(work)
    file = work / "input" / "notes.jsonl"
    file.parent.mkdir(exist_ok=True)
    rows = 0
    with file.open("w", encoding="utf-8") as lines:
        for batch in dataset.batches():
            for id, text in zip(batch.strings("id"), batch.strings("text"), strict=True):
                lines.write(json.dumps({"id": id, "text": text}, ensure_ascii=False) + "\n")
                rows += 1
    out, ours, _, _ = measured([sys.executable, __file__, str(work), "--examine"])
    subprocess.run(["rm", "-rf", str(work / "datatrove")], check=True)
    script = str(Path(__file__).with_name("datatrove_minhash.py"))
    _, theirs, _, peak = measured([python, script, str(file), str(work / "datatrove")])
    begun = json.loads(out)["begun"]
    for name, seconds in (("referto, with imports", ours), ("referto, imports left out", ours - begun)):
        print(f"{name}: {rows / seconds:,.0f} notes a CPU second ({theirs / seconds:.0f} times datatrove's)")
    print(f"datatrove MinHash 14x8, with imports: {rows / theirs:,.0f} notes a CPU second, peak {peak:,.0f} MB")


def main() -> None:
    """Write the notes, run the check, print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=4_000_000)
    parser.add_argument("--copies", type=int, default=1_000, help="of each kind (1000)")
    parser.add_argument("--datatrove", help="the python of an environment with datatrove")
    parser.add_argument("--examine", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.examine:
        examine(asked.folder)
        return
    if not (asked.folder / "corpus.json").is_file():
        write_folder(asked.folder, asked.rows, asked.copies)
    out, cpu, wall, peak = measured([sys.executable, __file__, str(asked.folder), "--examine"])
    answer = json.loads(out)
    rows = answer["rows"]
    print(f"{rows:,} notes: {cpu:.1f} CPU s, {wall:.1f} s, peak {peak:,.0f} MB, {rows / cpu:,.0f} notes a CPU second")
    print(f"  of these imports {answer['begun']:.1f}, reading {answer['seen'] - answer['begun']:.1f} CPU s")
    kinds, strangers = recall(asked.folder, answer["told"])
    for (kind, split), (found, planted) in kinds.items():
        target = f" (target {TARGETS[kind]:.2f})" if kind in TARGETS else ""
        print(f"  {kind:8} copy in {split:5} {found:,} of {planted:,} found: {found / max(1, planted):.4f}{target}")
    print(f"  findings that name no copy: {strangers}; by code {Counter(each[0] for each in answer['told'])}")
    if asked.datatrove:
        beside_datatrove(asked.folder, asked.datatrove, answer["begun"])


if __name__ == "__main__":
    main()
