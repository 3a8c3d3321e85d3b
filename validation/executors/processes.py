"""Work on units in several processes of this machine.

Each worker is started anew (spawn), imports once and keeps its engine. One that is killed is replaced, and its unit goes to
another; a unit that kills every worker it is given to is told by name.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Self

from datasets_builders.errors import UserError
from validation.executors.work import Kernel, U

__all__ = ["TRIES", "Processes"]

TRIES = 3
"""How often a unit is given to a worker before it is told to be at fault."""

_SECONDS_TO_LEAVE = 5


@dataclass
class _Worker:
    """A process, and what goes to and comes from it: pipes of one direction each, so that a death is an end of file."""

    process: BaseProcess
    orders: Connection
    answers: Connection
    unit: Any = None
    """What it works on now."""


@dataclass(frozen=True)
class _Job:
    """What holds for the units that are sent behind it."""

    kernel: Kernel
    task: Any


class Processes:
    """A number of worker processes, as an `Executor`.

    Args:
        workers: how many, at least one.

    Raises:
        UserError: fewer than one.
    """

    def __init__(self, workers: int) -> None:
        if workers < 1:
            raise UserError(
                f"{workers} processes do no work.", remedy="Give 1 or more; as many as the machine has cores."
            )
        self._count = workers
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            self._bury(worker)
        self._workers.clear()

    def map(self, kernel: Kernel, task: Any, units: Sequence[U]) -> Iterator[tuple[U, bytes]]:
        """Work on each unit once, and give it with its state, as they are done.

        Raises:
            UserError: what a worker raised; or a unit was tried `TRIES` times, and each time its worker was killed.
        """
        waiting = deque(units)
        tries = dict.fromkeys(units, 0)
        left = len(units)
        while len(self._workers) < min(self._count, len(units)):
            self._workers.append(self._hire())
        for worker in self._workers:
            self._give(worker, _Job(kernel, task))
            self._give_next(worker, waiting, tries)
        while left:
            busy = {worker.answers: worker for worker in self._workers if worker.unit is not None}
            for answers in wait(list(busy)):
                worker = busy[answers]  # type: ignore[index]
                unit = worker.unit
                assert unit is not None  # noqa: S101 - it is busy
                try:
                    is_done, answer = worker.answers.recv()
                except (EOFError, ConnectionResetError):
                    self._replace(worker, unit, tries[unit])
                    waiting.appendleft(unit)
                    self._give(worker, _Job(kernel, task))
                    self._give_next(worker, waiting, tries)
                    continue
                if not is_done:
                    raise answer
                left -= 1
                self._give_next(worker, waiting, tries)
                yield unit, answer

    def _give_next(self, worker: _Worker, waiting: deque[U], tries: dict[U, int]) -> None:
        worker.unit = waiting.popleft() if waiting else None
        if worker.unit is not None:
            tries[worker.unit] += 1
            self._give(worker, worker.unit)

    def _give(self, worker: _Worker, order: object) -> None:
        with contextlib.suppress(BrokenPipeError):  # it died: its answers are at their end, and there it is seen
            worker.orders.send(order)

    def _hire(self) -> _Worker:
        taken, orders = self._context.Pipe(duplex=False)
        answers, given = self._context.Pipe(duplex=False)
        process = self._context.Process(target=_work, args=(taken, given), daemon=True)
        process.start()
        # Only the worker may hold these ends, or its death would not be an end of file here.
        taken.close()
        given.close()
        return _Worker(process, orders, answers)

    def _replace(self, worker: _Worker, unit: object, tried: int) -> None:
        ended = self._bury(worker)
        if tried >= TRIES:
            raise UserError(
                f"{unit}: each of {TRIES} workers that were given it ended ({ended}).",
                cause="The machine killed them for want of memory, or the rows break what examines them.",
                remedy="Give fewer --workers, or look at these rows by themselves.",
            )
        new = self._hire()
        worker.process, worker.orders, worker.answers = new.process, new.orders, new.answers

    def _bury(self, worker: _Worker) -> str:
        worker.orders.close()
        worker.answers.close()
        worker.process.join(_SECONDS_TO_LEAVE)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()
        code = worker.process.exitcode or 0
        return f"signal {-code}" if code < 0 else f"exit {code}"


def _work(orders: Connection, answers: Connection) -> None:
    """Take orders until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, and ends its workers
    job: _Job | None = None
    while True:
        try:
            order = orders.recv()
        except EOFError:  # the parent is gone, or wants no more
            return
        if isinstance(order, _Job):
            job = order
            continue
        assert job is not None  # noqa: S101
        try:
            answer: tuple[bool, bytes | UserError] = (True, job.kernel(job.task, order))
        except UserError as error:
            answer = (False, error)
        answers.send(answer)
