"""How long `referto package` takes for a model of a few gigabytes, beside `sha256sum` and `cp` of the same files, in one run.

    python benchmarks/package_speed.py [--gigabytes 3.4] [--folder DIR]

Makes random bfloat16 safetensors in a scratch folder (twice their size must be free there), then runs each of the four in a
process of its own, as often as --times says: `cp -r`, `sha256sum`, `referto check --only weights`, `referto package`. Prints wall
seconds, CPU seconds of user and system, and peak memory of each. The disk is synchronised before each; the page cache is warm.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
HIDDEN, INNER, LAYERS = 2048, 6144, 28


def make(folder: Path, gigabytes: float) -> int:
    """Write a Qwen3-shaped checkpoint of about so many gigabytes, without tokenizer; return its bytes."""
    folder.mkdir(parents=True)
    block = 2 * (2 * HIDDEN * HIDDEN + 2 * HIDDEN * 1024 + 3 * HIDDEN * INNER + 2 * HIDDEN + 256)
    layers = max(1, round(LAYERS * gigabytes / 3.441))
    vocabulary = max(1024, int((gigabytes * 1e9 - layers * block) / (2 * HIDDEN)))
    shapes = {"model.embed_tokens.weight": (vocabulary, HIDDEN), "model.norm.weight": (HIDDEN,)}
    for layer in range(layers):
        name = f"model.layers.{layer}"
        shapes |= {
            f"{name}.self_attn.q_proj.weight": (HIDDEN, HIDDEN),
            f"{name}.self_attn.k_proj.weight": (1024, HIDDEN),
            f"{name}.self_attn.v_proj.weight": (1024, HIDDEN),
            f"{name}.self_attn.o_proj.weight": (HIDDEN, HIDDEN),
            f"{name}.self_attn.q_norm.weight": (128,),
            f"{name}.self_attn.k_norm.weight": (128,),
            f"{name}.mlp.gate_proj.weight": (INNER, HIDDEN),
            f"{name}.mlp.up_proj.weight": (INNER, HIDDEN),
            f"{name}.mlp.down_proj.weight": (HIDDEN, INNER),
            f"{name}.input_layernorm.weight": (HIDDEN,),
            f"{name}.post_attention_layernorm.weight": (HIDDEN,),
        }
    _write(folder / "model.safetensors", shapes)
    config = {
        "architectures": ["Qwen3ForCausalLM"], "model_type": "qwen3", "hidden_size": HIDDEN, "intermediate_size": INNER,
        "num_hidden_layers": layers, "num_attention_heads": 16, "num_key_value_heads": 8, "head_dim": 128,
        "vocab_size": vocabulary, "tie_word_embeddings": True, "dtype": "bfloat16", "eos_token_id": 1,
    }  # fmt: skip
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "generation_config.json").write_text(json.dumps({"eos_token_id": 1}))
    _tokenizer(folder)
    return sum(path.stat().st_size for path in folder.iterdir())


def _write(path: Path, shapes: dict[str, tuple[int, ...]]) -> None:
    at, head = 0, {}
    for name, shape in shapes.items():
        end = at + 2 * int(np.prod(shape))
        head[name] = {"dtype": "BF16", "shape": list(shape), "data_offsets": [at, end]}
        at = end
    text = json.dumps(head).encode()
    text += b" " * (-len(text) % 8)
    random = np.random.default_rng(3)
    with path.open("wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        while at > 0:
            size = min(at, 1 << 25)
            # Every sign and mantissa, exponents of numbers around one hundredth: finite, and no zeros.
            bits = random.integers(0, 1 << 16, size // 2, dtype=np.uint16)
            file.write(((bits & 0x83FF) | 0x3C00).astype("<u2").tobytes())
            at -= size


def _tokenizer(folder: Path) -> None:
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    raw = Tokenizer(models.BPE())
    raw.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    raw.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=400, special_tokens=["<|im_start|>", "<|im_end|>"], initial_alphabet=alphabet, show_progress=False
    )
    raw.train_from_iterator(["paziente con dispnea e febbre"] * 9, trainer)
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=raw, eos_token="<|im_end|>")
    tokenizer.chat_template = (
        "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
        "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
    )
    tokenizer.save_pretrained(folder)


_MEASURED = """
import json, resource, subprocess, sys, time
before = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
wall = time.perf_counter() - before
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([code, wall, used.ru_utime, used.ru_stime, used.ru_maxrss / 1024]))
"""


def measure(name: str, command: list[str], size: int, *, made: str = "") -> None:
    """Run a command in a process of its own, print what it took, and clear away what it made."""
    os.sync()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1"}
    ended = subprocess.run(
        [sys.executable, "-c", _MEASURED, *command], capture_output=True, text=True, check=True, env=environment
    )
    code, wall, user, system, peak = json.loads(ended.stdout.splitlines()[-1])
    rate = size / wall / 1e9
    print(
        f"{name:32} exit {code}  {wall:6.2f} s wall  {user:6.2f} s user  {system:6.2f} s system  {peak:7.0f} MB  {rate:.2f} GB/s"
    )


def main() -> None:
    """Make the files, run the four, clear away."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--gigabytes", type=float, default=3.4)
    parser.add_argument("--folder", type=Path, help="where the scratch folder goes; the disk that is measured")
    parser.add_argument("--times", type=int, default=1, help="how often the four are run")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="referto-package-", dir=given.folder) as scratch:
        model = Path(scratch) / "model"
        before = time.perf_counter()
        size = make(model, given.gigabytes)
        os.sync()
        print(
            f"{size / 1e9:.2f} GB made in {time.perf_counter() - before:.0f} s; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
        )
        referto = [sys.executable, "-m", "release"]
        copy, package = f"{scratch}/copied", f"{scratch}/packaged"
        for _ in range(given.times):
            measure("cp -r", ["cp", "-r", str(model), copy], size, made=copy)
            measure("sha256sum", ["sha256sum", str(model / "model.safetensors")], size)
            measure("referto check --only weights", [*referto, "check", str(model), "--only", "weights"], size)
            measure("referto package", [*referto, "package", str(model), "--out", package], size, made=package)
    print(f"peak of this script itself: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
