"""Read the one Parquet file of NLP-FBK/medmcqa-it: full_question, translated_answer_opa ... opd, and cop, the right one from 0."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from datasets_builders.formats.choices import key_at, listed_options, why_unusable
from datasets_builders.formats.tabular import find_table
from datasets_builders.reading import Event, Reject, SourceMismatch, rows_of_table
from datasets_builders.schema import Document

__all__ = ["read"]

_OPTIONS = {letter.upper(): f"translated_answer_op{letter}" for letter in "abcd"}


def read(source: Path) -> Iterator[Event]:
    """Give every question.

    Raises:
        SourceMismatch: there is no table called train.
        SchemaDiffers: the table has other columns than the authors' programs use.
    """
    path = find_table(source, "train")
    if path is None:
        raise SourceMismatch(
            f"There is no table called train in {source}.",
            cause="It is another dataset, or an incomplete copy.",
            remedy="Download train/train-00000-of-00001.parquet; see: referto corpora show medmcqa-it",
        )
    required = ("full_question", *_OPTIONS.values(), "cop")
    yield from rows_of_table(path, "mcqa", "train", required=required, make=_document)


def _document(number: int, values: dict[str, Any]) -> Document:
    question = str(values["full_question"] or "").strip()
    options = listed_options((letter, values[column]) for letter, column in _OPTIONS.items())
    answer = key_at(tuple(_OPTIONS), values["cop"])
    reason = why_unusable(question, options, answer)
    if reason or len(options) < len(_OPTIONS):
        raise Reject(reason or "option-empty")
    fields = {"question": question, "options": options, "answer": answer, "explanation": ""}
    id = f"train-{number:06d}"
    return Document(id, id, id, question, "unknown", fields=fields)
