"""AbstRCT Italian: its three tests stay apart, its odd lines are survived, and only the complete revision is read."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from datasets_builders.build import build
from datasets_builders.corpora.abstrct_it import SPEC
from datasets_builders.corpora.abstrct_it.read import read
from datasets_builders.formats.conll import bio_spans, read_sentences
from datasets_builders.reading import Event, Record, Rejected, Repaired, Seen, SourceMismatch
from datasets_builders.schema import Document

_NAMES = {
    "train": "it_neoplasm_nllb_awesome_train.tsv",
    "validation": "it_neoplasm_nllb_awesome_dev.tsv",
    "test": "it_neoplasm_nllb_awesome_test.tsv",
    "test_glaucoma": "it_glaucoma_nllb_awesome_test.tsv",
    "test_mixed": "it_mixed_nllb_awesome_test.tsv",
}
_SENTENCE = "L' B-Premise\ninfuso I-Premise\n( I-Premise\nmenta) I-Premise\ngiova. I-Premise\nDunque, O\nsi B-Claim\nusi. I-Claim\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "hitz_manual_revision"
    folder.mkdir()
    for name in _NAMES.values():
        (folder / name).write_text(f"{_SENTENCE}\nNulla O\naltro. O\n\n", encoding="utf-8")
    return tmp_path


def _train(source: Path, content: str) -> list[Event]:
    (source / "hitz_manual_revision" / _NAMES["train"]).write_text(content, encoding="utf-8")
    return [event for event in read(source) if event.split == "train"]


def _documents(events: list[Event]) -> list[Document]:
    return [event.document for event in events if isinstance(event, Record)]


def test_a_sentence_becomes_a_row_with_its_components(source: Path) -> None:
    first, second = _documents(_train(source, f"{_SENTENCE}\nNulla O\naltro. O\n"))
    assert first.text == "L'infuso (menta) giova. Dunque, si usi."
    assert [(e.label, e.text) for e in first.entities] == [("Premise", "L'infuso (menta) giova."), ("Claim", "si usi.")]
    assert (second.text, second.entities) == ("Nulla altro.", ())
    assert first.licence in SPEC.licence.row_values


def test_the_three_tests_stay_apart(source: Path, tmp_path: Path) -> None:
    facts = build(SPEC, source, tmp_path / "out")
    assert {split: counts["rows_out"] for split, counts in facts["configs"]["arg"]["splits"].items()} == dict.fromkeys(
        _NAMES, 2
    )


def test_rows_have_ids_of_their_own_and_the_file_as_group(source: Path) -> None:
    documents = _documents(list(read(source)))
    assert len({document.id for document in documents}) == len(documents) == 10
    assert documents[0].id == documents[0].document_id == "neoplasm_train-0001"
    assert {document.group_id for document in documents} == {
        "neoplasm_train", "neoplasm_dev", "neoplasm_test", "glaucoma_test", "mixed_test",
    }  # fmt: skip


def test_a_third_column_is_read_past_and_counted(source: Path) -> None:
    events = _train(source, "Nulla B-Claim \naltro. I-Claim -\n")
    assert [e for e in events if isinstance(e, Repaired)] == [
        Repaired("arg", "train", "neoplasm_train-0001", "third-column-read-past", 2)
    ]
    assert [entity.text for entity in _documents(events)[0].entities] == ["Nulla altro."]


def test_an_orphan_inside_label_begins_a_component_and_is_counted(source: Path) -> None:
    events = _train(source, "Nulla O\naltro. I-Claim\n")
    assert Repaired("arg", "train", "neoplasm_train-0001", "orphan-inside-label", 1) in events
    assert [entity.text for entity in _documents(events)[0].entities] == ["altro."]


@pytest.mark.parametrize("line", ["altro.", "altro. B-Evidence", "altro. -"])
def test_a_sentence_with_a_line_without_a_known_tag_is_rejected(source: Path, line: str) -> None:
    events = _train(source, f"Nulla O\n{line}\n\nBene. O\n")
    (rejected,) = [event for event in events if isinstance(event, Rejected)]
    assert (rejected.row, rejected.reason) == ("neoplasm_train-0001", "tag-missing-or-unknown")
    assert events[0] == Seen("arg", "train", 2)
    assert [document.text for document in _documents(events)] == ["Bene."]


def test_a_byte_order_mark_and_carriage_returns_change_nothing(source: Path) -> None:
    plain = _documents(_train(source, _SENTENCE))
    assert _documents(_train(source, "\ufeff" + _SENTENCE.replace("\n", "\r\n"))) == plain


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceMismatch, match="it_neoplasm_nllb_awesome_train"):
        list(read(tmp_path))


def test_a_half_there_folder_is_refused_and_says_what_lacks(source: Path) -> None:
    (source / "hitz_manual_revision" / _NAMES["test_mixed"]).unlink()
    with pytest.raises(SourceMismatch, match=r"^it_mixed_nllb_awesome_test.tsv missing"):
        list(read(source))


# The real files.


@pytest.fixture(scope="module")
def real(corpora: Path) -> Path:
    folder = corpora / "abstrct-it"
    if not folder.is_dir():
        pytest.skip(f"the corpus abstrct-it is not in {corpora}")
    return folder


@pytest.fixture(scope="module")
def events(real: Path) -> list[Event]:
    return list(read(real))


def test_the_real_files_have_the_counts_of_the_facts(events: list[Event]) -> None:
    rows: Counter[str] = Counter()
    labels: Counter[tuple[str, str]] = Counter()
    for event in events:
        if isinstance(event, Record):
            rows[event.split] += 1
            labels.update((event.split, entity.label) for entity in event.document.entities)
    assert rows == {"train": 4405, "validation": 679, "test": 1251, "test_glaucoma": 1247, "test_mixed": 1147}
    assert rows == {event.split: event.rows for event in events if isinstance(event, Seen)}
    assert {split: (labels[split, "Premise"], labels[split, "Claim"]) for split in rows} == {
        "train": (1535, 730),
        "validation": (218, 108),
        "test": (438, 248),
        "test_glaucoma": (404, 190),
        "test_mixed": (388, 212),
    }
    assert [(e.code, e.times) for e in events if isinstance(e, Repaired)] == [("third-column-read-past", 2)]


def test_the_mixed_test_repeats_sentences_of_the_other_two(events: list[Event]) -> None:
    # The facts say 245 and 120; distinct sentences, token by token, are 246 and 124.
    texts = {split: set[str]() for split in _NAMES}
    for event in events:
        if isinstance(event, Record):
            texts[event.split].add(event.document.text)
    assert len(texts["test_mixed"] & texts["test"]) == 246
    assert len(texts["test_mixed"] & texts["test_glaucoma"]) == 124


def _components(path: Path) -> list[tuple[tuple[str, ...], set[tuple[int, int, str]]]]:
    return [
        (
            tuple(token.text for token in sentence),
            {(span.start, span.end, span.label) for span in bio_spans([token.columns[0] for token in sentence])},
        )
        for sentence in read_sentences(path, separator=" ")
    ]


def test_the_other_manual_revision_leaves_out_every_sentence_with_two_components(real: Path) -> None:
    revised = dict(_components(real / "hitz_manual_revision" / _NAMES["train"]))
    other = _components(real / "ragerri_all_data_manual_revision" / "train.tsv")
    labels = Counter(label for _, marked in other for _, _, label in marked)
    assert (len(other), labels["Premise"], labels["Claim"]) == (4404, 1022, 575)
    assert max(len(marked) for _, marked in other) == 1
    assert sum(bool(revised.get(words)) and not marked for words, marked in other) == 457


def test_the_automatic_projection_has_the_words_of_the_other_revision_and_fewer_components(real: Path) -> None:
    automatic = _components(real / "hitz_automatic_projections" / "it_neoplasm_nllb_awesome_auto_train.tsv")
    other = _components(real / "ragerri_all_data_manual_revision" / "train.tsv")
    assert [words for words, _ in automatic] == [words for words, _ in other]
    assert sum(len(marked) for _, marked in automatic) == 1330 + 727


def test_the_json_copies_are_lines_and_one_lost_its_last_sentence(real: Path) -> None:
    for split, lost in (("train", 0), ("test", 0), ("test_glaucoma", 1), ("test_mixed", 0)):
        path = real / "hitz_manual_revision" / _NAMES[split]
        copy = path.with_name(path.name.replace("_nllb_awesome", "").replace(".tsv", ".json"))
        lines = [json.loads(line) for line in copy.read_text(encoding="utf-8").splitlines()]
        sentences = [[token.text for token in sentence] for sentence in read_sentences(path, separator=" ")]
        assert [line["text"] for line in lines] == sentences[: len(sentences) - lost]
