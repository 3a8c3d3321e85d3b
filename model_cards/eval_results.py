"""Scores in the two forms that the Hub reads: `model-index` in the card's front matter, and `.eval_results/*.yaml` beside it.

Formats: huggingface_hub 2.4, `repocard_data.model_index_to_eval_results` and `_eval_results.parse_eval_result_entries`; the tests
read what is written here with these. The Hub's forms have no place for n and interval: they stand in `args` and in `notes`.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from adaptation.evaluation.results import TaskResult
from datasets_builders.schema import TASKS, TaskType
from model_cards.model_facts import ModelFacts
from model_cards.model_limitations import score, share

__all__ = ["eval_result_files", "model_index"]


def model_index(facts: ModelFacts) -> list[dict[str, Any]]:
    """Return the `model-index` of this model's scores, one entry a dataset and config; empty where nothing was measured."""
    groups: dict[tuple[str, ...], list[TaskResult]] = {}
    for item in facts.items:
        data = item.data
        groups.setdefault((item.task, item.type, data.id, data.revision, data.split), []).append(item)
    results = [
        {
            "task": {"type": _hub_task(items[0].type), "name": items[0].task},
            "dataset": _dataset(items[0]),
            "metrics": [_metric(item) for item in items],
        }
        for items in groups.values()
    ]
    return [{"name": facts.name, "results": results}] if results else []


def _hub_task(type: str) -> str:
    known = TASKS[TaskType(type)].hub_category if type in list(TaskType) else None
    return known or "text-generation"


def _dataset(item: TaskResult) -> dict[str, str]:
    data = item.data
    told = {
        "name": data.id.rpartition("/")[2] or item.task,
        "type": data.id or item.task,
        "config": data.config or item.task,
        "split": data.split,
        "revision": data.revision,
    }
    return {name: value for name, value in told.items() if value}


def _metric(item: TaskResult) -> dict[str, Any]:
    return {
        "type": item.metric,
        "name": f"{item.metric}, {item.shots} shots, {item.decoding} decoding",
        "value": item.value,
        "args": {
            "task": item.task,
            "shots": item.shots,
            "decoding": item.decoding,
            "n": item.n,
            "ci95": [item.low, item.high],
        },
    }


def eval_result_files(facts: ModelFacts) -> dict[str, str]:
    """Return the `.eval_results/*.yaml` of this model's scores, text by path; one file a score.

    A score whose dataset has no id on the Hub cannot be said in this form and is left out; `model_lint` tells of it.
    """
    files = {}
    for item in facts.items:
        if item.data.id:
            name = re.sub(r"[^a-z0-9.]+", "-", f"{item.task}-{item.shots}-shot-{item.decoding}-{item.metric}".lower())
            text = yaml.safe_dump([_entry(item, facts)], sort_keys=False, allow_unicode=True, width=110)
            files[f".eval_results/{name.strip('-')}.yaml"] = text
    return files


def _entry(item: TaskResult, facts: ModelFacts) -> dict[str, Any]:
    dataset = {"id": item.data.id, "task_id": item.task}
    if item.data.revision:
        dataset["revision"] = item.data.revision
    date = facts.results.date if facts.results else None
    return {
        "dataset": dataset,
        "value": item.value,
        **({"date": date.isoformat()} if date else {}),
        "notes": f"{item.metric}, {item.shots} shots, {item.decoding} decoding, n={item.n}, "
        f"95% interval {score(item.low)} to {score(item.high)}, invalid {share(item.invalid)}",
    }
