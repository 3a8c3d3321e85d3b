"""A second voice: whatever Presidio analyser the user has, heard beside ours, so that what either finds is found.

    # voices.yaml, as Presidio documents it (analyzer engine configuration)
    supported_languages: [it]
    nlp_configuration:
      nlp_engine_name: spacy            # or stanza, transformers
      models: [{lang_code: it, model_name: it_core_news_lg}]
    recognizer_registry:
      recognizers:
        - {name: SpacyRecognizer, supported_languages: [it], type: predefined}

A model of language finds names that no rule foresaw, at a hundredth of the speed. It is heard in every window of the text,
without a gate. Its model must be on the machine: nothing is downloaded.

Importing this module imports Presidio, which takes more than a second.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml
from presidio_analyzer import AnalyzerEngine, AnalyzerEngineProvider, LocalRecognizer, RecognizerResult

from datasets_builders.errors import UserError
from validation.anonymisation.tags import TAG_OF

__all__ = ["ENTITY_OF", "AnalyzerVoice", "second_voice"]

LANGUAGE = "it"

ENTITY_OF: Mapping[str, str] = MappingProxyType(
    {
        "ORGANIZATION": "FACILITY",
        "ORG": "FACILITY",
        "HOSPITAL": "FACILITY",
        "GPE": "LOCATION",
        "LOC": "LOCATION",
        "NRP": "QUASI_IDENTIFIER",
        "AGE": "QUASI_IDENTIFIER",
        "ID": "RECORD_NUMBER",
        "EMAIL": "EMAIL_ADDRESS",
        "PATIENT": "PERSON",
        "STAFF": "PERSON",
    }
)
"""What we call the entities that models call otherwise; those of `tags.TAG_OF` keep their names."""


class AnalyzerVoice(LocalRecognizer):  # type: ignore[misc]  # Presidio is untyped for us
    """Hear a whole Presidio analyser as one recogniser.

    Args:
        analyzer: serves Italian.
        name: what the recogniser calls itself in its results.

    Raises:
        UserError: the analyser does not serve Italian, or finds nothing that we have a name for.
    """

    def __init__(self, analyzer: AnalyzerEngine, name: str = "second-voice") -> None:
        self._analyzer = analyzer
        known = [entity for entity in analyzer.get_supported_entities(LANGUAGE) if _ours(entity)]
        if not known:
            raise UserError(
                "The second voice serves no entity that referto knows, in Italian.",
                cause=f"It serves: {', '.join(analyzer.get_supported_entities(LANGUAGE)) or 'nothing'}.",
                remedy="Set supported_languages: [it], and give it a recogniser of names, places or organisations.",
            )
        self._asked = known
        entities = sorted({_ours(entity) for entity in known})
        super().__init__(supported_entities=entities, supported_language=LANGUAGE, name=name)

    def load(self) -> None:
        """Load nothing: the analyser was loaded when it was made."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        """Find what the analyser finds in `text`, under our names; `nlp_artifacts` is not looked at."""
        found = self._analyzer.analyze(text, LANGUAGE, entities=self._asked)
        for result in found:
            result.entity_type = _ours(result.entity_type)
        return list(found)


def _ours(entity: str) -> str:
    return entity if entity in TAG_OF else ENTITY_OF.get(entity, "")


def second_voice(configuration: Path) -> AnalyzerVoice:
    """Make the voice that a Presidio analyser configuration describes.

    Presidio goes on with its English defaults where the file is missing or broken; a voice that listens to the wrong language
    would find nothing and say nothing, so both are refused here.

    Raises:
        UserError: no such file, not YAML, not for Italian, or its model is not on this machine.
    """
    if not configuration.is_file():
        raise UserError(f"There is no file {configuration}.", remedy="Give a Presidio analyser configuration in YAML.")
    try:
        settings = yaml.safe_load(configuration.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UserError(
            f"{configuration} cannot be read as YAML.", remedy="Presidio's documentation has examples."
        ) from error
    if not isinstance(settings, dict) or LANGUAGE not in (settings.get("supported_languages") or ()):
        raise UserError(
            f"{configuration} does not serve Italian.", remedy="Add supported_languages: [it] at its top level."
        )
    _refuse_download(settings, configuration)
    return AnalyzerVoice(AnalyzerEngineProvider(analyzer_engine_conf_file=configuration).create_engine())


def _refuse_download(settings: Mapping[str, Any], configuration: Path) -> None:
    """Refuse a spaCy model that is not installed: Presidio would go and fetch it."""
    nlp = settings.get("nlp_configuration") or {}
    if nlp.get("nlp_engine_name") != "spacy":
        return
    import spacy

    for model in nlp.get("models") or ():
        name = str(model.get("model_name"))
        if not (spacy.util.is_package(name) or Path(name).exists()):
            raise UserError(
                f"{configuration}: the spaCy model {name} is not on this machine.",
                cause="Nothing is downloaded while data are examined.",
                remedy=f"Install it first: python -m spacy download {name}. Or give the folder of a model.",
            )
