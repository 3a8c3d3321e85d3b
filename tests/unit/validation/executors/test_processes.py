"""Work in processes: each unit once, a killed worker loses nothing, and a unit that kills is told by name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from datasets_builders.errors import Refused, UserError
from validation.executors.processes import TRIES, Processes
from validation.executors.units import Unit

KERNELS = """
import os, signal
from pathlib import Path
from datasets_builders.errors import Refused

def echo(task, unit):
    return f"{task}{unit.first}".encode()

def who(task, unit):
    return str(os.getpid()).encode()

def die_once(task, unit):
    with open(Path(task) / f"{unit.first}", "ab") as tried:
        tried.write(b"x")
        tried.flush()
        if unit.first == 3 and tried.tell() == 1:
            os.kill(os.getpid(), signal.SIGKILL)
    return b"done"

def die(task, unit):
    if unit.first == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return b"done"

def refuse(task, unit):
    raise Refused("No.", cause="A test.", remedy="None.")
"""


@pytest.fixture
def kernels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A module of kernels that a worker can import too: workers are started with our path."""
    (tmp_path / "kernels_of_a_test.py").write_text(KERNELS, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    import importlib

    return importlib.import_module("kernels_of_a_test")


def _units(count: int) -> list[Unit]:
    return [Unit("c", "s", "data/c/s.parquet", (0, 1), 0, 1, first, "") for first in range(count)]


def test_every_unit_is_worked_on_once_and_workers_serve_several_kernels(kernels: Any) -> None:
    units = _units(7)
    with Processes(2) as executor:
        task: Any = "a"
        assert sorted(executor.map(kernels.echo, task, units), key=lambda done: done[0].first) == [
            (unit, f"a{unit.first}".encode()) for unit in units
        ]
        first = {state for _, state in executor.map(kernels.who, task, units)}
        again = {state for _, state in executor.map(kernels.who, task, units)}
        assert list(executor.map(kernels.who, task, [])) == []
    assert str(os.getpid()).encode() not in first
    assert len(first | again) <= 2, "workers are kept from one pass to the next"


def test_the_unit_of_a_killed_worker_is_done_by_another(kernels: Any, tmp_path: Path) -> None:
    task: Any = str(tmp_path)
    with Processes(2) as executor:
        done = [unit.first for unit, state in executor.map(kernels.die_once, task, _units(6)) if state == b"done"]
    assert sorted(done) == list(range(6))
    tries = {first: (tmp_path / f"{first}").stat().st_size for first in range(6)}
    assert tries == {0: 1, 1: 1, 2: 1, 3: 2, 4: 1, 5: 1}


def test_a_unit_that_kills_every_worker_is_told_by_its_rows(kernels: Any) -> None:
    task: Any = ""
    with Processes(1) as executor, pytest.raises(UserError, match=f"each of {TRIES} workers") as caught:
        list(executor.map(kernels.die, task, _units(4)))
    assert "data/c/s.parquet, rows 2-2" in caught.value.fact
    assert "signal 9" in caught.value.fact


def test_what_a_worker_refuses_is_refused_here_with_its_cause(kernels: Any) -> None:
    task: Any = ""
    with Processes(1) as executor, pytest.raises(Refused, match=r"No\.") as caught:
        list(executor.map(kernels.refuse, task, _units(2)))
    assert (caught.value.cause, caught.value.remedy, caught.value.exit_code) == ("A test.", "None.", 3)


def test_no_process_is_no_executor() -> None:
    with pytest.raises(UserError, match="0 processes"):
        Processes(0)
