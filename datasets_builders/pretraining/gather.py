"""Gather one pre-training corpus from built folders: config `cpt`, every row accounted for.

In this order, a document is left out when its licence does not allow the use (`licence-not-allowed`), when it or its text was there
before (`text-repeated`), when too little of it is left (`text-too-short`), when it is not in Italian (`language-other`), when it
shares a run of 13 words with a test or validation row (`test-contaminated`), or when most of its runs of 13 words were there before
(`text-mostly-repeated`). A test row of fewer than 13 words has no such run, and cannot be told.

Everything left out is listed in rejected/cpt.jsonl by id and reason; its text stays where it was built.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datasets_builders.build import build_events
from datasets_builders.built import Batch, BuiltDataset, open_built
from datasets_builders.catalogue import get_corpus
from datasets_builders.errors import UserError
from datasets_builders.ngrams import Grams, fold, word_ngrams
from datasets_builders.pretraining.boilerplate import LineCensus, strip_lines
from datasets_builders.pretraining.mending import mend
from datasets_builders.pretraining.seen import SeenGrams
from datasets_builders.reading import Event, Record, Rejected, Repaired, Seen
from datasets_builders.schema import Document
from datasets_builders.spec import OFFICIAL, split_role

__all__ = ["Licences", "gather"]

CPT = "cpt-it"
WORDS = 20
"""A text of fewer words is left out."""
REPEATED = 0.8
"""A text is left out when this share of its runs of 13 words has been seen."""

Progress = Callable[[Iterable[Event]], Iterable[Event]]


@dataclass(frozen=True)
class Licences:
    """Which licences of rows are allowed: "open" leaves out what is non-commercial, "non-commercial" takes it in."""

    use: str

    def allows(self, licence: str) -> bool:
        """Tell whether a row of this licence may be used; no licence or a no-derivatives one never may."""
        name = licence.upper()
        if not name or "ND" in name.split("-") or name in ("UNKNOWN", "NONE"):
            return False
        return self.use == "non-commercial" or "NC" not in name.split("-")


def gather(
    folders: Sequence[Path],
    out: Path,
    *,
    licences: Licences,
    against: Sequence[Path] = (),
    progress: Progress = lambda events: events,
) -> dict[str, Any]:
    """Gather the text of built folders into `out`; return its corpus.json.

    Args:
        folders: built datasets; of each the splits that are no test and no validation are taken, a document once.
        out: made, or replaced when an earlier run made it.
        licences: what may be used.
        against: built datasets whose test and validation rows the text must be free of, beside those of `folders`.
        progress: wraps the stream of events, to show a bar.

    Raises:
        UserError: no folder is given, or one is not built.
    """
    if not folders:
        raise UserError("There is nothing to gather.", remedy="Name at least one built folder.")
    datasets = [open_built(folder) for folder in folders]
    guarded = [*datasets, *(open_built(folder) for folder in against)]
    cache: dict[str, int] = {}
    tests = _test_grams(guarded, cache)
    boilerplate = _census(datasets).boilerplate()
    desk = _Desk(licences, tests, cache)

    def provenance() -> dict[str, Any]:
        return {
            "gathered": {
                "use": licences.use,
                "free_of_tests_of": sorted({_name(each) for each in guarded}),
                "sources": dict(sorted(desk.sources.items())),
            }
        }

    return build_events(get_corpus(CPT), progress(_events(datasets, desk, boilerplate)), out, extra=provenance)


def _name(dataset: BuiltDataset) -> str:
    return str(dataset.facts.get("corpus", dataset.path.name))


def _learnable(dataset: BuiltDataset) -> Iterator[Batch]:
    """Give the batches that a model may learn from; an official split beside its repaired twin is passed over."""
    for batch in dataset.batches():
        if split_role(batch.split) == "train" and not batch.config.endswith(OFFICIAL):
            yield batch


def _test_grams(datasets: Sequence[BuiltDataset], cache: dict[str, int]) -> SeenGrams:
    grams = SeenGrams()
    for dataset in datasets:
        for batch in dataset.batches():
            if split_role(batch.split) != "train":
                for text in batch.strings("text"):
                    grams.add(word_ngrams(fold(text or ""), cache))
    return grams


def _source_of(dataset: BuiltDataset, row: dict[str, Any]) -> str:
    return f"{_name(dataset)}/{row.get('source') or ''}"


def _census(datasets: Sequence[BuiltDataset]) -> LineCensus:
    census = LineCensus()
    for dataset in datasets:
        for batch in _learnable(dataset):
            for row in batch.rows:
                census.add(_source_of(dataset, row), mend(row["text"] or "").text)
    return census


def _events(datasets: Sequence[BuiltDataset], desk: _Desk, boilerplate: dict[str, frozenset[int]]) -> Iterator[Event]:
    rows = sum(
        count
        for dataset in datasets
        for config, counts in dataset.row_counts().items()
        for split, count in counts.items()
        if split_role(split) == "train" and not config.endswith(OFFICIAL)
    )
    yield Seen("cpt", "train", rows)
    for dataset in datasets:
        for batch in _learnable(dataset):
            for row in batch.rows:
                known = boilerplate.get(_source_of(dataset, row), frozenset())
                yield from desk.decide(_name(dataset), batch.config, row, known)


class _Desk:
    """Decides document by document; remembers what it let through."""

    def __init__(self, licences: Licences, tests: SeenGrams, cache: dict[str, int]) -> None:
        self._licences = licences
        self._tests = tests
        self._cache = cache
        self._texts: set[bytes] = set()
        self._grams = SeenGrams()
        self._taken: set[str] = set()
        self.sources: dict[str, dict[str, int]] = {}

    def decide(self, corpus: str, config: str, row: dict[str, Any], boilerplate: frozenset[int]) -> Iterator[Event]:
        id = f"{corpus}:{row['document_id']}"
        place = f"{corpus}/{config}/{row['id']}"
        mended = mend(row["text"] or "")
        text, cut = strip_lines(mended.text, boilerplate)
        folded = fold(text)
        grams = word_ngrams(folded, self._cache)
        reason = self._reason(row, id, text, folded, grams)
        if reason:
            yield Rejected("cpt", "train", place, reason, {"corpus": corpus, "config": config, "id": row["id"]})
            return
        self._taken.add(id)
        self._texts.add(_digest(folded))
        self._grams.add(grams)
        source = self.sources.setdefault(corpus, {"documents": 0, "words": 0})
        source["documents"] += 1
        source["words"] += len(text.split())
        for code, times in mended.repairs.items():
            yield Repaired("cpt", "train", id, code, times)
        if cut:
            yield Repaired("cpt", "train", id, "boilerplate-line-removed", cut)
        columns = {name: row.get(name) or "" for name in ("url", "attribution")}
        yield Record(
            "cpt",
            "train",
            Document(id, id, f"{corpus}:{row['group_id']}", text, row["licence"], fields={"corpus": corpus, **columns}),
        )

    def _reason(self, row: dict[str, Any], id: str, text: str, folded: str, grams: Grams) -> str:
        if not self._licences.allows(row["licence"] or ""):
            return "licence-not-allowed"
        if id in self._taken or _digest(folded) in self._texts:
            return "text-repeated"
        if folded.count(" ") + 1 < WORDS:
            return "text-too-short"
        if not _is_italian(text):
            return "language-other"
        if self._tests.share(grams):
            return "test-contaminated"
        if self._grams.share(grams) >= REPEATED:
            return "text-mostly-repeated"
        return ""


def _digest(folded: str) -> bytes:
    return hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _is_italian(text: str) -> bool:
    """Tell whether a text is in Italian, by its first few thousand characters: mixed texts begin in their language."""
    import py3langid

    return bool(py3langid.classify(text[:4_000])[0] == "it")
