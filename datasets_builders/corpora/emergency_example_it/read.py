"""Read the example: one JSON object a line, with spans by code points, half-open.

The smallest reader there is, and the one to copy when adding a corpus. It repairs nothing: a row that breaks the law of spans
is rejected with the reason and kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from datasets_builders.formats.jsonl import read_lines
from datasets_builders.reading import Event, Record, Rejected, Seen, SourceMismatch
from datasets_builders.schema import Document, Entity, Relation, SpanError

__all__ = ["read"]

_SPLITS = ("train", "validation", "test")


def read(source: Path) -> Iterator[Event]:
    """Give every note of the three files.

    Raises:
        SourceMismatch: a file is missing.
    """
    for split in _SPLITS:
        path = source / f"{split}.jsonl"
        if not path.is_file():
            raise SourceMismatch(
                f"{path.name} is missing in {source}.", remedy="Give --source examples/emergency-clean."
            )
        lines = list(read_lines(path))
        yield Seen("ner", split, len(lines))
        for line in lines:
            if line.object is None:
                yield Rejected("ner", split, f"line {line.number}", "json-unreadable", line.raw, line.error)
                continue
            try:
                yield Record("ner", split, _document(line.object))
            except KeyError as error:
                yield Rejected("ner", split, f"line {line.number}", "key-missing", line.object, str(error))
            except (TypeError, AttributeError) as error:
                yield Rejected(
                    "ner", split, f"line {line.number}", "value-of-wrong-type", line.object, type(error).__name__
                )
            except SpanError as error:
                yield Rejected("ner", split, f"line {line.number}", "span-broken", line.object, str(error))


def _document(note: dict[str, Any]) -> Document:
    text = note["text"]
    entities = tuple(Entity.of(text, e["start"], e["end"], id=e["id"], label=e["label"]) for e in note["entities"])
    relations = tuple(Relation(r["id"], r["head"], r["tail"], r["label"]) for r in note["relations"])
    return Document(
        id=note["note_id"],
        document_id=note["note_id"],
        group_id=note["patient"],
        text=text,
        licence="CC0-1.0",
        entities=entities,
        relations=relations,
        fields={"section": note["section"]},
    )
