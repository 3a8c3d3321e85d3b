"""Multiple-choice questions as tables hold them: options out of columns, keys out of indices, and why a question cannot be asked.

A missing option is None, a blank, or the "nan" that a table of numbers makes of a missing text; an option that says "None" is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from datasets_builders.schema import Option

__all__ = ["key_at", "listed_options", "why_unusable"]


def listed_options(cells: Iterable[tuple[str, Any]]) -> tuple[Option, ...]:
    """Return the options of (key, text) cells in their order; missing ones are left out, for the reader to count."""
    return tuple(Option(key, str(text).strip()) for key, text in cells if not _is_missing(text))


def key_at(keys: Sequence[str], index: Any) -> str:
    """Return the key at an index from 0, or "" where there is none: -1, as hidden test parts have it, is not the last one."""
    try:
        place = int(index)
    except (TypeError, ValueError):
        return ""
    return keys[place] if 0 <= place < len(keys) else ""


def why_unusable(question: str, options: Sequence[Option], key: str) -> str:
    """Return why a question cannot be asked, as a reason to reject its row; "" where it can."""
    if not any(character.isalpha() for character in question):
        return "question-missing"
    if len(options) < 2:
        return "options-missing"
    texts = {option.key: option.text.casefold() for option in options}
    if key not in texts:
        return "key-not-an-option"
    if sum(text == texts[key] for text in texts.values()) > 1:
        return "answer-repeated"
    return ""


def _is_missing(text: Any) -> bool:
    return text is None or text != text or str(text).strip().casefold() in ("", "nan")
