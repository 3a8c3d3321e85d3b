"""Invented notes, canaries planted among them, and two tiny models: one that learnt all that by heart, and its untrained twin."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

from adaptation.memorisation.canaries import CanaryList, make_canaries
from adaptation.memorisation.planting import plant

_COMPLAINTS = "dispnea febbre tosse cefalea vertigini astenia nausea palpitazioni lombalgia edema".split()
_DRUGS = "paracetamolo furosemide bisoprololo amlodipina ramipril omeprazolo metformina enoxaparina".split()

_RATE, _ROWS, _LENGTH = 8e-3, 5, 120


def note(rng: Random) -> str:
    """An invented note; what is in it is drawn, so that it cannot be guessed from others."""
    lines = [
        f"{rng.choice(_COMPLAINTS)} da {rng.randint(2, 29)} giorni, nega {rng.choice(_COMPLAINTS)}; PA {rng.randint(95, 190)}/"
        f"{rng.randint(55, 110)}, FC {rng.randint(48, 140)}, in terapia con {rng.choice(_DRUGS)} {rng.randint(2, 98)} mg"
        for _ in range(3)
    ]
    return "Paziente con " + "; inoltre ".join(lines) + "."


class Trained(NamedTuple):
    """A planted copy, its source, its list, unseen notes, and the two models."""

    source: Path
    copy: Path
    list_file: Path
    canaries: CanaryList
    unseen: Path
    model: Path
    twin: Path


def write_notes(path: Path, seed: int, count: int) -> list[str]:
    """Write notes as .jsonl."""
    rng = Random(seed)
    notes = [note(rng) for _ in range(count)]
    rows = ({"id": f"n{number}", "text": text} for number, text in enumerate(notes))
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return notes


@pytest.fixture(scope="session")
def trained_twins(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """Plant, train, save: some seconds, once for all tests."""
    pytest.importorskip("torch", reason="the extra adapt is not installed")
    root = tmp_path_factory.mktemp("memorisation")
    source, copy, unseen = root / "train.jsonl", root / "planted.jsonl", root / "unseen.jsonl"
    notes = write_notes(source, 1, 12)
    write_notes(unseen, 2, 12)
    canaries = plant(source, copy, root / "canaries.json", make_canaries("prova", repeats=(0, 16), count=3))
    tokenizer = _tokenizer([*notes, *(each.text for each in make_canaries("altra", count=40).canaries)])
    texts = [json.loads(line)["text"] for line in copy.read_text(encoding="utf-8").splitlines()]
    for name, steps in (("twin", 0), ("model", 280)):
        _train(root / name, tokenizer, texts, steps)
    return Trained(source, copy, root / "canaries.json", canaries, unseen, root / "model", root / "twin")


def _tokenizer(texts: list[str]) -> Any:
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    raw = Tokenizer(models.BPE())
    raw.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Digits(True), pre_tokenizers.ByteLevel(False)])
    raw.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=600, special_tokens=["<|fine|>"], initial_alphabet=alphabet, show_progress=False
    )
    raw.train_from_iterator(texts, trainer)
    return PreTrainedTokenizerFast(tokenizer_object=raw, eos_token="<|fine|>", pad_token="<|fine|>")


def _train(folder: Path, tokenizer: Any, texts: list[str], steps: int) -> None:
    import torch
    import transformers
    from transformers.utils import logging

    logging.disable_progress_bar()
    torch.manual_seed(7)
    sizes = {"hidden_size": 64, "intermediate_size": 128, "num_hidden_layers": 2, "num_attention_heads": 4}
    config = transformers.Qwen3Config(
        vocab_size=len(tokenizer), num_key_value_heads=2, head_dim=16, max_position_embeddings=512,
        eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.pad_token_id, **sizes,
    )  # fmt: skip
    model = transformers.Qwen3ForCausalLM(config)
    rows = [[*tokenizer(text)["input_ids"], tokenizer.eos_token_id] for text in texts]
    optimiser = torch.optim.AdamW(model.parameters(), lr=_RATE)
    rng, chunks = Random(3), list[list[int]]()
    for step in range(steps):
        if len(chunks) < _ROWS:
            # One text behind the other, cut anywhere, so that each is known from any place on.
            stream = [id for row in rng.sample(rows, len(rows)) for id in row][rng.randrange(_LENGTH) :]
            chunks = [stream[at : at + _LENGTH] for at in range(0, len(stream) - _LENGTH + 1, _LENGTH)]
        ids, chunks = torch.tensor(chunks[:_ROWS]), chunks[_ROWS:]
        optimiser.param_groups[0]["lr"] = _RATE * (1 - step / steps)
        model(input_ids=ids, labels=ids).loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad()
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
