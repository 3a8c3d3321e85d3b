"""Read the synthetic notes: lists of objects whose entities are strings without offsets, listed in the order of the text.

The order settles where they stand: for every entity that is there at all, the first place that the order allows is also the last
one. A list that did not settle it would show as `mention-ambiguous`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from datasets_builders.formats.anchoring import anchor_in_order, mentions_of
from datasets_builders.formats.tabular import TableRow, count_rows, read_table
from datasets_builders.reading import Event, Record, Rejected, Repaired, Seen, SourceMismatch
from datasets_builders.schema import Document

__all__ = ["read"]

_FILES = {
    ("train", source): f"synthetic_diaries_{source}_train.json" for source in ("edu", "it", "psych", "therap")
} | {
    ("test", "edu"): "synthetic_diaries_edu_test.json",
    ("test", "it"): "synthetic_diaries_it_test.json",
    ("test", "psych"): "synthetic_diaries_psych_test.json",
    ("test", "therap"): "synthetic_diaries_therap_test.json",
    ("test", "reports"): "synthetic_reports_test.json",
}
_ONE_NAME = {"LOCATION": "LOC", "WORK_OF_ART": "WORKS_OF_ART"}  # two names of one label, as the seeds have them
_KINDS = ("codes", "email", "mixed", "phone", "url")


def read(source: Path) -> Iterator[Event]:
    """Give every note of the nine files, and of synthetic_reports_train.json where it is there; then the hard cases.

    Raises:
        SourceMismatch: a file is missing.
        SchemaDiffers: the notes lack a column.
    """
    files = dict(_FILES)
    reports = "synthetic_reports_train.json"
    if (source / "synthetic_samples" / "train" / reports).is_file():
        files["train", "reports"] = reports
    paths = {key: source / "synthetic_samples" / key[0] / name for key, name in files.items()}
    texts = {kind: source / "test_files" / f"{kind}_text.txt" for kind in _KINDS}
    missing = [path.relative_to(source) for path in (*paths.values(), *texts.values()) if not path.is_file()]
    if missing:
        raise SourceMismatch(
            f"{', '.join(map(str, missing))} missing in {source}.",
            cause="The folder is not the repository's, or only a part of it.",
            remedy="Give --source a copy of the pinned commit.",
        )
    for split in ("train", "test"):
        yield Seen("phi", split, sum(count_rows(path) for (its, _), path in paths.items() if its == split))
    for (split, kind), path in paths.items():
        for row in read_table(path, ("text", "entities")):
            yield from _note(split, kind, row)
    yield from _hard_cases(texts)


def _note(split: str, kind: str, row: TableRow) -> Iterator[Event]:
    id = f"{split}-{kind}-{row.number:04d}"
    text = (row.values or {}).get("text")
    if row.values is None or not isinstance(text, str) or not text.strip():
        yield Rejected("phi", split, id, "note-without-text", row.values or row.raw, row.error)
        return
    listed, incomplete = mentions_of(row.values["entities"], label="label")
    mentions = [replace(mention, label=_ONE_NAME.get(mention.label, mention.label)) for mention in listed]
    renamed = sum(mention.label in _ONE_NAME for mention in listed)
    for code, times in (("mention-incomplete-left-out", incomplete), ("label-name-unified", renamed)):
        if times:
            yield Repaired("phi", split, id, code, times)
    anchored = anchor_in_order(text, mentions)
    yield from (Repaired("phi", split, id, code, times) for code, times in anchored.counts.items())
    yield Record("phi", split, Document(id, id, id, text, "MIT", anchored.entities, fields={"source": kind}))


def _hard_cases(texts: dict[str, Path]) -> Iterator[Event]:
    yield Seen("hard_cases", "test", len(texts))
    for kind, path in texts.items():
        text = path.read_text(encoding="utf-8-sig")
        if text.strip():
            yield Record("hard_cases", "test", Document(kind, kind, kind, text, "MIT", fields={"kind": kind}))
        else:
            yield Rejected("hard_cases", "test", kind, "text-empty", "")
