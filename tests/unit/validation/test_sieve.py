"""A sieve lets through every row that its rule has something to say of: findings are those of the rule alone, on any rows."""

from __future__ import annotations

import copy
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datasets_builders.built import Batch, open_built
from datasets_builders.schema import TASKS, TaskType
from datasets_builders.text_bytes import TextBytes
from validation.checks import Facts
from validation.findings import Finding
from validation.rules import labels, spans, text
from validation.rules.examples import entity, row
from validation.sieve import Sieved, all_rows, as_numpy, empty_rows, nested, rows_at

RULES = (labels.CHECK, spans.CHECK, text.CHECK)
FACTS = Facts({"configs": {"notes": {"labels": ["SINTOMO"], "relation_labels": ["CAUSA"]}}})
SCHEMA = TASKS[TaskType.RE].arrow()

# Letters of one to four bytes, blanks of every kind, what is told of a text, and what looks like it in bytes.
PIECES = (
    "dispnea", "perché", "È", "µg", "ß", "中", "𝄞", "🙂", "\u202f", "\u00a0", "\u3000", "\u2003", " ",
    "\n", "\t", "…", "Ã", "Ã©", "Â°", "â€™", "Å", "\ufffd", "ï¿½", "\x85", "\x9c", "\x00", "\x0b",
    "\x7f", "\ue001", "\uf0b7", "\U000f0001", "\U00100001", "\uffee", "e\u0301", "\u0301", "q\u0301",
    "as an AI", "AS AN AI", "ecco la traduzione", "ecco", "la traduzione", "Certo!", "<|im_end|>",
    "[INST]", "{{ nome }}", "{{", "lorem ipsum", "lorem", "TODO: ", "todo", "ſ", "K", "İ", "[inserire",
    "n/a", "N/A", "-", "...", "null", "NaN", "test",
)  # fmt: skip
TEXTS = st.one_of(
    st.none(),
    st.sampled_from(["", " ", "\u00a0", "n/a", " NULL\n", "n/a" + " " * 60, "\u2003" * 30 + "-", "é"]),
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
    st.text(max_size=30),
)
OFFSETS = st.one_of(st.none(), st.integers(-3, 40), st.sampled_from([-(2**63), 2**63 - 1, 2**40]))


@st.composite
def entities(draw: st.DrawFn, of: str) -> Any:
    """A good entity of the text, as often as not with something wrong."""
    if not draw(st.integers(0, 9)):
        return None
    start = draw(st.integers(0, max(0, len(of) - 1)))
    end = draw(st.integers(start, len(of)))
    made: dict[str, Any] = entity(start, end, of[start:end], id=draw(st.sampled_from(["e1", "e2", "é"])))
    if draw(st.booleans()):
        name = draw(st.sampled_from(list(made)))
        made[name] = draw(
            {
                "start": OFFSETS, "end": OFFSETS, "text": TEXTS, "concepts": st.none(),
                "id": st.sampled_from([None, "e3"]), "label": st.sampled_from([None, "SINTOMO", "ALTRO"]),
                "fragments": st.none() | st.lists(
                    st.none() | st.fixed_dictionaries({"start": OFFSETS, "end": OFFSETS}), max_size=3
                ) | st.just([{"start": start, "end": end}, None]),
            }[name]
        )  # fmt: skip
    return made


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Any]:
    text = draw(TEXTS)
    relation = st.fixed_dictionaries(
        {"id": st.just("r"), **{end: st.sampled_from(["e1", "e2", "é", "e9", None]) for end in ("head", "tail")},
         "label": st.sampled_from(["CAUSA", "ALTRO", None])}
    )  # fmt: skip
    return row(
        draw(st.sampled_from(["n1", "n2", "", None])),
        text=text,
        entities=draw(st.none() | st.lists(entities(text or ""), max_size=4)),
        relations=draw(st.none() | st.lists(st.none() | relation, max_size=3)),
    )


def _batch(rows: list[dict[str, Any]], *, before: int = 0, large: bool = False) -> Batch:
    """Make a batch of rows; `before` others stand before them in the same buffers."""
    table = pa.RecordBatch.from_pylist([*[row(text="Già sì.", entities=[])] * before, *rows], schema=SCHEMA)
    if large:
        columns = [
            column.cast(pa.large_string()) if pa.types.is_string(column.type) else column for column in table.columns
        ]
        table = pa.RecordBatch.from_arrays(columns, names=table.schema.names)
    return Batch("notes", "train", 7, table.slice(before))


def _findings(examination: Sieved, batch: Batch, monkeypatch: pytest.MonkeyPatch | None = None) -> list[Finding]:
    if monkeypatch is None:
        return list(examination.see(batch))
    with monkeypatch.context() as patch:
        patch.setattr(type(examination), "suspects", lambda self, batch: all_rows(batch))
        return list(examination.see(batch))


@pytest.mark.parametrize("check", RULES, ids=lambda check: check.name)
def test_a_sieved_rule_finds_what_the_rule_finds(check: Any) -> None:
    @settings(max_examples=400, deadline=None)
    @given(st.lists(rows(), min_size=1, max_size=6), st.integers(0, 9), st.booleans())
    def same(made: list[dict[str, Any]], before: int, large: bool) -> None:
        batch = _batch(made, before=before, large=large)
        examination = check.start(FACTS)
        with pytest.MonkeyPatch.context() as monkeypatch:
            assert _findings(examination, batch) == _findings(examination, batch, monkeypatch)

    same()


@pytest.mark.parametrize("check", RULES, ids=lambda check: check.name)
def test_a_good_row_does_not_pass_the_sieve(check: Any) -> None:
    good = [
        row(f"n{i}", text="Nega febbre. Riferisce però dispnea.", entities=[entity(28, 35, "dispnea")])
        for i in range(50)
    ]
    assert list(check.start(FACTS).suspects(_batch(good))) == []


def test_one_bad_row_among_many_is_the_one_that_passes() -> None:
    good = row(text="È già sera: nega dispnea.", entities=[entity(17, 24, "dispnea")])
    bad = copy.deepcopy(good)
    bad["entities"][0]["start"] = 18  # as in bytes
    batch = _batch([*[good] * 30, bad, *[good] * 30])
    assert list(spans.CHECK.start(FACTS).suspects(batch)) == [30]
    assert {each.code for each in spans.CHECK.start(FACTS).see(batch)} == {"SPAN01", "SPAN04"}


SHARED = Path(os.environ.get("REFERTO_SHARED", "../shared")) / "corpora"


@pytest.mark.slow
@pytest.mark.parametrize("corpus", ["e3c-it", "casimedicos-arg-it", "kind-nermud", "ssfo-pharma-mcq-it"])
def test_on_real_corpora_the_findings_are_those_of_the_rules(
    corpus: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not (SHARED / corpus).is_dir():
        pytest.skip("the corpora are not here")
    from datasets_builders.build import build
    from datasets_builders.catalogue import get_corpus

    build(get_corpus(corpus), SHARED / corpus, tmp_path)
    dataset = open_built(tmp_path)
    facts = Facts(dataset.facts)
    for check in RULES:
        passed = seen = 0
        for batch in dataset.batches():
            examination = check.start(facts)
            assert _findings(examination, batch) == _findings(examination, batch, monkeypatch), check.name
            passed, seen = passed + len(examination.suspects(batch)), seen + batch.table.num_rows
        assert seen


@given(st.lists(st.none() | st.text(max_size=8), max_size=8), st.integers(0, 3))
def test_code_points_are_found_in_bytes(texts: list[str | None], skip: int) -> None:
    for kind in (pa.string(), pa.large_string(), pa.string_view()):
        column = pa.array(texts, kind).slice(skip)
        kept = [each or "" for each in texts[skip:]]
        made = TextBytes(column)
        assert made.characters == sum(map(len, kept))
        places = [(at, point) for at, each in enumerate(kept) for point in range(len(each) + 1)]
        found = made.byte_of(*(np.array(each, np.int64) for each in zip(*places, strict=True))) if places else []
        assert [int(at) for at in found] == [
            int(made.bounds[at]) + len(kept[at][:point].encode()) for at, point in places
        ]
        inside = np.arange(len(made.data))
        assert [kept[at] != "" for at in made.rows_of(inside)] == [True] * len(inside)


@given(st.lists(st.text(alphabet=" \t\x85\u00a0\u2003\u3000aéÈ…中", min_size=1, max_size=4), min_size=1, max_size=6))
def test_no_blank_at_an_edge_is_missed(texts: list[str]) -> None:
    made = TextBytes(pa.array(texts))
    may = made.may_have_blank_edges(made.bounds[:-1], made.bounds[1:])
    assert [each for each, suspect in zip(texts, may, strict=True) if each != each.strip() and not suspect] == []


@given(st.lists(st.booleans(), max_size=40), st.integers(0, 20))
def test_truth_values_become_numpy(values: list[bool], skip: int) -> None:
    assert as_numpy(pa.array(values, pa.bool_()).slice(skip)).tolist() == values[skip:]
    assert as_numpy(pa.array(range(len(values)), pa.uint16()).slice(skip)).tolist() == list(range(len(values)))[skip:]


def _table(**columns: Any) -> Batch:
    return Batch("notes", "train", 3, pa.RecordBatch.from_pydict(columns))


def test_empty_rows_are_told_in_a_column_of_any_layout_and_all_where_there_is_none() -> None:
    for kind in (pa.string(), pa.large_string(), pa.string_view()):
        assert list(empty_rows(_table(id=pa.array(["a", "", None, "b"], kind)), "id")) == [1, 2]
    assert list(empty_rows(_table(id=pa.nulls(2)), "id")) == [0, 1]
    assert list(empty_rows(_table(text=["a", "b"]), "id")) == [0, 1]


def test_items_of_lists_of_any_kind_know_their_row() -> None:
    kinds = (pa.list_(pa.int64()), pa.large_list(pa.int64()), pa.list_(pa.int64(), 2))
    for kind in kinds:
        found = nested(_table(a=pa.array([None, [1, 2], None, [3, 4]], kind)), "a")
        assert found is not None
        assert (found.items.to_pylist(), found.rows.tolist()) == ([1, 2, 3, 4], [1, 1, 3, 3]), kind
    assert nested(_table(a=pa.array([None, []], kinds[0])), "a") is None


def test_a_row_without_an_id_is_named_by_its_number_and_nulls_in_lists_are_left_out() -> None:
    def made() -> Iterator[tuple[int, dict[str, Any]]]:
        return rows_at(_table(id=["a", None], entities=[[{"x": [1, None]}, None], None]), np.array([0, 1]))

    assert dict(made()) == {0: {"id": "a", "entities": [{"x": [1]}]}, 1: {"id": "#4", "entities": None}}
