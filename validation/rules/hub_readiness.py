"""Files that the Hub can show and load in parts: row groups of a bearable size, a page index, not too many columns.

The figures are in the footers of the Parquet files; no row is read for them. The limits are those of the Hub's dataset viewer, which
refuses to scan row groups beyond 300 MB and tables beyond 1,000 columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self

from datasets_builders.built import Batch, Footer
from validation.checks import Check, Example, Facts
from validation.findings import Code, Finding, Severity
from validation.rules.examples import row

__all__ = ["CHECK"]

ROW_GROUP_LARGE = Code(
    "HUB01",
    "row-group-too-large",
    Severity.ERROR,
    cause="A row group is so large, uncompressed, that the Hub's viewer does not scan it and a reader must load it whole.",
    remedy="Write smaller row groups; `referto build` does.",
)
PAGE_INDEX_MISSING = Code(
    "HUB02",
    "page-index-missing",
    Severity.WARNING,
    cause="A file has no page index, so that a reader who wants a few rows must load whole column chunks.",
    remedy="Write it with `write_page_index=True`; `referto build` does.",
)
COLUMNS_MANY = Code(
    "HUB03",
    "columns-too-many",
    Severity.ERROR,
    cause="The Hub's viewer shows no table of more than 1,000 columns.",
    remedy="Put the values into a list or a struct.",
)
FILE_LARGE = Code(
    "HUB04",
    "file-too-large",
    Severity.WARNING,
    cause="A file is so large that a broken transfer loses much, and that it cannot be streamed in parallel.",
    remedy="Cut the split into files of about 500 MB; `referto build` does.",
)

ROW_GROUP_BYTES = 286 * 2**20
FILE_BYTES = 5 * 10**9
COLUMNS = 1_000


class _Readiness:
    def __init__(self, facts: Facts) -> None:
        self._footers = facts.footers

    def see(self, batch: Batch) -> tuple[Finding, ...]:
        return ()

    def merge(self, other: Self) -> None:
        """Nothing was gathered: the footers were known from the start."""

    def conclude(self) -> Iterator[Finding]:
        for footer in self._footers:
            where: dict[str, Any] = {"config": footer.config, "split": footer.split, "column": footer.file}
            if footer.largest_row_group > ROW_GROUP_BYTES:
                yield ROW_GROUP_LARGE.at(**where, hint=f"{footer.largest_row_group / 2**20:,.0f} MiB; at most 286")
            if not footer.has_page_index:
                yield PAGE_INDEX_MISSING.at(**where)
            if footer.columns > COLUMNS:
                yield COLUMNS_MANY.at(**where, hint=f"{footer.columns:,} columns; at most {COLUMNS:,}")
            if footer.bytes > FILE_BYTES:
                yield FILE_LARGE.at(**where, hint=f"{footer.bytes / 10**9:,.1f} GB")


def _written(*, bytes: int = 10**6, largest: int = 2**20, columns: int = 7, index: bool = True) -> Example:
    footer = Footer("notes", "train", "data/notes/train-00000-of-00001.parquet", bytes, columns, largest, index)
    return Example({("notes", "train"): [row()]}, Facts(footers=(footer,)))


CHECK = Check(
    name="hub-readiness",
    title="The Hub can show and load the files in parts.",
    codes=(ROW_GROUP_LARGE, PAGE_INDEX_MISSING, COLUMNS_MANY, FILE_LARGE),
    start=_Readiness,
    accepts=_written(),
    rejects={
        "HUB01": _written(largest=2**30),
        "HUB02": _written(index=False),
        "HUB03": _written(columns=1_001),
        "HUB04": _written(bytes=6 * 10**9),
    },
)
