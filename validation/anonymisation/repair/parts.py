"""Repair some consecutive rows of a split: what comes out is a `Part`, which holds all that is known of them.

    repairer = Repairer(dataset, engine, order, key)
    for part in repairer.parts(batch): ...

Nothing in a part depends on other rows: surrogates and ids are drawn with the key for the group and the value, and the places of an
earlier run are looked up by row. So parts can be made anywhere and in any order; put together in the order of the data they are
what one process makes.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pyarrow as pa

from datasets_builders.built import Batch, BuiltDataset
from datasets_builders.errors import Refused, UserError
from validation.anonymisation.engine import IdentifierEngine
from validation.anonymisation.repair.keys import Key
from validation.anonymisation.repair.record import Line, Record, read_record, write_line
from validation.anonymisation.repair.rows import RepairedRow, RowRepair
from validation.anonymisation.repair.surrogates import Surrogates
from validation.anonymisation.repair.texts import Selection, TextRepair

__all__ = ["MODES", "Anonymised", "Order", "Part", "Repairer", "Size", "make_order", "schema_of"]

MODES = ("mask", "surrogate")
ROWS_NAMED = 1_000
"""How many rows repair.json names of each kind; it counts them all."""
ROWS_AT_A_TIME = 200


@dataclass(frozen=True)
class Order:
    """What a repair was told to do.

    Args:
        mode: one of `MODES`.
        entities: what is replaced.
        min_score: what is less sure stays.
        fingerprint: of the key; empty where there is none.
    """

    mode: str
    entities: frozenset[str]
    min_score: float = 0.0
    fingerprint: str = ""


@dataclass
class Anonymised:
    """What a repair looked at and did.

    Args:
        mode: "mask" or "surrogate".
        rows: rows written, as many as were read.
        texts: strings looked at.
        characters: their code points.
        counts: replacements that stand in the data now, by entity.
        kept: those of them that an earlier run made.
        cut: spans that an identifier cut, and that now cover the whole replacement.
        dropped: spans that did not hold before; they were not copied.
        left: what was found in closed columns and stays, by column and entity.
        cut_rows: up to `ROWS_NAMED` rows of cut spans, "config/split/id".
        dropped_rows: likewise of dropped ones.
    """

    mode: str
    rows: int = 0
    texts: int = 0
    characters: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    kept: int = 0
    cut: int = 0
    dropped: int = 0
    left: Counter[tuple[str, str]] = field(default_factory=Counter)
    cut_rows: list[str] = field(default_factory=list)
    dropped_rows: list[str] = field(default_factory=list)

    def count(self, row: RepairedRow, called: str) -> None:
        """Count one row, which is called "config/split/id"."""
        self.rows += 1
        self.texts += row.texts
        self.characters += row.characters
        self.counts.update(place.entity for places, _ in row.lines.values() for place in places)
        self.kept += row.kept
        self.cut += row.cut
        self.dropped += row.dropped
        self.left.update(row.left)
        for happened, named in ((row.cut, self.cut_rows), (row.dropped, self.dropped_rows)):
            if happened and len(named) < ROWS_NAMED:
                named.append(called)

    def merge(self, other: Anonymised) -> None:
        """Take over the account of rows that come behind these."""
        self.rows += other.rows
        self.texts += other.texts
        self.characters += other.characters
        self.counts.update(other.counts)
        self.kept += other.kept
        self.cut += other.cut
        self.dropped += other.dropped
        self.left.update(other.left)
        self.cut_rows += other.cut_rows[: ROWS_NAMED - len(self.cut_rows)]
        self.dropped_rows += other.dropped_rows[: ROWS_NAMED - len(self.dropped_rows)]

    def to_json(self) -> dict[str, Any]:
        """Give what repair.json holds: counts and row ids, no text."""
        return {
            "schema_version": 1,
            "mode": self.mode,
            "examined": {"rows": self.rows, "texts": self.texts, "characters": self.characters},
            "counts": dict(sorted(self.counts.items())),
            "of_earlier_runs": self.kept,
            "spans_cut": {"count": self.cut, "rows": self.cut_rows},
            "spans_dropped": {"count": self.dropped, "rows": self.dropped_rows},
            "left_in_closed_columns": [
                {"column": column, "entity": entity, "count": count}
                for (column, entity), count in sorted(self.left.items())
            ],
        }


@dataclass
class Size:
    """What a split, or a part of it, has become."""

    characters: int = 0
    words: int = 0
    entities: Counter[str] = field(default_factory=Counter)
    relations: Counter[str] = field(default_factory=Counter)
    arrow_bytes: int = 0

    def count(self, row: dict[str, Any]) -> None:
        """Count one row."""
        self.characters += len(row["text"])
        self.words += len(row["text"].split())
        self.entities.update(each["label"] for each in row.get("entities") or ())
        self.relations.update(each["label"] for each in row.get("relations") or ())

    def merge(self, other: Size) -> None:
        """Take over the sizes of other rows."""
        self.characters += other.characters
        self.words += other.words
        self.entities.update(other.entities)
        self.relations.update(other.relations)


@dataclass(frozen=True)
class Part:
    """Consecutive rows of a split, repaired.

    Args:
        config: the config.
        split: the split.
        rows: the rows, with the split's schema.
        lines: of `anonymised.jsonl`.
        size: what corpus.json tells of them.
        account: what was done.
    """

    config: str
    split: str
    rows: pa.RecordBatch
    lines: str
    size: Size
    account: Anonymised


def make_order(
    engine: IdentifierEngine,
    *,
    mode: str,
    key: Key | None,
    only: Iterable[str] = (),
    keep: Iterable[str] = (),
    min_score: float = 0.0,
) -> Order:
    """Make an order of what a person asks for.

    Raises:
        UserError: the mode or an entity is wrong, or surrogates lack a key.
    """
    only, keep = frozenset(only), frozenset(keep)
    engine.require(only | keep)
    if mode not in MODES:
        raise UserError(f"There is no mode {mode!r}.", remedy=f"Give one of {', '.join(MODES)}.")
    if mode == "surrogate" and key is None:
        raise UserError(
            "Surrogates need a key.",
            cause="Without one, anybody could try all names and tell which surrogate stands for whom.",
            remedy="Give --key-file; make the file with (umask 077; head -c 32 /dev/urandom > surrogates.key).",
        )
    return Order(mode, (only or frozenset(engine.entities)) - keep, min_score, key.fingerprint if key else "")


class Repairer:
    """Repairs the rows of a dataset, wherever in it they stand.

    Args:
        dataset: the built folder.
        engine: what finds identifiers.
        order: what is done with them.
        key: whose fingerprint the order has.
    """

    def __init__(self, dataset: BuiltDataset, engine: IdentifierEngine, order: Order, key: Key | None) -> None:
        surrogates = Surrogates(key) if order.mode == "surrogate" and key else None
        self._texts = TextRepair(engine, Selection(order.entities, order.min_score))
        self._rows = RowRepair(self._texts, surrogates, key)
        self._dataset, self._order, self._key = dataset, order, key
        self._earlier = _Earlier(dataset)
        self._schemas: dict[tuple[str, str], pa.Schema] = {}

    def parts(self, batch: Batch) -> Iterator[Part]:
        """Repair the rows of a batch, few at a time, since they take several times its memory as values.

        Raises:
            Refused: a row has no text or other columns than its split, or an id needs a key.
        """
        place = batch.config, batch.split
        if place not in self._schemas:
            self._schemas[place] = schema_of(self._dataset, *place)
        known = Record(self._earlier.lines(*place, batch.first, batch.table.num_rows))
        for begin in range(0, batch.table.num_rows, ROWS_AT_A_TIME):
            rows: list[dict[str, Any]] = batch.table.slice(begin, ROWS_AT_A_TIME).to_pylist()
            yield self._part(place, batch.first + begin, rows, known)

    def _part(self, place: tuple[str, str], first: int, rows: list[dict[str, Any]], known: Record) -> Part:
        config, split = place
        size, account, lines, values = Size(), Anonymised(self._order.mode), io.StringIO(), []
        repairs = []
        for number, row in enumerate(rows, first):
            where = f"{config}/{split} #{number}"
            if not isinstance(row.get("text"), str):
                raise Refused(
                    f"{where}: there is no text.",
                    cause="Every row of a built dataset has a column `text`, to which its offsets refer.",
                    remedy="Build the dataset with `referto build`.",
                )
            repairs.append(partial(self._rows.repair, row, known.of(config, split, number), where))
        for number, repaired in enumerate(self._texts.together(repairs), first):
            self._enforce_columns(place, repaired.values, f"{config}/{split} #{number}")
            values.append(repaired.values)
            size.count(repaired.values)
            id = str(repaired.values.get("id") or f"#{number}")
            account.count(repaired, f"{config}/{split}/{id}")
            for column, (places, text) in repaired.lines.items():
                write_line(lines, Line(config, split, number, id, column, places), text, self._key)
        made = pa.RecordBatch.from_pylist(values, schema=self._schemas[place])
        return Part(config, split, made, lines.getvalue(), size, account)

    def _enforce_columns(self, place: tuple[str, str], values: dict[str, Any], where: str) -> None:
        schema = self._schemas[place]
        extra = sorted(name for name in values if name not in schema.names and values[name] not in ([], None))
        if extra:
            raise Refused(
                f"{where}: the first file of the split has no column {', '.join(extra)}.",
                cause="The files of a split have different columns, and what is in one of them would be lost.",
                remedy="Build the dataset again, so that all of its files have the same columns.",
            )


class _Earlier:
    """The places of an earlier run, read alongside the rows; rows further back are asked for at the price of reading again."""

    def __init__(self, dataset: BuiltDataset) -> None:
        self._path = dataset.path
        places = [(config, split) for config, splits in dataset.shards.items() for split in splits]
        self._ranks = {place: rank for rank, place in enumerate(places)}
        self._at = (0, 0)
        self._lines = self._in_order()
        self._head = next(self._lines, None)

    def lines(self, config: str, split: str, first: int, rows: int) -> list[Line]:
        """Give the lines of some rows of a split."""
        rank = self._ranks[config, split]
        begin, end = (rank, first), (rank, first + rows)
        if begin < self._at:
            self._lines = self._in_order()
            self._head = next(self._lines, None)
        self._at = end
        found: list[Line] = []
        while self._head and self._place(self._head) < end:
            if self._place(self._head) >= begin:
                found.append(self._head)
            self._head = next(self._lines, None)
        return found

    def _place(self, line: Line) -> tuple[int, int]:
        return self._ranks[line.config, line.split], line.index

    def _in_order(self) -> Iterator[Line]:
        """Leave out lines that are not where they belong: what they tell of is then looked at like any text."""
        last = (0, 0)
        for line in read_record(self._path):
            if (line.config, line.split) in self._ranks and self._place(line) >= last:
                last = self._place(line)
                yield line


def schema_of(dataset: BuiltDataset, config: str, split: str) -> pa.Schema:
    """Return the schema of a split's first file, with the items of lists named as Arrow does and Parquet does not.

    So the bytes are those of a build.
    """
    paths = dataset.shards[config][split]
    schema = BuiltDataset(dataset.path, {config: {split: paths}}, {}).schema(config)
    return pa.schema([field.with_type(_of_items(field.type)) for field in schema], schema.metadata)


def _of_items(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_list(kind):
        return pa.list_(kind.value_field.with_name("item").with_type(_of_items(kind.value_type)))
    if pa.types.is_struct(kind):
        return pa.struct([field.with_type(_of_items(field.type)) for field in kind])
    return kind
