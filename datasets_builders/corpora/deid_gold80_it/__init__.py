"""Identifiers in 80 real Italian clinical cases, and 1,676 synthetic notes made to train de-identification."""

from __future__ import annotations

import pyarrow as pa

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

_URL = "https://github.com/9Roflander/Small-Language-Models-for-the-De-identification-of-Italian-Health-Records"
_COMMIT = "217965ad5ec2a923ca20339eb9ded8856b43c830"
_FILES = {
    "gold_standard_80": "0072600806a67c1701c9bd202df317ed4f588888a95df5fc8504a616d9973f56",
    "test_indices_seed42": "14716788d8dc9893ba0ed475cf95ac92c1fefa9c08a8e22d337b9260e351c757",
    "synthetic_v2_1000": "d5528e404695b086c5b5964e9238715bed24c702b8090fb6b3e22af2ee59f3bb",
    "synthetic_v2_noname_400": "29d3574010a11410af1e957442298dc68cb8e4a293a009f7b75e6ca5a353ef52",
    "synthetic_v4_named_more": "9d571d68679d47a55fde40b2289b1c3d2d0780f70f54eb1e3a850e41a82b3bb4",
    "synthetic_v4_noname_more": "3cd0224bfb9f4370a7cd2ef2e967ab4cc25e76ba198211f36d4453b40f7c8405",
}
_LABELS = ("NOME", "ETÀ", "DATA", "LUOGO/INDIRIZZO")
_AMBIGUOUS = ("ambiguous_entities", pa.list_(pa.string()))

SPEC = CorpusSpec(
    id="deid-gold80-it",
    title="De-identification gold standard: 80 Italian clinical cases, and synthetic notes",
    summary=(
        "Names, ages, dates and places in 80 of the Italian clinical cases of E3C, and 1,676 synthetic clinical notes with the "
        "same four kinds of identifiers."
    ),
    language="it",
    origin=Origin.NATIVE,
    origin_note="`phi`: published clinical cases, written in Italian by clinicians. `phi_synthetic`: generated with Gemini 2.5 "
    "Flash, with the cases as examples of style",
    licence=Licence(
        hub_id="other",
        name="cc-by-nc-texts-and-unstated",
        link=f"{_URL}/tree/{_COMMIT}#license",
        evidence="The 80 texts are documents of E3C, which says CC BY-NC; the repository's README puts only its code under MIT and "
        "states no licence for the annotations or for the synthetic notes.",
        contradictions=(
            "E3C gives each document its own licence, CC-BY or CC-BY-NC; this repository passes none of them on, so the stricter "
            "one is written in every row of `phi`.",
        ),
        row_values=("CC-BY-NC", "not-stated"),
    ),
    republish=Republish.NO,
    sources=tuple(Source(_URL, _COMMIT, f"data/{name}.json", sha256) for name, sha256 in _FILES.items()),
    configs=(
        ConfigSpec(
            name="phi",
            task=TaskType.PHI,
            splits=("train", "test"),
            labels=_LABELS,
            extra=(_AMBIGUOUS,),
            description="The 80 cases. Ids are those of E3C; entities whose place is one of several are listed in "
            "`ambiguous_entities`.",
        ),
        ConfigSpec(
            name="phi_synthetic",
            task=TaskType.PHI,
            splits=("train",),
            labels=_LABELS,
            extra=(
                _AMBIGUOUS,
                ("redacted_text", pa.string()),
                ("span_source", pa.string()),
                ("generation", pa.string()),
            ),
            description="Synthetic notes; `span_source` says whether the spans come from the redacted twin of the note "
            "(`redaction`) or from a search for the listed strings (`search`).",
        ),
    ),
    split_policy="`phi`: published, 64 and 16 rows by their number (test_indices_seed42.json); `phi_synthetic`: all in train",
    read="datasets_builders.corpora.deid_gold80_it.read:read",
    tags=("medical", "clinical", "de-identification", "phi"),
    defects=(
        "The gold is incomplete: dates are missed in IT100002, IT100003, IT100010, IT100341 and all seven of IT100027, and a "
        "hospital in IT100332. Measure recall on it, not precision.",
        "Entities come as strings without offsets; 66 of the 225 stand more than once in their text, and 25 are listed again.",
        "91 of the 98 ages are bare numbers: the unit is not part of the span.",
        "Two entities are not written in the text as they are listed: the one differs in its blanks, the other is nowhere.",
        "All 80 texts are documents of E3C layer 1 (34 of its train part, 46 of its test part): do not train on the one and "
        "measure on the other.",
        "U.O., F.C., P.S. and T.I. look like initials, and 2/6, 1/5 and 15/15 look like dates; none of them is an identifier.",
        "The redacted twins of 28 synthetic notes differ from them by more than their placeholders, and that of one takes out "
        "several sentences at once.",
    ),
    unknown=(
        "Who annotated the 80 notes, and by which guideline.",
        "Under which licence the annotations and the synthetic notes are.",
    ),
)
