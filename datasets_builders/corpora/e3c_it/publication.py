"""Where a document of E3C was published, under which licence and by whom: from its METADATA copies and its raw JSON.

- METADATA stands twice per layer-1 document: merged; where the copies differ in licence the stricter one holds.
- Dates are padded with invented days: only what the JSON states is kept ("2020-MM-DD" becomes "2020").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from datasets_builders.formats.xmi import XmiDocument
from datasets_builders.reading import Repaired

__all__ = ["Publication", "authors", "columns_of", "stated_date"]

_STRICTER = ("CC-BY", "CC-BY-NC")  # later is stricter


class Publication:
    """What the METADATA of an annotated document and its raw JSON say together."""

    def __init__(self, id: str, document: XmiDocument, raw: dict[str, Any]) -> None:
        self.id = id
        self.copies = len(document.annotations["METADATA"])
        merged: dict[str, str] = {}
        for annotation in document.annotations["METADATA"]:
            for name, value in annotation.features.items():
                merged.setdefault(name, value)
        said = (
            *(annotation.features.get("docLicense", "") for annotation in document.annotations["METADATA"]),
            str(raw.get("licence", "")),
        )
        licences = sorted({licence for licence in said if licence})
        self.licence_conflict = len(licences) > 1
        self.licence = max(licences, key=_strictness, default="")
        stated = {
            "source": merged.get("docSource"),
            "url": merged.get("docUrl"),
            "doi": merged.get("docDOI"),
            "attribution": merged.get("docAuthor") or None,
        }
        self._columns = columns_of(raw) | {name: value for name, value in stated.items() if value is not None}

    def columns(self) -> dict[str, str]:
        """Return the columns that every row about this document has."""
        return dict(self._columns)

    def repairs(self, config: str, split: str) -> Iterator[Repaired]:
        """Say what had to be decided between the copies."""
        if self.copies > 1:
            yield Repaired(config, split, self.id, "metadata-copies-merged", self.copies - 1)
        if self.licence_conflict:
            yield Repaired(config, split, self.id, "stricter-licence-taken")


def columns_of(raw: dict[str, Any]) -> dict[str, str]:
    """Return the columns as the raw JSON alone states them."""
    return {
        "source": raw.get("source", ""),
        "url": raw.get("url", ""),
        "doi": raw.get("doi", ""),
        "publication_date": stated_date(str(raw.get("publication_date", ""))),
        "attribution": authors(raw),
    }


def _strictness(licence: str) -> int:
    return _STRICTER.index(licence) if licence in _STRICTER else len(_STRICTER)


def stated_date(raw: str) -> str:
    """Return the part of a date that is not a placeholder: "2008-MM-DD" gives "2008"."""
    return "-".join(part for part in raw.split("-") if part.isdigit())


def authors(raw: dict[str, Any]) -> str:
    """Return the authors of the publication, whom the CC-BY licences oblige us to name."""
    return "; ".join(str(each.get("author", "")) for each in raw.get("authors") or () if each.get("author"))
