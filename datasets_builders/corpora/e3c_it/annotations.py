"""From the annotations of an E3C document to the row of a config: clinical entities, or any other kinds with their links.

- `discontinuous` sometimes holds the concept id instead of the flag: moved to the concepts, counted.
- Blanks at the edges of a span are trimmed, spans of nothing but blanks left out; both are counted.
- A link to what is not there is left out and counted; one from an annotation to itself is kept, and counted too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Generator, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from datasets_builders.corpora.e3c_it import ATTRIBUTES
from datasets_builders.corpora.e3c_it.publication import Publication
from datasets_builders.formats.xmi import Annotation, AnnotationType, XmiDocument
from datasets_builders.reading import Event, Record, Repaired
from datasets_builders.schema import Document, Entity, Relation

__all__ = ["LAYER_1", "TYPES", "rows"]

TYPES = (
    AnnotationType(
        "METADATA",
        (
            "docAuthor", "docDOI", "docLanguage", "docLicense", "docName", "docSource", "docSourceUrl", "docTime", "docUrl",
            "note", "pubType",
        ),
    ),
    AnnotationType("CLINENTITY", ("discontinuous", "entityID", "entityIDEN", "xtra")),
    AnnotationType("EVENT", ATTRIBUTES["EVENT"], links=("TLINK", "ALINK")),
    AnnotationType("RML", links=("PERTAINSTO",)),
    AnnotationType("TIMEX3", ATTRIBUTES["TIMEX3"], links=("timexLink",)),
    AnnotationType("ACTOR", ATTRIBUTES["ACTOR"]),
    AnnotationType("BODYPART", ATTRIBUTES["BODYPART"]),
)  # fmt: skip

_CONCEPT = re.compile(r"C\d{7}")


@dataclass(frozen=True)
class _Layer:
    """Which kinds of annotation a config holds; the kind is the label of its entities.

    Args:
        kinds: the types of annotation.
        linked: those of them whose links become relations.
        labels: link roles that have another label here.
        attributes: whether the column `attributes` says what the features of each entity are.
    """

    kinds: tuple[str, ...]
    linked: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    attributes: bool = False


_LAYERS: Mapping[str, _Layer] = {
    "re": _Layer(("RML", "EVENT"), linked=("RML",), labels={"PERTAINS": "PERTAINS-TO"}),
    "events": _Layer(("EVENT",), attributes=True),
    "temporal_relations": _Layer(("EVENT", "TIMEX3"), linked=("EVENT", "TIMEX3")),
    "timex": _Layer(("TIMEX3",), attributes=True),
    "actors": _Layer(("ACTOR",), attributes=True),
    "bodyparts": _Layer(("BODYPART",), attributes=True),
}
LAYER_1 = ("ner", *_LAYERS)


@dataclass(frozen=True)
class _Place:
    """Where a row goes and what it is about."""

    config: str
    split: str
    id: str
    document: XmiDocument
    publication: Publication

    def repaired(self, code: str) -> Repaired:
        return Repaired(self.config, self.split, self.id, code)


def rows(config: str, split: str, id: str, document: XmiDocument, publication: Publication) -> Iterator[Event]:
    """Give the row of a document in `config`, and what was repaired in it."""
    place = _Place(config, split, id, document, publication)
    if config in _LAYERS:
        yield from _layer(place, _LAYERS[config])
    else:
        yield from _clinical_entities(place)


def _clinical_entities(place: _Place) -> Iterator[Event]:
    entities: list[Entity] = []
    discontinuous: list[str] = []
    for annotation in place.document.annotations["CLINENTITY"]:
        flag = annotation.features.get("discontinuous", "")
        concept = annotation.features.get("entityID", "")
        moved = bool(_CONCEPT.fullmatch(flag) and not concept)
        entity = yield from _entity(place, annotation, "CLINENTITY", flag if moved else concept)
        if entity is None:
            continue
        entities.append(entity)
        if moved:
            yield place.repaired("concept-moved-from-discontinuous")
        elif flag:
            discontinuous.append(annotation.id)
    yield from _document(place, entities, (), {"discontinuous_entities": discontinuous})


def _layer(place: _Place, layer: _Layer) -> Iterator[Event]:
    entities: list[Entity] = []
    features: dict[str, Mapping[str, str]] = {}
    for kind in layer.kinds:
        for annotation in place.document.annotations[kind]:
            entity = yield from _entity(place, annotation, kind)
            if entity is not None:
                entities.append(entity)
                features[entity.id] = annotation.features
    relations = yield from _relations(place, layer, features.keys())
    columns: dict[str, Any] = {}
    if layer.attributes:
        (kind,) = layer.kinds
        columns["attributes"] = [
            {"entity": entity.id, **{name: features[entity.id].get(name) for name in ATTRIBUTES[kind]}}
            for entity in _in_order(entities)
        ]
    yield from _document(place, entities, relations, columns)


def _relations(place: _Place, layer: _Layer, known: Collection[str]) -> Generator[Event, None, tuple[Relation, ...]]:
    relations: list[Relation] = []
    for kind in layer.linked:
        for annotation in place.document.annotations[kind]:
            for link in annotation.links:
                if annotation.id not in known or link.target not in known:
                    yield place.repaired("dangling-relation-left-out")
                    continue
                if annotation.id == link.target:
                    yield place.repaired("relation-to-itself-kept")
                label = layer.labels.get(link.role, link.role)
                # Two temporal links may join the same two ends; a result pertains to a test only once.
                id = f"{annotation.id}-{link.target}" + ("" if layer.labels else f"-{label}")
                relations.append(Relation(id, annotation.id, link.target, label))
    return tuple(relations)


def _entity(
    place: _Place, annotation: Annotation, label: str, concept: str = ""
) -> Generator[Event, None, Entity | None]:
    """Return the entity of an annotation, edges without blanks; None where it covers nothing or leaves the text."""
    text = place.document.text
    covered = text[annotation.start : annotation.end]
    start = annotation.start + len(covered) - len(covered.lstrip())
    end = start + len(covered.strip())
    if start >= end or annotation.end > len(text):
        yield place.repaired("empty-span-left-out")
        return None
    if (start, end) != (annotation.start, annotation.end):
        yield place.repaired("span-edge-blanks-trimmed")
    concepts = (concept,) if concept else ()
    return Entity.of(text, start, end, id=annotation.id, label=label, concepts=concepts)


def _in_order(entities: list[Entity]) -> list[Entity]:
    return sorted(entities, key=lambda entity: (entity.start, entity.end, entity.label, entity.id))


def _document(
    place: _Place, entities: list[Entity], relations: tuple[Relation, ...], columns: dict[str, Any]
) -> Iterator[Event]:
    yield from place.publication.repairs(place.config, place.split)
    if place.document.beyond_bmp:
        yield place.repaired("utf16-offsets-converted")
    document = Document(
        id=place.id,
        document_id=place.id,
        group_id=place.id,
        text=place.document.text,
        licence=place.publication.licence,
        entities=tuple(_in_order(entities)),
        relations=relations,
        fields={**place.publication.columns(), **columns},
    )
    yield Record(place.config, place.split, document)
