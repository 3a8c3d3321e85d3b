"""E3C-3.0: the English part of E3C in Italian translation, its clinical entities projected, sentence by sentence."""

from __future__ import annotations

import pyarrow as pa

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

_SPLITS = ("train", "validation", "test")
_EXTRA = (("ambiguous_entities", pa.list_(pa.string())),)
_PATH = "data/train-*.parquet, data/validation-*.parquet or data/dev-*.parquet, data/test-*.parquet"

SPEC = CorpusSpec(
    id="e3c-3-0-it",
    title="E3C-3.0 Italian: sentences with projected clinical entities",
    summary="Sentences of the English clinical cases of E3C, translated into Italian, with their clinical entities projected from "
    "English; once as the projection left them, once revised.",
    language="it",
    origin=Origin.PROJECTED,
    origin_note="written in English, translated into Italian, the entities projected; in `ner_revised` corrected by people",
    licence=Licence(
        hub_id="unknown",
        link="https://huggingface.co/datasets/NLP-FBK/e3c-sentences-IT-revised",
        evidence="The cards of both repositories name no licence.",
        contradictions=(
            "The card of NLP-FBK/English_Relation_Extraction_Task, the English relations of the same release, says cc-by-nc-4.0.",
            "The README of E3C, where the English cases come from, says CC BY-NC without a version.",
        ),
        row_values=("unknown",),
    ),
    republish=Republish.NO,
    sources=(
        Source("https://huggingface.co/datasets/NLP-FBK/e3c-sentences-IT-revised", "unknown", _PATH),
        Source("https://huggingface.co/datasets/NLP-FBK/e3c-sentences-IT-unrevised", "unknown", _PATH),
    ),
    configs=(
        ConfigSpec(
            name="ner_revised",
            task=TaskType.NER,
            splits=_SPLITS,
            labels=("CLINENTITY",),
            extra=_EXTRA,
            description="Sentences whose projected entities people revised.",
        ),
        ConfigSpec(
            name="ner_unrevised",
            task=TaskType.NER,
            splits=_SPLITS,
            labels=("CLINENTITY",),
            extra=_EXTRA,
            description="The sentences with their entities as the projection left them.",
        ),
    ),
    split_policy="official: train, validation and test as published; where `dev` and `validation` are the same table, it is read once",
    read="datasets_builders.corpora.e3c_3_0_it.read:read",
    tags=("medical", "clinical", "case-reports", "projected-annotation"),
    defects=(
        "The cards hold nothing but what the Hub's library wrote into them: no licence, no language, no task, no citation.",
        "A sister repository (Basque) publishes its validation part twice, as `dev` and as `validation`.",
        "The same data stand there again as loose token files (IOB, .tsv and .txt) beside the Parquet; they are not read.",
        "The revised and the unrevised config are about the same cases: do not train on one and test on the other.",
    ),
    unknown=(
        "Under which licence the Italian sentences are.",
        "How many sentences and entities each part has; the Hub says between 1,000 and 10,000 rows.",
        "Which of the two documented layouts the tables have; both are read.",
        "Which sentences come from the same case, where the table has no `original_id`; each is then a group of its own.",
        "Which revisions of the repositories the published figures were made with.",
    ),
)
