"""`ReviewSession`: what the page asks for and what a person decides, without a word about HTTP."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datasets_builders.built import Batch, open_built
from datasets_builders.errors import UserError
from release.manifest import data_digest
from release.review.findings import STATUSES, FoundPlaces, find_places
from release.review.rows import Rows
from validation.anonymisation.engine import IdentifierEngine
from validation.anonymisation.tags import TAG_OF
from validation.review.decisions import UNDO, Decision, Item, Leak, Sample
from validation.review.log import ReviewLog, Stale
from validation.review.sample import SampledRow, draw

__all__ = ["CONTEXT", "Conflict", "NotPossible", "Plan", "ReviewSession", "reviewing"]

CONTEXT = 120
"""Code points shown on either side of a finding."""

_MOST_ROWS = 200


class NotPossible(Exception):
    """A request that cannot be met; `code` is a key of [errors] in the page's words."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Conflict(Exception):
    """Somebody else decided first; `current` is the item as it is now."""

    def __init__(self, current: dict[str, Any]) -> None:
        super().__init__("decided by somebody else in the meantime")
        self.current = current


@dataclass(frozen=True)
class Plan:
    """Who reviews, where the decisions go, and what is drawn.

    Args:
        who: the person, as the decisions name them.
        out: review.jsonl.
        size: how many notes to draw.
        seed: of the draw.
    """

    who: str
    out: Path
    size: int = 300
    seed: int = 0


class ReviewSession:
    """Findings, notes and decisions of one folder. Its methods may be called from several threads.

    Args:
        found: the findings.
        rows: the texts.
        log: the decisions.
        drawn: the sampled rows, in their order.
        plan: who and how.
    """

    def __init__(self, found: FoundPlaces, rows: Rows, log: ReviewLog, drawn: list[SampledRow], plan: Plan) -> None:
        self.found = found
        self.log = log
        self.drawn = drawn
        self.plan = plan
        self._rows = rows
        self._columns = {place.config: rows.main_column(place.config) for place in drawn}
        for decision in log.decisions:
            self._show(decision.item)

    # ------------------------------------------------------------------------------------------------ what is shown

    def findings(
        self,
        *,
        entity: str = "",
        status: str = "",
        place: tuple[str, str] | None = None,
        start: int | None = None,
        back: int = 0,
        limit: int = 60,
    ) -> dict[str, Any]:
        """Return a stretch of the findings that fit the filter.

        Args:
            entity: only this one; "" for all.
            status: one of `STATUSES`, "decided", or "" for all.
            place: only this config and split.
            start: the number from which on; None for the first one that is open.
            back: how many before `start` to add.
            limit: how many from `start` on.

        Returns:
            `items`, the `total` that fit, and `position`, how many of them come before the first item.
        """
        self._refresh()
        numbers = self.found.select(entity=entity, status=status, place=place)
        if start is None:
            undecided = numbers[self.found.status[numbers] == 0]
            start = int(undecided[0]) if len(undecided) else 0
        middle = int(numbers.searchsorted(start))
        first, last = max(0, middle - min(back, _MOST_ROWS)), middle + min(limit, _MOST_ROWS)
        return {
            "items": [self.finding(int(number)) for number in numbers[first:last]],
            "total": len(numbers),
            "position": first,
            "start": start,
        }

    def finding(self, number: int) -> dict[str, Any]:
        """Return one finding with the text around it.

        Raises:
            NotPossible: there is no such finding.
        """
        try:
            found = self.found[number]
        except IndexError:
            raise NotPossible("unknown") from None
        row = self._rows.row(found.config, found.split, found.row)
        text = row.texts[found.column]
        left, right = max(0, found.start - CONTEXT), min(len(text), found.end + CONTEXT)
        return {
            "kind": "finding",
            "number": number,
            "config": found.config,
            "split": found.split,
            "row": f"#{found.row}",
            "id": row.id,
            "column": found.column,
            "start": found.start,
            "end": found.end,
            "entity": found.entity,
            "recogniser": found.recogniser,
            "score": round(found.score, 2),
            "left": left,
            "text": text[left:right],
            "cut": [left > 0, right < len(text)],
            **self._decided(found.item),
        }

    def notes(self) -> list[dict[str, Any]]:
        """Return the drawn notes without their texts, in the order in which they are to be read."""
        self._refresh()
        return [
            {
                "number": rank,
                "config": place.config,
                "split": place.split,
                "row": f"#{place.row}",
                **self._decided(self._note_item(place)),
            }
            for rank, place in enumerate(self.drawn)
        ]

    def note(self, rank: int) -> dict[str, Any]:
        """Return one drawn note: every column with text, and what the recognisers found there.

        Raises:
            NotPossible: the draw has no such note.
        """
        if not 0 <= rank < len(self.drawn):
            raise NotPossible("unknown")
        place = self.drawn[rank]
        row = self._rows.row(place.config, place.split, place.row)
        item = self._note_item(place)
        hits: dict[str, list[list[Any]]] = {}
        for found in self.found.of_row(place.config, place.split, place.row):
            hits.setdefault(found.column, []).append([found.start, found.end, found.entity])
        columns = sorted(row.texts, key=lambda column: column != item.column)
        return {
            "kind": "note",
            "number": rank,
            "config": place.config,
            "split": place.split,
            "row": item.row,
            "id": row.id,
            "main": item.column,
            "columns": [{"name": name, "text": row.texts[name], "hits": hits.get(name, [])} for name in columns],
            **self._decided(item),
        }

    def progress(self) -> dict[str, Any]:
        """Return how far it is: findings by status, notes of this draw, and lines that do not count."""
        self._refresh()
        status = self.found.status
        decisions = self.log.decisions
        standing = [decisions.standing(self._note_item(place)) for place in self.drawn]
        decided = [each for each in standing if each is not None]
        last = max((rank for rank, each in enumerate(standing) if each is not None), default=-1)
        return {
            "findings": {
                "total": len(self.found),
                **{name: int((status == number).sum()) for number, name in enumerate(STATUSES)},
            },
            "notes": {
                "total": len(self.drawn),
                "reviewed": len(decided),
                "leaky": sum(each.decision == "leaky" for each in decided),
                "skipped": last + 1 - len(decided),
            },
            "elsewhere": decisions.elsewhere,
            "unreadable": decisions.unreadable,
        }

    def choices(self) -> dict[str, Any]:
        """Return what can be filtered by, and the entities that a leak may be."""
        found = self.found.entities
        return {
            "entities": dict(sorted(found.items())),
            "places": [[*place, count] for place, count in self.found.places.items()],
            "tags": [*TAG_OF, *sorted(set(found) - set(TAG_OF))],
        }

    # --------------------------------------------------------------------------------------------- what is decided

    def decide(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Write a decision down; it is on the disk when this returns.

        Args:
            body: `kind`, `number`, `version` (that the person saw), `decision`, and `corrected` ([start, end]) or `leaks`
                ([[start, end, entity, column], ...]) where the decision asks for them.

        Returns:
            The item as it is now.

        Raises:
            NotPossible: the body makes no decision.
            Conflict: the item was decided by somebody else in the meantime; nothing was written.
            UserError: it could not be written.
        """
        kind, number, seen = body.get("kind"), body.get("number"), body.get("version")
        if kind not in ("finding", "note") or type(number) is not int or type(seen) is not int:
            raise NotPossible("malformed")
        show = self.finding if kind == "finding" else self.note
        show(number)  # refuses an unknown number, and a file that was changed
        try:
            decision = self._finding_decision(number, body) if kind == "finding" else self._note_decision(number, body)
        except (ValueError, TypeError):
            raise NotPossible("malformed") from None
        self._refresh()
        is_fresh = seen == self.log.decisions.version_of(decision.item)
        if is_fresh and decision.decision == UNDO and self.log.decisions.standing(decision.item) is None:
            raise NotPossible("nothing-to-undo")
        try:
            _, news = self.log.append(decision, seen=seen)
        except Stale:
            self._show(decision.item)
            raise Conflict(show(number)) from None
        for each in news:
            self._show(each.item)
        return show(number)

    def _finding_decision(self, number: int, body: Mapping[str, Any]) -> Decision:
        found = self.found[number]
        corrected = body.get("corrected")
        if corrected is not None:
            start, end = corrected
            self._refuse_outside(found.config, found.split, found.row, [(start, end, found.column)])
            if (start, end) == (found.start, found.end):
                raise NotPossible("same-boundary")
            corrected = (start, end)
        return self._decision(found.item, body, recogniser=found.recogniser, corrected=corrected)

    def _note_decision(self, rank: int, body: Mapping[str, Any]) -> Decision:
        place = self.drawn[rank]
        leaks = tuple(Leak(*leak) for leak in body.get("leaks") or ())
        self._refuse_outside(
            place.config, place.split, place.row, [(leak.start, leak.end, leak.column) for leak in leaks]
        )
        if not {leak.entity for leak in leaks} <= set(self.choices()["tags"]):
            raise NotPossible("malformed")
        # The smaller draw begins the larger one, so a rank means the same under any size.
        sample = Sample(self.plan.seed, len(self.drawn), rank)
        return self._decision(self._note_item(place), body, leaks=leaks, sample=sample)

    def _decision(self, item: Item, body: Mapping[str, Any], **more: Any) -> Decision:
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return Decision(
            data=self.log.decisions.digest,
            item=item,
            decision=body.get("decision", ""),
            who=self.plan.who,
            when=now,
            version=1,
            **more,
        )

    def _refuse_outside(self, config: str, split: str, row: int, spans: Iterable[tuple[int, int, str]]) -> None:
        texts = self._rows.row(config, split, row).texts
        for start, end, column in spans:
            if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(texts.get(column, "")):
                raise NotPossible("malformed")

    # ------------------------------------------------------------------------------------------------------ within

    def _note_item(self, place: SampledRow) -> Item:
        return Item("note", place.config, place.split, f"#{place.row}", self._columns[place.config])

    def _decided(self, item: Item) -> dict[str, Any]:
        standing = self.log.decisions.standing(item)
        state: dict[str, Any] = {"version": self.log.decisions.version_of(item), "decision": "open"}
        if standing is not None:
            state["decision"] = standing.decision
            state["who"], state["when"] = standing.who, standing.when
            state["corrected"] = standing.corrected
            state["leaks"] = [[leak.start, leak.end, leak.entity, leak.column] for leak in standing.leaks]
        return state

    def _refresh(self) -> None:
        for decision in self.log.refresh():
            self._show(decision.item)

    def _show(self, item: Item) -> None:
        """Bring the status of the findings that `item` names up to date."""
        if item.kind != "finding":
            return
        standing = self.log.decisions.standing(item)
        for number in self.found.find(item):
            self.found.status[number] = STATUSES.index(standing.decision) if standing else 0


@contextmanager
def reviewing(
    folder: Path,
    plan: Plan,
    engine: Callable[[], IdentifierEngine],
    *,
    progress: Callable[[Iterable[Batch]], Iterable[Batch]] = lambda batches: batches,
) -> Iterator[ReviewSession]:
    """Look through a built folder and open its decisions.

    Args:
        folder: what `build` wrote.
        plan: who reviews, and what is drawn.
        engine: gives what looks for identifiers.
        progress: wraps the batches, to show a bar.

    Raises:
        UserError: the folder or the file with the decisions cannot be used.
        Refused: there is nothing to look at.
    """
    dataset = open_built(folder)
    _refuse_out(folder, plan.out)
    counts = dataset.row_counts()
    rows = Rows(dataset)
    digest = data_digest(folder)
    drawn = draw(counts, size=plan.size, seed=plan.seed, digest=digest)
    with ReviewLog(plan.out, digest) as log:
        found = find_places(dataset, engine(), progress=progress)
        for path in dataset.files:
            rows.refuse_changed(path)
        yield ReviewSession(found, rows, log, drawn, plan)


def _refuse_out(folder: Path, out: Path) -> None:
    """Refuse to write decisions into what is published."""
    place, root = out.resolve(), folder.resolve()
    published = place in {root / name for name in ("README.md", "corpus.json", "referto.json")}
    if published or place.is_relative_to(root / "data"):
        raise UserError(
            f"Decisions cannot go to {out}.",
            cause="It is among the files that are published.",
            remedy="Leave --out out to write DIR/review.jsonl, which never is.",
        )
