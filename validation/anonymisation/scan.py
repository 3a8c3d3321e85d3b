"""Find the identifiers in a file: `.txt`, or a table in `.jsonl`, `.json`, `.parquet`, `.csv` or `.tsv`. Places only, never text."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from datasets_builders.errors import Refused, UserError
from datasets_builders.formats.tabular import TableRow, read_table
from validation.anonymisation.engine import Hit, IdentifierEngine
from validation.anonymisation.lexicon import default_lexicon
from validation.anonymisation.vocabulary.corpus import count_words

__all__ = ["TABLES", "Scanned", "enforce_readable", "scan_file", "scan_texts", "texts_of_rows", "whole_text"]

TOGETHER = 512
"""Texts that are scanned together."""

TABLES = (".jsonl", ".json", ".parquet", ".csv", ".tsv")


@dataclass
class Scanned:
    """What a scan looked at, and how often it found each entity; examining nothing is not a pass."""

    texts: int = 0
    characters: int = 0
    spans: int = 0
    unreadable: int = 0
    entities: Counter[str] = field(default_factory=Counter)

    def merge(self, other: Scanned) -> None:
        """Take over what was looked at elsewhere."""
        self.texts += other.texts
        self.characters += other.characters
        self.spans += other.spans
        self.unreadable += other.unreadable
        self.entities.update(other.entities)

    def enforce_text(self, path: Path, text_column: str) -> None:
        """Refuse a scan that had no text.

        Raises:
            Refused: there was none.
        """
        if not self.characters:
            raise Refused(
                f"{path} holds no text in {text_column!r}.",
                cause="Nothing was examined, and examining nothing is not a pass.",
                remedy="Name the column that holds the text with --text-column.",
            )


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
    enforce_readable(path)
    engine = engine.knowing(_words(path, text_column, id_column))
    yield from scan_texts(progress(_texts(path, text_column, id_column, scanned)), engine, scanned)
    scanned.enforce_text(path, text_column)


def enforce_readable(path: Path) -> None:
    """Refuse a file that is not there or is of no kind that can be scanned.

    Raises:
        UserError: it is so.
    """
    if not path.is_file():
        raise UserError(f"There is no file {path}.", remedy="Give a .txt, .jsonl, .json, .parquet, .csv or .tsv file.")
    if path.suffix not in (".txt", *TABLES):
        raise UserError(
            f"{path.name}: a file ending in {path.suffix or 'nothing'!r} cannot be scanned.",
            remedy="Give a .txt, .jsonl, .json, .parquet, .csv or .tsv file.",
        )


def scan_texts(
    texts: Iterable[tuple[str, str]], engine: IdentifierEngine, scanned: Scanned
) -> Iterator[dict[str, Any]]:
    """Give the spans of texts, which come with their ids; `scanned` counts what was looked at."""
    waiting = iter(texts)
    while some := list(islice(waiting, TOGETHER)):
        scanned.texts += len(some)
        scanned.characters += sum(len(text) for _, text in some)
        for (id, _), hits in zip(some, engine.scan_many([text for _, text in some]), strict=True):
            scanned.spans += len(hits)
            scanned.entities.update(hit.entity for hit in hits)
            yield from (_span(id, hit) for hit in hits)


def texts_of_rows(
    rows: Iterable[TableRow], text_column: str, id_column: str, scanned: Scanned
) -> Iterator[tuple[str, str]]:
    """Give the id and the text of each row; `scanned` counts those that could not be read as rows."""
    for row in rows:
        text = _text_of(row, text_column)
        if text is None:
            scanned.unreadable += 1
            # A broken line may hold identifiers all the same.
            text = row.raw
        id = (row.values or {}).get(id_column)
        yield (str(id) if id not in (None, "") else f"#{row.number}"), text


def whole_text(name: str, content: bytes) -> tuple[str, str]:
    """Give a `.txt` as one text, whose id is the file's name."""
    # As a file that is opened for reading gives it, line ends and all.
    lines = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8", errors="surrogateescape")
    return name, lines.read()


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
        return iter([whole_text(path.name, path.read_bytes())])
    return texts_of_rows(read_table(path, (text_column,)), text_column, id_column, scanned)


def _text_of(row: TableRow, column: str) -> str | None:
    if row.values is None:
        return None
    value = row.values.get(column)
    return value if isinstance(value, str) else "" if value is None else str(value)
