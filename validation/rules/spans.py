"""The law of spans: text[start:end] is the entity's text, in code points; fragments and relations hold together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from validation.checks import Check, PerRow
from validation.findings import Code, Finding, Severity
from validation.rules.examples import entity, example, row

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
    for each in entities:
        yield from _examine_entity(each, text, {"config": config, "split": split, "row": row.get("id") or ""})
    known = {each["id"] for each in entities}
    for number, relation in enumerate(row.get("relations") or ()):
        if relation["head"] not in known or relation["tail"] not in known:
            yield END_MISSING.at(config=config, split=split, row=row.get("id") or "", column=f"relations[{number}]")


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
    in_order = all(before[1] <= after[0] for before, after in pairwise(pieces))
    whole = bool(pieces) and pieces[0][0] == start and pieces[-1][1] == end
    if not whole or not in_order or any(a >= b for a, b in pieces):
        yield FRAGMENTS_BROKEN.at(**place)


_BAD_FRAGMENT = {**entity(10, 17, "dispnea"), "fragments": [{"start": 10, "end": 12}]}

CHECK = Check(
    name="spans",
    title="Every span covers the text it says it covers, in code points, and relations have both ends.",
    codes=(TEXT_DIFFERS, OUT_OF_BOUNDS, EDGE_BLANK, FRAGMENTS_BROKEN, END_MISSING),
    start=lambda facts: PerRow(_examine),
    accepts=example(row()),
    rejects={
        "SPAN01": example(row(entities=[entity(11, 18, "dispnea")])),
        "SPAN02": example(row(entities=[entity(40, 90, "febbre.")])),
        "SPAN03": example(row(entities=[entity(10, 18, "dispnea ")])),
        "SPAN04": example(row(entities=[_BAD_FRAGMENT])),
        "REL01": example(row(relations=[{"id": "r1", "head": "e1", "tail": "e9", "label": "RISULTATO_DI"}])),
    },
)
