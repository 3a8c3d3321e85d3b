"""`referto package` and `referto check` on a model, as a shell sees them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from release.model_examination import examine_model, is_model_folder, model_codes_of

Make = Callable[..., Path]
Run = Callable[..., Any]


def test_package_says_what_it_left_out_and_what_it_changed(run: Run, trained: Make, tmp_path: Path) -> None:
    source = trained()
    (source / "training_args.bin").write_bytes(b"\x80\x04.")
    config = json.loads((source / "config.json").read_text())
    (source / "config.json").write_text(json.dumps({**config, "_name_or_path": "/home/qualcuno/base"}))
    ran = run("package", source, "--out", tmp_path / "out", "--dtype", "bfloat16", "--max-shard-size", "40KB")
    assert ran.code == 0
    assert ran.err == "", "the libraries' bars and warnings are not for the reader"
    lines = ran.out.splitlines()
    assert lines[0] == f"PASS  {tmp_path / 'out'}"
    assert "left out  pickle  training_args.bin" in lines
    assert "dropped  _name_or_path in config.json" in lines
    assert any(line.startswith("effect of the cast: logits differ by at most 0.0") for line in lines)
    assert "qualcuno" not in ran.out
    assert run("check", tmp_path / "out").code == 0


def test_package_as_json(run: Run, trained: Make, tmp_path: Path) -> None:
    ran = run("package", trained(), "--out", tmp_path / "out", "--base", "inventata/base", "--format", "json")
    told = json.loads(ran.out)
    assert told["written"] is True
    assert told["package"] == json.loads((tmp_path / "out" / "package.json").read_text(encoding="utf-8"))
    assert told["report"]["verdict"] == "pass"
    assert told["package"]["base"]["id"] == "inventata/base"


def test_a_model_that_is_not_sound_is_not_packaged(run: Run, trained: Make, tmp_path: Path) -> None:
    source = trained()
    config = json.loads((source / "config.json").read_text())
    (source / "config.json").write_text(json.dumps({**config, "architectures": None}))
    ran = run("package", source, "--out", tmp_path / "out")
    assert ran.code == 1
    assert "error  MODEL02 no-architectures x 1" in ran.out
    assert ran.out.splitlines()[-1] == "nothing was written"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("size", ["2XB", "-1GB", "0", "GB"])
def test_a_size_that_is_none_is_told(run: Run, trained: Make, tmp_path: Path, size: str) -> None:
    ran = run("package", trained(), "--out", tmp_path / "out", "--max-shard-size", size)
    assert ran.code == 2
    assert "no size such as 2GB" in ran.err


def test_check_knows_a_model_from_a_dataset(run: Run, trained: Make, tmp_path: Path) -> None:
    source = trained()
    ran = run("check", source, "--out", tmp_path / "report.json")
    assert ran.code == 1
    assert "error  FILE09 unreadable-mode x 1" in ran.out
    assert "a row is a tensor: " in ran.out
    told = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert [finding["code"] for finding in told["findings"]] == ["FILE09"]
    assert json.loads(run("check", source, "--format", "json").out) == told
    assert run("check", source, "--only", "tokenizer").code == 0
    assert run("check", source, "--only", "nessuno").code == 2
    assert is_model_folder(source)
    (source / "corpus.json").write_text("{}")
    assert not is_model_folder(source)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_report_of_a_model_stands_as_expectations_too(run: Run, released: Make, tmp_path: Path) -> None:
    folder = released()
    assert run("check", folder, "--expectations", tmp_path / "gx.json").code == 0
    assert json.loads((tmp_path / "gx.json").read_text(encoding="utf-8"))["success"] is True
    codes = model_codes_of(examine_model(folder))
    assert {"FILE01", "TENSOR12", "ADAPTER04"} <= {code.id for code in codes}
