"""CardioCCC Italian: development and test parts of MultiCardioNER, both or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from datasets_builders.build import build
from datasets_builders.corpora.cardioccc_it import SPEC
from datasets_builders.corpora.cardioccc_it.read import read
from datasets_builders.reading import SourceMismatch


@pytest.fixture
def source(tmp_path: Path) -> Path:
    for part, text in (("cardioccc_dev", "Assume eparina."), ("cardioccc_test", "Prende eparina.")):
        folder = tmp_path / "track2" / part / "it" / "brat"
        folder.mkdir(parents=True)
        (folder / f"{part}1.txt").write_text(text, encoding="utf-8")
        (folder / f"{part}1.ann").write_text("T1\tFARMACO 7 14\teparina\n", encoding="utf-8")
    return tmp_path


def test_dev_is_validation_and_test_is_test(source: Path, tmp_path: Path) -> None:
    splits = build(SPEC, source, tmp_path / "out")["configs"]["ner"]["splits"]
    assert {split: counts["entities"] for split, counts in splits.items()} == {
        "validation": {"FARMACO": 1}, "test": {"FARMACO": 1},
    }  # fmt: skip


@pytest.mark.parametrize("part", ["cardioccc_dev", "cardioccc_test"])
def test_half_of_it_is_refused(source: Path, part: str) -> None:
    (source / "track2" / part).rename(source / "track2" / "elsewhere")
    with pytest.raises(SourceMismatch, match=part):
        list(read(source))


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceMismatch):
        list(read(tmp_path))
