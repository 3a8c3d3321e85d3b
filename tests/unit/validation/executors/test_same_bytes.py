"""The same result of every command, byte by byte, from one process, two, a Dask cluster that loses a worker, and jobs of an array."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from datasets_builders.built import open_built
from validation.executors.dask_cluster import DaskCluster

SECONDS = 300

KILLED_AT_THE_SECOND = """
import os, signal
from validation.executors import dask_cluster
# Dask may run a preload twice in one module: what is replaced is kept where the second run finds it.
dask_cluster.work = getattr(dask_cluster, "work", dask_cluster._on_worker)
done = []
def at_work(kernel, task, unit):
    done.append(unit) if kernel.__name__ == "do_unit" else None
    if len(done) == 2:
        open(os.environ["DIED"], "w").close()
        os.kill(os.getpid(), signal.SIGKILL)
    return dask_cluster.work(kernel, task, unit)
dask_cluster._on_worker = at_work
"""


def _referto(root: Path, *options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from release.cli import main; main()", *map(str, options)]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=SECONDS, check=False)


def _report(root: Path, folder: Path, out: Path, *options: object) -> bytes:
    done = _referto(root, "check", folder, "--seed", "s", "--out", out, *options)
    assert (done.returncode, out.is_file()) == (1, True), done.stderr
    return out.read_bytes()


@pytest.fixture(scope="module")
def alone(root: Path, dataset_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The report of one process."""
    return _report(root, dataset_folder, tmp_path_factory.mktemp("alone") / "report.json")


@pytest.mark.slow
def test_two_processes(root: Path, dataset_folder: Path, tmp_path: Path, alone: bytes) -> None:
    assert _report(root, dataset_folder, tmp_path / "report.json", "--workers", 2) == alone


@pytest.mark.slow
def test_four_jobs_in_any_order_two_of_them_at_once(
    root: Path, dataset_folder: Path, tmp_path: Path, alone: bytes
) -> None:
    job = ("check", dataset_folder, "--seed", "s", "--work", tmp_path / "work", "--shard")
    at_once = [
        subprocess.Popen(
            [sys.executable, "-c", "from release.cli import main; main()", *map(str, job), f"{number}/4"], cwd=root
        )
        for number in (3, 1)
    ]
    assert [each.wait(SECONDS) for each in at_once] == [0, 0]
    for number, more in ((4, ("--workers", 1)), (2, ())):
        done = _referto(root, *job, f"{number}/4", *more)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        assert f"shard {number}/4: 2 units" in done.stderr
    merged = _report(root, dataset_folder, tmp_path / "report.json", "--merge", tmp_path / "work")
    assert merged == alone
    assert not (tmp_path / "work").exists()


@pytest.fixture(scope="module")
def files(make_dataset: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `scan` and `anonymise` work on: a table in six shards, a built folder, and a key."""
    folder = tmp_path_factory.mktemp("files")
    dataset = make_dataset(folder / "built", broken=False)
    texts = [text or "" for batch in open_built(dataset).batches() for text in batch.strings("text")]
    texts += [f"Visto il signor Zeno Ripalunga, nato il {day}/03/1950." for day in range(1, 10)]
    for number in range(6):
        lines = [json.dumps({"text": text}, ensure_ascii=False) for text in texts[number::6]]
        (folder / f"notes-{number:05d}-of-00006.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "surrogates.key").write_bytes(bytes(range(7, 60)))
    (folder / "surrogates.key").chmod(0o600)
    return folder


COMMANDS = ("scan", "anonymise")


def _command(command: str, files: Path) -> tuple[object, ...]:
    if command == "scan":
        return "scan", files / "notes-00000-of-00006.jsonl"
    return "anonymise", files / "built", "--mode", "surrogate", "--key-file", files / "surrogates.key"


def _made(root: Path, command: str, files: Path, out: Path, *options: object) -> dict[str, bytes]:
    done = _referto(root, *_command(command, files), "--out", out, *options)
    assert (done.returncode, out.exists()) == (1 if command == "scan" else 0, True), done.stderr
    assert [each.name for each in out.parent.iterdir()] == [out.name], "nothing is left beside the result"
    paths = [each for each in [out, *sorted(out.rglob("*"))] if each.is_file()]
    return {each.relative_to(out).as_posix(): each.read_bytes() for each in paths} | {"": done.stdout.encode()}


@pytest.fixture(scope="module")
def made_alone(root: Path, files: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The results of one process."""
    out = {command: tmp_path_factory.mktemp(command) / "out" for command in COMMANDS}
    made = {command: _made(root, command, files, out[command]) for command in COMMANDS}
    assert b"PERSON" in made["scan"]["."]
    assert b'"counts": {}' not in made["anonymise"]["repair.json"]
    return made


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_two_processes_scan_and_anonymise(
    root: Path, files: Path, tmp_path: Path, made_alone: dict[str, dict[str, bytes]], command: str
) -> None:
    assert _made(root, command, files, tmp_path / "made" / "out", "--workers", 2) == made_alone[command]


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_four_jobs_scan_and_anonymise(
    root: Path, files: Path, tmp_path: Path, made_alone: dict[str, dict[str, bytes]], command: str
) -> None:
    work = tmp_path / "work"
    for number in (3, 1, 4, 2):
        done = _referto(root, *_command(command, files), "--work", work, "--shard", f"{number}/4")
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        assert f"shard {number}/4: " in done.stderr
    assert work.stat().st_mode & 0o777 == 0o700
    assert _made(root, command, files, tmp_path / "made" / "out", "--merge", work) == made_alone[command]
    assert not work.exists()


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_a_dask_cluster_that_loses_a_worker_scans_and_anonymises(
    root: Path, files: Path, tmp_path: Path, made_alone: dict[str, dict[str, bytes]], cluster: str, command: str
) -> None:
    assert _made(root, command, files, tmp_path / "made" / "out", "--dask", cluster) == made_alone[command]
    assert (tmp_path / "died").is_file(), "a worker was killed, or the test shows nothing"


@pytest.fixture
def cluster(root: Path, tmp_path: Path) -> Iterator[str]:
    """A scheduler and two separate workers, one of which is killed when it is given its second unit to examine."""
    pytest.importorskip("distributed", reason="needs the extra `dask`")
    told = tmp_path / "scheduler.json"
    spoiler = tmp_path / "killed_at_the_second.py"
    spoiler.write_text(KILLED_AT_THE_SECOND, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(root), "DIED": str(tmp_path / "died")}

    def start(*options: object) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", *map(str, options), "--scheduler-file", str(told), "--no-dashboard"]
        return subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL)

    worker = ("distributed.cli.dask_worker", "--nthreads", 1, "--no-nanny", "--host", "127.0.0.1")
    running = [start("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", 0)]
    try:
        running += [start(*worker, "--name", "steady"), start(*worker, "--name", "doomed", "--preload", spoiler)]
        yield _address(told, workers=2)
    finally:
        for process in running:
            process.kill()
            process.wait()


def _address(told: Path, workers: int) -> str:
    """Wait until the scheduler has written where it listens, and the workers have come to it."""
    deadline = time.monotonic() + SECONDS
    while not told.is_file():
        assert time.monotonic() < deadline
        time.sleep(0.2)
    address = str(json.loads(told.read_text(encoding="utf-8"))["address"])
    command = (
        "from distributed import Client; import sys\n"
        "with Client(sys.argv[1]) as client: client.wait_for_workers(int(sys.argv[2]), timeout=120)"
    )
    subprocess.run([sys.executable, "-c", command, address, str(workers)], check=True, timeout=SECONDS)
    return address


@pytest.mark.slow
def test_a_dask_cluster_that_loses_a_worker(
    root: Path, dataset_folder: Path, tmp_path: Path, alone: bytes, cluster: str
) -> None:
    assert _report(root, dataset_folder, tmp_path / "report.json", "--dask", cluster) == alone
    assert (tmp_path / "died").is_file(), "a worker was killed, or the test shows nothing"


@pytest.mark.parametrize(
    "options",
    [
        ("--workers", 2, "--dask", "tcp://127.0.0.1:1"),
        ("--shard", "1/2"),
        ("--work", "w"),
        ("--merge", "w", "--workers", 2),
        ("--keep-work",),
    ],
    ids=str,
)
@pytest.mark.parametrize("command", ["check", "scan", "anonymise"])
def test_options_that_do_not_go_together_are_a_wrong_call(
    options: Sequence[object], command: str, tmp_path: Path
) -> None:
    from click.testing import CliRunner

    from release.cli import referto

    needed = {"scan": ["--out", "x"], "anonymise": ["--out", "x", "--mode", "mask"]}.get(command, [])
    said = CliRunner().invoke(referto, [command, str(tmp_path), *needed, *map(str, options)])
    assert said.exit_code == 2
    assert "--" in said.output


@pytest.mark.parametrize("options", [(), ("--out", "o", "--shard", "1/2", "--work", "w")], ids=str)
@pytest.mark.parametrize("command", [("scan",), ("anonymise", "--mode", "mask")])
def test_a_result_needs_a_place_and_a_job_has_none(
    command: Sequence[str], options: Sequence[str], tmp_path: Path
) -> None:
    from click.testing import CliRunner

    from release.cli import referto

    said = CliRunner().invoke(referto, [*command, str(tmp_path), *options])
    assert said.exit_code == 2
    assert "Give --out" in said.output


def test_a_scheduler_that_does_not_answer_is_told_with_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="needs the extra `dask`")
    code = (
        "import sys; from validation.executors import dask_cluster as d; from datasets_builders.errors import UserError\n"
        "d._SECONDS_TO_ANSWER = 1\n"
        "try:\n    d.DaskCluster('tcp://127.0.0.1:9').__enter__()\n"
        "except UserError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=SECONDS, check=True)
    assert "No Dask scheduler answers at tcp://127.0.0.1:9." in done.stdout


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from datasets_builders.errors import UserError

    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UserError, match="not installed") as caught:
        DaskCluster("tcp://127.0.0.1:9").__enter__()
    assert "referto[dask]" in caught.value.remedy
