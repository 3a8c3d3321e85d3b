"""Canaries and decoys: repeatable, all different, of one form, and a list that comes back as it was written."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptation.memorisation.canaries import (
    FORMS,
    Canary,
    decoys,
    make_canaries,
    read_canaries,
    secrets_of,
)
from datasets_builders.errors import Refused, UserError

_SHAPES = {
    "#": "[0-9]",
    "@": "[A-Z]",
}


def _shape(canary: Canary) -> str:
    secret = next(form.secret for form in FORMS if form.name == canary.form)
    return r"[A-Z]\w+ [A-Z]\w+" if secret == "name" else "".join(_SHAPES.get(sign, re.escape(sign)) for sign in secret)


@settings(max_examples=25)
@given(st.text(max_size=8), st.sets(st.integers(0, 40), min_size=1, max_size=4), st.integers(1, 12))
def test_a_seed_gives_canaries_that_all_differ(seed: str, repeats: set[int], count: int) -> None:
    if not any(repeats):
        repeats = {*repeats, 1}
    made = make_canaries(seed, repeats=repeats, count=count)
    assert made == make_canaries(seed, repeats=repeats, count=count)
    assert Counter(each.repeats for each in made.canaries) == dict.fromkeys(repeats, count)
    for values in (
        [each.id for each in made.canaries],
        [each.prefix for each in made.canaries],
        secrets_of(made.canaries),
    ):
        assert len(set(values)) == len(repeats) * count
    for each in made.canaries:
        assert each.text == f"{each.prefix} {each.secret}{each.suffix}"
        assert re.fullmatch(_shape(each), each.secret)


def test_another_seed_gives_other_canaries() -> None:
    assert not secrets_of(make_canaries("a").canaries) & secrets_of(make_canaries("b").canaries)


def test_every_number_of_repeats_has_the_same_forms_and_no_secret_can_be_guessed() -> None:
    made = make_canaries("s", count=len(FORMS)).canaries
    by_repeats = {times: [each.form for each in made if each.repeats == times] for times in (0, 1, 16)}
    assert by_repeats[0] == by_repeats[1] == by_repeats[16] == [form.name for form in FORMS]
    assert min(form.space for form in FORMS) > 2**18


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_decoys_are_of_the_form_and_never_a_secret(form: Any) -> None:
    made = make_canaries("s", count=len(FORMS)).canaries
    canary = next(each for each in made if each.form == form.name)
    drawn = decoys(canary, 1_024, "seme", apart_from=secrets_of(made))
    assert len(set(drawn)) == 1_024
    assert not set(drawn) & secrets_of(made)
    assert all(re.fullmatch(_shape(canary), each) for each in drawn)
    assert drawn == decoys(canary, 1_024, "seme", apart_from=secrets_of(made)) != decoys(canary, 1_024, "altro")


@pytest.mark.parametrize(("repeats", "count"), [((0,), 3), ((), 3), ((-1, 2), 3), ((1,), 0)])
def test_a_list_that_plants_nothing_is_not_made(repeats: tuple[int, ...], count: int) -> None:
    with pytest.raises(UserError, match="No canary would be planted"):
        make_canaries("s", repeats=repeats, count=count)


def test_decoys_of_an_unknown_form_are_not_drawn() -> None:
    with pytest.raises(UserError, match="no 1,024 decoys"):
        decoys(Canary("c", "altra", 1, "Qui", "sta", "."), 1_024, "s")


def test_a_list_comes_back_as_it_was_written(tmp_path: Path) -> None:
    made = make_canaries("s", repeats=(0, 2), count=2).planted_at({"canary-003": [1, 5], "canary-004": [2, 7]})
    path = tmp_path / "canaries.json"
    path.write_text(json.dumps(made.to_json()), encoding="utf-8")
    assert read_canaries(path) == made
    assert read_canaries(path).digest == made.digest != make_canaries("t", repeats=(0, 2), count=2).digest


@pytest.mark.parametrize(
    "content", ["{", "[]", "{}", '{"made_by": "other"}', '{"made_by": "referto canaries", "canaries": [{"id": 1}]}']
)
def test_what_is_no_list_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "canaries.json"
    path.write_text(content)
    with pytest.raises(UserError, match="no list of canaries"):
        read_canaries(path)
    with pytest.raises(UserError, match="There is no file"):
        read_canaries(tmp_path / "none.json")


def test_a_list_without_a_planted_canary_is_refused(tmp_path: Path) -> None:
    raw = make_canaries("s", repeats=(0, 1), count=1).to_json()
    raw["canaries"] = raw["canaries"][:1]
    path = tmp_path / "canaries.json"
    path.write_text(json.dumps(raw))
    with pytest.raises(Refused, match="was planted"):
        read_canaries(path)
