import doctest
import time
import unicodedata

import pytest
from presidio_analyzer import EntityRecognizer, Pattern, PatternRecognizer, RecognizerResult

import validation.anonymisation
from datasets_builders.errors import UserError
from validation.anonymisation.engine import Hit, IdentifierEngine, default_engine
from validation.anonymisation.recognisers import italian_recognisers

SERVED = (
    "CREDIT_CARD EMAIL_ADDRESS IBAN_CODE IP_ADDRESS IT_DRIVER_LICENSE IT_FISCAL_CODE IT_IDENTITY_CARD IT_PASSPORT "
    "IT_VAT_CODE MAC_ADDRESS PERSON PHONE_NUMBER URL IT_HEALTH_CARD IT_STP_CODE IT_PRESCRIPTION PROFESSIONAL_ID "
    "RECORD_NUMBER DEVICE_NUMBER IT_LICENSE_PLATE VEHICLE_ID IT_RESIDENCE_PERMIT SOCIAL_HANDLE"
)


def record_number(**settings: object) -> PatternRecognizer:
    return PatternRecognizer(
        supported_entity="BED_NUMBER",
        supported_language="it",
        patterns=[Pattern("record", r"\bLET-\d{4}\b", 0.2)],
        context=["letto"],
        **settings,
    )


def test_the_default_engine_serves_what_it_says_and_is_built_once(engine):
    assert set(SERVED.split()) <= set(engine.entities)
    assert engine.entities == tuple(sorted(engine.entities))
    assert default_engine() is engine


def test_every_default_recogniser_is_a_presidio_recogniser():
    assert all(isinstance(recogniser, EntityRecognizer) for recogniser in italian_recognisers())


def test_entities_that_are_served_may_be_required(engine):
    engine.require(["PERSON", "IT_FISCAL_CODE"])
    engine.require([])


def test_requiring_an_entity_that_nobody_serves_is_refused_with_a_suggestion(engine):
    with pytest.raises(UserError) as refusal:
        engine.require(["PERSON", "IT_FISCALCODE", "US_SSN"])
    assert "IT_FISCALCODE, US_SSN" in refusal.value.fact
    assert "IT_FISCAL_CODE" in refusal.value.remedy
    assert "PERSON" in refusal.value.cause


def test_an_engine_without_recognisers_is_refused():
    with pytest.raises(UserError, match="no recogniser"):
        IdentifierEngine([])


def test_two_recognisers_of_one_name_are_refused():
    with pytest.raises(UserError, match="same name: PatternRecognizer"):
        IdentifierEngine([record_number(), record_number()])


def test_a_recogniser_written_as_presidio_documents_it_joins_with_its_context():
    engine = IdentifierEngine([*italian_recognisers(), record_number()])
    engine.require(["BED_NUMBER"])
    assert engine.scan("LET-1234") == []
    (hit,) = engine.scan("n. letto LET-1234")
    assert hit == Hit(9, 17, "BED_NUMBER", pytest.approx(0.55), "PatternRecognizer")


def test_a_recogniser_that_answers_with_none_or_out_of_bounds_does_no_harm():
    class Odd(EntityRecognizer):
        def __init__(self, answer: object) -> None:
            super().__init__(supported_entities=["ODD"], supported_language="it")
            self.answer = answer

        def load(self) -> None:
            pass

        def analyze(self, text: str, entities: list[str], nlp_artifacts: object = None) -> object:
            return self.answer

    assert IdentifierEngine([Odd(None)]).scan("testo") == []
    beyond = [
        RecognizerResult("ODD", 0, 99, 0.9),
        RecognizerResult("ODD", 2, 2, 0.9),
        RecognizerResult("ODD", 7, 9, 0.9),
    ]
    assert IdentifierEngine([Odd(beyond)]).scan("testo") == [Hit(0, 5, "ODD", 0.9, "Odd")]


def test_the_threshold_can_be_chosen():
    strict = IdentifierEngine(italian_recognisers(), threshold=0.5)
    lenient = IdentifierEngine(italian_recognisers(), threshold=0.0)
    assert strict.scan("3401234567") == []
    assert [hit.entity for hit in lenient.scan("CA1234567")] == ["IT_IDENTITY_CARD", "IT_PASSPORT"]


@pytest.mark.parametrize(
    "before",
    [
        "",
        "perché è così: ",
        "😀😀 ",
        "\U00100000\U00100000 ",
        "אבג ",
        unicodedata.normalize("NFD", "età è "),
        "\ud800 ",
        "\0 ",
    ],
)
def test_places_are_code_points_whatever_stands_before(engine, before):
    text = before + "RSSMRA80A01H501U"
    (hit,) = engine.scan(text)
    assert (hit.start, hit.end) == (len(before), len(text))
    assert hit.entity == "IT_FISCAL_CODE"


def test_a_hit_never_ends_in_a_blank(engine):
    (hit,) = engine.scan("P.IVA 12345678903 Ditta")
    assert (hit.start, hit.end) == (6, 17)


def test_neither_a_hit_nor_the_engine_shows_the_text(engine):
    hits = engine.scan("C.F. RSSMRA80A01H501U, sig. Verdi")
    assert {field for hit in hits for field in hit._fields} == {"start", "end", "entity", "score", "recogniser"}
    shown = repr(hits) + repr(engine) + str(vars(engine))
    assert "RSSMRA" not in shown
    assert "Verdi" not in shown


MEGABYTE = 1_000_000
ODD = {
    "nothing": "",
    "blanks": " \n" * 50,
    "one long word": "a" * MEGABYTE,
    "one long number": "9" * MEGABYTE,
    "dots before an at sign": "a." * (MEGABYTE // 2) + "a@b.it",
    "one domain": "a@" + "b." * (MEGABYTE // 2) + "it",
    "initials without end": "Sig. " + "A." * (MEGABYTE // 2),
    "titles without end": "sig.ra " * (MEGABYTE // 7),
    "NUL": "\0" * 100_000,
    "lone surrogates": "\ud800\udfff" * 50_000,
    "right to left": "שלום עולם " * 10_000,
    "accents apart": "e\u0300" * 100_000,
    "emoji": "😀" * 100_000,
    "ones with full stops": "1." * 50_000,
    "zeros and blanks": "0 " * 50_000,
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_input_neither_crashes_nor_hangs(engine, text):
    began = time.process_time()
    hits = engine.scan(text)
    assert time.process_time() - began < 20
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)


def test_time_grows_with_the_length_of_the_text_not_with_its_square(engine):
    note = "Paziente vigile. Tel. 051 6363636, sig. Verdi, m.rossi@example.it, www.example.it.\n" * 200

    def seconds(text: str) -> float:
        began = time.process_time()
        engine.scan(text)
        return time.process_time() - began

    once = min(seconds(note) for _ in range(3))
    assert seconds(note * 10) < 30 * once


def test_the_tour_in_the_package_docstring_is_true():
    assert doctest.testmod(validation.anonymisation).failed == 0
