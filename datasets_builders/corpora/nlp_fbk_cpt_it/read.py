"""Read the config clinical, split train: one chunk of text a row, in the column chunk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from datasets_builders.reading import Event, Reject
from datasets_builders.schema import Document
from datasets_builders.table_shards import find_shards, rows_of_shards

__all__ = ["read"]


def read(source: Path) -> Iterator[Event]:
    """Give every chunk.

    Raises:
        SourceMismatch: a shard is missing.
        SchemaDiffers: there is no column chunk.
    """
    folder = source / "clinical" if (source / "clinical").is_dir() else source
    yield from rows_of_shards(find_shards(folder, "train"), "text", "train", required=("chunk",), make=_chunk)


def _chunk(number: int, values: dict[str, Any]) -> Document:
    text = values["chunk"]
    if not text or not text.strip():
        raise Reject("text-empty")
    id = f"clinical-{number:07d}"
    document = str(values.get("id") or id)
    return Document(id, document, document, text, "unknown")
