"""Token-per-line files (CoNLL style): columns, sentences, BIO and IO tags, and the text that tokens make when joined again.

Sentences end at a blank line. Nothing is assumed of the separator: a line that lacks it is split at blanks and counted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from datasets_builders.schema import Entity

__all__ = [
    "ITALIAN_GLUE",
    "JoinedText",
    "Tagged",
    "Token",
    "bio_spans",
    "count_sentences",
    "entities_of",
    "io_spans",
    "join_tokens",
    "read_sentences",
    "tags_of",
]

ITALIAN_GLUE = re.compile(
    r"(?<=[b-df-hj-np-tv-zB-DF-HJ-NP-TV-Z]['’]) (?=\w|[«“])"  # l' apparato; not after a vowel: un po' di
    r"|(?<=[(\[{«“]) "
    r"| (?=[,.;:!?%)\]}»”…]+(?: |$))"  # before marks alone, so not before .05 or .org
)
"""Blanks that Italian would not write between tokens: after an elision, inside brackets and quotes, before a mark."""


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


def tags_of(sentence: Sequence[Token], allowed: Collection[str]) -> list[str] | None:
    """Return the first column of every line; None where a line lacks it or holds anything that is not `allowed`."""
    tags = [token.columns[0] if token.columns else "" for token in sentence]
    return tags if all(tag in allowed for tag in tags) else None


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


def io_spans(tags: Sequence[str]) -> list[Tagged]:
    """Return the runs that IO tags mark (a bare label or O): neighbours with the same label are one run.

    Two mentions of one label that touch cannot be told apart in such a file; they come out as one.
    """
    edges = [0, *(index for index, (before, tag) in enumerate(pairwise(tags), start=1) if before != tag), len(tags)]
    return [Tagged(start, end, tags[start]) for start, end in pairwise(edges) if start < end and tags[start] != "O"]


def count_sentences(path: Path) -> int:
    """Count the sentences of a file apart from parsing it: lines with something on them that follow a blank one."""
    lines = path.read_text(encoding="utf-8-sig").split("\n")
    return sum(bool(line.strip()) and not before.strip() for before, line in pairwise(["", *lines]))


def join_tokens(sentences: Iterable[Sequence[str]], *, glue: re.Pattern[str] | None = None) -> JoinedText:
    """Join tokens by one blank and sentences by one line end, and say where each token came to stand.

    Args:
        sentences: the tokens, sentence by sentence.
        glue: matches, in a sentence joined by blanks, those blanks that are to be left out; offsets follow. None keeps all.
    """
    pieces: list[str] = []
    offsets: list[tuple[int, int]] = []
    position = 0
    for number, sentence in enumerate(sentences):
        plain, place = " ".join(sentence), 0
        for index, token in enumerate(sentence):
            between = "\n" if index == 0 and number else " " if index else ""
            if glue and index and glue.match(plain, place - 1):
                between = ""
            pieces.append(between + token)
            position += len(between)
            offsets.append((position, position + len(token)))
            position += len(token)
            place += len(token) + 1
    return JoinedText("".join(pieces), tuple(offsets))


def entities_of(joined: JoinedText, spans: Iterable[Tagged]) -> tuple[Entity, ...]:
    """Cut the entities that runs of tokens mark out of the text they were joined to; ids are e1, e2 and so on."""
    return tuple(
        Entity.of(
            joined.text,
            joined.offsets[span.start][0],
            joined.offsets[span.end - 1][1],
            id=f"e{number}",
            label=span.label,
        )
        for number, span in enumerate(spans, start=1)
    )
