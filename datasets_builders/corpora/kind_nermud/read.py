"""Read KIND and NERMuD: one token and its tag a line, tab between them, a blank line after every sentence.

What the source makes hard, and what is done about it:

- `dataset/` and `evalita-2023/` hold the same sentences of three domains twice, and what is called test in the one is called dev
  in the other: the sentences are compared, only the EVALITA copy becomes rows, and what was passed over is counted.
- `dataset/` has IO tags, in which mentions that touch cannot be told apart; `evalita-2023/` has BIO.
- Some entities of the Wikinews test begin with an inside label: each begins an entity, counted.
- `*_nolabel.tsv` are the test files without tags, as they were given to participants: not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from datasets_builders.formats.conll import (
    ITALIAN_GLUE,
    Tagged,
    bio_spans,
    count_sentences,
    entities_of,
    io_spans,
    join_tokens,
    read_sentences,
    tags_of,
)
from datasets_builders.reading import Event, Record, Rejected, Repaired, Seen, SourceMismatch
from datasets_builders.schema import Document

__all__ = ["read"]

_LABELS = ("PER", "LOC", "ORG")
_BIO = frozenset({"O", *(f"{mark}-{label}" for mark in "BI" for label in _LABELS)})
_IO = frozenset({"O", *_LABELS})


@dataclass(frozen=True)
class _Domain:
    """A part of the corpus: its code in the EVALITA files, its name in the KIND files, the licence of its annotations."""

    code: str
    name: str
    licence: str


_WIKINEWS = _Domain("WN", "wikinews", "CC-BY-NC-4.0")
_FICTION = _Domain("FIC", "fiction", "CC-BY-NC-4.0")
_DEGASPERI = _Domain("ADG", "degasperi", "CC-BY-NC-SA-4.0")
_MORO = _Domain("", "moro", "CC-BY-NC-4.0")
_GOLD = (_WIKINEWS, _FICTION, _DEGASPERI)
# Our split, its EVALITA file, and the KIND file that holds the same sentences (none does for the test).
_SPLITS = (("train", "train", "train"), ("validation", "dev", "test"), ("test", "test", ""))


def read(source: Path) -> Iterator[Event]:
    """Give every sentence: of three domains in `ner`, of Aldo Moro's writings in `ner_silver`.

    Raises:
        SourceMismatch: a file is missing, or the two copies of a domain are not the same sentences.
    """
    _require(source)
    for split, evalita, kind in _SPLITS:
        paths = {domain: source / "evalita-2023" / f"{domain.code}_{evalita}.tsv" for domain in _GOLD}
        yield Seen("ner", split, sum(count_sentences(path) for path in paths.values()))
        for domain, path in paths.items():
            yield from _read_file(path, "ner", split, domain, _BIO, bio_spans)
            if kind:
                yield from _second_copy(split, path, source / "dataset" / f"{domain.name}_{kind}.tsv")
    for split in ("train", "test"):
        path = source / "dataset" / f"moro_{split}.tsv"
        yield Seen("ner_silver", split, count_sentences(path))
        yield from _read_file(path, "ner_silver", split, _MORO, _IO, io_spans)


def _require(source: Path) -> None:
    needed = [f"evalita-2023/{domain.code}_{evalita}.tsv" for domain in _GOLD for _, evalita, _ in _SPLITS]
    needed += ["dataset/moro_train.tsv", "dataset/moro_test.tsv"]
    missing = [name for name in needed if not (source / name).is_file()]
    if missing:
        raise SourceMismatch(
            f"{', '.join(missing)} missing in {source}.",
            cause="The folder is not the root of the repository dhfbk/KIND, or only a part of it.",
            remedy="Give --source a folder with dataset and evalita-2023 of the pinned commit.",
        )


def _read_file(
    path: Path,
    config: str,
    split: str,
    domain: _Domain,
    allowed: frozenset[str],
    spans_of: Callable[[Sequence[str]], list[Tagged]],
) -> Iterator[Event]:
    for number, sentence in enumerate(read_sentences(path), start=1):
        id = f"{path.stem}-{number:05d}"
        tags = tags_of(sentence, allowed)
        if tags is None:
            raw = [(token.text, *token.columns) for token in sentence]
            yield Rejected(config, split, id, "tag-missing-or-unknown", raw)
            continue
        spans = spans_of(tags)
        orphans = sum(span.orphan for span in spans)
        if orphans:
            yield Repaired(config, split, id, "orphan-inside-label", orphans)
        joined = join_tokens([[token.text for token in sentence]], glue=ITALIAN_GLUE)
        entities = entities_of(joined, spans)
        fields = {"domain": domain.name}
        yield Record(config, split, Document(id, id, path.stem, joined.text, domain.licence, entities, fields=fields))


def _second_copy(split: str, path: Path, copy: Path) -> Iterator[Event]:
    """Compare the KIND copy of a file with the EVALITA one, which becomes rows; say how much of it is passed over."""
    if not copy.is_file():
        return
    known = set(_sentences(path))
    again = [sentence in known for sentence in _sentences(copy)]
    if sum(again) * 2 < len(again):
        raise SourceMismatch(
            f"dataset/{copy.name} does not hold the sentences of evalita-2023/{path.name}.",
            cause="They are two copies of one text in the pinned commit; these are of other commits, or something else.",
            remedy="Take both folders from the pinned commit.",
        )
    place = f"dataset/{copy.name}"
    yield Repaired("ner", split, place, "second-copy-passed-over", sum(again))
    if not all(again):
        yield Repaired("ner", split, place, "superseded-copy-passed-over", again.count(False))


def _sentences(path: Path) -> list[str]:
    """Give the sentences of a file without their tags, one word a line."""
    words = re.sub(r"\t.*", "", path.read_text(encoding="utf-8-sig"))
    return [sentence.strip() for sentence in words.split("\n\n") if sentence.strip()]
