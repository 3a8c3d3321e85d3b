"""MultiCardioNER, track 2: drug mentions in Italian clinical cases."""

from __future__ import annotations

import pyarrow as pa

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

_ENIGMA = "https://github.com/svassileva/enigma-multicardioner"
_PADRAIG = "https://github.com/Padraig20/MultiCardioNER-2024"
_FILES = {
    "subtask2/data/custom_dataset_track2_it/train.txt": (
        _ENIGMA,
        "f638ceda862cb2a8a8c48996142a0039e6378e10f759b27d2f87f26bc890a5ba",
    ),
    "subtask2/data/custom_dataset_track2_it/dev.txt": (
        _ENIGMA,
        "467a54ece47019a8bf2ceffddf26c59780eaa9c4616a1717aba6db276dcacf0c",
    ),
    "subtask2/data/custom_dataset_track2_it/dev_sentences.tsv": (
        _ENIGMA,
        "bf0379f572822978b37578da0f910552d70a19b111c53f893b09598724cb1226",
    ),
    "datasets/track2_converted/train/it/all_train.conll": (
        _PADRAIG,
        "a0f665b9743b7d3e1d6483eb905c3f0911933f5ddbcd279989efcd1748bfe5a1",
    ),
    "datasets/track2_converted/test/it/all_test.csv": (
        _PADRAIG,
        "6ba0c85c1848ba548bf2bc942151cdf21046aee5a7755e30a00b88fa274536a5",
    ),
}
_REVISIONS = {
    _ENIGMA: "419d61a22cde161aa8dcb2766a0cdc750e7b4270",
    _PADRAIG: "bb69bde0ebf764b0a9432905ff064d96178bd684",
}

SPEC = CorpusSpec(
    id="multicardioner-it",
    title="MultiCardioNER Italian: drugs in clinical cases and in cardiology cases",
    summary=(
        "Clinical cases in Italian with their drug mentions: a thousand of many specialities to learn from (DrugTEMIST), and 508 of "
        "cardiology to develop and test on (CardioCCC)."
    ),
    language="it",
    origin=Origin.TRANSLATED,
    origin_note="written in Spanish, translated into Italian by machine and revised by experts",
    licence=Licence(
        hub_id="cc-by-4.0",
        link="https://creativecommons.org/licenses/by/4.0/",
        evidence="The original record on Zenodo (10948354) is under CC BY 4.0; so is the repository of one of the two copies, by its "
        "README.",
        contradictions=("The repository of the other copy (svassileva/enigma-multicardioner) has no licence file.",),
        row_values=("CC-BY-4.0",),
    ),
    republish=Republish.AS_IS,
    sources=tuple(
        Source(url=url, revision=_REVISIONS[url], path=path, sha256=sha256) for path, (url, sha256) in _FILES.items()
    ),
    configs=(
        ConfigSpec(
            name="ner",
            task=TaskType.NER,
            splits=("train", "validation", "test"),
            labels=("FARMACO",),
            extra=(("possibly_merged_entities", pa.list_(pa.string())),),
            description="Whole clinical cases with their drug mentions; train is of many specialities, validation and test are of "
            "cardiology. Test mentions that may be several in one are listed in `possibly_merged_entities`.",
        ),
    ),
    split_policy="official: DrugTEMIST is train, CardioCCC's development part (here `validation`) and its test part",
    read="datasets_builders.corpora.multicardioner_it.read:read",
    tags=("medical", "clinical", "case-reports", "cardiology", "drugs"),
    defects=(
        "The labels of the test come from a copy that glues neighbouring mentions together and cuts some: in the validation part, "
        "where both copies can be compared, 73 of its 2,499 mentions are two or more and 10 are pieces of one.",
        "The line ends of the test texts were flattened to blanks, and the blanks of the train texts are restored by rule.",
        "Some section heads are English.",
    ),
    unknown=(
        "File names of the train and test cases.",
        "Whether two cases are of one patient.",
        "Which of two record numbers of the original, 10948354 and 10948355, is of which version.",
    ),
)
