"""A scan that is shared out: the spans of one process, byte by byte, from units of any size, processes and jobs in any order."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from datasets_builders.errors import Refused, UserError
from datasets_builders.formats.tabular import SchemaDiffers
from validation.anonymisation.engine import default_engine
from validation.anonymisation.scan import Scanned, scan_file
from validation.executors.gathering import states_in_order
from validation.executors.hearing import Hearing
from validation.executors.processes import Processes
from validation.executors.scanning import line_of, plan_scan, write_spans
from validation.executors.shards import Shard, do_shard, merged_states, open_work
from validation.executors.work import Executor, Inline, Kernel

NOTES = [
    "È giunta la signora Ersilia Montefalchi 🩺, CF MNTRSL48C52H501A.",
    "Riferisce dispnea,\nda tre giorni; contattare il figlio al cell. 347 555 0147.",
    "",
    'Dimessa il 12 marzo 2021 con "Montefalchi" in cartella.',
    "nega febbre e montefalchi, tosse da due giorni",
]


class Shuffled(Inline):
    """Does the units in another order, as workers may."""

    def map(self, kernel: Kernel, task: Any, units: Sequence[Any]) -> Iterator[tuple[Any, bytes]]:
        mixed = list(units)
        random.Random(3).shuffle(mixed)
        yield from super().map(kernel, task, mixed)


def _write(folder: Path, kind: str) -> Path:
    rows = [{"id": "" if n % 3 else f"n{n}", "text": NOTES[n % len(NOTES)]} for n in range(23)]
    path = folder / f"notes.{kind}"
    if kind == "parquet":
        pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=9)
    elif kind == "jsonl":
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        lines[4:4] = ["", '{"text": "Ersilia Montefalchi']
        path.write_text("\r\n".join(lines), encoding="utf-8-sig")
    elif kind == "json":
        path.write_text(json.dumps(rows), encoding="utf-8")
    elif kind == "txt":
        path.write_bytes("\r\n".join(NOTES).encode())
    else:
        quoted = ['"{}"'.format(row["text"].replace('"', '""')) for row in rows]
        told = "".join(f"{row['id']},{text}\n" for row, text in zip(rows, quoted, strict=True))
        path.write_text("id,text\n" + told + "solo\n", encoding="utf-8")
    return path


def _alone(path: Path, out: Path) -> tuple[bytes, Scanned]:
    scanned = Scanned()
    lines = [line_of(span) for span in scan_file(path, default_engine(), scanned)]
    out.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return out.read_bytes(), scanned


def _shared(path: Path, out: Path, executor: Executor, size: int) -> tuple[bytes, Scanned]:
    plan = plan_scan(path, unit_bytes=size)
    with executor, states_in_order(plan, executor, out.parent / "waiting") as states:
        scanned = write_spans(out, plan, states)
    assert not (out.parent / "waiting").exists()
    return out.read_bytes(), scanned


@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet", "json", "txt"])
def test_units_of_any_size_in_any_order_give_the_spans_of_one_process(tmp_path: Path, kind: str) -> None:
    path = _write(tmp_path, kind)
    alone = _alone(path, tmp_path / "alone.jsonl")
    assert alone[1].spans > 3
    assert len(plan_scan(path, unit_bytes=1).units) > (5 if kind not in ("json", "txt") else 0)
    for size in (1, 300, 1 << 20):
        assert _shared(path, tmp_path / "shared.jsonl", Shuffled(), size) == alone


@pytest.mark.slow
def test_two_processes(tmp_path: Path) -> None:
    path = _write(tmp_path, "jsonl")
    assert _shared(path, tmp_path / "shared.jsonl", Processes(2), 300) == _alone(path, tmp_path / "alone.jsonl")


def test_four_jobs_in_any_order_that_are_begun_again(tmp_path: Path) -> None:
    path = _write(tmp_path, "csv")
    alone = _alone(path, tmp_path / "alone.jsonl")
    plan = plan_scan(path, unit_bytes=300)
    for number in (3, 1, 4, 2, 3):
        _, work = open_work(tmp_path / "work", plan, 4)
        done, before = do_shard(plan, Shard(number, 4), work, Shuffled())
    assert (done, before) == (0, len(Shard(3, 4).units(plan.units)))
    assert (tmp_path / "work").stat().st_mode & 0o777 == 0o700
    _, work = open_work(tmp_path / "work", plan, None)
    scanned = write_spans(tmp_path / "merged.jsonl", plan, merged_states(plan, work))
    work.remove()
    assert ((tmp_path / "merged.jsonl").read_bytes(), scanned) == alone
    assert not (tmp_path / "work").exists()


def test_the_words_of_the_whole_file_are_known_to_every_unit(tmp_path: Path) -> None:
    """A word that most texts write small is no name, even in a unit whose texts write it large alone."""
    rows = [{"id": f"n{n}", "text": "il calandrone era dolente"} for n in range(9)]
    rows.append({"id": "n9", "text": "Visita del dott. Calandrone in reparto"})
    path = tmp_path / "notes.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    words: list[frozenset[str]] = []

    class Listening(Inline):
        def map(self, kernel: Kernel, task: Any, units: Sequence[Any]) -> Iterator[tuple[Any, bytes]]:
            words.append(task.words)
            return super().map(kernel, task, units)

    assert _shared(path, tmp_path / "shared.jsonl", Listening(), 1) == _alone(path, tmp_path / "alone.jsonl")
    assert words[0] is None
    assert "calandrone" in words[1]


def test_jobs_with_other_data_or_options_are_refused(tmp_path: Path) -> None:
    path = _write(tmp_path, "jsonl")
    open_work(tmp_path / "work", plan_scan(path), 2)
    (tmp_path / "voices.yaml").write_text("x: 1", encoding="utf-8")
    for plan in (plan_scan(path, id_column="n"), plan_scan(path, hearing=Hearing(voices=tmp_path / "voices.yaml"))):
        with pytest.raises(Refused, match="another run"):
            open_work(tmp_path / "work", plan, 2)
    with path.open("a", encoding="utf-8") as file:
        file.write('{"text": ""}\n')
    with pytest.raises(Refused, match="digest, plan differ"):
        open_work(tmp_path / "work", plan_scan(path), 2)


def test_what_cannot_be_scanned_is_told_before_the_work_begins(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no file"):
        plan_scan(tmp_path / "assente.jsonl")
    with pytest.raises(SchemaDiffers, match="'testo'"):
        plan_scan(_write(tmp_path, "jsonl"), text_column="testo")
    (tmp_path / "notes.parquet").write_bytes(b"PAR1")
    with pytest.raises(UserError, match="cannot be read"):
        plan_scan(tmp_path / "notes.parquet")
    (tmp_path / "vuoto.jsonl").write_text('{"text": ""}\n', encoding="utf-8")
    with pytest.raises(Refused, match="holds no text"):
        _shared(tmp_path / "vuoto.jsonl", tmp_path / "out.jsonl", Inline(), 1)
    assert not (tmp_path / "out.jsonl").exists()
