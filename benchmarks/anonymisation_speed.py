"""How fast is the check beside Presidio's own analyser, on the same texts, in one run, on one core?

    python benchmarks/anonymisation_speed.py --words 150000 --rounds 3 --stream 3000000

Presidio has its default Italian recognisers and no model; the check has everything, and reads 512 texts at a time. They race
twice: on real texts mixed with generated notes, which are full of identifiers, and on real texts alone. Rounds alternate, times
are CPU times, the figure is the median. Then memory over a long stream, and one note of 10 MB against one of 1 MB.
`--compare` counts texts whose hits differ with and without all gates, over E3C and 10,000 generated notes (an hour).
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar

from benchmarks.corpora import case_reports, leaflets
from benchmarks.notes import generate
from benchmarks.presidio import DefaultPresidio, close_sockets
from validation.anonymisation.engine import IdentifierEngine, default_engine

__all__ = ["main", "mixed"]

SEED = 20261124
TOGETHER = 512

_Given = TypeVar("_Given")


def main() -> None:
    """Run what the command line asks for and print it."""
    asked = _arguments()
    close_sockets()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    engine = default_engine()
    print(
        f"{platform.python_implementation()} {platform.python_version()}, {_processor()}, one core; load {os.getloadavg()[0]:.1f}"
    )
    if not any(islice(case_reports(), 1)):
        print("E3C is not here (REFERTO_SHARED): every text is a generated note")
    if asked.compare:
        _compare(engine, asked.compare_words, asked.compare_notes)
        return
    texts = list(_first_words(mixed(asked.seed), asked.words))
    _race(engine, texts, "3 in 10 are generated notes, full of identifiers", asked.rounds)
    _race(engine, list(_first_words(leaflets(case_reports()), asked.words)), "real ones, of E3C layer 3", asked.rounds)
    _stream(engine, asked.stream)
    _long_note(engine)


def mixed(seed: int, share: float = 0.3) -> Iterator[str]:
    """Give texts without end: stretches of E3C layer 3 and, of every ten, three generated notes, evenly spread.

    Args:
        seed: of the generated notes.
        share: of the texts, how many are generated.
    """
    reports = leaflets(case_reports())
    owed = 0.0
    for note in generate(10**9, seed):
        yield note.text
        owed += (1 - share) / share
        while owed >= 1:
            owed -= 1
            text = next(reports, None)
            if text is not None:
                yield text


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--words", type=int, default=150_000, help="words that both read, each round (150000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds (3)")
    parser.add_argument("--stream", type=int, default=3_000_000, help="words of the stream that memory is watched over")
    parser.add_argument("--seed", type=int, default=SEED, help=f"the seed of the generated notes ({SEED})")
    parser.add_argument("--compare", action="store_true", help="compare gated with ungated hits instead")
    parser.add_argument("--compare-words", type=int, default=12_000_000, help="how much of E3C to compare on (all)")
    parser.add_argument(
        "--compare-notes", type=int, default=10_000, help="how many generated notes to compare on (10000)"
    )
    return parser.parse_args()


def _race(engine: IdentifierEngine, texts: list[str], called: str, rounds: int) -> None:
    if not texts:
        return
    words = sum(len(text.split()) for text in texts)
    size = sum(len(text.encode()) for text in texts)
    presidio = DefaultPresidio()
    print(f"\n# Race: {len(texts)} texts, {words} words, {size / 1e6:.2f} MB; {called}\n")
    presidio.analyse(texts[0])  # what is built at the first call is not timed
    engine.scan(texts[0])
    theirs, ours = [], []
    for _ in range(rounds):
        theirs.append(_seconds(presidio.analyse, texts))
        ours.append(_seconds(engine.scan_many, list(_together(texts))))
    print(f"{'':<28}{'CPU s':>8}{'words/s':>12}{'MB/s':>8}   rounds")
    for name, times in (
        (f"presidio ({presidio.recognisers} recognisers)", theirs),
        (f"referto ({len(engine.entities)} entities)", ours),
    ):
        middle = statistics.median(times)
        each = " ".join(f"{value:.2f}" for value in times)
        print(f"{name:<28}{middle:>8.2f}{words / middle:>12,.0f}{size / 1e6 / middle:>8.2f}   {each}")
    print(f"ratio of the medians: {statistics.median(theirs) / statistics.median(ours):.1f}")


def _stream(engine: IdentifierEngine, total: int) -> None:
    print("\n# Memory over a stream\n")
    read, hits, first = 0, 0, 0.0
    for texts in _batches(mixed(SEED + 1), max(1, total // 6), total):
        began = time.process_time()
        hits += sum(len(found) for together in _together(texts) for found in engine.scan_many(together))
        spent = time.process_time() - began
        words = sum(len(text.split()) for text in texts)
        read += words
        resident = _resident()
        first = first or resident
        print(
            f"{read:>12,} words  {words / spent:>12,.0f} words/s  {resident:>7.1f} MB resident, {resident - first:+.1f}"
        )
        texts.clear()  # else the next batch is made while this one is held
    print(f"{hits} hits")


def _long_note(engine: IdentifierEngine) -> None:
    print("\n# One long note\n")
    base = "\n".join(islice(mixed(SEED + 2), 900))
    times = {}
    for megabytes in (1, 10):
        note = (base * (megabytes * 1_000_000 // len(base) + 1))[: megabytes * 1_000_000]
        times[megabytes] = min(_seconds(engine.scan, [note]) for _ in range(2))
        print(f"{megabytes:>3} million characters: {times[megabytes]:.2f} CPU s")
    print(f"ratio {times[10] / times[1]:.1f} (10 is linear)")


def _compare(engine: IdentifierEngine, most: int, notes: int) -> None:
    print("\n# Hits with and without the gate\n")
    sources = {
        "E3C layer 3": _first_words(case_reports(), most),
        "generated notes": (note.text for note in generate(notes, SEED)),
    }
    for name, texts in sources.items():
        count = words = hits = different = 0
        for text in texts:
            gated = engine.scan(text)
            different += gated != engine.scan_ungated(text)
            count, words, hits = count + 1, words + len(text.split()), hits + len(gated)
        print(f"{name}: {count} texts, {words:,} words, {hits} hits; texts whose hits differ: {different}")


def _first_words(texts: Iterable[str], most: int) -> Iterator[str]:
    read = 0
    for text in texts:
        if read >= most:
            return
        read += len(text.split())
        yield text


def _batches(texts: Iterator[str], step: int, total: int) -> Iterator[list[str]]:
    for _ in range(total // step):
        yield list(_first_words(texts, step))


def _together(texts: list[str]) -> Iterator[list[str]]:
    """Give the texts in lots as large as the desk scans at once."""
    for start in range(0, len(texts), TOGETHER):
        yield texts[start : start + TOGETHER]


def _seconds(scan: Callable[[_Given], object], given: Iterable[_Given]) -> float:
    began = time.process_time()
    for each in given:
        scan(each)
    return time.process_time() - began


def _resident() -> float:
    """Give the memory that this process holds now, in MB; not a number where the system does not say."""
    status = Path("/proc/self/statm")
    if not status.is_file():
        return float("nan")
    return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _processor() -> str:
    cpus = Path("/proc/cpuinfo")
    lines = cpus.read_text().splitlines() if cpus.is_file() else []
    return next(
        (line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.processor() or "unknown"
    )


if __name__ == "__main__":
    main()
