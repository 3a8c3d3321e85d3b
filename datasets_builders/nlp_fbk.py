"""The shapes of table in which the NLP unit of Fondazione Bruno Kessler publishes more than one corpus on the Hub.

Questions: `full_question`, `translated_answer_opa` ... `opd`, and `cop`, the right option counted from 0. Notes: `clinical_note`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from datasets_builders.formats.choices import key_at, listed_options, why_unusable
from datasets_builders.reading import Event, Reject, require_table, rows_of_table
from datasets_builders.schema import Document

__all__ = ["read_notes", "read_questions"]

_OPTIONS = {letter.upper(): f"translated_answer_op{letter}" for letter in "abcd"}


def read_questions(source: Path) -> Iterator[Event]:
    """Give every question of the table `train` as a row of `mcqa`.

    Raises:
        SourceMismatch: there is no table called train.
        SchemaDiffers: the table has other columns than the authors' programs use.
    """
    required = ("full_question", *_OPTIONS.values(), "cop")
    yield from rows_of_table(require_table(source, "train"), "mcqa", "train", required=required, make=_question)


def _question(number: int, values: dict[str, Any]) -> Document:
    question = str(values["full_question"] or "").strip()
    options = listed_options((letter, values[column]) for letter, column in _OPTIONS.items())
    answer = key_at(tuple(_OPTIONS), values["cop"])
    reason = why_unusable(question, options, answer)
    if reason or len(options) < len(_OPTIONS):
        raise Reject(reason or "option-empty")
    fields = {"question": question, "options": options, "answer": answer, "explanation": ""}
    id = f"train-{number:06d}"
    return Document(id, id, id, question, "unknown", fields=fields)


def read_notes(source: Path) -> Iterator[Event]:
    """Give every Italian note, which stand in the table `it`: the publisher uses languages as splits.

    Raises:
        SourceMismatch: there is no table called `it`.
        SchemaDiffers: it has no `clinical_note`.
    """
    table = require_table(source, "it")
    yield from rows_of_table(table, "text", "train", required=("clinical_note",), make=_note)


def _note(number: int, values: dict[str, Any]) -> Document:
    note = str(values["clinical_note"] or "")
    if not note.strip():
        raise Reject("note-missing")
    id = str(values.get("document_id") or f"it-{number:05d}").removesuffix("_it")
    return Document(id, id, id, note, "unknown")
