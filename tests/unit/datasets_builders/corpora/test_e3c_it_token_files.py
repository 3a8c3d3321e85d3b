"""What the official token files of E3C Italian keep of its entities, and that the rest of them agrees with what is built here."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path

import pytest

from datasets_builders.corpora.e3c_it.annotations import TYPES
from datasets_builders.corpora.e3c_it.read import read
from datasets_builders.formats.conll import bio_spans, read_sentences
from datasets_builders.formats.xmi import read_xmi
from datasets_builders.reading import Record
from datasets_builders.schema import Document

Documents = dict[tuple[str, str], list[Document]]


@pytest.fixture(scope="module")
def documents(e3c: Path) -> Documents:
    """The documents with clinical entities, by config and split, in the order of their ids; layer 3, the last, is not read."""
    found: Documents = {}
    for event in takewhile(lambda event: event.config != "text", read(e3c)):
        if isinstance(event, Record) and event.config in ("ner", "ner_silver"):
            found.setdefault((event.config, event.split), []).append(event.document)
    return found


def _tokens(path: Path) -> tuple[str, set[tuple[int, int]]]:
    """Return the words of a token file without blanks, and the entities as offsets into that."""
    words = ""
    entities = set()
    for sentence in read_sentences(path, separator=" "):
        offsets = [len(words)]
        for token in sentence:
            words += token.text
            offsets.append(len(words))
        tags = [token.columns[0] for token in sentence]
        assert set(tags) <= {"O", "B-ety", "I-ety"}
        entities |= {(offsets[span.start], offsets[span.end]) for span in bio_spans(tags)}
    return words, entities


def _squeezed(documents: Iterable[Document]) -> tuple[str, dict[tuple[int, int], tuple[str, str]]]:
    """Return the texts without blanks, and which entity (document, id) stands where in them."""
    words = ""
    entities = {}
    for document in documents:
        before = [len(words)]
        for character in document.text:
            before.append(before[-1] + (not character.isspace()))
        for entity in document.entities:
            entities[before[entity.start], before[entity.end]] = (document.id, entity.id)
        words += "".join(document.text.split())
    return words, entities


def test_the_official_token_files_keep_805_of_869_entities_and_those_agree(e3c: Path, documents: Documents) -> None:
    folder = e3c / "preprocessed_data/clinical_entities/layer1/Italian"
    lost: set[tuple[str, str]] = set()
    kept = 0
    for split, number in (("train", 345), ("test", 460)):
        left_out = [each for each in documents["ner", split] if each.id == "IT101195"]
        words, official = _tokens(folder / f"{split}.txt")
        text, ours = _squeezed(each for each in documents["ner", split] if each not in left_out)
        assert text == words, "the documents stand there whole, in the order of their ids, but for IT101195"
        assert len(official) == number
        assert official <= set(ours), "no entity there that is not here with the same edges"
        kept += len(official)
        lost |= {ours[span] for span in set(ours) - official}
        lost |= {(each.id, entity.id) for each in left_out for entity in each.entities}
    assert (kept, len(lost)) == (805, 869 - 805)
    marked = set()
    only = tuple(kind for kind in TYPES if kind.name == "CLINENTITY")
    for path in (e3c / "data_annotation/Italian/layer1").glob("*.xml"):
        entities = read_xmi(path, only).annotations["CLINENTITY"]
        marked |= {(path.stem, entity.id) for entity in entities if entity.features.get("discontinuous")}
    # The 24 of IT101195, the others that have any value in `discontinuous`, and one within another entity.
    elsewhere = {each for each in lost if each[0] != "IT101195"}
    assert len(lost) - len(elsewhere) == 24
    assert elsewhere - marked == {("IT101141", "7935")}
    assert elsewhere & marked == {each for each in marked if each[0] != "IT101195"}
    assert len(elsewhere & marked) == 39


def test_the_official_token_file_of_layer_2_keeps_all_1686_entities_but_not_the_case_of_letters(
    e3c: Path, documents: Documents
) -> None:
    words, official = _tokens(e3c / "preprocessed_data/clinical_entities/layer2/Italian/text.txt")
    text, ours = _squeezed(documents["ner_silver", "train"])
    assert len(words) == len(text)
    assert words.lower() == text.lower()
    assert len(official) == 1686
    assert official == set(ours)
    # Where the letters differ, the token file has the small one.
    assert {(a, b) for a, b in zip(words, text, strict=True) if a != b and a != b.lower()} == set()
    assert sum(a != b for a, b in zip(words, text, strict=True)) == 4103
