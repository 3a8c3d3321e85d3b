"""Write the results and tests of a built E3C in the PubTator shape of the CLinkaRT task, so that its tools can read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from datasets_builders.built import open_built
from datasets_builders.errors import UserError
from datasets_builders.formats.pubtator import Mention, Pair, PubtatorDocument, flatten, write

__all__ = ["export_relations"]

_CONFIG = "re"


def export_relations(built_folder: Path, split: str) -> Iterator[str]:
    """Give each document of `split` with its pairs of result and test, as the lines of a PubTator file.

    Line ends and tabs of the text become blanks, one for one, so that offsets stay what they are.

    Args:
        built_folder: what `referto build e3c-it` wrote.
        split: of its config `re`.

    Raises:
        UserError: there is no such split.
    """
    built = open_built(built_folder)
    splits = built.shards.get(_CONFIG, {})
    if split not in splits:
        raise UserError(
            f"{built_folder} has no split {split!r} of the config {_CONFIG!r}.",
            cause=f"It has {', '.join(splits) or 'none'}.",
            remedy="Build it with: referto build e3c-it",
        )
    rows = (row for batch in built.batches() if (batch.config, batch.split) == (_CONFIG, split) for row in batch.rows)
    yield from write(_document(row) for row in rows)


def _document(row: Mapping[str, Any]) -> PubtatorDocument:
    text = flatten(row["text"])
    mentions = {each["id"]: _mention(text, each) for each in row["entities"]}
    pairs = tuple(Pair(mentions[each["head"]], mentions[each["tail"]]) for each in row["relations"])
    return PubtatorDocument(row["document_id"], text, pairs)


def _mention(text: str, entity: Mapping[str, Any]) -> Mention:
    return Mention(entity["start"], entity["end"], text[entity["start"] : entity["end"]])
