"""Names of configs, splits and columns, which every report repeats: one that is an identifier of a person is refused before that.

An id of a row that is an identifier is withheld from findings; a name cannot be, since a finding would then say no place at all.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from datasets_builders.built import BuiltDataset, may_tell
from datasets_builders.errors import Refused
from validation.executors.units import heads_of

__all__ = ["refuse_telling_names"]


def refuse_telling_names(dataset: BuiltDataset) -> None:
    """Refuse a dataset in which the name of a config, a split or a column is surely an identifier.

    Raises:
        Refused: there is such a name, told by its place; or a file cannot be read.
    """
    suspects = [(name, place) for name, place in _names(dataset) if may_tell(name)]
    if not suspects:
        return  # nearly always, and then the engine need not be made
    from validation.anonymisation.engine import default_engine
    from validation.anonymisation.tags import SURE

    engine = default_engine()
    told = {place: None for name, place in suspects if any(hit.score >= SURE for hit in engine.scan(name))}
    if told:
        raise Refused(
            f"A name is an identifier of a person: {', '.join(told)}.",
            cause="Names of configs, splits and columns stand in every report, card and path of a dataset.",
            remedy="Build the dataset again with names that say what is there; nothing of it was passed.",
        )


def _names(dataset: BuiltDataset) -> Iterator[tuple[str, str]]:
    for number, (config, splits) in enumerate(dataset.shards.items(), start=1):
        yield config, f"that of config {number}"
        for at, split in enumerate(splits, start=1):
            yield split, f"that of split {at} of config {number}"
    configs = {config: number for number, config in enumerate(dataset.shards, start=1)}
    for head in heads_of(dataset):
        for at, field in enumerate(head.table.schema, start=1):
            for name in _of_field(field):
                yield name, f"that of column {at} of config {configs[head.config]}, or of a field in it"


def _of_field(field: pa.Field) -> Iterator[str]:
    yield field.name
    if pa.types.is_nested(field.type):
        for at in range(field.type.num_fields):
            yield from _of_field(field.type.field(at))
