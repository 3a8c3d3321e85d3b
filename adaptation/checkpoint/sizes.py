"""Sizes as people write them: 2GB, 500MB, 1GiB."""

from __future__ import annotations

import re

__all__ = ["bytes_of"]

_UNITS = {"": 1, "B": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9, "KIB": 2**10, "MIB": 2**20, "GIB": 2**30}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMG]?i?B|)", re.IGNORECASE)


def bytes_of(size: str) -> int | None:
    """Return how many bytes a size is, such as "2GB"; None where it is none, or nothing."""
    match = _SIZE.fullmatch(size.strip())
    return int(float(match[1]) * _UNITS.get(match[2].upper(), 0)) or None if match else None
