"""The command line as a shell sees it: exit codes, data on stdout, talk on stderr, and errors with fact, cause and remedy."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from datasets_builders.catalogue import CORPORA
from release.cli import BUG, INTERRUPTED, main

CORPUS = "emergency-example-it"


Run = Callable[..., Any]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Path:
    """The clean example, built once by the command line."""
    out = tmp_path_factory.mktemp("cli") / "built"
    command = [
        sys.executable,
        "-m",
        "release",
        "build",
        CORPUS,
        "--source",
        str(examples / "emergency-clean"),
        "--out",
        str(out),
    ]
    subprocess.run([*command, "--format", "json"], check=True, capture_output=True)
    return out


@pytest.fixture
def release_file(tmp_path: Path, examples: Path) -> Callable[..., Path]:
    """Write a release file about one of the examples."""

    def write(
        source: str = "emergency-clean", *more: str, version: str = "1.0.0", namespace: str = "ospedale-inventato"
    ) -> Path:
        path = tmp_path / "RELEASE.toml"
        head = f'[release]\nname = "note"\nversion = "{version}"\nnamespace = "{namespace}"\n'
        entry = f'[[datasets]]\ncorpus = "{CORPUS}"\nsource = "{examples / source}"\nrepo = "note"\n'
        path.write_text(head + entry + "\n".join(more), encoding="utf-8")
        return path

    return write


def _assert_fact_cause_and_remedy(err: str, fact: str) -> None:
    """After whatever talk, the last thing on stderr is the error: what happened, why, and what to do."""
    said = err[err.index("referto: ") :]
    assert fact in said
    assert "\n  why:  " in said
    assert said.splitlines()[-1].startswith("  do:   ")


# The whole


@pytest.mark.parametrize(
    ("raised", "code", "told"),
    [(ZeroDivisionError("boom"), BUG, "ZeroDivisionError: boom"), (KeyboardInterrupt(), INTERRUPTED, "interrupted")],
)
def test_what_nobody_foresaw_is_not_taken_for_findings(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], raised: BaseException, code: int, told: str
) -> None:
    def fail(*_: object) -> None:
        raise raised

    monkeypatch.setattr("datasets_builders.catalogue.get_corpus", fail)
    monkeypatch.setattr(sys, "argv", ["referto", "corpora", "show", CORPUS])
    with pytest.raises(SystemExit) as ended:
        main()
    out, err = capfd.readouterr()
    assert (ended.value.code, out) == (code, "")
    assert told in err
    assert ("Traceback" in err) is (code == BUG)


# The group


def test_help_and_version_are_no_error_and_go_to_stdout(run: Run) -> None:
    for option in ("--help", "-h", "--version"):
        ran = run(option)
        assert (ran.code, ran.err) == (0, "")
        assert "referto" in ran.out


@pytest.mark.parametrize("command", ["corpora", "build", "check", "publish", "plan", "verify", "hub"])
def test_every_command_explains_itself(run: Run, command: str) -> None:
    ran = run(command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert f"Usage: referto {command}" in ran.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("chek",),
        ("build",),
        ("build", CORPUS),
        ("check", "a", "b"),
        ("check", ".", "--format", "xml"),
        ("corpora", "--formato", "json"),
    ],
    ids=" ".join,
)
def test_a_call_that_cannot_be_understood_is_2_and_says_so_on_stderr(run: Run, arguments: tuple[str, ...]) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "Usage: " in ran.err
    assert "Error: " in ran.err


# corpora


def test_corpora_lists_them_all(run: Run) -> None:
    ran = run("corpora")
    assert (ran.code, ran.err) == (0, "")
    table, _, _ = ran.out.partition("\n\n")
    assert [line.split()[0] for line in table.splitlines()[1:]] == [spec.id for spec in CORPORA]


def test_corpora_as_json_has_what_the_design_promises(run: Run) -> None:
    ran = run("corpora", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    entries = json.loads(ran.out)
    assert {entry["id"] for entry in entries} == {spec.id for spec in CORPORA}
    for entry in entries:
        assert {"id", "title", "tasks", "origin", "licence", "republish", "builder", "sources"} <= set(entry)
        assert {task["type"] for task in entry["tasks"]} <= {"ner", "re", "crf", "mcqa", "qa", "arg", "text", "phi"}


def test_corpora_show_tells_all_of_one_and_its_json_parses(run: Run) -> None:
    text = run("corpora", "show", "e3c-it")
    assert (text.code, text.err) == (0, "")
    assert "8196181eacd5d65828d324dcc63970c503aff5e9" in text.out
    ran = run("corpora", "show", "e3c-it", "--format", "json")
    assert json.loads(ran.out)["id"] == "e3c-it"


@pytest.mark.parametrize(
    "command", [("corpora", "show", "e3c"), ("build", "e3c", "--source", ".", "--out", "x")], ids=" ".join
)
def test_an_unknown_corpus_is_2_with_the_nearest(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(*command)
    assert (ran.code, ran.out) == (2, "")
    _assert_fact_cause_and_remedy(ran.err, "no corpus 'e3c'")
    assert "Did you mean 'e3c-it'?" in ran.err
    assert list(tmp_path.iterdir()) == []


# build


def test_build_puts_the_account_on_stdout_and_the_talk_on_stderr(run: Run, examples: Path, tmp_path: Path) -> None:
    ran = run("build", CORPUS, "--source", examples / "emergency-clean", "--out", tmp_path / "out")
    assert ran.code == 0
    head, *rows = [line.split() for line in ran.out.splitlines()]
    assert head[:2] == ["config", "split"]
    assert [row[:4] for row in rows] == [
        ["ner", "train", "32", "32"],
        ["ner", "validation", "8", "8"],
        ["ner", "test", "8", "8"],
    ]
    assert f"next: referto check {tmp_path / 'out'}" in ran.err
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["README.md", "corpus.json", "data"]


def test_build_as_json_is_corpus_json(run: Run, examples: Path, tmp_path: Path) -> None:
    ran = run("build", CORPUS, "--source", examples / "emergency-clean", "--out", tmp_path / "out", "--format", "json")
    assert ran.code == 0
    assert json.loads(ran.out) == json.loads((tmp_path / "out" / "corpus.json").read_text(encoding="utf-8"))


def test_build_is_1_where_rows_were_rejected_and_says_where_they_are(run: Run, examples: Path, tmp_path: Path) -> None:
    ran = run(
        "build", CORPUS, "--source", examples / "emergency-defects", "--out", tmp_path / "out", "--format", "json"
    )
    assert ran.code == 1
    rejected = json.loads(ran.out)["rejected"]
    assert sum(rejected.values()) > 0
    assert f"kept in {tmp_path / 'out' / 'rejected'}" in ran.err
    lines = (tmp_path / "out" / "rejected" / "ner.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == sum(rejected.values())


def test_build_without_its_source_is_2(run: Run, tmp_path: Path) -> None:
    ran = run("build", CORPUS, "--source", tmp_path / "assente", "--out", tmp_path / "out")
    assert (ran.code, ran.out) == (2, "")
    _assert_fact_cause_and_remedy(ran.err, f"no folder {tmp_path / 'assente'}")
    assert not (tmp_path / "out").exists()


def test_build_from_the_wrong_folder_is_2(run: Run, tmp_path: Path) -> None:
    (tmp_path / "altro").mkdir()
    ran = run("build", CORPUS, "--source", tmp_path / "altro", "--out", tmp_path / "out")
    assert (ran.code, ran.out) == (2, "")
    assert "train.jsonl is missing" in ran.err
    assert "  do:   " in ran.err


def test_build_does_not_replace_what_somebody_else_wrote(run: Run, examples: Path, tmp_path: Path) -> None:
    (tmp_path / "tesi").mkdir()
    (tmp_path / "tesi" / "capitolo.tex").write_text("testo", encoding="utf-8")
    ran = run("build", CORPUS, "--source", examples / "emergency-clean", "--out", tmp_path / "tesi")
    assert (ran.code, ran.out) == (2, "")
    _assert_fact_cause_and_remedy(ran.err, "did not write")
    assert [path.name for path in (tmp_path / "tesi").iterdir()] == ["capitolo.tex"]


def test_build_clears_what_a_killed_build_left(run: Run, examples: Path, tmp_path: Path) -> None:
    (tmp_path / ".out.part" / "data" / "ner").mkdir(parents=True)
    (tmp_path / ".out.part" / "data" / "ner" / ".train-00000.part").write_bytes(b"PAR1 half")
    (tmp_path / ".out.old").mkdir()
    (tmp_path / ".out.old" / "corpus.json").write_text("{}", encoding="utf-8")
    ran = run("build", CORPUS, "--source", examples / "emergency-clean", "--out", tmp_path / "out", "--format", "json")
    assert ran.code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert run("check", tmp_path / "out", "--only", "rows").code == 0


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "the file system is read-only"),
        (errno.EACCES, "permission is denied"),
    ],
    ids=["ENOSPC", "EROFS", "EACCES"],
)
def test_build_on_a_sick_disk_is_2_and_keeps_the_earlier_build(
    run: Run, built: Path, examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    out = Path(shutil.copytree(built, tmp_path / "out"))
    before = (out / "corpus.json").read_bytes()

    def write_table(self: Any, table: Any) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(pq.ParquetWriter, "write_table", write_table)
    ran = run("build", CORPUS, "--source", examples / "emergency-defects", "--out", out)
    assert (ran.code, ran.out) == (2, "")
    _assert_fact_cause_and_remedy(ran.err, told)
    assert (out / "corpus.json").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


# check


def test_check_is_0_where_all_is_well(run: Run, built: Path) -> None:
    ran = run("check", built)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"PASS  {built}\n")
    assert "examined: 48 rows" in ran.out


def test_check_as_json_parses_and_out_writes_the_same(run: Run, built: Path, tmp_path: Path) -> None:
    ran = run("check", built, "--format", "json", "--out", tmp_path / "report.json")
    report = json.loads(ran.out)
    assert (ran.code, ran.err) == (0, "")
    assert (report["verdict"], report["examined"]["rows"]) == ("pass", 48)
    assert {each["severity"] for each in report["findings"]} == {"warning"}
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8")) == report


def test_check_is_1_where_errors_are_found(run: Run, examples: Path, tmp_path: Path) -> None:
    run("build", CORPUS, "--source", examples / "emergency-defects", "--out", tmp_path / "out", "--format", "json")
    ran = run("check", tmp_path / "out", "--format", "json")
    assert (ran.code, ran.err) == (1, "")
    report = json.loads(ran.out)
    assert report["verdict"] == "findings"
    assert {"ANON01", "ANON02"} <= {finding["code"] for finding in report["findings"]}
    text = run("check", tmp_path / "out")
    assert text.code == 1
    assert text.out.startswith("FINDINGS  ")


def test_check_runs_only_what_is_asked_for_behind_its_guards(run: Run, built: Path) -> None:
    ran = run("check", built, "--only", "rows", "--only", "SPAN", "--format", "json")
    assert (ran.code, json.loads(ran.out)["examined"]["checks"]) == (0, ["rows", "schema", "spans"])


def test_check_by_an_unknown_name_is_2_with_those_there_are(run: Run, built: Path) -> None:
    ran = run("check", built, "--only", "leggibilita")
    assert (ran.code, ran.out) == (2, "")
    assert "No check is called 'leggibilita'" in ran.err
    assert "identifiers" in ran.err


def test_check_of_a_folder_that_is_not_there_is_2(run: Run, tmp_path: Path) -> None:
    ran = run("check", tmp_path / "assente")
    assert (ran.code, ran.out) == (2, "")
    assert "There is no folder" in ran.err


@pytest.mark.parametrize("as_format", ["text", "json"])
def test_check_of_a_folder_with_nothing_in_it_is_3(run: Run, tmp_path: Path, as_format: str) -> None:
    ran = run("check", tmp_path, "--format", as_format)
    assert (ran.code, ran.out) == (3, "")
    _assert_fact_cause_and_remedy(ran.err, "holds no data")


@pytest.mark.parametrize(
    "spoil", [lambda content: content[:2_000], lambda content: b"not parquet"], ids=["truncated", "not Parquet"]
)
def test_check_of_a_file_that_cannot_be_read_is_3(
    run: Run, built: Path, tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    path = Path(shutil.copytree(built, tmp_path / "out")) / "data" / "ner" / "test-00000-of-00001.parquet"
    path.write_bytes(spoil(path.read_bytes()))
    ran = run("check", tmp_path / "out")
    assert (ran.code, ran.out) == (3, "")
    _assert_fact_cause_and_remedy(ran.err, "cannot be read as Parquet")


def test_check_that_cannot_write_its_report_is_2(
    run: Run, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fsync(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fsync)
    ran = run("check", built, "--only", "rows", "--out", tmp_path / "report.json")
    assert ran.code == 2
    _assert_fact_cause_and_remedy(ran.err, "the disk is full")
    assert list(tmp_path.iterdir()) == []


def test_check_makes_the_folder_of_its_report(run: Run, built: Path, tmp_path: Path) -> None:
    path = tmp_path / "nuova" / "report.json"
    assert run("check", built, "--only", "rows", "--out", path).code == 0
    assert json.loads(path.read_text(encoding="utf-8"))["verdict"] == "pass"


# plan, publish, verify


@pytest.fixture
def hub_folder(tmp_path: Path) -> Path:
    return tmp_path / "hub"


def _repositories(hub_folder: Path) -> int:
    """How many repositories an embedded Hub holds, by asking it."""
    from huggingface_hub import HfApi

    from release.hub.server import running

    with running(hub_folder) as address:
        return len(
            list(HfApi(endpoint=address.endpoint, token=address.token).list_datasets(author="ospedale-inventato"))
        )


@pytest.mark.parametrize("command", ["plan", "publish", "verify"])
def test_a_release_file_that_is_wrong_is_2_and_tells_all(run: Run, tmp_path: Path, command: str) -> None:
    path = tmp_path / "RELEASE.toml"
    path.write_text('[release]\nnmae = "note"\n', encoding="utf-8")
    ran = run(command, path)
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean 'name'?" in ran.err
    assert "'version' is missing" in ran.err
    assert [each.name for each in tmp_path.iterdir()] == ["RELEASE.toml"]


def test_a_target_that_is_neither_folder_nor_url_is_2(run: Run, release_file: Callable[..., Path]) -> None:
    ran = run("publish", release_file(), "--to", "hub", "--yes")
    assert (ran.code, ran.out) == (2, "")
    assert "neither local:DIR nor a URL" in ran.err


@pytest.mark.parametrize("command", [("plan",), ("publish", "--yes"), ("verify",)], ids=" ".join)
def test_a_release_with_findings_is_3_and_nothing_is_sent(
    run: Run, release_file: Callable[..., Path], hub_folder: Path, command: tuple[str, ...]
) -> None:
    ran = run(*command, release_file("emergency-defects"), "--to", f"local:{hub_folder}")
    assert ran.code == 3
    _assert_fact_cause_and_remedy(ran.err, "Nothing was published")
    assert "ospedale-inventato/note" in ran.err
    assert _repositories(hub_folder) == 0


def test_publish_without_yes_where_nobody_can_be_asked_is_2_and_nothing_is_sent(
    run: Run, release_file: Callable[..., Path], hub_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Path(os.devnull).open() as nobody:
        monkeypatch.setattr(sys, "stdin", nobody)
        ran = run("publish", release_file(), "--to", f"local:{hub_folder}")
    assert ran.code == 2
    assert "Nobody can be asked here, and nothing was sent." in ran.err
    assert "--yes" in ran.err
    assert "create (private)" in ran.out, "the plan is shown first"
    assert _repositories(hub_folder) == 0


def test_plan_publish_plan_verify_say_1_0_0_0_and_a_changed_release_is_blocked(
    run: Run, release_file: Callable[..., Path], hub_folder: Path, tmp_path: Path, examples: Path
) -> None:
    path = release_file()
    to = ("--to", f"local:{hub_folder}")
    planned = run("plan", path, *to, "--format", "json")
    assert planned.code == 1
    plan = json.loads(planned.out)
    assert [repo["create"] for repo in plan["repos"]] == [True]
    assert plan == json.loads((tmp_path / "note-1.0.0" / "plan.json").read_text(encoding="utf-8"))
    assert _repositories(hub_folder) == 0
    published = run("publish", path, *to, "--yes")
    assert published.code == 0, published.err
    assert "published and verified:" in published.out
    assert "build" in published.err
    assert run("plan", path, *to).code == 0
    verified = run("verify", path, *to)
    assert (verified.code, "48 rows as examined" in verified.out) == (0, True)
    changed = Path(shutil.copytree(examples / "emergency-clean", tmp_path / "changed"))
    lines = (changed / "test.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (changed / "test.jsonl").write_text("".join(lines[1:]), encoding="utf-8")
    blocked = run("plan", release_file(str(changed)), *to)
    assert blocked.code == 3
    assert "blocked: the tag v1.0.0 already names other content" in blocked.out


def test_verify_of_what_was_never_published_is_no_success(
    run: Run, release_file: Callable[..., Path], hub_folder: Path
) -> None:
    ran = run("verify", release_file(), "--to", f"local:{hub_folder}")
    assert ran.code in (2, 3)
    assert ran.out == ""
    assert ran.err.splitlines()[-1].startswith("  do:   ")


def test_two_runs_in_one_work_folder_are_2(
    run: Run, release_file: Callable[..., Path], hub_folder: Path, tmp_path: Path
) -> None:
    import fcntl

    (tmp_path / "note-1.0.0").mkdir()
    with (tmp_path / "note-1.0.0" / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ran = run("plan", release_file(), "--to", f"local:{hub_folder}")
    assert (ran.code, ran.out) == (2, "")
    assert "Another run is at work" in ran.err


# As processes of their own


def test_hub_says_where_it_is_on_one_json_line_and_answers_there(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "release", "hub", str(tmp_path / "hub"), "--token", "hf_inventato"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as hub:
        try:
            assert hub.stdout is not None
            said = json.loads(hub.stdout.readline())
            request = urllib.request.Request(
                f"{said['endpoint']}/api/whoami-v2", headers={"Authorization": "Bearer hf_inventato"}
            )
            with urllib.request.urlopen(request, timeout=10) as answer:
                assert answer.status == 200
            assert said["token"] == "hf_inventato"
        finally:
            hub.send_signal(signal.SIGINT)
            hub.communicate(timeout=20)


def test_a_reader_that_goes_away_is_no_error(built: Path) -> None:
    shell = f"{sys.executable} -m release corpora --format json | head -c 1"
    ended = subprocess.run(["bash", "-o", "pipefail", "-c", shell], capture_output=True, text=True, check=False)
    assert "Traceback" not in ended.stderr


def test_build_where_this_user_may_really_not_write_is_2(examples: Path) -> None:
    # Root may write everywhere, so it becomes nobody once everything that a build needs is imported.
    code = (
        "import os\nfrom release.cli import main\nimport release.cli.build, release.prepare, datasets_builders.catalogue\n"
        "import datasets_builders.corpora.emergency_example_it.read\n"
        "if os.geteuid() == 0: os.setgid(65534); os.setuid(65534)\nmain()"
    )
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        arguments = ["build", CORPUS, "--source", str(examples / "emergency-clean"), "--out", f"{folder}/built"]
        ended = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
        assert list(Path(folder).iterdir()) == []
    assert (ended.returncode, ended.stdout) == (2, ""), ended.stderr
    _assert_fact_cause_and_remedy(ended.stderr, f"permission is denied, while building {CORPUS}")
