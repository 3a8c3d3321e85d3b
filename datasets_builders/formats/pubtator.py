"""PubTator with pairs, as the CLinkaRT and TESTLINK tasks publish it: a document's text in one line, its pairs below, a blank line.

    100002|t|Emoglobina 9,1 g/dl.
    100002<TAB>REL<TAB>11-19<TAB>0-10<TAB>9,1 g/dl<TAB>Emoglobina

A pair leads from a result to the test it comes from. Offsets count the characters of the text after the second bar, half-open;
whether they hit what they say is for the reader of a corpus to judge. The words of a mention may be left out.

The law of this module: what `write` gives, `parse` reads back as the same documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = [
    "Block",
    "Mention",
    "Pair",
    "PubtatorDocument",
    "count_documents",
    "flatten",
    "parse",
    "read_documents",
    "write",
]

_HEAD = re.compile(r"([^|\t]+)\|t\|(.*)", re.DOTALL)
_SPAN = re.compile(r"(\d+)-(\d+)")
# Every character at which some reader ends a line, and the tab, which parts the columns.
_BREAKS = str.maketrans(dict.fromkeys("\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the text: code points, half-open, and its words as the file has them; "" where it has none."""

    start: int
    end: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A result and the test it comes from."""

    result: Mention
    test: Mention


@dataclass(frozen=True, slots=True)
class PubtatorDocument:
    """A text and its pairs, in the order of the file."""

    id: str
    text: str
    pairs: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one document: its id ("" for lines before the first one), and the document or what is wrong with it."""

    id: str
    raw: str
    document: PubtatorDocument | None
    error: str = ""


def count_documents(path: Path) -> int:
    """Count the documents of a file apart from parsing them: the lines whose first bar begins `|t|`, with no tab before it."""
    with path.open(encoding="utf-8-sig", newline=None) as lines:
        parts = (line.partition("|") for line in lines)
        return sum(bool(head) and "\t" not in head and rest.startswith("t|") for head, _, rest in parts)


def read_documents(path: Path) -> Iterator[Block]:
    """Give the documents of a UTF-8 file; a byte-order mark and CRLF line ends are accepted."""
    with path.open(encoding="utf-8-sig", newline=None) as lines:
        yield from parse(lines)


def parse(lines: Iterable[str]) -> Iterator[Block]:
    """Give each document of `lines` (with their line ends) as a block; one with a broken line has no document but the reason."""
    id, block = "", list[str]()
    for each in lines:
        line = each.rstrip("\r\n")
        if not line.strip():
            continue
        head = _HEAD.fullmatch(line)
        if head and block:
            yield _block(id, block)
            block = []
        id = head[1] if head else id
        block.append(line)
    if block:
        yield _block(id, block)


def _block(id: str, lines: list[str]) -> Block:
    raw = "\n".join(lines)
    head = _HEAD.fullmatch(lines[0])
    if not head:
        return Block("", raw, None, "lines before the first document")
    pairs = [_pair(id, line) for line in lines[1:]]
    broken = pairs.index(None) if None in pairs else None
    if broken is not None:
        return Block(id, raw, None, f"line {broken + 2} of the document is not one of its pairs")
    return Block(id, raw, PubtatorDocument(id, head[2], tuple(pair for pair in pairs if pair)))


def _pair(id: str, line: str) -> Pair | None:
    columns = line.split("\t")
    if not 4 <= len(columns) <= 6 or columns[:2] != [id, "REL"]:
        return None
    spans = [_SPAN.fullmatch(column) for column in columns[2:4]]
    words = [*columns[4:], "", ""]
    mentions = [Mention(int(span[1]), int(span[2]), text) for span, text in zip(spans, words, strict=False) if span]
    return Pair(*mentions) if len(mentions) == len(spans) else None


def write(documents: Iterable[PubtatorDocument]) -> Iterator[str]:
    """Give each document as the lines of a file, its blank line included.

    Raises:
        ValueError: an id, text or mention holds a character that the format has no place for; see `flatten`.
    """
    for document in documents:
        if not document.id or re.search(r"[|\t\r\n]", document.id):
            raise ValueError("a document's id is empty or holds a bar, a tab or a line end")
        if re.search(r"[\r\n]", document.text):
            raise ValueError(f"document {document.id}: its text has more than one line")
        lines = [f"{document.id}|t|{document.text}"]
        for pair in document.pairs:
            words = [pair.result.text, pair.test.text]
            if any(re.search(r"[\t\r\n]", each) for each in words):
                raise ValueError(f"document {document.id}: a mention holds a tab or a line end")
            spans = [f"{each.start}-{each.end}" for each in (pair.result, pair.test)]
            lines.append("\t".join([document.id, "REL", *spans, *words]))
        yield "\n".join(lines) + "\n\n"


def flatten(text: str) -> str:
    """Return `text` in one line: a blank for each tab and line end, so that every offset stays where it was."""
    return text.translate(_BREAKS)
