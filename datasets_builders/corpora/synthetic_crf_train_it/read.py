"""Read the Italian notes of NLP-FBK/synthetic-crf-train: one note a row in `clinical_note`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from datasets_builders.formats.tabular import find_table
from datasets_builders.reading import Event, Reject, SourceMismatch, rows_of_table
from datasets_builders.schema import Document

__all__ = ["read"]


def read(source: Path) -> Iterator[Event]:
    """Give every Italian note.

    Raises:
        SourceMismatch: there is no table called `it`.
        SchemaDiffers: it has no `clinical_note`.
    """
    path = find_table(source, "it")
    if path is None:
        raise SourceMismatch(
            f"There is no table called `it` in {source}.",
            cause="It is another dataset, or only its English side.",
            remedy="Download data/it-00000-of-00001.parquet; see: referto corpora show synthetic-crf-train-it",
        )
    yield from rows_of_table(path, "text", "train", required=("clinical_note",), make=_document)


def _document(number: int, values: dict[str, Any]) -> Document:
    note = str(values["clinical_note"] or "")
    if not note.strip():
        raise Reject("note-missing")
    id = str(values.get("document_id") or f"it-{number:05d}").removesuffix("_it")
    return Document(id, id, id, note, "unknown")
