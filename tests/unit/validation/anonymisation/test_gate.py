"""The gate may admit too much, never too little."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasets_builders.errors import UserError
from validation.anonymisation.engine import default_engine
from validation.anonymisation.gate import PATTERNS, Gate, gated
from validation.anonymisation.recognisers import italian_recognisers

RECOGNISERS = {recogniser.name: recogniser for recogniser in italian_recognisers()}
GATE = Gate(RECOGNISERS.values())


def admitted_if_found(name: str, text: str) -> bool:
    """Whether the recogniser finds something in `text`; if so, the gate must have let it run."""
    recogniser = RECOGNISERS[name]
    found = bool(recogniser.analyze(text, recogniser.supported_entities, None))
    assert not found or name in GATE.admits(text)
    return found


def spellings(name: str) -> st.SearchStrategy[str]:
    """Texts that the recogniser's own patterns match, in Python's dialect: any script's digits, any case."""
    sources = []
    for pattern in RECOGNISERS[name].patterns:
        source = pattern.regex.replace("(?i)", "").replace(r"(?<!\bE\.?C\.?[ :]?)", "")
        flags = re.IGNORECASE if RECOGNISERS[name].global_regex_flags & re.IGNORECASE else re.NOFLAG
        sources.append(st.from_regex(re.compile(source, flags)))
    return st.one_of(sources)


WITH_PATTERNS = sorted(name for name, recogniser in RECOGNISERS.items() if hasattr(recogniser, "patterns"))


@pytest.mark.parametrize("name", WITH_PATTERNS)
@given(data=st.data())
def test_whatever_a_pattern_can_match_the_gate_admits(name, data):
    admitted_if_found(name, data.draw(spellings(name)))


DIGITS = st.sampled_from("0123456789" * 6 + "٣３५𝟗")
GAPS = st.sampled_from(["", "", "", "", " ", "-", "/", ".", " - ", "(", ")", "\u00a0", "x", "[", "~", "  "])
NUMBERS = st.tuples(
    st.sampled_from(["", "+", "(", "＋", "0", "3", "00", "+39 ", "(+39) ", "tel.", "8", "39", "a"]),
    st.lists(st.tuples(DIGITS, GAPS).map("".join), min_size=4, max_size=14).map("".join),
    st.sampled_from(["", ".", " int. 3", " ext 1234", " int", "#12", "a", "\n"]),
).map("".join)


@given(NUMBERS)
def test_whatever_may_be_a_telephone_the_gate_admits(text):
    admitted_if_found("phone", text)


FRAGMENTS = st.one_of(
    st.sampled_from(
        "RSSMRA80A01H501U|RSS MRA 80A01 H501U|P.IVA 12345678903|carta d'identità AA 1234567|CA12345AB|YA1234567 "
        "passaporto|patente AB1234567C|U1BC34567X|m.rossi@example.it|IT60X0542811101000000123456|www.example.it|"
        "4111 1111 1111 1111|051/6363636|+39 340 1234567|192.168.1.10|2001:db8::1|https://example.org/a|aumentata.Si|"
        "00:1A:2B:3C:4D:5E|la sig.ra Anna Bianchi|dott. D'Angelo|il piccolo Leonardo|Dr. Reddy's|12/03/2019|0.22-0.77".split(
            "|"
        )
    ),
    NUMBERS,
    st.text(max_size=12),
    st.text(alphabet=st.characters(categories=["Cs", "Nd", "Mn", "Lt", "Zs"]), max_size=6),
)


@given(st.lists(FRAGMENTS, max_size=8), st.sampled_from(["", " ", "\n", ", ", "\u00a0"]))
def test_gated_and_ungated_findings_are_equal_on_generated_texts(fragments, separator):
    text = separator.join(fragments)
    assert default_engine().scan(text) == default_engine().scan_ungated(text)


def test_gated_and_ungated_findings_are_equal_on_real_texts(e3c_texts, engine):
    assert [engine.scan(text) for text in e3c_texts] == [engine.scan_ungated(text) for text in e3c_texts]


def test_the_strategies_above_do_find_things():
    # A superset test that never sees a hit proves nothing.
    assert admitted_if_found("phone", "(+39) 0516363636")


def test_ordinary_prose_runs_the_names_and_no_other_recogniser():
    assert GATE.admits("Paziente vigile, apiretico; addome trattabile, emogas nella norma.") == {"names"}


def test_two_capitals_may_be_initials_where_something_says_so():
    assert GATE.admits("Paziente vigile, PA 120/80 mmHg, FC 72.") == {"names"}
    assert GATE.admits("Valutazione della paziente TB di sera.") == {"names", "initials"}


def test_every_recogniser_but_the_names_has_gate_patterns():
    assert set(PATTERNS) <= set(RECOGNISERS)
    # Any capital may be a name: a gate for names would admit nearly every text.
    assert [name for name, recogniser in RECOGNISERS.items() if not getattr(recogniser, "gate_patterns", ())] == [
        "names"
    ]


class Silent:
    def __init__(self, name: str) -> None:
        self.name = name


def test_a_recogniser_without_patterns_is_always_admitted():
    assert Gate([Silent("always"), gated(Silent("digits"), ["[0-9]"])]).admits("testo") == {"always"}


def test_when_the_automaton_cannot_answer_everybody_is_admitted():
    gate = Gate([gated(Silent("digits"), ["[0-9]"])])

    class Exhausted:
        def Match(self, _text: bytes) -> None:  # noqa: N802  # RE2's own spelling
            return None

    gate._sets[0]._set._set = Exhausted()
    assert gate.admits("testo") == {"digits"}


def test_a_pattern_that_re2_refuses_is_told_with_its_recogniser():
    with pytest.raises(UserError, match="mine"):
        Gate([gated(Silent("mine"), ["(?<=a)b"])])


@given(st.text(alphabet=st.characters(categories=["Cs", "Ll", "Nd"]), max_size=30))
def test_lone_surrogates_do_not_trouble_the_gate(text):
    GATE.admits(text)
