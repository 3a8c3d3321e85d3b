"""All that is done with Great Expectations: the report as a suite, and suites over rows, without a value in any result.

`expect_nothing` runs a suite over the table of violations, one row per config and split with the number of findings of each code: the
contract in a form that a data platform can keep, run and compare. A `Judge` runs expectations over frames of rows, and keeps of each
result the verdict and counts alone. This is the only module that imports great_expectations, and only when it is called: the
import takes seconds. Nothing is stored by it: the context lives in memory.
"""

from __future__ import annotations

import builtins
import gc
import importlib.metadata
import logging
import os
import re
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from datasets_builders.errors import UserError
from validation.findings import Code, Report, Severity
from validation.suites import Expectation

__all__ = ["Judge", "Verdict", "expect_nothing", "gx_version", "violations"]

SUITE = "referto"

_NO_VALUES = {"result_format": "BASIC", "partial_unexpected_count": 0, "exclude_unexpected_values": True}
"""Counts without the values that were counted."""


def violations(report: Report, codes: Sequence[Code]) -> list[dict[str, Any]]:
    """Return the table of violations: config, split, rows, and for each code how many findings stand there.

    What is said of a whole config or of the dataset stands in a row of its own, with the split, or both, empty.
    """
    counts: dict[tuple[str, str], Counter[str]] = {
        (config, split): Counter() for config, splits in report.examined.splits.items() for split in splits
    }
    for finding in report.findings:
        counts.setdefault((finding.config, finding.split), Counter())[finding.code] += 1
    return [
        {
            "config": config,
            "split": split,
            "rows": int(report.examined.splits.get(config, {}).get(split, 0)),
            **{code.id: found[code.id] for code in codes},
        }
        for (config, split), found in sorted(counts.items())
    ]


def expect_nothing(report: Report, codes: Sequence[Code]) -> dict[str, Any]:
    """Run the suite that expects no error anywhere, and return Great Expectations' result as plain JSON.

    Args:
        report: after the release file's acceptances, if there is one.
        codes: of the checks that were run; each error code becomes one expectation, warnings become none.

    Returns:
        The validation result: "success", "statistics", and per expectation how many rows of the table break it.
    """
    with _hushed():
        return _expect_nothing(violations(report, codes), codes)


def _expect_nothing(rows: list[dict[str, Any]], codes: Sequence[Code]) -> dict[str, Any]:
    import great_expectations as gx
    import pandas

    context = _context()
    batches = (
        context.data_sources.add_pandas(SUITE)
        .add_dataframe_asset("violations")
        .add_batch_definition_whole_dataframe("all")
    )
    suite = gx.ExpectationSuite(name=SUITE)
    suite.add_expectation(gx.expectations.ExpectTableRowCountToBeBetween(min_value=1))
    for code in codes:
        if code.severity is Severity.ERROR:
            suite.add_expectation(
                gx.expectations.ExpectColumnValuesToBeBetween(
                    column=code.id, max_value=0, meta={"name": code.name, "remedy": code.remedy}
                )
            )
    definition = gx.ValidationDefinition(name=SUITE, data=batches, suite=context.suites.add(suite))
    result = definition.run(
        batch_parameters={"dataframe": pandas.DataFrame(rows)},
        result_format={
            "result_format": "COMPLETE",
            "partial_unexpected_count": 0,
            "unexpected_index_column_names": ["config", "split"],
            "exclude_unexpected_values": True,
        },
    )
    return _plain(result.to_json_dict())


def _plain(result: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what differs from run to run: times and the ids that Great Expectations draws."""
    expectations = sorted(
        (
            {
                "expectation": each["expectation_config"]["type"],
                "column": each["expectation_config"]["kwargs"].get("column", ""),
                "success": each["success"],
                "result": each["result"],
            }
            for each in result["results"]
        ),
        key=lambda each: (each["expectation"], each["column"]),
    )
    return {"suite": SUITE, "success": result["success"], "statistics": result["statistics"], "results": expectations}


def gx_version() -> str:
    """Return the version of Great Expectations that is installed, without importing it."""
    return importlib.metadata.version("great-expectations")


def _context() -> Any:
    """Make a context that lives in memory, shows no bar, and tells nobody."""
    import great_expectations as gx

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    return context


@contextmanager
def _hushed() -> Iterator[None]:
    """Keep what Great Expectations logs and warns from being heard: it quotes values and whole tracebacks."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")  # versions before 1.9 sent who uses them
    loggers = [logging.getLogger(name) for name in ("great_expectations", "py4j", "pyspark")]
    before = [(each.level, each.propagate) for each in loggers]
    for each in loggers:
        each.setLevel(logging.CRITICAL + 1)
        each.propagate = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for each, (level, propagate) in zip(loggers, before, strict=True):
            each.setLevel(level)
            each.propagate = propagate


@dataclass(frozen=True)
class Verdict:
    """What one run of an expectation over one frame gives: counts are None where it is not about single rows.

    Args:
        success: whether it is met; None where it could not be judged.
        elements: rows that were looked at.
        unexpected: those that do not do as it says.
        missing: those without a value.
        why: why it could not be judged; never in the words of an exception, which quote values.
    """

    success: bool | None
    elements: int | None = None
    unexpected: int | None = None
    missing: int | None = None
    why: str = ""


class Judge:
    """Judges frames of pandas, or of Spark, by expectations of one suite.

    Args:
        expectations: of the suite.
        source: how a message names the suite.
        engine: "pandas" or "spark".

    Raises:
        UserError: Great Expectations takes an expectation for badly made.
    """

    def __init__(self, expectations: Sequence[Expectation], source: str, engine: str = "pandas") -> None:
        self._engine = engine
        with _hushed():
            self._made = {each.number: _made(each, source) for each in expectations}

    def judge(self, frame: Any, expectations: Sequence[Expectation]) -> list[Verdict]:
        """Run some of the expectations over a frame, in order, and let go of it."""
        try:
            return self._judge(frame, expectations)
        finally:
            gc.collect()  # a context holds its frames in a circle, and one frame is tens of megabytes

    def _judge(self, frame: Any, expectations: Sequence[Expectation]) -> list[Verdict]:
        with _hushed():
            context = _context()
            sources = context.data_sources
            source = sources.add_spark(SUITE) if self._engine == "spark" else sources.add_pandas(SUITE)
            asset = source.add_dataframe_asset("rows")
            batch = asset.add_batch_definition_whole_dataframe("all").get_batch(batch_parameters={"dataframe": frame})
            return [_verdict(batch, self._made[each.number]) for each in expectations]


def _made(expectation: Expectation, source: str) -> Any:
    """Let Great Expectations make the expectation of its kwargs."""
    from great_expectations.exceptions import GreatExpectationsError
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

    try:
        return ExpectationConfiguration(type=expectation.type, kwargs=dict(expectation.kwargs)).to_domain_obj()
    except (GreatExpectationsError, TypeError, ValueError, LookupError, AttributeError) as error:
        raise UserError(
            f"{source}: expectation {expectation.number} is badly made.",
            cause=f"{expectation.type} does not take its `kwargs`{_fields_of(error)}.",
            remedy="Write it as the documentation of Great Expectations 1.x says.",
        ) from None


def _fields_of(error: Exception) -> str:
    """Name the kwargs that are wrong, where the error tells them."""
    listed = error.errors() if hasattr(error, "errors") else ()
    names = sorted({str(each["loc"][0]) for each in listed if each.get("loc")} - {"__root__"})
    return ": " + ", ".join(names) if names else ""


def _verdict(batch: Any, expectation: Any) -> Verdict:
    from great_expectations.exceptions import GreatExpectationsError

    try:
        result = batch.validate(expectation, result_format=dict(_NO_VALUES))
    except (
        GreatExpectationsError,
        ArithmeticError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
        re.error,
    ) as error:
        return Verdict(None, why=_why(type(error).__name__))
    raised = _raised(result.exception_info)
    if raised is not None:
        return Verdict(None, why=_why(raised))
    counts = result.result or {}
    elements, unexpected, missing = (
        _count(counts.get(f"{name}_count")) for name in ("element", "unexpected", "missing")
    )
    return Verdict(bool(result.success), elements, unexpected, missing)


def _count(value: Any) -> int | None:
    return None if value is None or isinstance(value, str) else int(value)


def _raised(told: Any) -> str | None:
    """Return the name of the exception that a result tells of; None where there was none."""
    if not isinstance(told, Mapping):
        return None
    if "raised_exception" in told:
        lines = str(told.get("exception_traceback") or "").strip().splitlines()
        return _exception_name(lines) if told["raised_exception"] else None
    found = [name for name in map(_raised, told.values()) if name is not None]
    return found[0] if found else None


def _exception_name(lines: Sequence[str]) -> str:
    """Return the name of the first exception of a chain, of which the others are told: a word of the program, never of the data."""
    from great_expectations import exceptions

    for line in lines:
        name = line.partition(":")[0].rpartition(".")[2]
        kind = getattr(builtins, name, None) or getattr(exceptions, name, None)
        if isinstance(kind, type) and issubclass(kind, Exception):
            return name
    return "an exception"


def _why(name: str) -> str:
    return f"Great Expectations ended with {name}; its words are withheld, since they may quote the data"
