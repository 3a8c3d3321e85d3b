"""A repair that is shared out: the folder of one process, byte by byte; the key is read by all and written by none."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from datasets_builders.errors import Refused, UserError
from datasets_builders.schema import TASKS, TaskType
from datasets_builders.shards import ShardWriter
from validation.anonymisation.engine import default_engine
from validation.anonymisation.repair.folder import anonymise_folder
from validation.anonymisation.repair.keys import Key, read_key
from validation.executors.gathering import states_in_order
from validation.executors.processes import Processes
from validation.executors.repairing import plan_repair, write_states
from validation.executors.shards import Shard, do_shard, merged_states, open_work
from validation.executors.states import pack, unpack
from validation.executors.work import Executor, Inline, Kernel, Plan, do_unit

SECRET = bytes(range(7, 60))
MODES = ("mask", "surrogate")


class Shuffled(Inline):
    """Does the units in another order, as workers may."""

    def map(self, kernel: Kernel, task: Any, units: Sequence[Any]) -> Iterator[tuple[Any, bytes]]:
        mixed = list(units)
        random.Random(3).shuffle(mixed)
        yield from super().map(kernel, task, mixed)


def _row(number: int, split: str) -> dict[str, Any]:
    name, day = ("Ersilia Montefalchi", "Zeno Ripalunga")[number % 2], number % 27 + 1
    text = f"La paziente {name} 🩺 è stata vista il {day}/03/2019, riferisce tosse; cell. 347 555 0{100 + number}."
    start = text.index(name)
    entity = {"id": "T1", "start": start + 3, "end": start + len(name), "text": text[start + 3 : start + len(name)]}
    entity |= {"label": "X", "concepts": [], "fragments": [{"start": start + 3, "end": start + len(name)}]}
    ids = {"id": f"{split}-{number}", "document_id": f"{split}-{number}", "group_id": f"P-{number % 3}"}
    return {**ids, "licence": "CC0-1.0", "text": text, "entities": [entity] if number % 4 == 0 else [], "relations": []}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repairing") / "built"
    for split, rows in (("train", 21), ("test", 8), ("empty", 0)):
        with ShardWriter(folder / "data" / "ner", split, TASKS[TaskType.NER].arrow()) as writer:
            for number in range(rows):
                writer.write(_row(number, split))
            writer.close()
    (folder / "corpus.json").write_text("{}")
    return folder


@pytest.fixture(scope="module")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("keys") / "surrogates.key"
    path.write_bytes(SECRET)
    path.chmod(0o600)
    return path


def _bytes(path: Path) -> dict[str, bytes]:
    return {each.relative_to(path).as_posix(): each.read_bytes() for each in sorted(path.rglob("*")) if each.is_file()}


@pytest.fixture(scope="module")
def alone(built: Path, key_file: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What one process makes, by mode."""
    folder = tmp_path_factory.mktemp("alone")
    for mode in MODES:
        done = anonymise_folder(built, folder / mode, default_engine(), mode=mode, key=read_key(key_file))
        assert done.cut > 2
        assert done.counts["PERSON"] > 20
    return {mode: folder / mode for mode in MODES}


def _shared(plan: Plan, out: Path, executor: Executor) -> dict[str, bytes]:
    with executor, states_in_order(plan, executor, out.parent / "waiting") as states:
        write_states(out, plan, states)
    assert not (out.parent / "waiting").exists()
    return _bytes(out)


@pytest.mark.parametrize("mode", MODES)
def test_units_of_any_size_in_any_order_give_the_folder_of_one_process(
    built: Path, key_file: Path, tmp_path: Path, alone: dict[str, Path], mode: str
) -> None:
    wanted = _bytes(alone[mode])
    assert set(wanted) > {"corpus.json", "repair.json", "anonymised.jsonl"}
    for size, units in ((1, 29), (900, None), (1 << 20, 2)):
        plan = plan_repair(built, mode=mode, key_file=key_file, unit_bytes=size)
        assert len(plan.units) == units or units is None
        assert _shared(plan, tmp_path / f"{size}", Shuffled()) == wanted


@pytest.mark.parametrize("mode", MODES)
def test_a_second_run_that_is_shared_out_changes_no_byte(
    key_file: Path, tmp_path: Path, alone: dict[str, Path], mode: str
) -> None:
    """The places of the first run are found whichever unit comes first."""
    plan = plan_repair(alone[mode], mode=mode, key_file=key_file, unit_bytes=300)
    again, first = _shared(plan, tmp_path / "again", Shuffled()), _bytes(alone[mode])
    again.pop("repair.json")
    first.pop("repair.json")
    assert again == first


def test_lines_of_an_earlier_run_in_another_order_are_passed_over_by_all_alike(
    key_file: Path, tmp_path: Path, alone: dict[str, Path]
) -> None:
    import shutil

    shutil.copytree(alone["surrogate"], tmp_path / "edited")
    record = tmp_path / "edited" / "anonymised.jsonl"
    lines = record.read_text(encoding="utf-8").splitlines()
    foreign = json.dumps({**json.loads(lines[0]), "config": "other"})
    beyond = json.dumps({**json.loads(lines[0]), "index": 10_000})
    record.write_text("\n".join([foreign, *lines[5:9], beyond, *lines]) + "\n", encoding="utf-8")
    anonymise_folder(tmp_path / "edited", tmp_path / "one", default_engine(), mode="surrogate", key=read_key(key_file))
    plan = plan_repair(tmp_path / "edited", mode="surrogate", key_file=key_file, unit_bytes=1)
    assert _shared(plan, tmp_path / "shared", Shuffled()) == _bytes(tmp_path / "one")


@pytest.mark.slow
def test_two_processes(built: Path, key_file: Path, tmp_path: Path, alone: dict[str, Path]) -> None:
    plan = plan_repair(built, mode="surrogate", key_file=key_file, unit_bytes=900)
    assert _shared(plan, tmp_path / "out", Processes(2)) == _bytes(alone["surrogate"])


def test_four_jobs_of_which_one_is_begun_again(
    built: Path, key_file: Path, tmp_path: Path, alone: dict[str, Path]
) -> None:
    plan = plan_repair(built, mode="surrogate", key_file=key_file, unit_bytes=900)
    for number in (3, 1, 4, 2, 3):
        _, work = open_work(tmp_path / "work", plan, 4)
        done, before = do_shard(plan, Shard(number, 4), work, Inline())
    assert (done, before) == (0, len(Shard(3, 4).units(plan.units)))
    assert (tmp_path / "work").stat().st_mode & 0o777 == 0o700
    held = b"".join(_bytes(tmp_path / "work").values())
    key = Key(SECRET)
    for secret in (SECRET, SECRET.hex().encode(), key.derived("group", "P-1").digest(), b"Montefalchi"):
        assert secret not in held
    assert key.fingerprint.encode() in held, "jobs with another key are told by it"
    write_states(tmp_path / "out", plan, merged_states(plan, work))
    work.remove()
    assert _bytes(tmp_path / "out") == _bytes(alone["surrogate"])
    assert not (tmp_path / "work").exists()


def test_nothing_is_written_from_a_part_of_the_rows(built: Path, tmp_path: Path) -> None:
    plan = plan_repair(built, mode="mask", unit_bytes=900)
    _, work = open_work(tmp_path / "work", plan, 3)
    do_shard(plan, Shard(2, 3), work, Inline())
    with pytest.raises(UserError, match="shard 1/3, 3/3"):
        write_states(tmp_path / "out", plan, merged_states(plan, work))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("change", ["mode", "key", "entities", "data", "record"])
def test_jobs_of_another_repair_are_refused(
    make_dataset: Callable[..., Path], key_file: Path, tmp_path: Path, change: str
) -> None:
    folder = make_dataset(tmp_path / "built", broken=False)
    how: dict[str, Any] = {"mode": "mask", "key_file": key_file}
    open_work(tmp_path / "work", plan_repair(folder, **how), 2)
    if change == "mode":
        how["mode"] = "surrogate"
    elif change == "key":
        how["key_file"] = tmp_path / "other.key"
        how["key_file"].write_bytes(SECRET[::-1])
        how["key_file"].chmod(0o600)
    elif change == "entities":
        how["keep"] = ["DATE_TIME"]
    else:
        (folder / ("corpus.json" if change == "data" else "anonymised.jsonl")).write_text("{}", encoding="utf-8")
    with pytest.raises(Refused, match="another run"):
        open_work(tmp_path / "work", plan_repair(folder, **how), 2)


def test_what_a_unit_refuses_leaves_nothing_behind(tmp_path: Path) -> None:
    with ShardWriter(tmp_path / "built" / "data" / "ner", "train", TASKS[TaskType.NER].arrow()) as writer:
        for number in range(4):
            writer.write(
                {**_row(number, "train"), "document_id": "cell. 347 555 0147" if number == 3 else f"d{number}"}
            )
        writer.close()
    plan = plan_repair(tmp_path / "built", mode="mask", unit_bytes=1)
    with pytest.raises(Refused, match="ner/train #3: the column 'document_id' holds") as caught:
        _shared(plan, tmp_path / "out", Inline())
    assert "347" not in f"{caught.value.fact}{caught.value.cause}{caught.value.remedy}"
    assert [each.name for each in tmp_path.iterdir()] == ["built"]


def test_a_worker_that_reads_another_key_refuses(built: Path, tmp_path: Path) -> None:
    path = tmp_path / "surrogates.key"
    path.write_bytes(SECRET)
    path.chmod(0o600)
    plan = plan_repair(built, mode="surrogate", key_file=path)
    path.write_bytes(SECRET[::-1])
    with pytest.raises(Refused, match="another key"):
        do_unit(plan.task, plan.units[0])
    assert SECRET not in pack(plan.task.order)


def test_a_state_is_read_back_as_it_was(built: Path) -> None:
    plan = plan_repair(built, mode="mask")
    state = do_unit(plan.task, plan.units[0])
    parts = unpack(state)
    assert sum(part.rows.num_rows for part in parts) == plan.units[0].rows
    assert "[NOME]" in parts[0].rows.column("text")[0].as_py()
