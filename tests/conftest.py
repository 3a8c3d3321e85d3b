"""What every test stands on: no network but loopback, no home but a temporary one, and the real corpora where they are."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

_HOME = tempfile.mkdtemp(prefix="referto-tests-")
os.environ.update(
    HOME=_HOME,
    HF_HOME=f"{_HOME}/hf",
    HF_HUB_DISABLE_XET="1",
    HF_HUB_DISABLE_TELEMETRY="1",
    HF_HUB_DISABLE_PROGRESS_BARS="1",
    HF_DATASETS_DISABLE_PROGRESS_BARS="1",
    TOKENIZERS_PARALLELISM="false",
    OMP_NUM_THREADS="1",
)
for _name in ("HF_TOKEN", "HF_ENDPOINT", "HUGGING_FACE_HUB_TOKEN"):
    os.environ.pop(_name, None)

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("REFERTO_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root."""
    return ROOT


@pytest.fixture(scope="session")
def examples(root: Path) -> Path:
    """The shipped example corpora."""
    return root / "examples"


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The real corpora; a test that needs them is skipped where they are absent."""
    folder = SHARED / "corpora"
    if not folder.is_dir():
        pytest.skip(f"the real corpora are not at {folder} (set REFERTO_SHARED to the folder that holds them)")
    return folder


@pytest.fixture(scope="session")
def e3c(corpora: Path) -> Path:
    return _one(corpora, "e3c-it")


@pytest.fixture(scope="session")
def casimedicos(corpora: Path) -> Path:
    return _one(corpora, "casimedicos-arg-it")


def _one(corpora: Path, name: str) -> Path:
    if not (corpora / name).is_dir():
        pytest.skip(f"the corpus {name} is not in {corpora}")
    return corpora / name


class Ran(NamedTuple):
    """What a shell sees of a command."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run `referto` in this process, as a shell does; an exception that nobody foresaw fails the test."""
    from release.cli import BUG, main

    def call(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["referto", *map(str, arguments)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        ran = Ran(int(ended.value.code or 0), *capfd.readouterr())
        assert ran.code != BUG, ran.err
        return ran

    return call
