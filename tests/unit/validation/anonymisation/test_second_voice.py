"""A Presidio analyser of the user's, heard beside our recognisers; its model is a rule made here."""

import pytest
import spacy
import yaml

from datasets_builders.errors import UserError
from validation.anonymisation.engine import IdentifierEngine
from validation.anonymisation.network import stay_offline
from validation.anonymisation.recognisers import italian_recognisers
from validation.anonymisation.second_voice import second_voice


@pytest.fixture
def configuration(tmp_path):
    stay_offline()
    model = spacy.blank("it")
    ruler = model.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PER", "pattern": "zio peppe"}, {"label": "ORG", "pattern": "ditta grigi"}])
    model.to_disk(tmp_path / "model")
    settings = {
        "supported_languages": ["it"],
        "nlp_configuration": {
            "nlp_engine_name": "spacy",
            "models": [{"lang_code": "it", "model_name": str(tmp_path / "model")}],
            "ner_model_configuration": {
                "model_to_presidio_entity_mapping": {"PER": "PERSON", "ORG": "ORGANIZATION"},
                "labels_to_ignore": [],
            },
        },
        "recognizer_registry": {
            "supported_languages": ["it"],
            "recognizers": [
                {
                    "name": "SpacyRecognizer",
                    "type": "predefined",
                    "supported_languages": ["it"],
                    "supported_entities": ["PERSON", "ORGANIZATION"],
                }
            ],
        },
    }
    path = tmp_path / "voices.yaml"
    path.write_text(yaml.safe_dump(settings), encoding="utf-8")
    return path


def test_what_either_voice_finds_is_found(configuration):
    text = "lo accompagna zio peppe, lavora per ditta grigi, cell. 347 555 0147"
    ours = IdentifierEngine(italian_recognisers()).scan(text)
    both = IdentifierEngine([*italian_recognisers(), second_voice(configuration)]).scan(text)
    assert all(any(hit.start <= our.start and our.end <= hit.end for hit in both) for our in ours)
    found = {(text[hit.start : hit.end], hit.entity) for hit in both}
    assert {("zio peppe", "PERSON"), ("ditta grigi", "FACILITY"), ("347 555 0147", "PHONE_NUMBER")} <= found


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(UserError, match="no file"):
        second_voice(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("supported_languages: [en]", "does not serve Italian"),
        ("just words", "does not serve Italian"),
        ("{", "YAML"),
        (
            "supported_languages: [it]\n"
            "nlp_configuration: {nlp_engine_name: spacy, models: [{lang_code: it, model_name: it_no_such_model}]}",
            "not on this machine",
        ),
    ],
)
def test_a_configuration_that_would_fall_back_to_english_is_refused(tmp_path, text, told):
    path = tmp_path / "voices.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=told):
        second_voice(path)
