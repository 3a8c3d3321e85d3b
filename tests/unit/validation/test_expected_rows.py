"""Expectations over rows: the same verdict however the rows are cut, counts and never values, and no crash on any suite."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from datasets_builders.built import open_built
from datasets_builders.errors import Refused, UserError
from datasets_builders.schema import TASKS, TaskType
from validation import expected_rows
from validation.expected_rows import judge_rows
from validation.findings import Examined, Report, Severity
from validation.rules.examples import entity, row
from validation.rules.expected import findings_of
from validation.suites import Judged, suite_from
from validation.task_suites import suite_of_task

pytestmark = pytest.mark.filterwarnings("ignore")  # of what Great Expectations imports

SECRET = "QTTZNB48C52H501K"
Ask = Callable[..., list[Judged]]


def _ask(type: str, **kwargs: Any) -> dict[str, Any]:
    return {"type": f"expect_{type}", "kwargs": kwargs}


def _write(folder: Path, table: pa.Table, split: str = "train", files: int = 1) -> Path:
    data = folder / "data" / "note"
    data.mkdir(parents=True, exist_ok=True)
    step = -(-table.num_rows // files)
    for number in range(files):
        part = table.slice(number * step, step)
        pq.write_table(part, data / f"{split}-{number:05d}-of-{files:05d}.parquet", row_group_size=3)
    return folder


def _judge(folder: Path, *asked: dict[str, Any], **meta: Any) -> list[Judged]:
    suite = suite_from({"name": "regole", "expectations": list(asked), "meta": meta}, "regole.json")
    return list(judge_rows(open_built(folder), [suite]))


ROWS = pa.table(
    {
        "id": [f"n{number}" for number in range(10)],
        "text": ["Nega febbre."] * 4 + [f"Riferisce {SECRET}."] * 4 + [None] * 2,
        "other": ["Nega febbre."] * 9 + [None],
        "age": [1, 2, 3, 4, 5, 6, 7, 8, 9, None],
        "tags": [["a"], ["b"], [], None, ["c", SECRET], ["a"], ["a"], ["a"], ["a"], [None]],
    }
)

ASKED = [
    _ask("column_values_to_not_be_null", column="text", mostly=0.8),
    _ask("column_values_to_not_be_null", column="text", mostly=0.81),
    _ask("column_values_to_be_null", column="text", mostly=0.2),
    _ask("column_values_to_match_regex", column="text", regex="^Nega", mostly=0.5),
    _ask("column_values_to_match_regex", column="text", regex="^Nega", mostly=0.51),
    _ask("column_values_to_be_in_set", column="text", value_set=["Nega febbre."]),
    _ask("column_values_to_be_between", column="age", min_value=1, max_value=8),
    _ask("column_value_lengths_to_be_between", column="text", min_value=1, max_value=90),
    _ask("column_pair_values_to_be_equal", column_A="text", column_B="other", ignore_row_if="either_value_is_missing"),
    _ask("column_values_to_match_json_schema", column="tags", json_schema={"type": "array", "maxItems": 1}),
    _ask("column_values_to_be_unique", column="id"),
    _ask("column_values_to_be_unique", column="text"),
    _ask("compound_columns_to_be_unique", column_list=["id", "text"]),
    _ask("column_max_to_be_between", column="age", max_value=8),
    _ask("column_mean_to_be_between", column="age", min_value=5, max_value=5),
    _ask("column_most_common_value_to_be_in_set", column="other", value_set=["x"]),
    _ask("column_distinct_values_to_be_in_set", column="text", value_set=["x"]),
    _ask("column_to_exist", column="text"),
    _ask("column_to_exist", column="reparto"),
    _ask("table_columns_to_match_set", column_set=["id", "text"], exact_match=True),
    _ask("table_column_count_to_equal", value=5),
    _ask("table_row_count_to_equal", value=10),
    _ask("table_row_count_to_be_between", max_value=9),
]  # fmt: skip
MET = [
    True, False, True, True, False, False, False, True, False, False, True, False, True, False, True, False, False,
    True, False, False, True, True, False,
]  # fmt: skip
COUNTS = {4: (10, 4, 2), 6: (10, 4, 2), 7: (10, 1, 1), 8: (10, 0, 2), 1: (10, 2, None), 9: (10, 4, 2), 10: (10, 1, 1)}


@pytest.mark.parametrize(
    ("files", "rows_at_once"),
    [
        (1, 1),
        (3, 4),
        *(
            pytest.param(files, rows, marks=pytest.mark.slow)
            for files, rows in ((1, 4), (1, 50_000), (3, 1), (3, 50_000))
        ),
    ],
)
def test_the_verdict_does_not_depend_on_how_rows_are_cut(
    rows_at_once: int, files: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expected_rows, "_BATCH_ROWS", rows_at_once)
    monkeypatch.setattr("datasets_builders.built.MOST_ROWS", 2)
    judged = _judge(_write(tmp_path, ROWS, files=files), *ASKED)
    assert [each.success for each in judged] == MET, [each.to_json() for each in judged]
    for each in judged:
        told = COUNTS.get(each.expectation.number)
        assert told is None or (each.elements, each.unexpected, each.missing) == told


def test_no_value_is_in_a_result_or_finding_nor_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    broken = [
        _ask("column_values_to_be_between", column="text", min_value=1),
        _ask("column_values_to_be_in_set", column="tags", value_set=[[SECRET]]),
        _ask("column_mean_to_be_between", column="text", min_value=1),
        _ask("column_values_to_match_strftime_format", column="text", strftime_format="%Y"),
        _ask("column_quantile_values_to_be_between", column="text",
             quantile_ranges={"quantiles": [0.5], "value_ranges": [[1, 2]]}),
    ]  # fmt: skip
    with caplog.at_level(logging.DEBUG):
        judged = _judge(_write(tmp_path, ROWS), *ASKED, *broken)
    findings = list(findings_of(judged))
    assert len(findings) == sum(not each.success for each in judged)
    assert {each.code for each in findings} == {"EXPECT01", "EXPECT02"}
    told = json.dumps([each.to_json() for each in judged]) + repr(findings)
    out, err = capfd.readouterr()
    for said in (told, caplog.text, out, err):
        assert SECRET not in said
        assert "Nega" not in said.replace("Nega febbre", "") or said is not told


def test_what_cannot_be_judged_refuses_the_report(tmp_path: Path) -> None:
    judged = _judge(
        _write(tmp_path, ROWS),
        _ask("column_values_to_not_be_null", column="reparto"),
        _ask("column_values_to_be_between", column="text", min_value=1),
        _ask("column_values_to_match_regex", column="text", regex="("),
        _ask("column_values_to_not_be_null", column="id"),
    )
    assert [each.success for each in judged] == [None, None, None, True]
    assert judged[0].why == "a column that it names is not there"
    assert "TypeError" in judged[1].why
    findings = tuple(findings_of(judged))
    assert [each.code for each in findings] == ["EXPECT02"] * 3
    report = Report(Examined(1, 1, ("expectations",)), findings)
    assert (report.verdict, report.exit_code) == ("refused", 3)


def test_a_suite_is_about_the_configs_that_it_names(tmp_path: Path) -> None:
    _write(tmp_path, ROWS)
    assert len(_judge(tmp_path, _ask("column_to_exist", column="id"), configs=["note"])) == 1
    with pytest.raises(UserError, match="configs that are not there: altro") as caught:
        _judge(tmp_path, _ask("column_to_exist", column="id"), configs=["altro"])
    assert "note" in caught.value.remedy


def test_badly_made_expectations_are_told_before_rows_are_read(tmp_path: Path) -> None:
    _write(tmp_path, ROWS)
    with pytest.raises(UserError, match="expectation 1 is badly made") as caught:
        _judge(tmp_path, _ask("column_values_to_match_regex", column="id", regx=SECRET))
    assert "regex" in caught.value.cause
    assert SECRET not in str(caught.value)


def test_whole_columns_beyond_the_limit_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, ROWS)
    monkeypatch.setattr(expected_rows, "MOST_BYTES", 40)
    assert _judge(tmp_path, _ask("column_values_to_not_be_null", column="id"))[0].success
    (judged,) = _judge(tmp_path, _ask("column_values_to_be_unique", column="id"))
    assert judged.success is None
    assert "more than" in judged.why


def test_a_column_that_is_there_twice_cannot_be_judged(tmp_path: Path) -> None:
    table = pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"])], names=["id", "id"])
    judged = _judge(_write(tmp_path, table), _ask("column_values_to_not_be_null", column="id"))
    assert [each.success for each in judged] == [None]


def test_files_that_disagree_on_a_type_cannot_be_judged_whole(tmp_path: Path) -> None:
    data = tmp_path / "data" / "note"
    data.mkdir(parents=True)
    pq.write_table(pa.table({"id": ["a"]}), data / "train-00000-of-00002.parquet")
    pq.write_table(pa.table({"id": [1]}), data / "train-00001-of-00002.parquet")
    judged = _judge(
        tmp_path, _ask("column_values_to_be_unique", column="id"), _ask("column_values_to_not_be_null", column="id")
    )
    assert [each.success for each in judged] == [None, True]


def test_an_empty_split_is_judged_without_a_crash(tmp_path: Path) -> None:
    judged = _judge(_write(tmp_path, ROWS.slice(0, 0)), *ASKED)
    assert len(judged) == len(ASKED)
    assert not judged[21].success


def test_a_file_that_cannot_be_read_refuses(tmp_path: Path) -> None:
    path = _write(tmp_path, ROWS) / "data" / "note" / "train-00000-of-00001.parquet"
    good = path.read_bytes()
    path.write_bytes(good[:8] + b"\0" * 60 + good[68:])
    with pytest.raises(Refused, match="cannot be read as Parquet"):
        _judge(tmp_path, _ask("column_values_to_not_be_null", column="id"))


def test_spark_that_is_not_there_is_told_with_its_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, ROWS)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(UserError, match="Spark is not installed") as caught:
        list(judge_rows(open_built(tmp_path), [], engine="spark"))
    assert "pip install" in caught.value.remedy


def test_severity_makes_a_warning(tmp_path: Path) -> None:
    asked = [
        {**_ask("column_values_to_be_unique", column="other"), "severity": severity}
        for severity in ("critical", "warning", "info")
    ]
    found = list(findings_of(_judge(_write(tmp_path, ROWS), *asked)))
    assert [each.severity for each in found] == [Severity.ERROR, Severity.WARNING, Severity.WARNING]


def _good(task: TaskType) -> dict[str, Any]:
    own: dict[TaskType, dict[str, Any]] = {
        TaskType.MCQA: {
            "question": "Quale?", "options": [{"key": "A", "text": "Riposo."}], "answer": "A", "explanation": None,
        },
        TaskType.QA: {"question": "Quale?", "answer": "Riposo."},
        TaskType.CRF: {"items": [{"item": "dispnea", "value": None, "options": ["sì", "no"]}]},
        TaskType.TEXT: {},
    }  # fmt: skip
    spans = {"entities": [entity(10, 17, "dispnea")], "relations": []}
    bare = {name: value for name, value in row().items() if name not in spans}
    return {**bare, **own.get(task, spans)}


BROKEN: dict[TaskType, dict[str, Any]] = {
    TaskType.NER: {"entities": [entity(10, 17, "dispnea", label="ALTRO")]},
    TaskType.RE: {"relations": [{"id": "r1", "head": "e1", "tail": "e1", "label": "ALTRO"}]},
    TaskType.ARG: {"entities": [{**entity(10, 17, "dispnea"), "start": None}]},
    TaskType.PHI: {"entities": [{**entity(10, 17, "dispnea"), "start": -1}]},
    TaskType.MCQA: {"options": [{"key": None, "text": "Riposo."}]},
    TaskType.QA: {"answer": ""},
    TaskType.CRF: {"items": [None]},
    TaskType.TEXT: {"licence": "altra"},
}


def _rows_of(task: TaskType, *rows: dict[str, Any]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=TASKS[task].arrow())


@pytest.mark.parametrize("task", list(TaskType), ids=str)
def test_the_suite_of_a_task_accepts_good_rows_and_rejects_broken_ones(task: TaskType, tmp_path: Path) -> None:
    facts = {"task": task.value, "labels": ["SINTOMO"], "relation_labels": ["CAUSA"]}
    suite = suite_of_task("note", facts, ["CC0-1.0"])

    def broken(folder: Path, rows: Sequence[dict[str, Any]]) -> Iterator[tuple[str, ...]]:
        for each in judge_rows(open_built(_write(folder, _rows_of(task, *rows))), [suite]):
            if not each.success:
                yield each.expectation.columns

    good = _good(task)
    assert list(broken(tmp_path / "good", [good])) == []
    bad = {**good, **BROKEN[task], "id": "n2"}
    assert list(broken(tmp_path / "bad", [good, bad])) == [tuple(BROKEN[task])]
    assert list(broken(tmp_path / "twice", [good, good])) == [("id",)]
