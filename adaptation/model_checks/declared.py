"""MODEL: the configuration can be read, hides no code, and declares a class whose tensors are those in the files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from adaptation.checkpoint.meta import Comparison, compare_with_class, has_torch, is_known_class
from adaptation.model_checks.rules import ModelCheck, Subject, found
from validation.findings import Code, Finding, Severity

__all__ = ["CHECK", "NOT_EXAMINED"]


def _code(number: int, name: str, cause: str, remedy: str, severity: Severity = Severity.ERROR) -> Code:
    return Code(f"MODEL{number:02d}", name, severity, cause=cause, remedy=remedy)


UNREADABLE = _code(
    1, "configuration-unreadable", "A configuration file holds no JSON object.", "Write it again with save_pretrained."
)
NO_CLASS = _code(
    2,
    "no-architectures",
    "config.json does not say which class the weights are of, so that loaders guess.",
    'Put "architectures": ["..."] into config.json, as save_pretrained does.',
)
HIDDEN_CODE = _code(
    3,
    "hidden-code",
    "auto_map, trust_remote_code and internal settings make loaders run code from the repository.",
    "Use a class that transformers has, and remove the key.",
)
UNKNOWN_CLASS = _code(
    4,
    "class-unknown",
    "The installed version of transformers has no class of the declared name.",
    "Correct architectures, or install the version of transformers that has the class.",
)
NOT_BUILT = _code(
    5,
    "class-cannot-be-built",
    "The declared class refuses this config.json: sizes that do not divide, a missing or mistyped key, another model_type.",
    "Put back the config.json that the model was trained with.",
)
MISSING = _code(
    6,
    "tensors-missing",
    "The declared class has tensors that the files do not hold; loading fills them with random numbers.",
    "Save the whole model, or declare the class that was saved.",
)
UNEXPECTED = _code(
    7,
    "tensors-unexpected",
    "The files hold tensors that the declared class does not have; loading drops them without a word.",
    "Declare the class that was saved, or save again without what training added.",
)
RESHAPED = _code(
    8,
    "shapes-differ",
    "A tensor has another shape than the declared class gives it, often after the vocabulary grew.",
    "Correct the sizes in config.json, or save model and configuration together.",
)
TIED = _code(
    9,
    "tied-tensor-stored",
    "config.json ties a tensor to another one, and it is stored all the same: which of the two counts depends on the loader.",
    "Set tie_word_embeddings to what was trained and save again.",
    Severity.WARNING,
)
NOT_EXAMINED = _code(
    10,
    "not-examined",
    "torch is absent, so that the declared class was not built and its tensors were not compared with the files.",
    "Install the extra: pip install 'referto[adapt]', and check again.",
    Severity.WARNING,
)

_CODE_KEYS = re.compile(r"auto_map|trust_remote_code|custom_pipelines|_\w+_internal|remote_code\w*")
_SHOWN = 8


def _examine(subject: Subject) -> Iterator[Finding]:
    folder = subject.folder
    for file, settings in folder.configs.items():
        if settings is None:
            yield found(UNREADABLE, file)
        else:
            for key in _keys_of_code(settings):
                yield found(HIDDEN_CODE, file, key)
    if folder.is_adapter or not folder.config:
        return
    names = folder.config.get("architectures")
    if not isinstance(names, list) or not names or not isinstance(names[0], str):
        yield found(NO_CLASS, "config.json", "architectures")
    elif not is_known_class(names[0]):
        yield found(UNKNOWN_CLASS, "config.json", "architectures")
    elif not has_torch():
        yield found(NOT_EXAMINED, "config.json", "architectures", "not examined: torch is absent")
    elif subject.has_sound_weights:
        yield from _compared(subject, names[0])


def _keys_of_code(value: Any, path: str = "") -> Iterator[str]:
    """Give the paths of the keys that make a loader run code; false and null switch nothing on."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            where = f"{path}.{key}" if path else str(key)
            if _CODE_KEYS.fullmatch(str(key)) and inner not in (None, False):
                yield where
            else:
                yield from _keys_of_code(inner, where)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _keys_of_code(inner, f"{path}[{number}]")


def _compared(subject: Subject, name: str) -> Iterator[Finding]:
    tensors = subject.folder.weights.by_name()
    compared = compare_with_class(subject.folder.root, name, tensors)
    if compared.value is None:
        yield found(NOT_BUILT, "config.json", "architectures", compared.failure)
        return
    for code, file, wrong in _differences(compared.value):
        for tensor in wrong[:_SHOWN]:
            where = tensors[tensor].file if tensor in tensors else file
            yield found(code, where, tensor)
        if len(wrong) > _SHOWN:
            yield found(code, file, "", f"and {len(wrong) - _SHOWN:,} tensors more")


def _differences(compared: Comparison) -> Iterator[tuple[Code, str, tuple[str, ...]]]:
    yield MISSING, "config.json", compared.missing
    yield UNEXPECTED, "config.json", compared.unexpected
    yield RESHAPED, "config.json", compared.reshaped
    yield TIED, "config.json", compared.tied_and_stored


CHECK = ModelCheck(
    "declared",
    "The configuration hides no code and declares a class whose tensors are those in the files.",
    (UNREADABLE, NO_CLASS, HIDDEN_CODE, UNKNOWN_CLASS, NOT_BUILT, MISSING, UNEXPECTED, RESHAPED, TIED, NOT_EXAMINED),
    _examine,
)
