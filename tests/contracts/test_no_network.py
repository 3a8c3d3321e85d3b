"""Building and checking open no connection: with every way to one cut, they do the same as before."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

CUT = """
import socket, sys

class Cut(socket.socket):
    def __init__(self, family=-1, *arguments, **more):
        if family != socket.AF_UNIX:
            raise RuntimeError("NETWORK: a socket was opened")
        super().__init__(family, *arguments, **more)

def cut(*arguments, **more):
    raise RuntimeError("NETWORK: a name was looked up or a connection made")

socket.socket = socket.SocketType = Cut
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = cut
"""
# Runs several commands in one process, since most of the time goes into imports; gives [exit code, stdout, stderr] of each.
RUN = (
    CUT
    + """
import contextlib, io, json
from release.cli import main

results = []
for arguments in json.loads(sys.argv[1]):
    sys.argv = ["referto", *arguments]
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
        try:
            main()
        except SystemExit as ended:
            results.append([ended.code or 0, out.getvalue(), err.getvalue()])
print(json.dumps(results))
"""
)


def _python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)


def test_the_cut_works() -> None:
    for module in ("urllib.request; urllib.request.urlopen", "httpx2; httpx2.get"):
        ended = _python(f"{CUT}\nimport {module}('http://127.0.0.1:9')\n")
        assert ended.returncode != 0
        assert "NETWORK" in ended.stderr


def _source_with_addresses(examples: Path, folder: Path) -> Path:
    """Notes with an e-mail and a web address: their domains are what a recogniser would look up in the public suffix list."""
    lines = (examples / "emergency-clean" / "train.jsonl").read_text(encoding="utf-8").splitlines()
    note = json.loads(lines[0])
    note["text"] += " Referto a zenobia.quattrostelle@posta.example.org, v. https://www.example.org/referti."
    folder.mkdir()
    for split, line in (("train", json.dumps(note)), ("validation", lines[1]), ("test", lines[2])):
        (folder / f"{split}.jsonl").write_text(line + "\n", encoding="utf-8")
    return folder


def test_building_and_checking_open_no_connection(examples: Path, tmp_path: Path) -> None:
    commands = []
    for name, source in (
        ("clean", examples / "emergency-clean"),
        ("addresses", _source_with_addresses(examples, tmp_path / "source")),
    ):
        out = str(tmp_path / name)
        commands.append(["build", "emergency-example-it", "--source", str(source), "--out", out, "--format", "json"])
        commands.append(["check", out, "--format", "json"])
    ended = _python(RUN, json.dumps(commands))
    assert ended.returncode == 0, ended.stderr
    built, checked, _, found = json.loads(ended.stdout)
    assert (built[0], json.loads(built[1])["rows_out"]) == (0, 48)
    report = json.loads(checked[1])
    assert (checked[0], report["verdict"]) == (0, "pass")
    assert {"identifiers", "card", "splits"} <= set(report["examined"]["checks"])
    assert found[0] == 1
    assert {"ANON04", "ANON08"} <= {finding["code"] for finding in json.loads(found[1])["findings"]}
    assert "NETWORK" not in ended.stderr + ended.stdout
