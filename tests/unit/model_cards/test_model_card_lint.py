"""Linting a model card: each code has a card it rejects and a twin it accepts, and no number passes that no run gave."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from model_cards.lint import front_matter
from model_cards.model_check import CHECK
from model_cards.model_examples import EVIDENCE, RUN, changed
from model_cards.model_facts import ModelEvidence, model_facts
from model_cards.model_lint import model_card_findings
from model_cards.model_render import render_model_card
from validation.checks import run
from validation.findings import Finding, Severity

CARD = render_model_card(model_facts(EVIDENCE))
MEASURED = EVIDENCE.measured[0]


def _codes(card: str | None, evidence: ModelEvidence = EVIDENCE) -> list[str]:
    return sorted({finding.code for finding in model_card_findings(card, evidence)})


def _with_results(*entries: Any) -> ModelEvidence:
    return replace(EVIDENCE, measured=(replace(MEASURED, results=list(entries)),))


def _edit(old: str, new: str) -> str:
    assert old in CARD
    return CARD.replace(old, new)


def _examined(example: Any) -> list[Finding]:
    return run([CHECK], (), example.facts)[1]


# The check


def test_the_check_accepts_its_accepting_example() -> None:
    assert _examined(CHECK.accepts) == []


@pytest.mark.parametrize("code", [code.id for code in CHECK.codes])
def test_the_check_rejects_the_example_of_each_code_with_just_that_code(code: str) -> None:
    assert {finding.code for finding in _examined(CHECK.rejects[code])} == {code}


def test_codes_are_unique_documented_and_all_exemplified() -> None:
    ids = [code.id for code in CHECK.codes]
    assert len(set(ids)) == len(ids) == len(CHECK.rejects)
    assert len({code.name for code in CHECK.codes}) == len(ids)
    assert all(code.cause and code.remedy for code in CHECK.codes)
    assert [code.id for code in CHECK.codes if code.severity is Severity.WARNING] == ["MCARD19"]


# What trainers write


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("license: apache-2.0\n", "licence: license\n", ["MCARD03", "MCARD05"]),
        ("license: apache-2.0\n", "license: licence-of-the-house\n", ["MCARD04"]),
        ("license: apache-2.0\n", "license: other\n", ["MCARD04", "MCARD07"]),
        ("license: apache-2.0\n", "license: [apache-2.0]\n", ["MCARD04"]),
        ("language:\n- it\n", "language: en\n", ["MCARD04"]),
        ("language:\n- it\n", "", ["MCARD03"]),
        ("language:\n- it\n", "language: it\n", []),
        ("base_model: gruppo-inventato/Modello-Prova-1B\n", "", ["MCARD03"]),
        ("base_model: gruppo-inventato/Modello-Prova-1B\n", "base_model: None\n", ["MCARD05", "MCARD06"]),
        ("base_model: gruppo-inventato/Modello-Prova-1B\n", "base_model: /tmp/base\n", ["MCARD06", "MCARD18"]),
        ("base_model_relation: finetune\n", "base_model_relation: child\n", ["MCARD04"]),
        ("base_model_relation: finetune\n", "base_model_relation: merge\n", ["MCARD06"]),
        ("datasets:\n- ospedale-inventato/note-prova\n", "datasets: [ospedale-inventato/altre]\n", ["MCARD16"]),
        ("## Limitations\n", "A fine-tuned version of [None](https://huggingface.co/None).\n\n## Limitations\n", ["MCARD05"]),
        ("## Limitations\n", 'generator = pipeline(model="None")\n\n## Limitations\n', ["MCARD05"]),
        ("## Limitations\n", "TODO\n\n## Limitations\n", ["MCARD05"]),
        ("## Limitations\n", "Todo sommato, None of these is a placeholder.\n\n## Limitations\n", []),
        ("## Limitations\n", "Trained in C:\\Users\\rossi.\n\n## Limitations\n", ["MCARD18"]),
        ("## Limitations\n", "Trained in ~/modelli.\n\n## Limitations\n", ["MCARD18"]),
        ("## Limitations\n", "Rapporto 1/2, vedi e/o https://example.org/home/it.\n\n## Limitations\n", []),
        ("## Limitations\n", "Blood gases (CO2, EtCO2) were not looked at.\n\n## Limitations\n", []),
        ("## Limitations\n", "The carbon footprint is small.\n\n## Limitations\n", ["MCARD17"]),
        ("tags:\n", "co2_eq_emissions: 12\ntags:\n", ["MCARD17"]),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_card_is_found_and_its_twin_passes(old: str, new: str, codes: list[str]) -> None:
    assert _codes(_edit(old, new)) == codes


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["", "it", "None", "gemma", "other"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["results", "metrics", "args"]), inner, max_size=2)
    ),
    max_leaves=5,
)
FIELDS = (
    "license",
    "language",
    "base_model",
    "base_model_relation",
    "datasets",
    "pipeline_tag",
    "model-index",
    "co2_eq_emissions",
)


@settings(deadline=None)
def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


@given(fields=st.dictionaries(st.sampled_from(FIELDS), VALUES, min_size=1, max_size=3))
def test_front_matter_of_any_kind_is_told_and_never_a_crash(fields: dict[str, Any]) -> None:
    parsed = front_matter(CARD)
    assert parsed is not None
    same = all(parsed[0].get(name) == value for name, value in fields.items())
    card = f"---\n{yaml.safe_dump({**parsed[0], **fields})}---\n{parsed[1]}"
    harmless = same or (
        set(fields) <= {"language", "co2_eq_emissions"} and "it" in _listed(fields.get("language") or "it")
    )
    if not harmless:
        assert _codes(card) != []


@pytest.mark.parametrize("card", ["", "# Prova\n", "---\n- a\n---\n# Prova\n", "---\nlicense: [a\n---\n"])
def test_a_card_without_readable_front_matter_is_one_finding(card: str) -> None:
    assert _codes(card) == ["MCARD02"]


def test_an_emission_that_no_run_measured_is_found() -> None:
    measured = changed(emissions={"kg_co2eq": 0.5, "method": "CodeCarbon", "hardware": "2 cores"})
    card = render_model_card(model_facts(measured))
    assert _codes(card, measured) == []
    assert _codes(card, EVIDENCE) == ["MCARD17"]


# Scores


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("| 0.812 |", "| 0.813 |", ["MCARD11"]),
        ("| 0.781 to 0.843 |", "| 0.801 to 0.843 |", ["MCARD11"]),
        ("0.843 | 400 |", "0.843 | 4000 |", ["MCARD11"]),
        ("0.344 | 400 | 5.2% |", "0.344 | 400 | 0.0% |", ["MCARD11"]),
        ("prova-sintomi-it (this model)", "prova (this model)", ["MCARD10", "MCARD12"]),
        ("| constrained | span-f1 | prova-s", "| free | span-f1 | prova-s", ["MCARD10", "MCARD12"]),
        ("value: 0.8125", "value: 0.9125", ["MCARD11"]),
        ("n: 400", "n: 4000", ["MCARD11"]),
        ("- 0.7812", "- 0.8012", ["MCARD11"]),
        ("shots: 0", "shots: 5", ["MCARD10", "MCARD12"]),
        ("- type: span-f1", "- type: accuracy", ["MCARD10", "MCARD12"]),
        ("## Limitations\n", "It reaches 81.2%, or 0.8125, from 0.78 to 0.84.\n\n## Limitations\n", []),
        ("## Limitations\n", "It reaches 82%.\n\n## Limitations\n", ["MCARD10"]),
        ("## Limitations\n", "It reaches 0.8129.\n\n## Limitations\n", ["MCARD10"]),
        ("## Limitations\n", "## Leaderboard\n\n| test | F1 |\n|---|---|\n| altro | 0.97 |\n\n## Limitations\n", ["MCARD10"]),
        ("## Limitations\n", "| test | F1 |\n|---|---|\n| altro | 0.97 |\n\n## Limitations\n", ["MCARD10"]),
        ("## How to use\n", "State of the art: 0.99 F1.\n\n## How to use\n", ["MCARD10"]),
        ("## Limitations\n", "Version 3.2 of 1B, 95% intervals, dose 0.5 mg.\n\n## Limitations\n", []),
    ],
)  # fmt: skip
def test_every_score_is_held_against_the_results(old: str, new: str, codes: list[str]) -> None:
    assert _codes(_edit(old, new)) == codes


def test_a_model_index_of_any_shape_is_looked_at_without_a_crash() -> None:
    head, _, tail = CARD.partition("model-index:\n")
    rest = tail[tail.index("---\n") :]
    for index in ("3", "[3]", "[{results: 3}]", "[{results: [{metrics: [{args: 3, type: [1]}]}]}]", "{a: b}"):
        assert "MCARD12" in _codes(f"{head}model-index: {index}\n{rest}")


@settings(max_examples=40, deadline=None)
@given(value=st.floats(0, 1), half=st.floats(0.01, 0.3), n=st.integers(1, 5000), invalid=st.floats(0, 1))
def test_any_true_result_renders_clean_and_another_value_is_found(
    value: float, half: float, n: int, invalid: float
) -> None:
    entry = {
        **MEASURED.results[0],
        "value": value,
        "ci95": [max(0.0, value - half), min(1.0, value + half)],
        "n": n,
        "invalid": invalid,
    }
    evidence = _with_results(entry)
    card = render_model_card(model_facts(evidence))
    assert _codes(card, evidence) == []
    moved = value + 0.002 if value < 0.5 else value - 0.002
    other = {**entry, "value": moved, "ci95": [0.0, 1.0]}
    assert "MCARD11" in _codes(card, _with_results(other))


# Evidence that leaves no card right


@pytest.mark.parametrize(
    ("evidence", "codes"),
    [
        (changed(base_model={"id": None, "licence": "unknown"}), ["LINE01", "LINE06"]),
        (changed(datasets=[{**RUN["datasets"][0], "revision": "main"}], recipe_digest=""), ["LINE04", "LINE10"]),
        (replace(EVIDENCE, licence="cc0-1.0"), ["LINE09"]),
        (_with_results({}, {**MEASURED.results[0], "value": math.nan}), ["RES01", "RES03"]),
    ],
)  # fmt: skip
def test_wrong_evidence_is_told_before_the_card(evidence: ModelEvidence, codes: list[str]) -> None:
    assert _codes(CARD, evidence) == codes


@pytest.mark.parametrize("reason", ["", " ", "no", "not needed"])
def test_a_word_is_no_reason_for_a_missing_memorisation_report(reason: str) -> None:
    evidence = replace(EVIDENCE, memorisation=None, no_memorisation=reason)
    assert _codes(render_model_card(model_facts(evidence)), evidence) == ["MCARD13"]


def test_a_reason_must_stand_in_the_card() -> None:
    evidence = replace(EVIDENCE, memorisation=None, no_memorisation="trained on invented notes only")
    assert _codes(CARD, evidence) == ["MCARD13"]


@pytest.mark.parametrize("part", ["canaries", "exposure", "extraction", "verbatim_recall", "membership"])
@pytest.mark.parametrize("value", [None, {}])
def test_each_part_of_the_memorisation_report_must_hold_something(part: str, value: Any) -> None:
    evidence = replace(EVIDENCE, memorisation={**(EVIDENCE.memorisation or {}), part: value})
    assert _codes(render_model_card(model_facts(evidence)), evidence) == ["MCARD14"]


def test_membership_needs_its_interval() -> None:
    evidence = replace(EVIDENCE, memorisation={**(EVIDENCE.memorisation or {}), "membership": {"auc": 0.5}})
    assert _codes(render_model_card(model_facts(evidence)), evidence) == ["MCARD14"]


# The package


@pytest.mark.parametrize("digest", ["ef" * 32, f"sha256:{'ef' * 32}", "", None])
def test_scores_of_the_packaged_weights_pass_and_untold_ones_too(digest: str | None) -> None:
    evidence = replace(
        EVIDENCE, measured=(replace(MEASURED, run={**(MEASURED.run or {}), "model": {"digest": digest}}),)
    )
    assert _codes(render_model_card(model_facts(evidence)), evidence) == []


def test_scores_of_other_weights_are_found() -> None:
    run_of_others = {**(MEASURED.run or {}), "model": {"digest": "00" * 32}}
    evidence = replace(EVIDENCE, measured=(replace(MEASURED, run=run_of_others),))
    assert _codes(render_model_card(model_facts(evidence)), evidence) == ["MCARD22"]


@pytest.mark.parametrize(
    ("id", "codes"), [("gruppo-inventato/Modello-Prova-1B", []), ("", []), ("altri/base", ["MCARD06"])]
)
def test_the_package_and_the_run_name_the_same_base(id: str, codes: list[str]) -> None:
    evidence = replace(EVIDENCE, package={**EVIDENCE.package, "base": {"id": id}})
    assert _codes(CARD, evidence) == codes
