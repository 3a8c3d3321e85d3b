"""Repaired splits: no case on two sides, the official split kept, no row lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from datasets_builders.build import build
from datasets_builders.catalogue import get_corpus
from release.examination import examine_folder

SPEC = get_corpus("emergency-example-it")
STORY = (
    "Accesso per dispnea ingravescente da tre giorni con tosse produttiva e febbre serale fino a trentotto gradi in paziente "
    "con broncopneumopatia cronica in terapia inalatoria, nega dolore toracico e sincope"
)


def _note(number: int, text: str) -> dict[str, Any]:
    return {
        "note_id": f"PS-{number:04d}", "patient": f"P-{number}", "section": "visita", "text": text, "entities": [], "relations": [],
    }  # fmt: skip


def _source(folder: Path, **splits: list[dict[str, Any]]) -> Path:
    folder.mkdir()
    for split in ("train", "validation", "test"):
        lines = [json.dumps(note) for note in splits.get(split, [_note(900 + len(split), f"Nota unica {split}.")])]
        (folder / f"{split}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def _ids(folder: Path, config: str, split: str) -> list[str]:
    path = folder / "data" / config / f"{split}-00000-of-00001.parquet"
    ids: list[str] = pq.read_table(path, columns=["id"]).column("id").to_pylist()
    return ids


def test_a_case_of_train_takes_its_copies_out_of_the_test(tmp_path: Path) -> None:
    source = _source(
        tmp_path / "raw",
        train=[_note(1, STORY)],
        test=[_note(2, STORY.replace("Accesso", "Giunge")), _note(3, "Trauma di polso dopo caduta in casa.")],
    )
    out = tmp_path / "built"
    facts = build(SPEC, source, out, splits="repaired")
    assert _ids(out, "ner", "train") == ["PS-0001", "PS-0002"]
    assert _ids(out, "ner", "test") == ["PS-0003"]
    assert _ids(out, "ner_official", "test") == ["PS-0002", "PS-0003"]
    assert facts["configs"]["ner"]["moved"] == {"PS-0002": ["test", "train"]}
    assert facts["configs"]["ner"]["splits"]["train"]["rows_out"] == 2
    assert facts["configs"]["ner"]["splits"]["test"]["moved_out"] == 1
    groups = pq.read_table(out / "data" / "ner" / "train-00000-of-00001.parquet").column("group_id").to_pylist()
    assert groups == ["PS-0001", "PS-0001"]


def test_a_case_of_validation_and_test_goes_to_validation(tmp_path: Path) -> None:
    source = _source(tmp_path / "raw", validation=[_note(1, STORY)], test=[_note(2, STORY.upper()), _note(3, "Altro.")])
    build(SPEC, source, tmp_path / "built", splits="repaired")
    assert _ids(tmp_path / "built", "ner", "validation") == ["PS-0001", "PS-0002"]


def test_a_chain_of_copies_is_one_case(tmp_path: Path) -> None:
    half = STORY.split(", nega ")
    tail = " Alla dimissione si consiglia controllo clinico presso il curante entro sette giorni con emocromo e radiografia del torace"
    source = _source(
        tmp_path / "raw",
        train=[_note(1, STORY)],
        validation=[_note(2, half[0] + "." + tail)],
        test=[_note(3, "Inviata dal curante." + tail), _note(4, "Altro.")],
    )
    build(SPEC, source, tmp_path / "built", splits="repaired")
    assert _ids(tmp_path / "built", "ner", "train") == ["PS-0001", "PS-0002", "PS-0003"]


def test_splits_without_a_shared_case_are_left_as_they_are(tmp_path: Path, examples: Path) -> None:
    official = build(SPEC, examples / "emergency-clean", tmp_path / "a")
    repaired = build(SPEC, examples / "emergency-clean", tmp_path / "b", splits="repaired")
    assert official == repaired
    assert not (tmp_path / "b" / "data" / "ner_official").exists()


def test_repair_is_deterministic(tmp_path: Path) -> None:
    source = _source(tmp_path / "raw", train=[_note(1, STORY)], test=[_note(2, STORY.upper()), _note(3, "Altro.")])
    for name in ("a", "b"):
        build(SPEC, source, tmp_path / name, splits="repaired")
    files = [path.relative_to(tmp_path / "a") for path in sorted((tmp_path / "a").rglob("*")) if path.is_file()]
    assert files
    assert all((tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes() for file in files)


@pytest.mark.parametrize(("corpus", "moved"), [("e3c-it", 3), ("casimedicos-arg-it", 34)])
def test_the_leaks_of_the_real_official_splits_are_repaired(
    corpora: Path, tmp_path: Path, corpus: str, moved: int
) -> None:
    if not (corpora / corpus).is_dir():
        pytest.skip(f"the corpus {corpus} is not in {corpora}")
    spec = get_corpus(corpus)
    facts = build(spec, corpora / corpus, tmp_path / "built", splits="repaired")
    changed = {name: each["moved"] for name, each in facts["configs"].items() if "moved" in each}
    assert changed
    assert {len(rows) for rows in changed.values()} == {moved}
    report = examine_folder(tmp_path / "built", only=["splits", "rows"])
    assert report.verdict == "pass"
    assert any(finding.code == "SPLIT04" for finding in report.findings)
