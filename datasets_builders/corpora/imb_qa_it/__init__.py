"""IMB-QA: questions of patients and answers of doctors from Italian forums. In the catalogue only."""

from __future__ import annotations

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

_HUB = "https://huggingface.co/datasets/praiselab-picuslab/IMB"

SPEC = CorpusSpec(
    id="imb-qa-it",
    title="IMB-QA: questions to doctors in Italian forums",
    summary="782,644 questions of patients with the answers of doctors, from the forums MedicItalia and Dica33, in 77 categories.",
    language="it",
    origin=Origin.NATIVE,
    origin_note="written in Italian forums; the answers were rewritten and anonymised by a language model (Llama3-Med42-8B)",
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
    sources=(Source(url=_HUB, revision="unknown", path="IMB-QA.json"),),
    configs=(
        ConfigSpec(
            name="qa",
            task=TaskType.QA,
            splits=("unknown",),
            description="Questions of patients, answers of doctors as a language model rewrote them; the fields are not known.",
        ),
    ),
    split_policy="none published: what the repository calls splits, QA and MultipleChoiceQA, are tasks",
    read="",
    tags=("medical", "forums"),
    defects=(
        "The answers are a model's rewriting of what doctors wrote; the paper found identifiers left in 1 % of a sample.",
        "The questions stand as patients wrote them; the paper says that only answers were rewritten.",
        "The repository has tasks where splits should be.",
    ),
    unknown=(
        "The fields of the JSON file are not known by their names; the dataset is gated and was not seen.",
        "Its revision is not known.",
    ),
)
