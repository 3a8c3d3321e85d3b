"""CasiMedicos-Arg Italian as open questions: the third config, made of the same cases as the other two."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from datasets_builders.build import build
from datasets_builders.catalogue import get_corpus
from datasets_builders.corpora.casimedicos_arg_it.read import read
from datasets_builders.reading import Event, Record, Rejected, Seen

LINES = (
    "QUESTION TYPE: PNEUMOLOGIA", "CLINICAL CASE:", "Donna con dispnea.", "Che cosa si prescrive?",
    "1- Ossigeno.", "2- Attesa.", "RISPOSTA CORRETTA: 2", "Il quadro regredisce.", "La seconda basta.",
)  # fmt: skip


def _write(source: Path, lines: tuple[str, ...]) -> Path:
    (source / "IT").mkdir(parents=True)
    case = "".join("".join(f"{word}\tO\t\t\n" for word in line.split()) + "\n" for line in lines)
    for name in ("train", "dev", "test"):
        (source / "IT" / f"{name}.tsv").write_text(case, encoding="utf-8")
    return source


def _of(source: Path, config: str) -> list[Event]:
    return [event for event in read(source) if event.config == config and event.split == "train"]


def test_the_question_is_the_case_without_options_and_the_answer_all_that_follows_the_key(tmp_path: Path) -> None:
    _, record = _of(_write(tmp_path, LINES), "qa")
    assert isinstance(record, Record)
    document = record.document
    assert document.text == document.fields["question"] == "Donna con dispnea.\nChe cosa si prescrive?"
    assert document.fields["answer"] == "Il quadro regredisce.\nLa seconda basta."
    assert document.fields["specialty"] == "PNEUMOLOGIA"
    assert "options" not in document.fields


def test_its_rows_have_the_ids_of_the_multiple_choice_rows(tmp_path: Path) -> None:
    source = _write(tmp_path, LINES)
    ids = [
        [event.document.id for event in _of(source, config) if isinstance(event, Record)] for config in ("qa", "mcqa")
    ]
    assert ids[0] == ids[1] == ["train-0001"]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (LINES[:7], "explanation-missing"),
        ((*LINES[:7], "..."), "explanation-missing"),
        (LINES[:6], "explanation-missing"),
        ((*LINES[:2], "?", *LINES[4:]), "question-missing"),
    ],
    ids=["nothing after the key", "only dots after the key", "no key", "no question"],
)
def test_a_case_without_explanation_or_question_is_rejected_and_kept(
    tmp_path: Path, lines: tuple[str, ...], reason: str
) -> None:
    seen, rejected = _of(_write(tmp_path, lines), "qa")
    assert seen == Seen("qa", "train", 1)
    assert isinstance(rejected, Rejected)
    assert (rejected.row, rejected.reason) == ("train-0001", reason)
    assert rejected.raw.startswith("QUESTION TYPE: PNEUMOLOGIA\nCLINICAL CASE:")


def test_an_open_question_needs_no_options(tmp_path: Path) -> None:
    source = _write(tmp_path, (*LINES[:4], *LINES[6:]))
    assert [event.reason for event in _of(source, "mcqa") if isinstance(event, Rejected)] == ["options-missing"]
    assert [event.document.id for event in _of(source, "qa") if isinstance(event, Record)] == ["train-0001"]


def test_all_553_real_cases_are_open_questions_and_the_other_configs_are_as_before(
    casimedicos: Path, tmp_path: Path
) -> None:
    facts = build(get_corpus("casimedicos-arg-it"), casimedicos, tmp_path / "out")
    sizes = {"train": 381, "validation": 55, "test": 117}
    for config in ("arg", "mcqa", "qa"):
        splits = facts["configs"][config]["splits"]
        assert {name: split["rows_out"] for name, split in splits.items()} == sizes
        assert not any(split["rejected"] for split in splits.values())
    assert facts["configs"]["arg"]["splits"]["train"]["entities"] == {"Claim": 3_351, "Premise": 1_603}
    assert facts["configs"]["mcqa"]["repairs"] == {"option-dash-missing": 3, "option-nan-left-out": 296}
    rows = {
        config: {
            row["id"]: row
            for path in sorted((tmp_path / "out" / "data" / config).glob("*.parquet"))
            for row in pq.read_table(path).to_pylist()
        }
        for config in ("mcqa", "qa")
    }
    assert all(rows["qa"][id]["question"] == row["text"] for id, row in rows["mcqa"].items())
    assert all(rows["qa"][id]["answer"] == row["explanation"] for id, row in rows["mcqa"].items())
    assert Counter(bool(row["answer"].strip()) for row in rows["qa"].values()) == {True: 553}
