"""How a value was written, so that its surrogate is written the same way: case, accents, digits."""

from __future__ import annotations

import unicodedata

from validation.anonymisation.repair.keys import Draw

__all__ = ["alike", "compact", "folded", "reshaped"]

_LETTERS = "ABCDEFGHJKLMNPRSTVWXYZ"  # without I, O, Q and U, which plates and serial numbers avoid


def folded(text: str) -> str:
    """Give the letters and digits of `text`, case-folded, without accents: "D’Ettorrè" gives "dettorre"."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in letters if letter.isalnum())


def compact(text: str) -> str:
    """Give the letters and digits of `text` in capitals, as a code is compared."""
    return "".join(letter for letter in text if letter.isalnum()).upper()


def alike(written: str, new: str) -> str:
    """Write `new` in the case of `written`: ROSSI, rossi or Rossi. One capital alone is a title's."""
    letters = "".join(letter for letter in written if letter.isalpha())
    if len(letters) > 1 and letters.isupper():
        return new.upper()
    return new.lower() if letters.islower() else new


def reshaped(written: str, draw: Draw, *, letters: str = "some") -> str:
    """Replace digits by digits and letters by letters; what is neither stays, and so does a zero at the head.

    The n-th letter or digit takes the n-th number drawn, so that blanks and dashes make no difference.

    Args:
        written: the number as it stands.
        draw: gives the digits.
        letters: "all" are replaced, "none", or "some": those of a word with a digit in it.
    """
    changed = [letters == "all" or (letters == "some" and mixed) for mixed in _in_mixed_words(written)]
    new, at_head = [], True
    for letter, replaced in zip(written, changed, strict=True):
        if not letter.isalnum():
            new.append(letter)
            continue
        number = draw.below(10 * 9 * len(_LETTERS))
        if letter.isdigit():
            new.append("0" if at_head and letter == "0" else str(1 + number % 9 if at_head else number % 10))
            at_head = False
        elif replaced:
            drawn = _LETTERS[number % len(_LETTERS)]
            new.append(drawn.lower() if letter.islower() else drawn)
        else:
            new.append(letter)
    return "".join(new)


def _in_mixed_words(text: str) -> list[bool]:
    """Tell of each character whether its run of letters and digits holds a digit."""
    mixed: list[bool] = []
    at = 0
    while at < len(text):
        end = at
        while end < len(text) and text[end].isalnum() == text[at].isalnum():
            end += 1
        mixed += [any(letter.isdigit() for letter in text[at:end])] * (end - at)
        at = end
    return mixed
