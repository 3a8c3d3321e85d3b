"""`Document` enforces the law of spans when it is made, and every schema is the same for Arrow and for `datasets`."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import datasets
import pytest

from datasets_builders.catalogue import CORPORA
from datasets_builders.schema import (
    TASKS,
    Document,
    Entity,
    Fragment,
    Option,
    Relation,
    SpanError,
    TaskSchema,
    TaskType,
)
from datasets_builders.spec import ConfigSpec

TEXT = "La paziente Zenobia Quattrostelle riferisce dispnea ingravescente \U0001fa7a e febbre."
DYSPNOEA = Entity.of(TEXT, 44, 51, id="e1", label="SINTOMO")
FEVER = Entity.of(TEXT, 70, 76, id="e2", label="SINTOMO", concepts=("C0015967",))


def _document(*entities: Entity, text: str = TEXT, relations: tuple[Relation, ...] = (), **fields: Any) -> Document:
    return Document("n1", "d1", "p1", text, "CC0-1.0", entities, relations, fields)


def test_the_places_of_this_file_are_what_they_say() -> None:
    assert (DYSPNOEA.text, FEVER.text) == ("dispnea", "febbre")


def test_an_entity_cut_out_of_the_text_obeys_the_law_beyond_a_character_of_two_utf16_units() -> None:
    document = _document(DYSPNOEA, FEVER)
    for entity in document.entities:
        assert document.text[entity.start : entity.end] == entity.text
        assert entity.fragments == (Fragment(entity.start, entity.end),)


def test_an_entity_in_several_pieces_that_touch_or_lie_apart_is_accepted() -> None:
    pieces = (Fragment(44, 48), Fragment(48, 51), Fragment(70, 76))
    broken = Entity("e1", 44, 76, TEXT[44:76], "SINTOMO", pieces)
    assert _document(broken).entities[0].fragments == pieces


WAYS_TO_BREAK_IT = {
    "begins before the text": replace(DYSPNOEA, start=-1),
    "ends after the text": replace(FEVER, end=len(TEXT) + 1),
    "is empty": replace(DYSPNOEA, end=44, text=""),
    "ends before it begins": replace(DYSPNOEA, start=51, end=44),
    "covers another text": replace(DYSPNOEA, text="dispnee"),
    "was counted in UTF-16 units": replace(FEVER, start=71, end=77, fragments=(Fragment(71, 77),)),
    "has no fragment": replace(DYSPNOEA, fragments=()),
    "has a first fragment that begins later": replace(DYSPNOEA, fragments=(Fragment(45, 51),)),
    "has a last fragment that ends earlier": replace(DYSPNOEA, fragments=(Fragment(44, 50),)),
    "has fragments that overlap": replace(DYSPNOEA, fragments=(Fragment(44, 49), Fragment(48, 51))),
    "has fragments out of order": replace(
        DYSPNOEA, fragments=(Fragment(44, 45), Fragment(48, 50), Fragment(46, 47), Fragment(50, 51))
    ),
    "has an empty fragment": replace(DYSPNOEA, fragments=(Fragment(44, 47), Fragment(47, 47), Fragment(47, 51))),
}


@pytest.mark.parametrize("entity", WAYS_TO_BREAK_IT.values(), ids=WAYS_TO_BREAK_IT.keys())
def test_a_document_whose_entity_breaks_the_law_cannot_be_made_and_the_error_quotes_no_text(entity: Entity) -> None:
    with pytest.raises(SpanError) as caught:
        _document(entity)
    said = str(caught.value)
    assert "row n1" in said
    assert entity.id in said
    assert not [word for word in [*TEXT.split(), "dispnee"] if len(word) > 6 and word in said]


@pytest.mark.parametrize("ends", [("e1", "e9"), ("e9", "e1")], ids=["tail", "head"])
def test_a_relation_that_names_an_unknown_entity_is_refused(ends: tuple[str, str]) -> None:
    with pytest.raises(SpanError, match="row n1: relation r1"):
        _document(DYSPNOEA, relations=(Relation("r1", *ends, "CAUSA"),))


def test_a_document_survives_json() -> None:
    document = _document(
        DYSPNOEA, FEVER, relations=(Relation("r1", "e1", "e2", "CON"),), section="visita", low_quality=["e1"]
    )
    assert Document.from_row(json.loads(json.dumps(document.to_row()))) == document


def test_a_question_with_options_survives_json() -> None:
    document = _document(question="Che cosa fare?", options=[Option("1", "Nulla."), Option("2", "ECG.")], answer="2")
    assert Document.from_row(json.loads(json.dumps(document.to_row()))) == document


def test_options_become_plain_values_in_a_row() -> None:
    row = _document(options=[Option("1", "Nulla."), Option("2", "ECG.")]).to_row()
    assert row["options"] == [{"key": "1", "text": "Nulla."}, {"key": "2", "text": "ECG."}]


def test_every_task_type_has_a_schema() -> None:
    assert set(TASKS) == set(TaskType)
    assert all(schema.type is kind for kind, schema in TASKS.items())


@pytest.mark.parametrize("schema", TASKS.values(), ids=lambda schema: schema.type.value)
def test_arrow_to_features_and_back_is_identity_for_every_task(schema: TaskSchema) -> None:
    arrow = schema.arrow()
    assert arrow.names[:5] == ["id", "document_id", "group_id", "text", "licence"]
    features = datasets.Features.from_arrow_schema(arrow)
    assert features.arrow_schema.remove_metadata() == arrow
    assert datasets.Features.from_arrow_schema(features.arrow_schema) == features


@pytest.mark.parametrize(
    "config",
    [config for spec in CORPORA for config in spec.configs],
    ids=[f"{spec.id}/{config.name}" for spec in CORPORA for config in spec.configs],
)
def test_arrow_to_features_to_yaml_and_back_is_identity_for_every_config(config: ConfigSpec) -> None:
    features = datasets.Features.from_arrow_schema(config.arrow())
    assert features.arrow_schema.remove_metadata() == config.arrow()
    assert datasets.Features._from_yaml_list(features._to_yaml_list()) == features


def test_extra_columns_stand_last_and_repeat_none_of_the_task() -> None:
    for spec in CORPORA:
        for config in spec.configs:
            names = config.arrow().names
            assert len(set(names)) == len(names)
            assert names[len(names) - len(config.extra) :] == [name for name, _ in config.extra]
