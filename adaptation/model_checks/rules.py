"""The machinery of model checks: what a check is, what it is shown, and `examine`, which runs them and gives the report.

The report is the same noun as a dataset's. Its rows are tensors and its characters those of the texts that were read; a finding's
`config` is "model", its `row` a file and its `column` a tensor or a key.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.resources
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from adaptation.checkpoint.attempt import Attempt
from adaptation.checkpoint.files import printable
from adaptation.checkpoint.folder import ModelFolder, canonical_digest, is_part_of_model
from adaptation.checkpoint.scan import Scan, scan_file
from adaptation.checkpoint.tokenising import PROBES, Tokeniser, load_tokeniser
from datasets_builders.errors import Refused, UserError, disk_errors
from validation.findings import Code, Examined, Finding, Report

__all__ = ["ModelCheck", "Subject", "examine", "found", "select_checks", "versions_of_tools"]

Progress = Callable[[Iterable[str]], Iterable[str]]

_TEXTS = (".json", ".jinja", ".txt", ".md", ".yaml", ".yml", ".toml", ".cff", ".cfg", ".ini", ".log", ".sh", ".py", "")
_LONGEST_TEXT = 100_000_000


class Subject:
    """A model's folder while it is examined: what several checks look at is read once.

    Args:
        folder: the model.
        scans: what is known already of the files of weights; the others are scanned when a check asks.
        progress: wraps the names of the files to scan, to show a bar.
    """

    def __init__(
        self, folder: ModelFolder, *, scans: Mapping[str, Scan] | None = None, progress: Progress = lambda names: names
    ) -> None:
        self.folder = folder
        self._scans = dict(scans or {})
        self._progress = progress

    @cached_property
    def tokeniser(self) -> Attempt[Tokeniser]:
        """The tokenizer, or how loading it fails."""
        return load_tokeniser(self.folder.root)

    @cached_property
    def scans(self) -> Mapping[str, Scan]:
        """File -> what one pass over it showed; files whose header has a defect are left out."""
        sound = [header for header in self.folder.weights.headers if not header.defects]
        by_name = {header.file: header for header in sound}
        left = [name for name in by_name if name not in self._scans]
        for name in self._progress(left) if left else ():
            self._scans[name] = scan_file(self.folder.root, by_name[name])
        return {name: self._scans[name] for name in by_name}

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """File -> its text, of all files that hold text."""
        root = self.folder.root
        named = [name for name in self.folder.files if Path(name).suffix in _TEXTS and (root / name).is_file()]
        small = [name for name in named if (root / name).stat().st_size <= _LONGEST_TEXT]
        return {name: (root / name).read_text(encoding="utf-8", errors="replace") for name in small}

    @property
    def has_sound_weights(self) -> bool:
        """Can the headers be believed?"""
        return not self.folder.weights.defects


@dataclass(frozen=True)
class ModelCheck:
    """A family of codes.

    Args:
        name: the family, as `--only` takes it.
        title: what it looks at, one sentence for the documentation.
        codes: every code it can find.
        examine: looks at a model and gives what it finds.
    """

    name: str
    title: str
    codes: tuple[Code, ...]
    examine: Callable[[Subject], Iterable[Finding]]


def found(code: Code, file: str, where: str = "", hint: str = "") -> Finding:
    """Make a finding of a model; `hint` is put before the remedy and must not quote a file."""
    return code.at(
        config="model", row=printable(file), column=where, hint=f"{hint}; {code.remedy}" if hint else code.remedy
    )


def select_checks(checks: Sequence[ModelCheck], only: Sequence[str]) -> tuple[ModelCheck, ...]:
    """Return the checks whose name or codes begin with one of `only`; all of them when it is empty.

    Raises:
        UserError: a name matches no check.
    """
    chosen = []
    for wanted in only:
        matching = [
            check
            for check in checks
            if check.name.startswith(wanted) or any(code.id.startswith(wanted.upper()) for code in check.codes)
        ]
        if not matching:
            remedy = "Choose among: " + ", ".join(check.name for check in checks)
            raise UserError(f"No check of models is called {wanted!r}.", remedy=remedy)
        chosen += matching
    return tuple(check for check in checks if check in chosen) if only else tuple(checks)


def examine(
    folder: ModelFolder,
    checks: Sequence[ModelCheck],
    *,
    scans: Mapping[str, Scan] | None = None,
    digested: bool = True,
    progress: Progress = lambda names: names,
) -> Report:
    """Run `checks` over a model's folder; the report is bound to the digest of the very bytes that were looked at.

    Args:
        folder: the model.
        checks: what to run.
        scans: what is known already of files of weights, such as from the pass that copied them.
        digested: whether the report carries the digest, for which every byte is read.
        progress: wraps the names of the files of weights to read.

    Raises:
        Refused: no check was selected, or the files changed meanwhile.
        UserError: a file may not be read.
    """
    if not checks:
        raise Refused("No check was selected.", remedy="Leave --only out to run them all.")
    subject = Subject(folder, scans=scans, progress=progress)
    before = _stamps(folder)
    with disk_errors(folder.root, doing="examining a model"):
        findings = [finding for check in checks for finding in check.examine(subject)]
        digest = _digest(subject) if digested else ""
    if _stamps(folder) != before:
        raise Refused(
            f"The files of {folder.root} changed while they were examined.",
            cause="Another program writes there.",
            remedy="Let it finish, then run the check again.",
        )
    tensors = list(folder.weights.tensors())
    counts = {"tensors": len(tensors), "parameters": sum(each.elements for each in tensors), "files": len(folder.files)}
    examined = Examined(
        rows=len(tensors),
        characters=sum(map(len, subject.texts.values())) + sum(map(len, PROBES)),
        checks=tuple(sorted(check.name for check in checks)),
        splits={"model": counts},
    )
    empty = Report(examined=examined, digest=digest, versions=versions_of_tools())
    return empty.merge(Report(examined=Examined(), findings=tuple(findings)))


def _digest(subject: Subject) -> str:
    """Return the folder's digest, not reading again what was hashed on the way."""
    known = {name: scan.sha256 for name, scan in subject.scans.items()}
    root = subject.folder.root
    parts = [name for name in subject.folder.files if is_part_of_model(name) and (root / name).is_file()]
    return canonical_digest({name: known.get(name) or _sha256(root / name) for name in parts})


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _stamps(folder: ModelFolder) -> list[tuple[str, int, int]]:
    there = [name for name in folder.files if os.path.lexists(folder.root / name)]
    stats = ((name, (folder.root / name).lstat()) for name in there)
    return [(name, each.st_size, each.st_mtime_ns) for name, each in stats]


def versions_of_tools() -> dict[str, str]:
    """Return the versions of what examines models; "rules" is a digest of this code, so that a changed rule is a new version."""
    rules = hashlib.sha256()
    for package in ("adaptation.checkpoint", "adaptation.model_checks"):
        root = Path(str(importlib.resources.files(package)))
        for path in sorted(root.rglob("*.py")):
            rules.update(f"{package}/{path.name}".encode() + b"\0" + path.read_bytes())
    names = ("referto", "transformers", "tokenizers", "torch", "numpy")
    return {**{name: _version(name) for name in names}, "rules": rules.hexdigest()[:16]}


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "absent"


def strings_in(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Give (key path, string) of every string in a JSON value; the path has dots and brackets."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from strings_in(inner, f"{key}.{name}" if key else str(name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from strings_in(inner, f"{key}[{number}]")
