"""CasiMedicos-Arg: commented Spanish residency examinations, in Italian translation."""

from __future__ import annotations

import pyarrow as pa

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

_SPLITS = ("train", "validation", "test")
_SPECIALTY = (("specialty", pa.string()),)

SPEC = CorpusSpec(
    id="casimedicos-arg-it",
    title="CasiMedicos-Arg Italian: argument components and questions of medical examinations",
    summary=(
        "Clinical cases of the Spanish residency examination with five options, the right one, and a doctor's explanation, "
        "translated into Italian; premises and claims are marked."
    ),
    language="it",
    origin=Origin.TRANSLATED,
    origin_note="written in Spanish, translated into Italian by machine, the labels projected and then corrected by hand",
    licence=Licence(
        hub_id="cc-by-4.0",
        link="https://creativecommons.org/licenses/by/4.0/",
        evidence="The repository's README says CC BY 4.0.",
        contradictions=("The repository's LICENSE file is CC0 1.0; the stricter statement is followed here.",),
        row_values=("CC-BY-4.0",),
    ),
    republish=Republish.AS_IS,
    sources=(
        Source(
            url="https://github.com/ixa-ehu/antidote-casimedicos",
            revision="bead23e4bd1235440c4ff5b37ae7f2f81ea7c738",
            path="IT/train.tsv, IT/dev.tsv, IT/test.tsv",
            archive="casimedicos-arg.tar.gz",
        ),
    ),
    configs=(
        ConfigSpec(
            name="arg",
            task=TaskType.ARG,
            splits=_SPLITS,
            labels=("Premise", "Claim"),
            extra=(*_SPECIALTY, ("low_quality_entities", pa.list_(pa.string()))),
            description="Whole cases with their premises and claims; components whose words the annotators called of low "
            "quality are listed in `low_quality_entities`.",
        ),
        ConfigSpec(
            name="mcqa",
            task=TaskType.MCQA,
            splits=_SPLITS,
            extra=_SPECIALTY,
            description="The same cases as multiple-choice questions: `text` is the case with its question, `question` its last "
            "sentence, `answer` the key of the right option.",
        ),
        ConfigSpec(
            name="qa",
            task=TaskType.QA,
            splits=_SPLITS,
            extra=_SPECIALTY,
            description="The same cases as open questions: `question` is the case with its question and without the options, "
            "`answer` what the doctor wrote to explain the right one; the ids are those of `mcqa`, where the options stand.",
        ),
    ),
    split_policy="official: train, dev (here `validation`) and test as published",
    read="datasets_builders.corpora.casimedicos_arg_it.read:read",
    tags=("medical", "clinical", "argument-mining", "exams"),
    defects=(
        "Some vignettes are asked more than once, and their cases stand in different official splits.",
        "97 lines lack the tab between word and label; they are read at the blank.",
        "Section heads are English, and some English words were left over by the translation.",
        "The links between components (support, attack) are not in the published file.",
        "Explanations often call the options by their numbers; in `qa` the options are not part of the question.",
    ),
)
