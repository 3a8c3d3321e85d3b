"""KIND and NERMuD: persons, places and organisations in Italian news, novels and political writings."""

from __future__ import annotations

import pyarrow as pa

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

_SHA256 = {
    "evalita-2023/WN_train.tsv": "879e468c0c2e387e628e7a92c3ab6b3947fe247d946505c43e15f5747873a2e6",
    "evalita-2023/WN_dev.tsv": "de90f752784f17bd84b520d41d78ad550447dfe95265e7c6bc2bc92afb4186b5",
    "evalita-2023/WN_test.tsv": "d150fae0bbfde2f30f598875c259f841c79a4e8a0999a02d85cadd1a3eac30d7",
    "evalita-2023/FIC_train.tsv": "5a6971144325a4b65c2aa1d937b1c1cc96f9bc9197548cabbdbb7fab8996e767",
    "evalita-2023/FIC_dev.tsv": "fc231e45f70c8dc48cf18a9d2c9aa4137ff78da30208a17bbd4310d461cec1cb",
    "evalita-2023/FIC_test.tsv": "6c62b030ffe1fcbc064cc32e8cdce81f0f8a1ae344833c97eba56b3b02945239",
    "evalita-2023/ADG_train.tsv": "3b1ed656e651ec773d0bb95a97f1dd07561681b48d687a9f3c41b79d3f49252d",
    "evalita-2023/ADG_dev.tsv": "be9c4a16bad48d8e56352af3e6514e94f939724c8752f8be65853a6a21a3e29f",
    "evalita-2023/ADG_test.tsv": "4bdfabf2846836d49e1956c446e5939f3241215c1b0dd8233b6f853f37aeb850",
    "dataset/moro_train.tsv": "0b8b2b83511c6a418cc0bb2f2e242ac6634741401022d7ff4127cd5616aaba92",
    "dataset/moro_test.tsv": "2a317076e7c59205b7963a615f06fb916f8db11fe851afc1d44e4d808522dea9",
}
_DOMAIN = (("domain", pa.string()),)
_LABELS = ("PER", "LOC", "ORG")

SPEC = CorpusSpec(
    id="kind-nermud",
    title="KIND and NERMuD: persons, places and organisations in general Italian",
    summary=(
        "Sentences of Italian news, novels and political writings with the names of persons, places and organisations; not medical, "
        "and here to train and measure detectors of names and places."
    ),
    language="it",
    origin=Origin.NATIVE,
    origin_note="written in Italian: Wikinews, books of ten authors, writings of Alcide De Gasperi and of Aldo Moro",
    licence=Licence(
        hub_id="other",
        name="cc-by-nc-4.0-and-cc-by-nc-sa-4.0",
        link="https://github.com/dhfbk/KIND#license",
        evidence="The repository's README: annotations CC BY-NC 4.0 for Wikinews, fiction and Moro, CC BY-NC-SA 4.0 for De Gasperi; "
        "kept row by row in the column `licence`. The texts of Wikinews are under CC BY 2.5.",
        row_values=("CC-BY-NC-4.0", "CC-BY-NC-SA-4.0"),
    ),
    republish=Republish.NON_COMMERCIAL,
    sources=tuple(
        Source(
            url="https://github.com/dhfbk/KIND",
            revision="a2ad139171ef7fde0dff0f8ea94d18356340ada9",
            path=path,
            sha256=sha256,
        )
        for path, sha256 in _SHA256.items()
    ),
    configs=(
        ConfigSpec(
            name="ner",
            task=TaskType.NER,
            splits=("train", "validation", "test"),
            labels=_LABELS,
            extra=_DOMAIN,
            description="Names marked by hand in news (wikinews), novels (fiction) and writings of De Gasperi (degasperi), as for "
            "NERMuD at EVALITA 2023.",
        ),
        ConfigSpec(
            name="ner_silver",
            task=TaskType.NER,
            splits=("train", "test"),
            labels=_LABELS,
            extra=_DOMAIN,
            description="Names marked by a program in writings of Aldo Moro (moro); names of one kind that touch are one entity. "
            "Its test is not gold.",
        ),
    ),
    split_policy="official, of NERMuD: what KIND calls test is here `validation`, for NERMuD added a test of its own; Moro as in KIND",
    read="datasets_builders.corpora.kind_nermud.read:read",
    tags=("named-entities", "general-domain", "news", "fiction", "political-writings"),
    defects=(
        "The names are of real persons; that is what the corpus is about, and why checks report names throughout.",
        "Some sentences stand in more than one split, most of them formulas and mastheads: in Wikinews 38 in train and validation, 24 "
        "in train and test, 9 in validation and test.",
        "Sixteen entities of the Wikinews test begin with an inside label.",
        "In the writings of Moro, labels were made by a program, names that touch cannot be told apart, and test repeats passages of "
        "train.",
    ),
    unknown=("Where an article, chapter or document begins: the files hold sentences only.",),
)
