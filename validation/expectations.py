"""The report as a Great Expectations suite: the contract in a form that a data platform can keep, run and compare.

The suite runs over the table of violations, one row per config and split with the number of findings of each code; never over the
data, so that no text can come into its results. This is the only module that imports great_expectations, and only when it is called:
the import takes seconds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from validation.findings import Code, Report, Severity

__all__ = ["expect_nothing", "violations"]

SUITE = "referto"


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
    import great_expectations as gx
    import pandas

    rows = violations(report, codes)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
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
