"""Assess how easily somebody could be picked out of a built dataset: one pass over its rows, then figures and findings.

The assessment says sizes and places (row ids), never a quasi-identifier's value and never which rows are the rare ones.
"""

from __future__ import annotations

import importlib.util
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from datasets_builders.built import Batch, BuiltDataset
from datasets_builders.errors import Refused, UserError
from validation.anonymisation.engine import IdentifierEngine
from validation.anonymisation.tags import SURE
from validation.checks import WITHHELD, tool_versions
from validation.findings import Examined, Finding, Report
from validation.risk.codes import NOTE_OF_TWO, ORDER_OF_DATES, SMALL_CLASSES
from validation.risk.duplicates import DuplicateFinder, Note
from validation.risk.kanonymity import Anonymity, Record, anonymity, diversity, with_pycanon
from validation.risk.order import FEWEST, Dated, Ordering, orderings
from validation.risk.quasi import COLUMNS, QUASI, dates_in, quasi_identifiers

__all__ = ["PYCANON_ROWS", "SENSITIVE", "Assessment", "K", "Options", "assess"]

K = 5
"""The least size of a class that is not told, where the caller names no other."""

PYCANON_ROWS = 10_000
"""More rows than this are shown to pycanon only where it is asked for: ten thousand take it a quarter of a minute."""

SENSITIVE = (
    "sensitive",
    "label",
    "labels",
    "class",
    "diagnosis",
    "diagnosi",
    "icd",
    "codes",
    "triage",
    "outcome",
    "esito",
)
"""The columns that are taken for the sensitive attribute, the first that is there; else the labels of the entities."""


@dataclass(frozen=True)
class Options:
    """What to assess.

    Args:
        threshold: the least number of persons in a class.
        quasi: the quasi-identifiers that count, of `quasi.QUASI`.
        sensitive: the column of the sensitive attribute; "" for the first of `SENSITIVE`, or the entities' labels.
        needs_pycanon: refuse to go without pycanon's measures.
    """

    threshold: int = K
    quasi: tuple[str, ...] = QUASI
    sensitive: str = ""
    needs_pycanon: bool = False


@dataclass(frozen=True)
class Assessment:
    """The report, as every examination gives one, and the figures behind it."""

    report: Report
    figures: Mapping[str, Any]

    def to_json(self) -> dict[str, Any]:
        """Give the report with the figures under "risk"."""
        return {**self.report.to_json(), "risk": dict(self.figures)}


class _Rows:
    """What the pass over the rows leaves behind."""

    def __init__(self) -> None:
        self.rows = self.characters = 0
        self.seen: set[str] = set()
        self.records: list[Record] = []
        self.dated: dict[tuple[str, str], list[Dated]] = defaultdict(list)
        self.duplicates = DuplicateFinder()
        self.columns: set[str] = set()
        self.sensitive: set[str] = set()
        self.persons_by: set[str] = set()


def assess(
    dataset: BuiltDataset,
    engine: IdentifierEngine,
    options: Options | None = None,
    *,
    digest: str = "",
    progress: Callable[[Iterable[Batch]], Iterable[Batch]] = lambda batches: batches,
) -> Assessment:
    """Read every row once and assess the risk that somebody is picked out.

    A document that stands in several configs counts once, in the first.

    Args:
        dataset: the built folder.
        engine: finds places and hospitals, where it serves them.
        options: what to assess.
        digest: of the data, for the report.
        progress: wraps the batches, to show a bar.

    Raises:
        UserError: an option is wrong, or pycanon is wanted and not installed.
        Refused: no row has a text.
    """
    options = options or Options()
    _refuse_wrong(options)
    seen = _Rows()
    for batch in progress(dataset.batches()):
        _take(batch, engine, options, seen)
    if not seen.records:
        raise Refused(
            "No row has a text to assess.",
            cause="Nothing was examined, and examining nothing is not a pass.",
            remedy="Give a folder that `referto build` made, with a column text.",
        )
    found = anonymity(seen.records, options.threshold)
    ordered = [(*where, each) for where, rows in sorted(seen.dated.items()) for each in orderings(rows)]
    findings = [*_small(found, options), *_in_order(ordered), *_twice(seen.duplicates, engine)]
    examined = Examined(rows=seen.rows, characters=seen.characters, checks=("risk",), entities=engine.entities)
    report = Report(examined, digest=digest, versions=tool_versions()).merge(Report(Examined(), tuple(findings)))
    twice = sum(finding.code == NOTE_OF_TWO.id for finding in findings)
    return Assessment(report, _figures(seen, options, found, ordered, twice))


def _refuse_wrong(options: Options) -> None:
    unknown = sorted(set(options.quasi) - set(QUASI))
    if unknown or not options.quasi:
        raise UserError(
            f"No quasi-identifier is called {', '.join(unknown) or 'nothing'}.",
            remedy=f"Choose among {', '.join(QUASI)}.",
        )
    if options.threshold < 2:
        raise UserError("The threshold is less than 2.", cause="Every class has one person.", remedy="Give 2 or more.")
    if options.needs_pycanon and importlib.util.find_spec("pycanon") is None:
        with_pycanon([], options.quasi)  # says how to install it, before hours of reading


def _take(batch: Batch, engine: IdentifierEngine, options: Options, seen: _Rows) -> None:
    for index, row in enumerate(batch.rows):
        text = row.get("text")
        id = str(row.get("id") or f"#{batch.first + index}")
        document = str(row.get("document_id") or f"{batch.config}/{batch.split}/{id}")
        if not isinstance(text, str) or not text or document in seen.seen:
            continue
        seen.seen.add(document)
        seen.rows += 1
        seen.characters += len(text)
        person = str(row.get("group_id") or "")
        seen.persons_by.add("group_id" if person else "document")
        told = quasi_identifiers(row, text, engine.scan(text))
        seen.columns.update(name for name in QUASI for column in COLUMNS[name] if row.get(column) not in (None, ""))
        column, value = _sensitive(row, options.sensitive)
        seen.sensitive.update([column] if value else [])
        person = person or f"document {document}"
        seen.records.append(Record(person, tuple(told[name] for name in options.quasi), value))
        seen.duplicates.add(Note(batch.config, batch.split, id, person), text)
        dates = dates_in(text)
        if dates:
            group = str(row.get("group_id") or "")
            seen.dated[batch.config, batch.split].append(Dated(batch.first + index, id, group, max(dates)))


def _sensitive(row: Mapping[str, Any], wanted: str) -> tuple[str, str]:
    """Give the column that holds the sensitive attribute and its value as one string, "" for none."""
    for column in [wanted] if wanted else SENSITIVE:
        value = row.get(column)
        if value not in (None, "", []):
            return column, "|".join(sorted(map(str, value))) if isinstance(value, list) else str(value)
    entities = [] if wanted else row.get("entities") or []
    return "entities", "|".join(sorted({str(each["label"]) for each in entities if each.get("label")}))


# -------------------------------------------------------------------------------------------------------------- findings


def _small(found: Anonymity, options: Options) -> Iterator[Finding]:
    if found.classes_below:
        yield SMALL_CLASSES.at(
            hint=f"k is {found.k}; {found.rows_below:,} of {found.rows:,} rows stand in {found.classes_below:,} classes of "
            f"fewer than {options.threshold} persons"
        )


def _in_order(ordered: Sequence[tuple[str, str, Ordering]]) -> Iterator[Finding]:
    for config, split, each in ordered:
        if each.is_strong:
            what = f"the order of {each.column}" if each.column else "the order of the rows"
            yield ORDER_OF_DATES.at(
                config=config,
                split=split,
                column=each.column,
                hint=f"{what} follows the dates: rank correlation {each.correlation:.2f} over {each.rows:,} dates",
            )


def _twice(duplicates: DuplicateFinder, engine: IdentifierEngine) -> Iterator[Finding]:
    def shown(id: str) -> str:
        return WITHHELD if any(hit.score >= SURE for hit in engine.scan(id)) else id

    for each in duplicates.same_notes():
        share = "the notes are equal" if each.share is None else f"{each.share:.0%} of the shorter note stands in both"
        yield NOTE_OF_TWO.at(
            config=each.note.config,
            split=each.note.split,
            row=shown(each.note.row),
            related=[shown(other.row) for other in each.others],
            column="text",
            hint=f"{share}; {len(each.others) + 1} persons",
        )


# --------------------------------------------------------------------------------------------------------------- figures


def _figures(
    seen: _Rows, options: Options, found: Anonymity, ordered: Sequence[tuple[str, str, Ordering]], twice: int
) -> dict[str, Any]:
    by = (
        "group_id"
        if seen.persons_by == {"group_id"}
        else "group_id or document"
        if len(seen.persons_by) > 1
        else "document"
    )
    return {
        "persons": {"count": len({record.person for record in seen.records}), "told_by": by},
        "quasi_identifiers": {
            name: _cardinality(seen, place, name) for place, name in enumerate(options.quasi)
        },
        "k_anonymity": {
            **asdict(found),
            "smallest": list(found.smallest),
            "threshold": options.threshold,
            "share_of_rows_below": round(found.rows_below / found.rows, 4),
            "computed_by": "referto",
        },
        "l_diversity": _diversity(seen),
        "pycanon": _pycanon(seen.records, options),
        "order": [
            {"config": config, "split": split, "column": each.column or "rows", "dates": each.rows,
             "correlation": round(each.correlation, 3)}
            for config, split, each in ordered
        ] or f"not computed: no split has {FEWEST} dated rows",
        "duplicates": {"notes_compared": seen.duplicates.compared, "found": twice},
    }  # fmt: skip


def _cardinality(seen: _Rows, place: int, name: str) -> dict[str, Any]:
    persons: dict[str, set[str]] = defaultdict(set)
    rows = 0
    for record in seen.records:
        if record.quasi[place]:
            persons[record.quasi[place]].add(record.person)
            rows += 1
    return {
        "read_from": "column and text" if name in seen.columns else "text",
        "rows": rows,
        "distinct": len(persons),
        "fewest_persons": min(map(len, persons.values()), default=0),
    }


def _diversity(seen: _Rows) -> dict[str, Any] | str:
    found = diversity(seen.records)
    if found is None:
        return "not computed: no row has a sensitive value"
    return {
        "sensitive": sorted(seen.sensitive),
        "distinct": found.distinct,
        "smallest": list(found.smallest),
        "rows": found.rows,
        "computed_by": "referto",
    }


def _pycanon(records: Sequence[Record], options: Options) -> dict[str, Any] | str:
    if importlib.util.find_spec("pycanon") is None:
        return "not computed: the extra `risk` is not installed (entropy and recursive l-diversity, t-closeness)"
    if len(records) > PYCANON_ROWS and not options.needs_pycanon:
        return f"not computed: more than {PYCANON_ROWS:,} rows, which takes it long; --full computes it all the same"
    return with_pycanon(records, options.quasi)
