"""The words of the report page: Italian or English, numbers written the way each language writes them.

    words = Words("it")
    words("bound_in_rows", rows=words.number(48), count=words.number(2))
    words.number(11007)            "11.007"
    words.share(1, 3)              "33,3%"

Every key stands in both files of `words/`; a test compares them. What a code or a family of checks is called in English is told by
the code itself, in Italian by `words/it.toml`.
"""

from __future__ import annotations

import importlib.resources
import tomllib
from functools import cache
from typing import Any, NamedTuple

from validation.findings import Code

__all__ = ["LANGUAGES", "Said", "Words"]

LANGUAGES = ("it", "en")
"""The languages of the page, the one that is shown without a script first."""


class Said(NamedTuple):
    """A text and its language: a code that nobody has translated yet is told in English on an Italian page too."""

    text: str
    language: str


class Words:
    """The words of one language.

    Args:
        language: "it" or "en".
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._words = _read(language)

    def __call__(self, key: str, **values: str) -> str:
        """Return a text with its places filled.

        Raises:
            KeyError: there is no such text, or a place is not filled; a bug.
        """
        text: str = self._words[key]
        return text.format(**values) if values else text

    def count(self, key: str, number: int) -> str:
        """Return the text for one or for several, with the number in it."""
        return self(f"{key}_{'one' if number == 1 else 'other'}", count=self.number(number))

    def number(self, value: int) -> str:
        """Write a whole number with the language's separator of thousands."""
        return self._separated(f"{value:,}")

    def decimal(self, value: float) -> str:
        """Write a number with as many decimals as it needs."""
        return self._separated(f"{value:,g}")

    def share(self, part: int, whole: int) -> str:
        """Write a part as a percentage of a whole; never 100% or 0% for what is not all or nothing."""
        if not whole:
            return "–"
        rate = 100 * part / whole
        if 0 < part < whole:
            rate = min(max(rate, 0.1), 99.9)
        return self._separated(f"{rate:.0f}%" if part in (0, whole) else f"{rate:.1f}%")

    def percent(self, told: str) -> str:
        """Write a percentage that was rounded already, such as "0.0998%"."""
        return self._separated(told)

    def family(self, name: str, title: str) -> Said:
        """Say what a family of checks looks at; `title` is what the check itself says, in English."""
        told = self._words.get("families", {}).get(name)
        return Said(told, self.language) if told else Said(title, "en")

    def title(self, code: Code) -> Said:
        """Name a defect."""
        told = self._of_code(code, "title", code.name.replace("-", " "))
        return Said(told.text[:1].upper() + told.text[1:], told.language)

    def cause(self, code: Code) -> Said:
        """Say what usually causes a defect."""
        return self._of_code(code, "cause", code.cause)

    def remedy(self, code: Code) -> Said:
        """Say what to do about a defect."""
        return self._of_code(code, "remedy", code.remedy)

    def entity(self, name: str) -> str:
        """Name a type of identifier; one that only a user's engine serves keeps its name."""
        told: str = self._words["entities"].get(name, name)
        return told

    def _of_code(self, code: Code, part: str, english: str) -> Said:
        told = self._words.get("codes", {}).get(code.id, {}).get(part)
        return Said(told, self.language) if told else Said(english, "en")

    def _separated(self, english: str) -> str:
        return english.translate(_ITALIAN) if self.language == "it" else english


_ITALIAN = str.maketrans(",.", ".,")


@cache
def _read(language: str) -> dict[str, Any]:
    file = importlib.resources.files("validation.report_page") / "words" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
