"""Suites: what is read, what is refused, and that everything refused is told with cause and remedy and without a value."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from datasets_builders.errors import UserError
from datasets_builders.schema import TaskType
from validation.suites import REACH, Reach, read_suite, suite_from
from validation.task_suites import suite_of_task

NOT_NULL = {"type": "expect_column_values_to_not_be_null", "kwargs": {"column": "text"}}


def _suite(*expectations: Any, **more: Any) -> dict[str, Any]:
    return {"name": "regole", "expectations": list(expectations), **more}


def _one(type: str, **kwargs: Any) -> dict[str, Any]:
    return _suite({"type": type, "kwargs": kwargs})


def test_a_suite_is_read_with_its_configs_severities_and_columns(tmp_path: Path) -> None:
    condition = {
        "type": "and",
        "conditions": [
            {"type": "nullity", "column": {"name": "licence"}, "is_null": False},
            {"type": "comparison", "column": {"name": "id"}, "operator": "==", "parameter": "n1"},
        ],
    }
    raw = _suite(
        NOT_NULL,
        {**NOT_NULL, "severity": "warning", "kwargs": {"column": "text", "mostly": 0.5, "row_condition": condition}},
        {"type": "expect_compound_columns_to_be_unique", "kwargs": {"column_list": ["id", "text"]}},
        {"type": "expect_column_pair_values_to_be_equal", "kwargs": {"column_A": "id", "column_B": "document_id"}},
        meta={"configs": ["ner"], "great_expectations_version": "1.9.0"},
        id=None,
    )
    path = tmp_path / "suite.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    suite = read_suite(path)
    assert (suite.name, suite.configs, len(suite.digest)) == ("regole", ("ner",), 64)
    assert [each.columns for each in suite.expectations] == [
        ("text",), ("text", "licence", "id"), ("id", "text"), ("id", "document_id"),
    ]  # fmt: skip
    assert [each.is_error for each in suite.expectations] == [True, False, True, True]
    assert [each.mostly for each in suite.expectations] == [1, 0.5, 1, 1]
    assert [each.reach for each in suite.expectations] == [Reach.ROWS, Reach.ROWS, Reach.WHOLE, Reach.ROWS]


SECRET = "QTTZNB48C52H501K"
WRONG: dict[str, Any] = {
    "no object": [1, 2],
    "a suite of 0.x": {"expectation_suite_name": "regole", "expectations": [NOT_NULL]},
    "no name": {"expectations": [NOT_NULL]},
    "a name of blanks": {"name": " ", "expectations": [NOT_NULL]},
    "nothing asked": {"name": "regole", "expectations": []},
    "no list": {"name": "regole", "expectations": NOT_NULL},
    "an expectation that is text": _suite("expect_column_to_exist"),
    "an expectation of 0.x": _suite({"expectation_type": "expect_column_to_exist", "kwargs": {"column": "id"}}),
    "kwargs that are no object": _suite({**NOT_NULL, "kwargs": ["text"]}),
    "an unknown type": _one("expect_column_values_to_be_kind", column="text", value_set=[SECRET]),
    "a query": _one("unexpected_rows_expectation", unexpected_rows_query=f"SELECT '{SECRET}' FROM {{batch}}"),
    "a severity that is none": _suite({**NOT_NULL, "severity": SECRET}),
    "a parameter": _one("expect_column_values_to_be_in_set", column="id", value_set={"$PARAMETER": SECRET}),
    "a share above one": _one("expect_column_values_to_not_be_null", column="id", mostly=2),
    "a share that is true": _one("expect_column_values_to_not_be_null", column="id", mostly=True),
    "a condition as text": _one("expect_column_values_to_not_be_null", column="id", row_condition=f'id=="{SECRET}"'),
    "a condition passed through": _one(
        "expect_column_values_to_not_be_null", column="id",
        row_condition={"type": "and", "conditions": [{"type": "pass_through", "pass_through_filter": f"@{SECRET}"}]},
    ),
    "a condition on an expression": _one(
        "expect_column_values_to_not_be_null", column="id",
        row_condition={"type": "nullity", "column": {"name": f"id=='{SECRET}'"}, "is_null": True},
    ),
    "configs that are no list": _suite(NOT_NULL, meta={"configs": "ner"}),
    "meta that is no object": _suite(NOT_NULL, meta=["ner"]),
}  # fmt: skip


@pytest.mark.parametrize("raw", WRONG.values(), ids=WRONG.keys())
def test_what_is_no_suite_is_refused_with_cause_and_remedy(raw: Any, tmp_path: Path) -> None:
    path = tmp_path / "suite.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(UserError, match=r"suite\.json") as caught:
        read_suite(path)
    assert caught.value.exit_code == 2
    assert caught.value.remedy
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 100_000], ids=["empty", "half", "bytes", "deep"])
def test_what_is_not_json_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "suite.json").write_bytes(content)
    with pytest.raises(UserError, match="not a suite"):
        read_suite(tmp_path / "suite.json")
    with pytest.raises(UserError, match="no file"):
        read_suite(tmp_path / "other.json")
    with pytest.raises(UserError, match="no file"):
        read_suite(tmp_path)


@pytest.mark.parametrize("task", [*map(str, TaskType), None, "recipe"])
def test_every_task_has_a_suite_about_its_own_columns(task: str | None) -> None:
    facts = {"task": task, "labels": ["SINTOMO"], "relation_labels": ["CAUSA"]}
    suite = suite_of_task("note", facts, ["CC0-1.0"])
    assert suite.configs == ("note",)
    assert {each.type for each in suite.expectations} <= set(REACH)
    assert suite.name == (f"referto-{task}" if task in set(TaskType) else "referto")
    nested = {each.columns for each in suite.expectations if "json_schema" in each.kwargs}
    spans = {("entities",), ("relations",)}
    wanted = {"crf": {("items",)}, "mcqa": {("options",)}, "ner": spans, "re": spans, "arg": spans, "phi": spans}
    assert nested == wanted.get(str(task), set())


def test_the_types_are_those_of_great_expectations() -> None:
    """Each can be made by the version that is installed; a misspelt one would refuse a good suite."""
    import importlib.util

    spec = importlib.util.find_spec("great_expectations")
    assert spec is not None
    assert spec.origin is not None
    core = Path(spec.origin).parent / "expectations" / "core"
    there = {path.stem for path in core.glob("expect_*.py")}
    assert set(REACH) <= there
    left = {name for name in there - set(REACH) if "_test_p_value" not in name}
    assert left == {
        "expect_column_pair_cramers_phi_value_to_be_less_than",
        "expect_multicolumn_values_to_be_unique",
        "expect_query_results_to_match_comparison",
        "expect_table_row_count_to_equal_other_table",
    }


def test_a_suite_made_from_values_is_named_by_its_source() -> None:
    with pytest.raises(UserError, match="in memory"):
        suite_from(None, "in memory")
