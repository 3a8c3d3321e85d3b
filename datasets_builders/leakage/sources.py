"""Find the texts of which a set of runs is to be made: the test texts of a built folder, or those of one file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from datasets_builders.built import BuiltDataset, open_built
from datasets_builders.errors import UserError
from datasets_builders.spec import split_role

__all__ = ["columns_of", "test_columns"]

_LINES = 2_000


def columns_of(path: Path, column: str = "text") -> tuple[str, Iterator[pa.Array]]:
    """Return what a benchmark is called, and its texts as columns of strings.

    Args:
        path: a built folder, of which the test and validation splits count, or a .parquet or .jsonl file.
        column: of a file, holds the texts.

    Raises:
        UserError: the path is neither, or cannot be read; for a file, while the columns are given.
    """
    if path.is_dir():
        dataset = open_built(path)
        return str(dataset.facts.get("corpus", path.name)), test_columns(dataset)
    if not path.is_file():
        raise UserError(f"There is no {path}.", remedy="Name a built folder, or a .parquet or .jsonl file.")
    if path.suffix == ".parquet":
        return path.stem, _of_parquet(path, column)
    if path.suffix == ".jsonl":
        return path.stem, _of_lines(path, column)
    raise UserError(f"{path} is no .parquet and no .jsonl file.", remedy="Name a built folder, or such a file.")


def test_columns(dataset: BuiltDataset) -> Iterator[pa.Array]:
    """Give the text columns of the test and validation splits of a built folder, batch by batch."""
    for batch in dataset.batches():
        if split_role(batch.split) != "train" and "text" in batch.table.schema.names:
            yield batch.table.column("text")


def _of_parquet(path: Path, column: str) -> Iterator[pa.Array]:
    try:
        with pq.ParquetFile(path) as file:
            if column not in file.schema_arrow.names:
                raise UserError(f"{path} has no column {column!r}.", remedy="Name it by --text-column.")
            for batch in file.iter_batches(batch_size=_LINES, columns=[column]):
                yield batch.column(0)
    except (pa.ArrowInvalid, OSError) as error:
        raise UserError(f"{path} is not readable Parquet.", remedy="Fetch it again.") from error


def _of_lines(path: Path, column: str) -> Iterator[pa.Array]:
    texts: list[str] = []
    with path.open(encoding="utf-8", errors="surrogateescape") as lines:
        for number, line in enumerate(lines, 1):
            try:
                text = json.loads(line).get(column)
            except (ValueError, AttributeError) as error:
                raise UserError(f"{path}: line {number} is no JSON object.", remedy="One object a line.") from error
            if not isinstance(text, str):
                raise UserError(f"{path}: line {number} has no string {column!r}.", remedy="Name it by --text-column.")
            texts.append(text.encode("utf-8", "replace").decode("utf-8"))
            if len(texts) == _LINES:
                yield pa.array(texts)
                texts = []
    yield pa.array(texts, pa.string())
