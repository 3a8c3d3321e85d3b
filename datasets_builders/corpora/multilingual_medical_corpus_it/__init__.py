"""The Italian part of the Multilingual Medical Corpus: text for pre-training."""

from __future__ import annotations

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

SPEC = CorpusSpec(
    id="multilingual-medical-corpus-it",
    title="Multilingual Medical Corpus, Italian part",
    summary="Italian text of the medical domain, compiled for the pre-training of Medical mT5.",
    language="it",
    origin=Origin.NATIVE,
    origin_note="compiled from several collections of Italian text; whether any of it is translated is not said",
    licence=Licence(
        hub_id="apache-2.0",
        link="https://huggingface.co/datasets/HiTZ/Multilingual-Medical-Corpus",
        evidence="The card of the dataset is tagged apache-2.0.",
        contradictions=(
            "The tag is the compilers'; the licences of the texts they compiled are not given row by row.",
        ),
        row_values=("apache-2.0",),
    ),
    republish=Republish.AS_IS,
    sources=(
        Source(
            url="https://huggingface.co/datasets/HiTZ/Multilingual-Medical-Corpus",
            revision="48ca953 (abbreviated; the whole is unknown)",
            path="data/it-*.parquet",
        ),
    ),
    configs=(
        ConfigSpec(
            name="text",
            task=TaskType.TEXT,
            splits=("train",),
            description="Passages of text, one a row, as published; 3,504,555 of them by the card.",
        ),
    ),
    split_policy="none; the publisher's split `it` is a language and becomes `train`",
    read="datasets_builders.corpora.multilingual_medical_corpus_it.read:read",
    tags=("medical", "pre-training"),
    unknown=(
        "Which collection a passage comes from, and under which licence that is.",
        "Whether passages of one document stand in several rows; every row is its own document here.",
        "The files could not be obtained for this project: the reader was written after the card (one column, text).",
    ),
)
