"""Load a published dataset as its users will, and digest its rows; run as a program by `release.verify`.

    python -m release.loading NAMESPACE/NAME REVISION

prints one JSON line: "config/split" -> rows and sha256 over the rows. The endpoint and the token come from the environment.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from datasets_builders.built import open_built

__all__ = ["row_digests"]


def row_digests(folder: Path) -> dict[str, dict[str, Any]]:
    """Digest the rows of a built folder: "config/split" -> {"rows", "sha256"}."""
    digests: dict[str, _RowDigest] = {}
    for batch in open_built(folder).batches():
        digests.setdefault(f"{batch.config}/{batch.split}", _RowDigest()).add(batch.rows)
    return {name: digest.result() for name, digest in sorted(digests.items())}


class _RowDigest:
    def __init__(self) -> None:
        self._sha256 = hashlib.sha256()
        self._rows = 0

    def add(self, rows: Iterable[dict[str, Any]]) -> None:
        for row in rows:
            self._sha256.update(json.dumps(row, sort_keys=True, ensure_ascii=False, default=str).encode("utf-8"))
            self._sha256.update(b"\n")
            self._rows += 1

    def result(self) -> dict[str, Any]:
        return {"rows": self._rows, "sha256": self._sha256.hexdigest()}


def _load(repo_id: str, revision: str) -> dict[str, dict[str, Any]]:
    import datasets

    digests = {}
    for config in datasets.get_dataset_config_names(repo_id, revision=revision):
        for split, data in datasets.load_dataset(repo_id, config, revision=revision).items():
            digest = _RowDigest()
            for batch in data.with_format("arrow").iter(batch_size=2_000):
                digest.add(batch.to_pylist())
            digests[f"{config}/{split}"] = digest.result()
    return dict(sorted(digests.items()))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_load(*sys.argv[1:3])) + "\n")
