"""What do several processes cost and bring: memory and processor time of a worker, and wall time beside one process?

    python benchmarks/many_processes.py                               200,000 notes, check, scan and anonymise, 2 workers
    python benchmarks/many_processes.py --rows 20000 --commands scan

A worker is measured as it stands when its engine is made and has looked at one note: resident size, what of that no other
process shares, and CPU seconds from its start. Commands run in processes of their own, one process and `--workers` in turn;
CPU seconds are those of a command and all its workers, the peak is the resident size of the largest of them. The results
must be the same bytes, or this fails. Wall times mean little where other programs want the same cores: the load before each
run is told.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

__all__ = ["main"]

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = ("check", "scan", "anonymise")

WORKER = """
import json, resource, sys
from validation.executors.hearing import Hearing
engine = Hearing().make_engine()
engine.scan("Visto il signor Zeno Ripalunga il 12/03/2019, riferisce tosse.")
used = resource.getrusage(resource.RUSAGE_SELF)
sizes = dict(line.split()[:2] for line in open("/proc/self/smaps_rollup") if line.startswith(("Rss:", "Private_")))
own = int(sizes["Private_Clean:"]) + int(sizes["Private_Dirty:"])
json.dump({"resident": int(sizes["Rss:"]) / 1e3, "own": own / 1e3, "cpu": used.ru_utime + used.ru_stime}, sys.stdout)
"""


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--commands", default=",".join(COMMANDS), help="which to run")
    parser.add_argument("--folder", type=Path, help="keep the notes here, and take what is there from an earlier run")
    asked = parser.parse_args()
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="many-processes-"))
    try:
        _compare(folder, asked)
    finally:
        if asked.folder is None:
            shutil.rmtree(folder)


def _compare(folder: Path, asked: argparse.Namespace) -> None:
    built, table = folder / f"notes-{asked.rows}", folder / f"notes-{asked.rows}.parquet"
    _notes(built, table, asked.rows)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores; {asked.rows:,} notes of some 75 words\n")
    for _ in range(asked.rounds):
        told = json.loads(_python("-c", WORKER).stdout)
        print(
            f"a worker: {told['resident']:.0f} MB resident, {told['own']:.0f} MB its own, {told['cpu']:.1f} CPU s to begin"
        )
    print(f"\n{'':<11}{'workers':>8}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}{'load before':>13}")
    for command in asked.commands.split(","):
        results = set()
        for _ in range(asked.rounds):
            for workers in (0, asked.workers):
                results.add(_run(command, table if command == "scan" else built, folder, workers))
        if len(results) != 1:
            raise SystemExit(f"{command}: the results are not the same bytes")


def _notes(built: Path, table: Path, rows: int) -> None:
    import pyarrow.parquet as pq

    from benchmarks.many_notes import write_notes

    if not (built / "corpus.json").is_file():
        write_notes(built, rows)
    if not table.is_file():
        from datasets_builders.built import open_built

        batches = open_built(built).batches()
        first = next(batches)
        with pq.ParquetWriter(table, first.table.schema, compression="zstd") as writer:
            writer.write_batch(first.table)
            for batch in batches:
                writer.write_batch(batch.table)


def _run(command: str, path: Path, folder: Path, workers: int) -> str:
    out = folder / "result"
    options = {"check": ["--seed", "s"], "anonymise": ["--mode", "mask"]}.get(command, [])
    shared = ["--workers", str(workers)] if workers else []
    load, began = os.getloadavg()[0], time.perf_counter()
    with tempfile.TemporaryFile("w+") as said:
        started = subprocess.Popen(
            [sys.executable, "-m", "release", command, str(path), "--out", str(out), *options, *shared],
            cwd=ROOT, env=_environment(), stdout=subprocess.DEVNULL, stderr=said,
        )  # fmt: skip
        _, status, used = os.wait4(started.pid, 0)  # of the command and the workers that it waited for
        wall = time.perf_counter() - began
        if os.waitstatus_to_exitcode(status) not in (0, 1) or not out.exists():
            said.seek(0)
            raise SystemExit(f"{command} failed:\n{said.read()[-2000:]}")
    cpu, peak = used.ru_utime + used.ru_stime, used.ru_maxrss / 1e3
    print(f"{command:<11}{workers or 'none':>8}{wall:>9.1f}{cpu:>9.1f}{peak:>9.0f}{load:>13.1f}", flush=True)
    files = sorted(each for each in [out, *out.rglob("*")] if each.is_file())
    digest = hashlib.sha256(b"".join(hashlib.sha256(each.read_bytes()).digest() for each in files)).hexdigest()
    shutil.rmtree(out) if out.is_dir() else out.unlink()
    return digest


def _python(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *command], cwd=ROOT, env=_environment(), capture_output=True, text=True)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "TQDM_DISABLE": "1"}


if __name__ == "__main__":
    main()
