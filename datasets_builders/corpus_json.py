"""Read a built folder's corpus.json, which somebody may have edited: what others rely on is there in its form, or it is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from datasets_builders.errors import Refused

__all__ = ["read_facts"]


def read_facts(file: Path) -> dict[str, Any]:
    """Return what a corpus.json says; nothing where there is none.

    Raises:
        Refused: it is not JSON, or a key holds something else than those who read it expect; names the key, never its value.
    """
    if not file.is_file():
        return {}
    try:
        facts: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise Refused(
            f"{file} is not JSON.",
            cause="It was edited or is half written.",
            remedy="Build the dataset again.",
        ) from error
    wrong = "itself" if not isinstance(facts, dict) else _misshapen(facts, _SHAPE)
    if wrong:
        raise Refused(
            f"{file} is not made as `referto build` writes it: {wrong}.",
            cause="It was edited.",
            remedy="Build the dataset again, or mend it: docs/reference/files.md tells its keys.",
        )
    return facts


_ANY = "*"
_COUNTS = {_ANY: int}
_SPLIT = {
    **dict.fromkeys(("rows_in", "rows_out", "characters", "words"), int),
    **dict.fromkeys(("rejected", "licences", "entities", "relations"), _COUNTS),
}
_CONFIG = {"task": str, "labels": [str], "relation_labels": [str], "repairs": _COUNTS, "splits": {_ANY: _SPLIT}}
_SHAPE: dict[str, Any] = {
    "corpus": str, "title": str, "language": str, "versions": dict, "rejected": _COUNTS,
    "licence": {"row_values": [str]}, "configs": {_ANY: _CONFIG},
}  # fmt: skip
"""What the keys of corpus.json hold that others rely on, where they are there."""


def _misshapen(value: Any, shape: Any, path: str = "") -> str:
    """Return the path of the first key that holds something else than its shape says; empty where there is none."""
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return path
        # The names of configs and splits are told by their number: whoever edited them may have written anything.
        inner = [(f"{path}.{key if key in shape else number}", value[key], shape.get(key, shape.get(_ANY)))
                 for number, key in enumerate(value, start=1)]  # fmt: skip
        wrong = (_misshapen(each, its, where.lstrip(".")) for where, each, its in inner if its is not None)
        return next(filter(None, wrong), "")
    if isinstance(shape, list):
        return "" if isinstance(value, list) and all(isinstance(each, shape[0]) for each in value) else path
    return "" if isinstance(value, shape) and not isinstance(value, bool) else path
