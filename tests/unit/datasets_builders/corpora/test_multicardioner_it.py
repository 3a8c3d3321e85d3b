"""MultiCardioNER Italian: two tokenised copies make one whole corpus, and where they differ is known."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from datasets_builders.build import build
from datasets_builders.corpora.multicardioner_it import SPEC
from datasets_builders.corpora.multicardioner_it.read import read
from datasets_builders.formats.conll import Token, bio_spans, join_tokens, read_sentences
from datasets_builders.formats.tabular import SchemaDiffers
from datasets_builders.reading import Event, Record, Rejected, Repaired, Seen, SourceMismatch
from datasets_builders.schema import Document

_TRAIN = (
    "Donna O\ndi O\n51 O\nanni O\n. O\n\n"  # the document that the other copy lost
    "Assume O\nfintamicina B-FARMACO\n1 O\n, O\n5 O\nmg O\n( O\nnell O\n' O\ninsieme O\n) O\n. O\n\nBene O\n. O\n\n"
    "( O\nNessun O\nfarmaco O\n) O\n. O\n\n. O\n\n"
)
_DOCUMENTS = (
    "Nessun\tO\nfarmaco\tO\n.\tO\n.\tO\n\n"
    "Assume\tO\nfintamicina\tB-FARMACO\n1\tO\n,\tO\n5\tO\nmg\tO\nnell\tO\n'\tO\ninsieme\tO\n.\tO\nBene\tO\n.\tO\n\n"
)
_DEV = "Anamnesi O\n: O\n\nAcido B-FARMACO\nfintico I-FARMACO\n( O\nAF B-FARMACO\n) O\n. O\n\nStop O\n. O\n\nSta O\nbene O\n. O\n"
_SENTENCES = (
    "filename\tbatch_number\tbatch_start\ttext\n"
    'caso7\t1\t1\t"Anamnesi:\nAcido fintico (AF)."\n'
    "caso7\t2\t32\tStop.\n"
    "caso2\t1\t0\tSta bene.\n"
)
_TEST = (
    " Prende acido fintico (AF) e beta-fintolo.  Esame 2/4 fatto. |O B-FARMACO I-FARMACO I-FARMACO O B-FARMACO I-FARMACO O O O O O O\n"
    "Sta bene. |O O O\n"
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    for folder in ("enigma", "padraig"):
        (tmp_path / folder).mkdir()
    (tmp_path / "enigma/train.txt").write_text(_TRAIN)
    (tmp_path / "enigma/dev.txt").write_text(_DEV)
    (tmp_path / "enigma/dev_sentences.tsv").write_text(_SENTENCES)
    (tmp_path / "enigma/id2label.json").write_text('{"1": "B-Disease"}')
    (tmp_path / "padraig/all_train.conll").write_text(_DOCUMENTS)
    (tmp_path / "padraig/all_test.csv").write_text(_TEST)
    return tmp_path


def _of(source: Path, split: str) -> list[Event]:
    return [event for event in read(source) if event.split == split]


def _documents(events: list[Event]) -> list[Document]:
    return [event.document for event in events if isinstance(event, Record)]


def test_training_cases_are_cut_where_the_other_copy_cuts_and_its_lost_one_is_recovered(source: Path) -> None:
    events = _of(source, "train")
    assert events[0] == Seen("ner", "train", 3)
    assert Repaired("ner", "train", "all_train.conll", "lost-document-recovered", 1) in events
    assert [document.text for document in _documents(events)] == [
        "Donna di 51 anni.",
        "Assume fintamicina 1,5 mg (nell'insieme).\nBene.",
        "(Nessun farmaco).\n.",
    ]


def test_a_training_case_keeps_its_mentions_on_the_joined_text(source: Path) -> None:
    second = _documents(_of(source, "train"))[1]
    assert [(e.label, e.text, e.start) for e in second.entities] == [("FARMACO", "fintamicina", 7)]


def test_a_training_document_that_is_not_among_the_tokens_is_refused(source: Path) -> None:
    (source / "padraig/all_train.conll").write_text(_DOCUMENTS + "Altro\tO\ncaso\tO\n")
    with pytest.raises(SourceMismatch, match="Document 3"):
        list(read(source))


def test_a_training_document_that_stands_twice_in_the_other_copy_only_is_refused(source: Path) -> None:
    (source / "padraig/all_train.conll").write_text(_DOCUMENTS * 2)
    with pytest.raises(SourceMismatch, match="more often"):
        list(read(source))


def test_a_validation_case_has_its_own_text_name_and_character_starts(source: Path) -> None:
    first, second = _documents(_of(source, "validation"))
    assert (first.id, first.group_id) == ("caso7", "caso7")
    assert first.text == " Anamnesi:\nAcido fintico (AF).  Stop."
    assert [e.text for e in first.entities] == ["Acido fintico", "AF"]
    assert (second.text, second.entities) == ("Sta bene.", ())


def test_the_label_is_that_of_the_tags_and_not_of_the_label_file(source: Path) -> None:
    assert (
        {e.label for d in _documents(list(read(source))) for e in d.entities}
        == {"FARMACO"}
        == set(SPEC.configs[0].labels)
    )


def test_a_sentence_table_of_another_revision_is_refused(source: Path) -> None:
    (source / "enigma/dev_sentences.tsv").write_text(_SENTENCES.replace("Stop", "Stai"))
    with pytest.raises(SourceMismatch, match="does not hold the characters"):
        list(read(source))


def test_sentences_that_overlap_are_refused(source: Path) -> None:
    (source / "enigma/dev_sentences.tsv").write_text(_SENTENCES.replace("\t32\t", "\t9\t"))
    with pytest.raises(SourceMismatch, match="row 2"):
        list(read(source))


def test_a_sentence_table_without_its_column_is_refused_by_name(source: Path) -> None:
    (source / "enigma/dev_sentences.tsv").write_text(_SENTENCES.replace("batch_start", "start"))
    with pytest.raises(SchemaDiffers, match="batch_start"):
        list(read(source))


def test_a_test_case_has_the_whole_text_and_doubtful_mentions_are_listed(source: Path) -> None:
    events = _of(source, "test")
    first, second = _documents(events)
    assert first.text == "Prende acido fintico (AF) e beta-fintolo.  Esame 2/4 fatto."
    assert [(e.id, e.text) for e in first.entities] == [("e1", "acido fintico (AF"), ("e2", "beta-fintolo")]
    assert first.fields["possibly_merged_entities"] == ["e1"]
    assert second.fields["possibly_merged_entities"] == []
    assert [e.row for e in events if isinstance(e, Repaired)] == ["test-0001", "test-0002"]


def test_a_test_case_whose_tags_do_not_fit_is_rejected(source: Path) -> None:
    (source / "padraig/all_test.csv").write_text(_TEST + "Sta bene. |O O\nSta male.\nBene. |O B-Disease\n")
    events = _of(source, "test")
    assert events[0] == Seen("ner", "test", 5)
    assert [(e.row, e.reason) for e in events if isinstance(e, Rejected)] == [
        ("test-0003", "tags-do-not-fit-text"),
        ("test-0004", "tags-do-not-fit-text"),
        ("test-0005", "tag-missing-or-unknown"),
    ]


def test_a_training_case_with_an_unknown_tag_is_rejected_and_an_orphan_counted(source: Path) -> None:
    content = _TRAIN.replace("Donna O", "Donna B-Disease").replace("fintamicina B-", "fintamicina I-")
    (source / "enigma/train.txt").write_text(content)
    events = _of(source, "train")
    assert [(e.row, e.reason) for e in events if isinstance(e, Rejected)] == [("train-0001", "tag-missing-or-unknown")]
    assert Repaired("ner", "train", "train-0002", "orphan-inside-label", 1) in events


def test_it_builds_with_accounts_that_hold(source: Path, tmp_path: Path) -> None:
    facts = build(SPEC, source, tmp_path / "out")
    assert (facts["rows_in"], facts["rows_out"]) == (7, 7)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceMismatch, match=r"enigma/train.txt"):
        list(read(tmp_path))


def test_a_half_there_folder_is_refused_and_says_what_lacks(source: Path) -> None:
    (source / "padraig/all_test.csv").unlink()
    with pytest.raises(SourceMismatch, match=r"^padraig/all_test.csv missing"):
        list(read(source))


# The real files.


@pytest.fixture(scope="module")
def real(corpora: Path) -> Path:
    folder = corpora / "multicardioner-it"
    if not folder.is_dir():
        pytest.skip(f"the corpus multicardioner-it is not in {corpora}")
    return folder


@pytest.fixture(scope="module")
def events(real: Path) -> list[Event]:
    return list(read(real))


@pytest.fixture(scope="module")
def csv_of_dev(real: Path) -> list[tuple[str, list[str]]]:
    lines = (line.rpartition("|") for line in (real / "padraig/all_dev.csv").read_text().splitlines())
    return [(text, tags.split()) for text, _, tags in lines]


@pytest.fixture(scope="module")
def conll(real: Path) -> dict[str, list[list[Token]]]:
    return {part: list(read_sentences(real / f"padraig/all_{part}.conll")) for part in ("dev", "test")}


def _without_blanks(text: str) -> str:
    return "".join(text.split())


def test_the_real_files_have_the_counts_of_the_facts(events: list[Event]) -> None:
    # The facts count 1,000, 258 and 250 documents in the CoNLL copy; it has one less in each, see below.
    rows: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    doubtful = 0
    for event in events:
        if isinstance(event, Record):
            rows[event.split] += 1
            mentions[event.split] += len(event.document.entities)
            doubtful += len(event.document.fields["possibly_merged_entities"])
    assert rows == {"train": 1000, "validation": 258, "test": 250}
    assert mentions == {"train": 2803, "validation": 2581, "test": 1721}
    assert doubtful == 103
    repairs = Counter(event.code for event in events if isinstance(event, Repaired))
    assert repairs == {"lost-document-recovered": 1, "outer-blanks-trimmed": 250}


@pytest.mark.parametrize(("part", "documents"), [("dev", 258), ("test", 250)])
def test_the_conll_copy_lost_its_first_document_and_its_marks_but_agrees_in_tags(
    real: Path, conll: dict[str, list[list[Token]]], part: str, documents: int
) -> None:
    lines = (real / f"padraig/all_{part}.csv").read_text().splitlines()
    texts, tags = zip(
        *((text, tags.split()) for text, _, tags in (line.rpartition("|") for line in lines)), strict=True
    )
    assert (len(lines), len(conll[part])) == (documents, documents - 1)
    assert [[token.columns[0] for token in document] for document in conll[part]] == list(tags[1:])
    words = [[token.text for token in document] for document in conll[part]]
    assert words == [re.findall(r"\w+|[.,;'\"?!]", text) for text in texts[1:]]
    assert not any(mark in word for document in words for word in document for mark in "()/:-%+")


def test_the_json_copy_has_the_words_of_the_conll_one_and_misplaces_mentions(
    real: Path, conll: dict[str, list[list[Token]]]
) -> None:
    content = json.loads((real / "padraig/all_dev.json").read_text())
    misplaced = 0
    for document, copy in zip(conll["dev"], content, strict=True):
        joined = join_tokens([[token.text for token in document]])
        assert copy["text"] == joined.text
        begun = {start for start, _, _ in copy["labels"]}
        firsts = [span.start for span in bio_spans([token.columns[0] for token in document])]
        misplaced += sum(joined.offsets[first][0] not in begun for first in firsts)
    assert misplaced == 592  # of 2,479: searched for by their words, found at an earlier place


def test_both_copies_have_the_same_characters_in_the_validation_part(
    events: list[Event], csv_of_dev: list[tuple[str, list[str]]]
) -> None:
    ours = {_without_blanks(e.document.text) for e in events if isinstance(e, Record) and e.split == "validation"}
    assert ours == {_without_blanks(text) for text, _ in csv_of_dev}


def test_the_other_copy_glues_or_cuts_mentions_but_has_the_same_ones(
    events: list[Event], csv_of_dev: list[tuple[str, list[str]]]
) -> None:
    theirs = {_without_blanks(text): (text, tags) for text, tags in csv_of_dev}
    counts: Counter[str] = Counter()
    for event in events:
        if not isinstance(event, Record) or event.split != "validation":
            continue
        text, tags = theirs[_without_blanks(event.document.text)]
        words = list(re.finditer(r"\w+|[.,;'\"?!]", text))
        b = {_unblanked(text, words[s.start].start(), words[s.end - 1].end()) for s in bio_spans(tags)}
        a = {_unblanked(event.document.text, e.start, e.end) for e in event.document.entities}
        counts["both"] += len(a & b)
        counts["ours alone"] += len(a - b)
        counts["theirs alone"] += len(b - a)
        counts["glued"] += sum(sum(s < end and start < e for s, e in a) >= 2 for start, end in b - a)
        counts["pieces"] += sum(any(s <= start and end <= e for s, e in a) for start, end in b - a)
        assert all(any(s < end and start < e for s, e in b) for start, end in a)
    assert counts == {"both": 2416, "ours alone": 165, "theirs alone": 83, "glued": 73, "pieces": 10}


def _unblanked(text: str, start: int, end: int) -> tuple[int, int]:
    """The span on the text without its blanks, in which both copies are equal."""
    return len(_without_blanks(text[:start])), len(_without_blanks(text[:end]))


def test_the_rule_for_blanks_is_right_nearly_everywhere(real: Path, events: list[Event]) -> None:
    from datasets_builders.corpora.multicardioner_it.read import _GLUE

    original = iter([e.document.text for e in events if isinstance(e, Record) and e.split == "validation"])
    text, position, right, gaps = next(original), 0, 0, 0
    for sentence in read_sentences(real / "enigma/dev.txt", separator=" "):
        words = [token.text for token in sentence]
        joined = join_tokens([words], glue=_GLUE)
        for index, word in enumerate(words):
            start = text.find(word, position)
            if start < 0:
                text, position = next(original), 0
                start = text.index(word)
            if index:
                gaps += 1
                right += (start > position) == (joined.offsets[index][0] > joined.offsets[index - 1][1])
            position = start + len(word)
    assert gaps > 300_000
    assert right / gaps > 0.995
