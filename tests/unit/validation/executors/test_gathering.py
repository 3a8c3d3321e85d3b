"""States come in the order of the data, and what waits for its turn waits where nobody else looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from typing import Any, ClassVar

import pytest

from datasets_builders.errors import Refused
from validation.executors.gathering import knowing_words, states_in_order
from validation.executors.states import pack
from validation.executors.work import Inline, Kernel, Plan, Task


@dataclass(frozen=True)
class Doubling(Task):
    """Gives twice the number that a unit is."""

    command: ClassVar[str] = "double"

    @property
    def mark(self) -> dict[str, Any]:
        return {}

    def state_of(self, unit: int) -> bytes:
        if unit == 13:
            raise Refused("No.", remedy="None.")
        return pack(unit * 2)


class InOrder(Inline):
    """Does the units in the order that it is given, and looks at what waits."""

    def __init__(self, order: Sequence[int], waiting: Path) -> None:
        self._order, self._waiting, self.most = order, waiting, 0

    def map(self, kernel: Kernel, task: Any, units: Sequence[Any]) -> Iterator[tuple[Any, bytes]]:
        for at in self._order:
            yield units[at], kernel(task, units[at])
            self.most = max(self.most, len(list(self._waiting.iterdir())))
            assert self._waiting.stat().st_mode & 0o777 == 0o700


def test_any_order_of_the_work_gives_the_order_of_the_data(tmp_path: Path) -> None:
    plan, waiting = Plan(Doubling(()), (5, 6, 7, 8), ""), tmp_path / "deep" / "waiting"
    most = {}
    for order in permutations(range(4)):
        executor = InOrder(order, waiting)
        with states_in_order(plan, executor, waiting) as states:
            assert list(states) == [10, 12, 14, 16]
        most[order] = executor.most
        assert not waiting.exists()
    assert (most[0, 1, 2, 3], most[3, 2, 1, 0]) == (0, 3), "only what is early waits"


def test_what_a_killed_run_left_is_cleared_and_so_is_that_of_one_that_fails(tmp_path: Path) -> None:
    waiting = tmp_path / "waiting"
    waiting.mkdir()
    (waiting / "0").write_bytes(b"of another run")
    plan = Plan(Doubling(()), (1, 13, 3), "")
    with pytest.raises(Refused), states_in_order(plan, InOrder((2, 0, 1), waiting), waiting) as states:
        list(states)
    assert not waiting.exists()


def test_a_task_that_wants_no_words_counts_none() -> None:
    plan = Plan(Doubling(()), (1, 2), "")
    assert knowing_words(plan, Inline()) is plan


def test_a_plan_is_told_by_its_units_and_versions() -> None:
    plan = Plan(Doubling((("referto", "1"),)), (), "ab")
    assert plan.mark.items() >= {"command": "double", "digest": "ab", "versions": {"referto": "1"}}.items()
    assert plan.following({"seed": "other"}) is plan
