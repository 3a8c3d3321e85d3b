"""DART: the sections of a medicine's summary become one text, and the licence keeps it at home."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from datasets_builders.build import build
from datasets_builders.corpora.dart_it import SPEC
from datasets_builders.corpora.dart_it.read import read
from datasets_builders.formats.tabular import SchemaDiffers
from datasets_builders.reading import Record, Rejected, SourceMismatch
from datasets_builders.spec import Republish

ROW = {
    "Nome Medicinale": "Sanabene",
    "Classe": "A",
    "04.1 Indicazioni terapeutiche": "Tosse,\ne mal di gola.",
    "04.3 Controindicazioni": " ",
    "04.8 Effetti indesiderati": "Nessuno noto.",
}


def _write(folder: Path, *rows: dict[str, str]) -> Path:
    with (folder / "DART.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return folder


def test_filled_sections_stand_under_their_heads_and_the_rest_is_left_out(tmp_path: Path) -> None:
    (record,) = [e for e in read(_write(tmp_path, ROW)) if isinstance(e, Record)]
    assert record.document.text == (
        "Sanabene\n\n04.1 Indicazioni terapeutiche\nTosse,\ne mal di gola.\n\n04.8 Effetti indesiderati\nNessuno noto."
    )
    assert record.document.fields == {"product": "Sanabene"}


def test_a_medicine_without_any_section_is_rejected(tmp_path: Path) -> None:
    empty = {name: ("Sanabene" if name == "Nome Medicinale" else "") for name in ROW}
    assert [e.reason for e in read(_write(tmp_path, empty)) if isinstance(e, Rejected)] == ["no-section-filled"]
    facts = build(SPEC, _write(tmp_path, ROW, empty), tmp_path / "out")
    assert (facts["rows_in"], facts["rows_out"]) == (2, 1)


@pytest.mark.parametrize("column", ["Nome Medicinale", "04.1 Indicazioni terapeutiche"])
def test_a_missing_column_is_named(tmp_path: Path, column: str) -> None:
    with pytest.raises(SchemaDiffers, match=f"'{column}'"):
        list(read(_write(tmp_path, {name: value for name, value in ROW.items() if name != column})))


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceMismatch):
        list(read(tmp_path))


def test_it_is_never_published_again() -> None:
    assert SPEC.republish is Republish.NO
    assert SPEC.licence.contradictions
