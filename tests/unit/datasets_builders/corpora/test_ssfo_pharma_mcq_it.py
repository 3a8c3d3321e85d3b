"""SSFO: what a PDF's line ends did to questions, papers that nobody corrected, and the real files counted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from datasets_builders.build import build
from datasets_builders.catalogue import get_corpus
from datasets_builders.corpora.ssfo_pharma_mcq_it.damage import LINE, damage, without_options
from datasets_builders.corpora.ssfo_pharma_mcq_it.read import read
from datasets_builders.formats.tabular import SchemaDiffers
from datasets_builders.reading import Event, Record, Rejected, Repaired, Seen, SourceMismatch

SPEC = get_corpus("ssfo-pharma-mcq-it")
PAPERS = ("new", "modello3", "modello4", "modello5", "modello6", "modello7")
OPTIONS = ("eparina", "atropina", "ossigeno", "talco", "nessuna di queste")
FULL_LINE = "Il farmaco inventato per questa prova, avente la struttura indicata, si usa nella terapia di chi"
WRAPPED = "una miscela inventata di due sostanze che insieme riempiono per intero la riga"


def _row(id: int = 1, options: Sequence[str] = OPTIONS, **changes: Any) -> dict[str, Any]:
    answers = [{"letter": letter, "text": text} for letter, text in zip("ABCDE", options, strict=False)]
    row = {"id": id, "question": "Quale sostanza è un gas?", "category": "FARMACOLOGIA", "subcategory": None}
    return {**row, "answers": answers, "correctAnswer": "C", **changes}


def _write(source: Path, name: str, rows: Iterable[dict[str, Any]]) -> Path:
    content = {"metadata": {"sourceFile": "inventato.pdf"}, "quizzes": list(rows)}
    file = source / name
    file.write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")
    return file


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A bank of one question, and six papers of four questions with different keys."""
    folder = tmp_path / "src"
    folder.mkdir()
    _write(folder, "quiz-data.json", [_row()])
    for paper in PAPERS:
        rows = [_row(number, correctAnswer=key) for number, key in enumerate("ABCD", start=1)]
        _write(folder, f"{paper}-quiz-data.json", rows)
    return folder


def _reasons(source: Path, file: str) -> list[str]:
    rejected = [event for event in read(source) if isinstance(event, Rejected)]
    return [event.reason for event in rejected if event.row.startswith(f"{file}-quiz-data.json")]


def _of_bank(source: Path) -> list[Event]:
    return [event for event in read(source) if not isinstance(event, (Seen, Rejected)) or "bank" in str(event)]


# The bank


def test_a_whole_question_becomes_a_row(source: Path) -> None:
    (record,) = _of_bank(source)
    assert isinstance(record, Record)
    document = record.document
    assert (document.id, document.text, document.licence) == ("bank-0001", "Quale sostanza è un gas?", "unknown")
    assert [(option.key, option.text) for option in document.fields["options"]] == list(
        zip("ABCDE", OPTIONS, strict=True)
    )
    assert (document.fields["answer"], document.fields["category"], document.fields["subcategory"]) == (
        "C", "FARMACOLOGIA", "",
    )  # fmt: skip


def test_all_files_are_counted_in_one_split(source: Path) -> None:
    assert next(iter(read(source))) == Seen("mcqa", "train", 1 + 6 * 4)


@pytest.mark.parametrize(
    ("question", "options", "reason"),
    [
        (FULL_LINE, ("soffre di asma", *OPTIONS[1:]), "question-cut"),
        ("Che cosa è giusto", ("per chi legge? niente", *OPTIONS[1:]), "question-cut"),
        ("Che cosa si legge", ("in nota. Quale gas è", *OPTIONS[1:]), "question-cut"),
        ("Gli atomi di carbonio del", ("suo scheletro sono 19", "27", "24", "21", "18"), "question-cut"),
        ("Che cosa si dà?", (f"{WRAPPED} e anche della seconda", *OPTIONS[1:]), "options-merged"),
        ("Che cosa si dà?", ("si no", "prima di", "mangiare", *OPTIONS[:2]), "option-cut"),
        ("Che cosa si dà?", ("acqua (poca", "o tanta)", *OPTIONS[:3]), "option-cut"),
        ("Che cosa si dà?", ("ione HCO 3", "-", *OPTIONS[:3]), "option-cut"),
        ("Che cosa si dà?", ("vitamina B", "12", *OPTIONS[:3]), "option-cut"),
        ("Che cosa si dà?", ("piano socio-", "sanitario", *OPTIONS[:3]), "option-cut"),
        ("Che cosa si dà?", (WRAPPED, "assegnata", *OPTIONS[:3]), "option-cut"),
        ("Che cosa si dà?", ("1x10", "6", "1x10", "9", "12"), "option-repeated"),
        (
            "eparina atropina ossigeno talco nessuna",
            ("eparina", "atropina", "ossigeno", "talco", "nessuna"),
            "question-missing",
        ),
    ],
)
def test_what_a_line_end_broke_is_told(question: str, options: tuple[str, ...], reason: str) -> None:
    assert damage(question, options) == reason


@pytest.mark.parametrize(
    ("question", "options"),
    [
        ("Quale sostanza è un gas?", OPTIONS),
        (f"{FULL_LINE} soffre di asma?", OPTIONS),
        ("Il farmaco inventato si usa nella terapia di", OPTIONS),
        ("Che cosa si dà?", (WRAPPED, "no", *OPTIONS[:3])),
        ("Che cosa si dà?", ("più di una", "1", "2", "3", "4")),
        ("Che cosa si dà?", ("esce il K+", "entra il Cl-", "acqua (poca)", *OPTIONS[:2])),
    ],
)
def test_what_is_whole_is_left_alone(question: str, options: tuple[str, ...]) -> None:
    assert damage(question, options) == ""


def test_a_line_of_the_pdf_is_the_border(source: Path) -> None:
    assert len(FULL_LINE) >= LINE
    assert damage("a" * LINE, OPTIONS) == "question-cut"
    assert damage("a" * (LINE - 1), OPTIONS) == ""
    assert damage("Che cosa?", (*OPTIONS[1:], "b" * (LINE + 1))) == "options-merged"
    assert damage("Che cosa?", (*OPTIONS[1:], "b" * LINE)) == ""


@pytest.mark.parametrize("between", [" ", "  ", "\n"])
def test_options_that_stand_once_more_in_the_question_are_cut_off_and_counted(source: Path, between: str) -> None:
    question = between.join(("Il gas è", *OPTIONS)).replace("eparina", "Eparina")
    _write(source, "quiz-data.json", [_row(question=question)])
    repaired, record = _of_bank(source)
    assert repaired == Repaired("mcqa", "train", "bank-0001", "options-cut-from-question")
    assert isinstance(record, Record)
    assert record.document.text == record.document.fields["question"] == "Il gas è"


def test_only_all_options_in_their_order_are_cut_off() -> None:
    for question in ("Il gas è eparina atropina", f"Il gas è {' '.join(reversed(OPTIONS))}"):
        assert without_options(question, OPTIONS) == question


def test_questions_of_the_same_wording_are_kept_in_one_group(source: Path) -> None:
    others = [f"altro {text}" for text in OPTIONS]
    rows = [_row(1), _row(2, others, question="Quale sostanza è un GAS ?"), _row(3, question="Altro?")]
    _write(source, "quiz-data.json", rows)
    documents = [event.document for event in _of_bank(source) if isinstance(event, Record)]
    assert [document.group_id for document in documents] == ["bank-0001", "bank-0001", "bank-0003"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (_row(2, correctAnswer="F"), "key-not-an-option"),
        (_row(2, OPTIONS[:1], correctAnswer="A"), "options-missing"),
        (_row(2, question="..."), "question-missing"),
        (_row(2, category=None), "row-incomplete"),
        (_row(2, answers=None), "row-incomplete"),
        (_row(2, answers=[{"letter": "A"}]), "row-incomplete"),
    ],
)
def test_a_row_of_the_bank_that_is_not_a_question_is_rejected_and_kept(
    source: Path, row: dict[str, Any], reason: str
) -> None:
    _write(source, "quiz-data.json", [_row(), row])
    rejected = [event for event in read(source) if isinstance(event, Rejected) and event.row == "quiz-data.json:2"]
    assert [(event.reason, event.raw) for event in rejected] == [(reason, row)]


# The papers


def test_every_row_of_a_paper_is_rejected_for_want_of_somebody_who_vouches_for_its_key(source: Path) -> None:
    assert _reasons(source, "modello5") == ["key-unverified"] * 4


def test_keys_that_are_nearly_all_the_same_are_no_keys(source: Path) -> None:
    _write(source, "modello3-quiz-data.json", [_row(number, correctAnswer="E") for number in range(9)] + [_row(9)])
    assert _reasons(source, "modello3") == ["key-defaulted"] * 10


def test_the_keys_of_the_paper_that_does_not_know_them_are_none(source: Path) -> None:
    assert _reasons(source, "new") == ["key-defaulted"] * 4


def test_rows_of_a_paper_say_what_is_nearest_to_them(source: Path) -> None:
    rows = [
        _row(1, OPTIONS[:4], question="Quale è un gas: eparina"),
        _row(2, OPTIONS[:3]),
        _row(3), _row(3, correctAnswer="A"),
        _row(4, answers=None, correctAnswer="B"),
        _row(5, correctAnswer="D"),
    ]  # fmt: skip
    _write(source, "modello4-quiz-data.json", rows)
    assert _reasons(source, "modello4") == [
        "option-merged-into-question", "options-missing", "id-repeated", "id-repeated", "row-incomplete", "key-unverified",
    ]  # fmt: skip


def test_ids_that_restart_in_each_file_repeat_nothing(source: Path) -> None:
    assert "id-repeated" not in {reason for paper in PAPERS for reason in _reasons(source, paper)}


# The folder


def test_it_builds_and_only_known_defects_are_rejected(source: Path, tmp_path: Path) -> None:
    facts = build(SPEC, source, tmp_path / "out")
    assert (facts["rows_in"], facts["rows_out"]) == (25, 1)
    assert set(facts["rejected"]) <= set(SPEC.expected_rejections)
    kept = (tmp_path / "out" / "rejected" / "mcqa.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(kept) == 24


@pytest.mark.parametrize("name", ["quiz-data.json", "modello6-quiz-data.json"])
def test_a_missing_file_is_named(source: Path, tmp_path: Path, name: str) -> None:
    (source / name).unlink()
    with pytest.raises(SourceMismatch, match=f"^{name} missing"):
        build(SPEC, source, tmp_path / "out")


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    with pytest.raises(SourceMismatch) as caught:
        build(SPEC, tmp_path / "src", tmp_path / "out")
    assert "quiz-data.json" in caught.value.fact
    assert caught.value.cause
    assert caught.value.remedy


@pytest.mark.parametrize("name", ["quiz-data.json", "modello7-quiz-data.json"])
@pytest.mark.parametrize(
    ("content", "said"),
    [(b'{"quizzes": [{"id": 1, "question": "Qua', "is not JSON"), ("è".encode("latin-1"), "is not JSON"),
     (b"[]", "no list of quizzes"), (b'{"quizzes": []}', "no list of quizzes"), (b'{"quizzes": ["x"]}', "no list")],
    ids=["truncated", "not UTF-8", "a list", "no questions", "no objects"],
)  # fmt: skip
def test_a_file_that_is_not_the_json_it_should_be_is_told(
    source: Path, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (source / name).write_bytes(content)
    with pytest.raises(SourceMismatch, match=said):
        build(SPEC, source, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("field", ["question", "answers", "correctAnswer"])
def test_a_missing_field_stops_the_build_and_is_named(source: Path, field: str) -> None:
    row = _row()
    del row[field]
    _write(source, "quiz-data.json", [row])
    with pytest.raises(SchemaDiffers, match=field):
        list(read(source))


# The real files


@pytest.fixture(scope="module")
def real(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = corpora / "ssfo-pharma-mcq-it"
    if not folder.is_dir():
        pytest.skip("ssfo-pharma-mcq-it is not at hand")
    out = tmp_path_factory.mktemp("ssfo") / "out"
    build(SPEC, folder, out)
    return out


def _rejected(out: Path, file: str) -> Counter[str]:
    lines = (out / "rejected" / "mcqa.jsonl").read_text(encoding="utf-8").splitlines()
    kept = [json.loads(line) for line in lines]
    return Counter(row["reason"] for row in kept if row["row"].rpartition(":")[0] == file)


def test_the_real_bank_has_2990_questions_of_which_2175_are_whole(real: Path) -> None:
    # Others count 2,990 good ones: options and keys are all there, but many stand at the wrong place (see the README).
    facts = json.loads((real / "corpus.json").read_text(encoding="utf-8"))
    assert (facts["rows_in"], facts["rows_out"]) == (2_990 + 423, 2_175)
    assert _rejected(real, "quiz-data.json") == {
        "question-cut": 568, "options-merged": 202, "option-cut": 36, "option-repeated": 7, "question-missing": 2,
    }  # fmt: skip
    assert facts["configs"]["mcqa"]["repairs"] == {"options-cut-from-question": 97}


@pytest.mark.parametrize(
    ("file", "reasons"),
    [
        ("new-quiz-data.json", {"key-defaulted": 66, "options-missing": 4}),
        ("modello3-quiz-data.json", {"key-defaulted": 88, "id-repeated": 2}),
        (
            "modello4-quiz-data.json",
            {"id-repeated": 4, "key-unverified": 31, "option-merged-into-question": 8, "options-missing": 11},
        ),
        ("modello5-quiz-data.json", {"key-unverified": 29, "option-merged-into-question": 26, "options-missing": 16}),
        ("modello6-quiz-data.json", {"key-unverified": 53, "option-merged-into-question": 1, "options-missing": 15}),
        ("modello7-quiz-data.json", {"key-unverified": 48, "option-merged-into-question": 2, "options-missing": 19}),
    ],
)
def test_every_real_row_of_the_papers_is_rejected(real: Path, file: str, reasons: dict[str, int]) -> None:
    assert _rejected(real, file) == reasons


def test_real_rows_have_five_options_and_a_key_among_them(real: Path) -> None:
    rows = [row for path in (real / "data" / "mcqa").glob("*.parquet") for row in pq.read_table(path).to_pylist()]
    assert {len(row["options"]) for row in rows} == {5}
    assert all(row["answer"] in {option["key"] for option in row["options"]} for row in rows)
    assert len({row["category"] for row in rows}) == 10
    keys = Counter(row["answer"] for row in rows)
    assert min(keys.values()) > 0.7 * max(keys.values())


def test_the_real_bank_repeats_71_wordings_and_none_with_the_same_options(corpora: Path, real: Path) -> None:
    rows = json.loads((corpora / "ssfo-pharma-mcq-it" / "quiz-data.json").read_text(encoding="utf-8"))["quizzes"]
    stems = Counter(_words(row["question"]) for row in rows)
    assert sum(times > 1 for times in stems.values()) == 71
    assert sum(times for times in stems.values() if times > 1) == 173
    whole = Counter((_words(row["question"]), *sorted(_words(each["text"]) for each in row["answers"])) for row in rows)
    assert set(whole.values()) == {1}
    assert Counter(row["correctAnswer"] for row in rows) == {"A": 605, "B": 626, "C": 647, "D": 571, "E": 541}


def _words(text: str) -> str:
    return " ".join("".join(c if c.isalnum() or c == "_" else " " for c in text.casefold()).split())
