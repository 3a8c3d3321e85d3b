"""AbstRCT: argument components of abstracts of randomised trials, in Italian translation."""

from __future__ import annotations

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

_SHA256 = {
    "it_neoplasm_nllb_awesome_train.tsv": "430c5be3c009cb3ed5764e64e2a92cba1ff53807e92f0e23817d5fb5884bd66f",
    "it_neoplasm_nllb_awesome_dev.tsv": "d07daf18c72d336abfdeafe4738c98868a32a7e882d7542d5f806dd4e3dec27d",
    "it_neoplasm_nllb_awesome_test.tsv": "3d2226c0604e2a9269a4f69d0444910851d283d3912bf7b149412e303c94d933",
    "it_glaucoma_nllb_awesome_test.tsv": "5e24f800f3676845931c0fb57604ab33241d088202489d6401ec9e9b4ff1099b",
    "it_mixed_nllb_awesome_test.tsv": "d8fbf9148d7710ad5aa85dd6c4c38e040bec84a404411c97ac3b32401ebdfb25",
}

SPEC = CorpusSpec(
    id="abstrct-it",
    title="AbstRCT Italian: claims and premises in abstracts of randomised trials",
    summary=(
        "Sentences of abstracts of randomised controlled trials on neoplasms, glaucoma and other diseases, translated into "
        "Italian, with claims and premises marked."
    ),
    language="it",
    origin=Origin.TRANSLATED,
    origin_note="written in English, translated by the machine NLLB, the labels projected by awesome-align and revised by hand",
    licence=Licence(
        hub_id="cc-by-nc-sa-4.0",
        link="https://huggingface.co/datasets/HiTZ/multilingual-abstrct",
        evidence="The same group's Hub page of these data, HiTZ/multilingual-abstrct, whose config it has the same numbers of "
        "sentences, is tagged cc-by-nc-sa-4.0.",
        contradictions=(
            "The repository from which the files come has no licence file.",
            "ragerri/abstrct-projections, with the same translation and fewer labels, is under Apache-2.0; the stricter "
            "statement is followed here.",
        ),
        row_values=("CC-BY-NC-SA-4.0",),
    ),
    republish=Republish.NON_COMMERCIAL,
    sources=tuple(
        Source(
            url="https://github.com/hitz-zentroa/multilingual-abstrct",
            revision="8076db35aab7c3f1b5c4937eb9dcfde37ee19926",
            path=f"IT, manual_revision: {name}",
            sha256=sha256,
        )
        for name, sha256 in _SHA256.items()
    ),
    configs=(
        ConfigSpec(
            name="arg",
            task=TaskType.ARG,
            splits=("train", "validation", "test", "test_glaucoma", "test_mixed"),
            labels=("Premise", "Claim"),
            description="Sentences with their premises and claims; train, validation and test are of abstracts on neoplasms, and "
            "two further tests of abstracts on glaucoma and on five diseases.",
        ),
    ),
    split_policy="official: train, dev (here `validation`) and three tests that must be used apart, because test_mixed repeats "
    "sentences of the other two",
    read="datasets_builders.corpora.abstrct_it.read:read",
    tags=("medical", "clinical-trials", "argument-mining"),
    defects=(
        "test_mixed shares 246 sentences with test and 124 with test_glaucoma, by design; 4 of them are labelled differently.",
        "Ten stock sentences on how a trial was done stand in more than one of train, validation and the tests, and a few others are "
        "told there in nearly the same words.",
        "The machine wrote some accents as apostrophes and glued the next word to them.",
        "Quotation marks stand around some semicolons.",
        "The train part has one sentence that neither the automatic projection nor the English train part has.",
        "The links between components (support, attack) are not published in Italian.",
    ),
    unknown=(
        "Which sentences make an abstract: no file says where one begins.",
        "The licence of the English AbstRCT was not checked.",
    ),
)
