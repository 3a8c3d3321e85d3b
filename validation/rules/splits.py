"""Leakage between splits: the same text, the same case told again, or the same patient on both sides of an evaluation.

Texts are compared by role, as `datasets_builders.leakage` tells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from datasets_builders.built import Batch
from datasets_builders.leakage import LeakFinder, Pair
from datasets_builders.ngrams import N
from datasets_builders.spec import OFFICIAL, split_role
from validation.checks import Check, Example, Facts
from validation.findings import Code, Finding, Severity
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
OFFICIAL_LEAKS = Code(
    "SPLIT04",
    "official-split-leaks",
    Severity.WARNING,
    cause="The official split, kept as a config of its own beside the repaired one, holds a text or case on two sides.",
    remedy="Use the repaired config, unless you must compare with published results.",
)
REPEATED = Code(
    "DUP01",
    "text-repeated",
    Severity.WARNING,
    cause="The same text, but for case, accents, punctuation and spacing, stands more than once in a split.",
    remedy="Keep one copy, unless the rows differ in their question or annotation.",
)


class _Leakage:
    def __init__(self, facts: Facts) -> None:
        self._finder = LeakFinder()
        self._official = LeakFinder()
        self._configs = frozenset(facts.splits)
        self._has_official = any(self._is_official(config) for config in self._configs)
        self._within: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._groups: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))

    def see(self, batch: Batch) -> tuple[Finding, ...]:
        finders = self._finders_of(batch.config)
        ids = batch.strings("id")
        documents = batch.strings("document_id") or ids
        groups = batch.strings("group_id")
        for index, text in enumerate(batch.strings("text")):
            id = (ids[index] if ids else None) or f"#{batch.first + index}"
            if groups and groups[index]:
                self._groups[batch.config][str(groups[index])].setdefault(batch.split, id)
            document = (documents[index] if documents else None) or id
            folded = ""
            for finder in finders:
                folded = finder.add(batch.config, batch.split, id, document, text or "")
            if folded:
                self._within[batch.config, batch.split][folded].append(id)
        return ()

    def conclude(self) -> Iterator[Finding]:
        for pair in self._finder.pairs():
            yield _told(pair, TEXT_SHARED if pair.share is None else CASE_SHARED)
        for pair in self._official.pairs():
            if self._is_official(pair.tested.config) or self._is_official(pair.other.config):
                yield _told(pair, OFFICIAL_LEAKS)
        yield from self._same_group()
        for (config, split), texts in self._within.items():
            for ids in texts.values():
                if len(set(ids)) > 1:
                    first, *others = sorted(set(ids))
                    yield REPEATED.at(config=config, split=split, row=first, related=others, column="text")

    def _finders_of(self, config: str) -> list[LeakFinder]:
        """An official split is compared with what was published beside it, never with its own repaired twin."""
        if self._is_official(config):
            return [self._official]
        has_twin = f"{config}{OFFICIAL}" in self._configs
        return [self._finder, self._official] if self._has_official and not has_twin else [self._finder]

    def _is_official(self, config: str) -> bool:
        """Is this the official split that is kept beside a repaired config? Only with its twin in the same dataset."""
        return config.endswith(OFFICIAL) and config.removesuffix(OFFICIAL) in self._configs

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


def _told(pair: Pair, code: Code) -> Finding:
    tested, other = pair.tested, pair.other
    where = f"{tested.split} and {other.split} ({other.config})"
    share = "" if pair.share is None else f"; {pair.share:.0%} of the shorter one's runs of {N} words stand in both"
    return code.at(
        config=tested.config,
        split=tested.split,
        row=tested.row,
        related=(other.row,),
        column="text",
        hint=where + share,
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
    codes=(TEXT_SHARED, CASE_SHARED, GROUP_SHARED, OFFICIAL_LEAKS, REPEATED),
    start=_Leakage,
    accepts=example(_note("n1", _STORY), test=[_note("n2", "Trauma di polso dopo caduta in casa, non deficit.")]),
    rejects={
        "SPLIT01": example(_note("n1", _STORY), test=[_note("n2", "  " + _STORY.upper() + " ")]),
        "SPLIT02": example(_note("n1", _STORY), test=[_note("n2", _STORY.replace("Accesso", "Giunge"))]),
        "SPLIT03": example(
            _note("n1", _STORY, group_id="p1"),
            test=[_note("n2", "Trauma di polso, non deficit.", group_id="p1")],
        ),
        "SPLIT04": Example(
            {
                ("notes", "train"): (_note("n1", _STORY),),
                ("notes_official", "train"): (_note("n1", _STORY),),
                ("notes_official", "test"): (_note("n2", _STORY.upper()),),
            },
            Facts(splits={"notes": {"train": 1}, "notes_official": {"train": 1, "test": 1}}),
        ),
        "DUP01": example(_note("n1", _STORY), _note("n2", _STORY.lower())),
    },
)
