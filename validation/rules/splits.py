"""Leakage between splits: the same text, the same case told again, or the same patient on both sides of an evaluation.

Splits are compared by role. What a model may learn from (train and the like) must not hold what it is tested on, in whatever
config the two stand; validation and test must not share either. A document that stands in several configs counts once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from datasets_builders.built import Batch
from datasets_builders.spec import split_role
from validation.checks import Check, Facts
from validation.findings import Code, Finding, Severity
from validation.ngrams import Grams, N, containment, fold, word_ngrams
from validation.rules.examples import example, row

__all__ = ["CHECK"]

TEXT_SHARED = Code(
    "SPLIT01",
    "text-in-two-splits",
    Severity.ERROR,
    cause="The same text, but for case, accents, punctuation and spacing, stands in two splits.",
    remedy="Move all copies to one split, or accept the finding with the reason.",
)
CASE_SHARED = Code(
    "SPLIT02",
    "case-in-two-splits",
    Severity.ERROR,
    cause=f"The texts share so many runs of {N} words that one is told after the other.",
    remedy="Group the rows by case so that no case stands in two splits, or accept the finding with the reason.",
)
GROUP_SHARED = Code(
    "SPLIT03",
    "group-in-two-splits",
    Severity.ERROR,
    cause="Rows of the same group_id (patient or case) stand in two splits of a config.",
    remedy="Split by group, not by row.",
)
REPEATED = Code(
    "DUP01",
    "text-repeated",
    Severity.WARNING,
    cause="The same text, but for case, accents, punctuation and spacing, stands more than once in a split.",
    remedy="Keep one copy, unless the rows differ in their question or annotation.",
)

SHARE = 0.3
"""A pair is told when this share of the 13-grams of the shorter text stands in the other."""


@dataclass(frozen=True)
class _Unit:
    """A distinct text of one document in one role, where it was first seen."""

    config: str
    split: str
    row: str
    document: str
    role: str


class _Leakage:
    def __init__(self, facts: Facts) -> None:
        self._units: dict[str, dict[tuple[str, str], _Unit]] = defaultdict(dict)
        self._within: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._groups: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
        self._grams: dict[str, Grams] = {}
        self._cache: dict[str, int] = {}

    def see(self, batch: Batch) -> tuple[Finding, ...]:
        role = split_role(batch.split)
        ids = batch.strings("id")
        documents = batch.strings("document_id") or ids
        groups = batch.strings("group_id")
        for index, text in enumerate(batch.strings("text")):
            id = (ids[index] if ids else None) or f"#{batch.first + index}"
            if groups and groups[index]:
                self._groups[batch.config][str(groups[index])].setdefault(batch.split, id)
            folded = fold(text or "")
            if not folded:
                continue
            unit = _Unit(batch.config, batch.split, id, (documents[index] if documents else None) or id, role)
            self._units[folded].setdefault((role, unit.document), unit)
            self._within[batch.config, batch.split][folded].append(id)
        return ()

    def conclude(self) -> Iterator[Finding]:
        told: set[frozenset[str]] = set()
        for units in self._units.values():
            yield from self._same_text(list(units.values()), told)
        yield from self._same_case(told)
        yield from self._same_group()
        for (config, split), texts in self._within.items():
            for ids in texts.values():
                if len(ids) > 1 and len(set(ids)) > 1:
                    first, *others = sorted(set(ids))
                    yield REPEATED.at(config=config, split=split, row=first, related=others, column="text")

    def _same_text(self, units: list[_Unit], told: set[frozenset[str]]) -> Iterator[Finding]:
        for tested, other in _pairs_across(units):
            told.add(frozenset((tested.document, other.document)))
            yield _pair(TEXT_SHARED, tested, other, "")

    def _same_case(self, told: set[frozenset[str]]) -> Iterator[Finding]:
        by_role: dict[str, list[tuple[_Unit, Grams]]] = defaultdict(list)
        for folded, units in self._units.items():
            grams = word_ngrams(folded, self._cache)
            for unit in units.values():
                if len(grams):
                    by_role[unit.role].append((unit, grams))
        found: dict[frozenset[str], tuple[float, _Unit, _Unit]] = {}
        for tested_role, other_role in (("test", "train"), ("test", "validation"), ("validation", "train")):
            tested, other = by_role[tested_role], by_role[other_role]
            for i, j, shared in containment([grams for _, grams in tested], [grams for _, grams in other]):
                (a, grams_a), (b, grams_b) = tested[i], other[j]
                share = shared / min(len(grams_a), len(grams_b))
                key = frozenset((a.document, b.document))
                if share >= SHARE and key not in told and share > found.get(key, (0.0,))[0]:
                    found[key] = (share, a, b)
        for share, a, b in found.values():
            yield _pair(CASE_SHARED, a, b, f"{share:.0%} of the shorter one's runs of {N} words stand in both")

    def _same_group(self) -> Iterator[Finding]:
        for config, groups in self._groups.items():
            for splits in groups.values():
                if len(splits) > 1:
                    (split, row), *others = sorted(splits.items(), key=lambda kv: _RANK.index(split_role(kv[0])))
                    yield GROUP_SHARED.at(
                        config=config, split=split, row=row, related=[id for _, id in others], column="group_id",
                        hint="also in " + ", ".join(name for name, _ in others),
                    )  # fmt: skip


_RANK = ("test", "validation", "train")


def _pairs_across(units: list[_Unit]) -> Iterator[tuple[_Unit, _Unit]]:
    ranked = sorted(units, key=lambda unit: (_RANK.index(unit.role), unit.document, unit.row))
    for index, unit in enumerate(ranked):
        for other in ranked[index + 1 :]:
            if other.role != unit.role:
                yield unit, other


def _pair(code: Code, tested: _Unit, other: _Unit, hint: str) -> Finding:
    where = f"{tested.split} and {other.split} ({other.config})"
    return code.at(
        config=tested.config,
        split=tested.split,
        row=tested.row,
        related=(other.row,),
        column="text",
        hint=f"{where}; {hint}" if hint else where,
    )


_STORY = (
    "Accesso per dispnea ingravescente da tre giorni con tosse produttiva e febbre serale fino a trentotto gradi in paziente "
    "con broncopneumopatia cronica in terapia inalatoria, nega dolore toracico e sincope"
)


def _note(id: str, text: str, **columns: Any) -> dict[str, Any]:
    return row(id, text=text, entities=[], **columns)


CHECK = Check(
    name="splits",
    title="No text, case or patient stands on both sides of an evaluation, and no text is repeated within a split.",
    codes=(TEXT_SHARED, CASE_SHARED, GROUP_SHARED, REPEATED),
    start=_Leakage,
    accepts=example(_note("n1", _STORY), test=[_note("n2", "Trauma di polso dopo caduta in casa, non deficit.")]),
    rejects={
        "SPLIT01": example(_note("n1", _STORY), test=[_note("n2", "  " + _STORY.upper() + " ")]),
        "SPLIT02": example(_note("n1", _STORY), test=[_note("n2", _STORY.replace("Accesso", "Giunge"))]),
        "SPLIT03": example(
            _note("n1", _STORY, group_id="p1"),
            test=[_note("n2", "Trauma di polso, non deficit.", group_id="p1")],
        ),
        "DUP01": example(_note("n1", _STORY), _note("n2", _STORY.lower())),
    },
)
