"""Read the real corpora that the benchmarks measure on, from the folder that the tests use too.

    REFERTO_SHARED=/elsewhere python benchmarks/anonymisation_recall.py

Nothing of them is copied or kept; where a corpus is absent, its reader gives None and the benchmark says so.
"""

from __future__ import annotations

import io
import json
import os
import re
import tarfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.metrics import Span

__all__ = ["INCOMPLETE", "GoldRow", "addiction", "anchored", "case_reports", "gold80", "leaflets", "shared_corpora"]


@dataclass(frozen=True, slots=True)
class GoldRow:
    """A note that people marked.

    Args:
        row: what to call it in a report.
        text: what it says.
        spans: every occurrence of every string that the gold names, in order, none on another.
        absent: the entities of gold strings that the text does not hold.
    """

    row: str
    text: str
    spans: tuple[Span, ...]
    absent: tuple[str, ...]


INCOMPLETE: Mapping[str, str] = {
    "IT100002": "two dates", "IT100003": "two years", "IT100010": "one year", "IT100027": "all seven dates",
    "IT100332": "one hospital", "IT100341": "one date, of which the gold gives another year",
}  # fmt: skip
"""Documents of the gold of eighty in which identifiers were left unmarked: recall is not touched, precision would be."""

_GOLD80 = {"NOME": "PERSON", "DATA": "DATE_TIME", "LUOGO/INDIRIZZO": "LOCATION", "ETÀ": "AGE_OVER_89"}
_ADDICTION = {
    "PATIENT": "PERSON (patient)", "PER": "PERSON (other)", "DATE": "DATE_TIME", "GPE": "LOCATION (GPE)", "LOC": "LOCATION (LOC)",
    "PROV": "LOCATION (province)", "FAC": "FACILITY", "ORG": "FACILITY (any organisation)", "CODE": "CODE", "PHONE": "PHONE_NUMBER",
    "MAIL": "EMAIL_ADDRESS", "URL": "URL",
}  # fmt: skip


def shared_corpora() -> Path | None:
    """Give the folder of the real corpora: under $REFERTO_SHARED, else beside the repository."""
    root = Path(__file__).resolve().parent.parent
    folder = Path(os.environ.get("REFERTO_SHARED", root.parent / "shared")) / "corpora"
    return folder if folder.is_dir() else None


def gold80() -> list[GoldRow] | None:
    """Read the eighty real notes; ages under ninety are left out, nationalities count as the places they were marked."""
    folder = _corpus("deid-gold80-it")
    if folder is None:
        return None
    names = json.loads((folder / "derived_gold80_row_to_e3c_id.json").read_text(encoding="utf-8"))
    rows = json.loads((folder / "data" / "gold_standard_80.json").read_text(encoding="utf-8"))
    made = []
    for number, row in enumerate(rows):
        pairs = [
            (item["text"], _GOLD80[item["type"]]) for item in row["entities"] if _counts(item["type"], item["text"])
        ]
        made.append(_row(f"{number} ({names[number]})", row["text"], pairs))
    return made


def addiction() -> list[GoldRow] | None:
    """Read the test notes of an addiction clinic (synthetic); works of art, products, events, ages and peoples are left out."""
    folder = _corpus("substance-abuse-phi-it")
    if folder is None:
        return None
    made = []
    for path in sorted((folder / "synthetic_samples" / "test").glob("*.json")):
        kind = path.stem.removeprefix("synthetic_").removesuffix("_test")
        for number, row in enumerate(json.loads(path.read_text(encoding="utf-8-sig"))):
            pairs = [
                (item["text"], _ADDICTION[item["label"]]) for item in row["entities"] if item["label"] in _ADDICTION
            ]
            made.append(_row(f"{kind}/{number}", row["text"], pairs))
    return made


def case_reports() -> Iterator[str]:
    """Give the texts of E3C layer 3, document by document, out of the archive; nothing where it is absent."""
    folder = _corpus("e3c-it")
    archive = folder / "data_collection" / "Italian" / "layer3_all_10213.tar.gz" if folder else None
    if archive is None or not archive.is_file():
        return
    with tarfile.open(archive, "r:gz") as members:
        while (member := members.next()) is not None:
            opened = members.extractfile(member) if member.name.endswith(".json") else None
            members.members = []  # type: ignore[attr-defined]  # tarfile keeps every header that it has read
            if opened is not None:
                yield str(json.load(io.TextIOWrapper(opened, encoding="utf-8"))["text"])


def leaflets(texts: Iterable[str], words: int = 120) -> Iterator[str]:
    """Cut texts at line ends into stretches of at least `words` words, as long as a note."""
    for text in texts:
        lines: list[str] = []
        count = 0
        for line in text.splitlines():
            lines.append(line)
            count += len(line.split())
            if count >= words:
                yield "\n".join(lines)
                lines, count = [], 0
        if count:
            yield "\n".join(lines)


def anchored(text: str, pairs: Iterable[tuple[str, str]]) -> tuple[tuple[Span, ...], tuple[str, ...]]:
    """Find every occurrence of gold strings that were given without places.

    Longer strings go first, so that the month of a whole date is not counted twice; an occurrence must stand between
    non-letters; case counts unless the string occurs in no other way.

    Args:
        text: the note.
        pairs: the strings and their entities.

    Returns:
        The spans, in order and apart; and the entities of strings that occur nowhere.
    """
    taken = bytearray(len(text))
    spans: list[Span] = []
    absent = []
    for string, entity in sorted(set(pairs), key=lambda pair: (-len(pair[0]), pair)):
        places = _places(text, string, entity)
        if not places:
            absent.append(entity)
        for start, end in places:
            if not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                spans.append((start, end, entity))
    return tuple(sorted(spans)), tuple(absent)


def _places(text: str, string: str, entity: str) -> list[tuple[int, int]]:
    literal = r"\s+".join(re.escape(part) for part in string.split())
    after = r"(?!\w)" if entity != "AGE_OVER_89" else r"(?=\s*(?:anni|aa|a\.|-?enne))"
    pattern = rf"(?<!\w){literal}{after}"
    for flags in (re.NOFLAG, re.IGNORECASE):
        found = [match.span() for match in re.finditer(pattern, text, flags)]
        if found:
            return found
    return []


def _counts(kind: str, string: str) -> bool:
    if kind != "ETÀ":
        return True
    number = re.search(r"\d+", string)
    return number is not None and int(number[0]) >= 90


def _row(row: str, text: str, pairs: Iterable[tuple[str, str]]) -> GoldRow:
    spans, absent = anchored(text, pairs)
    return GoldRow(row, text, spans, absent)


def _corpus(name: str) -> Path | None:
    shared = shared_corpora()
    folder = shared / name if shared else None
    return folder if folder and folder.is_dir() else None
