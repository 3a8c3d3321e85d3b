"""E3C Italian, all layers of annotation: attributes, links, and the export to PubTator."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from datasets_builders.build import build
from datasets_builders.catalogue import get_corpus
from datasets_builders.corpora.clinkart_it.read import read as read_clinkart
from datasets_builders.corpora.e3c_it import ATTRIBUTES
from datasets_builders.corpora.e3c_it.export import export_relations
from datasets_builders.corpora.e3c_it.read import read
from datasets_builders.errors import UserError
from datasets_builders.formats.pubtator import parse
from datasets_builders.reading import Record, Rejected, Repaired
from datasets_builders.schema import Document

SPEC = get_corpus("e3c-it")
XmiOf = Callable[[str], Any]
Rows = list[dict[str, Any]]
CASE = "A marzo la donna ha febbre.\nLa febbre passa dopo 3 giorni, resta \U0001fa7a dolore al ginocchio."
MARKS = {
    "ACTOR": {"la donna": 10},
    "TIMEX3": {"A marzo": 11, "dopo 3 giorni": 12},
    "EVENT": {"febbre.": 13, "La febbre": 14, "passa": 15, "dolore": 16},
    "BODYPART": {"ginocchio": 17},
}


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def _json(id: str) -> str:
    return json.dumps(
        {"text": "Foglio inventato.", "licence": "CC-BY", "authors": [{"author": "Ginevra Altomonte"}], "id": id}
    )


@pytest.fixture
def source(tmp_path: Path, xmi_of: XmiOf) -> Callable[..., Path]:
    """Write a whole source whose one training document has `marks`; another document stands in every other place."""

    def write(*marks: str) -> Path:
        root = tmp_path / "e3c"
        plain = xmi_of("Nega tosse.")
        other = plain.file(plain.mark("CLINENTITY", 10, "tosse"))
        _write(root / "documentation/train_test_split.txt", "ITALIAN\n'IT900001'\n")
        _write(root / "data_annotation/Italian/layer1/IT900001.xml", xmi_of(CASE).file(*marks))
        _write(root / "data_annotation/Italian/layer1/IT900002.xml", other)
        _write(root / "data_annotation/Italian/layer2/IT900003.xml", other)
        _write(root / "data_validation/Italian/layer2/IT900003.xml", other)
        for layer, id in (
            ("layer1", "IT900001"),
            ("layer1", "IT900002"),
            ("layer2", "IT900003"),
            ("layer3", "IT900004"),
        ):
            _write(root / f"data_collection/Italian/{layer}/{id}.json", _json(id))
        return root

    return write


@pytest.fixture(scope="session")
def link() -> Callable[..., str]:
    """A link of WebAnno, under the type's name that it gives it."""

    def make(kind: str, id: int, role: str, target: int) -> str:
        return f'<custom:{kind} xmi:id="{id}" role="{role}" target="{target}"/>'

    return make


def _row(source: Path, config: str) -> Document:
    events = [event for event in read(source) if isinstance(event, Record) and event.config == config]
    (document,) = (event.document for event in events if event.document.id == "IT900001")
    return document


def _repairs(source: Path, config: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for event in read(source):
        if isinstance(event, Repaired) and (event.config, event.row) == (config, "IT900001"):
            counts[event.code] += event.times
    return counts


# What the source says, on an invented one


def test_each_entity_has_its_attributes_in_the_same_order_under_the_names_of_the_source(
    source: Callable[..., Path], xmi_of: XmiOf
) -> None:
    parts = xmi_of(CASE)
    said = {name: f"{name.upper()}-1" for name in ATTRIBUTES["EVENT"]}
    root = source(
        parts.mark("EVENT", 16, "dolore", **said),
        parts.mark("EVENT", 13, "febbre.", polarity="NEG", docTimeRel="BEFORE"),
        parts.mark("TIMEX3", 12, "dopo 3 giorni", timex3Class="DURATION", value="P3D", functionInDocument="NONE"),
        parts.mark("TIMEX3", 11, "A marzo"),
        parts.mark("ACTOR", 10, "la donna", role="PATIENT", age="47Y"),
        parts.mark("BODYPART", 17, "ginocchio", eventiveValue="N/A"),
    )
    events = _row(root, "events")
    assert [(entity.id, entity.label, entity.text) for entity in events.entities] == [
        ("13", "EVENT", "febbre."), ("16", "EVENT", "dolore"),
    ]  # fmt: skip
    nothing = dict.fromkeys(ATTRIBUTES["EVENT"])
    assert events.fields["attributes"] == [
        {"entity": "13", **nothing, "polarity": "NEG", "docTimeRel": "BEFORE"},
        {"entity": "16", **said},
    ]
    assert _row(root, "timex").fields["attributes"] == [
        {"entity": "11", "timex3Class": None, "value": None, "functionInDocument": None},
        {"entity": "12", "timex3Class": "DURATION", "value": "P3D", "functionInDocument": "NONE"},
    ]
    assert _row(root, "actors").fields["attributes"] == [{"entity": "10", "role": "PATIENT", "age": "47Y"}]
    assert _row(root, "bodyparts").fields["attributes"] == [{"entity": "17", "eventiveValue": "N/A"}]


def test_links_of_events_and_of_time_expressions_are_relations_with_their_published_labels(
    source: Callable[..., Path], xmi_of: XmiOf, link: Callable[..., str]
) -> None:
    parts = xmi_of(CASE)
    root = source(
        parts.mark("TIMEX3", 11, "A marzo", timexLink="40"),
        parts.mark("EVENT", 13, "febbre.", TLINK="41 42", ALINK=""),
        parts.mark("EVENT", 15, "passa", TLINK="", ALINK="43"),
        link("TIMEX3TimexLinkLink", 40, "CONTAINS", 13),
        link("EVENTTLINKLink", 41, "BEFORE", 15),
        link("EVENTTLINKLink", 42, "BEGINS-ON", 11),
        link("EVENTALINKLink", 43, "TERMINATES", 13),
    )
    document = _row(root, "temporal_relations")
    assert {entity.id: entity.label for entity in document.entities} == {"11": "TIMEX3", "13": "EVENT", "15": "EVENT"}
    assert {(each.head, each.label, each.tail) for each in document.relations} == {
        ("11", "CONTAINS", "13"), ("13", "BEFORE", "15"), ("13", "BEGINS-ON", "11"), ("15", "TERMINATES", "13"),
    }  # fmt: skip
    assert _row(root, "re").relations == ()


def test_two_links_between_the_same_ends_both_stay_and_one_to_itself_is_counted(
    source: Callable[..., Path], xmi_of: XmiOf, link: Callable[..., str]
) -> None:
    parts = xmi_of(CASE)
    root = source(
        parts.mark("EVENT", 13, "febbre.", TLINK="40 41 42"),
        parts.mark("EVENT", 15, "passa"),
        link("EVENTTLINKLink", 40, "BEFORE", 15),
        link("EVENTTLINKLink", 41, "OVERLAP", 15),
        link("EVENTTLINKLink", 42, "CONTAINS", 13),
    )
    relations = _row(root, "temporal_relations").relations
    assert len({relation.id for relation in relations}) == 3
    assert [(each.head, each.tail) for each in relations].count(("13", "13")) == 1
    assert _repairs(root, "temporal_relations")["relation-to-itself-kept"] == 1


def test_a_link_to_what_is_not_there_or_of_another_kind_is_left_out_and_counted(
    source: Callable[..., Path], xmi_of: XmiOf, link: Callable[..., str]
) -> None:
    parts = xmi_of(CASE)
    root = source(
        parts.mark("EVENT", 13, "febbre.", TLINK="40 41"),
        parts.mark("ACTOR", 10, "la donna"),
        link("EVENTTLINKLink", 40, "BEFORE", 777),
        link("EVENTTLINKLink", 41, "BEFORE", 10),
    )
    assert _row(root, "temporal_relations").relations == ()
    assert _repairs(root, "temporal_relations")["dangling-relation-left-out"] == 2


def test_blanks_at_edges_are_trimmed_in_every_config_and_attributes_stay_with_their_entity(
    source: Callable[..., Path], xmi_of: XmiOf
) -> None:
    parts = xmi_of(CASE)
    root = source(
        parts.mark("EVENT", 15, " passa ", polarity="POS"),
        parts.mark("EVENT", 14, "\n", polarity="NEG"),
        parts.mark("TIMEX3", 11, "A marzo "),
    )
    events = _row(root, "events")
    assert [entity.text for entity in events.entities] == ["passa"]
    assert [(each["entity"], each["polarity"]) for each in events.fields["attributes"]] == [("15", "POS")]
    assert _repairs(root, "events") == {
        "span-edge-blanks-trimmed": 1, "empty-span-left-out": 1, "utf16-offsets-converted": 1,
    }  # fmt: skip
    assert _row(root, "timex").entities[0].text == "A marzo"


def test_the_span_law_holds_in_every_config_after_a_character_of_two_utf16_units(
    source: Callable[..., Path], xmi_of: XmiOf, tmp_path: Path
) -> None:
    parts = xmi_of(CASE)
    marks = [parts.mark(kind, id, words) for kind, covered in MARKS.items() for words, id in covered.items()]
    facts = build(SPEC, source(*marks), tmp_path / "out")
    for config, kinds in {
        "events": ["EVENT"], "timex": ["TIMEX3"], "actors": ["ACTOR"], "bodyparts": ["BODYPART"],
        "temporal_relations": ["EVENT", "TIMEX3"],
    }.items():  # fmt: skip
        row = pq.read_table(tmp_path / "out" / facts["configs"][config]["splits"]["train"]["files"][0]).to_pylist()[0]
        wanted = {str(id): words for kind in kinds for words, id in MARKS[kind].items()}
        assert {each["id"]: each["text"] for each in row["entities"]} == wanted
        Document.from_row(row)  # enforces the law
        assert "attributes" not in row or [each["entity"] for each in row["attributes"]] == [
            e["id"] for e in row["entities"]
        ]


def test_a_broken_document_is_rejected_in_every_config_of_its_layer(source: Callable[..., Path]) -> None:
    root = source()
    _write(root / "data_annotation/Italian/layer1/IT900001.xml", "<xmi:XMI")
    rejected = [event for event in read(root) if isinstance(event, Rejected)]
    assert {event.config for event in rejected} == {
        "ner", "re", "events", "temporal_relations", "timex", "actors", "bodyparts",
    }  # fmt: skip
    assert {(event.row, event.reason) for event in rejected} == {("IT900001", "xmi-unreadable")}


def test_results_and_tests_are_written_in_the_shape_of_clinkart(
    source: Callable[..., Path], xmi_of: XmiOf, tmp_path: Path
) -> None:
    parts = xmi_of(CASE)
    root = source(
        parts.mark("EVENT", 14, "La febbre"),
        parts.mark("RML", 30, "febbre.\nLa", PERTAINSTO="40"),
        parts.pertains_to(40, 14),
    )
    build(SPEC, root, tmp_path / "out")
    (written,) = export_relations(tmp_path / "out", "train")
    text = CASE.replace("\n", " ")
    assert written == f"IT900001|t|{text}\nIT900001\tREL\t20-30\t28-37\tfebbre. La\tLa febbre\n\n"
    assert text[20:30] == "febbre. La"
    with pytest.raises(UserError, match="validation") as caught:
        list(export_relations(tmp_path / "out", "validation"))
    assert "train, test" in caught.value.cause


# The real corpus, without its layer 3


@pytest.fixture(scope="module")
def real(e3c: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Layers 1 and 2 of the real corpus, built once; one invented leaflet stands for layer 3."""
    root = tmp_path_factory.mktemp("e3c")
    raw = "data_collection/Italian"
    for path in ("data_annotation", "data_validation", "documentation", f"{raw}/layer1", f"{raw}/layer2"):
        (root / "source" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "source" / path).symlink_to(e3c / path)
    _write(root / "source" / raw / "layer3" / "IT900004.json", _json("IT900004"))
    build(SPEC, root / "source", root / "built")
    return root / "built"


def _rows(built: Path, config: str, *splits: str) -> Rows:
    paths = [path for split in splits for path in sorted((built / "data" / config).glob(f"{split}-*.parquet"))]
    return [row for path in paths for row in pq.read_table(path).to_pylist()]


def test_real_layers_have_all_their_annotations(real: Path) -> None:
    facts = json.loads((real / "corpus.json").read_text(encoding="utf-8"))["configs"]
    wanted = {
        "events": ("EVENT", 3385),
        "timex": ("TIMEX3", 298),
        "actors": ("ACTOR", 338),
        "bodyparts": ("BODYPART", 328),
    }
    for config, (label, number) in wanted.items():
        counts = facts[config]["splits"]
        assert [counts[split]["rows_out"] for split in ("train", "test")] == [36, 50]
        assert sum(counts[split]["entities"][label] for split in ("train", "test")) == number
        assert facts[config]["repairs"] == {"metadata-copies-merged": 86, "utf16-offsets-converted": 1}
        for row in _rows(real, config, "train", "test"):
            Document.from_row(row)
            assert [each["entity"] for each in row["attributes"]] == [entity["id"] for entity in row["entities"]]


def test_real_attributes_have_the_values_of_the_source(real: Path) -> None:
    def values(config: str, name: str) -> Counter[str | None]:
        return Counter(each[name] for row in _rows(real, config, "train", "test") for each in row["attributes"])

    assert values("events", "docTimeRel") == {
        "BEFORE": 3209, "CONTAINS": 99, "OVERLAP": 35, "IS-CONTAINED": 32, "AFTER": 10,
    }  # fmt: skip
    assert values("events", "polarity") == {"POS": 3153, "NEG": 232}
    assert values("events", "contextualModality")["HEDGED"] == 26
    assert values("actors", "role") == {"PATIENT": 231, "OTHER": 67, "H-PROFESSIONAL": 40}
    assert values("actors", "age")[None] == 338 - 40
    assert values("timex", "timex3Class") == {
        "DURATION": 141, "DATE": 116, "SET": 30, "PREPOSTEXP": 9, "QUANTIFIER": 1, None: 1,
    }  # fmt: skip
    assert values("bodyparts", "eventiveValue") == {"N/A": 303, "EVENT": 25}


def test_real_temporal_relations_are_all_there_by_the_kind_of_their_link(real: Path) -> None:
    kinds: Counter[str] = Counter()
    from_events: Counter[str] = Counter()
    for row in _rows(real, "temporal_relations", "train", "test"):
        labels = {entity["id"]: entity["label"] for entity in row["entities"]}
        assert len({relation["id"] for relation in row["relations"]}) == len(row["relations"])
        for relation in row["relations"]:
            aspectual = relation["label"] in ("INITIATES", "CONTINUES", "TERMINATES", "REINITIATES")
            kind = "ALINK" if aspectual else "TLINK" if labels[relation["head"]] == "EVENT" else "TimexLink"
            kinds[kind] += 1
            from_events[relation["label"]] += kind == "TLINK"
    assert kinds == {"TLINK": 989, "TimexLink": 161, "ALINK": 109}
    assert +from_events == {
        "BEFORE": 391, "CONTAINS": 374, "OVERLAP": 136, "BEGINS-ON": 49, "SIMULTANEOUS": 26, "ENDS-ON": 13,
    }  # fmt: skip
    repairs = json.loads((real / "corpus.json").read_text(encoding="utf-8"))["configs"]["temporal_relations"]["repairs"]
    assert repairs["relation-to-itself-kept"] == 2
    assert "dangling-relation-left-out" not in repairs


def test_real_pairs_exported_to_pubtator_and_read_as_clinkart_are_the_same_444(real: Path, tmp_path: Path) -> None:
    for split, name in (("train", "training.txt"), ("test", "test.txt")):
        (tmp_path / name).write_text("".join(export_relations(real, split)), encoding="utf-8")
    events = list(read_clinkart(tmp_path))
    assert not [event for event in events if isinstance(event, (Rejected, Repaired))]
    came = {(event.split, *pair) for event in events if isinstance(event, Record) for pair in _pairs(event.document)}
    went = {
        (split, *pair)
        for split in ("train", "test")
        for row in _rows(real, "re", split)
        for pair in _pairs(Document.from_row(row))
    }
    assert len(went) == 444
    assert came == went
    (document,) = (block.document for block in parse(export_relations(real, "test")) if block.id == "IT101195")
    assert document is not None
    assert "\U00100000" in document.text


def _pairs(document: Document) -> Iterable[tuple[str, int, int, int, int]]:
    spans = {entity.id: (entity.start, entity.end) for entity in document.entities}
    return ((document.id, *spans[each.head], *spans[each.tail]) for each in document.relations)
