"""Write tensors anew as safetensors: merged, cast, cut into shards; one pass, in memory bounded by a window of rows."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy.typing as npt

from adaptation.checkpoint.floats import CASTABLE, from_float32, to_float32
from adaptation.checkpoint.merge import LowRank
from adaptation.checkpoint.scan import WINDOW, Flaws, Scan, Watch, is_unseen, read_windows
from adaptation.checkpoint.tensors import BITS, Tensor

__all__ = ["Part", "write_weights"]


@dataclass(frozen=True)
class Part:
    """One tensor of the output: its name, where its numbers come from, and what is added to them."""

    name: str
    root: Path
    tensor: Tensor
    added: LowRank | None = None

    def dtype(self, wanted: str | None) -> str:
        """Return the dtype it is written in when floats are cast to `wanted` (None: they stay)."""
        return wanted if wanted and self.tensor.dtype in CASTABLE else self.tensor.dtype


def write_weights(
    parts: Sequence[Part], out: Path, *, stem: str = "model", dtype: str | None = None, most: int | None = None
) -> dict[str, Scan]:
    """Write `parts` in their order into `out`, with an index where there is more than one file.

    Args:
        parts: the tensors.
        out: an empty folder, or one without weights.
        stem: "model" or "adapter_model".
        dtype: the safetensors name of the dtype that floats are cast to; None keeps them.
        most: bytes of tensors in one file, where no single tensor is larger; None for one file.

    Returns:
        What one pass over each file showed, as `scan_file` would have.
    """
    shards = _shards(parts, dtype, most)
    names = [f"{stem}-{at:05d}-of-{len(shards):05d}.safetensors" for at in range(1, len(shards) + 1)]
    if len(shards) == 1:
        names = [f"{stem}.safetensors"]
    scans = {name: _write_file(shard, out, name, dtype) for name, shard in zip(names, shards, strict=True)}
    if len(shards) > 1:
        total = sum(_size(part, dtype) for part in parts)
        listed = {part.name: name for name, shard in zip(names, shards, strict=True) for part in shard}
        index = {"metadata": {"total_size": total}, "weight_map": dict(sorted(listed.items()))}
        (out / f"{stem}.safetensors.index.json").write_text(json.dumps(index, indent=2) + "\n", encoding="utf-8")
    return scans


def _size(part: Part, dtype: str | None) -> int:
    return math.ceil(part.tensor.elements * BITS[part.dtype(dtype)] / 8)


def _shards(parts: Sequence[Part], dtype: str | None, most: int | None) -> list[list[Part]]:
    shards: list[list[Part]] = [[]]
    filled = 0
    for part in parts:
        size = _size(part, dtype)
        if most is not None and shards[-1] and filled + size > most:
            shards.append([])
            filled = 0
        shards[-1].append(part)
        filled += size
    return shards


def _write_file(parts: Sequence[Part], out: Path, name: str, dtype: str | None) -> Scan:
    layout = _layout(parts, name, dtype)
    head = _header(layout)
    digest = hashlib.sha256(head)
    flaws: list[Flaws] = []
    with (out / name).open("wb", buffering=0) as file:
        _write(file, head)
        for part, tensor in zip(parts, layout, strict=True):
            watch = Watch(tensor)
            for window in _windows(part, tensor.dtype):
                digest.update(window)
                _write(file, window)
                watch.see(window)
            found = watch.conclude()
            if found:
                flaws.append(found)
    return Scan(
        digest.hexdigest(),
        layout[-1].end + len(head) if layout else len(head),
        tuple(flaws),
        tuple(filter(is_unseen, layout)),
    )


def _layout(parts: Sequence[Part], file: str, dtype: str | None) -> list[Tensor]:
    """Place the tensors one after the other; offsets are from the end of the header."""
    at, placed = 0, []
    for part in parts:
        end = at + _size(part, dtype)
        placed.append(Tensor(part.name, part.dtype(dtype), part.tensor.shape, at, end, file))
        at = end
    return placed


def _header(layout: Sequence[Tensor]) -> bytes:
    told: dict[str, Mapping[str, Any]] = {"__metadata__": {"format": "pt"}}
    for each in layout:
        told[each.name] = {"dtype": each.dtype, "shape": list(each.shape), "data_offsets": [each.begin, each.end]}
    text = json.dumps(told, separators=(",", ":"), ensure_ascii=False).encode()
    text += b" " * (-len(text) % 8)
    return len(text).to_bytes(8, "little") + text


def _windows(part: Part, dtype: str) -> Iterator[memoryview]:
    """Give a tensor's bytes as they are to be stored."""
    with (part.root / part.tensor.file).open("rb") as file:
        if part.added is not None:
            for numbers in _merged(file, part.tensor, part.added):
                yield _bytes(from_float32(numbers, dtype))
        elif dtype != part.tensor.dtype:
            for window in read_windows(file, part.tensor):
                yield _bytes(from_float32(to_float32(window, part.tensor.dtype), dtype))
        else:
            for window in read_windows(file, part.tensor):
                yield memoryview(window)


def _merged(file: BinaryIO, tensor: Tensor, added: LowRank) -> Iterator[npt.NDArray[Any]]:
    rows, columns = tensor.shape
    width = columns * BITS[tensor.dtype] // 8
    step = max(1, WINDOW // (columns * 4))
    file.seek(tensor.begin)
    for start in range(0, rows, step):
        stop = min(rows, start + step)
        stored = file.read((stop - start) * width)
        if len(stored) < (stop - start) * width:
            raise EOFError(f"{tensor.file} ended early")
        yield to_float32(stored, tensor.dtype).reshape(stop - start, columns) + added.rows(start, stop)


def _bytes(numbers: npt.NDArray[Any]) -> memoryview:
    return memoryview(numbers.tobytes())


def _write(file: Any, window: bytes | memoryview) -> None:
    left = memoryview(window)
    while left:
        left = left[file.write(left) :]
