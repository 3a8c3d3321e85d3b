"""`referto publish` as a person runs it: a process of its own, killed, repeated, and loaded by a stranger."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from release.hub.faults import FaultRule
from release.hub.server import HubAddress
from release.loading import row_digests
from release.release_file import read_release_file
from release.remote import Remote

REPO = "demo-hospital/emergency-notes-it"
COMMIT = r"^POST /api/datasets/demo-hospital/emergency-notes-it/commit/"


@pytest.fixture
def release_file(tmp_path: Path, examples: Path) -> Path:
    path = tmp_path / "RELEASE.toml"
    text = (examples / "RELEASE.toml").read_text(encoding="utf-8")
    path.write_text(text.replace('"emergency-clean"', f'"{examples / "emergency-clean"}"'), encoding="utf-8")
    return path


def _command(release_file: Path, to: str, *more: str) -> list[str]:
    return [sys.executable, "-m", "release", "publish", str(release_file), "--to", to, "--yes", *more]


def _environment(hub: HubAddress | None = None) -> dict[str, str]:
    return {**os.environ, **({"HF_TOKEN": hub.token} if hub else {})}


def _publish(release_file: Path, hub: HubAddress) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        _command(release_file, hub.endpoint),
        env=_environment(hub),
        capture_output=True,
        text=True,
        check=False,
        timeout=480,
    )


def _releases(hub: HubAddress) -> list[str]:
    return [each["commit"] for each in Remote(hub.endpoint, hub.token).release_commits(REPO, "dataset")]


def test_publish_ends_with_the_lines_that_load_it_and_they_give_back_the_rows(
    release_file: Path, hub: HubAddress, tmp_path: Path
) -> None:
    run = _publish(release_file, hub)
    assert run.returncode == 0, run.stderr
    assert "published and verified" in run.stdout
    assert f'load_dataset("{REPO}", "ner", revision="v1.0.0")' in run.stdout
    loaded = _load(hub, REPO, tmp_path)
    assert loaded == row_digests(tmp_path / "emergency-example-1.0.0" / "datasets" / "emergency-notes-it")
    assert sum(each["rows"] for each in loaded.values()) == 48


def _load(hub: HubAddress, repo: str, tmp_path: Path, tag: str = "v1.0.0") -> dict[str, dict[str, int]]:
    environment = {**_environment(hub), "HF_ENDPOINT": hub.endpoint, "HF_HOME": str(tmp_path / "stranger")}
    out = subprocess.run(
        [sys.executable, "-m", "release.loading", repo, tag],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    loaded: dict[str, dict[str, int]] = json.loads(out.splitlines()[-1])
    return loaded


def test_a_second_publish_does_nothing(release_file: Path, hub: HubAddress) -> None:
    _publish(release_file, hub)
    before = _releases(hub)
    again = _publish(release_file, hub)
    assert again.returncode == 0, again.stderr
    assert "nothing to do" in again.stdout
    assert _releases(hub) == before
    assert len(before) == 1


def _kill_when(run: subprocess.Popen[str], seen: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not seen():
        assert run.poll() is None, "the process ended before it could be killed"
        assert time.monotonic() < deadline, "what was waited for never came"
        time.sleep(0.02)
    run.send_signal(signal.SIGKILL)
    run.wait()


@pytest.mark.parametrize("apply", [False, True], ids=["before the commit", "after the commit"])
def test_a_killed_publish_run_again_ends_in_exactly_one_release_commit(
    apply: bool, release_file: Path, hub: HubAddress
) -> None:
    hub.faults.arm(FaultRule(match=COMMIT, delay_s=0.0 if apply else 20.0, drop=apply, apply=apply))
    with subprocess.Popen(
        _command(release_file, hub.endpoint),
        env=_environment(hub),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as run:
        if apply:
            _kill_when(run, lambda: _there(hub) and bool(_releases(hub)))
        else:
            _kill_when(run, lambda: _there(hub))
            time.sleep(0.2)
    hub.faults.disarm()
    again = _publish(release_file, hub)
    assert again.returncode == 0, again.stderr
    assert len(_releases(hub)) == 1


def _there(hub: HubAddress) -> bool:
    from huggingface_hub import HfApi

    return HfApi(endpoint=hub.endpoint, token=hub.token).repo_exists(REPO, repo_type="dataset")


def test_a_dataset_with_defects_is_refused_and_nothing_is_created(
    release_file: Path, hub: HubAddress, examples: Path
) -> None:
    text = release_file.read_text(encoding="utf-8")
    release_file.write_text(text.replace("emergency-clean", "emergency-defects"), encoding="utf-8")
    run = _publish(release_file, hub)
    assert run.returncode == 3
    assert "ANON02 fiscal-code-found" in run.stdout
    assert "Nothing was published" in run.stderr
    assert not _there(hub)


def test_an_unreachable_hub_is_said_with_its_remedy(release_file: Path) -> None:
    run = subprocess.run(
        _command(release_file, "http://127.0.0.1:9"),
        env={**_environment(), "HF_TOKEN": "hf_nobody_is_there"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert "Nobody answers at http://127.0.0.1:9" in run.stderr
    assert "Traceback" not in run.stderr


def test_an_edited_report_does_not_let_other_bytes_out(release_file: Path, hub: HubAddress, tmp_path: Path) -> None:
    first = _publish(release_file, hub)
    assert first.returncode == 0, first.stdout[-2000:] + first.stderr
    folder = tmp_path / "emergency-example-1.0.0"
    built = tmp_path / "tampered"
    (folder / "datasets" / "emergency-notes-it").rename(built)
    shard = built / "data" / "ner" / "train-00000-of-00001.parquet"
    shard.write_bytes(shard.read_bytes()[:-40] + b"\0" * 40)
    release_file.write_text(
        f'[release]\nname = "x"\nversion = "2.0.0"\nnamespace = "demo-hospital"\n'
        f'[[datasets]]\npath = "{built}"\nrepo = "emergency-notes-it"\n',
        encoding="utf-8",
    )
    run = _publish(release_file, hub)
    assert run.returncode == 3
    assert "cannot be read as Parquet" in run.stderr
    assert len(_releases(hub)) == 1


def _real_release(root: Path, corpora: Path, tmp_path: Path, keep: Sequence[str]) -> Path:
    text = (root / "examples" / "e3c-and-casimedicos.toml").read_text(encoding="utf-8").replace("../raw", str(corpora))
    head, *tables = text.split("[[datasets]]")
    kept = [table for table in tables if any(f'corpus = "{name}"' in table for name in keep)]
    path = tmp_path / "RELEASE.toml"
    path.write_text("[[datasets]]".join([head, *kept]), encoding="utf-8")
    assert len(read_release_file(path).datasets) == len(keep)
    return path


@pytest.mark.parametrize("corpus", ["casimedicos-arg-it", "e3c-it"])
def test_a_real_corpus_is_published_and_loaded_back(
    corpus: str, root: Path, corpora: Path, hub: HubAddress, tmp_path: Path
) -> None:
    if not (corpora / corpus).is_dir():
        pytest.skip(f"the corpus {corpus} is not in {corpora}")
    run = _publish(_real_release(root, corpora, tmp_path, [corpus]), hub)
    assert run.returncode == 0, run.stdout[-2000:] + run.stderr
    folder = tmp_path / "italian-clinical-1.0.0" / "datasets" / corpus
    loaded = _load(hub, f"my-org/{corpus}", tmp_path)
    assert loaded == row_digests(folder)
    card = (folder / "README.md").read_text(encoding="utf-8")
    assert "official split, kept for comparability" in card
