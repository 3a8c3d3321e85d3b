"""IMB-MCQA: questions of Italian specialty admission examinations. In the catalogue only."""

from __future__ import annotations

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

_HUB = "https://huggingface.co/datasets/praiselab-picuslab/IMB"

SPEC = CorpusSpec(
    id="imb-mcqa-it",
    title="IMB-MCQA: questions of Italian specialty examinations",
    summary="25,862 multiple-choice questions of Italian medical specialty admission examinations in 60 fields, from a simulator.",
    language="it",
    origin=Origin.NATIVE,
    origin_note="written for Italian examinations, collected from the simulator CompitoInClasse.org",
    licence=Licence(
        hub_id="cc-by-nc-nd-4.0",
        link="https://creativecommons.org/licenses/by-nc-nd/4.0/",
        evidence="The metadata of the dataset's card on the Hub say cc-by-nc-nd-4.0.",
        contradictions=(
            "The README of its repository on GitHub said Apache-2.0 in one version and CC BY-NC 4.0 in another.",
        ),
        row_values=("CC-BY-NC-ND-4.0",),
    ),
    republish=Republish.NO,
    sources=(Source(url=_HUB, revision="unknown", path="IMB-MCQA.json"),),
    configs=(
        ConfigSpec(
            name="mcqa",
            task=TaskType.MCQA,
            splits=("unknown",),
            description="Questions with four or five options and how many candidates got them right; the fields are not known.",
        ),
    ),
    split_policy="none published: what the repository calls splits, QA and MultipleChoiceQA, are tasks",
    read="",
    tags=("medical", "exams"),
    defects=(
        "The repository has tasks where splits should be.",
        "The questions come from examinations that other sets hold, too; whether they overlap was not looked at.",
    ),
    unknown=(
        "The fields of the JSON file are not known by their names; the dataset is gated and was not seen.",
        "Its revision is not known.",
    ),
)
