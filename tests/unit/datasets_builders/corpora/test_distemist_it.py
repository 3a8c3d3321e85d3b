"""DisTEMIST Italian: texts in one folder, tables of mentions in another."""

from __future__ import annotations

from pathlib import Path

import pytest

from datasets_builders.build import build
from datasets_builders.corpora.distemist_it import SPEC
from datasets_builders.corpora.distemist_it.read import read
from datasets_builders.formats.tabular import SchemaDiffers
from datasets_builders.reading import Event, Record, Repaired, Seen, SourceMismatch

HEAD = "filename\tmark\tlabel\toffset1\toffset2\tspan\tcode\tsemantic_rel\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    texts = tmp_path / "distemist_zenodo" / "multilingual_resources" / "training_text_files" / "it"
    texts.mkdir(parents=True)
    (texts / "caso1.txt").write_text("Ha la gota e l'asma.", encoding="utf-8")
    (texts / "caso2.txt").write_text("Sta bene.", encoding="utf-8")
    tables = tmp_path / "distemist_zenodo" / "multilingual_resources" / "it"
    tables.mkdir()
    (tables / "mentions.tsv").write_text(
        HEAD + "caso1\tT1\tENFERMEDAD\t6\t10\tgota\t90560007+24595009\tEXACT\n", encoding="utf-8"
    )
    return tmp_path


def _first(events: list[Event]) -> Record:
    return next(event for event in events if isinstance(event, Record))


def _table(source: Path, name: str, content: str) -> None:
    (source / "distemist_zenodo" / "multilingual_resources" / "it" / name).write_text(content, encoding="utf-8")


def test_mentions_are_placed_with_every_concept_and_a_text_without_any_stays(source: Path, tmp_path: Path) -> None:
    (entity,) = _first(list(read(source))).document.entities
    assert (entity.text, entity.concepts) == ("gota", ("SNOMEDCT:90560007", "SNOMEDCT:24595009"))
    assert build(SPEC, source, tmp_path / "out")["rows_out"] == 2


def test_a_mention_in_two_tables_is_one_mention(source: Path) -> None:
    _table(
        source,
        "more.tsv",
        HEAD + "caso1\tT1\tENFERMEDAD\t6\t10\tgota\t\t\ncaso1\tT2\tENFERMEDAD\t15\t19\tasma\t195967001\tEXACT\n",
    )
    document = _first(list(read(source))).document
    assert [(e.text, len(e.concepts)) for e in document.entities] == [("gota", 2), ("asma", 1)]
    assert len({e.id for e in document.entities}) == 2


def test_codes_of_a_mention_known_from_another_table_are_added_to_it(source: Path) -> None:
    _table(source, "a.tsv", HEAD + "caso1\tT1\tENFERMEDAD\t15\t19\tasma\t\t\n")
    _table(source, "z.tsv", HEAD + "caso1\tT9\tENFERMEDAD\t15\t19\tasma\t195967001\tEXACT\n")
    document = _first(list(read(source))).document
    assert {e.text: e.concepts for e in document.entities}["asma"] == ("SNOMEDCT:195967001",)


def test_mentions_of_texts_that_are_not_there_are_counted(source: Path) -> None:
    _table(source, "more.tsv", HEAD + "caso9\tT1\tENFERMEDAD\t6\t10\tgota\t\t\n")
    events = list(read(source))
    assert events[0] == Seen("ner", "train", 2)
    assert Repaired("ner", "train", "caso9", "mention-of-unknown-document") in events


@pytest.mark.parametrize("column", ["filename", "label", "offset1", "offset2", "span", "code"])
def test_a_missing_column_is_named(source: Path, column: str) -> None:
    _table(source, "mentions.tsv", HEAD.replace(column, "altro"))
    with pytest.raises(SchemaDiffers, match=f"'{column}'"):
        list(read(source))


@pytest.mark.parametrize(
    "path", ["training_text_files/it/caso1.txt training_text_files/it/caso2.txt", "it/mentions.tsv"]
)
def test_half_of_it_is_refused(source: Path, path: str) -> None:
    for name in path.split():
        (source / "distemist_zenodo" / "multilingual_resources" / name).unlink()
    with pytest.raises(SourceMismatch, match="multilingual_resources"):
        list(read(source))
