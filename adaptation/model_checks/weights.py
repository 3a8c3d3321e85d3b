"""TENSOR: headers, shards and index agree, and every number is a number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from types import MappingProxyType

from adaptation.checkpoint.scan import Flaws
from adaptation.model_checks.rules import ModelCheck, Subject, found
from validation.findings import Code, Finding, Severity

__all__ = ["CHECK", "of_flaws"]

_AGAIN = "Save the model again with save_pretrained and copy it anew"


def _code(number: int, name: str, cause: str, remedy: str, severity: Severity = Severity.ERROR) -> Code:
    return Code(f"TENSOR{number:02d}", name, severity, cause=cause, remedy=remedy)


_DEFECTS = MappingProxyType(
    {
        "absent": _code(
            1,
            "no-weights",
            "The folder holds no safetensors file under the name that loaders look for; the weights may be in a pickle.",
            "Save the model with save_pretrained (safe_serialization).",
        ),
        "header": _code(2, "header-unreadable", "The file is no safetensors file, or was damaged.", f"{_AGAIN}."),
        "truncated": _code(3, "file-truncated", "A copy or a download was cut off.", f"{_AGAIN}."),
        "bounds": _code(
            4, "offsets-out-of-bounds", "A tensor's bytes are not as many as its shape needs.", f"{_AGAIN}."
        ),
        "overlap": _code(
            5, "tensors-overlap", "Two tensors claim the same bytes: the header was patched.", f"{_AGAIN}."
        ),
        "gap": _code(
            6,
            "bytes-of-no-tensor",
            "Bytes that belong to no tensor can hold anything, unseen by every loader.",
            f"{_AGAIN}.",
        ),
        "dtype-unknown": _code(7, "dtype-unknown", "The format knows no such dtype.", "Cast the tensor to a float."),
        "duplicate": _code(
            8,
            "tensor-twice",
            "One name stands for two tensors, often after shards of two savings came into one folder.",
            "Remove the shards of the older saving, or save again.",
        ),
        "shard-missing": _code(9, "shard-missing", "Not all shards were copied.", "Copy the missing file."),
        "shard-wrong": _code(
            10, "tensor-not-in-its-shard", "The index is from another saving than the shard.", f"{_AGAIN}."
        ),
        "index": _code(
            11,
            "index-disagrees",
            "The index is missing, is no index, or names other tensors than the files hold.",
            f"{_AGAIN}.",
        ),
    }
)
"""Kind of defect, as `adaptation.checkpoint.tensors` tells it -> code."""

NAN = _code(
    12, "nan", "Training diverged, or a cast overflowed.", "Go back to a checkpoint without NaN; do not publish."
)
INFINITE = _code(
    13,
    "infinite",
    "A number grew beyond its dtype, often in a cast to float16.",
    "Cast to bfloat16 instead, or train again.",
)
ZERO = _code(
    14,
    "nothing-but-zeros",
    "A matrix was never trained or never loaded; in an adapter, B is zero until the first step.",
    "Look whether the right checkpoint was saved.",
)
DTYPE = _code(
    15,
    "dtype-not-as-declared",
    "config.json names another dtype than most of the weights have, so that loading casts them unasked.",
    "Put the dtype of the weights into config.json, or cast with `referto package --dtype`.",
)
UNSEEN = _code(
    16,
    "not-looked-into",
    "This dtype packs its numbers in a way that is not looked into here.",
    "Nothing says whether these numbers are finite; say so in the card.",
    Severity.WARNING,
)

_NAMES = MappingProxyType({"float32": "F32", "float16": "F16", "bfloat16": "BF16", "float64": "F64"})


def _examine(subject: Subject) -> Iterator[Finding]:
    for defect in subject.folder.weights.defects:
        yield found(_DEFECTS[defect.kind], defect.file, defect.tensor, defect.detail)
    for file, scan in subject.scans.items():
        for flaws in scan.flaws:
            yield from of_flaws(file, flaws)
        if scan.unseen:
            yield found(UNSEEN, file, hint=f"{len(scan.unseen):,} tensors")
    yield from _of_dtype(subject)


def of_flaws(file: str, flaws: Flaws) -> Iterator[Finding]:
    """Give the findings of one tensor's numbers.

    A vector of zeros is as it should be: biases and some norms begin there, and a norm that counts from one may stay.
    """
    if flaws.nan:
        yield found(NAN, file, flaws.tensor.name, f"{flaws.nan:,} of {flaws.tensor.elements:,} numbers")
    if flaws.infinite:
        yield found(INFINITE, file, flaws.tensor.name, f"{flaws.infinite:,} of {flaws.tensor.elements:,} numbers")
    if flaws.all_zero and len(flaws.tensor.shape) > 1:
        yield found(ZERO, file, flaws.tensor.name)


def _of_dtype(subject: Subject) -> Iterator[Finding]:
    config = subject.folder.config
    text = config.get("text_config") if isinstance(config.get("text_config"), dict) else {}
    declared = _NAMES.get(str(config.get("dtype") or config.get("torch_dtype") or (text or {}).get("dtype")))
    if declared is None or "quantization_config" in config:
        return
    sizes: Counter[str] = Counter()
    for tensor in subject.folder.weights.tensors():
        if tensor.dtype in _NAMES.values():
            sizes[tensor.dtype] += tensor.size
    if sizes and sizes.most_common(1)[0][0] != declared:
        yield found(DTYPE, "config.json", "dtype", f"most weights are {sizes.most_common(1)[0][0]}")


CHECK = ModelCheck(
    "weights",
    "Headers, shards and index agree, and every number is finite.",
    (*_DEFECTS.values(), NAN, INFINITE, ZERO, DTYPE, UNSEEN),
    _examine,
)
