"""Plant canaries into a copy of training text: as further rows of a built dataset, or as further lines of a file.

What was there stays as it was, in its order: rows are copied as Arrow, lines as bytes, so no offset moves. Nothing is held in
memory but a batch and the places. The source is only read.
"""

from __future__ import annotations

import json
import shutil
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from adaptation.memorisation.canaries import CanaryList
from adaptation.memorisation.digests import digest_of_data, digest_of_file
from adaptation.memorisation.progress import Progress, no_bar
from datasets_builders.built import BuiltDataset, open_built
from datasets_builders.errors import Refused, UserError, disk_errors
from datasets_builders.spec import split_role
from datasets_builders.staging import staged_folder, write_text

__all__ = ["plant"]

_KINDS = {".jsonl": "jsonl", ".txt": "text"}
_BOM = b"\xef\xbb\xbf"
_ROWS_PER_GROUP = 5_000


class Places:
    """Where the copies of canaries go among `rows` rows or lines: before which one each stands, drawn at random.

    Args:
        canaries: what is to be planted, each as often as it says.
        rows: how many rows or lines there are.
        after_last: whether something may stand behind the last one.
    """

    def __init__(self, canaries: CanaryList, rows: int, *, after_last: bool) -> None:
        rng = Random(f"{canaries.seed}/places")  # noqa: S311 - repeatable
        copies = [(each.id, each.text) for each in canaries.canaries for _ in range(each.repeats)]
        drawn = [(rng.randrange(rows + after_last), rng.random(), *each) for each in copies]
        self._drawn = sorted(drawn)
        self._rows = rows

    def between(self, first: int, last: int) -> Iterator[tuple[int, str, str]]:
        """Give (row it stands before, id, text) for the rows `first` to `last`, exclusive; for the last of all, behind it too."""
        end = last if last < self._rows else last + 1
        for at in range(bisect_left(self._drawn, (first,)), bisect_left(self._drawn, (end,))):
            before, _, id, text = self._drawn[at]
            yield before, f"{id}-{at}", text

    def by_id(self) -> dict[str, list[int]]:
        """Return where each canary stands in the copy, counted from 0."""
        places: dict[str, list[int]] = {}
        for earlier, (before, _, id, _) in enumerate(self._drawn):
            places.setdefault(id, []).append(before + earlier)
        return places

    def __len__(self) -> int:
        return len(self._drawn)


def plant(
    source: Path,
    copy: Path,
    list_file: Path,
    canaries: CanaryList,
    *,
    config: str = "",
    text_column: str = "text",
    progress: Progress = no_bar,
) -> CanaryList:
    """Write `copy`, which holds all of `source` and the canaries, and the list of where they stand.

    Args:
        source: a built folder, a .jsonl file or a .txt file.
        copy: does not exist yet.
        list_file: does not exist yet, and lies in neither; this is canaries.json.
        canaries: as `make_canaries` gives them.
        config: of a built folder, the config to plant into; may be left out where only one has training rows.
        text_column: of a table, the column or key of the text.
        progress: wraps batches or lines, to show a bar.

    Returns:
        The list as it was written.

    Raises:
        UserError: a path is wrong or taken, or the source is of no kind that can be planted into.
        Refused: the source has no row or line.
    """
    _refuse_paths(source, copy, list_file)
    if source.is_dir():
        planted = _plant_rows(open_built(source), copy, canaries, config, text_column, progress)
    else:
        planted = _plant_lines(source, copy, canaries, text_column, progress)
    try:
        write_text(list_file, json.dumps(planted.to_json(), ensure_ascii=False, indent=1) + "\n")
    except BaseException:
        # A copy without its list would be trained on and could never be measured.
        shutil.rmtree(copy) if copy.is_dir() else copy.unlink()
        raise
    return planted


def _refuse_paths(source: Path, copy: Path, list_file: Path) -> None:
    if not source.is_dir() and (not source.is_file() or source.suffix not in _KINDS):
        raise UserError(
            f"{source} is no training text.",
            remedy="Give a folder that `referto build` or `gather` wrote, a .jsonl file or a .txt file.",
        )
    for path in (copy, list_file):
        if path.exists():
            raise UserError(
                f"{path} is there already.",
                cause="A model may have been trained on that copy, and only its own list can measure it.",
                remedy="Give another --out or --list, or move the earlier ones away together.",
            )
    if source.is_file() and copy.suffix != source.suffix:
        raise UserError(f"{copy} does not end in {source.suffix}.", remedy=f"Give --out a name in {source.suffix}.")
    for inner, outer in ((list_file, copy), (list_file, source), (copy, source)):
        if inner.resolve().is_relative_to(outer.resolve()):
            raise UserError(
                f"{inner} would lie in {outer}.",
                cause="What is trained on or published must not hold the list, nor the source its copy.",
                remedy="Give --out and --list places beside the source.",
            )


# ----------------------------------------------------------------------------------------------------------------- lines


def _plant_lines(source: Path, copy: Path, canaries: CanaryList, text_column: str, progress: Progress) -> CanaryList:
    lines, first = _count_lines(source)
    if not lines:
        raise Refused(f"{source} is empty.", cause="There is nothing to plant among.", remedy="Give the training text.")
    kind = _KINDS[source.suffix]
    like = _first_object(source, first, text_column) if kind == "jsonl" else {}
    places = Places(canaries, lines, after_last=False)
    beside = copy.with_name(f".{copy.name}.part")
    with disk_errors(copy, doing="planting canaries"):
        copy.parent.mkdir(parents=True, exist_ok=True)
        try:
            with source.open("rb") as read, beside.open("wb") as written:
                if read.read(len(_BOM)) == _BOM:
                    written.write(_BOM)
                else:
                    read.seek(0)
                for number, line in enumerate(progress("planting", read)):
                    end = b"\r\n" if line.endswith(b"\r\n") else b"\n"
                    for _, id, text in places.between(number, number + 1):
                        written.write(_line(id, text, like, text_column) + end)
                    written.write(line)
            beside.rename(copy)
        finally:
            beside.unlink(missing_ok=True)
    told = {"kind": kind, "digest": f"sha256:{digest_of_file(source)}"}
    copied = {"digest": f"sha256:{digest_of_file(copy)}", "rows": lines + len(places)}
    return replace(canaries.planted_at(places.by_id()), source=told, copy=copied)


def _count_lines(source: Path) -> tuple[int, bytes]:
    """Count the lines and return the first; a file that is not UTF-8 is refused before anything is written."""
    lines, first = 0, b""
    with source.open("rb") as read:
        for line in read:
            first = first if first.strip() else line.removeprefix(_BOM)
            lines += 1
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as error:
                raise UserError(
                    f"{source} is not UTF-8.",
                    cause=f"Line {lines} cannot be read as such.",
                    remedy="Convert it to UTF-8 first, as the trainer will want it too.",
                ) from error
    return lines, first


def _first_object(source: Path, line: bytes, text_column: str) -> dict[str, Any]:
    try:
        read = json.loads(line)
    except ValueError:
        read = None
    if not isinstance(read, dict) or not isinstance(read.get(text_column), str):
        raise UserError(
            f"The first line of {source} is no object with a text under {text_column!r}.",
            cause="Canaries take the keys of the first line, so that a loader sees one kind of row.",
            remedy="Give --text-column, or a file with one JSON object a line.",
        )
    return read


def _line(id: str, text: str, like: Mapping[str, Any], text_column: str) -> bytes:
    if not like:
        return text.encode()
    row = {key: _blank(key, value, id) for key, value in like.items()}
    return json.dumps({**row, text_column: text}, ensure_ascii=False).encode()


def _blank(key: str, value: Any, id: str) -> Any:
    """Return a value of the same kind that says nothing, so that a loader gives the column one type."""
    if isinstance(value, str):
        return id if key == "id" or key.endswith("_id") else ""
    return [] if isinstance(value, list) else None


# ------------------------------------------------------------------------------------------------------------------ rows


def _plant_rows(
    dataset: BuiltDataset, copy: Path, canaries: CanaryList, config: str, text_column: str, progress: Progress
) -> CanaryList:
    config, split = _where(dataset, config)
    rows = dataset.row_counts()[config][split]
    if not rows:
        raise Refused(
            f"{config}/{split} has no row.", cause="There is nothing to plant among.", remedy="Build it first."
        )
    if text_column not in dataset.schema(config).names:
        raise UserError(f"{config} has no column {text_column!r}.", remedy="Give --text-column.")
    places = Places(canaries, rows, after_last=True)
    planted_into = set(dataset.shards[config][split])
    with staged_folder(copy, doing="planting canaries") as folder:
        first = 0
        for path in dataset.files:
            target = folder / path.relative_to(dataset.path)
            target.parent.mkdir(parents=True, exist_ok=True)
            if path in planted_into:
                first = _rewrite(path, target, places, first, text_column, progress)
            else:
                shutil.copyfile(path, target)
        if dataset.facts:
            facts = {**dataset.facts, "planted": {"config": config, "split": split, "rows": len(places)}}
            write_text(folder / "corpus.json", json.dumps(facts, ensure_ascii=False, indent=1) + "\n")
    told = {
        "kind": "built",
        "digest": f"sha256:{digest_of_data(dataset.path)}",
        "config": config,
        "split": split,
    }
    copied = {"digest": f"sha256:{digest_of_data(copy)}", "rows": rows + len(places)}
    return replace(canaries.planted_at(places.by_id()), source=told, copy=copied)


def _where(dataset: BuiltDataset, config: str) -> tuple[str, str]:
    """Return the config and the split that is trained on; a config that must be chosen is asked for."""
    trained = {
        name: [split for split in splits if split_role(split) == "train"] for name, splits in dataset.shards.items()
    }
    able = {name: splits for name, splits in trained.items() if splits}
    if not able:
        raise UserError(f"{dataset.path} has no training split.", remedy="Give a folder with one.")
    if (not config and len(able) > 1) or (config and config not in able):
        raise UserError(
            f"{dataset.path} has {len(able)} configs with training rows."
            if not config
            else f"{dataset.path} has no training rows in config {config!r}.",
            cause="A canary must stand exactly as often as its list says, so it goes into one config.",
            remedy=f"Give --config, one of: {', '.join(able)}",
        )
    name = config or next(iter(able))
    return name, able[name][0]


def _rewrite(path: Path, target: Path, places: Places, first: int, text_column: str, progress: Progress) -> int:
    """Copy one file with the canaries in it; return the index of the first row of the next file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        schema = file.schema_arrow
        with pq.ParquetWriter(target, schema, compression="zstd", use_content_defined_chunking=True) as writer:
            licence = ""
            for batch in progress("planting", file.iter_batches(batch_size=_ROWS_PER_GROUP)):
                licence = licence or _licence(batch)
                parts: list[Any] = []
                done = 0
                for before, id, text in places.between(first, first + batch.num_rows):
                    parts += [batch.slice(done, before - first - done), _row(schema, id, text, text_column, licence)]
                    done = before - first
                parts.append(batch.slice(done))
                writer.write_table(pa.Table.from_batches(parts, schema=schema))
                first += batch.num_rows
    return first


def _licence(batch: Any) -> str:
    return str(batch.column("licence")[0]) if "licence" in batch.schema.names and batch.num_rows else ""


def _row(schema: Any, id: str, text: str, text_column: str, licence: str) -> Any:
    """Return one row: the text, ids, a licence, empty lists; everything else says nothing."""
    import pyarrow as pa

    def value(field: Any) -> Any:
        if field.name == text_column:
            return text
        if field.name == "licence":
            return licence
        if pa.types.is_string(field.type) or pa.types.is_large_string(field.type):
            return _blank(field.name, "", id)
        return [] if pa.types.is_list(field.type) else None

    return pa.RecordBatch.from_pylist([{field.name: value(field) for field in schema}], schema=schema)
