"""Read the Italian shards: one column, text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from datasets_builders.reading import Event, Reject, require_table, rows_of_table
from datasets_builders.schema import Document

__all__ = ["read"]


def read(source: Path) -> Iterator[Event]:
    """Give every passage.

    Raises:
        SourceMismatch: a shard is missing.
        SchemaDiffers: there is no column text.
    """
    yield from rows_of_table(require_table(source, "it"), "text", "train", required=("text",), make=_passage)


def _passage(number: int, values: dict[str, Any]) -> Document:
    text = values["text"]
    if not text or not text.strip():
        raise Reject("text-empty")
    id = f"it-{number:07d}"
    return Document(id, id, id, text, "apache-2.0")
