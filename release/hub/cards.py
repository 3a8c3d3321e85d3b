"""The YAML at the head of a README.md: read it, and say what is wrong with it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import yaml

from release.hub.problems import Malformed

__all__ = ["CardReading", "read_card"]

_FRONT_MATTER = re.compile(r"\A\ufeff?\s*---[ \t]*\r?\n(.*?)(?:\r?\n)?^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_MOST_NODES = 100_000
_MOST_CHARACTERS = 1_000_000
_STRINGS = (
    "pretty_name",
    "license_name",
    "license_link",
    "library_name",
    "pipeline_tag",
    "viewer_description",
)
_STRING_OR_LIST = (
    "license",
    "language",
    "base_model",
    "datasets",
    "tags",
    "size_categories",
    "task_categories",
)


@dataclass(frozen=True)
class CardReading:
    """What the head of a card says.

    Args:
        metadata: the mapping, with dates as text; empty when there is none or it is wrong.
        errors: what makes the Hub refuse the card.
        warnings: what it only remarks on.
    """

    metadata: Mapping[str, object]
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def refuse_errors(self) -> None:
        """Do nothing if the card is good.

        Raises:
            Malformed: it is not; the errors are in the details as the public Hub gives them.
        """
        if self.errors:
            raise Malformed(
                "Invalid metadata in README.md: " + "; ".join(self.errors),
                details={"errors": [{"message": error} for error in self.errors]},
            )


def read_card(content: str) -> CardReading:
    """Read the YAML at the head of a card.

    Anchors are followed, but a card that grows past any honest size by them is in error.
    """
    found = _FRONT_MATTER.match(content)
    if found is None:
        return CardReading({}, warnings=("empty or missing yaml metadata in repo card",))
    if len(found.group(1)) > _MOST_CHARACTERS:
        return CardReading({}, errors=(f"the metadata has more than {_MOST_CHARACTERS} characters",))
    try:
        loaded = yaml.safe_load(found.group(1))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return CardReading({}, errors=(f"YAML is not valid: {_one_line(error)}",))
    if loaded is None:
        return CardReading({}, warnings=("empty or missing yaml metadata in repo card",))
    if not isinstance(loaded, dict):
        return CardReading({}, errors=("the metadata is not a mapping of names to values",))
    try:
        metadata = {str(name): _plain(value, _Budget()) for name, value in loaded.items()}
    except _BudgetError:
        return CardReading({}, errors=(f"the metadata has more than {_MOST_NODES} values, or is nested too deeply",))
    return CardReading(metadata, errors=tuple(_field_errors(metadata)))


def _field_errors(metadata: Mapping[str, object]) -> Iterator[str]:
    for name in _STRINGS:
        if not isinstance(metadata.get(name) or "", str):
            yield f'"{name}" must be a string'
    for name in _STRING_OR_LIST:
        value = metadata.get(name)
        if value is None:
            continue
        members = value if isinstance(value, list) else [value]
        if not all(isinstance(member, str) for member in members):
            yield f'"{name}" must be a string or a list of strings'
    configs = metadata.get("configs") or []
    if not isinstance(configs, list) or not all(
        isinstance(config, dict) and isinstance(config.get("config_name"), str) for config in configs
    ):
        yield '"configs" must be a list of mappings, each with a "config_name"'


class _BudgetError(Exception):
    pass


@dataclass
class _Budget:
    """How many values may still come: anchors make a short card enormous, or endless."""

    left: int = _MOST_NODES

    def spend(self, depth: int) -> None:
        self.left -= 1
        if self.left < 0 or depth > 100:
            raise _BudgetError


def _plain(value: object, budget: _Budget, depth: int = 0) -> object:
    """Turn what YAML gave into what JSON can say."""
    budget.spend(depth)
    if isinstance(value, dict):
        return {str(name): _plain(below, budget, depth + 1) for name, below in value.items()}
    if isinstance(value, list | tuple | set):
        return [_plain(below, budget, depth + 1) for below in value]
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if value is None or isinstance(value, bool | int) or (isinstance(value, float) and math.isfinite(value)):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
