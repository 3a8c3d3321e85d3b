"""DART: summaries of product characteristics of medicines sold in Italy."""

from __future__ import annotations

import pyarrow as pa

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

SPEC = CorpusSpec(
    id="dart-it",
    title="DART: summaries of product characteristics, Italian",
    summary="Summaries of product characteristics (RCP) of medicines, from the Italian Medicines Agency, section by section.",
    language="it",
    origin=Origin.NATIVE,
    origin_note="regulatory texts published by the Italian Medicines Agency (AIFA)",
    licence=Licence(
        hub_id="cc-by-nc-nd-4.0",
        link="https://creativecommons.org/licenses/by-nc-nd/4.0/",
        evidence="The card of the dataset: license cc-by-nc-nd-4.0.",
        contradictions=(
            "The README of the repository on GitHub says CC BY-NC 4.0; the stricter statement is followed here.",
        ),
        row_values=("CC-BY-NC-ND-4.0",),
    ),
    republish=Republish.NO,
    sources=(
        Source(
            url="https://huggingface.co/datasets/praiselab-picuslab/DART",
            revision="7ad7590 (abbreviated; the whole is unknown)",
            path="DART.csv",
        ),
        Source(url="https://github.com/PRAISELab-PicusLab/DART", revision="unknown", path="README.md"),
    ),
    configs=(
        ConfigSpec(
            name="text",
            task=TaskType.TEXT,
            splits=("train",),
            extra=(("product", pa.string()),),
            description="One medicine a row: its name, then every section that is filled, under its head.",
        ),
    ),
    split_policy="none; the publisher's only split is called `DART` and becomes `train`",
    read="datasets_builders.corpora.dart_it.read:read",
    tags=("medical", "pharmaceutical", "pre-training"),
    unknown=(
        "The file is handed out on request only and could not be obtained for this project: the reader was written after public "
        "programs that read it (columns Nome Medicinale, 04.1 Indicazioni terapeutiche, ...), and was never run on it.",
        "The names of all its columns; every column whose name begins with a section number is taken as a section.",
    ),
)
