"""Dirty datasets of every family, through the command: a finding with its code, or a refusal that says what and where; never a crash.

Each case spoils a good twin. The exit code must be the one that the severity of the expected code promises, the code must stand in
report.json, and nothing that looks like a traceback may be written anywhere. The good twins of all tasks pass.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from datasets_builders.schema import TASKS, TaskType
from release.cli import main
from release.examination import ALL_CHECKS
from validation.findings import Severity
from validation.rules.examples import entity, row

Row = dict[str, Any]
SEVERITY = {code.id: code.severity for check in ALL_CHECKS for code in check.codes}
QUICK = [check.name for check in ALL_CHECKS if check.name not in ("identifiers", "card")]
FILE = "data/notes/train-00000-of-00001.parquet"

_STORIES = (
    "Accesso per dispnea ingravescente da tre giorni con tosse produttiva e febbre serale, nega dolore toracico.",
    "Trauma di polso dopo caduta in casa, non deficit vascolari né nervosi, si richiede radiografia.",
    "Controllo programmato dopo colecistectomia: ferita asciutta, alvo aperto, apirettico da una settimana.",
)


def _note(number: int, **columns: Any) -> Row:
    note = row(f"n{number}", text=_STORIES[number % len(_STORIES)], entities=[])
    return {**note, **columns}


def _spans(number: int) -> Row:
    text = _STORIES[0]
    dyspnoea = entity(12, 19, "dispnea")
    return _note(0, id=f"n{number}", document_id=f"n{number}", group_id=f"n{number}", text=text, entities=[dyspnoea])


def _question(number: int, **columns: Any) -> Row:
    options = [{"key": "A", "text": "Riposo."}, {"key": "B", "text": "Amoxicillina per sette giorni."}]
    asked = {"question": f"Che cosa si fa nel caso {number}?", "options": options, "answer": "AB"[number % 2]}
    return {**_bare(number), **asked, "explanation": "Perché è così.", **columns}


def _form(number: int, *items: Any) -> Row:
    given = items or (
        {"item": "dispnea", "value": "sì", "options": ["sì", "no"]},
        {"item": "febbre", "value": "no", "options": ["sì", "no"]},
    )
    return {**_bare(number), "items": list(given)}


def _bare(number: int) -> Row:
    return {name: value for name, value in _note(number).items() if name not in ("entities", "relations")}


GOOD: dict[TaskType, list[Row]] = {
    TaskType.NER: [_spans(0), _note(1), _note(2)],
    TaskType.RE: [_spans(0), _note(1), _note(2)],
    TaskType.ARG: [_spans(0), _note(1), _note(2)],
    TaskType.PHI: [_spans(0), _note(1), _note(2)],
    TaskType.TEXT: [_bare(0), _bare(1), _bare(2)],
    TaskType.QA: [{**_bare(n), "question": f"Che cosa si fa nel caso {n}?", "answer": "Riposo."} for n in range(3)],
    TaskType.MCQA: [_question(0), _question(1), _question(2)],
    TaskType.CRF: [_form(0), _form(1), _form(2)],
}


def _write(folder: Path, task: TaskType, rows: Sequence[Row], test: Sequence[Row] | None = None, **facts: Any) -> Path:
    """Write a dataset of one config `notes`."""
    splits = {"train": rows, **({} if test is None else {"test": test})}
    for split, given in splits.items():
        _put(folder, pa.Table.from_pylist(list(given), schema=TASKS[task].arrow()), split)
    config = {
        "task": task.value,
        "labels": ["SINTOMO"],
        "relation_labels": ["CAUSA"],
        "splits": {name: {"rows_out": len(given)} for name, given in splits.items()},
    }
    corpus = {
        "language": "it",
        "licence": {"row_values": ["CC0-1.0"], "republish": "as-is"},
        "configs": {"notes": config},
    }
    (folder / "corpus.json").write_text(json.dumps({**corpus, **facts}), encoding="utf-8")
    return folder


def _put(folder: Path, table: pa.Table, split: str = "train", **options: Any) -> Path:
    path = folder / f"data/notes/{split}-00000-of-00001.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, path, write_page_index=True, **options)
    return path


Spoil = Callable[[Path], object]


def _rows(task: TaskType, *more: Row, test: Sequence[Row] | None = None) -> Spoil:
    """Add rows to the good ones."""
    return lambda folder: _write(folder, task, [*GOOD[task], *more], test)


def _in_last(task: TaskType, **columns: Any) -> Spoil:
    """Spoil the last good row."""
    *good, last = GOOD[task]
    return lambda folder: _write(folder, task, [*good, {**last, **columns}])


def _column(name: str, values: Callable[[int], pa.Array], task: TaskType = TaskType.NER) -> Spoil:
    """Put other values in the place of a column."""

    def spoil(folder: Path) -> None:
        table = pq.read_table(_write(folder, task, GOOD[task]) / FILE)
        _put(folder, table.set_column(table.schema.get_field_index(name), name, values(table.num_rows)))

    return spoil


def _bytes(change: Callable[[bytes], bytes]) -> Spoil:
    """Change the bytes of the file."""

    def spoil(folder: Path) -> None:
        path = _write(folder, TaskType.NER, GOOD[TaskType.NER]) / FILE
        path.write_bytes(change(path.read_bytes()))

    return spoil


def _table(change: Callable[[pa.Table], pa.Table], **options: Any) -> Spoil:
    """Change the table."""

    def spoil(folder: Path) -> None:
        path = _write(folder, TaskType.NER, GOOD[TaskType.NER]) / FILE
        _put(folder, change(pq.read_table(path)), **options)

    return spoil


def _not_utf8(length: int) -> pa.Array:
    values = pa.array([b"n\xed\xa0\x80"] * length, pa.binary())
    return pa.Array.from_buffers(pa.string(), length, values.buffers())


def _corrupt_page(good: bytes) -> bytes:
    return good[:4] + bytes(255 - byte for byte in good[4:200]) + good[200:]


def _shards(folder: Path) -> None:
    path = _write(folder, TaskType.NER, GOOD[TaskType.NER]) / FILE
    path.rename(path.with_name("train-00000-of-00002.parquet"))


def _misnamed(folder: Path) -> None:
    path = _write(folder, TaskType.NER, GOOD[TaskType.NER]) / FILE
    path.with_name("more.parquet").write_bytes(path.read_bytes())


def _second_type(folder: Path) -> None:
    """Two files of a split, which do not agree on a type."""
    path = _write(folder, TaskType.NER, GOOD[TaskType.NER]) / FILE
    table = pq.read_table(path)
    path.rename(path.with_name("train-00000-of-00002.parquet"))
    broken = table.set_column(table.schema.get_field_index("text"), "text", pa.array([1, 2, 3]))
    pq.write_table(broken, path.with_name("train-00001-of-00002.parquet"))


def _corpus(text: str | bytes) -> Spoil:
    def spoil(folder: Path) -> None:
        content = text if isinstance(text, bytes) else text.encode()
        (_write(folder, TaskType.NER, GOOD[TaskType.NER]) / "corpus.json").write_bytes(content)

    return spoil


def _card(content: bytes) -> Spoil:
    def spoil(folder: Path) -> None:
        (_write(folder, TaskType.NER, GOOD[TaskType.NER]) / "README.md").write_bytes(content)

    return spoil


def _relation(head: str | None, tail: str | None, label: str | None = "CAUSA", id: str | None = "r1") -> Row:
    return {"id": id, "head": head, "tail": tail, "label": label}


_PAIR = {"entities": [entity(12, 19, "dispnea"), entity(42, 47, "tosse", id="e2")]}
_FULL = entity(12, 19, "dispnea")


class Case(NamedTuple):
    """What spoils a good twin, and the code that must be found, or "" where it must be refused, with what is then said."""

    spoil: Spoil
    code: str
    said: str = ""


NER, RE, MCQA, QA, CRF, ARG = (
    TaskType.NER, TaskType.RE, TaskType.MCQA, TaskType.QA, TaskType.CRF, TaskType.ARG,
)  # fmt: skip
CASES: Mapping[str, Case] = {
    # files
    "a file of no byte": Case(_bytes(lambda _: b""), "", FILE),
    "a truncated file": Case(_bytes(lambda good: good[: len(good) // 2]), "", FILE),
    "a file without its last byte": Case(_bytes(lambda good: good[:-1]), "", FILE),
    "a corrupt page": Case(_bytes(_corrupt_page), "", FILE),
    "a file that is not Parquet": Case(_bytes(lambda _: b"id,text\nn1,Nega febbre.\n"), "", FILE),
    "a file that begins like one": Case(_bytes(lambda _: b"PAR1" + b"\0" * 40 + b"PAR1"), "", FILE),
    "a lost shard": Case(_shards, "", "data/notes"),
    "a file of another name": Case(_misnamed, "", "more.parquet"),
    "two files of other types": Case(_second_type, "SCHEMA02"),
    "no data at all": Case(lambda folder: folder.mkdir(exist_ok=True), "", "holds no data"),
    # schema
    "a missing column": Case(_table(lambda table: table.drop_columns(["text"])), "SCHEMA01"),
    "a missing column of the task": Case(_table(lambda table: table.drop_columns(["entities"])), "SCHEMA01"),
    "no column of ours": Case(_table(lambda table: pa.table({"x": [1] * table.num_rows})), "SCHEMA01"),
    "no column at all": Case(_table(lambda table: pa.table({})), "SCHEMA01"),
    "numbers for text": Case(_column("text", lambda length: pa.array(range(length))), "SCHEMA02"),
    "bytes for text": Case(_column("text", lambda length: pa.array([b"\xff"] * length)), "SCHEMA02"),
    "coded text": Case(_column("text", lambda length: pa.array(["a"] * length).dictionary_encode()), "SCHEMA02"),
    "texts for spans": Case(_column("entities", lambda length: pa.array(["e1"] * length)), "SCHEMA02"),
    "spans without a field": Case(_column("entities", lambda length: pa.array([[{"id": "e1"}]] * length)), "SCHEMA02"),
    "texts for offsets": Case(
        _column("entities", lambda length: pa.array([[{**_FULL, "start": "12"}]] * length)), "SCHEMA02"
    ),
    "a column twice": Case(
        _table(lambda table: pa.Table.from_arrays([*table.columns, table["text"]], [*table.schema.names, "text"])), "SCHEMA02",
    ),
    "invalid UTF-8 in the text": Case(_column("text", _not_utf8), "", FILE),
    "invalid UTF-8 in an id": Case(_column("id", _not_utf8), "", FILE),
    # rows
    "an empty split": Case(lambda folder: _write(folder, NER, GOOD[NER], []), "ROWS03"),
    "a file of no row group": Case(lambda folder: _write(folder, NER, []), "", "nothing was examined"),
    "rows that were lost": Case(_table(lambda table: table.slice(1)), "ROWS01"),
    "a split without a file": Case(
        lambda folder: _write(folder, NER, GOOD[NER], configs={"notes": {"task": "ner", "splits": {"x": {}}}}), "ROWS01",
    ),
    "an empty column": Case(_table(lambda table: table.append_column("note", pa.nulls(table.num_rows))), "ROWS04"),
    "a null among spans": Case(_in_last(NER, entities=[None]), "ROWS05"),
    "a null among options": Case(_in_last(MCQA, options=[None, {"key": "A", "text": "Riposo."}], answer="A"), "ROWS05"),
    "a null among items": Case(_rows(CRF, {**_form(3), "items": [None, *_form(3)["items"]]}), "ROWS05"),
    "a null deep in an item": Case(
        _rows(CRF, _form(3, {"item": "dispnea", "value": "sì", "options": ["sì", None]}, *_form(3)["items"][1:])), "ROWS05",
    ),
    # ids
    "a column of null ids": Case(_column("id", pa.nulls), "ID01"),
    "null ids as text": Case(_column("id", lambda length: pa.nulls(length, pa.string())), "ID01"),
    "an id twice": Case(_rows(NER, _note(1, text="Nega febbre.")), "ID02"),
    "a row without its group": Case(_in_last(NER, group_id=None), "ID03"),
    "a field of a struct twice": Case(
        _column("entities", lambda length: pa.ListArray.from_arrays(
            pa.array(range(length + 1), pa.int32()), pa.StructArray.from_arrays([pa.array(["e1"] * length)] * 2, names=["id", "id"]))),
        "SCHEMA02",
    ),
    # spans
    "another text": Case(_in_last(NER, entities=[entity(0, 9, "dispnea")]), "SPAN01"),
    "a span out of bounds": Case(_in_last(NER, entities=[entity(12, 9_000, "dispnea")]), "SPAN02"),
    "a span of nulls": Case(_in_last(NER, entities=[dict.fromkeys(_FULL)]), "SPAN02"),
    "offsets beyond measure": Case(_in_last(NER, entities=[entity(-(2**63), 2**63 - 1, "x")]), "SPAN02"),
    "a blank at an edge": Case(_rows(NER, _note(0, id="n9", entities=[entity(11, 19, " dispnea")])), "SPAN03"),
    "fragments of nulls": Case(
        _rows(NER, _note(0, id="n9", entities=[{**_FULL, "fragments": [{"start": None, "end": None}]}])), "SPAN04",
    ),
    "null fragments": Case(_rows(NER, _note(0, id="n9", entities=[{**_FULL, "fragments": None}])), "SPAN04"),
    "crossing spans": Case(
        _rows(NER, _note(0, id="n9", entities=[entity(12, 32, _STORIES[0][12:32]), entity(20, 40, _STORIES[0][20:40], id="e2")])),
        "SPAN05",
    ),
    # labels
    "an undeclared label": Case(_rows(NER, _note(0, id="n9", entities=[{**_FULL, "label": "SINTMO"}])), "LABEL01"),
    "a null label": Case(_rows(NER, _note(0, id="n9", entities=[{**_FULL, "label": None}])), "LABEL01"),
    "an undeclared relation": Case(
        _rows(RE, _note(0, id="n9", **_PAIR, relations=[_relation("e1", "e2", "CUASA")])), "LABEL02",
    ),
    "a text with two annotations": Case(
        _rows(NER, _note(0, id="n9", entities=[entity(42, 47, "tosse")])), "LABEL03",
    ),
    # relations and arguments
    "a relation to nobody": Case(_rows(RE, _note(0, id="n9", **_PAIR, relations=[_relation("e1", "e9")])), "REL01"),
    "a relation of nulls": Case(_rows(RE, _note(0, id="n9", **_PAIR, relations=[_relation(*[None] * 4)])), "REL01"),
    "relations with and without labels": Case(
        _rows(RE, _note(0, id="n9", **_PAIR, relations=[_relation("e1", "e2"), _relation("e1", "e2", None, "r2")])), "LABEL02",
    ),
    "a relation to itself": Case(_rows(RE, _note(0, id="n9", **_PAIR, relations=[_relation("e1", "e1")])), "REL02"),
    "a relation twice": Case(
        _rows(RE, _note(0, id="n9", **_PAIR, relations=[_relation("e1", "e2"), _relation("e1", "e2", id="r2")])), "REL03",
    ),
    "an argument in a circle": Case(
        _rows(ARG, _note(0, id="n9", **_PAIR, relations=[_relation("e1", "e2"), _relation("e2", "e1", id="r2")])), "ARG01",
    ),
    # questions
    "a key that is no option": Case(_in_last(MCQA, answer="E"), "QA01"),
    "a null key": Case(_in_last(MCQA, answer=None), "QA01"),
    "null options": Case(_in_last(MCQA, options=None), "QA01"),
    "options that are the same": Case(
        _in_last(MCQA, options=[{"key": "A", "text": "Riposo."}, {"key": "B", "text": "riposo"}]), "QA02",
    ),
    "options of nulls": Case(_in_last(MCQA, options=[{"key": None, "text": None}] * 2), "QA02"),
    "an empty question": Case(_in_last(MCQA, question=" "), "QA03"),
    "a null answer": Case(_in_last(QA, answer=None), "QA03"),
    "a question with two answers": Case(_rows(MCQA, _question(3, question="Che cosa si fa nel caso 0?", text=_STORIES[0])), "QA04"),
    "a stem with other options": Case(
        _rows(MCQA, _question(4, question="Che cosa si fa nel caso 1?", text=_STORIES[1], answer="A", options=[
            {"key": "A", "text": "Idratazione."}, {"key": "B", "text": "Ricovero."}])), "QA05",
    ),
    # forms
    "a value that is no option": Case(_rows(CRF, _form(3, {"item": "dispnea", "value": "forse", "options": ["sì", "no"]})), "CRF01"),
    "an item twice": Case(_rows(CRF, _form(3, *_form(3)["items"], _form(3)["items"][0])), "CRF02"),
    "items of nulls": Case(_rows(CRF, _form(3, *[dict.fromkeys(("item", "value", "options"))] * 2)), "CRF02"),
    "other options": Case(_rows(CRF, _form(3, {"item": "dispnea", "value": "sì", "options": ["sì"]})), "CRF03"),
    "a missing item": Case(_rows(CRF, _form(3, _form(3)["items"][0])), "CRF04"),
    # splits, duplicates, distributions
    "a text in two splits": Case(_rows(NER, test=[_note(1, id="n9", document_id="n9", group_id="n9")]), "SPLIT01"),
    "a patient in two splits": Case(_rows(NER, test=[_note(9, text="Lombalgia acuta senza deficit.", group_id="n1")]), "SPLIT03"),
    "a text twice": Case(_rows(NER, _note(1, id="n9", document_id="n9", group_id="n9")), "DUP01"),
    "a test that is too small": Case(_rows(NER, test=[_note(9, text="Lombalgia acuta senza deficit.")]), "DIST01"),
    # text
    "an empty text": Case(_in_last(NER, text=""), "TEXT01"),
    "a column of null texts": Case(_column("text", pa.nulls), "TEXT01"),
    "a wrong encoding": Case(_in_last(NER, text="PerchÃ© Ã¨ dispnoico."), "TEXT02"),
    "a private character": Case(_in_last(NER, text="Nega \ue000 febbre."), "TEXT03"),
    "a NUL byte": Case(_in_last(NER, text="Nega\x00 febbre."), "TEXT04"),
    # licences
    "a licence that is not declared": Case(_in_last(NER, licence="altra"), "LIC02"),
    "no licence": Case(_column("licence", pa.nulls), "LIC01"),
    # Hub
    "no page index": Case(lambda folder: pq.write_table(pq.read_table(_write(folder, NER, GOOD[NER]) / FILE), folder / FILE), "HUB02"),
    # beside the rows
    "a corpus.json that is half": Case(_corpus('{"configs": {'), "", "corpus.json"),
    "a corpus.json that is no text": Case(_corpus(b"\xff\xfe{"), "", "corpus.json"),
    "a corpus.json that is a list": Case(_corpus("[1]"), "", "corpus.json"),
    "configs that are a list": Case(_corpus('{"configs": ["notes"]}'), "", "corpus.json"),
    "a config that is a word": Case(_corpus('{"configs": {"notes": "ner"}}'), "", "corpus.json"),
    "splits that are a list": Case(_corpus('{"configs": {"notes": {"splits": ["train"]}}}'), "", "corpus.json"),
    "a split that is a number": Case(_corpus('{"configs": {"notes": {"splits": {"train": 3}}}}'), "", "corpus.json"),
    "labels that are a word": Case(_corpus('{"configs": {"notes": {"labels": "SINTOMO"}}}'), "", "corpus.json"),
    "counts that are words": Case(
        _corpus('{"configs": {"notes": {"splits": {"train": {"entities": {"SINTOMO": "tre"}}}}}}'), "", "corpus.json",
    ),
    "a licence that is a word": Case(_corpus('{"licence": "CC0-1.0", "configs": {}}'), "", "corpus.json"),
    "a card that is no text": Case(_card(b"\xff\xfe\x00---"), "", "README.md"),
}  # fmt: skip


class Said(NamedTuple):
    """What a run of the command gave."""

    code: int
    report: dict[str, Any]
    out: str
    err: str

    @property
    def codes(self) -> set[str]:
        return {finding["code"] for finding in self.report.get("findings", ())}


def _check(folder: Path, only: Sequence[str]) -> Said:
    out, err, code = io.StringIO(), io.StringIO(), 0
    report = folder.with_name(folder.name + ".json")
    arguments = [
        *(word for name in only for word in ("--only", name)),
        "--out",
        str(report),
        "--html",
        f"{report}.html",
    ]
    before, sys.argv = sys.argv, ["referto", "check", str(folder), "--seed", "fisso", *arguments]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main()
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BaseException:
        err.write(traceback.format_exc())
        code = 70
    finally:
        sys.argv = before
    told = json.loads(report.read_text(encoding="utf-8")) if report.is_file() else {}
    return Said(code, told, out.getvalue(), err.getvalue())


def _judge(case: Case, said: Said) -> None:
    assert "Traceback" not in said.out + said.err, said.err
    assert "Error" not in said.err
    if case.code:
        error = SEVERITY[case.code] is Severity.ERROR
        assert case.code in said.codes, (sorted(said.codes), said.err)
        assert said.code in ((1, 3) if error else (0, 1))
        found = [finding for finding in said.report["findings"] if finding["code"] == case.code]
        assert all(finding["config"] == "notes" or finding["code"].startswith("HUB") for finding in found)
    else:
        assert said.code == 3, said
        assert case.said in said.err + said.out
        assert "do:" in said.err or "REFUSED" in said.out


@pytest.mark.parametrize("task", list(GOOD), ids=str)
def test_the_good_twin_passes(task: TaskType, tmp_path: Path) -> None:
    said = _check(_write(tmp_path / "notes", task, GOOD[task]), QUICK)
    assert said.code == 0, said
    dirty = {case.code for case in CASES.values()} - {""}
    assert not said.codes & dirty, "what a good twin has too proves nothing"


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_what_is_dirty_is_found_or_refused(case: Case, tmp_path: Path) -> None:
    case.spoil(tmp_path / "notes")
    only = [*QUICK, "card"] if "README.md" in case.said else QUICK
    _judge(case, _check(tmp_path / "notes", only))


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_every_check_says_the_same(case: Case, tmp_path: Path) -> None:
    case.spoil(tmp_path / "notes")
    said = _check(tmp_path / "notes", ())
    assert "Traceback" not in said.out + said.err, said.err
    assert said.code == 3 if not case.code else case.code in said.codes


def test_the_table_has_every_family_of_rows() -> None:
    assert len(CASES) >= 60
    families = {
        check.name for check in ALL_CHECKS for code in check.codes if code.id in {c.code for c in CASES.values()}
    }
    assert families == {check.name for check in ALL_CHECKS} - {"identifiers", "card", "contamination", "passages"}
