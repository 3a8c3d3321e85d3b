"""Evidence and cards for the examples of the check of model cards: small, invented, right until an example spoils it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from adaptation.evaluation.results import Role
from model_cards.model_facts import Measured, ModelEvidence, model_facts
from model_cards.model_render import render_model_card
from validation.checks import Example, Facts

__all__ = ["ACCEPTED", "EVIDENCE", "REJECTED", "RUN", "changed", "entry"]

_COMMIT, _OTHER_COMMIT = "1f" * 20, "2e" * 20
_DATA = {
    "id": "ospedale-inventato/note-prova",
    "revision": _COMMIT,
    "manifest": f"sha256:{'ab' * 32}",
    "licences": ["cc-by-4.0"],
    "configs": ["sintomi"],
    "rows": 480,
}
RUN: Mapping[str, Any] = {
    "method": "lora",
    "base_model": {"id": "gruppo-inventato/Modello-Prova-1B", "revision": _OTHER_COMMIT, "licence": "apache-2.0"},
    "datasets": [_DATA],
    "recipe_digest": f"sha256:{'cd' * 32}",
    "recipe": {"learning_rate": 0.0002, "lora": {"r": 16}, "out": "/home/inventato/uscita"},
    "tokens_in": 64_427,
    "tokens_trained": 64_300,
    "seed": 17,
}
_MEMORISATION = {
    "canaries": {"planted": 8, "repeats": [1, 2, 4]},
    "exposure": {"highest": 3.2},
    "extraction": {"greedy": 0, "sampled": 0},
    "verbatim_recall": {"sampled": 200, "recalled": 0},
    "membership": {"auc": 0.51, "ci95": [0.46, 0.56]},
}


def entry(**changes: Any) -> dict[str, Any]:
    """Make an entry of a results.json."""
    return {
        "task": "sintomi",
        "type": "ner",
        "shots": 0,
        "decoding": "constrained",
        "metric": "span-f1",
        "value": 0.8125,
        "ci95": [0.7812, 0.8431],
        "n": 400,
        "invalid": 0,
        "truncated": 0,
        "verbatim": 1.0,
        **changes,
    }


def _measured(role: Role, system: str, *entries: Mapping[str, Any], data: Mapping[str, Any] = _DATA) -> Measured:
    pin = {"id": data["id"], "revision": data["revision"], "manifest": data["manifest"], "split": "test"}
    return Measured(system, role, list(entries), {"data": pin, "finished": "2026-11-20T10:00:00+01:00"})


EVIDENCE = ModelEvidence(
    repo="ospedale-inventato/prova-sintomi-it",
    run=RUN,
    measured=(
        _measured(Role.MODEL, "prova-sintomi-it", entry()),
        _measured(Role.BASE, "Modello-Prova-1B", entry(value=0.312, ci95=[0.28, 0.344], invalid=21)),
    ),
    memorisation=_MEMORISATION,
    package={"digest": "ef" * 32, "form": "full", "parameters": 1_234_567, "dtypes": {"BF16": 11}},
    revision="v1.0.0",
)
"""Evidence of an invented model against which nothing stands."""


def changed(**run: Any) -> ModelEvidence:
    """Return the evidence with other keys in run.json."""
    return replace(EVIDENCE, run={**RUN, **run})


def _card(evidence: ModelEvidence) -> str:
    return render_model_card(model_facts(evidence))


def _example(evidence: ModelEvidence, *edits: tuple[str, str]) -> Example:
    """Give the card that follows from the evidence, with some of its text replaced."""
    card = _card(evidence)
    for old, new in edits:
        if old not in card:
            raise ValueError(f"the card does not hold {old!r}")
        card = card.replace(old, new)
    return _with(evidence, card)


def _with(evidence: ModelEvidence, card: str | None) -> Example:
    return Example({}, Facts(corpus={"model": evidence}, card=card))


def _edited(*edits: tuple[str, str]) -> Example:
    return _example(EVIDENCE, *edits)


def _run(**run: Any) -> Example:
    """Give the right card beside another run.json."""
    return _with(changed(**run), _card(EVIDENCE))


def _data(**changes: Any) -> Example:
    return _run(datasets=[{**_DATA, **changes}])


def _results(*entries: Any) -> Example:
    return _with(replace(EVIDENCE, measured=(_measured(Role.MODEL, "prova", *entries),)), _card(EVIDENCE))


def _llama(repo: str) -> ModelEvidence:
    base = {"id": "gruppo-inventato/Llama-Prova-1B", "revision": _OTHER_COMMIT, "licence": "llama3.2"}
    return replace(changed(base_model=base), repo=repo)


ACCEPTED = _edited()
REJECTED: Mapping[str, Example] = {
    "MCARD01": _with(EVIDENCE, None),
    "MCARD02": _with(EVIDENCE, "---\nlicense: [apache\n---\n# Prova\n"),
    "MCARD03": _edited(("pipeline_tag: text-generation\n", "")),
    "MCARD04": _edited(("license: apache-2.0\n", "license: unknown\n")),
    "MCARD05": _edited(("## Limitations\n", "## Limitations\n\n- [More Information Needed]\n")),
    "MCARD06": _edited(("base_model: gruppo-inventato/Modello-Prova-1B", "base_model: gruppo-inventato/Altro-1B")),
    "MCARD07": _edited(("license: apache-2.0\n", "license: mit\n")),
    "MCARD08": _example(_llama("ospedale-inventato/Llama-prova"), ("**Built with Llama**", "")),
    "MCARD09": _example(_llama("ospedale-inventato/prova-sintomi-it")),
    "MCARD10": _edited(("## Limitations\n", "## Limitations\n\n- On our own notes it reaches 0.97.\n")),
    "MCARD11": _edited(("| 0.812 | 0.781 to 0.843 |", "| 0.912 | 0.781 to 0.843 |")),
    "MCARD12": _with(EVIDENCE, "\n".join(line for line in _card(EVIDENCE).splitlines() if "(this model)" not in line)),
    "MCARD13": _example(replace(EVIDENCE, memorisation=None)),
    "MCARD14": _example(replace(EVIDENCE, memorisation={k: v for k, v in _MEMORISATION.items() if k != "exposure"})),
    "MCARD15": _edited(("AutoModelForCausalLM.from_pretrained", "AutoModel.from_pretrained")),
    "MCARD16": _edited((f"/tree/{_COMMIT}) | `{_COMMIT}`", "/tree/main) | `main`")),
    "MCARD17": _edited(("## Licence\n", "Training gave off 12 kg of CO2.\n\n## Licence\n")),
    "MCARD18": _edited(("## Citation\n", "Trained in /home/inventato/uscita.\n\n## Citation\n")),
    "MCARD19": _example(replace(EVIDENCE, measured=())),
    "MCARD20": _edited(("## Limitations\n", "")),
    "MCARD21": _example(
        replace(EVIDENCE, measured=(_measured(Role.MODEL, "prova", entry(), data={**_DATA, "revision": ""}),)),
    ),
    "MCARD22": _example(replace(EVIDENCE, memorisation={**_MEMORISATION, "model": {"digest": f"sha256:{'00' * 32}"}})),
    "LINE01": _run(base_model={"id": "/srv/modelli/prova", "revision": _COMMIT, "licence": "apache-2.0"}),
    "LINE02": _run(base_model={"id": "gruppo-inventato/Modello-Prova-1B", "revision": "main", "licence": "apache-2.0"}),
    "LINE03": _run(datasets=[]),
    "LINE04": _data(revision=""),
    "LINE05": _data(manifest=""),
    "LINE06": _data(licences=["unknown"]),
    "LINE07": _data(licences=["cc-by-nc-nd-4.0"]),
    "LINE08": _run(datasets=[{**_DATA, "licences": ["cc-by-sa-4.0"]}, {**_DATA, "licences": ["cc-by-nc-4.0"]}]),
    "LINE09": _with(replace(changed(datasets=[{**_DATA, "licences": ["cc-by-nc-4.0"]}]), licence="apache-2.0"), None),
    "LINE10": _run(recipe_digest=None),
    "RES01": _results({"task": "sintomi"}),
    "RES02": _results(entry(n=0)),
    "RES03": _results(entry(value=float("nan"))),
    "RES04": _results(entry(value=0.9)),
    "RES05": _results(entry(invalid=401)),
    "RES06": _results(entry(), entry()),
}
