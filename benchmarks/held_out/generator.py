"""Notes with the place of every identifier, known by construction: pieces are put one after the other, nothing is searched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from benchmarks.held_out.fillers import FILLERS
from benchmarks.held_out.scene import Piece, Scene
from benchmarks.held_out.slots import fill
from benchmarks.held_out.templates_emergency import EMERGENCY
from benchmarks.held_out.templates_full import FULL
from benchmarks.held_out.templates_letters import LETTERS
from benchmarks.held_out.templates_none import NONE
from benchmarks.held_out.templates_territory import TERRITORY
from benchmarks.held_out.templates_ward import WARD

__all__ = ["Note", "generate"]

_FILLER = re.compile(r"\{(#\w+)\}")
_OPTION = re.compile(r"<([^<>]*\|[^<>]*)>")
_RANGE = re.compile(r"\[(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)\]")
_SLOT = re.compile(r"\{([^{}]+)\}")
_SENTENCE = re.compile(r"(?<=[a-zà-ù])\. (?=[A-Z])")
_LONG_WORD = re.compile(r"(?<!\w)[a-z]{8,}(?!\w)")
_TAG = re.compile(r"(\[[A-Z][A-Z ]+\])")
_RARE = (
    "{dev", "{pass", "{lic", "{vin", "{card", "{iban", "{mac", "{ip}", "{social", "{q:", "{permit", "{stp", "{nre", "{cie",
    "{ts", "{school", "{prison", "{firm", "{faith",
)  # fmt: skip
_BEFORE = ("{today} ", "{today} - ", "{loc}, {today}\n", "{pt}. ", "{dtn} ore 9: ",
           "Pz {pf} ", "Visita del {today}: ", "Letto 12: {pn}. ",
           "Paz: {pf} - ", "{dts} ")  # fmt: skip
_AFTER = ("\n{sig}", "\n{sig}", " Firma {sigi}", "\nAvvisato {gp}.",
          " Sentito {gp}.", "\n{inf}", " Ne parlo con {d}.", " Controllo il {next}.",
          " Visto con dott. {ph}.", " Referente: {rel}.", " Riferimento {rel} {tel}.", " Prossimo controllo {dts}.",
          " In ambulatorio {fac:presso}.", " Vive a {loc}.", " Residente in {ph:[CITTA]}, {addr}.")  # fmt: skip
_BARE = str.maketrans({"à": "a'", "è": "e'", "é": "e'", "ì": "i'", "ò": "o'", "ù": "u'"})
_INNER_ACCENT = re.compile(r"[àèéìòù](?=\w)")
_PLAIN = str.maketrans("àèéìòù", "aeeiou")
_NONE_TO_MANY = ((0, 0), (1, 3), (4, 13))
_WORDS = (10, 200)
_ABROAD = ("{qn", "{stp}", "{permit}", "{pass}")


@dataclass(frozen=True, slots=True)
class Note:
    """An invented note.

    Args:
        text: what it says.
        spans: where every identifier starts and ends and which entity it is, in order; code points, half-open.
        forms: the surface form of each span, in the same order.
    """

    text: str
    spans: tuple[tuple[int, int, str], ...]
    forms: tuple[str, ...]


def generate(count: int, seed: int = 0) -> Iterator[Note]:
    """Make `count` notes; the same seed makes the same notes, and the first of many are the first of few."""
    for number in range(count):
        random = Random(f"held out/{seed}/{number}")
        size = random.choices((0, 1, 2), weights=(25, 50, 25))[0]
        yield _note(random, size)


def _note(random: Random, size: int) -> Note:
    templates = (NONE, EMERGENCY + WARD + TERRITORY, LETTERS + FULL)[size]
    least, most = _NONE_TO_MANY[size]
    weights = [0.45 if any(slot in template for slot in _RARE) else 1.0 for template in templates]
    while True:
        template = random.choices(templates, weights=weights)[0]
        for _ in range(random.choice((0, 1, 1, 2))):
            if not template.endswith("{sig}"):
                template += f"{random.choice((' ', chr(10)))}{{{random.choice(list(FILLERS))}}}"
        if size == 1:
            template = _with_edges(random, template)
        note = _written(random, template)
        if least <= len(note.spans) <= most and _WORDS[0] <= len(note.text.split()) <= _WORDS[1]:
            return note


def _with_edges(random: Random, template: str) -> str:
    if random.random() < 0.3 and "{today}" not in template and "{p" not in template:
        template = random.choice(_BEFORE) + template
    if random.random() < 0.3 and "{sig" not in template:
        template += random.choice(_AFTER)
    return template


def _written(random: Random, template: str) -> Note:
    scene = Scene(random, abroad=any(slot in template for slot in _ABROAD))
    write = _hand(random)
    text = ""
    spans: list[tuple[int, int, str]] = []
    forms: list[str] = []
    for piece in _pieces(scene, _expanded(scene, template)):
        written = write(piece)
        if piece.entity:
            assert written == written.strip() != "", piece
            spans.append((len(text), len(text) + len(written), piece.entity))
            forms.append(piece.form)
        text += written
    return Note(text, tuple(spans), tuple(forms))


def _expanded(scene: Scene, template: str) -> str:
    random = scene.random
    comma = "," if random.random() < 0.6 else "."
    text = template.replace("{#age}", str(scene.age))
    text = _FILLER.sub(lambda found: random.choice(FILLERS[found[1]]), text)
    while _OPTION.search(text):
        text = _OPTION.sub(lambda found: random.choice(found[1].split("|")), text)
    return _RANGE.sub(lambda found: _number(random, found[1], found[2], comma), text)


def _number(random: Random, low: str, high: str, comma: str) -> str:
    if "." in low:
        return f"{random.uniform(float(low), float(high)):.1f}".replace(".", comma)
    return str(random.randint(int(low), int(high))).zfill(2 if (low, high) == ("10", "59") else 1)


def _pieces(scene: Scene, text: str) -> Iterator[Piece]:
    for place, part in enumerate(_SLOT.split(text)):
        if place % 2:
            yield from fill(scene, part)
            continue
        for index, stretch in enumerate(_TAG.split(part)):
            if stretch:
                yield Piece(stretch, fixed=index % 2 == 1)


def _hand(random: Random) -> Callable[[Piece], str]:
    """Choose how the writer of a note types, and give what turns a piece into what they typed."""
    case = random.choices(("as is", "lower", "upper"), weights=(66, 22, 12))[0]
    bare = random.random() < 0.2
    stops = random.random() > 0.15
    slips = random.random() < 0.25

    def write(piece: Piece) -> str:
        text = piece.text
        if piece.fixed:
            return text
        if not piece.entity:
            if not stops:
                text = _SENTENCE.sub(" ", text)
            if slips:
                text = _LONG_WORD.sub(lambda found: _slip(random, found[0]), text)
        if case == "lower":
            text = text.lower()
        elif case == "upper":
            text = text.upper()
        if bare:
            text = _INNER_ACCENT.sub(lambda found: found[0].translate(_PLAIN), text).translate(_BARE)
        return text

    return write


def _slip(random: Random, word: str) -> str:
    if random.random() > 0.08:
        return word
    place = random.randint(2, len(word) - 3)
    kind = random.random()
    if kind < 0.5:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:place] + word[place + 1 :] if kind < 0.8 else word[:place] + word[place] + word[place:]
