"""A secret planted in every column of every task, at whatever depth, stands in no finding, report or result of an examination."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from datasets_builders.built import open_built
from datasets_builders.schema import TASKS, TaskType
from release.examination import ALL_CHECKS, codes_of, report_text
from validation.checks import Facts, run
from validation.expectations import expect_nothing
from validation.findings import Examined, Report

SECRET = "QTTZNB48C52H501K"
"""A fiscal code: unique, in a form that its recogniser finds, so that an id that is one is withheld."""

WRITTEN = (
    SECRET,
    f"Ã¨ {SECRET}",
    f"{SECRET}\x0b ",
    f"In quanto modello linguistico, {SECRET}",
)
"""With what makes a check speak: nothing, a wrong encoding, a control character, chatter."""


@pytest.mark.filterwarnings("ignore")  # of what Great Expectations imports
@pytest.mark.parametrize("task", list(TaskType), ids=str)
def test_a_secret_in_every_column_is_told_nowhere(task: TaskType, tmp_path: Path, plant: Callable[..., Any]) -> None:
    schema = TASKS[task].arrow((("note", pa.string()), ("tags", pa.list_(pa.string()))))
    rows, places = plant(schema, WRITTEN, SECRET)
    assert {"id", "text", "group_id", "note", "tags[]"} <= set(places)
    assert sum(SECRET in str(row) for row in rows) == len(rows)
    for split in ("train", "test"):
        path = tmp_path / "data" / "notes" / f"{split}-00000-of-00001.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.Table.from_pylist(rows, schema=schema), path)
    config = {
        "task": task.value,
        "labels": ["SINTOMO"],
        "relation_labels": ["CAUSA"],
        "splits": {"train": {"rows_out": 1}, "test": {"rows_out": len(rows)}},
    }
    facts = {"language": "it", "configs": {"notes": config}, "licence": {"row_values": ["CC0-1.0"], "republish": "no"}}
    dataset = open_built(tmp_path)
    examined, findings, _ = run(ALL_CHECKS, dataset.batches(), Facts(facts, None, dataset.row_counts()))
    codes = {finding.code for finding in findings}
    assert {"TEXT02", "TEXT04", "TEXT06", "LIC02", "ID02", "ROWS01"} <= codes
    assert examined.rows == 2 * len(rows)
    report = Report(examined=examined, findings=()).merge(Report(examined=Examined(), findings=tuple(findings)))
    told = {
        "findings": repr(findings),
        "report": report_text(report),
        "places": "".join(finding.place for finding in findings),
        "expectations": json.dumps(expect_nothing(report, codes_of(report))),
    }
    assert [name for name, each in told.items() if SECRET.casefold() in each.casefold()] == []
