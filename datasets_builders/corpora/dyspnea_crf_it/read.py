"""Read the Italian side of the dyspnea repositories of the Hub, each downloaded into a folder of its own name.

    SOURCE/dyspnea-crf-train/data/it-00000-of-00001.parquet, and the same of dyspnea-crf-development and dyspnea-crf-test
    columns: document_id ("1014081_it"), clinical_note, annotations: [{"item", "ground_truth"}, ... 134]

The test part may be absent; a row of it without labels is rejected as `labels-missing`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from datasets_builders.formats.case_report_form import FormDiffers, fill
from datasets_builders.formats.dyspnea_form import DYSPNEA_FORM
from datasets_builders.formats.tabular import find_table
from datasets_builders.reading import Event, Record, Reject, Repaired, SourceMismatch, rows_of_table
from datasets_builders.schema import Document

__all__ = ["read"]

_FOLDERS = {"train": "dyspnea-crf-train", "validation": "dyspnea-crf-development", "test": "dyspnea-crf-test"}
_COLUMNS = ("document_id", "clinical_note", "annotations")


def read(source: Path) -> Iterator[Event]:
    """Give the Italian notes of each part with their forms.

    Raises:
        SourceMismatch: the train or the development part has no Italian table.
        SchemaDiffers: a table lacks a column.
    """
    tables = {split: find_table(source / folder, "it") for split, folder in _FOLDERS.items()}
    missing = [_FOLDERS[split] for split in ("train", "validation") if tables[split] is None]
    if missing:
        raise SourceMismatch(
            f"No Italian table of {' and '.join(missing)} in {source}.",
            cause="Each repository of the Hub is expected in a folder of its name, with its data/it-*.parquet.",
            remedy="Download the repositories that `referto corpora show dyspnea-crf-it` lists.",
        )
    for split, path in tables.items():
        if path is not None:
            yield from _read_part(path, split)


def _read_part(path: Path, split: str) -> Iterator[Event]:
    oddities: Counter[str] = Counter()

    def make(number: int, values: dict[str, Any]) -> Document:
        return _document(values, oddities)

    for event in rows_of_table(path, "crf", split, required=_COLUMNS, make=make):
        yield event
        if isinstance(event, Record):
            for code, times in sorted(oddities.items()):
                yield Repaired("crf", split, event.document.id, code, times)
        oddities.clear()


def _document(values: Mapping[str, Any], oddities: Counter[str]) -> Document:
    note = str(values["clinical_note"] or "")
    if not note.strip():
        raise Reject("note-missing")
    try:
        filled = fill(DYSPNEA_FORM, values["annotations"] or ())
    except FormDiffers as error:
        raise Reject(error.reason, error.detail) from error
    oddities.update(filled.oddities)
    id = str(values["document_id"]).removesuffix("_it")
    fields = {"items": filled.items, "item_names": filled.names, "suspect_items": filled.suspect}
    return Document(id, id, id, note, "unknown", fields=fields)
