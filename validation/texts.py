"""Every text of a batch, wherever it stands: in a column, in a list, in an option of a question.

This is what is looked at for identifiers, so what is left out here is looked at by nobody: only what is said about the
publication, and the entities, whose text is a slice of the row's text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from datasets_builders.built import Batch

__all__ = ["PUBLICATION_COLUMNS", "texts_of"]

PUBLICATION_COLUMNS = frozenset({"licence", "source", "url", "doi", "publication_date", "attribution"})
"""Columns about the publication a text was taken from; its authors are named there on purpose."""


def texts_of(batch: Batch) -> Iterator[tuple[str, int, str]]:
    """Give every text of a batch with its column and the row's index; nested ones as "options[2].text"."""
    for field in batch.table.schema:
        if field.name in PUBLICATION_COLUMNS or field.name == "entities":
            continue  # an entity's text is a slice of the row's text
        if pa.types.is_string(field.type) or pa.types.is_large_string(field.type):
            for index, text in enumerate(batch.strings(field.name)):
                if text:
                    yield field.name, index, text
        else:  # whatever holds text further in: lists of any kind, structs, maps, dictionary-encoded strings
            for index, row_values in enumerate(batch.table.column(field.name).to_pylist()):
                for path, text in _nested(row_values, field.name):
                    yield path, index, text


def _nested(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, (list, tuple)):  # a map's entries are tuples
        for number, item in enumerate(value):
            yield from _nested(item, f"{path}[{number}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _nested(item, f"{path}.{key}")
