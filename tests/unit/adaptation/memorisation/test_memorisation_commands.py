"""`referto canaries` and `referto memorisation`, as a shell sees them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_canaries_writes_copy_and_list_and_tells_no_secret(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "notes.txt"
    source.write_text("dispnea\nfebbre\n")
    ran = run("canaries", source, "--out", tmp_path / "planted/notes.txt", "--repeats", "0,2", "--count", "3")
    assert ran.code == 0
    assert ran.out == "planted 0 times  3 canaries\nplanted 2 times  3 canaries\n"
    told = json.loads((tmp_path / "planted/canaries.json").read_text(encoding="utf-8"))
    assert len(told["seed"]) == 32
    assert len((tmp_path / "planted/notes.txt").read_text(encoding="utf-8").splitlines()) == 2 + 6
    assert not any(each["secret"] in ran.out + ran.err for each in told["canaries"])
    again = run(
        "canaries", source, "--out", tmp_path / "other.txt", "--seed", told["seed"], "--repeats", "0,2", "--count", "3"
    )
    assert again.code == 0
    assert (tmp_path / "canaries.json").read_bytes() == (tmp_path / "planted/canaries.json").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (("--repeats", "0,x"), 2, "no list such as"),
        (("--repeats", "0"), 2, "No canary would be planted"),
        (("--count", "0"), 2, "No canary would be planted"),
        (("--list", "notes.txt"), 2, "there already"),
    ],
)
def test_a_wrong_call_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int, why: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("notes.txt").write_text("dispnea\n")
    ran = run("canaries", "notes.txt", "--out", "copy.txt", *arguments)
    assert (ran.code, why in ran.err) == (code, True)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_an_empty_source_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("")
    assert run("canaries", tmp_path / "notes.txt", "--out", tmp_path / "copy.txt").code == 3


def test_memorisation_tells_that_the_model_leaks(run: Run, trained_twins: Any, tmp_path: Path) -> None:
    few = ("--passages", 12, "--texts", 12, "--samples", 5, "--seed", "seme")
    given = ("--canaries", trained_twins.list_file, "--train", trained_twins.copy, "--unseen", trained_twins.unseen)
    ran = run("memorisation", trained_twins.model, *given, *few, "--out", tmp_path / "memorisation.json")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0].split() == "planted mean exposure (bits) by chance (p) extracted".split()
    assert lines[2].split()[:2] == ["16", "10.00"]
    assert lines[-1] == "LEAKS: extractable from 16 copies on (3 canaries), exposed from 16 copies on (3 canaries)"
    report = json.loads((tmp_path / "memorisation.json").read_text(encoding="utf-8"))
    assert report["verdict"]["leaks"] is True
    assert not any(each.secret in ran.out + ran.err for each in trained_twins.canaries.canaries)
    as_json = run("memorisation", trained_twins.model, *given, *few, "--out", tmp_path / "m.json", "--format", "json")
    assert json.loads(as_json.out) == report
    assert as_json.err == f"written to {tmp_path / 'm.json'}\n", "the libraries' talk is not for the reader"


def test_memorisation_of_the_untrained_twin_finds_no_leak(run: Run, trained_twins: Any, tmp_path: Path) -> None:
    given = ("--canaries", trained_twins.list_file, "--train", trained_twins.unseen, "--passages", 5, "--samples", 2)
    ran = run("memorisation", trained_twins.twin, *given, "--seed", "s", "--out", tmp_path / "memorisation.json")
    assert ran.code == 0
    assert ran.out.splitlines()[-2:] == [
        "membership: not measured, there is no unseen text",
        "no leak found; this proves no absence",
    ]
    assert "neither the copy nor the source" in ran.err


def test_memorisation_refuses_what_shows_nothing(run: Run, trained_twins: Any, tmp_path: Path) -> None:
    (tmp_path / "short.txt").write_text("dispnea\n")
    out = tmp_path / "memorisation.json"
    model, listed = trained_twins.twin, trained_twins.list_file
    assert run("memorisation", model, "--canaries", listed, "--train", tmp_path / "short.txt", "--out", out).code == 3
    assert (
        run("memorisation", model, "--canaries", tmp_path / "no", "--train", trained_twins.copy, "--out", out).code == 2
    )
    assert not out.exists()


def test_help_imports_nothing_heavy() -> None:
    import subprocess

    code = "from release.cli import referto; import sys\nfor name in ('canaries', 'memorisation'):\n"
    code += " referto([name, '--help'], standalone_mode=False)\n"
    code += "print(sorted({'torch', 'transformers', 'pyarrow', 'numpy', 'scipy'} & set(sys.modules)), file=sys.stderr)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stderr.strip() == "[]"
