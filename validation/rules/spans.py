"""The law of spans: text[start:end] is the entity's text, in code points; fragments and relations hold together.

`_examine` is the law, row by row; what stands below it is its sieve (`validation.sieve`): the same questions asked of all spans of a
batch at once, in bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from datasets_builders.built import Batch
from datasets_builders.text_bytes import Integers, TextBytes
from validation.checks import Check
from validation.findings import Code, Finding, Severity
from validation.rules.examples import entity, example, row
from validation.sieve import Nested, Sieved, as_numpy, items_of, nested, picked

__all__ = ["CHECK"]

TEXT_DIFFERS = Code(
    "SPAN01",
    "span-text-mismatch",
    Severity.ERROR,
    cause="Offsets in bytes or UTF-16 units, inclusive ends, or a text that was changed after annotation.",
    remedy="Convert the offsets in the reader; half-open code points are the convention here.",
)
OUT_OF_BOUNDS = Code(
    "SPAN02",
    "span-out-of-bounds",
    Severity.ERROR,
    cause="The span begins before the text, ends after it, or is empty.",
    remedy="Compare the annotation with the text it was made on.",
)
EDGE_BLANK = Code(
    "SPAN03",
    "span-edge-blank",
    Severity.WARNING,
    cause="The annotator's selection took a blank along.",
    remedy="Trim the span in the reader and count the repair.",
)
FRAGMENTS_BROKEN = Code(
    "SPAN04",
    "fragments-broken",
    Severity.ERROR,
    cause="The fragments are missing, overlap, are out of order, or do not begin and end where the entity does.",
    remedy="Write one fragment for an unbroken entity, and all of them in order for a discontinuous one.",
)
CROSSING = Code(
    "SPAN05",
    "spans-crossing",
    Severity.WARNING,
    cause="A span begins within another and ends after it; one label a word, and most models, cannot say that.",
    remedy="Mend the bounds in the reader, or tell in the card how such spans are scored.",
)
END_MISSING = Code(
    "REL01",
    "relation-end-missing",
    Severity.ERROR,
    cause="The relation's head or tail is not among the row's entities.",
    remedy="Keep both ends in the same row, or leave the relation out and count it.",
)


def _examine(row: Mapping[str, Any], config: str, split: str) -> Iterator[Finding]:
    entities = row.get("entities") or ()
    text = row.get("text") or ""
    where = {"config": config, "split": split, "row": row["id"]}
    for each in entities:
        yield from _examine_entity(each, text, where)
    for start, end in _crossing(entities):
        yield CROSSING.at(**where, column="text", start=start, end=end)
    known = {each["id"] for each in entities}
    for number, relation in enumerate(row.get("relations") or ()):
        if relation["head"] not in known or relation["tail"] not in known:
            yield END_MISSING.at(**where, column=f"relations[{number}]")


def _examine_entity(each: Mapping[str, Any], text: str, where: Mapping[str, str]) -> Iterator[Finding]:
    start, end = each["start"], each["end"]
    place: dict[str, Any] = {**where, "column": "text", "start": start, "end": end}
    if start is None or end is None or not 0 <= start < end <= len(text):
        yield OUT_OF_BOUNDS.at(**place)
        return
    covered = text[start:end]
    if covered != each["text"]:
        yield TEXT_DIFFERS.at(**place)
    elif covered != covered.strip():
        yield EDGE_BLANK.at(**place)
    pieces = [(piece["start"], piece["end"]) for piece in each.get("fragments") or ()]
    if not _are_whole(pieces, start, end):
        yield FRAGMENTS_BROKEN.at(**place)


def _are_whole(pieces: Sequence[tuple[int | None, int | None]], start: int, end: int) -> bool:
    """Do the pieces begin and end where the entity does, stand in order, and hold a letter each?"""
    known = [(a, b) for a, b in pieces if a is not None and b is not None]
    if not known or len(known) < len(pieces) or known[0][0] != start or known[-1][1] != end:
        return False
    return all(a < b for a, b in known) and all(before[1] <= after[0] for before, after in pairwise(known))


def _crossing(entities: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, int]]:
    """Give the unbroken spans that begin within an earlier one and end after it."""
    spans = sorted(
        {(each["start"], -each["end"]) for each in entities if _is_unbroken(each)}
    )  # what begins at one place: the longest first, which may hold the others
    open_until: list[int] = []
    for start, end in ((start, -minus) for start, minus in spans):
        while open_until and open_until[-1] <= start:
            open_until.pop()
        if open_until and end > open_until[-1]:
            yield start, end
        open_until.append(end)


def _is_unbroken(each: Mapping[str, Any]) -> bool:
    start, end = each["start"], each["end"]
    return start is not None and end is not None and start < end and len(each.get("fragments") or ()) < 2


def _sieve(batch: Batch) -> Integers:
    suspects = [np.zeros(0, np.int64)]
    entities = nested(batch, "entities")
    if entities is not None:
        suspects.append(_suspect_spans(batch.text_bytes, entities))
    relations = nested(batch, "relations")
    if relations is not None:
        suspects.append(_suspect_relations(relations, entities))
    return np.unique(np.concatenate(suspects))


def _suspect_spans(text: TextBytes, entities: Nested) -> Integers:
    """Give the rows of which a span is out of bounds, covers another text, has odd edges or fragments, or overlaps another."""
    starts, no_start = entities.integers("start")
    ends, no_end = entities.integers("end")
    rows = entities.rows
    before = text.characters_before
    lengths = np.diff(before)[rows]
    placed = ~no_start & ~no_end & (starts >= 0) & (starts < ends) & (ends <= lengths)
    odd = ~placed
    at = np.flatnonzero(placed)
    begins, stops = text.byte_of(rows[at], starts[at]), text.byte_of(rows[at], ends[at])
    odd[at] |= _other_bytes(text.data, begins, stops, picked(entities.field("text"), at))
    odd[at] |= text.may_have_blank_edges(begins, stops)
    odd |= _odd_fragments(entities, starts, ends)
    return np.concatenate([rows[odd], _overlapping(rows[at], starts[at], ends[at])])


def _other_bytes(
    data: npt.NDArray[np.uint8], begins: Integers, stops: Integers, texts: pa.Array
) -> npt.NDArray[np.bool_]:
    """Tell which stretches of `data` are not the given texts."""
    said = TextBytes(texts)
    lengths = stops - begins
    other: npt.NDArray[np.bool_] = lengths != np.diff(said.bounds)
    same = np.flatnonzero(~other)
    sizes = lengths[same]
    ends = np.cumsum(sizes)
    within = np.arange(ends[-1] if len(ends) else 0)
    here = data[within + np.repeat(begins[same] - (ends - sizes), sizes)]
    there = (
        said.data
        if len(same) == len(other)
        else said.data[within + np.repeat(said.bounds[same] - (ends - sizes), sizes)]
    )
    differs = np.flatnonzero(here != there)
    other[same[np.searchsorted(ends, differs, side="right")]] = True
    return other


def _odd_fragments(entities: Nested, starts: Integers, ends: Integers) -> npt.NDArray[np.bool_]:
    """Tell which entities have fragments that are missing, empty, out of order, or begin or end elsewhere."""
    lists = entities.field("fragments")
    if pa.types.is_null(lists.type):
        return np.ones(len(starts), np.bool_)
    pieces = items_of(lists)
    piece_starts, no_start = pieces.integers("start")
    piece_ends, no_end = pieces.integers("end")
    counts = np.bincount(pieces.rows, minlength=len(starts))
    odd: npt.NDArray[np.bool_] = counts == 0
    odd[pieces.rows[no_start | no_end | (piece_starts >= piece_ends)]] = True
    after = pieces.rows[1:]
    odd[after[(after == pieces.rows[:-1]) & (piece_ends[:-1] > piece_starts[1:])]] = True
    there = np.flatnonzero(counts)
    last = np.cumsum(counts)[there] - 1
    first = last - counts[there] + 1
    odd[there] |= (piece_starts[first] != starts[there]) | (piece_ends[last] != ends[there])
    return odd


def _overlapping(rows: Integers, starts: Integers, ends: Integers) -> Integers:
    """Give the rows in which a span begins before another ends that began no later."""
    if not len(rows):
        return rows
    apart = int(ends.max()) + 1
    begins, stops = rows * apart + starts, rows * apart + ends
    if np.any(begins[1:] < begins[:-1]):
        order = np.argsort(begins, kind="stable")
        rows, begins, stops = rows[order], begins[order], stops[order]
    within: Integers = rows[1:][begins[1:] < np.maximum.accumulate(stops)[:-1]]
    return within


def _suspect_relations(relations: Nested, entities: Nested | None) -> Integers:
    """Give the rows in which a head or a tail is not the id of an entity, or is null."""
    ends = [relations.field("head"), relations.field("tail")]
    if entities is None or any(pa.types.is_null(each.type) for each in ends):
        return relations.rows
    known = entities.field("id").cast(pa.large_string())
    codes = pa.concat_arrays([known, *(each.cast(pa.large_string()) for each in ends)]).dictionary_encode()
    numbers = as_numpy(codes.indices.cast(pa.int64()).fill_null(-1)) + 1
    keys = np.concatenate([entities.rows, relations.rows, relations.rows]) * (len(codes.dictionary) + 1) + numbers
    of_entities = keys[: len(known)]
    suspect = ~np.isin(keys[len(known) :], of_entities) | (numbers[len(known) :] == 0)
    found: Integers = np.concatenate([relations.rows, relations.rows])[suspect]
    return found


class _Spans(Sieved):
    def judge(self, row: Mapping[str, Any], config: str, split: str) -> Iterator[Finding]:
        return _examine(row, config, split)

    def suspects(self, batch: Batch) -> Integers:
        return _sieve(batch)


_BAD_FRAGMENT = {**entity(10, 17, "dispnea"), "fragments": [{"start": 10, "end": 12}]}

CHECK = Check(
    name="spans",
    title="Every span covers the text it says it covers, in code points, and relations have both ends.",
    codes=(TEXT_DIFFERS, OUT_OF_BOUNDS, EDGE_BLANK, FRAGMENTS_BROKEN, CROSSING, END_MISSING),
    start=_Spans,
    accepts=example(row()),
    rejects={
        "SPAN01": example(row(entities=[entity(11, 18, "dispnea")])),
        "SPAN02": example(row(entities=[entity(40, 90, "febbre.")])),
        "SPAN03": example(row(entities=[entity(10, 18, "dispnea ")])),
        "SPAN04": example(row(entities=[_BAD_FRAGMENT])),
        "SPAN05": example(row(entities=[entity(10, 20, "dispnea da"), entity(18, 31, "da tre giorni", id="e2")])),
        "REL01": example(row(relations=[{"id": "r1", "head": "e1", "tail": "e9", "label": "RISULTATO_DI"}])),
    },
)
