"""ADAPTER: it says exactly which model it adapts, and its matrices come in pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from adaptation.model_checks.leaks import is_hub_id
from adaptation.model_checks.rules import ModelCheck, Subject, found
from validation.findings import Code, Finding, Severity

__all__ = ["CHECK", "NO_BASE", "NO_REVISION"]

FILE = "adapter_config.json"

NO_BASE = Code(
    "ADAPTER01",
    "base-not-named",
    Severity.ERROR,
    cause="base_model_name_or_path is empty or a folder of the trainer's machine: nobody else can put the adapter on its base.",
    remedy="Package with --base NAMESPACE/NAME.",
)
NO_REVISION = Code(
    "ADAPTER02",
    "base-revision-missing",
    Severity.ERROR,
    cause="revision is empty or no commit: the base can change under the adapter.",
    remedy="Package with --base-revision and the 40 digits of the commit that was trained on.",
)
OTHER_KIND = Code(
    "ADAPTER03",
    "adapter-not-lora",
    Severity.ERROR,
    cause="The adapter is none of the low-rank kind, or does not say its rank; nothing here can examine or merge another.",
    remedy="Publish a LoRA adapter, or a model that was merged by the library that made the adapter.",
)
UNPAIRED = Code(
    "ADAPTER04",
    "matrices-do-not-pair",
    Severity.ERROR,
    cause="A matrix A stands without its B, or their ranks are not the same.",
    remedy="Save the adapter again.",
)

_HALF = re.compile(r"(?P<module>.+)\.lora_(?P<half>[AB])\.(?:\w+\.)?weight")


def _examine(subject: Subject) -> Iterator[Finding]:
    folder = subject.folder
    if not folder.is_adapter:
        return
    settings = folder.settings(FILE)
    base = settings.get("base_model_name_or_path")
    if not isinstance(base, str) or not is_hub_id(base):
        yield found(NO_BASE, FILE, "base_model_name_or_path")
    if not re.fullmatch(r"[0-9a-f]{40}", str(settings.get("revision") or "")):
        yield found(NO_REVISION, FILE, "revision")
    if settings.get("peft_type") != "LORA" or not isinstance(settings.get("r"), int):
        yield found(OTHER_KIND, FILE, "peft_type")
        return
    yield from _of_pairs(subject)


def _of_pairs(subject: Subject) -> Iterator[Finding]:
    halves: dict[str, dict[str, Any]] = {}
    for name, tensor in subject.folder.weights.by_name().items():
        match = _HALF.fullmatch(name)
        if match:
            halves.setdefault(match["module"], {})[match["half"]] = tensor
    if not halves and subject.folder.weights.headers:
        yield found(UNPAIRED, "adapter_model.safetensors", "", "there is no pair at all")
    for module, pair in sorted(halves.items()):
        tensor = next(iter(pair.values()))
        if set(pair) != {"A", "B"}:
            yield found(UNPAIRED, tensor.file, module, "one half is missing")
        elif len(pair["A"].shape) != 2 or len(pair["B"].shape) != 2 or pair["A"].shape[0] != pair["B"].shape[1]:
            yield found(UNPAIRED, tensor.file, module, "the ranks differ")


CHECK = ModelCheck(
    "adapter",
    "An adapter names its base, and its matrices pair.",
    (NO_BASE, NO_REVISION, OTHER_KIND, UNPAIRED),
    _examine,
)
