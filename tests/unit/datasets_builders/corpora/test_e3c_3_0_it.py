"""E3C-3.0 Italian: both documented layouts, the part that is published twice, and whatever else stops the build."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from datasets_builders.build import build
from datasets_builders.catalogue import get_corpus
from datasets_builders.corpora.e3c_3_0_it.read import read
from datasets_builders.formats.tabular import SchemaDiffers
from datasets_builders.reading import Record, Rejected, SourceMismatch
from datasets_builders.schema import Document
from datasets_builders.spec import Republish

SPEC = get_corpus("e3c-3-0-it")
REVISED, UNREVISED = "e3c-sentences-IT-revised", "e3c-sentences-IT-unrevised"
Row = Mapping[str, Any]
Tables = Callable[..., Path]


def _sentence(text: str, *entities: tuple[int, int], case: str = "EN900001", **changes: Any) -> dict[str, Any]:
    """A row of the layout with offsets."""
    listed = [{"text": text[start:end], "offsets": [start, end], "type": "CLINENTITY"} for start, end in entities]
    return {"sentence": text, "entities": listed, "original_id": case, **changes}


def _without_offsets(text: str, *entities: str) -> dict[str, Any]:
    """A row of the layout without offsets."""
    return {"text": text, "entities": [{"entity_text": words, "type": "CLINENTITY"} for words in entities]}


ROW = _sentence("Donna con dispnea e febbre.", (10, 17), (20, 26))
OTHER = _sentence("Uomo con ematemesi.", (9, 18), case="EN900002")
THIRD = _sentence("Esame obiettivo nella norma.", case="EN900003")


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    """Write both repositories as the Hub has them, loose token files included; parts of the revised one may be changed."""

    def write(**parts: Sequence[Row]) -> Path:
        source = tmp_path / "e3c-3.0"
        for repository, changed in ((REVISED, parts), (UNREVISED, {})):
            folder = source / repository / "data"
            folder.mkdir(parents=True, exist_ok=True)
            for name, rows in {"train": [ROW], "validation": [OTHER], "test": [THIRD], **changed}.items():
                pq.write_table(pa.Table.from_pylist(list(rows)), folder / f"{name}-00000-of-00001.parquet")
            (folder.parent / "README.md").write_text("---\ndataset_info:\n---\n", encoding="utf-8")
            (folder.parent / "Unrevised_E3C_IT_Train.tsv").write_text("Donna\tO\n", encoding="utf-8")
            (folder.parent / "unrevised_it_train.txt").write_text("Donna O\n", encoding="utf-8")
        return source

    return write


def _documents(source: Path, split: str, config: str = "ner_revised") -> list[Document]:
    found = (event for event in read(source) if isinstance(event, Record))
    return [event.document for event in found if (event.config, event.split) == (config, split)]


def _repairs(facts: dict[str, Any], config: str = "ner_revised") -> dict[str, int]:
    repairs: dict[str, int] = facts["configs"][config]["repairs"]
    return repairs


def test_both_repositories_are_built_each_to_its_config(tables: Tables, tmp_path: Path) -> None:
    facts = build(SPEC, tables(), tmp_path / "out")
    assert (facts["rows_in"], facts["rows_out"], facts["rejected"]) == (6, 6, {})
    for config in ("ner_revised", "ner_unrevised"):
        splits = facts["configs"][config]["splits"]
        assert {split: counts["entities"] for split, counts in splits.items()} == {
            "train": {"CLINENTITY": 2}, "validation": {"CLINENTITY": 1}, "test": {},
        }  # fmt: skip
        assert _repairs(facts, config) == {}


def test_sentences_of_one_case_are_one_group(tables: Tables) -> None:
    documents = _documents(tables(train=[ROW, _sentence("Nega tosse.", (5, 10)), OTHER]), "train")
    assert [document.id for document in documents] == ["train-00001", "train-00002", "train-00003"]
    assert [document.group_id for document in documents] == ["EN900001", "EN900001", "EN900002"]
    assert documents[0].document_id == "EN900001"


def test_offsets_that_hit_are_kept_in_the_order_of_the_text(tables: Tables, tmp_path: Path) -> None:
    row = _sentence("Febbre: febbre alta, febbre.", (21, 27), (8, 14))
    source = tables(train=[row])
    (document,) = _documents(source, "train")
    assert [(entity.start, entity.text) for entity in document.entities] == [(8, "febbre"), (21, "febbre")]
    assert document.fields["ambiguous_entities"] == []
    assert _repairs(build(SPEC, source, tmp_path / "out")) == {}


def test_offsets_that_do_not_hit_are_not_trusted(tables: Tables, tmp_path: Path) -> None:
    row = _sentence("Donna con dispnea e febbre.", (10, 17), (20, 26))
    for entity, offsets in zip(row["entities"], ([310, 317], [320, 326]), strict=True):
        entity["offsets"] = offsets
    source = tables(train=[row])
    (document,) = _documents(source, "train")
    assert [(entity.start, entity.text) for entity in document.entities] == [(10, "dispnea"), (20, "febbre")]
    assert _repairs(build(SPEC, source, tmp_path / "out")) == {"offsets-not-of-this-sentence": 1}


def test_an_entity_that_the_sentence_does_not_hold_is_left_out_and_counted(tables: Tables, tmp_path: Path) -> None:
    row = _sentence("Donna con dispnea.", (10, 17))
    row["entities"].append({"text": "dyspnoea", "offsets": [10, 17], "type": "CLINENTITY"})
    facts = build(SPEC, tables(train=[row]), tmp_path / "out")
    assert _repairs(facts) == {"mention-not-in-text": 1, "offsets-not-of-this-sentence": 1}
    assert facts["configs"]["ner_revised"]["splits"]["train"]["entities"] == {"CLINENTITY": 1}


def test_blanks_at_the_edges_of_an_entity_are_trimmed_and_counted(tables: Tables, tmp_path: Path) -> None:
    source = tables(train=[_sentence("Donna con dispnea e febbre.", (9, 18))])
    assert [entity.text for entity in _documents(source, "train")[0].entities] == ["dispnea"]
    assert _repairs(build(SPEC, source, tmp_path / "out")) == {"span-edge-blanks-trimmed": 1}


def test_the_layout_without_offsets_is_placed_by_its_texts(tables: Tables, tmp_path: Path) -> None:
    rows = [
        _without_offsets("Donna con dispnea e febbre.", "dispnea", "febbre"),
        _without_offsets("Febbre, poi ancora febbre e febbre.", "febbre"),
        _without_offsets("Nega tosse."),
    ]
    source = tables(train=rows)
    one, two, three = _documents(source, "train")
    assert [entity.text for entity in one.entities] == ["dispnea", "febbre"]
    assert two.fields["ambiguous_entities"] == [two.entities[0].id]
    assert (three.entities, three.group_id) == ((), "train-00003")
    assert _repairs(build(SPEC, source, tmp_path / "out")) == {"mention-ambiguous": 1}


@pytest.mark.parametrize("names", [("validation", "dev"), ("dev",)])
def test_a_part_that_is_published_as_dev_and_as_validation_is_read_once(
    tables: Tables, tmp_path: Path, names: tuple[str, ...]
) -> None:
    source = tables(dev=[OTHER, ROW], validation=[OTHER, ROW])
    if "validation" not in names:
        next((source / REVISED).rglob("validation-*.parquet")).unlink()
    facts = build(SPEC, source, tmp_path / "out")
    assert list(facts["configs"]["ner_revised"]["splits"]) == ["train", "validation", "test"]
    counts = facts["configs"]["ner_revised"]["splits"]["validation"]
    assert (counts["rows_in"], counts["rows_out"]) == (2, 2)
    assert _repairs(facts) == ({"identical-part-left-out": 2} if len(names) == 2 else {})


def test_identity_is_told_by_content_not_by_bytes(tables: Tables, tmp_path: Path) -> None:
    source = tables(dev=[OTHER])
    path = next((source / REVISED).rglob("dev-*.parquet"))
    before = path.read_bytes()
    pq.write_table(pq.read_table(path), path, compression="zstd", version="1.0")
    assert path.read_bytes() != before
    assert _repairs(build(SPEC, source, tmp_path / "out")) == {"identical-part-left-out": 1}


def test_dev_and_validation_that_differ_stop_the_build(tables: Tables, tmp_path: Path) -> None:
    with pytest.raises(SourceMismatch, match="both there and differ") as caught:
        build(SPEC, tables(dev=[ROW]), tmp_path / "out")
    assert caught.value.cause
    assert caught.value.remedy
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ([{"tokens": ["Donna"], "ner_tags": [0]}], "'sentence', 'entities', 'original_id'"),
        ([{"sentence": "Donna.", "entities": [{"text": "x", "offsets": [0, 1], "type": "y"}]}], "'original_id'"),
        ([{"text": "Donna con dispnea.", "label": "x"}], "'entities'"),
        ([{"sentence": "Donna.", "entities": [{"text": "Donna", "type": "y"}], "original_id": "9"}], "'offsets'"),
        ([{"text": "Donna.", "entities": [{"text": "Donna", "type": "y"}]}], "'entity_text'"),
    ],
    ids=["tokens", "no case", "no entities", "no offsets", "another name"],
)
def test_any_other_layout_stops_the_build_and_says_what_is_missing(
    tables: Tables, tmp_path: Path, rows: list[Row], named: str
) -> None:
    with pytest.raises(SchemaDiffers, match=named) as caught:
        build(SPEC, tables(train=rows), tmp_path / "out")
    assert caught.value.remedy
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("text", ["", "  ", None])
def test_a_sentence_without_text_is_rejected_and_kept(tables: Tables, tmp_path: Path, text: str | None) -> None:
    source = tables(train=[ROW, _sentence("", case="EN900009", sentence=text)])
    (rejected,) = (event for event in read(source) if isinstance(event, Rejected))
    assert (rejected.config, rejected.split, rejected.reason) == ("ner_revised", "train", "text-empty")
    facts = build(SPEC, source, tmp_path / "out")
    assert facts["rejected"] == {"text-empty": 1}
    kept = json.loads((tmp_path / "out" / "rejected" / "ner_revised.jsonl").read_text(encoding="utf-8"))
    assert kept["raw"]["original_id"] == "EN900009"


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceMismatch, match=REVISED) as caught:
        list(read(tmp_path))
    assert "NLP-FBK" in caught.value.remedy


@pytest.mark.parametrize(
    ("repository", "part"), [(REVISED, "train"), (REVISED, "test"), (UNREVISED, "validation"), (UNREVISED, "test")]
)
def test_a_missing_part_is_named_also_where_its_token_file_is_there(
    tables: Tables, tmp_path: Path, repository: str, part: str
) -> None:
    source = tables()
    next((source / repository).rglob(f"{part}-*.parquet")).unlink()
    with pytest.raises(SourceMismatch, match=f"{repository} has no table {part}"):
        build(SPEC, source, tmp_path / "out")


def test_nothing_of_it_may_be_published_again_since_no_licence_is_stated() -> None:
    assert SPEC.licence.hub_id == "unknown"
    assert SPEC.republish is Republish.NO
