"""Closed label sets: what the config declares is all that its rows use; a key is among its options."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from datasets_builders.built import Batch
from validation.checks import Check, Facts
from validation.findings import Code, Finding, Severity
from validation.rules.examples import entity, example, row

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
KEY_NOT_AN_OPTION = Code(
    "QA01",
    "key-not-an-option",
    Severity.ERROR,
    cause="The right answer's key is not among the keys of the options.",
    remedy="Reject the row in the reader with this reason.",
)


class _Labels:
    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def see(self, batch: Batch) -> Iterator[Finding]:
        declared = self._facts.config(batch.config)
        labels = set(declared.get("labels", ()))
        relation_labels = set(declared.get("relation_labels", ()))
        for values in batch.rows:
            where: dict[str, Any] = {"config": batch.config, "split": batch.split, "row": values.get("id") or ""}
            for each in values.get("entities") or ():
                if labels and each["label"] not in labels:
                    yield UNDECLARED.at(**where, column="entities", start=each["start"], end=each["end"])
            for number, relation in enumerate(values.get("relations") or ()):
                if relation_labels and relation["label"] not in relation_labels:
                    yield RELATION_UNDECLARED.at(**where, column=f"relations[{number}]")
            options = values.get("options")
            if options is not None and values.get("answer") not in {option["key"] for option in options}:
                yield KEY_NOT_AN_OPTION.at(**where, column="answer")

    def conclude(self) -> tuple[Finding, ...]:
        return ()


_OPTIONS = [{"key": "1", "text": "Amoxicillina."}, {"key": "2", "text": "Attesa vigile."}]
_RELATION = {"id": "r1", "head": "e1", "tail": "e1", "label": "CAUSA"}

CHECK = Check(
    name="labels",
    title="Rows use only the labels that their config declares; a right answer is one of the options.",
    codes=(UNDECLARED, RELATION_UNDECLARED, KEY_NOT_AN_OPTION),
    start=_Labels,
    accepts=example(row(options=_OPTIONS, answer="2")),
    rejects={
        "LABEL01": example(row(entities=[entity(10, 17, "dispnea", label="SINTMO")])),
        "LABEL02": example(row(relations=[_RELATION])),
        "QA01": example(row(options=_OPTIONS, answer="5")),
    },
)
