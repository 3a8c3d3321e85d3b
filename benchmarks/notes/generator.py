"""Fill templates with people, days, places and clinical lines, and remember where each identifier came to lie."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from benchmarks.metrics import Span
from benchmarks.notes.filler import FILLER, PROSE
from benchmarks.notes.forms_numbers import NUMBERS
from benchmarks.notes.forms_people import PEOPLE
from benchmarks.notes.forms_places import PLACES
from benchmarks.notes.forms_times import TIMES
from benchmarks.notes.scene import Piece, Scene
from benchmarks.notes.templates_diaries import DIARIES
from benchmarks.notes.templates_emergency import EMERGENCY
from benchmarks.notes.templates_letters import LETTERS

__all__ = ["SLOTS", "TEMPLATES", "Note", "generate"]

SLOTS: dict[str, Callable[[Scene], list[Piece]]] = {**PEOPLE, **TIMES, **NUMBERS, **PLACES}
"""By name, the slots that may identify."""

TEMPLATES = tuple(
    text.strip() for block in (EMERGENCY, LETTERS, DIARIES) for text in block.split("\n\n") if text.strip()
)
"""Every template; each is as likely as another."""

_PART = re.compile(r"\{(\w+)\}")
_OPTION = re.compile(r"<<([\d.]+)\|(.*?)>>", re.DOTALL)
_ACCENTS = str.maketrans({"à": "a'", "è": "e'", "é": "e'", "ì": "i'", "ò": "o'", "ù": "u'"})


@dataclass(frozen=True, slots=True)
class Note:
    """An invented note.

    Args:
        text: what it says.
        spans: the place and entity of every identifier, in order, none on another; code points, half-open.
        forms: the surface form of each span, in the same order; for names `common`, `rare`, `initials`...
    """

    text: str
    spans: tuple[Span, ...]
    forms: tuple[str, ...]


def generate(count: int, seed: int = 0) -> Iterator[Note]:
    """Make `count` notes; the same seed makes the same notes, and the first of many are the first of few."""
    for number in range(count):
        random = Random(f"{seed}/{number}")
        yield _note(Scene(random), random.choice(TEMPLATES))


def _note(scene: Scene, template: str) -> Note:
    pieces = list(_pieces(scene, _OPTION.sub(lambda option: _kept(scene, option), template)))
    write = _hand(scene)
    texts: list[str] = []
    spans: list[Span] = []
    forms: list[str] = []
    length = 0
    for piece in pieces:
        text = write(piece)
        if piece.entity:
            spans.append((length, length + len(text), piece.entity))
            forms.append(piece.form)
        texts.append(text)
        length += len(text)
    return Note("".join(texts), tuple(spans), tuple(forms))


def _kept(scene: Scene, option: re.Match[str]) -> str:
    return option[2] if scene.chance(float(option[1])) else ""


def _pieces(scene: Scene, text: str) -> Iterator[Piece]:
    """Give the pieces of a line, with every slot of it filled, however deep."""
    last = 0
    for match in _PART.finditer(text):
        yield Piece(text[last : match.start()])
        if match[1] in FILLER:
            yield from _pieces(scene, _line(scene, match[1]))
        else:
            yield from SLOTS[match[1]](scene)
        last = match.end()
    yield Piece(text[last:])


def _line(scene: Scene, slot: str) -> str:
    """Draw what a slot of the filler says: one word or line, or up to four lines of those that are prose."""
    lines = FILLER[slot]
    if slot not in PROSE:
        return scene.pick(lines)
    return " ".join(scene.random.sample(lines, k=scene.random.choice([1, 1, 2, 3, 4])))


def _hand(scene: Scene) -> Callable[[Piece], str]:
    """Draw how the whole note is typed: mostly as it stands, else in one case, without accents, or without blanks."""
    way = scene.random.random()
    if way < 0.10:
        return lambda piece: piece.text.upper()
    if way < 0.24:
        return lambda piece: piece.text.lower()
    if way < 0.36:
        return lambda piece: piece.text if piece.entity else piece.text.translate(_ACCENTS)
    if way < 0.42:
        return lambda piece: piece.text if piece.entity else re.sub(r"(?<=[a-z])\. (?=[A-Z])", ".", piece.text)
    if way < 0.48:
        return lambda piece: piece.text if piece.entity else piece.text.replace(", ", " ,").replace(" e ", " + ")
    return lambda piece: piece.text
