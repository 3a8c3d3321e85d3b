"""Canaries are forms that notes use, drawn anew from each seed, planted in whole copies of rows, and found by a sound engine only."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasets_builders.errors import UserError
from validation.anonymisation import canary_forms, gazetteers
from validation.anonymisation.canaries import EXCERPT, Canary, Sample, canaries, is_found, prove
from validation.anonymisation.canary_forms import ANYWHERE, END, FORMS, KNOWN_MISSED_FORMS, START, Form
from validation.anonymisation.canary_values import FIELDS, LISTED, is_listed, render
from validation.anonymisation.engine import Hit, IdentifierEngine
from validation.anonymisation.tags import TAG_OF

NOTES = (
    "Riferisce dispnea da tre giorni. Nega febbre e dolore toracico. EO: MV ridotto alle basi; toni ritmici.",
    "Donna ipertesa.\nIn terapia con ramipril 5 mg, PA 140/80.\nRivalutare tra un mese",
    "asintomatico",
)
entities = pytest.mark.parametrize("entity", list(FORMS))


# The forms


def test_every_entity_has_thirty_forms_or_more_and_all_differ() -> None:
    assert set(FORMS) == set(TAG_OF)
    for entity, forms in FORMS.items():
        assert len({(form.before, form.value, form.after, form.where) for form in forms}) == len(forms) >= 30, entity
        assert [form.number for form in forms] == list(range(1, len(forms) + 1))


def test_no_form_is_left_out() -> None:
    assert frozenset() == KNOWN_MISSED_FORMS, "the recognisers must learn these forms"


@entities
@pytest.mark.parametrize("inside", [True, False], ids=["inside", "outside"])
def test_every_form_of_an_entity_can_be_drawn(entity: str, inside: bool) -> None:
    rng = Random("forms")
    for form in FORMS[entity]:
        assert form.value
        drawn = render(form.before + "\0" + form.value + "\0" + form.after, rng, inside=inside)
        before, value, after = drawn.split("\0")
        assert value.strip() == value != ""
        assert not set("{}‹›§#^$") & set(before + value + after), form
        assert len(before) + len(after) > 0 or form.is_line, "nothing stands around the value"


def test_every_field_is_used_by_a_form() -> None:
    told = " ".join(form.before + form.value + form.after for forms in FORMS.values() for form in forms)
    assert [name for name in FIELDS if f"{{{name}}}" not in told and f"{{{name}:" not in told] == []


def test_names_inside_stand_in_the_gazetteers_and_those_outside_do_not() -> None:
    from faker.providers.person.it_IT import Provider

    surnames = {name.lower() for name in Provider.last_names}
    rng = Random("lists")
    for _ in range(400):
        assert LISTED["Nome"](rng, True, "").lower() in gazetteers.first_names()
        assert LISTED["Nome"](rng, False, "").lower() not in gazetteers.first_names()
        assert LISTED["Cognome"](rng, True, "").lower() in surnames
        assert LISTED["Cognome"](rng, False, "").lower() not in surnames
        assert gazetteers.is_comune(LISTED["Comune"](rng, True, ""))
        assert not gazetteers.is_place(LISTED["Comune"](rng, False, ""))


def test_numbers_have_right_check_digits_unless_a_form_says_otherwise() -> None:
    from codicefiscale import codicefiscale

    rng = Random("numbers")
    for _ in range(50):
        assert codicefiscale.is_valid(render("{cf}", rng, inside=True))
        assert not codicefiscale.is_valid(render("{cf:wrong}", rng, inside=True))
        for kind in ("{iban}", "{iban:DE}"):
            iban = render(kind, rng, inside=True)
            assert int("".join(str(int(character, 36)) for character in iban[4:] + iban[:4])) % 97 == 1
        for kind in ("{card}", "{amex}", "{mastercard}", "{team}", "{vat}"):
            digits = [int(digit) for digit in render(kind, rng, inside=True)]
            doubled = [digit if at % 2 == 0 else 2 * digit for at, digit in enumerate(reversed(digits))]
            assert sum(value // 10 + value % 10 for value in doubled) % 10 == 0, kind


# The sample of rows

rows = st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 9)), unique=True, max_size=12)


def _sample(places: list[tuple[str, int]], size: int = 4) -> Sample:
    sample = Sample("seed", size)
    for split, index in places:
        sample.add("notes", split, index, f"Nota {split}{index}.")
    return sample


@given(rows, st.randoms(use_true_random=False), st.integers(0, 12))
def test_the_sample_does_not_depend_on_order_or_parts(places: list[tuple[str, int]], rng: Any, cut: int) -> None:
    whole = _sample(places).texts
    assert len(whole) == min(4, len(places))
    assert _sample(places[:cut]).merge(_sample(places[cut:])).texts == whole
    rng.shuffle(places)
    assert _sample(places).texts == whole


def test_another_seed_draws_other_rows() -> None:
    drawn = set()
    for seed in ("a", "b"):
        sample = Sample(seed, 5)
        for index in range(200):
            sample.add("notes", "train", index, f"Nota {index}.")
        drawn.add(sample.texts)
    assert len(drawn) == 2


def test_long_rows_are_cut_between_words_and_empty_ones_passed_over() -> None:
    sample = Sample("seed")
    for index, text in enumerate(["parola " * 5000, "x" * 5000, "  \n", ""]):
        sample.add("notes", "train", index, text)
    long, unbroken = sorted(sample.texts)
    assert EXCERPT - 10 < len(long) <= EXCERPT
    assert set(long.split()) == {"parola"}
    assert unbroken == "x" * EXCERPT


# Planting


def _all(seed: str, *wanted: str) -> list[Canary]:
    return list(canaries(wanted or FORMS, NOTES, seed))


@entities
def test_a_canary_is_a_whole_copy_of_a_row_with_a_value_in_it(entity: str) -> None:
    forms = {form.number: form for form in FORMS[entity]}
    for canary in _all("seed", entity):
        value = canary.text[canary.start : canary.end]
        assert value.strip() == value != ""
        form = forms[canary.form]
        before, after = canary.text[: canary.start], canary.text[canary.end :]
        assert any(_is_left(before + after, note) for note in NOTES)
        assert form.where != START or canary.start <= 40
        assert form.where != END or len(after) <= 20


def _is_left(text: str, note: str) -> bool:
    """Tell whether `note`, cut at one place at most, stands in `text`."""
    return any(note[:at].strip() in text and note[at:].strip() in text for at in range(len(note) + 1))


def test_forms_stand_at_the_head_in_the_middle_and_at_the_end() -> None:
    canary = [each for each in _all("seed", "PHONE_NUMBER") if each.form == 1]
    form = FORMS["PHONE_NUMBER"][0]
    assert form.where == ANYWHERE
    assert len(canary) == 3
    assert canary[0].start == len(form.before)
    assert canary[2].text.endswith(canary[2].text[canary[2].start : canary[2].end] + form.after)


def test_names_are_planted_from_inside_and_outside_and_numbers_once() -> None:
    assert {each.is_inside for each in _all("seed", "PERSON")} == {True, False}
    assert {each.is_inside for each in _all("seed", "IBAN_CODE")} == {None}
    assert not is_listed("{iban}")


def test_the_same_seed_plants_the_same_whatever_else_is_planted_and_another_seed_others() -> None:
    alone = _all("seed", "PHONE_NUMBER")
    assert alone == [each for each in _all("seed", "PERSON", "PHONE_NUMBER") if each.entity == "PHONE_NUMBER"]
    values = [{each.text[each.start : each.end] for each in _all(seed, "IBAN_CODE")} for seed in ("seed", "other")]
    assert not values[0] & values[1]


def test_an_entity_without_forms_is_an_error_and_not_passed_over() -> None:
    with pytest.raises(UserError, match="no canaries for SHOE_SIZE"):
        list(canaries(["SHOE_SIZE"], NOTES, "seed"))


def test_known_missed_forms_are_not_planted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("validation.anonymisation.canaries.KNOWN_MISSED_FORMS", frozenset({("IBAN_CODE", 1)}))
    assert {each.form for each in _all("seed", "IBAN_CODE")} == {form.number for form in FORMS["IBAN_CODE"]} - {1}


# Finding


def _hit(start: int, end: int) -> Hit:
    return Hit(start, end, "PERSON", 0.9, "test")


@pytest.mark.parametrize(
    ("value", "hits", "found"),
    [
        ("Anna Neri", [(0, 9)], True), ("Anna Neri", [(0, 4), (5, 9)], True), ("Anna Neri", [(0, 4)], False),
        ("Anna Neri", [(0, 8)], False), ("Anna Neri", [], False), ("M.R.", [(0, 3)], True), ("_____", [(0, 5)], True),
        ("_____", [(0, 4)], False), ("[NOME]", [(1, 5)], True),
    ],
)  # fmt: skip
def test_a_value_is_found_when_every_letter_and_digit_is_covered(
    value: str, hits: list[tuple[int, int]], found: bool
) -> None:
    canary = Canary("PERSON", 1, None, f"Vista {value} oggi", 6, 6 + len(value))
    assert is_found(canary, [_hit(6 + start, 6 + end) for start, end in hits]) == found


@pytest.mark.parametrize("seed", ["one", "two", "three"])
def test_the_engine_finds_every_canary_of_every_entity_that_it_serves(engine: IdentifierEngine, seed: str) -> None:
    proof = prove(engine, NOTES, seed)
    assert proof is not None
    assert set(proof.canaries) == set(engine.entities)
    assert {entity: tally.missed for entity, tally in proof.canaries.items() if tally.missed} == {}
    assert all(tally.found == tally.planted > 0 for tally in proof.canaries.values())


@pytest.mark.slow
def test_no_run_of_many_misses_a_canary(engine: IdentifierEngine) -> None:
    """A form that is missed once in a hundred draws would refuse a sound release one day."""
    for number in range(25):
        proof = prove(engine, NOTES, f"many-{number}")
        assert proof is not None
        assert {entity: tally.missed for entity, tally in proof.canaries.items() if tally.missed} == {}, number


def test_nothing_is_proved_without_a_text(engine: IdentifierEngine) -> None:
    assert prove(engine, (), "seed") is None


def test_the_same_seed_gives_the_same_proof_and_no_value_stands_in_it(engine: IdentifierEngine) -> None:
    small = IdentifierEngine([each for each in engine._recognisers if each.name in ("iban", "phone")])
    proof = prove(small, NOTES, "seed")
    assert proof == prove(small, NOTES, "seed")
    assert proof is not None
    said = json.dumps([tally.to_json() for tally in proof.canaries.values()])
    assert not [each for each in _all("seed", *small.entities) if each.text[each.start : each.end] in said]
    assert proof.recognisers == ("iban", "phone")


def test_a_recogniser_that_went_deaf_is_told_by_its_entity(
    engine: IdentifierEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    (mac,) = [each for each in engine._recognisers if each.name == "mac-address"]
    monkeypatch.setattr(mac, "analyze", lambda *arguments: [])
    proof = prove(engine, NOTES, "seed")
    assert proof is not None
    assert proof.canaries["MAC_ADDRESS"].missed
    assert not proof.canaries["IP_ADDRESS"].missed


def test_a_threshold_that_is_too_high_is_told(engine: IdentifierEngine) -> None:
    proof = prove(IdentifierEngine(engine._recognisers, threshold=0.99), NOTES, "seed")
    assert proof is not None
    assert proof.threshold == 0.99
    assert proof.canaries["PHONE_NUMBER"].missed


def test_forms_are_split_where_the_marks_stand() -> None:
    (line,) = canary_forms._forms(["$Il medico\\n‹{Cognome}›, firma"])
    assert line == Form(1, "Il medico\n", "{Cognome}", ", firma", END)
