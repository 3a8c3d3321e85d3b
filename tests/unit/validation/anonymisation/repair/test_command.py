"""`referto anonymise` as it is typed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from datasets_builders.build import build
from datasets_builders.catalogue import get_corpus
from release.prepare import published_files
from validation.anonymisation.engine import IdentifierEngine

SECRET = bytes(range(65, 105))
Run = Callable[..., Any]


@pytest.fixture
def built(tmp_path: Path, examples: Path) -> Path:
    build(get_corpus("emergency-example-it"), examples / "emergency-defects", tmp_path / "built")
    return tmp_path / "built"


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    path = tmp_path / "surrogates.key"
    path.write_bytes(SECRET)
    path.chmod(0o600)
    return path


@pytest.fixture(autouse=True)
def _few_rules(monkeypatch: pytest.MonkeyPatch, rules: IdentifierEngine) -> None:
    monkeypatch.setattr("validation.anonymisation.engine.default_engine", lambda: rules)


@pytest.mark.parametrize("mode", ["mask", "surrogate"])
def test_it_prints_counts_and_where_it_wrote(
    run: Run,
    built: Path,
    key_file: Path,
    tmp_path: Path,
    mode: str,
) -> None:
    out = tmp_path / "out"
    said = run("anonymise", built, "--out", out, "--mode", mode, "--key-file", key_file)
    assert said.code == 0
    counts = dict(line.split() for line in said.out.splitlines())
    assert counts == {
        entity: str(count)
        for entity, count in json.loads((out / "corpus.json").read_text())["anonymised"]["counts"].items()
    }
    assert str(out) in said.err
    for shown in (SECRET.decode(), SECRET.hex()):
        assert shown not in said.out + said.err
        assert not any(shown.encode() in path.read_bytes() for path in out.rglob("*") if path.is_file())
    assert (out / "README.md").is_file()
    assert {path.name for path in published_files(out)}.isdisjoint({"anonymised.jsonl", "repair.json"})


def test_a_folder_without_rows_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "built/data").mkdir(parents=True)
    assert run("anonymise", tmp_path / "built", "--out", tmp_path / "out", "--mode", "mask").code == 3
    assert not (tmp_path / "out").exists()


def test_surrogates_without_a_key_say_how_to_make_one(run: Run, built: Path, tmp_path: Path) -> None:
    said = run("anonymise", built, "--out", tmp_path / "out", "--mode", "surrogate")
    assert said.code == 2
    assert "head -c 32 /dev/urandom" in said.err


def test_a_key_inside_the_data_is_refused(run: Run, built: Path, key_file: Path, tmp_path: Path) -> None:
    os.rename(key_file, built / "my.key")
    said = run("anonymise", built, "--out", tmp_path / "out", "--mode", "mask", "--key-file", built / "my.key")
    assert said.code == 2
    assert "Move it to a folder of its own" in said.err


def test_surrogates_of_another_key_are_told(run: Run, built: Path, key_file: Path, tmp_path: Path) -> None:
    run("anonymise", built, "--out", tmp_path / "one", "--mode", "surrogate", "--key-file", key_file)
    key_file.write_bytes(SECRET[::-1])
    said = run("anonymise", tmp_path / "one", "--out", tmp_path / "two", "--mode", "surrogate", "--key-file", key_file)
    assert said.code == 0
    assert "made with another key" in said.err
