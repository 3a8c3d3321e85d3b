"""The vocabulary of a corpus: which of its words are words, because many of its texts write them in small letters.

A surname is written with a capital nearly everywhere, a word of the language only where a sentence begins. One pass counts
in how many texts each spelling stands; what is mostly small is safe. Counts can be merged, in any order, so that the pass
can be shared out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

__all__ = ["LEAST_TEXTS", "SMALL_SHARE", "WordCounts", "count_words"]

LEAST_TEXTS = 3
"""In how many texts a word must be written small to be safe: one sloppy note is no evidence."""

SMALL_SHARE = 0.6
"""The least share of its texts, of all in which it stands, that write the word small."""

_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")


class WordCounts:
    """In how many texts each word stands, small and not small.

    Law: counting texts apart and merging gives what counting them together gives, whatever the order.
    """

    FOLD_AT = 1_000_000

    def __init__(self) -> None:
        self.texts = 0
        self._tokens: Counter[str] = Counter()
        self._small: Counter[str] = Counter()
        self._other: Counter[str] = Counter()

    def add(self, text: str) -> None:
        """Count one text."""
        self.texts += 1
        self._tokens.update(set(text.split()))
        if len(self._tokens) > self.FOLD_AT:
            self._fold()

    def merge(self, other: WordCounts) -> None:
        """Take in what another has counted."""
        other._fold()
        self._fold()
        self.texts += other.texts
        self._small.update(other._small)
        self._other.update(other._other)

    def safe(self, *, but: Iterable[str] = ()) -> frozenset[str]:
        """Give the words that the corpus itself vouches for, in small letters.

        Args:
            but: words that no corpus can vouch for: the listed names.
        """
        self._fold()
        enough = (word for word, texts in self._small.items() if texts >= LEAST_TEXTS)
        mostly = {word for word in enough if self._small[word] >= SMALL_SHARE * (self._small[word] + self._other[word])}
        return frozenset(mostly.difference(but))

    def _fold(self) -> None:
        """Count the words inside the tokens; what stands around a word does not matter."""
        for token, texts in self._tokens.items():
            for part in token.replace("’", "'").split("'")[-1].replace("/", " ").replace("-", " ").split():
                word = _EDGES.sub("", part)
                if word:
                    (self._small if word.islower() else self._other)[word.lower()] += texts
        self._tokens.clear()


def count_words(texts: Iterable[str]) -> WordCounts:
    """Count the words of texts."""
    counts = WordCounts()
    for text in texts:
        counts.add(text)
    return counts
