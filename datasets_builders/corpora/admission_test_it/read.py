"""Read evalitahf/admission_test: Question, the options A to E, and in Correct the letter of the right one; tables dev and test."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from datasets_builders.formats.choices import listed_options, why_unusable
from datasets_builders.formats.tabular import find_table
from datasets_builders.reading import Event, Record, Reject, Repaired, SourceMismatch, rows_of_table
from datasets_builders.schema import Document

__all__ = ["read"]

_PARTS = {"validation": "dev", "test": "test"}
_LETTERS = "ABCDE"


def read(source: Path) -> Iterator[Event]:
    """Give every question.

    Raises:
        SourceMismatch: there is no table called dev or none called test.
        SchemaDiffers: a table lacks a column.
    """
    tables = {split: find_table(source, part) for split, part in _PARTS.items()}
    missing = [_PARTS[split] for split, path in tables.items() if path is None]
    if missing:
        raise SourceMismatch(
            f"No table called {' or '.join(missing)} in {source}.",
            cause="It is another dataset, or an incomplete copy.",
            remedy="See where it is published: referto corpora show admission-test-it",
        )
    for split, path in tables.items():
        if path is None:
            continue
        for event in rows_of_table(
            path, "mcqa", split, required=("Question", *_LETTERS, "Correct"), make=_maker(split)
        ):
            yield event
            left_out = len(_LETTERS) - len(event.document.fields["options"]) if isinstance(event, Record) else 0
            if isinstance(event, Record) and left_out:
                yield Repaired("mcqa", split, event.document.id, "option-missing-left-out", left_out)


def _maker(split: str) -> Callable[[int, dict[str, Any]], Document]:
    def make(number: int, values: Mapping[str, Any]) -> Document:
        question, answer = (str(values[name] or "").strip() for name in ("Question", "Correct"))
        options = listed_options((letter, values[letter]) for letter in _LETTERS)
        reason = why_unusable(question, options, answer)
        if reason:
            raise Reject(reason)
        fields = {"question": question, "options": options, "answer": answer, "explanation": ""}
        id = f"{split}-{number:04d}"
        return Document(id, id, id, question, "unknown", fields=fields)

    return make
