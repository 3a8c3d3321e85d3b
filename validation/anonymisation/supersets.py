r"""Translate a Python pattern into one that RE2 accepts and that occurs wherever the first one matches.

    superset(re.compile(r"(?<![a-z])caso n\.? ?(?P<place>\d+)"))   ->   "caso n[.]?[ ]?(?:[0-9\x{80}-\x{10ffff}])+"

What only forbids (look-around, `\b`) is left out, and any character beyond ASCII stands for all of those that Python may
take for a letter, a digit or a blank. So the translation may occur too often, never too seldom: `patterns` asks all rules of
a recogniser in one pass which of them can match, where Python would try each at every character.

This module never imports Presidio.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from re import _constants as codes  # type: ignore[attr-defined]  # the one parser of Python's patterns
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import re2
import regex  # type: ignore[import-untyped]

from validation.anonymisation.pattern_set import PatternSet, options, written

__all__ = ["Finder", "Which", "superset"]

_BEYOND = r"\x{80}-\x{10ffff}"
_ANYTHING = "(?s:.)"
_FOLDED = set("iskISK")
_ASCII = [chr(code) for code in range(128)]
_CATEGORIES: dict[Any, Callable[[str], bool]] = {
    codes.CATEGORY_DIGIT: str.isdigit,
    codes.CATEGORY_SPACE: str.isspace,
    codes.CATEGORY_WORD: lambda mark: mark.isalnum() or mark == "_",
    codes.CATEGORY_NOT_DIGIT: lambda mark: not mark.isdigit(),
    codes.CATEGORY_NOT_SPACE: lambda mark: not mark.isspace(),
    codes.CATEGORY_NOT_WORD: lambda mark: not (mark.isalnum() or mark == "_"),
}


class Which:
    """Tell which of some patterns can match in a text; one that RE2 cannot take always can.

    Args:
        patterns: compiled by `re`, or by another module, and then not translated.
    """

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._set = PatternSet(megabytes=32)
        for pattern in patterns:
            try:
                self._set.add(superset(pattern))
            except re2.error:
                self._set.add("")
        self._every = range(len(patterns))
        self._set.compile()

    def can_match(self, text: str) -> Iterable[int]:
        """Give the numbers of the patterns that can match in `text`, in ascending order."""
        read = written(text)
        found = None if read is None else self._set.occurring(read)
        return self._every if found is None else sorted(found)


class Finder:
    """Find the matches of one pattern as `finditer` does, and try it only where its superset occurs: RE2 is quick to tell.

    Args:
        pattern: compiled by `re`; another module's is tried everywhere.
    """

    MANY = 40
    """So many places in one text are not tried one by one."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern
        wanted = superset(pattern)
        try:
            self._wanted = re2.compile(wanted.encode(), options(megabytes=16)) if wanted else None
        except re2.error:
            self._wanted = None

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """Give the matches that do not overlap, in the order in which they stand."""
        read = written(text)
        if self._wanted is None or read is None:
            yield from self._pattern.finditer(text)
            return
        is_ascii = len(read) == len(text)
        end = byte = at = 0
        for _ in range(self.MANY):
            wanted = self._wanted.search(read, byte)
            if wanted is None:
                return
            at = wanted.start()
            byte = at + 1
            if not is_ascii:
                at = len(read[:at].decode())
            found = self._pattern.match(text, at) if at >= end else None
            if found:
                yield found
                end = max(found.end(), at + 1)
                if is_ascii:
                    byte = end
        yield from self._pattern.finditer(text, max(end, at))


def superset(pattern: re.Pattern[str] | regex.Pattern[str]) -> str:
    """Give an RE2 pattern that occurs wherever `pattern` matches; the empty one, where it is not one of `re`'s."""
    if not isinstance(pattern, re.Pattern):
        return ""
    return _sequence(parser.parse(pattern.pattern, pattern.flags), pattern.flags)


def _sequence(items: Iterable[tuple[Any, Any]], flags: int) -> str:
    return "".join(_item(code, argument, flags) for code, argument in items)


def _item(code: Any, argument: Any, flags: int) -> str:
    if code in (codes.LITERAL, codes.NOT_LITERAL, codes.IN):
        negated = [(codes.NEGATE, None)] if code is codes.NOT_LITERAL else []
        return _one_of(argument if code is codes.IN else [*negated, (codes.LITERAL, argument)], flags)
    if code is codes.SUBPATTERN:
        _, added, removed, inside = argument
        return f"(?:{_sequence(inside, (flags | added) & ~removed)})"
    if code is codes.ATOMIC_GROUP:
        return f"(?:{_sequence(argument, flags)})"
    if code is codes.BRANCH:
        return f"(?:{'|'.join(_sequence(branch, flags) for branch in argument[1])})"
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        least, most, inside = argument
        upper = "" if most is codes.MAXREPEAT else int(most)
        return f"(?:{_sequence(inside, flags)}){{{int(least)},{upper}}}"
    if code in (codes.ASSERT, codes.ASSERT_NOT, codes.AT):
        return ""
    return _ANYTHING if code is codes.ANY else f"{_ANYTHING}*"


def _one_of(items: Iterable[tuple[Any, Any]], flags: int) -> str:
    """Give the class of one character: which ASCII characters it may be, and whether any other."""
    negated = any(code is codes.NEGATE for code, _ in items)
    marks = {mark for code, argument in items for mark in _ascii_marks(code, argument)}
    beyond = negated or any(_is_beyond(code, argument, flags) for code, argument in items)
    if flags & re.IGNORECASE:
        marks = {variant for mark in marks for variant in (mark, mark.lower(), mark.upper())}
    if flags & re.IGNORECASE and not flags & re.ASCII and not negated:
        # Python takes "ı", "ſ" and the Kelvin sign for i, s and k.
        marks, beyond = marks | (_FOLDED if beyond else set()), beyond or bool(marks & _FOLDED)
    listed = "".join(rf"\x{{{ord(mark):x}}}" for mark in _ASCII if (mark in marks) != negated)
    listed += _BEYOND if beyond else ""
    return f"[{listed}]" if listed else r"[^\x{0}-\x{10ffff}]"


def _ascii_marks(code: Any, argument: Any) -> Iterable[str]:
    if code is codes.LITERAL:
        return (chr(argument),) if argument < 128 else ()
    if code is codes.RANGE:
        return [mark for mark in _ASCII if argument[0] <= ord(mark) <= argument[1]]
    return filter(_CATEGORIES[argument], _ASCII) if code is codes.CATEGORY else ()


def _is_beyond(code: Any, argument: Any, flags: int) -> bool:
    if code is codes.CATEGORY:
        return not flags & re.ASCII or "NOT" in str(argument)
    return bool(argument and (argument if code is codes.LITERAL else argument[1]) >= 128)
