"""review.jsonl: what is written is read again, what stands is the latest, and nothing breaks it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasets_builders.errors import UserError
from validation.review.decisions import UNDO, Decision, Decisions, Item, Leak, Sample, parse_line, read_decisions
from validation.review.log import ReviewLog, Stale

DIGEST = "a" * 64
FINDING = Item("finding", "ner", "train", "#3", "text", 10, 17, "PERSON")
NOTE = Item("note", "ner", "train", "#3", "text")


def decided(decision: str, item: Item = FINDING, **changes: Any) -> Decision:
    more: dict[str, Any] = {"recogniser": "names"} if item.kind == "finding" else {"sample": Sample(0, 10, 0)}
    if decision == "leaky":
        more["leaks"] = (Leak(0, 4, "PERSON", "text"), Leak(2, 6, "URL", "options[0].text"))
    if decision == "wrong-boundary":
        more["corrected"] = (9, 17)
    fields = {"data": DIGEST, "who": "Ada Bruni", "when": "2026-11-23T09:00:00.000Z", "version": 1, **more, **changes}
    return Decision(item=item, decision=decision, **fields)


SPANS = st.tuples(st.integers(0, 10**6), st.integers(1, 300)).map(lambda pair: (pair[0], pair[0] + pair[1]))
NAMES = st.text(st.characters(categories=("L", "N", "So")), min_size=1, max_size=20)


@st.composite
def decisions(draw: Callable[..., Any]) -> Decision:
    row = f"#{draw(st.integers(0, 10**9))}"
    column = draw(NAMES)
    if draw(st.booleans()):
        item = Item("finding", draw(NAMES), draw(NAMES), row, column, *draw(SPANS), draw(NAMES))
        decision = draw(st.sampled_from(["identifier", "not-identifier", "wrong-boundary", UNDO]))
        corrected = draw(SPANS) if decision == "wrong-boundary" else None
        return decided(decision, item, who=draw(NAMES), version=draw(st.integers(1, 99)), corrected=corrected)
    decision = draw(st.sampled_from(["clean", "leaky", UNDO]))
    leaks = st.tuples(SPANS, NAMES, st.sampled_from([column, "options[2].text"]))
    marked = draw(st.lists(leaks, min_size=1, max_size=4)) if decision == "leaky" else []
    found = tuple(Leak(*span, entity, where) for span, entity, where in marked)
    item = Item("note", draw(NAMES), draw(NAMES), row, column)
    return decided(decision, item, leaks=found, sample=draw(st.sampled_from([None, Sample(7, 300, 12)])))


@given(decisions())
def test_a_line_is_read_as_it_was_written(decision: Decision) -> None:
    line = decision.to_line()
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert parse_line(line) == decision


def test_a_line_has_the_promised_keys_and_no_other() -> None:
    value = json.loads(decided("leaky", NOTE).to_line())
    assert list(value) == [
        "schema_version", "kind", "data", "config", "split", "row", "column", "start", "end", "entity", "recogniser",
        "decision", "corrected", "leaks", "sample", "who", "when", "version",
    ]  # fmt: skip
    assert value["leaks"] == [[0, 4, "PERSON"], [2, 6, "URL", "options[0].text"]]
    assert value["sample"] == {"seed": 0, "size": 10, "rank": 0}
    assert json.loads(decided("wrong-boundary").to_line())["corrected"] == [9, 17]


BROKEN: list[dict[str, Any]] = [
    {"kind": "row"}, {"decision": "clean"}, {"decision": "maybe"}, {"row": "NOTE-1"}, {"start": 17}, {"start": "10"},
    {"start": True}, {"entity": ""}, {"version": 0}, {"version": "1"}, {"who": "a\nb"}, {"who": ""}, {"when": "yesterday"},
    {"corrected": [1, 2]}, {"decision": "wrong-boundary", "corrected": [5, 5]}, {"corrected": 4}, {"leaks": [[1, 2, "URL"]]},
    {"leaks": 3}, {"sample": {"seed": 1}}, {"sample": {"seed": 1, "size": 2, "rank": 0}}, {"schema_version": 2}, {"data": 7},
]  # fmt: skip


@pytest.mark.parametrize("change", BROKEN, ids=str)
def test_a_line_that_contradicts_itself_is_refused(change: dict[str, Any]) -> None:
    good = decided("identifier").to_json()
    assert parse_line(json.dumps(good))
    with pytest.raises(ValueError, match=r"\w+"):
        parse_line(json.dumps({**good, **change}))


@given(st.binary(max_size=200))
def test_random_bytes_are_refused_without_being_quoted(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"^[a-zA-Z ,]+$"):
        parse_line(line)


def test_the_latest_stands_and_undo_takes_one_back() -> None:
    folded = Decisions(DIGEST)
    for decision in ("identifier", "not-identifier", UNDO):
        assert folded.add(decided(decision))
    standing = folded.standing(FINDING)
    assert standing is not None
    assert standing.decision == "identifier"
    assert folded.version_of(FINDING) == 3
    folded.add(decided(UNDO))
    folded.add(decided(UNDO))
    assert folded.standing(FINDING) is None
    assert folded.version_of(FINDING) == 5
    assert folded.counts()["identifiers"] == 0


def test_counts_of_what_stands() -> None:
    folded = Decisions(DIGEST)
    folded.add(decided("not-identifier"))
    folded.add(decided("wrong-boundary", replace(FINDING, row="#4")))
    folded.add(decided("identifier", replace(FINDING, row="#5")))
    folded.add(decided("clean", NOTE))
    folded.add(decided("leaky", replace(NOTE, row="#8"), sample=Sample(0, 10, 3)))
    folded.add(decided("clean", replace(NOTE, row="#9"), sample=None))
    folded.add(decided("leaky", replace(NOTE, row="#7"), data="b" * 64))
    assert (folded.false_alarms, folded.wrong_boundaries, folded.identifiers) == (1, 1, 1)
    assert (folded.notes_reviewed, folded.notes_leaky) == (2, 1), "a note outside a sample says nothing about the rate"
    assert folded.notes_skipped == 2, "ranks 1 and 2 were passed over"
    assert folded.elsewhere == 1


def test_a_missing_file_holds_no_decision(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / "review.jsonl", DIGEST).counts() == Decisions(DIGEST).counts()


def test_a_torn_last_line_is_passed_over_counted_and_never_glued_to(tmp_path: Path) -> None:
    path = tmp_path / "review.jsonl"
    whole = decided("identifier").to_line()
    torn = decided("not-identifier", replace(FINDING, row="#4")).to_line()
    for cut in (1, len(torn) // 2, len(torn) - 2):
        path.write_bytes(whole + torn[:cut])
        before = read_decisions(path, DIGEST)
        assert (before.lines, before.unreadable) == (1, 1)
        with ReviewLog(path, DIGEST) as log:
            assert log.decisions.unreadable == 1
            log.append(decided("identifier", replace(FINDING, row="#5")), seen=0)
        after = read_decisions(path, DIGEST)
        assert (after.lines, after.unreadable) == (2, 1)
        assert path.read_bytes().startswith(whole + torn[:cut] + b"\n"), "the file only grows"


def test_a_last_line_that_lacks_only_its_end_counts_the_same_before_and_after(tmp_path: Path) -> None:
    path = tmp_path / "review.jsonl"
    path.write_bytes(decided("identifier").to_line().rstrip(b"\n"))
    assert read_decisions(path, DIGEST).lines == 1
    with ReviewLog(path, DIGEST) as log:
        assert log.decisions.version_of(FINDING) == 1
    assert read_decisions(path, DIGEST).lines == 1


def test_a_stale_decision_is_refused_and_not_written(tmp_path: Path) -> None:
    path = tmp_path / "review.jsonl"
    with ReviewLog(path, DIGEST) as ada, ReviewLog(path, DIGEST) as bruno:
        ada.append(decided("identifier"), seen=0)
        size = path.stat().st_size
        with pytest.raises(Stale):
            bruno.append(decided("not-identifier", who="Bruno"), seen=0)
        assert path.stat().st_size == size
        seen = bruno.decisions.standing(FINDING)
        assert seen is not None
        assert (seen.decision, seen.who) == ("identifier", "Ada Bruni")
        written, _ = bruno.append(decided("not-identifier", who="Bruno"), seen=1)
        assert written.version == 2
        assert [each.who for each in ada.refresh()] == ["Bruno"]


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "review.jsonl"
    taken: list[int] = []

    def work(who: str) -> None:
        with ReviewLog(path, DIGEST) as log:
            for row in range(40):
                item = replace(FINDING, row=f"#{row}")
                try:
                    log.append(decided("identifier", item, who=who), seen=0)
                except Stale:
                    continue
                taken.append(row)

    threads = [threading.Thread(target=work, args=(who,)) for who in ("Ada", "Bruno", "Carla")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == list(range(40)), "each was decided by exactly one"
    assert read_decisions(path, DIGEST).counts()["lines"] == 40


def test_kill_9_loses_nothing_that_was_confirmed(tmp_path: Path) -> None:
    path = tmp_path / "review.jsonl"
    line = decided("identifier").to_line().decode()
    code = (
        "import sys; from dataclasses import replace; from pathlib import Path\n"
        "from validation.review.decisions import parse_line; from validation.review.log import ReviewLog\n"
        f"made = parse_line({line!r})\n"
        "with ReviewLog(Path(sys.argv[1]), made.data) as log:\n"
        "    for row in range(int(sys.argv[2]), 10**6):\n"
        "        log.append(replace(made, item=replace(made.item, row=f'#{row}')), seen=0)\n"
        "        print(row, flush=True)\n"
    )
    confirmed: set[str] = set()
    for life in range(3):
        process = subprocess.Popen([sys.executable, "-c", code, str(path), str(life * 1000)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        confirmed.update(f"#{int(process.stdout.readline())}" for _ in range(25))
        process.kill()
        process.wait()
        confirmed.update(f"#{int(row)}" for row in process.stdout.read().split(b"\n")[:-1])
        process.stdout.close()
    folded = read_decisions(path, DIGEST)
    assert len(confirmed) >= 75
    assert confirmed <= {each.item.row for each in folded}


def test_a_file_that_was_moved_away_is_not_written_into_the_void(tmp_path: Path) -> None:
    path = tmp_path / "review.jsonl"
    with ReviewLog(path, DIGEST) as log:
        os.rename(path, tmp_path / "moved.jsonl")
        with pytest.raises(UserError, match="moved, replaced or deleted"):
            log.append(decided("identifier"), seen=0)
        assert (tmp_path / "moved.jsonl").read_bytes() == b""


def test_a_file_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be written"):
        ReviewLog(tmp_path / "nowhere" / "review.jsonl", DIGEST)
