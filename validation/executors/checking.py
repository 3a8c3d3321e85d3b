"""The task of an examination: show the rows of a unit to every check."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar

from datasets_builders.built import BuiltDataset
from validation.checks import Check, Facts, Part
from validation.executors.hearing import Hearing
from validation.executors.states import pack
from validation.executors.units import Unit, rows_of
from validation.executors.work import Task

__all__ = ["CheckTask", "data_checks"]


def data_checks() -> Sequence[Check]:
    """Give the checks of the data, the usual ones to choose from."""
    from validation.rules import DATA_CHECKS

    return DATA_CHECKS


@dataclass(frozen=True)
class CheckTask(Task):
    """Which checks see the rows of which dataset. A state is the `Part` of a unit.

    Args:
        dataset: the built folder; every process must see it at the same path.
        names: of the checks.
        source: gives the checks to choose from: a function of a module, which every process calls for itself.
        facts: what the checks may know; without an engine, which every process makes for itself.
        hearing: what else identifiers are looked for with; None for every Italian recogniser.
    """

    dataset: BuiltDataset
    names: tuple[str, ...]
    source: Callable[[], Sequence[Check]]
    facts: Facts
    hearing: Hearing | None

    command: ClassVar[str] = "check"

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """The checks themselves.

        Raises:
            Refused: this process has other versions than the one that planned the task.
        """
        self.refuse_other_versions()
        return tuple(check for check in self.source() if check.name in self.names)

    @cached_property
    def full_facts(self) -> Facts:
        """The facts with the engine that was asked for."""
        return self.facts if self.hearing is None else replace(self.facts, engine=self.hearing.make_engine())

    @property
    def reads_words(self) -> bool:
        """Whether a check wants to know the words of the corpus before it begins."""
        return any(check.reads_words for check in self.checks)

    @property
    def mark(self) -> Mapping[str, Any]:
        """The checks, the seed, and what is looked for."""
        against = [
            [each.name, each.revision, hashlib.sha256(each.runs.tobytes()).hexdigest()] for each in self.facts.against
        ]
        hearing = self.hearing.digest if self.hearing else ""
        return {"checks": list(self.names), "seed": self.facts.seed, "hearing": hearing, "against": against}

    def with_facts(self, facts: Facts) -> CheckTask:
        """Return the same task with other facts."""
        told = replace(self, facts=facts)
        if "checks" in self.__dict__:
            told.__dict__["checks"] = self.checks
        return told

    def knowing(self, words: frozenset[str]) -> CheckTask:
        """Return the same with the words of the corpus known."""
        return self.with_facts(replace(self.facts, words=words))

    def texts(self, units: Iterable[Unit]) -> Iterator[str]:
        """Give every text of some units."""
        from validation.texts import texts_of

        for unit in units:
            for batch in rows_of(self.dataset, unit):
                for _, _, text in texts_of(batch):
                    yield text

    def state_of(self, unit: Unit) -> bytes:
        """Show the rows of a unit to every check."""
        part = Part.start(self.checks, self.full_facts)
        for batch in rows_of(self.dataset, unit):
            part.see(batch)
        return pack(part)
