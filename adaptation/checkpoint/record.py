"""`package.json`: what packaging did, in a file that is published beside the model; `read_record` knows it again.

Nothing in it depends on when, where or by whom the package was made. A package that is packaged again, and stays what it was, keeps
what the first packaging had to tell: the effects of merge and cast, and what was left out.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from adaptation.checkpoint.effect import Effect
from adaptation.checkpoint.files import Stray, role_of
from adaptation.checkpoint.folder import ModelFolder
from adaptation.checkpoint.mending import Base, Change
from adaptation.checkpoint.scan import Scan
from validation.findings import Report

__all__ = ["RECORD", "make_record", "read_record", "replacing"]

RECORD = "package.json"
_MADE_BY = "referto package"
_KEPT = ("form", "left_out", "changed", "effects")


def read_record(folder: Path) -> Mapping[str, Any]:
    """Return the package.json of a folder that `referto package` made; empty where it is none."""
    try:
        told = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) and told.get("made_by") == _MADE_BY else {}


class replacing:  # noqa: N801 - reads as the verb it is
    """Let `staged_folder` replace a package of an earlier run, which it does not know by name, and nothing else."""

    def __init__(self, out: Path) -> None:
        self._out = Path(os.path.abspath(out))

    def __enter__(self) -> None:
        if read_record(self._out):
            # As if an earlier run had been killed between its two renames; staged_folder puts it back before anything else.
            self._out.rename(self._out.with_name(f".{self._out.name}.old"))

    def __exit__(self, *_: object) -> None:
        aside = self._out.with_name(f".{self._out.name}.old")
        if aside.exists() and not self._out.exists():
            aside.rename(self._out)


def make_record(
    packaged: ModelFolder,
    report: Report,
    *,
    base: Base,
    is_merged: bool,
    left_out: Sequence[Stray],
    changes: Sequence[Change],
    effects: Mapping[str, Effect | None],
    scans: Mapping[str, Scan],
    earlier: Mapping[str, Any],
) -> dict[str, Any]:
    """Make the content of package.json.

    Args:
        packaged: the new folder.
        report: of its examination.
        base: what is declared of the base model.
        is_merged: whether an adapter was added to its base.
        left_out: what was not carried over.
        changes: keys of configurations that were changed.
        effects: of merge and cast, as far as they were measured.
        scans: the files of weights, as they were hashed on the way.
        earlier: the source's own record where it was a package; it is kept as far as the model is still the same.
    """
    counts = report.examined.splits["model"]
    dtypes = Counter(tensor.dtype for tensor in packaged.weights.tensors())
    made = {
        "schema_version": 1,
        "made_by": _MADE_BY,
        "digest": report.digest,
        "form": "adapter" if packaged.is_adapter else "merged" if is_merged else "full",
        "parameters": counts["parameters"],
        "tensors": counts["tensors"],
        "dtypes": dict(sorted(dtypes.items())),
        "base": base.to_json(),
        "files": {name: _file(packaged, name, scans) for name in packaged.files},
        # How many and why, not what they were called: names of logs tell machines and users.
        "left_out": dict(sorted(Counter(stray.kind for stray in left_out).items())),
        "changed": [change.to_json() for change in changes],
        "effects": {name: effect.to_json() if effect else None for name, effect in effects.items()},
        "checks": list(report.examined.checks),
        "findings": [finding.to_json() for finding in report.findings],
        "versions": dict(report.versions),
    }
    kept = {key: earlier[key] for key in _KEPT if key in earlier} if earlier.get("digest") == report.digest else {}
    return {**made, **kept}


def _file(packaged: ModelFolder, name: str, scans: Mapping[str, Scan]) -> dict[str, Any]:
    path = packaged.root / name
    digest = scans[name].sha256 if name in scans else hashlib.sha256(path.read_bytes()).hexdigest()
    return {"sha256": digest, "size": path.stat().st_size, "role": role_of(name)}
