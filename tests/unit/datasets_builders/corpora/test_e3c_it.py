"""E3C Italian: every trap of its format on an invented source, every count on the real one."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from datasets_builders.build import build
from datasets_builders.catalogue import get_corpus
from datasets_builders.corpora.e3c_it.read import authors, read, stated_date
from datasets_builders.reading import Record, Rejected, Repaired, SourceMismatch
from datasets_builders.schema import Document

Rows = Callable[..., list[dict[str, Any]]]
SPEC = get_corpus("e3c-it")


def _documents(source: Path, config: str, split: str) -> dict[str, Document]:
    found = [event for event in read(source) if isinstance(event, Record)]
    return {each.document.id: each.document for each in found if (each.config, each.split) == (config, split)}


def _repairs(source: Path, config: str) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for event in read(source):
        if isinstance(event, Repaired) and event.config == config:
            counts[event.row, event.code] += event.times
    return counts


def _rejected(source: Path) -> list[Rejected]:
    return [event for event in read(source) if isinstance(event, Rejected)]


def _digests(out: Path) -> dict[str, str]:
    files = [path for path in out.rglob("*") if path.is_file()]
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _texts(document: Document) -> list[str]:
    return [entity.text for entity in document.entities]


# What the source makes hard, on an invented one


def test_documents_go_to_the_config_and_split_that_the_source_says(e3c_tree: Any) -> None:
    found = {
        (event.config, event.split, event.document.id) for event in read(e3c_tree.root) if isinstance(event, Record)
    }
    layer1 = ("actors", "bodyparts", "events", "temporal_relations", "timex")
    assert found - {(config, split, id) for config in layer1 for _, split, id in found} == {
        ("ner", "train", "IT900001"), ("ner", "test", "IT900002"), ("ner", "validated", "IT900003"),
        ("ner_silver", "train", "IT900003"), ("re", "train", "IT900001"), ("re", "test", "IT900002"),
        ("text", "train", "IT900010"), ("text", "train", "IT900011"),
    }  # fmt: skip


def test_a_source_is_built_with_its_spans_relations_and_publication(
    e3c_tree: Any, tmp_path: Path, rows_of: Rows
) -> None:
    facts = build(SPEC, e3c_tree.root, tmp_path / "out")
    assert (facts["rows_in"], facts["rows_out"], facts["rejected"]) == (18, 18, {})
    (row,) = rows_of(tmp_path / "out", "re", "train")
    by_id = {entity["id"]: entity for entity in row["entities"]}
    pairs = [(by_id[r["head"]]["text"], r["label"], by_id[r["tail"]]["text"]) for r in row["relations"]]
    assert pairs == [("130/80 mmHg", "PERTAINS-TO", "PA"), ("9,1", "PERTAINS-TO", "Hb")]
    assert [by_id[r["head"]]["label"] for r in row["relations"]] == ["RML", "RML"]
    (row,) = rows_of(tmp_path / "out", "ner", "train")
    assert [(e["text"], e["concepts"]) for e in row["entities"]] == [("dispnea", ["C0013404"]), ("febbre", [])]
    assert row["attribution"] == "Ginevra Altomonte; Tancredi Pietrasanta"
    assert (row["source"], row["doi"], row["licence"]) == ("Rivista inventata", "10.5555/IT900001", "CC-BY")


def test_offsets_are_converted_from_utf16_and_the_conversion_is_told(e3c_tree: Any) -> None:
    document = _documents(e3c_tree.root, "re", "test")["IT900002"]
    assert document.text.startswith("\U0001fa7a")
    assert _texts(document) == ["lattati", "4,2 mmol/L"]
    assert _texts(_documents(e3c_tree.root, "ner", "test")["IT900002"]) == ["ematemesi"]
    assert _repairs(e3c_tree.root, "ner")["IT900002", "utf16-offsets-converted"] == 1
    assert _repairs(e3c_tree.root, "ner")["IT900001", "utf16-offsets-converted"] == 0


def test_the_text_is_that_of_the_annotated_file_not_of_its_json(e3c_tree: Any) -> None:
    raw = json.loads((e3c_tree.root / "data_collection/Italian/layer1/IT900001.json").read_text(encoding="utf-8"))
    document = _documents(e3c_tree.root, "ner", "train")["IT900001"]
    assert document.text != raw["text"]
    assert document.text == raw["text"].strip()


@pytest.mark.parametrize(
    ("copies", "in_json", "taken", "conflict"),
    [
        (("CC-BY", "CC-BY"), "CC-BY", "CC-BY", False),
        (("CC-BY", "CC-BY-NC"), "CC-BY", "CC-BY-NC", True),
        (("CC-BY-NC", "CC-BY"), "CC-BY", "CC-BY-NC", True),
        (("CC-BY", "CC-BY"), "CC-BY-NC", "CC-BY-NC", True),
        (("CC-BY", "CC-BY-NC-ND"), "CC-BY-NC", "CC-BY-NC-ND", True),
        (("CC-BY-NC", "CC0"), "CC-BY", "CC0", True),  # one that was never declared stops the release, whatever it is
        (("", ""), "CC-BY", "CC-BY", False),
    ],
)  # fmt: skip
def test_metadata_that_stands_twice_is_merged_and_the_stricter_licence_holds(
    e3c_tree: Any, copies: tuple[str, str], in_json: str, taken: str, conflict: bool
) -> None:
    parts = e3c_tree.xmi_of("Donna con dispnea.")
    second = e3c_tree.metadata(2, copies[1], docDOI="10.5555/dal-secondo", docSource="Un'altra rivista")
    content = parts.file(e3c_tree.metadata(1, copies[0]), second)
    raw = e3c_tree.raw("IT900001", parts.text, licence=in_json)
    e3c_tree.annotated("layer1", "IT900001", content, raw)
    document = _documents(e3c_tree.root, "ner", "train")["IT900001"]
    repairs = _repairs(e3c_tree.root, "ner")
    assert document.licence == taken
    assert document.fields["doi"] == "10.5555/dal-secondo", "what only one copy says is taken from it"
    assert document.fields["source"] == "Rivista inventata", "of what both say the first holds"
    assert repairs["IT900001", "metadata-copies-merged"] == 1
    assert repairs["IT900001", "stricter-licence-taken"] == int(conflict)


def test_between_two_unknown_licences_the_choice_does_not_depend_on_the_run(e3c_tree: Any) -> None:
    names = [(f"LICENZA-{number}-A", f"LICENZA-{number}-B") for number in range(24)]
    for number, (one, other) in enumerate(names):
        parts = e3c_tree.xmi_of("Donna con dispnea.")
        content = parts.file(e3c_tree.metadata(1, one), e3c_tree.metadata(2, other))
        e3c_tree.annotated("layer1", f"IT91{number:04d}", content)
    documents = _documents(e3c_tree.root, "ner", "test")
    chosen = {documents[f"IT91{number:04d}"].licence[-1] for number in range(24)}
    assert len(chosen) == 1, "a set of strings is ordered anew in every process"


def test_a_document_without_json_takes_everything_from_its_metadata(e3c_tree: Any) -> None:
    parts = e3c_tree.xmi_of("Donna con dispnea.")
    (e3c_tree.root / "data_collection/Italian/layer1/IT900001.json").unlink()
    e3c_tree.annotated("layer1", "IT900001", parts.file(e3c_tree.metadata(1, "CC-BY-NC")))
    document = _documents(e3c_tree.root, "ner", "train")["IT900001"]
    assert (document.licence, document.fields["source"]) == ("CC-BY-NC", "Rivista inventata")
    assert document.fields["publication_date"] == ""


def test_neither_the_annotators_name_nor_the_servers_path_stands_in_any_byte_that_comes_out(
    e3c_tree: Any, tmp_path: Path
) -> None:
    source_bytes = b"".join(path.read_bytes() for path in e3c_tree.root.rglob("*.xml"))
    hidden = ["annotatrice01", "automatico", "/srv/webanno", "webanno/repository"]
    assert all(word.encode() in source_bytes for word in hidden), "the source must hold what the build leaves behind"
    build(SPEC, e3c_tree.root, tmp_path / "out")
    said = []
    for path in (tmp_path / "out").rglob("*"):
        if path.suffix == ".parquet":
            said += [str(pq.read_table(path).to_pylist()), str(pq.read_metadata(path).metadata)]
        if path.is_file():
            said.append(path.read_bytes().decode("utf-8", "replace"))
    assert "dispnea" in "".join(said)
    assert not [word for word in hidden for text in said if word in text]


def test_the_flag_of_a_discontinuous_entity_is_told_from_a_concept_in_its_place(e3c_tree: Any) -> None:
    parts = e3c_tree.xmi_of("Dolore e rigidità del ginocchio e febbre alta.")
    content = parts.file(
        parts.mark(
            "CLINENTITY", 10, "Dolore e rigidità del ginocchio", discontinuous="DISCONTINUOUS", entityID="C0231749"
        ),
        parts.mark("CLINENTITY", 11, "febbre alta", discontinuous="C0743973"),
        parts.mark("CLINENTITY", 12, "rigidità del ginocchio", discontinuous="C0240128", entityID="C0457086"),
    )
    e3c_tree.annotated("layer1", "IT900001", content)
    document = _documents(e3c_tree.root, "ner", "train")["IT900001"]
    concepts = {entity.id: entity.concepts for entity in document.entities}
    assert concepts == {"10": ("C0231749",), "11": ("C0743973",), "12": ("C0457086",)}
    assert document.fields["discontinuous_entities"] == ["10", "12"]
    assert _repairs(e3c_tree.root, "ner")["IT900001", "concept-moved-from-discontinuous"] == 1


def test_blanks_at_the_edges_of_a_span_are_trimmed_and_empty_spans_left_out_both_counted(e3c_tree: Any) -> None:
    parts = e3c_tree.xmi_of("Nega  febbre \n e tosse.")
    content = parts.file(
        parts.mark("CLINENTITY", 10, "  febbre \n "), parts.mark("CLINENTITY", 11, " \n "), parts.mark("CLINENTITY", 12, "tosse"),
        parts.mark_at("CLINENTITY", 13, 5, 5), parts.mark_at("CLINENTITY", 14, 9, 3),
    )  # fmt: skip
    e3c_tree.annotated("layer1", "IT900001", content)
    assert _texts(_documents(e3c_tree.root, "ner", "train")["IT900001"]) == ["febbre", "tosse"]
    repairs = _repairs(e3c_tree.root, "ner")
    assert repairs["IT900001", "span-edge-blanks-trimmed"] == 1
    assert repairs["IT900001", "empty-span-left-out"] == 3


def test_a_span_that_ends_beyond_the_text_is_not_cut_to_fit(e3c_tree: Any) -> None:
    parts = e3c_tree.xmi_of("Nega febbre.")
    e3c_tree.annotated("layer1", "IT900001", parts.file(parts.mark_at("CLINENTITY", 10, 5, 99)))
    assert _texts(_documents(e3c_tree.root, "ner", "train")["IT900001"]) == []
    repairs = _repairs(e3c_tree.root, "ner")
    assert repairs["IT900001", "span-edge-blanks-trimmed"] == 0
    assert repairs["IT900001", "empty-span-left-out"] == 1


def test_a_relation_to_what_is_not_there_is_left_out_and_counted(e3c_tree: Any) -> None:
    parts = e3c_tree.xmi_of("PA 130/80, FC 88.")
    content = parts.file(
        parts.mark("EVENT", 20, "PA"),
        parts.mark_at("EVENT", 21, 2, 3),
        parts.mark("RML", 30, "130/80", PERTAINSTO="40 41"),
        parts.mark("RML", 31, "88", PERTAINSTO="42"),
        parts.pertains_to(40, 20),
        parts.pertains_to(41, 777),
        parts.pertains_to(42, 21),
    )
    e3c_tree.annotated("layer1", "IT900001", content)
    document = _documents(e3c_tree.root, "re", "train")["IT900001"]
    assert [(relation.head, relation.tail) for relation in document.relations] == [("30", "20")]
    assert _repairs(e3c_tree.root, "re")["IT900001", "dangling-relation-left-out"] == 2


def test_a_truncated_file_is_rejected_in_each_of_its_configs_and_kept(
    e3c_tree: Any, tmp_path: Path, rows_of: Rows
) -> None:
    path = e3c_tree.root / "data_annotation/Italian/layer1/IT900001.xml"
    half = path.read_text(encoding="utf-8")[:900]
    path.write_text(half, encoding="utf-8")
    parts = e3c_tree.xmi_of("Uomo con tosse.")
    e3c_tree.annotated("layer1", "IT900004", parts.file(parts.mark("CLINENTITY", 10, "tosse")))
    e3c_tree.train("IT900001", "IT900004")
    facts = build(SPEC, e3c_tree.root, tmp_path / "out")
    assert facts["rejected"] == {"xmi-unreadable": 7}
    for config in ("ner", "re"):
        counts = facts["configs"][config]["splits"]["train"]
        assert (counts["rows_in"], counts["rows_out"], counts["rejected"]) == (2, 1, {"xmi-unreadable": 1})
        (line,) = (tmp_path / "out" / "rejected" / f"{config}.jsonl").read_text(encoding="utf-8").splitlines()
        kept = json.loads(line)
        assert (kept["row"], kept["split"], kept["raw"]) == ("IT900001", "train", half)
        assert "dispnea" not in kept["detail"]
        assert [row["id"] for row in rows_of(tmp_path / "out", config, "train")] == ["IT900004"]


def test_broken_json_beside_an_annotated_file_is_no_traceback(e3c_tree: Any) -> None:
    e3c_tree.write("data_collection/Italian/layer1/IT900001.json", b'{"licence": "CC-BY", "authors": [')
    assert any(event.row == "IT900001" for event in read(e3c_tree.root) if isinstance(event, (Repaired, Rejected)))


def test_layer_3_gives_what_it_says_of_its_publication(e3c_tree: Any) -> None:
    documents = _documents(e3c_tree.root, "text", "train")
    assert documents["IT900011"].text == "Domanda d'esame\r\ncon a capo."
    assert documents["IT900011"].fields == {
        "source": "Rivista inventata",
        "url": "https://example.org/IT900011",
        "doi": "10.5555/IT900011",
        "publication_date": "2008-05",
        "attribution": "Ginevra Altomonte; Tancredi Pietrasanta",
    }


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"text": "Foglio ill', "json-unreadable"),
        (b"", "json-unreadable"),
        (b'{"licence": "CC-BY"}', "json-unreadable"),
        (b'{"text": "Foglio illustrativo."}', "json-unreadable"),
        (b'["Foglio illustrativo."]', "json-unreadable"),
        (b'{"text": "perch\xe9", "licence": "CC-BY"}', "json-unreadable"),
        (b'{"text": "", "licence": "CC-BY"}', "text-empty"),
        (b'{"text": " \\n\\t ", "licence": "CC-BY"}', "text-empty"),
        (b'{"text": null, "licence": "CC-BY"}', "text-empty"),
    ],
    ids=[
        "cut short",
        "empty file",
        "no text",
        "no licence",
        "a list",
        "latin-1",
        "empty text",
        "only blanks",
        "null text",
    ],
)
def test_a_document_of_layer_3_that_cannot_be_read_or_is_empty_is_rejected_and_kept(
    e3c_tree: Any, tmp_path: Path, content: bytes, reason: str
) -> None:
    e3c_tree.layer3({"IT900012": content})
    (rejected,) = _rejected(e3c_tree.root)
    assert (rejected.config, rejected.split, rejected.row, rejected.reason) == ("text", "train", "IT900012", reason)
    facts = build(SPEC, e3c_tree.root, tmp_path / "out")
    assert facts["configs"]["text"]["splits"]["train"]["rejected"] == {reason: 1}
    kept = json.loads((tmp_path / "out" / "rejected" / "text.jsonl").read_text(encoding="utf-8"))
    assert kept["row"] == "IT900012"


@pytest.mark.parametrize("field", ["publication_date", "authors", "doi", "source", "url"])
def test_a_null_field_of_layer_3_is_no_traceback(e3c_tree: Any, tmp_path: Path, field: str) -> None:
    e3c_tree.layer3({"IT900012": e3c_tree.layer3_document("IT900012", "Foglio.", **{field: None})})
    facts = build(SPEC, e3c_tree.root, tmp_path / "out")
    assert facts["configs"]["text"]["splits"]["train"]["rows_in"] == 3


def test_the_archive_of_layer_3_gives_the_same_bytes_as_its_folder(e3c_tree: Any, tmp_path: Path) -> None:
    folder = e3c_tree.root / "data_collection/Italian/layer3"
    documents = {path.stem: path.read_bytes() for path in sorted(folder.glob("*.json"))}
    build(SPEC, e3c_tree.root, tmp_path / "from-folder")
    shutil.rmtree(folder)
    e3c_tree.layer3(documents, archived=True)
    build(SPEC, e3c_tree.root, tmp_path / "from-archive")
    assert _digests(tmp_path / "from-folder") == _digests(tmp_path / "from-archive")


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9])
def test_a_truncated_archive_is_a_clear_error_and_builds_nothing(e3c_tree: Any, tmp_path: Path, share: float) -> None:
    shutil.rmtree(e3c_tree.root / "data_collection/Italian/layer3")
    texts = {f"IT9{number:05d}": f"Foglio numero {number} di {number * 7919 % 9973}." for number in range(200)}
    e3c_tree.layer3({id: e3c_tree.layer3_document(id, text) for id, text in texts.items()}, archived=True)
    (archive,) = (e3c_tree.root / "data_collection/Italian").glob("layer3*.tar.gz")
    archive.write_bytes(archive.read_bytes()[: int(archive.stat().st_size * share)])
    with pytest.raises(SourceMismatch, match=archive.name) as caught:
        build(SPEC, e3c_tree.root, tmp_path / "out")
    assert caught.value.cause
    assert caught.value.remedy
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "missing",
    [
        "documentation",
        "data_annotation/Italian/layer1",
        "data_annotation/Italian/layer2",
        "data_validation",
        "data_collection/Italian/layer3",
    ],
)
def test_a_folder_that_is_missing_is_named(e3c_tree: Any, tmp_path: Path, missing: str) -> None:
    shutil.rmtree(e3c_tree.root / missing)
    with pytest.raises(SourceMismatch, match=missing.rpartition("/")[2]) as caught:
        build(SPEC, e3c_tree.root, tmp_path / "out")
    assert caught.value.cause
    assert caught.value.remedy
    assert not (tmp_path / "out").exists()


def test_a_list_without_an_italian_document_is_refused(e3c_tree: Any) -> None:
    e3c_tree.train()
    with pytest.raises(SourceMismatch, match="names no Italian document"):
        list(read(e3c_tree.root))


@pytest.mark.parametrize(
    ("said", "stated"),
    [("2020-MM-DD", "2020"), ("2008-05-DD", "2008-05"), ("2008-05-17", "2008-05-17"), ("YYYY-MM-DD", ""), ("", "")],
)
def test_only_the_stated_part_of_a_date_is_kept(said: str, stated: str) -> None:
    assert stated_date(said) == stated


def test_authors_without_a_name_are_passed_over() -> None:
    assert authors({"authors": [{"author": "Ginevra Altomonte"}, {"author": ""}, {}]}) == "Ginevra Altomonte"
    assert authors({"authors": None}) == ""


# The real corpus


def _counts(out: Path, config: str, *splits: str) -> tuple[int, Counter[str], Counter[str]]:
    facts = json.loads((out / "corpus.json").read_text(encoding="utf-8"))["configs"][config]["splits"]
    chosen = [facts[split] for split in splits]
    entities = sum((Counter(each["entities"]) for each in chosen), Counter())
    relations = sum((Counter(each["relations"]) for each in chosen), Counter())
    return sum(each["rows_out"] for each in chosen), entities, relations


def test_real_layer_1_has_its_documents_entities_and_official_split(built_e3c: Path) -> None:
    assert _counts(built_e3c, "ner", "train")[0] == 36
    assert _counts(built_e3c, "ner", "test")[0] == 50
    rows, entities, _ = _counts(built_e3c, "ner", "train", "test")
    assert (rows, entities) == (86, {"CLINENTITY": 869})


def test_real_layer_1_has_its_results_events_and_relations(built_e3c: Path, rows_of: Rows) -> None:
    rows, entities, relations = _counts(built_e3c, "re", "train", "test")
    assert (rows, entities, relations) == (86, {"RML": 383, "EVENT": 3385}, {"PERTAINS-TO": 444})
    ends = Counter()
    for row in rows_of(built_e3c, "re"):
        labels = {entity["id"]: entity["label"] for entity in row["entities"]}
        ends.update((labels[each["head"]], labels[each["tail"]]) for each in row["relations"])
    assert ends == {("RML", "EVENT"): 444}


@pytest.mark.parametrize(
    ("config", "label", "times"),
    [("events", "EVENT", 3385), ("timex", "TIMEX3", 298), ("actors", "ACTOR", 338), ("bodyparts", "BODYPART", 328)],
)
def test_real_layer_1_has_its_other_annotations(built_e3c: Path, config: str, label: str, times: int) -> None:
    assert _counts(built_e3c, config, "train", "test") == (86, {label: times}, {})


def test_real_layer_1_has_its_links_in_time(built_e3c: Path) -> None:
    rows, entities, relations = _counts(built_e3c, "temporal_relations", "train", "test")
    assert (rows, entities) == (86, {"EVENT": 3385, "TIMEX3": 298})
    assert relations.total() == 989 + 161 + 109
    aspectual = {"INITIATES", "CONTINUES", "TERMINATES", "REINITIATES"}
    assert sum(times for label, times in relations.items() if label in aspectual) == 109


def test_real_layer_2_and_its_validation_have_their_documents_and_entities(built_e3c: Path, rows_of: Rows) -> None:
    assert _counts(built_e3c, "ner", "validated")[:2] == (18, {"CLINENTITY": 226})
    assert _counts(built_e3c, "ner_silver", "train")[:2] == (174, {"CLINENTITY": 1686})
    silver = {row["id"] for row in rows_of(built_e3c, "ner_silver")}
    assert {row["id"] for row in rows_of(built_e3c, "ner", "validated")} <= silver


def test_real_layer_3_has_its_documents_and_words(built_e3c: Path) -> None:
    facts = json.loads((built_e3c / "corpus.json").read_text(encoding="utf-8"))["configs"]["text"]["splits"]["train"]
    assert (facts["rows_in"], facts["rows_out"], facts["rejected"]) == (10_213, 10_213, {})
    assert facts["words"] == 11_527_440


def test_real_licences_are_kept_document_by_document(built_e3c: Path, rows_of: Rows) -> None:
    licences = Counter(row["licence"] for row in rows_of(built_e3c, "ner", "train", "test"))
    assert licences == {"CC-BY": 51, "CC-BY-NC": 35}
    everywhere = {
        row["licence"] for config in ("ner", "ner_silver", "re", "text") for row in rows_of(built_e3c, config)
    }
    assert everywhere == set(SPEC.licence.row_values)


def test_real_concepts_and_flags_add_up_to_what_the_source_holds(built_e3c: Path, rows_of: Rows) -> None:
    rows = rows_of(built_e3c, "ner", "train", "test")
    concepts = [concept for row in rows for entity in row["entities"] for concept in entity["concepts"]]
    moved = json.loads((built_e3c / "corpus.json").read_text(encoding="utf-8"))["configs"]["ner"]["repairs"]
    assert moved["concept-moved-from-discontinuous"] == 19
    assert len(concepts) == 806 + 19
    assert sum(len(row["discontinuous_entities"]) for row in rows) == 42 - 19


def test_real_metadata_stands_twice_in_every_document_of_layer_1(built_e3c: Path) -> None:
    repairs = json.loads((built_e3c / "corpus.json").read_text(encoding="utf-8"))["configs"]["ner"]["repairs"]
    assert repairs["metadata-copies-merged"] == 86
    assert repairs["utf16-offsets-converted"] == 1


def test_real_spans_after_the_character_beyond_utf16_are_whole_words(built_e3c: Path, rows_of: Rows) -> None:
    (row,) = [row for row in rows_of(built_e3c, "ner") if row["id"] == "IT101195"]
    place = row["text"].index("\U00100000")
    after = [entity["text"] for entity in row["entities"] if entity["start"] > place]
    assert "SMD" in after
    assert [text for text in after if text != text.strip()] == []


def test_the_law_of_spans_holds_for_every_real_row(built_e3c: Path, span_law_holds: Callable[[Path], int]) -> None:
    assert span_law_holds(built_e3c) == 869 + 226 + 1686 + (3385 + 383) + 3385 + (3385 + 298) + 298 + 338 + 328


def test_no_real_annotator_and_no_server_path_comes_out(built_e3c: Path, e3c: Path, rows_of: Rows) -> None:
    first = next(iter(sorted((e3c / "data_annotation/Italian/layer1").glob("*.xml"))))
    assert "/data/webanno/" in first.read_text(encoding="utf-8")
    for config in ("ner", "ner_silver", "re"):
        for row in rows_of(built_e3c, config):
            assert "webanno" not in str(row)
    assert "webanno" not in (built_e3c / "corpus.json").read_text(encoding="utf-8")


def test_building_the_real_corpus_again_gives_the_same_bytes(built_e3c: Path, e3c: Path, tmp_path: Path) -> None:
    build(SPEC, e3c, tmp_path / "again")
    first = _digests(built_e3c)
    assert len(first) == 18
    assert _digests(tmp_path / "again") == first
