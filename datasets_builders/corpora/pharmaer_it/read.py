"""Read PharmaER.IT 0.3: one leaflet a row, its text, its tokens and their BIO tags.

Tokens are found in the text one after the other; a leaflet whose tokens are not its text's is rejected.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from datasets_builders.formats.anchoring import token_offsets
from datasets_builders.formats.conll import bio_spans
from datasets_builders.reading import Event, Reject, require_table, rows_of_table
from datasets_builders.schema import Document, Entity

__all__ = ["read"]

_REQUIRED = ("document_id", "text", "tokens", "ner_tags")
_PARTS = (
    ("ner", "train", "train"),
    ("ner", "validation", "validation"),
    ("ner", "test", "test"),
    ("ner_silver", "train", "silver"),
)


def read(source: Path) -> Iterator[Event]:
    """Give every leaflet of the four published parts.

    Raises:
        SourceMismatch: a part or a shard of it is missing.
        SchemaDiffers: a column is missing.
    """
    found = [(config, split, require_table(source, name)) for config, split, name in _PARTS]
    for config, split, table in found:
        yield from rows_of_table(table, config, split, required=_REQUIRED, make=_leaflet)


def _leaflet(number: int, values: dict[str, Any]) -> Document:
    id, text = str(values["document_id"]), values["text"]
    tokens, tags = values["tokens"] or [], values["ner_tags"] or []
    if not text or not text.strip():
        raise Reject("text-empty")
    if len(tokens) != len(tags):
        raise Reject("tags-and-tokens-differ", f"{len(tokens)} tokens, {len(tags)} tags")
    offsets = token_offsets(text, tokens)
    if offsets is None:
        raise Reject("tokens-not-in-text")
    entities = tuple(
        Entity.of(text, offsets[span.start][0], offsets[span.end - 1][1], id=f"e{n}", label=span.label)
        for n, span in enumerate(bio_spans(tags), start=1)
    )
    return Document(id, id, id, text, "apache-2.0", entities)
