"""Measure what a merge and a cast do to the answers: logits on a few prompts, before and after. Needs torch.

The reference is always in 32-bit floats, so that it does not itself depend on batch, padding or the order of sums; what is measured
is the packaged folder as a user loads it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from adaptation.checkpoint.merge import Adapter
from adaptation.checkpoint.tokenising import PROBES, Tokeniser

__all__ = ["MOST_OF_A_MERGE", "Effect", "effect_of_cast", "effect_of_merge"]

MOST_OF_A_MERGE = 1e-3
"""Largest difference of a logit, relative to the largest logit, that adding in another order explains in 32-bit floats."""

_PROMPTS = (*PROBES[:6], "Il paziente riferisce dispnea da tre giorni, non febbre. La diagnosi è")


@dataclass(frozen=True, slots=True)
class Effect:
    """How two models differ on the same prompts.

    Args:
        prompts: how many.
        positions: tokens at which the next token was asked for.
        max_logit_difference: the largest difference of any logit at any of them.
        largest_logit: the largest logit of the reference, by which to judge the difference.
        argmax_kept: share of the positions at which the likeliest next token is the same.
    """

    prompts: int
    positions: int
    max_logit_difference: float
    largest_logit: float
    argmax_kept: float

    def to_json(self) -> dict[str, Any]:
        """The effect as package.json holds it; numbers rounded to six significant digits."""
        return {
            name: float(f"{value:.6g}") if isinstance(value, float) else value for name, value in asdict(self).items()
        }


def effect_of_cast(source: Path, packaged: Path, tokeniser: Tokeniser) -> Effect:
    """Compare a source in 32-bit floats with the packaged model in its own dtype; the two are loaded one after the other."""
    prompts = _ids(tokeniser)
    before = _logits(_load(source, "float32"), prompts)
    return _compare(before, _logits(_load(packaged, "auto"), prompts))


def effect_of_merge(base: Path, adapter: Adapter, packaged: Path, tokeniser: Tokeniser) -> tuple[Effect, Effect]:
    """Return what merging does in 32-bit floats, and what the cast of the merged weights does.

    The reference runs the adapter beside its base, x W + scale (x A) B, and never adds the matrices; so a merge into the wrong
    tensor, transposed or with the wrong scale shows.
    """
    import torch

    prompts = _ids(tokeniser)
    model = _load(base, "float32")
    parameters = dict(model.named_parameters())
    with torch.no_grad():
        for name, tensor in adapter.replaced.items():
            parameters[name].copy_(_tensor(adapter.root, tensor))
    hooks = [
        model.get_submodule(name.removesuffix(".weight")).register_forward_hook(_beside(low.a, low.b, low.scale))
        for name, low in adapter.added.items()
    ]
    beside = _logits(model, prompts)
    for hook in hooks:
        hook.remove()
    with torch.no_grad():
        for name, low in adapter.added.items():
            parameters[name] += torch.from_numpy(low.rows(0, low.shape[0]).copy())
    merged = _logits(model, prompts)
    del model, parameters
    return _compare(beside, merged), _compare(merged, _logits(_load(packaged, "auto"), prompts))


def _beside(a: Any, b: Any, scale: float) -> Callable[[Any, Any, Any], Any]:
    import torch

    first, second = torch.from_numpy(a.copy()).T, torch.from_numpy(b.copy()).T

    def add(module: Any, inputs: Any, output: Any) -> Any:
        return output + scale * (inputs[0] @ first @ second)

    return add


def _tensor(root: Path, tensor: Any) -> Any:
    import torch

    from adaptation.checkpoint.floats import to_float32

    with (root / tensor.file).open("rb") as file:
        file.seek(tensor.begin)
        return torch.from_numpy(to_float32(file.read(tensor.size), tensor.dtype).reshape(tensor.shape).copy())


def _ids(tokeniser: Tokeniser) -> list[list[int]]:
    texts = [tokeniser.prompt(text) or text for text in _PROMPTS]
    return [ids[:256] for ids in map(tokeniser.ids, texts) if ids]


def _load(root: Path, dtype: str) -> Any:
    from transformers.utils import logging

    shows_bars = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        return _load_declared(root, dtype)
    finally:
        if shows_bars:
            logging.enable_progress_bar()  # type: ignore[no-untyped-call]


def _load_declared(root: Path, dtype: str) -> Any:
    import transformers

    config = transformers.AutoConfig.from_pretrained(str(root), local_files_only=True, trust_remote_code=False)
    declared = getattr(transformers, config.architectures[0])
    return declared.from_pretrained(
        str(root), dtype=dtype, local_files_only=True, trust_remote_code=False, use_safetensors=True
    ).eval()


def _logits(model: Any, prompts: list[list[int]]) -> list[Any]:
    import torch

    with torch.no_grad():
        return [model(input_ids=torch.tensor([ids])).logits[0].float() for ids in prompts]


def _compare(before: list[Any], after: list[Any]) -> Effect:
    pairs = list(zip(before, after, strict=True))
    positions = sum(len(each) for each in before)
    kept = sum(int((a.argmax(-1) == b.argmax(-1)).sum()) for a, b in pairs)
    return Effect(
        prompts=len(before),
        positions=positions,
        max_logit_difference=max(float((a - b).abs().max()) for a, b in pairs),
        largest_logit=max(float(a.abs().max()) for a in before),
        argmax_kept=kept / positions,
    )
