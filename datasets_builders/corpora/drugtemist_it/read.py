"""Read DrugTEMIST in Italian from the brat folder of MultiCardioNER track 2."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from datasets_builders.reading import Event
from datasets_builders.standoff import StandoffRows, find_folder

__all__ = ["read"]


def read(source: Path) -> Iterator[Event]:
    """Give every document of drugtemist_train.

    Raises:
        SourceMismatch: the folder is missing.
    """
    folder = find_folder(
        source, "drugtemist_train/it/brat", remedy="Unpack Zenodo record 10948355 and give it to --source."
    )
    yield from StandoffRows("ner", "train", "CC-BY-4.0").of_brat(folder)
