"""Rows for the examples that every check carries: short, invented, and right until an example spoils them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from validation.checks import Example, Facts

__all__ = ["CONFIG_FACTS", "entity", "example", "row"]

CONFIG_FACTS: Mapping[str, Any] = {
    "task": "re",
    "labels": ["SINTOMO", "ESAME"],
    "relation_labels": ["RISULTATO_DI"],
}
_NOTE = "Riferisce dispnea da tre giorni, nega febbre."


def entity(start: int, end: int, text: str, *, label: str = "SINTOMO", id: str = "e1") -> dict[str, Any]:
    """Make an unbroken entity as a row holds it."""
    fragments = [{"start": start, "end": end}]
    return {
        "id": id,
        "start": start,
        "end": end,
        "text": text,
        "label": label,
        "fragments": fragments,
        "concepts": [],
    }


def row(id: str = "n1", **columns: Any) -> dict[str, Any]:
    """Make a good row; `columns` replaces what an example wants different."""
    good = {
        "id": id,
        "document_id": id,
        "group_id": id,
        "text": _NOTE,
        "licence": "CC0-1.0",
        "entities": [entity(10, 17, "dispnea")],
        "relations": [],
    }
    return {**good, **columns}


def example(
    *rows: Mapping[str, Any], test: Sequence[Mapping[str, Any]] = (), corpus: Mapping[str, Any] | None = None
) -> Example:
    """Make an example of one config `notes`: `rows` are its train split, `test` its test split."""
    by_split = {("notes", "train"): rows, **({("notes", "test"): tuple(test)} if test else {})}
    counts = {"notes": {split: len(given) for (_, split), given in by_split.items()}}
    facts = {"configs": {"notes": CONFIG_FACTS}, "licence": {"row_values": ["CC0-1.0"], "republish": "as-is"}}
    return Example(by_split, Facts(corpus={**facts, **(corpus or {})}, splits=counts))
