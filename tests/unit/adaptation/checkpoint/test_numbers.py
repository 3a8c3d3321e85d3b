"""Numbers looked at as integers and cast without torch are what torch and numpy say they are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adaptation.checkpoint import scan
from adaptation.checkpoint.floats import from_float32, to_float32
from adaptation.checkpoint.scan import FLOATS, Watch, scan_file
from adaptation.checkpoint.tensors import Tensor, read_header

TORCH = {
    "F16": "float16",
    "BF16": "bfloat16",
    "F8_E5M2": "float8_e5m2",
    "F8_E4M3": "float8_e4m3fn",
}


@pytest.mark.parametrize("dtype", ["F16", "BF16", "F8_E5M2", "F8_E4M3"])
def test_every_bit_pattern_is_judged_as_torch_judges_it(dtype: str) -> None:
    torch = pytest.importorskip("torch")
    layout = np.dtype(FLOATS[dtype].integer)
    patterns = np.arange(1 << 8 * layout.itemsize, dtype=np.uint32).astype(layout)
    floats = torch.from_numpy(patterns.view(np.dtype(f"i{layout.itemsize}"))).view(getattr(torch, TORCH[dtype])).float()
    watch = Watch(Tensor("w", dtype, (len(patterns),), 0, patterns.nbytes, "f"))
    watch.see(patterns.tobytes())
    found = watch.conclude()
    assert found is not None
    assert (found.nan, found.infinite) == (int(floats.isnan().sum()), int(floats.isinf().sum()))
    assert not found.all_zero


@given(st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=50))
def test_32_bit_floats_are_judged_and_cast_as_torch_does_it(bits: list[int]) -> None:
    torch = pytest.importorskip("torch")
    numbers = np.array(bits, dtype=np.uint32).view(np.float32)
    watch = Watch(Tensor("w", "F32", numbers.shape, 0, numbers.nbytes, "f"))
    watch.see(numbers.tobytes())
    found = watch.conclude()
    assert (found.nan if found else 0) == int(np.isnan(numbers).sum())
    assert (found.infinite if found else 0) == int(np.isinf(numbers).sum())
    assert bool(found and found.all_zero) == (not numbers.any())
    finite = numbers[~np.isnan(numbers)]
    for dtype in ("BF16", "F16"):
        cast = torch.from_numpy(finite.copy()).to(getattr(torch, TORCH[dtype]))
        ours = from_float32(finite, dtype)
        assert ours.tobytes() == cast.view(torch.int16).numpy().tobytes()
        assert np.array_equal(to_float32(ours.tobytes(), dtype), cast.float().numpy())


def test_a_window_does_not_matter(
    tmp_path: Path, safetensors_by_hand: tuple[Callable[..., None], ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    import hashlib

    write, _, _ = safetensors_by_hand
    random = np.random.default_rng(5)
    numbers = random.normal(size=(37, 41))
    numbers[36, 40] = np.nan
    numbers[0, 0] = np.inf
    tensors = {
        "a": ("F32", numbers),
        "b": ("F32", np.zeros((3, 3))),
        "c": ("I64", np.arange(5)),
        "d": ("F32", np.ones(())),
    }
    write(tmp_path / "m.safetensors", tensors)
    whole = scan_file(tmp_path, read_header(tmp_path, "m.safetensors"))
    monkeypatch.setattr(scan, "WINDOW", 64)
    monkeypatch.setattr(scan, "_CHUNK", 7)
    cut = scan_file(tmp_path, read_header(tmp_path, "m.safetensors"), copy_to=tmp_path / "copy")
    assert cut == whole
    assert (tmp_path / "copy").read_bytes() == (tmp_path / "m.safetensors").read_bytes()
    assert whole.sha256 == hashlib.sha256((tmp_path / "m.safetensors").read_bytes()).hexdigest()
    assert [(each.tensor.name, each.nan, each.infinite, each.all_zero) for each in whole.flaws] == [
        ("a", 1, 1, False), ("b", 0, 0, True)
    ]  # fmt: skip


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_a_header_however_broken_is_told_and_never_a_crash(tmp_path: Path, data: st.DataObject) -> None:
    """Flip bytes of a good file anywhere: either nothing that counts changed, or there is a defect; never an exception."""
    path = tmp_path / "model.safetensors"
    head = b'{"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"b":{"dtype":"BF16","shape":[4],"data_offsets":[24,32]}}'
    raw = bytearray(len(head).to_bytes(8, "little") + head + bytes(range(32)))
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(bytes(raw[: data.draw(st.integers(0, len(raw)))]))
    header = read_header(tmp_path, "model.safetensors")
    if not header.defects:
        assert sum(tensor.size for tensor in header.tensors) + header.start == path.stat().st_size
        scan_file(tmp_path, header)


def test_a_header_of_a_gigabyte_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    with path.open("wb") as file:
        file.write((10**9).to_bytes(8, "little"))
        file.truncate(10**9 + 8)
    told: Any = read_header(tmp_path, "model.safetensors").defects
    assert [each.kind for each in told] == ["header"]
