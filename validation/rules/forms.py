"""Case report forms: every value is one of its item's options, and every row of a config fills the same form."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, Self

from datasets_builders.built import Batch
from validation.checks import Check, Facts
from validation.findings import Code, Finding, Severity
from validation.rules.digests import digest_of
from validation.rules.examples import example, row

__all__ = ["CHECK"]

NOT_AN_OPTION = Code(
    "CRF01",
    "value-not-an-option",
    Severity.ERROR,
    cause="An item holds a value that is not among the options it gives.",
    remedy="Mend the value or the options in the reader, or reject the row with this reason.",
)
ITEM_REPEATED = Code(
    "CRF02",
    "item-repeated",
    Severity.ERROR,
    cause="A row fills the same item twice, so that no answer can be scored.",
    remedy="Keep one in the reader, or reject the row with this reason.",
)
OPTIONS_DIFFER = Code(
    "CRF03",
    "options-differ",
    Severity.ERROR,
    cause="An item has other options in some rows than in others.",
    remedy="Give an item one closed vocabulary; call items with other options by another name.",
)
ITEM_MISSING = Code(
    "CRF04",
    "item-missing",
    Severity.WARNING,
    cause="Some rows lack an item that the others of their config fill.",
    remedy="Fill it with the value that says `not told`, so that every row is scored on the same form.",
)
ONE_VALUE = Code(
    "CRF05",
    "item-with-one-value",
    Severity.WARNING,
    cause="An item has the same value in every row of a split, so that it measures nothing.",
    remedy="Leave the item out of the score, or tell in the card that always giving this value is right.",
)

FEWEST = 20
"""Rows of a split from which on a constant item is told."""


class _Forms:
    def __init__(self, facts: Facts) -> None:
        self._rows: Counter[str] = Counter()
        self._filled: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._values: dict[tuple[str, str, str], Counter[int]] = defaultdict(Counter)
        self._options: dict[tuple[str, str], dict[int, tuple[str, str]]] = defaultdict(dict)

    def see(self, batch: Batch) -> Iterator[Finding]:
        if "items" not in batch.table.schema.names:
            return
        for number, values in enumerate(batch.solid_rows):
            where: dict[str, Any] = {
                "config": batch.config,
                "split": batch.split,
                "row": values.get("id") or f"#{batch.first + number}",
            }
            items = values.get("items") or []
            self._rows[batch.config] += 1
            seen: set[str] = set()
            for at, item in enumerate(items):
                name = item["item"] or ""
                if name in seen:
                    yield ITEM_REPEATED.at(**where, column=f"items[{at}].item")
                seen.add(name)
                if item["options"] and item["value"] not in item["options"]:
                    yield NOT_AN_OPTION.at(**where, column=f"items[{at}].value")
                self._count(item, where)

    def _count(self, item: dict[str, Any], where: dict[str, Any]) -> None:
        config, split, name = where["config"], where["split"], item["item"] or ""
        self._filled[config, name][split] += 1
        self._values[config, split, name][digest_of(item["value"] or "")] += 1
        options = digest_of("\n".join(item["options"] or ()))
        place = split, where["row"]
        self._options[config, name][options] = min(place, self._options[config, name].get(options, place))

    def merge(self, other: Self) -> None:
        """Take over what another examination saw."""
        self._rows += other._rows
        for filled, splits in other._filled.items():
            self._filled[filled] += splits
        for valued, values in other._values.items():
            self._values[valued] += values
        for item, options in other._options.items():
            for digest, place in options.items():
                self._options[item][digest] = min(place, self._options[item].get(digest, place))

    def conclude(self) -> Iterator[Finding]:
        for (config, _), options in sorted(self._options.items()):
            (split, id), *others = sorted(options.values())
            if others:
                yield OPTIONS_DIFFER.at(
                    config=config, split=split, row=id, related=[row for _, row in others], column="items",
                    hint=f"an item has {len(options)} different lists of options",
                )  # fmt: skip
        numbers: dict[str, int] = defaultdict(int)
        for (config, _), splits in sorted(self._filled.items()):
            numbers[config] += 0 < splits.total() < self._rows[config]
        for config, count in numbers.items():
            if count:
                yield ITEM_MISSING.at(config=config, column="items", hint=f"{count:,} items are not in every row")
        yield from self._constant()

    def _constant(self) -> Iterator[Finding]:
        constant: Counter[tuple[str, str]] = Counter()
        for (config, split, _), values in self._values.items():
            constant[config, split] += len(values) == 1 and values.total() >= FEWEST
        for (config, split), count in sorted(constant.items()):
            if count:
                asked = sum(1 for each in self._values if each[:2] == (config, split))
                yield ONE_VALUE.at(
                    config=config,
                    split=split,
                    column="items",
                    hint=f"{count:,} of {asked:,} items have one value in every row",
                )


def _item(
    name: str = "dispnea", value: str = "sì", options: tuple[str, ...] = ("sì", "no", "non riferito")
) -> dict[str, Any]:
    return {"item": name, "value": value, "options": list(options)}


def _form(id: str, *items: dict[str, Any]) -> dict[str, Any]:
    return row(id, items=list(items))


CHECK = Check(
    name="forms",
    title="Every value of a form is one of its item's options, and every row fills the same form.",
    codes=(NOT_AN_OPTION, ITEM_REPEATED, OPTIONS_DIFFER, ITEM_MISSING, ONE_VALUE),
    start=_Forms,
    accepts=example(_form("n1", _item(), _item("febbre", "no")), _form("n2", _item(), _item("febbre", "sì"))),
    rejects={
        "CRF01": example(_form("n1", _item(value="forse"))),
        "CRF02": example(_form("n1", _item(), _item(value="no"))),
        "CRF03": example(_form("n1", _item()), _form("n2", _item(options=("sì", "no")))),
        "CRF04": example(_form("n1", _item(), _item("febbre")), _form("n2", _item())),
        "CRF05": example(*(_form(f"n{number:02d}", _item()) for number in range(FEWEST))),
    },
)
