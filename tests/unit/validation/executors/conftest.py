"""A dataset of several configs, splits, files and row groups, made up, with something for several checks to find."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

SYMPTOMS = ("dispnea", "tosse", "cefalea", "vertigine", "nausea", "astenia", "lombalgia")
STORY = (
    "Accesso per dispnea ingravescente da tre giorni con tosse produttiva e febbre serale fino a trentotto gradi in "
    "paziente con broncopneumopatia cronica in terapia inalatoria, nega dolore toracico e sincope"
)
SHAPE = {
    ("notes", "train"): (5, 4, 6),
    ("notes", "test"): (3, 2),
    ("visits", "train"): (4, 4),
    ("visits", "test"): (5,),
}
"""Rows of each file, by config and split; row groups have two rows."""


def _text(config: str, split: str, number: int) -> str:
    if number == 1:  # the same story in every split: leaks, and repeats across configs
        return STORY
    symptom = SYMPTOMS[(number * 3 + len(split)) % len(SYMPTOMS)]
    tail = {2: " Contattare il figlio al cell. 347 555 0147.", 3: " Dimessa il 12 marzo 2021."}.get(number, "")
    return f"Caso {config} {split} {number}: riferisce {symptom} da {number + 2} giorni, nega febbre.{tail}"


def _row(config: str, split: str, number: int) -> dict[str, Any]:
    # The ids of the two splits overlap at number 4: one id told twice.
    id = "twice" if number == 4 else f"{config}-{split}-{number}"
    text = _text(config, split, number)
    licence = "CC-BY-ND" if number == 5 else "CC0-1.0"
    return {"id": id, "document_id": id, "group_id": f"p{number}", "text": text, "licence": licence}


def build(folder: Path, *, broken: bool = True) -> Path:
    """Write the dataset; `broken` adds a config whose second file has numbers for texts."""
    for (config, split), files in SHAPE.items():
        number = 0
        for at, rows in enumerate(files):
            table = pa.Table.from_pylist([_row(config, split, number + each) for each in range(rows)])
            number += rows
            path = folder / "data" / config / f"{split}-{at:05d}-of-{len(files):05d}.parquet"
            path.parent.mkdir(parents=True, exist_ok=True)
            pq.write_table(table, path, row_group_size=2)
    if broken:
        (folder / "data" / "odd").mkdir()
        good = pa.Table.from_pylist([_row("odd", "train", 0)])
        bad = good.set_column(good.schema.get_field_index("text"), "text", pa.array([5]))
        pq.write_table(good, folder / "data/odd/test-00000-of-00001.parquet")
        pq.write_table(good, folder / "data/odd/train-00000-of-00002.parquet")
        pq.write_table(bad, folder / "data/odd/train-00001-of-00002.parquet")
    licence = {"row_values": ["CC0-1.0"], "republish": "as-is"}
    (folder / "corpus.json").write_text(json.dumps({"configs": {}, "licence": licence}), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def make_dataset() -> Callable[..., Path]:
    """Write the dataset into a folder."""
    return build


@pytest.fixture(scope="session")
def dataset_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset, to be read only."""
    return build(tmp_path_factory.mktemp("many") / "built")
