"""Examine rows that a test makes up, without a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import settings

from datasets_builders.built import Batch
from validation.checks import Check, Facts, run
from validation.findings import Finding

settings.register_profile("patient", deadline=None)  # a busy machine is no failure
settings.load_profile("patient")

Rows = Mapping[tuple[str, str], Sequence[Mapping[str, Any]] | pa.Table]


def _batches(rows: Rows) -> Iterator[Batch]:
    for (config, split), given in rows.items():
        table = given if isinstance(given, pa.Table) else pa.Table.from_pylist([dict(row) for row in given])
        first = 0
        for batch in table.to_batches(max_chunksize=2):
            yield Batch(config, split, first, batch)
            first += batch.num_rows


def _counts(rows: Rows) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for (config, split), given in rows.items():
        counts.setdefault(config, {})[split] = len(given)
    return counts


@pytest.fixture(scope="session")
def batches_of() -> Callable[[Rows], Iterator[Batch]]:
    """Make batches, two rows each, of rows by config and split."""
    return _batches


@pytest.fixture(scope="session")
def find() -> Callable[..., list[Finding]]:
    """Run one check over rows by config and split."""

    def look(check: Check, rows: Rows, facts: Facts | None = None) -> list[Finding]:
        return run([check], _batches(rows), facts or Facts(splits=_counts(rows)))[1]

    return look
