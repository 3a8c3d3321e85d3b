"""Read MultiCardioNER Italian from the two published copies, each where it is whole.

What the source makes hard, and what is done about it:

- The original files are not at hand; two teams published tokenised copies. ENIGMA's keeps every character and every mention, but
  not where a training document ends; Padraig's keeps the documents, but drops marks such as ( / : and so glues mentions together.
- Training: ENIGMA's tokens, cut into documents where Padraig's documents begin. Padraig's lost its first one; it is what is left.
- Validation: the text of ENIGMA's sentence table, which tells file names and character starts, and the tags of its tokens.
- Test: only Padraig's copy is at hand; the text of its "CSV" is whole, the tags are those of words and a few marks. Mentions that
  run over a mark that has no tag are listed in `possibly_merged_entities`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from datasets_builders.formats.conll import (
    JoinedText,
    Tagged,
    Token,
    bio_spans,
    count_sentences,
    entities_of,
    join_tokens,
    read_sentences,
    tags_of,
)
from datasets_builders.formats.tabular import read_table
from datasets_builders.reading import Event, Record, Rejected, Repaired, Seen, SourceMismatch
from datasets_builders.schema import Document

__all__ = ["read"]

_TRAIN, _TRAIN_DOCUMENTS = "enigma/train.txt", "padraig/all_train.conll"
_DEV, _DEV_SENTENCES = "enigma/dev.txt", "enigma/dev_sentences.tsv"
_TEST = "padraig/all_test.csv"
_COLUMNS = ("filename", "batch_number", "batch_start", "text")
_TAGS = frozenset({"O", "B-FARMACO", "I-FARMACO"})
_LICENCE = "CC-BY-4.0"

# ENIGMA's tokens are words and single marks; this joins them as the original did in 99.5% of the places of the validation part.
_GLUE = re.compile(
    r"(?<=['’(\[{«/]) | (?=[,.;:!?)\]}%'’»/])"
    r"|(?<=\d [.,:]) (?=\d)"
    r"|(?<=\w) (?=- \w)|(?<=\w -) (?=\w)"
)
# What has a tag in Padraig's "CSV": words, and these marks; all other marks have none.
_TAGGED = re.compile(r"\w+|[.,;'\"?!]")


def read(source: Path) -> Iterator[Event]:
    """Give every clinical case as a row of `ner`.

    Raises:
        SourceMismatch: a file is missing, or files that belong together are not of one revision.
    """
    missing = [n for n in (_TRAIN, _TRAIN_DOCUMENTS, _DEV, _DEV_SENTENCES, _TEST) if not (source / n).is_file()]
    if missing:
        raise SourceMismatch(
            f"{', '.join(missing)} missing in {source}.",
            cause="Both copies are needed: neither is whole alone.",
            remedy="Put the Italian files of the two pinned repositories into the folders enigma and padraig.",
        )
    yield from _train(source / _TRAIN, source / _TRAIN_DOCUMENTS)
    yield from _validation(source / _DEV, source / _DEV_SENTENCES)
    yield from _test(source / _TEST)


def _different(fact: str) -> SourceMismatch:
    return SourceMismatch(
        fact,
        cause="The files are not of the pinned revisions, or one of them is cut short.",
        remedy="Take them again from the pinned commits.",
    )


def _train(path: Path, documents: Path) -> Iterator[Event]:
    sentences = list(read_sentences(path, separator=" "))
    cuts, known = _documents(sentences, read_sentences(documents))
    recovered = len(cuts) - 1 - known
    if recovered < 0:
        raise _different(f"{_TRAIN_DOCUMENTS} holds a document more often than {_TRAIN}.")
    yield Seen("ner", "train", count_sentences(documents) + recovered)
    if recovered:
        yield Repaired("ner", "train", documents.name, "lost-document-recovered", recovered)
    for number, (first, last) in enumerate(pairwise(cuts), start=1):
        lines = sentences[first:last]
        joined = join_tokens([[token.text for token in line] for line in lines], glue=_GLUE)
        yield from _row("train", f"train-{number:04d}", joined, [token for line in lines for token in line])


def _documents(sentences: Sequence[Sequence[Token]], documents: Iterable[Sequence[Token]]) -> tuple[list[int], int]:
    """Find every document among the sentences by its letters and digits, which both copies keep.

    Returns:
        The numbers of the sentences at which a document begins, with the end of the last; and how many documents were given.
        A stretch between two of them that is none of the given documents is one that the other copy lost.
    """
    letters = [_letters(sentence) for sentence in sentences]
    stream = "".join(letters)
    numbers, position = {0: 0}, 0
    for number, each in enumerate(letters, start=1):
        position += len(each)
        numbers[position] = number
    cuts, known = {0, len(sentences)}, 0
    for document in documents:
        known += 1
        each = _letters(document)
        start = stream.find(each)
        if not each or start not in numbers or start + len(each) not in numbers:
            raise _different(f"Document {known} of {_TRAIN_DOCUMENTS} is not among the sentences of {_TRAIN}.")
        cuts |= {numbers[start], numbers[start + len(each)]}
    return sorted(cuts), known


def _letters(tokens: Sequence[Token]) -> str:
    return re.sub(r"\W", "", "".join(token.text for token in tokens))


def _validation(path: Path, table: Path) -> Iterator[Event]:
    starts = re.findall(r"(?m)^[^\t\n]+\t1\t\d+\t", table.read_text(encoding="utf-8-sig"))
    yield Seen("ner", "validation", len(starts))
    texts = _texts(table)
    tokens = [token for sentence in read_sentences(path, separator=" ") for token in sentence]
    if "".join(token.text for token in tokens) != "".join("".join(texts.values()).split()):
        raise _different(f"{_DEV} does not hold the characters of {_DEV_SENTENCES}.")
    first = 0
    for name, text in texts.items():
        offsets: list[tuple[int, int]] = []
        position, end = 0, len(text.rstrip())
        while position < end:
            word = tokens[first + len(offsets)].text
            start = text.index(word, position)
            position = start + len(word)
            offsets.append((start, position))
        last = first + len(offsets)
        yield from _row("validation", name, JoinedText(text, tuple(offsets)), tokens[first:last])
        first = last


def _texts(table: Path) -> dict[str, str]:
    """Put every cell of the sentence table where it says it begins; what stood between two cells becomes blanks."""
    texts: dict[str, str] = {}
    for row in read_table(table, _COLUMNS):
        if row.values is None:
            raise _different(f"{_DEV_SENTENCES}: row {row.number} has other columns than the rest.")
        before = texts.get(row.values["filename"], "")
        start = row.values["batch_start"]
        if not start.isdecimal() or int(start) < len(before):
            raise _different(f"{_DEV_SENTENCES}: row {row.number} does not begin after the end of the one above it.")
        texts[row.values["filename"]] = before.ljust(int(start)) + row.values["text"]
    return texts


def _test(path: Path) -> Iterator[Event]:
    raw = path.read_text(encoding="utf-8-sig")
    yield Seen("ner", "test", len(re.findall(r"(?m)^.*\S", raw)))
    for number, line in enumerate((line for line in raw.split("\n") if line.strip()), start=1):
        id = f"test-{number:04d}"
        given, _, tags = line.rpartition("|")
        text = given.strip()
        if text != given:
            yield Repaired("ner", "test", id, "outer-blanks-trimmed")
        words = list(_TAGGED.finditer(text))
        if len(words) != len(tags.split()):
            yield Rejected("ner", "test", id, "tags-do-not-fit-text", line)
            continue
        tokens = [Token(0, word[0], (tag,)) for word, tag in zip(words, tags.split(), strict=True)]
        yield from _row("test", id, JoinedText(text, tuple(word.span() for word in words)), tokens)


def _row(split: str, id: str, joined: JoinedText, tokens: Sequence[Token]) -> Iterator[Event]:
    tags = tags_of(tokens, _TAGS)
    if tags is None:
        raw = [(token.text, *token.columns) for token in tokens]
        yield Rejected("ner", split, id, "tag-missing-or-unknown", raw)
        return
    spans = bio_spans(tags)
    orphans = sum(span.orphan for span in spans)
    if orphans:
        yield Repaired("ner", split, id, "orphan-inside-label", orphans)
    entities = entities_of(joined, spans)
    merged = [e.id for e, span in zip(entities, spans, strict=True) if split == "test" and _runs_over(joined, span)]
    fields = {"possibly_merged_entities": merged}
    yield Record("ner", split, Document(id, id, id, joined.text, _LICENCE, entities, fields=fields))


def _runs_over(joined: JoinedText, span: Tagged) -> bool:
    """Tell whether a mark without a tag, other than a hyphen, stands between two words of a mention."""
    inside = joined.offsets[span.start : span.end]
    between = "".join(joined.text[before[1] : after[0]] for before, after in pairwise(inside))
    return bool(between.replace("-", "").strip())
