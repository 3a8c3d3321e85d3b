"""Facts in, README.md of a model out: the YAML that the Hub reads, and the prose that people read."""

from __future__ import annotations

import importlib.resources
from collections.abc import Mapping
from functools import cache
from typing import Any

import jinja2
import yaml

from adaptation.evaluation.results import TaskResult
from adaptation.lineage.lineage import TrainingData
from model_cards.eval_results import model_index
from model_cards.model_facts import MEMORISATION_PARTS, ModelFacts
from model_cards.model_limitations import limitations, score, share

__all__ = ["LANGUAGE", "metadata", "render_model_card", "usage_code"]

LANGUAGE = "it"
_NOTE = "Paziente con dispnea da tre giorni, nega febbre."


def render_model_card(facts: ModelFacts) -> str:
    """Return the whole README.md of a model: front matter and text, nothing left to fill in.

    Raises:
        jinja2.UndefinedError: the template names a fact that is not there; a bug, never an empty place in a card.
    """
    front = yaml.safe_dump(metadata(facts), sort_keys=False, allow_unicode=True, width=110)
    return f"---\n{front}---\n\n{_template().render(facts=facts, **_helpers(facts)).strip()}\n"


@cache
def _template() -> jinja2.Template:
    source = (importlib.resources.files("model_cards") / "templates" / "model.md.jinja").read_text(encoding="utf-8")
    # Markdown, not HTML: escaping would spoil Italian apostrophes. What goes in is figures, ids and the publisher's own prose.
    environment = jinja2.Environment(  # noqa: S701
        undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    return environment.from_string(source)


def _helpers(facts: ModelFacts) -> dict[str, Any]:
    return {
        "cell": _cell,
        "citation": facts.evidence.citation.strip() or _citation(facts),
        "data_of": lambda item: _data_of(item, facts.evidence.endpoint),
        "examined": lambda data: _examined(data, facts.evidence.reports),
        "limitations": limitations(facts),
        "number": lambda value: f"{value:,}",
        "score": score,
        "share": share,
        "usage": usage_code(facts),
        "uses": _uses(facts),
        "wanting": [
            part.replace("_", " ") for part in MEMORISATION_PARTS if part not in (facts.evidence.memorisation or {})
        ],
    }


def metadata(facts: ModelFacts) -> dict[str, Any]:
    """Return the front matter of the card."""
    index = model_index(facts)
    emissions = facts.emissions
    return {
        **facts.decision.metadata,
        "language": [LANGUAGE],
        "base_model": facts.lineage.base.id,
        "base_model_relation": "adapter" if facts.evidence.is_adapter else "finetune",
        "datasets": [each.id for each in facts.lineage.datasets],
        "pipeline_tag": "text-generation",
        "library_name": "peft" if facts.evidence.is_adapter else "transformers",
        "tags": ["medical", "clinical", "italian", *([facts.lineage.method] if facts.lineage.method else [])],
        # The Hub wants grams.
        **(
            {
                "co2_eq_emissions": {
                    "emissions": round(1000 * emissions.kg, 6),
                    "source": f"estimate by {emissions.method}",
                    "training_type": "fine-tuning",
                    "hardware_used": emissions.hardware,
                }
            }
            if emissions
            else {}
        ),
        **({"model-index": index} if index else {}),
    }


def usage_code(facts: ModelFacts) -> str:
    """Return the Python that loads the model and answers once; a test executes it."""
    repo, revision = facts.evidence.repo, facts.evidence.revision
    lines = ["from transformers import AutoModelForCausalLM, AutoTokenizer"]
    if facts.evidence.is_adapter:
        base = facts.lineage.base
        lines = [
            "from peft import PeftModel",
            *lines,
            "",
            f'base = AutoModelForCausalLM.from_pretrained("{base.id}", revision="{base.revision}")',
            f'model = PeftModel.from_pretrained(base, "{repo}", revision="{revision}")',
        ]
    else:
        lines += ["", f'model = AutoModelForCausalLM.from_pretrained("{repo}", revision="{revision}")']
    spoken = (repo, revision) if facts.evidence.tokeniser else (facts.lineage.base.id, facts.lineage.base.revision)
    lines.append(f'tokenizer = AutoTokenizer.from_pretrained("{spoken[0]}", revision="{spoken[1]}")')
    if facts.evidence.chat:
        lines += [
            f'messages = [{{"role": "user", "content": "{_NOTE}"}}]',
            "prompt = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)",
            'inputs = tokenizer(prompt, return_tensors="pt", add_special_tokens=False, return_token_type_ids=False)',
        ]
    else:
        lines.append(f'inputs = tokenizer("{_NOTE}", return_tensors="pt", return_token_type_ids=False)')
    return "\n".join(
        [
            *lines,
            "output = model.generate(**inputs, max_new_tokens=64, do_sample=False)",
            "print(tokenizer.decode(output[0][inputs.input_ids.shape[1] :], skip_special_tokens=True))",
        ]
    )


def _uses(facts: ModelFacts) -> tuple[str, ...]:
    tasks = sorted({f"`{item.task}`" for item in facts.items})
    computed = (
        f"Research on Italian medical text, on tasks like those it was evaluated on ({', '.join(tasks)}), "
        "where a person who can judge the answers checks them."
        if tasks
        else "Research on Italian medical text, as a starting point to be trained further and evaluated."
    )
    return (computed, *facts.evidence.uses)


def _data_of(item: TaskResult, endpoint: str) -> str:
    """Write what a score was measured on: a link to the dataset at its commit, or the digest of its bytes."""
    data = item.data
    if data.id and data.revision:
        return f"[{data.id}]({endpoint}/datasets/{data.id}/tree/{data.revision}) `{data.revision[:12]}`"
    return data.id or (f"`{data.manifest[:19]}`" if data.manifest else "not told")


def _examined(data: TrainingData, reports: Mapping[str, Mapping[str, Any]]) -> str:
    report = reports.get(data.id)
    if report is None:
        return "not told"
    rows = report.get("examined", {}).get("rows")
    return f"{report.get('verdict', 'not told')}" + (f", {rows:,} rows" if isinstance(rows, int) else "")


def _citation(facts: ModelFacts) -> str:
    key = "".join(letter for letter in facts.name if letter.isalnum())
    return (
        f"@misc{{{key},\n  title = {{{facts.title}}},\n"
        f"  howpublished = {{{facts.evidence.endpoint}/{facts.evidence.repo}}},\n  note = {{revision {facts.evidence.revision}}}\n}}"
    )


def _cell(text: str) -> str:
    """Write a text into one cell of a Markdown table."""
    return " ".join(text.split()).replace("|", "\\|")
