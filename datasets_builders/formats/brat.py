"""Brat standoff: a `.txt` and the `.ann` beside it, read, placed and written.

    T1<TAB>Label 0 5;16 23<TAB>covered text       a text-bound annotation, with its fragments
    R1<TAB>Label Arg1:T1 Arg2:T2                  a relation
    A1<TAB>Name T1 value                          an attribute (M1 in older files)
    N1<TAB>Reference T1 SNOMED:123<TAB>text       a normalisation
    #1<TAB>AnnotatorNotes T1<TAB>free text        a note
    E1..., *...                                   events and equivalences: kept as lines, not read

Two laws hold: `parse_ann(format_ann(x)) == x`, and `read_brat` after `write_brat` gives the same document. What the offsets of
a file count is not written anywhere in it; `place` finds it out by the covered text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from datasets_builders.schema import Entity, Fragment, Relation

__all__ = [
    "Attribute",
    "BratDocument",
    "Link",
    "Normalisation",
    "Note",
    "Placement",
    "Standoff",
    "TextBound",
    "UnreadableBrat",
    "format_ann",
    "parse_ann",
    "place",
    "read_brat",
    "read_text",
    "write_brat",
]

_MARK = "\ufeff"  # the byte-order mark, decoded


class UnreadableBrat(ValueError):
    """One of the two files is not UTF-8."""


@dataclass(frozen=True, slots=True)
class TextBound:
    """A T line: offsets as the file states them, whatever they count; `text` is what they are said to cover."""

    id: str
    label: str
    fragments: tuple[tuple[int, int], ...]
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """An R line: roles and ids of its arguments, in the order of the line."""

    id: str
    label: str
    arguments: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Attribute:
    """An A or M line; `value` is "" where it is a flag."""

    id: str
    name: str
    target: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Normalisation:
    """An N line: `concept` as resource and id, "SNOMED:123"."""

    id: str
    kind: str
    target: str
    concept: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A # line: free text of an annotator about `target`."""

    id: str
    kind: str
    target: str
    text: str = ""


@dataclass(frozen=True)
class Standoff:
    """What an `.ann` says. `others` are lines kept as they stand; `unreadable` those that are not brat."""

    text_bounds: tuple[TextBound, ...] = ()
    links: tuple[Link, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    normalisations: tuple[Normalisation, ...] = ()
    notes: tuple[Note, ...] = ()
    others: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()


@dataclass(frozen=True)
class BratDocument:
    """A text and its annotations. `text` is without the byte-order mark; `marked` says that the file begins with one."""

    name: str
    text: str
    standoff: Standoff
    marked: bool = False


@dataclass(frozen=True)
class Placement:
    """Where the annotations stand in the text, in code points.

    Args:
        entities: in the order of the text.
        relations: between them.
        counts: what was repaired or left out, by stable code.
        unplaced: ids whose covered text is not where their offsets point, whatever these count.
    """

    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]
    counts: Counter[str]
    unplaced: tuple[str, ...] = ()


_TEXT_BOUND = re.compile(r"(T\S*)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t(.*))?", re.DOTALL)
_LINK = re.compile(r"(R\S*)\t(\S+)((?: [^\s:]+:\S+){2,})\s*")
_ATTRIBUTE = re.compile(r"([AM]\S*)\t(\S+) (\S+)(?: (.*))?", re.DOTALL)
_NORMALISATION = re.compile(r"(N\S*)\t(\S+) (\S+) (\S+)(?:\t(.*))?", re.DOTALL)
_NOTE = re.compile(r"(#\S*)\t(\S+) (\S+)(?:\t(.*))?", re.DOTALL)


def parse_ann(content: str) -> Standoff:
    """Read the lines of an `.ann`; a byte-order mark, CRLF line ends and blank lines are accepted."""
    found: dict[str, list[object]] = {kind: [] for kind in ("T", "R", "A", "N", "#", "other", "unreadable")}
    for raw in content.removeprefix(_MARK).split("\n"):
        line = raw.removesuffix("\r")
        if not line.strip():
            continue
        kind = "A" if line[0] == "M" else line[0]
        read = _READERS.get(kind)
        if read is None:
            found["other" if kind in "E*" else "unreadable"].append(line)
            continue
        annotation = read(line)
        found[kind if annotation else "unreadable"].append(annotation or line)
    return Standoff(*(tuple(each) for each in found.values()))  # type: ignore[arg-type]


def _text_bound(line: str) -> TextBound | None:
    match = _TEXT_BOUND.fullmatch(line)
    if not match:
        return None
    pieces = tuple((int(start), int(end)) for start, end in (piece.split(" ") for piece in match[3].split(";")))
    return TextBound(match[1], match[2], pieces, match[4] or "")


def _link(line: str) -> Link | None:
    match = _LINK.fullmatch(line)
    if not match:
        return None
    pairs = (argument.partition(":") for argument in match[3].split())
    return Link(match[1], match[2], tuple((role, target) for role, _, target in pairs))


def _attribute(line: str) -> Attribute | None:
    match = _ATTRIBUTE.fullmatch(line)
    return Attribute(match[1], match[2], match[3], match[4] or "") if match else None


def _normalisation(line: str) -> Normalisation | None:
    match = _NORMALISATION.fullmatch(line)
    return Normalisation(match[1], match[2], match[3], match[4], match[5] or "") if match else None


def _note(line: str) -> Note | None:
    match = _NOTE.fullmatch(line)
    return Note(match[1], match[2], match[3], match[4] or "") if match else None


_READERS = {"T": _text_bound, "R": _link, "A": _attribute, "N": _normalisation, "#": _note}


def format_ann(standoff: Standoff) -> str:
    """Write an `.ann`; `parse_ann` gives the same back, as long as no value holds a line end."""
    lines = [
        *(f"{t.id}\t{t.label} {';'.join(f'{a} {b}' for a, b in t.fragments)}\t{t.text}" for t in standoff.text_bounds),
        *(f"{r.id}\t{r.label} {' '.join(f'{role}:{id}' for role, id in r.arguments)}" for r in standoff.links),
        *(f"{a.id}\t{a.name} {a.target}{' ' if a.value else ''}{a.value}" for a in standoff.attributes),
        *(f"{n.id}\t{n.kind} {n.target} {n.concept}\t{n.text}" for n in standoff.normalisations),
        *(f"{n.id}\t{n.kind} {n.target}\t{n.text}" for n in standoff.notes),
        *standoff.others,
    ]
    return "".join(f"{line}\n" for line in lines)


def read_brat(text_file: Path) -> BratDocument:
    """Read a `.txt` and the `.ann` of the same name; the text is taken exactly, carriage returns and all.

    Raises:
        FileNotFoundError: one of the two is missing.
        UnreadableBrat: one of the two is not UTF-8.
    """
    text, marked = read_text(text_file)
    annotations = _decoded(text_file.with_suffix(".ann"))
    return BratDocument(text_file.stem, text, parse_ann(annotations), marked)


def read_text(path: Path) -> tuple[str, bool]:
    """Read a text exactly, and say whether its file begins with a byte-order mark, which is no part of it.

    Raises:
        UnreadableBrat: it is not UTF-8.
    """
    text = _decoded(path)
    return text.removeprefix(_MARK), text.startswith(_MARK)


def _decoded(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableBrat(f"{path.name}: not UTF-8 at byte {error.start}") from error


def write_brat(folder: Path, document: BratDocument) -> None:
    """Write the two files of a document into `folder`."""
    text = (_MARK if document.marked else "") + document.text
    (folder / f"{document.name}.txt").write_bytes(text.encode("utf-8"))
    (folder / f"{document.name}.ann").write_bytes(format_ann(document.standoff).encode("utf-8"))


@dataclass(frozen=True)
class _Counting:
    """One thing that the offsets of a file may count: `codes` names its oddities, `starts[offset]` is the place in the text."""

    codes: tuple[str, ...]
    starts: Sequence[int]
    inclusive: int = 0

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        last = end - 1 + self.inclusive  # the last unit that is covered
        if not 0 <= start <= last < len(self.starts):
            return None
        return self.starts[start], self.starts[last] + 1


_Pieces = tuple[tuple[int, int], ...]


def place(document: BratDocument) -> Placement:
    """Find out what the offsets count, and give entities and relations in code points of the text.

    The plainest way of counting under which most covered texts are where they should be is taken, for the whole document. Its
    oddities are counted per entity that they move, as `offsets-count-byte-order-mark`, `offsets-in-utf16`,
    `offsets-without-carriage-returns` and `end-offsets-inclusive`. An entity whose covered text is not there even so is left
    out: `entity-not-placed`.
    """
    standoff = document.standoff
    counting, covered = _best_counting(document)
    counts: Counter[str] = Counter()
    concepts = _concepts(standoff)
    entities = []
    for bound, pieces in zip(standoff.text_bounds, covered, strict=True):
        entity = _entity(document.text, bound, pieces, concepts.get(bound.id, ()))
        if entity is None:
            counts["entity-not-placed"] += 1
            continue
        counts.update(counting.codes if pieces != bound.fragments else ())
        trimmed = [(fragment.start, fragment.end) for fragment in entity.fragments]
        counts["span-edge-blanks-trimmed"] += trimmed != sorted(pieces)
        entities.append(entity)
    placed = {entity.id for entity in entities}
    relations = [Relation(r.id, r.arguments[0][1], r.arguments[1][1], r.label) for r in standoff.links]
    whole = tuple(r for r in relations if r.head in placed and r.tail in placed)
    counts["dangling-relation-left-out"] += len(relations) - len(whole)
    _count_what_is_not_kept(standoff, counts)
    ordered = tuple(sorted(entities, key=lambda e: (e.start, e.end, e.label, e.id)))
    unplaced = tuple(bound.id for bound in standoff.text_bounds if bound.id not in placed)
    return Placement(ordered, whole, +counts, unplaced)


def _count_what_is_not_kept(standoff: Standoff, counts: Counter[str]) -> None:
    counts["attribute-not-kept"] += len(standoff.attributes)
    counts["annotator-note-not-kept"] += len(standoff.notes)
    counts["event-not-kept"] += len(standoff.others)
    counts["annotation-line-unreadable"] += len(standoff.unreadable)
    counts["annotation-id-repeated"] += len(standoff.text_bounds) - len({bound.id for bound in standoff.text_bounds})


def _best_counting(document: BratDocument) -> tuple[_Counting, list[_Pieces]]:
    """Return the way of counting that places the most entities, with the pieces that each covers, () where it does not."""
    bounds = document.standoff.text_bounds
    counting = _Counting((), range(len(document.text)))
    best = counting, [_covered(document.text, bound, counting) for bound in bounds]
    for odd in _odd_countings(document.text, document.marked):
        if all(best[1]):
            break
        covered = [_covered(document.text, bound, odd) for bound in bounds]
        if sum(map(bool, covered)) > sum(map(bool, best[1])):
            best = odd, covered
    return best


def _odd_countings(text: str, marked: bool) -> Iterator[_Counting]:
    """Give the ways of counting, other than by code points, that make a difference for this very text; the plainest first."""
    wide = any(ord(character) > 0xFFFF for character in text)
    ways = [
        (mark, utf16, bare)
        for utf16 in ((False, True) if wide else (False,))
        for bare in ((False, True) if "\r\n" in text else (False,))
        for mark in ((False, True) if marked else (False,))
    ]
    for inclusive in (0, 1):
        for mark, utf16, bare in ways:
            codes = (
                *(("offsets-count-byte-order-mark",) if mark else ()),
                *(("offsets-in-utf16",) if utf16 else ()),
                *(("offsets-without-carriage-returns",) if bare else ()),
                *(("end-offsets-inclusive",) if inclusive else ()),
            )
            if codes:
                yield _Counting(codes, _starts(text, mark=mark, utf16=utf16, bare=bare), inclusive)


def _starts(text: str, *, mark: bool, utf16: bool, bare: bool) -> list[int]:
    starts = [0] if mark else []
    for index, character in enumerate(text):
        if bare and character == "\r" and text[index + 1 : index + 2] == "\n":
            continue
        starts.append(index)
        if utf16 and ord(character) > 0xFFFF:
            starts.append(index)
    return starts


def _covered(text: str, bound: TextBound, counting: _Counting) -> _Pieces:
    """Return the pieces that the annotation covers under this way of counting; () where it cannot be meant."""
    pieces = [counting.span(start, end) for start, end in bound.fragments]
    whole = tuple(piece for piece in pieces if piece is not None)
    if len(whole) < len(pieces):
        return ()
    said = " ".join(text[start:end] for start, end in whole)
    # An .ann has no line ends, so brat writes blanks for them; a file without covered texts cannot be checked.
    return whole if not bound.text or said.split() == bound.text.split() else ()


def _entity(text: str, bound: TextBound, pieces: _Pieces, concepts: tuple[str, ...]) -> Entity | None:
    """Make the entity, its pieces without edge blanks; None where they overlap or cover nothing."""
    fragments = []
    for start, end in sorted(pieces):
        said = text[start:end]
        if said.strip():
            start += len(said) - len(said.lstrip())
            fragments.append(Fragment(start, start + len(said.strip())))
    if not fragments or any(a.end > b.start for a, b in pairwise(fragments)):
        return None
    start, end = fragments[0].start, fragments[-1].end
    return Entity(bound.id, start, end, text[start:end], bound.label, tuple(fragments), concepts)


def _concepts(standoff: Standoff) -> dict[str, tuple[str, ...]]:
    concepts: dict[str, tuple[str, ...]] = {}
    for normalisation in standoff.normalisations:
        concepts[normalisation.target] = (*concepts.get(normalisation.target, ()), normalisation.concept)
    return concepts
