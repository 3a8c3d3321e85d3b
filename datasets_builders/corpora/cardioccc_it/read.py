"""Read CardioCCC in Italian from the brat folders of MultiCardioNER track 2."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from datasets_builders.reading import Event
from datasets_builders.standoff import StandoffRows, find_folder

__all__ = ["read"]

_FOLDERS = {"validation": "cardioccc_dev/it/brat", "test": "cardioccc_test/it/brat"}
_REMEDY = (
    "Unpack a version of Zenodo record 10948355 that has cardioccc_dev and cardioccc_test, and give it to --source."
)


def read(source: Path) -> Iterator[Event]:
    """Give every document of the two parts.

    Raises:
        SourceMismatch: a folder is missing.
    """
    folders = {split: find_folder(source, path, remedy=_REMEDY) for split, path in _FOLDERS.items()}
    for split, folder in folders.items():
        yield from StandoffRows("ner", split, "CC-BY-4.0").of_brat(folder)
