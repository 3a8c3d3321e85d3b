"""Build the declared class on the meta device, where a tensor has a shape and no bytes, and compare it with the files.

Needs torch (the extra `adapt`); takes hundredths of a second at any size.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adaptation.checkpoint.attempt import Attempt, attempt
from adaptation.checkpoint.tensors import Tensor

__all__ = ["Comparison", "compare_with_class", "has_torch", "is_known_class"]


@dataclass(frozen=True)
class Comparison:
    """How the tensors of the files differ from those of the declared class; names of tensors, sorted.

    Args:
        missing: the class has them, the files do not.
        unexpected: the files have them, the class does not.
        reshaped: both have them, in different shapes.
        tied_and_stored: stored although the class shares them with another tensor: which of the two counts depends on the loader.
    """

    missing: tuple[str, ...]
    unexpected: tuple[str, ...]
    reshaped: tuple[str, ...]
    tied_and_stored: tuple[str, ...]


def has_torch() -> bool:
    """Is torch installed? Without it nothing that builds or runs a model is possible."""
    return importlib.util.find_spec("torch") is not None


def is_known_class(name: str) -> bool:
    """Does this version of transformers have a model class of that name?"""
    import transformers

    return name[:1].isupper() and hasattr(transformers, name)


def compare_with_class(root: Path, name: str, tensors: Mapping[str, Tensor]) -> Attempt[Comparison]:
    """Build class `name` from the folder's config.json without weights and compare; or tell how building fails."""
    return attempt(lambda: _compare(root, name, {each.name: each.shape for each in tensors.values()}))


def _compare(root: Path, name: str, stored: Mapping[str, tuple[int, ...]]) -> Comparison:
    import torch
    import transformers

    config = transformers.AutoConfig.from_pretrained(str(root), local_files_only=True, trust_remote_code=False)
    with torch.device("meta"):
        model = getattr(transformers, name)(config)
    tied = set(getattr(model, "all_tied_weights_keys", None) or {})
    declared = _as_saved(model, tied)
    return Comparison(
        missing=tuple(sorted(set(declared) - set(stored))),
        unexpected=tuple(sorted(set(stored) - set(declared) - tied)),
        reshaped=tuple(sorted(key for key in set(declared) & set(stored) if declared[key] != stored[key])),
        tied_and_stored=tuple(sorted(set(stored) & tied)),
    )


def _as_saved(model: Any, tied: set[str]) -> dict[str, tuple[int, ...]]:
    """Return name -> shape as save_pretrained would write them: without shared tensors, under the names of the file format."""
    from transformers.core_model_loading import revert_weight_conversion

    state = {key: tensor for key, tensor in model.state_dict().items() if key not in tied}
    return {key: tuple(tensor.shape) for key, tensor in revert_weight_conversion(model, state).items()}
