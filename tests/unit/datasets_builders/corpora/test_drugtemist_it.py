"""DrugTEMIST Italian: the brat folder of MultiCardioNER, wherever the archive was unpacked."""

from __future__ import annotations

from pathlib import Path

import pytest

from datasets_builders.build import build
from datasets_builders.corpora.drugtemist_it import SPEC
from datasets_builders.corpora.drugtemist_it.read import read
from datasets_builders.reading import Record, Repaired, SourceMismatch


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "multicardioner" / "track2" / "drugtemist_train" / "it" / "brat"
    folder.mkdir(parents=True)
    (folder / "caso1.txt").write_text("Assume aspirina e poi eparina.", encoding="utf-8")
    (folder / "caso1.ann").write_text("T1\tFARMACO 7 15\taspirina\nT2\tFARMACO 22 29\teparina\n", encoding="utf-8")
    (folder / "caso2.txt").write_text("Non assume nulla.", encoding="utf-8")
    (folder / "caso2.ann").write_text("", encoding="utf-8")
    return tmp_path


def test_the_folder_builds_with_its_empty_documents(source: Path, tmp_path: Path) -> None:
    facts = build(SPEC, source, tmp_path / "out")
    train = facts["configs"]["ner"]["splits"]["train"]
    assert (train["rows_out"], train["entities"]) == (2, {"FARMACO": 2})


def test_a_mention_that_is_not_where_it_is_said_to_be_is_counted(source: Path) -> None:
    (ann,) = source.glob("**/caso1.ann")
    ann.write_text("T1\tFARMACO 7 15\tibuprofene\n")
    events = list(read(source))
    assert Repaired("ner", "train", "caso1", "entity-not-placed") in events
    assert sum(isinstance(e, Record) for e in events) == 2


def test_another_folder_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(SourceMismatch, match="drugtemist_train/it/brat") as error:
        list(read(tmp_path))
    assert "10948355" in error.value.remedy
