"""States: what a worker found in its part of the rows, as bytes that another process or machine takes over.

A state holds counts, hashes, places and the few excerpts that canaries are planted in. It is as sensitive as the data. What
every process has anyway, the `Facts` and the engine, is left out and given back on reading.
"""

from __future__ import annotations

import io
import pickle
from typing import Any

from validation.anonymisation.engine import IdentifierEngine
from validation.checks import Facts

__all__ = ["pack", "unpack"]

_FACTS, _ENGINE = "facts", "engine"

_TRUSTED = ("validation", "model_cards", "datasets_builders", "collections", "numpy", "pyarrow", "release")
_BUILTINS = frozenset("set frozenset list dict tuple int float str bytes bool bytearray complex slice range".split())


class _Packer(pickle.Pickler):
    def persistent_id(self, obj: Any) -> str | None:
        if isinstance(obj, Facts):
            return _FACTS
        return _ENGINE if isinstance(obj, IdentifierEngine) else None


class _Unpacker(pickle.Unpickler):
    """Reads what `pack` wrote. It makes objects of our own packages and of a few plain kinds, and of nothing else."""

    def __init__(self, content: bytes, facts: Facts | None) -> None:
        super().__init__(io.BytesIO(content))
        self._facts = facts

    def persistent_load(self, pid: Any) -> Any:
        if pid == _FACTS:
            return self._facts
        if pid == _ENGINE:
            return self._facts.engine if self._facts else None
        raise pickle.UnpicklingError("no such part")

    def find_class(self, module: str, name: str) -> Any:
        is_plain = module == "builtins" and name in _BUILTINS
        # A dotted name reaches through a module into others that it imports.
        if "." in name or not (is_plain or module.partition(".")[0] in _TRUSTED):
            raise pickle.UnpicklingError("no kind of thing that a state holds")
        return super().find_class(module, name)


def pack(state: object) -> bytes:
    """Write a state as bytes, without the facts and the engine that it may refer to."""
    content = io.BytesIO()
    _Packer(content, protocol=5).dump(state)
    return content.getvalue()


def unpack(content: bytes, facts: Facts | None = None) -> Any:
    """Read what `pack` wrote.

    Args:
        content: the bytes.
        facts: what stands for the facts that the state refers to.

    Raises:
        pickle.UnpicklingError: it is damaged, or holds what no state holds.
    """
    return _Unpacker(content, facts).load()
