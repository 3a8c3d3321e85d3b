"""How much CPU time and memory do the row checks take on millions of notes, beside DuckDB, polars and Great Expectations?

    python benchmarks/validation_speed.py                       4,000,000 notes, three rounds (some ten minutes)
    python benchmarks/validation_speed.py --rows 200000 --rounds 1 --gx-rows 50000

Every run is a process of its own: CPU seconds are user and system time of that process from its start, imports included; the
peak is its largest resident size. Rounds alternate; figures are medians. The others answer fourteen questions of the same
kind (columns, counts, ids, texts, labels, licences, patterns, spans) and tell how many rows break each; referto tells which,
where, and what to do. Great Expectations on pandas holds every row in memory, so it gets fewer (`--gx-rows`), and its CPU time is
extrapolated in proportion, less its import.

Beside the clean notes each is shown 10,000 notes with a dozen defects, to prove that it looks; kinds are as each counts them.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.presidio import close_sockets

__all__ = ["main"]

ROOT = Path(__file__).resolve().parent.parent
LABELS = ("NOME", "DATA", "TEL")
CODE = r"\b[A-Z]{6}[0-9]{2}[A-EHLMPRST][0-9]{2}[A-Z][0-9]{3}[A-Z]\b"


def main() -> None:
    """Run what the command line asks for."""
    asked = _arguments()
    if asked.engine:
        _child(asked.engine, asked.folder)
        return
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="many-notes-"))
    try:
        _compare(folder, asked)
    finally:
        if asked.folder is None:
            shutil.rmtree(folder)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, default=4_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--gx-rows", type=int, default=500_000, help="rows for Great Expectations (500000); 0 to leave it out"
    )
    parser.add_argument("--folder", type=Path, help="keep the notes here, and take what is there from an earlier run")
    parser.add_argument("--engines", default="referto,duckdb,polars,gx", help="which to run")
    parser.add_argument("--engine", choices=ENGINES, help=argparse.SUPPRESS)
    return parser.parse_args()


def _compare(root: Path, asked: argparse.Namespace) -> None:
    engines = asked.engines.split(",")
    whole, part, dirty = root / f"clean-{asked.rows}", root / f"clean-{asked.gx_rows}", root / "dirty"
    _notes(whole, asked.rows)
    if "gx" in engines and asked.gx_rows:
        _notes(part, asked.gx_rows)
    _dirty_notes(dirty)
    print(
        f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores; load {os.getloadavg()[0]:.1f}"
    )
    print(
        ", ".join(
            f"{name} {_version(name)}"
            for name in ("pyarrow", "numpy", "duckdb", "polars", "great-expectations", "pandas")
        )
    )
    print(f"{asked.rows:,} notes, {sum(f.stat().st_size for f in whole.rglob('*.parquet')) / 1e6:,.0f} MB of Parquet\n")
    print(
        f"{'':<10}{'rows':>11}{'CPU s':>8}{'peak MB':>9}{'wall s':>8}   CPU s of each round; what the dirty notes were told of"
    )
    runs: dict[str, list[dict[str, Any]]] = {}
    for _ in range(asked.rounds):
        for engine in engines:
            if engine != "gx" or asked.gx_rows:
                runs.setdefault(engine, []).append(_run(engine, part if engine == "gx" else whole))
    for engine, each in runs.items():
        seen = _run(engine, dirty)["kinds"]
        _print(engine, asked.gx_rows if engine == "gx" else asked.rows, each, seen)
    if "gx" in runs:
        _extrapolate(runs["gx"], asked)


def _print(engine: str, rows: int, runs: list[dict[str, Any]], seen: int) -> None:
    middle = {name: statistics.median(run[name] for run in runs) for name in ("cpu", "peak", "wall")}
    rounds = " ".join(f"{run['cpu']:.1f}" for run in runs)
    print(
        f"{engine:<10}{rows:>11,}{middle['cpu']:>8.1f}{middle['peak']:>9.0f}{middle['wall']:>8.1f}   {rounds}; {seen}"
    )
    if any(run["kinds"] for run in runs):
        print(f"{'':<10}  and it found {max(run['kinds'] for run in runs)} kinds of defect in the clean notes")


def _extrapolate(runs: list[dict[str, Any]], asked: argparse.Namespace) -> None:
    ratio = asked.rows / asked.gx_rows
    cpu = statistics.median(run["import"] + (run["cpu"] - run["import"]) * ratio for run in runs)
    peak = statistics.median(run["base"] + (run["peak"] - run["base"]) * ratio for run in runs)
    print(f"gx for {asked.rows:,} rows, extrapolated x {ratio:g} less its import: {cpu:.0f} CPU s, {peak / 1e3:.1f} GB")


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "absent"


def _notes(folder: Path, rows: int) -> None:
    if not (folder / "corpus.json").is_file():
        from benchmarks.many_notes import write_notes

        write_notes(folder, rows)


def _dirty_notes(folder: Path) -> None:
    """Write 10,000 notes, of which a dozen have a defect, each another one."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from benchmarks.many_notes import CONFIG, SCHEMA, chunk, corpus_facts

    rows = chunk("train", 0, 10_000, seed=3).to_pylist()
    spans = [row for row in rows if row["entities"]]
    rows[0]["id"] = None
    rows[1]["id"] = rows[2]["id"]
    rows[3]["text"], rows[3]["entities"] = None, []
    rows[4]["licence"] = "ignota"
    rows[5]["text"] += " RSSMRA80A01H501U"
    rows[6]["text"] = "\x00" + rows[6]["text"]
    rows[6]["entities"] = []
    spans[50]["entities"][0]["start"] += 1
    spans[51]["entities"][0]["end"] = 90_000
    spans[52]["entities"][0]["label"] = "NOMME"
    rows[8]["group_id"] = ""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "data" / CONFIG).mkdir(parents=True)
    pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMA), folder / "data" / CONFIG / "train-00000-of-00001.parquet")
    (folder / "corpus.json").write_text(json.dumps(corpus_facts({"train": 10_000})), encoding="utf-8")


def _run(engine: str, folder: Path) -> dict[str, Any]:
    """Run one engine in a process of its own; give its CPU seconds, peak MB and wall seconds, and what it found."""
    command = [sys.executable, str(Path(__file__).resolve()), "--engine", engine, "--folder", str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "GX_ANALYTICS_ENABLED": "false", "TQDM_DISABLE": "1"}
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if ran.returncode:
        raise SystemExit(f"{engine} failed:\n{ran.stderr[-2000:]}")
    told: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return told


def _child(engine: str, folder: Path) -> None:
    import time

    close_sockets()
    began = time.perf_counter()
    told = ENGINES[engine](folder)
    used = resource.getrusage(resource.RUSAGE_SELF)
    told.update(cpu=used.ru_utime + used.ru_stime, peak=used.ru_maxrss / 1e3, wall=time.perf_counter() - began)
    print(json.dumps(told))


def _referto(folder: Path) -> dict[str, Any]:
    from datasets_builders.built import open_built
    from validation.executors.examine import examine
    from validation.rules import ids, labels, licences, passages, rows, schema, spans, text

    checks = [module.CHECK for module in (schema, rows, ids, spans, labels, licences, text, passages)]
    report = examine(open_built(folder), checks, digest="", card=None)
    # A fiscal code is looked for by the check `identifiers`, which is measured by anonymisation_speed.py.
    return {"kinds": len({(finding.code, finding.column) for finding in report.findings})}


_SQL = f"""
WITH notes AS (
  SELECT *, len(id) AS id_length, length(text) AS characters FROM read_parquet('FILES')
)
SELECT
  count(*) FILTER (id IS NULL OR id = ''),
  count(id) - count(DISTINCT id),
  count(*) FILTER (coalesce(document_id, '') = ''),
  count(*) FILTER (coalesce(group_id, '') = ''),
  count(*) FILTER (coalesce(trim(text), '') = ''),
  count(*) FILTER (licence IS NULL OR licence NOT IN ('CC0-1.0')),
  count(*) FILTER (regexp_matches(text, '[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]|\\x{{fffd}}|[\\x{{e000}}-\\x{{f8ff}}]')),
  count(*) FILTER (regexp_matches(text, '{CODE}')),
  count(*) FILTER (len(list_filter(entities, lambda e: e.label IS NULL OR e.label NOT IN {LABELS})) > 0),
  count(*) FILTER (len(list_filter(entities, lambda e: e.start IS NULL OR e.end IS NULL OR e.start < 0 OR e.end <= e.start
    OR e.end > characters)) > 0),
  count(*) FILTER (len(list_filter(entities, lambda e: substring(text, e.start + 1, e.end - e.start) IS DISTINCT FROM e.text)) > 0),
  count(*) FILTER (len(list_filter(entities, lambda e: e.text <> trim(e.text))) > 0),
  count(*) FILTER (len(list_filter(entities, lambda e: len(e.fragments) = 0 OR e.fragments[1].start <> e.start
    OR e.fragments[-1].end <> e.end)) > 0),
  count(*) FILTER (len(list_filter(relations, lambda r: NOT list_contains(list_transform(entities, lambda e: e.id), r.head))) > 0)
FROM notes
"""


def _duckdb(folder: Path) -> dict[str, Any]:
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    counts = connection.execute(_SQL.replace("FILES", str(folder / "data" / "*" / "*.parquet"))).fetchone()
    return {"kinds": sum(1 for count in counts if count)}


def _polars(folder: Path) -> dict[str, Any]:
    import polars as pl

    text, spans = pl.col("text"), pl.element().struct
    start, end = spans.field("start"), spans.field("end")
    broken = {
        "id": pl.col("id").fill_null("") == "",
        "document": pl.col("document_id").fill_null("") == "",
        "group": pl.col("group_id").fill_null("") == "",
        "text": text.fill_null("").str.strip_chars() == "",
        "licence": ~pl.col("licence").is_in(["CC0-1.0"]).fill_null(False),
        "signs": text.str.contains(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\x{fffd}|[\x{e000}-\x{f8ff}]"),
        "code": text.str.contains(CODE.replace(r"\b", r"(?-u:\b)")),
        "label": pl.col("entities").list.eval(~spans.field("label").is_in(LABELS).fill_null(False)).list.any(),
        "bounds": pl.col("entities").list.eval(((start < 0) | (end <= start)).fill_null(True)).list.any(),
        "blank": pl.col("entities").list.eval(spans.field("text") != spans.field("text").str.strip_chars()).list.any(),
        "fragments": pl.col("entities").list.eval(spans.field("fragments").list.len() == 0).list.any(),
    }
    notes = pl.scan_parquet(folder / "data" / "*" / "*.parquet")
    of_rows = notes.select(
        *(each.sum().alias(name) for name, each in broken.items()),
        (pl.col("id").count() - pl.col("id").drop_nulls().n_unique()).alias("repeated"),
    )
    exploded = notes.select("text", "entities").filter(pl.col("entities").list.len() > 0).explode("entities")
    first, last = pl.col("entities").struct.field("start"), pl.col("entities").struct.field("end")
    of_spans = exploded.select(
        (text.str.slice(first, last - first) != pl.col("entities").struct.field("text"))
        .fill_null(True)
        .sum()
        .alias("slice"),
        (last > text.str.len_chars()).sum().alias("beyond"),
    )
    counts = [of_rows.collect(engine="streaming").row(0), of_spans.collect(engine="streaming").row(0)]
    return {"kinds": sum(1 for row in counts for count in row if count)}


def _gx(folder: Path) -> dict[str, Any]:
    import great_expectations as gx
    import pandas
    import pyarrow.parquet as pq
    from great_expectations.expectations import core

    used = resource.getrusage(resource.RUSAGE_SELF)
    told = {"import": used.ru_utime + used.ru_stime, "base": used.ru_maxrss / 1e3}
    files = sorted((folder / "data").rglob("*.parquet"))
    frame = pandas.concat([pq.read_table(file).to_pandas() for file in files], ignore_index=True)
    frame["spans_good"] = [
        all(_is_good(each, text or "") for each in entities)
        for text, entities in zip(frame["text"], frame["entities"], strict=True)
    ]
    frame["labels_good"] = [all(each["label"] in LABELS for each in entities) for entities in frame["entities"]]
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    batches = (
        context.data_sources.add_pandas("notes").add_dataframe_asset("rows").add_batch_definition_whole_dataframe("all")
    )
    suite = gx.ExpectationSuite(name="notes")
    signs = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd\ue000-\uf8ff]"
    for expectation in (
        core.ExpectColumnValuesToNotBeNull(column="id"),
        core.ExpectColumnValuesToBeUnique(column="id"),
        core.ExpectColumnValueLengthsToBeBetween(column="document_id", min_value=1),
        core.ExpectColumnValueLengthsToBeBetween(column="group_id", min_value=1),
        core.ExpectColumnValuesToNotBeNull(column="text"),
        core.ExpectColumnValuesToBeInSet(column="licence", value_set=["CC0-1.0"]),
        core.ExpectColumnValuesToNotMatchRegex(column="text", regex=signs),
        core.ExpectColumnValuesToNotMatchRegex(column="text", regex=CODE),
        core.ExpectColumnValuesToBeInSet(column="labels_good", value_set=[True]),
        core.ExpectColumnValuesToBeInSet(column="spans_good", value_set=[True]),
    ):
        suite.add_expectation(expectation)
    definition = gx.ValidationDefinition(name="notes", data=batches, suite=context.suites.add(suite))
    result = definition.run(batch_parameters={"dataframe": frame}, result_format="BOOLEAN_ONLY")
    return {**told, "kinds": sum(1 for each in result.results if not each.success)}


def _is_good(each: dict[str, Any], text: str) -> bool:
    start, end = each["start"], each["end"]
    return (
        0 <= start < end <= len(text)
        and text[start:end] == each["text"] == each["text"].strip()
        and len(each["fragments"]) > 0
    )


ENGINES = {"referto": _referto, "duckdb": _duckdb, "polars": _polars, "gx": _gx}

if __name__ == "__main__":
    main()
