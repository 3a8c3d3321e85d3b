"""Read the seven quiz files: {"metadata": ..., "quizzes": [{"id", "question", "category", "answers", "correctAnswer"}, ...]}.

A program took the questions out of PDF, line by line, and lines were taken for options. `damage` tells what can be told of that; what
it tells is rejected, for no rule can say which line belonged where. One damage is repaired with certainty: options that stand a second
time at the end of their question are cut off there and counted as `options-cut-from-question`.

The six papers were read by optical character recognition and nobody corrected them: each of their rows is rejected with its reason.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from datasets_builders.corpora.ssfo_pharma_mcq_it.damage import damage, without_options
from datasets_builders.formats.choices import why_unusable
from datasets_builders.formats.tabular import SchemaDiffers
from datasets_builders.reading import Event, Record, Rejected, Repaired, Seen, SourceMismatch
from datasets_builders.schema import Document, Option

__all__ = ["read"]

_BANK = "quiz-data.json"
_PAPERS = ("new-quiz-data.json", *(f"modello{number}-quiz-data.json" for number in range(3, 8)))
_KEYS_UNKNOWN = ("new-quiz-data.json",)  # its README says that two of its seventy keys are known; every row has one
_COLUMNS = ("id", "question", "category", "subcategory", "answers", "correctAnswer")

Row = Mapping[str, Any]


def read(source: Path) -> Iterator[Event]:
    """Give every question of the bank that is whole; reject what is not, and all of the papers.

    Raises:
        SourceMismatch: a file is missing or is not the JSON that it should be.
        SchemaDiffers: the questions lack a field.
    """
    paths = [source / name for name in (_BANK, *_PAPERS)]
    missing = [path.name for path in paths if not path.is_file()]
    if missing:
        raise SourceMismatch(
            f"{', '.join(missing)} missing in {source}.",
            cause="It is another folder, or an incomplete copy of the repository.",
            remedy="Take the pinned commit: referto corpora show ssfo-pharma-mcq-it",
        )
    bank, *papers = paths
    yield Seen("mcqa", "train", sum(_count(path) for path in paths))
    yield from _read_bank(bank)
    for paper in papers:
        yield from _read_paper(paper)


def _count(path: Path) -> int:
    """Count the questions apart from parsing them."""
    return len(re.findall(rb'"question"\s*:', path.read_bytes()))


def _rows(path: Path) -> list[Row]:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise SourceMismatch(
            f"{path.name} is not JSON.", cause="It is truncated or damaged.", remedy="Download it again."
        ) from error
    rows = content.get("quizzes") if isinstance(content, dict) else None
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise SourceMismatch(
            f"{path.name} has no list of quizzes.", cause="It is another file.", remedy="Take the pinned commit."
        )
    absent = [name for name in _COLUMNS if name not in rows[0]]
    if absent:
        raise SchemaDiffers(
            f"{path.name}: the field {', '.join(map(repr, absent))} is missing.",
            cause=f"It has {', '.join(map(repr, rows[0]))}; the reader was written for another version of it.",
            remedy="Take the pinned commit, or adapt the corpus's reader to the new fields.",
        )
    return rows


def _read_bank(path: Path) -> Iterator[Event]:
    groups: dict[str, str] = {}
    for number, row in enumerate(_rows(path), start=1):
        place = f"{path.name}:{number}"
        options = _options(row)
        reason = "row-incomplete" if options is None else _reason(row, options)
        if options is None or reason:
            yield Rejected("mcqa", "train", place, reason, dict(row))
            continue
        id = f"bank-{row['id']:04d}"
        question = without_options(row["question"], [option.text for option in options])
        if question != row["question"]:
            yield Repaired("mcqa", "train", id, "options-cut-from-question")
        group = groups.setdefault(" ".join(re.findall(r"\w+", question.casefold())), id)
        fields = {
            "question": question,
            "options": options,
            "answer": row["correctAnswer"],
            "explanation": "",
            "category": row["category"],
            "subcategory": row["subcategory"] or "",
        }
        yield Record("mcqa", "train", Document(id, id, group, question, "unknown", fields=fields))


def _options(row: Row) -> tuple[Option, ...] | None:
    """Return the options of a row; None where the row is not what a row should be."""
    answers, kinds = row.get("answers"), (("id", int), ("question", str), ("category", str), ("correctAnswer", str))
    if not isinstance(answers, list) or not all(isinstance(row.get(name), kind) for name, kind in kinds):
        return None
    try:
        return tuple(Option(answer["letter"], answer["text"].strip()) for answer in answers)
    except (AttributeError, KeyError, TypeError):
        return None


def _reason(row: Row, options: Sequence[Option]) -> str:
    texts = [option.text for option in options]
    return damage(row["question"], texts) or why_unusable(row["question"], options, row["correctAnswer"])


def _read_paper(path: Path) -> Iterator[Event]:
    rows = _rows(path)
    _, most = Counter(row.get("correctAnswer") for row in rows).most_common(1)[0]
    defaulted = path.name in _KEYS_UNKNOWN or most > 0.75 * len(rows)
    ids = Counter(row.get("id") for row in rows)
    for number, row in enumerate(rows, start=1):
        reason = _paper_reason(row, repeated=ids[row.get("id")] > 1, defaulted=defaulted)
        yield Rejected("mcqa", "train", f"{path.name}:{number}", reason, dict(row))


def _paper_reason(row: Row, *, repeated: bool, defaulted: bool) -> str:
    options = _options(row)
    if options is None:
        return "row-incomplete"
    if repeated:
        return "id-repeated"
    if len(options) < 5:
        merged = re.search(r"[:?]\s*\w", row["question"])
        return "option-merged-into-question" if merged else "options-missing"
    return "key-defaulted" if defaulted else "key-unverified"
