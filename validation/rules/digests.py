"""Short digests, so that an examination can remember what it saw without keeping any text.

They are 64 bits of xxh3: the same in every process and on every machine, good for millions of values, and no secret.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import xxhash
from numpy.typing import NDArray

__all__ = ["Digests", "annotation_digests", "digest_of", "text_digests"]

Digests = NDArray[np.uint64]

_MIX = np.uint64(0x9E3779B97F4A7C15)
_MULTIPLY = np.uint64(0xBF58476D1CE4E5B9)


def digest_of(text: str) -> int:
    """Return the digest of one string."""
    return int(xxhash.xxh3_64_intdigest(text.encode("utf-8", "surrogatepass")))


def text_digests(column: pa.Array) -> Digests:
    """Return one digest a row of a string column; 0 where there is no string.

    Args:
        column: strings, of any layout.
    """
    digest = xxhash.xxh3_64_intdigest
    values = column.cast(pa.binary()).to_pylist()
    return np.fromiter((digest(value) if value else 0 for value in values), dtype=np.uint64, count=len(values))


def annotation_digests(entities: pa.Array) -> Digests:
    """Return one digest a row of an `entities` column: of the set of (start, end, label), whatever their order.

    Args:
        entities: `list<struct<start, end, label, ...>>`; a null row counts as one without entities, whose digest is 0.
    """
    if pa.types.is_null(entities.type) or pa.types.is_null(entities.type.value_type):
        return np.zeros(len(entities), dtype=np.uint64)
    lengths = np.diff(_offsets(entities))
    spans = entities.flatten()
    labels = spans.field("label").dictionary_encode()
    known = np.array([digest_of(label or "") for label in labels.dictionary.to_pylist()] or [0], dtype=np.uint64)
    parts = known[labels.indices.fill_null(0).to_numpy(zero_copy_only=False).astype(np.int64)]
    for name in ("start", "end"):
        numbers = (
            spans.field(name)
            .cast(pa.int64(), safe=False)
            .fill_null(-1)
            .to_numpy(zero_copy_only=False)
            .astype(np.uint64)
        )
        parts = _mixed(parts + numbers * _MIX)
    total = np.concatenate((np.zeros(1, dtype=np.uint64), np.cumsum(parts, dtype=np.uint64)))
    ends = np.cumsum(lengths)
    digests: Digests = total[ends] - total[ends - lengths]
    return digests


def _offsets(lists: pa.Array) -> NDArray[np.int64]:
    """Return the bounds of each row in the flattened values; a null row is empty."""
    lengths = pc.list_value_length(lists).fill_null(0).to_numpy(zero_copy_only=False).astype(np.int64)
    return np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(lengths)))


def _mixed(values: Digests) -> Digests:
    values = (values ^ (values >> np.uint64(30))) * _MULTIPLY
    return values ^ (values >> np.uint64(31))
