"""Share work out among jobs that never speak to each other: each leaves its states in a work folder, one merges them.

    plan, work = open_work(folder, plan, shards=4)
    do_shard(plan, Shard(2, 4), work, Inline())     in each job
    merged_states(plan, work)                       at the end, anywhere; of an examination, merge_shards(plan, work, reviewed)

Every state is one file, written beside and renamed, whose first line says of which data, versions and plan it is. One that is
there is not made again, so a job that was killed goes on where it stood. The folder holds what is as sensitive as the data: it
is this user's alone (mode 0700), and is removed when the result is written.
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from datasets_builders.errors import Refused, UserError, disk_errors
from datasets_builders.staging import write_bytes
from validation.anonymisation.certificate import Reviewed
from validation.checks import Facts, Part
from validation.executors.examine import Undertaking, concluded
from validation.executors.gathering import safe_words
from validation.executors.states import unpack
from validation.executors.work import Executor, Kernel, Plan, U, count_words, do_unit
from validation.findings import Report

__all__ = ["PLAN", "Shard", "WorkFolder", "do_shard", "merge_shards", "merged_states", "open_work", "words_of"]

P = TypeVar("P", bound=Plan)

PLAN = "plan.json"

_WORDS, _DONE = "words", "done"

_AT_ONCE = 8
"""How many units of another job are counted before looking again whether that job has done the next."""


@dataclass(frozen=True)
class Shard:
    """The `number`th of `of` jobs, from 1.

    Raises:
        UserError: there is no such job.
    """

    number: int
    of: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= self.of:
            raise UserError(
                f"There is no shard {self.number}/{self.of}.",
                remedy="Count from 1: --shard 1/4 to --shard 4/4 for four jobs.",
            )

    @classmethod
    def parse(cls, text: str) -> Shard:
        """Read "2/4".

        Raises:
            UserError: it is not written so, or there is no such job.
        """
        number, slash, of = text.partition("/")
        if not (slash and number.isascii() and number.isdigit() and of.isascii() and of.isdigit()):
            raise UserError(f"{text!r} is no shard.", remedy="Write the number of the job and how many there are: 2/4.")
        return cls(int(number), int(of))

    def units(self, units: Sequence[U]) -> Sequence[U]:
        """Give those that are this job's: every `of`th."""
        return units[self.number - 1 :: self.of]


class WorkFolder:
    """A folder of states, all of one plan.

    Args:
        path: the folder.
        mark: what every state says it is of.
        places: the number of each unit in the plan.
        shards: how many jobs share the work.
    """

    def __init__(self, path: Path, mark: Mapping[str, Any], places: Mapping[Any, int], shards: int) -> None:
        self.path = path
        self.shards = shards
        self._mark = dict(mark)
        self._places = places

    def has(self, kind: str, unit: Any) -> bool:
        """Tell whether the state of a unit is there."""
        return self._file(kind, unit).is_file()

    def write(self, kind: str, unit: Any, state: bytes) -> None:
        """Keep the state of a unit."""
        mark = {**self._mark, "kind": kind, "unit": self._places[unit], "sha256": hashlib.sha256(state).hexdigest()}
        write_bytes(self._file(kind, unit), json.dumps(mark, sort_keys=True).encode() + b"\n" + state)

    def read(self, kind: str, unit: Any) -> bytes:
        """Read the state of a unit.

        Raises:
            Refused: it is damaged, or of other data, versions or another plan.
        """
        file = self._file(kind, unit)
        line, _, state = file.read_bytes().partition(b"\n")
        wanted = {**self._mark, "kind": kind, "unit": self._places[unit], "sha256": hashlib.sha256(state).hexdigest()}
        if line != json.dumps(wanted, sort_keys=True).encode():
            raise Refused(
                f"{file} is not a state of this run.",
                cause="It is damaged, or was left by a run on other data or with another version.",
                remedy="Remove it and run its shard again, or begin with an empty --work folder.",
            )
        return state

    def remove(self) -> None:
        """Remove the states and the plan, and the folder if nothing else is in it."""
        with disk_errors(self.path, doing="removing the work folder"):
            for file in [*self.path.glob("*.state"), *self.path.glob(".*.part"), self.path / PLAN]:
                file.unlink(missing_ok=True)
            if not any(self.path.iterdir()):
                self.path.rmdir()

    def _file(self, kind: str, unit: Any) -> Path:
        return self.path / f"{kind}-{self._places[unit]:06d}.state"


def open_work(path: Path, plan: P, shards: int | None) -> tuple[P, WorkFolder]:
    """Open the work folder of a plan; the first job writes the plan down, and the others must have the same.

    Args:
        path: the folder; made, for this user alone, where it is not there.
        plan: what is to be done.
        shards: how many jobs there are; None to take the number from the folder, where a job must have begun.

    Returns:
        The plan, with what the first job drew for all, and the folder.

    Raises:
        UserError: no job has begun, the folder is open to others, or holds other files.
        Refused: the jobs before had other data, versions or options.
    """
    if shards is not None:
        _make(path)
        _write_once(path / PLAN, {**plan.mark, "shards": shards})
    elif not (path / PLAN).is_file():
        command = f"referto {plan.task.command} ... --shard i/n --work"
        raise UserError(f"No shard has begun in {path}.", remedy=f"Run every `{command}` first.")
    there = _read_plan(path)
    plan = plan.following(there)
    mine = plan.mark
    wanted = {**mine, "shards": there["shards"] if shards is None else shards}
    differing = sorted(name for name in wanted if there.get(name) != wanted[name])
    if differing:
        raise Refused(
            f"The shards in {path} are of another run: {', '.join(differing)} differ.",
            cause="The data, the installed versions or the options changed since the first shard began.",
            remedy="Begin again with an empty --work folder, the same options and the same versions for every shard.",
        )
    return plan, WorkFolder(path, mine, {unit: number for number, unit in enumerate(plan.units)}, int(there["shards"]))


def do_shard(plan: Plan, shard: Shard, work: WorkFolder, executor: Executor) -> tuple[int, int]:
    """Do what of a shard is not done yet; return how many units were done now, and how many had been before.

    Where the task wants to know the words of the whole corpus, a shard counts those of its own units first, then those that no
    other shard has counted so far: no job waits for another, and all may run one after the other.

    Raises:
        UserError: a unit could not be worked on.
        Refused: a state that is there is not of this run.
    """
    mine = shard.units(plan.units)
    if plan.task.reads_words:
        _fill(work, _WORDS, count_words, plan, mine, executor)
        for number in range(1, shard.of):
            others = Shard((shard.number - 1 + number) % shard.of + 1, shard.of).units(plan.units)
            for begin in range(0, len(others), _AT_ONCE):  # looked for anew each time: their own job may be at it
                _fill(work, _WORDS, count_words, plan, others[begin : begin + _AT_ONCE], executor)
        plan = plan.knowing(words_of(plan, work))
    done = _fill(work, _DONE, do_unit, plan, mine, executor)
    return done, len(mine) - done


def words_of(plan: Plan, work: WorkFolder) -> frozenset[str]:
    """Give the words that the corpus vouches for, as all jobs counted them.

    Raises:
        Refused: a state is not of this run.
    """
    return safe_words(_content(work, _WORDS, unit, None) for unit in plan.units)


def merged_states(plan: Plan, work: WorkFolder, facts: Facts | None = None) -> Iterator[Any]:
    """Give the state of every unit, in the order of the data.

    Args:
        plan: what was to be done.
        work: the folder of the jobs.
        facts: what stands for the facts that a state refers to.

    Raises:
        UserError: a shard is not finished; all of those are named.
        Refused: a state is not of this run.
    """
    shards = [Shard(number, work.shards) for number in range(1, work.shards + 1)]
    unfinished = [
        f"{shard.number}/{shard.of}"
        for shard in shards
        if not all(work.has(_DONE, unit) for unit in shard.units(plan.units))
    ]
    if unfinished:
        raise UserError(
            f"Not finished: shard {', '.join(unfinished)}.",
            cause="Nothing is concluded from a part of the rows.",
            remedy="Run them again; what they did is kept. Then merge.",
        )
    return (_content(work, _DONE, unit, facts) for unit in plan.units)


def merge_shards(plan: Undertaking, work: WorkFolder, reviewed: Reviewed | None) -> Report:
    """Merge the states of all shards of an examination and conclude; the report is the one that a single process gives.

    Raises:
        UserError: a shard is not finished; all of those are named.
        Refused: a state is not of this examination.
    """
    merged_states(plan, work)  # refuses what is not finished before anything costly is made
    if plan.task.reads_words:
        plan = plan.knowing(words_of(plan, work))
    facts = plan.task.full_facts
    part = Part.start(plan.task.checks, facts)
    for state in merged_states(plan, work, facts):
        part.merge(state)
    return concluded(plan, part, reviewed)


def _fill(work: WorkFolder, kind: str, kernel: Kernel, plan: Plan, units: Sequence[Any], executor: Executor) -> int:
    missing = [unit for unit in units if not work.has(kind, unit)]
    for unit, state in executor.map(kernel, plan.task, missing):
        work.write(kind, unit, state)
    return len(missing)


def _content(work: WorkFolder, kind: str, unit: Any, facts: Facts | None) -> Any:
    try:
        return unpack(work.read(kind, unit), facts)
    except (pickle.UnpicklingError, EOFError, AttributeError, ImportError) as error:
        raise Refused(f"The state of {unit} cannot be read.", remedy="Begin with an empty --work folder.") from error


def _make(path: Path) -> None:
    with disk_errors(path, doing="making the work folder"):
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    _refuse_open(path)
    foreign = [each.name for each in path.iterdir() if each.suffix not in (".state", ".part") and each.name != PLAN]
    if foreign:
        raise UserError(
            f"{path} holds files that are no states.", remedy="Give --work a folder that does not exist yet."
        )


def _refuse_open(path: Path) -> None:
    """States are read as Python objects and hold what the data hold: nobody else may read or write them."""
    info = path.stat()
    if info.st_uid != os.getuid() or stat.S_IMODE(info.st_mode) & 0o077:
        raise UserError(
            f"{path} is open to others.",
            cause="States are as sensitive as the data, and one that somebody else wrote is not to be trusted.",
            remedy=f"chmod 700 {path}, or give a folder that does not exist yet.",
        )


def _write_once(path: Path, content: Mapping[str, Any]) -> None:
    """Write a file unless it is there; of two jobs that begin together, one writes it."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    with disk_errors(path, doing=f"writing {path.name}"):
        try:
            beside.write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", encoding="utf-8")
            os.link(beside, path)
        except FileExistsError:
            pass
        finally:
            beside.unlink(missing_ok=True)


def _read_plan(path: Path) -> dict[str, Any]:
    _refuse_open(path)
    try:
        plan: dict[str, Any] = json.loads((path / PLAN).read_text(encoding="utf-8"))
        if not isinstance(plan, dict) or not isinstance(plan.get("shards"), int):
            raise ValueError
    except ValueError as error:
        raise Refused(f"{path / PLAN} is not a plan.", remedy="Begin with an empty --work folder.") from error
    return plan
