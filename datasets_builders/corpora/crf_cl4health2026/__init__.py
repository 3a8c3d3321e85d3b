"""CRF filling of the CL4Health 2026 shared task: the development labels of 80 emergency notes, 134 items each."""

from __future__ import annotations

import pyarrow as pa

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

SPEC = CorpusSpec(
    id="crf-cl4health2026",
    title="CL4Health 2026: case report forms of 80 Italian emergency notes, development part",
    summary=(
        "What 80 notes of an Italian emergency department say to the 134 items of a case report form for dyspnea and loss of "
        "consciousness. The repository holds the labels; the notes are joined when they are given."
    ),
    language="it",
    origin=Origin.NATIVE,
    origin_note="notes of an Italian emergency department, anonymised by their publisher; items and values are in English",
    licence=Licence(
        hub_id="unknown",
        link="https://github.com/hltfbk/CRF-filling-CL4Health2026",
        evidence="The repository has no licence file and its README names none.",
        row_values=("unknown",),
    ),
    republish=Republish.NO,
    sources=(
        Source(
            url="https://github.com/hltfbk/CRF-filling-CL4Health2026",
            revision="139b2f39942e1b32f9acc4a0589d337cc1836c58",
            path="development_data/dev_gt.jsonl",
        ),
        Source(
            url="https://huggingface.co/datasets/NLP-FBK/dyspnea-crf-development",
            revision="unknown",
            path="data/it-00000-of-00001.parquet",
        ),
    ),
    configs=(
        ConfigSpec(
            name="crf",
            task=TaskType.CRF,
            splits=("validation",),
            extra=(("item_names", pa.list_(pa.string())), ("suspect_items", pa.list_(pa.string()))),
            description="One row a note: `items` holds the published name and value of each item and what its vocabulary allows, "
            "`item_names` the names beside them with misspellings mended, `suspect_items` those whose value the form does not have.",
        ),
    ),
    split_policy="the development part of the shared task, here `validation`; train and test are not in the repository",
    read="datasets_builders.corpora.crf_cl4health2026.read:read",
    tags=("medical", "clinical", "case-report-form", "emergency"),
    defects=(
        "The repository has labels and no notes: without the notes no row can be built.",
        "10,321 of the 10,720 cells say unknown (96.3 %); 18 notes have nothing filled, 63 items are never filled.",
        "The 24 items that ask whether something was measured hold the measure itself, as it was written (95%, 17.000, Hb 12).",
        "The item ph says once `walking independently` and c-reactive protein once `neg`, values of other items.",
        "Item names are misspelt (first episod of epilepsy, pa02 with a zero), and one has a curly apostrophe.",
        "Labels have the id 1014081 where notes and predictions have 1014081_it; the README calls the field `id`.",
    ),
    unknown=(
        "No licence of the labels or of the notes could be found.",
        "The revision of the notes on the Hub is not known.",
        "Whether two notes are of one patient is not known; every note is a group of its own.",
    ),
    expected_rejections=("note-missing",),
)
