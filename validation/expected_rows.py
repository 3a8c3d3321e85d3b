"""Run suites of expectations over the rows of a dataset, batch by batch, and give verdicts and counts.

    for judged in judge_rows(dataset, [read_suite(Path("suite.json"))]): ...

What is about single rows is judged batch by batch and the counts are added up; what must be seen whole gets the columns that it
names, and those alone, up to `MOST_BYTES`. Nested columns come as JSON text. With Spark, Spark reads the files by itself.
"""

from __future__ import annotations

import importlib.util
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from datasets_builders.built import BuiltDataset, read_batches
from datasets_builders.errors import Refused, UserError
from validation.expectations import Judge, Verdict
from validation.suites import Expectation, Judged, Reach, Suite

__all__ = ["ENGINES", "MOST_BYTES", "Rows", "judge_rows", "judge_split", "make_judges", "rows_of_split"]

ENGINES = ("pandas", "spark")

MOST_BYTES = 256 << 20
"""Bytes of the columns that one expectation wants to see whole, as Arrow holds them; pandas takes some times as much."""

_BATCH_ROWS = 50_000
_BATCH_BYTES = 32 << 20
"""A batch for Great Expectations, which costs as much for one row as for thousands."""

_NOT_THERE = "a column that it names is not there"
_TWICE = "a column that it names is there twice"
_UNLIKE = "the files of the split have other types, or values that pandas cannot hold"


@dataclass(frozen=True)
class Rows:
    """The rows of one config and split: `read(columns)` gives them batch by batch, with these columns, or all for None."""

    config: str
    split: str
    schema: pa.Schema
    count: int
    read: Callable[[Sequence[str] | None], Iterator[pa.RecordBatch]]
    paths: tuple[Path, ...] = ()

    def lacks(self, expectation: Expectation) -> str:
        """Say what is wrong with the columns that an expectation reads; nothing where they are there."""
        if expectation.reach in (Reach.COLUMNS, Reach.COUNT):
            return ""
        times = [self.schema.names.count(name) for name in expectation.columns]
        return _NOT_THERE if 0 in times else _TWICE if any(each > 1 for each in times) else ""


def judge_rows(dataset: BuiltDataset, suites: Sequence[Suite], *, engine: str = "pandas") -> Iterator[Judged]:
    """Judge the rows of every config and split by every suite that is about it.

    Args:
        dataset: the built folder.
        suites: in this order.
        engine: "pandas", or "spark" where pyspark is installed.

    Raises:
        UserError: as `make_judges`.
        Refused: a file cannot be read.
    """
    judges = make_judges(dataset, suites, engine=engine)
    for config, splits in dataset.shards.items():
        for split in splits:
            rows = rows_of_split(dataset, config, split)
            for suite, judge in zip(suites, judges, strict=True):
                if not suite.configs or config in suite.configs:
                    yield from judge_split(suite, judge, rows, engine)


def make_judges(dataset: BuiltDataset, suites: Sequence[Suite], *, engine: str = "pandas") -> list[Judge]:
    """Make what judges rows by each suite; no row is read.

    Raises:
        UserError: an engine that is not there, a suite about a config that is not there, or an expectation that is badly made.
    """
    if engine == "spark" and importlib.util.find_spec("pyspark") is None:
        raise UserError(
            "Spark is not installed.",
            cause="The package pyspark, or what it needs, is not there.",
            remedy="Install it: pip install 'pyspark<4.2'; or leave --expectations-engine out to use pandas.",
        )
    for suite in suites:
        unknown = sorted(set(suite.configs) - set(dataset.shards))
        if unknown:
            raise UserError(
                f"The suite {suite.name!r} is about configs that are not there: {', '.join(unknown)}.",
                remedy=f"Name some of these in its `meta`, or none for all: {', '.join(dataset.shards)}",
            )
    return [Judge(suite.expectations, f"suite {suite.name!r}", engine) for suite in suites]


def rows_of_split(dataset: BuiltDataset, config: str, split: str) -> Rows:
    """Return the rows of a split as they can be read from its files.

    Raises:
        Refused: a file cannot be read.
    """
    footers = list(BuiltDataset(dataset.path, {config: {split: dataset.shards[config][split]}}, {}).footers())
    count = sum(sum(footer.row_groups) for footer in footers)
    paths = dataset.shards[config][split]
    schema = BuiltDataset(dataset.path, {config: {split: paths}}, {}).schema(config)

    def read(columns: Sequence[str] | None) -> Iterator[pa.RecordBatch]:
        for path in paths:
            name = path.relative_to(dataset.path).as_posix()
            try:
                yield from read_batches(path, name, columns=columns)
            except (pa.ArrowException, OSError) as error:
                raise Refused(
                    f"{name} cannot be read as Parquet.",
                    cause="The file is truncated or damaged, is not Parquet, or holds what cannot be read.",
                    remedy="Build the dataset again; nothing of it was passed.",
                ) from error

    return Rows(config, split, schema, count, read, paths)


def judge_split(suite: Suite, judge: Judge, rows: Rows, engine: str = "pandas") -> Iterator[Judged]:
    """Judge the rows of one config and split by a suite; one `Judged` for each expectation, in order."""
    verdicts = {each.number: Verdict(None, why=why) for each in suite.expectations if (why := rows.lacks(each))}
    able = [each for each in suite.expectations if each.number not in verdicts]
    if engine == "spark":
        verdicts |= _by(judge, able, _spark_frame(rows))
    else:
        some: dict[Reach, list[Expectation]] = defaultdict(list)
        for each in able:
            some[each.reach].append(each)
        verdicts |= _about_the_table(judge, rows, some[Reach.COLUMNS], some[Reach.COUNT])
        verdicts |= _about_rows(judge, rows, some[Reach.ROWS])
        verdicts |= _about_wholes(judge, rows, some[Reach.WHOLE])
    for each in suite.expectations:
        told = verdicts[each.number]
        counts = (told.elements, told.unexpected, told.missing)
        yield Judged(suite.name, each, rows.config, rows.split, told.success, *counts, why=told.why)


Verdicts = dict[int, Verdict]


def _by(judge: Judge, expectations: Sequence[Expectation], frame: Any) -> Verdicts:
    found = judge.judge(frame, expectations) if expectations else []
    return {each.number: verdict for each, verdict in zip(expectations, found, strict=True)}


def _about_the_table(
    judge: Judge, rows: Rows, columns: Sequence[Expectation], counts: Sequence[Expectation]
) -> Verdicts:
    """Judge what is about names of columns by a frame without rows, and what is about the number of rows by one without columns."""
    import pandas

    return {
        **_by(judge, columns, pandas.DataFrame(columns=rows.schema.names)),
        **_by(judge, counts, pandas.DataFrame(index=range(rows.count))),
    }


def _about_rows(judge: Judge, rows: Rows, expectations: Sequence[Expectation]) -> Verdicts:
    if not expectations:
        return {}
    found: dict[int, list[Verdict]] = {each.number: [] for each in expectations}
    columns = sorted({name for each in expectations for name in each.columns})
    for table in _heaps(rows.read(columns)):
        frame = _frame(table)
        verdicts = _by(judge, expectations, frame) if frame is not None else _unjudged(expectations, _UNLIKE)
        for number, verdict in verdicts.items():
            found[number].append(verdict)
    return {each.number: _together(each, found[each.number]) for each in expectations}


def _unjudged(expectations: Sequence[Expectation], why: str) -> Verdicts:
    return {each.number: Verdict(None, why=why) for each in expectations}


def _together(expectation: Expectation, verdicts: Sequence[Verdict]) -> Verdict:
    """Add up the counts of batches; it is met where as many rows do as it says as `mostly` asks, of all that have a value."""
    for verdict in verdicts:
        if verdict.success is None:
            return verdict
    if any(each.elements is None or each.unexpected is None for each in verdicts):
        return Verdict(None, why="Great Expectations did not tell how many rows do as it says")
    elements = sum(each.elements or 0 for each in verdicts)
    unexpected = sum(each.unexpected or 0 for each in verdicts)
    missing = None if all(each.missing is None for each in verdicts) else sum(each.missing or 0 for each in verdicts)
    considered = elements - (missing or 0)
    success = considered <= 0 or (considered - unexpected) / considered >= expectation.mostly
    return Verdict(success, elements, unexpected, missing)


def _heaps(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Take batches of the same columns together, until there are enough rows or bytes for one run."""
    heap: list[pa.RecordBatch] = []
    for batch in batches:
        if heap and (batch.schema != heap[0].schema or _is_heavy(heap)):
            yield pa.Table.from_batches(heap)
            heap = []
        heap.append(batch)
    if heap:
        yield pa.Table.from_batches(heap)


def _is_heavy(heap: Sequence[pa.RecordBatch]) -> bool:
    rows, size = sum(each.num_rows for each in heap), sum(each.nbytes for each in heap)
    return bool(rows >= _BATCH_ROWS or size >= _BATCH_BYTES)


def _about_wholes(judge: Judge, rows: Rows, expectations: Sequence[Expectation]) -> Verdicts:
    by_columns: dict[tuple[str, ...], list[Expectation]] = defaultdict(list)
    for each in expectations:
        by_columns[tuple(sorted(each.columns))].append(each)
    verdicts: Verdicts = {}
    for columns, same in by_columns.items():
        table, why = _whole(rows, columns)
        frame = _frame(table) if table is not None else None
        verdicts |= _by(judge, same, frame) if frame is not None else _unjudged(same, why)
    return verdicts


def _whole(rows: Rows, columns: Sequence[str]) -> tuple[pa.Table | None, str]:
    """Read some columns whole; None, and why, where they are too large or the files do not agree on their types."""
    heap: list[pa.RecordBatch] = []
    size = 0
    for batch in rows.read(columns):
        heap.append(batch)
        size += batch.nbytes
        if size > MOST_BYTES:
            return (
                None,
                f"it must see its columns whole, and they take more than {MOST_BYTES >> 20} MiB; Spark may take them",
            )
    if any(batch.schema != heap[0].schema for batch in heap):
        return None, _UNLIKE
    schema = None if heap else pa.schema([rows.schema.field(name) for name in columns])
    return pa.Table.from_batches(heap, schema), _UNLIKE


def _frame(table: pa.Table) -> Any:
    """Make a frame of pandas, nested columns as JSON text; None where pandas cannot hold a value."""
    for number, field in enumerate(table.schema):
        if _is_nested(field.type):
            text = pa.array(map(_as_json, table.column(number).to_pylist()), pa.large_string())
            table = table.set_column(number, field.name, text)
    try:
        return table.to_pandas()
    except (pa.ArrowException, ValueError, OverflowError):
        return None


def _is_nested(kind: pa.DataType) -> bool:
    return bool(pa.types.is_nested(kind))


def _as_json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, default=str)


def _spark_frame(rows: Rows) -> Any:
    """Let Spark read the files of a split; nested columns become JSON text there too."""
    from pyspark.sql import SparkSession, functions

    session = SparkSession.builder.appName("referto").config("spark.ui.enabled", "false").getOrCreate()
    session.sparkContext.setLogLevel("OFF")  # its log quotes rows
    frame = session.read.parquet(*(str(path) for path in rows.paths))
    options: Mapping[str, str] = {"ignoreNullFields": "false"}
    for field in rows.schema:
        if _is_nested(field.type):
            frame = frame.withColumn(field.name, functions.to_json(frame[field.name], dict(options)))
    return frame
