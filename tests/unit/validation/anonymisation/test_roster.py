"""A roster finds whom it lists, however they are written, holds nothing that can be read, and answers to one key only."""

from __future__ import annotations

import base64
import json
import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasets_builders.errors import Refused, UserError
from validation.anonymisation.engine import IdentifierEngine
from validation.anonymisation.recognisers import italian_recognisers
from validation.anonymisation.roster import (
    FILL,
    KINDS,
    Counts,
    Roster,
    build_roster,
    read_key,
    read_roster,
    with_roster,
)
from validation.anonymisation.roster_forms import ENTITY_OF, WORD, fold_word, name_forms, number_form, words_of
from validation.anonymisation.roster_list import COLUMNS, read_list
from validation.anonymisation.roster_voice import REMEMBERED, RosterVoice

KEY = b"a key of this test, thirty-two bytes or more"
OTHER = b"another key of this test, also long enough."

PERSONS: list[dict[str, list[str]]] = [
    {
        "surname": ["Tornabuoni"],
        "name": ["Ginevra"],
        "fiscal_code": ["TRNGVR61M52D612Y"],
        "phone": ["055 9876123", "+39 347 1112223"],
        "record_number": ["2019/004521"],
        "email": ["Ginevra.Tornabuoni@posta.example"],
        "health_card": ["80380000912345678901"],
        "document": ["CA 12345 XY"],
    },
    {"surname": ["De Luca"], "name": ["Anna Maria"]},
    {"surname": ["D'Angelo"], "name": ["Nicolò"]},
    {"surname": ["Brusaferro Quaglia"], "name": ["Ezio"]},
    {"surname": ["Ødegård"], "name": ["Zoë"]},
    {"full_name": ["Malaspina Tullia"]},
    {"full_name": ["Pallavicino, Oberto Gian"]},
]

Looks = Callable[[str], list[tuple[str, str]]]


@pytest.fixture(scope="module")
def roster() -> Roster:
    return build_roster(PERSONS, KEY, Counts())


def _looks(roster: Roster, key: bytes = KEY) -> Looks:
    voice = RosterVoice(roster, key)

    def look(text: str) -> list[tuple[str, str]]:
        results = voice.analyze(text, voice.supported_entities)
        return sorted((text[each.start : each.end], each.entity_type) for each in results)

    return look


@pytest.fixture(scope="module")
def look(roster: Roster) -> Looks:
    return _looks(roster)


# ----------------------------------------------------------------------------------------------------------- written forms


@pytest.mark.parametrize(
    "written",
    [
        "Ginevra Tornabuoni",
        "TORNABUONI GINEVRA",
        "TORNABUONI, Ginevra",
        "tornabuoni ginevra",
        "Tornabuoni\nGinevra",
        "Tornabuoni\xa0Ginevra",
        "Tornabuoni_Ginevra",
        "Tornabuoni dott. Ginevra",
        "Tornabuoni Nome: Ginevra",
        "G. Tornabuoni",
        "G.Tornabuoni",
        "Tornabuoni G.",
        "TORNABUONI G",
        "De Luca Anna Maria",
        "DELUCA ANNA MARIA",
        "de luca annamaria",
        "Anna De Luca",
        "Maria Anna De Luca",
        "A. De Luca",
        "A.M. De Luca",
        "De Luca A. M.",
        "Anna M. De Luca",
        "D'Angelo Nicolò",
        "D’ANGELO NICOLO'",
        "D' Angelo Nicolo",
        "DANGELO Nicolò",
        "D Angelo Nicolò",
        "Nicolo\u0300 D'Angelo",
        "Brusaferro Ezio",
        "Quaglia Ezio",
        "Brusaferro-Quaglia Ezio",
        "Ezio Brusaferro Quaglia",
        "Odegard Zoe",
        "ZOË ØDEGÅRD",
        "Tullia Malaspina",
        "Malaspina T.",
        "Oberto Pallavicino",
    ],
)
def test_a_listed_name_is_found_in_every_writing(look: Looks, written: str) -> None:
    assert look(f"Si visita oggi {written} per dolore.") == [(written.rstrip("."), "PERSON")]


def test_what_is_elided_before_a_name_is_not_part_of_it(look: Looks) -> None:
    assert look("su indicazione dell'Ezio Brusaferro") == [("Ezio Brusaferro", "PERSON")]


@pytest.mark.parametrize(
    ("written", "entity"),
    [
        ("TRNGVR61M52D612Y", "IT_FISCAL_CODE"),
        ("trn gvr 61m52 d612y", "IT_FISCAL_CODE"),
        ("TRNGVR61M52D612A", "IT_FISCAL_CODE"),  # a wrong check letter
        ("TRNGVR6MM52D612Y", "IT_FISCAL_CODE"),  # omocodia: M for the digit 1
        ("055 9876123", "PHONE_NUMBER"),
        ("055/98.76.123", "PHONE_NUMBER"),
        ("+39 0559876123", "PHONE_NUMBER"),
        ("0039-347-1112223", "PHONE_NUMBER"),
        ("3471112223", "PHONE_NUMBER"),
        ("2019/004521", "RECORD_NUMBER"),
        ("2019-004521", "RECORD_NUMBER"),
        ("2019004521", "RECORD_NUMBER"),
        ("80380 0009 1234 5678 901", "IT_HEALTH_CARD"),
        ("CA12345XY", "IT_IDENTITY_CARD"),
        ("ginevra.tornabuoni@posta.example", "EMAIL_ADDRESS"),
    ],
)
def test_a_listed_number_is_found_with_any_separators(look: Looks, written: str, entity: str) -> None:
    assert (written, entity) in look(f"Si annota {written}, poi si dimette.")


@pytest.mark.parametrize(
    "text",
    [
        "Si visita Ginevra Malaspina.",  # each name is listed, the person is not
        "Tornabuoni. Ginevra viene domani",  # two sentences
        "la quaglia e l'angelo",
        "Tornabuoni da sola",
        "055 9876124, 347 1112224, 2019/004522",
        "PA 120/80, FC 98, SpO2 98%, WBC 12500, 12.03.2019",
        "G. viene con T.",
        "anna maria",
        "",
    ],
)
def test_who_is_not_listed_is_not_found(look: Looks, text: str) -> None:
    assert look(text) == []


def test_a_capital_initial_beside_a_small_word_is_prose() -> None:
    look = _looks(build_roster([{"surname": ["Durante"], "name": ["Mirella"]}], KEY, Counts()))
    assert look("epatite M durante il ricovero") == []
    assert look("gruppo M.  Durante il ricovero") == []
    assert look("visto da M. Durante") == [("M. Durante", "PERSON")]


def test_a_list_letter_before_a_capital_is_prose() -> None:
    look = _looks(build_roster([{"surname": ["Conti"], "name": ["Ada"]}], KEY, Counts()))
    assert look("a. Conti alla mano") == []
    assert look("visita a. conti") == [("a. conti", "PERSON")]


def test_single_surnames_are_an_option_with_a_low_score_and_without_common_words() -> None:
    persons = [{"surname": ["Tornabuoni"], "name": ["Ginevra"]}, {"surname": ["Costa"], "name": ["Ezio"]}]
    chosen = build_roster(persons, KEY, Counts(), single_surnames=True, common=frozenset(["costa"]))
    voice = RosterVoice(chosen, KEY)
    text = "Richiamato Tornabuoni: frattura della Costa sinistra, tornabuoni."
    (found,) = voice.analyze(text, voice.supported_entities)
    assert (text[found.start : found.end], found.score) == ("Tornabuoni", 0.5)
    (whole,) = voice.analyze("Tornabuoni Ginevra", voice.supported_entities)
    assert whole.score == 0.95
    assert _looks(build_roster(persons, KEY, Counts()))(text) == []


@pytest.mark.parametrize("written", ["De Luca", "DELUCA", "Brusaferro Quaglia", "Tornabuoni"])
def test_a_surname_that_stands_alone_is_found(written: str) -> None:
    look = _looks(build_roster(PERSONS, KEY, Counts(), single_surnames=True))
    assert look(f"inviata da {written} ieri") == [(written, "PERSON")]
    assert look("inviata dall'Odegard") == [("Odegard", "PERSON")]


@given(
    st.lists(
        st.sampled_from(
            "Ginevra tornabuoni de De Luca Anna Maria A. a m. , D' D'Angelo Nicolò dall'Ezio Brusaferro Quaglia e".split()
        ),
        max_size=8,
    )
)
def test_asking_for_pairs_first_loses_nothing(words: list[str]) -> None:
    text = " ".join(words)
    for voice in (VOICE, VOICE_ALONE):
        found = voice._names(text)
        places = [index for index, word in enumerate(WORD.findall(text)) if word in voice._known]
        assert found == list(voice._found_names(text, places))


def test_only_the_entities_that_are_asked_for_come(roster: Roster) -> None:
    voice = RosterVoice(roster, KEY)
    assert {each.entity_type for each in voice.analyze("Ginevra Tornabuoni 3471112223", ["PHONE_NUMBER"])} == {
        "PHONE_NUMBER"
    }


NAMES = st.text(alphabet="abcdefghilmnoprstuvzàèéìòù'", min_size=2, max_size=12).filter(
    lambda name: len(words_of(name)) == 1
)


@given(surname=NAMES, name=NAMES)
def test_the_order_and_the_case_do_not_count(surname: str, name: str) -> None:
    forms = set(name_forms(surname, name))
    assert set(name_forms(surname.upper(), name.title())) == forms
    whole = {form for kind, form in forms if kind == "name"}
    assert whole == {form for kind, form in name_forms(name, surname) if kind == "name"}


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold_word(fold_word(word)) == fold_word(word)


@given(st.text(max_size=60))
def test_no_text_breaks_the_voice(text: str) -> None:
    voice = VOICE
    for found in voice.analyze(text, voice.supported_entities):
        assert 0 <= found.start < found.end <= len(text)


VOICE = RosterVoice(build_roster(PERSONS, KEY, Counts()), KEY)
VOICE_ALONE = RosterVoice(build_roster(PERSONS, KEY, Counts(), single_surnames=True), KEY)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "1 " * 200_000,
        "1" * 1_000_000,
        "D' " * 100_000,
        "Anna " * 100_000,
        "\ud800\x00\u200f" * 1000,
        "@" * 100_000,
    ],
    ids=["letters", "digits apart", "digits", "elided", "names", "odd", "at"],
)
def test_hard_texts_take_linear_time(text: str) -> None:
    began = time.process_time()
    IdentifierEngine([RosterVoice(build_roster(PERSONS, KEY, Counts()), KEY)]).scan(text)
    assert time.process_time() - began < 20


# --------------------------------------------------------------------------------------------------------------- the file


def test_nothing_of_the_list_can_be_read_in_the_file(roster: Roster) -> None:
    text = roster.to_text()
    decoded = b"".join(base64.b64decode(block) for block in json.loads(text)["hashes"].values())
    secrets = {part for person in PERSONS for cells in person.values() for cell in cells for part in cell.split()}
    secrets |= {KEY.decode(), base64.b64encode(KEY).decode(), KEY.hex()}
    for secret in (each for each in secrets if len(each) > 5):  # four letters stand in base64 by chance
        assert secret.casefold() not in text.casefold()
        assert secret.encode() not in decoded


def test_the_sizes_tell_neither_how_many_nor_which_columns(roster: Roster) -> None:
    fewer = build_roster(PERSONS[:2], KEY, Counts())
    assert {kind: len(roster.hashes[kind]) for kind in KINDS} == {kind: FILL for kind in KINDS}
    assert {kind: len(fewer.hashes[kind]) for kind in KINDS} == {kind: FILL for kind in KINDS}
    many = [{"surname": [f"Cognome{chr(97 + i % 26)}{chr(97 + i // 26)}"], "name": ["Ada"]} for i in range(600)]
    sizes = {len(build_roster(many, KEY, Counts()).hashes[kind]) for kind in KINDS}
    assert all(size % FILL == 0 for size in sizes)


def test_the_hashes_are_sorted_and_differ_by_kind_and_key(roster: Roster) -> None:
    for kind in KINDS:
        assert list(roster.hashes[kind]) == sorted(set(roster.hashes[kind]))
    blocks = [set(roster.hashes[kind]) for kind in KINDS]
    assert len(set().union(*blocks)) == sum(map(len, blocks))
    assert not set(build_roster(PERSONS, OTHER, Counts()).hashes["name"]) & set(roster.hashes["name"])


def test_the_same_list_gives_the_same_bytes_in_any_order(roster: Roster) -> None:
    assert build_roster(reversed(PERSONS), KEY, Counts()).to_text() == roster.to_text()


def test_reading_gives_back_what_was_written(roster: Roster, tmp_path: Path) -> None:
    path = tmp_path / "roster.json"
    path.write_text(roster.to_text(), encoding="utf-8")
    again = read_roster(path)
    assert again.to_text() == roster.to_text()
    assert _looks(again)("Ginevra Tornabuoni") == [("Ginevra Tornabuoni", "PERSON")]


@pytest.mark.parametrize(
    "harm",
    [
        lambda text: text[:-200],
        lambda text: text.replace("referto-roster-1", "referto-roster-9"),
        lambda text: re.sub(r'"name": "[^"]{8}', '"name": "', text),
        lambda text: re.sub(r'"phone": "[^"]*"', '"phone": ""', text),
        lambda text: "[]",
    ],
)
def test_a_damaged_roster_is_refused(roster: Roster, tmp_path: Path, harm: Callable[[str], str]) -> None:
    path = tmp_path / "roster.json"
    path.write_text(harm(roster.to_text()), encoding="utf-8")
    with pytest.raises(UserError, match="no roster of this version"):
        read_roster(path)


def test_another_key_is_refused(roster: Roster) -> None:
    with pytest.raises(UserError, match="does not belong to this roster"):
        RosterVoice(roster, OTHER)


def test_the_engine_hears_the_roster_beside_the_others(roster: Roster) -> None:
    engine = with_roster(IdentifierEngine(italian_recognisers(), piece_size=300), roster, KEY)
    text = "Ginevra Tornabuoni, " + "nota clinica " * 100 + "tornabuoni g. e scrive a uno@due.it"
    hits = {(text[hit.start : hit.end], hit.recogniser) for hit in engine.scan(text)}
    assert {("Ginevra Tornabuoni", "roster"), ("uno@due.it", "email")} <= hits
    assert engine.piece_size == 300
    assert engine.scan(text) == engine.scan_ungated(text)
    engine.require(ENTITY_OF.values())


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch, roster: Roster) -> None:
    monkeypatch.setattr("validation.anonymisation.roster_voice.REMEMBERED", 50)
    voice = RosterVoice(roster, KEY)
    for number in range(40):
        letters = "".join(chr(97 + int(digit)) for digit in f"{number:04d}")
        text = " ".join(f"{letters}{chr(97 + other)}" for other in range(10)) + f" Ginevra Tornabuoni 12345{number:04d}"
        assert any(each.entity_type == "PERSON" for each in voice.analyze(text, voice.supported_entities))
        assert len(voice._known) + len(voice._unknown) <= 50 + 12
        assert len(voice._answers) <= 50
    assert REMEMBERED == 1 << 17


# ---------------------------------------------------------------------------------------------------------- list and key


def _write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("list.csv", "Cognome;Nome;Telefono_1;Telefono 2\nTornabuoni;Ginevra;055 9876123;\n"),
        ("list.csv", "telefono,COGNOME,nome,reparto,telefono\n,Tornabuoni,Ginevra,X,055 9876123\n"),
        ("list.tsv", "surname\tfirst name\tphone number\nTornabuoni\tGinevra\t055 9876123\n"),
        ("list.jsonl", '{"cognome": "Tornabuoni", "nome": "Ginevra", "tel": ["055 9876123"]}\n'),
        ("list.csv", "\ufeffcognome,nome,cellulare\r\nTornabuoni,Ginevra,055 9876123 ; 347 1112223\r\n"),
    ],
)
def test_lists_with_italian_and_english_headers_are_read(tmp_path: Path, name: str, text: str) -> None:
    counts = Counts()
    found = _looks(build_roster(read_list(_write(tmp_path / name, text), counts), KEY, counts))
    assert found("Tornabuoni Ginevra 0559876123") == [("0559876123", "PHONE_NUMBER"), ("Tornabuoni Ginevra", "PERSON")]
    assert (counts.rows, counts.unusable) == (1, 0)


def test_rows_that_cannot_be_used_are_counted(tmp_path: Path) -> None:
    path = _write(tmp_path / "list.csv", "cognome,nome,cartella,altro\nTornabuoni,Ginevra,12,x\nRossi\n,,,\n")
    counts = Counts()
    build_roster(read_list(path, counts), KEY, counts)
    assert (counts.rows, counts.unusable, dict(counts.skipped), counts.ignored_columns) == (
        3,
        2,
        {"record_number": 1},
        1,
    )


def test_a_list_in_another_encoding_is_refused_without_quoting_it(tmp_path: Path) -> None:
    path = _write(tmp_path / "list.csv", "cognome,nome\nNicolò,Segreto\n", "cp1252")
    with pytest.raises(UserError, match="UTF-8") as raised:
        list(read_list(path, Counts()))
    assert "Segreto" not in str(raised.value)
    assert raised.value.__cause__ is None


def test_a_list_without_known_headers_is_refused_without_quoting_it(tmp_path: Path) -> None:
    path = _write(tmp_path / "list.csv", "Tornabuoni,Ginevra\nMalaspina,Tullia\n")
    with pytest.raises(UserError, match="no column that is known") as raised:
        list(read_list(path, Counts()))
    assert "Tornabuoni" not in str(raised.value)


@pytest.mark.parametrize("name", ["none.csv", "list.xlsx"])
def test_what_is_no_list_is_refused(tmp_path: Path, name: str) -> None:
    if name == "list.xlsx":
        _write(tmp_path / name, "x")
    with pytest.raises(UserError, match="csv"):
        list(read_list(tmp_path / name, Counts()))


def test_a_roster_of_nobody_is_refused() -> None:
    with pytest.raises(Refused, match="no name and no number"):
        build_roster([{"record_number": ["12"]}], KEY, Counts())


@pytest.mark.parametrize(
    ("kind", "written"), [("phone", "118"), ("record_number", "12.345"), ("fiscal_code", "X" * 16)]
)
def test_short_or_wrong_numbers_have_no_form(kind: str, written: str) -> None:
    assert number_form(kind, written) == ""


def _key_file(path: Path, content: bytes, mode: int = 0o600) -> Path:
    path.write_bytes(content)
    path.chmod(mode)
    return path


@pytest.mark.parametrize("content", [b"short", b"0" * 64, b" \n" * 64])
def test_a_weak_key_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UserError, match="too short or too plain"):
        read_key(_key_file(tmp_path / "key", content))


@pytest.mark.skipif(os.name != "posix", reason="only POSIX has these permissions")
def test_a_key_that_everybody_may_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="may read or change") as raised:
        read_key(_key_file(tmp_path / "key", KEY, 0o644))
    assert "chmod 600" in str(raised.value)
    assert read_key(_key_file(tmp_path / "key", KEY + b"\n", 0o640)) == KEY


def test_a_missing_key_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no key file") as raised:
        read_key(tmp_path / "key")
    assert "/dev/urandom" in str(raised.value)


# ------------------------------------------------------------------------------------------------------- the command line


@pytest.fixture
def run(run: Callable[..., Any]) -> Callable[..., tuple[int, str]]:
    def call(*arguments: object) -> tuple[int, str]:
        ran = run(*arguments)
        return ran.code, ran.out + ran.err

    return call


def test_the_command_makes_a_roster_that_scan_uses(tmp_path: Path, run: Callable[..., tuple[int, str]]) -> None:
    listed = _write(tmp_path / "list.csv", "cognome,nome,cartella\nTornabuoni,Ginevra,2019/004521\n")
    key, made = _key_file(tmp_path / "key", KEY), tmp_path / "roster.json"
    code, told = run("roster", listed, "--key-file", key, "--out", made)
    assert code == 0
    assert "1 rows read" in told
    note = _write(tmp_path / "note.txt", "rientra tornabuoni ginevra con dolore")
    code, told = run("scan", note, "--out", tmp_path / "spans", "--roster", made, "--key-file", key)
    spans = [json.loads(line) for line in (tmp_path / "spans").read_text().splitlines()]
    assert code == 1
    assert [(s["start"], s["end"], s["entity"], s["recogniser"]) for s in spans if s["recogniser"] == "roster"] == [
        (8, 26, "PERSON", "roster")
    ]
    for text in (told, made.read_text(), (tmp_path / "spans").read_text()):
        assert "tornabuoni" not in text.casefold()
        assert KEY.decode() not in text


def test_a_wrong_key_and_a_missing_key_are_told(
    tmp_path: Path, run: Callable[..., tuple[int, str]], roster: Roster
) -> None:
    made = _write(tmp_path / "roster.json", roster.to_text())
    note = _write(tmp_path / "note.txt", "testo")
    code, told = run(
        "scan", note, "--out", tmp_path / "s", "--roster", made, "--key-file", _key_file(tmp_path / "k", OTHER)
    )
    assert (code, "does not belong" in told) == (2, True)
    code, told = run("scan", note, "--out", tmp_path / "s", "--roster", made)
    assert (code, "go together" in told) == (2, True)
    assert not (tmp_path / "s").exists()


def test_rows_left_out_give_exit_1(tmp_path: Path, run: Callable[..., tuple[int, str]]) -> None:
    listed = _write(tmp_path / "list.csv", "cognome,nome,tel\nTornabuoni,Ginevra,12\nMalaspina,,\n")
    words = _write(tmp_path / "words.txt", "costa\nrosa\n")
    options: list[Any] = [
        "--key-file",
        _key_file(tmp_path / "key", KEY),
        "--out",
        tmp_path / "r",
        "--common-words",
        words,
    ]
    code, told = run("roster", listed, *options)
    assert (code, "1 rows hold nothing" in told, "1 cells left out" in told) == (1, True, True)


def test_every_column_stands_in_the_guide() -> None:
    page = (Path(__file__).parents[4] / "docs" / "how-to" / "roster.md").read_text(encoding="utf-8")
    assert [header for headers in COLUMNS.values() for header in headers if f"`{header}`" not in page] == []
