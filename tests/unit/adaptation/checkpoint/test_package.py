"""What is packaged answers as the checkpoint did, holds nothing else, and is only written when it is sound."""

from __future__ import annotations

import hashlib
import json
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from adaptation.checkpoint import package as packaging
from adaptation.checkpoint.files import list_files
from adaptation.checkpoint.folder import open_model
from adaptation.checkpoint.mending import Base
from adaptation.checkpoint.package import Packaged, package_model
from adaptation.model_checks import MODEL_CHECKS
from adaptation.model_checks.rules import examine
from datasets_builders.errors import UserError

NOTE = "Paziente con dispnea da tre giorni, T 37,5 °C"
BASE = Base("inventata/qwen3-minimo", "0123456789abcdef0123456789abcdef01234567", "apache-2.0")

Make = Callable[..., Path]


def _answers(folder: Path) -> Any:
    """Return the logits that a user of the folder gets for a note."""
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForCausalLM.from_pretrained(folder, dtype="auto").eval()
    with torch.no_grad():
        return model(torch.tensor([tokenizer(NOTE)["input_ids"]])).logits.float()


def _settings(folder: Path, name: str = "config.json") -> dict[str, Any]:
    settings: dict[str, Any] = json.loads((folder / name).read_text(encoding="utf-8"))
    return settings


def _change(folder: Path, name: str, **changes: Any) -> None:
    (folder / name).write_text(json.dumps({**_settings(folder, name), **changes}), encoding="utf-8")


@pytest.fixture
def littered(trained: Make) -> Path:
    """A checkpoint as a trainer leaves it, with all that does not belong to a model."""
    folder = trained()
    (folder / "training_args.bin").write_bytes(pickle.dumps({"a": 1}))
    (folder / "modeling_x.py").write_text("raise SystemExit\n")
    (folder / "optimizer.pt").write_bytes(b"PK\x03\x04")
    (folder / "trainer_state.json").write_text("{}")
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "README.md").write_text("[More Information Needed]\n")
    (folder / "checkpoint-5").mkdir()
    shutil.copy(folder / "model.safetensors", folder / "checkpoint-5" / "model.safetensors")
    (folder / "runs").mkdir()
    (folder / "runs" / "events.out.tfevents.1.portatile-di-qualcuno.7").write_bytes(b"x")
    _change(folder, "config.json", _name_or_path="/home/qualcuno/modelli/base", torch_dtype="float32")
    _change(folder, "tokenizer_config.json", name_or_path="./outputs/prova")
    return folder


@pytest.mark.parametrize("family", ["qwen3", "llama", "gemma3"])
def test_a_package_answers_as_the_checkpoint_did(trained: Make, tmp_path: Path, family: str) -> None:
    source = trained(family)
    packaged = package_model(source, tmp_path / "out")
    assert packaged.is_written
    assert packaged.report.verdict == "pass"
    assert (_answers(tmp_path / "out") == _answers(source)).all()
    assert examine(open_model(tmp_path / "out"), MODEL_CHECKS).findings == ()


def test_only_the_model_is_carried_over_and_the_rest_is_told(littered: Path, tmp_path: Path) -> None:
    packaged = package_model(littered, tmp_path / "out", base=BASE)
    assert packaged.is_written
    assert set(list_files(tmp_path / "out")) == {
        "config.json", "generation_config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json",
        "chat_template.jinja", "package.json",
    }  # fmt: skip
    assert {stray.kind for stray in packaged.left_out} == {
        "pickle", "code", "training-state", "hidden", "paper", "checkpoint", "log"
    }  # fmt: skip
    assert sum(packaged.record["left_out"].values()) == len(packaged.left_out) == 8
    assert _settings(tmp_path / "out")["_name_or_path"] == BASE.id
    assert "name_or_path" not in _settings(tmp_path / "out", "tokenizer_config.json")
    changed = {(each["file"], each["key"], each["what"]) for each in packaged.record["changed"]}
    assert changed == {("config.json", "_name_or_path", "set"), ("tokenizer_config.json", "name_or_path", "dropped")}
    assert all((tmp_path / "out" / name).stat().st_mode & 0o777 == 0o644 for name in list_files(tmp_path / "out"))


def test_nothing_of_the_trainers_machine_stands_in_the_package(littered: Path, tmp_path: Path) -> None:
    package_model(littered, tmp_path / "out", base=BASE)
    for name in list_files(tmp_path / "out"):
        content = (tmp_path / "out" / name).read_bytes()
        assert b"qualcuno" not in content, name
        assert str(tmp_path).encode() not in content, name


def test_the_record_tells_the_very_bytes(trained: Make, tmp_path: Path) -> None:
    packaged = package_model(trained(), tmp_path / "out", base=BASE)
    record = _settings(tmp_path / "out", "package.json")
    assert record == packaged.record
    assert set(record["files"]) == set(list_files(tmp_path / "out")) - {"package.json"}
    for name, told in record["files"].items():
        content = (tmp_path / "out" / name).read_bytes()
        assert told["sha256"] == hashlib.sha256(content).hexdigest()
        assert told["size"] == len(content)
    assert record["digest"] == packaged.report.digest == open_model(tmp_path / "out").digest
    assert record["base"] == {"id": BASE.id, "revision": BASE.revision, "licence": "apache-2.0"}
    assert record["form"] == "full"
    assert record["effects"] == {}


def test_packaging_twice_gives_the_same_bytes_and_replaces_only_its_own(trained: Make, tmp_path: Path) -> None:
    source, out = trained(), tmp_path / "out"
    package_model(source, out)
    first = {name: (out / name).read_bytes() for name in list_files(out)}
    package_model(source, out)
    assert {name: (out / name).read_bytes() for name in list_files(out)} == first
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "package.json").write_text('{"name": "un-progetto"}')
    with pytest.raises(UserError, match="did not write"):
        package_model(source, foreign)
    assert list_files(foreign) == ("package.json",)
    assert not list(tmp_path.glob(".*"))


def _nan(folder: Path) -> None:
    raw = bytearray((folder / "model.safetensors").read_bytes())
    raw[-4:] = np.array([np.nan], dtype="<f4").tobytes()
    (folder / "model.safetensors").write_bytes(raw)


def _trust(folder: Path) -> None:
    _change(folder, "config.json", auto_map={"AutoModelForCausalLM": "modeling_x.Evil"})


def _only_a_pickle(folder: Path) -> None:
    (folder / "model.safetensors").unlink()
    (folder / "pytorch_model.bin").write_bytes(pickle.dumps({}))


def _leak(folder: Path) -> None:
    _change(folder, "config.json", trained_in="/scratch/qualcuno/prove")


@pytest.mark.parametrize(
    ("spoil", "code", "exit_code"),
    [(_nan, "TENSOR12", 1), (_trust, "MODEL03", 1), (_only_a_pickle, "TENSOR01", 3), (_leak, "LEAK01", 1)],
)
def test_what_cannot_be_mended_is_not_written(
    trained: Make, tmp_path: Path, spoil: Callable[[Path], None], code: str, exit_code: int
) -> None:
    source, out = trained(), tmp_path / "out"
    package_model(source, out)
    before = {name: (out / name).read_bytes() for name in list_files(out)}
    spoil(source)
    packaged = package_model(source, out)
    assert not packaged.is_written
    assert code in {finding.code for finding in packaged.report.errors}
    assert packaged.report.exit_code == exit_code
    assert {name: (out / name).read_bytes() for name in list_files(out)} == before, "the old package stays"
    assert not list(tmp_path.glob(".*"))


def test_an_error_that_somebody_else_decides_about_stays_in_the_report(trained: Make, tmp_path: Path) -> None:
    source = trained()
    _leak(source)
    packaged = package_model(source, tmp_path / "out", tolerated=["LEAK01"])
    assert packaged.is_written
    assert [finding.code for finding in packaged.report.errors] == ["LEAK01"]
    assert [finding["code"] for finding in packaged.record["findings"]] == ["LEAK01"]


def test_a_link_out_of_the_folder_is_not_followed(trained: Make, tmp_path: Path) -> None:
    source = trained()
    (tmp_path / "elsewhere").write_text("di un altro\n")
    (source / "LICENSE").symlink_to(tmp_path / "elsewhere")
    packaged = package_model(source, tmp_path / "out")
    assert {finding.code for finding in packaged.report.errors} == {"FILE10"}
    assert not (tmp_path / "out").exists()


# -------------------------------------------------------------------------------------------------------- cast and shards


@pytest.mark.parametrize("dtype", ["bfloat16", "float16"])
def test_a_cast_is_that_of_torch_and_its_effect_is_measured(trained: Make, tmp_path: Path, dtype: str) -> None:
    import torch
    from safetensors.torch import load_file

    source = trained()
    packaged = package_model(source, tmp_path / "out", dtype=dtype)
    before, after = load_file(source / "model.safetensors"), load_file(tmp_path / "out" / "model.safetensors")
    assert set(before) == set(after)
    assert all(torch.equal(before[name].to(getattr(torch, dtype)), after[name]) for name in before)
    assert _settings(tmp_path / "out")["dtype"] == dtype
    effect = packaged.record["effects"]["cast"]
    largest = float((_answers(tmp_path / "out") - _answers(source)).abs().max())
    assert 0 < effect["max_logit_difference"] < 0.1
    assert largest <= 10 * effect["max_logit_difference"]
    assert 0.8 < effect["argmax_kept"] <= 1
    assert effect["positions"] > 100


def test_a_cast_that_overflows_is_refused(trained: Make, tmp_path: Path) -> None:
    source = trained()
    raw = bytearray((source / "model.safetensors").read_bytes())
    raw[-4:] = np.array([1e6], dtype="<f4").tobytes()
    (source / "model.safetensors").write_bytes(raw)
    assert package_model(source, tmp_path / "wide", dtype="bfloat16").is_written
    packaged = package_model(source, tmp_path / "narrow", dtype="float16")
    assert {finding.code for finding in packaged.report.errors} == {"TENSOR13"}
    assert not (tmp_path / "narrow").exists()


def test_shards_are_cut_as_asked_and_load_as_one(trained: Make, tmp_path: Path) -> None:
    source = trained()
    packaged = package_model(source, tmp_path / "out", max_shard_size=50_000)
    shards = sorted((tmp_path / "out").glob("model-*.safetensors"))
    assert len(shards) > 2
    assert all(path.stat().st_size < 50_000 + 8_000 for path in shards)
    assert packaged.record["effects"] == {}, "no number was changed"
    assert (_answers(tmp_path / "out") == _answers(source)).all()
    again = package_model(tmp_path / "out", tmp_path / "again")
    assert again.record["digest"] == packaged.record["digest"], "shards are copied as they are"


def test_without_torch_it_is_said_what_was_not_examined(
    trained: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("adaptation.checkpoint.package", "adaptation.model_checks.declared"):
        monkeypatch.setattr(f"{module}.has_torch", lambda: False)
    packaged = package_model(trained(), tmp_path / "out", dtype="bfloat16")
    assert packaged.is_written
    assert {finding.code for finding in packaged.report.findings} == {"MODEL10", "PACKAGE02"}
    assert all("torch is absent" in finding.hint for finding in packaged.report.findings)
    assert packaged.record["effects"] == {"cast": None}


# ---------------------------------------------------------------------------------------------------------------- adapters


def _side_by_side(base: Path, adapter: Path) -> Any:
    """Return the logits of the base with W + 2 B A put into it by hand."""
    import torch
    from safetensors.torch import load_file
    from transformers import AutoModelForCausalLM, AutoTokenizer

    model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32).eval()
    weights = load_file(adapter / "adapter_model.safetensors")
    with torch.no_grad():
        for name in [name for name in weights if ".lora_A." in name]:
            target = name.removeprefix("base_model.model.").removesuffix(".lora_A.weight")
            matrix = model.get_submodule(target).weight
            matrix += 2 * weights[name.replace("lora_A", "lora_B")] @ weights[name]
        ids = torch.tensor([AutoTokenizer.from_pretrained(base)(NOTE)["input_ids"]])
        return model(ids).logits


def test_an_adapter_is_packaged_with_its_base_named(adapter: Path, tmp_path: Path) -> None:
    _change(adapter, "adapter_config.json", base_model_name_or_path="/home/qualcuno/base", revision=None)
    refused = package_model(adapter, tmp_path / "out")
    assert {finding.code for finding in refused.report.errors} == {"ADAPTER01", "ADAPTER02"}
    packaged = package_model(adapter, tmp_path / "out", base=BASE)
    assert packaged.record["form"] == "adapter"
    settings = _settings(tmp_path / "out", "adapter_config.json")
    assert (settings["base_model_name_or_path"], settings["revision"]) == (BASE.id, BASE.revision)
    written = (tmp_path / "out" / "adapter_model.safetensors").read_bytes()
    assert written == (adapter / "adapter_model.safetensors").read_bytes()


def test_a_merged_adapter_answers_as_base_and_adapter_together(adapter: Path, trained: Make, tmp_path: Path) -> None:
    base = trained(name="base")
    packaged = package_model(adapter, tmp_path / "out", merge=base, base=BASE)
    wanted, given = _side_by_side(base, adapter), _answers(tmp_path / "out")
    assert float((wanted - given).abs().max()) < 1e-4
    assert float((wanted - _answers(base)).abs().max()) > 1e-2, "the adapter does something"
    assert packaged.record["form"] == "merged"
    assert packaged.record["effects"]["merge"]["max_logit_difference"] < 1e-4
    assert packaged.record["effects"]["merge"]["argmax_kept"] == 1
    assert packaged.record["effects"]["cast"]["max_logit_difference"] == 0
    assert "adapter_config.json" not in list_files(tmp_path / "out")


def test_a_base_may_be_a_folder_of_links_as_the_hubs_cache_has_them(
    adapter: Path, trained: Make, tmp_path: Path
) -> None:
    base, links = trained(name="blobs"), tmp_path / "snapshot"
    links.mkdir()
    for path in base.iterdir():
        (links / path.name).symlink_to(path)
    package_model(adapter, tmp_path / "direct", merge=base)
    package_model(adapter, tmp_path / "linked", merge=links)
    assert open_model(tmp_path / "linked").digest == open_model(tmp_path / "direct").digest
    assert not any(path.is_symlink() for path in (tmp_path / "linked").iterdir())


def test_a_merge_is_added_before_the_cast(adapter: Path, trained: Make, tmp_path: Path) -> None:
    import torch
    from safetensors.torch import load_file

    base = trained(name="base")
    package_model(adapter, tmp_path / "out", merge=base, dtype="bfloat16")
    name = "model.layers.1.mlp.down_proj"
    lora = load_file(adapter / "adapter_model.safetensors")
    a, b = (lora[f"base_model.model.{name}.lora_{half}.weight"] for half in "AB")
    wanted = (load_file(base / "model.safetensors")[f"{name}.weight"] + 2 * b @ a).bfloat16()
    merged = load_file(tmp_path / "out" / "model.safetensors")[f"{name}.weight"]
    assert merged.dtype == torch.bfloat16
    assert int((wanted != merged).sum()) <= 2, "but for a tie that another order of sums tips"


@pytest.mark.parametrize(
    ("settings", "scale"), [({"use_rslora": True}, 4.0), ({"alpha_pattern": {"layers.0.self_attn.q_proj": 2}}, 0.5)]
)
def test_the_scale_is_that_of_the_adapter(adapter: Path, trained: Make, settings: dict[str, Any], scale: float) -> None:
    from adaptation.checkpoint.merge import read_adapter

    _change(adapter, "adapter_config.json", **settings)
    base = open_model(trained()).weights.by_name()
    read = read_adapter(open_model(adapter), base)
    assert read.added["model.layers.0.self_attn.q_proj.weight"].scale == scale


def test_a_tensor_trained_whole_replaces_the_bases(
    adapter: Path, trained: Make, tmp_path: Path, safetensors_by_hand: tuple[Callable[..., None], ...]
) -> None:
    from safetensors.numpy import load_file

    write, _, _ = safetensors_by_hand
    weights = {name: ("F32", array) for name, array in load_file(adapter / "adapter_model.safetensors").items()}
    norm = np.linspace(0.5, 1.5, 32)
    write(adapter / "adapter_model.safetensors", {**weights, "base_model.model.model.norm.weight": ("F32", norm)})
    packaged = package_model(adapter, tmp_path / "out", merge=trained())
    merged = load_file(tmp_path / "out" / "model.safetensors")
    assert np.array_equal(merged["model.norm.weight"], norm.astype(np.float32))
    assert packaged.record["effects"]["merge"]["max_logit_difference"] < 1e-4


@pytest.mark.parametrize(
    "settings",
    [{"use_dora": True}, {"bias": "all"}, {"init_lora_weights": "pissa_niter_4"}, {"trainable_token_indices": [1]}],
    ids=lambda settings: next(iter(settings)),
)
def test_what_is_not_plain_lora_is_not_merged(
    adapter: Path, trained: Make, tmp_path: Path, settings: dict[str, Any]
) -> None:
    _change(adapter, "adapter_config.json", **settings)
    with pytest.raises(UserError, match="cannot be merged here"):
        package_model(adapter, tmp_path / "out", merge=trained())
    assert not (tmp_path / "out").exists()


def test_another_base_is_told(adapter: Path, trained: Make, tmp_path: Path) -> None:
    raw = (adapter / "adapter_model.safetensors").read_bytes().replace(b"layers.1.", b"layers.7.")
    (adapter / "adapter_model.safetensors").write_bytes(raw)
    with pytest.raises(UserError, match="no place in the base"):
        package_model(adapter, tmp_path / "out", merge=trained())


def test_a_merge_into_something_else_is_found(
    adapter: Path, trained: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from adaptation.checkpoint.merge import LowRank

    right = LowRank.rows
    monkeypatch.setattr(LowRank, "rows", lambda self, start, stop: right(self, start, stop) * np.float32(1.1))
    packaged = package_model(adapter, tmp_path / "out", merge=trained())
    assert {finding.code for finding in packaged.report.errors} == {"PACKAGE01"}
    assert not (tmp_path / "out").exists()


def test_calls_that_mean_nothing_are_told(trained: Make, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no adapter"):
        package_model(trained(), tmp_path / "out", merge=tmp_path / "model")
    with pytest.raises(UserError, match="not a folder"):
        package_model(tmp_path / "nowhere", tmp_path / "out")
    with pytest.raises(UserError, match="holds no model"):
        package_model(tmp_path, tmp_path / "out")
    for inside in (tmp_path / "model", tmp_path / "model" / "out"):
        with pytest.raises(UserError, match="lies in"):
            package_model(tmp_path / "model", inside)
    with pytest.raises(UserError, match="int4"):
        package_model(tmp_path / "model", tmp_path / "out", dtype="int4")


def test_a_full_disk_leaves_nothing_behind(trained: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = trained()

    def full(*_: Any, **__: Any) -> Any:
        raise OSError(28, "No space left on device", str(tmp_path / "out"))

    monkeypatch.setattr(packaging, "scan_file", full)
    with pytest.raises(UserError, match="the disk is full"):
        package_model(source, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["model"]


def test_a_file_cut_while_it_is_read_is_told(trained: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(*_: Any, **__: Any) -> Any:
        raise EOFError("ended early")

    monkeypatch.setattr(packaging, "scan_file", cut)
    with pytest.raises(UserError, match="changed while"):
        package_model(trained(), tmp_path / "out")


def test_a_result_says_whether_it_was_written(tmp_path: Path, trained: Make) -> None:
    report = package_model(trained(), tmp_path / "out").report
    assert not Packaged(tmp_path, report).is_written
