"""Case report forms filled from notes: one published value an item, judged by the closed vocabulary that its form gives it.

No value is changed. What the form does not allow is told apart by its kind, so that a reader can count it and mark the item.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["MEASURED", "UNKNOWN", "Filled", "Form", "FormDiffers", "fill"]

UNKNOWN = "unknown"
MEASURED = "measured"


class FormDiffers(ValueError):
    """The annotations are not a filled form; `reason` is a stable kebab-case code, as rejections have it."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True)
class Form:
    """The items of a form.

    Args:
        vocabularies: the values that each item may take, `unknown` not among them, by the item's published name.
        names: how an item is rightly called, where its published name is misspelt and there is no doubt.
    """

    vocabularies: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str] = field(default_factory=dict)

    def options(self, item: str) -> list[str]:
        """Return all that an item may say, `unknown` last."""
        return [*self.vocabularies[item], UNKNOWN]

    def oddity(self, item: str, value: str) -> str:
        """Say of what kind a value is that the item's vocabulary does not have; "" where it does.

        `measurement-as-value`: the measure itself ("95%") where the form asks only whether there is one;
        `value-of-another-item`: it belongs to another item's vocabulary and slipped a line;
        `value-outside-form`: neither.
        """
        if value == UNKNOWN or value in self.vocabularies[item]:
            return ""
        if any(value in vocabulary for vocabulary in self.vocabularies.values()):
            return "value-of-another-item"
        if MEASURED in self.vocabularies[item] and re.search(r"\d", value):
            return "measurement-as-value"
        return "value-outside-form"


@dataclass(frozen=True)
class Filled:
    """A filled form: `items` as the column of that name holds them, `names` beside them, and what is odd about them."""

    items: tuple[Mapping[str, Any], ...]
    names: tuple[str, ...]
    suspect: tuple[str, ...]
    oddities: Counter[str]


def fill(form: Form, annotations: Iterable[Mapping[str, Any]]) -> Filled:
    """Read a document's annotations, each with `item` and `ground_truth`, in their published order.

    Raises:
        FormDiffers: `labels-missing` when no item has a value, `value-missing` when only some do; `item-unknown`,
            `item-repeated` and `item-missing` when the items are not those of the form, each once.
    """
    cells = [(str(each.get("item")), each.get("ground_truth")) for each in annotations]
    _enforce_items(form, [item for item, _ in cells])
    missing = [item for item, value in cells if value is None or not str(value).strip()]
    if missing:
        raise FormDiffers("labels-missing" if len(missing) == len(cells) else "value-missing", missing[0])
    oddities: Counter[str] = Counter()
    suspect: list[str] = []
    for item, value in cells:
        oddity = form.oddity(item, str(value))
        if oddity:
            oddities[oddity] += 1
        if oddity and oddity != "measurement-as-value":
            suspect.append(item)
    items = tuple({"item": item, "value": str(value), "options": form.options(item)} for item, value in cells)
    return Filled(items, tuple(form.names.get(item, item) for item, _ in cells), tuple(suspect), oddities)


def _enforce_items(form: Form, items: list[str]) -> None:
    for item, times in Counter(items).items():
        if item not in form.vocabularies:
            raise FormDiffers("item-unknown", item)
        if times > 1:
            raise FormDiffers("item-repeated", item)
    absent = [item for item in form.vocabularies if item not in items]
    if absent:
        raise FormDiffers("item-missing", f"{len(absent)} of {len(form.vocabularies)}, the first: {absent[0]}")
