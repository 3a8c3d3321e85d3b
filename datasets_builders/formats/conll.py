"""Token-per-line files (CoNLL style): columns, sentences, BIO tags, and the text that tokens make when joined again.

Sentences end at a blank line. Nothing is assumed of the separator: a line that lacks it is split at blanks and counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["JoinedText", "Tagged", "Token", "bio_spans", "join_tokens", "read_sentences"]


@dataclass(frozen=True, slots=True)
class Token:
    """One line: its number in the file (from 1), the token, the further columns, and whether the separator was there."""

    line: int
    text: str
    columns: tuple[str, ...]
    regular: bool = True


@dataclass(frozen=True, slots=True)
class Tagged:
    """A run of tokens with one label: token indices, half-open; `orphan` when it began with I- and no B-."""

    start: int
    end: int
    label: str
    orphan: bool = False


@dataclass(frozen=True)
class JoinedText:
    """The text that tokens make, and where each token stands in it (code points, half-open)."""

    text: str
    offsets: tuple[tuple[int, int], ...]


def read_sentences(path: Path, *, separator: str = "\t") -> Iterator[list[Token]]:
    """Give the sentences of a UTF-8 file; a byte-order mark and CRLF line ends are accepted.

    A line without `separator` is split at its last blanks instead and marked irregular; one that is only a token has no columns.
    """
    sentence: list[Token] = []
    with path.open(encoding="utf-8-sig", newline=None) as lines:
        for number, line in enumerate(lines, start=1):
            line = line.rstrip("\n")
            if not line.strip():
                if sentence:
                    yield sentence
                    sentence = []
                continue
            sentence.append(_token(number, line, separator))
    if sentence:
        yield sentence


def _token(number: int, line: str, separator: str) -> Token:
    if separator in line:
        text, *columns = line.split(separator)
        return Token(number, text.strip(), tuple(column.strip() for column in columns))
    text, *columns = line.split()
    return Token(number, text, tuple(columns), regular=False)


def bio_spans(tags: Sequence[str]) -> list[Tagged]:
    """Return the runs that BIO tags mark. An I- with nothing of its label before it opens a run, marked `orphan`."""
    spans: list[Tagged] = []
    start, label, orphan = -1, "", False
    for index, tag in enumerate([*tags, "O"]):
        mark, _, name = tag.partition("-")
        if mark == "I" and label == name and start >= 0:
            continue
        if start >= 0:
            spans.append(Tagged(start, index, label, orphan))
            start, label = -1, ""
        if mark in ("B", "I"):
            start, label, orphan = index, name, mark == "I"
    return spans


def join_tokens(sentences: Iterable[Sequence[str]]) -> JoinedText:
    """Join tokens by one blank and sentences by one line end, and say where each token came to stand."""
    pieces: list[str] = []
    offsets: list[tuple[int, int]] = []
    position = 0
    for number, sentence in enumerate(sentences):
        for index, token in enumerate(sentence):
            glue = "\n" if index == 0 and number else " " if index else ""
            pieces.append(glue + token)
            position += len(glue)
            offsets.append((position, position + len(token)))
            position += len(token)
    return JoinedText("".join(pieces), tuple(offsets))
