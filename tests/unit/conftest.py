"""Tiny random checkpoints of three families with a tokenizer trained here, and an adapter to one of them; nothing is downloaded."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

FAMILIES = ("qwen3", "llama", "gemma3")
TEMPLATE = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
CORPUS = ["Paziente con dispnea e febbre da tre giorni, non dolore toracico.", "T 37,5 °C, PA 130/80 mmHg"] * 20
NUMPY = {"F32": "<f4", "F16": "<f2", "BF16": "<u2", "I64": "<i8"}

Tensors = Mapping[str, tuple[str, "np.ndarray[Any, Any]"]]


def write_safetensors(path: Path, tensors: Tensors) -> None:
    """Write name -> (dtype of the format, array) as the format has it, by hand."""
    head: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    body = b""
    for name, (dtype, array) in tensors.items():
        data = np.ascontiguousarray(array, dtype=NUMPY[dtype]).tobytes()
        head[name] = {
            "dtype": dtype,
            "shape": list(array.shape),
            "data_offsets": [len(body), len(body) + len(data)],
        }
        body += data
    write_raw(path, head, body)


def write_raw(path: Path, head: Mapping[str, Any], body: bytes) -> None:
    """Write any header before any bytes."""
    text = json.dumps(head).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(len(text).to_bytes(8, "little") + text + body)


def read_safetensors(path: Path) -> tuple[dict[str, Any], bytes]:
    """Return header and bytes."""
    raw = path.read_bytes()
    length = int.from_bytes(raw[:8], "little")
    return json.loads(raw[8 : 8 + length]), raw[8 + length :]


@pytest.fixture(scope="session")
def tiny_tokenizer() -> Any:
    """A byte-level tokenizer with a ChatML template, as transformers has it."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    raw = Tokenizer(models.BPE())
    raw.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    raw.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=320,
        special_tokens=["<|im_start|>", "<|im_end|>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    raw.train_from_iterator(CORPUS, trainer)
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=raw, eos_token="<|im_end|>", pad_token="<|im_end|>")
    tokenizer.chat_template = TEMPLATE
    return tokenizer


@pytest.fixture(scope="session")
def tiny_models(tmp_path_factory: pytest.TempPathFactory, tiny_tokenizer: Any) -> Path:
    """A folder with one checkpoint per family, float32, as save_pretrained leaves it."""
    torch = pytest.importorskip("torch", reason="the extra adapt is not installed")
    import transformers
    from transformers.utils import logging

    logging.disable_progress_bar()
    root = tmp_path_factory.mktemp("tiny")
    common: dict[str, Any] = {
        "vocab_size": len(tiny_tokenizer), "hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2,
        "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 8, "max_position_embeddings": 1024,
        "bos_token_id": None, "eos_token_id": tiny_tokenizer.eos_token_id, "pad_token_id": tiny_tokenizer.pad_token_id,
    }  # fmt: skip
    classes = {
        "qwen3": (transformers.Qwen3Config, transformers.Qwen3ForCausalLM, {}),
        "llama": (transformers.LlamaConfig, transformers.LlamaForCausalLM, {"tie_word_embeddings": True}),
        "gemma3": (transformers.Gemma3TextConfig, transformers.Gemma3ForCausalLM, {"query_pre_attn_scalar": 8}),
    }
    for name in FAMILIES:
        config, model_class, more = classes[name]
        torch.manual_seed(7)
        model = model_class(config(**{**common, **more}))
        model.generation_config.eos_token_id = tiny_tokenizer.eos_token_id
        model.save_pretrained(root / name)
        tiny_tokenizer.save_pretrained(root / name)
    return root


@pytest.fixture
def trained(tiny_models: Path, tmp_path: Path) -> Callable[..., Path]:
    """Give a copy of a checkpoint, to be spoilt: files as the trainer left them, mode 0600 among them."""

    def copy(family: str = "qwen3", name: str = "model") -> Path:
        return Path(shutil.copytree(tiny_models / family, tmp_path / name))

    return copy


@pytest.fixture
def released(trained: Callable[..., Path]) -> Callable[..., Path]:
    """Give a copy of a checkpoint in which there is nothing to find."""

    def copy(family: str = "qwen3", name: str = "model") -> Path:
        folder = trained(family, name)
        for path in folder.iterdir():
            path.chmod(0o644)
        return folder

    return copy


def write_adapter(folder: Path) -> Path:
    """Write a LoRA adapter to the tiny models, as peft saves it: rank 4 on q_proj and down_proj, its base named."""
    folder.mkdir()
    random = np.random.default_rng(11)
    sizes = {"self_attn.q_proj": (32, 32), "mlp.down_proj": (64, 32)}
    tensors = {}
    for layer in range(2):
        for module, (inside, outside) in sizes.items():
            name = f"base_model.model.model.layers.{layer}.{module}"
            tensors[f"{name}.lora_A.weight"] = ("F32", random.normal(0, 0.3, (4, inside)))
            tensors[f"{name}.lora_B.weight"] = ("F32", random.normal(0, 0.3, (outside, 4)))
    write_safetensors(folder / "adapter_model.safetensors", tensors)
    settings = {
        "peft_type": "LORA",
        "task_type": "CAUSAL_LM",
        "base_model_name_or_path": "inventata/qwen3-minimo",
        "revision": "0123456789abcdef0123456789abcdef01234567",
        "r": 4,
        "lora_alpha": 8,
        "bias": "none",
        "target_modules": ["q_proj", "down_proj"],
    }
    (folder / "adapter_config.json").write_text(json.dumps(settings), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def make_adapter() -> Callable[[Path], Path]:
    """`write_adapter`: a LoRA adapter in a folder that is not there yet."""
    return write_adapter


@pytest.fixture
def adapter(tmp_path: Path) -> Path:
    """A LoRA adapter to the tiny Qwen3."""
    return write_adapter(tmp_path / "adapter")


@pytest.fixture(scope="session")
def safetensors_by_hand() -> tuple[Callable[..., None], Callable[..., None], Callable[..., Any]]:
    """`write_safetensors`, `write_raw` and `read_safetensors`, for tests that spoil files."""
    return write_safetensors, write_raw, read_safetensors
