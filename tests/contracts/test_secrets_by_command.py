"""A secret in every column of every task stands in nothing that the commands write: stdout, stderr, logs, reports, pages, results.

All commands run in one process whose home and working folder are empty, with every logger at DEBUG, since libraries leave files
and talk there too. They must stay empty: Great Expectations has no store. Planted are values that make the checks speak: as a label
outside the closed set, as the key of an answer, as the name of an entity, in options, items, relations, ids and what a corpus adds.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from datasets_builders.schema import TASKS, TaskType

SECRET = "QTTZNB48C52H501K"
"""A fiscal code: unique, and in a form that its recogniser finds, so that an id that is one is withheld."""
WORD = "Quattrostelle"
"""A surname, which stands in texts alone: an id that is a word cannot be told from a good one."""
SAID = (SECRET, f"Ã¨ {SECRET} {WORD}", f"{SECRET}\x0b {WORD}", f"In quanto modello linguistico, {WORD}. {SECRET}")


def _plant(folder: Path, task: TaskType, plant: Callable[..., Any]) -> list[str]:
    extra = (("note", pa.string()), ("tags", pa.list_(pa.string())), ("meta", pa.struct([("who", pa.string())])))
    schema = TASKS[task].arrow(extra)
    rows, places = plant(schema, SAID, SECRET)
    for split in ("train", "test"):
        path = folder / "data" / "notes" / f"{split}-00000-of-00001.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.Table.from_pylist(rows, schema=schema), path, row_group_size=20)
    splits = {"train": {"rows_out": 1}, "test": {"rows_out": len(rows)}}
    config = {"task": task.value, "labels": ["SINTOMO"], "relation_labels": ["CAUSA"], "splits": splits}
    corpus = {"language": "it", "licence": {"row_values": ["CC0-1.0"], "republish": "no"}, "configs": {"notes": config}}
    (folder / "corpus.json").write_text(json.dumps(corpus), encoding="utf-8")
    _suite(folder.parent / f"{task}.json", schema)
    return list(places)


def _suite(path: Path, schema: pa.Schema) -> None:
    """Write expectations of every kind of result for every column; most are not met, some cannot be judged."""
    kinds: list[tuple[str, dict[str, Any]]] = [
        ("values_to_be_in_set", {"value_set": ["x"]}),
        ("values_to_match_regex", {"regex": "^Q{9}$"}),
        ("values_to_be_unique", {}),
        ("values_to_be_null", {}),
        ("values_to_be_between", {"min_value": 3}),
        ("values_to_be_json_parseable", {}),
        ("distinct_values_to_equal_set", {"value_set": ["x"]}),
        ("most_common_value_to_be_in_set", {"value_set": ["x"]}),
        ("max_to_be_between", {"max_value": 3}),
        ("min_to_be_between", {"max_value": 3}),
        ("mean_to_be_between", {"max_value": 3}),
        ("values_to_be_increasing", {}),
    ]
    asked = [
        {"type": f"expect_column_{kind}", "kwargs": {"column": name, **kwargs}}
        for name in schema.names
        for kind, kwargs in kinds
    ]
    path.write_text(json.dumps({"name": "walk", "expectations": asked}), encoding="utf-8")


def _commands(root: Path, task: TaskType) -> dict[str, list[str]]:
    data, out = str(root / "built" / task), str(root / "out")
    suite = str(root / "built" / f"{task}.json")
    name, seed = f"{out}/{task}", ["--seed", "fisso"]
    commands = {
        "check": ["check", data, *seed, "--out", f"{name}.json", "--html", f"{name}.html", "--format", "json"],
        "text": ["check", data, *seed, "--strict", "--only", "ids", "--only", "spans", "--only", "labels", "--only", "questions"],
        "suites": [
            "check", data, *seed, "--only", "ids", "--expectations", f"{name}.gx.json", "--expectations-over", "rows",
            "--expectations-suite", suite, "--out", f"{name}.rows.json", "--html", f"{name}.rows.html",
        ],
        "page": ["report", f"{name}.json", "--data", data, "--lang", "en", "--out", f"{name}.en.html"],
        "page-of-rows": ["report", f"{name}.rows.json", "--lang", "it", "--out", f"{name}.it.html"],
    }  # fmt: skip
    if task is TaskType.RE:
        work = str(root / "work")
        commands |= {
            "workers": ["check", data, *seed, "--workers", "2", "--out", f"{name}.workers.json"],
            "shard-1": ["check", data, *seed, "--shard", "1/2", "--work", work],
            "shard-2": ["check", data, *seed, "--shard", "2/2", "--work", work],
            "merge": [
                "check",
                data,
                *seed,
                "--merge",
                work,
                "--out",
                f"{name}.merged.json",
                "--html",
                f"{name}.merged.html",
            ],
            "risk": ["risk", data, "--out", f"{name}.risk.json"],
        }
    return commands


_QUICK = (TaskType.RE,)
_PARAMS = [pytest.param(task, marks=() if task in _QUICK else pytest.mark.slow) for task in TaskType]


@pytest.fixture(scope="module", params=_PARAMS, ids=str)
def walk(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    root: Path,
    plant: Callable[..., Any],
    run_commands: Callable[..., None],
) -> tuple[TaskType, Path]:
    task: TaskType = request.param
    folder = tmp_path_factory.mktemp(f"walk-{task}")
    for name in ("home", "cwd", "said", "out"):
        (folder / name).mkdir()
    places = _plant(folder / "built" / task, task, plant)
    assert {"id", "text", "group_id", "licence", "note", "tags[]", "meta.who"} <= set(places)
    home = str(folder / "home")
    environment = {
        **os.environ, "HOME": home, "XDG_CACHE_HOME": home, "XDG_CONFIG_HOME": home, "HF_HOME": home,
        "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    run_commands(_commands(folder, task), folder / "said", folder / "cwd", environment)
    return task, folder


def test_every_command_went_as_it_should(walk: tuple[TaskType, Path]) -> None:
    task, folder = walk
    codes = {name: int((folder / "said" / f"{name}.code").read_text()) for name in _commands(folder, task)}
    done = {"page": 0, "page-of-rows": 0, "shard-1": 0, "shard-2": 0, "suites": 3}
    assert codes == {name: done.get(name, 1) for name in codes}
    assert all("Traceback" not in path.read_text("utf-8") for path in (folder / "said").glob("*.std*"))


def test_what_was_planted_made_the_checks_and_suites_speak(walk: tuple[TaskType, Path]) -> None:
    """The control: without it the search could find nothing because nothing was said."""
    task, folder = walk
    report = json.loads((folder / "out" / f"{task}.json").read_text("utf-8"))
    codes = {finding["code"] for finding in report["findings"]}
    own: dict[TaskType, set[str]] = {
        TaskType.MCQA: {"QA01", "QA02"}, TaskType.CRF: {"CRF02"}, TaskType.QA: set(), TaskType.TEXT: set(),
    }  # fmt: skip
    assert codes >= {
        "TEXT02",
        "TEXT04",
        "TEXT06",
        "LIC02",
        "ID02",
        "ROWS01",
        "ANON02",
        *own.get(task, {"LABEL01", "SPAN02"}),
    }
    results = json.loads((folder / "out" / f"{task}.gx.json").read_text("utf-8"))["rows"]
    assert {each["success"] for each in results} == {True, False, None}
    assert {each["suite"] for each in results} == {"walk", f"referto-{task}"}
    rows = json.loads((folder / "out" / f"{task}.rows.json").read_text("utf-8"))
    assert {"EXPECT01", "EXPECT02"} <= {finding["code"] for finding in rows["findings"]}
    assert SECRET in str(pq.read_table(folder / "built" / task / "data/notes/train-00000-of-00001.parquet").to_pylist())


def test_no_secret_is_said_or_written(walk: tuple[TaskType, Path]) -> None:
    _, folder = walk
    files = [path for place in ("said", "out", "home", "cwd") for path in (folder / place).rglob("*") if path.is_file()]
    assert len(files) >= 20
    leaks = []
    for path in files:
        content = path.read_bytes().decode("utf-8", "replace").casefold() + path.name.casefold()
        leaks += [(path.name, secret) for secret in (SECRET, WORD) if secret.casefold() in content]
    assert leaks == []


def test_home_and_working_folder_stay_empty(walk: tuple[TaskType, Path]) -> None:
    _, folder = walk
    left = [path.relative_to(folder).as_posix() for name in ("home", "cwd") for path in (folder / name).rglob("*")]
    assert left == []


def test_the_same_is_said_by_workers_and_shards(walk: tuple[TaskType, Path]) -> None:
    task, folder = walk
    if task is not TaskType.RE:
        pytest.skip("one task is enough")
    whole = (folder / "out" / f"{task}.json").read_bytes()
    assert (folder / "out" / f"{task}.workers.json").read_bytes() == whole
    assert (folder / "out" / f"{task}.merged.json").read_bytes() == whole
