"""CLinkaRT: its two PubTator files, and every way in which they may not be what the reader was written for."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from datasets_builders.build import build
from datasets_builders.catalogue import get_corpus
from datasets_builders.corpora.clinkart_it.read import read
from datasets_builders.reading import Record, Rejected, Repaired, SourceMismatch
from datasets_builders.schema import Document

SPEC = get_corpus("clinkart-it")
TRAIN = (
    "900001|t|Emoglobina 9,1 g/dl, sodio e potassio nella norma.\n"
    "900001\tREL\t11-19\t0-10\t9,1 g/dl\tEmoglobina\n"
    "900001\tREL\t38-49\t21-26\tnella norma\tsodio\n"
    "900001\tREL\t38-49\t29-37\tnella norma\tpotassio\n"
    "\n"
    "900002|t|Nega febbre.\n"
    "\n"
)
TEST = "900003|t|PA 130/80.\n900003\tREL\t3-9\t0-2\t130/80\tPA\n\n"
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write the two files as their archives unpack them."""

    def files(train: str = TRAIN, test: str = TEST) -> Path:
        source = tmp_path / "clinkart"
        for folder, name, content in (("Clinkart_training_data", "training.txt", train), ("TEST_IT", "test.txt", test)):
            (source / folder).mkdir(parents=True, exist_ok=True)
            (source / folder / name).write_text(content, encoding="utf-8")
        return source

    return files


def _documents(source: Path) -> dict[str, Document]:
    return {event.document.id: event.document for event in read(source) if isinstance(event, Record)}


def _rejected(source: Path) -> list[Rejected]:
    return [event for event in read(source) if isinstance(event, Rejected)]


def _repairs(source: Path) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for event in read(source):
        if isinstance(event, Repaired):
            found[event.row, event.code] += event.times
    return found


def test_each_case_is_a_row_and_each_pair_a_relation_from_result_to_test(write: Write, tmp_path: Path) -> None:
    facts = build(SPEC, write(), tmp_path / "out")
    assert (facts["rows_in"], facts["rows_out"], facts["rejected"]) == (3, 3, {})
    splits = facts["configs"]["re"]["splits"]
    assert splits["train"]["relations"] == {"PERTAINS-TO": 3}
    assert splits["train"]["entities"] == {"EVENT": 3, "RML": 2}
    assert facts["configs"]["re"]["repairs"] == {}
    rows = pq.read_table(tmp_path / "out" / splits["train"]["files"][0]).to_pylist()
    by_id = {entity["id"]: entity for entity in rows[0]["entities"]}
    assert [(by_id[each["head"]]["text"], by_id[each["tail"]]["text"]) for each in rows[0]["relations"]] == [
        ("9,1 g/dl", "Emoglobina"), ("nella norma", "sodio"), ("nella norma", "potassio"),
    ]  # fmt: skip
    assert [by_id[each["head"]]["label"] for each in rows[0]["relations"]] == ["RML"] * 3
    assert [entity["start"] for entity in rows[0]["entities"]] == [0, 11, 21, 29, 38]
    assert (rows[0]["document_id"], rows[0]["group_id"], rows[0]["licence"]) == ("900001", "900001", "CC-BY-NC-4.0")


def test_a_case_without_pairs_is_a_row_too(write: Write) -> None:
    assert _documents(write())["900002"].entities == ()


@pytest.mark.parametrize(
    "line",
    [
        "900003\tREL\t3-9\t0-3\t130/80\tPA",
        "900003\tREL\t2-8\t0-2\t130/80\tPA",
        "900003\tREL\t3-8\t0-1\t130/80\tPA",
        "900003\tREL\t3-99\t0-2\t130/80\tPA",
        "900003\tREL\t9-3\t0-2\t\t",
        "900003\tREL\t2-3\t0-2\t\t",
    ],
    ids=["longer", "shifted", "inclusive ends", "beyond the text", "backwards", "a blank"],
)
def test_a_mention_that_does_not_stand_at_its_offsets_rejects_the_case_and_keeps_it(
    write: Write, tmp_path: Path, line: str
) -> None:
    source = write(test=f"{TEST}900004|t|PA 130/80.\n{line.replace('900003', '900004')}\n")
    (rejected,) = _rejected(source)
    assert (rejected.split, rejected.row, rejected.reason) == ("test", "900004", "mention-not-at-its-offsets")
    facts = build(SPEC, source, tmp_path / "out")
    counts = facts["configs"]["re"]["splits"]["test"]
    assert (counts["rows_in"], counts["rows_out"]) == (2, 1)
    kept = json.loads((tmp_path / "out" / "rejected" / "re.jsonl").read_text(encoding="utf-8"))
    assert kept["raw"].startswith("900004|t|PA 130/80.")
    assert "130" not in kept["detail"]


def test_a_line_that_is_no_pair_rejects_the_case(write: Write) -> None:
    (rejected,) = _rejected(write(test=TEST + "900004|t|PA 130/80.\n900004\tREL\t3-9\n"))
    assert (rejected.row, rejected.reason) == ("900004", "line-unreadable")


def test_a_case_without_text_is_rejected(write: Write) -> None:
    (rejected,) = _rejected(write(train=TRAIN + "900004|t| \n"))
    assert (rejected.row, rejected.reason) == ("900004", "text-empty")


def test_a_pair_that_is_listed_twice_is_kept_once_and_blanks_at_edges_are_trimmed(write: Write) -> None:
    pairs = "900004\tREL\t2-9\t0-2\t 130/80\tPA\n" + "900004\tREL\t3-9\t0-2\t130/80\tPA\n" * 2
    source = write(train=f"{TRAIN}900004|t|PA 130/80.\n{pairs}")
    document = _documents(source)["900004"]
    assert [(entity.label, entity.text) for entity in document.entities] == [("EVENT", "PA"), ("RML", "130/80")]
    assert len(document.relations) == 1
    assert _repairs(source) == {("900004", "pair-listed-again"): 2, ("900004", "span-edge-blanks-trimmed"): 1}


def test_mentions_without_their_words_are_cut_out_of_the_text(write: Write) -> None:
    document = _documents(write(test="900003|t|PA 130/80.\n900003\tREL\t3-9\t0-2\n"))["900003"]
    assert [entity.text for entity in document.entities] == ["PA", "130/80"]


def test_offsets_count_code_points(write: Write) -> None:
    source = write(test="900003|t|\U0001fa7a PA 130/80.\n900003\tREL\t5-11\t2-4\t130/80\tPA\n")
    assert [entity.text for entity in _documents(source)["900003"].entities] == ["PA", "130/80"]


def test_the_test_file_without_annotations_is_refused(write: Write, tmp_path: Path) -> None:
    with pytest.raises(SourceMismatch, match=r"test\.txt has no pair at all") as caught:
        build(SPEC, write(test="900003|t|PA 130/80.\n\n900004|t|FC 88.\n"), tmp_path / "out")
    assert "without its annotations" in caught.value.cause
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "content", ["", "\n\n", '{"text": "PA 130/80."}\n', "900003\tREL\t3-9\t0-2\n900003|t|PA 130/80.\n"]
)
def test_a_file_that_is_not_pubtator_is_refused(write: Write, content: str) -> None:
    with pytest.raises(SourceMismatch, match=r"test\.txt does not begin with a document"):
        list(read(write(test=content)))


@pytest.mark.parametrize("missing", ["training.txt", "test.txt"])
def test_a_missing_file_is_named(write: Write, missing: str) -> None:
    source = write()
    next(source.rglob(missing)).unlink()
    with pytest.raises(SourceMismatch, match=missing) as caught:
        list(read(source))
    assert caught.value.cause
    assert "e3c.fbk.eu/clinkart" in caught.value.remedy


def test_an_empty_folder_and_one_with_the_republication_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceMismatch, match=r"training\.txt"):
        list(read(tmp_path))
    (tmp_path / "train_v2.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(SourceMismatch) as caught:
        list(read(tmp_path))
    assert "evalitahf" in caught.value.cause


def test_two_versions_beside_each_other_are_refused(write: Write) -> None:
    source = write()
    (source / "Clinkart_training_data_V2").mkdir()
    (source / "Clinkart_training_data_V2" / "training.txt").write_text(TRAIN, encoding="utf-8")
    with pytest.raises(SourceMismatch, match="more than once") as caught:
        list(read(source))
    assert "Clinkart_training_data_V2/training.txt" in caught.value.fact


def test_both_statements_about_the_licence_are_told() -> None:
    assert SPEC.licence.hub_id == "cc-by-nc-4.0"
    assert any("cc-by-nc-sa-4.0" in line for line in SPEC.licence.contradictions)
    assert any("NERMuD" in line for line in SPEC.defects)
