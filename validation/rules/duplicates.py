"""What stands more than once within a split: equal texts, near ones as clusters, and texts that take over a part of another.

Rows of one document share its text by design, and are not compared with each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from datasets_builders.leakage import BARE_SHARE, FEWEST_WORDS, SHARE
from datasets_builders.leakage.finder import Compared
from datasets_builders.ngrams import N
from validation.findings import Code, Finding, Severity

__all__ = ["CODES", "MOST", "rejected", "within_splits"]

REPEATED = Code(
    "DUP01",
    "text-repeated",
    Severity.WARNING,
    cause="The same text, but for case, accents, punctuation and spacing, stands more than once in a split.",
    remedy="Keep one copy, unless the rows differ in their question or annotation.",
)
NEARLY_REPEATED = Code(
    "DUP02",
    "texts-nearly-the-same",
    Severity.WARNING,
    cause=(
        f"Texts of a split form a cluster: {BARE_SHARE:.0%} of the runs of {N} words of one stand in another, as they stand or with "
        "names, dates and numbers left out."
    ),
    remedy="Keep one of each cluster, or weigh them as one where you train or count.",
)
SHORT_REPEATED = Code(
    "DUP03",
    "short-texts-repeated",
    Severity.WARNING,
    cause=f"Texts of fewer than {FEWEST_WORDS} words stand more than once in a split.",
    remedy="Nothing, where rows are sentences; else look where they come from.",
)
TAKEN_OVER = Code(
    "DUP04",
    "texts-take-over-a-part",
    Severity.WARNING,
    cause=f"Of some texts between {SHARE:.0%} and {BARE_SHARE:.0%} of the runs of {N} words stand in another text of the split.",
    remedy="Nothing by itself: notes are copied forward, and forms share phrases. Keep it in mind where texts are counted.",
)
CODES = (REPEATED, NEARLY_REPEATED, SHORT_REPEATED, TAKEN_OVER)

MOST = 50
"""Rows that a finding names at most beside the first."""

Place = tuple[str, str]


def within_splits(compared: Compared) -> Iterator[Finding]:
    """Give what stands more than once within a split."""
    yield from _equal(compared)
    yield from _alike(compared)


def _equal(compared: Compared) -> Iterator[Finding]:
    short: Counter[Place] = Counter()
    for text, members in compared.groups.items():
        rows: dict[Place, set[str]] = defaultdict(set)
        documents: dict[Place, set[str]] = defaultdict(set)
        for member in members:
            chunk, at = compared.place(member)
            rows[chunk.config, chunk.split].add(chunk.row(at))
            documents[chunk.config, chunk.split].add(chunk.document(at))
        for place in (place for place, ids in rows.items() if len(ids) > 1 and len(documents[place]) > 1):
            if compared.sizes[text] < FEWEST_WORDS:
                short[place] += 1
                continue
            yield _told(REPEATED, place, sorted(rows[place]), "")
    for (config, split), count in sorted(short.items()):
        hint = f"{count} texts of fewer than {FEWEST_WORDS} words stand more than once"
        yield SHORT_REPEATED.at(config=config, split=split, column="text", hint=hint, count=count)


def _told(code: Code, place: Place, rows: list[str], hint: str) -> Finding:
    (first, *others), (config, split) = rows, place
    if len(others) > MOST:
        hint = hint or f"{len(rows)} rows hold it, {MOST} of which are named; {code.remedy}"
    count = len(rows) if len(others) > MOST else None
    return code.at(config=config, split=split, row=first, related=others[:MOST], column="text", hint=hint, count=count)


def _alike(compared: Compared) -> Iterator[Finding]:
    clusters: dict[Place, dict[int, int]] = defaultdict(dict)
    parts: dict[Place, set[int]] = defaultdict(set)
    alike = compared.alike
    columns = (alike.first.tolist(), alike.second.tolist(), alike.plain.tolist(), alike.bare.tolist())
    for first, second, plain, bare in zip(*columns, strict=True):
        for place, one, other in _in_one_split(compared, first, second):
            if max(plain, bare) >= BARE_SHARE:
                _join(clusters[place], one, other)
            elif plain >= SHARE:
                parts[place].update((one, other))
    for place, parents in sorted(clusters.items()):
        members: dict[int, list[int]] = defaultdict(list)
        for text in sorted(parents):
            members[_head(parents, text)].append(text)
        for texts in members.values():
            rows = [chunk.row(at) for chunk, at in map(compared.place, texts)]
            yield _told(NEARLY_REPEATED, place, rows, f"a cluster of {len(texts)} texts")
    for (config, split), taken in sorted(parts.items()):
        hint = f"{len(taken)} texts share a part with another; {TAKEN_OVER.remedy}"
        yield TAKEN_OVER.at(config=config, split=split, column="text", hint=hint, count=len(taken))


def _in_one_split(compared: Compared, first: int, second: int) -> Iterator[tuple[Place, int, int]]:
    """Give each split in which both texts stand, with where: the first row of each there, unless of one document."""
    ones, others = _firsts(compared, first), _firsts(compared, second)
    for place in ones.keys() & others.keys():
        (chunk, at), (its, there) = compared.place(ones[place]), compared.place(others[place])
        if chunk.document(at) != its.document(there):
            yield place, ones[place], others[place]


def _firsts(compared: Compared, text: int) -> dict[Place, int]:
    firsts: dict[Place, int] = {}
    for member in compared.groups.get(text, [text]):
        chunk, _ = compared.place(member)
        firsts.setdefault((chunk.config, chunk.split), member)
    return firsts


def _head(parents: dict[int, int], text: int) -> int:
    while parents[text] != text:
        parents[text] = parents[parents[text]]
        text = parents[text]
    return text


def _join(parents: dict[int, int], one: int, other: int) -> None:
    for text in (one, other):
        parents.setdefault(text, text)
    low, high = sorted((_head(parents, one), _head(parents, other)))
    parents[high] = low


def rejected(story: str) -> Mapping[str, tuple[str, ...]]:
    """Return for each code texts of one split that it must tell, made from a story of some forty words."""
    words = story.split()
    twice = f"{story}. Dimesso con terapia orale e controllo presso il curante fra sette giorni, si consiglia riposo"
    half = " ".join(words[: len(words) // 2 + 3])
    return {
        "DUP01": (story, story.lower()),
        "DUP02": (story, twice),
        "DUP03": ("Nega febbre.", "nega febbre"),
        "DUP04": (
            story,
            f"{half} mentre all'ingresso appare vigile e orientato con parametri stabili, addome trattabile, diuresi conservata",
        ),
    }
