"""What many texts of a split have in common and should not: the same paragraph, or another language than the corpus declares.

Neither is asked of every row: some hundred rows of each split tell it (`validation.rules.sampling`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from datasets_builders.built import Batch
from validation.checks import Check, Facts
from validation.findings import Code, Finding, Severity
from validation.rules.digests import digest_of
from validation.rules.examples import example, row
from validation.rules.sampling import sampled
from validation.sieve import column_of, picked

__all__ = ["CHECK"]

BOILERPLATE = Code(
    "TEXT08",
    "boilerplate",
    Severity.WARNING,
    cause="The same paragraph stands in many rows: a letterhead, a notice, a menu of the site it was taken from, or a prompt.",
    remedy="Take it out in the reader and mind the offsets, or say in the card why it belongs there.",
)
OTHER_LANGUAGE = Code(
    "TEXT09",
    "language-differs",
    Severity.WARNING,
    cause="Many texts read as another language than the corpus declares: translations were mixed in, or a file exchanged.",
    remedy="Leave those rows out, or declare the language of the split in its name and in the card.",
)

SAMPLE = 1_000
"""Rows of a split that paragraphs are counted in; of these, `READ` are read for their language."""
READ = 200
FEWEST = 20
"""A split with fewer rows in its sample shows nothing."""
SHARE = 0.2
"""From this share of the sample on a paragraph, or another language, is told."""
SHORTEST = 40
"""Characters of a paragraph that is counted; shorter ones are headings and forms."""
MOST_PARAGRAPHS = 200
LETTERS = 120
"""A text with fewer letters is not read for its language: a guess would be one."""
_LETTER = re.compile(r"[^\W\d_]")


@dataclass
class _Seen:
    rows: int = 0
    paragraphs: Counter[int] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)

    def merge(self, other: _Seen) -> None:
        self.rows += other.rows
        self.paragraphs.update(other.paragraphs)
        self.languages.update(other.languages)


class _Passages:
    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._language = facts.corpus.get("language", "")
        self._seen: dict[tuple[str, str], _Seen] = {}

    def see(self, batch: Batch) -> tuple[Finding, ...]:
        chosen = sampled(batch, self._facts, SAMPLE)
        read = set(sampled(batch, self._facts, READ).tolist())
        seen = self._seen.setdefault((batch.config, batch.split), _Seen())
        column = column_of(batch, "text")
        texts = [""] * len(chosen) if column is None else picked(column, chosen).to_pylist()
        for index, text in zip(chosen.tolist(), (each or "" for each in texts), strict=True):
            seen.rows += 1
            seen.paragraphs.update(_paragraphs(text))
            if self._language and index in read and len(_LETTER.findall(text[:10_000])) >= LETTERS:
                seen.languages[_language_of(text[:10_000])] += 1
        return ()

    def merge(self, other: _Passages) -> None:
        for place, seen in other._seen.items():
            self._seen.setdefault(place, _Seen()).merge(seen)

    def conclude(self) -> Iterator[Finding]:
        for (config, split), seen in self._seen.items():
            common = [times for times in seen.paragraphs.values() if times >= SHARE * seen.rows]
            if seen.rows >= FEWEST and common:
                hint = f"{len(common)} paragraphs, the commonest in {max(common):,} of {seen.rows:,} rows that were looked at"
                yield BOILERPLATE.at(config=config, split=split, column="text", hint=hint)
            others = {name: times for name, times in seen.languages.items() if name != self._language}
            total = seen.languages.total()
            if total >= FEWEST and sum(others.values()) >= SHARE * total:
                said = ", ".join(f"{name} {times:,}" for name, times in sorted(others.items(), key=_by_count)[:3])
                hint = f"of {total:,} texts that were read, declared {self._language}: {said}"
                yield OTHER_LANGUAGE.at(config=config, split=split, column="text", hint=hint)


def _by_count(language: tuple[str, int]) -> tuple[int, str]:
    return -language[1], language[0]


def _paragraphs(text: str) -> set[int]:
    """Return the digests of the first paragraphs of a text, each once; blanks and case do not count."""
    lines = (
        " ".join(line.split()).casefold() for line in text[:1_000_000].split("\n", MOST_PARAGRAPHS)[:MOST_PARAGRAPHS]
    )
    return {digest_of(line) for line in lines if len(line) >= SHORTEST}


def _language_of(text: str) -> str:
    import py3langid

    found: str = py3langid.classify(text)[0]
    return found


_NOTES = [
    row(
        f"n{number}",
        text=f"Riferisce dispnea da {number} giorni, nega febbre e tosse, saturazione novanta per cento.",
        entities=[],
    )
    for number in range(2, 2 + FEWEST)
]
_NOTICE = "\nDocumento riservato: chi lo riceve per errore avvisi subito il reparto."
_IN_ENGLISH = (
    " The patient reports shortness of breath for three days, denies fever and cough, and was discharged home with a letter to the "
    "family doctor, who will see her again next week."
)

CHECK = Check(
    name="passages",
    title="Texts of a split are in the declared language, and do not share paragraphs.",
    codes=(BOILERPLATE, OTHER_LANGUAGE),
    start=_Passages,
    accepts=example(*_NOTES, corpus={"language": "it"}),
    rejects={
        "TEXT08": example(*({**each, "text": each["text"] + _NOTICE} for each in _NOTES), corpus={"language": "it"}),
        "TEXT09": example(
            *({**each, "text": f"{each['id']}.{_IN_ENGLISH} {each['id']}"} for each in _NOTES),
            corpus={"language": "it"},
        ),
    },
)
