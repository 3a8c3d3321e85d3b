"""The families about questions, forms, relations, distributions, consistency and files, on rows written for each case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasets_builders.built import Batch, open_built
from validation.checks import Check, Facts, run
from validation.findings import Finding
from validation.rules import consistency, distributions, forms, hub_readiness, questions, relations
from validation.rules.digests import annotation_digests, digest_of, text_digests
from validation.rules.distributions import divergence
from validation.rules.examples import entity, row

Rows = Mapping[str, Iterable[Mapping[str, Any]]]


def _found(check: Check, splits: Rows, facts: Facts | None = None) -> list[Finding]:
    given = {split: list(rows) for split, rows in splits.items()}
    batches = [Batch("notes", split, 0, pa.RecordBatch.from_pylist(rows)) for split, rows in given.items() if rows]
    return run([check], batches, facts or Facts())[1]


def _codes(check: Check, splits: Rows) -> list[str]:
    return [finding.code for finding in _found(check, splits)]


def _mcq(id: str, options: Mapping[str, str], answer: str, question: str = "Quale?") -> dict[str, Any]:
    listed = [{"key": key, "text": text} for key, text in options.items()]
    return row(id, text="", question=question, options=listed, answer=answer, explanation="")


# Questions


@pytest.mark.parametrize("texts", [("+", "-"), ("≤ 5", "≥ 5"), ("1x10", "1x100")])
def test_options_made_of_signs_are_neither_empty_nor_the_same(texts: tuple[str, str]) -> None:
    assert _codes(questions.CHECK, {"train": [_mcq("q1", dict(zip("AB", texts, strict=True)), "A")]}) == []


def test_an_option_without_text_is_told_by_its_number() -> None:
    (finding,) = _found(questions.CHECK, {"train": [_mcq("q1", {"A": "riposo", "B": " . "}, "A")]})
    assert (finding.code, finding.row, finding.column) == ("QA03", "q1", "options[1].text")


def test_the_same_options_in_another_order_are_the_same_question() -> None:
    first = _mcq("q1", {"A": "riposo", "B": "idratazione"}, "A")
    turned = _mcq("q2", {"A": "Idratazione", "B": "Riposo"}, "B")
    assert _codes(questions.CHECK, {"train": [first, turned]}) == [], "the text that is right is the same"
    (finding,) = _found(questions.CHECK, {"train": [first, {**turned, "answer": "A"}]})
    assert (finding.code, finding.row, finding.related) == ("QA04", "q1", ("q2",))


def test_open_questions_need_only_a_question_and_an_answer() -> None:
    rows = [row("q1", question="Perché?", answer="Perché sì."), row("q2", question="Quando?", answer=" … ")]
    (finding,) = _found(questions.CHECK, {"train": rows})
    assert (finding.code, finding.row, finding.column) == ("QA03", "q2", "answer")


def test_a_skew_is_not_told_of_few_questions() -> None:
    def asked(times: int) -> list[dict[str, Any]]:
        wards = {key: f"reparto {key}" for key in "ABCD"}
        return [_mcq(f"q{number}", wards, "A", f"Quale {number}?") for number in range(times)]

    assert _codes(questions.CHECK, {"train": asked(questions.FEWEST - 1)}) == []
    (finding,) = _found(questions.CHECK, {"train": asked(questions.FEWEST)})
    assert finding.code == "QA06"
    assert "50 of 50 questions (100%; by chance 25%)" in finding.hint


# Forms


def test_every_row_of_options_is_judged_by_its_own_item() -> None:
    items = [
        {"item": "febbre", "value": "no", "options": ["sì", "no"]},
        {"item": "tosse", "value": "x", "options": ["y"]},
    ]
    (finding,) = _found(forms.CHECK, {"train": [row("n1", items=items)]})
    assert (finding.code, finding.column) == ("CRF01", "items[1].value")


def test_a_free_item_takes_any_value() -> None:
    assert _codes(forms.CHECK, {"train": [row("n1", items=[{"item": "età", "value": "81", "options": []}])]}) == []


# Relations


def test_a_circle_of_three_is_found_and_a_diamond_is_none() -> None:
    spans = [entity(10, 17, "dispnea", id=f"e{number}") for number in range(4)]

    def look(*pairs: tuple[str, str]) -> list[Finding]:
        joined = [{"id": f"r{at}", "head": head, "tail": tail, "label": "X"} for at, (head, tail) in enumerate(pairs)]
        return _found(relations.CHECK, {"train": [row("n1", entities=spans, relations=joined)]})

    assert look(("e0", "e1"), ("e0", "e2"), ("e1", "e3"), ("e2", "e3")) == []
    (finding,) = look(("e0", "e1"), ("e1", "e2"), ("e2", "e1"), ("e2", "e3"))
    assert (finding.code, finding.hint) == ("ARG01", "2 entities stand in a circle")


# Distributions


@given(st.dictionaries(st.sampled_from("abcde"), st.integers(1, 500), min_size=1), st.integers(1, 9))
def test_divergence_is_nought_for_counts_in_proportion_and_one_for_strangers(
    counts: dict[str, int], times: int
) -> None:
    assert divergence(counts, {label: times * count for label, count in counts.items()}) == pytest.approx(0, abs=1e-9)
    assert divergence(counts, {label.upper(): count for label, count in counts.items()}) == pytest.approx(1)


@given(*[st.dictionaries(st.sampled_from("abcde"), st.integers(1, 500), min_size=1)] * 2)
def test_divergence_does_not_care_who_is_asked_first(left: dict[str, int], right: dict[str, int]) -> None:
    assert divergence(left, right) == pytest.approx(divergence(right, left))
    assert 0 <= divergence(left, right) <= 1


def test_labels_that_nobody_declared_are_counted_and_not_named() -> None:
    secret = "SINTOMO di Radegonda"
    found = _found(
        distributions.CHECK,
        {
            "train": [row(f"n{number}", entities=[entity(10, 17, "dispnea")]) for number in range(50)],
            "test": [row(f"t{number}", entities=[entity(10, 17, "dispnea", label=secret)]) for number in range(50)],
        },
    )
    assert {finding.code for finding in found} == {"DIST02"}
    assert "1 that nobody declared" in found[0].hint
    assert "Radegonda" not in str(found)


# Consistency


def test_annotations_in_another_order_are_the_same() -> None:
    two = [entity(10, 17, "dispnea"), entity(37, 43, "febbre", id="e2")]
    assert _codes(consistency.CHECK, {"train": [row("n1", entities=two), row("n2", entities=two[::-1])]}) == []
    assert _codes(consistency.CHECK, {"train": [row("n1", entities=two), row("n2", entities=two[:1])]}) == ["LABEL03"]


_SPANS = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9), st.sampled_from("AB")), max_size=4)


@given(st.lists(st.one_of(st.none(), _SPANS), min_size=1, max_size=8))
def test_rows_have_the_same_digest_just_where_they_have_the_same_spans(
    rows: list[list[tuple[int, int, str]] | None],
) -> None:
    kind = pa.list_(pa.struct([("start", pa.int64()), ("end", pa.int64()), ("label", pa.string())]))
    given = [
        None if spans is None else [{"start": s, "end": s + n, "label": of} for s, n, of in spans] for spans in rows
    ]
    column = pa.concat_arrays([pa.array([[], None], kind), pa.array(given, kind)])[2:]
    digests = annotation_digests(column).tolist()
    for one, mine in zip(rows, digests, strict=True):
        for other, theirs in zip(rows, digests, strict=True):
            assert (mine == theirs) == (sorted(one or []) == sorted(other or []))


def test_digests_of_texts_are_those_of_each_alone() -> None:
    texts = ["Riferisce dispnea.", "", None, "perché no"]
    assert text_digests(pa.array(texts)).tolist() == [digest_of("Riferisce dispnea."), 0, 0, digest_of("perché no")]


# Files


@pytest.mark.parametrize(("index", "codes"), [(True, []), (False, ["HUB02"])])
def test_the_footers_of_real_files_are_read(tmp_path: Path, index: bool, codes: list[str]) -> None:
    path = tmp_path / "data" / "notes" / "train-00000-of-00001.parquet"
    path.parent.mkdir(parents=True)
    pq.write_table(pa.table({"text": ["uno", "due", "tre"]}), path, write_page_index=index, row_group_size=2)
    (footer,) = footers = tuple(open_built(tmp_path).footers())
    assert (footer.config, footer.split, footer.columns, footer.row_groups) == ("notes", "train", 1, (2, 1))
    assert footer.bytes == path.stat().st_size
    assert [finding.code for finding in run([hub_readiness.CHECK], [], Facts(footers=footers))[1]] == codes
