"""Look at a release as a stranger would: download it, hash every file, load it, compare with what was examined."""

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

__all__ = ["UNITS", "verify_repo"]


UNITS = {"dataset": "rows", "model": "tensors"}
"""What is counted when a repository of each kind is loaded."""


def verify_repo(remote: Remote, local: LocalRepo, tag: str, *, say: Callable[[str], None] = lambda line: None) -> int:
    """Download `tag` of a repository, compare it file by file, and load it as its users will.

    A dataset is compared row by row. Of a model the ids that the tokenizer gives are compared, and the logits where torch is there.

    Returns:
        How many rows of a dataset, or tensors of a model, were loaded.

    Raises:
        Refused: anything differs, or a loader fails.
    """
    with tempfile.TemporaryDirectory(prefix="referto-verify-") as scratch:
        say(f"{local.repo_id}: download and hash")
        files = Path(scratch) / "files"
        folder = patiently(lambda: remote.download(local.repo_id, local.kind, tag, files), local.repo_id, say=say)
        _compare_files(local, folder)
        home = Path(scratch) / "home"
        if local.kind == "model":
            say(f"{local.repo_id}: load it through the Hub")
            return _verify_model(remote, local, tag, folder, home, files)
        say(f"{local.repo_id}: load every config")
        return _verify_dataset(remote, local, tag, home)


def _verify_dataset(remote: Remote, local: LocalRepo, tag: str, home: Path) -> int:
    loaded = _in_child(remote, local, home, "release.loading", local.repo_id, tag)
    expected = row_digests(local.folder)
    if loaded != expected:
        differing = sorted(name for name in {*loaded, *expected} if loaded.get(name) != expected.get(name))
        raise Refused(
            f"{local.repo_id}: what load_dataset gives differs from what was examined: {', '.join(differing)}.",
            remedy="Do not announce this release; report it.",
        )
    return sum(int(each["rows"]) for each in loaded.values())


def _verify_model(remote: Remote, local: LocalRepo, tag: str, folder: Path, home: Path, cache: Path) -> int:
    # In the cache lie the very files that were just hashed; the loader asks the Hub whether they are those of the tag.
    arguments = (str(local.folder.resolve()), str(folder), local.repo_id, tag)
    loaded = _in_child(remote, local, home, "release.model_loading", *arguments, HF_HUB_CACHE=str(cache))
    here, there = loaded["here"], loaded["there"]
    differing = sorted(name for name in here if here[name] != there.get(name))
    if differing:
        raise Refused(
            f"{local.repo_id}: what from_pretrained gives differs from what was examined: {', '.join(differing)}.",
            remedy="Do not announce this release; report it.",
        )
    return int(there["tensors"])


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


def _in_child(
    remote: Remote, local: LocalRepo, home: Path, module: str, *arguments: str, **variables: str
) -> dict[str, Any]:
    """Load in a process of its own: the libraries take their endpoint from the environment when they are imported."""
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith(("HF_", "HUGGINGFACE"))},
        "HF_ENDPOINT": remote.endpoint,
        "HF_HOME": str(home),
        "HF_HUB_DISABLE_XET": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "HF_HUB_DISABLE_PROGRESS_BARS": "1",
        "HF_DATASETS_DISABLE_PROGRESS_BARS": "1",
        **({"HF_TOKEN": remote.token} if remote.token else {}),
        **variables,
    }
    run = subprocess.run(
        # -P: a file of the user's called like a library must not be imported in its place.
        [sys.executable, "-P", "-m", module, *arguments],
        env=environment,
        cwd=home.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        loader = "load_dataset" if local.kind == "dataset" else "from_pretrained"
        raise Refused(
            f"{local.repo_id}: {loader} fails on what was published.",
            cause=run.stderr.strip().splitlines()[-1] if run.stderr.strip() else f"exit {run.returncode}",
            remedy="It stays private until this is mended; report it.",
        )
    loaded: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return loaded
