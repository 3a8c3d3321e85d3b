"""Read DART.csv: one medicine a row, one section of its summary a column ("04.1 Indicazioni terapeutiche", ...)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from datasets_builders.reading import Event, Reject, require_table, rows_of_table
from datasets_builders.schema import Document

__all__ = ["read"]

_NAME = "Nome Medicinale"
_SECTION = re.compile(r"\d+(?:\.\d+)* .+")


def read(source: Path) -> Iterator[Event]:
    """Give every medicine.

    Raises:
        SourceMismatch: DART.csv is missing.
        SchemaDiffers: it lacks the name or the indications.
    """
    required = (_NAME, "04.1 Indicazioni terapeutiche")
    yield from rows_of_table(require_table(source, "DART"), "text", "train", required=required, make=_summary)


def _summary(number: int, values: dict[str, Any]) -> Document:
    sections = [
        f"{head}\n{str(value).strip()}"
        for head, value in values.items()
        if _SECTION.fullmatch(head) and value and str(value).strip()
    ]
    if not sections:
        raise Reject("no-section-filled")
    product = str(values[_NAME] or "").strip()
    id = f"dart-{number:05d}"
    text = "\n\n".join(filter(None, [product, *sections]))
    return Document(id, id, id, text, "CC-BY-NC-ND-4.0", fields={"product": product})
