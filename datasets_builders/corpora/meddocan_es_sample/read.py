"""Read the sample from its brat files. The XML files say the same (a test proves it) and are not needed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from datasets_builders.reading import Event
from datasets_builders.standoff import StandoffRows, find_folder

__all__ = ["read"]


def read(source: Path) -> Iterator[Event]:
    """Give every document of the folder brat.

    Raises:
        SourceMismatch: there is no such folder.
    """
    yield from StandoffRows("phi", "validation", "CC-BY-4.0").of_brat(find_folder(source, "brat"))
