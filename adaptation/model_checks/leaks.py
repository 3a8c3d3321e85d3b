"""LEAK: no path of the trainer's machine, no person's name or address, no secret stands in a text that would be published."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adaptation.checkpoint.files import role_of
from adaptation.model_checks.rules import ModelCheck, Subject, found, strings_in
from validation.findings import Code, Finding, Severity

__all__ = ["CHECK", "LOCAL_PATH", "is_hub_id", "is_local_path"]

LOCAL_PATH = Code(
    "LEAK01",
    "local-path",
    Severity.ERROR,
    cause="Trainers write the folder they loaded from into the configuration; it names users and machines, and leads nowhere.",
    remedy="Remove the key, or put the Hub id of the base there; `referto package` does so for the keys that trainers write.",
)
PERSON = Code(
    "LEAK02",
    "person-or-machine",
    Severity.ERROR,
    cause="A user's name, an e-mail address or a host's name stands in a configuration file.",
    remedy="Remove the key.",
)
SECRET = Code(
    "LEAK03",
    "secret",
    Severity.ERROR,
    cause="Something that looks like an access token or a private key stands in a text file.",
    remedy="Revoke it now, then remove it from the file: who could read the folder may have it.",
)

_ROOTS = "home|root|Users|mnt|media|tmp|var|opt|srv|scratch|data|work|workspace|leonardo\\w*|gpfs\\w*|nfs|lustre|content|kaggle"
_ABSOLUTE = re.compile(
    rf"(?:^|(?<=[\s'\"=(\[,:]))(?:file://)?/(?:{_ROOTS})/[\w.@-]+|^/(?:[\w.@-]+/)+[\w.@-]*$|\b[A-Za-z]:\\\w|^~/|^\.\.?/|^\\\\\w"
)
_HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*(/[A-Za-z0-9][\w.-]*)?")
_FOLDERS = frozenset(
    "checkpoint checkpoints ckpt ckpts output outputs out run runs result results model models tmp data scratch work "
    "experiments exp saved trained weights".split()
)
_PATH_KEYS = ("_name_or_path", "name_or_path", "base_model_name_or_path")
_PERSON_KEYS = re.compile(
    r"(?:^|[._])(user|username|user_name|author|email|hostname|host|node_name|login|owner)$", re.IGNORECASE
)
_EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.-]*[A-Za-z]")
_SECRET = re.compile(
    r"\bhf_(?:oauth_|jwt_)?[A-Za-z0-9]{30,}|\bgh[pousr]_[A-Za-z0-9]{30,}|\bgithub_pat_\w{30,}|\bglpat-[\w-]{20,}"
    r"|\bsk-(?:proj-|ant-)?[A-Za-z0-9_-]{32,}|\bAKIA[0-9A-Z]{16}\b|\bxox[abprs]-[\w-]{20,}|-----BEGIN [A-Z ]*PRIVATE KEY-----"
)


def is_hub_id(name: str) -> bool:
    """Could it be the id of a model on the Hub: NAMESPACE/NAME, or an old plain NAME? A trainer's output folder is none."""
    if not _HUB_ID.fullmatch(name) or len(name) > 96:
        return False
    return name.partition("/")[0].lower() not in _FOLDERS


def is_local_path(key: str, value: str) -> bool:
    """Does a setting hold a path of some machine? In the keys that name a model, whatever is no Hub id is one."""
    if _ABSOLUTE.search(value):
        return True
    return key.rpartition(".")[2] in _PATH_KEYS and bool(value) and not is_hub_id(value)


def _examine(subject: Subject) -> Iterator[Finding]:
    told = {**subject.folder.configs}
    for header in subject.folder.weights.headers:
        told[header.file] = {"__metadata__": dict(header.metadata)}
    for file, settings in told.items():
        for key, value in strings_in(settings):
            if is_local_path(key, value):
                yield found(LOCAL_PATH, file, key)
            if (_PERSON_KEYS.search(key) and value) or _EMAIL.search(value):
                yield found(PERSON, file, key)
            if file.endswith(".safetensors") and _SECRET.search(value):
                yield found(SECRET, file, key)
    for file, text in subject.texts.items():
        secrets = sum(1 for _ in _SECRET.finditer(text))
        if secrets:
            yield found(SECRET, file, hint=f"{secrets} in this file")
        if role_of(file) == "template" and _ABSOLUTE.search(text):
            yield found(LOCAL_PATH, file)


CHECK = ModelCheck(
    "leaks", "No path, person or secret of the place of training.", (LOCAL_PATH, PERSON, SECRET), _examine
)
