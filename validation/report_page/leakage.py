"""What stands on two sides, and what stands twice on one: the findings about pairs of splits as a matrix, and clusters of copies."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from validation.findings import Finding

__all__ = ["LEAKS", "REPEATS", "Cluster", "Duplicates", "Leakage", "Pair", "duplicates_of", "leakage_of"]

LEAKS = ("SPLIT", "CONT", "LEAK")
"""How codes begin that tell of a text, case or patient on two sides."""
REPEATS = "DUP"
"""How codes begin that tell of a text more than once in a split."""
LARGEST_SHOWN = 10
_CAPPED = 50
"""Findings of repeats name at most so many rows beside the first; with so many there may be more."""

# How versions before `against` told the other side, in the hint alone.
_PAIR = re.compile(r"\S+ and (?P<split>\S+) \((?P<config>[^()]*)\)")
_ALSO = re.compile(r"also in (?P<splits>[\w., -]+)\Z")


@dataclass(frozen=True)
class Pair:
    """Findings of one code about one split and another.

    Args:
        split: the one that is evaluated on, "config/split".
        other: where the same stands too; empty where the report does not tell.
        findings: how many, those that were accepted among them.
        rows: how many rows of `split` they name.
        of: the rows of `split`; 0 where the report does not tell.
    """

    split: str
    other: str
    code: str
    findings: int
    accepted: int
    rows: int
    of: int


@dataclass(frozen=True)
class Leakage:
    """The pairs, and the matrix made of them: findings by (split, other), over all codes."""

    pairs: tuple[Pair, ...]

    @property
    def splits(self) -> tuple[str, ...]:
        """The rows of the matrix."""
        return tuple(sorted({pair.split for pair in self.pairs}))

    @property
    def others(self) -> tuple[str, ...]:
        """The columns of the matrix."""
        return tuple(sorted({pair.other for pair in self.pairs}))

    def cell(self, split: str, other: str) -> tuple[Pair, ...]:
        """Give the pairs of one cell, one a code."""
        return tuple(pair for pair in self.pairs if (pair.split, pair.other) == (split, other))

    def heat(self, split: str, other: str) -> int:
        """Tell how full a cell is, from 0 (empty) to 3 (half of the fullest or more)."""
        counts = {key: 0 for key in ((a, b) for a in self.splits for b in self.others)}
        for pair in self.pairs:
            counts[pair.split, pair.other] += pair.findings
        count, most = counts[split, other], max(counts.values())
        return 0 if not count else 3 if 2 * count >= most else 2 if 8 * count >= most else 1


def leakage_of(
    findings: Iterable[Finding], accepted: Iterable[Finding], sizes: Mapping[str, Mapping[str, int]]
) -> Leakage:
    """Count the findings about two splits by pair and code.

    Args:
        findings: those that stand.
        accepted: those that were accepted; they leak all the same.
        sizes: the rows of each config and split.
    """
    counts: Counter[tuple[str, str, str]] = Counter()
    taken: Counter[tuple[str, str, str]] = Counter()
    rows: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for finding, is_accepted in (*((each, False) for each in findings), *((each, True) for each in accepted)):
        if not finding.code.startswith(LEAKS):
            continue
        split = _place(finding.config, finding.split)
        for other in _others(finding):
            key = (split, other, finding.code)
            counts[key] += finding.count or 1
            taken[key] += is_accepted * (finding.count or 1)
            if finding.row:
                rows[key].add(finding.row)
    of = {_place(config, split): number for config, splits in sizes.items() for split, number in splits.items()}
    return Leakage(
        tuple(Pair(*key, counts[key], taken[key], len(rows[key]), of.get(key[0], 0)) for key in sorted(counts))
    )


def _others(finding: Finding) -> tuple[str, ...]:
    if finding.against:
        return finding.against
    if pair := _PAIR.match(finding.hint):
        return (_place(pair["config"], pair["split"]),)
    if also := _ALSO.match(finding.hint):
        return tuple(_place(finding.config, split) for split in also["splits"].split(", "))
    return ("",)


def _place(config: str, split: str) -> str:
    return "/".join(part for part in (config, split) if part)


@dataclass(frozen=True)
class Cluster:
    """A text and its copies in one split. `at_least`: the report does not name all of them, there may be more."""

    code: str
    place: str
    row: str
    size: int
    at_least: bool


@dataclass(frozen=True)
class Duplicates:
    """The clusters of all codes, and the codes of findings that stand for many short or partial texts and name no row."""

    clusters: tuple[Cluster, ...]
    unnamed: tuple[str, ...] = ()

    def by_code(self) -> tuple[tuple[str, int, int, Cluster], ...]:
        """Give for each code its clusters, the rows in them, and the largest."""
        groups: dict[str, list[Cluster]] = defaultdict(list)
        for cluster in self.clusters:
            groups[cluster.code].append(cluster)
        return tuple(
            (code, len(members), sum(each.size for each in members), max(members, key=lambda each: each.size))
            for code, members in sorted(groups.items())
        )

    def by_size(self) -> tuple[tuple[int, int | None, int], ...]:
        """Give how many clusters have from so many to so many rows (None: or more); classes without any are left out."""
        classes: tuple[tuple[int, int | None], ...] = ((2, 2), (3, 3), (4, 5), (6, 10), (11, 50), (51, None))
        told = []
        for least, most in classes:
            count = sum(least <= each.size and (most is None or each.size <= most) for each in self.clusters)
            if count:
                told.append((least, most, count))
        return tuple(told)

    @property
    def largest(self) -> tuple[Cluster, ...]:
        """The largest clusters."""
        ordered = sorted(self.clusters, key=lambda each: (-each.size, each.place, each.row, each.code))
        return tuple(ordered[:LARGEST_SHOWN])


def duplicates_of(findings: Sequence[Finding]) -> Duplicates:
    """Make clusters of the findings about repeated texts, those that were accepted among them."""
    repeats = [each for each in findings if each.code.startswith(REPEATS)]
    told = [each for each in repeats if each.row and each.related]
    return Duplicates(
        tuple(
            Cluster(
                code=each.code,
                place=_place(each.config, each.split),
                row=each.row,
                size=each.count or 1 + len(each.related),
                at_least=each.count is None and len(each.related) >= _CAPPED,
            )
            for each in told
        ),
        unnamed=tuple(sorted({each.code for each in repeats if not (each.row and each.related)})),
    )
