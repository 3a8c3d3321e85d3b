"""Count who shares their quasi-identifiers: k-anonymity and distinct l-diversity here, further measures with pycanon.

A class is all rows with the same quasi-identifiers. Its size is counted in persons, not rows: five notes of one person hide
nobody. pycanon (extra `risk`) counts rows, so it is shown one row a person, class and sensitive value.

Sizes leave this module, values never.
"""

from __future__ import annotations

import importlib.metadata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from datasets_builders.errors import UserError

__all__ = ["SHOWN", "Anonymity", "Diversity", "Record", "anonymity", "diversity", "with_pycanon"]

SHOWN = 10
"""How many of the smallest sizes are told."""


@dataclass(frozen=True, slots=True)
class Record:
    """What one row says: whose it is, the values of its quasi-identifiers, and its sensitive value ("" for none)."""

    person: str
    quasi: tuple[str, ...]
    sensitive: str = ""


@dataclass(frozen=True)
class Anonymity:
    """Classes of equal quasi-identifiers: how many, the smallest, and the rows in those below the threshold.

    Args:
        k: persons in the smallest class; 0 where there is none.
        classes: how many there are.
        smallest: persons in the smallest classes, at most `SHOWN`, ascending.
        rows: how many rows there are.
        rows_below: of those, how many stand in classes of fewer persons than the threshold.
        classes_below: how many such classes there are.
    """

    k: int
    classes: int
    smallest: tuple[int, ...]
    rows: int
    rows_below: int
    classes_below: int


@dataclass(frozen=True)
class Diversity:
    """Distinct sensitive values a class: the least, the smallest of all, and the rows that have a value."""

    distinct: int
    smallest: tuple[int, ...]
    rows: int


def anonymity(records: Iterable[Record], threshold: int) -> Anonymity:
    """Count the classes of `records`; a class with fewer than `threshold` persons is small."""
    persons: dict[tuple[str, ...], set[str]] = defaultdict(set)
    rows: dict[tuple[str, ...], int] = defaultdict(int)
    for record in records:
        persons[record.quasi].add(record.person)
        rows[record.quasi] += 1
    sizes = sorted(map(len, persons.values()))
    small = [quasi for quasi, each in persons.items() if len(each) < threshold]
    return Anonymity(
        k=sizes[0] if sizes else 0,
        classes=len(sizes),
        smallest=tuple(sizes[:SHOWN]),
        rows=sum(rows.values()),
        rows_below=sum(rows[quasi] for quasi in small),
        classes_below=len(small),
    )


def diversity(records: Iterable[Record]) -> Diversity | None:
    """Count the distinct sensitive values of each class; rows without one do not count. None where no row has one."""
    values: dict[tuple[str, ...], set[str]] = defaultdict(set)
    rows = 0
    for record in records:
        if record.sensitive:
            values[record.quasi].add(record.sensitive)
            rows += 1
    sizes = sorted(map(len, values.values()))
    return Diversity(sizes[0], tuple(sizes[:SHOWN]), rows) if sizes else None


def with_pycanon(records: Sequence[Record], names: Sequence[str]) -> dict[str, Any]:
    """Give what pycanon computes: k, distinct, entropy and recursive l, t-closeness; l and t where all is sensitive.

    Args:
        records: at least one; where any has a sensitive value, those without are left out of l and t.
        names: of the quasi-identifiers, in the order of `Record.quasi`.

    Raises:
        UserError: pycanon is not installed.
    """
    try:
        import pandas as pd
        from pycanon import anonymity as measures
    except ModuleNotFoundError as error:
        raise UserError(
            "pycanon is not installed.",
            cause="It holds numpy at 2.0, so it is an extra: k-anonymity and distinct l-diversity need it not.",
            remedy='In an environment of its own: pip install "referto[risk]".',
        ) from error
    columns = [*names, "sensitive"]
    all_rows = pd.DataFrame(sorted({(each.person, *each.quasi) for each in records}), columns=["person", *names])
    told: dict[str, Any] = {"version": importlib.metadata.version("pycanon")}
    told["k_anonymity"] = int(measures.k_anonymity(all_rows, list(names)))
    distinct = sorted({(each.person, *each.quasi, each.sensitive) for each in records if each.sensitive})
    if distinct:
        table = pd.DataFrame(distinct, columns=["person", *columns])
        asked = (table, list(names), ["sensitive"])
        told["l_diversity"] = int(measures.l_diversity(*asked))
        told["entropy_l_diversity"] = int(measures.entropy_l_diversity(*asked))
        c, level = measures.recursive_c_l_diversity(*asked)
        told["recursive_c_l_diversity"] = [None if c != c else float(c), int(level)]
        told["t_closeness"] = round(float(measures.t_closeness(*asked)), 4)
    return told
