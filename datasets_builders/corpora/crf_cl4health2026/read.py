"""Read the development labels of the CL4Health 2026 shared task and join them with the notes, where these are given.

    SOURCE/development_data/dev_gt.jsonl      {"document_id", "annotations": [{"item", "ground_truth"}, ... 134]}
    SOURCE/... it-00000-of-00001.parquet      the notes, or any table called `notes`: document_id ("1014081_it"), clinical_note

A document without its note is rejected as `note-missing`, its labels kept. Values are never changed; what the form does not allow is
counted by its kind and marked in `suspect_items`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from datasets_builders.formats.case_report_form import FormDiffers, fill
from datasets_builders.formats.dyspnea_form import DYSPNEA_FORM
from datasets_builders.formats.tabular import find_table, read_table
from datasets_builders.reading import Event, Record, Reject, Repaired, SourceMismatch, rows_of_table
from datasets_builders.schema import Document

__all__ = ["read"]

_LABELS = "dev_gt.jsonl"


def read(source: Path) -> Iterator[Event]:
    """Give every labelled document, joined with its note; one without a note is rejected and kept with its labels.

    The repository holds no notes: they are on the Hub, in NLP-FBK/dyspnea-crf-development. Its Italian Parquet file,
    data/it-00000-of-00001.parquet, may be put anywhere below the source.

    Raises:
        SourceMismatch: the labels are missing.
        SchemaDiffers: a file of predictions stands where the labels should, or a column of the notes is missing.
    """
    path = next((each for each in (source / "development_data" / _LABELS, source / _LABELS) if each.is_file()), None)
    if path is None:
        raise SourceMismatch(
            f"There is no development_data/{_LABELS} in {source}.",
            cause="It is another folder, or an incomplete copy of the repository.",
            remedy="Take the pinned commit: referto corpora show crf-cl4health2026",
        )
    notes = _notes(source)
    oddities: Counter[str] = Counter()

    def make(number: int, values: dict[str, Any]) -> Document:
        return _document(values, notes, oddities)

    for event in rows_of_table(path, "crf", "validation", required=("annotations",), make=make):
        yield event
        if isinstance(event, Record):
            for code, times in sorted(oddities.items()):
                yield Repaired("crf", "validation", event.document.id, code, times)
        oddities.clear()


def _notes(source: Path) -> dict[str, str]:
    """Return the notes by document id, its language's suffix taken off; notes of other languages keep theirs and match nothing."""
    path = find_table(source, "it", "notes")
    if path is None:
        return {}
    rows = (row.values for row in read_table(path, ("document_id", "clinical_note")) if row.values)
    return {str(row["document_id"]).removesuffix("_it"): str(row["clinical_note"] or "") for row in rows}


def _document(values: Mapping[str, Any], notes: Mapping[str, str], oddities: Counter[str]) -> Document:
    given = values.get("document_id") or values.get("id")
    if not given:
        raise Reject("id-missing")
    id = str(given).removesuffix("_it")
    if not notes.get(id, "").strip():
        raise Reject("note-missing")
    try:
        filled = fill(DYSPNEA_FORM, values["annotations"] or ())
    except FormDiffers as error:
        raise Reject(error.reason, error.detail) from error
    oddities.update(filled.oddities)
    fields = {"items": filled.items, "item_names": filled.names, "suspect_items": filled.suspect}
    return Document(id, id, id, notes[id], "unknown", fields=fields)
