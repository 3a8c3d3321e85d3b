"""The card of a model: computed from run.json, results.json and reports; complete, and lint-clean by the model's own evidence."""

from __future__ import annotations

import copy
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from adaptation.evaluation.results import Role
from adaptation.lineage.decide import LicenceConflict
from adaptation.lineage.lineage import read_lineage
from datasets_builders.errors import Refused
from model_cards.lint import front_matter
from model_cards.model_examples import EVIDENCE, RUN, changed, entry
from model_cards.model_facts import Measured, ModelEvidence, model_facts
from model_cards.model_limitations import limitations
from model_cards.model_lint import SECTIONS, model_card_findings
from model_cards.model_render import render_model_card
from model_cards.model_scores import sections

DATA = RUN["datasets"][0]
PIN = {"id": DATA["id"], "revision": DATA["revision"], "manifest": DATA["manifest"]}


def _measured(*entries: Any, role: Role = Role.MODEL, system: str = "prova-sintomi-it", **pin: Any) -> Measured:
    return Measured(system, role, list(entries), {"data": {**PIN, **pin}})


def _card(evidence: ModelEvidence = EVIDENCE) -> str:
    return render_model_card(model_facts(evidence))


def _front(evidence: ModelEvidence = EVIDENCE) -> dict[str, Any]:
    parsed = front_matter(_card(evidence))
    assert parsed is not None
    return dict(parsed[0])


def _section(name: str, evidence: ModelEvidence = EVIDENCE) -> str:
    return sections(_card(evidence))[name]


def _limits(*measured: Measured, **more: Any) -> str:
    return "\n".join(limitations(model_facts(replace(EVIDENCE, measured=measured, **more))))


# The whole card


VARIANTS = {
    "plain": EVIDENCE,
    "adapter": replace(EVIDENCE, adapter=True),
    "no chat": replace(EVIDENCE, chat=False),
    "no report of memorisation": replace(EVIDENCE, memorisation=None, no_memorisation="trained on invented notes only"),
    "emissions": changed(
        emissions={"kg_co2eq": 0.0123, "method": "CodeCarbon 3.3.2, offline", "hardware": "2 CPU cores"}
    ),
    "llama": replace(
        changed(base_model={**RUN["base_model"], "licence": "llama3"}), repo="ospedale-inventato/Llama-3-prova-it"
    ),
    "llama, not for commerce": replace(
        changed(base_model={**RUN["base_model"], "licence": "llama3.3"}, datasets=[{**DATA, "licences": ["CC-BY-NC"]}]),
        repo="ospedale-inventato/Llama-prova-it",
    ),
    "gemma": changed(base_model={**RUN["base_model"], "licence": "gemma"}),
    "permission": changed(
        datasets=[{**DATA, "licences": ["cc-by-nd-4.0"], "permission": "letter of the authors, 3 March"}]
    ),
    "chosen": replace(EVIDENCE, licence="cc-by-nc-4.0"),
    "own words": replace(
        EVIDENCE,
        title="Sintomi",
        summary="Trova i sintomi; span-f1 81.2%, dall'intervallo 0.78 a 0.84.",
        uses=("Insegnare.",),
        not_for=("Le perizie.",),
        citation="@misc{rossi, title={Prova}}",
    ),
    "poor scores": replace(
        EVIDENCE, measured=(_measured(entry(n=12, ci95=[0.5, 0.95], invalid=3, truncated=1, verbatim=0.5)),)
    ),
    "odd names": replace(EVIDENCE, measured=(_measured(entry(task="a | b", metric="f1  macro"), system="x | y  z"),)),
}


@pytest.mark.parametrize("evidence", VARIANTS.values(), ids=VARIANTS)
def test_the_card_that_is_rendered_is_clean_by_its_own_evidence(evidence: ModelEvidence) -> None:
    card = _card(evidence)
    assert model_card_findings(card, evidence) == []
    assert set(SECTIONS) <= set(sections(card))
    assert not re.search(r"\{\{|\{%|%\}|facts\.|\bNone\b|\bundefined\b|&#|\n{4}", card)
    assert card.endswith("```\n")


def test_rendering_twice_gives_the_same_text() -> None:
    again = replace(EVIDENCE, run=copy.deepcopy(dict(RUN)), measured=copy.deepcopy(EVIDENCE.measured))
    assert _card() == _card(again)


def test_the_front_matter_is_what_the_hub_searches_by() -> None:
    front = _front()
    assert {name: front[name] for name in ("license", "language", "base_model", "datasets", "pipeline_tag")} == {
        "license": "apache-2.0",
        "language": ["it"],
        "base_model": "gruppo-inventato/Modello-Prova-1B",
        "datasets": ["ospedale-inventato/note-prova"],
        "pipeline_tag": "text-generation",
    }
    assert (front["base_model_relation"], front["library_name"]) == ("finetune", "transformers")
    adapter = _front(VARIANTS["adapter"])
    assert (adapter["base_model_relation"], adapter["library_name"]) == ("adapter", "peft")
    assert "co2_eq_emissions" not in front


# Lineage and licence


def test_training_data_are_linked_at_their_commit_with_licence_and_digest() -> None:
    (line,) = [line for line in _section("Training data").splitlines() if DATA["id"] in line]
    assert f"/datasets/{DATA['id']}/tree/{DATA['revision']})" in line
    assert "| sintomi | 480 | cc-by-4.0 |" in line
    assert DATA["manifest"] in line


def test_the_report_of_a_dataset_stands_beside_it() -> None:
    report = {"verdict": "pass", "examined": {"rows": 480}}
    assert "| pass, 480 rows |" in _section("Training data", replace(EVIDENCE, reports={DATA["id"]: report}))
    assert "| not told |" in _section("Training data")


def test_datasets_of_the_release_are_pinned_in_text_metadata_and_scores() -> None:
    unpublished = changed(datasets=[{**DATA, "id": "", "revision": ""}])
    evidence = replace(
        unpublished,
        measured=(_measured(entry(), id="", revision=""),),
        published={DATA["manifest"]: ("ospedale-inventato/nuovo", "5a" * 20)},
    )
    card = _card(evidence)
    assert model_card_findings(card, evidence) == []
    assert card.count(f"/datasets/ospedale-inventato/nuovo/tree/{'5a' * 20}") == 2
    assert _front(evidence)["datasets"] == ["ospedale-inventato/nuovo"]
    assert "1f1f1f" not in card


def test_llama_shows_its_words_first_and_binds_whoever_passes_it_on() -> None:
    card = _card(VARIANTS["llama"])
    assert card.index("**Built with Meta Llama 3**") < card.index("## How to use")
    assert "Acceptable Use Policy" in card
    assert "Meta Llama 3 is licensed under the Meta Llama 3 Community License" in card
    assert _front(VARIANTS["llama"])["license"] == "llama3"


def test_a_model_for_no_commerce_says_so_where_it_matters() -> None:
    evidence = VARIANTS["llama, not for commerce"]
    front = _front(evidence)
    assert (front["license"], front["license_name"]) == ("other", "llama3.3-with-cc-by-nc-4.0")
    assert "- Commercial use: the licence forbids it." in _section("Intended use", evidence)
    assert "Commercial use is not allowed." in _section("Licence", evidence)
    assert "ommercial use" not in _card()


def test_a_permission_stands_in_the_card() -> None:
    assert "letter of the authors, 3 March" in _section("Licence", VARIANTS["permission"])


def test_there_is_no_card_without_a_licence() -> None:
    with pytest.raises(LicenceConflict):
        _card(changed(datasets=[{**DATA, "licences": ["cc-by-sa-4.0", "cc-by-nc-4.0"]}]))


# Procedure, memorisation, emissions


def test_the_procedure_is_the_recipe_without_paths_of_the_machine() -> None:
    procedure = _section("Procedure")
    assert "| learning rate | 0.0002 |" in procedure
    assert "| lora r | 16 |" in procedure
    assert "| tokens trained | 64,300 |" in procedure
    assert "inventato/uscita" not in _card()


@pytest.mark.parametrize("path", ["/home/rossi/m", "~/m", "./m", "../m", "C:\\m", "D:/m", "file:///m", "a\\b"])
def test_no_form_of_a_path_gets_into_the_card(path: str) -> None:
    card = _card(changed(recipe={"name": path, "steps": [path, 3]}))
    assert path not in card


def test_figures_of_the_memorisation_report_are_told_and_its_texts_are_not() -> None:
    report = {
        **(EVIDENCE.memorisation or {}),
        "extraction": {"greedy": 2, "text": "Il paziente Carlo Inventato", "found": ["Carlo Inventato"]},
        "exposure": {"by_repeats": [{"repeats": 1, "bits": 10.0}, {"repeats": 4, "bits": 4.875}]},
    }
    section = _section("Memorisation", replace(EVIDENCE, memorisation=report))
    assert "| extraction greedy | 2 |" in section
    assert "| exposure by repeats 2 bits | 4.875 |" in section
    assert "| membership ci95 | 0.46 to 0.56 |" in section
    assert "Carlo" not in section


def test_a_missing_report_gives_its_written_reason() -> None:
    section = _section("Memorisation", VARIANTS["no report of memorisation"])
    assert "There is no memorisation report. Reason given by the publisher: trained on invented notes only" in section


def test_emissions_are_told_only_when_measured_and_never_alone() -> None:
    section = _section("Emissions", VARIANTS["emissions"])
    assert "An estimate of 0.0123 kg" in section
    assert "CodeCarbon 3.3.2, offline on 2 CPU cores" in section
    field = _front(VARIANTS["emissions"])["co2_eq_emissions"]
    assert (field["emissions"], field["source"]) == (12.3, "estimate by CodeCarbon 3.3.2, offline")
    assert "## Emissions" not in _card()


@pytest.mark.parametrize("lost", ["kg_co2eq", "method", "hardware"])
def test_emissions_without_method_or_hardware_are_not_told(lost: str) -> None:
    emissions = {"kg_co2eq": 0.01, "method": "CodeCarbon", "hardware": "2 cores"}
    evidence = changed(emissions={name: value for name, value in emissions.items() if name != lost})
    card = _card(evidence)
    assert "CO2" not in card
    assert [finding.code for finding in model_card_findings(card, evidence)] == ["MCARD17"]


def test_what_the_package_report_measured_stands_under_provenance() -> None:
    package = {
        "form": "merged",
        "digest": "ab" * 32,
        "effects": {"cast": {"positions": 70, "argmax_kept": 0.889}, "merge": None},
        "files": {"model.safetensors": {"sha256": "cd" * 32, "size": 3}},
    }
    section = _section("Provenance", replace(EVIDENCE, package=package))
    assert "| effects cast argmax kept | 0.889 |" in section
    assert f"| digest | {'ab' * 32} |" in section
    assert "cd" * 32 not in section.partition("| digest |")[2]


def test_the_package_tells_that_it_is_an_adapter() -> None:
    assert _front(replace(EVIDENCE, package={"form": "adapter"}))["library_name"] == "peft"


# Evaluation


def test_the_table_sets_the_model_beside_its_base_and_the_baselines_on_its_own_tasks() -> None:
    others = (
        _measured(entry(value=0.79), role=Role.BASELINE, system="regole"),
        _measured(entry(value=0.3, ci95=[0.2, 0.4]), role=Role.BASE, system="base"),
        _measured(entry(task="altro"), role=Role.BASELINE, system="altro modello"),
    )
    section = _section("Evaluation", replace(EVIDENCE, measured=(*others, _measured(entry()))))
    rows = [line for line in section.splitlines() if line.startswith("| sintomi")]
    assert [re.findall(r"\| ([^|]+ \([a-z ]+\)) \|", row)[0] for row in rows] == [
        "prova-sintomi-it (this model)",
        "base (base model)",
        "regole (baseline)",
    ]
    assert "altro modello" not in section
    assert f"/datasets/{DATA['id']}/tree/{DATA['revision']}" in rows[0]
    assert "| 0.812 | 0.781 to 0.843 | 400 | 0.0% |" in rows[0]


def test_a_model_that_was_not_evaluated_says_so() -> None:
    evidence = replace(EVIDENCE, measured=())
    assert "The model was not evaluated." in _section("Evaluation", evidence)
    assert "nothing is known of what it can do" in _section("Limitations", evidence)
    assert "model-index" not in _front(evidence)


def test_a_wrong_result_never_gets_into_a_card() -> None:
    with pytest.raises(Refused, match="RES04"):
        _card(replace(EVIDENCE, measured=(_measured(entry(value=0.99)),)))


# Limitations


def test_few_examples_and_wide_intervals_are_told() -> None:
    told = _limits(_measured(entry(n=12, ci95=[0.5, 0.95])))
    assert "measured on 12 examples only" in told
    assert "between 0.500 and 0.950" in told
    plenty = _limits(_measured(entry()))
    assert "examples only" not in plenty
    assert "is known only to lie" not in plenty


def test_unreadable_cut_off_and_invented_answers_are_told() -> None:
    told = _limits(_measured(entry(invalid=40, truncated=4, verbatim=0.75)))
    assert "10.0% of the answers" in told
    assert "1.0% of the answers" in told
    assert "25.0% of the spans" in told
    assert "%" not in _limits(_measured(entry()))


def test_no_gain_over_the_base_is_told_and_a_gain_is_not_doubted() -> None:
    near = _measured(entry(value=0.79, ci95=[0.76, 0.82]), role=Role.BASE, system="base")
    far = _measured(entry(value=0.3, ci95=[0.2, 0.4]), role=Role.BASE, system="base")
    above = _measured(entry(value=0.95, ci95=[0.9, 0.97]), role=Role.BASE, system="base")
    assert "overlap: no difference is shown" in _limits(_measured(entry()), near)
    assert "overlap" not in _limits(_measured(entry()), far)
    told = _limits(_measured(entry()), above)
    assert "base has a higher span-f1 of `sintomi` (0 shots, constrained decoding): 0.950 against 0.812." in told
    assert "overlap" not in told
    assert "has a higher" not in _limits(_measured(entry()), far)


def test_scores_on_other_rows_are_not_compared() -> None:
    other_rows = _measured(entry(), role=Role.BASE, system="base", manifest="sha256:altro")
    assert "not measured on the same rows" in _limits(_measured(entry()), other_rows)
    fewer = _measured(entry(n=399), role=Role.BASE, system="base")
    assert "not measured on the same rows" in _limits(_measured(entry()), fewer)


def test_what_was_left_out_is_told() -> None:
    told = _limits(_measured(entry()), _measured(entry(task="esami"), role=Role.BASELINE, system="regole"))
    assert "The base model was not measured beside it" in told
    assert "Not evaluated: relations, case report forms" in told
    assert "entities" not in told
    assert "Others were measured on esami; this model was not." in told
    assert "not tested whether the model recites" in _limits(memorisation=None)
    leaks = {"leaks": True, "extractable": ["c03", "c07"], "exposed": ["c03", "c07", "c09"]}
    told = _limits(memorisation={**(EVIDENCE.memorisation or {}), "verdict": leaks})
    assert "It recites training text" in told
    assert "2 could be drawn out word for word and 3 were far likelier" in told
    assert "c03" not in told
    assert "recites training text" not in _limits(
        memorisation={**(EVIDENCE.memorisation or {}), "verdict": {"leaks": False}}
    )


# The how-to


def test_the_examples_of_the_how_to_are_evidence_of_a_clean_card(root: Path) -> None:
    page = (root / "docs" / "how-to" / "model-card.md").read_text(encoding="utf-8")
    run, results = (json.loads(block) for block in re.findall(r"```json\n(.*?)```", page, re.DOTALL))
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    data = run["datasets"][0]
    beside = {"data": {"id": data["id"], "revision": data["revision"]}, "finished": "2026-11-20"}
    space: dict[str, Any] = {"run": run, "results": results, "results_run": beside}
    exec(compile(code, "model-card.md", "exec"), space)
    assert model_card_findings(space["card"], space["evidence"]) == []
    assert len(space["files"]) == 1
    assert "An estimate of 0.0123 kg" in space["card"]


@pytest.mark.parametrize(
    ("base", "licences", "id"),
    [
        ("apache-2.0", ["cc-by-4.0"], "apache-2.0"),
        ("apache-2.0", ["cc-by-nc-4.0"], "cc-by-nc-4.0"),
        ("apache-2.0", ["cc-by-nc-sa-4.0", "cc-by-4.0"], "cc-by-nc-sa-4.0"),
        ("llama3.2", ["cc-by-4.0"], "llama3.2"),
        ("llama3.2", ["cc-by-nc-4.0"], "llama3.2-with-cc-by-nc-4.0"),
    ],
)
def test_the_table_of_licences_in_the_how_to_is_what_is_computed(
    root: Path, base: str, licences: list[str], id: str
) -> None:
    page = (root / "docs" / "how-to" / "model-card.md").read_text(encoding="utf-8")
    (row,) = [line for line in page.splitlines() if line.startswith(f"| {base} | {' and '.join(licences)} |")]
    assert id in row.split("|")[3]
    run = {**RUN, "base_model": {**RUN["base_model"], "licence": base}, "datasets": [{**DATA, "licences": licences}]}
    assert read_lineage(run).decide().id == id
