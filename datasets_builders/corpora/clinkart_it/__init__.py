"""CLinkaRT (EVALITA 2023): results of laboratory tests linked to the tests they come from."""

from __future__ import annotations

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

SPEC = CorpusSpec(
    id="clinkart-it",
    title="CLinkaRT Italian: test results linked to their tests",
    summary="Italian clinical cases of the E3C corpus, as the EVALITA 2023 task CLinkaRT published them: results and measurements, "
    "each linked to the laboratory test or measurement it comes from.",
    language="it",
    origin=Origin.NATIVE,
    origin_note="cases of E3C, written in Italian by clinicians",
    licence=Licence(
        hub_id="cc-by-nc-4.0",
        link="https://creativecommons.org/licenses/by-nc/4.0/",
        evidence="The organisers' call for participation says that E3C, of which the data are made, is available under "
        "CC-BY-NC-4.0.",
        contradictions=(
            "The card of evalitahf/relation_extraction, which publishes the data again, says cc-by-nc-sa-4.0; the organisers' "
            "statement is followed, since the data are theirs.",
            "The README of E3C says CC BY-NC without a version, and each of its documents says CC-BY or CC-BY-NC.",
        ),
        row_values=("CC-BY-NC-4.0",),
    ),
    republish=Republish.NON_COMMERCIAL,
    sources=(
        Source(
            url="https://e3c.fbk.eu/clinkart",
            revision="unknown",
            path="the training and the annotated test files: training.txt, test.txt",
        ),
    ),
    configs=(
        ConfigSpec(
            name="re",
            task=TaskType.RE,
            splits=("train", "test"),
            labels=("RML", "EVENT"),
            relation_labels=("PERTAINS-TO",),
            description="Whole cases; each pair leads from a result (RML) to its test (EVENT). Only results and tests that are in a "
            "pair are marked, other events of the cases are not.",
        ),
    ),
    split_policy="official: training and test as the task published them; there is no development part",
    read="datasets_builders.corpora.clinkart_it.read:read",
    tags=("medical", "clinical", "case-reports", "evalita"),
    defects=(
        "The cases are those of E3C, whose links from results to events the pairs were made of: a model that learns from the one "
        "must not be tested on the other.",
        "The card of evalitahf/relation_extraction gives the wrong citation, that of NERMuD, which is about the names in news.",
        "evalitahf/relation_extraction configures train and test only, although the benchmark that uses it asks for dev.",
    ),
    unknown=(
        "How many documents and pairs the two files have, and which documents of E3C they are.",
        "Whether offsets count code points, and how the line ends of the cases were made one line.",
        "Which versions of the files there are, and how a second version differs from the first.",
        "The columns of train_v2.jsonl and test_v2.jsonl of evalitahf/relation_extraction.",
    ),
)
