"""E3C, the European Clinical Case Corpus: its Italian part."""

from __future__ import annotations

import pyarrow as pa

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["ATTRIBUTES", "SPEC"]

ATTRIBUTES = {
    "EVENT": (
        "docTimeRel", "contextualModality", "polarity", "eventType", "degree", "permanence", "contextualAspect",
    ),
    "TIMEX3": ("timex3Class", "value", "functionInDocument"),
    "ACTOR": ("role", "age"),
    "BODYPART": ("eventiveValue",),
}  # fmt: skip
"""What the source says of each entity beside its span, by its label, under the names that the source has for it."""

_TEMPORAL_LINKS = ("BEFORE", "CONTAINS", "OVERLAP", "BEGINS-ON", "SIMULTANEOUS", "ENDS-ON")
_ASPECTUAL_LINKS = ("INITIATES", "CONTINUES", "TERMINATES", "REINITIATES")

_S = pa.string()
_PUBLICATION = (("source", _S), ("url", _S), ("doi", _S), ("publication_date", _S), ("attribution", _S))
_SPANS = (*_PUBLICATION, ("discontinuous_entities", pa.list_(_S)))


def _with_attributes(label: str) -> tuple[tuple[str, pa.DataType], ...]:
    features = [(name, _S) for name in ("entity", *ATTRIBUTES[label])]
    return (*_PUBLICATION, ("attributes", pa.list_(pa.struct(features))))


SPEC = CorpusSpec(
    id="e3c-it",
    title="E3C Italian: clinical entities, test results and clinical text",
    summary=(
        "Italian clinical cases published in journals, theses and examinations, with clinical entities linked to UMLS, "
        "test results linked to the tests they pertain to, and ten thousand further documents of clinical text."
    ),
    language="it",
    origin=Origin.NATIVE,
    origin_note="written in Italian by clinicians; nothing is translated",
    licence=Licence(
        hub_id="other",
        name="cc-by-nc-version-not-stated",
        link="https://github.com/hltfbk/E3C-Corpus#license",
        evidence="The repository's README says CC BY-NC, without a version; there is no LICENSE file. Every document "
        "carries its own licence field, CC-BY or CC-BY-NC, which is kept row by row in the column `licence`.",
        row_values=("CC-BY", "CC-BY-NC"),
    ),
    republish=Republish.NON_COMMERCIAL,
    sources=(
        Source(
            url="https://github.com/hltfbk/E3C-Corpus",
            revision="8196181eacd5d65828d324dcc63970c503aff5e9",
            path="data_annotation/Italian, data_validation/Italian, data_collection/Italian, documentation",
        ),
    ),
    configs=(
        ConfigSpec(
            name="ner",
            task=TaskType.NER,
            splits=("train", "test", "validated"),
            labels=("CLINENTITY",),
            extra=_SPANS,
            description="Clinical entities marked by hand, with UMLS concept ids: layer 1 in its official train and test "
            "parts, and the 18 documents of layer 2 that were validated by hand.",
        ),
        ConfigSpec(
            name="ner_silver",
            task=TaskType.NER,
            splits=("train",),
            labels=("CLINENTITY",),
            extra=_SPANS,
            description="Clinical entities of layer 2, matched from a dictionary by a program and not corrected.",
        ),
        ConfigSpec(
            name="re",
            task=TaskType.RE,
            splits=("train", "test"),
            labels=("RML", "EVENT"),
            relation_labels=("PERTAINS-TO",),
            extra=_PUBLICATION,
            description="Results and measurements (RML) of layer 1 with the tests (EVENT) they pertain to; every event of "
            "a document is given, so that the pairs that do not hold are there too.",
        ),
        ConfigSpec(
            name="events",
            task=TaskType.NER,
            splits=("train", "test"),
            labels=("EVENT",),
            extra=_with_attributes("EVENT"),
            description="Events of layer 1; `attributes` says, entity by entity, their relation to the time of the document, "
            "modality, polarity, type, degree, permanence and aspect, as published.",
        ),
        ConfigSpec(
            name="temporal_relations",
            task=TaskType.RE,
            splits=("train", "test"),
            labels=("EVENT", "TIMEX3"),
            relation_labels=(*_TEMPORAL_LINKS, *_ASPECTUAL_LINKS),
            extra=_PUBLICATION,
            description="Events and time expressions of layer 1 with the links between them: temporal ones from events (TLINK) "
            "and from time expressions (TimexLink), and aspectual ones (ALINK: INITIATES, CONTINUES, TERMINATES, REINITIATES). "
            "Entity ids are those of `events` and `timex`, where their attributes are.",
        ),
        ConfigSpec(
            name="timex",
            task=TaskType.NER,
            splits=("train", "test"),
            labels=("TIMEX3",),
            extra=_with_attributes("TIMEX3"),
            description="Time expressions of layer 1 with their class and normalised value in `attributes`.",
        ),
        ConfigSpec(
            name="actors",
            task=TaskType.NER,
            splits=("train", "test"),
            labels=("ACTOR",),
            extra=_with_attributes("ACTOR"),
            description="Mentions of people in layer 1 with their role and, where it is stated, age in `attributes`.",
        ),
        ConfigSpec(
            name="bodyparts",
            task=TaskType.NER,
            splits=("train", "test"),
            labels=("BODYPART",),
            extra=_with_attributes("BODYPART"),
            description="Body parts of layer 1; `attributes` says which of them stand for an event.",
        ),
        ConfigSpec(
            name="text",
            task=TaskType.TEXT,
            splits=("train",),
            extra=_PUBLICATION,
            description="Layer 3: documents without annotation, 98% of their words from medicine leaflets.",
        ),
    ),
    split_policy="official: the 36 documents that documentation/train_test_split.txt lists are train, the other 50 of layer 1 "
    "are test; there is no development part",
    read="datasets_builders.corpora.e3c_it.read:read",
    tags=("medical", "clinical", "case-reports", "umls"),
    defects=(
        "Three cases stand both in the test part and in another part: IT101038 and IT101011, IT101173 and IT101201, "
        "IT101177 and IT101203.",
        "Discontinuous entities are stored by their outer span only: the 23 of layer 1 that are flagged so stand in "
        "`discontinuous_entities`; in 19 others the attribute of the flag holds the concept id, and nobody can tell.",
        "Layer 3 repeats 290 texts, nearly all of them examination stems.",
        "In 29 documents of layer 3 some accented letters are damaged beyond certain repair, and 4,062 leaflets hold quotation "
        "marks of Windows-1252 as control characters.",
        "Publication days in the annotation files are invented; only the parts of the date that the raw JSON states are kept.",
    ),
)
