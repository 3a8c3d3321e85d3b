"""What one row of a dataset is: `Document`, and the Arrow columns that each task type gives it.

Offsets are Unicode code points, half-open, everywhere. The law of every span, which `Document` enforces when it is made:

    text[entity.start:entity.end] == entity.text

and every fragment lies inside its entity, the first starting where it starts, the last ending where it ends.
Nothing here touches the disk or the network.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import pyarrow as pa

__all__ = [
    "TASKS",
    "Document",
    "Entity",
    "Fragment",
    "Option",
    "Relation",
    "SpanError",
    "TaskSchema",
    "TaskType",
]


class SpanError(ValueError):
    """A span that breaks the law. Says where, never what: the text may be a patient's."""


@dataclass(frozen=True, slots=True, order=True)
class Fragment:
    """One unbroken piece of an entity: code points, half-open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A labelled span. `fragments` holds one piece, or more where the mention is discontinuous."""

    id: str
    start: int
    end: int
    text: str
    label: str
    fragments: tuple[Fragment, ...] = ()
    concepts: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str, start: int, end: int, *, id: str, label: str, concepts: tuple[str, ...] = ()) -> Entity:
        """Cut an unbroken entity out of `text`; the slice law holds by construction."""
        return cls(id, start, end, text[start:end], label, (Fragment(start, end),), concepts)


@dataclass(frozen=True, slots=True)
class Relation:
    """A directed, labelled pair of entity ids of the same row."""

    id: str
    head: str
    tail: str
    label: str


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that may be chosen: its letter or number as printed, and its text."""

    key: str
    text: str


@dataclass(frozen=True)
class Document:
    """One row.

    Args:
        id: unique within its config.
        document_id: the source document; several rows may come from one.
        group_id: the patient or case; no group may stand in two splits.
        text: what was read, exactly; every offset points into it.
        licence: the licence of this very document, as the source states it.
        entities: spans into `text`.
        relations: pairs of entity ids.
        fields: the further columns of the task and of the corpus, by column name.

    Raises:
        SpanError: when a span or fragment breaks the law, or a relation names an unknown entity.
    """

    id: str
    document_id: str
    group_id: str
    text: str
    licence: str
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    fields: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        for entity in self.entities:
            _enforce_span_law(self.id, self.text, entity)
        known = {entity.id for entity in self.entities}
        for relation in self.relations:
            if relation.head not in known or relation.tail not in known:
                raise SpanError(f"row {self.id}: relation {relation.id} names an entity that the row does not have")

    def to_row(self) -> dict[str, Any]:
        """Give the plain values of every column this document fills; `from_row(to_row(d)) == d`."""
        return {
            "id": self.id,
            "document_id": self.document_id,
            "group_id": self.group_id,
            "text": self.text,
            "licence": self.licence,
            "entities": [_entity_row(entity) for entity in self.entities],
            "relations": [{"id": r.id, "head": r.head, "tail": r.tail, "label": r.label} for r in self.relations],
            **{name: _plain(value) for name, value in self.fields.items()},
        }

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Document:
        """Read back what `to_row` wrote; columns that are not a document's own go to `fields`."""
        own = {"id", "document_id", "group_id", "text", "licence", "entities", "relations"}
        return cls(
            id=row["id"],
            document_id=row["document_id"],
            group_id=row["group_id"],
            text=row["text"],
            licence=row["licence"],
            entities=tuple(_entity_of(e) for e in row.get("entities") or ()),
            relations=tuple(Relation(**r) for r in row.get("relations") or ()),
            fields={name: _option_values(value) for name, value in row.items() if name not in own},
        )


def _enforce_span_law(row_id: str, text: str, entity: Entity) -> None:
    where = f"row {row_id}, entity {entity.id} [{entity.start}:{entity.end}]"
    if not 0 <= entity.start < entity.end <= len(text):
        raise SpanError(f"{where}: outside the text, which has {len(text)} code points")
    if text[entity.start : entity.end] != entity.text:
        raise SpanError(f"{where}: the text there is not the entity's text")
    pieces = entity.fragments
    if not pieces:
        raise SpanError(f"{where}: has no fragment")
    if pieces[0].start != entity.start or pieces[-1].end != entity.end:
        raise SpanError(f"{where}: its fragments do not begin and end where it does")
    for before, after in pairwise(pieces):
        if before.end > after.start:
            raise SpanError(f"{where}: its fragments overlap or are out of order")
    if any(piece.start >= piece.end for piece in pieces):
        raise SpanError(f"{where}: has an empty fragment")


def _entity_row(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "start": entity.start,
        "end": entity.end,
        "text": entity.text,
        "label": entity.label,
        "fragments": [{"start": f.start, "end": f.end} for f in entity.fragments],
        "concepts": list(entity.concepts),
    }


def _entity_of(row: Mapping[str, Any]) -> Entity:
    return Entity(
        id=row["id"],
        start=row["start"],
        end=row["end"],
        text=row["text"],
        label=row["label"],
        fragments=tuple(Fragment(f["start"], f["end"]) for f in row["fragments"]),
        concepts=tuple(row["concepts"]),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Option):
        return {"key": value.key, "text": value.text}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


def _option_values(value: Any) -> Any:
    if (
        isinstance(value, list)
        and value
        and all(isinstance(each, dict) and set(each) == {"key", "text"} for each in value)
    ):
        return [Option(each["key"], each["text"]) for each in value]
    return value


class TaskType(StrEnum):
    """The kinds of task a config may be of."""

    NER = "ner"
    RE = "re"
    CRF = "crf"
    MCQA = "mcqa"
    QA = "qa"
    ARG = "arg"
    TEXT = "text"
    PHI = "phi"


@dataclass(frozen=True)
class TaskSchema:
    """The columns of a task type. `arrow(extra)` gives the Arrow schema; its order is the file's order."""

    type: TaskType
    version: str
    columns: tuple[tuple[str, pa.DataType], ...]
    title: str
    hub_category: str | None

    def arrow(self, extra: tuple[tuple[str, pa.DataType], ...] = ()) -> pa.Schema:
        """Return the Arrow schema: the columns of every row, this task's own, then the corpus's `extra` ones."""
        return pa.schema([pa.field(name, kind) for name, kind in (*_EVERY_ROW, *self.columns, *extra)])


_STRING = pa.string()
_EVERY_ROW = tuple((name, _STRING) for name in ("id", "document_id", "group_id", "text", "licence"))
_FRAGMENTS = pa.list_(pa.struct([("start", pa.int64()), ("end", pa.int64())]))
_ENTITIES = pa.list_(
    pa.struct(
        [
            ("id", _STRING),
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("text", _STRING),
            ("label", _STRING),
            ("fragments", _FRAGMENTS),
            ("concepts", pa.list_(_STRING)),
        ]
    )
)
_RELATIONS = pa.list_(pa.struct([("id", _STRING), ("head", _STRING), ("tail", _STRING), ("label", _STRING)]))
_OPTIONS = pa.list_(pa.struct([("key", _STRING), ("text", _STRING)]))
_ITEMS = pa.list_(pa.struct([("item", _STRING), ("value", _STRING), ("options", pa.list_(_STRING))]))
_SPANS = (("entities", _ENTITIES), ("relations", _RELATIONS))

TASKS: Mapping[TaskType, TaskSchema] = MappingProxyType(
    {
        schema.type: schema
        for schema in (
            TaskSchema(TaskType.NER, "1", _SPANS, "named entity recognition", "token-classification"),
            TaskSchema(TaskType.RE, "1", _SPANS, "relation extraction", "token-classification"),
            TaskSchema(TaskType.CRF, "1", (("items", _ITEMS),), "case report form filling", "text-classification"),
            TaskSchema(
                TaskType.MCQA,
                "1",
                (("question", _STRING), ("options", _OPTIONS), ("answer", _STRING), ("explanation", _STRING)),
                "multiple-choice question answering",
                "multiple-choice",
            ),
            TaskSchema(
                TaskType.QA,
                "1",
                (("question", _STRING), ("answer", _STRING)),
                "open question answering",
                "question-answering",
            ),
            TaskSchema(TaskType.ARG, "1", _SPANS, "argument mining", "token-classification"),
            TaskSchema(TaskType.TEXT, "1", (), "text for continual pre-training", "text-generation"),
            TaskSchema(TaskType.PHI, "1", _SPANS, "identifier detection", "token-classification"),
        )
    }
)
