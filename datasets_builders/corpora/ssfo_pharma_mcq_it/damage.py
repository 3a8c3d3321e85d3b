"""What tells that a question was cut out of its PDF at the wrong places.

The program that did it ended a question at its first line, unless that did not end with a mark of punctuation, took each further line
for an option, and where there were more than five ran the first ones together. A line of that PDF holds 92 characters or a few more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

__all__ = ["damage", "without_options"]

LINE = 92
_NEARLY_A_LINE = 72

# An option that ends with one of these goes on somewhere else.
_UNFINISHED = re.compile(
    r"(?:^|\s)(?:ad?|al|all[oae]|ai|agli|da[il]?|dall[oae]|dagli|di|de[il]|dell[oae]|degli|ed?|in|ne[il]|nell[oae]|negli|su[il]?"
    r"|sull[oae]|sugli|con|per|senza|tra|fra|od?|il|lo|la|gli|le|che|(?:l|d|un|all|dall|dell|nell|sull|quell)['’])$|[a-z]{3}-$"
)
_NUMBER = re.compile(r"[-+\d\s,.%]+")
_QUESTION_IN_IT = re.compile(r"\?|[a-z]\. ?[A-Z][a-z]|^(?:Quale|Indicare) ")
_WHOLE_WORDS = frozenset(("si", "sì", "no", "mai", "sempre"))


def damage(question: str, options: Sequence[str]) -> str:
    """Return what is broken as a reason to reject the row; "" where nothing can be told."""
    folded = [_fold(option) for option in options]
    if _fold(question) == "".join(folded):
        return "question-missing"
    if len(set(folded)) < len(folded):
        return "option-repeated"
    if _is_cut(question, options):
        return "question-cut"
    if any(len(option) > LINE for option in options):
        return "options-merged"
    if any(_is_unfinished(option) for option in options) or any(_goes_on(a, b) for a, b in pairwise(options)):
        return "option-cut"
    return ""


def without_options(question: str, options: Sequence[str]) -> str:
    """Return the question without its options, where they stand at its end once more, one after the other."""
    pattern = r"\s+" + r"\s*".join(r"\s*".join(map(re.escape, option.split())) for option in options) + r"\s*$"
    return re.sub(pattern, "", question, flags=re.IGNORECASE)


def _fold(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()


def _is_cut(question: str, options: Sequence[str]) -> bool:
    """Tell a question that fills a line and does not end, or whose end stands in an option."""
    ends = question.rstrip().endswith((":", "?", ".", "!", ";"))
    if not ends and len(question) >= LINE and without_options(question, options) == question:
        return True
    if any(_QUESTION_IN_IT.search(option) for option in options):
        return True
    first, *others = options or ("",)
    words_then_number = re.search(r"[a-z]{3}.*\d$", first)
    return bool(words_then_number and others and all(_NUMBER.fullmatch(option) for option in others))


def _is_unfinished(option: str) -> bool:
    return bool(_UNFINISHED.search(option)) or option.count("(") != option.count(")") or not re.search(r"\w", option)


def _goes_on(option: str, following: str) -> bool:
    """Tell an option whose rest became the next one: an index of a formula, or the last word of a full line."""
    if re.search(r"[A-Z]( \d)?$", option) and _NUMBER.fullmatch(following):
        return True
    one_word = following.isalpha() and following.islower() and following not in _WHOLE_WORDS
    return len(option) >= _NEARLY_A_LINE and one_word
