"""What stands twice within a split, parts between splits, and short texts: told once, counted where they mean little."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pyarrow as pa
import pytest

from datasets_builders.built import Batch
from datasets_builders.leakage.sets import RunSet, make_set
from validation.checks import Facts, run
from validation.findings import Finding, Severity
from validation.rules import contamination, splits

Find = Callable[..., list[Finding]]

WORDS = [f"parola{chr(97 + at // 26)}{chr(97 + at % 26)}" for at in range(200)]
NOTE = " ".join(WORDS[:60])


def _row(id: str, text: str, document: str = "") -> dict[str, str]:
    return {"id": id, "document_id": document or id, "group_id": document or id, "text": text}


def _told(findings: list[Finding]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(each.code, each.row, each.related) for each in findings]


def test_near_texts_of_a_split_are_one_cluster(find: Find) -> None:
    texts = [NOTE, f"{NOTE} dimesso", f"giunge {NOTE}", " ".join(WORDS[100:160])]
    findings = find(splits.CHECK, {("ner", "train"): [_row(f"n{at}", text) for at, text in enumerate(texts)]})
    assert _told(findings) == [("DUP02", "n0", ("n1", "n2"))]
    assert findings[0].severity is Severity.WARNING
    assert "3 texts" in findings[0].hint


def test_rows_of_one_document_are_no_duplicates(find: Find) -> None:
    rows = [_row("q1", NOTE, "d"), _row("q2", NOTE, "d"), _row("q3", f"{NOTE} dimesso", "d")]
    assert find(splits.CHECK, {("mcqa", "train"): rows}) == []


def test_short_texts_are_counted_once_a_split(find: Find) -> None:
    train = [_row(f"a{at}", text) for at, text in enumerate(["Nega febbre.", "nega febbre", "Ore 8", "Ore 8", NOTE])]
    findings = find(splits.CHECK, {("ner", "train"): train, ("ner", "test"): [_row("t", "NEGA FEBBRE")]})
    assert sorted((each.code, each.split, each.row, each.hint[:7]) for each in findings) == [
        ("DUP03", "train", "", "2 texts"), ("SPLIT06", "test", "", "1 texts"),
    ]  # fmt: skip
    assert {each.severity for each in findings} == {Severity.WARNING}


@pytest.mark.parametrize(("kept", "code"), [(18, "SPLIT07"), (26, "SPLIT07"), (27, "SPLIT02"), (15, None), (0, None)])
def test_a_part_is_a_warning_and_more_of_it_an_error(find: Find, kept: int, code: str | None) -> None:
    mixed = " ".join(WORDS[:kept] + WORDS[100 : 160 - kept])
    findings = find(splits.CHECK, {("ner", "train"): [_row("a", NOTE)], ("ner", "test"): [_row("b", mixed)]})
    assert [(each.code, each.row, each.related) for each in findings] == ([(code, "b", ("a",))] if code else [])


def test_a_text_repeated_a_thousand_times_makes_no_million_findings(find: Find) -> None:
    rows = {
        ("ner", split): [_row(f"{split}{at:03}", NOTE) for at in range(200)] for split in ("train", "test")
    }  # fmt: skip
    findings = find(splits.CHECK, rows)
    shared = [each for each in findings if each.code == "SPLIT01"]
    assert {each.row for each in shared} == {f"test{at:03}" for at in range(200)}
    assert len(shared) == 200
    repeated = [each for each in findings if each.code == "DUP01"]
    assert [(each.row, len(each.related)) for each in repeated] == [("test000", 50), ("train000", 50)]
    assert "200 rows" in repeated[0].hint


def _batches(size: int) -> Iterator[Batch]:
    draw = np.random.default_rng(3)
    notes = [" ".join(WORDS[at] for at in draw.integers(0, 200, 40)) for _ in range(30)]
    notes[20:25] = notes[3:8]
    notes[25] = f"{notes[9]} dimesso"
    for split, texts in (("train", notes[:18]), ("test", notes[18:])):
        for first in range(0, len(texts), size):
            rows = [_row(f"{split}{first + at}", text, "p") for at, text in enumerate(texts[first : first + size])]
            for row in rows:
                row["document_id"] = row["id"]
            yield Batch("ner", split, first, pa.RecordBatch.from_pylist(rows))


def test_findings_do_not_depend_on_cuts_order_or_merging() -> None:
    def concluded(parts: list[list[Batch]]) -> list[Finding]:
        whole = splits.CHECK.start(Facts())
        for part in parts:
            each = splits.CHECK.start(Facts())
            for batch in part:
                assert list(each.see(batch)) == []
            whole.merge(each)
        return sorted(whole.conclude(), key=lambda finding: finding.sort_key)

    once = concluded([list(_batches(100))])
    assert {"SPLIT01", "SPLIT02", "SPLIT03"} <= {each.code for each in once}
    assert concluded([[batch] for batch in reversed(list(_batches(4)))]) == once
    assert concluded([list(_batches(7))[1::2], list(_batches(7))[::2]]) == once


# Contamination


def _against(*sets: RunSet) -> Facts:
    facts = Facts()
    object.__setattr__(facts, "against", sets)
    return facts


def test_texts_of_a_benchmark_are_told_with_how_much_of_them(find: Find) -> None:
    exam = make_set("esami", "1", [pa.array([" ".join(WORDS[:20])])])
    rows = {
        ("text", "train"): [_row("a", NOTE), _row("b", " ".join(WORDS[100:160])), _row("c", "breve")],
        ("ner", "test"): [_row("d", NOTE.upper())],
    }
    findings = find(contamination.CHECK, rows, _against(exam))
    assert sorted((each.code, each.row) for each in findings) == [("CONTAM01", "a"), ("CONTAM02", "d")]
    assert findings[0].hint == "8 of 48 runs of 13 words stand in esami"
    assert WORDS[3] not in str(findings)


def test_without_a_set_nothing_is_compared() -> None:
    assert run([contamination.CHECK], _batches(5), Facts()).findings == []
