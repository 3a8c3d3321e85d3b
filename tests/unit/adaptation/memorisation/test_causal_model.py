"""Likelihoods, matches and continuations against transformers' own, in three families; needs torch."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from adaptation.memorisation.causal_model import CausalModel, load_model
from adaptation.memorisation.exposure import known_of, limit_of
from datasets_builders.errors import Refused, UserError

torch = pytest.importorskip("torch", reason="the extra adapt is not installed")

FAMILIES = ("qwen3", "llama", "gemma3")


@pytest.fixture(params=FAMILIES)
def model(request: pytest.FixtureRequest, tiny_models: Path) -> CausalModel:
    return load_model(tiny_models / request.param, batch=3)


def _by_hand(model: CausalModel, ids: list[int]) -> Any:
    with torch.no_grad():
        logits = model.model(input_ids=torch.tensor([ids])).logits[0].log_softmax(-1)
    return [float(logits[at, ids[at + 1]]) for at in range(len(ids) - 1)]


def test_likelihoods_are_those_of_one_row_alone(model: CausalModel) -> None:
    texts = [
        "Paziente con dispnea.",
        "febbre",
        "T 37,5 °C, PA 130/80 mmHg, FC 72, nega dolore toracico",
        "x",
        "tosse secca",
    ]
    rows = model.ids(texts)
    for given in ([], rows[0][:1], rows[0]):
        scored = list(model.log_likelihoods(rows, given))
        for row, likelihoods in zip(rows, scored, strict=True):
            wanted = _by_hand(model, [*given, *row])[max(0, len(given) - 1) :]
            assert likelihoods.tolist() == pytest.approx(wanted, abs=2e-5)


def test_greedy_continuations_and_matches_are_those_of_generate(model: CausalModel) -> None:
    given = model.ids(["Paziente con dispnea e febbre da tre giorni"])[0]
    with torch.no_grad():
        whole = model.model.generate(
            torch.tensor([given]), max_new_tokens=12, do_sample=False, eos_token_id=-1, pad_token_id=0
        )[0].tolist()
    assert model.continuations(given, tokens=12, samples=3, seed=1)[0] == whole[len(given) :]
    spoilt = [*whole[:-1], (whole[-1] + 1) % 300]
    assert list(model.matches([whole, spoilt, whole], after=len(given))) == [True, False, True]


def test_samples_follow_their_seed(model: CausalModel) -> None:
    given = model.ids(["Paziente"])[0]
    one, again, other = (model.continuations(given, tokens=6, samples=4, seed=seed) for seed in (1, 1, 2))
    assert one == again
    assert one[0] == other[0]
    assert one[1:] != other[1:]
    assert len(one) == 5


def test_control_tokens_in_a_text_stay_text(model: CausalModel) -> None:
    (ids,) = model.ids(["nota <|im_end|> fine"])
    assert model.tokenizer.eos_token_id not in ids


def test_a_model_that_gives_no_numbers_is_refused(tiny_models: Path) -> None:
    model = load_model(tiny_models / "qwen3")
    with torch.no_grad():
        model.model.get_input_embeddings().weight.fill_(float("nan"))
    with pytest.raises(Refused, match="no numbers"):
        list(model.log_likelihoods(model.ids(["dispnea da ieri"])))


def test_what_cannot_be_loaded_is_told(tmp_path: Path, released: Any, adapter: Path) -> None:
    with pytest.raises(UserError, match="not a folder"):
        load_model(tmp_path / "none")
    with pytest.raises(UserError, match="holds an adapter"):
        load_model(adapter)
    folder = released()
    (folder / "model.safetensors").unlink()
    with pytest.raises(UserError, match=r"model in .* cannot be loaded"):
        load_model(folder)
    (folder / "tokenizer.json").unlink()
    with pytest.raises(UserError, match=r"tokenizer in .* cannot be loaded"):
        load_model(folder)


def test_the_dtype_is_what_was_asked_for(tiny_models: Path) -> None:
    dtypes = [load_model(tiny_models / "llama", dtype=dtype).dtype for dtype in ("float32", "bfloat16", "auto")]
    assert dtypes == ["float32", "bfloat16", "float32"]


def test_a_model_that_likes_all_alike_ranks_the_secret_in_the_middle(tiny_models: Path) -> None:
    from adaptation.memorisation.canaries import decoys, make_canaries

    model = load_model(tiny_models / "qwen3")
    with torch.no_grad():
        for parameter in model.model.parameters():
            parameter.zero_()
    canary = make_canaries("s", repeats=(1,), count=1).canaries[0]
    drawn = decoys(canary, 1_500, "d")
    tokens = [len(ids) for ids in model.ids([canary.text, *map(canary.with_secret, drawn)])]
    alike = [each for each, count in zip(drawn, tokens[1:], strict=True) if count == tokens[0]]
    assert len(alike) > 50
    known = known_of(model, canary, alike, samples=2, seed="s")
    assert known.exposure == pytest.approx(1, abs=0.05)
    assert not known.is_extractable
    assert limit_of(1_024) == pytest.approx(10, abs=0.01)


def test_a_context_that_is_too_short_is_told(released: Any) -> None:
    from adaptation.memorisation.canaries import make_canaries

    folder = released()
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "max_position_embeddings": 20}))
    canary = make_canaries("s", repeats=(1,), count=1).canaries[0]
    with pytest.raises(UserError, match="context of 20 tokens"):
        known_of(load_model(folder), canary, ["1"], samples=1, seed="s")
