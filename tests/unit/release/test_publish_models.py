"""Models in a release: packaged, checked, described and pushed with the datasets; a stranger who loads them gets the same answers."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
import yaml
from click.testing import CliRunner, Result
from huggingface_hub import HfApi

from adaptation.checkpoint.folder import open_model
from datasets_builders.catalogue import get_corpus
from release.cli import referto as command_line
from release.hub.server import HubAddress, running
from release.manifest import data_digest
from release.plan import TO_COME
from release.prepare import build_folder
from release.remote import Remote

FAMILIES = {"qwen3": "apache-2.0", "llama": "llama3.2", "gemma3": "gemma"}
FORMS = ("full", "merged", "adapter")
ORG = "demo-hospital"
DATA = f"{ORG}/emergency-notes-it"
NOTE = "Paziente con dispnea da tre giorni, T 37,5 °C"
AGREEMENTS = {
    "apache-2.0": {},
    "llama3.2": {"LICENSE": "LLAMA 3.2 COMMUNITY LICENSE AGREEMENT\n(invented)\n", "USE_POLICY.md": "# Policy\n(invented)\n"},
    "gemma": {"LICENSE": "Gemma Terms of Use\n(invented)\n"},
}  # fmt: skip
MEMORISATION = {
    "canaries": {"planted": 8, "repeats": [1, 2, 4]},
    "exposure": {"highest": 3.2},
    "extraction": {"greedy": 0, "sampled": 0},
    "verbatim_recall": {"sampled": 200, "recalled": 0},
    "membership": {"auc": 0.51, "ci95": [0.46, 0.56]},
}


class Shop(NamedTuple):
    """A running Hub with a published release on it, and what was published."""

    hub: HubAddress
    release_file: Path
    packages: dict[tuple[str, str], Path]
    printed: str

    def run(self, command: str, *more: str) -> Result:
        return referto(command, str(self.release_file), "--to", self.hub.endpoint, *more, token=self.hub.token)


def referto(*arguments: str, token: str = "") -> Result:
    """Run the command in this process, where torch is imported once."""
    return CliRunner().invoke(command_line, arguments, env={"HF_TOKEN": token or None}, catch_exceptions=False)


def repo_of(family: str, form: str) -> str:
    return f"{ORG}/{'Llama' if family == 'llama' else family}-note-{form}"


def entry(**changes: Any) -> dict[str, Any]:
    """An entry of results.json."""
    return {
        "task": "ner", "type": "ner", "shots": 0, "decoding": "constrained", "metric": "span-f1", "value": 0.8125,
        "ci95": [0.7812, 0.8431], "n": 400, "invalid": 2, "truncated": 0, "verbatim": 1.0, **changes,
    }  # fmt: skip


def write(path: Path, value: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def run_of(base: str, commit: str, licence: str, data: str, **changes: Any) -> dict[str, Any]:
    """run.json of an invented training on the dataset with this digest, which has no id and no commit yet."""
    return {
        "method": "lora",
        "base_model": {"id": base, "revision": commit, "licence": licence},
        "datasets": [{"manifest": data, "licences": ["cc0-1.0"], "configs": ["ner"], "rows": 32}],
        "recipe_digest": f"sha256:{'cd' * 32}",
        "recipe": {"learning_rate": 0.0002},
        "seed": 17,
        **changes,
    }


def toml(examples: Path, *models: dict[str, Any]) -> str:
    """A release of the example dataset and these models."""
    text = f'[release]\nname = "emergency"\nversion = "1.0.0"\nnamespace = "{ORG}"\n'
    text += f'[[datasets]]\ncorpus = "emergency-example-it"\nsource = "{examples / "emergency-clean"}"\n'
    text += 'repo = "emergency-notes-it"\n'
    for model in models:
        text += "[[models]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in model.items())
    return text


@pytest.fixture(scope="session")
def data_digest_of_example(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> str:
    """What training on the example dataset would write into run.json."""
    built = tmp_path_factory.mktemp("built") / "notes"
    build_folder(get_corpus("emergency-example-it"), examples / "emergency-clean", built)
    return f"sha256:{data_digest(built)}"


@pytest.fixture(scope="module")
def bases(tiny_models: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a base of each family, its licence papers beside it."""
    root = tmp_path_factory.mktemp("bases")
    for family, licence in FAMILIES.items():
        shutil.copytree(tiny_models / family, root / family)
        for name, text in AGREEMENTS[licence].items():
            (root / family / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def commits(bases: Path, hub_of_module: HubAddress) -> dict[str, str]:
    """The bases on the Hub, and their commits."""
    api = HfApi(endpoint=hub_of_module.endpoint, token=hub_of_module.token)
    made = {}
    for family in FAMILIES:
        repo = f"{ORG}/base-{family}"
        api.create_repo(repo, private=True)
        made[family] = api.upload_folder(repo_id=repo, folder_path=bases / family).oid
    return made


@pytest.fixture(scope="module")
def hub_of_module(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubAddress]:
    with running(tmp_path_factory.mktemp("hub")) as address:
        yield address


@pytest.fixture(scope="module")
def shop(
    bases: Path,
    commits: dict[str, str],
    hub_of_module: HubAddress,
    data_digest_of_example: str,
    examples: Path,
    make_adapter: Callable[[Path], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Shop:
    """Nine models, each packaged and checked, and published with the dataset that they say they were trained on."""
    root = tmp_path_factory.mktemp("release")
    adapter = make_adapter(root / "trained")
    packages, models = {}, []
    for family, licence in FAMILIES.items():
        declared = ["--base", f"{ORG}/base-{family}", "--base-revision", commits[family], "--base-licence", licence]
        for form in FORMS:
            out = root / family / form
            source = [str(bases / family)] if form == "full" else [str(adapter)]
            merging = ["--merge", str(bases / family)] if form == "merged" else []
            for command in (
                ["package", *source, "--out", str(out), *merging, *declared],
                ["check", str(out)],
            ):
                done = referto(*command)
                assert done.exit_code == 0, done.output
            packages[family, form] = out
            models.append(_table(root, family, form, out, bases, commits, data_digest_of_example))
    path = root / "RELEASE.toml"
    path.write_text(toml(examples, *models), encoding="utf-8")
    done = referto("publish", str(path), "--to", hub_of_module.endpoint, "--yes", token=hub_of_module.token)
    assert done.exit_code == 0, done.output[-3000:]
    return Shop(hub_of_module, path, packages, done.stdout)


def _table(
    root: Path, family: str, form: str, package: Path, bases: Path, commits: dict[str, str], data: str
) -> dict[str, Any]:
    """One `[[models]]` table, with its evidence beside it; of the full models the reason stands where others have a report."""
    beside = root / "runs" / f"{family}-{form}"
    digest = {"digest": f"sha256:{open_model(package).digest}"}
    write(beside / "run.json", {"data": {"manifest": data, "split": "test"}, "model": digest, "finished": "2026-11-20"})
    table = {
        "path": str(package),
        "repo": repo_of(family, form).partition("/")[2],
        "base": str(bases / family),
        "run": str(write(beside / "trained" / "run.json", run_of(f"{ORG}/base-{family}", commits[family], FAMILIES[family], data))),
        "results": str(write(beside / "results.json", [entry()])),
        "base_results": str(write(beside / "base" / "results.json", [entry(value=0.3, ci95=[0.2, 0.4])])),
    }  # fmt: skip
    if form == "full":
        return {**table, "without_memorisation": "random weights, trained on nothing"}
    return {**table, "memorisation": str(write(beside / "memorisation.json", {**MEMORISATION, "model": digest}))}


# ---------------------------------------------------------------------------------------------- through the Hub


LOAD = """
import json, sys
import numpy as np, torch
from huggingface_hub import hf_hub_download
from safetensors.numpy import load_file
from transformers import AutoModelForCausalLM, AutoTokenizer
out, note = sys.argv[1:3]
for spec in sys.argv[3:]:
    repo, base = spec.split(",")
    tokenizer = AutoTokenizer.from_pretrained(base or repo, revision="main" if base else "v1.0.0")
    model = AutoModelForCausalLM.from_pretrained(base or repo, revision="main" if base else "v1.0.0").eval()
    if base:  # no peft: base plus product of the two matrices
        low = load_file(hf_hub_download(repo, "adapter_model.safetensors", revision="v1.0.0"))
        told = json.load(open(hf_hub_download(repo, "adapter_config.json", revision="v1.0.0")))
        weights = dict(model.named_parameters())
        for name in [name for name in low if name.endswith("lora_A.weight")]:
            module = name.removeprefix("base_model.model.").removesuffix(".lora_A.weight")
            product = low[name.replace("lora_A", "lora_B")] @ low[name] * (told["lora_alpha"] / told["r"])
            with torch.no_grad():
                weights[module + ".weight"] += torch.from_numpy(product)
    ids = tokenizer(note)["input_ids"]
    with torch.no_grad():
        logits = model(torch.tensor([ids])).logits.numpy()
    np.savez(f"{out}/{repo.replace('/', '--')}.npz", ids=ids, logits=logits)
"""


class Answer(NamedTuple):
    """What a model makes of the note."""

    ids: list[int]
    logits: Any


@pytest.fixture(scope="module")
def strangers(shop: Shop, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    """What a stranger gets who knows nothing but the address of the Hub."""
    out = tmp_path_factory.mktemp("stranger")
    repos = [
        f"{repo_of(family, form)},{f'{ORG}/base-{family}' if form == 'adapter' else ''}"
        for family, form in shop.packages
    ]
    environment = {
        **os.environ,
        "HF_ENDPOINT": shop.hub.endpoint,
        "HF_TOKEN": shop.hub.token,
        "HF_HOME": str(out / "home"),
    }
    done = subprocess.run(
        [sys.executable, "-c", LOAD, str(out), NOTE, *repos],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]

    def answer(repo: str) -> Answer:
        loaded = np.load(out / f"{repo.replace('/', '--')}.npz")
        return Answer(loaded["ids"].tolist(), loaded["logits"])

    return answer


def _answer_here(folder: Path) -> Answer:
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    ids = AutoTokenizer.from_pretrained(folder)(NOTE)["input_ids"]
    with torch.no_grad():
        return Answer(ids, AutoModelForCausalLM.from_pretrained(folder).eval()(torch.tensor([ids])).logits.numpy())


@pytest.mark.parametrize("family", FAMILIES)
def test_a_full_model_answers_through_the_hub_as_the_checkpoint_does(
    family: str, bases: Path, strangers: Callable[[str], Answer]
) -> None:
    there, here = strangers(repo_of(family, "full")), _answer_here(bases / family)
    assert there.ids == here.ids
    assert len(there.ids) > 10
    assert (there.logits == here.logits).all()


@pytest.mark.parametrize("family", FAMILIES)
def test_a_merged_model_answers_through_the_hub_as_its_package_does(
    family: str, shop: Shop, strangers: Callable[[str], Answer]
) -> None:
    there, here = strangers(repo_of(family, "merged")), _answer_here(shop.packages[family, "merged"])
    assert there.ids == here.ids
    assert (there.logits == here.logits).all()


@pytest.mark.parametrize("family", FAMILIES)
def test_an_adapter_on_its_base_answers_through_the_hub_as_the_merged_model_does(
    family: str, strangers: Callable[[str], Answer]
) -> None:
    adapter, merged, full = (strangers(repo_of(family, form)) for form in ("adapter", "merged", "full"))
    assert adapter.ids == merged.ids
    assert np.abs(adapter.logits - merged.logits).max() < 1e-5 * max(1.0, np.abs(merged.logits).max())
    assert np.abs(full.logits - merged.logits).max() > 1e-3, "an adapter that changes nothing would prove nothing"


@pytest.mark.parametrize("family", FAMILIES)
def test_the_code_of_an_adapters_card_answers_as_the_merged_model_does(
    family: str, shop: Shop, strangers: Callable[[str], Answer], tmp_path: Path
) -> None:
    pytest.importorskip("peft", reason="peft is no dependency of the project")
    code = re.search(r"```python\n(.*?)```", _text(shop, repo_of(family, "adapter"), "README.md"), re.DOTALL)
    assert code
    asked = f"{code[1]}\nimport numpy, torch\nids = tokenizer({NOTE!r})['input_ids']\n"
    asked += (
        f"with torch.no_grad(): numpy.save({str(tmp_path / 'out.npy')!r}, model(torch.tensor([ids])).logits.numpy())\n"
    )
    environment = {**os.environ, "HF_ENDPOINT": shop.hub.endpoint, "HF_TOKEN": shop.hub.token, "HF_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", asked], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    merged = strangers(repo_of(family, "merged")).logits
    assert np.abs(np.load(tmp_path / "out.npy") - merged).max() < 1e-5 * max(1.0, np.abs(merged).max())


# --------------------------------------------------------------------------------------- what stands on the Hub


def _text(shop: Shop, repo: str, path: str, kind: str = "model") -> str:
    api = HfApi(endpoint=shop.hub.endpoint, token=shop.hub.token)
    cache = shop.release_file.parent / "cache"
    return Path(api.hf_hub_download(repo, path, repo_type=kind, revision="v1.0.0", cache_dir=cache)).read_text("utf-8")


def _files(shop: Shop, repo: str) -> set[str]:
    api = HfApi(endpoint=shop.hub.endpoint, token=shop.hub.token)
    return set(api.list_repo_files(repo, revision="v1.0.0"))


def _commit_of_data(shop: Shop) -> str:
    (tag,) = HfApi(endpoint=shop.hub.endpoint, token=shop.hub.token).list_repo_refs(DATA, repo_type="dataset").tags
    return str(tag.target_commit)


def test_the_plan_has_datasets_first_and_says_what_the_cards_wait_for(shop: Shop) -> None:
    order = re.findall(r"^  (\S+): create", shop.printed, re.MULTILINE)
    assert order == [DATA, *(repo_of(family, form) for family, form in shop.packages)]
    assert shop.printed.count(f"its card will name the commits of {DATA}") == 9
    receipt = json.loads((shop.release_file.parent / "emergency-1.0.0" / "receipt.json").read_text(encoding="utf-8"))
    assert [each["kind"] for each in receipt["repos"]] == ["dataset", *["model"] * 9]
    assert receipt["repos"][0]["rows_loaded"] == 48
    assert all(each["tensors_loaded"] > 0 for each in receipt["repos"][1:])


def test_card_scores_and_seal_name_the_commit_that_the_dataset_got_in_this_run(shop: Shop) -> None:
    commit = _commit_of_data(shop)
    for repo in (repo_of(family, form) for family, form in shop.packages):
        card = _text(shop, repo, "README.md")
        front = yaml.safe_load(card.split("---\n")[1])
        assert front["datasets"] == [DATA]
        assert f"/datasets/{DATA}/tree/{commit})" in card
        assert front["model-index"][0]["results"][0]["dataset"]["revision"] == commit
        (scores,) = [path for path in _files(shop, repo) if path.startswith(".eval_results/")]
        assert yaml.safe_load(_text(shop, repo, scores))[0]["dataset"] == {
            "id": DATA,
            "task_id": "ner",
            "revision": commit,
        }
        seal = json.loads(_text(shop, repo, "referto.json"))
        assert [(each["repo"], each["commit"]) for each in seal["datasets"]] == [(DATA, commit)]
        assert TO_COME not in card
        assert "pass, 48 rows" in card, "what the dataset's own report says"


def test_the_papers_that_the_licences_demand_lie_beside_the_weights(shop: Shop) -> None:
    for family, licence in FAMILIES.items():
        for form in FORMS:
            repo = repo_of(family, form)
            texts = {**AGREEMENTS[licence]}
            if licence == "apache-2.0":
                assert "Apache License" in _text(shop, repo, "LICENSE")
            for name, text in texts.items():
                assert _text(shop, repo, name) == text
            assert ("NOTICE" in _files(shop, repo)) == (licence != "apache-2.0")
            assert yaml.safe_load(_text(shop, repo, "README.md").split("---\n")[1])["license"] == licence
            record = json.loads(_text(shop, repo, "package.json"))
            assert record["form"] == form
            told = set(record["files"]) | {"package.json", "README.md", "referto.json", ".gitattributes"}
            assert {path for path in _files(shop, repo) if not path.startswith(".eval_results/")} == told
    assert "Llama 3.2 is licensed under" in _text(shop, repo_of("llama", "full"), "NOTICE")
    assert "**Built with Llama**" in _text(shop, repo_of("llama", "full"), "README.md")


def test_a_merged_package_keeps_what_was_measured_when_it_was_merged(shop: Shop) -> None:
    record = json.loads(_text(shop, repo_of("qwen3", "merged"), "package.json"))
    assert record["effects"]["merge"]["positions"] > 0
    assert record == {
        **json.loads((shop.packages["qwen3", "merged"] / "package.json").read_text(encoding="utf-8")),
        "files": record["files"],
        "versions": record["versions"],
    }


def test_the_reason_for_no_report_stands_in_the_card_and_a_report_in_figures(shop: Shop) -> None:
    assert "random weights, trained on nothing" in _text(shop, repo_of("qwen3", "full"), "README.md")
    assert "| membership auc | 0.51 |" in _text(shop, repo_of("qwen3", "merged"), "README.md")


def test_planning_again_finds_nothing_to_do_and_the_same_bytes(shop: Shop) -> None:
    first = shop.run("plan", "--format", "json")
    assert first.exit_code == 0, first.output[-2000:]
    repos = json.loads(first.stdout)["repos"]
    assert len(repos) == 10
    assert not any(each["add"] or each["delete"] or each["create_tag"] or each["awaits"] for each in repos)
    remote = Remote(shop.hub.endpoint, shop.hub.token)
    for family, form in shop.packages:
        assert len(list(remote.release_commits(repo_of(family, form), "model"))) == 1
