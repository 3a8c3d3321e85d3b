"""Read the list of patients and staff that a roster is made of: CSV, TSV or JSON Lines, headers in English or Italian.

This is the only place that sees the list. It says row numbers and column names, never a cell.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from datasets_builders.errors import UserError
from datasets_builders.formats.jsonl import read_lines
from validation.anonymisation.roster import Counts
from validation.anonymisation.roster_forms import fold_word

__all__ = ["COLUMNS", "read_common_words", "read_list"]

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "surname": ("surname", "last name", "family name", "cognome", "cognomi"),
        "name": ("name", "first name", "given name", "given names", "nome", "nomi"),
        "full_name": ("full name", "nominativo", "nome e cognome", "cognome e nome", "cognome nome", "nome cognome"),
        "fiscal_code": ("fiscal code", "tax code", "codice fiscale", "cod fiscale", "cod fisc", "cf"),
        "health_card": ("health card", "tessera sanitaria", "team", "numero tessera"),
        "phone": ("phone", "phone number", "telephone", "mobile", "telefono", "tel", "cellulare", "cell", "fax"),
        "record_number": (
            "record number", "record", "patient id", "mrn", "cartella", "numero cartella", "cartella clinica",
            "nosologico", "numero nosologico", "id paziente", "matricola",
        ),
        "document": ("document", "identity card", "passport", "documento", "carta identita", "passaporto", "patente"),
        "email": ("email", "e mail", "mail", "pec", "posta elettronica"),
    }
)  # fmt: skip
"""The headers of each column; case, accents, marks between words and a number at the end do not count ("Telefono_2")."""

_OF_HEADER = {header: column for column, headers in COLUMNS.items() for header in headers}
_APART = re.compile(r"\s*[;|]\s*")


def read_list(path: Path, counts: Counts) -> Iterator[dict[str, list[str]]]:
    """Give each row as column -> values; a cell may hold several, apart by ";" or "|".

    Args:
        path: `.csv` (comma, semicolon or tab), `.tsv` or `.jsonl`, UTF-8.
        counts: rows that cannot be read are counted as rows and as unusable.

    Raises:
        UserError: no such file, another kind of file, not UTF-8, or no header that is known.
    """
    if not path.is_file():
        raise UserError(f"There is no file {path}.", remedy="Give a .csv, .tsv or .jsonl file.")
    if path.suffix not in (".csv", ".tsv", ".jsonl"):
        raise UserError(f"{path.name} is no list that can be read.", remedy="Give a .csv, .tsv or .jsonl file.")
    rows = _objects(path) if path.suffix == ".jsonl" else _cells(path)
    ignored: set[str] = set()
    known = False
    for row in rows:
        if row is None:
            counts.rows += 1
            counts.unusable += 1
            continue
        columns = {header: _column(header) for header in row}
        known = known or any(columns.values())
        ignored.update(header for header, column in columns.items() if not column)
        yield _person(row, columns)
    counts.ignored_columns = len(ignored)  # not their names: in a list without a header those are a person's
    if not known:
        raise UserError(
            f"{path.name} has no column that is known.",
            cause="The columns are found by the headers in its first line.",
            remedy="Name them " + ", ".join(headers[0].replace(" ", "_") for headers in COLUMNS.values()) + ".",
        )


def _column(header: str) -> str:
    words = " ".join(re.findall(r"[a-z]+", fold_word(header)))
    return _OF_HEADER.get(words, "")


def _person(row: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, list[str]]:
    person: dict[str, list[str]] = {}
    for header, value in row.items():
        cells = value if isinstance(value, list) else [value]
        for cell in cells:
            if columns[header] and isinstance(cell, str | int) and not isinstance(cell, bool):
                person.setdefault(columns[header], []).extend(part for part in _APART.split(str(cell).strip()) if part)
    return person


def _objects(path: Path) -> Iterator[dict[str, Any] | None]:
    for line in read_lines(path):
        yield line.object


def _cells(path: Path) -> Iterator[dict[str, Any] | None]:
    """Give the rows of a table with a header; None for one with fields missing or left over."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline()
            file.seek(0)
            lines = csv.reader(file, delimiter="\t" if path.suffix == ".tsv" else max(",;\t", key=first.count))
            headers = next(lines, [])
            for line in lines:
                if line:
                    yield _by_header(headers, line) if len(line) == len(headers) else None
    except (UnicodeDecodeError, csv.Error):
        raise UserError(
            f"{path.name} cannot be read as UTF-8 text with one row a line.",
            cause="It was probably saved in another encoding; read wrongly, names with accents would be lost in silence.",
            remedy="Save it as CSV UTF-8, or: iconv -f WINDOWS-1252 -t UTF-8.",
        ) from None  # the decoder's error holds the bytes that it could not read


def _by_header(headers: list[str], line: list[str]) -> dict[str, Any]:
    """Give header -> cells: a header may stand twice, as in "telefono;telefono"."""
    row: dict[str, Any] = {}
    for header, cell in zip(headers, line, strict=True):
        row.setdefault(header, []).append(cell)
    return row


def read_common_words(path: Path) -> frozenset[str]:
    """Read words, folded, one or more a line.

    Raises:
        UserError: the file is not there or not UTF-8.
    """
    try:
        return frozenset(fold_word(word) for word in path.read_text(encoding="utf-8").split())
    except (FileNotFoundError, IsADirectoryError, UnicodeDecodeError):
        raise UserError(f"{path} is no text file in UTF-8.", remedy="Give a file with one word a line.") from None
