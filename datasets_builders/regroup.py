"""Repair official splits that leak: group rows by case, so that no case stands on two sides of an evaluation.

Documents that share a text or a case (`leakage`) form one group. A group with a member in train goes to train as a whole, any other
to validation: the test part only loses rows, so that results on what is left of it compare with results on the official one. The
official split of every config that changes stays as a config of its own, `<config>_official`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datasets_builders.built import BuiltDataset, open_built
from datasets_builders.leakage import LeakFinder
from datasets_builders.shards import ShardWriter
from datasets_builders.spec import OFFICIAL, CorpusSpec, split_role

__all__ = ["Regrouping", "counts_of_moves", "regroup", "repair_splits"]

_TARGETS = ("train", "validation")


@dataclass(frozen=True)
class Regrouping:
    """What is to be done: `groups` says the case of each document that shares one, `target` the role its rows go to."""

    groups: Mapping[str, str]
    target: Mapping[str, str]

    def split_of(self, document: str, split: str, splits: tuple[str, ...]) -> str:
        """Return the split in which a row of `document` stands after the repair, given its split and its config's splits."""
        target = self.target.get(document)
        if target is None or not _is_nearer_to_test(split_role(split), target):
            return split
        return next((name for name in splits if split_role(name) == target), target)


def _is_nearer_to_test(role: str, target: str) -> bool:
    order = ("test", "validation", "train")
    return order.index(role) < order.index(target)


def regroup(dataset: BuiltDataset) -> Regrouping:
    """Look through a dataset for shared cases and say how to group them."""
    finder = LeakFinder()
    roles: dict[str, set[str]] = defaultdict(set)
    for batch in dataset.batches():
        documents = batch.strings("document_id")
        for id, document, text in zip(batch.strings("id"), documents, batch.strings("text"), strict=True):
            finder.add(batch.config, batch.split, str(id), str(document), text or "")
            roles[str(document)].add(split_role(batch.split))
    parent: dict[str, str] = {}
    for pair in finder.pairs():
        _union(parent, pair.tested.document, pair.other.document)
    groups = {document: _find(parent, document) for document in parent}
    reached: dict[str, set[str]] = defaultdict(set)
    for document, group in groups.items():
        reached[group] |= roles[document]
    target = {document: next(role for role in _TARGETS if role in reached[group]) for document, group in groups.items()}
    return Regrouping(groups, target)


def _find(parent: dict[str, str], document: str) -> str:
    parent.setdefault(document, document)
    while parent[document] != document:
        document = parent[document]
    return document


def _union(parent: dict[str, str], a: str, b: str) -> None:
    first, second = sorted((_find(parent, a), _find(parent, b)))
    parent[second] = first


def repair_splits(folder: Path, spec: CorpusSpec) -> dict[str, dict[str, list[str]]]:
    """Rewrite the data of a freshly built folder with repaired splits.

    Args:
        folder: a build that nobody reads yet.
        spec: the corpus.

    Returns:
        For each config that changed the rows that moved: row id -> [from, to]. Configs that share no case are left alone.
    """
    dataset = _in_declared_order(open_built(folder), spec)
    plan = regroup(dataset)
    moved: dict[str, dict[str, list[str]]] = {}
    for config, shards in dataset.shards.items():
        splits = tuple(shards)
        if all(split_role(split) == "train" for split in splits):
            continue  # rows only ever move away from the test, so nothing of it needs to be read
        moves = {
            row["id"]: [split, to]
            for split, row in _rows(dataset, config)
            if (to := plan.split_of(row["document_id"], split, splits)) != split
        }
        if moves:
            moved[config] = dict(sorted(moves.items()))
    for config in moved:
        _rewrite(folder, dataset, config, plan, spec)
    return moved


def _in_declared_order(dataset: BuiltDataset, spec: CorpusSpec) -> BuiltDataset:
    shards = {
        config: {
            split: dataset.shards[config][split]
            for split in spec.config(config).splits
            if split in dataset.shards[config]
        }
        for config in dataset.shards
    }
    return BuiltDataset(dataset.path, shards, dataset.facts)


def _rows(dataset: BuiltDataset, config: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for batch in dataset.only(config).batches():
        for row in batch.rows:
            yield batch.split, row


def _rewrite(folder: Path, dataset: BuiltDataset, config: str, plan: Regrouping, spec: CorpusSpec) -> None:
    """Move the config's files to `<config>_official` and write the repaired ones: moved rows come after those that stayed."""
    here = folder / "data" / config
    official = folder / "data" / f"{config}{OFFICIAL}"
    splits = tuple(dataset.shards[config])
    by_split: dict[str, list[dict[str, Any]]] = {split: [] for split in splits}
    arrived: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for split, row in _rows(dataset, config):
        to = plan.split_of(row["document_id"], split, splits)
        regrouped = {**row, "group_id": plan.groups.get(row["document_id"], row["group_id"])}
        (by_split[split] if to == split else arrived[to]).append(regrouped)
    here.rename(official)
    for split in dict.fromkeys((*by_split, *arrived)):
        rows = [*by_split.get(split, ()), *arrived.get(split, ())]
        with ShardWriter(here, split, spec.config(config).arrow()) as writer:
            for row in rows:
                writer.write(row)
            writer.close()


def counts_of_moves(moved: Mapping[str, list[str]]) -> tuple[Counter[str], Counter[str]]:
    """Count the rows that left each split and those that came to it."""
    return Counter(was for was, _ in moved.values()), Counter(to for _, to in moved.values())
