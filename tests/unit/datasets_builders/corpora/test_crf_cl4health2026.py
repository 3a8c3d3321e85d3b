"""CL4Health 2026: labels without notes, labels with notes, every oddity of the form, and the real cells counted."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from datasets_builders.build import build
from datasets_builders.catalogue import get_corpus
from datasets_builders.corpora.crf_cl4health2026.read import read
from datasets_builders.formats.case_report_form import UNKNOWN
from datasets_builders.formats.dyspnea_form import DYSPNEA_FORM
from datasets_builders.formats.tabular import SchemaDiffers
from datasets_builders.reading import Record, Rejected, Repaired, Seen, SourceMismatch

SPEC = get_corpus("crf-cl4health2026")
NOTE = "Giunge per dispnea da due giorni, in anamnesi BPCO."


def _row(id: str = "9000001", **filled: str) -> dict[str, Any]:
    cells = {item: filled.get(item.replace(" ", "_"), UNKNOWN) for item in DYSPNEA_FORM.vocabularies}
    return {"document_id": id, "annotations": [{"ground_truth": value, "item": item} for item, value in cells.items()]}


def _source(tmp_path: Path, *rows: dict[str, Any], notes: dict[str, str] | None = None) -> Path:
    (tmp_path / "src" / "development_data").mkdir(parents=True)
    content = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows or (_row(),))
    (tmp_path / "src" / "development_data" / "dev_gt.jsonl").write_text(content, encoding="utf-8")
    if notes is not None:
        (tmp_path / "src" / "notes").mkdir()
        table = pa.table({"document_id": list(notes), "clinical_note": list(notes.values())})
        pq.write_table(table, tmp_path / "src" / "notes" / "it-00000-of-00001.parquet")
    return tmp_path / "src"


@pytest.mark.parametrize("id", ["9000001_it", "9000001"])
def test_a_document_is_joined_with_its_note_with_and_without_the_suffix(tmp_path: Path, id: str) -> None:
    seen, record = read(_source(tmp_path, _row(chest_pain="y"), notes={id: NOTE}))
    assert seen == Seen("crf", "validation", 1)
    assert isinstance(record, Record)
    document = record.document
    assert (document.id, document.document_id, document.group_id, document.text) == ("9000001",) * 3 + (NOTE,)
    assert document.licence == "unknown"
    assert len(document.fields["items"]) == 134
    assert {"item": "chest pain", "value": "y", "options": ["y", "n", "unknown"]} in document.fields["items"]


def test_labels_that_bear_the_suffix_themselves_are_joined_too(tmp_path: Path) -> None:
    events = list(read(_source(tmp_path, _row("9000001_it"), notes={"9000001_it": NOTE})))
    assert [event.document.id for event in events if isinstance(event, Record)] == ["9000001"]


def test_the_id_may_stand_under_the_name_that_the_readme_gives_it(tmp_path: Path) -> None:
    row = _row()
    row["id"] = row.pop("document_id")
    events = list(read(_source(tmp_path, row, notes={"9000001_it": NOTE})))
    assert [event.document.id for event in events if isinstance(event, Record)] == ["9000001"]


def test_a_row_without_any_id_is_rejected(tmp_path: Path) -> None:
    row = _row("")
    events = read(_source(tmp_path, row, _row(), notes={"9000001_it": NOTE}))
    assert [event.reason for event in events if isinstance(event, Rejected)] == ["id-missing"]


@pytest.mark.parametrize(
    "note", [{}, {"9000002_it": "  "}, {"9000002_en": "Dyspnoea."}], ids=["none", "blank", "English"]
)
def test_a_document_without_its_note_is_rejected_and_keeps_its_labels(tmp_path: Path, note: dict[str, str]) -> None:
    source = _source(tmp_path, _row(), _row("9000002", chest_pain="n"), notes={"9000001_it": NOTE, **note})
    (rejected,) = [event for event in read(source) if isinstance(event, Rejected)]
    assert (rejected.reason, rejected.row) == ("note-missing", "dev_gt.jsonl:2")
    assert {"ground_truth": "n", "item": "chest pain"} in rejected.raw["annotations"]
    assert set(build(SPEC, source, tmp_path / "out")["rejected"]) <= set(SPEC.expected_rejections)


def test_without_one_note_every_row_is_rejected_and_kept_with_its_labels(tmp_path: Path) -> None:
    facts = build(SPEC, _source(tmp_path, _row(), _row("9000002")), tmp_path / "out")
    assert (facts["rows_in"], facts["rows_out"], facts["rejected"]) == (2, 0, {"note-missing": 2})
    kept = (tmp_path / "out" / "rejected" / "crf.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(kept) == 2
    assert all("annotations" in line for line in kept)


def test_what_the_form_does_not_have_is_counted_and_marked_and_never_changed(tmp_path: Path) -> None:
    row = _row(ph="walking independently", spo2="95%", transaminases="AST ALT nn")
    _, record, *repairs = read(_source(tmp_path, row, notes={"9000001_it": NOTE}))
    assert isinstance(record, Record)
    values = {item["item"]: item["value"] for item in record.document.fields["items"]}
    assert (values["ph"], values["spo2"], values["transaminases"]) == ("walking independently", "95%", "AST ALT nn")
    assert record.document.fields["suspect_items"] == ("ph", "transaminases")
    assert [(each.code, each.times) for each in repairs if isinstance(each, Repaired)] == [
        ("measurement-as-value", 1), ("value-of-another-item", 1), ("value-outside-form", 1),
    ]  # fmt: skip


def test_misspelt_items_keep_their_published_name_and_have_the_right_one_beside_it(tmp_path: Path) -> None:
    _, record = read(_source(tmp_path, notes={"9000001_it": NOTE}))
    assert isinstance(record, Record)
    items = [item["item"] for item in record.document.fields["items"]]
    names = dict(zip(items, record.document.fields["item_names"], strict=True))
    assert names["first episod of epilepsy"] == "first episode of epilepsy"
    assert names["pa02"] == "pao2"
    assert names["improvement of patient’s conditions"] == "improvement of patient's conditions"
    assert names["chest pain"] == "chest pain"


def test_a_form_with_other_items_is_rejected_with_the_reason(tmp_path: Path) -> None:
    cut, strange = _row("9000002"), _row("9000003")
    cut["annotations"] = cut["annotations"][1:]
    strange["annotations"][0]["item"] = "età"
    notes = {id: NOTE for id in ("9000001_it", "9000002_it", "9000003_it")}
    events = read(_source(tmp_path, _row(), cut, strange, notes=notes))
    assert [event.reason for event in events if isinstance(event, Rejected)] == ["item-missing", "item-unknown"]


def test_a_submission_in_the_place_of_the_labels_stops_the_build(tmp_path: Path) -> None:
    submission = {"document_id": "9000001_it", "predictions": [{"item": "chest pain", "prediction": "y"}]}
    with pytest.raises(SchemaDiffers, match="annotations"):
        list(read(_source(tmp_path, submission, notes={"9000001_it": NOTE})))


def test_predictions_under_the_right_name_are_no_labels(tmp_path: Path) -> None:
    row = _row("9000002")
    row["annotations"] = [{"item": each["item"], "prediction": "y"} for each in row["annotations"]]
    events = read(_source(tmp_path, _row(), row, notes={"9000001_it": NOTE, "9000002_it": NOTE}))
    assert [event.reason for event in events if isinstance(event, Rejected)] == ["labels-missing"]


def test_a_truncated_line_is_rejected_and_kept(tmp_path: Path) -> None:
    source = _source(tmp_path, notes={"9000001_it": NOTE})
    with (source / "development_data" / "dev_gt.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"document_id": "9000002", "annotat')
    (rejected,) = [event for event in read(source) if isinstance(event, Rejected)]
    assert rejected.reason == "row-unreadable"
    assert "9000002" in rejected.raw


def test_notes_without_their_column_stop_the_build(tmp_path: Path) -> None:
    source = _source(tmp_path, notes={"9000001_it": NOTE})
    table = pa.table({"document_id": ["9000001_it"], "testo": [NOTE]})
    pq.write_table(table, source / "notes" / "it-00000-of-00001.parquet")
    with pytest.raises(SchemaDiffers, match="clinical_note"):
        list(read(source))


@pytest.mark.parametrize("name", ["", "your_submission_data"])
def test_an_empty_or_half_there_folder_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "src" / name).mkdir(parents=True)
    with pytest.raises(SourceMismatch, match=r"dev_gt\.jsonl") as caught:
        build(SPEC, tmp_path / "src", tmp_path / "out")
    assert caught.value.cause
    assert caught.value.remedy


# The real labels, joined with invented notes


@pytest.fixture(scope="module")
def real(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    labels = corpora / "crf-cl4health2026" / "development_data" / "dev_gt.jsonl"
    if not labels.is_file():
        pytest.skip("crf-cl4health2026 is not at hand")
    rows = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()]
    notes = {f"{row['document_id']}_it": f"Nota inventata {number}." for number, row in enumerate(rows)}
    source = _source(tmp_path_factory.mktemp("crf"), *rows, notes=notes)
    build(SPEC, source, source.parent / "out")
    return source.parent / "out"


def _rows(out: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(out / "data" / "crf" / "validation-00000-of-00001.parquet").to_pylist()
    return rows


def test_real_cells_are_those_that_were_counted(real: Path) -> None:
    values = Counter(item["value"] for row in _rows(real) for item in row["items"])
    assert (len(_rows(real)), values.total(), len(values)) == (80, 10_720, 64)
    assert {value: values[value] for value in ("unknown", "y", "n", "A", "normothermic")} == {
        "unknown": 10_321, "y": 142, "n": 74, "A": 27, "normothermic": 17,
    }  # fmt: skip
    filled = [sum(item["value"] != UNKNOWN for item in row["items"]) for row in _rows(real)]
    assert (sum(filled), max(filled), filled.count(0)) == (399, 16, 18)
    ever = {item["item"] for row in _rows(real) for item in row["items"] if item["value"] != UNKNOWN}
    assert len(ever) == 134 - 63


def test_real_items_stand_in_the_published_order_in_every_row(real: Path) -> None:
    orders = {tuple(item["item"] for item in row["items"]) for row in _rows(real)}
    assert len(orders) == 1
    assert set(orders.pop()) == set(DYSPNEA_FORM.vocabularies)


def test_real_oddities_are_three_kinds(real: Path) -> None:
    facts = json.loads((real / "corpus.json").read_text(encoding="utf-8"))["configs"]["crf"]
    assert facts["repairs"] == {"measurement-as-value": 49, "value-of-another-item": 2, "value-outside-form": 1}
    suspect = Counter(item for row in _rows(real) for item in row["suspect_items"])
    assert suspect == {"ph": 1, "c-reactive protein": 1, "transaminases": 1}


def test_the_real_folder_has_no_notes_and_all_its_rows_are_rejected(corpora: Path, tmp_path: Path) -> None:
    if not (corpora / "crf-cl4health2026").is_dir():
        pytest.skip("crf-cl4health2026 is not at hand")
    events = list(read(corpora / "crf-cl4health2026"))
    assert Counter(type(event).__name__ for event in events) == {"Seen": 1, "Rejected": 80}
    assert {event.reason for event in events if isinstance(event, Rejected)} == {"note-missing"}
