"""Tables of mentions: a tab-separated file with one mention a line, beside a folder of texts, as the TEMIST tasks publish them.

What comes out is what an `.ann` would have said, so that `brat.place` does the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from datasets_builders.formats.brat import Normalisation, Standoff, TextBound
from datasets_builders.formats.tabular import SchemaDiffers

__all__ = ["MentionColumns", "read_mentions"]


@dataclass(frozen=True)
class MentionColumns:
    """Which columns hold what.

    Args:
        document: the document's name, without suffix.
        label: the mention's label.
        start: where it starts.
        end: where it ends, half-open.
        text: what it covers.
        code: its concept ids, joined by "+"; "" where there are none.
        resource: the terminology that the ids are of.
    """

    document: str
    label: str
    start: str
    end: str
    text: str
    code: str = ""
    resource: str = ""


def read_mentions(path: Path, columns: MentionColumns) -> Mapping[str, Standoff]:
    """Read one table of mentions; returns annotations by document.

    Lines that have not as many fields as the head, or whose offsets are no numbers, are kept as unreadable under their document.

    Raises:
        SchemaDiffers: a column is missing; names it.
    """
    lines = path.read_text(encoding="utf-8-sig").split("\n")  # not splitlines: a mention may hold U+2028
    head = [_field(name) for name in lines[0].rstrip("\r").split("\t")]
    wanted = [columns.document, columns.label, columns.start, columns.end, columns.text]
    missing = [name for name in (*wanted, *filter(None, [columns.code])) if name not in head]
    if missing:
        raise SchemaDiffers(
            f"{path.name}: the column {', '.join(map(repr, missing))} is missing.",
            cause=f"It has {', '.join(map(repr, head))}; the reader was written for another version of it.",
            remedy="Take the pinned record, or adapt the corpus's reader to the new columns.",
        )
    found: dict[str, list[TextBound | str]] = defaultdict(list)
    concepts: dict[str, list[Normalisation]] = defaultdict(list)
    for raw in lines[1:]:
        line = raw.rstrip("\r")
        if not line.strip():
            continue
        values = dict(zip(head, map(_field, line.split("\t")), strict=False))
        document = values.get(columns.document, "")
        bound = _bound(f"T{len(found[document]) + 1}", values, columns)
        found[document].append(bound or line)
        if bound and columns.code:
            concepts[document] += _concepts(bound.id, values.get(columns.code, ""), columns.resource)
    return {name: _standoff(each, concepts[name]) for name, each in found.items()}


def _field(raw: str) -> str:
    """Undo the quoting of spreadsheet programs, which quote a field that holds a quotation mark."""
    if len(raw) > 1 and raw[0] == raw[-1] == '"':
        return raw[1:-1].replace('""', '"')
    return raw


def _bound(id: str, values: Mapping[str, str], columns: MentionColumns) -> TextBound | None:
    try:
        piece = int(values[columns.start]), int(values[columns.end])
        return TextBound(id, values[columns.label], (piece,), values[columns.text])
    except (KeyError, ValueError):
        return None


def _concepts(id: str, codes: str, resource: str) -> list[Normalisation]:
    names = [code.strip() for code in codes.split("+")]
    return [Normalisation(f"N{id}-{n}", "Reference", id, f"{resource}:{code}") for n, code in enumerate(names) if code]


def _standoff(lines: list[TextBound | str], concepts: list[Normalisation]) -> Standoff:
    return Standoff(
        text_bounds=tuple(line for line in lines if isinstance(line, TextBound)),
        normalisations=tuple(concepts),
        unreadable=tuple(line for line in lines if isinstance(line, str)),
    )
