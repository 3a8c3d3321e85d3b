"""Write a model's small files as they may leave: configurations without the keys that trainers fill with their own machine's paths."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from adaptation.checkpoint.files import leaves_the_folder, role_of
from adaptation.checkpoint.folder import CONFIGS, ModelFolder
from adaptation.model_checks.leaks import is_local_path

__all__ = ["DROPPED_KEYS", "Base", "Change", "carry_small_files", "small_files"]

DROPPED_KEYS = frozenset(
    "_name_or_path name_or_path tokenizer_file vocab_file merges_file special_tokens_map_file cache_dir output_dir logging_dir "
    "save_dir resume_from_checkpoint".split()
)
"""Keys that loaders do not need and trainers fill with paths; dropped where they hold one."""


@dataclass(frozen=True, slots=True)
class Base:
    """The model that this one was made from, as the releaser declares it; "" where nothing was declared.

    Args:
        id: on the Hub, NAMESPACE/NAME.
        revision: the commit, 40 hexadecimal digits.
        licence: its licence's identifier on the Hub.
    """

    id: str = ""
    revision: str = ""
    licence: str = ""

    def to_json(self) -> dict[str, str]:
        """The base as package.json holds it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Change:
    """A key of a configuration that was changed on the way: "dropped" or "set"; never what stood there."""

    file: str
    key: str
    what: str

    def to_json(self) -> dict[str, str]:
        """The change as package.json holds it."""
        return asdict(self)


def carry_small_files(
    sources: Mapping[str, ModelFolder], out: Path, *, base: Base, settings: Mapping[str, Any]
) -> list[Change]:
    """Write configurations, tokenizer, template and licence files into `out`, mode 0644; return what was changed in them.

    Args:
        sources: file -> the folder it comes from.
        out: the folder to write to.
        base: put into the configurations where they name a base.
        settings: keys set in config.json, such as the dtype after a cast.
    """
    changes: list[Change] = []
    for name, folder in sorted(sources.items()):
        place = out / name
        place.parent.mkdir(parents=True, exist_ok=True)
        told = folder.configs.get(name) if name in CONFIGS else None
        mended = dict(told) if told else {}
        changed = _mend(name, mended, base, settings) if told else []
        if changed:
            place.write_text(json.dumps(mended, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        else:
            shutil.copyfile(folder.root / name, place)
        changes += changed
    return changes


def _mend(name: str, settings: dict[str, Any], base: Base, wanted: Mapping[str, Any]) -> list[Change]:
    """Change one configuration in place; return what was changed."""
    changes = []
    for key in [
        key for key in DROPPED_KEYS if isinstance(settings.get(key), str) and is_local_path(key, settings[key])
    ]:
        if key == "_name_or_path" and base.id:
            settings[key] = base.id
            changes.append(Change(name, key, "set"))
        else:
            del settings[key]
            changes.append(Change(name, key, "dropped"))
    declared: dict[str, Any] = dict(wanted) if name == "config.json" else {}
    if "torch_dtype" in settings and "dtype" in declared:
        declared["torch_dtype"] = declared["dtype"]
    if name == "adapter_config.json":
        declared = {"base_model_name_or_path": base.id, "revision": base.revision}
    for key, value in declared.items():
        if value and settings.get(key) != value:
            settings[key] = value
            changes.append(Change(name, key, "set"))
    return sorted(changes, key=lambda change: change.key)


def small_files(folder: ModelFolder, roles: tuple[str, ...], *, follow: bool = False) -> dict[str, ModelFolder]:
    """Return the files of a folder that have one of the roles; links that lead out of it only with `follow`.

    A base is followed, since the Hub's cache holds nothing but links.
    """
    named = [name for name in folder.files if role_of(name) in roles]
    return {name: folder for name in named if follow or not leaves_the_folder(folder.root, name)}
