"""Read E3C-3.0 Italian: a table of sentences for each part, of the revised and of the unrevised repository.

Two layouts are documented, and both are read; any other one stops the build:

- `sentence`, `entities` = [{text, offsets, type}], `original_id`. Offsets that do not hit the entity's text are not trusted: the
  entities of that row are then placed by their texts, and the row is counted as `offsets-not-of-this-sentence`.
- `text`, `entities` = [{entity_text, type}]: no offsets, so they are placed by their texts.

A validation part that is published a second time as `dev` is read once and counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from datasets_builders.formats.anchoring import Anchored, Mention, anchor_in_order
from datasets_builders.formats.tabular import SchemaDiffers, count_rows, find_table, read_table
from datasets_builders.reading import Event, Reject, Repaired, SourceMismatch, rows_of_table
from datasets_builders.schema import Document, Entity

__all__ = ["read"]

_REPOSITORIES = {"ner_revised": "e3c-sentences-IT-revised", "ner_unrevised": "e3c-sentences-IT-unrevised"}
_TABLES = {"train": ("train",), "validation": ("validation", "dev"), "test": ("test",)}
_WITH_OFFSETS = ("sentence", "entities", "original_id")
_WITHOUT_OFFSETS = ("text", "entities")


def read(source: Path) -> Iterator[Event]:
    """Give every sentence of both repositories.

    Raises:
        SourceMismatch: a repository or one of its tables is missing, or `dev` and `validation` are both there and differ.
        SchemaDiffers: a table has neither of the documented layouts.
    """
    for config, repository in _REPOSITORIES.items():
        for split, names in _TABLES.items():
            found = [path for name in names if (path := find_table(source / repository, name))]
            if not found:
                raise SourceMismatch(
                    f"{repository} has no table {' or '.join(names)} in {source}.",
                    cause="Both repositories are needed, each in a folder of its own name with all of its parts.",
                    remedy="Download them from huggingface.co/datasets/NLP-FBK, folder data/ included.",
                )
            yield from _read_part(found, config, split)


def _read_part(tables: Sequence[Path], config: str, split: str) -> Iterator[Event]:
    table, *others = tables
    for other in others:
        if list(read_table(other, ())) != list(read_table(table, ())):
            raise SourceMismatch(
                f"{table.name} and {other.name} are both there and differ.",
                cause="One repository is known to publish the same table under both names; these two are not the same.",
                remedy="Find out which one is meant and put the other aside.",
            )
        yield Repaired(config, split, other.name, "identical-part-left-out", count_rows(other))
    first = next((row.values for row in read_table(table, ()) if row.values), {})
    required = _WITHOUT_OFFSETS if "text" in first and "sentence" not in first else _WITH_OFFSETS
    repairs: list[Repaired] = []

    def make(number: int, values: dict[str, Any]) -> Document:
        id = f"{split}-{number:05d}"
        text = values[required[0]]
        if not isinstance(text, str) or not text.strip():
            raise Reject("text-empty")
        anchored = _entities(text, values["entities"] or (), with_offsets=required is _WITH_OFFSETS)
        repairs.extend(Repaired(config, split, id, code, times) for code, times in sorted(anchored.counts.items()))
        document = str(values.get("original_id") or id)
        fields = {"ambiguous_entities": list(anchored.ambiguous)}
        return Document(id, document, document, text, "unknown", anchored.entities, fields=fields)

    for event in rows_of_table(table, config, split, required=required, make=make):
        yield event
        yield from repairs
        repairs.clear()


def _entities(text: str, listed: Sequence[Mapping[str, Any]], *, with_offsets: bool) -> Anchored:
    words = "text" if with_offsets else "entity_text"
    for name in (words, "type", *(("offsets",) if with_offsets else ())):
        if any(name not in each for each in listed):
            raise SchemaDiffers(
                f"The entities have no field {name!r}.",
                cause="The reader was written for entities as {text, offsets, type} or as {entity_text, type}.",
                remedy="Take another revision of the repository, or adapt the corpus's reader.",
            )
    spans = [_span(text, each) for each in listed] if with_offsets else [None]
    if None not in spans:
        return _placed(text, [(*span, str(each["type"])) for span, each in zip(spans, listed, strict=True) if span])
    anchored = anchor_in_order(text, [Mention(str(each[words]), str(each["type"])) for each in listed])
    anchored.counts["offsets-not-of-this-sentence"] += with_offsets
    return Anchored(anchored.entities, +anchored.counts, anchored.ambiguous)


def _span(text: str, entity: Mapping[str, Any]) -> tuple[int, int] | None:
    """Return the entity's offsets, if what they cut out of the text is its text."""
    match list(entity["offsets"] or ()):
        case [int(start), int(end)] if start >= 0 and text[start:end] == entity["text"] and entity["text"].strip():
            return start, end
    return None


def _placed(text: str, spans: Sequence[tuple[int, int, str]]) -> Anchored:
    counts: Counter[str] = Counter()
    entities = []
    for number, (start, end, label) in enumerate(sorted(spans), start=1):
        words = text[start:end]
        counts["span-edge-blanks-trimmed"] += words != words.strip()
        start += len(words) - len(words.lstrip())
        entities.append(Entity.of(text, start, start + len(words.strip()), id=f"e{number}", label=label))
    return Anchored(tuple(entities), +counts)
