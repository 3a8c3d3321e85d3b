"""SympTEMIST Italian: the Italian folders of the silver standard, however they are laid out."""

from __future__ import annotations

from pathlib import Path

import pytest

from datasets_builders.build import build
from datasets_builders.corpora.symptemist_it import SPEC
from datasets_builders.corpora.symptemist_it.read import read
from datasets_builders.reading import Seen, SourceMismatch

SILVER = "symptemist-complete_240208/symptemist_multilingual-silver-standard"


def _pair(folder: Path, name: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.txt").write_text("Ha la febbre.", encoding="utf-8")
    (folder / f"{name}.ann").write_text("T1\tSINTOMA 6 12\tfebbre\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("folders", "seen"),
    [
        (("it",), [Seen("ner", "train", 1)]),
        (("it/brat",), [Seen("ner", "train", 1)]),
        (("train/it", "test/it"), [Seen("ner", "test", 1), Seen("ner", "train", 1)]),
        (("brat_it/part1", "brat_it/part2"), [Seen("ner", "train", 2)]),
    ],
)
def test_italian_folders_are_found_and_the_others_are_not(
    tmp_path: Path, folders: tuple[str, ...], seen: list[Seen]
) -> None:
    for number, folder in enumerate(folders):
        _pair(tmp_path / SILVER / folder, f"caso{number}")
    _pair(tmp_path / SILVER / "fr" / "brat", "cas1")
    _pair(tmp_path / "symptemist-complete_240208" / "symptemist_train" / "brat", "caso1")
    assert [event for event in read(tmp_path) if isinstance(event, Seen)] == seen


def test_the_folder_builds(tmp_path: Path) -> None:
    _pair(tmp_path / SILVER / "it", "caso1")
    facts = build(SPEC, tmp_path / SILVER, tmp_path / "out")
    assert facts["configs"]["ner"]["splits"]["train"]["entities"] == {"SINTOMA": 1}


def test_it_stops_where_nothing_says_which_folder_is_italian(tmp_path: Path) -> None:
    _pair(tmp_path / SILVER / "fr", "cas1")
    _pair(tmp_path / SILVER / "sv", "fall1")
    with pytest.raises(SourceMismatch, match="called 'it'"):
        list(read(tmp_path))


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceMismatch):
        list(read(tmp_path))
