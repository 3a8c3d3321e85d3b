"""`ModelFolder`: what a model's folder holds, read once: files, configurations, headers of the weights. Nothing is loaded.

A full model is told by `config.json`, an adapter by `adapter_config.json`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from adaptation.checkpoint.files import list_files, role_of
from adaptation.checkpoint.tensors import Tensor, Weights, read_weights
from datasets_builders.errors import UserError

__all__ = ["CONFIGS", "ModelFolder", "canonical_digest", "is_model_folder", "is_part_of_model", "open_model"]

CONFIGS = ("config.json", "adapter_config.json", "generation_config.json", "tokenizer_config.json", "special_tokens_map.json",
           "preprocessor_config.json", "processor_config.json", "added_tokens.json")  # fmt: skip
"""The small JSON files that people and trainers write settings into."""

_EMBEDDINGS = (
    "embed_tokens.weight",
    "wte.weight",
    "word_embeddings.weight",
    "embed_in.weight",
    "tok_embeddings.weight",
)


@dataclass(frozen=True)
class ModelFolder:
    """A model on disk.

    Args:
        root: the folder.
        files: all files in it, POSIX paths relative to `root`, sorted.
    """

    root: Path
    files: tuple[str, ...]

    @property
    def is_adapter(self) -> bool:
        """Does it hold an adapter to another model?"""
        return "adapter_config.json" in self.files and "config.json" not in self.files

    @cached_property
    def configs(self) -> Mapping[str, Any]:
        """File name -> what its JSON holds; None where it is no JSON object."""
        return {name: _read_object(self.root / name) for name in CONFIGS if name in self.files}

    def settings(self, name: str) -> Mapping[str, Any]:
        """Return what a configuration file holds; empty where it is absent or unreadable."""
        return self.configs.get(name) or {}

    @property
    def config(self) -> Mapping[str, Any]:
        """config.json."""
        return self.settings("config.json")

    @cached_property
    def weights(self) -> Weights:
        """The headers of its safetensors files."""
        return read_weights(self.root, self.files, "adapter_model" if self.is_adapter else "model")

    @property
    def has_tokenizer(self) -> bool:
        """Is there anything of a tokenizer?"""
        return any(role_of(name) == "tokenizer" for name in self.files)

    @cached_property
    def template(self) -> str | None:
        """The chat template as Jinja text, or None."""
        if "chat_template.jinja" in self.files:
            return (self.root / "chat_template.jinja").read_text(encoding="utf-8", errors="replace")
        told = self.settings("tokenizer_config.json").get("chat_template")
        return told if isinstance(told, str) else None

    @cached_property
    def embedding(self) -> Tensor | None:
        """The input embeddings, found by the names that model classes give them; rows are token ids."""
        found = [tensor for name, tensor in self.weights.by_name().items() if name.endswith(_EMBEDDINGS)]
        return found[0] if len(found) == 1 and len(found[0].shape) == 2 else None

    @cached_property
    def digest(self) -> str:
        """sha256 that names the model: over path and sha256 of weights, tokenizer, template and configurations; hex.

        Reads every byte once. The folder's name, its papers and its strays do not matter.
        """
        return canonical_digest({path: _sha256(self.root / path) for path in self.files if is_part_of_model(path)})


def is_part_of_model(path: str) -> bool:
    """Does the model answer otherwise when this file changes?"""
    return role_of(path) in ("weights", "config", "tokenizer", "template")


def canonical_digest(value: Mapping[str, Any]) -> str:
    """Return the sha256 of a value's canonical JSON (RFC 8785), hex."""
    import rfc8785

    return hashlib.sha256(rfc8785.dumps(dict(value))).hexdigest()


def is_model_folder(path: Path) -> bool:
    """Is it a model's folder? Told by config.json or adapter_config.json, where no corpus.json says that it is a dataset."""
    if (path / "corpus.json").exists():
        return False
    return any((path / name).is_file() for name in ("config.json", "adapter_config.json"))


def open_model(path: Path) -> ModelFolder:
    """Look into a model's folder.

    Raises:
        UserError: it is no folder, or no model's.
    """
    if not path.is_dir():
        raise UserError(f"{path} is not a folder.", remedy="Give the folder that the trainer saved the model to.")
    if not is_model_folder(path):
        raise UserError(
            f"{path} holds no model.",
            cause="There is neither a config.json nor an adapter_config.json in it.",
            remedy="Give the folder that save_pretrained wrote, not the one above it.",
        )
    return ModelFolder(path, list_files(path))


def _read_object(path: Path) -> dict[str, Any] | None:
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError, OSError):
        return None
    return raw if isinstance(raw, dict) else None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
