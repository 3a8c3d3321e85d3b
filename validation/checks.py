"""The machinery of checks: what a check is, what a run of one is, and how runs over parts of the rows become one.

A check belongs to one family and knows its codes. It is examined by an `Examination` that sees every batch once and then
concludes. The rows may be shared out: then each part has examinations of its own, which are merged before they conclude, and
the findings are the same as if one had seen it all. A check also carries, for each code, an example it must reject with just
that code, and one it must accept; a test goes through all of them, so that no check can pass by looking at nothing, and
another cuts them in every way, so that none depends on who saw which rows, or when.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.resources
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, Self, runtime_checkable

from datasets_builders.built import Batch, BuiltDataset, Footer
from datasets_builders.errors import UserError
from validation.anonymisation.certificate import Proof
from validation.anonymisation.tags import SURE
from validation.findings import Code, Examined, Finding

if TYPE_CHECKING:
    from datasets_builders.leakage.sets import RunSet
    from validation.anonymisation.engine import IdentifierEngine
    from validation.suites import Suite

__all__ = [
    "Check",
    "Examination",
    "Example",
    "Facts",
    "Guards",
    "Outcome",
    "Part",
    "PerRow",
    "Proving",
    "conclude",
    "run",
    "select",
    "tool_versions",
]


@dataclass(frozen=True)
class Facts:
    """What a check may know beside the rows: corpus.json, the declared spec facts, and the card's text (None: no card).

    `seed` is what canaries are drawn from; where it is empty none are planted, and nothing is proved. `words` are those that
    the corpus itself vouches for. `engine` looks for identifiers; None for the one with every Italian recogniser. `footers` are
    those of the Parquet files. `dataset` is where single rows can be read again; None where that cannot be. `against` are the runs of
    words of benchmarks that the data must not share. `suites` are expectations over rows, for the check that judges them.
    """

    corpus: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    card: str | None = None
    splits: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: MappingProxyType({}))
    seed: str = ""
    words: frozenset[str] = frozenset()
    engine: IdentifierEngine | None = None
    footers: tuple[Footer, ...] = ()
    dataset: BuiltDataset | None = None
    against: tuple[RunSet, ...] = ()
    suites: tuple[Suite, ...] = ()

    def config(self, name: str) -> Mapping[str, Any]:
        """Return what corpus.json says of a config; empty where it says nothing."""
        found: Mapping[str, Any] = self.corpus.get("configs", {}).get(name, {})
        return found


class Examination(Protocol):
    """One run of one check, over all rows or a part of them.

    Laws: findings do not depend on how the rows are cut into batches, in which order these come, or how they are shared out
    among examinations that are merged. Where one row of several is to be named, it is the first by (config, split, index) or
    by id, never the one that came first. It can be pickled, and holds counts and hashes rather than texts; the `Facts` and
    the engine it was begun with are left out of the pickle and given back to it, so it may hold them.
    """

    def see(self, batch: Batch) -> Iterable[Finding]:
        """Take the next batch; give what can be said at once, which is what this batch alone shows."""

    def merge(self, other: Self) -> None:
        """Take over what another run of the same check saw in other batches; `other` is not used again."""

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
        is_guard: the others rely on it: always run, and first. It is shown one batch of each file, which may have no rows, and
            looks at the columns and their types alone. A config in which it finds what nobody can look at is not shown to
            the others.
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
        for row in batch.solid_rows:
            yield from self._rule(row, batch.config, batch.split)

    def merge(self, other: PerRow) -> None:
        """Take over nothing: everything was said row by row."""

    def conclude(self) -> Iterable[Finding]:
        """Say nothing more."""
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
    secret = {id for id in ids if any(hit.score >= SURE for hit in engine.scan(id))}
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


class Guards:
    """The checks on which the others rely; what one says of a config, it says once, however many files are shown to it."""

    def __init__(self, checks: Sequence[Check], facts: Facts) -> None:
        self._running = [check.start(facts) for check in checks if check.is_guard]
        self._told: dict[Finding, None] = {}
        self.broken: set[str] = set()

    def admit(self, batch: Batch) -> bool:
        """Show a batch to the guards; tell whether the other checks can look at its config, as far as is known."""
        for guard in self._running:
            for finding in guard.see(batch):
                self._told[finding] = None
                if finding.code in _UNREADABLE:
                    self.broken.add(finding.config)
        return batch.config not in self.broken

    def conclude(self) -> list[Finding]:
        """Give what they found."""
        self._told.update((finding, None) for guard in self._running for finding in guard.conclude())
        return list(self._told)


@dataclass
class Part:
    """What the checks, guards left out, saw of some of the rows, and what they said of them.

    Law: parts of the same data, merged in any order, conclude with the same findings as one part that saw it all.
    """

    running: dict[str, Examination]
    findings: list[Finding] = field(default_factory=list)
    rows: int = 0
    characters: int = 0
    splits: dict[str, Counter[str]] = field(default_factory=dict)

    @classmethod
    def start(cls, checks: Sequence[Check], facts: Facts) -> Part:
        """Begin with no row."""
        return cls({check.name: check.start(facts) for check in checks if not check.is_guard})

    def see(self, batch: Batch) -> None:
        """Show a batch to every check."""
        self.rows += batch.table.num_rows
        self.characters += batch.text_bytes.characters
        self.splits.setdefault(batch.config, Counter())[batch.split] += batch.table.num_rows
        for examination in self.running.values():
            self.findings.extend(examination.see(batch))

    def merge(self, other: Part) -> None:
        """Take over another part of the same data; `other` is not used again."""
        self.rows += other.rows
        self.characters += other.characters
        self.findings.extend(other.findings)
        for config, counts in other.splits.items():
            self.splits.setdefault(config, Counter()).update(counts)
        for name, examination in self.running.items():
            examination.merge(other.running[name])


def conclude(checks: Sequence[Check], guards: Guards, part: Part) -> Outcome:
    """Conclude every check, once, after all rows were seen; canaries are planted here."""
    findings = [*guards.conclude(), *part.findings]
    for examination in part.running.values():
        findings.extend(examination.conclude())
    entities = {entity for check in checks for entity in check.entities()}
    running = part.running.values()
    proofs = [proof for each in running if isinstance(each, Proving) and (proof := each.prove())]
    return Outcome(
        Examined(
            rows=part.rows,
            characters=part.characters,
            checks=tuple(sorted(check.name for check in checks)),
            splits={config: dict(counts) for config, counts in part.splits.items()},
            entities=tuple(sorted(entities)),
        ),
        _withhold_identifiers(findings),
        proofs[0] if proofs else None,
    )


def run(checks: Sequence[Check], batches: Iterable[Batch], facts: Facts) -> Outcome:
    """Show each batch to each check; return what was examined, what was found, and what was proved at the end.

    The guards see a batch just before the others do. Where the files are known, `validation.executors.examine` lets them see
    all of these before.
    """
    guards, part = Guards(checks, facts), Part.start(checks, facts)
    for batch in batches:
        if guards.admit(batch):  # else nobody can look at these rows, so they do not count as examined
            part.see(batch)
    return conclude(checks, guards, part)
