"""The suite of a task: what every config of that task, and its corpus.json, promise of the rows, as Great Expectations says it.

Nested columns are JSON text there, so that what they hold is told as a JSON schema. That a span's text is the slice of the row's
text cannot be said in a suite; the check `spans` looks at it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from datasets_builders.schema import TASKS, TaskType
from validation.suites import Suite, suite_from

__all__ = ["suite_of_task"]

_EVERY_ROW = ("id", "document_id", "group_id", "text", "licence")
_FILLED = ("question", "answer")


def suite_of_task(config: str, facts: Mapping[str, Any], licences: Sequence[str] = ()) -> Suite:
    """Write the suite for a config.

    Args:
        config: its name; the suite is about this config alone.
        facts: what corpus.json says of it: "task", "labels" and "relation_labels"; with no task, only what every
            row has is asked.
        licences: those that rows may have; none for any.
    """
    task = facts.get("task")
    columns = dict(TASKS[TaskType(task)].columns) if task in set(TaskType) else {}
    asked = list(_asked(columns, facts, licences))
    name = f"referto-{task}" if columns or task == TaskType.TEXT else "referto"
    return suite_from({"name": name, "expectations": asked, "meta": {"configs": [config]}}, name)


def _asked(
    columns: Mapping[str, pa.DataType], facts: Mapping[str, Any], licences: Sequence[str]
) -> Iterator[dict[str, Any]]:
    every = [*_EVERY_ROW, *columns]
    yield _ask("table_columns_to_match_set", column_set=every, exact_match=False)
    yield _ask("table_row_count_to_be_between", min_value=1)
    for name in (*_EVERY_ROW, *(name for name in _FILLED if name in columns)):
        yield _ask("column_values_to_not_be_null", column=name)
        yield _ask("column_value_lengths_to_be_between", column=name, min_value=1)
    yield _ask("column_values_to_be_unique", column="id")
    if licences:
        yield _ask("column_values_to_be_in_set", column="licence", value_set=list(licences))
    labels = {"entities": facts.get("labels") or (), "relations": facts.get("relation_labels") or ()}
    for name, kind in columns.items():
        if pa.types.is_nested(kind):
            schema = _schema(kind, name, list(labels.get(name, ())))
            yield _ask("column_values_to_match_json_schema", column=name, json_schema=schema)


def _ask(what: str, **kwargs: Any) -> dict[str, Any]:
    return {"type": f"expect_{what}", "kwargs": kwargs}


def _schema(kind: pa.DataType, name: str, labels: Sequence[str]) -> dict[str, Any]:
    """Return the JSON schema of a type; the field `label` is one of `labels`, where there are any."""
    if pa.types.is_list(kind):
        return {"type": "array", "items": _schema(kind.value_type, name, labels)}
    if pa.types.is_struct(kind):
        fields = {field.name: _schema(field.type, field.name, labels) for field in kind}
        return {"type": "object", "properties": fields, "required": list(fields)}
    if pa.types.is_integer(kind):
        return {"type": "integer", "minimum": 0}
    if name == "label":
        return {"type": "string", "minLength": 1, **({"enum": list(labels)} if labels else {})}
    return {"type": ["string", "null"] if name == "value" else "string"}  # a form may leave an item open
