"""The law of spans holds for any text, through Parquet and back, and through the loader that users have."""

from __future__ import annotations

import tempfile
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import datasets
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from datasets_builders.built import open_built
from datasets_builders.schema import TASKS, Document, Entity, Fragment, Relation, SpanError, TaskType
from datasets_builders.shards import ShardWriter

NER = TASKS[TaskType.NER].arrow()

# Letters, what Italian clinical text has beside them, and what breaks naive offsets: characters of two UTF-16 units, combining
# accents, joiners, variation selectors, direction marks, private-use glyphs, line ends of every kind, and NUL.
PIECES = [*"abcàèì 0", "\n", "\r\n", "\t", "\u00a0", "\u00ad", "e\u0301", "\u0301", "\U0001fa7a",
          "\U0001f468\u200d\u2695\ufe0f", "\U00100000", "\uf0b7", "\u2028", "\u202e",
          "\ufeff", "ﬁ", "ß", "İ", "\x00", "\x85"]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).map(
    "".join
)
NAMES = st.text(st.sampled_from("abè\U0001fa7a-1"), min_size=1, max_size=4)


@st.composite
def entities(draw: st.DrawFn, text: str, id: str) -> Entity:
    """A span of a text, in one piece or more."""
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    cuts = sorted(draw(st.sets(st.integers(start + 1, end - 1), max_size=3))) if end - start > 1 else []
    edges = [start, *cuts, end]
    pieces = [Fragment(a, b) for a, b in pairwise(edges)]
    middle = [piece for piece in pieces[1:-1] if draw(st.booleans())]
    fragments = (pieces[0], *middle, pieces[-1]) if len(pieces) > 1 else (pieces[0],)
    concepts = tuple(draw(st.lists(NAMES, max_size=2)))
    return Entity(id, start, end, text[start:end], draw(NAMES), fragments, concepts)


@st.composite
def documents(draw: st.DrawFn, id: str = "n1") -> Document:
    text = draw(TEXTS)
    marked = tuple(draw(entities(text, f"e{number}")) for number in range(draw(st.integers(0, 4))))
    pairs = st.tuples(st.sampled_from(marked), st.sampled_from(marked)) if marked else st.nothing()
    ends = draw(st.lists(pairs, max_size=3)) if marked else []
    relations = tuple(Relation(f"r{n}", a.id, b.id, draw(NAMES)) for n, (a, b) in enumerate(ends))
    return Document(id, draw(NAMES), draw(NAMES), text, "CC0-1.0", marked, relations)


def _holds(row: dict[str, Any]) -> bool:
    return all(row["text"][entity["start"] : entity["end"]] == entity["text"] for entity in row["entities"])


def _write(folder: Path, rows: list[Document]) -> Path:
    with ShardWriter(folder / "data" / "ner", "train", NER) as writer:
        for document in rows:
            writer.write(document.to_row())
        (path,) = writer.close()
    return path


@settings(deadline=None)
@given(documents())
def test_a_document_survives_arrow(document: Document) -> None:
    table = pa.Table.from_pylist([document.to_row()], schema=NER)
    (row,) = table.to_pylist()
    assert Document.from_row(row) == document
    assert _holds(row)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(documents(), min_size=1, max_size=4))
def test_documents_survive_parquet_and_the_bytes_are_the_same_twice(rows: list[Document]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        first, second = _write(Path(scratch, "a"), rows), _write(Path(scratch, "b"), rows)
        assert first.read_bytes() == second.read_bytes()
        read = [row for batch in open_built(Path(scratch, "a")).batches() for row in batch.rows]
        assert [Document.from_row(row) for row in read] == rows
        assert pq.read_schema(first).remove_metadata() == NER
    assert all(_holds(row) for row in read)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(documents(), min_size=1, max_size=3))
def test_documents_survive_the_features_that_the_card_declares(rows: list[Document]) -> None:
    features = datasets.Features.from_arrow_schema(NER)
    data = datasets.Dataset.from_list([document.to_row() for document in rows], features=features)
    assert [Document.from_row(dict(row)) for row in data] == rows


@settings(deadline=None)
@given(documents(), st.sampled_from(["utf16", "utf8"]))
def test_offsets_counted_in_other_units_are_refused_or_mean_the_same(document: Document, units: str) -> None:
    assume(document.entities)
    entity = document.entities[0]
    widths = [
        len(character.encode("utf-16-le")) // 2 if units == "utf16" else len(character.encode())
        for character in document.text
    ]
    places = [0, *accumulate(widths)]
    start, end = places[entity.start], places[entity.end]
    try:
        moved = Document(
            "n1", "d", "p", document.text, "x", (Entity("e", start, end, entity.text, "L", (Fragment(start, end),)),)
        )
    except SpanError:
        assert (start, end) != (entity.start, entity.end)
    else:
        assert document.text[start:end] == moved.entities[0].text == entity.text


@settings(deadline=None)
@given(documents(), st.integers(-3, 3), st.integers(-3, 3))
def test_a_span_that_is_moved_is_refused_unless_the_text_there_is_the_same(
    document: Document, by: int, more: int
) -> None:
    assume(document.entities)
    entity = document.entities[0]
    start, end = entity.start + by, entity.end + by + more
    moved = Entity("e", start, end, entity.text, "L", (Fragment(start, end),))
    lawful = 0 <= start < end <= len(document.text) and document.text[start:end] == entity.text
    if lawful:
        assert Document("n1", "d", "p", document.text, "x", (moved,)).entities == (moved,)
        return
    with pytest.raises(SpanError) as caught:
        Document("n1", "d", "p", document.text, "x", (moved,))
    assert str(start) in str(caught.value)
