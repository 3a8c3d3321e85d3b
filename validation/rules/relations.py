"""Relations and arguments: no relation twice, none from a thing to itself, and no argument that supports itself in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from validation.checks import Check, PerRow
from validation.findings import Code, Finding, Severity
from validation.rules.examples import entity, example, row

__all__ = ["CHECK"]

TO_ITSELF = Code(
    "REL02",
    "relation-to-itself",
    Severity.ERROR,
    cause="A relation has the same entity as head and tail.",
    remedy="Mend the head or the tail in the reader, or reject the row with this reason.",
)
RELATION_REPEATED = Code(
    "REL03",
    "relation-repeated",
    Severity.WARNING,
    cause="The same head, tail and label stand in a row twice, and would be scored twice.",
    remedy="Keep one in the reader.",
)
ARGUMENT_IN_A_CIRCLE = Code(
    "ARG01",
    "argument-in-a-circle",
    Severity.WARNING,
    cause="Following relations of one label from head to tail leads back: a component argues for itself.",
    remedy="Look at the row in the source: one of the relations is probably turned round.",
)


def _look(values: Mapping[str, Any], config: str, split: str) -> Iterator[Finding]:
    relations = values.get("relations") or ()
    if not relations:
        return
    where: dict[str, Any] = {"config": config, "split": split, "row": values.get("id") or ""}
    seen: set[tuple[str, str, str]] = set()
    for number, each in enumerate(relations):
        if each["head"] == each["tail"]:
            yield TO_ITSELF.at(**where, column=f"relations[{number}]")
        said = each["head"] or "", each["tail"] or "", each["label"] or ""
        if said in seen:
            yield RELATION_REPEATED.at(**where, column=f"relations[{number}]")
        seen.add(said)
    for label in sorted({label for _, _, label in seen}):
        count = _in_circles({(head, tail) for head, tail, of in seen if of == label and head != tail})
        if count:
            yield ARGUMENT_IN_A_CIRCLE.at(**where, column="relations", hint=f"{count} entities stand in a circle")


def _in_circles(pairs: Iterable[tuple[str, str]]) -> int:
    """Count the entities from which following `pairs` leads back: those left when all ends are taken away again and again."""
    left = set(pairs)
    while True:
        heads, tails = {head for head, _ in left}, {tail for _, tail in left}
        inner = {(head, tail) for head, tail in left if head in tails and tail in heads}
        if inner == left:
            return len(heads)
        left = inner


def _start(facts: Any) -> PerRow:
    return PerRow(_look)


def _pair(head: str, tail: str, id: str = "r1") -> dict[str, str]:
    return {"id": id, "head": head, "tail": tail, "label": "RISULTATO_DI"}


_TWO = [entity(10, 17, "dispnea"), entity(37, 43, "febbre", id="e2")]

CHECK = Check(
    name="relations",
    title="Relations join two different entities, once, and arguments do not go in circles.",
    codes=(TO_ITSELF, RELATION_REPEATED, ARGUMENT_IN_A_CIRCLE),
    start=_start,
    accepts=example(row(entities=_TWO, relations=[_pair("e1", "e2")])),
    rejects={
        "REL02": example(row(entities=_TWO, relations=[_pair("e1", "e1")])),
        "REL03": example(row(entities=_TWO, relations=[_pair("e1", "e2"), _pair("e1", "e2", "r2")])),
        "ARG01": example(row(entities=_TWO, relations=[_pair("e1", "e2"), _pair("e2", "e1", "r2")])),
    },
)
