"""The work of one unit: `count_words` and `see_unit` turn a task and a unit into a state, in whatever process they are called.

A `Task` says what is to be done and can be sent anywhere. What is costly to make, the engine and the checks, each process
makes once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, Self

from datasets_builders.built import BuiltDataset
from datasets_builders.errors import Refused
from validation.checks import Check, Facts, Part, tool_versions
from validation.executors.hearing import Hearing
from validation.executors.states import pack
from validation.executors.units import Unit, rows_of

if TYPE_CHECKING:
    from validation.anonymisation.vocabulary.corpus import WordCounts

__all__ = ["Executor", "Inline", "Kernel", "Task", "add_words", "count_words", "data_checks", "see_unit"]

Kernel = Callable[["Task", Unit], bytes]
"""What is done to a unit: gives a state. A function of a module, so that it can be sent by name."""

_ONE_AT_A_TIME = threading.Lock()
"""Recognisers are not made for several threads; a Dask worker may have more than one."""


class Executor(Protocol):
    """Where units are worked on."""

    def __enter__(self) -> Self:
        """Begin; workers may be started here or with the first unit."""

    def __exit__(self, *exception: object) -> None:
        """Let the workers go."""

    def map(self, kernel: Kernel, task: Task, units: Sequence[Unit]) -> Iterator[tuple[Unit, bytes]]:
        """Work on each unit once, and give it with its state, in whatever order they are done.

        Raises:
            UserError: a unit could not be worked on, though it was tried again.
        """


class Inline:
    """Works on one unit after the other, in this process."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        pass

    def map(self, kernel: Kernel, task: Task, units: Sequence[Unit]) -> Iterator[tuple[Unit, bytes]]:
        """Work on each unit, in order."""
        for unit in units:
            yield unit, kernel(task, unit)


def data_checks() -> Sequence[Check]:
    """Give the checks of the data, the usual ones to choose from."""
    from validation.rules import DATA_CHECKS

    return DATA_CHECKS


@dataclass(frozen=True)
class Task:
    """What is to be done with every unit.

    Args:
        dataset: the built folder; every process must see it at the same path.
        names: of the checks.
        source: gives the checks to choose from: a function of a module, which every process calls for itself.
        facts: what the checks may know; without an engine, which every process makes for itself.
        hearing: what else identifiers are looked for with; None for every Italian recogniser.
        versions: of the code that planned it; a process with another refuses to work.
    """

    dataset: BuiltDataset
    names: tuple[str, ...]
    source: Callable[[], Sequence[Check]]
    facts: Facts
    hearing: Hearing | None
    versions: tuple[tuple[str, str], ...]

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """The checks themselves."""
        if dict(self.versions) != tool_versions():
            raise Refused(
                "A worker has another version of referto, or of what it is built on.",
                cause="Its findings could differ from those of the others.",
                remedy="Install the same versions on every machine.",
            )
        return tuple(check for check in self.source() if check.name in self.names)

    @cached_property
    def full_facts(self) -> Facts:
        """The facts with the engine that was asked for."""
        return self.facts if self.hearing is None else replace(self.facts, engine=self.hearing.make_engine())

    def with_facts(self, facts: Facts) -> Task:
        """Return the same task with other facts."""
        told = replace(self, facts=facts)
        if "checks" in self.__dict__:
            told.__dict__["checks"] = self.checks
        return told

    def __getstate__(self) -> dict[str, Any]:
        """Send only what was given, not what was made of it."""
        return {name: self.__dict__[name] for name in self.__dataclass_fields__}


def count_words(task: Task, unit: Unit) -> bytes:
    """Count the words of a unit's texts."""
    from validation.anonymisation.vocabulary.corpus import WordCounts

    counts = WordCounts()
    add_words(task, [unit], counts)
    return pack(counts)


def add_words(task: Task, units: Iterable[Unit], counts: WordCounts) -> None:
    """Count the words of the texts of some units."""
    from validation.texts import texts_of

    for unit in units:
        for batch in rows_of(task.dataset, unit):
            for _, _, text in texts_of(batch):
                counts.add(text)


def see_unit(task: Task, unit: Unit) -> bytes:
    """Show the rows of a unit to every check."""
    with _ONE_AT_A_TIME:
        part = Part.start(task.checks, task.full_facts)
        for batch in rows_of(task.dataset, unit):
            part.see(batch)
        return pack(part)
