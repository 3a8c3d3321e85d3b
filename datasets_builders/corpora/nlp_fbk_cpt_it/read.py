"""Read the config clinical, split train: one chunk of text a row, in the column chunk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from datasets_builders.reading import Event, Reject, require_table, rows_of_table
from datasets_builders.schema import Document

__all__ = ["read"]


def read(source: Path) -> Iterator[Event]:
    """Give every chunk.

    Raises:
        SourceMismatch: a shard is missing.
        SchemaDiffers: there is no column chunk.
    """
    folder = source / "clinical" if (source / "clinical").is_dir() else source
    yield from rows_of_table(require_table(folder, "train"), "text", "train", required=("chunk",), make=_chunk)


def _chunk(number: int, values: dict[str, Any]) -> Document:
    text = values["chunk"]
    if not text or not text.strip():
        raise Reject("text-empty")
    id = f"clinical-{number:07d}"
    document = str(values.get("id") or id)
    return Document(id, document, document, text, "unknown")
