"""`CausalModel`: a packaged causal language model on the CPU: log-likelihoods of tokens, and continuations. Needs torch.

No pad token is ever seen by a token that counts: scored rows are padded behind their end, and continued rows have one length.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from adaptation.checkpoint.attempt import Attempt, attempt, quiet
from adaptation.checkpoint.folder import ModelFolder, open_model
from adaptation.checkpoint.meta import has_torch
from adaptation.checkpoint.tokenising import load_tokeniser
from datasets_builders.errors import Refused, UserError

__all__ = ["DTYPES", "CausalModel", "load_model"]

DTYPES = ("float32", "bfloat16", "auto")

_LOGIT_BYTES = 512 * 1024 * 1024
"""The most memory that the logits of one batch may take, as 32-bit floats."""


@dataclass(frozen=True)
class CausalModel:
    """A loaded model with its tokenizer.

    Args:
        folder: where it was loaded from.
        model: as transformers gives it.
        tokenizer: as transformers gives it.
        batch: the most rows that are run together.
    """

    folder: ModelFolder
    model: Any
    tokenizer: Any
    batch: int

    @property
    def dtype(self) -> str:
        """In which numbers it was run."""
        return str(self.model.dtype).removeprefix("torch.")

    @property
    def context(self) -> int:
        """The most tokens it can be given; very many where its configuration sets no limit."""
        return int(getattr(self.model.config, "max_position_embeddings", None) or 1 << 30)

    @cached_property
    def start(self) -> list[int]:
        """The token that stands before every text, where the tokenizer puts one; else nothing."""
        first = self.tokenizer("a")["input_ids"][:1]
        return first if first and first[0] == self.tokenizer.bos_token_id else []

    def ids(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the ids of texts, without the start token; control tokens inside a text stay text."""
        with quiet():
            return [list(each) for each in self._encoded(texts)]

    def _encoded(self, texts: Sequence[str]) -> Any:
        return self.tokenizer(list(texts), add_special_tokens=False, split_special_tokens=True)["input_ids"]

    def text(self, ids: Sequence[int]) -> str:
        """Return the text of ids, control tokens left out."""
        return str(self.tokenizer.decode(list(ids), skip_special_tokens=True, clean_up_tokenization_spaces=False))

    def log_likelihoods(self, rows: Sequence[Sequence[int]], given: Sequence[int] = ()) -> Iterator[Any]:
        """Give the log-likelihoods of each row's tokens after `given`, in nats, in the order of `rows`.

        Args:
            rows: ids. Of a row after nothing at all the first token has no likelihood, and is left out.
            given: ids that stand before every row; run once.

        Raises:
            Refused: a likelihood is no number.
        """
        order = sorted(range(len(rows)), key=lambda at: -len(rows[at]))
        scored: dict[int, Any] = {}
        past = self._past(given[:-1]) if len(given) > 1 else None
        for group in self._groups(order, rows):
            values = self._score([[*given[-1:], *rows[at]] for at in group], past)
            scored.update(zip(group, values, strict=True))
        for at in range(len(rows)):
            if not np.isfinite(scored[at]).all():
                raise Refused(
                    f"{self.folder.root} gives likelihoods that are no numbers.",
                    cause="A weight is NaN or infinite, or overflows in this dtype.",
                    remedy="Run `referto check` on it; try --dtype float32.",
                )
            yield scored[at]

    def matches(self, rows: Sequence[Sequence[int]], after: int) -> Iterator[bool]:
        """Tell of each row whether greedy decoding from its first tokens gives the rest of it exactly.

        Each token of the rest is asked for after the true ones before it: as long as all were right, greedy decoding stands at the
        same place, and at the first wrong one both have failed.

        Args:
            rows: ids, all of the same length.
            after: how many tokens are given, at least 1.
        """
        import torch

        for group in self._groups(range(len(rows)), rows):
            ids = torch.tensor([list(rows[at]) for at in group])
            with torch.inference_mode():
                logits = self.model(input_ids=ids[:, :-1], use_cache=False).logits[:, after - 1 :]
            yield from (logits.argmax(-1) == ids[:, after:]).all(-1).tolist()

    def continuations(self, given: Sequence[int], *, tokens: int, samples: int, seed: int) -> list[list[int]]:
        """Continue `given`: once with the likeliest tokens, then `samples` times at random at temperature 1, nothing cut off.

        Args:
            given: ids, at least one.
            tokens: how many to add.
            samples: how many rows to draw.
            seed: of the draws.

        Returns:
            The added ids of each row, the greedy one first.
        """
        import torch

        generator = torch.Generator().manual_seed(seed)
        rows = 1 + samples
        past = self._past(given[:-1]) if len(given) > 1 else None
        cache = _repeated(past, rows)
        step, added = torch.tensor([list(given[-1:])] * rows), []
        with torch.inference_mode():
            for _ in range(tokens):
                out = self.model(input_ids=step, past_key_values=cache, use_cache=True)
                cache, logits = out.past_key_values, out.logits[:, -1].float()
                drawn = (
                    torch.multinomial(logits[1:].softmax(-1), 1, generator=generator)
                    if samples
                    else logits[:0, :1].long()
                )
                step = torch.cat([logits[:1].argmax(-1, keepdim=True), drawn])
                added.append(step)
        return [list(row) for row in torch.cat(added, 1).tolist()]

    def _past(self, given: Sequence[int]) -> Any:
        import torch

        with torch.inference_mode():
            return self.model(input_ids=torch.tensor([list(given)]), use_cache=True).past_key_values

    def _groups(self, order: Iterable[int], rows: Sequence[Sequence[int]]) -> Iterator[list[int]]:
        """Cut an order into batches whose logits fit in memory."""
        group: list[int] = []
        vocabulary = int(self.model.get_input_embeddings().weight.shape[0])
        for at in order:
            longest = max([len(rows[at]), *(len(rows[other]) for other in group[:1])]) + 1
            most = min(self.batch, max(1, _LOGIT_BYTES // (4 * longest * vocabulary)))
            if len(group) >= most:
                yield group
                group = []
            group.append(at)
        if group:
            yield group

    def _score(self, rows: list[list[int]], past: Any) -> list[Any]:
        """Return the log-likelihoods of all tokens of each row but its first."""
        import torch

        longest = max(len(row) for row in rows)
        if longest < 2:
            return [np.zeros(0)] * len(rows)
        ids = torch.zeros((len(rows), longest), dtype=torch.long)
        for at, row in enumerate(rows):
            ids[at, : len(row)] = torch.tensor(row)
        with torch.inference_mode():
            cache = _repeated(past, len(rows))
            logits = self.model(
                input_ids=ids[:, :-1], past_key_values=cache, use_cache=cache is not None
            ).logits.float()
            chosen = logits.gather(-1, ids[:, 1:, None])[..., 0] - logits.logsumexp(-1)
        return [chosen[at, : len(row) - 1].double().numpy() for at, row in enumerate(rows)]


def _repeated(past: Any, rows: int) -> Any:
    """Return a copy of what the model remembers of one row, for many; each run writes into its own."""
    if past is None:
        return None
    mine = copy.deepcopy(past)
    mine.batch_repeat_interleave(rows)
    return mine


def load_model(path: Path, *, dtype: str = "float32", batch: int = 64) -> CausalModel:
    """Load a model folder from its files alone, running none of its code.

    Args:
        path: a full model; an adapter must be merged first.
        dtype: one of `DTYPES`; "auto" is what the files hold.
        batch: the most rows that are run together.

    Raises:
        UserError: torch is absent, or the folder is no model, an adapter, or cannot be loaded.
    """
    if not has_torch():
        raise UserError(
            "A model cannot be run without torch.", remedy="Install the extra: pip install 'referto[adapt]'"
        )
    folder = open_model(path)
    if folder.is_adapter:
        raise UserError(
            f"{path} holds an adapter, which answers only with its base.",
            remedy="Merge it first: referto package DIR --merge BASE --out MERGED",
        )
    tokeniser = load_tokeniser(path)
    if tokeniser.value is None:
        raise _unloadable(path, "tokenizer", tokeniser)
    model = attempt(lambda: _load(path, dtype))
    if model.value is None:
        raise _unloadable(path, "model", model)
    return CausalModel(folder, model.value, tokeniser.value.loaded, batch)


def _unloadable(path: Path, what: str, tried: Attempt[Any]) -> UserError:
    return UserError(
        f"The {what} in {path} cannot be loaded ({tried.failure}).",
        remedy="See what is wrong: referto check " + str(path),
    )


def _load(path: Path, dtype: str) -> Any:
    import transformers
    from transformers.utils import logging

    shows_bars = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        model: Any = transformers.AutoModelForCausalLM.from_pretrained(
            str(path), dtype=dtype, local_files_only=True, trust_remote_code=False, use_safetensors=True
        )
        return model.eval()
    finally:
        if shows_bars:
            logging.enable_progress_bar()  # type: ignore[no-untyped-call]
