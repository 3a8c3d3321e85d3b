"""PharmaER.IT: medicines, diseases, symptoms and parts of the body in Italian medicine leaflets."""

from __future__ import annotations

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

_LABELS = ("DRUG", "DISEASE", "SYMPTOM", "ANATOMICAL_PART")

SPEC = CorpusSpec(
    id="pharmaer-it",
    title="PharmaER.IT: entities in Italian medicine leaflets",
    summary="Package leaflets of the Italian Medicines Agency with medicines, diseases, symptoms and parts of the body marked.",
    language="it",
    origin=Origin.NATIVE,
    origin_note="leaflets published by the Italian Medicines Agency (AIFA), in Italian",
    licence=Licence(
        hub_id="apache-2.0",
        link="https://huggingface.co/datasets/expertai/PharmaER.IT",
        evidence="The card of the dataset: license apache-2.0.",
        row_values=("apache-2.0",),
    ),
    republish=Republish.AS_IS,
    sources=(
        Source(
            url="https://huggingface.co/datasets/expertai/PharmaER.IT",
            revision="unknown",
            path="data/train-*, data/validation-*, data/test-*, data/silver-*",
        ),
    ),
    configs=(
        ConfigSpec(
            name="ner",
            task=TaskType.NER,
            splits=("train", "validation", "test"),
            labels=_LABELS,
            description="Gold: 57 leaflets annotated by a committee of programs and validated by experts.",
        ),
        ConfigSpec(
            name="ner_silver",
            task=TaskType.NER,
            splits=("train",),
            labels=_LABELS,
            description="Silver: leaflets annotated in the same way and not validated.",
        ),
    ),
    split_policy="published: 37, 10 and 10 gold leaflets, and 2,138 silver ones",
    read="datasets_builders.corpora.pharmaer_it.read:read",
    tags=("medical", "pharmaceutical", "leaflets"),
    unknown=(
        "The files are handed out after signing in only and could not be obtained for this project: the reader was written after "
        "the card of version 0.3 (columns document_id, text, tokens, ner_tags), and was never run on them. Version 0.2 has the "
        "column labels instead and Italian label names; it is refused.",
        "The revision of version 0.3, and whether a leaflet stands in both gold and silver.",
    ),
)
