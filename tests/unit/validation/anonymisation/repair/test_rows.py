"""One row: every string is repaired the same way, and every annotation moves along."""

from __future__ import annotations

from typing import Any

import pytest

from datasets_builders.errors import Refused
from datasets_builders.schema import Document
from validation.anonymisation.repair.keys import Key
from validation.anonymisation.repair.rows import RepairedRow, RowRepair, is_closed
from validation.anonymisation.repair.surrogates import Surrogates
from validation.anonymisation.repair.texts import TextRepair

TEXT = "Zeno Vallombrosa riferisce dolore toracico dal 12/03/2019 e dispnea."


def _entity(id: str, said: str, text: str = TEXT, *pieces: str) -> dict[str, Any]:
    start = text.index(said)
    fragments = [(text.index(piece), text.index(piece) + len(piece)) for piece in pieces or (said,)]
    return {
        "id": id,
        "start": start,
        "end": start + len(said),
        "text": said,
        "label": "SINTOMO",
        "fragments": [{"start": a, "end": b} for a, b in fragments],
        "concepts": [],
    }


def _row(**values: Any) -> dict[str, Any]:
    ids = {"id": "n1", "document_id": "n1", "group_id": "P-1", "licence": "CC0-1.0"}
    return {**ids, "text": TEXT, "entities": [], "relations": [], **values}


def _masked(repair: TextRepair, row: dict[str, Any], key: Key | None = None) -> RepairedRow:
    return RowRepair(repair, None, key).repair(row, {}, "here")


def test_spans_fragments_and_relations_move_along(repair: TextRepair) -> None:
    row = _row(
        entities=[
            _entity("e1", "dolore toracico"),
            _entity("e2", "dolore toracico dal 12/03/2019 e dispnea", TEXT, "dolore", "dispnea"),
            _entity("e3", "12/03/2019"),
        ],
        relations=[{"id": "r1", "head": "e1", "tail": "e3", "label": "WHEN"}],
    )
    made = _masked(repair, row)
    document = Document.from_row(made.values)
    assert document.text == "[NOME] riferisce dolore toracico dal [DATA] e dispnea."
    assert [entity.text for entity in document.entities] == [
        "dolore toracico",
        "dolore toracico dal [DATA] e dispnea",
        "[DATA]",
    ]
    assert [document.text[f.start : f.end] for f in document.entities[1].fragments] == ["dolore", "dispnea"]
    assert made.values["relations"] == row["relations"]
    assert (made.cut, made.dropped) == (0, 0)


def test_a_cut_span_grows_is_counted_and_its_fragments_stay_apart(repair: TextRepair) -> None:
    row = _row(entities=[_entity("e1", "Vallombrosa riferisce dolore", TEXT, "Vallom", "brosa", "dolore")])
    made = _masked(repair, row)
    (entity,) = Document.from_row(made.values).entities
    assert entity.text == "[NOME] riferisce dolore"
    assert [made.values["text"][f.start : f.end] for f in entity.fragments] == ["[NOME]", "dolore"]
    assert made.cut == 1


def test_a_span_that_did_not_hold_is_dropped_with_its_relations(repair: TextRepair) -> None:
    broken = {**_entity("e1", "dispnea"), "text": "Zeno Vallombrosa"}
    relations = [
        {"id": "r1", "head": "e1", "tail": "e2", "label": "X"},
        {"id": "r2", "head": "e2", "tail": "e2", "label": "X"},
    ]
    made = _masked(repair, _row(entities=[broken, _entity("e2", "dolore")], relations=relations))
    assert made.dropped == 1
    assert [entity["id"] for entity in made.values["entities"]] == ["e2"]
    assert [relation["id"] for relation in made.values["relations"]] == ["r2"]


def test_questions_options_and_items_are_repaired_and_their_keys_stay(repair: TextRepair, key: Key) -> None:
    row = _row(
        question="Chi accompagna Zeno Vallombrosa?",
        options=[{"key": "A B", "text": "Zeno Vallombrosa"}, {"key": "C", "text": "nessuno"}],
        answer="A B",
        explanation="Si veda www.zeno.it",
        items=[{"item": "Stato Civile", "value": "Zeno Vallombrosa", "options": ["Zeno Vallombrosa", "ignoto"]}],
        item_names=["Stato Civile"],
    )
    made = RowRepair(repair, Surrogates(key), key).repair(row, {}, "here").values
    name = made["options"][0]["text"]
    assert name not in ("Zeno Vallombrosa", "[NOME]")
    assert made["question"] == f"Chi accompagna {name}?"
    assert made["answer"] == "A B" == made["options"][0]["key"]
    assert made["items"] == [{"item": "Stato Civile", "value": name, "options": [name, "ignoto"]}]
    assert made["item_names"] == ["Stato Civile"]
    assert made["explanation"] == "Si veda [URL]"
    assert made["text"].startswith(name)


def test_an_answer_in_words_stays_the_text_of_its_option(repair: TextRepair) -> None:
    row = _row(
        question="?", options=[{"key": "A", "text": "Zeno Vallombrosa"}], answer="Zeno Vallombrosa", explanation=None
    )
    made = _masked(repair, row).values
    assert made["answer"] == made["options"][0]["text"] == "[NOME]"
    assert made["explanation"] is None


def test_what_is_found_in_closed_columns_is_told_and_stays(repair: TextRepair) -> None:
    made = _masked(repair, _row(items=[{"item": "Stato Civile", "value": "x", "options": []}]))
    assert made.left == {("items[].item", "PERSON"): 1}


@pytest.mark.parametrize(
    "path, closed",
    [
        ("relations[0].label", True),
        ("options[1].key", True),
        ("options[1].text", False),
        ("items[0].item", True),
        ("items[0].value", False),
        ("discontinuous_entities[3]", True),
        ("attributes[2].docTimeRel", True),
        ("attributes[2].value", False),
        ("notes[0].remark", False),
        ("question", False),
    ],
)
def test_closed_columns_are_labels_and_keys(path: str, closed: bool) -> None:
    assert is_closed(path) is closed


def test_publication_columns_stay(repair: TextRepair) -> None:
    row = _row(attribution="Pia Torri", url="www.zeno.it", source="Rivista Medica")
    made = _masked(repair, row).values
    assert {name: made[name] for name in ("attribution", "url", "source")} == {
        name: row[name] for name in ("attribution", "url", "source")
    }


def test_normalised_dates_move_with_the_dates_they_stand_for(repair: TextRepair, key: Key) -> None:
    attributes = [{"entity": "e1", "value": "2019-03-12", "timex3Class": "DATE"}, {"entity": "e2", "value": "P4M"}]
    row = _row(entities=[_entity("e1", "12/03/2019")], attributes=attributes)
    made = RowRepair(repair, Surrogates(key), key).repair(row, {}, "here").values
    day, month, year = made["entities"][0]["text"].split("/")
    assert made["attributes"][0] == {"entity": "e1", "value": f"{year}-{month}-{day}", "timex3Class": "DATE"}
    assert made["attributes"][1]["value"] == "P4M"
    assert _masked(repair, row).values["attributes"][0]["value"] == "[DATA]"


def test_evidence_offsets_in_other_columns_move_too(repair: TextRepair) -> None:
    start = TEXT.index("dispnea")
    row = _row(evidence=[{"start": start, "end": start + 7, "note": "di Zeno Vallombrosa"}])
    (moved,) = _masked(repair, row).values["evidence"]
    assert moved["note"] == "di [NOME]"
    assert _masked(repair, row).values["text"][moved["start"] : moved["end"]] == "dispnea"


def test_an_id_that_names_somebody_becomes_one_opaque_id_everywhere(repair: TextRepair, key: Key) -> None:
    row = _row(id="Zeno Vallombrosa", document_id="Zeno Vallombrosa", group_id="P-1")
    for made in (_masked(repair, row, key).values, RowRepair(repair, Surrogates(key), key).repair(row, {}, "").values):
        assert made["id"] == made["document_id"]
        assert made["id"].startswith("id-")
        assert made["group_id"] == "P-1"


def test_an_id_that_names_somebody_is_refused_without_a_key(repair: TextRepair) -> None:
    with pytest.raises(Refused, match="'group_id' holds what looks like an identifier") as refused:
        RowRepair(repair, None, None).repair(_row(group_id="Zeno Vallombrosa"), {}, "ner/train #3")
    assert "ner/train #3" in str(refused.value)
    assert "Zeno" not in str(refused.value)


def test_one_person_of_a_group_is_one_in_all_its_rows(repair: TextRepair, key: Key) -> None:
    rows = RowRepair(repair, Surrogates(key), key)
    one = rows.repair(_row(id="n1"), {}, "").values["text"]
    rows.repair(_row(id="n2", group_id="P-2"), {}, "")
    other = rows.repair(_row(id="n3", text="visto Vallombrosa Zeno oggi"), {}, "").values["text"]
    first, last = one.split()[:2]
    assert other == f"visto {last} {first} oggi"
    assert "Vallombrosa" not in one + other
    assert rows.repair(_row(id="n5", group_id="P-2"), {}, "").values["text"].split()[:2] != [first, last]
