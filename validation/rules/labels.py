"""Closed label sets: what the config declares is all that its rows use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from datasets_builders.built import Batch
from datasets_builders.text_bytes import Integers
from validation.checks import Check
from validation.findings import Code, Finding, Severity
from validation.rules.examples import entity, example, row
from validation.sieve import Sieved, as_numpy, distinct, nested

__all__ = ["CHECK"]

UNDECLARED = Code(
    "LABEL01",
    "label-undeclared",
    Severity.ERROR,
    cause="A label is misspelt in the source, or the config's label set is not complete.",
    remedy="Mend the label in the reader, or add it to the config's `labels`.",
)
RELATION_UNDECLARED = Code(
    "LABEL02",
    "relation-label-undeclared",
    Severity.ERROR,
    cause="A relation label is misspelt in the source, or the config's set is not complete.",
    remedy="Mend the label in the reader, or add it to the config's `relation_labels`.",
)


class _Labels(Sieved):
    def _declared(self, config: str, name: str) -> set[str]:
        return set(self.facts.config(config).get(name, ()))

    def judge(self, row: Mapping[str, Any], config: str, split: str) -> Iterator[Finding]:
        """Tell each label of a row that its config does not declare; where it declares none, all are good."""
        labels, relation_labels = self._declared(config, "labels"), self._declared(config, "relation_labels")
        where: dict[str, Any] = {"config": config, "split": split, "row": row["id"]}
        for each in row.get("entities") or ():
            if labels and each["label"] not in labels:
                yield UNDECLARED.at(**where, column="entities", start=each["start"], end=each["end"])
        for number, relation in enumerate(row.get("relations") or ()):
            if relation_labels and relation["label"] not in relation_labels:
                yield RELATION_UNDECLARED.at(**where, column=f"relations[{number}]")

    def suspects(self, batch: Batch) -> Integers:
        """Give the rows with a label that is not declared, or with a null for one."""
        found = [np.zeros(0, np.int64)]
        for column, name in (("entities", "labels"), ("relations", "relation_labels")):
            declared = self._declared(batch.config, name)
            items = nested(batch, column) if declared else None
            if items is not None:
                labels = items.field("label")
                if pa.types.is_null(labels.type):
                    found.append(items.rows)
                elif distinct(labels) - declared:
                    known = pa.array(sorted(declared), pa.string()).cast(labels.type)
                    found.append(items.rows[~as_numpy(pc.is_in(labels, known))])
        return np.unique(np.concatenate(found))


_RELATION = {"id": "r1", "head": "e1", "tail": "e1", "label": "CAUSA"}

CHECK = Check(
    name="labels",
    title="Rows use only the labels that their config declares.",
    codes=(UNDECLARED, RELATION_UNDECLARED),
    start=_Labels,
    accepts=example(row()),
    rejects={
        "LABEL01": example(row(entities=[entity(10, 17, "dispnea", label="SINTMO")])),
        "LABEL02": example(row(relations=[_RELATION])),
    },
)
