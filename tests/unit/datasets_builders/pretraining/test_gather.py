"""Gathering pre-training text: each reason to leave a document out, each counted, none lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest

from datasets_builders.build import build_events
from datasets_builders.catalogue import get_corpus
from datasets_builders.errors import UserError
from datasets_builders.pretraining.boilerplate import LineCensus, strip_lines
from datasets_builders.pretraining.gather import Licences, gather
from datasets_builders.pretraining.seen import SeenGrams
from datasets_builders.reading import Event, Record, Seen
from datasets_builders.schema import Document

STORY = (
    "Accesso per dispnea ingravescente da tre giorni con tosse produttiva e febbre serale fino a trentotto gradi in paziente "
    "con broncopneumopatia cronica in terapia inalatoria, nega dolore toracico e sincope"
)
OTHER = (
    "Caduta accidentale dalle scale di casa con trauma contusivo del polso destro, edema e dolore alla palpazione dello "
    "stiloide radiale, non deficit di sensibilità né di motilità delle dita, si richiede radiografia urgente"
)
ENGLISH = (
    "The patient was admitted to the emergency department because of worsening shortness of breath and a productive cough "
    "which had started three days earlier and did not improve with the treatment given at home"
)


def _document(id: str, text: str, licence: str = "CC-BY") -> Document:
    fields = {name: "" for name in ("source", "url", "doi", "publication_date", "attribution")}
    return Document(id, id, id, text, licence, fields=fields)


def _built(folder: Path, train: list[Document], test: list[Document] | None = None) -> Path:
    """Build a folder in the shape of E3C: training text in `text`, a test part in `ner`."""
    events: list[Event] = [Seen("text", "train", len(train)), *(Record("text", "train", each) for each in train)]
    if test:
        spans = [
            Document(
                d.id, d.document_id, d.group_id, d.text, d.licence, fields={**d.fields, "discontinuous_entities": []}
            )
            for d in test
        ]
        events += [Seen("ner", "test", len(spans)), *(Record("ner", "test", each) for each in spans)]
    build_events(get_corpus("e3c-it"), events, folder)
    return folder


def _gather(tmp_path: Path, built: Path, use: str = "non-commercial", **more: Any) -> dict[str, Any]:
    return gather([built], tmp_path / "cpt", licences=Licences(use), **more)


def _texts(tmp_path: Path) -> list[str]:
    texts: list[str] = (
        pq.read_table(tmp_path / "cpt" / "data" / "cpt" / "train-00000-of-00001.parquet").column("text").to_pylist()
    )
    return texts


def _rejected(tmp_path: Path) -> dict[str, str]:
    lines = (tmp_path / "cpt" / "rejected" / "cpt.jsonl").read_text(encoding="utf-8").splitlines()
    return {entry["raw"]["id"]: entry["reason"] for entry in map(json.loads, lines)}


def test_every_document_is_taken_or_left_out_for_its_reason(tmp_path: Path) -> None:
    half = STORY.split(", nega ")[0] + ", inviata in reparto."
    built = _built(
        tmp_path / "built",
        train=[
            _document("story", STORY),
            _document("shouted", STORY.upper()),
            _document("nearly", half),
            _document("english", ENGLISH),
            _document("short", "Dimessa."),
            _document("forbidden", OTHER, "CC-BY-ND"),
            _document("leaked", OTHER.replace("Caduta", "Riferita caduta")),
        ],
        test=[_document("tested", OTHER)],
    )
    facts = _gather(tmp_path, built)
    assert _texts(tmp_path) == [STORY]
    assert _rejected(tmp_path) == {
        "shouted": "text-repeated",
        "nearly": "text-mostly-repeated",
        "english": "language-other",
        "short": "text-too-short",
        "forbidden": "licence-not-allowed",
        "leaked": "test-contaminated",
    }
    assert facts["rows_in"] == facts["rows_out"] + sum(facts["rejected"].values()) == 7
    assert facts["gathered"]["sources"]["e3c-it"] == {"documents": 1, "words": len(STORY.split())}


def test_a_test_part_of_another_corpus_is_kept_out_too(tmp_path: Path) -> None:
    built = _built(tmp_path / "built", [_document("a", STORY), _document("b", OTHER)])
    other = _built(tmp_path / "other", [_document("x", ENGLISH)], test=[_document("t", STORY)])
    facts = _gather(tmp_path, built, against=[other])
    assert _texts(tmp_path) == [OTHER]
    assert facts["rejected"] == {"test-contaminated": 1}


@pytest.mark.parametrize(
    ("licence", "use", "allowed"),
    [
        ("CC-BY", "open", True),
        ("CC0-1.0", "open", True),
        ("CC-BY-NC", "open", False),
        ("CC-BY-NC", "non-commercial", True),
        ("CC-BY-NC-SA-4.0", "open", False),
        ("CC-BY-ND", "non-commercial", False),
        ("cc-by-nc-nd-4.0", "non-commercial", False),
        ("", "non-commercial", False),
        ("unknown", "non-commercial", False),
    ],
)
def test_licences_are_read_by_their_clauses(licence: str, use: str, allowed: bool) -> None:
    assert Licences(use).allows(licence) is allowed


def test_the_lines_a_publisher_repeats_are_removed_and_rare_ones_stay() -> None:
    census = LineCensus()
    notice = "Vedi la scheda completa sul sito del produttore"
    texts = [f"Foglio illustrativo numero {n} del medicinale in esame\n{notice}\nAvvertenze" for n in range(30)]
    for text in texts:
        census.add("leaflets", text)
    found = census.boilerplate()["leaflets"]
    assert strip_lines(texts[0], found) == ("Foglio illustrativo numero 0 del medicinale in esame\nAvvertenze", 1)


def test_a_line_of_few_documents_is_no_boilerplate() -> None:
    census = LineCensus()
    for _ in range(19):
        census.add("few", "La stessa riga in ogni documento")
    assert census.boilerplate()["few"] == frozenset()


def test_seen_grams_remember_across_merges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("datasets_builders.pretraining.seen._FLUSH", 8)
    seen = SeenGrams()
    for start in range(0, 60, 5):
        seen.add(np.arange(start, start + 5, dtype=np.uint64))
    assert seen.share(np.arange(0, 60, dtype=np.uint64)) == 1.0
    assert seen.share(np.array([59, 60, 61, 62], dtype=np.uint64)) == 0.25
    assert seen.share(np.array([], dtype=np.uint64)) == 0.0


def test_nothing_to_gather_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nothing to gather"):
        gather([], tmp_path / "out", licences=Licences("open"))
