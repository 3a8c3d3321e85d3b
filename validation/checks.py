"""The machinery of checks: what a check is, the list of all of them, and `examine`, which runs them in one pass.

A check belongs to one family and knows its codes. It is examined by an `Examination` that sees every batch once and then
concludes. It also carries, for each code, an example it must reject with just that code, and one it must accept; a test goes
through all of them, so that no check can pass by looking at nothing.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.resources
import re
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, runtime_checkable

from datasets_builders.built import Batch, BuiltDataset
from datasets_builders.errors import Refused, UserError
from validation.anonymisation.certificate import Certificate, Proof, Reviewed
from validation.findings import Code, Examined, Finding, Report

if TYPE_CHECKING:
    from validation.anonymisation.engine import IdentifierEngine

__all__ = [
    "Check",
    "Examination",
    "Example",
    "Facts",
    "Outcome",
    "PerRow",
    "Proving",
    "examine",
    "run",
    "select",
    "tool_versions",
]


_SEED = re.compile(r"[!-~]{0,64}")


@dataclass(frozen=True)
class Facts:
    """What a check may know beside the rows: corpus.json, the declared spec facts, and the card's text (None: no card).

    `seed` is what canaries are drawn from; where it is empty none are planted, and nothing is proved. `words` are those that
    the corpus itself vouches for. `engine` looks for identifiers; None for the one with every Italian recogniser.
    """

    corpus: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    card: str | None = None
    splits: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: MappingProxyType({}))
    seed: str = ""
    words: frozenset[str] = frozenset()
    engine: IdentifierEngine | None = None

    def config(self, name: str) -> Mapping[str, Any]:
        """Return what corpus.json says of a config; empty where it says nothing."""
        found: Mapping[str, Any] = self.corpus.get("configs", {}).get(name, {})
        return found


class Examination(Protocol):
    """One run of one check."""

    def see(self, batch: Batch) -> Iterable[Finding]:
        """Take the next batch; give what can be said at once."""

    def conclude(self) -> Iterable[Finding]:
        """Give what could be said only after the last batch."""


@runtime_checkable
class Proving(Protocol):
    """An examination that can show that it sees what it looks for, in the very data that it saw."""

    def prove(self) -> Proof | None:
        """Plant canaries and look for them, once, after the last batch; None where nothing was to be planted."""


class Outcome(NamedTuple):
    """What a run gives: what was examined, what was found, and what was proved (None: nothing)."""

    examined: Examined
    findings: list[Finding]
    proof: Proof | None


@dataclass(frozen=True)
class Example:
    """A small dataset for a check to accept or reject: rows by (config, split), and the facts beside them."""

    rows: Mapping[tuple[str, str], Sequence[Mapping[str, Any]]]
    facts: Facts = field(default_factory=Facts)


@dataclass(frozen=True)
class Check:
    """A family of codes with one examination.

    Args:
        name: the family, as `--only` takes it.
        title: what it looks at, one sentence for the documentation.
        codes: every code it can find.
        start: begins an examination.
        accepts: data in which it finds nothing.
        rejects: for each code id, data in which it finds just that code.
        entities: the identifier types it looks for, where it is such a check.
        reads_words: it wants to know the vocabulary of the corpus, which takes a pass of its own before.
        is_guard: the others rely on it: always run, and what it finds an error in is not shown to them.
    """

    name: str
    title: str
    codes: tuple[Code, ...]
    start: Callable[[Facts], Examination]
    accepts: Example
    rejects: Mapping[str, Example]
    entities: Callable[[], tuple[str, ...]] = tuple
    reads_words: bool = False
    is_guard: bool = False


class PerRow:
    """The examination of a rule that looks at one row at a time: `rule(row, config, split) -> findings`."""

    def __init__(self, rule: Callable[[Mapping[str, Any], str, str], Iterable[Finding]]) -> None:
        self._rule = rule

    def see(self, batch: Batch) -> Iterator[Finding]:
        """Apply the rule to each row of the batch."""
        for row in batch.rows:
            yield from self._rule(row, batch.config, batch.split)

    def conclude(self) -> Iterable[Finding]:
        """Say nothing more: everything was said row by row."""
        return ()


def select(checks: Sequence[Check], only: Sequence[str]) -> tuple[Check, ...]:
    """Return the checks whose name or codes begin with one of `only`, behind the guards; all of them when it is empty.

    Raises:
        UserError: a name matches no check; asking for nothing is not asking for everything.
    """
    if not only:
        return tuple(checks)
    chosen: list[Check] = []
    for wanted in only:
        found = [
            check
            for check in checks
            if check.name.startswith(wanted) or any(code.id.startswith(wanted.upper()) for code in check.codes)
        ]
        if not found:
            raise UserError(
                f"No check is called {wanted!r}.",
                remedy="Choose among: " + ", ".join(check.name for check in checks),
            )
        chosen.extend(check for check in found if check not in chosen)
    return tuple(check for check in checks if check in chosen or check.is_guard)


def examine(
    dataset: BuiltDataset,
    checks: Sequence[Check],
    *,
    digest: str,
    card: str | None,
    seed: str = "",
    reviewed: Reviewed | None = None,
    engine: IdentifierEngine | None = None,
    progress: Callable[[Iterable[Batch]], Iterable[Batch]] = lambda batches: batches,
) -> Report:
    """Run `checks` over every row of `dataset`, once, and certify what the canaries of this very run showed.

    Args:
        dataset: the built folder.
        checks: what to run.
        digest: of the very bytes that are examined; the report is bound to it.
        card: the text of its README.md, or None where there is none.
        seed: what the canaries are drawn from; a fresh one where it is empty.
        reviewed: what persons read of these data, or None.
        engine: looks for identifiers; None for the one with every Italian recogniser.
        progress: wraps the batches, to show a bar.

    Raises:
        UserError: the seed is not one.
        Refused: there is no check to run, or the data cannot be read.
    """
    if not checks:
        # No checks would "pass" trivially; nobody who asks for an examination means that.
        raise Refused("No check was selected.", remedy="Leave --only out to run them all.")
    if not _SEED.fullmatch(seed):
        raise UserError(
            "The seed is not one.",
            cause="A seed is at most 64 letters, digits or marks of ASCII, without blanks.",
            remedy="Give the one that a report holds, or none to draw a fresh one.",
        )
    words = _corpus_words(dataset) if any(check.reads_words for check in checks) else frozenset()
    facts = Facts(dataset.facts, card, dataset.row_counts(), seed or secrets.token_hex(16), words, engine)
    examined, findings, proof = run(checks, progress(dataset.batches()), facts)
    return Report(
        examined=examined,
        findings=(),
        digest=digest,
        versions=tool_versions(),
        certificate=Certificate(digest, proof, reviewed).to_json() if proof else {},
    ).merge(Report(examined=Examined(), findings=tuple(findings)))


def _corpus_words(dataset: BuiltDataset) -> frozenset[str]:
    """Count the words of every text once, and give those that the corpus vouches for."""
    from validation.anonymisation.lexicon import default_lexicon
    from validation.anonymisation.vocabulary.corpus import WordCounts
    from validation.texts import texts_of

    counts = WordCounts()
    for batch in dataset.batches():
        for _, _, text in texts_of(batch):
            counts.add(text)
    names = default_lexicon().names
    return counts.safe(but=names.first | names.last)


@cache
def tool_versions() -> dict[str, str]:
    """Return the versions of what examines; "rules" is a digest of this very code, so that a changed rule is a new version."""
    rules = hashlib.sha256()
    for package in ("datasets_builders", "validation", "model_cards"):
        root = Path(str(importlib.resources.files(package)))
        for path in sorted(path for path in root.rglob("*.py") if "corpora" not in path.parts):
            rules.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    names = ("referto", "presidio-analyzer", "pyarrow", "google-re2")
    return {**{name: importlib.metadata.version(name) for name in names}, "rules": rules.hexdigest()[:16]}


_UNREADABLE = frozenset({"SCHEMA02"})
"""Codes after which a config's rows cannot be looked at by the other checks."""

WITHHELD = "(withheld)"
"""Stands in a finding for the id of a row that is itself an identifier of a person; ANON codes tell the row by its number."""


def _withhold_identifiers(findings: list[Finding]) -> list[Finding]:
    ids = {id for finding in findings for id in (finding.row, *finding.related) if id and not id.startswith("#")}
    if not ids:
        return findings
    from validation.anonymisation.engine import default_engine

    engine = default_engine()
    secret = {id for id in ids if engine.scan(id)}
    if not secret:
        return findings
    return [
        replace(
            finding,
            row=WITHHELD if finding.row in secret else finding.row,
            related=tuple(WITHHELD if id in secret else id for id in finding.related),
        )
        for finding in findings
    ]


def run(checks: Sequence[Check], batches: Iterable[Batch], facts: Facts) -> Outcome:
    """Show each batch to each check; return what was examined, what was found, and what was proved at the end."""
    guards = [check.start(facts) for check in checks if check.is_guard]
    running = [check.start(facts) for check in checks if not check.is_guard]
    findings: list[Finding] = []
    broken: set[str] = set()
    rows = characters = 0
    splits: dict[str, Counter[str]] = {}
    for batch in batches:
        told = [finding for guard in guards for finding in guard.see(batch)]
        findings.extend(told)
        broken.update(finding.config for finding in told if finding.code in _UNREADABLE)
        if batch.config in broken:
            continue  # nobody can look at these rows, so they do not count as examined
        rows += batch.table.num_rows
        characters += sum(len(text) for text in batch.strings("text") if text)
        splits.setdefault(batch.config, Counter())[batch.split] += batch.table.num_rows
        for examination in running:
            findings.extend(examination.see(batch))
    for examination in (*guards, *running):
        findings.extend(examination.conclude())
    findings = _withhold_identifiers(findings)
    entities = {entity for check in checks for entity in check.entities()}
    proofs = [proof for each in running if isinstance(each, Proving) and (proof := each.prove())]
    return Outcome(
        Examined(
            rows=rows,
            characters=characters,
            checks=tuple(sorted(check.name for check in checks)),
            splits={config: dict(counts) for config, counts in splits.items()},
            entities=tuple(sorted(entities)),
        ),
        findings,
        proofs[0] if proofs else None,
    )
