"""Find the identifiers in a file: `.txt`, or a table in `.jsonl`, `.json`, `.parquet`, `.csv` or `.tsv`. Places only, never text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from datasets_builders.errors import Refused, UserError
from datasets_builders.formats.tabular import TableRow, read_table
from validation.anonymisation.engine import Hit, IdentifierEngine
from validation.anonymisation.lexicon import default_lexicon
from validation.anonymisation.vocabulary.corpus import count_words

__all__ = ["Scanned", "scan_file"]

TOGETHER = 512
"""Texts that are scanned together."""

_TABLES = (".jsonl", ".json", ".parquet", ".csv", ".tsv")


@dataclass
class Scanned:
    """What a scan looked at; examining nothing is not a pass."""

    texts: int = 0
    characters: int = 0
    spans: int = 0
    unreadable: int = 0


def scan_file(
    path: Path,
    engine: IdentifierEngine,
    scanned: Scanned,
    *,
    text_column: str = "text",
    id_column: str = "id",
    progress: Callable[[Iterable[tuple[str, str]]], Iterable[tuple[str, str]]] = lambda texts: texts,
) -> Iterator[dict[str, Any]]:
    """Give one value a span: `{"id", "start", "end", "entity", "score", "recogniser"}`, in code points, half-open.

    Args:
        path: the file; of a `.txt` the whole is one text, whose id is the file's name.
        engine: what looks.
        scanned: counts what was looked at.
        text_column: of a table, the column with the text.
        id_column: of a table, the column with the id; a row without one is told by its number, "#1".
        progress: wraps the texts, to show a bar.

    Raises:
        UserError: the file is not there or is of no kind that can be read.
        SchemaDiffers: the table has no such column.
        Refused: there was no text in it.
    """
    if not path.is_file():
        raise UserError(f"There is no file {path}.", remedy="Give a .txt, .jsonl, .json, .parquet, .csv or .tsv file.")
    engine = engine.knowing(_words(path, text_column, id_column))
    texts = iter(progress(_texts(path, text_column, id_column, scanned)))
    while some := list(islice(texts, TOGETHER)):
        scanned.texts += len(some)
        scanned.characters += sum(len(text) for _, text in some)
        for (id, _), hits in zip(some, engine.scan_many([text for _, text in some]), strict=True):
            scanned.spans += len(hits)
            yield from (_span(id, hit) for hit in hits)
    if not scanned.characters:
        raise Refused(
            f"{path} holds no text in {text_column!r}.",
            cause="Nothing was examined, and examining nothing is not a pass.",
            remedy="Name the column that holds the text with --text-column.",
        )


def _words(path: Path, text_column: str, id_column: str) -> frozenset[str]:
    """Give the words that the file itself vouches for, in a pass of its own."""
    names = default_lexicon().names
    counts = count_words(text for _, text in _texts(path, text_column, id_column, Scanned()))
    return counts.safe(but=names.first | names.last)


def _span(id: str, hit: Hit) -> dict[str, Any]:
    place = {"id": id, "start": hit.start, "end": hit.end}
    return {**place, "entity": hit.entity, "score": round(hit.score, 4), "recogniser": hit.recogniser}


def _texts(path: Path, text_column: str, id_column: str, scanned: Scanned) -> Iterator[tuple[str, str]]:
    if path.suffix == ".txt":
        yield path.name, path.read_text(encoding="utf-8", errors="surrogateescape")
        return
    if path.suffix not in _TABLES:
        raise UserError(
            f"{path.name}: a file ending in {path.suffix or 'nothing'!r} cannot be scanned.",
            remedy="Give a .txt, .jsonl, .json, .parquet, .csv or .tsv file.",
        )
    for row in read_table(path, (text_column,)):
        text = _text_of(row, text_column)
        if text is None:
            scanned.unreadable += 1
            # A broken line may hold identifiers all the same.
            text = row.raw
        id = (row.values or {}).get(id_column)
        yield (str(id) if id not in (None, "") else f"#{row.number}"), text


def _text_of(row: TableRow, column: str) -> str | None:
    if row.values is None:
        return None
    value = row.values.get(column)
    return value if isinstance(value, str) else "" if value is None else str(value)
