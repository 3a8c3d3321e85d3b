"""Read the Italian part of the multilingual silver standard of SympTEMIST, however its folders are laid out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from datasets_builders.reading import Event
from datasets_builders.standoff import StandoffRows, find_brat_folders, split_of_folder

__all__ = ["read"]


def read(source: Path) -> Iterator[Event]:
    """Give every document of the Italian brat folders.

    Raises:
        SourceMismatch: there is no such folder, or nothing says which one is Italian.
    """
    silver = [path for path in sorted(source.glob("**/*multilingual-silver-standard*")) if path.is_dir()]
    folders = find_brat_folders(silver[0] if silver else source, "it", "ita", "italian", "italiano")
    splits = [split_of_folder(folder.relative_to(source)) for folder in folders]
    for split in dict.fromkeys(splits):
        of_split = [folder for folder, its in zip(folders, splits, strict=True) if its == split]
        yield from StandoffRows("ner", split, "CC-BY-4.0").of_brat(*of_split)
