"""Read tables with one item of a form a row: sentence, crf_item, options, label. Rows of one text share its document and group."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from datasets_builders.formats.tabular import find_table
from datasets_builders.reading import Event, Reject, SourceMismatch, rows_of_table
from datasets_builders.schema import Document

__all__ = ["read"]

_SPLITS = ("train", "validation", "test")
_COLUMNS = ("sentence", "crf_item", "options", "label")


def read(source: Path) -> Iterator[Event]:
    """Give every item of every text.

    Raises:
        SourceMismatch: there is no table called train, validation or test, or not all of them.
        SchemaDiffers: a table lacks a column.
    """
    tables = {split: find_table(source, split) for split in _SPLITS}
    missing = [split for split, path in tables.items() if path is None]
    if missing:
        raise SourceMismatch(
            f"No table called {' or '.join(missing)} in {source}.",
            cause="It is another dataset, or an incomplete copy.",
            remedy="See what is known of its sources: referto corpora show e3c-to-crf-it",
        )
    for split, path in tables.items():
        if path is not None:
            yield from rows_of_table(path, "crf", split, required=_COLUMNS, make=_maker(split))


def _maker(split: str) -> Any:
    def make(number: int, values: Mapping[str, Any]) -> Document:
        text, item, label = (str(values[name] or "").strip() for name in ("sentence", "crf_item", "label"))
        if not text:
            raise Reject("text-missing")
        if not item or not label:
            raise Reject("labels-missing")
        options = _options(values["options"])
        if label not in options:
            raise Reject("label-not-an-option")
        document = hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
        filled = [{"item": item, "value": label, "options": options}]
        return Document(f"{split}-{number:06d}", document, document, text, "unknown", fields={"items": filled})

    return make


def _options(value: Any) -> list[str]:
    """Return the options of a list, or of the text of one."""
    if isinstance(value, str):
        try:
            value = ast.literal_eval(value)
        except (ValueError, SyntaxError) as error:
            raise Reject("options-unreadable") from error
    if not isinstance(value, list) or not value:
        raise Reject("options-unreadable")
    return [str(option).strip() for option in value]
