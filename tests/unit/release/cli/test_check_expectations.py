"""`referto check` with expectations over rows: exit codes, where they are told, and what is a wrong call."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from datasets_builders.build import build
from datasets_builders.catalogue import get_corpus


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Path:
    folder = tmp_path_factory.mktemp("expectations") / "built"
    build(get_corpus("emergency-example-it"), examples / "emergency-clean", folder)
    return folder


def _suite(path: Path, **kwargs: Any) -> Path:
    asked = {"type": "expect_column_values_to_match_regex", "kwargs": kwargs}
    path.write_text(json.dumps({"name": path.stem, "expectations": [asked]}), encoding="utf-8")
    return path


def _check(built: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    # A process of its own: Great Expectations warns at import, and warnings are errors here.
    command = [sys.executable, "-m", "release", "check", str(built), "--only", "ids", *map(str, arguments)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Traceback" not in ended.stderr, ended.stderr
    return ended


def test_met_and_not_met_and_the_task_stand_in_report_page_and_results(built: Path, tmp_path: Path) -> None:
    met = _suite(tmp_path / "met.json", column="id", regex=".")
    other = _suite(tmp_path / "other.json", column="id", regex="^QQQ")
    out, page, results = tmp_path / "report.json", tmp_path / "report.html", tmp_path / "gx.json"
    assert _check(built, "--expectations-suite", met, "--expectations-over", "rows").returncode == 0
    ended = _check(
        built, "--expectations-suite", met, "--expectations-suite", other, "--workers", "2",
        "--out", out, "--html", page, "--expectations", results,
    )  # fmt: skip
    assert ended.returncode == 1
    assert "EXPECT01 expectation-not-met x 3" in ended.stdout
    report = json.loads(out.read_text(encoding="utf-8"))
    found = [finding for finding in report["findings"] if finding["code"] == "EXPECT01"]
    assert [(each["config"], each["split"], each["column"], each["count"]) for each in found] == [
        ("ner", "test", "id", 8), ("ner", "train", "id", 32), ("ner", "validation", "id", 8),
    ]  # fmt: skip
    assert "expectations" in report["examined"]["checks"]
    assert "great-expectations" in report["versions"]
    assert "EXPECT01" in page.read_text(encoding="utf-8")
    told = json.loads(results.read_text(encoding="utf-8"))
    assert [each["success"] for each in told["rows"]] == [True, False] * 3
    assert not next(each for each in told["results"] if each["column"] == "EXPECT01")["success"]
    again = tmp_path / "again.html"
    command = [sys.executable, "-m", "release", "report", str(out), "--data", str(built), "--out", str(again)]
    subprocess.run(command, check=True, capture_output=True)
    assert again.read_bytes() == page.read_bytes()


def test_what_cannot_be_judged_is_exit_3_and_told_everywhere(built: Path, tmp_path: Path) -> None:
    suite, page = _suite(tmp_path / "suite.json", column="reparto", regex="."), tmp_path / "report.html"
    ended = _check(built, "--expectations-suite", suite, "--html", page)
    assert ended.returncode == 3
    assert "REFUSED: expectations could not be judged" in ended.stdout
    assert "not there" in ended.stdout
    assert "non ha potuto essere valutata" in page.read_text(encoding="utf-8")


def test_a_bad_suite_is_a_wrong_call_and_nothing_is_examined(built: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{", encoding="utf-8")
    for path, said in ((bad, "not a suite"), (tmp_path / "none.json", "no file")):
        ended = _check(built, "--expectations-suite", path)
        assert (ended.returncode, ended.stdout) == (2, "")
        assert said in ended.stderr
        assert "do:" in ended.stderr
    ended = _check(built, "--expectations-suite", _suite(tmp_path / "suite.json", column="id", regx="."), "--out", bad)
    assert bad.read_text(encoding="utf-8") == "{", "told before anything is examined"
    assert ended.returncode == 2
    assert "badly made" in ended.stderr


def test_a_shard_and_a_model_have_no_rows_to_judge(built: Path, tmp_path: Path) -> None:
    suite = _suite(tmp_path / "suite.json", column="id", regex=".")
    ended = _check(built, "--expectations-suite", suite, "--shard", "1/2", "--work", tmp_path / "work")
    assert ended.returncode == 2
    assert "merges" in ended.stderr
    work = ("--work", str(tmp_path / "work"))
    assert _check(built, "--shard", "1/1", *work).returncode == 0
    assert _check(built, "--merge", tmp_path / "work", "--expectations-suite", suite).returncode == 0
