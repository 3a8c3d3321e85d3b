"""A Hub that is running, and small repositories to publish on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from release.hub.server import HubAddress, running
from release.manifest import manifest_of
from release.plan import LocalRepo
from release.remote import Remote


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubAddress]:
    with running(tmp_path / "hub") as address:
        yield address


@pytest.fixture
def remote(hub: HubAddress) -> Remote:
    return Remote(hub.endpoint, hub.token)


@pytest.fixture
def make_repo(tmp_path: Path) -> Callable[..., LocalRepo]:
    def make(
        name: str = "notes", *, rows: bytes = b"PAR1" * 900, visibility: str = "private", **more: str
    ) -> LocalRepo:
        folder = tmp_path / name
        (folder / "data" / "ner").mkdir(parents=True, exist_ok=True)
        (folder / "README.md").write_text("---\nlicense: cc0-1.0\n---\n# Note\n", encoding="utf-8")
        (folder / "data" / "ner" / "train-00000-of-00001.parquet").write_bytes(rows)
        files = [path for path in folder.rglob("*") if path.is_file()]
        gated = more.get("gated", False)
        return LocalRepo(f"demo/{name}", folder, manifest_of(folder, files), visibility, gated)

    return make
