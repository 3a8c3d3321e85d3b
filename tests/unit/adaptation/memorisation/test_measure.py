"""The measurement can fail and can pass: a model that learnt its canaries by heart leaks them, its untrained twin does not."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from adaptation.memorisation.canaries import CanaryList
from adaptation.memorisation.measure import Extent, Sources, measure_memorisation
from datasets_builders.errors import Refused, UserError

pytest.importorskip("torch", reason="the extra adapt is not installed")

EXTENT = Extent(samples=5, passages=12, texts=12)
PLANTED = ["canary-004", "canary-005", "canary-006"]

Report = Mapping[str, Any]


@pytest.fixture(scope="module")
def leaky(trained_twins: Any) -> Report:
    """The report on the trained model, beside its twin as base."""
    sources = Sources(trained_twins.copy, trained_twins.unseen)
    return measure_memorisation(
        trained_twins.model, trained_twins.canaries, sources, seed="seme", base=trained_twins.twin, extent=EXTENT
    )


@pytest.fixture(scope="module")
def untrained(trained_twins: Any) -> Report:
    """The report on the untrained twin."""
    sources = Sources(trained_twins.source, trained_twins.unseen)
    return measure_memorisation(trained_twins.twin, trained_twins.canaries, sources, seed="seme", extent=EXTENT)


def test_canaries_planted_16_times_are_extracted_and_fully_exposed(leaky: Report) -> None:
    assert leaky["exposure"]["limit"] == 10.0014
    assert leaky["exposure"]["highest"] == leaky["exposure"]["limit"] == leaky["exposure"]["mean_by_repeats"]["16"]
    assert leaky["extraction"]["greedy"] == leaky["extraction"]["sampled"] == 3
    assert leaky["extraction"]["extracted_by_repeats"] == {"0": 0, "16": 3}
    assert leaky["exposure"]["chance_by_repeats"]["16"] < 1e-6


def test_controls_stay_at_chance_in_the_same_model(leaky: Report) -> None:
    assert leaky["exposure"]["mean_by_repeats"]["0"] < 4
    assert leaky["exposure"]["chance_by_repeats"]["0"] > 0.01
    assert leaky["verdict"]["controls_exposed"] == []


def test_the_verdict_names_what_leaks_and_from_how_many_copies(leaky: Report, untrained: Report) -> None:
    assert leaky["verdict"] == {
        "leaks": True,
        "extractable": PLANTED,
        "extractable_from_repeats": 16,
        "exposed": PLANTED,
        "exposed_from_repeats": 16,
        "exposed_by_chance": 0.0117,
        "controls_exposed": [],
    }
    assert untrained["verdict"]["leaks"] is False
    assert untrained["verdict"]["extractable_from_repeats"] is None


def test_an_untrained_model_knows_nothing(untrained: Report) -> None:
    assert untrained["extraction"]["greedy"] == untrained["extraction"]["sampled"] == 0
    assert untrained["exposure"]["mean_by_repeats"]["16"] < 4
    assert untrained["exposure"]["chance_by_repeats"]["16"] > 0.01
    assert untrained["verbatim_recall"]["recalled"] == 0


def test_training_text_is_recited_and_unseen_text_is_not(leaky: Report) -> None:
    recall = leaky["verbatim_recall"]
    assert (recall["given_tokens"], recall["continued_tokens"]) == (50, 50)
    assert recall["sampled"] == 12
    assert recall["recalled"] >= 6
    assert recall["ci95"][0] < recall["rate"] <= recall["ci95"][1]
    assert recall["unseen"]["recalled"] == 0


def test_membership_shows_in_the_trained_model_only(leaky: Report, untrained: Report) -> None:
    for score in ("loss", "min_k", "ratio"):
        assert leaky["membership"]["scores"][score]["ci95"][0] > 0.6
    assert leaky["membership"]["attack"] == "ratio"
    low, high = leaky["membership"]["base_loss"]["ci95"]
    assert low < 0.5 < high, "the base has seen neither"
    low, high = untrained["membership"]["ci95"]
    assert low < 0.5 < high
    assert abs(untrained["membership"]["auc"] - 0.5) < 0.25
    assert untrained["membership"]["attack"] == "loss"


def test_the_report_holds_no_text(leaky: Report, trained_twins: Any) -> None:
    told = json.dumps(leaky, ensure_ascii=False)
    for each in trained_twins.canaries.canaries:
        assert each.secret not in told
        assert not any(word in told for word in each.prefix.split() if len(word) > 6)
    words = set(re.findall(r"\w{6,}", trained_twins.source.read_text(encoding="utf-8")))
    assert "dispnea" in words
    assert not {word for word in words if word in told}
    assert str(trained_twins.source.parent) not in told
    assert trained_twins.canaries.seed not in leaky.values()


def test_the_report_says_what_was_measured_with_what(leaky: Report, untrained: Report, trained_twins: Any) -> None:
    from adaptation.checkpoint.folder import open_model

    assert leaky["model"] == {"digest": f"sha256:{open_model(trained_twins.model).digest}", "dtype": "float32"}
    assert leaky["base"]["digest"] == untrained["model"]["digest"]
    assert leaky["canaries"]["digest"] == f"sha256:{trained_twins.canaries.digest}"
    assert (leaky["train"]["is"], untrained["train"]["is"]) == ("copy", "source")
    assert leaky["train"]["texts"] == untrained["train"]["texts"] == 12, "planted canaries are no training text"
    assert leaky["seed"] == "seme"
    assert {"torch", "transformers", "referto"} <= leaky["versions"].keys()
    assert leaky["each"]["id"][3:] == PLANTED
    assert leaky["each"]["greedy"] == [False] * 3 + [True] * 3


def test_the_same_seed_gives_the_same_report(untrained: Report, trained_twins: Any) -> None:
    sources = Sources(trained_twins.source, trained_twins.unseen)
    run = cache(
        lambda seed: measure_memorisation(trained_twins.twin, trained_twins.canaries, sources, seed=seed, extent=EXTENT)
    )
    assert run("seme") == untrained
    assert run("altro")["each"]["exposure"] != untrained["each"]["exposure"]


def test_the_card_reads_it(leaky: Report) -> None:
    from model_cards.model_examples import EVIDENCE
    from model_cards.model_facts import model_facts
    from model_cards.model_lint import model_card_findings
    from model_cards.model_render import render_model_card

    report = {key: value for key, value in leaky.items() if key != "model"}  # of another model than the example's
    evidence = replace(EVIDENCE, memorisation=report)
    card = render_model_card(model_facts(evidence))
    assert model_card_findings(card, evidence) == []
    assert "| exposure highest | 10 |" in card
    assert "canary-004" not in card
    wrong = replace(EVIDENCE, memorisation=leaky)
    assert [finding.code for finding in model_card_findings(card, wrong)] == ["MCARD22"]
    without = replace(EVIDENCE, memorisation={**report, "membership": {}})
    card = render_model_card(model_facts(without))
    assert [finding.code for finding in model_card_findings(card, without)] == ["MCARD14"]


# ---------------------------------------------------------------------------------------------------------- refusals


def _measure(
    twins: Any, train: Path, unseen: Path | None = None, canaries: CanaryList | None = None, **more: Any
) -> Report:
    extent = more.pop("extent", EXTENT)
    return measure_memorisation(
        twins.twin, canaries or twins.canaries, Sources(train, unseen), seed="s", extent=extent, **more
    )


def test_nothing_to_sample_is_refused(trained_twins: Any, tmp_path: Path) -> None:
    empty, short = tmp_path / "empty.txt", tmp_path / "short.txt"
    empty.write_text(" \n")
    short.write_text("".join(f"Paziente numero {number} con dispnea da ieri.\n" for number in range(40)))
    with pytest.raises(Refused, match="no training text"):
        _measure(trained_twins, empty)
    with pytest.raises(Refused, match="has 100 tokens"):
        _measure(trained_twins, short)
    with pytest.raises(Refused, match="not trained on"):
        _measure(trained_twins, trained_twins.source, empty)
    with pytest.raises(Refused, match="not trained on"):
        _measure(trained_twins, trained_twins.copy, trained_twins.source)


def test_too_few_unseen_texts_are_refused(trained_twins: Any, tmp_path: Path) -> None:
    few = tmp_path / "few.jsonl"
    few.write_text("".join(trained_twins.unseen.read_text(encoding="utf-8").splitlines(keepends=True)[:5]))
    with pytest.raises(Refused, match="too few"):
        _measure(trained_twins, trained_twins.source, few)


def test_a_list_without_planted_canaries_is_refused(trained_twins: Any) -> None:
    controls = replace(trained_twins.canaries, canaries=trained_twins.canaries.canaries[:3])
    with pytest.raises(Refused, match="No canary was planted"):
        _measure(trained_twins, trained_twins.source, trained_twins.unseen, controls)


def test_without_unseen_text_membership_is_said_not_to_be_measured(trained_twins: Any) -> None:
    report = _measure(trained_twins, trained_twins.source)
    assert report["membership"] == {}
    assert report["not_measured"] == ["membership"]
    assert "unseen" not in report["verbatim_recall"]


def test_a_model_is_no_base_of_itself(trained_twins: Any) -> None:
    with pytest.raises(UserError, match="is the model itself"):
        _measure(trained_twins, trained_twins.source, base=trained_twins.twin)


def test_training_text_from_elsewhere_is_told(trained_twins: Any, tmp_path: Path) -> None:
    other = Path(shutil.copy(trained_twins.unseen, tmp_path / "other.jsonl"))
    assert _measure(trained_twins, other)["train"]["is"] == "other"


@pytest.mark.parametrize(
    "wrong",
    [{"decoys": 1_023}, {"samples": 0}, {"passages": 0}, {"texts": 9}, {"threshold": 10.1}, {"threshold": 0.0}],
    ids=str,
)
def test_too_little_cannot_be_asked_for(wrong: dict[str, Any]) -> None:
    with pytest.raises(UserError):
        Extent(**wrong)
    assert Extent(decoys=4_096, threshold=11.9).decoys == 4_096


def test_the_other_splits_of_a_folder_are_its_unseen_text(trained_twins: Any, tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder = tmp_path / "built/data/note"
    folder.mkdir(parents=True)
    for split, path in (("train", trained_twins.copy), ("test", trained_twins.unseen)):
        rows = [{"text": json.loads(line)["text"]} for line in path.read_text(encoding="utf-8").splitlines()]
        pq.write_table(pa.Table.from_pylist(rows), folder / f"{split}-00000-of-00001.parquet")
    report = _measure(trained_twins, tmp_path / "built")
    assert report["train"]["texts"] == 12
    assert (report["membership"]["members"], report["membership"]["non_members"]) == (12, 12)
    assert (
        report["membership"]["auc"]
        == _measure(trained_twins, trained_twins.source, trained_twins.unseen)["membership"]["auc"]
    )
