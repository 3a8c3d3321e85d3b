"""Presidio as it comes for Italian: the anchor of both benchmarks.

Its own `AnalyzerEngine`, its own default recognisers, no change but three: a NLP engine without a model, the language,
and no way to the network (its e-mail recogniser fetches a list of domains otherwise).
"""

from __future__ import annotations

from typing import Any, NoReturn

from validation.anonymisation.engine import Hit
from validation.anonymisation.network import stay_offline

__all__ = ["DefaultPresidio", "close_sockets"]


class DefaultPresidio:
    """Presidio's AnalyzerEngine with the recognisers that it loads for Italian, without a model."""

    def __init__(self) -> None:
        stay_offline()
        from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
        from presidio_analyzer.nlp_engine import NoOpNlpEngine

        nlp = NoOpNlpEngine(models=[{"lang_code": "it", "model_name": "no_op"}])
        registry = RecognizerRegistry(supported_languages=["it"])
        registry.load_predefined_recognizers(languages=["it"], nlp_engine=nlp)
        self._analyzer = AnalyzerEngine(registry=registry, nlp_engine=nlp, supported_languages=["it"])

    @property
    def recognisers(self) -> int:
        """How many recognisers serve Italian."""
        return len(self._analyzer.get_recognizers("it"))

    def analyse(self, text: str) -> list[Any]:
        """Give Presidio's own results, for timing."""
        found: list[Any] = self._analyzer.analyze(text, language="it")
        return found

    def scan(self, text: str) -> list[Hit]:
        """Give them as hits, for scoring."""
        return [Hit(item.start, item.end, item.entity_type, item.score, "presidio") for item in self.analyse(text)]


def close_sockets() -> None:
    """Make every attempt to reach the network fail from now on."""
    import socket

    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError("a benchmark must not reach for the network")

    socket.socket.connect = refuse  # type: ignore[method-assign]
    socket.getaddrinfo = refuse
