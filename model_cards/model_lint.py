"""What is wrong with a model card, told offline, by holding it against the evidence it must have been computed from.

- `evidence_findings(evidence)`: what is wrong with the lineage, the licences and the results, before there can be a card.
- `lint_model_card(text, facts)`: findings about the card alone.
- `model_card_findings(text, evidence)`: both.

`model_check.CHECK` is the same as a check, with an example for each code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from adaptation.evaluation import results
from adaptation.lineage import lineage
from adaptation.lineage.decide import LicenceRefused, name_fits
from model_cards import model_codes as codes
from model_cards.lint import front_matter
from model_cards.model_facts import MEMORISATION_PARTS, ModelEvidence, ModelFacts, model_facts
from model_cards.model_render import LANGUAGE, usage_code
from model_cards.model_scores import lint_index, lint_prose, lint_table, sections
from model_cards.vocabulary import LICENCES, TASK_CATEGORIES
from validation.findings import Finding

__all__ = ["SECTIONS", "evidence_findings", "lint_model_card", "model_card_findings"]

SECTIONS = (
    "How to use",
    "Intended use",
    "Training data",
    "Procedure",
    "Evaluation",
    "Limitations",
    "Memorisation",
    "Licence",
    "Provenance",
    "Citation",
)
_REQUIRED = (
    "license",
    "language",
    "base_model",
    "base_model_relation",
    "datasets",
    "pipeline_tag",
    "library_name",
    "tags",
)
_RELATIONS = ("finetune", "adapter", "merge", "quantized")
_PLACEHOLDERS = re.compile(
    r"More Information Needed|(?-i:\bTODO\b|\bTBD\b|\bFIXME\b|\bXXX+\b)|lorem ipsum|\{\{ .*? \}\}|\{% |<your[ -]|huggingface\.co/None"
    r"|licence: license|(?-i:\[None\]|[\"'`(|=:] ?None ?[\"'`)|]|: None$)",
    re.IGNORECASE | re.MULTILINE,
)
_PATHS = re.compile(
    r"(?<![\w/:.\])])/(?:home|Users|root|tmp|mnt|media|scratch|var|opt|srv|work|data)/[\w.-]+|\b[A-Za-z]:\\\w|(?<!\w)~/\w|file://"
)
# Emissions of gas, not the CO2 of a blood gas analysis.
_EMISSIONS = re.compile(r"\b[kt]?g (?:of )?CO[2₂]|\bCO[2₂][ -]?eq|carbon (?:footprint|emission)", re.IGNORECASE)
_SHORTEST_REASON = 3
"""A reason of fewer words is none."""


def lint_model_card(text: str | None, facts: ModelFacts) -> Iterator[Finding]:
    """Give what is wrong with a model card.

    Args:
        text: the README.md, or None where there is none.
        facts: what it must have been computed from.
    """
    if text is None:
        yield codes.MISSING.at(column="README.md")
        return
    parsed = front_matter(text)
    if parsed is None:
        yield codes.UNREADABLE.at(column="README.md")
        return
    front, body = parsed
    parts = sections(body)
    yield from _lint_fields(front, facts)
    yield from _lint_left_overs(text)
    yield from _lint_duties(front, body, facts)
    yield from _lint_text(body, parts, facts)
    yield from _lint_training_data(front, parts, facts)
    yield from _lint_memorisation(body, facts)
    yield from _lint_emissions(front, parts, facts)
    yield from _lint_scores(front, parts, facts)
    yield from _lint_package(facts)


def model_card_findings(text: str | None, evidence: ModelEvidence) -> list[Finding]:
    """Return all that stands against publishing the model by this card: lineage, licences, results, and the card itself.

    Where the licence or the results are wrong, no card can be right, and only they are told.

    Raises:
        UserError: run.json is not of its shape.
    """
    return evidence_findings(evidence) or list(lint_model_card(text, model_facts(evidence)))


def evidence_findings(evidence: ModelEvidence) -> list[Finding]:
    """Return what keeps a card from being computed: what is missing in the lineage, a licence that is refused, a result that is wrong.

    Raises:
        UserError: run.json is not of its shape.
    """
    made = lineage.read_lineage(evidence.run).pinned(evidence.published)
    found = [*lineage.lineage_findings(made)]
    for each in evidence.measured:
        found.extend(results.results_findings(each.results))
    try:
        made.decide(evidence.licence)
    except LicenceRefused as refused:
        found.append(refused.finding)
    return found


def _lint_fields(front: Mapping[str, Any], facts: ModelFacts) -> Iterator[Finding]:
    for field in _REQUIRED:
        if not front.get(field):
            yield codes.FIELD_MISSING.at(column="README.md", hint=f"the field `{field}` is missing")
    known = (
        ("license", LICENCES - {"unknown"}),
        ("pipeline_tag", TASK_CATEGORIES),
        ("base_model_relation", _RELATIONS),
    )
    for field, values in known:
        value = front.get(field)
        if value and (not isinstance(value, str) or value not in values):
            yield codes.VALUE_UNKNOWN.at(column="README.md", hint=f"`{field}`: {value!r} is not known")
    if front.get("license") == "other" and not (front.get("license_name") and front.get("license_link")):
        yield codes.VALUE_UNKNOWN.at(column="README.md", hint="`license: other` needs license_name and license_link")
    languages = _listed(front.get("language"))
    if languages and LANGUAGE not in languages:
        yield codes.VALUE_UNKNOWN.at(
            column="README.md", hint=f"`language` must name {LANGUAGE}, which the model was trained on"
        )
    if front.get("base_model") and _listed(front["base_model"]) != [facts.lineage.base.id]:
        yield codes.BASE_DIFFERS.at(column="README.md", hint=f"run.json names {facts.lineage.base.id}")
    relation = "adapter" if facts.evidence.is_adapter else "finetune"
    if front.get("base_model_relation") in _RELATIONS and front["base_model_relation"] != relation:
        yield codes.BASE_DIFFERS.at(column="README.md", hint=f"`base_model_relation` should be {relation}")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _lint_left_overs(text: str) -> Iterator[Finding]:
    for code, pattern in ((codes.PLACEHOLDER, _PLACEHOLDERS), (codes.LOCAL_PATH, _PATHS)):
        for match in pattern.finditer(text):
            yield code.at(column="README.md", hint=f"line {text[: match.start()].count(chr(10)) + 1}")


def _lint_duties(front: Mapping[str, Any], body: str, facts: ModelFacts) -> Iterator[Finding]:
    decided = facts.decision.metadata
    told = {name: front.get(name) for name in decided}
    # What is no licence of the Hub's list was told already.
    if front.get("license") in [each for each in LICENCES if each != "unknown"] and told != decided:
        yield codes.LICENCE_DIFFERS.at(
            column="README.md",
            hint=f"{facts.decision.because[0]} ({facts.decision.because[1]}) makes it {facts.decision.id}",
        )
    for statement in facts.decision.statements:
        if statement not in body:
            yield codes.STATEMENT_MISSING.at(column="README.md", hint=f"the card must show: {statement}")
    if not name_fits(facts.decision, facts.evidence.repo):
        prefixes = " and ".join(prefix for prefix, _ in facts.decision.name_prefixes)
        yield codes.NAME_WRONG.at(column="repo", hint=f"the name must begin with {prefixes}")


def _lint_text(body: str, parts: Mapping[str, str], facts: ModelFacts) -> Iterator[Finding]:
    for section in SECTIONS:
        if section not in parts:
            yield codes.SECTION_MISSING.at(column="README.md", hint=f"the section `{section}` is missing")
    if "How to use" in parts and usage_code(facts) not in body:
        yield codes.USAGE_MISSING.at(column="README.md")


def _lint_training_data(front: Mapping[str, Any], parts: Mapping[str, str], facts: ModelFacts) -> Iterator[Finding]:
    listed = _listed(front.get("datasets"))
    for data in facts.lineage.datasets:
        if listed and data.id not in listed:
            yield codes.DATA_NOT_LINKED.at(column="README.md", hint=f"`datasets` lacks {data.id}")
        if f"/datasets/{data.id}/tree/{data.revision})" not in parts.get("Training data", ""):
            yield codes.DATA_NOT_LINKED.at(column="README.md", hint=f"no link to {data.id} at its commit")


def _lint_memorisation(body: str, facts: ModelFacts) -> Iterator[Finding]:
    report, reason = facts.evidence.memorisation, facts.evidence.no_memorisation
    if report is None:
        if len(reason.split()) < _SHORTEST_REASON or reason not in body:
            yield codes.MEMORISATION_MISSING.at(column="README.md")
        return
    wanting = [part for part in ("canaries", *MEMORISATION_PARTS) if report.get(part) in (None, {}, [])]
    membership = report.get("membership")
    if isinstance(membership, Mapping) and membership and not {"auc", "ci95"} <= membership.keys():
        wanting.append("the interval of membership")
    if wanting:
        yield codes.MEMORISATION_INCOMPLETE.at(column="memorisation.json", hint=f"missing: {', '.join(wanting)}")


def _lint_emissions(front: Mapping[str, Any], parts: Mapping[str, str], facts: ModelFacts) -> Iterator[Finding]:
    emissions = facts.emissions
    if facts.evidence.run.get("emissions") is not None and emissions is None:
        yield codes.EMISSIONS_BARE.at(column="run.json")
    told = [text for text in parts.values() if _EMISSIONS.search(text)]
    for text in told:
        # One finding a section: either there is nothing to tell, or what must stand beside it is missing.
        if emissions is None or not ("estimate" in text and emissions.method in text and emissions.hardware in text):
            yield codes.EMISSIONS_BARE.at(column="README.md")
    field = front.get("co2_eq_emissions")
    if field and (emissions is None or not isinstance(field, Mapping) or "estimate" not in str(field.get("source"))):
        yield codes.EMISSIONS_BARE.at(column="README.md", hint="`co2_eq_emissions` without a source that says estimate")


def _lint_scores(front: Mapping[str, Any], parts: Mapping[str, str], facts: ModelFacts) -> Iterator[Finding]:
    if not facts.items:
        yield codes.NOT_EVALUATED.at()
    for item in facts.items:
        if not (lineage.is_hub_id(item.data.id) and lineage.is_commit(item.data.revision)):
            yield codes.DATA_OF_SCORE_UNPINNED.at(
                column="results.json", hint=f"{item.metric} of {item.task}, {item.shots} shots, {item.decoding}"
            )
    if "Evaluation" in parts:
        yield from lint_table(parts["Evaluation"], facts)
    yield from lint_index(front, facts)
    yield from lint_prose(parts, facts)


def _lint_package(facts: ModelFacts) -> Iterator[Finding]:
    """Is what was measured what was packaged? Only where both sides tell it."""
    package = facts.evidence.package
    base = package.get("base")
    if isinstance(base, Mapping) and base.get("id") and base["id"] != facts.lineage.base.id:
        yield codes.BASE_DIFFERS.at(column="package.json", hint=f"run.json names {facts.lineage.base.id}")
    told_by = [("memorisation.json", facts.evidence.memorisation)]
    told_by += [("results.json", each.run) for each in facts.evidence.measured if each.role is results.Role.MODEL]
    for name, told in told_by:
        model = (told or {}).get("model")
        digest = model.get("digest") if isinstance(model, Mapping) else None
        if digest and package.get("digest") and str(digest).removeprefix("sha256:") != package["digest"]:
            yield codes.OTHER_WEIGHTS.at(column=name)
