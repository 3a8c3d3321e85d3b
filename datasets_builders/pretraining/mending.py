"""Put a text right without changing what it says: mojibake, characters nobody wants, blanks and line ends.

Only for text without annotation: offsets do not survive.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

__all__ = ["Mended", "mend"]

_SUSPECT = re.compile("[ÃÂâÅï\x80-\x9f\ufffd]")
_ROUNDS = 8  # two or three are enough for any text seen; a bound, so that none can hang
_REPAIRS = (
    ("soft-hyphen-removed", re.compile("\u00ad\n?"), ""),
    ("zero-width-removed", re.compile("[\u200b-\u200d\u2060\ufeff]"), ""),
    ("line-end-unified", re.compile("\r\n?|\u2028|\u2029|\x0b|\x0c"), "\n"),
    ("control-removed", re.compile("[\x00-\x08\x0e-\x1f\x7f]"), ""),
    ("private-use-removed", re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]"), ""),
    ("blanks-folded", re.compile(r"[^\S\n]{2,}|[\t\u00a0\u2000-\u200a\u202f\u3000]"), " "),
    ("line-edge-trimmed", re.compile(r" *\n +| +\n"), "\n"),
    ("blank-lines-folded", re.compile(r"\n{3,}"), "\n\n"),
)


@dataclass(frozen=True)
class Mended:
    """A text and how often each repair was made in it."""

    text: str
    repairs: Counter[str]


def mend(text: str) -> Mended:
    """Return the text put right; mending it again changes nothing."""
    repairs: Counter[str] = Counter()
    for _ in range(_ROUNDS):
        mended = _once(text, repairs)
        if mended == text:
            break
        text = mended  # what one repair uncovers, the next round sees
    return Mended(text, +repairs)


def _once(text: str, repairs: Counter[str]) -> str:
    if _SUSPECT.search(text):
        fixed = "\n".join(_fixed(line) if _SUSPECT.search(line) else line for line in text.split("\n"))
        repairs["mojibake-mended"] += fixed != text
        text = fixed
    composed = unicodedata.normalize("NFC", text)
    repairs["accents-composed"] += composed != text
    text = composed
    for name, pattern, instead in _REPAIRS:
        text, times = pattern.subn(instead, text)
        repairs[name] += times
    return text.strip()


def _fixed(line: str) -> str:
    """Undo mojibake in one line, so that one damaged line does not decide over the others."""
    from ftfy import TextFixerConfig, fix_text

    plain = TextFixerConfig(unescape_html=False, uncurl_quotes=False, fix_latin_ligatures=False, normalization=None)
    return str(fix_text(line, plain))
