"""Read the gold standard and the synthetic notes: lists of objects whose entities are strings without offsets.

Where an entity stands is found out, and how is said row by row:

- Gold notes: every occurrence of a listed string, as whole words, the longer strings first: a name is an identifier wherever it
  stands. Ages are the exception: a bare "6" is taken where a unit or the word "età" is beside it, if it is anywhere.
- Synthetic notes have a redacted twin, and aligning the two gives exact spans of everything that was redacted, listed or not.
  Only where the twin says something else are the listed strings searched for.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from datasets_builders.corpora.deid_gold80_it.e3c_ids import E3C_IDS
from datasets_builders.formats.anchoring import Anchored, Mention, align_redacted, anchor_everywhere, mentions_of
from datasets_builders.formats.tabular import TableRow, count_rows, read_table
from datasets_builders.reading import Event, Record, Rejected, Repaired, Seen, SourceMismatch
from datasets_builders.schema import Document, Entity

__all__ = ["read"]

_GOLD = "gold_standard_80.json"
_INDICES = "test_indices_seed42.json"
_GENERATIONS = ("synthetic_v2_1000", "synthetic_v2_noname_400", "synthetic_v4_named_more", "synthetic_v4_noname_more")
_LABELS = ("NOME", "ETÀ", "DATA", "LUOGO/INDIRIZZO")
_UNIT = re.compile(r"\s?(?:enne|ann[io]|mes[ei]|giorn[io]|settiman[ae])\b", re.IGNORECASE)
_AGE = re.compile(r"\b(?:età(?: di)?|di anni)\s$", re.IGNORECASE)


def read(source: Path) -> Iterator[Event]:
    """Give the gold notes by their published split, then the synthetic ones.

    Raises:
        SourceMismatch: a file is missing, or the gold is not the one whose rows are known.
        SchemaDiffers: the notes lack a column.
    """
    paths = {name: _path(source, name) for name in (_GOLD, _INDICES, *(f"{name}.json" for name in _GENERATIONS))}
    yield from _gold(paths[_GOLD], _splits(paths[_INDICES]))
    yield Seen("phi_synthetic", "train", sum(count_rows(paths[f"{name}.json"]) for name in _GENERATIONS))
    for name in _GENERATIONS:
        for row in read_table(paths[f"{name}.json"], ("text", "redacted_text", "entities")):
            yield from _synthetic(name, row)


def _path(source: Path, name: str) -> Path:
    for path in (source / "data" / name, source / name):
        if path.is_file():
            return path
    raise SourceMismatch(
        f"data/{name} is missing in {source}.",
        cause="The folder is not the repository's, or only a part of it.",
        remedy="Give --source a copy of the pinned commit with its folder data.",
    )


def _splits(path: Path) -> dict[int, str]:
    indices = json.loads(path.read_text(encoding="utf-8"))
    splits = {index: split for split in ("train", "test") for index in indices.get(split, ())}
    if sorted(splits) != list(range(len(E3C_IDS))):
        raise SourceMismatch(
            f"{path.name} does not give every one of {len(E3C_IDS)} rows a split.",
            remedy="Take the file of the pinned commit.",
        )
    return splits


def _gold(path: Path, splits: dict[int, str]) -> Iterator[Event]:
    if count_rows(path) != len(E3C_IDS):
        raise SourceMismatch(
            f"{path.name} has {count_rows(path)} notes, not {len(E3C_IDS)}.",
            cause="Which documents of E3C they are is known by their row only.",
            remedy="Take the file of the pinned commit.",
        )
    for split, rows in Counter(splits.values()).items():
        yield Seen("phi", split, rows)
    for row in read_table(path, ("text", "entities")):
        id, split = E3C_IDS[row.number - 1], splits[row.number - 1]
        text = _text(row)
        if not text or row.values is None:
            yield Rejected("phi", split, id, "note-without-text", row.values or row.raw, row.error)
            continue
        listed, incomplete = mentions_of(row.values["entities"], label="type")
        anchored = _searched(text, listed)
        yield from _repairs(("phi", split, id), anchored, incomplete)
        fields = {"ambiguous_entities": list(anchored.ambiguous)}
        yield Record("phi", split, Document(id, id, id, text, "CC-BY-NC", anchored.entities, fields=fields))


def _repairs(place: tuple[str, str, str], anchored: Anchored, incomplete: int) -> Iterator[Event]:
    for code, times in (("mention-incomplete-left-out", incomplete), *anchored.counts.items()):
        if times:
            yield Repaired(*place, code, times)


def _text(row: TableRow) -> str:
    text = (row.values or {}).get("text")
    return text if isinstance(text, str) and text.strip() else ""


def _searched(text: str, listed: list[Mention]) -> Anchored:
    def likely(label: str, start: int, end: int) -> bool:
        return label == "ETÀ" and bool(_UNIT.match(text, end) or _AGE.search(text[max(0, start - 12) : start]))

    return anchor_everywhere(text, listed, likely=likely)


def _synthetic(name: str, row: TableRow) -> Iterator[Event]:
    place = ("phi_synthetic", "train", f"{name.removeprefix('synthetic_')}-{row.number:04d}")
    text = _text(row)
    if not text or row.values is None:
        yield Rejected(*place, "note-without-text", row.values or row.raw, row.error)
        return
    listed, incomplete = mentions_of(row.values["entities"], label="type")
    twin = row.values["redacted_text"] or ""
    aligned = _redacted(text, twin, listed)
    if aligned is None:
        yield Repaired(*place, "redacted-twin-differs")
    anchored = aligned or _searched(text, listed)
    yield from _repairs(place, anchored, incomplete)
    fields = {
        "ambiguous_entities": list(anchored.ambiguous),
        "redacted_text": twin,
        "span_source": "redaction" if aligned else "search",
        "generation": name,
    }
    id = place[2]
    yield Record(*place[:2], Document(id, id, id, text, "not-stated", anchored.entities, fields=fields))


def _redacted(text: str, twin: str, listed: list[Mention]) -> Anchored | None:
    known = {(mention.label, mention.text) for mention in listed}
    aligned = align_redacted(text, twin, _LABELS, known)
    if aligned is None:
        return None
    entities = tuple(
        Entity.of(text, start, end, id=f"e{number}", label=label)
        for number, (start, end, label) in enumerate(aligned.spans, start=1)
    )
    unlisted = sum((entity.label, entity.text) not in known for entity in entities)
    counts = Counter({"redacted-value-not-listed": unlisted, "alignment-ambiguous": int(aligned.ways > 1)})
    return Anchored(entities, counts, tuple(entity.id for entity in entities) if aligned.ways > 1 else ())
