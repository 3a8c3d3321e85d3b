"""The certificate of an examination: what its canaries proved, and the bound that a reviewed sample gives.

    leak_bound(notes=3000, leaky=0)      0.000998...  at most so many notes leak, with 95% confidence
    notes_needed(0.001)                  2995         so many notes without a leak bound the rate at 0.1%

A certificate is a value of counts and names; it never holds a text. Its JSON stands in report.json under "certificate". It says
what was shown and what was not, and never that data are free of identifiers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from datasets_builders.errors import UserError
from validation.anonymisation.tags import TAG_OF

__all__ = [
    "CONFIDENCE",
    "TARGETS",
    "Certificate",
    "Proof",
    "Reviewed",
    "Tally",
    "joined",
    "leak_bound",
    "missed_canaries",
    "notes_needed",
    "percent",
    "proves_nothing",
]

CONFIDENCE = 0.95
"""How often the bound holds, over samples that are drawn at random."""

TARGETS = (0.01, 0.001)
"""The leaky-note rates for which a certificate says how many more notes must be read."""


_RANKS = {entity: rank for rank, entity in enumerate(TAG_OF)}


@dataclass(frozen=True)
class Tally:
    """What became of the canaries of one entity.

    Args:
        planted: how many were planted.
        found: how many of these were found, every letter and digit of them.
        in_list: planted and found, of those whose value stands in gazetteers; (0, 0) for numbers, which have none.
        outside: planted and found, of those whose value stands in no gazetteer.
        missed: the numbers of the forms of which one was missed, in order.
    """

    planted: int = 0
    found: int = 0
    in_list: tuple[int, int] = (0, 0)
    outside: tuple[int, int] = (0, 0)
    missed: tuple[int, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The tally as the report's JSON has it."""
        pairs = {"in_list": list(self.in_list), "outside": list(self.outside)}
        return {"planted": self.planted, "found": self.found, **pairs, "missed": list(self.missed)}


@dataclass(frozen=True)
class Proof:
    """What a run of canaries showed.

    Args:
        seed: what they were drawn from; the same seed on the same data draws the same ones.
        recognisers: the names of the recognisers that looked, sorted.
        threshold: the least score that counted.
        canaries: by entity; every entity that the engine serves is here.
    """

    seed: str
    recognisers: tuple[str, ...]
    threshold: float
    canaries: Mapping[str, Tally]


@dataclass(frozen=True)
class Reviewed:
    """What persons read of a random sample.

    Args:
        notes: how many notes were read.
        leaky: how many of these still held an identifier.
        skipped: how many were drawn and passed over. Who skips what is hard to decide spoils the sample, so the bound takes
            every one of these for a leaky note.

    Raises:
        UserError: the counts are not those of a sample.
    """

    notes: int
    leaky: int
    skipped: int = 0

    def __post_init__(self) -> None:
        _refuse_no_sample(self.notes, self.leaky)

    @property
    def bound(self) -> float:
        """The upper bound on the rate of leaky notes, with `CONFIDENCE`."""
        return leak_bound(self.notes + self.skipped, self.leaky + self.skipped)

    def to_json(self) -> dict[str, Any]:
        """The counts, the bound, and how many more notes without a leak would bring it down to each target."""
        drawn, against = self.notes + self.skipped, self.leaky + self.skipped
        return {
            "notes": self.notes,
            "leaky": self.leaky,
            "skipped": self.skipped,
            "confidence": CONFIDENCE,
            "upper_bound": round(self.bound, 10),
            "more_notes_for": {f"{target:g}": max(0, notes_needed(target, against) - drawn) for target in TARGETS},
        }


@dataclass(frozen=True)
class Certificate:
    """A proof and a review, about the data with this digest."""

    digest: str
    proof: Proof
    reviewed: Reviewed | None = None

    def to_json(self) -> dict[str, Any]:
        """The certificate as the report's JSON has it; the same values give the same bytes."""
        canaries = self.proof.canaries
        planted = sum(tally.planted for tally in canaries.values())
        found = sum(tally.found for tally in canaries.values())
        return {
            "schema_version": 1,
            "digest": self.digest,
            "seed": self.proof.seed,
            "engine": {"recognisers": list(self.proof.recognisers), "threshold": self.proof.threshold},
            "canaries": {entity: canaries[entity].to_json() for entity in sorted(canaries, key=_rank)},
            "recall": round(found / planted, 6) if planted else 0.0,
            "reviewed": self.reviewed.to_json() if self.reviewed else None,
            "statement": self.statement,
        }

    @property
    def statement(self) -> str:
        """What was shown and what was not, in sentences."""
        return f"{self._of_canaries()} {self._of_review()}"

    def _of_canaries(self) -> str:
        tallies = self.proof.canaries
        planted = sum(tally.planted for tally in tallies.values())
        found = sum(tally.found for tally in tallies.values())
        told = (
            f"{planted:,} seeded identifiers of {len(tallies)} types were planted in copies of rows of these data, and "
        )
        if found < planted or not planted:
            missed = ", ".join(entity for entity, tally in tallies.items() if tally.found < tally.planted)
            return f"{told}{planted - found:,} were missed ({missed}): this examination proves nothing."
        return (
            f"{told}all were found. This shows that the examination could see identifiers of these types in these data, "
            "in the forms that were planted; it does not show that none is left in another form."
        )

    def _of_review(self) -> str:
        if self.reviewed is None:
            return "No note was read by a person, so nothing is known of how many notes still hold an identifier."
        read = self.reviewed
        skipped = f"; {read.skipped:,} more were passed over and are taken for such" if read.skipped else ""
        return (
            f"Persons read {read.notes:,} notes, and {read.leaky:,} of them still held an identifier{skipped}: with "
            f"{CONFIDENCE:.0%} confidence, at most {percent(read.bound)} of all notes do, if those that were read were drawn at "
            "random and nothing was overlooked in them. A sample never shows that there is none."
        )


def percent(rate: float) -> str:
    """Write a rate as a percentage with three digits that count, rounded up: a bound must not look better than it is."""
    import decimal

    exact = decimal.Decimal(rate) * 100
    places = decimal.Context(prec=3, rounding=decimal.ROUND_CEILING)
    return f"{places.create_decimal(exact):f}%"


def leak_bound(notes: int, leaky: int, confidence: float = CONFIDENCE) -> float:
    """Give the exact one-sided upper bound on the rate of leaky notes (Clopper-Pearson).

    Args:
        notes: how many notes were read, at least one.
        leaky: in how many of them an identifier was left.
        confidence: how often the bound is to hold, over samples drawn at random; between 0 and 1.

    Returns:
        A rate from 0 to 1: were it higher, so few leaky notes would be seen in less than `1 - confidence` of all samples.

    Raises:
        UserError: the counts are not those of a sample, or the confidence is not between 0 and 1.
    """
    from scipy.special import betaincinv  # type: ignore[import-untyped, unused-ignore]

    _refuse_no_sample(notes, leaky)
    if not 0 < confidence < 1:
        raise UserError(f"A confidence of {confidence} is none.", remedy="Give a number between 0 and 1, such as 0.95.")
    return 1.0 if leaky == notes else float(betaincinv(leaky + 1, notes - leaky, confidence))


def notes_needed(target: float, leaky: int = 0) -> int:
    """Give the least number of notes that must be read, with `leaky` leaks among them, for a bound of `target` or less.

    Args:
        target: the rate to show, between 0 and 1.
        leaky: how many of the notes leak; those already read count.

    Raises:
        UserError: the target is not between 0 and 1, or the leaks are fewer than none.
    """
    if not 0 < target < 1 or leaky < 0:
        raise UserError(f"No sample shows a rate of {target}.", remedy="Give a rate between 0 and 1, such as 0.001.")
    few, many = leaky, max(1, 2 * leaky)
    while leak_bound(many, leaky) > target:
        few, many = many, 2 * many
    while many - few > 1:  # the bound falls as notes are added: `few` does not show the target, `many` does
        middle = (few + many) // 2
        few, many = (middle, many) if leak_bound(middle, leaky) > target else (few, middle)
    return many


def missed_canaries(certificate: Mapping[str, Any]) -> list[str]:
    """Say which forms of which entities were missed, a line an entity; never what stood there."""
    return [
        f"{entity}, forms {', '.join(map(str, tally['missed']))} of validation/anonymisation/canary_forms.py"
        for entity, tally in certificate.get("canaries", {}).items()
        if tally["found"] < tally["planted"]
    ]


def proves_nothing(certificate: Mapping[str, Any], digest: str) -> bool:
    """Tell whether a certificate, as JSON, stands against its report: canaries missed or none planted, or of other data."""
    tallies: Iterable[Mapping[str, Any]] = certificate.get("canaries", {}).values()
    counts = [(int(tally["planted"]), int(tally["found"])) for tally in tallies]
    return (
        certificate.get("digest") != digest or not counts or any(found < max(1, planted) for planted, found in counts)
    )


def joined(one: Mapping[str, Any], other: Mapping[str, Any]) -> Mapping[str, Any]:
    """Join the certificates of two parts of one examination: of two that differ, the one that says less for the data.

    Canaries are planted once, after the last row, so at most one part has a certificate. Where two have one all the same, the
    order is total (canaries missed, then the text of the certificate), so joining is associative and has no first or second.
    """
    return max(one, other, key=_severity)


def _rank(entity: str) -> tuple[int, str]:
    """Order entities as reports list them; those that only a user's engine serves come last."""
    return _RANKS.get(entity, len(_RANKS)), entity


def _severity(certificate: Mapping[str, Any]) -> tuple[bool, int, str]:
    tallies = certificate.get("canaries", {}).values()
    missed = sum(max(1, tally["planted"]) - tally["found"] for tally in tallies) if tallies else 1
    return bool(certificate), missed, json.dumps(certificate, sort_keys=True, default=dict)


def _refuse_no_sample(notes: int, leaky: int) -> None:
    if notes < 1 or not 0 <= leaky <= notes:
        raise UserError(
            f"{leaky} leaky notes of {notes} are no sample.",
            cause="A sample has at least one note, and at most all of them leak.",
            remedy="Count the notes that were read, and of these the ones in which an identifier was left.",
        )
