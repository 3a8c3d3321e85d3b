"""Read MED-ITA: JSON Lines with question, options {"A": ... "E": ...}, answer, category and macrocategory.

The answer may be a letter or the text of an option; a text is turned into its letter and counted as `answer-text-to-letter`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from datasets_builders.formats.choices import listed_options, why_unusable
from datasets_builders.formats.tabular import find_table
from datasets_builders.reading import Event, Record, Reject, Repaired, SourceMismatch, rows_of_table
from datasets_builders.schema import Document, Option

__all__ = ["read"]


def read(source: Path) -> Iterator[Event]:
    """Give every question.

    Raises:
        SourceMismatch: there is no table called dataset.
        SchemaDiffers: it lacks a field.
    """
    path = find_table(source, "dataset")
    if path is None:
        raise SourceMismatch(
            f"There is no dataset.jsonl in {source}.",
            cause="It is another dataset, or an incomplete copy.",
            remedy="Download data/dataset.jsonl; see: referto corpora show med-ita-it",
        )
    repairs: list[str] = []
    required = ("question", "options", "answer", "category")
    for event in rows_of_table(path, "mcqa", "train", required=required, make=_maker(repairs)):
        yield event
        if isinstance(event, Record):
            for code in dict.fromkeys(repairs):
                yield Repaired("mcqa", "train", event.document.id, code, repairs.count(code))
        repairs.clear()


def _maker(repairs: list[str]) -> Callable[[int, dict[str, Any]], Document]:
    def make(number: int, values: Mapping[str, Any]) -> Document:
        given = values["options"]
        if not isinstance(given, Mapping):
            raise Reject("options-unreadable")
        options = listed_options(sorted(given.items()))
        question, said = (str(values[name] or "").strip() for name in ("question", "answer"))
        answer = _letter(options, said)
        reason = why_unusable(question, options, answer)
        if reason:
            raise Reject(reason)
        repairs.extend(["option-missing-left-out"] * (len(given) - len(options)))
        repairs.extend(["answer-text-to-letter"] * (answer != said))
        macro = values.get("macrocategory", values.get("macro_category"))
        fields = {
            "question": question,
            "options": options,
            "answer": answer,
            "explanation": "",
            "category": str(values["category"] or ""),
            "macro_category": str(macro or ""),
        }
        id = f"{number:05d}"
        return Document(id, id, id, question, "MIT", fields=fields)

    return make


def _letter(options: tuple[Option, ...], said: str) -> str:
    if said in {option.key for option in options}:
        return said
    return next((option.key for option in options if option.text == said), "")
