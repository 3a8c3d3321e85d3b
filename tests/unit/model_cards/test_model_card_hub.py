"""What the Hub's own client reads out of the card and of .eval_results, and what the code in the card does."""

from __future__ import annotations

import contextlib
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from huggingface_hub import ModelCard, parse_eval_result_entries

from adaptation.evaluation.results import Role
from model_cards.eval_results import eval_result_files, model_index
from model_cards.model_examples import EVIDENCE, RUN, entry
from model_cards.model_facts import Measured, ModelFacts, model_facts
from model_cards.model_render import render_model_card
from model_cards.model_scores import lint_eval_results

DATA = RUN["datasets"][0]
RESULTS = [
    entry(),
    entry(shots=4, decoding="free", value=0.7, ci95=[0.61, 0.78], invalid=0.035),
    entry(task="esami, rari", type="re", metric="relation-f1", value=0.25, ci95=[0.2, 0.31]),
    entry(task="testo", type="text", metric="perplexity", value=16.5, ci95=[15.9, 17.2], verbatim=None),
]


@pytest.fixture
def facts() -> ModelFacts:
    run = {"data": {"id": DATA["id"], "revision": DATA["revision"], "split": "test"}, "finished": "2026-11-20T10:00:00"}
    measured = (
        Measured("prova", Role.MODEL, json.loads(json.dumps(RESULTS)), run),
        Measured("base", Role.BASE, [entry(value=0.3, ci95=[0.2, 0.4])], run),
    )
    return model_facts(replace(EVIDENCE, measured=measured))


def test_the_clients_card_class_reads_every_score_of_this_model_and_no_other(facts: ModelFacts) -> None:
    data = ModelCard(render_model_card(facts)).data
    assert data.model_name == facts.name
    read = sorted(
        (each.dataset_config, each.metric_type, each.metric_args["shots"], each.metric_value)
        for each in data.eval_results
    )
    assert read == sorted((each["task"], each["metric"], each["shots"], each["value"]) for each in RESULTS)
    assert {each.dataset_revision for each in data.eval_results} == {DATA["revision"]}
    assert {each.task_type for each in data.eval_results} == {"token-classification", "text-generation"}


def test_every_number_of_model_index_is_found_again_in_results_json(facts: ModelFacts) -> None:
    by_key = {(each["task"], each["shots"], each["decoding"], each["metric"]): each for each in RESULTS}
    (model,) = model_index(facts)
    metrics = [metric for result in model["results"] for metric in result["metrics"]]
    assert len(metrics) == len(RESULTS)
    for metric in metrics:
        args = metric["args"]
        source = by_key[(args["task"], args["shots"], args["decoding"], metric["type"])]
        assert (metric["value"], args["n"], args["ci95"]) == (source["value"], source["n"], source["ci95"])


def test_every_number_of_the_evaluation_table_is_found_again_in_results_json(facts: ModelFacts) -> None:
    rows = [line for line in render_model_card(facts).splitlines() if "(this model)" in line]
    assert len(rows) == len(RESULTS)
    for row in rows:
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        (source,) = [
            each
            for each in RESULTS
            if [each["task"], str(each["shots"]), each["decoding"], each["metric"]] == [cells[0], *cells[2:5]]
        ]
        assert float(cells[6]) == pytest.approx(source["value"], abs=0.0005)
        assert [float(each) for each in cells[7].split(" to ")] == pytest.approx(source["ci95"], abs=0.0005)
        assert int(cells[8]) == source["n"]
        assert float(cells[9].rstrip("%")) == pytest.approx(100 * source["invalid"], abs=0.05)


def test_the_clients_parser_reads_every_eval_results_file(facts: ModelFacts) -> None:
    files = eval_result_files(facts)
    assert len(files) == len(RESULTS)
    assert all(re.fullmatch(r"\.eval_results/[a-z0-9.-]+\.yaml", path) for path in files)
    entries = [each for text in files.values() for each in parse_eval_result_entries(yaml.safe_load(text))]
    assert sorted((each.task_id, each.value) for each in entries) == sorted(
        (each["task"], each["value"]) for each in RESULTS
    )
    for each in entries:
        assert (each.dataset_id, each.dataset_revision, each.date) == (DATA["id"], DATA["revision"], "2026-11-20")
        assert "95% interval" in each.notes
        assert "n=400" in each.notes


def test_the_same_facts_give_the_same_files(facts: ModelFacts) -> None:
    assert eval_result_files(facts) == eval_result_files(facts)
    assert list(lint_eval_results(eval_result_files(facts), facts)) == []


@pytest.mark.parametrize(
    ("edit", "codes"),
    [
        (lambda files, path: {**files, path: files[path].replace("0.8125", "0.9125")}, ["MCARD11"]),
        (lambda files, path: {**files, path: "a: ["}, ["MCARD11"]),
        (lambda files, path: {**files, ".eval_results/altro.yaml": files[path]}, ["MCARD10"]),
        (lambda files, path: {name: text for name, text in files.items() if name != path}, ["MCARD12"]),
    ],
    ids=["value", "no YAML", "no run", "left out"],
)
def test_files_are_held_against_the_results(facts: ModelFacts, edit: Any, codes: list[str]) -> None:
    files = eval_result_files(facts)
    edited = edit(files, ".eval_results/sintomi-0-shot-constrained-span-f1.yaml")
    assert [finding.code for finding in lint_eval_results(edited, facts)] == codes


def test_a_score_on_data_without_an_id_has_no_file() -> None:
    bare = model_facts(replace(EVIDENCE, measured=(Measured("prova", Role.MODEL, RESULTS),)))
    assert eval_result_files(bare) == {}
    assert model_index(bare)[0]["results"][0]["dataset"]["type"] == "esami, rari"


# The code in the card


def _code(evidence: Any) -> str:
    match = re.search(r"```python\n(.*?)```", render_model_card(model_facts(evidence)), re.DOTALL)
    assert match is not None
    return match[1]


@pytest.fixture(scope="module")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny Qwen3 with random weights, and a tokenizer trained here."""
    pytest.importorskip("torch")
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast, Qwen3Config, Qwen3ForCausalLM

    raw = Tokenizer(models.BPE())
    raw.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    raw.decoder = decoders.ByteLevel()
    marks = ["<|im_start|>", "<|im_end|>"]
    trainer = trainers.BpeTrainer(
        vocab_size=320, special_tokens=marks, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False
    )
    raw.train_from_iterator(["Riferisce tosse e febbre."] * 20, trainer)
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=raw, eos_token="<|im_end|>", pad_token="<|im_end|>")
    tokenizer.chat_template = (
        "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
        "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
    )
    config = Qwen3Config(
        vocab_size=len(tokenizer), hidden_size=32, intermediate_size=64, num_hidden_layers=1, num_attention_heads=2,
        num_key_value_heads=1, head_dim=16, eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.pad_token_id,
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("model") / "prova"
    Qwen3ForCausalLM(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


@pytest.mark.parametrize("chat", [True, False])
def test_the_code_in_the_card_loads_the_model_and_answers(model_folder: Path, chat: bool) -> None:
    code = _code(replace(EVIDENCE, chat=chat))
    assert f'"{EVIDENCE.repo}"' in code
    assert 'revision="v1.0.0"' in code
    spoken = io.StringIO()
    space: dict[str, Any] = {}
    with contextlib.redirect_stdout(spoken):
        exec(compile(code.replace(EVIDENCE.repo, str(model_folder)), "README.md", "exec"), space)
    prompt = space["inputs"].input_ids
    assert space["output"].shape[1] > prompt.shape[1]
    assert spoken.getvalue().endswith("\n")
    assert ("prompt" in space) == chat


def test_the_code_for_an_adapter_names_the_base_at_its_commit() -> None:
    code = _code(replace(EVIDENCE, adapter=True))
    compile(code, "README.md", "exec")
    base = RUN["base_model"]
    assert f'from_pretrained("{base["id"]}", revision="{base["revision"]}")' in code


# peft 0.21 asks transformers 5.23 by a name that is going away.
@pytest.mark.filterwarnings("ignore:`is_gradient_checkpointing`:FutureWarning")
def test_the_code_for_an_adapter_loads_it_and_answers(model_folder: Path, tmp_path: Path) -> None:
    peft = pytest.importorskip("peft", reason="peft is no dependency of the project")
    from transformers import AutoModelForCausalLM, AutoTokenizer

    base = AutoModelForCausalLM.from_pretrained(model_folder)
    peft.get_peft_model(base, peft.LoraConfig(target_modules="all-linear")).save_pretrained(tmp_path)
    AutoTokenizer.from_pretrained(model_folder).save_pretrained(tmp_path)
    code = _code(replace(EVIDENCE, adapter=True)).replace(EVIDENCE.repo, str(tmp_path))
    spoken = io.StringIO()
    with contextlib.redirect_stdout(spoken):
        exec(compile(code.replace(RUN["base_model"]["id"], str(model_folder)), "README.md", "exec"), {})
    assert spoken.getvalue().endswith("\n")
