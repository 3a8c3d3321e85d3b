"""CasiMedicos-Arg Italian: every trap of its format on an invented source, every count on the real one."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from datasets_builders.build import RowsLost, build
from datasets_builders.catalogue import get_corpus
from datasets_builders.corpora.casimedicos_arg_it.read import read
from datasets_builders.reading import Record, Rejected, Repaired, SourceMismatch
from datasets_builders.schema import Document, Option

Rows = Callable[..., list[dict[str, Any]]]
SPEC = get_corpus("casimedicos-arg-it")


def _documents(source: Path, config: str, split: str = "train") -> list[Document]:
    found = [event for event in read(source) if isinstance(event, Record)]
    return [event.document for event in found if (event.config, event.split) == (config, split)]


def _repairs(source: Path, split: str = "train") -> Counter[str]:
    counts: Counter[str] = Counter()
    for event in read(source):
        if isinstance(event, Repaired) and event.split == split:
            counts[event.code] += event.times
    return counts


def _rejected(source: Path) -> list[tuple[str, str, str, str]]:
    found = [event for event in read(source) if isinstance(event, Rejected)]
    return [(event.config, event.split, event.row, event.reason) for event in found]


def _digests(out: Path) -> dict[str, str]:
    files = [path for path in out.rglob("*") if path.is_file()]
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _marked(
    *words: str, label: str = "Premise", quality: str = "HighQuality", first: str = "B"
) -> list[tuple[str, ...]]:
    return [(word, f"{'I' if index else first}-{label}", quality, "") for index, word in enumerate(words)]


# What the source makes hard, on an invented one


def test_a_case_is_one_row_of_each_config(casimedicos_tree: Any) -> None:
    casimedicos_tree.write("train", casimedicos_tree.case(), casimedicos_tree.case(specialty="MEDICINA INTERNA"))
    cases = _documents(casimedicos_tree.root, "arg")
    questions = _documents(casimedicos_tree.root, "mcqa")
    assert [case.id for case in cases] == ["train-0001", "train-0002"]
    assert [question.id for question in questions] == ["train-0001", "train-0002"]
    assert [case.fields["specialty"] for case in cases] == ["PNEUMOLOGIA", "MEDICINA INTERNA"]
    assert [len(_documents(casimedicos_tree.root, "arg", split)) for split in ("validation", "test")] == [1, 1]


def test_a_case_becomes_a_question_with_options_key_and_explanation(casimedicos_tree: Any) -> None:
    (question,) = _documents(casimedicos_tree.root, "mcqa")
    assert question.text == "Donna con dispnea e febbre.\nQuale farmaco si prescrive?"
    assert question.fields["question"] == "Quale farmaco si prescrive?"
    assert question.fields["options"] == [
        Option("1", "Amoxicillina."), Option("2", "Attesa vigile."), Option("3", "Eparina."), Option("4", "Ossigeno."),
    ]  # fmt: skip
    assert question.fields["answer"] == "2"
    assert question.fields["explanation"] == "Il quadro regredisce da solo."


def test_components_stand_where_their_words_stand(casimedicos_tree: Any) -> None:
    vignette = [*_marked("Donna", "con", "dispnea"), "e", *_marked("febbre.", label="Claim")]
    casimedicos_tree.write("train", casimedicos_tree.case(), casimedicos_tree.case(vignette=vignette))
    _, document = _documents(casimedicos_tree.root, "arg")
    assert [(entity.label, entity.text) for entity in document.entities] == [
        ("Premise", "Donna con dispnea"), ("Claim", "febbre."),
    ]  # fmt: skip
    for entity in document.entities:
        assert document.text[entity.start : entity.end] == entity.text


def test_a_component_ends_with_its_sentence_and_an_orphan_inside_opens_one(casimedicos_tree: Any) -> None:
    orphan = _marked("di", "tipo", "urente", first="I")
    casimedicos_tree.write("train", casimedicos_tree.case(vignette=["Dolore", *orphan, *_marked("da", "ieri.")]))
    (document,) = _documents(casimedicos_tree.root, "arg")
    assert [entity.text for entity in document.entities] == ["di tipo urente", "da ieri."]
    assert _repairs(casimedicos_tree.root)["orphan-inside-label"] == 1


def test_lines_parted_by_blanks_are_read_and_counted(casimedicos_tree: Any) -> None:
    content = casimedicos_tree.case(vignette=[*_marked("Donna", "con", "dispnea"), "febbrile."])
    casimedicos_tree.write("train", content)
    (expected,) = _documents(casimedicos_tree.root, "arg")
    spoilt = content.replace("con\tI-Premise\tHighQuality\t", "con I-Premise HighQuality").replace(
        "febbrile.\tO\t\t", "febbrile. O "
    )
    assert spoilt.count("\t") == content.count("\t") - 6
    casimedicos_tree.write("train", spoilt)
    (document,) = _documents(casimedicos_tree.root, "arg")
    assert document == expected
    assert _repairs(casimedicos_tree.root)["blank-separated-line"] == 2


def test_components_of_low_quality_are_listed(casimedicos_tree: Any) -> None:
    vignette = [
        *_marked("Donna", "anziana"),
        *_marked("con", "febbre", quality="LowQuality"),
        ("alta.", "O", "", "corrected"),
    ]
    casimedicos_tree.write("train", casimedicos_tree.case(vignette=vignette))
    (document,) = _documents(casimedicos_tree.root, "arg")
    assert [entity.id for entity in document.entities] == ["c1", "c2"]
    assert document.fields["low_quality_entities"] == ["c2"]


def test_an_option_that_lost_its_dash_is_read_when_its_number_is_the_next_one(casimedicos_tree: Any) -> None:
    options = ("1- Amoxicillina.", "2 Chemioterapia.", "3- Ripetere dopo", "7 giorni.", "4- Eparina.")
    casimedicos_tree.write("train", casimedicos_tree.case(options=options))
    (question,) = _documents(casimedicos_tree.root, "mcqa")
    assert [(option.key, option.text) for option in question.fields["options"]] == [
        ("1", "Amoxicillina."), ("2", "Chemioterapia."), ("3", "Ripetere dopo 7 giorni."), ("4", "Eparina."),
    ]  # fmt: skip
    assert _repairs(casimedicos_tree.root)["option-dash-missing"] == 1


def test_a_number_at_the_beginning_of_the_vignette_is_no_option(casimedicos_tree: Any) -> None:
    casimedicos_tree.write("train", casimedicos_tree.case(vignette="1 paziente di 40 anni, 2 figli.".split()))
    (question,) = _documents(casimedicos_tree.root, "mcqa")
    assert question.text.startswith("1 paziente di 40 anni, 2 figli.\n")
    assert len(question.fields["options"]) == 4


def test_an_option_that_says_nan_is_left_out_and_counted(casimedicos_tree: Any) -> None:
    casimedicos_tree.write("train", casimedicos_tree.case(), casimedicos_tree.case())
    for question in _documents(casimedicos_tree.root, "mcqa"):
        assert [option.key for option in question.fields["options"]] == ["1", "2", "3", "4"]
    assert _repairs(casimedicos_tree.root)["option-nan-left-out"] == 2


@pytest.mark.parametrize("options", [("1- A.", "2- B.", "3- C."), ("1- A.", "2- B.")], ids=["three", "two"])
def test_a_question_may_have_fewer_options(casimedicos_tree: Any, options: tuple[str, ...]) -> None:
    casimedicos_tree.write("train", casimedicos_tree.case(options=options))
    (question,) = _documents(casimedicos_tree.root, "mcqa")
    assert len(question.fields["options"]) == len(options)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"key": ""}, "key-not-an-option"),
        ({"key": "RISPOSTA CORRETTA:"}, "key-not-an-option"),
        ({"key": "RISPOSTA CORRETTA: 7"}, "key-not-an-option"),
        ({"key": "RISPOSTA CORRETTA: 5"}, "key-not-an-option"),
        ({"options": ("1- Unica.",), "key": "RISPOSTA CORRETTA: 1"}, "options-missing"),
        ({"options": ()}, "options-missing"),
        ({"options": ("1- A.", "2-", "3- C.")}, "option-empty"),
        ({"vignette": ["..."], "question": "?"}, "question-missing"),
    ],
    ids=[
        "no key",
        "key without number",
        "unknown key",
        "key of a nan option",
        "one option",
        "no option",
        "empty option",
        "no stem",
    ],
)
def test_a_question_that_cannot_be_asked_is_rejected_while_its_case_stays(
    casimedicos_tree: Any, change: dict[str, Any], reason: str
) -> None:
    casimedicos_tree.write("train", casimedicos_tree.case(), casimedicos_tree.case(**change))
    assert [each for each in _rejected(casimedicos_tree.root) if each[0] == "mcqa"] == [
        ("mcqa", "train", "train-0002", reason)
    ]
    assert len(_documents(casimedicos_tree.root, "arg")) == 2


def test_rejected_questions_are_kept_and_accounted_for(casimedicos_tree: Any, tmp_path: Path) -> None:
    casimedicos_tree.write("train", casimedicos_tree.case(), casimedicos_tree.case(key=""))
    facts = build(SPEC, casimedicos_tree.root, tmp_path / "out")
    train = facts["configs"]["mcqa"]["splits"]["train"]
    assert (train["rows_in"], train["rows_out"], train["rejected"]) == (2, 1, {"key-not-an-option": 1})
    assert facts["configs"]["arg"]["splits"]["train"]["rows_out"] == 2
    kept = json.loads((tmp_path / "out" / "rejected" / "mcqa.jsonl").read_text(encoding="utf-8"))
    assert (kept["row"], kept["reason"]) == ("train-0002", "key-not-an-option")
    assert "QUESTION TYPE: PNEUMOLOGIA\nCLINICAL CASE:\nDonna con dispnea" in kept["raw"]


@pytest.mark.parametrize("names", [("train",), ("dev",), ("dev", "test")], ids=" ".join)
def test_a_missing_file_is_named(casimedicos_tree: Any, tmp_path: Path, names: tuple[str, ...]) -> None:
    for name in names:
        (casimedicos_tree.root / "IT" / f"{name}.tsv").unlink()
    with pytest.raises(SourceMismatch) as caught:
        build(SPEC, casimedicos_tree.root, tmp_path / "out")
    assert all(f"IT/{name}.tsv" in caught.value.fact for name in names)
    assert caught.value.cause
    assert caught.value.remedy


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: "Nota\tO\t\t\ndel\tO\t\t\n\n" + content,
        lambda content: content.replace("\n\nQUESTION", "\nQUESTION"),
    ],
    ids=["words before the first head", "a head without a blank line before it"],
)
def test_a_file_whose_cases_cannot_be_told_apart_is_never_built_with_a_case_lost(
    casimedicos_tree: Any, tmp_path: Path, spoil: Callable[[str], str]
) -> None:
    content = casimedicos_tree.case() + casimedicos_tree.case()
    casimedicos_tree.write("train", spoil(content))
    assert spoil(content) != content
    with pytest.raises((RowsLost, SourceMismatch)):
        build(SPEC, casimedicos_tree.root, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_source_that_is_not_utf8_is_told(casimedicos_tree: Any, tmp_path: Path) -> None:
    content = casimedicos_tree.case(explanation="Perché regredisce.")
    (casimedicos_tree.root / "IT" / "train.tsv").write_bytes(content.encode("latin-1"))
    with pytest.raises(SourceMismatch):
        build(SPEC, casimedicos_tree.root, tmp_path / "out")


# The real corpus


def _facts(out: Path, config: str) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads((out / "corpus.json").read_text(encoding="utf-8"))["configs"][config]
    return facts


@pytest.mark.parametrize(
    ("split", "cases", "words", "premises", "claims"),
    [
        ("train", 381, 75_864, 1_603, 3_350 + 1),  # the one orphan I- opens a claim that no B- counts
        ("validation", 55, 11_841, 221, 519),
        ("test", 117, 23_025, 441, 1_063),
    ],
)
def test_real_cases_and_components_are_all_there(
    built_casimedicos: Path, split: str, cases: int, words: int, premises: int, claims: int
) -> None:
    counts = _facts(built_casimedicos, "arg")["splits"][split]
    assert (counts["rows_out"], counts["words"]) == (cases, words)
    assert counts["entities"] == {"Premise": premises, "Claim": claims}
    assert _facts(built_casimedicos, "mcqa")["splits"][split]["rows_out"] == cases


def test_real_repairs_are_those_of_the_source(built_casimedicos: Path) -> None:
    assert _facts(built_casimedicos, "arg")["repairs"] == {"blank-separated-line": 97, "orphan-inside-label": 1}
    assert _facts(built_casimedicos, "mcqa")["repairs"] == {"option-dash-missing": 3, "option-nan-left-out": 296}


def test_real_irregular_lines_stand_in_the_splits_where_they_were_counted(casimedicos: Path) -> None:
    counts: Counter[str] = Counter()
    for event in read(casimedicos):
        if isinstance(event, Repaired) and event.code == "blank-separated-line":
            counts[event.split] += event.times
    assert counts == {"train": 85, "validation": 5, "test": 7}


def test_real_questions_have_four_or_five_options_and_a_key_among_them(built_casimedicos: Path, rows_of: Rows) -> None:
    rows = rows_of(built_casimedicos, "mcqa")
    assert Counter(len(row["options"]) for row in rows) == {4: 296, 5: 553 - 296}
    assert Counter(row["answer"] for row in rows) == {"1": 112, "2": 114, "3": 153, "4": 114, "5": 60}
    for row in rows:
        keys = [option["key"] for option in row["options"]]
        assert keys == [str(number) for number in range(1, len(keys) + 1)]
        assert row["answer"] in keys
        assert all(option["text"] and option["text"] != "nan" for option in row["options"])
        assert row["question"]
        assert row["question"] in row["text"]


def test_real_specialties_are_those_of_the_heads(built_casimedicos: Path, rows_of: Rows) -> None:
    by_config = [{row["specialty"] for row in rows_of(built_casimedicos, config)} for config in ("arg", "mcqa")]
    assert by_config[0] == by_config[1]
    assert len(by_config[0]) == 67


def test_the_two_configs_tell_the_same_cases(built_casimedicos: Path, rows_of: Rows) -> None:
    for split, number in (("train", 381), ("validation", 55), ("test", 117)):
        cases = {row["id"]: row for row in rows_of(built_casimedicos, "arg", split)}
        questions = {row["id"]: row for row in rows_of(built_casimedicos, "mcqa", split)}
        assert set(cases) == set(questions)
        assert len(cases) == number
        assert all(questions[id]["question"] in case["text"] for id, case in cases.items())


def test_the_law_of_spans_holds_for_every_real_row(
    built_casimedicos: Path, span_law_holds: Callable[[Path], int]
) -> None:
    assert span_law_holds(built_casimedicos) == 1_603 + 3_351 + 221 + 519 + 441 + 1_063


def test_building_the_real_corpus_again_gives_the_same_bytes(
    built_casimedicos: Path, casimedicos: Path, tmp_path: Path
) -> None:
    build(SPEC, casimedicos, tmp_path / "again")
    first = _digests(built_casimedicos)
    assert len(first) == 10
    assert _digests(tmp_path / "again") == first
