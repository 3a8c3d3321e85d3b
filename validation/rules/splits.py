"""Leakage between splits: the same text, the same case told again, or the same patient on both sides of an evaluation.

Texts are compared by role, as `datasets_builders.leakage` tells: as they stand, and without names, dates and numbers, so that a copy
with other surrogates is found. What stands twice within a split is told by `duplicates`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from datasets_builders.built import Batch
from datasets_builders.leakage import FEWEST_WORDS, PART, SHARE, LeakFinder, Pair
from datasets_builders.leakage.finder import Compared
from datasets_builders.leakage.rereading import RereadRows
from datasets_builders.ngrams import N
from datasets_builders.spec import OFFICIAL, split_role
from validation.checks import Check, Example, Facts
from validation.findings import Code, Finding, Severity
from validation.rules import duplicates
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
SURROGATES_SHARED = Code(
    "SPLIT05",
    "text-in-two-splits-with-other-identifiers",
    Severity.ERROR,
    cause="But for names, dates and numbers the texts are nearly the same: one note, de-identified twice, or two of one form.",
    remedy="Move all copies to one split, or accept the finding with the reason, after looking at both.",
)
SHORT_SHARED = Code(
    "SPLIT06",
    "short-texts-in-two-splits",
    Severity.WARNING,
    cause=f"Texts of fewer than {FEWEST_WORDS} words stand in two splits; so short, they mean little by themselves.",
    remedy="Nothing, where rows are sentences; else look where they come from.",
)
PART_SHARED = Code(
    "SPLIT07",
    "part-in-two-splits",
    Severity.WARNING,
    cause=(
        f"Between {PART:.0%} and {SHARE:.0%} of the runs of {N} words of the shorter text stand in the other: half a note copied "
        "forward, or a form with long phrases."
    ),
    remedy="Look at some: where it is the same patient, group the rows by patient and split by group.",
)


class _Groups:
    """Which group_id stands in which rows; names are kept as columns, 4 bytes a row beside them."""

    def __init__(self) -> None:
        self._seen: dict[str, dict[str, list[tuple[int, pa.Array, pa.Array | None]]]] = {}

    def add(self, batch: Batch, groups: pa.Array, ids: pa.Array | None) -> None:
        """Take the groups of a batch."""
        self._seen.setdefault(batch.config, {}).setdefault(batch.split, []).append((batch.first, groups, ids))

    def merge(self, other: _Groups) -> None:
        """Take over what another saw."""
        for config, splits in other._seen.items():
            for split, parts in splits.items():
                self._seen.setdefault(config, {}).setdefault(split, []).extend(parts)

    def shared(self) -> Iterator[tuple[str, dict[str, str]]]:
        """Give (config, split -> first row) of each group that stands in several splits, by config and group."""
        for config, splits in sorted(self._seen.items()):
            if len(splits) < 2:
                continue
            once = [pc.unique(pa.chunked_array([groups for _, groups, _ in parts])) for parts in splits.values()]
            counts = pc.value_counts(pa.chunked_array(once))
            shared = counts.field("values").filter(pc.greater(counts.field("counts"), 1))
            rows: dict[str, dict[str, str]] = defaultdict(dict)
            for split, parts in splits.items() if len(shared) else ():
                for group, id in _first_rows(parts, shared):
                    rows[group].setdefault(split, id)
            for _, firsts in sorted(rows.items()):
                yield config, firsts


def _first_rows(parts: list[tuple[int, pa.Array, pa.Array | None]], shared: pa.Array) -> Iterator[tuple[str, str]]:
    for first, groups, ids in sorted(parts, key=lambda part: part[0]):
        for at in pc.indices_nonzero(pc.is_in(groups, value_set=shared)).to_pylist():
            group = groups[at].as_py()
            if group:
                yield group, (ids[at].as_py() if ids is not None else None) or f"#{first + at}"


class _Leakage:
    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._finder = LeakFinder()
        self._configs = frozenset(facts.splits)
        self._seen: set[str] = set()
        self._groups = _Groups()

    def see(self, batch: Batch) -> tuple[Finding, ...]:
        ids, documents, groups, texts = (_strings(batch, name) for name in ("id", "document_id", "group_id", "text"))
        self._seen.add(batch.config)
        if groups is not None:
            self._groups.add(batch, groups, ids)
        if texts is not None:
            self._finder.add_rows(batch.config, batch.split, batch.first, texts, ids, documents)
        return ()

    def merge(self, other: _Leakage) -> None:
        self._seen |= other._seen
        self._finder.merge(other._finder)
        self._groups.merge(other._groups)

    def conclude(self) -> Iterator[Finding]:
        dataset = self._facts.dataset
        compared = self._finder.compared(RereadRows(dataset) if dataset is not None else None)
        plain = {config for config in self._seen if not self._is_official(config)}
        yield from _between(compared, plain)
        if plain != self._seen:
            # An official split is compared with what was published beside it, never with its own repaired twin.
            beside = {config for config in self._seen if f"{config}{OFFICIAL}" not in self._configs}
            for pair in compared.pairs(beside):
                if self._is_official(pair.tested.config) or self._is_official(pair.other.config):
                    yield _told(pair, OFFICIAL_LEAKS)
        yield from self._same_group()
        yield from duplicates.within_splits(compared)

    def _is_official(self, config: str) -> bool:
        """Is this the official split that is kept beside a repaired config? Only with its twin in the same dataset."""
        return config.endswith(OFFICIAL) and config.removesuffix(OFFICIAL) in self._configs

    def _same_group(self) -> Iterator[Finding]:
        for config, splits in self._groups.shared():
            (split, row), *others = sorted(splits.items(), key=lambda kv: (_RANK.index(split_role(kv[0])), kv[0]))
            yield GROUP_SHARED.at(
                config=config,
                split=split,
                row=row,
                related=[id for _, id in others],
                column="group_id",
                hint="also in " + ", ".join(name for name, _ in others),
                against=[f"{config}/{name}" for name, _ in others],
            )


_RANK = ("test", "validation", "train")


def _strings(batch: Batch, name: str) -> pa.Array | None:
    """Return a column as strings, None where the config has no such column."""
    if name not in batch.table.schema.names:
        return None
    column = batch.table.column(name)
    return column if pa.types.is_string(column.type) else column.cast(pa.string())


def _between(compared: Compared, configs: set[str]) -> Iterator[Finding]:
    for pair in compared.pairs(configs):
        yield _told(pair, TEXT_SHARED if pair.share is None else SURROGATES_SHARED if pair.is_bare else CASE_SHARED)
    for (config, split, its_config, other), count in sorted(compared.short_pairs(configs).items()):
        hint = f"{count} texts of fewer than {FEWEST_WORDS} words stand in {split} and {other}"
        against = (f"{its_config}/{other}",)
        yield SHORT_SHARED.at(config=config, split=split, column="text", hint=hint, against=against, count=count)
    for unit, others in compared.parts(configs):
        rows = list(dict.fromkeys(other.row for other in others))
        hint = f"{len(rows)} texts of {', '.join(sorted({other.split for other in others}))} share a part; {PART_SHARED.remedy}"
        yield PART_SHARED.at(
            config=unit.config,
            split=unit.split,
            row=unit.row,
            related=rows[: duplicates.MOST],
            column="text",
            hint=hint,
            against=sorted({f"{other.config}/{other.split}" for other in others}),
            count=1 + len(rows),
        )


def _told(pair: Pair, code: Code) -> Finding:
    tested, other = pair.tested, pair.other
    where = f"{tested.split} and {other.split} ({other.config})"
    of = f"runs of {N} words stand in both" + (", identifiers left out" if pair.is_bare else "")
    share = "" if pair.share is None else f"; {pair.share:.0%} of the shorter one's {of}"
    return code.at(
        config=tested.config,
        split=tested.split,
        row=tested.row,
        related=(other.row,),
        column="text",
        hint=where + share,
        against=(f"{other.config}/{other.split}",),
    )


_STORY = (
    "Accesso per dispnea ingravescente da tre giorni con tosse produttiva e febbre serale fino a trentotto gradi in paziente "
    "con broncopneumopatia cronica in terapia inalatoria, nega dolore toracico e sincope"
)
_NAMED = (
    "La signora {0} viene accompagnata dal figlio {1} per caduta in casa il {2}. Ricoverata presso {3} fino al {4}, "
    "vive con la sorella {5}, contattata al {6}, che assiste anche la madre. "
    "Referto inviato al medico {7} via telefax {8}. Prossimo controllo {9}."
)
_ONE = (
    "Ines Fontebuono",
    "Ugo",
    "12/03/2021",
    "Villa Serena",
    "18/03/2021",
    "Ada",
    "333 5550101",
    "Trecolli",
    "0555 12",
    "2/4",
)
_TWO = (
    "Rita Selvapiana",
    "Elio",
    "07/09/2019",
    "Casa Verde",
    "15/09/2019",
    "Pia",
    "347 5550202",
    "Vignarossa",
    "0555 98",
    "9/10",
)
_HALF = (
    "Accesso per dispnea ingravescente da tre giorni con tosse produttiva e febbre serale fino a trentotto gradi, all'ingresso "
    "vigile e orientato, parametri stabili, addome trattabile, diuresi conservata, si imposta terapia diuretica e si ricovera"
)


def _note(id: str, text: str, **columns: Any) -> dict[str, Any]:
    return row(id, text=text, entities=[], **columns)


CHECK = Check(
    name="splits",
    title="No text, case or patient stands on both sides of an evaluation, and no text is repeated within a split.",
    codes=(
        TEXT_SHARED, CASE_SHARED, GROUP_SHARED, OFFICIAL_LEAKS, SURROGATES_SHARED, SHORT_SHARED, PART_SHARED,
        *duplicates.CODES,
    ),
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
        "SPLIT05": example(_note("n1", _NAMED.format(*_ONE)), test=[_note("n2", _NAMED.format(*_TWO))]),
        "SPLIT06": example(_note("n1", "Nega febbre."), test=[_note("n2", "Nega febbre!")]),
        "SPLIT07": example(_note("n1", _STORY), test=[_note("n2", _HALF)]),
        **{
            code: example(*(_note(f"n{number}", text) for number, text in enumerate(texts)))
            for code, texts in duplicates.rejected(_STORY).items()
        },
    },
)  # fmt: skip
