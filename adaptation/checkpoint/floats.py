"""Turn stored numbers into 32-bit floats and back, window by window, without torch.

bfloat16 is the upper half of a 32-bit float; on the way back the lower half is rounded to nearest, ties to even, as every library
does it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["CASTABLE", "DTYPES", "from_float32", "to_float32"]

Float32 = npt.NDArray[np.float32]

DTYPES = {"float32": "F32", "bfloat16": "BF16", "float16": "F16"}
"""Name in a configuration -> name in a safetensors header, of what a model may be cast to."""
CASTABLE = frozenset({"F64", "F32", "F16", "BF16"})
"""Dtypes that are cast; integers and what is quantised stay as they are."""

_NUMPY = {"F64": "<f8", "F32": "<f4", "F16": "<f2"}


def to_float32(window: bytes, dtype: str) -> Float32:
    """Read stored numbers as 32-bit floats, flat; exact for all but F64."""
    if dtype == "BF16":
        halves = np.frombuffer(window, dtype="<u2").astype("<u4")
        return (halves << np.uint32(16)).view(np.float32)
    read: npt.NDArray[Any] = np.frombuffer(window, dtype=_NUMPY[dtype])
    return read.astype(np.float32)


def from_float32(numbers: Float32, dtype: str) -> npt.NDArray[Any]:
    """Give 32-bit floats as they are stored in `dtype`, flat; too large a number becomes infinite."""
    flat = np.ascontiguousarray(numbers, dtype=np.float32).reshape(-1)
    if dtype != "BF16":
        with np.errstate(over="ignore"):
            return flat.astype(_NUMPY[dtype])
    bits = flat.view(np.uint32)
    odd = (bits >> np.uint32(16)) & np.uint32(1)
    rounded = (bits + (odd + np.uint32(0x7FFF))) >> np.uint32(16)
    rounded = np.where(np.isnan(flat), np.uint32(0x7FC0), rounded)
    return rounded.astype("<u2")
