"""Gather what was done unit by unit: the words of a corpus, and the states in the order of the data."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from datasets_builders.errors import disk_errors
from validation.executors.states import unpack
from validation.executors.work import Executor, Plan, count_words, do_unit

if TYPE_CHECKING:
    from validation.anonymisation.vocabulary.corpus import WordCounts

__all__ = ["Progress", "knowing_words", "safe_words", "states_in_order"]

P = TypeVar("P", bound=Plan)

Progress = Callable[[Iterable[Any]], Iterable[Any]]


def knowing_words(plan: P, executor: Executor) -> P:
    """Count the words of the corpus where the task wants to know them, and tell it.

    Raises:
        UserError: a unit could not be worked on.
        Refused: the data cannot be read.
    """
    if not plan.task.reads_words:
        return plan
    return plan.knowing(safe_words(unpack(state) for _, state in executor.map(count_words, plan.task, plan.units)))


def safe_words(counted: Iterable[WordCounts]) -> frozenset[str]:
    """Merge the words that were counted in parts of a corpus, and give those that it vouches for: listed names are none."""
    from validation.anonymisation.lexicon import default_lexicon
    from validation.anonymisation.vocabulary.corpus import WordCounts

    total = WordCounts()
    for each in counted:
        total.merge(each)
    names = default_lexicon().names
    return total.safe(but=names.first | names.last)


@contextmanager
def states_in_order(
    plan: Plan, executor: Executor, waiting: Path, *, progress: Progress = lambda done: done
) -> Iterator[Iterator[Any]]:
    """Do all the work of a plan, and give the state of each unit in the order of the data, whatever the order of the work.

    Args:
        plan: what is to be done.
        executor: where.
        waiting: a folder to make, for this user alone, in which states that come before their turn wait, so that memory does not
            grow with them; removed at the end, and what a killed run left there before.
        progress: wraps the finished units, to show a bar.

    Raises:
        UserError: a unit could not be worked on, or the disk does not take a state.
        Refused: the data cannot be read.
    """
    with disk_errors(waiting, doing="keeping what was done before its turn"):
        shutil.rmtree(waiting, ignore_errors=True)
        waiting.parent.mkdir(parents=True, exist_ok=True)
        waiting.mkdir(mode=0o700)
    try:
        plan = knowing_words(plan, executor)
        yield _in_order(plan, progress(executor.map(do_unit, plan.task, plan.units)), waiting)
    finally:
        shutil.rmtree(waiting, ignore_errors=True)


def _in_order(plan: Plan, done: Iterable[tuple[Any, bytes]], waiting: Path) -> Iterator[Any]:
    numbers = {unit: number for number, unit in enumerate(plan.units)}
    turn, early = 0, set()
    for unit, state in done:
        number = numbers[unit]
        if number != turn:
            with disk_errors(waiting, doing="keeping what was done before its turn"):
                (waiting / str(number)).write_bytes(state)
            early.add(number)
            continue
        yield unpack(state)
        turn += 1
        while turn in early:
            path = waiting / str(turn)
            yield unpack(path.read_bytes())
            path.unlink()
            turn += 1
