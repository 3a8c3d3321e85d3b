"""Training text as a stream of texts, and a sample of it: seeded, in bounded memory, the same in whatever order the texts come.

A built folder gives the rows of its training splits (or of the others), a .jsonl file its objects, a .txt file its lines, as
`datasets` reads them. Canaries that were planted are passed over, so that a planted copy and its source give the same sample.
"""

from __future__ import annotations

import hashlib
import heapq
import json
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from datasets_builders.built import open_built
from datasets_builders.errors import UserError
from datasets_builders.spec import split_role

__all__ = ["EXCERPT", "Sample", "read_texts"]

EXCERPT = 8_000
"""The most of a text that is kept, in code points; of a longer one a part from a place that the seed chooses."""


def read_texts(
    path: Path, *, trained: bool = True, config: str = "", text_column: str = "text", canaries: Collection[str] = ()
) -> Iterator[str]:
    """Give the texts of a source that hold more than blanks.

    Args:
        path: a built folder, a .jsonl file or a .txt file.
        trained: of a built folder, the training splits; False for the others. A file gives all it has.
        config: of a built folder, this config alone; "" for all of them.
        text_column: of a table, the column or key of the text.
        canaries: texts to pass over.

    Raises:
        UserError: the path is of no such kind, or a line is no object with a text.
        Refused: a built folder cannot be read.
    """
    if path.is_dir():
        texts = _of_rows(path, trained, config, text_column)
    elif path.is_file() and path.suffix == ".jsonl":
        texts = _of_objects(path, text_column)
    elif path.is_file() and path.suffix == ".txt":
        texts = (line.rstrip("\r\n") for line in _lines(path))
    else:
        raise UserError(f"{path} is no text.", remedy="Give a built folder, a .jsonl file or a .txt file.")
    return (text for text in texts if text.strip() and text not in canaries)


def _of_rows(path: Path, trained: bool, config: str, text_column: str) -> Iterator[str]:
    dataset = open_built(path)
    if config and config not in dataset.shards:
        raise UserError(f"{path} has no config {config!r}.", remedy=f"Give one of: {', '.join(dataset.shards)}")
    for batch in (dataset.only(config) if config else dataset).batches():
        if (split_role(batch.split) == "train") is trained:
            yield from (text for text in batch.strings(text_column) if text)


def _of_objects(path: Path, text_column: str) -> Iterator[str]:
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        try:
            read = json.loads(line)
        except ValueError:
            read = None
        if not isinstance(read, dict) or not isinstance(read.get(text_column), str):
            raise UserError(
                f"Line {number} of {path} is no object with a text under {text_column!r}.",
                remedy="Give --text-column, or a file with one JSON object a line.",
            )
        yield read[text_column]


def _lines(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as file:
            yield from file
    except UnicodeDecodeError as error:
        # Not `from error`: its message quotes the bytes.
        raise UserError(f"{path} is not UTF-8.", remedy=f"Convert it; byte {error.start} cannot be read.") from None


class Sample:
    """The distinct texts with the smallest keyed hashes: a random sample that does not depend on order or on repeats.

    Args:
        seed: the key.
        size: how many are kept.
        shortest: texts with fewer code points are passed over.
        without: hashes of texts that may not be in it, as `hashes` of another sample under the same seed gives them.
    """

    def __init__(self, seed: str, size: int, *, shortest: int = 1, without: Collection[int] = ()) -> None:
        self._key = hashlib.sha256(seed.encode()).digest()
        self._size = size
        self._shortest = shortest
        self._without = frozenset(without)
        self._kept: list[tuple[int, str]] = []  # a heap of (minus the hash, excerpt): the first is the next to go
        self._hashes: set[int] = set()
        self.met: set[int] = set()
        """Hashes of `without` that were offered all the same."""

    def add(self, text: str) -> None:
        """Offer a text."""
        rank = self.hash_of(text)
        if rank in self._without:
            self.met.add(rank)
            return
        full = len(self._kept) >= self._size
        if len(text) < self._shortest or rank in self._hashes or (full and rank >= -self._kept[0][0]):
            return
        self._hashes.add(rank)
        if full:
            gone, _ = heapq.heappushpop(self._kept, (-rank, _excerpt(text, rank)))
            self._hashes.discard(-gone)
        else:
            heapq.heappush(self._kept, (-rank, _excerpt(text, rank)))

    def add_all(self, texts: Iterable[str]) -> Sample:
        """Offer every text of a stream, and return the sample."""
        for text in texts:
            self.add(text)
        return self

    def hash_of(self, text: str) -> int:
        """Return a text's keyed hash, 64 bits."""
        encoded = text.encode("utf-8", "surrogatepass")
        return int.from_bytes(hashlib.blake2b(encoded, key=self._key, digest_size=8).digest())

    @property
    def hashes(self) -> frozenset[int]:
        """The hashes of what is in it."""
        return frozenset(self._hashes)

    def texts(self, *, but: Collection[int] = ()) -> list[str]:
        """Return the excerpts in the order of their hashes, but those with the hashes of `but`."""
        return [text for rank, text in sorted(self._kept, reverse=True) if -rank not in but]


def _excerpt(text: str, rank: int) -> str:
    first = rank % (len(text) - EXCERPT + 1) if len(text) > EXCERPT else 0
    return text[first : first + EXCERPT]
