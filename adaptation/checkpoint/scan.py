"""Look at every number of a safetensors file in one pass: NaN, infinity, nothing but zeros; hashed and copied on the way.

Floats are looked at as integers: without its sign bit, a float is infinite when it equals the exponent mask and NaN when it is
above, so that a window needs one `&` and one maximum. Memory is bounded by two windows, whatever the file's size.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from adaptation.checkpoint.tensors import Header, Tensor

__all__ = ["FLOATS", "WINDOW", "Flaws", "Layout", "Scan", "Watch", "is_unseen", "read_windows", "scan_file"]

WINDOW = 1 << 23
"""Bytes read at a time."""
_CHUNK = 1 << 17
"""Numbers compared at a time: few enough to stay in a core's cache."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a float lies in an integer: the integer's type, all bits but the sign, infinity's bits (0: it has none), NaN's lowest."""

    integer: str
    magnitude: int
    infinity: int
    nan_from: int


FLOATS: Mapping[str, Layout] = MappingProxyType(
    {
        "F64": Layout("<u8", 0x7FFF_FFFF_FFFF_FFFF, 0x7FF0_0000_0000_0000, 0x7FF0_0000_0000_0001),
        "F32": Layout("<u4", 0x7FFF_FFFF, 0x7F80_0000, 0x7F80_0001),
        "F16": Layout("<u2", 0x7FFF, 0x7C00, 0x7C01),
        "BF16": Layout("<u2", 0x7FFF, 0x7F80, 0x7F81),
        "F8_E5M2": Layout("u1", 0x7F, 0x7C, 0x7D),
        "F8_E4M3": Layout("u1", 0x7F, 0, 0x7F),
    }
)
"""The floats that are looked at, by the format's name."""


@dataclass(frozen=True, slots=True)
class Flaws:
    """What the numbers of one tensor are like; counts of numbers."""

    tensor: Tensor
    nan: int
    infinite: int
    all_zero: bool


@dataclass(frozen=True)
class Scan:
    """One file after one pass.

    Args:
        sha256: of the whole file, hex.
        size: bytes read.
        flaws: of the tensors that have any, and of those that hold nothing but zeros.
        unseen: tensors of a dtype that nobody here can look into.
    """

    sha256: str
    size: int
    flaws: tuple[Flaws, ...]
    unseen: tuple[Tensor, ...]


class Watch:
    """Looks at the windows of one tensor, one after the other."""

    def __init__(self, tensor: Tensor) -> None:
        self._tensor = tensor
        self._layout = FLOATS.get(tensor.dtype)
        self._nan = self._infinite = 0
        self._zero = True

    def see(self, window: memoryview | bytes | npt.NDArray[Any]) -> None:
        """Take the next bytes; a window holds whole numbers."""
        if self._layout is None:
            return
        numbers = np.frombuffer(window, dtype=self._layout.integer)
        lowest = self._layout.infinity or self._layout.nan_from
        magnitude = numbers.dtype.type(self._layout.magnitude)
        beside = np.empty(min(_CHUNK, numbers.size), dtype=numbers.dtype)
        for at in range(0, numbers.size, _CHUNK):
            part = numbers[at : at + _CHUNK]
            bare = np.bitwise_and(part, magnitude, out=beside[: part.size])
            largest = int(bare.max())
            self._zero = self._zero and largest == 0
            if largest >= lowest:
                self._nan += int(np.count_nonzero(bare >= self._layout.nan_from))
                self._infinite += int(np.count_nonzero(bare == self._layout.infinity)) if self._layout.infinity else 0

    def conclude(self) -> Flaws | None:
        """Return what was seen; None where there is nothing to say."""
        zero = self._zero and self._layout is not None and self._tensor.elements > 0
        if not (self._nan or self._infinite or zero):
            return None
        return Flaws(self._tensor, self._nan, self._infinite, zero)


def read_windows(file: BinaryIO, tensor: Tensor) -> Iterator[bytes]:
    """Read a tensor's bytes, at most `WINDOW` at a time; each window holds whole numbers of up to 64 bits.

    Raises:
        EOFError: the file ends before the tensor does: it was cut while it was read.
    """
    file.seek(tensor.begin)
    left = tensor.size
    while left:
        window = file.read(min(left, WINDOW))
        if len(window) < min(left, WINDOW):
            raise EOFError(f"{tensor.file} ended early")
        left -= len(window)
        yield window


class _Relay:
    """Hands windows to those who take them, each in a thread of its own, while the next one is read and looked at.

    Two buffers in turn; a taker gets the windows in their order.
    """

    def __init__(self, takers: Sequence[tuple[Callable[[memoryview], None], ThreadPoolExecutor]]) -> None:
        self._takers = takers
        self._buffers = [memoryview(bytearray(WINDOW)) for _ in range(2)]
        self._waits: list[list[Future[None]]] = [[], []]
        self._turn = 0

    def read(self, file: io.FileIO, length: int) -> memoryview:
        """Fill the buffer whose turn it is, once nobody needs what it held, and hand it on; return it to be looked at."""
        self._turn ^= 1
        self._wait(self._turn)
        window = self._buffers[self._turn][:length]
        _fill(file, window)
        self._waits[self._turn] = [pool.submit(take, window) for take, pool in self._takers]
        return window

    def finish(self) -> None:
        """Wait until all that was handed on is done."""
        for turn in range(2):
            self._wait(turn)

    def _wait(self, turn: int) -> None:
        waits, self._waits[turn] = self._waits[turn], []
        for wait in waits:
            wait.result()


def _fill(file: io.FileIO, window: memoryview) -> None:
    got = 0
    while got < len(window):
        read = file.readinto(window[got:])
        if not read:
            raise EOFError(f"{file.name!s} ended early")
        got += read


def scan_file(root: Path, header: Header, *, copy_to: Path | None = None) -> Scan:
    """Look at every tensor of a file whose header has no defect; hash it, and copy it where that is asked, in the same pass.

    Args:
        root: the model's folder.
        header: of the file; its tensors lie without gaps.
        copy_to: where the bytes go as well, or None.

    Raises:
        EOFError: the file was cut while it was read.
        OSError: as the disk says.
    """
    digest = hashlib.sha256()
    flaws: list[Flaws] = []
    with ExitStack() as stack:
        file = stack.enter_context(io.FileIO(root / header.file))
        takers: list[Callable[[memoryview], None]] = [digest.update]
        if copy_to is not None:
            takers.append(partial(_write, stack.enter_context(io.FileIO(copy_to, "w"))))
        relay = _Relay([(take, stack.enter_context(ThreadPoolExecutor(1))) for take in takers])
        for length in _lengths(header.start):
            relay.read(file, length)
        for tensor in header.tensors:
            watch = Watch(tensor)
            for length in _lengths(tensor.size):
                watch.see(relay.read(file, length))
            found = watch.conclude()
            if found:
                flaws.append(found)
        relay.finish()
    size = header.tensors[-1].end if header.tensors else header.start
    return Scan(digest.hexdigest(), size, tuple(flaws), tuple(each for each in header.tensors if is_unseen(each)))


def _lengths(size: int) -> Iterator[int]:
    for at in range(0, size, WINDOW):
        yield min(WINDOW, size - at)


def _write(file: io.FileIO, window: memoryview) -> None:
    done = 0
    while done < len(window):
        done += file.write(window[done:])


def is_unseen(tensor: Tensor) -> bool:
    """Does it hold floats packed in a way that `Watch` does not look into?"""
    return tensor.dtype.startswith(("F", "BF", "C")) and tensor.dtype not in FLOATS
