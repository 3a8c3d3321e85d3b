"""What a model's evidence does not show, said in sentences: small samples, wide intervals, no gain over the base, tasks left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adaptation.evaluation.results import Results, Role, TaskResult
from datasets_builders.schema import TaskType
from model_cards.model_facts import ModelFacts

__all__ = ["SMALL", "WIDE", "limitations", "score", "share"]

SMALL = 200
"""Below so many examples a score is called one over few examples."""
WIDE = 0.1
"""From so wide a 95% interval on, relative to scores of 0 to 1, differences are said not to show."""

_TASKS = {
    TaskType.NER: "entities",
    TaskType.RE: "relations",
    TaskType.CRF: "case report forms",
    TaskType.MCQA: "multiple-choice questions",
    TaskType.QA: "open questions",
    TaskType.ARG: "arguments",
}


def score(value: float) -> str:
    """Write a score as the whole card does: three decimals."""
    return f"{value:.3f}"


def share(value: float) -> str:
    """Write a share as the whole card does: per cent with one decimal."""
    return f"{100 * value:.1f}%"


def limitations(facts: ModelFacts) -> tuple[str, ...]:
    """Return what the evidence does not show, one sentence each; never empty."""
    return tuple(dict.fromkeys((*_of_scores(facts), *_of_comparison(facts), *_of_what_was_not_done(facts))))


def _of_scores(facts: ModelFacts) -> Iterator[str]:
    for item in facts.items:
        if item.n < SMALL:
            yield f"{_named(item)} was measured on {item.n} examples only."
        if _is_wide(item):
            yield (
                f"{_named(item)} is known only to lie between {score(item.low)} and {score(item.high)}; "
                "a model whose score is in that range is not shown to be better or worse."
            )
        if item.invalid:
            yield f"{share(item.invalid)} of the answers to {_setting(item)} could not be read and count as wrong."
        if item.truncated:
            yield f"{share(item.truncated)} of the answers to {_setting(item)} were cut off at the length limit."
        if item.verbatim is not None and item.verbatim < 1:
            yield (
                f"{share(1 - item.verbatim)} of the spans given for {_setting(item)} do not stand in the note: "
                "the model made them up or changed them."
            )


def _is_wide(item: TaskResult) -> bool:
    scale = 1.0 if max(abs(item.low), abs(item.high)) <= 1 else abs(item.value)
    return item.high - item.low >= WIDE * scale


def _of_comparison(facts: ModelFacts) -> Iterator[str]:
    base = next((each for each in facts.systems if each.role is Role.BASE), None)
    if facts.items and base is None:
        yield "The base model was not measured beside it, so nothing shows what the training changed."
    for other in facts.systems:
        if other.role is Role.MODEL:
            continue
        yield from _beside(facts, other)


def _beside(facts: ModelFacts, other: Results) -> Iterator[str]:
    theirs = {item.key: item for item in other.items}
    for item in facts.items:
        if item.key not in theirs:
            continue
        match = theirs[item.key]
        if item.data.manifest != match.data.manifest or item.n != match.n:
            yield f"{_named(item)} and that of {other.system} were not measured on the same rows; do not compare them."
        elif item.low <= match.high and match.low <= item.high:
            yield f"The intervals of {_named(item)} and of {other.system} overlap: no difference is shown."
        elif item.high < match.low:
            yield f"{other.system} has a higher {_named(item)}: {score(match.value)} against {score(item.value)}."


def _of_what_was_not_done(facts: ModelFacts) -> Iterator[str]:
    if not facts.items:
        yield "The model was not evaluated: nothing is known of what it can do."
    measured = {item.type for item in facts.items}
    missing = [words for task, words in _TASKS.items() if task.value not in measured]
    if facts.items and missing:
        yield f"Not evaluated: {', '.join(missing)}."
    ours = {item.task for item in facts.items}
    left = sorted({item.task for each in facts.systems if each.role is not Role.MODEL for item in each.items} - ours)
    if left:
        yield f"Others were measured on {', '.join(left)}; this model was not."
    if facts.evidence.memorisation is None:
        yield "It was not tested whether the model recites its training text."
    else:
        yield from _recited(facts.evidence.memorisation.get("verdict"))
        yield "The memorisation report finds what it looks for; it does not prove that nothing can be drawn out of the model."
    yield "The model knows the Italian of its training data; other languages, regions and kinds of notes were not looked at."


def _recited(verdict: object) -> Iterator[str]:
    """Say that the model recites, where its report does."""
    if not isinstance(verdict, Mapping) or not verdict.get("leaks"):
        return
    extractable, exposed = (len(verdict.get(name) or ()) for name in ("extractable", "exposed"))
    yield (
        f"**It recites training text**: of the secrets planted into that text, {extractable} could be drawn out word for word and "
        f"{exposed} were far likelier to it than others of their kind. Share it under the terms of its training data."
    )


def _named(item: TaskResult) -> str:
    return f"{item.metric} of {_setting(item)}"


def _setting(item: TaskResult) -> str:
    return f"`{item.task}` ({item.shots} shots, {item.decoding} decoding)"
