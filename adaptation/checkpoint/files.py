"""Which files belong to a released model, and why each of the others does not.

What may leave is an allow-list: a trainer's folder holds optimizer states, logs that name the machine, pickles that run code when
they are loaded, and whatever somebody left there.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Stray", "is_readable_by_all", "leaves_the_folder", "list_files", "paper_family", "printable", "role_of",
           "stray_of"]  # fmt: skip

_ROLES: tuple[tuple[str, str], ...] = (
    ("weights", r"(adapter_)?model(-\d{5}-of-\d{5})?\.safetensors"),
    ("weights", r"(adapter_)?model\.safetensors\.index\.json"),
    ("config", r"(config|generation_config|adapter_config|preprocessor_config|processor_config)\.json"),
    ("tokenizer", r"(tokenizer|tokenizer_config|special_tokens_map|added_tokens|vocab)\.json"),
    ("tokenizer", r"merges\.txt|vocab\.txt|tokenizer\.model|spiece\.model|sentencepiece\.bpe\.model"),
    ("template", r"chat_template\.(jinja|json)|additional_chat_templates/[\w-]+\.jinja"),
    ("licence", r"(LICEN[CS]E|NOTICE|USE_POLICY|COPYING)(\.(md|txt))?"),
)
_FAMILIES = {
    "LICENSE": "LICENSE",
    "LICENCE": "LICENSE",
    "COPYING": "LICENSE",
    "NOTICE": "NOTICE",
    "USE_POLICY": "USE_POLICY",
}
_PAPERS = r"README\.md|CITATION\.cff|package\.json|referto\.json|\.gitattributes|\.eval_results/[\w.-]+\.yaml|evaluation/[\w.-]+\.(json|parquet)|[\w-]+\.cdx\.json"  # noqa: E501
"""What a publisher adds beside the model; a trainer's own README is not carried over."""

_STRAYS: tuple[tuple[str, str], ...] = (
    ("checkpoint", r"(^|/)(checkpoint|global_step|epoch|step)[-_]?\d*/"),
    (
        "training-state",
        r"(^|/)(optimizer|scheduler|scaler|rng_state|trainer_state|training_state|zero_pp_rank|mp_rank)[^/]*$",
    ),
    ("training-state", r"(^|/)(training_args|train_config|training_config)\.(json|ya?ml|toml)$"),
    ("pickle", r"\.(bin|pt|pth|pkl|pickle|ckpt|joblib|npy|npz|dill)$"),
    ("code", r"\.(py|pyc|pyx|so|dll|dylib|sh|bat|ps1|ipynb|exe|js|jar)$"),
    ("log", r"(^|/)(runs|logs?|wandb|mlruns|tensorboard|lightning_logs|trackio|aim)/"),
    (
        "log",
        r"\.(log|out|err)$|(^|/)events\.out\.tfevents|(^|/)(all_results|train_results|eval_results|emissions)\.(json|csv)$",
    ),
    ("hidden", r"(^|/)\."),
    ("other-weights", r"\.(gguf|ggml|onnx|h5|msgpack|tflite|mlmodel|safetensors)$"),
)

_PICKLE = (b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05", b"PK\x03\x04")
"""First bytes that tell a pickle, or the zip that torch puts one in, whatever the file is called."""


@dataclass(frozen=True, slots=True)
class Stray:
    """A file that does not belong to the release: its path in the folder and the kind of thing it is."""

    path: str
    kind: str


def list_files(root: Path) -> tuple[str, ...]:
    """Return the POSIX paths of all files under `root`, links among them, sorted; links to folders are not followed."""
    found = []
    for folder, folders, names in os.walk(root):
        linked = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        found += [Path(folder, name).relative_to(root).as_posix() for name in (*names, *linked)]
    return tuple(sorted(found))


def role_of(path: str) -> str:
    """Return what a file is to a released model: weights, config, tokenizer, template, licence, paper, or "" for none."""
    for role, pattern in _ROLES:
        if re.fullmatch(pattern, path):
            return role
    return "paper" if re.fullmatch(_PAPERS, path) else ""


def paper_family(path: str) -> str:
    """Return which licence paper a file is, whatever its spelling: "LICENSE", "NOTICE", "USE_POLICY", or "" for none."""
    return _FAMILIES[Path(path).stem] if role_of(path) == "licence" else ""


def stray_of(root: Path, path: str) -> Stray | None:
    """Tell why a file does not belong to a release; None where it does.

    A file whose first bytes are those of a pickle is one, whatever its name.
    """
    shown = printable(path)
    if role_of(path):
        return Stray(shown, "pickle") if _is_disguised(root / path) else None
    for kind, pattern in _STRAYS:
        if re.search(pattern, path):
            return Stray(shown, kind)
    return Stray(shown, "pickle" if _is_disguised(root / path) else "unknown")


def printable(path: str) -> str:
    """Return a path that can be printed and written as UTF-8, whatever bytes it has on the disk."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _is_disguised(path: Path) -> bool:
    if path.suffix == ".safetensors" or not path.is_file():
        return False  # a header's length may begin with any bytes
    with path.open("rb") as file:
        head = file.read(4)
    return head.startswith(_PICKLE)


def leaves_the_folder(root: Path, path: str) -> bool:
    """Is it a link that leads out of the folder, or to nothing?"""
    place = root / path
    if not place.is_symlink():
        return False
    target = Path(os.path.realpath(place))
    return not target.is_relative_to(os.path.realpath(root)) or not place.exists()


def is_readable_by_all(path: Path) -> bool:
    """May everybody read it? safetensors writes files with mode 0600, which a web server or a colleague cannot."""
    wanted = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH
    return path.stat().st_mode & wanted == wanted
