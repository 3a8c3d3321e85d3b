"""Read the headers of safetensors files: which tensors lie where, and what is wrong with them, without reading a weight.

A safetensors file is eight bytes with the length of a JSON header, the header, then the tensors' bytes without gap or overlap. The
format promises that; a file that was cut, patched or joined by hand may not keep it, and loaders differ in what they notice.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

__all__ = ["BITS", "Defect", "Header", "Tensor", "Weights", "read_header", "read_weights", "weight_files"]

BITS: Mapping[str, int] = MappingProxyType(
    {
        "BOOL": 8, "U8": 8, "I8": 8, "F8_E4M3": 8, "F8_E5M2": 8, "F8_E8M0": 8, "U16": 16, "I16": 16, "F16": 16, "BF16": 16,
        "U32": 32, "I32": 32, "F32": 32, "U64": 64, "I64": 64, "F64": 64, "C64": 64, "F4": 4, "F6_E2M3": 6, "F6_E3M2": 6,
    }
)  # fmt: skip
"""Bits of one element, by the format's name of the dtype."""

_LONGEST_HEADER = 100_000_000
"""The format's own limit, in bytes."""


@dataclass(frozen=True, slots=True)
class Defect:
    """Something wrong with a file of weights.

    Args:
        kind: one of the words that `adaptation.model_checks.weights` gives a code to.
        file: the file, relative to the model's folder.
        tensor: the tensor's name, or "".
        detail: numbers, never content.
    """

    kind: str
    file: str
    tensor: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Tensor:
    """A tensor as the header tells it: `begin` and `end` are bytes from the start of the file, half-open."""

    name: str
    dtype: str
    shape: tuple[int, ...]
    begin: int
    end: int
    file: str

    @property
    def size(self) -> int:
        """Bytes."""
        return self.end - self.begin

    @property
    def elements(self) -> int:
        """Numbers in it; 1 for a scalar."""
        return math.prod(self.shape)


@dataclass(frozen=True)
class Header:
    """One file's header: tensors in the order of their bytes, where the first one begins, and what is wrong."""

    file: str
    start: int
    tensors: tuple[Tensor, ...]
    metadata: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    defects: tuple[Defect, ...] = ()


@dataclass(frozen=True)
class Weights:
    """All weights of a folder.

    Args:
        headers: of the files that are there, in the order of their names.
        index: the index file's name, or "" where the weights are one file.
        listed: tensor -> file, as the index says.
        defects: of headers and index together.
    """

    headers: tuple[Header, ...] = ()
    index: str = ""
    listed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    defects: tuple[Defect, ...] = ()

    def tensors(self) -> Iterator[Tensor]:
        """Give every tensor, file by file, in the order of the bytes."""
        for header in self.headers:
            yield from header.tensors

    def by_name(self) -> dict[str, Tensor]:
        """Return the tensors by name; of duplicates the first."""
        named: dict[str, Tensor] = {}
        for tensor in self.tensors():
            named.setdefault(tensor.name, tensor)
        return named


class _Unreadable(ValueError):
    """The header is no header; holds the kind of defect and a detail."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(kind)
        self.kind = kind
        self.detail = detail


def read_header(root: Path, file: str) -> Header:
    """Read one file's header, however broken: what cannot be believed is a defect and not among the tensors."""
    try:
        raw, start, size, doubled = _parse(root / file)
    except _Unreadable as broken:
        return Header(file, 0, (), defects=(Defect(broken.kind, file, detail=broken.detail),))
    metadata = raw.pop("__metadata__", {})
    defects = [Defect("duplicate", file, name, "named twice in one header") for name in doubled]
    tensors = []
    for name, entry in raw.items():
        tensor = _tensor(name, entry, start, file)
        if isinstance(tensor, Defect):
            defects.append(tensor)
        else:
            tensors.append(tensor)
            defects.extend(_of_one(tensor, size))
    ordered = tuple(sorted(tensors, key=lambda tensor: (tensor.begin, tensor.end, tensor.name)))
    if not defects:
        defects.extend(_of_layout(ordered, start, size, file))
    told = metadata if isinstance(metadata, dict) else {}
    return Header(file, start, ordered, {str(key): str(value) for key, value in told.items()}, tuple(defects))


def _parse(path: Path) -> tuple[dict[str, Any], int, int, list[str]]:
    doubled: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        seen: dict[str, Any] = {}
        for key, value in pairs:
            if key in seen:
                doubled.append(key)
            seen[key] = value
        return seen

    size = path.stat().st_size
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        if size < 8 or size < 8 + length:
            raise _Unreadable("truncated", f"{size:,} bytes do not hold the header they announce")
        if not 2 <= length <= _LONGEST_HEADER:
            raise _Unreadable("header", f"a header of {length:,} bytes")
        text = file.read(length)
    try:
        raw = json.loads(text, object_pairs_hook=once)
    except (ValueError, RecursionError):
        raise _Unreadable("header", "not JSON") from None
    if not isinstance(raw, dict):
        raise _Unreadable("header", "not a JSON object")
    return raw, 8 + length, size, doubled


def _tensor(name: str, entry: Any, start: int, file: str) -> Tensor | Defect:
    """Make one entry a tensor, or tell what cannot be believed of it."""
    if not isinstance(entry, dict):
        return Defect("header", file, name, "not an object")
    dtype: Any = entry.get("dtype")
    shape: Any = entry.get("shape")
    offsets: Any = entry.get("data_offsets")
    if not isinstance(dtype, str) or dtype not in BITS:
        return Defect("dtype-unknown", file, name)
    if not _naturals(shape) or not _naturals(offsets) or len(offsets) != 2:
        return Defect("header", file, name, "shape or offsets are not lists of natural numbers")
    return Tensor(name, dtype, tuple(shape), start + offsets[0], start + offsets[1], file)


def _naturals(value: Any) -> bool:
    return isinstance(value, list) and all(type(each) is int and each >= 0 for each in value)


def _of_one(tensor: Tensor, size: int) -> Iterator[Defect]:
    if tensor.begin > tensor.end:
        yield Defect("bounds", tensor.file, tensor.name, "ends before it begins")
    elif tensor.end > size:
        yield Defect("truncated", tensor.file, tensor.name, f"{tensor.end - size:,} bytes beyond the end of the file")
    elif tensor.elements * BITS[tensor.dtype] != tensor.size * 8:
        yield Defect("bounds", tensor.file, tensor.name, "its bytes are not those of its shape and dtype")


def _of_layout(ordered: tuple[Tensor, ...], start: int, size: int, file: str) -> Iterator[Defect]:
    at = start
    for tensor in ordered:
        if tensor.begin < at:
            yield Defect("overlap", file, tensor.name, f"{at - tensor.begin:,} bytes belong to two tensors")
        elif tensor.begin > at:
            yield Defect("gap", file, tensor.name, f"{tensor.begin - at:,} bytes before it belong to no tensor")
        at = max(at, tensor.end)
    if at < size:
        yield Defect("gap", file, "", f"{size - at:,} bytes at the end belong to no tensor")


def weight_files(files: tuple[str, ...], stem: str) -> tuple[str, ...]:
    """Return the safetensors files of the folder itself that hold `stem` ("model" or "adapter_model"): one file or its shards."""
    return tuple(
        name
        for name in files
        if "/" not in name and name.endswith(".safetensors") and name.startswith((f"{stem}.", f"{stem}-"))
    )


def read_weights(root: Path, files: tuple[str, ...], stem: str = "model") -> Weights:
    """Read the headers of all of a folder's weights and compare them with the index.

    Args:
        root: the model's folder.
        files: what is in it, relative POSIX paths.
        stem: "model", or "adapter_model" for an adapter.
    """
    headers = tuple(read_header(root, name) for name in weight_files(files, stem))
    defects = [defect for header in headers for defect in header.defects]
    if not headers:
        defects.append(Defect("absent", "", detail=f"no {stem}.safetensors"))
    defects.extend(_duplicates(headers))
    index = f"{stem}.safetensors.index.json"
    if index in files:
        listed, told = _read_index(root / index, index)
        defects.extend(told or _disagreements(headers, listed, index))
        return Weights(headers, index, listed, tuple(defects))
    if len(headers) > 1 or any(header.file != f"{stem}.safetensors" for header in headers):
        defects.append(Defect("index", index, detail="the weights are in shards and there is no index"))
    return Weights(headers, "", {}, tuple(defects))


def _read_index(path: Path, name: str) -> tuple[dict[str, str], list[Defect]]:
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        return {}, [Defect("index", name, detail="not JSON")]
    listed = raw.get("weight_map") if isinstance(raw, dict) else None
    if not isinstance(listed, dict) or not all(isinstance(value, str) for value in listed.values()):
        return {}, [Defect("index", name, detail="no weight_map of names to files")]
    return listed, []


def _duplicates(headers: tuple[Header, ...]) -> Iterator[Defect]:
    first: dict[str, str] = {}
    for header in headers:
        for tensor in header.tensors:
            if tensor.name in first:
                yield Defect("duplicate", header.file, tensor.name, f"also in {first[tensor.name]}")
            first.setdefault(tensor.name, header.file)


def _disagreements(headers: tuple[Header, ...], listed: Mapping[str, str], index: str) -> Iterator[Defect]:
    """Compare what the index says with what the files hold."""
    held = {header.file: {tensor.name for tensor in header.tensors} for header in headers}
    for file in sorted(set(listed.values()) - set(held)):
        missing = sum(1 for where in listed.values() if where == file)
        yield Defect("shard-missing", index, "", f"a file that holds {missing:,} tensors is not there")
    for file in sorted(set(held) - set(listed.values())):
        yield Defect("index", file, "", "no tensor of the index is in this file")
    for name, file in sorted(listed.items()):
        if file in held and name not in held[file]:
            yield Defect("shard-wrong", file, name, "the index says it is in this file")
    for file, names in sorted(held.items()):
        for name in sorted(names - set(listed)):
            yield Defect("index", file, name, "the index does not name it")
