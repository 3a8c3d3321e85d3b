"""The bound on leaky notes is exact, certificates say what was shown and never more, and joining them keeps the worst."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasets_builders.errors import UserError
from validation.anonymisation.certificate import (
    Certificate,
    Proof,
    Reviewed,
    Tally,
    joined,
    leak_bound,
    missed_canaries,
    notes_needed,
    percent,
    proves_nothing,
)

DIGEST = "ab" * 32
FOUND = {"PERSON": Tally(4, 4, (2, 2), (2, 2)), "IBAN_CODE": Tally(3, 3)}
PROOF = Proof("seed", ("names", "iban"), 0.3, FOUND)
MISSED = replace(PROOF, canaries={**FOUND, "PERSON": Tally(4, 3, (2, 2), (2, 1), (17,))})


# The bound


@pytest.mark.parametrize(
    ("notes", "leaky", "bound"),
    [(300, 0, "0.00994"), (1000, 0, "0.00300"), (3000, 0, "0.000999"), (3000, 1, "0.00159"), (3000, 3, "0.00259")],
)
def test_the_bound_is_the_published_one(notes: int, leaky: int, bound: str) -> None:
    assert percent(leak_bound(notes, leaky)) == percent(float(bound)) or math.isclose(
        leak_bound(notes, leaky), float(bound), rel_tol=0.01
    )
    assert leak_bound(notes, leaky) <= float(bound)


@given(st.integers(1, 4000), st.integers(0, 12), st.sampled_from([0.8, 0.95, 0.99]))
def test_at_the_bound_so_few_leaks_are_as_rare_as_the_confidence_says(
    notes: int, leaky: int, confidence: float
) -> None:
    leaky = min(leaky, notes)
    rate = leak_bound(notes, leaky, confidence)
    if leaky == notes:
        assert rate == 1
        return
    chances = (math.comb(notes, k) * rate**k * (1 - rate) ** (notes - k) for k in range(leaky + 1))
    assert sum(chances) == pytest.approx(1 - confidence, rel=1e-6)


@given(st.integers(1, 3000), st.integers(0, 20))
def test_more_clean_notes_lower_the_bound_and_more_leaks_raise_it(notes: int, leaky: int) -> None:
    leaky = min(leaky, notes - 1)
    assert leak_bound(notes + 1, leaky) < leak_bound(notes, leaky) < leak_bound(notes, leaky + 1) <= 1


@given(st.sampled_from([0.3, 0.05, 0.01, 0.001]), st.integers(0, 40))
def test_the_notes_needed_are_the_fewest(target: float, leaky: int) -> None:
    needed = notes_needed(target, leaky)
    assert leak_bound(needed, leaky) <= target
    assert needed == 1 or leaky == needed or leak_bound(needed - 1, min(leaky, needed - 1)) > target


def test_the_usual_targets() -> None:
    assert (notes_needed(0.01), notes_needed(0.001)) == (299, 2995)


@pytest.mark.parametrize(("notes", "leaky"), [(0, 0), (-1, 0), (5, 6), (5, -1)])
def test_counts_that_are_no_sample_are_refused(notes: int, leaky: int) -> None:
    for call in (leak_bound, Reviewed):
        with pytest.raises(UserError, match="no sample"):
            call(notes, leaky)


@pytest.mark.parametrize("confidence", [0, 1, -0.5, 95])
def test_a_confidence_outside_of_0_and_1_is_refused(confidence: float) -> None:
    with pytest.raises(UserError, match="confidence"):
        leak_bound(10, 0, confidence)


@pytest.mark.parametrize(("target", "leaky"), [(0, 0), (1, 0), (0.01, -1)])
def test_a_target_that_no_sample_shows_is_refused(target: float, leaky: int) -> None:
    with pytest.raises(UserError, match="rate"):
        notes_needed(target, leaky)


@pytest.mark.parametrize(
    ("rate", "said"),
    [(0.0099360, "0.994%"), (0.00099801, "0.0999%"), (1.0, "100%"), (0.5, "50.0%"), (2.001e-6, "0.000201%")],
)
def test_a_bound_is_rounded_up(rate: float, said: str) -> None:
    assert percent(rate) == said


# What is said


def test_the_json_has_the_keys_that_are_promised() -> None:
    said = Certificate(DIGEST, PROOF, Reviewed(300, 0)).to_json()
    assert set(said) == {
        "schema_version", "digest", "seed", "engine", "canaries", "recall", "reviewed", "statement",
    }  # fmt: skip
    assert said["engine"] == {"recognisers": ["names", "iban"], "threshold": 0.3}
    assert said["canaries"]["PERSON"] == {
        "planted": 4, "found": 4, "in_list": [2, 2], "outside": [2, 2], "missed": [],
    }  # fmt: skip
    assert said["recall"] == 1.0
    assert said["reviewed"] == {
        "notes": 300, "leaky": 0, "skipped": 0, "confidence": 0.95,
        "upper_bound": pytest.approx(0.009936, abs=1e-6), "more_notes_for": {"0.01": 0, "0.001": 2695},
    }  # fmt: skip
    assert json.loads(json.dumps(said)) == said


def test_a_review_of_nothing_is_null_and_said() -> None:
    certificate = Certificate(DIGEST, PROOF)
    assert certificate.to_json()["reviewed"] is None
    assert "No note was read by a person" in certificate.statement


def test_notes_that_were_passed_over_count_against_the_data() -> None:
    assert Reviewed(300, 0, 1).bound == leak_bound(301, 1) > Reviewed(300, 0).bound
    assert "1 more were passed over" in Certificate(DIGEST, PROOF, Reviewed(300, 0, 1)).statement


@pytest.mark.parametrize("proof", [PROOF, MISSED, replace(PROOF, canaries={})], ids=["found", "missed", "none"])
@pytest.mark.parametrize("reviewed", [None, Reviewed(3000, 0), Reviewed(300, 300), Reviewed(300, 2, 1)], ids=str)
def test_no_certificate_ever_says_anonymous(proof: Proof, reviewed: Reviewed | None) -> None:
    certificate = Certificate(DIGEST, proof, reviewed)
    assert not re.search("anonym|anonim", json.dumps(certificate.to_json()), re.IGNORECASE)
    assert "does not show that none is left" in certificate.statement or "proves nothing" in certificate.statement
    assert ("A sample never shows that there is none" in certificate.statement) == (reviewed is not None)


def test_a_missed_canary_is_said_by_entity_and_form() -> None:
    certificate = Certificate(DIGEST, MISSED)
    assert "1 were missed (PERSON): this examination proves nothing" in certificate.statement
    assert certificate.to_json()["recall"] == pytest.approx(6 / 7, abs=1e-6)
    (line,) = missed_canaries(certificate.to_json())
    assert line.startswith("PERSON, forms 17 of ")
    assert missed_canaries(Certificate(DIGEST, PROOF).to_json()) == []


@pytest.mark.parametrize(
    ("certificate", "nothing"),
    [
        (Certificate(DIGEST, PROOF), False), (Certificate(DIGEST, MISSED), True),
        (Certificate("cd" * 32, PROOF), True), (Certificate(DIGEST, replace(PROOF, canaries={})), True),
        (Certificate(DIGEST, replace(PROOF, canaries={"PERSON": Tally()})), True),
    ],
    ids=["found", "missed", "of other data", "no entity", "nothing planted"],
)  # fmt: skip
def test_what_proves_nothing(certificate: Certificate, nothing: bool) -> None:
    assert proves_nothing(certificate.to_json(), DIGEST) == nothing


# Joining

tallies = st.builds(lambda planted, lost: Tally(planted, max(0, planted - lost)), st.integers(0, 4), st.integers(0, 2))
certificates = st.just({}) | st.builds(
    lambda seed, canaries: Certificate(DIGEST, replace(PROOF, seed=seed, canaries=canaries)).to_json(),
    st.sampled_from("ab"),
    st.dictionaries(st.sampled_from(["PERSON", "URL"]), tallies, max_size=2),
)


@given(certificates, certificates, certificates)
def test_joining_is_associative_and_has_no_first_or_second(a: Any, b: Any, c: Any) -> None:
    assert joined(joined(a, b), c) == joined(a, joined(b, c))
    assert joined(a, b) == joined(b, a)
    assert joined(a, a) == a == joined(a, {})


@given(certificates, certificates)
def test_joining_loses_no_refusal(a: Any, b: Any) -> None:
    told = [proves_nothing(each, DIGEST) for each in (a, b) if each]
    assert bool(joined(a, b)) == bool(told)
    if told:
        assert proves_nothing(joined(a, b), DIGEST) == any(told)
