"""What executors are given: a task, the units it is shared out in, and a kernel that turns a task and a unit into a state.

    plan = Plan(task, units, digest)
    for unit, state in executor.map(do_unit, plan.task, plan.units): ...

A task is data: it says what is to be done and can be sent anywhere. What is costly to make of it, the engine and the checks, each
process makes once. `checking`, `scanning` and `repairing` hold the three that there are.
"""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar, Protocol, Self, TypeVar

from datasets_builders.errors import Refused
from validation.checks import tool_versions
from validation.executors.states import pack
from validation.executors.units import digest_of

__all__ = ["Executor", "Inline", "Kernel", "Plan", "Task", "U", "Versions", "count_words", "do_unit", "installed"]

U = TypeVar("U", bound=Hashable)

Kernel = Callable[[Any, Any], bytes]
"""From a task and a unit to a state. A function of a module, so that it can be sent by name."""

Versions = tuple[tuple[str, str], ...]

_ONE_AT_A_TIME = threading.Lock()
"""Recognisers are not made for several threads; a Dask worker may have more than one."""


class Executor(Protocol):
    """Where units are worked on."""

    def __enter__(self) -> Self:
        """Begin; workers may be started here or with the first unit."""

    def __exit__(self, *exception: object) -> None:
        """Let the workers go."""

    def map(self, kernel: Kernel, task: Any, units: Sequence[U]) -> Iterator[tuple[U, bytes]]:
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

    def map(self, kernel: Kernel, task: Any, units: Sequence[U]) -> Iterator[tuple[U, bytes]]:
        """Work on each unit, in order."""
        for unit in units:
            yield unit, kernel(task, unit)


@dataclass(frozen=True)
class Task(ABC):
    """What is to be done with every unit. A subclass adds what it needs to know; all of that can be pickled.

    Args:
        versions: of the code that planned it (`installed`); a process with another refuses to work.
    """

    versions: Versions

    command: ClassVar[str]
    """What a person calls it: a command of `referto`."""

    @property
    def reads_words(self) -> bool:
        """Whether it wants to know the words of the whole corpus before it begins."""
        return False

    def texts(self, units: Iterable[Any]) -> Iterator[str]:
        """Give the texts of some units, whose words are counted where `reads_words` says so."""
        raise NotImplementedError

    def knowing(self, words: frozenset[str]) -> Self:
        """Return the same with the words that the corpus vouches for."""
        raise NotImplementedError

    @abstractmethod
    def state_of(self, unit: Any) -> bytes:
        """Do the work of one unit."""

    @property
    @abstractmethod
    def mark(self) -> Mapping[str, Any]:
        """What jobs that share the work must have the same, beside the data and the versions; as JSON takes it, no secret."""

    def refuse_other_versions(self) -> None:
        """Refuse to work with other code than that of whoever planned it.

        Raises:
            Refused: something differs.
        """
        if self.versions != installed(*(name for name, _ in self.versions)):
            raise Refused(
                "A worker has another version of referto, or of what it is built on.",
                cause="Its findings could differ from those of the others.",
                remedy="Install the same versions on every machine.",
            )

    def __getstate__(self) -> dict[str, Any]:
        """Send only what was given, not what was made of it."""
        return {name: self.__dict__[name] for name in (each.name for each in fields(self))}


@dataclass(frozen=True)
class Plan:
    """A task that was shared out.

    Args:
        task: what is to be done.
        units: the pieces, in the order of the data; which there are depends on the data alone.
        digest: of the data.
    """

    task: Any
    units: tuple[Any, ...]
    digest: str

    @property
    def mark(self) -> dict[str, Any]:
        """What all jobs that share the work must have the same, as JSON takes it."""
        return {
            "schema_version": 2,
            "command": self.task.command,
            "digest": self.digest,
            "versions": dict(self.task.versions),
            "plan": digest_of(self.units),
            **self.task.mark,
        }

    def knowing(self, words: frozenset[str]) -> Self:
        """Return the same with the words of the corpus known."""
        return replace(self, task=self.task.knowing(words))

    def following(self, first: Mapping[str, Any]) -> Self:
        """Return the same with what the first of several jobs drew for all, as its mark tells it."""
        return self


def installed(*more: str) -> Versions:
    """Return the versions of what examines here, and of further distributions."""
    import importlib.metadata

    told = tool_versions()
    others = {name: importlib.metadata.version(name) for name in more if name not in told}
    return tuple(sorted({**told, **others}.items()))


def count_words(task: Task, unit: Any) -> bytes:
    """Count the words of a unit's texts: a kernel."""
    from validation.anonymisation.vocabulary.corpus import count_words as counted

    return pack(counted(task.texts([unit])))


def do_unit(task: Task, unit: Any) -> bytes:
    """Do what a task wants done with a unit: a kernel."""
    with _ONE_AT_A_TIME:
        return task.state_of(unit)
