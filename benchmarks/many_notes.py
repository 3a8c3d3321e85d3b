"""Write millions of invented notes as a built folder, to measure checks on: some 75 words and 1.8 spans a note.

    python benchmarks/many_notes.py FOLDER --rows 4000000 [--test 0.2] [--seed 1]

Every note is a row of words drawn from a made-up vocabulary in which short Italian words and words of a ward are frequent, with
names, dates and telephone numbers among them as spans, in code points; about one word in nine has an accent. Drawing, joining and
counting are done for 50,000 rows at a time in numpy and pyarrow: a million notes take some fifteen seconds. Notes have no
sentence in common by design: thirteen words in a row occur twice by accident only.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from datasets_builders.schema import TASKS, TaskType

__all__ = ["CONFIG", "ROWS_PER_GROUP", "chunk", "corpus_facts", "write_notes"]

CONFIG = "notes"
LABELS = ("NOME", "DATA", "TEL")
ROWS_PER_GROUP = 50_000
ROWS_PER_FILE = 500_000
LICENCE = "CC0-1.0"

_FREQUENT = """
di e il la con da in per del della al non a che un una si alla dei nel le i dal sono ha è più già però perché così
riferisce paziente nega dispnea febbre dolore toracico tosse terapia domicilio controllo esame obiettivo pressione
arteriosa saturazione aria ambiente addome trattabile murmure vescicolare presente ritmo sinusale frequenza cardiaca
anamnesi allergie ipertensione diabete in corso giorni ore ieri oggi dimesso ricoverato reparto visita specialistica
radiografia torace negativa positiva lieve moderata emocromo creatinina glicemia funzionalità attività mobilità città
età sarà potrà metà
""".split()
_SYLLABLES = """
ca ce ci co cu da de di do fa fe fi la le li lo ma me mi mo na ne ni no pa pe pi po ra re ri ro sa se si so ta te ti
to va ve vi
""".split()
_ENDINGS = """
zione mento ando ità ale oso osa ico ica one ina ato ata ente ismo uta
""".split()
_FIRST = """
Zelmira Oddone Fiammetta Nicolò Teofilo Briseide Uberto Noè Artemisia Ruggero Mafalda Zaccaria Penelope Anselmo Tecla
Giosuè
""".split()
_LAST = """
Montefalchi Trecolli Ripalunga Selvapiana Fontebuono Cantalù Valdombra Pietraforte Castelnoce Vignarossa Coltorto
Boscarì
""".split()


def write_notes(folder: Path, rows: int, *, test: float = 0.2, seed: int = 1) -> Path:
    """Write a built folder of config `notes` (task phi) with the splits train and test; zstd, 50,000 rows a group.

    Args:
        folder: made where it is missing; files of an earlier run are replaced.
        rows: of both splits together.
        test: share of the rows that the test split gets.
        seed: the same seed and number of rows give the same bytes.
    """
    data = folder / "data" / CONFIG
    data.mkdir(parents=True, exist_ok=True)
    for old in data.glob("*.parquet"):
        old.unlink()
    held_out = int(rows * test)
    counts = {"train": rows - held_out, **({"test": held_out} if held_out else {})}
    for number, (split, size) in enumerate(counts.items()):
        _write_split(data, split, size, seed=seed * 1_000 + number)
    (folder / "corpus.json").write_text(json.dumps(corpus_facts(counts), indent=1), encoding="utf-8")
    return folder


def corpus_facts(counts: dict[str, int]) -> dict[str, object]:
    """Return what corpus.json says of such a folder: `counts` are the rows of each split."""
    splits = {split: {"rows_in": size, "rows_out": size, "rejected": {}} for split, size in counts.items()}
    config = {"task": "phi", "labels": list(LABELS), "relation_labels": [], "splits": splits}
    return {
        "id": "many-notes",
        "language": "it",
        "licence": {"row_values": [LICENCE], "republish": "as-is"},
        "configs": {CONFIG: config},
        "rows_out": sum(counts.values()),
    }


def _write_split(data: Path, split: str, rows: int, *, seed: int) -> None:
    files = -(-rows // ROWS_PER_FILE)
    for file in range(files):
        first, last = file * ROWS_PER_FILE, min(rows, (file + 1) * ROWS_PER_FILE)
        path = data / f"{split}-{file:05d}-of-{files:05d}.parquet"
        with pq.ParquetWriter(path, SCHEMA, compression="zstd") as writer:
            for batch in _chunks(split, first, last, seed):
                writer.write_batch(batch, row_group_size=ROWS_PER_GROUP)


def _chunks(split: str, first: int, last: int, seed: int) -> Iterator[pa.RecordBatch]:
    for begin in range(first, last, ROWS_PER_GROUP):
        yield chunk(split, begin, min(ROWS_PER_GROUP, last - begin), seed=seed)


SCHEMA = TASKS[TaskType.PHI].arrow()


def _vocabulary() -> tuple[pa.Array, npt.NDArray[np.int64], npt.NDArray[np.float64], tuple[int, int, int, int]]:
    """Return the words, their code points, how the common ones are drawn, and where names, dates and numbers begin and end."""
    draw = np.random.default_rng(7)
    made = {
        "".join(draw.choice(_SYLLABLES, size)) + str(ending)
        for size, ending in zip(draw.integers(1, 3, 30_000), draw.choice(_ENDINGS, 30_000), strict=True)
    }
    plain = [*dict.fromkeys(_FREQUENT), *sorted(made - set(_FREQUENT))]
    common = [*plain, *(word + "," for word in plain[:2_000]), *(word + "." for word in plain[:2_000])]
    rank = np.concatenate([np.arange(len(plain)), np.arange(2_000) * 12 + 12, np.arange(2_000) * 12 + 12])
    weight = 1.0 / (rank + 6.0) ** 1.15
    names = [f"{first} {last}" for first in _FIRST for last in _LAST]
    dates = [
        f"{day:02d}/{month:02d}/{year}" for year in range(2012, 2025) for month in range(1, 13) for day in range(1, 29)
    ]
    phones = [f"3{prefix} 555 {number:04d}" for prefix in range(20, 30) for number in range(0, 1_000, 3)]
    words = [*common, *names, *dates, *phones]
    bounds = np.cumsum([len(common), len(names), len(dates), len(phones)]).tolist()
    lengths = np.array([len(word) for word in words])
    return pa.array(words), lengths, np.cumsum(weight / weight.sum()), tuple(bounds)


_WORDS, _LENGTHS, _DRAWN, _BOUNDS = _vocabulary()
_KIND_NAMES = pa.array(LABELS)


def chunk(split: str, first: int, rows: int, *, seed: int) -> pa.RecordBatch:
    """Make the notes `first` .. `first + rows` of a split, in the schema of the task phi.

    Args:
        split: its name stands in ids and groups, so that no id and no patient is in two splits.
        first: number of the first note; with `seed` it decides what is drawn.
        rows: how many.
        seed: of the draw.
    """
    draw = np.random.default_rng([seed, first])
    sizes = np.clip(draw.normal(74, 22, rows).astype(np.int64), 12, 400)
    ends = np.cumsum(sizes)
    starts = ends - sizes
    words = np.searchsorted(_DRAWN, draw.random(int(ends[-1])), side="right").astype(np.int32)
    spans = np.minimum(draw.poisson(1.8, rows), 6)
    owner = np.repeat(np.arange(rows), spans)
    # One span to each sixth of a note, so that no two fall on the same word.
    turn = np.arange(len(owner)) - np.repeat(np.cumsum(spans) - spans, spans)
    slot = sizes[owner] // 6
    at = starts[owner] + turn * slot + draw.integers(0, 1 << 30, len(owner)) % slot
    kind = draw.integers(0, 3, len(owner))
    low, high = np.array(_BOUNDS[:3])[kind], np.array(_BOUNDS[1:])[kind]
    words[at] = low + draw.integers(0, 1 << 30, len(owner)) % (high - low)
    lengths = _LENGTHS[words]
    after = np.cumsum(lengths + 1)
    begins = after - lengths - 1
    span_starts = begins[at] - begins[starts[owner]]
    span_ends = span_starts + lengths[at]
    text = _joined(words, np.concatenate([[0], ends]))
    entities = _entities(spans, turn, span_starts, span_ends, _WORDS.take(pa.array(words[at])), kind)
    number = np.arange(first, first + rows)
    ids = _numbered(f"{split}-", number)
    empty = pa.ListArray.from_arrays(
        np.zeros(rows + 1, np.int32), pa.array([], SCHEMA.field("relations").type.value_type)
    )
    columns = {
        "id": ids,
        "document_id": ids,
        "group_id": _numbered(f"{split}-p", number // 2),
        "text": text,
        "licence": pa.repeat(LICENCE, rows),
        "entities": entities,
        "relations": empty,
    }
    return pa.RecordBatch.from_arrays([columns[name] for name in SCHEMA.names], schema=SCHEMA)


def _joined(words: npt.NDArray[np.int32], offsets: npt.NDArray[np.int64]) -> pa.Array:
    """Join words, numbers into the vocabulary, to one text a row; `offsets` says where each row begins."""
    return pc.binary_join(pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), _WORDS.take(pa.array(words))), " ")


def _numbered(prefix: str, number: npt.NDArray[np.int64]) -> pa.Array:
    return pc.binary_join_element_wise(prefix, pa.array(number).cast(pa.string()), "")


def _entities(
    spans: npt.NDArray[np.int64],
    turn: npt.NDArray[np.int64],
    starts: npt.NDArray[np.int64],
    ends: npt.NDArray[np.int64],
    texts: pa.Array,
    kind: npt.NDArray[np.int64],
) -> pa.Array:
    offsets = pa.array(np.concatenate([[0], np.cumsum(spans)]), pa.int32())
    kinds = SCHEMA.field("entities").type.value_type
    one_each = pa.array(np.arange(len(starts) + 1), pa.int32())
    pieces = pa.StructArray.from_arrays([pa.array(starts), pa.array(ends)], names=["start", "end"])
    columns = [
        _numbered("e", turn + 1),
        pa.array(starts),
        pa.array(ends),
        texts,
        _KIND_NAMES.take(pa.array(kind)),
        pa.ListArray.from_arrays(one_each, pieces),
        pa.ListArray.from_arrays(np.zeros(len(starts) + 1, np.int32), pa.array([], pa.string())),
    ]
    return pa.ListArray.from_arrays(offsets, pa.StructArray.from_arrays(columns, fields=list(kinds)))


def main() -> None:
    """Write the folder that the command line names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--test", type=float, default=0.2, help="share of the rows in the test split (0.2)")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    write_notes(asked.folder, asked.rows, test=asked.test, seed=asked.seed)


if __name__ == "__main__":
    main()
