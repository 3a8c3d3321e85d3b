"""Facts in, README.md out: the YAML that the Hub reads, and the prose that people read."""

from __future__ import annotations

import importlib.resources
from collections.abc import Mapping
from typing import Any

import jinja2
import yaml

from model_cards.facts import DatasetFacts, size_category

__all__ = ["render_dataset_card"]


def render_dataset_card(facts: DatasetFacts) -> str:
    """Return the whole README.md of a dataset: front matter and text, nothing left to fill in.

    Raises:
        jinja2.UndefinedError: the template names a fact that is not there; a bug, never an empty place in a card.
    """
    metadata = yaml.safe_dump(_metadata(facts), sort_keys=False, allow_unicode=True, width=110)
    return f"---\n{metadata}---\n\n{_template('dataset.md.jinja').render(facts=facts, **_helpers()).strip()}\n"


def _template(name: str) -> jinja2.Template:
    source = (importlib.resources.files("model_cards") / "templates" / name).read_text(encoding="utf-8")
    # Markdown, not HTML: escaping would spoil Italian apostrophes. What goes in is counts and our own prose.
    environment = jinja2.Environment(  # noqa: S701
        undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    return environment.from_string(source)


def _helpers() -> dict[str, Any]:
    return {"number": lambda value: f"{value:,}", "columns_of": _columns, "cell": _cell, "pair": _pair}


def _metadata(facts: DatasetFacts) -> dict[str, Any]:
    licence = facts.spec.licence
    named = {"license_name": licence.name, "license_link": licence.link} if licence.hub_id == "other" else {}
    return {
        "pretty_name": facts.spec.title,
        "language": [facts.spec.language],
        "license": licence.hub_id,
        **named,
        "task_categories": facts.task_categories,
        "size_categories": [size_category(facts.rows)],
        "source_datasets": ["original"],
        "tags": list(facts.spec.tags),
        "configs": [_config(name, config) for name, config in facts.corpus["configs"].items()],
        "dataset_info": [_info(facts, name, config) for name, config in facts.corpus["configs"].items()],
    }


def _config(name: str, config: Mapping[str, Any]) -> dict[str, Any]:
    files = [{"split": split, "path": f"data/{name}/{split}-*.parquet"} for split in config["splits"]]
    return {"config_name": name, "data_files": files}


def _info(facts: DatasetFacts, name: str, config: Mapping[str, Any]) -> dict[str, Any]:
    splits = [
        {"name": split, "num_bytes": counts["arrow_bytes"], "num_examples": counts["rows_out"]}
        for split, counts in config["splits"].items()
    ]
    return {
        "config_name": name,
        "features": _features(facts, name),
        "splits": splits,
        "download_size": sum(counts["bytes"] for counts in config["splits"].values()),
        "dataset_size": sum(counts["arrow_bytes"] for counts in config["splits"].values()),
    }


def _features(facts: DatasetFacts, name: str) -> list[dict[str, Any]]:
    import datasets

    features = datasets.Features.from_arrow_schema(facts.spec.config(name).arrow())
    listed: list[dict[str, Any]] = features._to_yaml_list()
    return listed


def _cell(text: str) -> str:
    """Write a text into one cell of a Markdown table."""
    return " ".join(text.split()).replace("|", "\\|")


def _pair(counts: tuple[int, int]) -> str:
    """Write planted and found as "found/planted"; nothing where nothing was planted."""
    planted, found = counts
    return f"{found:,}/{planted:,}" if planted else ""


def _columns(facts: DatasetFacts, name: str) -> list[tuple[str, str]]:
    return [(field.name, str(field.type)) for field in facts.spec.config(name).arrow()]
