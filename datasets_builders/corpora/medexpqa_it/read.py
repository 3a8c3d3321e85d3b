"""Read MedExpQA Italian: JSON Lines with full_question, options {"1": ..., "5": ... or null}, correct_option and full_answer.

The train file was not in the publisher's repair of missing values: NaN, which json reads as a number, is a missing option, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from datasets_builders.formats.choices import listed_options, why_unusable
from datasets_builders.formats.tabular import find_table
from datasets_builders.reading import Event, Record, Reject, Repaired, SourceMismatch, rows_of_table
from datasets_builders.schema import Document

__all__ = ["read"]

_PARTS = {"train": "train", "validation": "dev", "test": "test"}
_COLUMNS = ("id", "lang", "full_question", "options", "correct_option", "full_answer", "type", "year")


def read(source: Path) -> Iterator[Event]:
    """Give every case.

    Raises:
        SourceMismatch: one of the three Italian files is missing.
        SchemaDiffers: a file lacks a field.
    """
    tables = {split: find_table(source, f"{part}.it.casimedicos.rag") for split, part in _PARTS.items()}
    missing = [f"{_PARTS[split]}.it.casimedicos.rag.jsonl" for split, path in tables.items() if path is None]
    if missing:
        raise SourceMismatch(
            f"{', '.join(missing)} missing in {source}.",
            cause="It is another dataset, another language of it, or an incomplete copy.",
            remedy="Download the folder data/it of the pinned revision: referto corpora show medexpqa-it",
        )
    for split, path in tables.items():
        if path is not None:
            yield from _read_part(path, split)


def _read_part(path: Path, split: str) -> Iterator[Event]:
    left_out: list[int] = []
    for event in rows_of_table(path, "mcqa", split, required=_COLUMNS, make=_maker(left_out)):
        yield event
        if isinstance(event, Record) and left_out[-1]:
            yield Repaired("mcqa", split, event.document.id, "option-missing-left-out", left_out[-1])


def _maker(left_out: list[int]) -> Callable[[int, dict[str, Any]], Document]:
    def make(number: int, values: Mapping[str, Any]) -> Document:
        if values["lang"] != "it":
            raise Reject("language-differs", str(values["lang"]))
        given = values["options"]
        if not isinstance(given, Mapping):
            raise Reject("options-unreadable")
        options = listed_options(sorted(given.items()))
        question, answer = str(values["full_question"] or "").strip(), str(values["correct_option"])
        reason = why_unusable(question, options, answer)
        if reason:
            raise Reject(reason)
        left_out.append(len(given) - len(options))
        fields = {
            "question": question,
            "options": options,
            "answer": answer,
            "explanation": str(values["full_answer"] or "").strip(),
            "specialty": str(values["type"] or ""),
            "year": str(values["year"] or ""),
        }
        id = str(values["id"])
        return Document(id, id, id, question, "CC-BY-4.0", fields=fields)

    return make
