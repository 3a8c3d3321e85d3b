"""The laws of repair, for any text and any annotation, and for the corpora that are at hand.

1. Every span that survives covers its text, in one piece or more.
2. A scan after repair finds nothing but replacements.
3. Repairing what was repaired changes no byte.
4. Neither the key nor what was replaced stands anywhere in the new folder.
5. Surrogates depend on the key, the group and the value, not on the order of rows.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datasets_builders.build import build
from datasets_builders.built import open_built
from datasets_builders.catalogue import get_corpus
from datasets_builders.schema import TASKS, Document, Entity, Fragment, Relation, TaskType
from datasets_builders.shards import ShardWriter
from validation.anonymisation.engine import IdentifierEngine, default_engine
from validation.anonymisation.network import stay_offline
from validation.anonymisation.repair.edits import Edit, Moves, edited
from validation.anonymisation.repair.folder import MODES, anonymise_folder
from validation.anonymisation.repair.keys import Key
from validation.anonymisation.repair.record import FILE, Line, Record, read_record
from validation.anonymisation.repair.rows import ID_COLUMNS, RepairedRow, RowRepair
from validation.anonymisation.repair.surrogates import Surrogates
from validation.anonymisation.repair.texts import Place, Selection, TextRepair, left_over, tagged
from validation.anonymisation.tags import SURE
from validation.texts import PUBLICATION_COLUMNS

KEY = Key(bytes(range(48)))
LAW = settings(deadline=None)  # the first example reads the lists of names

# Names that stand in no list, so that no surrogate can be one of them.
SECRETS = ("Quattrostelle", "Pietramellara", "Vallombrosani", "MNTRSL48C52H501A", "0191", "posta.zeno.it")
IDENTIFIERS = (
    "Ersilia Quattrostelle", "QUATTROSTELLE Ersilia", "la sig.ra Pietramellara", "dott. Zeno Vallombrosani",
    "12/03/2019", "12 marzo 2019", "03/2019", "nata il 5/6/1931", "94 anni", "novantaquattrenne",
    "CF MNTRSL48C52H501A", "cell. 347 555 0191", "quattro@posta.zeno.it", "www.zeno.it", "tel. +39 347 555 0191",
    "via Quattrostelle 12, 06036 Montefalco", "Osp. Pietramellara", "targa AB123CD", "XXXX", "[NOME]", "[PAZIENTE]",
)  # fmt: skip
WORDS = (
    "dispnea",
    "PA 120/80",
    "Riferisce",
    "Morbo di Parkinson",
    "e\u0301",
    "\U0001fa7a",
    "\n",
    ".",
    ",",
    "-",
    "(",
    "[",
    "]",
)
TEXTS = st.lists(
    st.sampled_from(IDENTIFIERS) | st.sampled_from(WORDS) | st.text(max_size=6), min_size=1, max_size=12
).flatmap(lambda parts: st.sampled_from([" ", "", " - "]).map(lambda glue: glue.join(parts)))


@pytest.fixture(scope="module")
def rules() -> IdentifierEngine:
    """An engine that takes surrogates for identifiers too: any capitalised word is a name, any number a date."""
    stay_offline()
    from presidio_analyzer import Pattern, PatternRecognizer

    kinds = {"PERSON": r"(?-i:[A-Z])\w+(?: (?-i:[A-Z])\w+)*", "DATE_TIME": r"\d[\d/]+\d", "EMAIL_ADDRESS": r"\S+@\S+"}
    return IdentifierEngine(
        PatternRecognizer(entity, name=entity, supported_language="it", patterns=[Pattern(entity, pattern, 0.8)])
        for entity, pattern in kinds.items()
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A row with spans of any kind over any text, in one piece or more, and relations between them."""
    text = draw(TEXTS.filter(bool))
    entities = []
    for number in range(draw(st.integers(0, 5))):
        cuts = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=4))) if len(text) > 1 else [0, 1]
        edges = cuts if len(cuts) % 2 == 0 else [*cuts[:-2], cuts[-1]]
        pieces = tuple(Fragment(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True))
        start, end = pieces[0].start, pieces[-1].end
        entities.append(Entity(f"e{number}", start, end, text[start:end], "X", pieces))
    pairs = (
        draw(st.lists(st.tuples(st.sampled_from(entities), st.sampled_from(entities)), max_size=3)) if entities else []
    )
    relations = tuple(Relation(f"r{n}", a.id, b.id, "R") for n, (a, b) in enumerate(pairs))
    return Document("n1", "n1", "P-1", text, "CC0-1.0", tuple(entities), relations, {"remark": draw(TEXTS)})


def _rows(engine: IdentifierEngine, mode: str, key: Key = KEY) -> RowRepair:
    texts = TextRepair(engine, Selection(frozenset(engine.entities)))
    return RowRepair(texts, Surrogates(key) if mode == "surrogate" else None, key)


def _lines(made: RepairedRow, key: Key) -> Mapping[str, Line]:
    from validation.anonymisation.repair.record import _mac

    return {
        column: Line("ner", "train", 0, "n1", column, places, _mac(key, column, text, places))
        for column, (places, text) in made.lines.items()
    }


def _unexplained(engine: IdentifierEngine, text: str, places: tuple[Place, ...], least: float = 0.0) -> list[Place]:
    """What a scan finds beyond replacements, by a rule of its own: letters and digits under a hit and under no replacement."""
    covered = {at for start, end, *_ in (*places, *tagged(text)) for at in range(start, end)}
    hits = [hit for hit in engine.scan(text) if hit.score >= least]
    found = [h for h in hits if any(text[at].isalnum() and at not in covered for at in range(h.start, h.end))]
    return [Place(hit.start, hit.end, hit.entity) for hit in found]


@LAW
@given(st.data(), st.text("ab c", min_size=1, max_size=30))
def test_a_moved_span_holds_what_it_held_or_whole_replacements(data: st.DataObject, text: str) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    edits = [
        Edit(a, b, data.draw(st.sampled_from(["X", "XX", "XXXXXX"])))
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    new, moves = edited(text, edits), Moves(edits)
    span = moves.span(start, end)
    within = [edit for edit in edits if edit.start < end and start < edit.end]
    left, right = min([start, *(e.start for e in within)]), max([end, *(e.end for e in within)])
    shifted = [Edit(e.start - left, e.end - left, e.new) for e in within]
    assert new[span.start : span.end] == edited(text[left:right], shifted)
    assert span.cut == ((left, right) != (start, end))
    assert [new[a:b] for a, b in moves.places()] == [edit.new for edit in edits]


@pytest.mark.parametrize("mode", MODES)
@LAW
@given(document=documents())
def test_every_surviving_span_covers_its_text(rules: IdentifierEngine, mode: str, document: Document) -> None:
    made = _rows(rules, mode).repair(document.to_row(), {}, "here")
    moved = Document.from_row(made.values)  # which enforces the law
    assert made.dropped == 0
    assert [(e.id, e.label) for e in moved.entities] == [(e.id, e.label) for e in document.entities]
    assert moved.relations == document.relations


@pytest.mark.parametrize("mode", MODES)
@LAW
@given(document=documents())
def test_a_scan_finds_only_replacements_and_a_second_run_changes_nothing(
    rules: IdentifierEngine, mode: str, document: Document
) -> None:
    once = _rows(rules, mode).repair(document.to_row(), {}, "here")
    for column in ("text", "remark"):
        places, text = once.lines.get(column, ((), once.values[column]))
        assert text == once.values[column]
        assert _unexplained(rules, text, places if mode == "surrogate" else ()) == []
        assert left_over(text, rules.scan(text), places) == []
    twice = _rows(rules, mode).repair(once.values, _lines(once, KEY), "here")
    assert twice.values == once.values
    assert twice.lines == once.lines
    assert twice.cut == 0


@pytest.mark.parametrize("mode", MODES)
@LAW
@given(document=documents())
def test_no_capital_word_of_the_original_is_left(rules: IdentifierEngine, mode: str, document: Document) -> None:
    values = _rows(rules, mode).repair(document.to_row(), {}, "here").values
    left = json.dumps(values, ensure_ascii=False)
    assert not [word for word in ("Quattrostelle", "QUATTROSTELLE", "Pietramellara", "Vallombrosani") if word in left]


@LAW
@given(st.lists(documents(), min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_surrogate(rules: IdentifierEngine, rows: list[Document], random: Any) -> None:
    numbered = list(enumerate(rows))
    one = _rows(rules, "surrogate")
    first = {
        number: one.repair({**row.to_row(), "group_id": f"P-{number % 2}"}, {}, "").values for number, row in numbered
    }
    random.shuffle(numbered)
    other = _rows(rules, "surrogate")
    for number, row in numbered:
        assert other.repair({**row.to_row(), "group_id": f"P-{number % 2}"}, {}, "").values == first[number]


# ------------------------------------------------------------------------------------- with every recogniser there is


def _planted(folder: Path) -> Path:
    schema = TASKS[TaskType.NER].arrow()
    with ShardWriter(folder / "data" / "ner", "train", schema) as writer:
        for number in range(6):
            text = ". ".join((*IDENTIFIERS[number:], *IDENTIFIERS[:number])) + ". Riferisce dispnea."
            span = Entity.of(text, len(text) - 8, len(text) - 1, id="e1", label="SINTOMO")
            row = Document(f"n{number}", f"n{number}", f"P-{number % 2}", text, "CC0-1.0", (span,))
            writer.write(row.to_row())
        writer.close()
    (folder / "corpus.json").write_text("{}")
    return folder


def _obeyed(source: Path, work: Path, mode: str) -> None:
    """Repair a folder and hold the laws against what came out; then repair that."""
    engine = default_engine()
    done = anonymise_folder(source, work / "once", engine, mode=mode, key=KEY)
    assert done.dropped == 0
    record = Record(read_record(work / "once"))
    before = {
        (b.config, b.split, b.first + n): row for b in open_built(source).batches() for n, row in enumerate(b.rows)
    }
    rows = 0
    for batch in open_built(work / "once").batches():
        for number, row in enumerate(batch.rows, batch.first):
            rows += 1
            Document.from_row(row)
            old = before[batch.config, batch.split, number]
            assert [e["label"] for e in row.get("entities") or ()] == [e["label"] for e in old.get("entities") or ()]
            assert row.get("relations") == old.get("relations")
            lines = record.of(batch.config, batch.split, number)
            for column, text in row.items():
                if isinstance(text, str) and column not in PUBLICATION_COLUMNS:
                    line = lines.get(column)
                    places = line.believed(text, KEY if mode == "surrogate" else None) if line else ()
                    least = SURE if column in ID_COLUMNS else 0.0
                    assert _unexplained(engine, text, places, least) == [], (batch.config, number, column)
    assert rows == done.rows == len(before) > 0
    anonymise_folder(work / "once", work / "twice", engine, mode=mode, key=KEY)
    for path in (work / "once").rglob("*"):
        if path.is_file() and path.name != "repair.json":
            assert path.read_bytes() == (work / "twice" / path.relative_to(work / "once")).read_bytes(), path.name


@pytest.mark.parametrize("mode", MODES)
def test_the_laws_hold_for_planted_identifiers_and_none_is_left(tmp_path: Path, mode: str) -> None:
    source = _planted(tmp_path / "built")
    _obeyed(source, tmp_path, mode)
    rows = [row for batch in open_built(tmp_path / "once").batches() for row in batch.rows]
    # Parquet is compressed, so what it holds is searched too.
    (tmp_path / "once" / "rows.json").write_text(json.dumps(rows, ensure_ascii=False))
    found = _found_everywhere(source)
    assert {"MNTRSL48C52H501A", "0191"} <= found
    for path in (each for each in (tmp_path / "once").rglob("*") if each.is_file()):
        content = path.read_bytes()
        assert not [word for word in found if word.encode() in content], path.name
        assert bytes(range(48)) not in content


def _found_everywhere(source: Path) -> set[str]:
    """The secrets that the recognisers of today find everywhere they stand."""
    rows = [row for batch in open_built(source).batches() for row in batch.rows]
    covered = {}
    for number, row in enumerate(rows):
        covered[number] = {at for hit in default_engine().scan(row["text"]) for at in range(hit.start, hit.end)}
    found = set()
    for secret in SECRETS:
        places = [
            (number, at)
            for number, row in enumerate(rows)
            for at in range(len(row["text"]))
            if row["text"].startswith(secret, at)
        ]
        if all(set(range(at, at + len(secret))) <= covered[number] for number, at in places):
            found.add(secret)
    return found


@pytest.mark.parametrize("mode", MODES)
def test_the_laws_hold_for_the_example(tmp_path: Path, examples: Path, mode: str) -> None:
    build(get_corpus("emergency-example-it"), examples / "emergency-defects", tmp_path / "built")
    _obeyed(tmp_path / "built", tmp_path, mode)
    assert (tmp_path / "once" / FILE).stat().st_size


@pytest.mark.slow
@pytest.mark.parametrize("mode", MODES)
def test_the_laws_hold_for_e3c(tmp_path: Path, e3c: Path, mode: str) -> None:
    build(get_corpus("e3c-it"), e3c, tmp_path / "built")
    shutil.rmtree(tmp_path / "built/data/text")  # ten thousand documents without annotations
    _obeyed(tmp_path / "built", tmp_path, mode)
