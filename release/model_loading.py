"""Load a model as its users will, and digest what it gives; run as a program by `release.verify`.

    python -m release.model_loading HERE THERE NAMESPACE/NAME REVISION

prints one JSON line, {"here", "there"}, with the same of each: how many tensors there are, sha256 over the ids of built-in texts, and
sha256 over the logits of one of them where torch is there and the weights are not too large. HERE is the folder that was published; it
is loaded as it lies. THERE is what was downloaded; it tells what there is, and is loaded through the Hub. The endpoint, the cache and
the token come from the environment.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from adaptation.checkpoint.folder import ModelFolder, open_model
from adaptation.checkpoint.meta import has_torch
from adaptation.checkpoint.tokenising import PROBES

__all__ = ["LARGEST_LOADED", "model_digests"]

LARGEST_LOADED = 8 * 10**9
"""Bytes of weights up to which a model is loaded and asked; of a larger one the files are compared, and the tokenizer is loaded."""


def model_digests(folder: Path, repo_id: str = "", revision: str = "") -> dict[str, Any]:
    """Load tokenizer and model; from the folder, or from a repository that holds the same files.

    Returns:
        {"tensors", "ids", "logits"}: a count, and hex digests that are "" where there is nothing to load.
    """
    model = open_model(folder)
    source, more = (repo_id, {"revision": revision}) if repo_id else (str(folder), {"local_files_only": True})
    ids = _ids(source, more) if model.has_tokenizer else []
    tensors = list(model.weights.tensors())
    can_be_asked = not model.is_adapter and has_torch() and sum(each.size for each in tensors) <= LARGEST_LOADED
    return {
        "tensors": len(tensors),
        "ids": hashlib.sha256(json.dumps(ids).encode()).hexdigest() if ids else "",
        "logits": _logits(model, source, more, ids[0] if ids else [0]) if can_be_asked else "",
    }


def _ids(source: str, more: dict[str, Any]) -> list[list[int]]:
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(source, trust_remote_code=False, **more)
    return [list(tokenizer(text)["input_ids"]) for text in PROBES]


def _logits(model: ModelFolder, source: str, more: dict[str, Any], prompt: list[int]) -> str:
    import torch
    import transformers

    declared = getattr(transformers, model.config["architectures"][0])
    loaded = declared.from_pretrained(source, dtype="auto", trust_remote_code=False, use_safetensors=True, **more)
    with torch.no_grad():
        logits = loaded.eval()(input_ids=torch.tensor([prompt[:64]]))[0]
    return hashlib.sha256(logits.float().contiguous().numpy().tobytes()).hexdigest()


if __name__ == "__main__":
    here, there, *repository = sys.argv[1:5]
    digests = {"here": model_digests(Path(here)), "there": model_digests(Path(there), *repository)}
    sys.stdout.write(json.dumps(digests) + "\n")
