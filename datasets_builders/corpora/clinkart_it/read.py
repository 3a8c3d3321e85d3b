"""Read CLinkaRT: two PubTator files, each document a row with its pairs of result and test.

What is done about what may be wrong with a document:

- a line that is no pair, or a mention whose words do not stand at its offsets: the document is rejected with the reason;
- a pair that is listed twice: kept once, counted;
- blanks at the edges of a mention: trimmed, counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from datasets_builders.formats.pubtator import Block, Mention, PubtatorDocument, count_documents, read_documents
from datasets_builders.reading import Event, Record, Reject, Rejected, Repaired, Seen, SourceMismatch
from datasets_builders.schema import Document, Entity, Relation

__all__ = ["read"]

_FILES = {"train": "training.txt", "test": "test.txt"}
_LICENCE = "CC-BY-NC-4.0"


def read(source: Path) -> Iterator[Event]:
    """Give every document of the training and the test file.

    Raises:
        SourceMismatch: a file is missing, stands there twice, is not PubTator, or has no pair at all.
    """
    for split, path in {split: _find(source, name) for split, name in _FILES.items()}.items():
        yield Seen("re", split, count_documents(path))
        blocks = list(read_documents(path))
        _enforce_annotated(path, blocks)
        for block in blocks:
            yield from _row(split, block)


def _find(source: Path, name: str) -> Path:
    paths = sorted(source.glob(f"**/{name}"))
    if not paths:
        raise SourceMismatch(
            f"{name} is missing in {source}.",
            cause="Both files of the task are needed; the JSON Lines of evalitahf/relation_extraction are another format.",
            remedy="Unpack the training data and the annotated test data of e3c.fbk.eu/clinkart there.",
        )
    if len(paths) > 1:
        raise SourceMismatch(
            f"{name} is there more than once: {', '.join(path.relative_to(source).as_posix() for path in paths)}.",
            cause="There is more than one version of the task's files.",
            remedy="Leave one of them there.",
        )
    return paths[0]


def _enforce_annotated(path: Path, blocks: list[Block]) -> None:
    if not blocks or not blocks[0].id:
        raise SourceMismatch(
            f"{path.name} does not begin with a document.",
            cause="The file is empty, or is not PubTator: a line <id>|t|<text> before all others.",
            remedy="Compare it with the file that the task publishes.",
        )
    if not any(block.document is None or block.document.pairs for block in blocks):
        raise SourceMismatch(
            f"{path.name} has no pair at all.",
            cause="It is the file that the task handed out for the evaluation, without its annotations.",
            remedy="Take the annotated file, which was published later.",
        )


def _row(split: str, block: Block) -> Iterator[Event]:
    counts: Counter[str] = Counter()
    try:
        if block.document is None:
            raise Reject("line-unreadable", block.error)
        document = _document(block.document, counts)
    except Reject as rejection:
        yield Rejected("re", split, block.id, rejection.reason, block.raw, rejection.detail)
        return
    for code, times in sorted((+counts).items()):
        yield Repaired("re", split, block.id, code, times)
    yield Record("re", split, document)


def _document(found: PubtatorDocument, counts: Counter[str]) -> Document:
    if not found.text.strip():
        raise Reject("text-empty")
    entities: dict[str, Entity] = {}
    relations: dict[str, Relation] = {}
    for pair in found.pairs:
        ends = [_entity(found.text, pair.result, "RML", counts), _entity(found.text, pair.test, "EVENT", counts)]
        entities |= {entity.id: entity for entity in ends}
        head, tail = (entity.id for entity in ends)
        id = f"{head}-{tail}"
        counts["pair-listed-again"] += id in relations
        relations[id] = Relation(id, head, tail, "PERTAINS-TO")
    ordered = tuple(sorted(entities.values(), key=lambda entity: (entity.start, entity.end, entity.label)))
    return Document(found.id, found.id, found.id, found.text, _LICENCE, ordered, tuple(relations.values()))


def _entity(text: str, mention: Mention, label: str, counts: Counter[str]) -> Entity:
    covered = text[mention.start : mention.end]
    inside = mention.start < mention.end <= len(text)
    if not inside or not covered.strip() or (mention.text and mention.text != covered):
        raise Reject("mention-not-at-its-offsets", f"{label} {mention.start}-{mention.end}")
    start = mention.start + len(covered) - len(covered.lstrip())
    end = start + len(covered.strip())
    counts["span-edge-blanks-trimmed"] += covered != covered.strip()
    return Entity.of(text, start, end, id=f"{label}-{start}-{end}", label=label)
