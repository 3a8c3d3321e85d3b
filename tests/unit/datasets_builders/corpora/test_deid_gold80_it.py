"""The gold of 80 notes and the synthetic ones: strings without offsets, placed by proof where there is one."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from datasets_builders.build import build
from datasets_builders.corpora.deid_gold80_it import SPEC
from datasets_builders.corpora.deid_gold80_it.e3c_ids import E3C_IDS
from datasets_builders.corpora.deid_gold80_it.read import read
from datasets_builders.formats.tabular import SchemaDiffers
from datasets_builders.reading import Event, Record, Rejected, Repaired, Seen, SourceMismatch
from datasets_builders.schema import Document

NOTE = {
    "text": "Il Sig. Ugo, di 61 anni, dorme.",
    "entities": [{"type": "NOME", "text": "Ugo"}, {"type": "ETÀ", "text": "61"}],
}
TWIN = {**NOTE, "redacted_text": "Il Sig. [NOME], di [ETÀ] anni, dorme."}
GENERATIONS = ("synthetic_v2_1000", "synthetic_v2_noname_400", "synthetic_v4_named_more", "synthetic_v4_noname_more")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    data = tmp_path / "source" / "data"
    data.mkdir(parents=True)
    _write(data / "gold_standard_80.json", [NOTE] * 80)
    _write(data / "test_indices_seed42.json", {"train": list(range(64)), "test": list(range(64, 80)), "seed": 42})
    for name in GENERATIONS:
        _write(data / f"{name}.json", [TWIN])
    return tmp_path / "source"


def _write(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content), encoding="utf-8")


def _gold(source: Path, text: str, *listed: tuple[str, str]) -> list[Event]:
    """Read with this as first gold note; give what is said of it."""
    note = {"text": text, "entities": [{"type": label, "text": string} for label, string in listed]}
    _write(source / "data" / "gold_standard_80.json", [note, *[NOTE] * 79])
    return [event for event in read(source) if not isinstance(event, Seen) and _row(event) == E3C_IDS[0]]


def _synthetic(source: Path, **note: Any) -> list[Event]:
    _write(source / "data" / "synthetic_v2_1000.json", [{**TWIN, **note}])
    return [event for event in read(source) if not isinstance(event, Seen) and _row(event) == "v2_1000-0001"]


def _row(event: Event) -> str:
    return event.document.id if isinstance(event, Record) else event.row if not isinstance(event, Seen) else ""


def _document(events: list[Event]) -> Document:
    (document,) = [event.document for event in events if isinstance(event, Record)]
    return document


def _repairs(events: list[Event]) -> dict[str, int]:
    return {event.code: event.times for event in events if isinstance(event, Repaired)}


def test_the_gold_is_split_by_the_published_rows_and_bears_the_ids_of_e3c(source: Path) -> None:
    events = list(read(source))
    assert Seen("phi", "train", 64) in events
    assert Seen("phi", "test", 16) in events
    records = [event for event in events if isinstance(event, Record) and event.config == "phi"]
    assert [record.document.id for record in records] == list(E3C_IDS)
    assert [record.split for record in records] == ["train"] * 64 + ["test"] * 16
    assert {record.document.licence for record in records} == {"CC-BY-NC"}
    assert records[0].document.group_id == records[0].document.document_id == E3C_IDS[0]


def test_a_name_is_marked_wherever_it_stands_and_the_surplus_is_said(source: Path) -> None:
    events = _gold(source, "Il Sig. Ugo dorme. Ugo russa.", ("NOME", "Ugo"))
    document = _document(events)
    assert [(e.start, e.text) for e in document.entities] == [(8, "Ugo"), (19, "Ugo")]
    assert document.fields["ambiguous_entities"] == ["e1", "e2"]
    assert _repairs(events) == {"mention-ambiguous": 1}


def test_a_string_listed_more_often_than_it_stands_is_marked_once_per_place(source: Path) -> None:
    events = _gold(source, "Ugo dorme.", ("NOME", "Ugo"), ("NOME", "Ugo"))
    assert [e.text for e in _document(events).entities] == ["Ugo"]
    assert _repairs(events) == {"mention-listed-again": 1}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Peso 6 kg a 6 mesi.", 12),
        ("Peso 6 kg all'età di 6 e mezzo.", 21),
        ("Hb 6,4; il signore di anni 6 dorme.", 27),
        ("Hb 6; la madre 6enne.", 3),
    ],
)
def test_a_bare_age_is_looked_for_beside_its_unit(source: Path, text: str, place: int) -> None:
    document = _document(_gold(source, text, ("ETÀ", "6")))
    assert [(e.start, e.label) for e in document.entities] == [(place, "ETÀ")]
    assert not document.fields["ambiguous_entities"]


def test_a_month_inside_a_longer_date_is_not_marked_twice(source: Path) -> None:
    events = _gold(source, "Ad agosto; il 27 agosto.", ("DATA", "agosto"), ("DATA", "27 agosto"))
    assert [e.text for e in _document(events).entities] == ["agosto", "27 agosto"]
    assert _repairs(events) == {}


def test_what_is_written_otherwise_is_repaired_and_what_is_not_there_is_left_out(source: Path) -> None:
    listed = (("LUOGO/INDIRIZZO", "St. Luca"), ("DATA", "Novembre"), ("NOME", "Bice"), ("ETÀ", "39"))
    events = _gold(source, "A novembre, al St.  Luca, una 39enne.", *listed)
    assert [e.text for e in _document(events).entities] == ["novembre", "St.  Luca", "39"]
    assert _repairs(events) == {
        "mention-blanks-differ": 1, "mention-case-differs": 1, "mention-not-in-text": 1, "mention-inside-word": 1,
    }  # fmt: skip


def test_a_synthetic_note_takes_its_spans_from_its_twin_listed_or_not(source: Path) -> None:
    text, twin = "Ugo Neri, di 61 anni. Neri dorme.", "[NOME], di [ETÀ] anni. [NOME] dorme."
    events = _synthetic(source, text=text, redacted_text=twin, entities=[{"type": "NOME", "text": "Ugo Neri"}])
    document = _document(events)
    assert [(e.text, e.label) for e in document.entities] == [("Ugo Neri", "NOME"), ("61", "ETÀ"), ("Neri", "NOME")]
    assert document.fields["span_source"] == "redaction"
    assert document.fields["generation"] == "synthetic_v2_1000"
    assert document.licence == "not-stated"
    assert _repairs(events) == {"redacted-value-not-listed": 2}


def test_where_the_twin_says_something_else_the_strings_are_searched_for(source: Path) -> None:
    events = _synthetic(source, redacted_text="Il Signor [NOME], di [ETÀ] anni, dorme.")
    document = _document(events)
    assert [e.text for e in document.entities] == ["Ugo", "61"]
    assert document.fields["span_source"] == "search"
    assert _repairs(events) == {"redacted-twin-differs": 1}


def test_an_alignment_that_is_one_of_several_is_marked(source: Path) -> None:
    events = _synthetic(source, text="da A B C qui", redacted_text="da [NOME] [NOME] qui", entities=[])
    assert _document(events).fields["ambiguous_entities"] == ["e1", "e2"]
    assert _repairs(events)["alignment-ambiguous"] == 1


@pytest.mark.parametrize("broken", [{"text": ""}, {"text": None}, {"text": 7}])
def test_a_note_without_text_is_rejected_and_kept(source: Path, broken: dict[str, Any]) -> None:
    (event,) = _synthetic(source, **broken)
    assert isinstance(event, Rejected)
    assert event.reason == "note-without-text"


def test_a_synthetic_note_that_is_no_object_is_rejected(source: Path) -> None:
    _write(source / "data" / "synthetic_v2_1000.json", ["Il Sig. Ugo dorme.", TWIN])
    assert [e.reason for e in read(source) if isinstance(e, Rejected)] == ["note-without-text"]


def test_entities_without_label_are_left_out_and_counted(source: Path) -> None:
    _write(source / "data" / "gold_standard_80.json", [{**NOTE, "entities": [{"text": "Ugo"}, "61"]}, *[NOTE] * 79])
    assert Repaired("phi", "train", E3C_IDS[0], "mention-incomplete-left-out", 2) in list(read(source))


@pytest.mark.parametrize("name", ["gold_standard_80", "test_indices_seed42", *GENERATIONS])
def test_every_file_is_needed(source: Path, name: str) -> None:
    (source / "data" / f"{name}.json").unlink()
    with pytest.raises(SourceMismatch, match=f"{name}.json is missing"):
        list(read(source))


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceMismatch):
        list(read(tmp_path))


def test_another_gold_than_the_known_one_is_refused(source: Path) -> None:
    _write(source / "data" / "gold_standard_80.json", [NOTE] * 81)
    with pytest.raises(SourceMismatch, match="has 81 notes, not 80"):
        list(read(source))


def test_indices_that_leave_a_row_out_are_refused(source: Path) -> None:
    _write(source / "data" / "test_indices_seed42.json", {"train": list(range(64)), "test": [79]})
    with pytest.raises(SourceMismatch, match="every one of 80 rows"):
        list(read(source))


@pytest.mark.parametrize("column", ["text", "redacted_text", "entities"])
def test_a_missing_column_is_named(source: Path, column: str) -> None:
    _write(source / "data" / "synthetic_v4_named_more.json", [{k: v for k, v in TWIN.items() if k != column}])
    with pytest.raises(SchemaDiffers, match=f"'{column}'"):
        list(read(source))


def test_the_fixture_builds(source: Path, tmp_path: Path) -> None:
    facts = build(SPEC, source, tmp_path / "out")
    assert (facts["rows_in"], facts["rows_out"], facts["rejected"]) == (84, 84, {})


@pytest.fixture(scope="module")
def real(corpora: Path) -> Path:
    folder = corpora / "deid-gold80-it"
    if not folder.is_dir():
        pytest.skip("deid-gold80-it is not at hand")
    return folder


def test_the_real_files_are_the_pinned_ones_and_rows_are_the_documents_they_are_said_to_be(real: Path) -> None:
    for each in SPEC.sources:
        assert hashlib.sha256((real / each.path).read_bytes()).hexdigest() == each.sha256
    assert tuple(json.loads((real / "derived_gold80_row_to_e3c_id.json").read_text())) == E3C_IDS


def test_the_real_corpus_has_the_counts_of_the_facts(real: Path, tmp_path: Path) -> None:
    facts = build(SPEC, real, tmp_path / "out")
    gold, synthetic = facts["configs"]["phi"], facts["configs"]["phi_synthetic"]
    assert [gold["splits"][split]["rows_out"] for split in ("train", "test")] == [64, 16]
    assert synthetic["splits"]["train"]["rows_out"] == 624 + 254 + 577 + 221
    assert facts["rejected"] == {}
    # Listed: ETÀ 98, DATA 47, NOME 46, LUOGO 34 = 225. Marked: one DATA is not in its text; three NOME and LUOGO are listed once
    # more than they stand; nine strings stand oftener than they are listed, eleven places in all.
    marked = sum((Counter(split["entities"]) for split in gold["splits"].values()), Counter())
    assert marked == {"ETÀ": 98, "DATA": 46, "NOME": 53, "LUOGO/INDIRIZZO": 35}
    assert gold["repairs"] == {
        "mention-ambiguous": 9,
        "mention-blanks-differ": 1,
        "mention-inside-word": 1,
        "mention-listed-again": 3,
        "mention-narrowed-by-context": 11,
        "mention-not-in-text": 1,
    }
    assert synthetic["repairs"]["redacted-twin-differs"] == 29
    assert synthetic["repairs"]["alignment-ambiguous"] == 1
    assert synthetic["repairs"]["redacted-value-not-listed"] == 373
    assert synthetic["splits"]["train"]["entities"] == {
        "DATA": 6734,
        "ETÀ": 1856,
        "LUOGO/INDIRIZZO": 3586,
        "NOME": 5929,
    }


def test_no_real_age_is_ambiguous(real: Path) -> None:
    for event in read(real):
        if isinstance(event, Record) and event.config == "phi":
            ambiguous = set(event.document.fields["ambiguous_entities"])
            assert not any(e.label == "ETÀ" and e.id in ambiguous for e in event.document.entities)


def test_redacting_the_real_synthetic_notes_by_our_spans_gives_the_published_twins(real: Path) -> None:
    """The proof that the spans are exact, and that no listed string escapes them."""
    twins = {}
    for name in GENERATIONS:
        for number, note in enumerate(
            json.loads((real / "data" / f"{name}.json").read_text(encoding="utf-8")), start=1
        ):
            twins[f"{name.removeprefix('synthetic_')}-{number:04d}"] = note
    exact = 0
    for event in read(real):
        if not isinstance(event, Record) or event.document.fields.get("span_source") != "redaction":
            continue
        document, note = event.document, twins[event.document.id]
        again, position = "", 0
        for entity in document.entities:
            again += f"{document.text[position : entity.start]}[{entity.label}]"
            position = entity.end
        assert again + document.text[position:] == note["redacted_text"]
        for listed in note["entities"]:
            start = document.text.find(listed["text"])
            assert any(e.start < start + len(listed["text"]) and start < e.end for e in document.entities)
        exact += 1
    assert exact == 1_647
