"""Does a row fit the columns it is to be written to? Told before it is written, so that one bad row is rejected and not the build."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

__all__ = ["misfit"]

_SURROGATE = re.compile("[\ud800-\udfff]")

_REQUIRED = ("id", "document_id", "group_id", "text", "licence")

MISSING = "value-missing"
WRONG_TYPE = "value-of-wrong-type"
HALF_CHARACTER = "half-character"
"""Half of a surrogate pair stands alone: no Unicode text, and not to be written as UTF-8."""


def misfit(row: Mapping[str, Any], schema: pa.Schema) -> str:
    """Return why a row cannot be written under `schema`, as a rejection's reason; "" where it can."""
    if any(row.get(name) is None for name in _REQUIRED if name in schema.names):
        return MISSING
    for field in schema:
        reason = _misfit(row.get(field.name), field.type)
        if reason:
            return reason
    return ""


def _misfit(value: Any, kind: pa.DataType) -> str:
    if value is None:
        return ""
    if pa.types.is_string(kind):
        return _misfit_text(value)
    if pa.types.is_list(kind):
        if not isinstance(value, (list, tuple)):
            return WRONG_TYPE
        return next((reason for each in value if (reason := _misfit(each, kind.value_type))), "")
    if pa.types.is_struct(kind):
        if not isinstance(value, dict):
            return WRONG_TYPE
        return next((reason for field in kind if (reason := _misfit(value.get(field.name), field.type))), "")
    if pa.types.is_integer(kind):
        return "" if isinstance(value, int) and not isinstance(value, bool) else WRONG_TYPE
    if pa.types.is_boolean(kind):
        return "" if isinstance(value, bool) else WRONG_TYPE
    if pa.types.is_floating(kind):
        return "" if isinstance(value, (int, float)) and not isinstance(value, bool) else WRONG_TYPE
    return ""


def _misfit_text(value: Any) -> str:
    if not isinstance(value, str):
        return WRONG_TYPE
    return "" if value.isascii() or _SURROGATE.search(value) is None else HALF_CHARACTER
