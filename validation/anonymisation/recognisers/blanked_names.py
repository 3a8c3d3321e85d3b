r"""A first name or surname beside a row of asterisks, crosses or exes: the row stands for the rest of the name.

    **** Anna: riferisce · Rossi #### vigile · xxx paolo, 45 a

Tables and headings have rows of marks too ("*** ALLERGIE ***"), so the word beside the row must be a name of the lists, or at the
beginning of a line an unknown word with a capital.

Importing this module imports Presidio, which takes more than a second: `placeholders` does it in a function.
"""

from __future__ import annotations

import re

from validation.anonymisation.lexicon import default_lexicon
from validation.anonymisation.recognisers.calendar_words import BLANK, LETTERS
from validation.anonymisation.recognisers.patterns import Rule

__all__ = ["BLANKED_GATE", "BLANKED_RULES"]

_ROW = r"(?:\*{2,8}|#{2,8}|[Xx]{3,8}|_{3,8}|\.{4,8})"
_WORD = rf"[{LETTERS}][{LETTERS}'’-]{{2,20}}"
_BEFORE = re.compile(
    rf"(?<![{LETTERS}0-9*#_.])(?P<place>{_ROW})(?={BLANK}(?P<name>{_WORD})(?:{BLANK}?[:,.;(]|{BLANK}[a-zà-ÿA-ZÀ-Þ0-9(]|{BLANK}?\n|$))"
)
_BEHIND = re.compile(rf"(?<![{LETTERS}0-9])(?P<name>{_WORD}){BLANK}(?P<place>{_ROW})(?![A-Za-z0-9*#_.])")
_LINE = re.compile(
    r"(?:(?:^|\n)[ \t\u00a0]*|[.;]\s|(?<![A-Za-z])(?i:pz|paziente|sig\.?(?:ra)?|signora?|utente|dott\.?|dr\.?)[ \t\u00a0])\Z"
)


def _beside(match: re.Match[str]) -> float | None:
    """Score a row of marks by the word beside it, where a line, a sentence or a title begins with the two."""
    word, text = match["name"], match.string
    letter = default_lexicon().letter(word)
    first, second = match.span("name"), match.span("place")
    begins = _LINE.search(text[max(0, min(first, second)[0] - 12) : min(first, second)[0]]) is not None
    if not begins:
        return None
    if letter in "flFLgGH":
        return 0.45
    return 0.4 if letter == "U" and len(word) > 4 and match["place"][0] not in "._" else None


BLANKED_RULES = (
    Rule("row before a name", _BEFORE, 0.45, _beside),
    Rule("row behind a name", _BEHIND, 0.45, _beside),
)
BLANKED_GATE = (
    r"(?:\*\*|##|[Xx]{3}|___|\.{4})[ \t\x{a0}](?:[A-Za-z]|[^\x00-\x7f]){3}",
    r"(?:[A-Za-z'-]|[^\x00-\x7f])[ \t\x{a0}](?:\*\*|##|[Xx]{3}|___|\.{4})",
)
