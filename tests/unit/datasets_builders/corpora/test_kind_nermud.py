"""KIND and NERMuD: the test that is the other's dev is given once, IO and BIO are each read by their own rule."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from datasets_builders.build import build
from datasets_builders.corpora.kind_nermud import SPEC
from datasets_builders.corpora.kind_nermud.read import read
from datasets_builders.formats.conll import bio_spans, io_spans, read_sentences
from datasets_builders.reading import Event, Record, Rejected, Repaired, Seen, SourceMismatch
from datasets_builders.schema import Document

_KIND = {"WN": "wikinews", "FIC": "fiction", "ADG": "degasperi"}


def _bio(place: str) -> str:
    return (
        f"L'\tO\navvocata\tO\nZaira\tB-PER\nPicchiotti\tI-PER\nvive\tO\na\tO\n{place}\tB-LOC\n.\tO\n\nSì\tO\n.\tO\n\n"
    )


def _io(place: str) -> str:
    return _bio(place).replace("B-", "").replace("I-", "")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    kind, evalita = tmp_path / "dataset", tmp_path / "evalita-2023"
    kind.mkdir()
    evalita.mkdir()
    for code, name in _KIND.items():
        (evalita / f"{code}_train.tsv").write_text(_bio(f"Vattelapesca-{code}"))
        (evalita / f"{code}_dev.tsv").write_text(_bio(f"Roccacannuccia-{code}"))
        (evalita / f"{code}_test.tsv").write_text(_bio(f"Borgorosso-{code}"))
        (evalita / f"{code}_test_nolabel.tsv").write_text("L'\navvocata\n")
        (kind / f"{name}_train.tsv").write_text(_io(f"Vattelapesca-{code}"))
        (kind / f"{name}_test.tsv").write_text(_io(f"Roccacannuccia-{code}"))
    (kind / "moro_train.tsv").write_text("Zaira\tPER\nGino\tPER\n,\tO\nBorgorosso\tLOC\nBBC\tORG\n")
    (kind / "moro_test.tsv").write_text("Gino\tPER\n.\tO\n")
    return tmp_path


def _documents(events: list[Event], config: str) -> list[Document]:
    return [event.document for event in events if isinstance(event, Record) and event.config == config]


def test_a_sentence_becomes_a_row_with_its_names(source: Path) -> None:
    first = _documents(list(read(source)), "ner")[0]
    assert first.text == "L'avvocata Zaira Picchiotti vive a Vattelapesca-WN."
    assert [(e.label, e.text) for e in first.entities] == [("PER", "Zaira Picchiotti"), ("LOC", "Vattelapesca-WN")]
    assert (first.fields["domain"], first.group_id, first.document_id) == ("wikinews", "WN_train", first.id)


def test_what_one_copy_calls_test_and_the_other_dev_is_given_once(source: Path) -> None:
    events = list(read(source))
    texts = [document.text for document in _documents(events, "ner") if "Roccacannuccia" in document.text]
    assert len(texts) == len(set(texts)) == 3
    passed = [e for e in events if isinstance(e, Repaired)]
    assert Repaired("ner", "validation", "dataset/wikinews_test.tsv", "second-copy-passed-over", 2) in passed
    assert {event.code for event in passed} == {"second-copy-passed-over"}
    assert sum(event.times for event in passed) == 12


def test_a_sentence_of_the_older_copy_that_was_mended_is_passed_over_and_counted(source: Path) -> None:
    path = source / "dataset" / "wikinews_train.tsv"
    path.write_text(path.read_text().replace("Vattelapesca-WN\tLOC", "B-LOC\tLOC"))
    assert Repaired("ner", "train", "dataset/wikinews_train.tsv", "superseded-copy-passed-over", 1) in list(
        read(source)
    )


def test_a_second_copy_of_something_else_is_refused(source: Path) -> None:
    (source / "dataset" / "fiction_test.tsv").write_text("Altra\tO\n\ncosa\tO\n")
    with pytest.raises(SourceMismatch, match="fiction_test"):
        list(read(source))


def test_a_second_copy_may_be_absent(source: Path) -> None:
    (source / "dataset" / "fiction_test.tsv").unlink()
    assert len(_documents(list(read(source)), "ner")) == 18


def test_names_of_one_kind_that_touch_are_one_in_the_io_part(source: Path) -> None:
    first = _documents(list(read(source)), "ner_silver")[0]
    assert [(e.label, e.text) for e in first.entities] == [("PER", "Zaira Gino"), ("LOC", "Borgorosso"), ("ORG", "BBC")]


def test_every_row_carries_the_licence_of_its_part(source: Path) -> None:
    events = list(read(source))
    licences = {d.fields["domain"]: d.licence for config in ("ner", "ner_silver") for d in _documents(events, config)}
    assert licences == {
        "wikinews": "CC-BY-NC-4.0",
        "fiction": "CC-BY-NC-4.0",
        "degasperi": "CC-BY-NC-SA-4.0",
        "moro": "CC-BY-NC-4.0",
    }
    assert set(licences.values()) == set(SPEC.licence.row_values)


def test_an_orphan_inside_label_begins_a_name_and_is_counted(source: Path) -> None:
    (source / "evalita-2023" / "WN_test.tsv").write_text("(\tO\nBorgorosso\tI-LOC\n)\tO\n")
    events = list(read(source))
    assert Repaired("ner", "test", "WN_test-00001", "orphan-inside-label", 1) in events
    (document,) = [d for d in _documents(events, "ner") if d.id == "WN_test-00001"]
    assert [(document.text, e.text) for e in document.entities] == [("(Borgorosso)", "Borgorosso")]


@pytest.mark.parametrize("line", ["Zaira", "Zaira\tB-PERS", "Zaira\tPER"])
def test_a_sentence_with_a_line_without_a_known_tag_is_rejected(source: Path, line: str) -> None:
    (source / "evalita-2023" / "FIC_test.tsv").write_text(f"{line}\nva\tO\n\nSì\tO\n")
    events = [event for event in read(source) if event.split == "test" and event.config == "ner"]
    (rejected,) = [event for event in events if isinstance(event, Rejected)]
    assert (rejected.row, rejected.reason) == ("FIC_test-00001", "tag-missing-or-unknown")
    assert Seen("ner", "test", 6) in events


def test_it_builds_with_accounts_that_hold(source: Path, tmp_path: Path) -> None:
    facts = build(SPEC, source, tmp_path / "out")
    assert (facts["rows_in"], facts["rows_out"]) == (20, 20)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceMismatch, match="evalita-2023/WN_train"):
        list(read(tmp_path))


def test_a_half_there_folder_is_refused_and_says_what_lacks(source: Path) -> None:
    (source / "dataset" / "moro_test.tsv").unlink()
    with pytest.raises(SourceMismatch, match=r"^dataset/moro_test.tsv missing"):
        list(read(source))


# The real files.


@pytest.fixture(scope="module")
def real(corpora: Path) -> Path:
    folder = corpora / "kind-nermud"
    if not folder.is_dir():
        pytest.skip(f"the corpus kind-nermud is not in {corpora}")
    return folder


def test_the_real_files_have_the_counts_of_the_facts(real: Path) -> None:
    rows: Counter[tuple[str, str]] = Counter()
    entities: Counter[str] = Counter()
    repairs: Counter[str] = Counter()
    for event in read(real):
        if isinstance(event, Record):
            rows[event.config, event.split] += 1
            entities[event.document.id.split("-")[0]] += len(event.document.entities)
        elif isinstance(event, Repaired):
            repairs[event.code] += event.times
        else:
            assert isinstance(event, Seen)
    assert rows == {
        ("ner", "train"): 10912 + 11423 + 5147,
        ("ner", "validation"): 2594 + 1051 + 1122,
        # The repository's own README announces 2,094 + 1,516 + 521 sentences.
        ("ner", "test"): 2088 + 1517 + 521,
        ("ner_silver", "train"): 10283,
        ("ner_silver", "test"): 2618,
    }
    assert entities["WN_train"] == 4800 + 5325 + 4454  # as that README says
    assert entities["WN_test"] == 1381 + 1257 + 853 + 16  # the 16 begin with an inside label
    assert repairs == {
        "orphan-inside-label": 16,
        "second-copy-passed-over": 10912 + 11423 + 5147 + 2594 + 1051 + 1122 - 1,
        "superseded-copy-passed-over": 1,
    }


def _read(path: Path) -> list[tuple[list[str], list[str]]]:
    return [([t.text for t in s], [t.columns[0] if t.columns else "" for t in s]) for s in read_sentences(path)]


@pytest.mark.parametrize("code", _KIND)
def test_the_test_of_kind_is_the_dev_of_evalita_word_by_word_and_name_by_name(real: Path, code: str) -> None:
    kind = _read(real / "dataset" / f"{_KIND[code]}_test.tsv")
    evalita = _read(real / "evalita-2023" / f"{code}_dev.tsv")
    assert [words for words, _ in kind] == [words for words, _ in evalita]
    # No names of one kind touch, so that IO and BIO tell the same.
    assert [io_spans(tags) for _, tags in kind] == [bio_spans(tags) for _, tags in evalita]


@pytest.mark.parametrize("code", _KIND)
def test_the_files_without_labels_are_the_tests(real: Path, code: str) -> None:
    given = _read(real / "evalita-2023" / f"{code}_test_nolabel.tsv")
    assert [words for words, _ in given] == [words for words, _ in _read(real / "evalita-2023" / f"{code}_test.tsv")]
