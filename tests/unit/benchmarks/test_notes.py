"""The generated notes: spans where they are said to be, every entity, the same notes for the same seed."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from random import Random

import pytest

from benchmarks.notes import Note, codes, generate
from benchmarks.notes.filler import FILLER
from benchmarks.notes.generator import SLOTS, TEMPLATES
from benchmarks.notes.names import (
    FEMALE,
    MALE,
    RARE_FEMALE,
    RARE_MALE,
    RARE_SURNAMES,
    SURNAMES,
    UNLISTED_SURNAMES,
    Person,
)
from validation.anonymisation.tags import TAG_OF


@pytest.fixture(scope="module")
def notes() -> list[Note]:
    return list(generate(3000, seed=5))


def test_every_entity_is_there(notes: list[Note]) -> None:
    assert {entity for note in notes for _, _, entity in note.spans} == set(TAG_OF)


def test_spans_stand_apart_in_order_and_begin_and_end_with_ink(notes: list[Note]) -> None:
    for note in notes:
        assert len(note.spans) == len(note.forms)
        assert all(note.forms)
        last = 0
        for start, end, _ in note.spans:
            assert last <= start < end <= len(note.text)
            assert note.text[start:end] == note.text[start:end].strip()
            last = end


def test_spans_begin_and_end_where_words_do(notes: list[Note]) -> None:
    for note in notes:
        for start, end, entity in note.spans:
            assert not (start and note.text[start - 1].isalnum() and note.text[start].isalnum()), (entity, note.text)
            assert not (note.text[end - 1].isalnum() and note.text[end : end + 1].isalnum()), (entity, note.text)


def test_ages_in_spans_are_of_ninety_and_more(notes: list[Note]) -> None:
    ages = [note.text[start:end] for note in notes for start, end, entity in note.spans if entity == "AGE_OVER_89"]
    numbers = [int(found[0]) for found in (re.match(r"\d+", age) for age in ages) if found]
    assert numbers
    assert min(numbers) >= 90


def test_no_age_of_ninety_escaped_the_gold(notes: list[Note]) -> None:
    for note in notes:
        for match in re.finditer(r"(?i)\b(9\d|10\d)(?: anni|enne| aa)\b", note.text):
            assert any(start <= match.start() < end for start, end, _ in note.spans), note.text


def test_the_seed_makes_the_notes(notes: list[Note]) -> None:
    assert list(generate(20, seed=5)) == notes[:20]
    assert list(generate(20, seed=6)) != notes[:20]


def test_most_notes_hold_none_or_few(notes: list[Note]) -> None:
    counts = Counter(min(len(note.spans), 4) for note in notes)
    assert 0.15 < counts[0] / len(notes) < 0.35
    assert 0.40 < (counts[1] + counts[2] + counts[3]) / len(notes) < 0.65


def test_templates_are_many_and_every_slot_of_them_exists() -> None:
    assert len(TEMPLATES) == len(set(TEMPLATES)) >= 60
    lines = [*TEMPLATES, *(line for group in FILLER.values() for line in group)]
    slots = {slot for line in lines for slot in re.findall(r"\{(\w+)\}", line)}
    assert slots <= SLOTS.keys() | FILLER.keys()
    used = {slot for line in TEMPLATES for slot in re.findall(r"\{(\w+)\}", line)}
    assert SLOTS.keys() <= used | {"dob", "clock"}


def test_the_filler_identifies_nobody() -> None:
    for line in (line for group in FILLER.values() for line in group):
        assert not set(re.findall(r"\{(\w+)\}", line)) & SLOTS.keys(), line


def test_only_common_names_stand_in_a_gazetteer() -> None:
    provider = pytest.importorskip("faker.providers.person.it_IT").Provider
    data = pytest.importorskip("codicefiscale.data")
    known = {*provider.first_names_male, *provider.first_names_female, *provider.last_names}
    known |= {name for names in data.get_names_data().values() for name in names}
    known |= {town["name"] for town in data.get_municipalities_data()}
    known = {name.casefold() for name in known}
    rare = {part for name in (*RARE_MALE, *RARE_FEMALE, *RARE_SURNAMES) for part in (name, *name.split("-"))}
    assert not {name for name in rare if name.casefold() in known}
    assert not {name for name in UNLISTED_SURNAMES if name.casefold() in known}
    assert not {name for name in (*MALE, *FEMALE, *SURNAMES) if name.casefold() not in known}


def test_codes_are_those_of_the_tax_office() -> None:
    checker = pytest.importorskip("codicefiscale.codicefiscale")
    random = Random(3)
    person = Person("Mario", "Rossi", "Mario", female=False, kind="common")
    code = codes.fiscal_code(person, date(1980, 1, 1), "H501")
    assert code == "RSSMRA80A01H501U"
    assert checker.is_valid(codes.omocode(code, random))
    assert checker.is_omocode(codes.omocode(code, random))
    assert not checker.is_valid(codes.fiscal_code(person, date(1980, 1, 1), "H501", wrong_check=True))
