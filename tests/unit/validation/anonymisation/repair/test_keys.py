"""A key is read from a file that others cannot read, and nothing shows it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from datasets_builders.errors import UserError
from validation.anonymisation.repair.keys import Key, read_key

SECRET = bytes(range(100, 132))


def _file(tmp_path: Path, content: bytes, mode: int = 0o600) -> Path:
    path = tmp_path / "surrogates.key"
    path.write_bytes(content)
    path.chmod(mode)
    return path


def test_the_bytes_of_the_file_are_the_key(tmp_path: Path) -> None:
    key = read_key(_file(tmp_path, SECRET))
    assert key.digest("a") == Key(SECRET).digest("a")
    assert key.digest("a") != Key(SECRET + b"\n").digest("a")


@pytest.mark.parametrize(
    "content, mode, fact",
    [
        (SECRET[:31], 0o600, "needs 32"),
        (b"", 0o600, "needs 32"),
        (SECRET, 0o644, "read by everybody"),
        (b"a" * 40, 0o600, "does not look like a key"),
        (SECRET * 1000, 0o600, "does not look like a key"),
    ],
)
def test_what_is_no_key_is_refused_with_a_remedy(tmp_path: Path, content: bytes, mode: int, fact: str) -> None:
    with pytest.raises(UserError, match=fact) as refused:
        read_key(_file(tmp_path, content, mode))
    assert "/dev/urandom" in refused.value.remedy or "chmod 600" in refused.value.remedy
    assert "aaaa" not in str(refused.value)


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no key file") as refused:
        read_key(tmp_path / "absent")
    assert "head -c 32 /dev/urandom" in refused.value.remedy


def test_neither_repr_nor_fingerprint_holds_the_key() -> None:
    key = Key(SECRET)
    assert SECRET.decode("latin-1") not in repr(key)
    assert SECRET.hex()[:8] not in repr(key)
    assert key.fingerprint == Key(SECRET).fingerprint != Key(SECRET[::-1]).fingerprint


def test_parts_are_told_apart_whatever_they_hold() -> None:
    key = Key(SECRET)
    assert key.digest("ab", "c") != key.digest("a", "bc") != key.digest("abc")
    assert key.digest("\ud800\x00") != key.digest("\ud800")


def test_draws_repeat_and_spread() -> None:
    draw = Key(SECRET).draw("x")
    numbers = [draw.below(10) for _ in range(1000)]
    again = Key(SECRET).draw("x")
    assert numbers == [again.below(10) for _ in range(1000)]
    assert all(60 < numbers.count(digit) < 140 for digit in range(10))
    assert sorted(Key(SECRET).draw("y").shuffled("abcdef")) == list("abcdef")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="permission is denied"):
        read_key(_file(tmp_path, SECRET, 0o000))
