"""Read DisTEMIST in Italian: a folder of texts, and tables of mentions with offsets and SNOMED CT codes joined by "+".

A mention that stands in two tables, as it may where the entities and their codes are published apart, is one mention.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from datasets_builders.formats.brat import Standoff
from datasets_builders.formats.mentions import MentionColumns, read_mentions
from datasets_builders.reading import Event
from datasets_builders.standoff import StandoffRows, find_folder

__all__ = ["read"]

_COLUMNS = MentionColumns("filename", "label", "offset1", "offset2", "span", code="code", resource="SNOMEDCT")
_REMEDY = "Unpack distemist_zenodo.zip of Zenodo record 7614764 and give it to --source."


def read(source: Path) -> Iterator[Event]:
    """Give every Italian text of the training part.

    Raises:
        SourceMismatch: the folder of texts or that of the tables is missing.
        SchemaDiffers: a table lacks a column.
    """
    texts = find_folder(source, "multilingual_resources/training_text_files/it", remedy=_REMEDY)
    tables = find_folder(source, "multilingual_resources/it", holding="*.tsv", remedy=_REMEDY)
    mentions = _merged([read_mentions(path, _COLUMNS) for path in sorted(tables.glob("*.tsv"))])
    yield from StandoffRows("ner", "train", "CC-BY-4.0").of_table(texts, mentions)


def _merged(tables: Sequence[Mapping[str, Standoff]]) -> Mapping[str, Standoff]:
    merged: dict[str, Standoff] = {}
    for number, table in enumerate(tables):
        for name, standoff in table.items():
            said = merged.get(name, Standoff())
            known = {(bound.label, bound.fragments): bound.id for bound in said.text_bounds}
            renamed = {b.id: known.get((b.label, b.fragments), f"{b.id}-{number}") for b in standoff.text_bounds}
            bounds = [replace(b, id=renamed[b.id]) for b in standoff.text_bounds if (b.label, b.fragments) not in known]
            codes = [replace(n, target=renamed[n.target]) for n in standoff.normalisations]
            merged[name] = Standoff(
                text_bounds=(*said.text_bounds, *bounds),
                normalisations=(*said.normalisations, *codes),
                unreadable=(*said.unreadable, *standoff.unreadable),
            )
    return merged
