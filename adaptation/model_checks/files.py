"""FILE: only what belongs to a model is in its folder, and everybody can read it."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from adaptation.checkpoint.files import is_readable_by_all, leaves_the_folder, stray_of
from adaptation.model_checks.rules import ModelCheck, Subject, found
from validation.findings import Code, Finding, Severity

__all__ = ["CHECK", "MODE", "OUTSIDE", "STRAYS"]

_PACKAGE = "`referto package` leaves it out"


def _code(number: int, name: str, cause: str, remedy: str) -> Code:
    return Code(f"FILE{number:02d}", name, Severity.ERROR, cause=cause, remedy=remedy)


STRAYS = MappingProxyType(
    {
        "pickle": _code(
            1,
            "pickle",
            "A pickle runs code on the machine of whoever loads it; trainers write training_args.bin into every output.",
            f"Publish safetensors only; {_PACKAGE}. Convert weights that are only in a pickle with save_pretrained.",
        ),
        "code": _code(
            2,
            "code-in-the-folder",
            "Code beside a model is run by those who load it with trust_remote_code.",
            f"Use a class that transformers has, and remove the file; {_PACKAGE}.",
        ),
        "training-state": _code(
            3,
            "training-state",
            "The optimizer's state is twice the model's size, of no use to a reader, and tells of the training data.",
            f"Remove it; {_PACKAGE}.",
        ),
        "log": _code(
            4, "log", "Logs name machines and users, and samples of the data stand in them.", f"Remove it; {_PACKAGE}."
        ),
        "checkpoint": _code(
            5,
            "intermediate-checkpoint",
            "The trainer keeps its checkpoints inside the folder of the result.",
            f"Remove the folder; {_PACKAGE}.",
        ),
        "hidden": _code(
            6, "hidden-file", "Editors, version control and notebooks leave hidden files.", f"Remove it; {_PACKAGE}."
        ),
        "other-weights": _code(
            7,
            "other-weights",
            "Weights in another format, or in a file that no loader reads, are not those that were examined.",
            f"Publish them as a repository of their own, or remove them; {_PACKAGE}.",
        ),
        "unknown": _code(
            8, "unknown-file", "The file is none of those that make up a model.", f"Remove it; {_PACKAGE}."
        ),
    }
)
"""Kind of stray, as `adaptation.checkpoint.files` tells it -> code."""

MODE = _code(
    9,
    "unreadable-mode",
    "safetensors writes files with mode 0600; a web server, an archive or a colleague cannot read them.",
    "chmod 0644; `referto package` writes its files so.",
)
OUTSIDE = _code(
    10,
    "link-outside",
    "The file is a symbolic link that leads out of the folder or to nothing: what it shows can change, or be meant for nobody.",
    "Copy what it shows into the folder (cp -L).",
)


def _examine(subject: Subject) -> Iterator[Finding]:
    root = subject.folder.root
    for path in subject.folder.files:
        if leaves_the_folder(root, path):
            yield found(OUTSIDE, path)
            continue
        stray = stray_of(root, path)
        if stray is not None:
            yield found(STRAYS[stray.kind], path)
        elif not is_readable_by_all(root / path):
            yield found(MODE, path)


CHECK = ModelCheck("files", "Only what belongs to a model is there.", (*STRAYS.values(), MODE, OUTSIDE), _examine)
