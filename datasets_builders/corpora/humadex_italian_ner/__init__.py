"""HUMADEX Italian NER: translated English medical text with automatic labels. In the catalogue only."""

from __future__ import annotations

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

_URL = "https://huggingface.co/datasets/HUMADEX/italian_ner_dataset"

SPEC = CorpusSpec(
    id="humadex-italian-ner",
    title="HUMADEX Italian NER: problems, tests and treatments",
    summary="English medical questions and answers, labelled by a program and translated into Italian by machine.",
    language="it",
    origin=Origin.TRANSLATED,
    origin_note="English text labelled with the clinical model of Stanza, then translated by machine; silver throughout",
    licence=Licence(
        hub_id="apache-2.0",
        link=_URL,
        evidence="The card of the dataset: apache-2.0.",
        contradictions=("The licences of the two English datasets it was made from are not given.",),
        row_values=("apache-2.0",),
    ),
    republish=Republish.AS_IS,
    sources=(
        Source(url=_URL, revision="d1779e59853ba8ec772b9f0bbb6e0e5ceb6f16a1", path="it_medical_data.parquet"),
        Source(url="https://zenodo.org/records/13918323", revision="v1", path="the program that made it"),
    ),
    configs=(
        ConfigSpec(
            name="ner",
            task=TaskType.NER,
            splits=("train",),
            labels=("PROBLEM", "TEST", "TREATMENT"),
            description="Diseases and symptoms, tests, and treatments, marked by a program.",
        ),
    ),
    split_policy="none published: one file",
    read="",
    tags=("medical", "symptoms"),
    defects=(
        "The cards of its sister datasets say that punctuation was removed from the texts before they were labelled.",
    ),
    unknown=("The columns of the file; without them a reader would be a guess.",),
)
