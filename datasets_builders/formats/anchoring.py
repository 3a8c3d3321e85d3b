"""Find where entities stand that a source gives as strings, without offsets.

Three ways, from the strongest proof to the weakest:

- `align_redacted`: the source also has the text with placeholders. What is left of it pins every span down.
- `anchor_in_order`: the strings are listed in the order of the text. The first place that the order allows and the last one are
  both computed; where they agree, there is only one way to read the list, and the offsets are as good as published ones.
- `anchor_everywhere`: nothing is known of the order. Every occurrence of a string is taken, the longer strings first.

A string is looked for as whole words, then with other blanks between them, then inside words, then in another case; all but
the first are counted. One that is not there is left out and counted. Counts are of mentions, by stable code.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from datasets_builders.schema import Entity

__all__ = [
    "Anchored",
    "Mention",
    "Redacted",
    "align_redacted",
    "anchor_everywhere",
    "anchor_in_order",
    "mentions_of",
    "token_offsets",
]

Span = tuple[int, int]
Likely = Callable[[str, int, int], bool]


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity as the source gives it: its string and its label, no offsets."""

    text: str
    label: str


@dataclass(frozen=True)
class Anchored:
    """The entities that were found, in the order of the text.

    Args:
        entities: with ids "e1", "e2", ... in their order.
        counts: what was repaired or left out, by stable code.
        ambiguous: ids of the entities whose place is one of several that the source allows.
    """

    entities: tuple[Entity, ...]
    counts: Counter[str] = field(default_factory=Counter)
    ambiguous: tuple[str, ...] = ()


@dataclass(frozen=True)
class Redacted:
    """A text aligned with its redacted form: `spans` as (start, end, label), `ways` how many alignments are equally good."""

    spans: tuple[tuple[int, int, str], ...]
    ways: int


def mentions_of(listed: object, *, label: str, text: str = "text") -> tuple[list[Mention], int]:
    """Read a list of objects as mentions; returns them, and how many of the list lack a string or a label.

    Args:
        listed: what the source has for a list; None counts as empty.
        label: the key of the label.
        text: the key of the string.
    """
    rows = listed if isinstance(listed, list) else []
    pairs = [(row.get(text), row.get(label)) if isinstance(row, dict) else (None, None) for row in rows]
    whole = [
        Mention(string, name) for string, name in pairs if isinstance(string, str) and isinstance(name, str) and name
    ]
    return whole, len(rows) - len(whole)


def anchor_in_order(text: str, mentions: Sequence[Mention]) -> Anchored:
    """Place mentions that are listed in the order of the text, each at the first place that the order allows.

    A mention whose last allowed place is another one is `mention-ambiguous`. One that fits nowhere in the order is placed at its
    first free occurrence: `mention-out-of-order`.
    """
    counts: Counter[str] = Counter()
    found = [_occurrences(text, mention.text, counts) for mention in mentions]
    first = _first_places(found)
    last = _last_places(found, first, len(text))
    taken = {place for place in first if place}
    placed: list[tuple[Span, str, bool]] = []
    for mention, spans, earliest, latest in zip(mentions, found, first, last, strict=True):
        span = earliest or next((each for each in spans if each not in taken), None)
        if spans and not earliest:
            counts["mention-out-of-order" if span else "mention-listed-again"] += 1
        if span:
            ambiguous = earliest is not None and earliest != latest
            counts["mention-ambiguous"] += ambiguous
            placed.append((span, mention.label, ambiguous))
            taken.add(span)
    return _anchored(text, placed, counts)


def _first_places(found: Sequence[Sequence[Span]]) -> list[Span | None]:
    places: list[Span | None] = []
    position = 0
    for spans in found:
        place = next((span for span in spans if span[0] >= position), None)
        places.append(place)
        position = place[1] if place else position
    return places


def _last_places(found: Sequence[Sequence[Span]], first: Sequence[Span | None], end: int) -> list[Span | None]:
    """Do the same from the end, for the mentions that have a place in the order; each then has one here too."""
    places: list[Span | None] = []
    for spans, place in zip(reversed(found), reversed(first), strict=True):
        latest = next((span for span in reversed(spans) if span[1] <= end), None) if place else None
        places.append(latest)
        end = latest[0] if latest else end
    return places[::-1]


def anchor_everywhere(text: str, mentions: Iterable[Mention], *, likely: Likely | None = None) -> Anchored:
    """Place every occurrence of each mention that is not part of a longer one.

    Args:
        text: the text.
        mentions: in any order, repeated or not.
        likely: tells from label, start and end whether an occurrence is probably meant; where any is, only such are taken, and
            the mention is counted as `mention-narrowed-by-context`.

    A mention that is listed n times and found at m > 1 other places is `mention-ambiguous`; one that is listed more often than it
    occurs adds its surplus to `mention-listed-again`; one that stands only inside longer ones is `mention-inside-longer`.
    """
    counts: Counter[str] = Counter()
    listed = Counter(mentions)
    placed: list[tuple[Span, str, bool]] = []
    for mention, times in sorted(listed.items(), key=lambda item: -len(item[0].text.strip())):
        occurrences = _occurrences(text, mention.text, counts)
        spans = [s for s in occurrences if not any(a <= s[0] and s[1] <= b and s != (a, b) for (a, b), _, _ in placed)]
        if occurrences and not spans:
            counts["mention-inside-longer"] += times
        meant = [span for span in spans if likely and likely(mention.label, *span)] or spans
        counts["mention-narrowed-by-context"] += len(meant) < len(spans)
        counts["mention-listed-again"] += max(0, times - len(meant)) if meant else 0
        ambiguous = len(meant) > times
        counts["mention-ambiguous"] += ambiguous
        placed += [(span, mention.label, ambiguous) for span in meant]
    return _anchored(text, placed, counts)


def _occurrences(text: str, wanted: str, counts: Counter[str]) -> list[Span]:
    """Return where `wanted` stands: as whole words, else with other blanks, inside words, or in another case."""
    string = wanted.strip()
    counts["mention-edge-blanks-trimmed"] += string != wanted
    if string:
        literal, spaced = re.escape(string), r"\s+".join(map(re.escape, string.split()))
        for code, pattern, flags in (
            ("", rf"(?<!\w){literal}(?!\w)", re.NOFLAG),
            ("mention-blanks-differ", rf"(?<!\w){spaced}(?!\w)", re.NOFLAG),
            ("mention-inside-word", literal, re.NOFLAG),
            ("mention-case-differs", rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE),
        ):
            spans = [match.span() for match in re.finditer(pattern, text, flags)]
            if spans:
                counts[code] += bool(code)
                return spans
    counts["mention-not-in-text"] += 1
    return []


def _anchored(text: str, placed: Iterable[tuple[Span, str, bool]], counts: Counter[str]) -> Anchored:
    ordered = sorted(placed)
    entities = tuple(
        Entity.of(text, start, end, id=f"e{number}", label=label)
        for number, ((start, end), label, _) in enumerate(ordered, start=1)
    )
    ambiguous = tuple(e.id for e, (_, _, is_ambiguous) in zip(entities, ordered, strict=True) if is_ambiguous)
    return Anchored(entities, +counts, ambiguous)


def align_redacted(
    text: str,
    redacted: str,
    labels: Collection[str],
    listed: Collection[tuple[str, str]] = (),
    *,
    longest: int = 100,
) -> Redacted | None:
    """Find the spans that placeholders such as "[NAME]" stand for.

    Args:
        text: the text.
        redacted: the same text, with "[label]" where something was taken out.
        labels: the labels that make a placeholder.
        listed: (label, string) pairs that are known to have been taken out; such values are preferred to any others.
        longest: a value that is not listed may have at most so many code points.

    Returns:
        The alignment with the fewest characters of values that are not listed; None where the texts do not agree.
    """
    one_of = "|".join(re.escape(label) for label in sorted(labels))
    between = re.split(rf"\[(?:{one_of})\]", redacted)
    named = re.findall(rf"\[({one_of})\]", redacted)
    if not named:
        return Redacted((), 1) if text == redacted else None
    if not text.startswith(between[0]):
        return None
    layers: list[dict[int, _Way]] = [{len(between[0]): _Way(0, 1, -1)}]
    for number, label in enumerate(named, start=1):
        following = between[number]
        layer: dict[int, _Way] = {}
        for start, way in layers[-1].items():
            for end in _ends(text, start, following, last=number == len(named)):
                value = text[start:end]
                known = (label, value) in listed
                if not value.strip() or (not known and len(value) > longest):
                    continue
                cost = way.cost + (0 if known else 1 + len(value))
                _keep_better(layer, end + len(following), _Way(cost, way.count, start))
        layers.append(layer)
    return _backwards(layers, named, between, len(text))


@dataclass(frozen=True, slots=True)
class _Way:
    """How a place in the text is best reached: cost, number of equally good ways, where the last value starts."""

    cost: int
    count: int
    start: int


def _ends(text: str, start: int, following: str, *, last: bool) -> list[int]:
    """Return the places where a value that begins at `start` may end: where `following` stands."""
    if last:
        end = len(text) - len(following)
        return [end] if end > start and text.endswith(following) else []
    ends = []
    end = text.find(following, start + 1)
    while end >= 0:
        ends.append(end)
        end = text.find(following, end + 1)
    return ends


def _keep_better(layer: dict[int, _Way], place: int, way: _Way) -> None:
    known = layer.get(place)
    if known is None or way.cost < known.cost:
        layer[place] = way
    elif way.cost == known.cost:
        layer[place] = _Way(known.cost, known.count + way.count, known.start)


def _backwards(
    layers: Sequence[dict[int, _Way]], named: Sequence[str], between: Sequence[str], place: int
) -> Redacted | None:
    if place not in layers[-1]:
        return None
    ways = layers[-1][place].count
    spans = []
    for number in range(len(named), 0, -1):
        start = layers[number][place].start
        spans.append((start, place - len(between[number]), named[number - 1]))
        place = start
    return Redacted(tuple(reversed(spans)), ways)


def token_offsets(text: str, tokens: Sequence[str]) -> list[Span] | None:
    """Return where each token stands in `text`; None where the text is not these tokens with nothing but blanks around them."""
    offsets = []
    position = 0
    for token in tokens:
        start = _after_blanks(text, position)
        if not text.startswith(token, start):
            return None
        position = start + len(token)
        offsets.append((start, position))
    return offsets if _after_blanks(text, position) == len(text) else None


def _after_blanks(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position
