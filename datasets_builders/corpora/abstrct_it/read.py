"""Read AbstRCT Italian: the manually revised files, one token and its tag a line, a blank line after every sentence.

What the source makes hard, and what is done about it:

- The same name, manual revision, stands for different labels in two repositories; only the complete ones are read (see README.md).
- Tokens are words with their punctuation, and elided articles stand apart: the blanks that Italian would not write are left out.
- A line may have a third, empty column: read past, counted.
- The `.json` copies are JSON Lines and one of them lost its last sentence: not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from datasets_builders.formats.conll import (
    ITALIAN_GLUE,
    Token,
    bio_spans,
    count_sentences,
    entities_of,
    join_tokens,
    read_sentences,
    tags_of,
)
from datasets_builders.reading import Event, Record, Rejected, Repaired, Seen, SourceMismatch
from datasets_builders.schema import Document

__all__ = ["read"]

_FILES = {
    "train": "it_neoplasm_nllb_awesome_train.tsv",
    "validation": "it_neoplasm_nllb_awesome_dev.tsv",
    "test": "it_neoplasm_nllb_awesome_test.tsv",
    "test_glaucoma": "it_glaucoma_nllb_awesome_test.tsv",
    "test_mixed": "it_mixed_nllb_awesome_test.tsv",
}
_TAGS = frozenset({"O", "B-Premise", "I-Premise", "B-Claim", "I-Claim"})
_LICENCE = "CC-BY-NC-SA-4.0"


def read(source: Path) -> Iterator[Event]:
    """Give every sentence of the five files as a row of `arg`.

    Raises:
        SourceMismatch: one of the five files is missing.
    """
    folder = source / "hitz_manual_revision"
    _require(folder)
    for split, name in _FILES.items():
        path = folder / name
        yield Seen("arg", split, count_sentences(path))
        group = name.replace("_nllb_awesome_", "_").removeprefix("it_").removesuffix(".tsv")
        for number, sentence in enumerate(read_sentences(path, separator=" "), start=1):
            yield from _row(split, f"{group}-{number:04d}", group, sentence)


def _require(folder: Path) -> None:
    missing = [name for name in _FILES.values() if not (folder / name).is_file()]
    if missing:
        raise SourceMismatch(
            f"{', '.join(missing)} missing in {folder}.",
            cause="The five revised Italian files of hitz-zentroa/multilingual-abstrct are needed.",
            remedy="Put them into a folder called hitz_manual_revision and give the folder above it to --source.",
        )


def _row(split: str, id: str, group: str, sentence: Sequence[Token]) -> Iterator[Event]:
    tags = tags_of(sentence, _TAGS)
    if tags is None:
        yield Rejected("arg", split, id, "tag-missing-or-unknown", [(token.text, *token.columns) for token in sentence])
        return
    spans = bio_spans(tags)
    for code, times in (
        ("third-column-read-past", sum(len(token.columns) > 1 for token in sentence)),
        ("orphan-inside-label", sum(span.orphan for span in spans)),
    ):
        if times:
            yield Repaired("arg", split, id, code, times)
    joined = join_tokens([[token.text for token in sentence]], glue=ITALIAN_GLUE)
    yield Record("arg", split, Document(id, id, group, joined.text, _LICENCE, entities_of(joined, spans)))
