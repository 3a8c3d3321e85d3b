"""Read E3C Italian: the UIMA XMI of layers 1 and 2 and of the validation, and the JSON of layer 3.

What the source makes hard, and what is done about it (more in `publication` and `annotations`):

- Offsets are UTF-16 code units (it matters in IT101195): converted by the format reader.
- DocumentMetaData carries annotators' user names and server paths: never read.
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

from datasets_builders.corpora.e3c_it.annotations import LAYER_1, TYPES, rows
from datasets_builders.corpora.e3c_it.publication import Publication, authors, columns_of, stated_date
from datasets_builders.formats.xmi import UnreadableXmi, read_xmi
from datasets_builders.reading import Event, Record, Rejected, Repaired, Seen, SourceMismatch
from datasets_builders.schema import Document

__all__ = ["authors", "read", "stated_date"]


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
        yield from _read_annotated(source, paths, split, "layer1", LAYER_1)
    validated = _files(source, "data_validation/Italian/layer2", "*.xml")
    yield from _read_annotated(source, validated, "validated", "layer2", ("ner",))
    silver = _files(source, "data_annotation/Italian/layer2", "*.xml")
    yield from _read_annotated(source, silver, "train", "layer2", ("ner_silver",))
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


def _read_annotated(
    source: Path, paths: Sequence[Path], split: str, layer: str, configs: Sequence[str]
) -> Iterator[Event]:
    for config in configs:
        yield Seen(config, split, len(paths))
    for path in paths:
        try:
            document = read_xmi(path, TYPES)
        except UnreadableXmi as error:
            raw = path.read_text(encoding="utf-8", errors="replace")
            for config in configs:
                yield Rejected(config, split, path.stem, "xmi-unreadable", raw, detail=str(error))
            continue
        beside = _raw_json(source, layer, path.stem)
        publication = Publication(path.stem, document, beside or {})
        for config in configs:
            if beside is None:
                yield Repaired(config, split, path.stem, "raw-json-unreadable")
            yield from rows(config, split, path.stem, document, publication)


def _raw_json(source: Path, layer: str, id: str) -> dict[str, Any] | None:
    """Return what the raw JSON says beside an annotated file: nothing where there is none, None where it cannot be read."""
    path = source / "data_collection" / "Italian" / layer / f"{id}.json"
    if not path.is_file():
        return {}
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return None
    return raw if isinstance(raw, dict) else None


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
        yield Record("text", "train", Document(id, id, id, text, licence, fields=columns_of(raw)))


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
