"""Suites of expectations over rows: read from a file of Great Expectations, or written for a task; nothing is judged here.

    suite = read_suite(Path("suite.json"))
    [(each.type, each.columns, each.reach) for each in suite.expectations]

A suite is JSON as Great Expectations 1.x writes it: `name`, `expectations` with `type` and `kwargs`, and `meta`, whose `configs`
may say which configs it is about. How much of a split must be seen at once to judge an expectation is its `Reach`; a type that
has none here is refused, so that none is judged by parts that must be seen whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from datasets_builders.errors import UserError

__all__ = ["REACH", "Expectation", "Judged", "Reach", "Suite", "read_suite", "suite_from"]


class Reach(StrEnum):
    """How much of a split must be seen at once to judge an expectation."""

    COLUMNS = "columns"
    """The names of the columns."""
    COUNT = "count"
    """How many rows there are."""
    ROWS = "rows"
    """Rows, each by itself: batch by batch, counts added up."""
    WHOLE = "whole"
    """All values of the columns that it names."""


_BY_COLUMNS = """
    expect_column_to_exist expect_table_column_count_to_be_between expect_table_column_count_to_equal
    expect_table_columns_to_match_ordered_list expect_table_columns_to_match_set
""".split()
_BY_COUNT = "expect_table_row_count_to_be_between expect_table_row_count_to_equal".split()
_BY_ROWS = """
    expect_column_pair_values_a_to_be_greater_than_b expect_column_pair_values_to_be_equal expect_column_pair_values_to_be_in_set
    expect_column_value_lengths_to_be_between expect_column_value_lengths_to_equal expect_column_values_to_be_between
    expect_column_values_to_be_dateutil_parseable expect_column_values_to_be_in_set expect_column_values_to_be_json_parseable
    expect_column_values_to_be_null expect_column_values_to_match_json_schema expect_column_values_to_match_like_pattern
    expect_column_values_to_match_like_pattern_list expect_column_values_to_match_regex
    expect_column_values_to_match_regex_list expect_column_values_to_match_strftime_format
    expect_column_values_to_not_be_in_set expect_column_values_to_not_be_null expect_column_values_to_not_match_like_pattern
    expect_column_values_to_not_match_like_pattern_list expect_column_values_to_not_match_regex
    expect_column_values_to_not_match_regex_list expect_multicolumn_sum_to_equal expect_multicolumn_values_to_be_equal
    expect_select_column_values_to_be_unique_within_record
""".split()
_WHOLE = """
    expect_column_distinct_values_to_be_in_set expect_column_distinct_values_to_contain_set
    expect_column_distinct_values_to_equal_set expect_column_kl_divergence_to_be_less_than expect_column_max_to_be_between
    expect_column_mean_to_be_between expect_column_median_to_be_between expect_column_min_to_be_between
    expect_column_most_common_value_to_be_in_set expect_column_proportion_of_non_null_values_to_be_between
    expect_column_proportion_of_unique_values_to_be_between expect_column_quantile_values_to_be_between
    expect_column_stdev_to_be_between expect_column_sum_to_be_between expect_column_type_to_be
    expect_column_unique_value_count_to_be_between expect_column_value_z_scores_to_be_less_than
    expect_column_values_to_be_decreasing expect_column_values_to_be_in_type_list expect_column_values_to_be_increasing
    expect_column_values_to_be_of_type expect_column_values_to_be_unique expect_column_values_to_not_be_outliers
    expect_compound_columns_to_be_unique
""".split()

REACH: Mapping[str, Reach] = {
    **dict.fromkeys(_BY_COLUMNS, Reach.COLUMNS),
    **dict.fromkeys(_BY_COUNT, Reach.COUNT),
    **dict.fromkeys(_BY_ROWS, Reach.ROWS),
    **dict.fromkeys(_WHOLE, Reach.WHOLE),
}
"""The types of expectation that can be judged, and how much of a split each must see."""

_CONDITIONS = frozenset({"comparison", "nullity", "and", "or"})
_SEVERITIES = ("critical", "warning", "info")


@dataclass(frozen=True)
class Expectation:
    """One expectation of a suite.

    Args:
        number: its place in the suite, from 1.
        type: as Great Expectations calls it, such as "expect_column_values_to_not_be_null".
        kwargs: what it is given.
        is_error: whether it stops a release where it is not met; False for those of severity "warning" or "info".
        columns: the columns that it reads, each once.
    """

    number: int
    type: str
    kwargs: Mapping[str, Any]
    is_error: bool
    columns: tuple[str, ...]

    @property
    def reach(self) -> Reach:
        """How much of a split must be seen at once."""
        return REACH[self.type]

    @property
    def mostly(self) -> float:
        """The share of rows that must do as it says."""
        return float(self.kwargs.get("mostly", 1))


@dataclass(frozen=True)
class Suite:
    """Expectations over the rows of some configs; `configs` is empty for all. `digest`: sha256 of the file, in hex, or empty."""

    name: str
    expectations: tuple[Expectation, ...]
    configs: tuple[str, ...] = ()
    digest: str = ""


@dataclass(frozen=True)
class Judged:
    """What became of an expectation in a config and split: counts and a verdict, never a value.

    Args:
        success: whether it is met; None where it could not be judged.
        elements: how many rows were looked at; None where it is not about single rows.
        unexpected: how many of them do not do as it says.
        missing: how many have no value.
        why: why it could not be judged.
    """

    suite: str
    expectation: Expectation
    config: str
    split: str
    success: bool | None
    elements: int | None = None
    unexpected: int | None = None
    missing: int | None = None
    why: str = ""

    def to_json(self) -> dict[str, Any]:
        """What is stored: with the columns, which the suite names, and without any other of its values."""
        return {
            "suite": self.suite,
            "number": self.expectation.number,
            "expectation": self.expectation.type,
            "columns": list(self.expectation.columns),
            "config": self.config,
            "split": self.split,
            "success": self.success,
            "element_count": self.elements,
            "unexpected_count": self.unexpected,
            "missing_count": self.missing,
            "why": self.why,
        }


def read_suite(path: Path) -> Suite:
    """Read a suite as Great Expectations 1.x writes it.

    Raises:
        UserError: there is no such file, it is no such suite, or it asks what cannot be judged over rows in batches.
    """
    try:
        text = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError) as error:
        raise UserError(
            f"There is no file {path}.", remedy="Name a suite of Great Expectations 1.x, stored as JSON."
        ) from error
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.", remedy="Let this user read it.") from error
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _no_suite(str(path), "It is not JSON.") from error
    return suite_from(raw, str(path), digest=hashlib.sha256(text).hexdigest())


def suite_from(raw: Any, source: str, *, digest: str = "") -> Suite:
    """Make a suite of what its JSON holds.

    Args:
        raw: the JSON as plain values.
        source: how a message names it.
        digest: sha256 of the file, in hex.

    Raises:
        UserError: it is no such suite, or it asks what cannot be judged.
    """
    if not isinstance(raw, dict):
        raise _no_suite(source, "It holds no object.")
    if "expectation_suite_name" in raw:
        raise _no_suite(source, "It was written by Great Expectations 0.x: its name is `expectation_suite_name`.")
    name, listed = raw.get("name"), raw.get("expectations")
    if not isinstance(name, str) or not name.strip():
        raise _no_suite(source, "It has no `name`.")
    if not isinstance(listed, list) or not listed:
        raise _no_suite(source, "It has no `expectations`; a suite that asks nothing would always be met.")
    meta = raw.get("meta") or {}
    configs = meta.get("configs", []) if isinstance(meta, dict) else None
    if not isinstance(configs, list) or not all(isinstance(config, str) for config in configs):
        raise _no_suite(source, "`configs` in its `meta` is not a list of names.")
    expectations = (_expectation(number, each, source) for number, each in enumerate(listed, start=1))
    return Suite(name, tuple(expectations), tuple(configs), digest)


def _no_suite(source: str, cause: str) -> UserError:
    return UserError(
        f"{source} is not a suite of expectations.",
        cause=cause,
        remedy="Store it as Great Expectations 1.x does: an object with `name` and `expectations`, each with `type` and `kwargs`.",
    )


def _expectation(number: int, raw: Any, source: str) -> Expectation:
    where = f"{source}: expectation {number}"
    if not isinstance(raw, dict) or not isinstance(raw.get("type"), str):
        told = "0.x wrote `expectation_type`" if isinstance(raw, dict) and "expectation_type" in raw else "it has none"
        raise _no_suite(source, f"Expectation {number} has no `type`; {told}.")
    kind, kwargs = raw["type"], raw.get("kwargs", {})
    if kind not in REACH:
        raise UserError(
            f"{where} is of a type that is not judged here.",
            cause="Great Expectations has no such type, or it runs a query, whose result would be rows.",
            remedy="Use a type that docs/how-to/great-expectations.md lists, or take it out of the suite.",
        )
    if not isinstance(kwargs, dict):
        raise _no_suite(source, f"The `kwargs` of expectation {number} are no object.")
    if raw.get("severity", "critical") not in _SEVERITIES:
        raise _no_suite(source, f"The `severity` of expectation {number} is none of {', '.join(_SEVERITIES)}.")
    if any(isinstance(value, dict) and "$PARAMETER" in value for value in kwargs.values()):
        raise UserError(
            f"{where} has a parameter that is given when it is run.",
            cause="`$PARAMETER` stands in its `kwargs`, and nothing gives a value to it here.",
            remedy="Write the value into the suite.",
        )
    _refuse_mostly(kwargs.get("mostly", 1), where)
    columns = tuple(dict.fromkeys((*_named(kwargs), *_of_condition(kwargs.get("row_condition"), where))))
    return Expectation(number, kind, kwargs, raw.get("severity", "critical") == "critical", columns)


def _refuse_mostly(mostly: Any, where: str) -> None:
    if isinstance(mostly, bool) or not isinstance(mostly, int | float) or not 0 <= mostly <= 1:
        raise UserError(f"{where}: `mostly` is not a share.", remedy="Give a number from 0 to 1.")


def _named(kwargs: Mapping[str, Any]) -> Iterator[str]:
    for name in ("column", "column_A", "column_B"):
        if isinstance(kwargs.get(name), str):
            yield kwargs[name]
    listed = kwargs.get("column_list")
    yield from (each for each in (listed if isinstance(listed, list) else ()) if isinstance(each, str))


def _of_condition(condition: Any, where: str) -> Iterator[str]:
    """Give the columns of a `row_condition`; only those in parts, since pandas would run a text as an expression."""
    if condition is None:
        return
    if not isinstance(condition, dict) or condition.get("type") not in _CONDITIONS:
        raise UserError(
            f"{where} has a `row_condition` that is not made of parts.",
            cause="It is a text, which would be run as an expression.",
            remedy='Write it as {"type": "comparison", "column": {"name": ...}, "operator": "==", "parameter": ...}, '
            'or "nullity", "and", "or", as Great Expectations stores a condition.',
        )
    column = condition.get("column")
    if isinstance(column, dict) and isinstance(column.get("name"), str):
        if not column["name"].isidentifier():
            raise UserError(
                f"{where}: the column of its `row_condition` has a name that cannot stand in a condition.",
                remedy="Use columns whose names are letters, digits and underscores.",
            )
        yield column["name"]
    parts = condition.get("conditions")
    for part in parts if isinstance(parts, list) else ():
        yield from _of_condition(part, where)
