"""GEN: generation stops where the template ends a turn, and samples within reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from adaptation.model_checks.rules import ModelCheck, Subject, found
from validation.findings import Code, Finding, Severity

__all__ = ["CHECK"]

FILE = "generation_config.json"

NEVER_STOPS = Code(
    "GEN01",
    "generation-does-not-stop",
    Severity.ERROR,
    cause="The token that ends an answer in the chat template is not among the ids at which generation stops.",
    remedy="Put its id into eos_token_id of generation_config.json.",
)
INSANE = Code(
    "GEN02",
    "sampling-insane",
    Severity.ERROR,
    cause="A setting of generation is outside of what it can mean, or contradicts another.",
    remedy="Correct the setting in generation_config.json.",
)
NOT_CHOSEN = Code(
    "GEN03",
    "no-generation-config",
    Severity.WARNING,
    cause="There is no generation_config.json: loaders make one up from config.json.",
    remedy="Choose the settings and save them as generation_config.json.",
)


def _number(low: float, high: float) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high


def _whole(low: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= low


_SANE: dict[str, Callable[[Any], bool]] = {
    "temperature": _number(1e-3, 2.0),
    "top_p": _number(1e-3, 1.0),
    "min_p": _number(0.0, 1.0),
    "typical_p": _number(1e-3, 1.0),
    "top_k": _whole(0),
    "repetition_penalty": _number(0.5, 2.0),
    "num_beams": _whole(1),
    "num_return_sequences": _whole(1),
    "max_new_tokens": _whole(1),
    "max_length": _whole(1),
    "min_new_tokens": _whole(0),
    "min_length": _whole(0),
}


def _examine(subject: Subject) -> Iterator[Finding]:
    folder = subject.folder
    if folder.is_adapter and FILE not in folder.files:
        return
    if FILE not in folder.files:
        yield found(NOT_CHOSEN, FILE)
    settings = folder.settings(FILE)
    for key, is_sane in _SANE.items():
        if settings.get(key) is not None and not is_sane(settings[key]):
            yield found(INSANE, FILE, key)
    least, most = settings.get("min_new_tokens"), settings.get("max_new_tokens")
    if isinstance(least, int) and isinstance(most, int) and least > most:
        yield found(INSANE, FILE, "min_new_tokens", "the least is more than the most")
    tokeniser = subject.tokeniser.value if folder.has_tokenizer and folder.template else None
    end = tokeniser.end_of_turn() if tokeniser else None
    stops = settings.get("eos_token_id", folder.config.get("eos_token_id"))
    if end is not None and end not in (stops if isinstance(stops, list) else [stops]):
        yield found(NEVER_STOPS, FILE, "eos_token_id", f"id {end} ends an answer")


CHECK = ModelCheck(
    "generation", "Generation stops, and samples within reason.", (NEVER_STOPS, INSANE, NOT_CHOSEN), _examine
)
