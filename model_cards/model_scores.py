"""Every score of a model card held against results.json: in the table, in `model-index`, in the prose, and in `.eval_results/`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from adaptation.evaluation.results import Results, Role, TaskResult
from model_cards.eval_results import eval_result_files
from model_cards.model_codes import DIFFERS, LEFT_OUT, WITHOUT_RUN
from model_cards.model_facts import ModelFacts
from model_cards.model_limitations import score, share
from validation.findings import Finding

__all__ = ["lint_eval_results", "lint_index", "lint_prose", "lint_table", "sections"]

_COLUMNS = ("task", "shots", "decoding", "metric", "system")
_FENCE = re.compile(r"^```.*?^```[^\n]*$", re.MULTILINE | re.DOTALL)
_CELL = re.compile(r"(?<!\\)\|")
# A decimal that can be a score, or a percentage; versions and sizes such as 3.2 or 0.6B are neither.
_SCORE = re.compile(r"(?<![\w.\-/])(?:[01]\.\d{2,}(?![\w.]*\w)|\d{1,3}(?:\.\d+)?\s?%)")
# Sections whose figures come from elsewhere than results.json.
_NOT_SCORES = ("Training data", "Procedure", "Memorisation", "Emissions", "Licence", "Provenance", "Citation")


def sections(body: str) -> dict[str, str]:
    """Split the text of a card at its headings of the second level; "" holds what comes before them. Code is left out."""
    parts = re.split(r"^## +(.*?) *$", _FENCE.sub("", body), flags=re.MULTILINE)
    return {"": parts[0], **dict(zip(parts[1::2], parts[2::2], strict=True))}


def lint_table(evaluation: str, facts: ModelFacts) -> Iterator[Finding]:
    """Hold the rows of the evaluation table against the results, cell by cell."""
    expected = {_key(system, item): item for system, item in facts.compared}
    seen = set()
    for row in _rows(evaluation)[0]:
        key = tuple(row.get(name, "") for name in _COLUMNS)
        item = expected.get(key)
        if item is None:
            yield WITHOUT_RUN.at(column="README.md", hint="a row of the evaluation table is in no results.json")
            continue
        seen.add(key)
        for name, want in _figures(item).items():
            if row.get(name) != want:
                yield DIFFERS.at(
                    column="README.md", hint=f"{item.metric} of {item.task}, column {name}: results.json gives {want}"
                )
    for key, item in expected.items():
        if key not in seen and key[-1].endswith(f"({Role.MODEL.value})"):
            yield LEFT_OUT.at(
                column="README.md", hint=f"{item.metric} of {item.task}, {item.shots} shots, {item.decoding}"
            )


def _key(system: Results, item: TaskResult) -> tuple[str, ...]:
    told = (item.task, str(item.shots), item.decoding, item.metric, f"{system.system} ({system.role.value})")
    return tuple(" ".join(each.split()) for each in told)


def _figures(item: TaskResult) -> dict[str, str]:
    return {
        "value": score(item.value),
        "95% interval": f"{score(item.low)} to {score(item.high)}",
        "n": str(item.n),
        "invalid": share(item.invalid),
    }


def _rows(text: str) -> tuple[list[dict[str, str]], list[str]]:
    """Return the rows of every table of scores in `text`, by the names of its columns, and all other lines."""
    rows, rest, header = [], [], list[str]()
    for line in text.splitlines():
        if not line.startswith("|"):
            header = []
            rest.append(line)
            continue
        cells = [cell.strip().replace("\\|", "|") for cell in _CELL.split(line.strip().strip("|"))]
        if not header:
            header = cells
        elif not set(_COLUMNS) <= set(header):
            rest.append(line)
        elif not all(set(cell) <= set("-: ") for cell in cells):
            rows.append(dict(zip(header, cells, strict=False)))
    return rows, rest


def lint_index(front: Mapping[str, Any], facts: ModelFacts) -> Iterator[Finding]:
    """Hold every metric of `model-index` against the results, and the other way round."""
    expected = {item.key: item for item in facts.items}
    seen = set()
    for metric in _metrics(front.get("model-index")):
        args = metric.get("args")
        told = args if isinstance(args, Mapping) else {}
        key = (told.get("task"), told.get("shots"), told.get("decoding"), metric.get("type"))
        item = next((item for known, item in expected.items() if known == key), None)
        if item is None:
            yield WITHOUT_RUN.at(column="README.md", hint="`model-index` holds a metric that is in no results.json")
            continue
        seen.add(item.key)
        if (metric.get("value"), told.get("n"), told.get("ci95")) != (item.value, item.n, [item.low, item.high]):
            yield DIFFERS.at(column="README.md", hint=f"`model-index`: {item.metric} of {item.task}")
    for known, item in expected.items():
        if known not in seen:
            yield LEFT_OUT.at(column="README.md", hint=f"`model-index` lacks {item.metric} of {item.task}")


def _metrics(index: Any) -> Iterator[Mapping[str, Any]]:
    for model in _tables(index):
        for result in _tables(model.get("results")):
            yield from _tables(result.get("metrics"))


def _tables(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def lint_prose(parts: Mapping[str, str], facts: ModelFacts) -> Iterator[Finding]:
    """Find what looks like a score in the prose and is in no results.json, at whatever precision it is written."""
    numbers = [n for _, item in facts.compared for n in (item.value, item.low, item.high)]
    shares = [s for _, item in facts.compared for s in (item.invalid, item.truncated, item.verbatim or 0)]
    shares += [1 - each for each in shares]
    for section, text in parts.items():
        if section in _NOT_SCORES:
            continue
        prose = "\n".join(_rows(text)[1] if section == "Evaluation" else text.splitlines())
        for match in _SCORE.finditer(re.sub(r"`[^`\n]*`|\]\([^)\n]*\)|95\s?%", " ", prose)):
            if not _is_backed(match[0], numbers, shares):
                yield WITHOUT_RUN.at(
                    column="README.md", hint=f"a number in {section or 'the opening'} is in no results.json"
                )


def _is_backed(token: str, numbers: list[float], shares: list[float]) -> bool:
    bare = token.rstrip("% ")
    decimals = len(bare.partition(".")[2])
    candidates = [100 * each for each in (*numbers, *shares)] if token.endswith("%") else numbers
    return any(f"{each:.{decimals}f}" == bare for each in candidates)


def lint_eval_results(files: Mapping[str, str], facts: ModelFacts) -> Iterator[Finding]:
    """Hold `.eval_results/*.yaml` (text by path) against the results.

    A file that does not hold a list of entries with dataset and value, or whose entry is not that of the results, is a score
    without a run; one that holds another value differs; a score without its file was left out.
    """
    expected = eval_result_files(facts)
    for path, text in sorted(files.items()):
        if path not in expected:
            yield WITHOUT_RUN.at(column=path)
        elif _entries(text) != _entries(expected[path]):
            yield DIFFERS.at(column=path)
    for path in sorted(expected.keys() - files.keys()):
        yield LEFT_OUT.at(column=path)


def _entries(text: str) -> Any:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError:
        return None
