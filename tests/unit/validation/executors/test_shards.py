"""Jobs of an array: any order, any moment, and the report of one process; foreign or damaged states are refused."""

from __future__ import annotations

import json
import os
import pickle
import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from datasets_builders.errors import Refused, UserError
from release.examination import examine_folder, examine_shard, merge_examined, report_text
from validation.executors import work as work_module
from validation.executors.shards import Shard
from validation.executors.states import pack, unpack
from validation.executors.units import Unit
from validation.executors.work import Inline, Kernel, Task

LIGHT = ("schema", "ids", "licences", "splits", "text")
SEED = "seed"


class Counting(Inline):
    """Counts what it is given; stops as a killed job does, before it does more than `most`."""

    def __init__(self, most: int = 1000) -> None:
        self.done: list[tuple[str, int]] = []
        self._most = most

    def map(self, kernel: Kernel, task: Task, units: Sequence[Unit]) -> Iterator[tuple[Unit, bytes]]:
        for unit, state in super().map(kernel, task, units):
            if len(self.done) >= self._most:
                raise KeyboardInterrupt
            self.done.append((kernel.__name__, unit.first))
            yield unit, state


@pytest.fixture(scope="module")
def alone(dataset_folder: Path) -> dict[tuple[str, ...], str]:
    """The reports of one process."""
    return {only: report_text(examine_folder(dataset_folder, only=only, seed=SEED)) for only in (LIGHT, ())}


def _merged(folder: Path, work: Path, only: Sequence[str] = LIGHT) -> str:
    report, states = merge_examined(folder, work, only=only, seed=SEED)
    states.remove()
    return report_text(report)


@pytest.mark.parametrize("only", [LIGHT, ()], ids=["light checks", "all checks"])
def test_four_shards_in_any_order_give_the_bytes_of_one_process(
    dataset_folder: Path, tmp_path: Path, alone: dict[tuple[str, ...], str], only: tuple[str, ...]
) -> None:
    order = [1, 2, 3, 4]
    random.Random(5).shuffle(order)
    for number in order:
        examine_shard(dataset_folder, Shard(number, 4), tmp_path / "work", only=only, seed=SEED)
    assert _merged(dataset_folder, tmp_path / "work", only) == alone[only]
    assert json.loads(alone[only])["verdict"] == "findings"
    assert not (tmp_path / "work").exists(), "what is as sensitive as the data does not stay"


def test_the_first_job_draws_the_seed_for_all(dataset_folder: Path, tmp_path: Path) -> None:
    for number in (2, 1):
        examine_shard(dataset_folder, Shard(number, 2), tmp_path / "work")
    report, _ = merge_examined(dataset_folder, tmp_path / "work")
    seed = report.certificate["seed"]
    assert len(seed) == 32
    assert report_text(report) == report_text(examine_folder(dataset_folder, seed=seed))


def test_a_job_that_was_killed_goes_on_where_it_stood(
    dataset_folder: Path, tmp_path: Path, alone: dict[tuple[str, ...], str]
) -> None:
    work, killed = tmp_path / "work", Counting(most=3)
    with pytest.raises(KeyboardInterrupt):
        examine_shard(dataset_folder, Shard(1, 1), work, only=LIGHT, seed=SEED, executor=killed)
    again = Counting()
    done, before = examine_shard(dataset_folder, Shard(1, 1), work, only=LIGHT, seed=SEED, executor=again)
    assert (done, before) == (5, 3)
    assert len(again.done) == 5
    twice = Counting()
    assert examine_shard(dataset_folder, Shard(1, 1), work, only=LIGHT, seed=SEED, executor=twice) == (0, 8)
    assert twice.done == []
    assert _merged(dataset_folder, work) == alone[LIGHT]


def test_words_are_counted_once_when_jobs_run_one_after_the_other(dataset_folder: Path, tmp_path: Path) -> None:
    first, second = Counting(), Counting()
    for number, executor in ((1, first), (2, second)):
        examine_shard(
            dataset_folder, Shard(number, 2), tmp_path / "work", only=["identifiers"], seed=SEED, executor=executor
        )
    assert [kernel for kernel, _ in first.done].count("count_words") == 8, "the first needs those of the others"
    assert [kernel for kernel, _ in second.done].count("count_words") == 0


def test_nothing_is_concluded_from_a_part_and_the_missing_jobs_are_named(dataset_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="No shard has begun"):
        merge_examined(dataset_folder, tmp_path / "work", only=LIGHT)
    examine_shard(dataset_folder, Shard(2, 4), tmp_path / "work", only=LIGHT)
    with pytest.raises(UserError, match="shard 1/4, 3/4, 4/4") as caught:
        merge_examined(dataset_folder, tmp_path / "work", only=LIGHT)
    assert caught.value.exit_code == 2
    assert (tmp_path / "work").exists()


@pytest.mark.parametrize("change", ["data", "versions", "options", "seed", "number of jobs"])
def test_jobs_of_another_examination_are_refused(
    make_dataset: Callable[[Path], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    folder = make_dataset(tmp_path / "built")
    examine_shard(folder, Shard(1, 2), tmp_path / "work", only=LIGHT, seed=SEED)
    only, seed, shard = LIGHT, SEED, Shard(2, 2)
    if change == "data":
        (folder / "corpus.json").write_text("{}", encoding="utf-8")
    elif change == "versions":
        other = {"referto": "99"}
        monkeypatch.setattr(work_module, "tool_versions", lambda: other)
    elif change == "options":
        only = ("ids",)
    elif change == "seed":
        seed = "other"
    else:
        shard = Shard(2, 3)
    with pytest.raises(Refused, match="another run") as caught:
        examine_shard(folder, shard, tmp_path / "work", only=only, seed=seed)
    assert caught.value.exit_code == 3
    if change != "number of jobs":
        with pytest.raises(Refused, match="another run"):
            merge_examined(folder, tmp_path / "work", only=only, seed=seed)


def test_a_damaged_or_foreign_state_is_refused_by_name(dataset_folder: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    examine_shard(dataset_folder, Shard(1, 1), work, only=LIGHT, seed=SEED)
    states = sorted(work.glob("done-*.state"))
    kept = tmp_path / "kept"
    shutil.copy(states[0], kept)
    for content in (kept.read_bytes()[:-5], states[1].read_bytes(), b"", b"\xff\n"):
        states[0].write_bytes(content)
        with pytest.raises(Refused, match=states[0].name):
            merge_examined(dataset_folder, work, only=LIGHT, seed=SEED)
    shutil.copy(kept, states[0])
    merge_examined(dataset_folder, work, only=LIGHT, seed=SEED)


def test_the_work_folder_is_for_this_user_alone(dataset_folder: Path, tmp_path: Path) -> None:
    work = tmp_path / "deep" / "work"
    examine_shard(dataset_folder, Shard(1, 2), work, only=["ids"])
    assert work.stat().st_mode & 0o777 == 0o700
    work.chmod(0o750)
    for act in (
        lambda: examine_shard(dataset_folder, Shard(2, 2), work, only=["ids"]),
        lambda: _merged(dataset_folder, work),
    ):
        with pytest.raises(UserError, match="open to others"):
            act()


def test_a_folder_with_other_files_is_neither_used_nor_removed(dataset_folder: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir(mode=0o700)
    (work / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match="holds files"):
        examine_shard(dataset_folder, Shard(1, 1), work, only=["ids"])
    (work / "thesis.txt").unlink()
    examine_shard(dataset_folder, Shard(1, 1), work, only=LIGHT, seed=SEED)
    (work / "thesis.txt").write_text("mine", encoding="utf-8")
    _merged(dataset_folder, work)
    assert [each.name for each in work.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("text", ["0/4", "5/4", "1", "1/", "/4", "a/b", "-1/4", "1/0", "²/4"])
def test_a_shard_is_written_as_number_and_how_many(text: str) -> None:
    with pytest.raises(UserError, match="shard"):
        Shard.parse(text)
    assert Shard.parse("2/4") == Shard(2, 4)


class _Evil:
    def __reduce__(self) -> Any:
        return os.system, ("exit 1",)


def _dotted() -> bytes:
    """A pickle that reaches through one of our modules into another: protocol 4, the name by its parts."""
    module, name = b"validation.executors.shards", b"os.system"
    return b"\x80\x04\x8c" + bytes([len(module)]) + module + b"\x8c" + bytes([len(name)]) + name + b"\x93."


@pytest.mark.parametrize(
    "state",
    [pickle.dumps(_Evil()), pack(_Evil()), pickle.dumps(os.system), pickle.dumps(eval), _dotted()],
    ids=["a command", "a packed command", "a function", "a builtin", "through a module"],
)
def test_a_state_makes_nothing_but_what_states_hold(state: bytes) -> None:
    with pytest.raises(pickle.UnpicklingError, match="no kind of thing"):
        unpack(state)
