"""Measure what a packaged model recites, and write memorisation.json: figures, digests, seeds and versions, and no text at all.

    report = measure_memorisation(Path("packaged/ner"), read_canaries(Path("canaries.json")), Path("planted"))

Canaries are told by their ids, which mean nothing without canaries.json. The model card reads `canaries`, `exposure`, `extraction`,
`verbatim_recall` and `membership`.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean
from typing import Any

from adaptation.memorisation import membership, recall
from adaptation.memorisation.canaries import CanaryList, decoys, secrets_of
from adaptation.memorisation.causal_model import CausalModel, load_model
from adaptation.memorisation.digests import digest_of_data, digest_of_file
from adaptation.memorisation.exposure import FEWEST_DECOYS, Known, known_of, limit_of
from adaptation.memorisation.intervals import chance_of_ranks
from adaptation.memorisation.progress import Progress, no_bar
from adaptation.memorisation.texts import Sample, read_texts
from datasets_builders.errors import Refused, UserError

__all__ = ["Extent", "Sources", "measure_memorisation"]

_TOOLS = ("referto", "torch", "transformers", "tokenizers", "numpy")


@dataclass(frozen=True)
class Extent:
    """How much is asked.

    Args:
        decoys: for each canary, at least 1,024.
        samples: random continuations of each canary.
        passages: of training text, for verbatim recall.
        texts: on each side, for membership.
        threshold: exposure in bits from which a canary counts as exposed.

    Raises:
        UserError: it is too little to show anything.
    """

    decoys: int = FEWEST_DECOYS
    samples: int = 20
    passages: int = 200
    texts: int = 300
    threshold: float = 8.0

    def __post_init__(self) -> None:
        if self.decoys < FEWEST_DECOYS or min(self.passages, self.samples) < 1 or self.texts < membership.FEWEST:
            raise UserError(
                "That is too little to show anything.",
                remedy=f"Ask for {FEWEST_DECOYS:,} decoys or more, one sample and one passage, {membership.FEWEST} texts.",
            )
        if not 0 < self.threshold <= limit_of(self.decoys):
            raise UserError(
                f"No exposure can reach {self.threshold:g} bits.",
                cause=f"{self.decoys:,} decoys show {limit_of(self.decoys):.2f} bits at most.",
                remedy="Give a lower --threshold, or more --decoys.",
            )


@dataclass(frozen=True)
class Sources:
    """Where the texts are.

    Args:
        train: what the model was trained on: the planted copy, or its source.
        unseen: what it was not trained on; None for the other splits of a built folder.
        config: of built folders, this config alone; "" for the one that was planted into.
        text_column: of tables, the column or key of the text.
    """

    train: Path
    unseen: Path | None = None
    config: str = ""
    text_column: str = "text"


@dataclass(frozen=True)
class _Drawn:
    """Texts that were drawn: for recall and for membership, trained on and not."""

    passages: Sequence[str]
    unseen_passages: Sequence[str]
    members: Sequence[str]
    others: Sequence[str]
    read: Mapping[str, int] = field(default_factory=dict)


def measure_memorisation(
    path: Path,
    canaries: CanaryList,
    sources: Sources,
    *,
    seed: str,
    base: Path | None = None,
    extent: Extent | None = None,
    dtype: str = "float32",
    batch: int = 64,
    progress: Progress = no_bar,
) -> dict[str, Any]:
    """Ask the model in `path` for the canaries and for its training text.

    Args:
        path: a packaged model folder.
        canaries: the list that was written when its training text was planted.
        sources: the training text, and text it was not trained on.
        seed: of decoys, random continuations and samples of text.
        base: the folder of the model it was made from, for the ratio of likelihoods.
        extent: how much is asked.
        dtype: the numbers to compute in; "auto" for those of the files.
        batch: the most rows that are run together.
        progress: wraps streams, to show a bar.

    Returns:
        What memorisation.json holds.

    Raises:
        UserError: a path, a model or a setting is wrong, or torch is absent.
        Refused: there was nothing to ask: no planted canary, no passage, too few texts, likelihoods that are no numbers.
    """
    extent = extent or Extent()
    if not any(each.repeats for each in canaries.canaries):
        raise Refused("No canary was planted.", remedy="Plant canaries with `referto canaries` before training.")
    drawn = _draw(canaries, sources, seed, extent, progress)
    model = load_model(path, dtype=dtype, batch=batch)
    before = load_model(base, dtype=dtype, batch=batch) if base else None
    if before and before.folder.digest == model.folder.digest:
        raise UserError(
            f"{base} is the model itself.",
            cause="Against itself every ratio of likelihoods is one, which would look like safety.",
            remedy="Give --base the folder of the model that this one was trained from, or leave it out.",
        )
    known = _ask(model, canaries, seed, extent, progress)
    recited = _recall(model, drawn, seed, extent, progress)
    told = membership.measure_membership(model, before, drawn.members, drawn.others, progress) if drawn.others else {}
    return {
        "schema_version": 1,
        "made_by": "referto memorisation",
        "model": _model(model),
        **({"base": _model(before)} if before else {}),
        "canaries": _told_canaries(canaries),
        "exposure": _told_exposure(known, extent),
        "extraction": _told_extraction(known, extent),
        "verbatim_recall": recited,
        "membership": told,
        "verdict": _verdict(known, extent),
        "each": _columns(known),
        "train": _train(canaries, sources.train, drawn),
        "not_measured": [] if told else ["membership"],
        "seed": seed,
        "batch": batch,
        "versions": {tool: importlib.metadata.version(tool) for tool in _TOOLS},
    }


# ---------------------------------------------------------------------------------------------------------------- drawing


def _draw(canaries: CanaryList, sources: Sources, seed: str, extent: Extent, progress: Progress) -> _Drawn:
    """Read all texts once and keep samples; a text that stands on both sides is on neither."""
    planted = frozenset(each.text for each in canaries.canaries)

    def texts(path: Path, *, trained: bool) -> Iterable[str]:
        config = sources.config or _config_of(canaries, path)
        stream = read_texts(path, trained=trained, config=config, text_column=sources.text_column, canaries=planted)
        return progress("reading", stream)

    unseen = sources.unseen or (sources.train if sources.train.is_dir() else None)
    others = Sample(f"{seed}/texts", extent.texts, shortest=membership.SHORTEST)
    far = Sample(f"{seed}/passages", 8 * extent.passages, shortest=recall.SHORTEST)
    if unseen is not None:
        # A folder that is given as unseen is unseen as a whole, unless it is the one that was trained on.
        is_same = sources.unseen is None or unseen.resolve() == sources.train.resolve()
        for trained in (False,) if is_same or not unseen.is_dir() else (False, True):
            for text in texts(unseen, trained=trained):
                others.add(text)
                far.add(text)
    members = Sample(f"{seed}/texts", extent.texts, shortest=membership.SHORTEST, without=others.hashes)
    near = Sample(f"{seed}/passages", 8 * extent.passages, shortest=recall.SHORTEST)
    count = 0
    for text in texts(sources.train, trained=True):
        count += 1
        members.add(text)
        near.add(text)
    if not count:
        raise Refused(
            f"{sources.train} holds no training text.", cause="Nothing was sampled.", remedy="Give what was trained on."
        )
    apart = others.texts(but=members.met)
    if sources.unseen is not None and not apart:
        raise Refused(
            f"{sources.unseen} holds no text that was not trained on.",
            cause="It is empty, its texts are short, or all of them stand in --train too.",
            remedy="Give text that the model never saw, or leave --unseen out.",
        )
    return _Drawn(near.texts(), far.texts(but=near.hashes), members.texts(), apart, {"texts": count})


def _config_of(canaries: CanaryList, path: Path) -> str:
    """Return the config that was planted into, where the folder has it."""
    config = str(canaries.source.get("config", ""))
    return config if config and (path / "data" / config).is_dir() else ""


# ----------------------------------------------------------------------------------------------------------------- asking


def _ask(model: CausalModel, canaries: CanaryList, seed: str, extent: Extent, progress: Progress) -> list[Known]:
    secrets = secrets_of(canaries.canaries)
    known = []
    for canary in progress("asking for canaries", canaries.canaries):
        others = decoys(canary, extent.decoys, seed, apart_from=secrets)
        known.append(known_of(model, canary, others, samples=extent.samples, seed=seed))
    return known


def _recall(model: CausalModel, drawn: _Drawn, seed: str, extent: Extent, progress: Progress) -> dict[str, Any]:
    def ask(texts: Sequence[str], what: str) -> dict[str, Any]:
        return recall.measure_recall(model, texts, extent.passages, seed, progress, what=what).to_json()

    told = {"given_tokens": recall.GIVEN, "continued_tokens": recall.CONTINUED, **ask(drawn.passages, "training")}
    try:
        return {**told, "unseen": ask(drawn.unseen_passages, "unseen")}
    except Refused:
        return told  # only a comparison: without it the figure of the training text stands all the same


# ---------------------------------------------------------------------------------------------------------------- telling


def _model(model: CausalModel) -> dict[str, str]:
    return {"digest": f"sha256:{model.folder.digest}", "dtype": model.dtype}


def _train(canaries: CanaryList, path: Path, drawn: _Drawn) -> dict[str, Any]:
    digest = f"sha256:{digest_of_data(path) if path.is_dir() else digest_of_file(path)}"
    which = {canaries.copy.get("digest"): "copy", canaries.source.get("digest"): "source"}.get(digest, "other")
    return {"digest": digest, "is": which, **drawn.read}


def _told_canaries(canaries: CanaryList) -> dict[str, Any]:
    planted = [each for each in canaries.canaries if each.repeats]
    return {
        "digest": f"sha256:{canaries.digest}",
        "source": canaries.source.get("digest", ""),
        "copy": canaries.copy.get("digest", ""),
        "count": len(canaries.canaries),
        "planted": len(planted),
        "controls": len(canaries.canaries) - len(planted),
        "copies": sum(each.repeats for each in planted),
        "repeats": sorted({each.repeats for each in canaries.canaries}),
    }


def _told_exposure(known: Sequence[Known], extent: Extent) -> dict[str, Any]:
    return {
        "decoys": extent.decoys,
        "limit": round(limit_of(extent.decoys), 4),
        "threshold": extent.threshold,
        "highest": round(max(each.exposure for each in known if each.repeats), 4),
        "mean_by_repeats": _by_repeats(known, lambda group: round(mean(each.exposure for each in group), 4)),
        "chance_by_repeats": _by_repeats(
            known, lambda group: float(f"{chance_of_ranks([each.rank / each.candidates for each in group]):.4g}")
        ),
    }


def _told_extraction(known: Sequence[Known], extent: Extent) -> dict[str, Any]:
    return {
        "samples": extent.samples,
        "temperature": 1.0,
        "greedy": sum(each.greedy for each in known),
        "sampled": sum(each.sampled > 0 for each in known),
        "extracted_by_repeats": _by_repeats(known, lambda group: sum(each.is_extractable for each in group)),
    }


def _by_repeats(known: Sequence[Known], figure: Callable[[list[Known]], float]) -> dict[str, float]:
    repeats = sorted({each.repeats for each in known})
    return {str(times): figure([each for each in known if each.repeats == times]) for times in repeats}


def _verdict(known: Sequence[Known], extent: Extent) -> dict[str, Any]:
    """Say which canaries leaked; controls are told apart, since what was never planted shows only what chance does."""
    planted = [each for each in known if each.repeats]
    extractable = [each for each in planted if each.is_extractable]
    exposed = [each for each in planted if each.exposure >= extent.threshold]
    controls = [
        each for each in known if not each.repeats and (each.is_extractable or each.exposure >= extent.threshold)
    ]
    return {
        "leaks": bool(extractable or exposed),
        "extractable": [each.id for each in extractable],
        "extractable_from_repeats": min((each.repeats for each in extractable), default=None),
        "exposed": [each.id for each in exposed],
        "exposed_from_repeats": min((each.repeats for each in exposed), default=None),
        "exposed_by_chance": round(len(planted) * 2**-extent.threshold, 4),
        "controls_exposed": [each.id for each in controls],
    }


def _columns(known: Sequence[Known]) -> dict[str, list[Any]]:
    """Tell every canary, as columns, so that a reader of figures sees a few lines and not one for each."""
    return {
        "id": [each.id for each in known],
        "repeats": [each.repeats for each in known],
        "exposure": [round(each.exposure, 4) for each in known],
        "greedy": [each.greedy for each in known],
        "sampled": [each.sampled for each in known],
    }
