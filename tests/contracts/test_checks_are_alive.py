"""Every registered check accepts its accepting example and rejects each rejecting one with just that code."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pytest

from datasets_builders.built import Batch
from release.examination import KNOWN_CHECKS
from validation.checks import Check, Example, run
from validation.findings import Finding

pytestmark = pytest.mark.filterwarnings("ignore")  # of what Great Expectations imports


def _batches(example: Example) -> Iterator[Batch]:
    columns = {name for rows in example.rows.values() for row in rows for name in row}
    for (config, split), rows in example.rows.items():
        full = [{name: row.get(name) for name in sorted(columns)} for row in rows]
        table = pa.Table.from_pylist(full)
        for batch in table.to_batches() or [pa.RecordBatch.from_pylist([], schema=table.schema)]:
            yield Batch(config, split, 0, batch)


def _findings(check: Check, example: Example) -> list[Finding]:
    return run([check], _batches(example), example.facts)[1]


@pytest.mark.parametrize("check", KNOWN_CHECKS, ids=lambda check: check.name)
def test_check_accepts_its_accepting_example(check: Check) -> None:
    assert check.accepts.rows, "an example without rows proves nothing"
    assert _findings(check, check.accepts) == []


@pytest.mark.parametrize(
    ("check", "code"),
    [(check, code.id) for check in KNOWN_CHECKS for code in check.codes],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_check_rejects_the_example_of_each_code_with_just_that_code(check: Check, code: str) -> None:
    assert code in check.rejects, f"{check.name} ships no rejecting example for {code}"
    found = {finding.code for finding in _findings(check, check.rejects[code])}
    assert found == {code}


def test_codes_are_unique_and_documented() -> None:
    codes = [code for check in KNOWN_CHECKS for code in check.codes]
    assert len({code.id for code in codes}) == len(codes)
    assert len({code.name for code in codes}) == len(codes)
    assert all(code.cause and code.remedy for code in codes)
    assert len({check.name for check in KNOWN_CHECKS}) == len(KNOWN_CHECKS)


def test_findings_hold_no_word_of_the_text() -> None:
    for check in KNOWN_CHECKS:
        for example in check.rejects.values():
            secrets = {
                word
                for rows in example.rows.values()
                for row in rows
                for word in str(row.get("text") or "").split()
                if len(word) > 9
            }
            for finding in _findings(check, example):
                said = str(finding.to_json())
                assert not [word for word in secrets if word in said], check.name
