"""Look at a release as a stranger would: download it, hash every file, load every config, compare with what was examined."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from datasets_builders.errors import Refused
from release.loading import row_digests
from release.manifest import manifest_of
from release.patience import patiently
from release.plan import LocalRepo
from release.remote import Remote

__all__ = ["verify_repo"]


def verify_repo(remote: Remote, local: LocalRepo, tag: str, *, say: Callable[[str], None] = lambda line: None) -> int:
    """Download `tag` of a repository and compare it, file by file and row by row; return the rows that were loaded.

    Raises:
        Refused: any file or row differs, or the loader fails.
    """
    with tempfile.TemporaryDirectory(prefix="referto-verify-") as scratch:
        say(f"{local.repo_id}: download and hash")
        files = Path(scratch) / "files"
        folder = patiently(lambda: remote.download(local.repo_id, local.kind, tag, files), local.repo_id, say=say)
        _compare_files(local, folder)
        say(f"{local.repo_id}: load every config")
        loaded = _load_in_child(remote, local, tag, Path(scratch) / "home")
    expected = row_digests(local.folder)
    if loaded != expected:
        differing = sorted(name for name in {*loaded, *expected} if loaded.get(name) != expected.get(name))
        raise Refused(
            f"{local.repo_id}: what load_dataset gives differs from what was examined: {', '.join(differing)}.",
            remedy="Do not announce this release; report it.",
        )
    return sum(int(each["rows"]) for each in loaded.values())


def _compare_files(local: LocalRepo, folder: Path) -> None:
    paths = [path for path in folder.rglob("*") if path.is_file() and path.name != ".gitattributes"]
    there = manifest_of(folder, paths)
    if there.digest == local.manifest.digest:
        return
    wanted, found = local.manifest.files, there.files
    differing = sorted(
        path for path in {*wanted, *found} if (wanted[path].sha256 if path in wanted else "") != _sha(found, path)
    )
    raise Refused(
        f"{local.repo_id}: the files on the Hub are not those that were examined: {', '.join(differing[:5])}.",
        cause="A file was changed on the way, or by somebody else.",
        remedy="Look at the repository's history; publish a new version rather than repairing this one.",
    )


def _sha(files: Any, path: str) -> str:
    return files[path].sha256 if path in files else ""


def _load_in_child(remote: Remote, local: LocalRepo, tag: str, home: Path) -> dict[str, Any]:
    """Load in a process of its own: `datasets` takes its endpoint from the environment when it is imported."""
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith(("HF_", "HUGGINGFACE"))},
        "HF_ENDPOINT": remote.endpoint,
        "HF_HOME": str(home),
        "HF_HUB_DISABLE_XET": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "HF_HUB_DISABLE_PROGRESS_BARS": "1",
        "HF_DATASETS_DISABLE_PROGRESS_BARS": "1",
        **({"HF_TOKEN": remote.token} if remote.token else {}),
    }
    run = subprocess.run(
        # -P: a file of the user's called like a library must not be imported in its place.
        [sys.executable, "-P", "-m", "release.loading", local.repo_id, tag],
        env=environment,
        cwd=home.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise Refused(
            f"{local.repo_id}: load_dataset fails on the published data.",
            cause=run.stderr.strip().splitlines()[-1] if run.stderr.strip() else f"exit {run.returncode}",
            remedy="The data stay private until this is mended; report it.",
        )
    loaded: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return loaded
