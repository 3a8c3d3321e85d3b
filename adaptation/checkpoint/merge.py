"""Read a LoRA adapter so that it can be added to its base: W + scale * B A, per tensor, in 32-bit floats.

What is not plain LoRA is refused: DoRA, trained biases, and adapters that began from a changed base (PiSSA, OLoRA, CorDA, LoftQ),
since W + B A would be another model than the one that was trained.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from adaptation.checkpoint.floats import CASTABLE, to_float32
from adaptation.checkpoint.folder import ModelFolder
from adaptation.checkpoint.tensors import Tensor
from datasets_builders.errors import UserError

__all__ = ["Adapter", "LowRank", "read_adapter"]

_PREFIX = "base_model.model."
_HALF = re.compile(r"(?P<module>.+)\.lora_(?P<half>[AB])\.(?:\w+\.)?weight")
_SAVED = re.compile(r"(?P<module>.+?)\.modules_to_save\.(?:default\.)?(?P<rest>.+)")
_OTHER_BASES = frozenset({"pissa", "olora", "corda", "loftq"})


@dataclass(frozen=True)
class LowRank:
    """What is added to one matrix: `scale` * b @ a, of shape (rows of b, columns of a); to its transpose where `transposed`."""

    a: npt.NDArray[np.float32]
    b: npt.NDArray[np.float32]
    scale: float
    transposed: bool = False

    @property
    def shape(self) -> tuple[int, int]:
        """Shape of the matrix it is added to, as stored."""
        rows, columns = self.b.shape[0], self.a.shape[1]
        return (columns, rows) if self.transposed else (rows, columns)

    def rows(self, start: int, stop: int) -> npt.NDArray[np.float32]:
        """Return rows `start` to `stop` of what is added, as stored."""
        part = self.a[:, start:stop].T @ self.b.T if self.transposed else self.b[start:stop] @ self.a
        scaled: npt.NDArray[np.float32] = part * np.float32(self.scale)
        return scaled


@dataclass(frozen=True)
class Adapter:
    """An adapter by the names of its base's tensors.

    Args:
        root: its folder.
        added: what is added to a matrix.
        replaced: tensors that were trained whole.
    """

    root: Path
    added: Mapping[str, LowRank]
    replaced: Mapping[str, Tensor]


def read_adapter(folder: ModelFolder, base: Mapping[str, Tensor]) -> Adapter:
    """Read an adapter whose weights have no defect, against the tensors of its base.

    Raises:
        UserError: it is not plain LoRA, or does not fit the base.
    """
    settings = folder.settings("adapter_config.json")
    _refuse_other_kinds(settings)
    halves: dict[str, dict[str, Tensor]] = {}
    replaced: dict[str, Tensor] = {}
    for name, tensor in folder.weights.by_name().items():
        match = _HALF.fullmatch(name)
        if match:
            halves.setdefault(match["module"], {})[match["half"]] = tensor
        else:
            replaced[_base_name(name)] = tensor
    added = {
        f"{_base_name(module)}.weight": _low_rank(folder.root, settings, _base_name(module), pair)
        for module, pair in halves.items()
    }
    _refuse_misfits(added, replaced, base)
    return Adapter(folder.root, added, replaced)


def _base_name(name: str) -> str:
    name = name.removeprefix(_PREFIX)
    match = _SAVED.fullmatch(name)
    return f"{match['module']}.{match['rest']}" if match else name


def _refuse_other_kinds(settings: Mapping[str, Any]) -> None:
    reasons = [
        f"{key} is set"
        for key in ("use_dora", "lora_bias", "trainable_token_indices", "target_parameters")
        if settings.get(key)
    ]
    if settings.get("peft_type") != "LORA":
        reasons.append("peft_type is not LORA")
    if settings.get("bias", "none") != "none":
        reasons.append("its biases were trained")
    started = str(settings.get("init_lora_weights")).lower()
    if any(started.startswith(name) for name in _OTHER_BASES):
        reasons.append(f"it began from a base that {started} had changed")
    if reasons:
        raise UserError(
            f"The adapter cannot be merged here: {'; '.join(reasons)}.",
            cause="Only plain LoRA is the base plus a product of two matrices.",
            remedy="Merge it with the library that trained it, save the result with save_pretrained, and package that.",
        )


def _low_rank(root: Path, settings: Mapping[str, Any], module: str, pair: Mapping[str, Tensor]) -> LowRank:
    if set(pair) != {"A", "B"}:
        raise UserError(f"{module} of the adapter has one matrix of two.", remedy="Save the adapter again.")
    a, b = (_read(root, pair[half]) for half in "AB")
    rank = a.shape[0]
    alpha = _of_pattern(settings.get("alpha_pattern"), module, settings.get("lora_alpha", rank))
    scale = alpha / math.sqrt(rank) if settings.get("use_rslora") else alpha / rank
    return LowRank(a, b, float(scale), bool(settings.get("fan_in_fan_out")))


def _of_pattern(patterns: object, module: str, default: Any) -> float:
    if isinstance(patterns, Mapping):
        for pattern, value in patterns.items():
            if re.fullmatch(rf"(.*\.)?({pattern})", module):
                return float(value)
    return float(default)


def _read(root: Path, tensor: Tensor) -> npt.NDArray[np.float32]:
    if tensor.dtype not in CASTABLE or len(tensor.shape) != 2:
        raise UserError(
            f"{tensor.name} of the adapter is no matrix of floats.",
            cause=f"Its dtype is {tensor.dtype}, and it has {len(tensor.shape)} dimensions.",
            remedy="Save the adapter in float32 or bfloat16; convolutions and quantised adapters are not merged here.",
        )
    with (root / tensor.file).open("rb") as file:
        file.seek(tensor.begin)
        return to_float32(file.read(tensor.size), tensor.dtype).reshape(tensor.shape)


def _refuse_misfits(added: Mapping[str, LowRank], replaced: Mapping[str, Tensor], base: Mapping[str, Tensor]) -> None:
    wrong = [name for name in (*added, *replaced) if name not in base]
    wrong += [name for name, low in added.items() if name in base and base[name].shape != low.shape]
    wrong += [name for name, tensor in replaced.items() if name in base and base[name].shape != tensor.shape]
    packed = [name for name in added if name in base and base[name].dtype not in CASTABLE]
    if packed:
        raise UserError(
            f"{len(packed)} tensors of the base are not floats, the first of them {sorted(packed)[0]}.",
            cause="The base is quantised, and a merge would have to quantise again.",
            remedy="Give --merge the folder of the base in float32, bfloat16 or float16.",
        )
    if wrong:
        raise UserError(
            f"{len(wrong)} tensors of the adapter have no place in the base, the first of them {sorted(wrong)[0]}.",
            cause="The base is another model than the adapter was trained on, or ties a tensor that the adapter trained whole.",
            remedy="Give --merge the folder of the very base, at its revision.",
        )
