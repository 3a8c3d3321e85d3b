"""Read E3C Italian: the UIMA XMI of layers 1 and 2 and of the validation, and the JSON of layer 3.

What the source makes hard, and what is done about it:

- Offsets are UTF-16 code units (it matters in IT101195): converted by the format reader.
- METADATA stands twice per layer-1 document: merged; where the copies differ in licence the stricter one holds.
- DocumentMetaData carries annotators' user names and server paths: never read.
- `discontinuous` sometimes holds the concept id instead of the flag: moved to the concepts, counted.
- Dates are padded with invented days: only what the JSON states is kept ("2020-MM-DD" becomes "2020").
"""

from __future__ import annotations

import gzip
import json
import re
import tarfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from datasets_builders.formats.xmi import Annotation, AnnotationType, UnreadableXmi, XmiDocument, read_xmi
from datasets_builders.reading import Event, Record, Rejected, Repaired, Seen, SourceMismatch
from datasets_builders.schema import Document, Entity, Relation

__all__ = ["read"]

_METADATA = AnnotationType(
    "METADATA",
    (
        "docAuthor", "docDOI", "docLanguage", "docLicense", "docName", "docSource", "docSourceUrl", "docTime", "docUrl",
        "note", "pubType",
    ),
)  # fmt: skip
_CLINENTITY = AnnotationType("CLINENTITY", ("discontinuous", "entityID", "entityIDEN", "xtra"))
_EVENT = AnnotationType(
    "EVENT",
    (
        "ALINK", "TLINK", "contextualAspect", "contextualModality", "degree", "docTimeRel", "eventType", "permanence",
        "polarity",
    ),
)  # fmt: skip
_RML = AnnotationType("RML", (), links="PERTAINSTO", link_type="RMLPERTAINSTOLink")
_TYPES = (_METADATA, _CLINENTITY, _EVENT, _RML)

_CONCEPT = re.compile(r"C\d{7}")
_STRICTER = ("CC-BY", "CC-BY-NC")  # later is stricter


def read(source: Path) -> Iterator[Event]:
    """Give every document of every config, in the order of their ids.

    Raises:
        SourceMismatch: `source` lacks a folder or the list of training documents.
    """
    train = _train_ids(source / "documentation" / "train_test_split.txt")
    layer1 = _files(source, "data_annotation/Italian/layer1", "*.xml")
    splits = {
        "train": [p for p in layer1 if p.stem in train],
        "test": [p for p in layer1 if p.stem not in train],
    }
    for split, paths in splits.items():
        yield from _read_annotated(source, paths, split, {"ner": "layer1", "re": "layer1"})
    yield from _read_annotated(
        source, _files(source, "data_validation/Italian/layer2", "*.xml"), "validated", {"ner": "layer2"}
    )
    yield from _read_annotated(
        source, _files(source, "data_annotation/Italian/layer2", "*.xml"), "train", {"ner_silver": "layer2"}
    )
    yield from _read_layer3(source)


def _train_ids(path: Path) -> frozenset[str]:
    if not path.is_file():
        raise SourceMismatch(
            f"{path.parent.name}/{path.name} is missing.",
            cause="It lists the official training documents; without it the split cannot be told.",
            remedy="Give --source the root of a whole copy of the E3C repository.",
        )
    ids = frozenset(re.findall(r"'(IT\d+)'", path.read_text(encoding="utf-8")))
    if not ids:
        raise SourceMismatch(
            f"{path.name} names no Italian document.", remedy="Compare it with the file of the pinned commit."
        )
    return ids


def _files(source: Path, folder: str, pattern: str) -> list[Path]:
    paths = sorted((source / folder).glob(pattern))
    if not paths:
        raise SourceMismatch(
            f"{folder} is missing or empty in {source}.",
            cause="The folder is not the root of the E3C repository, or only a part of it.",
            remedy="Give --source a folder with data_annotation, data_validation, data_collection and documentation.",
        )
    return paths


def _read_annotated(source: Path, paths: Sequence[Path], split: str, configs: dict[str, str]) -> Iterator[Event]:
    for config in configs:
        yield Seen(config, split, len(paths))
    layer = next(iter(configs.values()))
    for path in paths:
        try:
            document = read_xmi(path, _TYPES)
        except UnreadableXmi as error:
            raw = path.read_text(encoding="utf-8", errors="replace")
            for config in configs:
                yield Rejected(config, split, path.stem, "xmi-unreadable", raw, detail=str(error))
            continue
        publication = _Publication(path.stem, document, _raw_json(source, layer, path.stem))
        for config in configs:
            make = _clinical_entities if config.startswith("ner") else _test_results
            yield from make(config, split, path.stem, document, publication)


def _raw_json(source: Path, layer: str, id: str) -> dict[str, Any]:
    path = source / "data_collection" / "Italian" / layer / f"{id}.json"
    if not path.is_file():
        return {}
    raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return raw


class _Publication:
    """Where a document was published and under which licence, from its METADATA copies and its raw JSON."""

    def __init__(self, id: str, document: XmiDocument, raw: dict[str, Any]) -> None:
        self.id = id
        self.copies = len(document.annotations["METADATA"])
        merged: dict[str, str] = {}
        for annotation in document.annotations["METADATA"]:
            for name, value in annotation.features.items():
                merged.setdefault(name, value)
        licences = {
            value
            for value in (
                *(a.features.get("docLicense", "") for a in document.annotations["METADATA"]),
                str(raw.get("licence", "")),
            )
            if value
        }
        self.licence_conflict = len(licences) > 1
        self.licence = max(sorted(licences), key=_strictness, default="")
        self._columns = {
            "source": merged.get("docSource", raw.get("source", "")),
            "url": merged.get("docUrl", raw.get("url", "")),
            "doi": merged.get("docDOI", raw.get("doi", "")),
            "publication_date": stated_date(str(raw.get("publication_date", ""))),
            "attribution": merged.get("docAuthor", "") or authors(raw),
        }

    def columns(self) -> dict[str, str]:
        return dict(self._columns)

    def repairs(self, config: str, split: str) -> Iterator[Repaired]:
        if self.copies > 1:
            yield Repaired(config, split, self.id, "metadata-copies-merged", self.copies - 1)
        if self.licence_conflict:
            yield Repaired(config, split, self.id, "stricter-licence-taken")


def _strictness(licence: str) -> int:
    return _STRICTER.index(licence) if licence in _STRICTER else len(_STRICTER)


def stated_date(raw: str) -> str:
    """Return the part of a date that is not a placeholder: "2008-MM-DD" gives "2008"."""
    return "-".join(part for part in raw.split("-") if part.isdigit())


def authors(raw: dict[str, Any]) -> str:
    """Return the authors of the publication, whom the CC-BY licences oblige us to name."""
    return "; ".join(str(each.get("author", "")) for each in raw.get("authors") or () if each.get("author"))


def _spans(document: XmiDocument, kind: str, label: str) -> Iterator[tuple[Annotation, Entity | None]]:
    """Give each annotation with its entity, edges without blanks; None where nothing but blanks is covered."""
    for annotation in document.annotations[kind]:
        covered = document.text[annotation.start : annotation.end]
        start = annotation.start + len(covered) - len(covered.lstrip())
        end = start + len(covered.strip())
        if start >= end or annotation.end > len(document.text):
            yield annotation, None
        else:
            yield annotation, Entity.of(document.text, start, end, id=annotation.id, label=label)


def _clinical_entities(
    config: str, split: str, id: str, document: XmiDocument, publication: _Publication
) -> Iterator[Event]:
    entities: list[Entity] = []
    discontinuous: list[str] = []
    for annotation, entity in _spans(document, "CLINENTITY", "CLINENTITY"):
        if entity is None:
            yield Repaired(config, split, id, "empty-span-left-out")
            continue
        if entity.start != annotation.start or entity.end != annotation.end:
            yield Repaired(config, split, id, "span-edge-blanks-trimmed")
        flag = annotation.features.get("discontinuous", "")
        concept = annotation.features.get("entityID", "")
        if _CONCEPT.fullmatch(flag) and not concept:
            yield Repaired(config, split, id, "concept-moved-from-discontinuous")
            concept = flag
        elif flag:
            discontinuous.append(annotation.id)
        entities.append(_with_concept(document.text, entity, concept))
    yield from _document(
        config, split, id, document, publication, entities, (), {"discontinuous_entities": discontinuous}
    )


def _with_concept(text: str, entity: Entity, concept: str) -> Entity:
    concepts = (concept,) if concept else ()
    return Entity.of(text, entity.start, entity.end, id=entity.id, label=entity.label, concepts=concepts)


def _test_results(
    config: str, split: str, id: str, document: XmiDocument, publication: _Publication
) -> Iterator[Event]:
    entities: dict[str, Entity] = {}
    for kind in ("RML", "EVENT"):
        for annotation, entity in _spans(document, kind, kind):
            if entity is None:
                yield Repaired(config, split, id, "empty-span-left-out")
                continue
            if entity.start != annotation.start or entity.end != annotation.end:
                yield Repaired(config, split, id, "span-edge-blanks-trimmed")
            entities[entity.id] = entity
    relations = []
    for annotation in document.annotations["RML"]:
        for link in annotation.links:
            if link.target in entities and annotation.id in entities:
                relations.append(Relation(f"{annotation.id}-{link.target}", annotation.id, link.target, "PERTAINS-TO"))
            else:
                yield Repaired(config, split, id, "dangling-relation-left-out")
    yield from _document(config, split, id, document, publication, list(entities.values()), tuple(relations), {})


def _document(
    config: str,
    split: str,
    id: str,
    document: XmiDocument,
    publication: _Publication,
    entities: list[Entity],
    relations: tuple[Relation, ...],
    columns: dict[str, Any],
) -> Iterator[Event]:
    yield from publication.repairs(config, split)
    if document.beyond_bmp:
        yield Repaired(config, split, id, "utf16-offsets-converted")
    yield Record(
        config,
        split,
        Document(
            id=id,
            document_id=id,
            group_id=id,
            text=document.text,
            licence=publication.licence,
            entities=tuple(sorted(entities, key=lambda e: (e.start, e.end, e.label, e.id))),
            relations=relations,
            fields={**publication.columns(), **columns},
        ),
    )


def _read_layer3(source: Path) -> Iterator[Event]:
    members = sorted(_layer3_members(source))
    yield Seen("text", "train", len(members))
    for id, content in members:
        try:
            raw = json.loads(content)
            text, licence = raw["text"], raw["licence"]
        except (ValueError, KeyError, TypeError) as error:
            kept = content.decode("utf-8", errors="replace")
            yield Rejected("text", "train", id, "json-unreadable", kept, detail=type(error).__name__)
            continue
        if not isinstance(text, str) or not text.strip():
            yield Rejected("text", "train", id, "text-empty", raw)
            continue
        columns = {
            "source": raw.get("source", ""),
            "url": raw.get("url", ""),
            "doi": raw.get("doi", ""),
            "publication_date": stated_date(str(raw.get("publication_date", ""))),
            "attribution": authors(raw),
        }
        yield Record("text", "train", Document(id, id, id, text, licence, fields=columns))


def _layer3_members(source: Path) -> Iterator[tuple[str, bytes]]:
    """Give (id, content) from the folder of the repository, or from the archive it is handed on as."""
    folder = source / "data_collection" / "Italian"
    if (folder / "layer3").is_dir():
        for path in (folder / "layer3").glob("*.json"):
            yield path.stem, path.read_bytes()
        return
    archives = sorted(folder.glob("layer3*.tar.gz"))
    if not archives:
        raise SourceMismatch(
            f"data_collection/Italian/layer3 is missing in {source}.",
            cause="Layer 3 holds the text of the config `text`.",
            remedy="Take the folder layer3, or its archive layer3*.tar.gz, from the pinned commit.",
        )
    yield from _archived(archives[0])


def _archived(path: Path) -> Iterator[tuple[str, bytes]]:
    try:
        with tarfile.open(path, "r:gz") as archive:
            for member in archive:
                content = archive.extractfile(member) if member.isfile() and member.name.endswith(".json") else None
                if content is not None:
                    yield Path(member.name).stem, content.read()
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise SourceMismatch(
            f"{path.name} cannot be unpacked to its end.",
            cause="The download was cut short or is damaged.",
            remedy="Download it again and compare its size with the publisher's.",
        ) from error
